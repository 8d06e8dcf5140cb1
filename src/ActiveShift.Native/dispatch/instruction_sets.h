// The one table of what is chosen by the processor, and the choice: a row for each instruction set, best first, a
// column for each part of the library that is compiled for instruction sets. Nothing here throws.
#pragma once

#include "cpu/cpu_kernels.h"
#include "engine/kernels.h"
#include "engine/kernels_int8.h"

namespace activeshift {

struct InstructionSet {
    const char* name;
    const char* reason;  // why it has its rank
    bool (*supported)();
    // Null where it has none of its own (versions.h says what then stands in).
    const CpuKernels<float>* float32;
    const CpuKernels<double>* float64;
    const engine::Kernels* engine;
    const engine::Int8Kernels* int8_engine;
};

int32_t instruction_set_count();

// row: 0 .. count-1.
const InstructionSet& instruction_set(int32_t row);

// What ACTIVESHIFT_INSTRUCTION_SET says; null if that is nothing.
const char* instruction_set_override();

// The row named by ACTIVESHIFT_INSTRUCTION_SET, else the first supported one; -1 if the one named is not in the table
// or this processor can't run it. Decided at the first call.
int32_t selected_instruction_set();

}  // namespace activeshift
