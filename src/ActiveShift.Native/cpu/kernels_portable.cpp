#include "cpu/kernels_portable.h"

#include "cpu/simd_batch_norm.h"
#include "cpu/simd_normalized_shift.h"
#include "cpu/simd_pointwise.h"
#include "cpu/simd_shift.h"
#include "cpu/vector_portable.h"

namespace activeshift {

constexpr CpuKernels<float> kPortableFloat = {
    simd_shift<PortableVector<float, 4>>(), simd_batch_norm<PortableVector<float, 4>>(),
    simd_normalized_shift<PortableVector<float, 4>>(),
    simd_pointwise<PortableVector<float, 4>, 4, 2>()};

constexpr CpuKernels<double> kPortableDouble = {
    simd_shift<PortableVector<double, 2>>(), simd_batch_norm<PortableVector<double, 2>>(),
    simd_normalized_shift<PortableVector<double, 2>>(),
    simd_pointwise<PortableVector<double, 2>, 4, 2>()};

}  // namespace activeshift
