// The gradients are the derivatives of the forward pass: central differences in float64, which need no definition.
#include "operators/gradient_tests.h"

#include <functional>

#include "operators/run.h"

namespace {

double product(const std::vector<double>& a, const std::vector<double>& b) {
    double sum = 0;
    for (std::size_t k = 0; k < a.size(); k++) sum += a[k] * b[k];
    return sum;
}

void check_gradient(std::vector<double>& parameter, const std::vector<double>& gradient,
                    const std::function<double()>& loss, double step, double bound, const char* what) {
    std::vector<double> numerical;
    for (double& value : parameter) {
        const double kept = value;
        value = kept + step;
        const double above = loss();
        value = kept - step;
        const double below = loss();
        value = kept;
        numerical.push_back((above - below) / (2 * step));
    }
    check_close(gradient, numerical, bound, what);
}

// The output is linear in x, and bilinear in the shifts between two integers: central differences have no truncation
// error.
void check_shift(const Version& version, ShiftCase s) {
    constexpr double kStep = 1e-4, kBound = 1e-8;
    const ShiftResult gradients = run_shift_backward<double>(version, s);
    const auto loss = [&] { return product(run_shift<double>(version, s), s.grad_y); };
    check_gradient(s.x, gradients.x, loss, kStep, kBound, "gradient to x");
    check_gradient(s.alpha, gradients.alpha, loss, kStep, kBound, "gradient to alpha");
    check_gradient(s.beta, gradients.beta, loss, kStep, kBound, "gradient to beta");
}

void check_batch_norm(const Version& version, BatchNormCase s) {
    constexpr double kStep = 1e-6, kBound = 1e-6;
    const BatchNormGradientResult gradients = run_batch_norm_backward<double>(version, s);
    const auto loss = [&] { return product(run_batch_norm<double>(version, s).y, s.grad_y); };
    check_gradient(s.x, gradients.x, loss, kStep, kBound, "gradient to x");
    check_gradient(s.weight, gradients.weight, loss, kStep, kBound, "gradient to the weight");
    check_gradient(s.bias, gradients.bias, loss, kStep, kBound, "gradient to the bias");
}

void check_normalized_shift(const Version& version, NormalizedShiftCase s) {
    constexpr double kStep = 1e-6, kBound = 1e-6;
    const NormalizedShiftResult gradients = run_normalized_shift_backward<double>(version, s);
    const auto loss = [&] { return product(run_normalized_shift<double>(version, s).y, s.shift.grad_y); };
    check_gradient(s.normalization.x, gradients.x, loss, kStep, kBound, "gradient to x");
    check_gradient(s.normalization.weight, gradients.weight, loss, kStep, kBound, "gradient to the weight");
    check_gradient(s.normalization.bias, gradients.bias, loss, kStep, kBound, "gradient to the bias");
    check_gradient(s.shift.alpha, gradients.alpha, loss, kStep, kBound, "gradient to alpha");
    check_gradient(s.shift.beta, gradients.beta, loss, kStep, kBound, "gradient to beta");
}

}  // namespace

void gradient_tests() {
    Test shift("the shift's gradients equal central differences", Table::operators);
    const ShiftCase::Shifts shifts{{0.3, -0.6}, {-1.45, 2.2}, {0.5, 0.5}, {3.7, -4.4}};
    for (const ShiftCase& s : {ShiftCase(2, 5, 6, 1, shifts, 6), ShiftCase(2, 9, 11, 1, shifts, 11),
                               ShiftCase(2, 7, 19, 2, shifts, 19), ShiftCase(2, 6, 8, 3, shifts, 8)})
        shift.each(s.name(), [&](const Version& version) { check_shift(version, s); });

    Test norm("batch normalisation's gradients equal central differences", Table::operators);
    Test normalized("the normalised shift's gradients equal central differences", Table::operators);
    for (bool training : {true, false}) {
        const BatchNormCase b(3, 4, 21, training);
        norm.each(b.name(), [&](const Version& version) { check_batch_norm(version, b); });
        for (int stride : {1, 2}) {
            const NormalizedShiftCase s(3, 4, 5, stride, training, {{0.3, -0.7}, {-1.4, 0.6}});
            normalized.each(s.name(), [&](const Version& version) { check_normalized_shift(version, s); });
        }
    }
}
