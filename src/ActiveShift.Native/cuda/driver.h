// The functions of the CUDA driver that this library calls, by their names in it, and what the driver says of itself.
#pragma once

#include <stddef.h>

#include <string>

#include "cuda/driver_library.h"

namespace activeshift::cuda {

// The driver's types, as cuda.h has them.
using CUresult = int;
using CUdevice = int;
using CUcontext = struct CUctx_st*;
using CUmodule = struct CUmod_st*;
using CUfunction = struct CUfunc_st*;
using CUstream = struct CUstream_st*;

constexpr CUresult success = 0;
constexpr int attribute_multiprocessors = 16;
constexpr int attribute_capability_major = 75;
constexpr int attribute_capability_minor = 76;
constexpr int function_attribute_dynamic_shared_bytes = 8;
constexpr int jit_error_log = 5;
constexpr int jit_error_log_bytes = 6;

// One entry for each function: member, name in the driver (with the version of its signature where it has one), parameters.
#define ACTIVESHIFT_CUDA_FUNCTIONS(F)                                                                                                \
    F(get_error_name, cuGetErrorName, (CUresult, const char**))                                                                      \
    F(get_error_string, cuGetErrorString, (CUresult, const char**))                                                                  \
    F(init, cuInit, (unsigned))                                                                                                      \
    F(driver_version, cuDriverGetVersion, (int*))                                                                                    \
    F(device_count, cuDeviceGetCount, (int*))                                                                                        \
    F(device_get, cuDeviceGet, (CUdevice*, int))                                                                                     \
    F(device_name, cuDeviceGetName, (char*, int, CUdevice))                                                                          \
    F(device_attribute, cuDeviceGetAttribute, (int*, int, CUdevice))                                                                 \
    F(retain_primary_context, cuDevicePrimaryCtxRetain, (CUcontext*, CUdevice))                                                      \
    F(current_context, cuCtxGetCurrent, (CUcontext*))                                                                                \
    F(push_context, cuCtxPushCurrent_v2, (CUcontext))                                                                                \
    F(pop_context, cuCtxPopCurrent_v2, (CUcontext*))                                                                                 \
    F(load_module, cuModuleLoadDataEx, (CUmodule*, const void*, unsigned, int*, void**))                                             \
    F(module_function, cuModuleGetFunction, (CUfunction*, CUmodule, const char*))                                                    \
    F(set_function_attribute, cuFuncSetAttribute, (CUfunction, int, int))                                                            \
    F(launch_kernel, cuLaunchKernel,                                                                                                 \
      (CUfunction, unsigned, unsigned, unsigned, unsigned, unsigned, unsigned, unsigned, CUstream, void**, void**))

class Driver {
public:
    // Opens the driver, from a path or (where it is empty) its usual place, and starts it. Throws Failure where there is none, it lacks a
    // function, or it has no device.
    explicit Driver(const std::string& path);

#define ACTIVESHIFT_CUDA_MEMBER(member, name, parameters) CUresult(*member) parameters;
    ACTIVESHIFT_CUDA_FUNCTIONS(ACTIVESHIFT_CUDA_MEMBER)
#undef ACTIVESHIFT_CUDA_MEMBER

    int version() const { return version_; }  // the newest CUDA that it supports: 1000*major + 10*minor
    int devices() const { return devices_; }

    // "CUDA_ERROR_NO_DEVICE (no CUDA-capable device is detected)".
    std::string describe(CUresult result) const;

    // Throws Failure if a call failed.
    void check(CUresult result, const char* call, const std::string& where) const;

private:
    DriverLibrary library_;
    int version_ = 0;
    int devices_ = 0;
};

// "12.8" of 12080.
std::string format_version(int version);

}  // namespace activeshift::cuda
