// Batch normalisation, ReLU and active shift in one: against the definitions, and against the two operators to the bit.
#include "operators/normalized_shift_tests.h"

#include <limits>

#include "harness/extent.h"
#include "operators/api.h"
#include "operators/run.h"

namespace {

// Single pixels, rows and columns, odd sizes, the networks' planes, planes of several vectors and of several runs of
// the sums; one image and more than lie in a thread's scratch together; every stride up to 3; in training and not;
// whole, tiny, large and huge shifts, and some that are not finite.
template <class Use>
void for_each_case(const Use& use) {
    constexpr double kNaN = std::numeric_limits<double>::quiet_NaN(),
                     kInfinity = std::numeric_limits<double>::infinity();
    const ShiftCase::Shifts shifts{{0, 0},        {0.3, -0.7},    {-1, 2},   {1.25, 0}, {0, -0.5},   {-2.6, 7.5},
                                   {-1e-30, 0.4}, {40.5, -33.25}, {0.5, -6}, {1e30, 0}, {kNaN, 0.5}, {0, kInfinity}};
    const int sizes[][3] = {{3, 1, 1},   {5, 1, 5},  {3, 5, 1},   {2, 2, 2},   {3, 3, 4},   {40, 3, 5},
                            {21, 7, 7},  {33, 8, 8}, {3, 11, 11}, {9, 16, 16}, {3, 14, 15}, {5, 32, 32},
                            {2, 33, 17}, {2, 9, 56}, {1, 56, 56}, {1, 69, 130}};
    for (const auto& [n, h, w] : sizes) {
        if (extent() == Extent::small && h * w > 1000) continue;
        for (int stride = 1; stride <= 3; stride++)
            for (bool training : {true, false}) use(NormalizedShiftCase(n, h, w, stride, training, shifts));
    }
}

template <class T>
void check_all(const Version& version, const NormalizedShiftCase& s, const std::vector<double>& y,
               const NormalizedShiftGradients& gradients, Placement placement) {
    RunOptions options;
    options.placement = placement;
    check_close(run_normalized_shift<T>(version, s, options).y, y, rounding<T>() * 10, "y");
    const NormalizedShiftResult seen = run_normalized_shift_backward<T>(version, s, options);
    const double tolerance = rounding<T>() * 30;
    check_close(seen.x, gradients.x, tolerance, "gradient to x");
    check_close(seen.weight, gradients.weight, tolerance, "gradient to the weight");
    check_close(seen.bias, gradients.bias, tolerance, "gradient to the bias");
    check_close(seen.alpha, gradients.alpha, tolerance, "gradient to alpha");
    check_close(seen.beta, gradients.beta, tolerance, "gradient to beta");
}

// Nothing may come out otherwise for being done in one.
void check_against_the_two(const Version& version, NormalizedShiftCase s) {
    const BatchNormResult activated = run_batch_norm<float>(version, s.normalization),
                          forward = run_normalized_shift<float>(version, s);
    s.shift.x = activated.y;
    check_same(forward.y, run_shift<float>(version, s.shift), "y");
    check_same(forward.mean, activated.mean, "mean");
    check_same(forward.inverse_deviation, activated.inverse_deviation, "inverse deviation");
    check_same(forward.running_mean, activated.running_mean, "running mean");
    check_same(forward.running_variance, activated.running_variance, "running variance");
    const NormalizedShiftResult seen = run_normalized_shift_backward<float>(version, s);
    const ShiftResult shift = run_shift_backward<float>(version, s.shift);
    s.normalization.grad_y = shift.x;
    const BatchNormGradientResult norm = run_batch_norm_backward<float>(version, s.normalization);
    check_same(seen.x, norm.x, "gradient to x");
    check_same(seen.weight, norm.weight, "gradient to the weight");
    check_same(seen.bias, norm.bias, "gradient to the bias");
    check_same(seen.alpha, shift.alpha, "gradient to alpha");
    check_same(seen.beta, shift.beta, "gradient to beta");
}

void check_unwanted(const Version& version, const NormalizedShiftCase& s) {
    RunOptions without_x, without_shifts;
    without_x.wants_x = without_shifts.wants_others = false;
    const NormalizedShiftResult all = run_normalized_shift_backward<float>(version, s);
    const NormalizedShiftResult no_x = run_normalized_shift_backward<float>(version, s, without_x);
    const NormalizedShiftResult no_shifts = run_normalized_shift_backward<float>(version, s, without_shifts);
    check_same(no_shifts.x, all.x, "gradient to x alone");
    check_same(no_x.alpha, all.alpha, "gradient to alpha alone");
    check_same(no_x.beta, all.beta, "gradient to beta alone");
    for (const NormalizedShiftResult* some : {&no_x, &no_shifts}) {
        check_same(some->weight, all.weight, "gradient to the weight");
        check_same(some->bias, all.bias, "gradient to the bias");
    }
}

// Large enough to be cut into several tasks of 128 KiB, of one channel and of several.
void threads_do_not_matter() {
    Test test("the normalised shift has the same bits on any number of threads", Table::operators);
    ShiftCase::Shifts shifts;
    for (int c = 0; c < 37; c++) shifts.emplace_back(c * 0.11 - 2, 2 - c * 0.09);
    for (const NormalizedShiftCase& s :
         {NormalizedShiftCase(9, 32, 32, 1, true, shifts), NormalizedShiftCase(23, 7, 7, 1, true, shifts),
          NormalizedShiftCase(5, 29, 31, 2, false, shifts), NormalizedShiftCase(2, 50, 50, 3, true, shifts)}) {
        test.each(s.name(), [&](const Version& version) {
            const BatchNormResult forward = run_normalized_shift<float>(version, s);
            const NormalizedShiftResult gradients = run_normalized_shift_backward<float>(version, s);
            for (int threads : {2, 5, 64}) {
                RunOptions options;
                options.threads = threads;
                const BatchNormResult other = run_normalized_shift<float>(version, s, options);
                check_same(other.y, forward.y, "y");
                check_same(other.running_variance, forward.running_variance, "running variance");
                for (bool wants_x : {true, false}) {
                    options.wants_x = wants_x;
                    const NormalizedShiftResult seen = run_normalized_shift_backward<float>(version, s, options);
                    if (wants_x) check_same(seen.x, gradients.x, "gradient to x");
                    check_same(seen.weight, gradients.weight, "gradient to the weight");
                    check_same(seen.bias, gradients.bias, "gradient to the bias");
                    check_same(seen.alpha, gradients.alpha, "gradient to alpha");
                    check_same(seen.beta, gradients.beta, "gradient to beta");
                }
            }
        });
    }
}

void training_goes_without_running_statistics() {
    Test test("the normalised shift trains without running statistics", Table::operators);
    const NormalizedShiftCase s(3, 5, 6, 1, true, {{0.5, -0.25}, {1, 0}});
    test.each(s.name(), [&](const Version& version) {
        RunOptions without;
        without.has_running = false;
        const BatchNormResult seen = run_normalized_shift<float>(version, s, without);
        check_same(seen.y, run_normalized_shift<float>(version, s).y, "y");
        check_same(seen.running_mean, s.normalization.running_mean, "running mean");
    });
}

}  // namespace

