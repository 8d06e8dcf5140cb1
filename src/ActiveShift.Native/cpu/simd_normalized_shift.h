// Fast batch normalisation, ReLU and active shift in one, one source for every vector type; of what simd_batch_norm.h and
// simd_shift.h do to a plane. Include in one file per instruction set; what simd_shift.h says of such files holds here too.
//
// A channel is done by one thread from beginning to end, image by image. Of the tensors, forward reads x (from memory once, for the
// statistics) and writes y; backward reads x and grad_y and writes grad_x.
#pragma once

#include "cpu/normalized_shift_kernels.h"
#include "cpu/plane_ahead.h"
#include "cpu/simd_batch_norm.h"
#include "cpu/simd_shift.h"

namespace activeshift {
namespace {

// The activated planes of a few images. Several small ones, so that none is read the moment it is written: loads across two stores
// that are still under way wait for both.
template <class S>
struct ActivatedPlanes {
    static constexpr int64_t kBytes = 4096;  // with what the shift reads and writes beside them, well within the first-level cache
    static constexpr int64_t kLine = 64 / sizeof(typename S::T);

    int64_t length;    // of a plane, in whole cache lines
    int64_t together;  // at least 1

    ActivatedPlanes(int64_t images, int64_t pixels) : length((pixels + kLine - 1) / kLine * kLine), together(1) {
        const int64_t bytes = length * static_cast<int64_t>(sizeof(typename S::T));
        if (bytes > 0) together = clamp(kBytes / bytes, 1, clamp(images, 1, images));
    }
};

template <class S>
int64_t normalized_shift_scratch(int64_t images, int64_t pixels) {
    const ActivatedPlanes<S> planes(images, pixels);
    return 2 * planes.together * planes.length;  // as much again for gradients that are not wanted
}

template <class S, class Unit>
void normalized_shift_forward(const NormalizedShiftForwardJob<typename S::T>& job, const Unit& unit, int64_t first, int64_t last,
                              typename S::T* scratch) {
    using T = typename S::T;
    const BatchNormForwardJob<T>& norm = job.normalization;
    const int64_t out_size = job.shift.out_height * job.shift.out_width;
    const ActivatedPlanes<S> planes(norm.images, norm.pixels);
    const PlaneAhead<T> x_ahead(norm.channels, norm.pixels, true), y_ahead(norm.channels, out_size, true);
    for (int64_t c = first; c < last; ++c) {
        channel_statistics<S>(norm, c);
        const Normalization<S> normalization(norm, c);
        // From the last images on, which the cache has kept where it can't hold them all.
        for (int64_t end = norm.images; end > 0; end -= planes.together) {
            const int64_t count = clamp(planes.together, 0, end), from = end - count;
            const auto y = [&](int64_t k) { return job.shift.y + ((from + k) * norm.channels + c) * out_size; };
            for (int64_t k = 0; k < count; ++k) {
                const T* x = norm.x + ((from + k) * norm.channels + c) * norm.pixels;
                normalization.write_activated(x, scratch + k * planes.length, norm.pixels, [=, y = y(k)](int64_t at) {
                    x_ahead.fetch(x + at);
                    if (at < out_size) y_ahead.fetch(y + at);
                });
            }
            for (int64_t k = 0; k < count; ++k) {
                // What follows a plane belongs to another channel: nothing may run past the end.
                forward_plane<S>(job.shift, unit, job.shift.shifts[c], scratch + k * planes.length, y(k), y(k) + out_size);
            }
        }
    }
}

// The gradient of the activated planes needs no memory of its own: it stands in grad_x until the channel's sums are known.
template <class S, class Unit>
void normalized_shift_backward(const NormalizedShiftBackwardJob<typename S::T>& job, const Unit& unit, int64_t first, int64_t last,
                               typename S::T* scratch) {
    using T = typename S::T;
    const BatchNormBackwardJob<T>& norm = job.normalization;
    const int64_t out_size = job.shift.out_height * job.shift.out_width;
    const ActivatedPlanes<S> planes(norm.images, norm.pixels);
    const PlaneAhead<T> ahead(norm.channels, norm.pixels), grad_y_ahead(norm.channels, out_size);
    T* const unwanted = scratch + planes.together * planes.length;
    for (int64_t c = first; c < last; ++c) {
        const ChannelShift<T>& s = job.shift.shifts[c];
        NormalizationGradient<S> gradient(norm, c);
        ShiftSums shifts;
        for (int64_t from = 0; from < norm.images; from += planes.together) {
            const int64_t count = clamp(planes.together, 0, norm.images - from);
            const auto plane = [&](int64_t k) { return (from + k) * norm.channels + c; };
            const auto x = [&](int64_t k) { return norm.x + plane(k) * norm.pixels; };
            const auto grad_y = [&](int64_t k) { return job.grad_y + plane(k) * out_size; };
            const auto activated = [&](int64_t k) { return scratch + k * planes.length; };
            const auto grad_activated = [&](int64_t k) {
                return norm.grad_x == nullptr ? unwanted + k * planes.length : norm.grad_x + plane(k) * norm.pixels;
            };
            for (int64_t k = 0; k < count && job.grad_alpha != nullptr; ++k) {
                gradient.write_activated(x(k), activated(k), norm.pixels, [=, x = x(k), grad_y = grad_y(k)](int64_t at) {
                    ahead.fetch(x + at);
                    if (at < out_size) grad_y_ahead.fetch(grad_y + at);
                });
            }
            for (int64_t k = 0; k < count; ++k) {
                if (job.grad_alpha != nullptr) {
                    const ShiftSums sums = plane_sums<S>(job.shift, unit, s, activated(k), grad_y(k));
                    shifts.alpha += sums.alpha;
                    shifts.beta += sums.beta;
                }
                input_gradient_plane<S>(job.shift, unit, s, grad_y(k), grad_activated(k), grad_activated(k) + norm.pixels);
            }
            for (int64_t k = 0; k < count; ++k) {
                gradient.add_plane(x(k), grad_activated(k), [ahead, grad = grad_activated(k)](int64_t at) { ahead.fetch(grad + at); });
            }
        }
        gradient.finish();
        if (job.grad_alpha != nullptr) {
            job.grad_alpha[c] = static_cast<T>(shifts.alpha);
            job.grad_beta[c] = static_cast<T>(shifts.beta);
        }
        for (int64_t n = norm.images - 1; n >= 0 && norm.grad_x != nullptr; --n) {
            const int64_t plane = (n * norm.channels + c) * norm.pixels;
            T* grad_x = norm.grad_x + plane;
            gradient.write_input_gradient(norm.x + plane, grad_x, grad_x);
        }
    }
}

template <class S>
constexpr NormalizedShiftKernels<typename S::T> simd_normalized_shift() {
    using T = typename S::T;
    return {normalized_shift_scratch<S>,
            [](const NormalizedShiftForwardJob<T>& job, int64_t first, int64_t last, T* scratch) {
                with_unit_stride<S>(job.shift, [&](const auto& unit) { normalized_shift_forward<S>(job, unit, first, last, scratch); });
            },
            [](const NormalizedShiftBackwardJob<T>& job, int64_t first, int64_t last, T* scratch) {
                with_unit_stride<S>(job.shift, [&](const auto& unit) { normalized_shift_backward<S>(job, unit, first, last, scratch); });
            }};
}

}  // namespace
}  // namespace activeshift
