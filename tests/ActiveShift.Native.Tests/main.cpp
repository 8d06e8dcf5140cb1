#include <cstdio>
#include <cstring>

void argument_tests();
void batch_norm_tests();
void concurrency_tests();
void engine_tests();
void layer_tests();
void normalized_shift_tests();
void pointwise_tests();
void shift_tests();

namespace {

struct Group {
    const char* name;
    void (*run)();
};

const Group kGroups[] = {
    {"argument", argument_tests}, {"shift", shift_tests},   {"batch_norm", batch_norm_tests}, {"normalized_shift", normalized_shift_tests},
    {"pointwise", pointwise_tests}, {"layer", layer_tests}, {"engine", engine_tests},         {"concurrency", concurrency_tests},
};

}  // namespace

// All groups, or those that are named.
int main(int argc, char** argv) {
    for (const Group& group : kGroups) {
        bool wanted = argc == 1;
        for (int i = 1; i < argc; i++) wanted |= std::strcmp(argv[i], group.name) == 0;
        if (!wanted) continue;
        group.run();
        std::printf("%s: passed\n", group.name);
    }
    return 0;
}
