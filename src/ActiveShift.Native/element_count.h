// How many elements a tensor has, and how many bytes, where a caller may give any sizes.
#pragma once

#include <cstdint>
#include <initializer_list>

namespace activeshift {

constexpr int64_t kMostElements = int64_t(1) << 60;

// False if a size is negative or the tensor has more than 2^60 elements. A size of 0 makes it empty, however large the
// others are.
inline bool count_elements(std::initializer_list<int64_t> sizes, int64_t* elements) {
    bool empty = false;
    for (const int64_t size : sizes) {
        if (size < 0) return false;
        empty = empty || size == 0;
    }
    *elements = empty ? 0 : 1;
    for (const int64_t size : sizes) {
        if (empty) break;
        if (*elements > kMostElements / size) return false;
        *elements *= size;
    }
    return true;
}

// elements (0 .. 2^62) times the bytes of one, or the largest number where that is more.
inline int64_t saturated_bytes(int64_t elements, int64_t bytes) {
    return elements > INT64_MAX / bytes ? INT64_MAX : elements * bytes;
}

}  // namespace activeshift
