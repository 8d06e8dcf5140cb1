#include "harness/digest.h"

#include <cinttypes>
#include <cstdio>
#include <cstring>
#include <map>
#include <tuple>

namespace {

std::map<std::tuple<Table, int32_t, std::string>, uint64_t> digests;

}  // namespace

void add_to_digest(const Version& version, const std::string& kind, const std::vector<double>& results) {
    constexpr uint64_t kBasis = 14695981039346656037u, kPrime = 1099511628211u;  // FNV-1a
    uint64_t& digest = digests.try_emplace({version.table, version.index, kind}, kBasis).first->second;
    for (const double result : results) {
        uint64_t bits;
        std::memcpy(&bits, &result, sizeof(bits));
        for (int byte = 0; byte < 8; byte++) digest = (digest ^ (bits >> 8 * byte & 0xFF)) * kPrime;
    }
}

std::string digests_of(const Version& version) {
    std::string all;
    for (const auto& [key, digest] : digests) {
        if (std::get<0>(key) != version.table || std::get<1>(key) != version.index) continue;
        char digits[17];
        std::snprintf(digits, sizeof(digits), "%016" PRIx64, digest);
        all += (all.empty() ? "" : ", ") + std::get<2>(key) + " " + digits;
    }
    return all;
}
