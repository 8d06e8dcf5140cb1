// How much of an operator's work one task is: small enough that threads share it evenly, large enough that claiming it costs
// nothing, and not more than the second-level cache holds.
#pragma once

#include <algorithm>

#include "threading/thread_pool.h"

namespace activeshift {

constexpr int64_t kBytesPerTask = 128 * 1024;

// run(first, last) over all of `parts` parts (at least 1) that take `bytes` together.
template <class F>
void for_each_run(int64_t parts, int threads, int64_t bytes, const F& run) {
    const int64_t each = std::max<int64_t>(bytes / parts, 1);
    const int64_t together = std::max<int64_t>(kBytesPerTask / each, 1);
    parallel_for((parts + together - 1) / together, threads,
                 [&](int64_t task) { run(task * together, std::min(parts, (task + 1) * together)); });
}

}  // namespace activeshift
