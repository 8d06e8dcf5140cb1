// The 1x1 convolution against its definition.
#include "operators/pointwise_tests.h"

#include "harness/extent.h"
#include "operators/api.h"
#include "operators/run.h"

namespace {

// Single values; pixels around every vector's width and every tile's (2 to 48), more than are transposed at once (256),
// channels around every tile's height (4 to 8), more inputs than are multiplied at once (64), and so many of all that
// shares of the weights' gradient are summed (over 512 KiB), and in two tasks (over 1,024 elements).
const int kSizes[][4] = {
    {1, 1, 1, 1},    {3, 2, 3, 1},    {2, 3, 5, 2},    {2, 5, 4, 3},    {1, 7, 6, 5},     {2, 8, 8, 7},
    {2, 9, 9, 8},    {3, 6, 7, 9},    {1, 16, 16, 15}, {2, 17, 12, 16}, {2, 12, 17, 17},  {1, 13, 24, 31},
    {1, 24, 13, 32}, {2, 25, 26, 33}, {3, 32, 10, 47}, {3, 10, 32, 48}, {7, 46, 46, 49},  {2, 4, 3, 63},
    {2, 3, 19, 64},  {1, 65, 20, 65}, {1, 64, 31, 96}, {2, 63, 18, 97}, {1, 129, 33, 50}, {1, 130, 5, 12},
    {1, 5, 2, 1000}, {30, 11, 3, 49}, {2, 7, 9, 257},  {1, 50, 4, 513}, {3, 40, 41, 196}, {2, 20, 52, 1825},
};

struct Expected {
    std::vector<Sum> y, plus, x, weight;
};

template <class T>
void check_all(const Version& version, const PointwiseCase& s, const Expected& expected, Placement placement) {
    const double tolerance = rounding<T>() / 10;
    RunOptions options;
    options.placement = placement;
    check_close(run_pointwise<T>(version, s, options), expected.y, tolerance, "y");
    options.has_added = true;
    check_close(run_pointwise<T>(version, s, options), expected.plus, tolerance, "y with what is added");
    const PointwiseResult seen = run_pointwise_backward<T>(version, s, options);
    check_close(seen.x, expected.x, tolerance, "gradient to x");
    check_close(seen.weight, expected.weight, tolerance, "gradient to the weights");
}

void equals_the_definition() {
    Test test("the 1x1 convolution equals the definition", Table::operators);
    Test alone("each gradient of the 1x1 convolution alone has the same bits", Table::operators);
    for (const auto& [n, inputs, outputs, p] : kSizes) {
        if (extent() == Extent::small && n * inputs * outputs * p > 1000000) continue;
        const PointwiseCase s(n, inputs, outputs, p);
        const Expected expected{pointwise_forward(s, false), pointwise_forward(s, true), pointwise_grad_x(s),
                                pointwise_grad_weight(s)};
        for (Placement placement : kPlacements) {
            const std::string where = s.name() + ", tensors " + name_of(placement);
            test.each(where + ", float", [&](const Version& v) { check_all<float>(v, s, expected, placement); });
            test.each(where + ", double", [&](const Version& v) { check_all<double>(v, s, expected, placement); });
        }
        alone.each(s.name(), [&](const Version& version) {
            RunOptions only_x, only_weight;
            only_x.wants_others = only_weight.wants_x = false;
            const PointwiseResult both = run_pointwise_backward<float>(version, s);
            check_same(run_pointwise_backward<float>(version, s, only_x).x, both.x, "gradient to x");
            check_same(run_pointwise_backward<float>(version, s, only_weight).weight, both.weight,
                       "gradient to the weights");
        });
    }
}

// Several tasks, and several shares of the gradient to the weights.
void threads_do_not_matter() {
    Test test("the 1x1 convolution has the same bits on any number of threads", Table::operators);
    for (const PointwiseCase& s : {PointwiseCase(40, 33, 20, 100), PointwiseCase(5, 30, 61, 1000)}) {
        test.each(s.name(), [&](const Version& version) {
            RunOptions options;
            options.has_added = true;
            const std::vector<double> y = run_pointwise<float>(version, s, options);
            const PointwiseResult gradients = run_pointwise_backward<float>(version, s, options);
            for (int threads : {2, 3, 8}) {
                options.threads = threads;
                check_same(run_pointwise<float>(version, s, options), y, "y");
                const PointwiseResult seen = run_pointwise_backward<float>(version, s, options);
                check_same(seen.x, gradients.x, "gradient to x");
                check_same(seen.weight, gradients.weight, "gradient to the weights");
            }
        });
    }
}

}  // namespace

void pointwise_tests() {
    equals_the_definition();
    threads_do_not_matter();
}
