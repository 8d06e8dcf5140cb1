// What holds of the active shift without any definition: exact copies, the adjoint, what is not finite.
#include <cmath>
#include <limits>

#include "operators/run.h"
#include "operators/shift_cases.h"
#include "operators/shift_tests.h"

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity(), kNaN = std::numeric_limits<double>::quiet_NaN();

const PlaneSize kSizes[] = {{1, 1}, {4, 4}, {7, 7}, {8, 8}, {5, 15}, {4, 16}, {6, 17}, {14, 14}, {3, 40}, {33, 70}};

void spoil(std::vector<double>& x) {
    const double bad[] = {kNaN, kInfinity, -kInfinity, -0.0};
    for (std::size_t k = 0; k < x.size(); k += 3) x[k] = bad[k % 4];
}

// Bit for bit on every version, and so between the versions too.
void whole_shifts_are_exact_copies() {
    Test test("whole shifts are exact copies even beside infinity and what is not a number", Table::operators);
    for (const auto& [h, w] : kSizes) {
        for (int stride = 1; stride <= 3; stride++) {
            const double far = w, low = -h;
            ShiftCase s(2, h, w, stride,
                        {{0, 0},
                         {-0.0, 0},
                         {0, -0.0},
                         {1, 0},
                         {-1, 2},
                         {0, -1},
                         {3, 3},
                         {-2, 1},
                         {w - 1.0, 1.0 - h},
                         {far, 0},
                         {0, low}});
            spoil(s.x);
            std::vector<double> expected;
            for (int64_t k = 0; k < s.outputs(); k++) {
                const int64_t plane = k / (s.out_h() * s.out_w()), i = k / s.out_w() % s.out_h(), j = k % s.out_w();
                const double row = double(i * stride) + s.beta[plane % s.c],
                             column = double(j * stride) + s.alpha[plane % s.c];
                const bool inside = row >= 0 && row < h && column >= 0 && column < w;
                expected.push_back(inside ? s.x[(plane * h + int64_t(row)) * w + int64_t(column)] : 0);
            }
            test.each(s.name(), [&](const Version& version) {
                check_same(run_shift<float>(version, s), expected, "y, float");
                check_same(run_shift<double>(version, s), expected, "y, double");
            });
        }
    }
}

void a_constant_image_stays_constant() {
    Test test("a constant image stays constant away from the border", Table::operators);
    ShiftCase s(1, 20, 40, 1, {{0.37, -1.81}, {-2.5, 0.11}, {1.999, 2.001}});
    for (double& x : s.x) x = 3;
    const auto inner = [&](std::size_t k) {
        return k / 40 % 20 >= 3 && k / 40 % 20 < 17 && k % 40 >= 3 && k % 40 < 37;
    };
    for (std::size_t k = 0; k < s.grad_y.size(); k++) s.grad_y[k] = inner(k) ? s.grad_y[k] : 0;
    test.each(s.name(), [&](const Version& version) {
        const std::vector<double> y = run_shift<double>(version, s);
        for (std::size_t k = 0; k < y.size(); k++)
            check(!inner(k) || std::abs(y[k] - 3) < 1e-14, text("y[%d] is %.17g", int(k), y[k]));
        const ShiftResult gradients = run_shift_backward<double>(version, s);
        check_close(gradients.alpha, std::vector<double>(3), 1e-14, "gradient to alpha");
        check_close(gradients.beta, std::vector<double>(3), 1e-14, "gradient to beta");
    });
}

double product(const std::vector<double>& a, const std::vector<double>& b) {
    double sum = 0;
    for (std::size_t k = 0; k < a.size(); k++) sum += a[k] * b[k];
    return sum;
}

void the_gradient_is_the_adjoint() {
    Test test("the gradient to x is the adjoint of the forward pass", Table::operators);
    for_each_shift_case([&](const ShiftCase& s) {
        test.each(s.name(), [&](const Version& version) {
            RunOptions only_x;
            only_x.wants_others = false;
            const double forward = product(run_shift<double>(version, s), s.grad_y);
            const double backward = product(run_shift_backward<double>(version, s, only_x).x, s.x);
            check(std::abs(forward - backward) <= 1e-12 * double(s.outputs() + 1),
                  text("%.17g forward, %.17g backward", forward, backward));
        });
    });
}

void what_is_not_finite_stays_in_its_channel() {
    Test test("a shift that is not finite gives NaN in its channel alone", Table::operators);
    for (int stride = 1; stride <= 3; stride++) {
        const ShiftCase s(2, 6, 7, stride,
                          {{0.5, 0.5}, {kNaN, 0}, {1, 0.25}, {0, kInfinity}, {-0.5, 1}, {-kInfinity, kNaN}});
        test.each(s.name(), [&](const Version& version) {
            const auto odd_are_nan = [&](const std::vector<double>& values, int64_t channel_size, const char* what) {
                for (std::size_t k = 0; k < values.size(); k++)
                    check(std::isnan(values[k]) == (int64_t(k) / channel_size % 2 == 1),
                          text("%s: element %d is %g", what, int(k), values[k]));
            };
            odd_are_nan(run_shift<float>(version, s), s.out_h() * s.out_w(), "y");
            const ShiftResult gradients = run_shift_backward<float>(version, s);
            odd_are_nan(gradients.x, s.h * s.w, "gradient to x");
            odd_are_nan(gradients.alpha, 1, "gradient to alpha");
            odd_are_nan(gradients.beta, 1, "gradient to beta");
        });
    }
}

}  // namespace

void shift_invariant_tests() {
    whole_shifts_are_exact_copies();
    a_constant_image_stays_constant();
    the_gradient_is_the_adjoint();
    what_is_not_finite_stays_in_its_channel();
}
