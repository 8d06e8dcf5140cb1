// What cuda/kernels/device.h gives on a GPU, in plain C++: the state of the one thread of the one block that runs now. Accesses that
// a GPU would refuse, because an address is not a multiple of the size, are noted.
#pragma once

#include <cstdint>
#include <cstring>

#include "emulated_block.h"

#define AS_DEVICE inline
#define AS_KERNEL(blocks) extern "C" void
#define AS_UNROLL
#define AS_SHARED(type, name, count) type* name = static_cast<type*>(emulated::shared_memory(sizeof(type) * (count)))

namespace activeshift::cuda {

using Index3 = emulated::Index3;

inline Index3 thread_index() { return emulated::now.thread; }
inline Index3 block_index() { return emulated::now.block; }
inline Index3 block_size() { return emulated::now.block_size; }
inline Index3 grid_size() { return emulated::now.grid_size; }
inline void barrier() { emulated::barrier(); }

struct Bits2 {
    uint32_t a, b;
};

template <class T>
inline T load_value(const void* p) {
    emulated::check_alignment(p, sizeof(T));
    T value;
    std::memcpy(&value, p, sizeof value);
    return value;
}

template <class T>
inline void store_value(void* p, T value) {
    emulated::check_alignment(p, sizeof(T));
    std::memcpy(p, &value, sizeof value);
}

inline uint32_t load32(const void* p) { return load_value<uint32_t>(p); }
inline uint32_t load16(const void* p) { return load_value<uint16_t>(p); }
inline Bits2 load64(const void* p) { return load_value<Bits2>(p); }
inline void store16(void* p, uint32_t v) { store_value<uint16_t>(p, static_cast<uint16_t>(v)); }
inline void store32(void* p, uint32_t v) { store_value<uint32_t>(p, v); }
inline void store64(void* p, Bits2 v) { store_value<Bits2>(p, v); }

inline uint32_t permuted(uint32_t a, uint32_t b, uint32_t selector) {
    const uint64_t bytes = static_cast<uint64_t>(b) << 32 | a;
    uint32_t result = 0;
    for (uint32_t k = 0; k < 4; ++k) result |= static_cast<uint32_t>(bytes >> 8 * (selector >> 4 * k & 7u) & 0xffu) << 8 * k;
    return result;
}

inline uint32_t half_pair(float a, float b) { return emulated::half_bits(a) | emulated::half_bits(b) << 16; }
inline float half_value(uint32_t bits) { return emulated::half_value(bits); }

inline int32_t opaque(int32_t value) { return value; }
inline uint32_t opaque(uint32_t value) { return value; }
inline int64_t opaque(int64_t value) { return value; }

}  // namespace activeshift::cuda
