#include "cpu/dispatch.h"

#include "activeshift.h"
#include "cpu/cpu_features.h"
#include "cpu/reference.h"
#include "dispatch_override.h"

namespace activeshift {

extern const CpuKernels<float> kPortableFloat;
extern const CpuKernels<double> kPortableDouble;
#if defined(ACTIVESHIFT_X86)
extern const CpuKernels<float> kAvx512Float, kAvx2Float;
extern const CpuKernels<double> kAvx512Double, kAvx2Double;
#endif

namespace {

template <class T>
CpuKernels<T> reference() {
    return {reference_shift<T>(), reference_batch_norm<T>(), reference_normalized_shift<T>(), reference_pointwise<T>()};
}

struct Table {
    Backend entries[4];
    int32_t count;
};

const Table& table() {
    static const Table decided = {{
#if defined(ACTIVESHIFT_X86)
        {"avx512", "Widest vectors (16 floats), and masks that make partial rows and image borders as cheap as whole vectors.",
         cpu_has_avx512(), kAvx512Float, kAvx512Double},
        {"avx2", "Vectors of 8 floats with fused multiply-add, on nearly every x86-64 processor since 2013.", cpu_has_avx2(),
         kAvx2Float, kAvx2Double},
#endif
        {"portable", "Row-wise like the faster ones, with the 16-byte vectors that every 64-bit processor has.", true,
         kPortableFloat, kPortableDouble},
        {"reference", "The definition, one element at a time: what the others are tested against, never meant to be fast.", true,
         reference<float>(), reference<double>()},
    },
#if defined(ACTIVESHIFT_X86)
    4
#else
    2
#endif
    };
    return decided;
}

const DispatchOverride& override_of_environment() {
    static const DispatchOverride read("ACTIVESHIFT_BACKEND");
    return read;
}

}  // namespace

int32_t backend_count() { return table().count; }

const Backend* backend(int32_t index) { return index < 0 || index >= backend_count() ? nullptr : &table().entries[index]; }

const char* backend_override() { return override_of_environment().name(); }

int32_t selected_backend() {
    static const int32_t selected = override_of_environment().choose(
        backend_count(), [](int32_t k) { return backend(k)->name; }, [](int32_t k) { return backend(k)->supported; });
    return selected;
}

const Backend* find_backend(int32_t number) {
    const Backend* found = backend(number == AS_BACKEND_DEFAULT ? selected_backend() : number);
    return found != nullptr && found->supported ? found : nullptr;
}

}  // namespace activeshift
