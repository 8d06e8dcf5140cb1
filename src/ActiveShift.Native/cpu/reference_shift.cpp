// THE REFERENCE: the active shift written as its definition reads, one output element at a time. Every other version is held
// against it. It is never optimised.
//
//   x [planes, height, width], y [planes, out_height, out_width], one (alpha, beta) per channel, plane = image * channels + channel
#include "cpu/reference.h"

#include <cmath>
#include <limits>

#include "cpu/shift_fraction.h"

namespace activeshift {
namespace {

// The four neighbours of one output element.
template <class T>
struct Neighbours {
    int64_t row, column;  // of q11
    T wr[2], wc[2];       // weights of the two rows and of the two columns
};

// A shift that lies just below a whole number keeps the interval that it lies in, for the sake of its derivative, with
// the weights of the whole number.
template <class T>
ShiftFraction<T> within_interval(T shift) {
    const ShiftFraction<T> fraction = shift_fraction(shift);
    return fraction.is_below ? ShiftFraction<T>{fraction.whole - 1.0, fraction.second, fraction.first, true} : fraction;
}

template <class T>
Neighbours<T> neighbours(const ForwardJob<T>& job, T alpha, T beta, int64_t i, int64_t j) {
    const ShiftFraction<T> r = within_interval(beta), c = within_interval(alpha);
    // Past these bounds everything reads 0; the clamp only keeps the conversion to an integer defined.
    const double bound = 4.0e18;
    const double row = std::fmin(std::fmax(r.whole + static_cast<double>(i * job.stride), -bound), bound);
    const double column = std::fmin(std::fmax(c.whole + static_cast<double>(j * job.stride), -bound), bound);
    return {static_cast<int64_t>(row), static_cast<int64_t>(column), {r.first, r.second}, {c.first, c.second}};
}

template <class T>
bool inside(const ForwardJob<T>& job, int64_t row, int64_t column) {
    return row >= 0 && row < job.height && column >= 0 && column < job.width;
}

template <class T>
T read(const ForwardJob<T>& job, const T* plane, int64_t row, int64_t column) {
    return inside(job, row, column) ? plane[row * job.width + column] : T(0);
}

template <class T>
void forward(const ForwardJob<T>& job, int64_t first, int64_t last) {
    for (int64_t p = first; p < last; ++p) {
        const T alpha = job.alpha[p % job.channels];
        const T beta = job.beta[p % job.channels];
        const bool finite = std::isfinite(alpha) && std::isfinite(beta);
        const T* x = job.x + p * job.height * job.width;
        T* y = job.y + p * job.out_height * job.out_width;
        for (int64_t i = 0; i < job.out_height; ++i) {
            for (int64_t j = 0; j < job.out_width; ++j) {
                T value = finite ? T(0) : std::numeric_limits<T>::quiet_NaN();
                if (finite) {
                    const Neighbours<T> q = neighbours(job, alpha, beta, i, j);
                    for (int r = 0; r < 2; ++r) {
                        for (int c = 0; c < 2; ++c) {
                            const T weight = q.wr[r] * q.wc[c];
                            // A weight of 0 leaves its term out, so that no 0 * infinity arises; one of 1 is a copy, even of -0.
                            if (weight == T(1)) value = read(job, x, q.row + r, q.column + c);
                            else if (weight != T(0)) value += weight * read(job, x, q.row + r, q.column + c);
                        }
                    }
                }
                y[i * job.out_width + j] = value;
            }
        }
    }
}

template <class T>
void backward(const BackwardJob<T>& task, int64_t first, int64_t last) {
    const ForwardJob<T>& job = task.forward;
    for (int64_t p = first; p < last; ++p) {
        const T alpha = job.alpha[p % job.channels];
        const T beta = job.beta[p % job.channels];
        const bool finite = std::isfinite(alpha) && std::isfinite(beta);
        const double start = finite ? 0.0 : std::numeric_limits<double>::quiet_NaN();
        const T* x = job.x + p * job.height * job.width;
        const T* grad_y = task.grad_y + p * job.out_height * job.out_width;
        T* grad_x = task.grad_x == nullptr ? nullptr : task.grad_x + p * job.height * job.width;
        double sum_alpha = start;
        double sum_beta = start;
        if (grad_x != nullptr) {
            for (int64_t k = 0; k < job.height * job.width; ++k) grad_x[k] = static_cast<T>(start);
        }
        for (int64_t i = 0; finite && i < job.out_height; ++i) {
            for (int64_t j = 0; j < job.out_width; ++j) {
                const Neighbours<T> q = neighbours(job, alpha, beta, i, j);
                const T g = grad_y[i * job.out_width + j];
                if (grad_x != nullptr) {
                    for (int r = 0; r < 2; ++r) {
                        for (int c = 0; c < 2; ++c) {
                            const T weight = q.wr[r] * q.wc[c];
                            if (weight != T(0) && inside(job, q.row + r, q.column + c))
                                grad_x[(q.row + r) * job.width + q.column + c] += weight * g;
                        }
                    }
                }
                if (task.sums != nullptr) {
                    const double q11 = read(job, x, q.row, q.column);
                    const double q21 = read(job, x, q.row, q.column + 1);
                    const double q12 = read(job, x, q.row + 1, q.column);
                    const double q22 = read(job, x, q.row + 1, q.column + 1);
                    if (q.wr[0] != T(0)) sum_alpha += g * q.wr[0] * (q21 - q11);
                    if (q.wr[1] != T(0)) sum_alpha += g * q.wr[1] * (q22 - q12);
                    if (q.wc[0] != T(0)) sum_beta += g * q.wc[0] * (q12 - q11);
                    if (q.wc[1] != T(0)) sum_beta += g * q.wc[1] * (q22 - q21);
                }
            }
        }
        if (task.sums != nullptr) {
            task.sums[2 * p] = sum_alpha;
            task.sums[2 * p + 1] = sum_beta;
        }
    }
}

}  // namespace

template <class T>
ShiftKernels<T> reference_shift() {
    return {forward<T>, backward<T>};
}

template ShiftKernels<float> reference_shift();
template ShiftKernels<double> reference_shift();

}  // namespace activeshift
