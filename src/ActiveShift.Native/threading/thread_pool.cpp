#include "threading/thread_pool.h"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <system_error>
#include <thread>

#if defined(_WIN32)
#  if !defined(NOMINMAX)  // MinGW's libstdc++ has defined it.
#    define NOMINMAX
#  endif
#  include <windows.h>
#else
#  include <pthread.h>
#endif

namespace activeshift {
namespace {

constexpr int kMostWorkers = 256;

// One call of parallel_for; lives on its caller's stack.
struct Job {
    void (*body)(void*, int64_t);
    void* context;
    int64_t tasks;
    std::atomic<int64_t> next{0};
    int wanted = 0;   // helpers that may still join   } guarded by the pool's mutex
    int working = 0;  // helpers inside                }
    Job* following = nullptr;

    void work() {
        for (int64_t task; (task = next.fetch_add(1, std::memory_order_relaxed)) < tasks;) body(context, task);
    }
};

// Workers sleep on a condition variable and never spin: in training, libtorch's own threads want the same cores.
class Pool {
public:
    void run(Job* job, int helpers) {
        {
            std::lock_guard<std::mutex> lock(mutex_);
            add_workers(helpers);
            job->wanted = std::min(helpers, workers_);
            job->following = jobs_;
            jobs_ = job;
        }
        for (int k = 0; k < helpers; ++k) work_.notify_one();
        job->work();
        std::unique_lock<std::mutex> lock(mutex_);
        remove(job);
        done_.wait(lock, [job] { return job->working == 0; });
    }

private:
    void add_workers(int helpers) {
        while (workers_ < std::min(helpers, kMostWorkers)) {
            try {
                std::thread([this] { serve(); }).detach();
            } catch (const std::system_error&) {
                return;  // the system gives no more threads: the work is done by those there are
            }
            ++workers_;
        }
    }

    void serve() {
        std::unique_lock<std::mutex> lock(mutex_);
        for (;;) {
            Job* job = nullptr;
            work_.wait(lock, [&] { return (job = joinable()) != nullptr; });
            --job->wanted;
            ++job->working;
            lock.unlock();
            job->work();
            lock.lock();
            if (--job->working == 0) done_.notify_all();
        }
    }

    Job* joinable() {
        Job* job = jobs_;
        while (job != nullptr && (job->wanted == 0 || job->next.load(std::memory_order_relaxed) >= job->tasks)) job = job->following;
        return job;
    }

    void remove(Job* job) {
        Job** link = &jobs_;
        while (*link != job) link = &(*link)->following;
        *link = job->following;
    }

    std::mutex mutex_;
    std::condition_variable work_, done_;
    Job* jobs_ = nullptr;
    int workers_ = 0;
};

// Never deleted: at process exit workers may still sleep on it. A forked child has none of the threads and perhaps a locked
// mutex, so it starts over with a pool of its own.
std::atomic<Pool*> the_pool{nullptr};

// The workers sleep in this library's code, so it must not be unloaded. On Linux the linker says so (-z nodelete).
void stay_loaded() {
#if defined(_WIN32)
    HMODULE library;
    GetModuleHandleExW(GET_MODULE_HANDLE_EX_FLAG_FROM_ADDRESS | GET_MODULE_HANDLE_EX_FLAG_PIN,
                       reinterpret_cast<LPCWSTR>(&stay_loaded), &library);
#endif
}

Pool* pool() {
    Pool* current = the_pool.load(std::memory_order_acquire);
    if (current != nullptr) return current;
    Pool* fresh = new Pool;
    if (the_pool.compare_exchange_strong(current, fresh, std::memory_order_acq_rel)) {
#if !defined(_WIN32)
        static std::once_flag registered;
        std::call_once(registered, [] { pthread_atfork(nullptr, nullptr, [] { the_pool.store(nullptr); }); });
#endif
        stay_loaded();
        return fresh;
    }
    delete fresh;
    return current;
}

}  // namespace

void parallel_for(int64_t tasks, int threads, void (*body)(void*, int64_t), void* context) {
    const int helpers = static_cast<int>(std::min<int64_t>(tasks, threads)) - 1;
    if (helpers <= 0) {
        for (int64_t task = 0; task < tasks; ++task) body(context, task);
        return;
    }
    Job job;
    job.body = body;
    job.context = context;
    job.tasks = tasks;
    pool()->run(&job, helpers);
}

}  // namespace activeshift
