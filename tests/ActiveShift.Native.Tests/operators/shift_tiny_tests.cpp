// Shifts whose fraction rounds to 1: they interpolate as the whole number above, and have the derivative of the
// interval below.
#include <limits>

#include "operators/run.h"
#include "operators/shift_cases.h"
#include "operators/shift_tests.h"

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kTiny = -1e-30;
constexpr double kTinyInFloat = -1e-9;  // so small a fraction is one of float32 alone

const PlaneSize kSizes[] = {{1, 1}, {4, 4}, {7, 7}, {8, 8}, {5, 15}, {4, 16}, {6, 17}, {14, 14}, {3, 40}, {33, 70}};

// Neither beside another one nor in every row, so that sums of several are not all NaN.
void add_infinities(std::vector<double>& values) {
    for (std::size_t k = 0; k < values.size(); k += 11) values[k] = k % 2 == 0 ? kInfinity : -kInfinity;
}

ShiftCase whole(int h, int w, int stride) {
    return {2, h, w, stride, {{0, 0}, {0, 0}, {0, 0}, {0, 0.4}, {0.4, 0}, {0, 2}, {-1, 0}}};
}

ShiftCase tiny(int h, int w, int stride, double t) {
    return {2, h, w, stride, {{t, 0}, {0, t}, {t, t}, {t, 0.4}, {0.4, t}, {t, 2}, {-1, t}}};
}

template <class T>
void check_equal(const Version& version, const ShiftCase& seen, const ShiftCase& expected, const char* what) {
    check_close(run_shift<T>(version, seen), run_shift<T>(version, expected), 0, what);
}

template <class T>
void check_equal_gradients(const Version& version, const ShiftCase& seen, const ShiftCase& expected, const char* what) {
    RunOptions only_x;
    only_x.wants_others = false;
    check_close(run_shift_backward<T>(version, seen, only_x).x, run_shift_backward<T>(version, expected, only_x).x, 0,
                what);
}

// The derivative along one axis weighs the other as a whole shift does.
void check_other_axis(const Version& version, const ShiftCase& seen, const ShiftCase& expected) {
    const ShiftResult a = run_shift_backward<float>(version, seen), b = run_shift_backward<float>(version, expected);
    for (std::size_t c = 0; c < a.alpha.size(); c++) {
        if (seen.beta[c] == expected.beta[c])
            check_close({a.beta[c]}, std::vector<double>{b.beta[c]}, 0, "gradient to beta");
        if (seen.alpha[c] == expected.alpha[c])
            check_close({a.alpha[c]}, std::vector<double>{b.alpha[c]}, 0, "gradient to alpha");
    }
}

}  // namespace

void shift_tiny_tests() {
    Test test("infinity beside a tiny shift stays where it is", Table::operators);
    for (const auto& [h, w] : kSizes) {
        for (int stride = 1; stride <= 3; stride++) {
            ShiftCase expected = whole(h, w, stride), seen = tiny(h, w, stride, kTiny),
                      in_float = tiny(h, w, stride, kTinyInFloat);
            for (ShiftCase* s : {&expected, &seen, &in_float}) add_infinities(s->x);
            test.each(expected.name(), [&](const Version& version) {
                check_equal<float>(version, seen, expected, "y, float");
                check_equal<double>(version, seen, expected, "y, double");
                check_equal<float>(version, in_float, expected, "y, float, a fraction that rounds to 1");
                check_other_axis(version, seen, expected);
            });
            add_infinities(expected.grad_y);
            add_infinities(seen.grad_y);
            test.each(expected.name() + ", gradients", [&](const Version& version) {
                check_equal_gradients<float>(version, seen, expected, "gradient to x, float");
                check_equal_gradients<double>(version, seen, expected, "gradient to x, double");
            });
        }
    }
}
