#include "test.h"

namespace {

as_status forward(int32_t k, const as_batch_norm_shape& s, const float* x, const float* w, const float* b, float* rm, float* rv, float* m, float* d,
                  float* y) {
    return as_batch_norm_relu_forward_f32(k, &s, x, w, b, rm, rv, m, d, y);
}
as_status forward(int32_t k, const as_batch_norm_shape& s, const double* x, const double* w, const double* b, double* rm, double* rv, double* m,
                  double* d, double* y) {
    return as_batch_norm_relu_forward_f64(k, &s, x, w, b, rm, rv, m, d, y);
}
as_status backward(int32_t k, const as_batch_norm_shape& s, const float* g, const float* x, const float* w, const float* b, const float* m,
                   const float* d, float* gx, float* gw, float* gb) {
    return as_batch_norm_relu_backward_f32(k, &s, g, x, w, b, m, d, gx, gw, gb);
}
as_status backward(int32_t k, const as_batch_norm_shape& s, const double* g, const double* x, const double* w, const double* b, const double* m,
                   const double* d, double* gx, double* gw, double* gb) {
    return as_batch_norm_relu_backward_f64(k, &s, g, x, w, b, m, d, gx, gw, gb);
}

template <typename T>
struct Results {
    Tensor<T> running_mean, running_variance, mean, deviation, y, grad_x, grad_weight, grad_bias;
};

template <typename T>
Results<T> run(int32_t backend, const as_batch_norm_shape& s, const Tensor<T>& x, const Tensor<T>& weight, const Tensor<T>& bias,
               const Tensor<T>& grad_y) {
    Results<T> r{Tensor<T>(s.c, T(0.1)), Tensor<T>(s.c, T(1.5)), Tensor<T>(s.c),      Tensor<T>(s.c),
                 Tensor<T>(x.count()),   Tensor<T>(x.count()),   Tensor<T>(s.c), Tensor<T>(s.c)};
    CHECK(forward(backend, s, x.data(), weight.data(), bias.data(), r.running_mean.data(), r.running_variance.data(), r.mean.data(),
                  r.deviation.data(), r.y.data()) == AS_OK);
    CHECK(backward(backend, s, grad_y.data(), x.data(), weight.data(), bias.data(), r.mean.data(), r.deviation.data(), r.grad_x.data(),
                   r.grad_weight.data(), r.grad_bias.data()) == AS_OK);
    return r;
}

template <typename T>
void compare(const Results<T>& seen, const Results<T>& expected, double tolerance) {
    check_near(seen.running_mean, expected.running_mean, tolerance);
    check_near(seen.running_variance, expected.running_variance, tolerance);
    check_near(seen.mean, expected.mean, tolerance);
    check_near(seen.deviation, expected.deviation, tolerance);
    check_near(seen.y, expected.y, tolerance);
    check_near(seen.grad_x, expected.grad_x, tolerance);
    check_near(seen.grad_weight, expected.grad_weight, tolerance);
    check_near(seen.grad_bias, expected.grad_bias, tolerance);
}

template <typename T>
void compare(const Sizes& sizes, bool training) {
    std::mt19937 random(11);
    as_batch_norm_shape s{sizes.n, sizes.c, sizes.h * sizes.w, training, 1, 1e-3, 0.1};
    const Tensor<T> x(s.n * s.c * s.p, random), grad_y(x.count(), random);
    // The bias keeps values off the corner of the ReLU, where rounding decides.
    const Tensor<T> weight(s.c, random, 0.1, 0.2), bias(s.c, random, 1, 2);
    const Results<T> expected = run(reference(), s, x, weight, bias, grad_y);
    for (int32_t backend : backends()) {
        s.threads = 1;
        const Results<T> one = run(backend, s, x, weight, bias, grad_y);
        compare(one, expected, rounding<T>());
        s.threads = 3;
        compare(run(backend, s, x, weight, bias, grad_y), one, 0);
    }
}

}  // namespace

void batch_norm_tests() {
    for (const Sizes& sizes : all_sizes()) {
        for (bool training : {true, false}) {
            compare<float>(sizes, training);
            compare<double>(sizes, training);
        }
    }
}
