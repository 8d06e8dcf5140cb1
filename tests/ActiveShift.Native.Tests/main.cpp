// The native library through its C interface: all that it can do, on every version that this processor runs.
//
//   activeshift_tests [--small] [GROUP]...
//
// --small: a minute's work for an emulated or sanitized system. With groups, only those. Exit code 0: every check held;
// 1: one did not; 2: an argument that is none.
#include <cstdio>
#include <cstring>

#include "engine/engine_tests.h"
#include "harness/checks.h"
#include "harness/extent.h"
#include "harness/fault.h"
#include "interface/interface_tests.h"
#include "operators/batch_norm_tests.h"
#include "operators/empty_tests.h"
#include "operators/gradient_tests.h"
#include "operators/normalized_shift_tests.h"
#include "operators/pointwise_tests.h"
#include "operators/shift_tests.h"

namespace {

struct Group {
    const char* name;
    void (*run)();
    bool wanted;
};

Group groups[] = {
    {"table", table_tests, false},
    {"arguments", [] { operator_argument_tests(), engine_argument_tests(); }, false},
    {"empty", empty_tests, false},
    {"shift", [] { shift_tests(), shift_invariant_tests(), shift_tiny_tests(), shift_small_plane_tests(); }, false},
    {"batch_norm", batch_norm_tests, false},
    {"normalized_shift", normalized_shift_tests, false},
    {"pointwise", pointwise_tests, false},
    {"gradients", gradient_tests, false},
    {"layer", layer_tests, false},
    {"engine", engine_tests, false},
    {"calibration", calibration_tests, false},
    {"int8", int8_tests, false},
    {"scores", score_tests, false},
    {"concurrency", concurrency_tests, false},
    {"unload", unload_tests, false},
};

bool choose(const char* argument) {
    if (std::strcmp(argument, "--small") == 0) return set_extent(Extent::small), true;
    for (Group& group : groups)
        if (std::strcmp(argument, group.name) == 0) return group.wanted = true;
    std::fprintf(stderr, "'%s' is neither --small nor one of", argument);
    for (const Group& group : groups) std::fprintf(stderr, " %s", group.name);
    std::fprintf(stderr, "\n");
    return false;
}

}  // namespace

int main(int argc, char** argv) {
    for (int i = 1; i < argc; i++)
        if (!choose(argv[i])) return 2;
    bool any = false;
    for (const Group& group : groups) any |= group.wanted;
    name_the_case_of_a_fault();
    for (const Group& group : groups)
        if (group.wanted || !any) group.run();
    return report(!any) ? 0 : 1;
}
