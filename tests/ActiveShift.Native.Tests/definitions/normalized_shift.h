// Batch normalisation, ReLU and active shift by their definitions, one after the other, with the activated tensor
// between them.
#pragma once

#include "definitions/batch_norm.h"
#include "definitions/shift.h"

struct NormalizedShiftCase {
    NormalizedShiftCase(int64_t n, int64_t h, int64_t w, int32_t stride, bool training,
                        const ShiftCase::Shifts& shifts);

    as_normalized_shift_shape shape(int32_t threads) const;
    std::string name() const;

    BatchNormCase normalization;  // its gradient of the output is what the shift's gradient to its input is
    ShiftCase shift;              // its input is the normalisation's output
};

struct NormalizedShiftGradients {
    std::vector<double> x;
    std::vector<Sum> weight, bias, alpha, beta;
};

std::vector<double> normalized_shift_forward(NormalizedShiftCase s);
NormalizedShiftGradients normalized_shift_backward(NormalizedShiftCase s);
