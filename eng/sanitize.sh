#!/usr/bin/env bash
# Builds the native library and its tests with sanitizers, and runs them on every instruction set that this processor has.
#
#   eng/sanitize.sh [asan|tsan|plain]...   (default: asan tsan)
#
# asan: addresses and undefined behaviour. tsan: data races. plain: none, the library as it is shipped.
# Exit code 0: passed, or nothing here can build them, which is said; 1: something was found.
set -euo pipefail
cd "$(dirname "$0")/.."
[ $# -gt 0 ] || set -- asan tsan
build=tests/ActiveShift.Native.Tests/obj
for tool in cmake "${CXX:-c++}"; do
    command -v "$tool" > /dev/null || { echo "sanitize: skipped, there is no $tool"; exit 0; }
done
# The sanitizers' own checks of what the compiler cannot see: leaks, and the order of initialisers.
export ASAN_OPTIONS=detect_leaks=1:check_initialization_order=1:strict_init_order=1 UBSAN_OPTIONS=print_stacktrace=1 TSAN_OPTIONS=halt_on_error=1

works() {
    local probe
    probe=$(mktemp)
    echo 'int main() { return 0; }' | "${CXX:-c++}" -x c++ -fsanitize="$1" - -o "$probe" 2> /dev/null && "$probe"
    local result=$?
    rm -f "$probe"
    return $result
}

for kind in "$@"; do
    case $kind in
        asan) flags=address,undefined ;;
        tsan) flags=thread ;;
        plain) flags= ;;
        *) echo "sanitize: '$kind' is none of asan, tsan, plain" >&2; exit 1 ;;
    esac
    if [ -n "$flags" ] && ! works "$flags"; then
        echo "sanitize: $kind skipped, ${CXX:-c++} has no -fsanitize=$flags that runs here"
        continue
    fi
    cmake -S tests/ActiveShift.Native.Tests -B "$build/$kind" -DCMAKE_BUILD_TYPE=Release -DSANITIZE="$flags" > /dev/null
    cmake --build "$build/$kind" --parallel 2 > /dev/null
    echo "sanitize: $kind"
    # Everything by the library as it is; sanitizers make it several times slower.
    if [ -z "$flags" ]; then
        "$build/$kind/activeshift_tests"
        # The environment is read anew by each program.
        for row in portable reference no-such-row; do ACTIVESHIFT_INSTRUCTION_SET=$row "$build/$kind/activeshift_tests" table > /dev/null; done
    else
        "$build/$kind/activeshift_tests" --small
    fi
done
