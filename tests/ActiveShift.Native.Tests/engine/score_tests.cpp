// The bits of scores: the same for every version with fused multiply-adds, and on every system (what is printed tells).
#include "definitions/network.h"
#include "engine/engine_tests.h"
#include "engine/plan.h"
#include "harness/checks.h"
#include "harness/compare.h"
#include "harness/digest.h"

void score_tests() {
    Test test("scores have the same bits on every version with fused multiply-adds", Table::engine);
    for (int seed = 0; seed < 12; seed++) {
        Numbers numbers{uint64_t(7000 + seed)};
        NetworkCase network = random_network(numbers, Spatial::any);
        network.height = 9 + seed, network.width = 20 - seed;  // small, so that every run has time for all
        const std::vector<double> weights = random_weights(network, numbers),
                                  images = random_images(network, 2, numbers);
        std::vector<double> first;
        test.each(text("seed %d, ", seed) + network.name(), [&](const Version& version) {
            const Plan plan = make_plan(version, network, weights);
            const std::vector<double> logits = run_plan(plan.get(), network, images, 2, 2);
            add_to_digest(version, "float32", logits);
            if (version.name != "portable") {
                if (first.empty()) first = logits;
                check_same(logits, first, "logits");
            }
            if (!network.shifts_alone()) return;
            const std::vector<double> statistics = network_statistics(network, weights, images);
            const Plan bytes = make_plan(version, network, weights, &statistics);
            add_to_digest(version, "int8", run_plan(bytes.get(), network, images, 2, 2));
        });
    }
}
