// Random numbers that are the same on every system: the distributions of std, logarithm and cosine are not.
#pragma once

#include <cstdint>
#include <vector>

// SplitMix64 (Steele, Lea and Flood, OOPSLA 2014).
class Numbers {
public:
    explicit Numbers(uint64_t seed) : state_(seed) {}

    uint64_t next() {
        uint64_t z = state_ += 0x9E3779B97F4A7C15u;
        z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
        z = (z ^ z >> 27) * 0x94D049BB133111EBu;
        return z ^ z >> 31;
    }

    // low .. high - 1
    int between(int low, int high) { return low + static_cast<int>(next() % static_cast<uint64_t>(high - low)); }

    // [0, 1) and [-1, 1), exact in float32.
    double positive() { return static_cast<double>(next() >> 40) / (1 << 24); }
    double symmetric() { return static_cast<double>(static_cast<int64_t>(next() >> 40) - (1 << 23)) / (1 << 23); }

    // Nearly normal, with mean 0 and variance 1: a sum of twelve uniform numbers.
    double normal() {
        double sum = -6;
        for (int i = 0; i < 12; i++) sum += positive();
        return sum;
    }

    // [-1, 1)
    std::vector<double> values(int64_t count) {
        std::vector<double> all(static_cast<std::size_t>(count));
        for (double& value : all) value = symmetric();
        return all;
    }

private:
    uint64_t state_;
};
