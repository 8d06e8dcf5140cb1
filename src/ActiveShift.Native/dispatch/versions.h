// The versions of a part of the library: the rows of the table that have kernels of their own for it, best first.
#pragma once

#include "dispatch/instruction_sets.h"

namespace activeshift {

class Versions {
public:
    explicit Versions(bool (*has_its_own)(const InstructionSet&)) noexcept;

    int32_t count() const noexcept { return count_; }

    // Null outside 0 .. count-1.
    const InstructionSet* at(int32_t index) const noexcept;

    // The table's row of an index that is within 0 .. count-1.
    int32_t row(int32_t index) const noexcept { return rows_[index]; }

    // The index that stands for a row of the table: its own, else that of the nearest row below it (whatever runs a row
    // runs those below it), else the last.
    int32_t standing_for(int32_t row) const noexcept;

    // The index that stands for the selected row, -1 if there is none.
    int32_t selected() const noexcept;

private:
    static constexpr int32_t kMost = 8;

    int32_t rows_[kMost] = {};
    int32_t count_ = 0;
};

}  // namespace activeshift
