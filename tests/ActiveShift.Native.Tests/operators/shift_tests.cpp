// The active shift against its definition.
#include "operators/shift_tests.h"

#include "harness/extent.h"
#include "harness/numbers.h"
#include "operators/api.h"
#include "operators/run.h"
#include "operators/shift_cases.h"

namespace {

template <class T>
void check_all(const Version& version, const ShiftCase& s, const std::vector<double>& y,
               const ShiftGradients& gradients, RunOptions options) {
    check_close(run_shift<T>(version, s, options), y, rounding<T>(), "y");
    const ShiftResult seen = run_shift_backward<T>(version, s, options);
    check_close(seen.x, gradients.x, rounding<T>(), "gradient to x");
    check_close(seen.alpha, gradients.alpha, rounding<T>(), "gradient to alpha");
    check_close(seen.beta, gradients.beta, rounding<T>(), "gradient to beta");
}

void equals_the_definition() {
    Test test("shift equals the definition", Table::operators);
    for_each_shift_case([&](const ShiftCase& s) {
        const std::vector<double> y = shift_forward(s);
        const ShiftGradients gradients = shift_backward(s);
        for (Placement placement : kPlacements) {
            RunOptions options;
            options.placement = placement;
            const std::string where = s.name() + ", tensors " + name_of(placement);
            test.each(where + ", float", [&](const Version& v) { check_all<float>(v, s, y, gradients, options); });
            test.each(where + ", double", [&](const Version& v) { check_all<double>(v, s, y, gradients, options); });
        }
    });
}

// Mostly small as in a trained network, sometimes whole, sometimes past the edge.
double random_shift(Numbers& numbers, int size) {
    switch (numbers.between(0, 4)) {
        case 0: return numbers.between(-3, 4);
        case 1: return numbers.symmetric() * 1.5 * size;
        default: return numbers.symmetric() * 2;
    }
}

void equals_the_definition_on_random_cases() {
    Test test("shift equals the definition on random cases", Table::operators);
    for (int seed = 1; seed <= how_many(300, 40); seed++) {
        Numbers numbers{uint64_t(seed)};
        const int n = numbers.between(1, 3), h = numbers.between(1, 40), w = numbers.between(1, 80),
                  stride = numbers.between(1, 5);
        ShiftCase::Shifts shifts(std::size_t(numbers.between(1, 12)));
        for (auto& [alpha, beta] : shifts) alpha = random_shift(numbers, w), beta = random_shift(numbers, h);
        const ShiftCase s(n, h, w, stride, shifts, numbers.next());
        RunOptions options;
        options.threads = numbers.between(1, 4);
        options.placement = kPlacements[numbers.between(0, 3)];
        const std::vector<double> y = shift_forward(s);
        const ShiftGradients gradients = shift_backward(s);
        test.each(text("seed %d, ", seed) + s.name(),
                  [&](const Version& v) { check_all<double>(v, s, y, gradients, options); });
    }
}

void pixels_that_nothing_depends_on_take_no_part() {
    Test test("pixels that nothing depends on take no part even if they are not numbers", Table::operators);
    for_each_shift_case([&](ShiftCase s) {
        ShiftCase forward = s;
        forward.spoil_unread(false);
        const std::vector<double> y = shift_forward(forward);
        s.spoil_unread(true);
        const ShiftGradients gradients = shift_backward(s);
        test.each(s.name(), [&](const Version& version) {
            check_close(run_shift<float>(version, forward), y, rounding<float>(), "y");
            const ShiftResult seen = run_shift_backward<double>(version, s);
            check_close(seen.alpha, gradients.alpha, rounding<double>(), "gradient to alpha");
            check_close(seen.beta, gradients.beta, rounding<double>(), "gradient to beta");
        });
    });
}

void each_gradient_alone_is_the_same() {
    Test test("each gradient of the shift alone has the same bits", Table::operators);
    for_each_shift_case([&](const ShiftCase& s) {
        if (s.w >= 20) return;
        test.each(s.name(), [&](const Version& version) {
            RunOptions only_x, only_shifts;
            only_x.wants_others = only_shifts.wants_x = false;
            const ShiftResult both = run_shift_backward<float>(version, s);
            check_same(run_shift_backward<float>(version, s, only_x).x, both.x, "gradient to x");
            const ShiftResult shifts = run_shift_backward<float>(version, s, only_shifts);
            check_same(shifts.alpha, both.alpha, "gradient to alpha");
            check_same(shifts.beta, both.beta, "gradient to beta");
        });
    });
}

// Equal terms are the worst case of a running sum: every addition errs in the same direction.
void long_sums_keep_their_precision() {
    Test test("long sums of the shift's gradients keep their precision", Table::operators);
    ShiftCase s(1, how_many(600, 150), how_many(500, 150), 1, {{0.3, -0.6}, {-0.9, 0.2}});
    for (double& g : s.grad_y) g = 0.1f;
    for (std::size_t k = 0; k < s.x.size(); k++)
        s.x[k] = float(0.37 * double(int64_t(k) / s.w % s.h) + 0.73 * double(int64_t(k) % s.w));
    const ShiftGradients gradients = shift_backward(s);
    test.each(s.name(), [&](const Version& version) {
        const ShiftResult seen = run_shift_backward<float>(version, s);
        check_close(seen.alpha, gradients.alpha, rounding<float>(), "gradient to alpha");
        check_close(seen.beta, gradients.beta, rounding<float>(), "gradient to beta");
    });
}

// Large enough to be cut into several tasks of 128 KiB.
void threads_do_not_matter() {
    Test test("the shift has the same bits on any number of threads", Table::operators);
    ShiftCase::Shifts shifts;
    for (int c = 0; c < 61; c++) shifts.emplace_back(c * 0.11 - 3, 2 - c * 0.07);
    const ShiftCase cases[] = {
        {9, 14, 14, 1, shifts}, {23, 7, 7, 1, shifts}, {3, 29, 31, 2, shifts}, {1, 40, 40, 3, shifts}};
    for (const ShiftCase& s : cases) {
        test.each(s.name(), [&](const Version& version) {
            const std::vector<double> y = run_shift<float>(version, s);
            const ShiftResult gradients = run_shift_backward<float>(version, s);
            for (int threads : {2, 3, 8}) {
                RunOptions options;
                options.threads = threads;
                check_same(run_shift<float>(version, s, options), y, "y");
                const ShiftResult seen = run_shift_backward<float>(version, s, options);
                check_same(seen.x, gradients.x, "gradient to x");
                check_same(seen.alpha, gradients.alpha, "gradient to alpha");
                check_same(seen.beta, gradients.beta, "gradient to beta");
            }
        });
    }
}

}  // namespace

void shift_tests() {
    equals_the_definition();
    equals_the_definition_on_random_cases();
    pixels_that_nothing_depends_on_take_no_part();
    each_gradient_alone_is_the_same();
    long_sums_keep_their_precision();
    threads_do_not_matter();
}
