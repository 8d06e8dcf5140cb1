#include "operators/run.h"

#include "operators/api.h"

namespace {

// What is to be written, and null where it is not wanted.
template <class T>
T* when(bool wanted, Tensor<T>& tensor) {
    return wanted ? tensor.data() : nullptr;
}

template <class T>
std::vector<double> read_when(bool wanted, const Tensor<T>& tensor) {
    std::vector<double> values = tensor.read();
    return wanted ? values : std::vector<double>();
}

}  // namespace

template <class T>
std::vector<double> run_shift(const Version& version, const ShiftCase& s, RunOptions options) {
    const Placement p = options.placement;
    const Tensor<T> x(s.x, p), alpha(s.alpha, p), beta(s.beta, p);
    Tensor<T> y(s.outputs(), p);
    const as_shift_shape shape = s.shape(options.threads);
    CHECK(Api<T>::shift_forward(version.index, &shape, x.data(), alpha.data(), beta.data(), y.data()) == AS_OK);
    return y.read();
}

template <class T>
ShiftResult run_shift_backward(const Version& version, const ShiftCase& s, RunOptions options) {
    const Placement p = options.placement;
    const Tensor<T> x(s.x, p), alpha(s.alpha, p), beta(s.beta, p), grad_y(s.grad_y, p);
    Tensor<T> grad_x(x.count(), p), grad_alpha(s.c, p), grad_beta(s.c, p);
    const as_shift_shape shape = s.shape(options.threads);
    const bool to_x = options.wants_x, to_shifts = options.wants_others;
    CHECK(Api<T>::shift_backward(version.index, &shape, grad_y.data(), x.data(), alpha.data(), beta.data(),
                                 when(to_x, grad_x), when(to_shifts, grad_alpha), when(to_shifts, grad_beta)) == AS_OK);
    return {read_when(to_x, grad_x), read_when(to_shifts, grad_alpha), read_when(to_shifts, grad_beta)};
}

template <class T>
BatchNormResult run_batch_norm(const Version& version, const BatchNormCase& s, RunOptions options) {
    const Placement p = options.placement;
    const Tensor<T> x(s.x, p), weight(s.weight, p), bias(s.bias, p);
    Tensor<T> running_mean(s.running_mean, p), running_variance(s.running_variance, p);
    Tensor<T> mean(s.c, p), inverse(s.c, p), y(x.count(), p);
    const as_batch_norm_shape shape = s.shape(options.threads);
    CHECK(Api<T>::batch_norm_forward(
              version.index, &shape, x.data(), weight.data(), bias.data(), when(options.has_running, running_mean),
              when(options.has_running, running_variance), mean.data(), inverse.data(), y.data()) == AS_OK);
    return {y.read(), mean.read(), inverse.read(), running_mean.read(), running_variance.read()};
}

template <class T>
BatchNormGradientResult run_batch_norm_backward(const Version& version, const BatchNormCase& s, RunOptions options) {
    const BatchNormResult forward = run_batch_norm<T>(version, s, options);
    const Placement p = options.placement;
    const Tensor<T> x(s.x, p), weight(s.weight, p), bias(s.bias, p), grad_y(s.grad_y, p);
    const Tensor<T> mean(forward.mean, p), inverse(forward.inverse_deviation, p);
    Tensor<T> grad_x(x.count(), p), grad_weight(s.c, p), grad_bias(s.c, p);
    const as_batch_norm_shape shape = s.shape(options.threads);
    CHECK(Api<T>::batch_norm_backward(version.index, &shape, grad_y.data(), x.data(), weight.data(), bias.data(),
                                      mean.data(), inverse.data(), when(options.wants_x, grad_x), grad_weight.data(),
                                      grad_bias.data()) == AS_OK);
    return {read_when(options.wants_x, grad_x), grad_weight.read(), grad_bias.read()};
}

template <class T>
BatchNormResult run_normalized_shift(const Version& version, const NormalizedShiftCase& s, RunOptions options) {
    const Placement p = options.placement;
    const BatchNormCase& norm = s.normalization;
    const Tensor<T> x(norm.x, p), weight(norm.weight, p), bias(norm.bias, p), alpha(s.shift.alpha, p),
        beta(s.shift.beta, p);
    Tensor<T> running_mean(norm.running_mean, p), running_variance(norm.running_variance, p);
    Tensor<T> mean(norm.c, p), inverse(norm.c, p), y(s.shift.outputs(), p);
    const as_normalized_shift_shape shape = s.shape(options.threads);
    CHECK(Api<T>::normalized_shift_forward(version.index, &shape, x.data(), weight.data(), bias.data(),
                                           when(options.has_running, running_mean),
                                           when(options.has_running, running_variance), alpha.data(), beta.data(),
                                           mean.data(), inverse.data(), y.data()) == AS_OK);
    return {y.read(), mean.read(), inverse.read(), running_mean.read(), running_variance.read()};
}

