// How a strip of N lanes reaches an output row. Rows are written in ascending order, so a strip may run over its row's end
// as long as it stays within the run of planes that the thread was given: what follows is written later.
#pragma once

#include <cstdint>

namespace activeshift {
namespace {

template <class S>
struct WholeStore {
    void operator()(typename S::T* p, typename S::V v) const { S::store(p, v); }
};

template <class S>
struct MaskedStore {
    typename S::M mask;
    void operator()(typename S::T* p, typename S::V v) const { S::store(mask, p, v); }
};

template <class S>
struct OverrunningStore {
    typename S::M mask;
    const typename S::T* limit;  // end of the run of planes
    void operator()(typename S::T* p, typename S::V v) const {
        if (limit - p >= S::N) S::store(p, v);
        else S::store(mask, p, v);
    }
};

template <class T>
void fill(T* p, int64_t count, T value) {
    for (int64_t k = 0; k < count; ++k) p[k] = value;
}

inline int64_t clamp(int64_t v, int64_t lo, int64_t hi) { return v < lo ? lo : (v > hi ? hi : v); }

// Lanes l of a strip at `start` for which first <= start + l < end.
template <class S>
typename S::M lanes_within(int64_t start, int64_t first, int64_t end) {
    return S::lanes(static_cast<int>(clamp(first - start, 0, S::N)), static_cast<int>(clamp(end - start, 0, S::N)));
}

// Calls strip(start, store) for strips that cover a row of `width` lanes; the last one begins earlier rather than end later.
template <class S, class F>
void for_each_strip(int64_t width, const typename S::T* limit, F&& strip) {
    if (width >= S::N) {
        for (int64_t j = 0; j < width; j += S::N) strip(j + S::N > width ? width - S::N : j, WholeStore<S>{});
    } else if constexpr (S::kFastMaskedStore) {
        strip(int64_t(0), MaskedStore<S>{lanes_within<S>(0, 0, width)});
    } else {
        strip(int64_t(0), OverrunningStore<S>{lanes_within<S>(0, 0, width), limit});
    }
}

}  // namespace
}  // namespace activeshift
