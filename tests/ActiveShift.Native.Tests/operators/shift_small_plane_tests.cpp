// Many images of small planes: what neighbours a plane in memory is other channels and images, and must not show.
#include <algorithm>
#include <cmath>
#include <limits>

#include "operators/run.h"
#include "operators/shift_cases.h"
#include "operators/shift_tests.h"

namespace {

constexpr int kImages = 33;

// An even number of channels; in and past the image, fractional and whole along either axis.
ShiftCase::Shifts shifts(double h, double w) {
    return {{0.3, -0.7},          {-0.6, 0.2},         {1, 0.5},         {-1.5, 2}, {0, 0},
            {w - 0.5, 0.25},      {-w + 0.5, h - 0.5}, {2.75, -h + 0.5}, {-1, 1},   {w, h},
            {-w - 0.5, -h - 0.5}, {0.5, h - 1}};
}

std::vector<double> part(const std::vector<double>& all, int64_t index, int64_t count) {
    return {all.begin() + index * count, all.begin() + (index + 1) * count};
}

RunOptions two_threads() {
    RunOptions options;
    options.threads = 2;
    return options;
}

void check_images_alone(const Version& version, const ShiftCase& batch) {
    const std::vector<double> y = run_shift<float>(version, batch, two_threads());
    const std::vector<double> grad_x = run_shift_backward<float>(version, batch, two_threads()).x;
    for (int image : {0, 1, kImages - 1}) {
        ShiftCase alone(1, batch.h, batch.w, 1, shifts(double(batch.h), double(batch.w)));
        const int64_t count = alone.outputs();
        alone.x = part(batch.x, image, count);
        alone.grad_y = part(batch.grad_y, image, count);
        check_same(part(y, image, count), run_shift<float>(version, alone), "y of an image");
        check_same(part(grad_x, image, count), run_shift_backward<float>(version, alone).x, "gradient to an image");
    }
}

void check_infinity_stays(const Version& version, ShiftCase s) {
    constexpr double kInfinity = std::numeric_limits<double>::infinity();
    const auto is_odd = [&](std::size_t k) { return int64_t(k) / (s.h * s.w) % 2 == 1; };
    for (std::size_t k = 0; k < s.x.size(); k++) {
        s.x[k] = is_odd(k) ? kInfinity : s.x[k];
        s.grad_y[k] = is_odd(k) ? -kInfinity : s.grad_y[k];
    }
    const std::vector<double> y = run_shift<float>(version, s);
    const ShiftResult gradients = run_shift_backward<float>(version, s);
    for (std::size_t k = 0; k < y.size(); k++)
        check(is_odd(k) || (std::isfinite(y[k]) && std::isfinite(gradients.x[k])),
              text("element %d is not finite", int(k)));
    for (int64_t c = 0; c < s.c; c += 2)
        check(std::isfinite(gradients.alpha[c]) && std::isfinite(gradients.beta[c]),
              text("a gradient of channel %d is not finite", int(c)));
}

}  // namespace

void shift_small_plane_tests() {
    Test alone("every image of a batch gets the bits that it gets alone", Table::operators);
    Test sums("the shift's gradients over many images equal the definition", Table::operators);
    Test infinity("infinity in one plane reaches no other", Table::operators);
    std::vector<PlaneSize> sizes = small_planes();
    sizes.insert(sizes.end(), {{1, 1}, {14, 14}});
    for (const auto& [h, w] : sizes) {
        const ShiftCase batch(kImages, h, w, 1, shifts(h, w));
        alone.each(batch.name(), [&](const Version& version) { check_images_alone(version, batch); });
        const ShiftGradients expected = shift_backward(batch);
        sums.each(batch.name(), [&](const Version& version) {
            const ShiftResult seen = run_shift_backward<float>(version, batch, two_threads());
            check_close(seen.alpha, expected.alpha, rounding<float>(), "gradient to alpha");
            check_close(seen.beta, expected.beta, rounding<float>(), "gradient to beta");
        });
        const ShiftCase two(2, h, w, 1, shifts(h, w));
        infinity.each(two.name(), [&](const Version& version) { check_infinity_stays(version, two); });
    }
}
