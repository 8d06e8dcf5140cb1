#pragma once

#include "cpu/shift_kernels.h"

namespace activeshift {

template <class T>
ShiftKernels<T> reference_kernels();

}  // namespace activeshift
