// The dispatch table's part of the C interface.
#include "activeshift.h"
#include "cpu/dispatch.h"

using namespace activeshift;

int32_t as_abi_version(void) { return AS_ABI_VERSION; }

int32_t as_backend_count(void) { return backend_count(); }

const char* as_backend_name(int32_t index) { return backend(index) == nullptr ? nullptr : backend(index)->name; }

const char* as_backend_reason(int32_t index) { return backend(index) == nullptr ? nullptr : backend(index)->reason; }

int32_t as_backend_supported(int32_t index) { return backend(index) != nullptr && backend(index)->supported ? 1 : 0; }

int32_t as_backend_selected(void) { return selected_backend(); }

const char* as_backend_override(void) { return backend_override(); }
