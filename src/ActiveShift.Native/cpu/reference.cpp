#include "cpu/reference.h"

namespace activeshift {
namespace {

template <class T>
CpuKernels<T> all() {
    return {reference_shift<T>(), reference_batch_norm<T>(), reference_normalized_shift<T>(), reference_pointwise<T>()};
}

}  // namespace

const CpuKernels<float> kReferenceFloat = all<float>();
const CpuKernels<double> kReferenceDouble = all<double>();

}  // namespace activeshift
