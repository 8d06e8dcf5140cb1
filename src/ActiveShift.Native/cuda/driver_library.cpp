#include "cuda/driver_library.h"

#include "cuda/failure.h"

#if defined(_WIN32)
#  if !defined(NOMINMAX)  // MinGW's libstdc++ has defined it.
#    define NOMINMAX
#  endif
#  include <windows.h>
#else
#  include <dlfcn.h>
#endif

namespace activeshift::cuda {
namespace {

#if defined(_WIN32)
constexpr const char* usual_name = "nvcuda.dll";
void* open(const char* name) {
    // By its bare name from the system's folder alone, where NVIDIA's installer puts it.
    const bool is_path = std::string(name).find_first_of("/\\") != std::string::npos;
    return reinterpret_cast<void*>(LoadLibraryExA(name, nullptr, is_path ? LOAD_WITH_ALTERED_SEARCH_PATH : LOAD_LIBRARY_SEARCH_SYSTEM32));
}
std::string reason() { return "error " + std::to_string(GetLastError()); }
void* address(void* handle, const char* function) { return reinterpret_cast<void*>(GetProcAddress(static_cast<HMODULE>(handle), function)); }
#else
constexpr const char* usual_name = "libcuda.so.1";
void* open(const char* name) { return dlopen(name, RTLD_NOW | RTLD_LOCAL); }
std::string reason() {
    const char* text = dlerror();
    return text == nullptr ? "no reason given" : text;
}
void* address(void* handle, const char* function) { return dlsym(handle, function); }
#endif

}  // namespace

DriverLibrary::DriverLibrary(const std::string& path) : name_(path.empty() ? usual_name : path), handle_(open(name_.c_str())) {
    if (handle_ == nullptr) throw Failure(AS_CUDA_UNAVAILABLE, "The CUDA driver's library " + name_ + " could not be opened: " + reason() + ".");
}

void* DriverLibrary::find(const char* function) const {
    void* found = address(handle_, function);
    if (found == nullptr) throw Failure(AS_CUDA_UNAVAILABLE, "The CUDA driver's library " + name_ + " has no function " + function + "; it is too old, or damaged.");
    return found;
}

}  // namespace activeshift::cuda
