#include "definitions/pointwise.h"

#include "harness/checks.h"
#include "harness/numbers.h"

PointwiseCase::PointwiseCase(int64_t images, int64_t in, int64_t out, int64_t pixels)
    : n(images), inputs(in), outputs(out), p(pixels) {
    Numbers numbers(uint64_t(n + 10 * in + 100 * out + 1000 * p));
    x = numbers.values(n * in * p);
    weight = numbers.values(out * in);
    added = numbers.values(n * out * p);
    grad_y = numbers.values(n * out * p);
}

std::string PointwiseCase::name() const {
    return text("[%lld,%lld,%lld] to %lld", (long long)n, (long long)inputs, (long long)p, (long long)outputs);
}

namespace {

// Every product of the convolution: where its factors and its sum stand.
template <class Visit>
void for_each_product(const PointwiseCase& s, const Visit& visit) {
    for (int64_t image = 0; image < s.n; image++)
        for (int64_t o = 0; o < s.outputs; o++)
            for (int64_t i = 0; i < s.inputs; i++)
                for (int64_t k = 0; k < s.p; k++)
                    visit((image * s.outputs + o) * s.p + k, o * s.inputs + i, (image * s.inputs + i) * s.p + k);
}

std::vector<Sum> sums(std::size_t count, const std::vector<double>* from) {
    std::vector<Sum> all(count);
    for (std::size_t k = 0; k < count; k++) all[k] = {from == nullptr ? 0 : (*from)[k], 1};
    return all;
}

}  // namespace

std::vector<Sum> pointwise_forward(const PointwiseCase& s, bool with_added) {
    std::vector<Sum> y = sums(s.added.size(), with_added ? &s.added : nullptr);
    for_each_product(s, [&](int64_t out, int64_t weight, int64_t in) { y[out].add(s.weight[weight] * s.x[in]); });
    return y;
}

std::vector<Sum> pointwise_grad_x(const PointwiseCase& s) {
    std::vector<Sum> gradient = sums(s.x.size(), nullptr);
    for_each_product(
        s, [&](int64_t out, int64_t weight, int64_t in) { gradient[in].add(s.weight[weight] * s.grad_y[out]); });
    return gradient;
}

std::vector<Sum> pointwise_grad_weight(const PointwiseCase& s) {
    std::vector<Sum> gradient = sums(s.weight.size(), nullptr);
    for_each_product(s,
                     [&](int64_t out, int64_t weight, int64_t in) { gradient[weight].add(s.x[in] * s.grad_y[out]); });
    return gradient;
}
