#include "test.h"

namespace {

struct Api32 {
    static constexpr auto norm = as_batch_norm_relu_forward_f32;
    static constexpr auto shift = as_shift_forward_f32;
    static constexpr auto forward = as_batch_norm_relu_shift_forward_f32;
    static constexpr auto backward = as_batch_norm_relu_shift_backward_f32;
};
struct Api64 {
    static constexpr auto norm = as_batch_norm_relu_forward_f64;
    static constexpr auto shift = as_shift_forward_f64;
    static constexpr auto forward = as_batch_norm_relu_shift_forward_f64;
    static constexpr auto backward = as_batch_norm_relu_shift_backward_f64;
};

template <typename T>
struct Results {
    Tensor<T> mean, deviation, y, grad_x, grad_weight, grad_bias, grad_alpha, grad_beta;
};

template <typename Api, typename T>
void compare(const Sizes& sizes, int kind, bool training) {
    std::mt19937 random(13);
    as_normalized_shift_shape s{sizes.n, sizes.c, sizes.h, sizes.w, sizes.stride, 1, training, 1e-3, 0.1};
    const int64_t outputs = s.n * s.c * strided(s.h, s.stride) * strided(s.w, s.stride);
    const Tensor<T> x(s.n * s.c * s.h * s.w, random), grad_y(outputs, random);
    const Tensor<T> weight(s.c, random, 0.1, 0.2), bias(s.c, random, 1, 2);
    const Tensor<T> alpha = shifts<T>(s.c, s.w, kind), beta = shifts<T>(s.c, s.h, kind * 4 + 1);
    const auto run = [&](int32_t backend) {
        Tensor<T> running_mean(s.c, T(0.1)), running_variance(s.c, T(1.5));
        Results<T> r{Tensor<T>(s.c), Tensor<T>(s.c), Tensor<T>(outputs), Tensor<T>(x.count()),
                     Tensor<T>(s.c), Tensor<T>(s.c), Tensor<T>(s.c),     Tensor<T>(s.c)};
        CHECK(Api::forward(backend, &s, x.data(), weight.data(), bias.data(), running_mean.data(), running_variance.data(), alpha.data(),
                           beta.data(), r.mean.data(), r.deviation.data(), r.y.data()) == AS_OK);
        CHECK(Api::backward(backend, &s, grad_y.data(), x.data(), weight.data(), bias.data(), r.mean.data(), r.deviation.data(), alpha.data(),
                            beta.data(), r.grad_x.data(), r.grad_weight.data(), r.grad_bias.data(), r.grad_alpha.data(),
                            r.grad_beta.data()) == AS_OK);
        return r;
    };
    const auto compare_to = [](const Results<T>& seen, const Results<T>& expected, double tolerance) {
        check_near(seen.mean, expected.mean, tolerance);
        check_near(seen.deviation, expected.deviation, tolerance);
        check_near(seen.y, expected.y, tolerance);
        check_near(seen.grad_x, expected.grad_x, tolerance);
        check_near(seen.grad_weight, expected.grad_weight, tolerance);
        check_near(seen.grad_bias, expected.grad_bias, tolerance);
        check_near(seen.grad_alpha, expected.grad_alpha, tolerance);
        check_near(seen.grad_beta, expected.grad_beta, tolerance);
    };

    // The two operators after one another.
    const as_batch_norm_shape norm{s.n, s.c, s.h * s.w, training, 1, s.epsilon, s.momentum};
    const as_shift_shape shift{s.n, s.c, s.h, s.w, s.stride, 1};
    Tensor<T> mean(s.c), deviation(s.c), running_mean(s.c, T(0.1)), running_variance(s.c, T(1.5)), between(x.count()), y(outputs);
    CHECK(Api::norm(reference(), &norm, x.data(), weight.data(), bias.data(), running_mean.data(), running_variance.data(), mean.data(),
                    deviation.data(), between.data()) == AS_OK);
    CHECK(Api::shift(reference(), &shift, between.data(), alpha.data(), beta.data(), y.data()) == AS_OK);

    const Results<T> expected = run(reference());
    check_near(expected.y, y, rounding<T>());
    for (int32_t backend : backends()) {
        s.threads = 1;
        const Results<T> one = run(backend);
        compare_to(one, expected, rounding<T>());
        s.threads = 3;
        compare_to(run(backend), one, 0);
    }
}

}  // namespace

void normalized_shift_tests() {
    for (const Sizes& sizes : all_sizes()) {
        for (int kind = 0; kind < kShiftKinds; kind += 2) {
            compare<Api32, float>(sizes, kind, true);
            compare<Api64, double>(sizes, kind, kind % 4 == 0);
        }
    }
}
