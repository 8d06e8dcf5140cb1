// The library's threads. Shared by every operator; created when first needed and kept.
#pragma once

#include <cstdint>

namespace activeshift {

// Runs body(context, task) once for every task in 0 .. tasks-1 on at most `threads` threads, the caller's among them, and
// returns when all are done. Tasks are claimed one by one, so the caller finishes the work alone if no other thread is free:
// calls from several threads at once, and from within a task, can't block each other. body must not throw.
void parallel_for(int64_t tasks, int threads, void (*body)(void* context, int64_t task), void* context);

template <class F>
void parallel_for(int64_t tasks, int threads, const F& function) {
    parallel_for(tasks, threads, [](void* context, int64_t task) { (*static_cast<const F*>(context))(task); }, const_cast<F*>(&function));
}

}  // namespace activeshift
