#include "dispatch/versions.h"

namespace activeshift {

Versions::Versions(bool (*has_its_own)(const InstructionSet&)) noexcept {
    for (int32_t row = 0; row < instruction_set_count() && count_ < kMost; ++row) {
        if (has_its_own(instruction_set(row))) rows_[count_++] = row;
    }
}

const InstructionSet* Versions::at(int32_t index) const noexcept {
    return index < 0 || index >= count_ ? nullptr : &instruction_set(rows_[index]);
}

int32_t Versions::standing_for(int32_t row) const noexcept {
    for (int32_t index = 0; index < count_; ++index) {
        if (rows_[index] >= row) return index;
    }
    return count_ - 1;
}

int32_t Versions::selected() const noexcept {
    const int32_t row = selected_instruction_set();
    return row < 0 ? -1 : standing_for(row);
}

}  // namespace activeshift
