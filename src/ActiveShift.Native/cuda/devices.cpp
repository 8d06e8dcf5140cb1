#include "cuda/devices.h"

#include "cuda/failure.h"

namespace activeshift::cuda {

Devices& Devices::instance() {
    // Never destroyed: threads may still compute while the process ends.
    static Devices* const devices = new Devices();
    return *devices;
}

int Devices::count() {
    const std::lock_guard<std::mutex> lock(mutex_);
    return driver().devices();
}

Device& Devices::get(int ordinal) {
    const std::lock_guard<std::mutex> lock(mutex_);
    std::unique_ptr<Device>& device = devices_[ordinal];
    if (device == nullptr) device = std::make_unique<Device>(driver(), ordinal);
    return *device;
}

void Devices::use_driver(const std::string& path) {
    const std::lock_guard<std::mutex> lock(mutex_);
    devices_.clear();
    driver_.reset();
    failure_.clear();
    path_ = path;
}

const Driver& Devices::driver() {
    if (driver_ != nullptr) return *driver_;
    if (!failure_.empty()) throw Failure(AS_CUDA_UNAVAILABLE, failure_);
    try {
        driver_ = std::make_unique<Driver>(path_);
        return *driver_;
    } catch (const Failure& failure) {
        // A driver does not come or go while the process runs.
        failure_ = failure.what();
        throw Failure(AS_CUDA_UNAVAILABLE, failure_);
    }
}

}  // namespace activeshift::cuda
