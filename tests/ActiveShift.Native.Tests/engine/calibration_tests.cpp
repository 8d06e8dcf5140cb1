// The statistics of activations against the definition.
#include <algorithm>

#include "definitions/network.h"
#include "engine/engine_tests.h"
#include "engine/plan.h"
#include "harness/checks.h"
#include "harness/compare.h"
#include "harness/extent.h"

void calibration_tests() {
    Test definition("calibration measures what the definition has", Table::engine);
    Test threads_and_calls("calibration has the same bits for any number of threads and any calls", Table::engine);
    for (int seed = 0; seed < how_many(20, 8); seed++) {
        Numbers numbers{uint64_t(3000 + seed)};
        const NetworkCase network = random_network(numbers, Spatial::shifts);
        if (extent() == Extent::small && network.multiply_adds() > 5000000) continue;
        const std::vector<double> weights = random_weights(network, numbers),
                                  images = random_images(network, 7, numbers);
        const as_engine_network shape = network.shape();
        const std::vector<double> expected = network_statistics(network, weights, images);
        const double largest =
            *std::max_element(expected.begin(), expected.begin() + as_engine_statistics_largest_count(&shape));
        const std::string what = text("seed %d, ", seed) + network.name();
        definition.each(what, [&](const Version& version) {
            check_close(calibrate(version, network, weights, images, 2, 7), expected, 2e-5 * (1 + largest),
                        "statistics");
        });
        threads_and_calls.each(what, [&](const Version& version) {
            const std::vector<double> one = calibrate(version, network, weights, images, 1, 7);
            for (int32_t threads : {1, 2, 3, 8})
                for (int64_t per_call : {1, 2, 7})
                    check_same(calibrate(version, network, weights, images, threads, per_call), one,
                               text("%d threads", threads).c_str());
        });
    }
}
