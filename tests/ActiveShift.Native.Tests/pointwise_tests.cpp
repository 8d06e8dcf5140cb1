#include "test.h"

namespace {

struct Api32 {
    static constexpr auto forward = as_pointwise_forward_f32;
    static constexpr auto backward = as_pointwise_backward_f32;
};
struct Api64 {
    static constexpr auto forward = as_pointwise_forward_f64;
    static constexpr auto backward = as_pointwise_backward_f64;
};

template <typename T>
struct Results {
    Tensor<T> y, grad_x, grad_weight;
};

template <typename Api, typename T>
Results<T> run(int32_t backend, const as_pointwise_shape& s, const Tensor<T>& x, const Tensor<T>& weight, const Tensor<T>* added,
               const Tensor<T>& grad_y) {
    Results<T> r{Tensor<T>(grad_y.count()), Tensor<T>(x.count()), Tensor<T>(weight.count())};
    CHECK(Api::forward(backend, &s, x.data(), weight.data(), added == nullptr ? nullptr : added->data(), r.y.data()) == AS_OK);
    CHECK(Api::backward(backend, &s, grad_y.data(), x.data(), weight.data(), r.grad_x.data(), r.grad_weight.data()) == AS_OK);
    return r;
}

// y = weight * x + added, by the definition.
template <typename T>
Tensor<T> plain(const as_pointwise_shape& s, const Tensor<T>& x, const Tensor<T>& weight, const Tensor<T>* added) {
    Tensor<T> y(s.n * s.outputs * s.p);
    for (int64_t n = 0; n < s.n; n++)
        for (int64_t o = 0; o < s.outputs; o++)
            for (int64_t p = 0; p < s.p; p++) {
                const int64_t at = (n * s.outputs + o) * s.p + p;
                double sum = added == nullptr ? 0 : (*added)[at];
                for (int64_t i = 0; i < s.inputs; i++) sum += double(weight[o * s.inputs + i]) * double(x[(n * s.inputs + i) * s.p + p]);
                y[at] = T(sum);
            }
    return y;
}

template <typename Api, typename T>
void compare(as_pointwise_shape s, bool with_added) {
    std::mt19937 random(17);
    const Tensor<T> x(s.n * s.inputs * s.p, random), weight(s.inputs * s.outputs, random);
    const Tensor<T> added(s.n * s.outputs * s.p, random), grad_y(added.count(), random);
    const Tensor<T>* maybe_added = with_added ? &added : nullptr;
    const Results<T> expected = run<Api, T>(reference(), s, x, weight, maybe_added, grad_y);
    check_near(expected.y, plain(s, x, weight, maybe_added), rounding<T>());
    for (int32_t backend : backends()) {
        s.threads = 1;
        const Results<T> one = run<Api, T>(backend, s, x, weight, maybe_added, grad_y);
        check_near(one.y, expected.y, rounding<T>());
        check_near(one.grad_x, expected.grad_x, rounding<T>());
        check_near(one.grad_weight, expected.grad_weight, rounding<T>());
        s.threads = 3;
        const Results<T> three = run<Api, T>(backend, s, x, weight, maybe_added, grad_y);
        check_same(three.y, one.y);
        check_same(three.grad_x, one.grad_x);
        check_same(three.grad_weight, one.grad_weight);
    }
}

}  // namespace

void pointwise_tests() {
    const as_pointwise_shape shapes[] = {
        {1, 1, 1, 1, 1},   {1, 1, 3, 1, 1},  {2, 3, 1, 7, 1},  {3, 5, 4, 16, 1}, {1, 16, 17, 33, 1}, {2, 31, 8, 64, 1},
        {5, 33, 65, 9, 1}, {1, 2, 2, 257, 1}, {9, 4, 6, 15, 1}, {0, 3, 2, 5, 1},  {2, 0, 2, 5, 1},    {2, 3, 0, 5, 1}, {2, 3, 2, 0, 1},
    };
    for (const as_pointwise_shape& shape : shapes) {
        for (bool with_added : {false, true}) {
            compare<Api32, float>(shape, with_added);
            compare<Api64, double>(shape, with_added);
        }
    }
}
