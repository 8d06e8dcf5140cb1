// What all tests share: a check that stops the program, numbers, and tensors that lie in an allocation of their exact size.
#pragma once

#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <random>
#include <vector>

#include "activeshift.h"

#define CHECK(condition)                                                            \
    do {                                                                            \
        if (!(condition)) {                                                         \
            std::fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #condition);    \
            std::exit(1);                                                           \
        }                                                                           \
    } while (false)

// Exactly so many elements, so that an address sanitizer sees the first one behind the end. None gives null.
template <typename T>
class Tensor {
public:
    explicit Tensor(int64_t count, T value = T(0)) : count_(count), values_(count > 0 ? new T[count] : nullptr) {
        for (int64_t i = 0; i < count; i++) values_[i] = value;
    }

    Tensor(int64_t count, std::mt19937& random, double low = -1, double high = 1) : Tensor(count) {
        std::uniform_real_distribution<double> uniform(low, high);
        for (int64_t i = 0; i < count; i++) values_[i] = T(uniform(random));
    }

    T* data() { return values_.get(); }
    const T* data() const { return values_.get(); }
    int64_t count() const { return count_; }
    T& operator[](int64_t i) { return values_[i]; }
    const T& operator[](int64_t i) const { return values_[i]; }

private:
    int64_t count_;
    std::unique_ptr<T[]> values_;
};

// Not a number equals itself, and infinities themselves; else to within `tolerance` of the larger one of 1 and the value.
template <typename T>
void check_near(const Tensor<T>& seen, const Tensor<T>& expected, double tolerance) {
    CHECK(seen.count() == expected.count());
    for (int64_t i = 0; i < seen.count(); i++) {
        const double a = seen[i], b = expected[i];
        if (a == b || (std::isnan(a) && std::isnan(b))) continue;
        CHECK(std::abs(a - b) <= tolerance * std::fmax(1, std::abs(b)));
    }
}

template <typename T>
void check_same(const Tensor<T>& seen, const Tensor<T>& expected) {
    check_near(seen, expected, 0);
}

// Rounding of sums over the few thousand values that the tests have at most.
template <typename T>
constexpr double rounding() {
    return sizeof(T) == sizeof(float) ? 2e-4 : 1e-11;
}

// The entries of the dispatch table that run here, and the last one, which is the definition.
inline std::vector<int32_t> backends() {
    std::vector<int32_t> all;
    for (int32_t i = 0; i < as_backend_count(); i++)
        if (as_backend_supported(i)) all.push_back(i);
    return all;
}

inline int32_t reference() { return as_backend_count() - 1; }

struct Sizes {
    int64_t n, c, h, w;
    int32_t stride;
};

// One pixel, one row, one column, odd ones, whole vectors and one more, strides beyond the image, and nothing at all.
inline const std::vector<Sizes>& all_sizes() {
    static const std::vector<Sizes> sizes{
        {1, 1, 1, 1, 1},  {1, 1, 1, 7, 1},  {1, 1, 9, 1, 1},  {2, 3, 5, 7, 1},  {1, 2, 16, 16, 1}, {1, 1, 4, 33, 1}, {1, 2, 3, 65, 1},
        {3, 17, 2, 3, 1}, {2, 5, 7, 15, 2}, {1, 2, 16, 17, 2}, {1, 3, 8, 8, 3}, {1, 2, 2, 2, 5},   {1, 1, 1, 1, 16}, {2, 2, 31, 32, 1},
        {0, 3, 4, 4, 1},  {2, 0, 4, 4, 1},  {2, 3, 0, 4, 1},  {2, 3, 4, 0, 2},
    };
    return sizes;
}

inline int64_t strided(int64_t side, int32_t stride) { return side == 0 ? 0 : (side - 1) / stride + 1; }

// Shifts of every kind: none, whole ones, fractions, to the edge and far beyond it.
template <typename T>
Tensor<T> shifts(int64_t channels, int64_t side, int first) {
    const double kinds[] = {0, 0.5, -0.25, 1, -1, 1.75, -2.5, double(side), -double(side), double(side) - 0.5, 1e9, -1e30, 3e-7, -1e-30, 0.999999};
    const int count = sizeof(kinds) / sizeof(kinds[0]);
    Tensor<T> values(channels);
    for (int64_t c = 0; c < channels; c++) values[c] = T(kinds[(first + c) % count]);
    return values;
}

constexpr int kShiftKinds = 15;
