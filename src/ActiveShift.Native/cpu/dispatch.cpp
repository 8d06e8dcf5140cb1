#include "cpu/dispatch.h"

#include <cstdlib>
#include <cstring>
#include <string>

#include "activeshift.h"
#include "cpu/kernels_portable.h"
#include "cpu/cpu_features.h"
#include "cpu/reference.h"

#if defined(ACTIVESHIFT_X86)
#  include "cpu/kernels_avx2.h"
#  include "cpu/kernels_avx512.h"
#endif

namespace activeshift {
namespace {

Dispatch decide() {
    Dispatch d;
#if defined(ACTIVESHIFT_X86)
    d.table.push_back({"avx512", "Widest vectors (16 floats), and masks that make partial rows and image borders as cheap as whole vectors.",
                       cpu_has_avx512(), avx512_kernels_f32(), avx512_kernels_f64()});
    d.table.push_back({"avx2", "Vectors of 8 floats with fused multiply-add, on nearly every x86-64 processor since 2013.", cpu_has_avx2(),
                       avx2_kernels_f32(), avx2_kernels_f64()});
#endif
    d.table.push_back({"portable", "Row-wise like the faster ones, with the 16-byte vectors that every 64-bit processor has.", true,
                       portable_kernels_f32(), portable_kernels_f64()});
    d.table.push_back({"reference", "The definition, one element at a time: what the others are tested against, never meant to be fast.", true,
                       {reference_shift<float>(), reference_batch_norm<float>(), reference_normalized_shift<float>(), reference_pointwise<float>()},
                       {reference_shift<double>(), reference_batch_norm<double>(), reference_normalized_shift<double>(), reference_pointwise<double>()}});

    const char* wanted = std::getenv("ACTIVESHIFT_BACKEND");
    static std::string kept;  // the environment may change later
    kept = wanted == nullptr ? "" : wanted;
    d.wanted = kept.empty() ? nullptr : kept.c_str();
    d.selected = -1;
    for (int k = 0; k < static_cast<int>(d.table.size()); ++k) {
        if (!d.table[k].supported) continue;
        if (d.selected < 0) d.selected = k;
        if (d.wanted != nullptr && std::strcmp(d.table[k].name, d.wanted) == 0) {
            d.selected = k;
            break;
        }
    }
    return d;
}

}  // namespace

const Dispatch& dispatch() {
    static const Dispatch& decided = *new Dispatch(decide());  // never destroyed: threads may outlive static destructors
    return decided;
}

const Backend* find_backend(int number) {
    const Dispatch& d = dispatch();
    if (number == AS_BACKEND_DEFAULT) number = d.selected;
    if (number < 0 || number >= static_cast<int>(d.table.size()) || !d.table[number].supported) return nullptr;
    return &d.table[number];
}

}  // namespace activeshift
