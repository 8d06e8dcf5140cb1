// Fetches a channel's next planes while one is worked on. From image to image they lie far apart, on pages of their own, where the
// processor expects nothing. Vector by vector: all of a plane at once would wait for itself.
#pragma once

#include <cstdint>

#include "simd/prefetch.h"

namespace activeshift {
namespace {

template <class T>
class PlaneAhead {
public:
    // size: elements of a plane. backwards: the images are visited from the last to the first.
    PlaneAhead(int64_t channels, int64_t size, bool backwards = false)
        : distance_((backwards ? -kImages : kImages) * channels * size * static_cast<int64_t>(sizeof(T))) {}

    // p: where the work is. What lies beyond the tensor is not fetched, whatever stands there.
    void fetch(const T* p) const { prefetch_to_read(ahead_of(p)); }

    // The same for what will be written.
    void fetch(T* p) const { prefetch_to_write(ahead_of(p)); }

private:
    static constexpr int64_t kImages = 4;

    const void* ahead_of(const T* p) const {
        return reinterpret_cast<const void*>(reinterpret_cast<uintptr_t>(p) + static_cast<uintptr_t>(distance_));
    }

    int64_t distance_;  // in bytes
};

}  // namespace
}  // namespace activeshift
