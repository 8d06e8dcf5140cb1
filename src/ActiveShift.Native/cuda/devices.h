// The driver and its devices, found out once per process.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "cuda/device.h"

namespace activeshift::cuda {

class Devices {
public:
    // The process's; the driver is opened at the first use.
    static Devices& instance();

    // How many the driver shows. Throws Failure where there is no driver.
    int count();

    // Throws Failure where no kernels can run on it.
    Device& get(int ordinal);

    // For tests: starts anew with a driver from this path.
    void use_driver(const std::string& path);

private:
    const Driver& driver();  // with the lock held

    std::mutex mutex_;
    std::string path_;  // of the driver's library; empty for its usual place
    std::unique_ptr<Driver> driver_;
    std::string failure_;  // why there is no driver, once that is known
    std::map<int, std::unique_ptr<Device>> devices_;
};

}  // namespace activeshift::cuda
