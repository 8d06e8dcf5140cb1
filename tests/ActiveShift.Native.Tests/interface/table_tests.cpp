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
    for (int32_t i = 0; i < versions; i++)
        CHECK(as_engine_version_name(i) != nullptr && as_engine_version_reason(i) != nullptr);
    for (int32_t i : {-1, as_instruction_set_count()})
        CHECK(as_instruction_set_name(i) == nullptr && as_instruction_set_supported(i) == 0);
    for (int32_t i : {-1, backends})
        CHECK(as_backend_name(i) == nullptr && as_backend_reason(i) == nullptr && as_backend_supported(i) == 0);
    for (int32_t i : {-1, versions})
        CHECK(as_engine_version_name(i) == nullptr && as_engine_version_reason(i) == nullptr &&
              as_engine_version_supported(i) == 0);
    for (Table table : {Table::operators, Table::engine}) {
        std::set<std::string> names;
        for (const Version& version : all_versions(table)) names.insert(version.name);
        CHECK(names.size() == all_versions(table).size());
        // Each is a row, and runs where its row does.
        for (const Row& row : rows()) {
            for (const Version& version : all_versions(table))
                CHECK(version.name != row.name || version.supported == row.supported);
            names.erase(row.name);
        }
        CHECK(names.empty());
    }
}

// The last ones run everywhere.
void check_ends() {
    const std::vector<Version>&operators = all_versions(Table::operators), &engine = all_versions(Table::engine);
    CHECK(operators.size() >= 2 && operators.back().name == "reference" && operators.back().supported);
    CHECK(operators[operators.size() - 2].name == "portable" && operators[operators.size() - 2].supported);
    CHECK(engine.back().name == "portable" && engine.back().supported);
}

// The version of a row: its own, else that of the nearest row below that has one, else (the engine of the reference)
// the last one.
int32_t version_of(Table table, std::size_t row) {
    const std::vector<Row> all = rows();
    for (; row < all.size(); row++)
        for (const Version& version : all_versions(table))
            if (version.name == all[row].name) return version.index;
    return all_versions(table).back().index;
}

// The best supported row, unless the environment names another one or what is not there.
void check_selected() {
    const char* wanted = std::getenv(kOverride);
    const bool is_named = wanted != nullptr && *wanted != '\0';
    CHECK(is_named ? override_seen() != nullptr && std::string(override_seen()) == wanted : override_seen() == nullptr);
    const std::vector<Row> all = rows();
    std::size_t row = 0;
    while (row < all.size() && !(all[row].supported && (!is_named || all[row].name == wanted))) row++;
    for (Table table : {Table::operators, Table::engine}) {
        const int32_t expected = row == all.size() ? -1 : version_of(table, row);
        check(selected(table) == expected,
              text("%s: version %d is selected, expected %d", name_of(table), selected(table), expected));
    }
}

}  // namespace

void table_tests() {
    Test test("the dispatch tables", Table::none);
    test.each("version of the interface", [](const Version&) { CHECK(as_abi_version() == AS_ABI_VERSION); });
    test.each("entries", [](const Version&) { check_entries(); });
    test.each("the last ones", [](const Version&) { check_ends(); });
    test.each("the choice", [](const Version&) { check_selected(); });
}
