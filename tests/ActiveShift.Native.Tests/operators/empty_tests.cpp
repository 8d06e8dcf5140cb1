// Tensors without elements: nothing is read or written but the gradients that are sums, which are 0.
#include "operators/empty_tests.h"

#include <array>
#include <limits>

#include "harness/compare.h"
#include "harness/tensor.h"
#include "operators/api.h"

namespace {

constexpr float kNaN = std::numeric_limits<float>::quiet_NaN();

std::vector<double> all(int count, double value) { return std::vector<double>(std::size_t(count), value); }

void check_shift(const Version& version, const as_shift_shape& s) {
    const int c = int(s.c);
    const std::vector<double> shifts{0.5, kNaN, 1};
    const Tensor<float> alpha(std::vector<double>(shifts.begin(), shifts.begin() + c));
    Tensor<float> grad_alpha(c), grad_beta(c);
    CHECK(as_shift_forward_f32(version.index, &s, nullptr, alpha.data(), alpha.data(), nullptr) == AS_OK);
    CHECK(as_shift_backward_f32(version.index, &s, nullptr, nullptr, alpha.data(), alpha.data(), nullptr,
                                grad_alpha.data(), grad_beta.data()) == AS_OK);
    check_same(grad_alpha.read(), all(c, 0), "gradient to alpha");
    check_same(grad_beta.read(), all(c, 0), "gradient to beta");
}

void check_batch_norm(const Version& version, const as_batch_norm_shape& s) {
    const int c = int(s.c);
    Tensor<float> parameters(all(c, 7)), running(all(c, 7)), mean(c), inverse(c), grad_weight(c), grad_bias(c);
    CHECK(as_batch_norm_relu_forward_f32(version.index, &s, nullptr, parameters.data(), parameters.data(),
                                         running.data(), running.data(), mean.data(), inverse.data(),
                                         nullptr) == AS_OK);
    CHECK(as_batch_norm_relu_backward_f32(version.index, &s, nullptr, nullptr, parameters.data(), parameters.data(),
                                          mean.data(), inverse.data(), nullptr, grad_weight.data(),
                                          grad_bias.data()) == AS_OK);
    check_same(running.read(), all(c, 7), "running statistics");
    check_same(mean.read(), all(c, 0), "mean");
    check_same(inverse.read(), all(c, 2), "inverse deviation");  // of epsilon alone, 0.25
    check_same(grad_weight.read(), all(c, 0), "gradient to the weight");
    check_same(grad_bias.read(), all(c, 0), "gradient to the bias");
}

void check_normalized_shift(const Version& version, const as_normalized_shift_shape& s) {
    const int c = int(s.c);
    Tensor<float> parameters(all(c, 7)), running(all(c, 7)), shifts(all(c, kNaN)), mean(c), inverse(c);
    Tensor<float> grad_weight(c), grad_bias(c), grad_alpha(c), grad_beta(c);
    CHECK(as_batch_norm_relu_shift_forward_f32(version.index, &s, nullptr, parameters.data(), parameters.data(),
                                               running.data(), running.data(), shifts.data(), shifts.data(),
                                               mean.data(), inverse.data(), nullptr) == AS_OK);
    CHECK(as_batch_norm_relu_shift_backward_f32(version.index, &s, nullptr, nullptr, parameters.data(),
                                                parameters.data(), mean.data(), inverse.data(), shifts.data(),
                                                shifts.data(), nullptr, grad_weight.data(), grad_bias.data(),
                                                grad_alpha.data(), grad_beta.data()) == AS_OK);
    check_same(running.read(), all(c, 7), "running statistics");
    check_same(mean.read(), all(c, 0), "mean");
    check_same(inverse.read(), all(c, 2), "inverse deviation");
    for (const Tensor<float>* gradient : {&grad_weight, &grad_bias, &grad_alpha, &grad_beta})
        check_same(gradient->read(), all(c, 0), "gradient");
}

void check_pointwise(const Version& version, const as_pointwise_shape& s) {
    Tensor<float> grad_weight(s.inputs * s.outputs);
    CHECK(as_pointwise_forward_f32(version.index, &s, nullptr, nullptr, nullptr, nullptr) == AS_OK);
    CHECK(as_pointwise_backward_f32(version.index, &s, nullptr, nullptr, nullptr, nullptr, grad_weight.data()) ==
          AS_OK);
    check_same(grad_weight.read(), all(int(grad_weight.count()), 0), "gradient to the weights");
}

void check_no_inputs(const Version& version) {
    const as_pointwise_shape s{2, 0, 3, 1, 1};
    const Tensor<float> added(std::vector<double>{1, 2, 3, 4, 5, 6});
    Tensor<float> y(6);
    CHECK(as_pointwise_forward_f32(version.index, &s, nullptr, nullptr, added.data(), y.data()) == AS_OK);
    check_same(y.read(), added.read(), "y");
}

}  // namespace

void empty_tests() {
    Test test("tensors without elements", Table::operators);
    constexpr int64_t kHuge = std::numeric_limits<int64_t>::max();
    // Images, channels, height, width; an empty tensor is legal however large its other sizes are.
    const int64_t sizes[][4] = {{0, 3, 4, 4}, {2, 0, 4, 4},         {2, 3, 0, 4},
                                {2, 3, 4, 0}, {0, 3, kHuge, kHuge}, {kHuge, 3, 0, kHuge}};
    for (const auto& s : sizes) {
        const std::string what =
            text("[%lld,%lld,%lld,%lld]", (long long)s[0], (long long)s[1], (long long)s[2], (long long)s[3]);
        test.each(what + " shift", [&](const Version& v) { check_shift(v, {s[0], s[1], s[2], s[3], 2, 2}); });
        test.each(what + " normalised shift",
                  [&](const Version& v) { check_normalized_shift(v, {s[0], s[1], s[2], s[3], 2, 2, 1, 0.25, 0.1}); });
    }
    for (const auto& size : {std::array<int64_t, 3>{0, 3, 4}, {2, 0, 4}, {2, 3, 0}, {0, 3, kHuge}, {kHuge, 3, 0}})
        test.each("batch normalisation",
                  [&](const Version& v) { check_batch_norm(v, {size[0], size[1], size[2], 1, 2, 0.25, 0.1}); });
    for (const auto& size : {std::array<int64_t, 2>{0, 4}, {4, 0}})
        test.each("1x1 convolution", [&](const Version& v) { check_pointwise(v, {size[0], 2, 3, size[1], 2}); });
    test.each("1x1 convolution without inputs", check_no_inputs);
}
