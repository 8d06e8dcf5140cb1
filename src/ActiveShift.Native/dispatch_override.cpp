#include "dispatch_override.h"

#include <cstdlib>
#include <cstring>

namespace activeshift {

DispatchOverride::DispatchOverride(const char* variable) noexcept {
    const char* value = std::getenv(variable);
    if (value != nullptr) std::strncpy(name_, value, sizeof(name_) - 1);
}

bool DispatchOverride::is(const char* entry) const noexcept { return std::strcmp(name_, entry) == 0; }

}  // namespace activeshift
