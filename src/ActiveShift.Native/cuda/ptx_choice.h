// Which of the embedded PTX texts a device and its driver can run.
#pragma once

#include "cuda/shift_launch.h"

namespace activeshift::cuda {

struct PtxChoice {
    const PtxImage* image;  // null if there is none
    int needed_version;     // where there is none: the oldest driver that would run one on this device; 0 if none would
};

// images: ascending by architecture. architecture: 10*major + minor of the device. driver_version: 1000*major + 10*minor of CUDA.
PtxChoice choose_ptx(const PtxImage* images, int32_t count, int32_t architecture, int driver_version);

// The version of CUDA whose driver first took a PTX text, by its .version directive; 0 if the text has none.
int needed_driver_version(const char* ptx);

}  // namespace activeshift::cuda
