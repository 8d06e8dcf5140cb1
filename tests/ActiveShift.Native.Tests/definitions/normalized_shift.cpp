#include "definitions/normalized_shift.h"

#include <cmath>

NormalizedShiftCase::NormalizedShiftCase(int64_t n, int64_t h, int64_t w, int32_t stride, bool training,
                                         const ShiftCase::Shifts& shifts)
    : normalization(n, int64_t(shifts.size()), h * w, training),
      shift(n, h, w, stride, shifts, uint64_t(n + 100 * h + w)) {
    // An output before ReLU within rounding of 0 might come out on the other side of it. A value that is moved moves
    // the others a little.
    for (bool moved = true; moved;) {
        moved = false;
        const std::vector<double> y = before_relu(normalization);
        for (std::size_t k = 0; k < y.size(); k++) {
            if (std::abs(y[k]) >= 1e-5) continue;
            normalization.x[k] = float(normalization.x[k] + 0.25);
            moved = true;
        }
    }
}

as_normalized_shift_shape NormalizedShiftCase::shape(int32_t threads) const {
    return {shift.n,
            shift.c,
            shift.h,
            shift.w,
            shift.stride,
            threads,
            normalization.training,
            normalization.epsilon,
            normalization.momentum};
}

std::string NormalizedShiftCase::name() const { return shift.name() + (normalization.training ? " training" : ""); }

std::vector<double> normalized_shift_forward(NormalizedShiftCase s) {
    s.shift.x = batch_norm_forward(s.normalization);
    return shift_forward(s.shift);
}

NormalizedShiftGradients normalized_shift_backward(NormalizedShiftCase s) {
    s.shift.x = batch_norm_forward(s.normalization);
    const ShiftGradients shift = shift_backward(s.shift);
    s.normalization.grad_y = shift.x;
    const BatchNormGradients norm = batch_norm_backward(s.normalization);
    return {norm.x, norm.weight, norm.bias, shift.alpha, shift.beta};
}
