// What the operators refuse: bad shapes, missing tensors, versions that are not there.
#include <array>
#include <cmath>
#include <limits>

#include "harness/checks.h"
#include "interface/interface_tests.h"
#include "operators/api.h"

namespace {

constexpr int64_t kHuge = std::numeric_limits<int64_t>::max(), kMost = int64_t(1) << 60;

// Room for every tensor of a call; which of them is null.
template <class T>
struct Pointers {
    T memory[8] = {};

    T* operator()(int index, int missing) { return index == missing ? nullptr : memory; }
};

template <class T>
as_status shift(const as_shift_shape& s, int missing, int32_t backend = AS_BACKEND_DEFAULT) {
    Pointers<T> p;
    return Api<T>::shift_forward(backend, &s, p(0, missing), p(1, missing), p(2, missing), p(3, missing));
}

template <class T>
as_status shift_backward(const as_shift_shape& s, int missing, int32_t backend = AS_BACKEND_DEFAULT) {
    Pointers<T> p;
    return Api<T>::shift_backward(backend, &s, p(0, missing), p(1, missing), p(2, missing), p(3, missing), p(4, 4),
                                  p(5, missing), p(6, missing));
}

template <class T>
as_status batch_norm(const as_batch_norm_shape& s, int missing, int32_t backend = AS_BACKEND_DEFAULT) {
    Pointers<T> p;
    return Api<T>::batch_norm_forward(backend, &s, p(0, missing), p(1, missing), p(2, missing), p(3, missing),
                                      p(4, missing), p(5, missing), p(6, missing), p(7, missing));
}

template <class T>
as_status batch_norm_backward(const as_batch_norm_shape& s, int missing, int32_t backend = AS_BACKEND_DEFAULT) {
    Pointers<T> p;
    return Api<T>::batch_norm_backward(backend, &s, p(0, missing), p(1, missing), p(2, missing), p(3, missing),
                                       p(4, missing), p(5, missing), p(6, 6), p(7, missing), p(8, missing));
}

template <class T>
as_status normalized_shift(const as_normalized_shift_shape& s, int missing, int32_t backend = AS_BACKEND_DEFAULT) {
    Pointers<T> p;
    return Api<T>::normalized_shift_forward(backend, &s, p(0, missing), p(1, missing), p(2, missing), p(3, missing),
                                            p(4, missing), p(5, missing), p(6, missing), p(7, missing), p(8, missing),
                                            p(9, missing));
}

template <class T>
as_status normalized_shift_backward(const as_normalized_shift_shape& s, int missing,
                                    int32_t backend = AS_BACKEND_DEFAULT) {
    Pointers<T> p;
    return Api<T>::normalized_shift_backward(backend, &s, p(0, missing), p(1, missing), p(2, missing), p(3, missing),
                                             p(4, missing), p(5, missing), p(6, missing), p(7, missing), p(8, 8),
                                             p(9, missing), p(10, missing), p(11, missing), p(12, missing));
}

template <class T>
as_status pointwise(const as_pointwise_shape& s, int missing, int32_t backend = AS_BACKEND_DEFAULT) {
    Pointers<T> p;
    return Api<T>::pointwise_forward(backend, &s, p(0, missing), p(1, missing), nullptr, p(2, missing));
}

template <class T>
as_status pointwise_backward(const as_pointwise_shape& s, int missing, int32_t backend = AS_BACKEND_DEFAULT) {
    Pointers<T> p;
    return Api<T>::pointwise_backward(backend, &s, p(0, missing), p(1, missing), p(2, missing), p(3, 3), p(4, 4));
}

// A good shape goes through; every tensor that is missing, every bad shape and every unknown version is refused.
template <class Shape, std::size_t Count>
void check_refusals(as_status (*call)(const Shape&, int, int32_t), const Shape& good,
                    const std::array<Shape, Count>& bad, int tensors, int optional) {
    CHECK(call(good, -1, AS_BACKEND_DEFAULT) == AS_OK);
    for (int missing = 0; missing < tensors; missing++)
        if (missing != optional)
            check(call(good, missing, AS_BACKEND_DEFAULT) == AS_INVALID_ARGUMENT,
                  text("tensor %d may be missing", missing));
    for (std::size_t k = 0; k < Count; k++)
        check(call(bad[k], -1, AS_BACKEND_DEFAULT) == AS_INVALID_ARGUMENT, text("bad shape %d goes through", int(k)));
    for (int32_t backend : {-2, as_backend_count(), 100}) CHECK(call(good, -1, backend) == AS_UNSUPPORTED_BACKEND);
    for (const Version& version : all_versions(Table::operators))
        CHECK(call(good, -1, version.index) == (version.supported ? AS_OK : AS_UNSUPPORTED_BACKEND));
}

template <class T>
void check_type() {
    const as_shift_shape s{1, 1, 2, 2, 1, 1};
    const std::array<as_shift_shape, 12> bad_shifts{{{-1, 1, 2, 2, 1, 1},
                                                     {1, -1, 2, 2, 1, 1},
                                                     {1, 1, -2, 2, 1, 1},
                                                     {1, 1, 2, -2, 1, 1},
                                                     {1, 1, 2, 2, 0, 1},
                                                     {1, 1, 2, 2, -1, 1},
                                                     {1, 1, 2, 2, 1, 0},
                                                     {int64_t(1) << 32, int64_t(1) << 32, 1, 1, 1, 1},
                                                     {1, 1, kHuge, 2, 1, 1},
                                                     {int64_t(1) << 31, int64_t(1) << 30, 1, 1, 1, 1},
                                                     {0, kMost + 1, 2, 2, 1, 1},
                                                     {1, 1, kHuge, kHuge, 1, 1}}};
    check_refusals(shift<T>, s, bad_shifts, 4, -1);
    check_refusals(shift_backward<T>, s, bad_shifts, 7, 4);

    const as_batch_norm_shape b{2, 1, 2, 1, 1, 1e-5, 0.1};
    const std::array<as_batch_norm_shape, 10> bad_norms{{{-1, 1, 2, 1, 1, 0, 0.1},
                                                         {1, -1, 2, 1, 1, 0, 0.1},
                                                         {1, 1, -2, 1, 1, 0, 0.1},
                                                         {1, 1, 2, 1, 0, 0, 0.1},
                                                         {1, 1, 2, 1, 1, -1e-9, 0.1},
                                                         {1, 1, 2, 1, 1, std::nan(""), 0.1},
                                                         {1, 1, 2, 1, 1, 0, -0.1},
                                                         {1, 1, 2, 1, 1, 0, 1.1},
                                                         {int64_t(1) << 31, int64_t(1) << 30, 1, 1, 1, 0, 0.1},
                                                         {0, kMost + 1, 1, 1, 1, 0, 0.1}}};
    check_refusals(batch_norm<T>, b, bad_norms, 8, -1);
    check_refusals(batch_norm_backward<T>, b, bad_norms, 9, 6);

    const as_normalized_shift_shape n{2, 1, 2, 1, 1, 1, 1, 1e-5, 0.1};
    const std::array<as_normalized_shift_shape, 11> bad_both{
        {{-1, 1, 2, 2, 1, 1, 1, 0, 0.1},
         {1, -1, 2, 2, 1, 1, 1, 0, 0.1},
         {1, 1, -2, 2, 1, 1, 1, 0, 0.1},
         {1, 1, 2, -2, 1, 1, 1, 0, 0.1},
         {1, 1, 2, 2, 0, 1, 1, 0, 0.1},
         {1, 1, 2, 2, 1, 0, 1, 0, 0.1},
         {1, 1, 2, 2, 1, 1, 1, -1e-9, 0.1},
         {1, 1, 2, 2, 1, 1, 1, std::nan(""), 0.1},
         {1, 1, 2, 2, 1, 1, 1, 0, -0.1},
         {1, 1, 2, 2, 1, 1, 1, 0, 1.1},
         {int64_t(1) << 31, int64_t(1) << 30, 1, 1, 1, 1, 1, 0, 0.1}}};
    check_refusals(normalized_shift<T>, n, bad_both, 10, -1);
    check_refusals(normalized_shift_backward<T>, n, bad_both, 13, 8);

    const as_pointwise_shape p{1, 2, 1, 2, 1};
    const std::array<as_pointwise_shape, 6> bad_products{{{-1, 1, 1, 1, 1},
                                                          {1, -1, 1, 1, 1},
                                                          {1, 1, -1, 1, 1},
                                                          {1, 1, 1, -1, 1},
                                                          {1, 1, 1, 1, 0},
                                                          {int64_t(1) << 31, 1, int64_t(1) << 30, 1, 1}}};
    check_refusals(pointwise<T>, p, bad_products, 3, -1);
    check_refusals(pointwise_backward<T>, p, bad_products, 3, -1);

    // Running statistics are needed where they are not computed; the shape itself always.
    T f[4] = {};
    as_batch_norm_shape scoring = b;
    scoring.training = 0;
    CHECK(Api<T>::batch_norm_forward(AS_BACKEND_DEFAULT, &scoring, f, f, f, nullptr, nullptr, f, f, f) ==
          AS_INVALID_ARGUMENT);
    as_normalized_shift_shape scoring_both = n;
    scoring_both.training = 0;
    CHECK(Api<T>::normalized_shift_forward(AS_BACKEND_DEFAULT, &scoring_both, f, f, f, nullptr, nullptr, f, f, f, f,
                                           f) == AS_INVALID_ARGUMENT);
    CHECK(Api<T>::shift_forward(AS_BACKEND_DEFAULT, nullptr, f, f, f, f) == AS_INVALID_ARGUMENT);
    CHECK(Api<T>::batch_norm_forward(AS_BACKEND_DEFAULT, nullptr, f, f, f, f, f, f, f, f) == AS_INVALID_ARGUMENT);
    CHECK(Api<T>::normalized_shift_forward(AS_BACKEND_DEFAULT, nullptr, f, f, f, f, f, f, f, f, f, f) ==
          AS_INVALID_ARGUMENT);
    CHECK(Api<T>::pointwise_forward(AS_BACKEND_DEFAULT, nullptr, f, f, f, f) == AS_INVALID_ARGUMENT);
}

}  // namespace

void operator_argument_tests() {
    Test test("what the operators refuse", Table::none);
    test.each("float", [](const Version&) { check_type<float>(); });
    test.each("double", [](const Version&) { check_type<double>(); });
}
