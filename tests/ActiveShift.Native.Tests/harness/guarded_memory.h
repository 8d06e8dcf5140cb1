// Memory between two pages without access: a read or write past its ends faults. The rest of its own pages holds a
// pattern.
#pragma once

#include <cstddef>

class GuardedMemory {
public:
    // Of at least `bytes` bytes and one.
    explicit GuardedMemory(std::size_t bytes);
    ~GuardedMemory();
    GuardedMemory(GuardedMemory&& other) noexcept;
    GuardedMemory(const GuardedMemory&) = delete;
    GuardedMemory& operator=(const GuardedMemory&) = delete;

    unsigned char* begin() const { return begin_; }
    unsigned char* end() const { return begin_ + size_; }

    // Whether the bytes of [from, to) have the pattern, in which every float is not a number.
    static bool is_untouched(const unsigned char* from, const unsigned char* to);

private:
    std::size_t size_;
    unsigned char* mapping_;
    unsigned char* begin_;
};
