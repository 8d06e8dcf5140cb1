// The dispatch tables of the library, and the environment's choice among their entries: all that the tests know of
// them.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

// none: what does not depend on a version ("interface" is a macro of windows.h).
enum class Table { none, operators, engine };

struct Version {
    Table table;
    int32_t index;  // what the library's functions take
    std::string name;
    bool supported;
};

// "interface" (one entry, for what does not depend on a version), "operators" or "engine".
const char* name_of(Table table);

const std::vector<Version>& all_versions(Table table);
const std::vector<Version>& supported(Table table);

// The rows of the table of instruction sets that the versions come from, best first.
struct Row {
    std::string name;
    bool supported;
};
std::vector<Row> rows();

// The environment variable that names the row to use, and what the library made of it.
constexpr const char* kOverride = "ACTIVESHIFT_INSTRUCTION_SET";
const char* override_seen();
int32_t selected(Table table);
