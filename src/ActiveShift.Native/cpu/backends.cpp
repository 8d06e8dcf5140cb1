#include "cpu/backends.h"

#include "activeshift.h"

namespace activeshift {

const Versions& backends() {
    static const Versions all(
        [](const InstructionSet& set) { return set.float32 != nullptr && set.float64 != nullptr; });
    return all;
}

const InstructionSet* find_backend(int32_t number) {
    const InstructionSet* found = backends().at(number == AS_BACKEND_DEFAULT ? backends().selected() : number);
    return found != nullptr && found->supported() ? found : nullptr;
}

}  // namespace activeshift
