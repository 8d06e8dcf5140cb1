// Equality of results: to the bit, or up to rounding, relative to the size of what was added up.
#pragma once

#include <string>
#include <vector>

// A sum with the sum of its terms' magnitudes, the scale that its rounding error is measured by.
struct Sum {
    double value = 0, magnitude = 0;

    void add(double term) {
        value += term;
        magnitude += term < 0 ? -term : term;
    }
};

// Rounding of one type, for results of magnitude about 1.
template <class T>
constexpr double rounding() {
    return sizeof(T) == sizeof(float) ? 1e-5 : 1e-12;
}

// Not a number equals itself; else to within `tolerance`, or `tolerance` times the sum's magnitude.
void check_close(const std::vector<double>& seen, const std::vector<double>& expected, double tolerance,
                 const char* what);
void check_close(const std::vector<double>& seen, const std::vector<Sum>& expected, double tolerance, const char* what);

// The same bits, not a number's excepted.
void check_same(const std::vector<double>& seen, const std::vector<double>& expected, const char* what);