template <class T>
NormalizedShiftResult run_normalized_shift_backward(const Version& version, const NormalizedShiftCase& s,
                                                    RunOptions options) {
    const BatchNormResult forward = run_normalized_shift<T>(version, s, options);
    const Placement p = options.placement;
    const BatchNormCase& norm = s.normalization;
    const Tensor<T> x(norm.x, p), weight(norm.weight, p), bias(norm.bias, p), alpha(s.shift.alpha, p),
        beta(s.shift.beta, p);
    const Tensor<T> mean(forward.mean, p), inverse(forward.inverse_deviation, p), grad_y(s.shift.grad_y, p);
    Tensor<T> grad_x(x.count(), p), grad_weight(norm.c, p), grad_bias(norm.c, p), grad_alpha(norm.c, p),
        grad_beta(norm.c, p);
    const as_normalized_shift_shape shape = s.shape(options.threads);
    const bool to_x = options.wants_x, to_shifts = options.wants_others;
    CHECK(Api<T>::normalized_shift_backward(version.index, &shape, grad_y.data(), x.data(), weight.data(), bias.data(),
                                            mean.data(), inverse.data(), alpha.data(), beta.data(), when(to_x, grad_x),
                                            grad_weight.data(), grad_bias.data(), when(to_shifts, grad_alpha),
                                            when(to_shifts, grad_beta)) == AS_OK);
    return {read_when(to_x, grad_x), grad_weight.read(), grad_bias.read(), read_when(to_shifts, grad_alpha),
            read_when(to_shifts, grad_beta)};
}

template <class T>
std::vector<double> run_pointwise(const Version& version, const PointwiseCase& s, RunOptions options) {
    const Placement p = options.placement;
    const Tensor<T> x(s.x, p), weight(s.weight, p), added(s.added, p);
    Tensor<T> y(added.count(), p);
    const as_pointwise_shape shape = s.shape(options.threads);
    CHECK(Api<T>::pointwise_forward(version.index, &shape, x.data(), weight.data(),
                                    options.has_added ? added.data() : nullptr, y.data()) == AS_OK);
    return y.read();
}

template <class T>
PointwiseResult run_pointwise_backward(const Version& version, const PointwiseCase& s, RunOptions options) {
    const Placement p = options.placement;
    const Tensor<T> x(s.x, p), weight(s.weight, p), grad_y(s.grad_y, p);
    Tensor<T> grad_x(x.count(), p), grad_weight(weight.count(), p);
    const as_pointwise_shape shape = s.shape(options.threads);
    CHECK(Api<T>::pointwise_backward(version.index, &shape, grad_y.data(), x.data(), weight.data(),
                                     when(options.wants_x, grad_x), when(options.wants_others, grad_weight)) == AS_OK);
    return {read_when(options.wants_x, grad_x), read_when(options.wants_others, grad_weight)};
}

#define INSTANTIATE(T)                                                                                             \
    template std::vector<double> run_shift<T>(const Version&, const ShiftCase&, RunOptions);                       \
    template ShiftResult run_shift_backward<T>(const Version&, const ShiftCase&, RunOptions);                      \
    template BatchNormResult run_batch_norm<T>(const Version&, const BatchNormCase&, RunOptions);                  \
    template BatchNormGradientResult run_batch_norm_backward<T>(const Version&, const BatchNormCase&, RunOptions); \
    template BatchNormResult run_normalized_shift<T>(const Version&, const NormalizedShiftCase&, RunOptions);      \
    template NormalizedShiftResult run_normalized_shift_backward<T>(const Version&, const NormalizedShiftCase&,    \
                                                                    RunOptions);                                   \
    template std::vector<double> run_pointwise<T>(const Version&, const PointwiseCase&, RunOptions);               \
    template PointwiseResult run_pointwise_backward<T>(const Version&, const PointwiseCase&, RunOptions);

INSTANTIATE(float)
INSTANTIATE(double)
