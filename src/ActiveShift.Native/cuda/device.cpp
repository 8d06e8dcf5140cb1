#include "cuda/device.h"

#include "cuda/failure.h"
#include "cuda/ptx_choice.h"

namespace activeshift::cuda {
namespace {

constexpr uint32_t shared_bytes_without_asking = 48 * 1024;

// Makes a context current on the thread where it is not. libtorch does so on its own threads for the device that it works on; a tensor of
// another device has another context.
class CurrentContext {
public:
    CurrentContext(const Driver& driver, CUcontext context, const std::string& where) : driver_(driver), pushed_(false) {
        CUcontext current = nullptr;
        driver.check(driver.current_context(&current), "cuCtxGetCurrent", where);
        if (current == context) return;
        driver.check(driver.push_context(context), "cuCtxPushCurrent", where);
        pushed_ = true;
    }
    ~CurrentContext() {
        CUcontext popped;
        if (pushed_) driver_.pop_context(&popped);  // fails only where the context is broken, which the next call reports
    }
    CurrentContext(const CurrentContext&) = delete;
    CurrentContext& operator=(const CurrentContext&) = delete;

private:
    const Driver& driver_;
    bool pushed_;
};

std::string format_size(const uint32_t (&size)[3]) {
    return std::to_string(size[0]) + "x" + std::to_string(size[1]) + "x" + std::to_string(size[2]);
}

std::string format_architecture(int32_t architecture) { return std::to_string(architecture / 10) + "." + std::to_string(architecture % 10); }

}  // namespace

Device::Device(const Driver& driver, int ordinal) : driver_(driver), ordinal_(ordinal) {
    if (ordinal < 0 || ordinal >= driver.devices()) {
        throw Failure(AS_CUDA_UNAVAILABLE, "There is no CUDA device " + std::to_string(ordinal) + ": the driver shows " + std::to_string(driver.devices()) +
                                               (driver.devices() == 1 ? " device, number 0." : " devices, from number 0."));
    }
    const std::string where = "device " + std::to_string(ordinal);
    driver.check(driver.device_get(&device_, ordinal), "cuDeviceGet", where);
    char name[256] = "";
    driver.check(driver.device_name(name, sizeof name, device_), "cuDeviceGetName", where);
    name_ = name;
    int major = 0, minor = 0;
    driver.check(driver.device_attribute(&major, attribute_capability_major, device_), "cuDeviceGetAttribute", where);
    driver.check(driver.device_attribute(&minor, attribute_capability_minor, device_), "cuDeviceGetAttribute", where);
    driver.check(driver.device_attribute(&multiprocessors_, attribute_multiprocessors, device_), "cuDeviceGetAttribute", where);
    architecture_ = 10 * major + minor;

    const PtxChoice choice = choose_ptx(ptx_images, ptx_image_count, architecture_, driver.version());
    image_ = choice.image;
    if (image_ != nullptr) return;
    if (choice.needed_version != 0) {
        throw Failure(AS_CUDA_UNAVAILABLE, "The CUDA driver is too old for the kernels on " + describe() + ": it supports CUDA " + format_version(driver.version()) +
                                               ", and " + format_version(choice.needed_version) + " is needed.");
    }
    if (ptx_image_count == 0) throw Failure(AS_CUDA_UNAVAILABLE, "The library was built without kernels for GPUs (no PTX that belongs to its sources, no clang and no nvcc).");
    throw Failure(AS_CUDA_UNAVAILABLE, "There are no kernels for " + describe() + ": compute capability " + format_architecture(ptx_images[0].architecture) +
                                           " or above is needed.");
}

std::string Device::describe() const {
    return "device " + std::to_string(ordinal_) + ", " + name_ + " (compute capability " + format_architecture(architecture_) + ")";
}

std::string Device::summary() const {
    return "The kernels for compute capability " + format_architecture(image_->architecture) + " run on " + describe() + ", with a driver for CUDA " +
           format_version(driver_.version()) + ".";
}

void Device::prepare() {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (module_ != nullptr) return;
    const std::string where = describe();
    // Kept until the process ends, as the CUDA runtime keeps it too.
    if (context_ == nullptr) driver_.check(driver_.retain_primary_context(&context_, device_), "cuDevicePrimaryCtxRetain", where);
    const CurrentContext current(driver_, context_, where);

    char log[4096] = "";
    int options[] = {jit_error_log, jit_error_log_bytes};
    void* values[] = {log, reinterpret_cast<void*>(sizeof log)};
    const CUresult loaded = driver_.load_module(&module_, image_->text, 2, options, values);
    if (loaded != success) {
        module_ = nullptr;
        driver_.check(loaded, "cuModuleLoadDataEx", where + (log[0] == 0 ? "" : ": " + std::string(log)));
    }
}

CUfunction Device::find(const char* kernel, const std::string& what) {
    const std::lock_guard<std::mutex> lock(mutex_);
    CUfunction& function = functions_[kernel];
    if (function == nullptr) {
        driver_.check(driver_.module_function(&function, module_, kernel), "cuModuleGetFunction", describe() + ", kernel '" + kernel + "', for " + what);
    }
    return function;
}

void Device::launch(const KernelLaunch& launch, const ShiftArguments& arguments, const std::string& what) {
    prepare();
    const CurrentContext current(driver_, context_, describe());
    CUfunction function = find(launch.kernel, what);
    ShiftArguments copy = arguments;
    void* parameters[] = {&copy};
    CUresult result = success;
    const char* call = "cuFuncSetAttribute";
    if (launch.shared_bytes > shared_bytes_without_asking) {
        result = driver_.set_function_attribute(function, function_attribute_dynamic_shared_bytes, static_cast<int>(launch.shared_bytes));
    }
    if (result == success) {
        call = "cuLaunchKernel";
        result = driver_.launch_kernel(function, launch.grid[0], launch.grid[1], launch.grid[2], launch.block[0], launch.block[1], launch.block[2],
                                       launch.shared_bytes, nullptr, parameters, nullptr);
    }
    if (result != success) {
        driver_.check(result, call, describe() + ", kernel '" + launch.kernel + "' on a grid of " + format_size(launch.grid) + " blocks of " +
                                        format_size(launch.block) + " threads with " + std::to_string(launch.shared_bytes) + " bytes shared, for " + what);
    }
}

}  // namespace activeshift::cuda
