#include <limits>

#include "test.h"

namespace {

as_status forward(int32_t backend, const as_shift_shape& s, const float* x, const float* a, const float* b, float* y) {
    return as_shift_forward_f32(backend, &s, x, a, b, y);
}
as_status forward(int32_t backend, const as_shift_shape& s, const double* x, const double* a, const double* b, double* y) {
    return as_shift_forward_f64(backend, &s, x, a, b, y);
}
as_status backward(int32_t backend, const as_shift_shape& s, const float* g, const float* x, const float* a, const float* b, float* gx, float* ga,
                   float* gb) {
    return as_shift_backward_f32(backend, &s, g, x, a, b, gx, ga, gb);
}
as_status backward(int32_t backend, const as_shift_shape& s, const double* g, const double* x, const double* a, const double* b, double* gx,
                   double* ga, double* gb) {
    return as_shift_backward_f64(backend, &s, g, x, a, b, gx, ga, gb);
}

template <typename T>
struct Results {
    Tensor<T> y, grad_x, grad_alpha, grad_beta;
};

template <typename T>
Results<T> run(int32_t backend, const as_shift_shape& s, const Tensor<T>& x, const Tensor<T>& alpha, const Tensor<T>& beta, const Tensor<T>& grad_y) {
    const T unset = std::numeric_limits<T>::quiet_NaN();
    Results<T> r{Tensor<T>(grad_y.count(), unset), Tensor<T>(x.count(), unset), Tensor<T>(s.c, unset), Tensor<T>(s.c, unset)};
    CHECK(forward(backend, s, x.data(), alpha.data(), beta.data(), r.y.data()) == AS_OK);
    CHECK(backward(backend, s, grad_y.data(), x.data(), alpha.data(), beta.data(), r.grad_x.data(), r.grad_alpha.data(), r.grad_beta.data()) == AS_OK);
    return r;
}

template <typename T>
void compare(const Sizes& sizes, int kind) {
    std::mt19937 random(7);
    as_shift_shape s{sizes.n, sizes.c, sizes.h, sizes.w, sizes.stride, 1};
    const Tensor<T> x(s.n * s.c * s.h * s.w, random);
    const Tensor<T> grad_y(s.n * s.c * strided(s.h, s.stride) * strided(s.w, s.stride), random);
    const Tensor<T> alpha = shifts<T>(s.c, s.w, kind), beta = shifts<T>(s.c, s.h, kind * 4 + 1);
    const Results<T> expected = run(reference(), s, x, alpha, beta, grad_y);
    for (int32_t backend : backends()) {
        s.threads = 1;
        const Results<T> one = run(backend, s, x, alpha, beta, grad_y);
        check_near(one.y, expected.y, rounding<T>());
        check_near(one.grad_x, expected.grad_x, rounding<T>());
        check_near(one.grad_alpha, expected.grad_alpha, rounding<T>());
        check_near(one.grad_beta, expected.grad_beta, rounding<T>());
        s.threads = 3;
        const Results<T> three = run(backend, s, x, alpha, beta, grad_y);
        check_same(three.y, one.y);
        check_same(three.grad_x, one.grad_x);
        check_same(three.grad_alpha, one.grad_alpha);
        check_same(three.grad_beta, one.grad_beta);
    }
}

// A shift that is no number makes its channel none, and no other one.
template <typename T>
void not_finite() {
    std::mt19937 random(3);
    const as_shift_shape s{2, 3, 5, 9, 1, 2};
    const Tensor<T> x(s.n * s.c * s.h * s.w, random), grad_y(x.count(), random);
    Tensor<T> alpha(s.c, T(0.5)), beta(s.c, T(-0.5));
    alpha[1] = std::numeric_limits<T>::infinity();
    for (int32_t backend : backends()) {
        const Results<T> r = run(backend, s, x, alpha, beta, grad_y);
        for (int64_t i = 0; i < x.count(); i++) CHECK(std::isnan(r.y[i]) == (i / (s.h * s.w) % s.c == 1));
        for (int64_t c = 0; c < s.c; c++) CHECK(std::isnan(r.grad_alpha[c]) == (c == 1));
    }
}

}  // namespace

void shift_tests() {
    for (const Sizes& sizes : all_sizes()) {
        for (int kind = 0; kind < kShiftKinds; kind++) {
            compare<float>(sizes, kind);
            compare<double>(sizes, kind);
        }
    }
    not_finite<float>();
    not_finite<double>();
}
