#include "cuda/driver.h"

#include "cuda/failure.h"

namespace activeshift::cuda {

Driver::Driver(const std::string& path) : library_(path) {
#define ACTIVESHIFT_CUDA_FIND(member, name, parameters) member = reinterpret_cast<CUresult(*) parameters>(library_.find(#name));
    ACTIVESHIFT_CUDA_FUNCTIONS(ACTIVESHIFT_CUDA_FIND)
#undef ACTIVESHIFT_CUDA_FIND

    // A machine that has the driver's library and no GPU, or one that is hidden or broken, is known by this.
    const CUresult started = init(0);
    if (started != success) throw Failure(AS_CUDA_UNAVAILABLE, "The CUDA driver " + library_.name() + " did not start: cuInit failed with " + describe(started) + ".");
    const std::string where = "the driver " + library_.name();
    check(driver_version(&version_), "cuDriverGetVersion", where);
    check(device_count(&devices_), "cuDeviceGetCount", where);
    if (devices_ == 0) throw Failure(AS_CUDA_UNAVAILABLE, "The CUDA driver " + library_.name() + " shows no device (CUDA_VISIBLE_DEVICES may hide them).");
}

std::string Driver::describe(CUresult result) const {
    const char* name = nullptr;
    const char* text = nullptr;
    if (get_error_name(result, &name) != success || name == nullptr) return "the unknown error " + std::to_string(result);
    if (get_error_string(result, &text) != success || text == nullptr) return name;
    return std::string(name) + " (" + text + ")";
}

void Driver::check(CUresult result, const char* call, const std::string& where) const {
    if (result != success) throw Failure(AS_CUDA_ERROR, std::string(call) + " failed with " + describe(result) + " on " + where + ".");
}

std::string format_version(int version) { return std::to_string(version / 1000) + "." + std::to_string(version % 1000 / 10); }

}  // namespace activeshift::cuda
