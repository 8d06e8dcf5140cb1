// A tensor of float or double in guarded memory, from values in double and back to them.
#pragma once

#include <cstdint>
#include <vector>

#include "harness/checks.h"
#include "harness/guarded_memory.h"

enum class Placement {
    at_end,          // ends where its memory does: a read or write past it faults
    at_start,        // begins where its memory does: a read or write before it faults
    one_element_in,  // begins one element into its memory: aligned to nothing but its elements
};

constexpr Placement kPlacements[] = {Placement::at_end, Placement::at_start, Placement::one_element_in};

inline const char* name_of(Placement placement) {
    static const char* const names[] = {"at the end", "at the start", "one element in"};
    return names[static_cast<int>(placement)];
}

template <class T>
class Tensor {
public:
    // Not a number in every element.
    explicit Tensor(int64_t count, Placement placement = Placement::at_end)
        : count_(count), memory_(static_cast<std::size_t>(count + 1) * sizeof(T)) {
        first_ = placement == Placement::at_end ? memory_.end() - count * sizeof(T) : memory_.begin();
        if (placement == Placement::one_element_in) first_ += sizeof(T);
    }

    explicit Tensor(const std::vector<double>& values, Placement placement = Placement::at_end)
        : Tensor(static_cast<int64_t>(values.size()), placement) {
        for (int64_t i = 0; i < count_; i++) data()[i] = static_cast<T>(values[static_cast<std::size_t>(i)]);
    }

    T* data() { return reinterpret_cast<T*>(first_); }
    const T* data() const { return reinterpret_cast<const T*>(first_); }
    int64_t count() const { return count_; }

    // Fails if a byte beside the elements has changed.
    std::vector<double> read() const {
        check(GuardedMemory::is_untouched(memory_.begin(), first_), "bytes before a tensor were written");
        check(GuardedMemory::is_untouched(first_ + count_ * sizeof(T), memory_.end()),
              "bytes after a tensor were written");
        return std::vector<double>(data(), data() + count_);
    }

private:
    int64_t count_;
    GuardedMemory memory_;
    unsigned char* first_;
};
