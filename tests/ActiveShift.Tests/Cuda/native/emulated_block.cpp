#include "emulated_block.h"

#include <cmath>
#include <cstring>
#include <memory>
#include <vector>

#include <setjmp.h>
#include <ucontext.h>

namespace emulated {

thread_local State now;
thread_local Fault fault;

namespace {

constexpr size_t shared_bytes = 48 * 1024;
constexpr size_t stack_bytes = 64 * 1024;

// A thread's own stack. It is entered once by its context and from then on by jumps, which need no system call.
struct Fiber {
    ucontext_t context;
    jmp_buf resume;
    std::unique_ptr<char[]> stack{new char[stack_bytes]};
    bool entered = false, ended = true;
};

alignas(16) thread_local char shared[shared_bytes];
thread_local std::vector<std::unique_ptr<Fiber>> fibers;
thread_local jmp_buf scheduler;
thread_local Fiber* running;
thread_local const std::function<void()>* body;

void leave() {
    if (_setjmp(running->resume) == 0) _longjmp(scheduler, 1);
}

void fiber_main() {
    for (;;) {
        (*body)();
        running->ended = true;
        leave();
    }
}

void enter(Fiber& fiber) {
    running = &fiber;
    if (_setjmp(scheduler) == 0) {
        if (fiber.entered) _longjmp(fiber.resume, 1);
        fiber.entered = true;
        getcontext(&fiber.context);
        fiber.context.uc_stack.ss_sp = fiber.stack.get();
        fiber.context.uc_stack.ss_size = stack_bytes;
        fiber.context.uc_link = nullptr;
        makecontext(&fiber.context, fiber_main, 0);
        setcontext(&fiber.context);
    }
    running = nullptr;
}

Index3 index_of(int32_t thread) {
    const Index3& size = now.block_size;
    return {thread % size.x, thread / size.x % size.y, thread / size.x / size.y};
}

void run_fibers(int32_t count, bool reversed) {
    while (fibers.size() < static_cast<size_t>(count)) fibers.push_back(std::make_unique<Fiber>());
    for (int32_t k = 0; k < count; ++k) fibers[static_cast<size_t>(k)]->ended = false;
    for (int32_t ended = 0; ended < count;) {
        if (ended > 0) {
            fault = Fault::barrier_missed;
            fibers.clear();  // some are in the middle of a kernel
            return;
        }
        for (int32_t turn = 0; turn < count; ++turn) {
            const int32_t k = reversed ? count - 1 - turn : turn;
            now.thread = index_of(k);
            enter(*fibers[static_cast<size_t>(k)]);
            ended += fibers[static_cast<size_t>(k)]->ended ? 1 : 0;
        }
    }
}

}  // namespace

void barrier() {
    if (running == nullptr) fault = Fault::unexpected_barrier;
    else leave();
}

void* shared_memory(size_t bytes) {
    if (bytes > shared_bytes) fault = Fault::shared_memory;
    return shared;
}

void check_alignment(const void* address, size_t size) {
    if (reinterpret_cast<uintptr_t>(address) % size != 0) fault = Fault::misaligned;
}

// To nearest, ties to even.
uint32_t half_bits(float value) {
    uint32_t bits;
    std::memcpy(&bits, &value, sizeof bits);
    const uint32_t sign = bits >> 16 & 0x8000u;
    bits &= 0x7fffffffu;
    if (bits > 0x7f800000u) return 0x7fffu;
    if (bits >= 0x477ff000u) return sign | 0x7c00u;  // 65520 and more
    if (bits < 0x38800000u) return sign | static_cast<uint32_t>(std::nearbyint(std::fabs(static_cast<double>(value)) * 0x1p24));
    const uint32_t rounded = bits + 0xfffu + (bits >> 13 & 1u);
    return sign | (rounded - 0x38000000u) >> 13;
}

float half_value(uint32_t bits) {
    const int exponent = static_cast<int>(bits >> 10 & 31u);
    const double fraction = bits & 0x3ffu;
    const double magnitude = exponent == 31 ? (fraction != 0.0 ? std::nan("") : HUGE_VAL)
                             : exponent == 0 ? std::ldexp(fraction, -24) : std::ldexp(1024.0 + fraction, exponent - 25);
    return static_cast<float>((bits & 0x8000u) != 0 ? -magnitude : magnitude);
}

void run_block(const std::function<void()>& thread, bool has_barriers, bool reversed) {
    std::memset(shared, 0xff, sizeof shared);
    const int32_t count = now.block_size.x * now.block_size.y * now.block_size.z;
    if (has_barriers) {
        body = &thread;
        run_fibers(count, reversed);
        return;
    }
    for (int32_t turn = 0; turn < count; ++turn) {
        now.thread = index_of(reversed ? count - 1 - turn : turn);
        thread();
    }
}

}  // namespace emulated
