// The versions of the operators in the C interface.
#include "activeshift.h"
#include "cpu/backends.h"

using namespace activeshift;

int32_t as_abi_version(void) { return AS_ABI_VERSION; }

int32_t as_backend_count(void) { return backends().count(); }

const char* as_backend_name(int32_t index) { return backends().at(index) == nullptr ? nullptr : backends().at(index)->name; }

const char* as_backend_reason(int32_t index) { return backends().at(index) == nullptr ? nullptr : backends().at(index)->reason; }

int32_t as_backend_supported(int32_t index) { return backends().at(index) != nullptr && backends().at(index)->supported() ? 1 : 0; }

int32_t as_backend_selected(void) { return backends().selected(); }
