// The plan that the library makes, and the choice of PTX among made-up ones.
#include "cuda/ptx_choice.h"
#include "standin.h"

using namespace activeshift::cuda;

// kind: 0 forward, 1 backward to the input, 2 backward to the shifts.
STANDIN_API void plan_shift(int kind, const ShiftProblem* problem, const ShiftArguments* arguments, ShiftPlan* plan) {
    *plan = kind == 0   ? plan_shift_forward(*problem, *arguments)
            : kind == 1 ? plan_shift_input_gradient(*problem, *arguments)
                        : plan_shift_gradient(*problem, *arguments);
}

// Among PTX 6.0 for 7.0, PTX 7.0 for 8.0 and PTX 8.6 for 9.0: which architecture is chosen (0 for none), and which driver is needed.
STANDIN_API int choose_among_three(int architecture, int driver_version, int* needed_version) {
    static const PtxImage images[] = {{70, "//\n.version 6.0\n", 0}, {80, "//\n.version 7.0\n", 0}, {90, "//\n.version 8.6\n", 0}};
    const PtxChoice choice = choose_ptx(images, 3, architecture, driver_version);
    *needed_version = choice.needed_version;
    return choice.image == nullptr ? 0 : choice.image->architecture;
}

STANDIN_API int needed_version(const char* ptx) { return needed_driver_version(ptx); }
