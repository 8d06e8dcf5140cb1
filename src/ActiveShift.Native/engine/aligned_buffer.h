// Floats on a cache line, zeroed, with slack that kernels may read. Throws std::bad_alloc.
#pragma once

#include <cstdlib>
#include <cstring>
#include <new>
#include <utility>

#include "engine/kernels.h"

namespace activeshift::engine {

class AlignedBuffer {
public:
    AlignedBuffer() = default;
    explicit AlignedBuffer(std::size_t floats) : count_(floats + kSlack) {
        if (floats > SIZE_MAX / 8) throw std::bad_alloc();
        data_ = static_cast<float*>(::operator new(count_ * sizeof(float), std::align_val_t(64)));
        std::memset(data_, 0, count_ * sizeof(float));
    }
    AlignedBuffer(AlignedBuffer&& other) noexcept : data_(std::exchange(other.data_, nullptr)), count_(std::exchange(other.count_, 0)) {}
    AlignedBuffer& operator=(AlignedBuffer&& other) noexcept {
        std::swap(data_, other.data_);
        std::swap(count_, other.count_);
        return *this;
    }
    ~AlignedBuffer() { ::operator delete(data_, std::align_val_t(64)); }

    float* data() { return data_; }
    const float* data() const { return data_; }
    std::size_t bytes() const { return count_ * sizeof(float); }

private:
    float* data_ = nullptr;
    std::size_t count_ = 0;
};

// Length of a row of a packed matrix that holds `floats` and may be written kSlack/2 past them: whole cache lines, an odd number of them, so
// that successive rows fall into different cache sets.
inline std::size_t row_length(std::size_t floats) { return (((floats + kSlack / 2 + 15) / 16) | 1) * 16; }

}  // namespace activeshift::engine
