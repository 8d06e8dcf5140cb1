// Nothing may be thrown through the C interface: every function of it that can throw does its work in here.
#pragma once

#include <new>
#include <stdexcept>

#include "activeshift.h"

namespace activeshift {

// What function() returns, or the status of what it throws.
template <class F>
as_status guarded(const F& function) noexcept {
    try {
        return function();
    } catch (const std::bad_alloc&) {
        return AS_OUT_OF_MEMORY;
    } catch (const std::length_error&) {  // a container asked for more than any memory holds
        return AS_OUT_OF_MEMORY;
    } catch (...) {
        return AS_INTERNAL_ERROR;
    }
}

}  // namespace activeshift
