#include "definitions/shift.h"

#include <cmath>
#include <limits>

#include "harness/checks.h"
#include "harness/numbers.h"

namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

struct Fraction {
    double whole, part;
    explicit Fraction(double shift) : whole(std::floor(shift)), part(shift - whole) {}
};

// One output element: the plane it lies in, and the first of its four neighbours.
struct Place {
    int64_t plane, channel, index;
    double row, column;
};

template <class Visit>
void for_each_output(const ShiftCase& s, const Visit& visit) {
    int64_t index = 0;
    for (int64_t plane = 0; plane < s.n * s.c; plane++) {
        const int64_t c = plane % s.c;
        const double row = std::floor(s.beta[c]), column = std::floor(s.alpha[c]);
        for (int64_t i = 0; i < s.out_h(); i++)
            for (int64_t j = 0; j < s.out_w(); j++)
                visit(Place{plane, c, index++, double(i * s.stride) + row, double(j * s.stride) + column});
    }
}

// Where a neighbour stands in x, or -1 outside the image.
int64_t at(const ShiftCase& s, const Place& p, int down, int across) {
    const double row = p.row + down, column = p.column + across;
    const bool inside = row >= 0 && row < double(s.h) && column >= 0 && column < double(s.w);
    return inside ? (p.plane * s.h + int64_t(row)) * s.w + int64_t(column) : -1;
}

// The neighbours that take part, with their weights.
template <class Visit>
void for_each_neighbour(const ShiftCase& s, const Place& p, const Visit& visit) {
    const Fraction a(s.alpha[p.channel]), b(s.beta[p.channel]);
    for (int down = 0; down < (b.part == 0 ? 1 : 2); down++) {
        for (int across = 0; across < (a.part == 0 ? 1 : 2); across++) {
            const int64_t k = at(s, p, down, across);
            if (k >= 0) visit(k, (down == 0 ? 1 - b.part : b.part) * (across == 0 ? 1 - a.part : a.part));
        }
    }
}

}  // namespace

ShiftCase::ShiftCase(int64_t images, int64_t height, int64_t width, int32_t step, const Shifts& shifts, uint64_t seed)
    : n(images), c(int64_t(shifts.size())), h(height), w(width), stride(step) {
    for (const auto& [across, down] : shifts) {
        alpha.push_back(float(across));
        beta.push_back(float(down));
    }
    Numbers numbers(seed);
    x = numbers.values(n * c * h * w);
    grad_y = numbers.values(outputs());
}

bool ShiftCase::is_finite(int64_t channel) const {
    return std::isfinite(alpha[channel]) && std::isfinite(beta[channel]);
}

std::string ShiftCase::name() const {
    return text("[%lld,%lld,%lld,%lld] stride %d", (long long)n, (long long)c, (long long)h, (long long)w, int(stride));
}

void ShiftCase::spoil_unread(bool by_gradients) {
    std::vector<bool> is_read(x.size());
    for_each_output(*this, [&](const Place& p) {
        if (by_gradients) {
            for (int k = 0; k < 4; k++)
                if (const int64_t neighbour = at(*this, p, k / 2, k % 2); neighbour >= 0) is_read[neighbour] = true;
        } else {
            for_each_neighbour(*this, p, [&](int64_t k, double) { is_read[k] = true; });
        }
    });
    for (std::size_t k = 0; k < x.size(); k++)
        if (!is_read[k]) x[k] = kNaN;
}

std::vector<double> shift_forward(const ShiftCase& s) {
    std::vector<double> y(s.outputs());
    for_each_output(s, [&](const Place& p) {
        double sum = 0;
        for_each_neighbour(s, p, [&](int64_t k, double weight) { sum += weight * s.x[k]; });
        y[p.index] = s.is_finite(p.channel) ? sum : kNaN;
    });
    return y;
}

ShiftGradients shift_backward(const ShiftCase& s) {
    ShiftGradients gradients{std::vector<double>(s.x.size()), std::vector<Sum>(s.c), std::vector<Sum>(s.c)};
    const auto term = [](double weight, double g, double difference) {
        return weight == 0 ? 0 : weight * g * difference;
    };
    for_each_output(s, [&](const Place& p) {
        const double g = s.grad_y[p.index];
        for_each_neighbour(s, p, [&](int64_t k, double weight) { gradients.x[k] += weight * g; });
        double q[2][2];
        for (int k = 0; k < 4; k++) {
            const int64_t neighbour = at(s, p, k / 2, k % 2);
            q[k / 2][k % 2] = neighbour < 0 ? 0 : s.x[neighbour];
        }
        const double a = Fraction(s.alpha[p.channel]).part, b = Fraction(s.beta[p.channel]).part;
        Sum &alpha = gradients.alpha[p.channel], &beta = gradients.beta[p.channel];
        alpha.add(term(1 - b, g, q[0][1] - q[0][0]));
        alpha.add(term(b, g, q[1][1] - q[1][0]));
        beta.add(term(1 - a, g, q[1][0] - q[0][0]));
        beta.add(term(a, g, q[1][1] - q[0][1]));
    });
    // A shift that is not finite has no gradient, and its channel none either.
    for (int64_t k = 0; k < int64_t(gradients.x.size()); k++)
        if (!s.is_finite(k / (s.h * s.w) % s.c)) gradients.x[k] = kNaN;
    for (int64_t k = 0; k < s.c; k++)
        if (!s.is_finite(k)) gradients.alpha[k].value = gradients.beta[k].value = kNaN;
    return gradients;
}
