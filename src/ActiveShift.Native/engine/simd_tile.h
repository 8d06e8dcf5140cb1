// What the tiles of the matrix products share.
#pragma once

#include <cstdint>

namespace activeshift::engine {
namespace {

// The pixels of the next tile.
struct TileSpan {
    int vectors;
    int64_t pixels;
    int tail;  // lanes of the last vector that there are pixels for
};

// left: pixels, at least 1. Four vectors left are 2 + 2 rather than 3 + 1: a single vector can't use each weight often
// enough.
template <class S, int Most>
inline TileSpan next_span(int64_t left) {
    const int64_t vectors = (left + S::N - 1) / S::N;
    const int take = int(vectors > Most ? (vectors == Most + 1 && Most > 2 ? Most - 1 : Most) : vectors);
    const int64_t pixels = take * S::N;
    return {take, pixels, left >= pixels ? S::N : int(left - pixels + S::N)};
}

// Stores the first 1 .. N lanes of a vector, all of them in nearly every case.
template <class S, class T>
inline void store_first(T* p, typename S::V v, int lanes) {
    if (lanes == S::N) S::store(p, v);
    else S::store(S::first(lanes), p, v);
}

}  // namespace
}  // namespace activeshift::engine
