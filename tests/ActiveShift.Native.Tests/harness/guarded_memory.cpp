#include "harness/guarded_memory.h"

#include <algorithm>
#include <cstring>
#include <new>
#include <utility>

#if defined(_WIN32)
#  include <windows.h>
#else
#  include <sys/mman.h>
#  include <unistd.h>
#endif

namespace {

constexpr unsigned char kPattern = 0xFF;

#if defined(_WIN32)
std::size_t page_size() {
    SYSTEM_INFO info;
    GetSystemInfo(&info);
    return info.dwPageSize;
}

unsigned char* map(std::size_t size) {
    void* all = VirtualAlloc(nullptr, size, MEM_RESERVE, PAGE_NOACCESS);
    if (all == nullptr) throw std::bad_alloc();
    return static_cast<unsigned char*>(all);
}

void open(unsigned char* from, std::size_t size) {
    if (VirtualAlloc(from, size, MEM_COMMIT, PAGE_READWRITE) == nullptr) throw std::bad_alloc();
}

void unmap(unsigned char* all, std::size_t) { VirtualFree(all, 0, MEM_RELEASE); }
#else
std::size_t page_size() { return static_cast<std::size_t>(sysconf(_SC_PAGESIZE)); }

unsigned char* map(std::size_t size) {
    void* all = mmap(nullptr, size, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (all == MAP_FAILED) throw std::bad_alloc();
    return static_cast<unsigned char*>(all);
}

void open(unsigned char* from, std::size_t size) {
    if (mprotect(from, size, PROT_READ | PROT_WRITE) != 0) throw std::bad_alloc();
}

void unmap(unsigned char* all, std::size_t size) { munmap(all, size); }
#endif

std::size_t page() {
    static const std::size_t size = page_size();
    return size;
}

}  // namespace

GuardedMemory::GuardedMemory(std::size_t bytes)
    : size_((bytes / page() + 1) * page()), mapping_(map(size_ + 2 * page())), begin_(mapping_ + page()) {
    open(begin_, size_);
    std::memset(begin_, kPattern, size_);
}

GuardedMemory::~GuardedMemory() {
    if (mapping_ != nullptr) unmap(mapping_, size_ + 2 * page());
}

GuardedMemory::GuardedMemory(GuardedMemory&& other) noexcept
    : size_(other.size_), mapping_(std::exchange(other.mapping_, nullptr)), begin_(other.begin_) {}

bool GuardedMemory::is_untouched(const unsigned char* from, const unsigned char* to) {
    return std::all_of(from, to, [](unsigned char byte) { return byte == kPattern; });
}
