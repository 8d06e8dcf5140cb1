// The name that an environment variable gives for an entry of a dispatch table, and the entry that is then used.
#pragma once

#include <cstddef>
#include <cstdint>

namespace activeshift {

class DispatchOverride {
public:
    // Reads the variable; what it says later changes nothing.
    explicit DispatchOverride(const char* variable) noexcept;

    // Null if the variable is not set or empty.
    const char* name() const noexcept { return name_[0] == '\0' ? nullptr : name_; }

    // The first supported entry; with a name the supported entry of that name, or -1 if there is none.
    // name_of(index) and is_supported(index) for 0 .. count-1, best first.
    template <class NameOf, class IsSupported>
    int32_t choose(int32_t count, const NameOf& name_of, const IsSupported& is_supported) const noexcept {
        for (int32_t k = 0; k < count; ++k) {
            if (is_supported(k) && (name() == nullptr || is(name_of(k)))) return k;
        }
        return -1;
    }

private:
    bool is(const char* entry) const noexcept;

    char name_[256] = {};  // longer than any entry's name; what does not fit is cut off
};

}  // namespace activeshift
