// How a test sets the stand-in up, and what it reads afterwards.
#include "standin.h"

using standin::state;

STANDIN_API void standin_reset(int version, int devices, int major, int minor) {
    const std::lock_guard<std::mutex> lock(state().mutex);
    state().version = version;
    state().devices = devices;
    state().major = major;
    state().minor = minor;
    state().failing.clear();
    state().calls.clear();
    state().modules.clear();
    state().launches.clear();
}

STANDIN_API void standin_fail(const char* call, int result) {
    const std::lock_guard<std::mutex> lock(state().mutex);
    state().failing[call] = result;
}

STANDIN_API int standin_calls(const char* call) {
    const std::lock_guard<std::mutex> lock(state().mutex);
    return state().calls[call];
}

STANDIN_API int standin_modules(void) { return static_cast<int>(state().modules.size()); }

STANDIN_API const char* standin_module(int index) { return state().modules[static_cast<size_t>(index)].c_str(); }

STANDIN_API int standin_launches(void) { return static_cast<int>(state().launches.size()); }

STANDIN_API void standin_launch(int index, standin::Launch* launch) { *launch = state().launches[static_cast<size_t>(index)]; }
