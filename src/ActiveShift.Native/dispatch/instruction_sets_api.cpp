// The dispatch table's part of the C interface.
#include "activeshift.h"
#include "dispatch/instruction_sets.h"

using namespace activeshift;

namespace {

const InstructionSet* row_or_null(int32_t row) {
    return row < 0 || row >= instruction_set_count() ? nullptr : &instruction_set(row);
}

}  // namespace

int32_t as_instruction_set_count(void) { return instruction_set_count(); }

const char* as_instruction_set_name(int32_t row) {
    const InstructionSet* set = row_or_null(row);
    return set == nullptr ? nullptr : set->name;
}

int32_t as_instruction_set_supported(int32_t row) {
    const InstructionSet* set = row_or_null(row);
    return set != nullptr && set->supported() ? 1 : 0;
}

const char* as_instruction_set_override(void) { return instruction_set_override(); }
