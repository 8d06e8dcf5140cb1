// A channel's shift as the kernels use it: a whole offset and two weights along each axis.
#pragma once

#include <cstdint>

namespace activeshift {

template <class T>
struct AxisShift {
    int64_t floor;    // the first of the two neighbours, relative to the output position
    T w0, w1;         // weights of the first and second neighbour: 1-d and d
    bool fractional;  // d != 0: otherwise the second neighbour takes no part (0 * infinity would be NaN)
    bool is_below;    // the shift lies below `floor`, by less than T can tell: its derivative is that to the left
};

enum class ShiftKind : uint8_t {
    Inside,     // some output may read inside the image
    Outside,    // every read is outside the image: output and gradients are 0
    NotFinite,  // output and gradients are NaN
};

template <class T>
struct ChannelShift {
    AxisShift<T> row, column;
    ShiftKind kind;
};

// height, width: of the input. out_height, out_width: of the output.
template <class T>
ChannelShift<T> make_channel_shift(T alpha, T beta, int64_t height, int64_t width, int64_t out_height, int64_t out_width, int64_t stride);

}  // namespace activeshift
