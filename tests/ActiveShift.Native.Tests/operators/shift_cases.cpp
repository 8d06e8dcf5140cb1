#include "operators/shift_cases.h"

#include "harness/extent.h"

const std::vector<PlaneSize>& small_planes() {
    static const std::vector<PlaneSize> sizes{{3, 5},  {15, 1}, {4, 4},   {1, 16}, {17, 1},  {6, 8},   {7, 7},
                                              {9, 7},  {7, 9},  {8, 8},   {13, 5}, {5, 13},  {10, 10}, {7, 16},
                                              {15, 8}, {7, 8},  {127, 1}, {8, 16}, {128, 1}, {11, 11}};
    return sizes;
}

std::vector<PlaneSize> all_planes() {
    std::vector<PlaneSize> sizes{{1, 1},  {1, 5},  {5, 1},  {2, 2},  {3, 3},  {3, 4},  {2, 8},  {5, 9},
                                 {3, 12}, {4, 15}, {4, 16}, {4, 17}, {3, 31}, {3, 32}, {3, 33}, {2, 63},
                                 {2, 64}, {2, 65}, {3, 69}, {1, 48}, {48, 1}, {9, 56}, {14, 14}};
    if (extent() == Extent::all) sizes.insert(sizes.end(), {{28, 28}, {56, 56}, {3, 130}, {200, 3}, {130, 33}});
    sizes.insert(sizes.end(), small_planes().begin(), small_planes().end());
    return sizes;
}

ShiftCase::Shifts all_shifts(int h, int w) {
    const auto along = [](int size) {
        const double s = size;
        return std::vector<double>{0,     -0.0,    0.5,      -0.5,  1,      -1,       0.3,
                                   -0.7,  1.25,    -2,       2.6,   -1e-30, 1e30,     s,
                                   -s,    s - 0.4, -s + 0.4, s - 1, 1 - s,  -s - 0.6, double(size / 2) + 0.1,
                                   -1e30, -7.5,    9.9};
    };
    const std::vector<double> alphas = along(w), betas = along(h);
    ShiftCase::Shifts shifts;
    // Each value meets a spread of the others, so that every kind of pair occurs.
    static const int steps[] = {0, 1, 2, 5, 11};
    for (std::size_t k = 0; k < alphas.size(); k++)
        for (int i = 0; i < how_many(5, 2); i++)
            shifts.emplace_back(alphas[k], betas[(k + std::size_t(steps[i])) % betas.size()]);
    return shifts;
}
