// The versions of the operators in the C interface.
#include "activeshift.h"
#include "cpu/backends.h"

using namespace activeshift;

int32_t as_abi_version(void) { return AS_ABI_VERSION; }

int32_t as_backend_count(void) { return backends().count(); }

const char* as_backend_name(int32_t index) {
    const InstructionSet* backend = backends().at(index);
    return backend == nullptr ? nullptr : backend->name;
}

const char* as_backend_reason(int32_t index) {
    const InstructionSet* backend = backends().at(index);
    return backend == nullptr ? nullptr : backend->reason;
}

int32_t as_backend_supported(int32_t index) {
    const InstructionSet* backend = backends().at(index);
    return backend != nullptr && backend->supported() ? 1 : 0;
}

int32_t as_backend_selected(void) { return backends().selected(); }
