// A shared library opened at run time.
#pragma once

#include <string>

namespace activeshift::cuda {

class DriverLibrary {
public:
    // Opens a path, or the CUDA driver's library by its usual name where it is empty. Throws Failure.
    explicit DriverLibrary(const std::string& path);

    // Stays open for the life of the process: CUDA registers things that run at its end.
    ~DriverLibrary() = default;
    DriverLibrary(const DriverLibrary&) = delete;
    DriverLibrary& operator=(const DriverLibrary&) = delete;

    const std::string& name() const { return name_; }

    // The address of a function; throws Failure where there is none.
    void* find(const char* function) const;

private:
    std::string name_;
    void* handle_;
};

}  // namespace activeshift::cuda
