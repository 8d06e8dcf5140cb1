// The dispatch table's part of the C interface.
#include "activeshift.h"
#include "cpu/dispatch.h"

namespace {

const activeshift::Backend* entry(int32_t backend) {
    const auto& table = activeshift::dispatch().table;
    return backend >= 0 && backend < static_cast<int32_t>(table.size()) ? &table[backend] : nullptr;
}

}  // namespace

int32_t as_abi_version(void) { return AS_ABI_VERSION; }

int32_t as_backend_count(void) { return static_cast<int32_t>(activeshift::dispatch().table.size()); }

const char* as_backend_name(int32_t backend) { return entry(backend) == nullptr ? nullptr : entry(backend)->name; }

const char* as_backend_reason(int32_t backend) { return entry(backend) == nullptr ? nullptr : entry(backend)->reason; }

int32_t as_backend_supported(int32_t backend) { return entry(backend) != nullptr && entry(backend)->supported ? 1 : 0; }

int32_t as_backend_selected(void) { return activeshift::dispatch().selected; }

const char* as_backend_override(void) { return activeshift::dispatch().wanted; }
