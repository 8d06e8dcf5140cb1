// Batch normalisation with ReLU against its definition and the chain rule.
#include "operators/batch_norm_tests.h"

#include <cmath>
#include <limits>

#include "harness/extent.h"
#include "harness/numbers.h"
#include "operators/api.h"
#include "operators/run.h"

namespace {

// Single values, below, at and above every vector's width (2 to 16) and every block of the sums (32 and 64 vectors),
// odd sizes, one channel and one image; each in training and not.
template <class Use>
void for_each_case(const Use& use) {
    const int sizes[][3] = {{1, 1, 1},    {2, 1, 1},    {1, 3, 1},    {5, 3, 2},   {3, 2, 3},   {1, 1, 4},
                            {2, 3, 7},    {2, 3, 8},    {2, 3, 9},    {3, 2, 15},  {3, 2, 16},  {3, 2, 17},
                            {2, 5, 31},   {1, 2, 33},   {4, 3, 49},   {130, 1, 1}, {70, 2, 3},  {9, 3, 63},
                            {9, 3, 64},   {2, 2, 65},   {3, 1, 127},  {2, 2, 196}, {33, 2, 64}, {2, 1, 1023},
                            {1, 2, 2048}, {1, 1, 2049}, {2, 1, 4097}, {1, 2, 9000}};
    for (const auto& [n, c, p] : sizes)
        for (bool training : {true, false}) use(BatchNormCase(n, c, p, training));
}

template <class T>
void check_all(const Version& version, const BatchNormCase& s, const std::vector<double>& y, const Moments& after,
               const BatchNormGradients& gradients, Placement placement) {
    RunOptions options;
    options.placement = placement;
    // Where all values of a channel are equal but for rounding, the deviation is epsilon's, 1 / 316, and magnifies what
    // rounding there is.
    const bool single = s.training && s.n * s.p == 1, few = s.training && s.n * s.p <= 2;
    const BatchNormResult forward = run_batch_norm<T>(version, s, options);
    check_close(forward.y, y, rounding<T>() * (single ? 300 : 3), "y");
    check_close(forward.running_mean, after.mean, rounding<T>(), "running mean");
    check_close(forward.running_variance, after.variance, rounding<T>(), "running variance");
    const BatchNormGradientResult seen = run_batch_norm_backward<T>(version, s, options);
    const double tolerance = rounding<T>() * (few ? 1000 : 3);
    check_close(seen.x, gradients.x, tolerance, "gradient to x");
    check_close(seen.weight, gradients.weight, tolerance, "gradient to the weight");
    check_close(seen.bias, gradients.bias, tolerance, "gradient to the bias");
}

void equals_the_definition() {
    Test test("batch normalisation equals the definition", Table::operators);
    Test alone("gradients of batch normalisation's parameters alone have the same bits", Table::operators);
    for_each_case([&](const BatchNormCase& s) {
        const std::vector<double> y = batch_norm_forward(s);
        const Moments after = running(s);
        const BatchNormGradients gradients = batch_norm_backward(s);
        for (Placement placement : kPlacements) {
            const std::string where = s.name() + ", tensors " + name_of(placement);
            test.each(where + ", float",
                      [&](const Version& v) { check_all<float>(v, s, y, after, gradients, placement); });
            test.each(where + ", double",
                      [&](const Version& v) { check_all<double>(v, s, y, after, gradients, placement); });
        }
        alone.each(s.name(), [&](const Version& version) {
            RunOptions parameters;
            parameters.wants_x = false;
            const BatchNormGradientResult all = run_batch_norm_backward<float>(version, s);
            const BatchNormGradientResult some = run_batch_norm_backward<float>(version, s, parameters);
            check_same(some.weight, all.weight, "gradient to the weight");
            check_same(some.bias, all.bias, "gradient to the bias");
        });
    });
}

void check_deviation(Test& test, const BatchNormCase& s) {
    const Moments expected = moments(s);
    test.each(s.name(), [&](const Version& version) {
        const BatchNormResult seen = run_batch_norm<float>(version, s);
        for (int64_t c = 0; c < s.c; c++) {
            const double deviation = 1 / std::sqrt(expected.variance[c] + s.epsilon);
            check(std::abs(seen.inverse_deviation[c] / deviation - 1) < 1e-6,
                  text("%.9g, expected %.9g", seen.inverse_deviation[c], deviation));
        }
    });
}

// Whatever the sums are taken about, it must not be the first image's mean alone.
void variance_keeps_its_digits() {
    Test first("the variance keeps its digits beside a first image far off", Table::operators);
    BatchNormCase s(400, 1, 36);
    for (int k = 0; k < 36; k++) s.x[k] = -3000;
    check_deviation(first, s);
    Test large("the variance keeps its digits beside a large mean", Table::operators);
    s = BatchNormCase(20, 2, 100);
    for (double& x : s.x) x = float(5000 + x);
    check_deviation(large, s);
}

void what_is_not_a_number_stays_in_its_channel() {
    Test test("what is not a number stays in its channel of batch normalisation", Table::operators);
    BatchNormCase s(2, 3, 19);
    s.x[19 + 5] = std::numeric_limits<double>::quiet_NaN();
    test.each(s.name(), [&](const Version& version) {
        const BatchNormResult seen = run_batch_norm<float>(version, s);
        for (std::size_t k = 0; k < seen.y.size(); k++)
            check(std::isnan(seen.y[k]) == (s.channel_of(int64_t(k)) == 1), text("y[%d] is %g", int(k), seen.y[k]));
        for (int c = 0; c < 3; c++) CHECK(std::isnan(seen.running_variance[c]) == (c == 1));
    });
}

// A sign that backward computes otherwise than forward did would let a gradient through where the output is 0, or none
// where it is not.
void gradient_passes_where_the_output_is_above_0() {
    Test test("a gradient passes exactly where batch normalisation's output is above 0", Table::operators);
    BatchNormCase s(4, 500, 19, false);
    Numbers numbers(1);
    for (std::size_t k = 0; k < s.x.size(); k++) {
        // Outputs within rounding of 0.
        const int64_t c = s.channel_of(int64_t(k));
        const double zero = s.running_mean[c] - s.bias[c] * std::sqrt(s.running_variance[c]) / s.weight[c];
        s.x[k] = float(zero * (1 + 1e-7 * numbers.between(-4, 5)));
        s.grad_y[k] = 1;
    }
    test.each(s.name(), [&](const Version& version) {
        const std::vector<double> y = run_batch_norm<float>(version, s).y,
                                  grad_x = run_batch_norm_backward<float>(version, s).x;
        int above = 0;
        for (std::size_t k = 0; k < y.size(); k++) {
            check((y[k] > 0) == (grad_x[k] != 0),
                  text("element %d: y is %g, the gradient %g", int(k), y[k], grad_x[k]));
            above += y[k] > 0;
        }
        CHECK(above > 0 && above < int(y.size()));
    });
}

// Equal terms are the worst case of a running sum: every addition errs in the same direction.
void long_sums_keep_their_precision() {
    Test test("long sums of batch normalisation's gradients keep their precision", Table::operators);
    BatchNormCase s(3, 2, how_many(90000, 9000));
    for (double& g : s.grad_y) g = 0.1f;
    for (double& bias : s.bias) bias = 100;
    const BatchNormGradients expected = batch_norm_backward(s);
    test.each(s.name(), [&](const Version& version) {
        const BatchNormGradientResult seen = run_batch_norm_backward<float>(version, s);
        check_close(seen.weight, expected.weight, 1e-6, "gradient to the weight");
        check_close(seen.bias, expected.bias, 1e-6, "gradient to the bias");
    });
}

// Large enough to be cut into several tasks of 128 KiB, of one channel and of several.
void threads_do_not_matter() {
    Test test("batch normalisation has the same bits on any number of threads", Table::operators);
    for (const BatchNormCase& s :
         {BatchNormCase(20, 7, 1000), BatchNormCase(40, 61, 49), BatchNormCase(9, 33, 196, false)}) {
        test.each(s.name(), [&](const Version& version) {
            const BatchNormResult forward = run_batch_norm<float>(version, s);
            const BatchNormGradientResult gradients = run_batch_norm_backward<float>(version, s);
            for (int threads : {2, 3, 8}) {
                RunOptions options;
                options.threads = threads;
                const BatchNormResult other = run_batch_norm<float>(version, s, options);
                check_same(other.y, forward.y, "y");
                check_same(other.running_mean, forward.running_mean, "running mean");
                check_same(other.running_variance, forward.running_variance, "running variance");
                const BatchNormGradientResult seen = run_batch_norm_backward<float>(version, s, options);
                check_same(seen.x, gradients.x, "gradient to x");
                check_same(seen.weight, gradients.weight, "gradient to the weight");
                check_same(seen.bias, gradients.bias, "gradient to the bias");
            }
        });
    }
}

void training_goes_without_running_statistics() {
    Test test("batch normalisation trains without running statistics", Table::operators);
    const BatchNormCase s(3, 4, 21);
    test.each(s.name(), [&](const Version& version) {
        RunOptions without;
        without.has_running = false;
        const BatchNormResult seen = run_batch_norm<float>(version, s, without);
        check_same(seen.y, run_batch_norm<float>(version, s).y, "y");
        check_same(seen.running_mean, s.running_mean, "running mean");
        check_same(seen.running_variance, s.running_variance, "running variance");
    });
}

}  // namespace

void batch_norm_tests() {
    equals_the_definition();
    variance_keeps_its_digits();
    what_is_not_a_number_stays_in_its_channel();
    gradient_passes_where_the_output_is_above_0();
    long_sums_keep_their_precision();
    threads_do_not_matter();
    training_goes_without_running_statistics();
}
