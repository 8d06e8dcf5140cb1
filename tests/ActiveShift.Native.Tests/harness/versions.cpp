#include "harness/versions.h"

#include <algorithm>
#include <iterator>

#include "activeshift_engine.h"

namespace {

std::vector<Version> read(Table table) {
    if (table == Table::none) return {{table, 0, "C", true}};
    const bool engine = table == Table::engine;
    std::vector<Version> all;
    const int32_t count = engine ? as_engine_version_count() : as_backend_count();
    for (int32_t i = 0; i < count; i++) {
        const char* name = engine ? as_engine_version_name(i) : as_backend_name(i);
        const int32_t runs = engine ? as_engine_version_supported(i) : as_backend_supported(i);
        all.push_back({table, i, name, runs == 1});
    }
    return all;
}

}  // namespace

const char* name_of(Table table) {
    static const char* const names[] = {"interface", "operators", "engine"};
    return names[static_cast<int>(table)];
}

const std::vector<Version>& all_versions(Table table) {
    static const std::vector<Version> tables[] = {read(Table::none), read(Table::operators), read(Table::engine)};
    return tables[static_cast<int>(table)];
}

const std::vector<Version>& supported(Table table) {
    static const auto only = [](Table t) {
        std::vector<Version> versions;
        std::copy_if(all_versions(t).begin(), all_versions(t).end(), std::back_inserter(versions),
                     [](const Version& v) { return v.supported; });
        return versions;
    };
    static const std::vector<Version> tables[] = {only(Table::none), only(Table::operators), only(Table::engine)};
    return tables[static_cast<int>(table)];
}

std::vector<Row> rows() {
    std::vector<Row> all;
    for (int32_t i = 0; i < as_instruction_set_count(); i++)
        all.push_back({as_instruction_set_name(i), as_instruction_set_supported(i) == 1});
    return all;
}

const char* override_seen() { return as_instruction_set_override(); }

int32_t selected(Table table) { return table == Table::engine ? as_engine_version_selected() : as_backend_selected(); }
