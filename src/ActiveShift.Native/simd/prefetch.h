// Asks for a cache line ahead of its use. Any address may be given; what is not there is not fetched.
#pragma once

namespace activeshift {
namespace {

#if defined(__GNUC__)
inline void prefetch_to_read(const void* p) { __builtin_prefetch(p); }
inline void prefetch_to_write(const void* p) { __builtin_prefetch(p, 1); }
#else
inline void prefetch_to_read(const void*) {}
inline void prefetch_to_write(const void*) {}
#endif

}  // namespace
}  // namespace activeshift
