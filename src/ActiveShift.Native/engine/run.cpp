#include "engine/run.h"

#include <algorithm>

#include "engine/stage_run.h"
#include "threading/thread_pool.h"

namespace activeshift::engine {
namespace {

// A stage in three steps, then pooling and the classifier.
constexpr int32_t kSteps = 3;

int32_t phase_count(const Plan& plan) { return int32_t(plan.stages.size()) * kSteps + 2; }

// One image through the network, with its buffers.
class ImageRun {
public:
    ImageRun(const Plan& plan, Workspace* workspaces, int32_t members, const float* image, float* logits)
        : plan_(plan), workspaces_(workspaces), members_(members), image_(image), logits_(logits) {}

    void alone() const {
        for (std::size_t i = 0; i < plan_.stages.size(); i++) stage(i, 0).rows(0, plan_.stages[i].out_h);
        pool(0, plan_.classifier.k);
        classify(0, plan_.classifier.blocks);
    }

    // Tasks of a phase when threads share the image. Large planes are shared by rows: a task computes the few rows of the first
    // convolution that its neighbour computes too. Small ones are shared by channels, step by step.
    int32_t tasks(int32_t phase) const {
        const std::size_t i = phase / kSteps;
        if (i >= plan_.stages.size()) return is_classifier(phase) ? std::min(members_, plan_.classifier.blocks) : 1;
        const Stage& s = plan_.stages[i];
        return s.whole ? members_ : phase % kSteps == 0 ? std::min(members_, s.out_h) : 0;
    }

    void task(int32_t phase, int32_t task, int32_t member) const {
        const int32_t count = tasks(phase);
        const auto part = [=](int64_t total, int32_t t) { return int32_t(total * t / count); };
        const std::size_t i = phase / kSteps;
        if (i >= plan_.stages.size()) {
            if (is_classifier(phase)) classify(part(plan_.classifier.blocks, task), part(plan_.classifier.blocks, task + 1));
            else pool(0, plan_.classifier.k);
            return;
        }
        const Stage& s = plan_.stages[i];
        if (!s.whole) return stage(i, member).rows(part(s.out_h, task), part(s.out_h, task + 1));
        const StageRun run = stage(i, 0);
        switch (phase % kSteps) {
            case 0: return run.first(task, count);
            case 1: return run.gather(task, count);
            default: return run.second(task, count);
        }
    }

private:
    bool is_classifier(int32_t phase) const { return phase == phase_count(plan_) - 1; }

    StageRun stage(std::size_t i, int32_t member) const {
        return StageRun(plan_, i, buffers_of(plan_, i, image_, workspaces_[0], workspaces_[member]));
    }

    // Average over a plane, in four sums of a fixed order.
    void pool(int32_t begin, int32_t end) const {
        const std::size_t last = plan_.stages.size() - 1;
        const Stage& s = plan_.stages[last];
        const std::size_t plane = plane_length(s.out_h, s.out_w), pixels = std::size_t(s.out_h) * s.out_w;
        for (int32_t c = begin; c < end; c++) {
            const float* p = workspaces_[0].activation[last % 2].data() + plane * c;
            double sum[4] = {};
            for (std::size_t i = 0; i < pixels; i++) sum[i % 4] += p[i];
            workspaces_[0].features.data()[c] = float((sum[0] + sum[1] + sum[2] + sum[3]) / double(pixels));
        }
    }

    void classify(int32_t block_begin, int32_t block_end) const {
        GemmArgs g{};
        g.a = plan_.classifier.weights.data();
        g.k = plan_.classifier.k;
        g.d = plan_.classifier.d;
        g.blocks = plan_.classifier.blocks;
        g.b = workspaces_[0].features.data();
        g.ldb = 1;
        g.columns = 1;
        g.bias = plan_.classifier.bias.data();
        g.act = logits_;
        g.act_ld = 1;
        plan_.kernels->gemm(g, block_begin, block_end);
    }

    const Plan& plan_;
    Workspace* workspaces_;
    int32_t members_;
    const float* image_;
    float* logits_;
};

}  // namespace

Scratch::Scratch(const Plan& p, int32_t threads) : plan(&p), counters(new PhaseCounters[phase_count(p)]) {
    workspaces.reserve(threads);
    for (int32_t i = 0; i < threads; i++) workspaces.emplace_back(p);
}

void run(const Plan& plan, Scratch& scratch, int64_t n, const float* images, float* logits) {
    const int32_t threads = int32_t(scratch.workspaces.size());
    const std::size_t image_floats = std::size_t(plan.channels) * plan.height * plan.width;
    const auto image_run = [&](int64_t image, Workspace* workspaces, int32_t members) {
        return ImageRun(plan, workspaces, members, images + image_floats * image, logits + std::size_t(plan.classes) * image);
    };
    // Whole images go to single threads while there are enough for all; the rest are shared.
    const int64_t spread = n - n % threads;
    if (spread > 0) {
        std::atomic<int64_t> next{0};
        parallel_for(threads, threads, [&](int64_t member) {
            for (int64_t i; (i = next.fetch_add(1, std::memory_order_relaxed)) < spread;) image_run(i, &scratch.workspaces[member], 1).alone();
        });
    }
    for (int64_t i = spread; i < n; i++) {
        const ImageRun shared = image_run(i, scratch.workspaces.data(), threads);
        Team team(scratch.counters.get(), phase_count(plan));
        parallel_for(threads, threads, [&](int64_t) {
            team.join([&](int32_t phase) { return shared.tasks(phase); },
                      [&](int32_t phase, int32_t task, int32_t member) { shared.task(phase, task, member); });
        });
    }
}

}  // namespace activeshift::engine
