// Checks, counted by version. One that does not hold ends its test for that version; the others go on.
#pragma once

#include <cstdint>
#include <cstdio>
#include <stdexcept>
#include <string>

#include "harness/versions.h"

// A check that does not hold. What it says stands behind the test, the version and the case when it is reported.
struct Failure : std::runtime_error {
    using std::runtime_error::runtime_error;
};

// Counts a check for the version that is being tested; may be called from several threads.
void count_check();

inline void check(bool holds, const std::string& otherwise) {
    count_check();
    if (!holds) throw Failure(otherwise);
}

#define CHECK(condition)                                                                                           \
    do {                                                                                                           \
        count_check();                                                                                             \
        if (!(condition)) throw Failure(std::string(__FILE__) + ":" + std::to_string(__LINE__) + ": " #condition); \
    } while (false)

// Text in the manner of printf.
template <class... Values>
std::string text(const char* format, Values... values) {
    char buffer[512];
    std::snprintf(buffer, sizeof(buffer), format, values...);
    return buffer;
}

// One test: a name, and what it is run on.
class Test {
public:
    Test(const char* name, Table table);

    // One case of the test on every version that has not failed it. `run` takes a const Version&.
    template <class Run>
    void each(const std::string& what, const Run& run) {
        for (const Version& version : supported(table_)) one(version, what, [&] { run(version); });
    }

private:
    template <class Run>
    void one(const Version& version, const std::string& what, const Run& run) {
        if (!begin(version, what)) return;
        try {
            run();
        } catch (const std::exception& failure) {
            fail(version, what, failure.what());
        }
    }

    bool begin(const Version& version, const std::string& what);
    void fail(const Version& version, const std::string& what, const char* how);

    const char* name_;
    Table table_;
    uint64_t failed_ = 0;  // a bit for each version of the table
};

// What is being tested at the moment, for the message of a memory fault: a buffer that is never freed.
const char* current_case();

// Prints a line for every version and one for all; true if every check held, and there were some: of each version that
// runs here, where the tests were the whole of them.
bool report(bool is_whole);
