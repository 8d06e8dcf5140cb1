// A shift along one axis, taken apart into a whole number and the weights of the two neighbours that lie there.
#pragma once

#include <cmath>

namespace activeshift {

template <class T>
struct ShiftFraction {
    double whole;     // position of the first neighbour
    T first, second;  // weights: 1-d and d
    bool is_below;    // the shift lies below `whole`, by less than T can tell
};

// shift: finite. A fraction d that rounds to 1 in T is a fraction of 0 at the next whole number: the first neighbour
// would weigh nothing, and nothing times infinity is NaN.
template <class T>
ShiftFraction<T> shift_fraction(T shift) {
    const double whole = std::floor(static_cast<double>(shift));
    const double d = static_cast<double>(shift) - whole;
    if (static_cast<T>(d) == T(1)) return {whole + 1.0, T(1), T(0), true};
    return {whole, static_cast<T>(1.0 - d), static_cast<T>(d), false};
}

}  // namespace activeshift
