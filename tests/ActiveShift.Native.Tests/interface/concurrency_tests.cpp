// Several callers at once, each of which asks for several threads of the library's: the results are those of one alone.
#include <exception>
#include <thread>

#include "engine/plan.h"
#include "harness/checks.h"
#include "harness/compare.h"
#include "interface/interface_tests.h"
#include "operators/run.h"

namespace {

constexpr int kCallers = 4, kRounds = 20;

// Throws what the first call that failed did.
template <class Call>
void at_once(const Call& call) {
    std::exception_ptr failures[kCallers];
    std::vector<std::thread> callers;
    for (std::exception_ptr& failure : failures) {
        callers.emplace_back([&call, &failure] {
            try {
                for (int round = 0; round < kRounds; round++) call();
            } catch (...) {
                failure = std::current_exception();
            }
        });
    }
    for (std::thread& caller : callers) caller.join();
    for (const std::exception_ptr& failure : failures)
        if (failure) std::rethrow_exception(failure);
}

RunOptions three_threads() {
    RunOptions options;
    options.threads = 3;
    return options;
}

void shifts_at_once(const Version& version) {
    ShiftCase::Shifts shifts;
    for (int c = 0; c < 9; c++) shifts.emplace_back(c * 0.7 - 3, 2 - c * 0.6);
    const ShiftCase s(3, 14, 15, 1, shifts);
    const std::vector<double> y = run_shift<float>(version, s);
    const ShiftResult gradients = run_shift_backward<float>(version, s);
    at_once([&] {
        check_same(run_shift<float>(version, s, three_threads()), y, "y");
        const ShiftResult seen = run_shift_backward<float>(version, s, three_threads());
        check_same(seen.x, gradients.x, "gradient to x");
        check_same(seen.alpha, gradients.alpha, "gradient to alpha");
    });
}

void products_at_once(const Version& version) {
    const PointwiseCase s(4, 12, 20, 50);
    const PointwiseResult gradients = run_pointwise_backward<double>(version, s);
    at_once([&] {
        check_same(run_pointwise_backward<double>(version, s, three_threads()).weight, gradients.weight,
                   "gradient to the weights");
    });
}

// One plan, a scratch for each call.
void scores_at_once(const Version& version) {
    const NetworkCase network(3, 12, 10, 6, 1, 4, {{6, 12, 6, 1, AS_ENGINE_SHIFT}, {6, 12, 9, 2, AS_ENGINE_SHIFT}});
    Numbers numbers(43);
    const std::vector<double> weights = random_weights(network, numbers), images = random_images(network, 3, numbers);
    const Plan plan = make_plan(version, network, weights);
    const std::vector<double> one = run_plan(plan.get(), network, images, 3, 1);
    at_once([&] {
        for (int32_t threads : {1, 2, 3}) check_same(run_plan(plan.get(), network, images, 3, threads), one, "logits");
    });
}

}  // namespace

void concurrency_tests() {
    Test operators("several callers of the operators at once", Table::operators);
    operators.each("shift", shifts_at_once);
    operators.each("1x1 convolution", products_at_once);
    Test engine("several callers of the engine at once", Table::engine);
    engine.each("one plan", scores_at_once);
}
