// A GPU with the kernels loaded into its primary context.
#pragma once

#include <map>
#include <mutex>
#include <string>

#include "cuda/driver.h"
#include "cuda/shift_launch.h"

namespace activeshift::cuda {

class Device {
public:
    // Asks the driver about a device; throws Failure where no kernels run on it.
    Device(const Driver& driver, int ordinal);

    int32_t architecture() const { return architecture_; }
    int32_t multiprocessors() const { return multiprocessors_; }

    // "device 0, NVIDIA H200 (compute capability 9.0)".
    std::string describe() const;

    // One sentence: which kernels run on it.
    std::string summary() const;

    // Loads the kernels, if that has not been done, and makes them usable for launch().
    void prepare();

    // Queues a kernel on the default stream. what: the problem, for errors.
    void launch(const KernelLaunch& launch, const ShiftArguments& arguments, const std::string& what);

private:
    CUfunction find(const char* kernel, const std::string& what);

    const Driver& driver_;
    const int ordinal_;
    CUdevice device_ = 0;
    std::string name_;
    int32_t architecture_ = 0;
    int32_t multiprocessors_ = 0;
    const PtxImage* image_ = nullptr;

    std::mutex mutex_;  // guards what follows
    CUcontext context_ = nullptr;
    CUmodule module_ = nullptr;
    std::map<std::string, CUfunction> functions_;
};

}  // namespace activeshift::cuda
