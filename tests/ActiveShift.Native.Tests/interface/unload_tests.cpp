// A library that is unloaded stays where it is once its threads run: they sleep in its code.
#include <filesystem>

#include "activeshift.h"
#include "harness/tensor.h"
#include "interface/interface_tests.h"

#if defined(_WIN32)
#  include <windows.h>
#else
#  include <dlfcn.h>
#endif

namespace {

using Forward = decltype(&as_shift_forward_f32);

#if defined(_WIN32)
std::filesystem::path file_of(HMODULE module) {
    wchar_t name[32768];
    GetModuleFileNameW(module, name, 32768);
    return name;
}

std::filesystem::path program() { return file_of(nullptr); }

std::filesystem::path library() {
    HMODULE module = nullptr;
    GetModuleHandleExW(GET_MODULE_HANDLE_EX_FLAG_FROM_ADDRESS | GET_MODULE_HANDLE_EX_FLAG_UNCHANGED_REFCOUNT,
                       reinterpret_cast<LPCWSTR>(&as_abi_version), &module);
    return file_of(module);
}

void* load(const std::filesystem::path& file) { return LoadLibraryW(file.c_str()); }
void unload(void* module) { FreeLibrary(static_cast<HMODULE>(module)); }
bool is_loaded(const std::filesystem::path& file) { return GetModuleHandleW(file.c_str()) != nullptr; }
Forward find(void* module) {
    return reinterpret_cast<Forward>(
        reinterpret_cast<void*>(GetProcAddress(static_cast<HMODULE>(module), "as_shift_forward_f32")));
}
#else
std::filesystem::path program() { return std::filesystem::read_symlink("/proc/self/exe"); }

std::filesystem::path library() {
    Dl_info info;
    CHECK(dladdr(reinterpret_cast<void*>(&as_abi_version), &info) != 0);
    return info.dli_fname;
}

void* load(const std::filesystem::path& file) { return dlopen(file.c_str(), RTLD_NOW | RTLD_LOCAL); }
void unload(void* module) { dlclose(module); }
bool is_loaded(const std::filesystem::path& file) {
    return dlopen(file.c_str(), RTLD_NOW | RTLD_LOCAL | RTLD_NOLOAD) != nullptr;
}
Forward find(void* module) { return reinterpret_cast<Forward>(dlsym(module, "as_shift_forward_f32")); }
#endif

// A second copy, because the program itself keeps the first one.
void check_unloading() {
    const std::filesystem::path copy = program().parent_path() / ("unloaded" + library().extension().string());
    std::filesystem::remove(copy);  // overwrite_existing overwrites nothing with MinGW
    std::filesystem::copy_file(library(), copy);
    void* module = load(copy);
    CHECK(module != nullptr && find(module) != nullptr);
    const as_shift_shape shape{9, 61, 14, 14, 1, 3};
    const Tensor<float> x(std::vector<double>(9 * 61 * 14 * 14, 1.0)), shifts(std::vector<double>(61, 0.5));
    Tensor<float> y(x.count());
    CHECK(find(module)(AS_BACKEND_DEFAULT, &shape, x.data(), shifts.data(), shifts.data(), y.data()) == AS_OK);
    unload(module);
    CHECK(is_loaded(copy));
}

}  // namespace

void unload_tests() {
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)  // they want each library once
    Test test("a library whose threads run stays loaded", Table::none);
    test.each("a second copy", [](const Version&) { check_unloading(); });
#endif
}
