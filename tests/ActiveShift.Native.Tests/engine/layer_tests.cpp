// One layer by itself: relu of a 1x1 convolution of shifted channels.
#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>

#include "activeshift_engine.h"
#include "definitions/shift.h"
#include "engine/engine_tests.h"
#include "harness/extent.h"
#include "harness/numbers.h"
#include "harness/tensor.h"

namespace {

struct LayerCase {
    as_engine_layer_shape shape;
    std::vector<double> weights, x, alpha, beta;  // no shifts: the layer has none

    std::string name() const {
        return text("[%d,%d,%d] to %d%s", shape.input_width, shape.height, shape.width, shape.output_width,
                    alpha.empty() ? "" : ", shifted");
    }
};

struct DestroyLayer {
    void operator()(as_engine_layer* layer) const { as_engine_layer_destroy(layer); }
};

// Runs it twice: the second time finds what the first one left behind.
std::vector<double> run_layer(const Version& version, const LayerCase& s) {
    const Tensor<float> weights(s.weights), x(s.x), alpha(s.alpha), beta(s.beta);
    const bool shifts = !s.alpha.empty();
    as_engine_layer* layer = nullptr;
    CHECK(as_engine_layer_create(version.index, &s.shape, weights.data(), shifts ? alpha.data() : nullptr,
                                 shifts ? beta.data() : nullptr, &layer) == AS_OK);
    const std::unique_ptr<as_engine_layer, DestroyLayer> owned(layer);
    std::vector<double> results[2];
    for (std::vector<double>& result : results) {
        Tensor<float> y(int64_t(s.shape.output_width) * s.shape.height * s.shape.width);
        CHECK(as_engine_layer_set_input(layer, x.data()) == AS_OK);
        CHECK(as_engine_layer_run(layer) == AS_OK);
        CHECK(as_engine_layer_get_output(layer, y.data()) == AS_OK);
        result = y.read();
    }
    check_same(results[1], results[0], "the second run");
    return results[0];
}

std::vector<double> definition(const LayerCase& s) {
    ShiftCase shift(1, s.shape.height, s.shape.width, 1, ShiftCase::Shifts(std::size_t(s.shape.input_width)));
    shift.x = s.x;
    if (!s.alpha.empty()) shift.alpha = s.alpha, shift.beta = s.beta;
    const std::vector<double> shifted = shift_forward(shift);
    const int64_t pixels = int64_t(s.shape.height) * s.shape.width;
    std::vector<double> y(std::size_t(s.shape.output_width * pixels));
    for (int64_t o = 0; o < s.shape.output_width; o++)
        for (int64_t c = 0; c < s.shape.input_width; c++)
            for (int64_t k = 0; k < pixels; k++)
                y[o * pixels + k] += s.weights[o * s.shape.input_width + c] * shifted[c * pixels + k];
    for (double& value : y) value = std::max(value, 0.0);
    return y;
}

void equals_the_definition() {
    Test test("a layer equals the definition with and without a shift", Table::engine);
    const int count = how_many(120, 40);
    for (int seed = 0; seed < count; seed++) {
        Numbers numbers{uint64_t(4000 + seed)};
        // The last ones are larger than a band of rows.
        const bool large = extent() == Extent::all && seed >= count - 4;
        const int inputs = large ? 64 : numbers.between(1, 70), outputs = numbers.between(1, 70);
        const int height = large ? numbers.between(40, 60) : numbers.between(1, 20),
                  width = large ? numbers.between(90, 120) : numbers.between(1, 40);
        LayerCase s{{inputs, outputs, height, width},
                    numbers.values(inputs * outputs),
                    numbers.values(inputs * height * width),
                    {},
                    {}};
        for (int c = 0; c < (seed % 2 == 1 ? inputs : 0); c++) {
            for (std::vector<double>* shifts : {&s.alpha, &s.beta})
                shifts->push_back(c % 5 == 0 ? numbers.between(-3, 4)
                                             : float(numbers.symmetric() * (c % 7 == 0 ? 60 : 3)));
        }
        const std::vector<double> expected = definition(s);
        test.each(text("seed %d, ", seed) + s.name(),
                  [&](const Version& version) { check_close(run_layer(version, s), expected, 2e-5, "y"); });
    }
}

void a_neighbour_without_weight_takes_no_part() {
    Test test("a neighbour without weight takes no part in a layer, be it infinite", Table::engine);
    constexpr int kHeight = 5, kWidth = 70;
    std::vector<double> x(kHeight * kWidth);
    for (std::size_t k = 0; k < x.size(); k += 3) x[k] = k % 2 == 0 ? std::numeric_limits<double>::infinity() : 1;
    const auto moved = [&](int down, int across) {
        std::vector<double> y(x.size());
        for (int i = 0; i + down < kHeight; i++)
            for (int j = 0; j + across < kWidth; j++) y[i * kWidth + j] = x[(i + down) * kWidth + j + across];
        return y;
    };
    for (float tiny : {-1e-30f, -1e-9f, 0.0f}) {
        test.each(text("shifts of %g", double(tiny)), [&](const Version& version) {
            const auto run = [&](double alpha, double beta) {
                return run_layer(version, {{1, 1, kHeight, kWidth}, {1}, x, {alpha}, {beta}});
            };
            check_same(run(tiny, tiny), x, "no shift");
            check_same(run(1, tiny), moved(0, 1), "one column");
            check_same(run(tiny, 1), moved(1, 0), "one row");
            check_same(run(tiny, 0.5), run(0, 0.5), "half a row");
            check_same(run(0.5, tiny), run(0.5, 0), "half a column");
            for (const std::vector<double>& half : {run(tiny, 0.5), run(0.5, tiny)})
                CHECK(std::none_of(half.begin(), half.end(), [](double y) { return std::isnan(y); }));
        });
    }
}

}  // namespace

void layer_tests() {
    equals_the_definition();
    a_neighbour_without_weight_takes_no_part();
}
