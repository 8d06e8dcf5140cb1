// The operators' functions by the type of their tensors.
#pragma once

#include "activeshift.h"

template <class T>
struct Api;

template <>
struct Api<float> {
    static constexpr const char* name = "float";
    static inline const auto shift_forward = as_shift_forward_f32;
    static inline const auto shift_backward = as_shift_backward_f32;
    static inline const auto batch_norm_forward = as_batch_norm_relu_forward_f32;
    static inline const auto batch_norm_backward = as_batch_norm_relu_backward_f32;
    static inline const auto normalized_shift_forward = as_batch_norm_relu_shift_forward_f32;
    static inline const auto normalized_shift_backward = as_batch_norm_relu_shift_backward_f32;
    static inline const auto pointwise_forward = as_pointwise_forward_f32;
    static inline const auto pointwise_backward = as_pointwise_backward_f32;
};

template <>
struct Api<double> {
    static constexpr const char* name = "double";
    static inline const auto shift_forward = as_shift_forward_f64;
    static inline const auto shift_backward = as_shift_backward_f64;
    static inline const auto batch_norm_forward = as_batch_norm_relu_forward_f64;
    static inline const auto batch_norm_backward = as_batch_norm_relu_backward_f64;
    static inline const auto normalized_shift_forward = as_batch_norm_relu_shift_forward_f64;
    static inline const auto normalized_shift_backward = as_batch_norm_relu_shift_backward_f64;
    static inline const auto pointwise_forward = as_pointwise_forward_f64;
    static inline const auto pointwise_backward = as_pointwise_backward_f64;
};
