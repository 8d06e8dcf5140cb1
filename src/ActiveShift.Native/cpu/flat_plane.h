// Planes whose rows are shorter than a vector, as one row of height * width elements. Row by row a vector would carry only
// `width` lanes of work (7 of 16 in the network's last stage). Taken flat, a shift is still one constant offset into the
// plane; what differs from lane to lane is only whether the pixel read lies in the image, which one bit per position says.
// Only for instruction sets whose masks are bits and whose masked loads and stores touch nothing that the mask leaves out.
#pragma once

#include "cpu/channel_shift.h"
#include "cpu/plane_store.h"

namespace activeshift {
namespace {

// Longest flat planes, in vectors. Measured on Zen 4 against row by row: 7x7 takes half the time, 8x8 0.6, 10x10 0.8; from
// 12x12 the rows fill their vectors well enough and a flat pass gains nothing (its shift gradients lose).
constexpr int kFlatVectors = 8;

// What all planes of a run share. K vectors hold the plane and, for the lower of two row neighbours, one row more; K is a
// constant because loops over a few vectors known only at run time took back half of the gain.
template <class S, int K>
struct FlatPlane {
    static constexpr int kWords = (K * S::N + 63) / 64;  // of bits, one per position
    static_assert(K * S::N <= 128, "S::inside works modulo 256");

    int64_t height, width, size;
    typename S::Index down;          // from lane l to lane l + width of two consecutive vectors
    typename S::M stored[K];         // lanes within the plane
    alignas(64) unsigned char row[64 * kWords];
    alignas(64) unsigned char column[64 * kWords];

    static bool fits(int64_t height, int64_t width) { return width <= S::N && height < K * S::N && (height + 1) * width <= K * S::N; }

    FlatPlane(int64_t h, int64_t w) : height(h), width(w), size(h * w), down(S::lanes_from(static_cast<int>(w))) {
        for (int v = 0; v < K; ++v) stored[v] = lanes_within<S>(v * S::N, 0, size);
        for (int64_t k = 0, r = 0, c = 0; k < 64 * kWords; ++k) {
            row[k] = static_cast<unsigned char>(r);
            column[k] = static_cast<unsigned char>(c);
            if (++c == w) {
                c = 0;
                ++r;
            }
        }
    }
};

// Which positions read inside the image, for the first and the second of two column neighbours. Computed anew for each plane:
// two additions and three comparisons for 64 positions cost less than the loads they guard.
template <class S, int K>
struct FlatMasks {
    uint64_t first[FlatPlane<S, K>::kWords], second[FlatPlane<S, K>::kWords];

    FlatMasks(const FlatPlane<S, K>& plane, int64_t row, int64_t column) {
        for (int t = 0; t < FlatPlane<S, K>::kWords; ++t) {
            S::inside(plane.row + 64 * t, plane.column + 64 * t, static_cast<int>(row), static_cast<int>(column), static_cast<int>(plane.height),
                      static_cast<int>(plane.width), &first[t], &second[t]);
        }
    }
    typename S::M of_first(int v) const { return static_cast<typename S::M>(first[v * S::N / 64] >> (v * S::N % 64)); }
    typename S::M of_second(int v) const { return static_cast<typename S::M>(second[v * S::N / 64] >> (v * S::N % 64)); }
};

}  // namespace
}  // namespace activeshift
