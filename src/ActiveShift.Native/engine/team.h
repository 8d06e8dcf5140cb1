// Threads that work on one image together, phase by phase.
//
// One thread leads: it goes through the phases in order. A phase is a number of independent tasks; the leader and whichever
// helpers have arrived claim them one by one, and the leader goes on when all are done. A helper that never comes is not
// missed, so nothing can block. Between phases helpers spin: the phases of one image are microseconds apart.
#pragma once

#include <atomic>
#include <cstdint>
#include <thread>

#if defined(ACTIVESHIFT_X86)
#  include <immintrin.h>
#endif

namespace activeshift::engine {

struct PhaseCounters {
    std::atomic<int32_t> claimed{0}, done{0};
};

// One thread's turn at the phases. Tasks(phase) says how many tasks a phase has; Run(phase, task, member) does one.
class Team {
public:
    Team(PhaseCounters* counters, int32_t phases) : counters_(counters), phases_(phases) {
        for (int32_t i = 0; i < phases; i++) {
            counters[i].claimed.store(0, std::memory_order_relaxed);
            counters[i].done.store(0, std::memory_order_relaxed);
        }
    }

    // Called once by every thread that comes; the first becomes the leader.
    template <class Tasks, class Run>
    void join(const Tasks& tasks, const Run& run) {
        const int32_t member = members_.fetch_add(1, std::memory_order_acq_rel);
        if (member == 0) {
            for (int32_t phase = 0; phase < phases_; phase++) {
                work(phase, tasks(phase), member, run);
                for (int spins = 0; counters_[phase].done.load(std::memory_order_acquire) < tasks(phase); spins++) pause(spins);
                current_.store(phase + 1, std::memory_order_release);
            }
            return;
        }
        for (int spins = 0;; spins++) {
            const int32_t phase = current_.load(std::memory_order_acquire);
            if (phase == phases_) return;
            if (work(phase, tasks(phase), member, run)) spins = 0;
            pause(spins);
        }
    }

private:
    template <class Run>
    bool work(int32_t phase, int32_t tasks, int32_t member, const Run& run) {
        PhaseCounters& c = counters_[phase];
        bool any = false;
        while (c.claimed.load(std::memory_order_relaxed) < tasks) {
            const int32_t task = c.claimed.fetch_add(1, std::memory_order_acq_rel);
            if (task >= tasks) break;
            run(phase, task, member);
            c.done.fetch_add(1, std::memory_order_acq_rel);
            any = true;
        }
        return any;
    }

    // Gives the core away now and then: the thread waited for may need it.
    static void pause(int spins) {
        if (spins % 256 == 255) std::this_thread::yield();
#if defined(ACTIVESHIFT_X86)
        else _mm_pause();
#elif defined(ACTIVESHIFT_ARM64)
        else __asm__ volatile("yield");
#endif
    }

    PhaseCounters* counters_;
    int32_t phases_;
    std::atomic<int32_t> members_{0}, current_{0};
};

}  // namespace activeshift::engine
