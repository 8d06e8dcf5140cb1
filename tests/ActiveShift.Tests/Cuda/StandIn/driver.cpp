// The functions of the CUDA driver that the library calls. They compute nothing.
#include <string.h>

#include <chrono>
#include <thread>

#include "standin.h"

namespace standin {
namespace {

struct Context {
    int device;
};

Context contexts[8] = {{0}, {1}, {2}, {3}, {4}, {5}, {6}, {7}};
thread_local std::vector<Context*> current;

}  // namespace

State& state() {
    static State* const s = new State();
    return *s;
}

int entered(const char* call) {
    const std::lock_guard<std::mutex> lock(state().mutex);
    ++state().calls[call];
    const auto failing = state().failing.find(call);
    return failing == state().failing.end() ? 0 : failing->second;
}

}  // namespace standin

using namespace standin;

#define ENTER(call) \
    if (const int result = entered(call)) return result

STANDIN_API int cuInit(unsigned) {
    ENTER("cuInit");
    return 0;
}

STANDIN_API int cuDriverGetVersion(int* version) {
    ENTER("cuDriverGetVersion");
    *version = state().version;
    return 0;
}

STANDIN_API int cuDeviceGetCount(int* count) {
    ENTER("cuDeviceGetCount");
    *count = state().devices;
    return 0;
}

STANDIN_API int cuDeviceGet(int* device, int ordinal) {
    ENTER("cuDeviceGet");
    *device = ordinal;
    return 0;
}

STANDIN_API int cuDeviceGetName(char* name, int length, int) {
    ENTER("cuDeviceGetName");
    strncpy(name, "Stand-in", static_cast<size_t>(length));
    return 0;
}

STANDIN_API int cuDeviceGetAttribute(int* value, int attribute, int) {
    ENTER("cuDeviceGetAttribute");
    *value = attribute == 75 ? state().major : attribute == 76 ? state().minor : attribute == 16 ? 132 : -1;
    return 0;
}

STANDIN_API int cuDevicePrimaryCtxRetain(void** context, int device) {
    ENTER("cuDevicePrimaryCtxRetain");
    *context = &contexts[device];
    return 0;
}

STANDIN_API int cuCtxGetCurrent(void** context) {
    ENTER("cuCtxGetCurrent");
    *context = current.empty() ? nullptr : current.back();
    return 0;
}

STANDIN_API int cuCtxPushCurrent_v2(void* context) {
    ENTER("cuCtxPushCurrent_v2");
    current.push_back(static_cast<Context*>(context));
    return 0;
}

STANDIN_API int cuCtxPopCurrent_v2(void** context) {
    ENTER("cuCtxPopCurrent_v2");
    *context = current.back();
    current.pop_back();
    return 0;
}

STANDIN_API int cuModuleLoadDataEx(void** module, const void* text, unsigned count, int* options, void** values) {
    const int result = entered("cuModuleLoadDataEx");
    if (result != 0) {
        for (unsigned i = 0; i < count; ++i) {
            if (options[i] == 5) strcpy(static_cast<char*>(values[i]), "ptxas: line 7 is bad");
        }
        return result;
    }
    // The real one compiles meanwhile: long enough for threads to meet here that should not.
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
    const std::lock_guard<std::mutex> lock(state().mutex);
    state().modules.emplace_back(static_cast<const char*>(text));
    *module = current.back();
    return 0;
}

STANDIN_API int cuModuleGetFunction(void** function, void*, const char* name) {
    ENTER("cuModuleGetFunction");
    const std::lock_guard<std::mutex> lock(state().mutex);
    std::string& kept = state().functions[name];
    kept = name;
    *function = &kept;
    return 0;
}

STANDIN_API int cuFuncSetAttribute(void*, int, int) {
    ENTER("cuFuncSetAttribute");
    return 0;
}

#if !defined(STANDIN_WITHOUT_LAUNCH)
STANDIN_API int cuLaunchKernel(void* function, unsigned grid_x, unsigned grid_y, unsigned grid_z, unsigned block_x, unsigned block_y, unsigned block_z,
                               unsigned shared_bytes, void* stream, void** parameters, void** extra) {
    ENTER("cuLaunchKernel");
    if (parameters == nullptr || extra != nullptr) return 1;
    const std::lock_guard<std::mutex> lock(state().mutex);
    Launch launch{static_cast<std::string*>(function)->c_str(), {grid_x, grid_y, grid_z}, {block_x, block_y, block_z}, shared_bytes,
                  current.empty() ? -1 : current.back()->device, stream, {}};
    memcpy(&launch.arguments, parameters[0], sizeof launch.arguments);
    state().launches.push_back(launch);
    return 0;
}
#endif

STANDIN_API int cuGetErrorName(int error, const char** name) {
    // As the real one: codes that it does not know have no name.
    *name = error == 999 ? "CUDA_ERROR_UNKNOWN" : error == 100 ? "CUDA_ERROR_NO_DEVICE" : nullptr;
    return *name == nullptr ? 1 : 0;
}

STANDIN_API int cuGetErrorString(int error, const char** text) {
    *text = error == 999 ? "made to fail" : error == 100 ? "no device is there" : nullptr;
    return *text == nullptr ? 1 : 0;
}
