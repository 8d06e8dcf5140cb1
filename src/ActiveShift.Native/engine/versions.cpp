#include "engine/versions.h"

namespace activeshift::engine {

const Versions& versions() {
    static const Versions all(
        [](const InstructionSet& set) { return set.engine != nullptr || set.int8_engine != nullptr; });
    return all;
}

const Kernels& float32_kernels(int32_t index) {
    static const Versions all([](const InstructionSet& set) { return set.engine != nullptr; });
    return *all.at(all.standing_for(versions().row(index)))->engine;
}

const Int8Kernels& int8_kernels(int32_t index) {
    static const Versions all([](const InstructionSet& set) { return set.int8_engine != nullptr; });
    return *all.at(all.standing_for(versions().row(index)))->int8_engine;
}

}  // namespace activeshift::engine
