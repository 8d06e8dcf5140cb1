#include "cpu/channel_shift.h"

#include <cmath>

#include "cpu/shift_fraction.h"

namespace activeshift {
namespace {

// False if no output position reads inside [0, size), which also keeps the floor within int64.
template <class T>
bool make_axis_shift(T shift, int64_t size, int64_t out_size, int64_t stride, AxisShift<T>* axis) {
    const ShiftFraction<T> fraction = shift_fraction(shift);
    const double whole = fraction.whole;
    const double last = static_cast<double>(out_size - 1) * static_cast<double>(stride);
    if (whole >= static_cast<double>(size) || whole + last < -1.0) return false;
    axis->floor = static_cast<int64_t>(whole);
    axis->w0 = fraction.first;
    axis->w1 = fraction.second;
    axis->fractional = axis->w1 != T(0);
    axis->is_below = fraction.is_below;
    return true;
}

}  // namespace

template <class T>
ChannelShift<T> make_channel_shift(T alpha, T beta, int64_t height, int64_t width, int64_t out_height, int64_t out_width, int64_t stride) {
    ChannelShift<T> shift{};
    if (!std::isfinite(alpha) || !std::isfinite(beta)) {
        shift.kind = ShiftKind::NotFinite;
        return shift;
    }
    const bool inside = make_axis_shift(beta, height, out_height, stride, &shift.row) &&
                        make_axis_shift(alpha, width, out_width, stride, &shift.column);
    shift.kind = inside ? ShiftKind::Inside : ShiftKind::Outside;
    return shift;
}

template ChannelShift<float> make_channel_shift(float, float, int64_t, int64_t, int64_t, int64_t, int64_t);
template ChannelShift<double> make_channel_shift(double, double, int64_t, int64_t, int64_t, int64_t, int64_t);

}  // namespace activeshift
