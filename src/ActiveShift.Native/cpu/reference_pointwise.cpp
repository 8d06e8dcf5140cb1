// THE REFERENCE: the 1x1 convolution and the gradient to its weights written as their definitions read, with sums in double.
// Every other version is held against it. It is never optimised.
#include "cpu/reference.h"

namespace activeshift {
namespace {

template <class T>
void product(const PointwiseProduct<T>& job, int64_t first, int64_t last) {
    for (int64_t n = first; n < last; ++n) {
        for (int64_t d = 0; d < job.outputs; ++d) {
            for (int64_t k = 0; k < job.pixels; ++k) {
                const int64_t at = (n * job.outputs + d) * job.pixels + k;
                double sum = job.added == nullptr ? 0 : job.added[at];
                for (int64_t c = 0; c < job.inputs; ++c) {
                    sum += static_cast<double>(job.packed[d * job.inputs + c]) * job.x[(n * job.inputs + c) * job.pixels + k];
                }
                job.y[at] = static_cast<T>(sum);
            }
        }
    }
}

template <class T>
void weight_gradient(const PointwiseWeightGradient<T>& job, int64_t first, int64_t last, T* sums) {
    for (int64_t d = 0; d < job.outputs; ++d) {
        for (int64_t c = 0; c < job.inputs; ++c) {
            double sum = 0;
            for (int64_t n = first; n < last; ++n) {
                for (int64_t k = 0; k < job.pixels; ++k) {
                    sum += static_cast<double>(job.grad_y[(n * job.outputs + d) * job.pixels + k]) * job.x[(n * job.inputs + c) * job.pixels + k];
                }
            }
            sums[d * job.inputs + c] = static_cast<T>(sum);
        }
    }
}

}  // namespace

template <class T>
PointwiseKernels<T> reference_pointwise() {
    return {1, product<T>, weight_gradient<T>};
}

template PointwiseKernels<float> reference_pointwise();
template PointwiseKernels<double> reference_pointwise();

}  // namespace activeshift
