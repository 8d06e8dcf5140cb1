#include "harness/checks.h"

#include <algorithm>
#include <atomic>
#include <vector>

#include "harness/digest.h"

namespace {

char now[512] = "before the first test";
std::atomic<int64_t>* counter = nullptr;  // that of the version under test
int64_t failures = 0;

std::atomic<int64_t>& checks_of(const Version& version) {
    static std::atomic<int64_t> counts[3][64];
    return counts[static_cast<int>(version.table)][version.index];
}

}  // namespace

void count_check() { counter->fetch_add(1, std::memory_order_relaxed); }

const char* current_case() { return now; }

Test::Test(const char* name, Table table) : name_(name), table_(table) {}

bool Test::begin(const Version& version, const std::string& what) {
    if (failed_ >> version.index & 1) return false;
    std::snprintf(now, sizeof(now), "%s: %s %s: %s", name_, name_of(version.table), version.name.c_str(), what.c_str());
    counter = &checks_of(version);
    return true;
}

void Test::fail(const Version& version, const std::string& what, const char* how) {
    failed_ |= uint64_t(1) << version.index;
    failures++;
    std::printf("FAILED %s: %s %s: %s: %s\n", name_, name_of(version.table), version.name.c_str(), what.c_str(), how);
    std::fflush(stdout);
}

bool report(bool is_whole) {
    int64_t all = 0, left_out = 0;
    int versions = 0;
    for (Table table : {Table::none, Table::operators, Table::engine}) {
        for (const Version& version : all_versions(table)) {
            const char* name = version.name.c_str();
            const int64_t count = checks_of(version).load();
            const std::string scores = digests_of(version);
            if (!version.supported) std::printf("%s %s: not on this processor\n", name_of(table), name);
            if (version.supported && is_whole && count == 0)
                std::printf("FAILED %s %s: not tested\n", name_of(table), name), left_out++;
            if (count == 0) continue;
            std::printf("%s %s: %lld checks%s%s\n", name_of(table), name, static_cast<long long>(count),
                        scores.empty() ? "" : ", scores ", scores.c_str());
            all += count;
            versions += table != Table::none;
        }
    }
    std::printf("%lld checks, %d versions, %lld failed\n", static_cast<long long>(all), versions,
                static_cast<long long>(failures));
    return failures == 0 && left_out == 0 && all > 0;
}
