// What the stand-in for the CUDA driver does and remembers.
#pragma once

#include <stdint.h>

#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "cuda/shift_launch.h"

#if defined(_WIN32)
#  define STANDIN_API extern "C" __declspec(dllexport)
#else
#  define STANDIN_API extern "C" __attribute__((visibility("default")))
#endif

namespace standin {

struct Launch {
    const char* kernel;
    uint32_t grid[3];
    uint32_t block[3];
    uint32_t shared_bytes;
    int32_t device;  // of the context that was current; -1 without one
    const void* stream;
    activeshift::cuda::ShiftArguments arguments;
};

struct State {
    std::mutex mutex;
    int version = 12080;
    int devices = 1;
    int major = 9;
    int minor = 0;
    std::map<std::string, int> failing;     // what a call returns instead of 0
    std::map<std::string, int> calls;       // how often each was made
    std::vector<std::string> modules;       // the PTX of every module that was loaded
    std::vector<Launch> launches;
    std::map<std::string, std::string> functions;  // keeps the names of functions alive; a function is the address of its name
};

State& state();

// Counts a call and says what it shall return.
int entered(const char* call);

}  // namespace standin
