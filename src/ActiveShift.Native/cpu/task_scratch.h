// Memory for tasks that run at the same time: a piece for each thread, all of it had before the first task begins.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <new>

namespace activeshift {

template <class T>
class TaskScratch {
public:
    // A piece begins on a cache line and has at least `elements`. Throws std::bad_alloc.
    TaskScratch(int64_t pieces, int64_t elements) : pieces_(pieces), length_((elements + kLine - 1) / kLine * kLine) {
        if (length_ > PTRDIFF_MAX / static_cast<int64_t>(sizeof(T)) / pieces_) throw std::bad_alloc();
        taken_.reset(new std::atomic<bool>[pieces_]);
        for (int64_t k = 0; k < pieces_; ++k) taken_[k].store(false, std::memory_order_relaxed);
        data_.reset(static_cast<T*>(::operator new(static_cast<std::size_t>(pieces_ * length_) * sizeof(T), std::align_val_t(64))));
    }

    // run(piece) for one that nobody else has; no more callers at once than there are pieces.
    template <class F>
    void use(const F& run) {
        int64_t k = 0;
        while (taken_[k].exchange(true, std::memory_order_acquire)) k = k + 1 == pieces_ ? 0 : k + 1;
        run(data_.get() + k * length_);
        taken_[k].store(false, std::memory_order_release);
    }

private:
    static constexpr int64_t kLine = 64 / sizeof(T);

    struct Free {
        void operator()(T* p) const { ::operator delete(p, std::align_val_t(64)); }
    };

    int64_t pieces_, length_;
    std::unique_ptr<std::atomic<bool>[]> taken_;
    std::unique_ptr<T, Free> data_;
};

}  // namespace activeshift
