// Runs the threads of a block one after another, from barrier to barrier.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>

namespace emulated {

struct Index3 {
    int32_t x, y, z;
};

struct State {
    Index3 thread, block, block_size, grid_size;
};

// The thread that runs.
extern thread_local State now;

// What a GPU would not have let pass, or would have hung on.
enum class Fault : int32_t {
    none = 0,
    misaligned = 1,           // an address that is not a multiple of the access's size
    barrier_missed = 2,       // a thread ended while others waited at a barrier
    unexpected_barrier = 3,   // a barrier in a kernel that was said to have none
    shared_memory = 4,        // more of it than a block has
};
extern thread_local Fault fault;

void barrier();
void* shared_memory(size_t bytes);
void check_alignment(const void* address, size_t size);

uint32_t half_bits(float value);
float half_value(uint32_t bits);

// Runs `thread` for every index below now.block_size. Shared memory holds NaN at first. has_barriers: each thread gets a stack of
// its own. reversed: the last thread first, which a kernel without races does not notice.
void run_block(const std::function<void()>& thread, bool has_barriers, bool reversed);

}  // namespace emulated