void normalized_shift_tests() {
    Test definition("the normalised shift equals the definitions", Table::operators);
    Test two("the normalised shift equals the two operators to the bit", Table::operators);
    Test unwanted("gradients of the normalised shift that are not wanted leave the others to the bit",
                  Table::operators);
    for_each_case([&](const NormalizedShiftCase& s) {
        const std::vector<double> y = normalized_shift_forward(s);
        const NormalizedShiftGradients gradients = normalized_shift_backward(s);
        for (Placement placement : kPlacements) {
            const std::string where = s.name() + ", tensors " + name_of(placement);
            definition.each(where + ", float",
                            [&](const Version& v) { check_all<float>(v, s, y, gradients, placement); });
            definition.each(where + ", double",
                            [&](const Version& v) { check_all<double>(v, s, y, gradients, placement); });
        }
        two.each(s.name(), [&](const Version& version) { check_against_the_two(version, s); });
        unwanted.each(s.name(), [&](const Version& version) { check_unwanted(version, s); });
    });
    // Planes far above what lies in a thread's scratch together, as an ImageNet network's stem has them.
    for (int stride : {1, 2}) {
        if (extent() == Extent::small) break;
        const NormalizedShiftCase s(2, 224, 224, stride, true, {{0.3, -0.7}, {-3, 1.5}, {17.25, -200}});
        two.each(s.name(), [&](const Version& version) { check_against_the_two(version, s); });
    }
    threads_do_not_matter();
    training_goes_without_running_statistics();
}
