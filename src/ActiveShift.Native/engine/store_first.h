// Stores the first 1 .. N lanes of a vector, all of them in nearly every case.
#pragma once

namespace activeshift::engine {
namespace {

template <class S, class T>
inline void store_first(T* p, typename S::V v, int lanes) {
    if (lanes == S::N) S::store(p, v);
    else S::store(S::first(lanes), p, v);
}

}  // namespace
}  // namespace activeshift::engine
