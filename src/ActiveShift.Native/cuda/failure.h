// What went wrong in a call of activeshift_cuda.h, on its way to the caller.
#pragma once

#include <stdexcept>
#include <string>

#include "activeshift_cuda.h"

namespace activeshift::cuda {

class Failure : public std::runtime_error {
public:
    Failure(as_status status, const std::string& text) : std::runtime_error(text), status_(status) {}
    as_status status() const { return status_; }

private:
    as_status status_;
};

}  // namespace activeshift::cuda
