// The dispatch tables, and what the environment says of them.
#include <cstdlib>
#include <set>
#include <string>

#include "activeshift_engine.h"
#include "harness/checks.h"
#include "interface/interface_tests.h"

namespace {

void check_entries() {
    const int32_t backends = as_backend_count(), versions = as_engine_version_count();
    for (int32_t i = 0; i < backends; i++) CHECK(as_backend_name(i) != nullptr && as_backend_reason(i) != nullptr);
    for (int32_t i = 0; i < versions; i++) CHECK(as_engine_version_name(i) != nullptr && as_engine_version_reason(i) != nullptr);
    for (int32_t i : {-1, backends}) CHECK(as_backend_name(i) == nullptr && as_backend_reason(i) == nullptr && as_backend_supported(i) == 0);
    for (int32_t i : {-1, versions})
        CHECK(as_engine_version_name(i) == nullptr && as_engine_version_reason(i) == nullptr && as_engine_version_supported(i) == 0);
    for (Table table : {Table::operators, Table::engine}) {
        std::set<std::string> names;
        for (const Version& version : all_versions(table)) names.insert(version.name);
        CHECK(names.size() == all_versions(table).size());
    }
}

// The last ones run everywhere.
void check_ends() {
    const std::vector<Version>&operators = all_versions(Table::operators), &engine = all_versions(Table::engine);
    CHECK(operators.size() >= 2 && operators.back().name == "reference" && operators.back().supported);
    CHECK(operators[operators.size() - 2].name == "portable" && operators[operators.size() - 2].supported);
    CHECK(engine.back().name == "portable" && engine.back().supported);
}

// The best supported one, unless the environment names another one or what is not there.
void check_selected(Table table) {
    const char* wanted = std::getenv(override_variable(table));
    const bool is_named = wanted != nullptr && *wanted != '\0';
    const char* seen = override_seen(table);
    CHECK(is_named ? seen != nullptr && std::string(seen) == wanted : seen == nullptr);
    int32_t expected = is_named ? -1 : supported(table).front().index;
    for (const Version& version : supported(table))
        if (is_named && version.name == wanted) expected = version.index;
    check(selected(table) == expected, text("%s: entry %d is selected, expected %d", name_of(table), selected(table), expected));
}

}  // namespace

void table_tests() {
    Test test("the dispatch tables", Table::interface);
    test.each("version of the interface", [](const Version&) { CHECK(as_abi_version() == AS_ABI_VERSION); });
    test.each("entries", [](const Version&) { check_entries(); });
    test.each("the last ones", [](const Version&) { check_ends(); });
    test.each("the choice", [](const Version&) {
        check_selected(Table::operators);
        check_selected(Table::engine);
    });
}
