#include "engine/calibration.h"

#include <algorithm>

#include "engine/compile.h"
#include "engine/stage_run.h"
#include "threading/thread_pool.h"

namespace activeshift::engine {
namespace {

// Takes the planes of one activation after the other.
struct Meter {
    float* largest;
    double* mean;

    void see_largest(const AlignedBuffer& planes, std::size_t plane, std::size_t pixels, int32_t channels) {
        for (int32_t c = 0; c < channels; c++) {
            const float* p = planes.data() + plane * c;
            *largest++ = *std::max_element(p, p + pixels);
        }
    }

    void see_mean(const AlignedBuffer& planes, std::size_t plane, std::size_t pixels, int32_t channels) {
        for (int32_t c = 0; c < channels; c++) {
            const float* p = planes.data() + plane * c;
            double sum = 0;
            for (std::size_t i = 0; i < pixels; i++) sum += p[i];
            *mean++ = sum / double(pixels);
        }
    }
};

void measure(const Plan& plan, const float* image, Calibration::Slot& slot) {
    Meter meter{slot.largest.data(), slot.mean.data()};
    Workspace& w = slot.workspace;
    for (std::size_t i = 0; i < plan.stages.size(); i++) {
        const Stage& s = plan.stages[i];
        StageRun(plan, i, buffers_of(plan, i, image, w, w)).rows(0, s.out_h);
        const std::size_t plane = plane_length(s.out_h, s.out_w), pixels = std::size_t(s.out_h) * s.out_w;
        if (s.has_first) {
            meter.see_largest(w.middle, plane_length(s.ring, s.in_w), std::size_t(s.in_h) * s.in_w, s.middle_width);
            meter.see_mean(w.packed, plane, pixels, s.second.k);
        }
        meter.see_largest(w.activation[i % 2], plane, pixels, s.second.d);
        meter.see_mean(w.activation[i % 2], plane, pixels, s.second.d);
    }
}

}  // namespace

void start(Calibration& calibration, const StatisticsSize& size) {
    schedule(calibration.plan, true);
    calibration.largest.assign(size.largest, 0.0f);
    calibration.sum.assign(size.mean, 0.0);
}

void add(Calibration& c, int32_t threads, int64_t n, const float* images) {
    const std::size_t image_floats = std::size_t(c.plan.channels) * c.plan.height * c.plan.width;
    const StatisticsSize size{int64_t(c.largest.size()), int64_t(c.sum.size())};
    while (int64_t(c.slots.size()) < std::min<int64_t>(threads, n)) c.slots.emplace_back(c.plan, size);
    for (int64_t done = 0; done < n; done += threads) {
        const int64_t count = std::min<int64_t>(threads, n - done);
        parallel_for(count, threads, [&](int64_t i) { measure(c.plan, images + image_floats * (done + i), c.slots[i]); });
        // In the order of the images, so that the sums have the same bits however many threads there are.
        for (int64_t i = 0; i < count; i++) {
            const Calibration::Slot& slot = c.slots[i];
            std::transform(slot.largest.begin(), slot.largest.end(), c.largest.begin(), c.largest.begin(), [](float a, float b) { return std::max(a, b); });
            std::transform(slot.mean.begin(), slot.mean.end(), c.sum.begin(), c.sum.begin(), [](double a, double b) { return a + b; });
        }
    }
    c.images += n;
}

void read(const Calibration& c, float* statistics) {
    statistics = std::copy(c.largest.begin(), c.largest.end(), statistics);
    std::transform(c.sum.begin(), c.sum.end(), statistics, [&](double sum) { return float(sum / double(c.images)); });
}

}  // namespace activeshift::engine
