#include <algorithm>

#include "network.h"

namespace {

// relu(weights * shifted), by the definition.
Tensor<float> plain(const as_engine_layer_shape& s, const Tensor<float>& x, const Tensor<float>& weights) {
    const int64_t pixels = int64_t(s.height) * s.width;
    Tensor<float> y(s.output_width * pixels);
    for (int64_t o = 0; o < s.output_width; o++)
        for (int64_t p = 0; p < pixels; p++) {
            double sum = 0;
            for (int64_t i = 0; i < s.input_width; i++) sum += double(weights[o * s.input_width + i]) * double(x[i * pixels + p]);
            y[o * pixels + p] = float(std::max(sum, 0.0));
        }
    return y;
}

void test(const as_engine_layer_shape& s, bool shifted) {
    std::mt19937 random(31);
    const Tensor<float> x(int64_t(s.input_width) * s.height * s.width, random), weights(int64_t(s.input_width) * s.output_width, random);
    const Tensor<float> alpha = shifts<float>(s.input_width, s.width, 1), beta = shifts<float>(s.input_width, s.height, 6);
    Tensor<float> between(x.count());
    const as_shift_shape shift{1, s.input_width, s.height, s.width, 1, 1};
    CHECK(as_shift_forward_f32(reference(), &shift, x.data(), alpha.data(), beta.data(), between.data()) == AS_OK);
    const Tensor<float> expected = plain(s, shifted ? between : x, weights);
    for (int32_t version : engine_versions()) {
        as_engine_layer* layer = nullptr;
        CHECK(as_engine_layer_create(version, &s, weights.data(), shifted ? alpha.data() : nullptr, shifted ? beta.data() : nullptr, &layer) == AS_OK);
        Tensor<float> y(expected.count(), NAN);
        for (int again = 0; again < 2; again++) {
            CHECK(as_engine_layer_set_input(layer, x.data()) == AS_OK);
            CHECK(as_engine_layer_run(layer) == AS_OK);
            CHECK(as_engine_layer_get_output(layer, y.data()) == AS_OK);
            check_near(y, expected, rounding<float>());
        }
        as_engine_layer_destroy(layer);
    }
}

}  // namespace

void layer_tests() {
    const as_engine_layer_shape shapes[] = {{1, 1, 1, 1}, {3, 5, 1, 17}, {7, 2, 9, 1}, {16, 33, 5, 7}, {33, 16, 16, 16}, {2, 3, 4, 65}};
    for (const as_engine_layer_shape& shape : shapes) {
        test(shape, false);
        test(shape, true);
    }
}
