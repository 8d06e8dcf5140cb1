#include "harness/compare.h"

#include <cmath>

#include "harness/checks.h"

namespace {

void check_sizes(std::size_t seen, std::size_t expected, const char* what) {
    check(seen == expected, text("%s: %lld elements, expected %lld", what, static_cast<long long>(seen),
                                 static_cast<long long>(expected)));
}

void differ(const char* what, std::size_t at, double seen, double expected, double bound) {
    throw Failure(text("%s: element %lld is %.17g, expected %.17g within %.3g", what, static_cast<long long>(at), seen,
                       expected, bound));
}

bool is_close(double seen, double expected, double bound) {
    return std::isnan(expected) ? std::isnan(seen) : seen == expected || std::abs(seen - expected) <= bound;
}

}  // namespace

void check_close(const std::vector<double>& seen, const std::vector<double>& expected, double tolerance,
                 const char* what) {
    check_sizes(seen.size(), expected.size(), what);
    for (std::size_t i = 0; i < seen.size(); i++)
        if (!is_close(seen[i], expected[i], tolerance)) differ(what, i, seen[i], expected[i], tolerance);
}

void check_close(const std::vector<double>& seen, const std::vector<Sum>& expected, double tolerance,
                 const char* what) {
    check_sizes(seen.size(), expected.size(), what);
    for (std::size_t i = 0; i < seen.size(); i++) {
        const double bound = tolerance * expected[i].magnitude;
        if (!is_close(seen[i], expected[i].value, bound)) differ(what, i, seen[i], expected[i].value, bound);
    }
}

void check_same(const std::vector<double>& seen, const std::vector<double>& expected, const char* what) {
    check_sizes(seen.size(), expected.size(), what);
    for (std::size_t i = 0; i < seen.size(); i++) {
        const bool same = seen[i] == expected[i] && std::signbit(seen[i]) == std::signbit(expected[i]);
        if (!same && !(std::isnan(seen[i]) && std::isnan(expected[i]))) differ(what, i, seen[i], expected[i], 0);
    }
}
