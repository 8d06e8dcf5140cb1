#!/usr/bin/env bash
# Runs the native library's tests on the systems that it is cross-built for: on Windows x64 by wine, on Linux Arm64 by
# qemu, with the library that is packed.
#
#   eng/cross/check-native.sh [RID]...   (default: win-x64 linux-arm64)
#
# Both are emulated, so the tests are the small set; and the bits of scores must be those of this system, where
# eng/sanitize.sh has built the tests for it. Exit code 0: passed, or skipped for want of a toolchain or an emulator,
# which is said; 1: something failed.
set -uo pipefail
cd "$(dirname "$0")/../.."
[ $# -gt 0 ] || set -- win-x64 linux-arm64
tests=tests/ActiveShift.Native.Tests
work=$(mktemp -d)
export WINEPREFIX=$work/wine WINEARCH=win64 WINEDEBUG=-all WINEDLLOVERRIDES="mscoree,mshtml="
wine=$(command -v wine64 || echo /usr/lib/wine/wine64)
trap 'if [ -d "$WINEPREFIX" ]; then "$(dirname "$(readlink -f "$wine")")/wineserver" -k; fi; rm -rf "$work"' EXIT
status=0

fail() { echo "check-native: $*"; status=1; }

# Says what is missing for a system, and fails then.
is_there() {
    local rid=$1 tool
    for tool in "${@:2}"; do
        command -v "$tool" >/dev/null && continue
        echo "check-native: $rid skipped, there is no $tool (.ci/install-test-tools)"
        return 1
    done
}

# The library where packing builds it, so that it is built once, and the tests.
build() {
    local rid=$1 file=$2
    local library=$PWD/src/ActiveShift/obj/native/$rid/Release
    local options=(-DCMAKE_BUILD_TYPE=Release -DCMAKE_TOOLCHAIN_FILE="$PWD/eng/cross/$rid.cmake")
    {
        cmake -S src/ActiveShift.Native -B "$library" "${options[@]}" &&
            cmake --build "$library" --config Release --parallel "$(nproc)" &&
            cmake -S $tests -B $tests/obj/"$rid" "${options[@]}" -DACTIVESHIFT_LIBRARY="$library/lib/$file" &&
            cmake --build $tests/obj/"$rid" --parallel "$(nproc)"
    } >"$work/build" 2>&1 || { cat "$work/build"; fail "$rid could not be built"; return 1; }
}

# Bits of the scores of the best version that a run of the tests had: the first of the engine's lines. The portable one
# has no fused multiply-adds, or those that its compiler likes.
scores_of() { sed -n '/portable/d; s/^engine [^:]*: .*scores float32 \([0-9a-f]*\).*/\1/p' "$1" | head -n 1; }

# The tests by an emulator, with what else they are given.
run() {
    local name=$1; shift
    echo "check-native: $name"
    timeout 600 "$@" >"$work/run" 2>&1 </dev/null
    local result=$?
    tr -d '\r' <"$work/run" | tee "$work/lines"
    [ $result -eq 0 ] || fail "$name failed, with exit code $result"
    local there
    there=$(scores_of "$work/lines")
    [ -z "$there" ] || [ -z "$here" ] || [ "$there" = "$here" ] ||
        fail "$name scores to other bits than this system: $there, not $here"
}

# A version of the engine that the last run had, or had not.
expect() { grep -q "^engine $1: $2" "$work/lines" || fail "$3: no line 'engine $1: $2'"; }

# The environment is read anew by each program.
run_overrides() {
    local name=$1 row; shift
    for row in portable reference no-such-row; do
        ACTIVESHIFT_INSTRUCTION_SET=$row run "$name, ACTIVESHIFT_INSTRUCTION_SET=$row" "$@" table
    done
}

here=
if [ -x $tests/obj/plain/activeshift_tests ]; then
    $tests/obj/plain/activeshift_tests scores >"$work/here" || fail "the tests on this system failed"
    here=$(scores_of "$work/here")
fi

for rid in "$@"; do
    case $rid in
        win-x64)
            program=$tests/obj/$rid/activeshift_tests.exe
            is_there "$rid" cmake clang++-19 ld.lld-19 x86_64-w64-mingw32-windres "$wine" || continue
            build "$rid" libactiveshift.dll || continue
            "$wine" wineboot -i >"$work/boot" 2>&1 || { cat "$work/boot"; fail "wine could not be started"; continue; }
            run "$rid by wine" "$wine" "$program" --small
            run_overrides "$rid by wine" "$wine" "$program"
            ;;
        linux-arm64)
            program=$tests/obj/$rid/activeshift_tests
            is_there "$rid" cmake aarch64-linux-gnu-g++ qemu-aarch64-static || continue
            build "$rid" libactiveshift.so || continue
            arm=(qemu-aarch64-static -L /usr/aarch64-linux-gnu)
            run "$rid by qemu, with all that it knows" "${arm[@]}" -cpu max "$program" --small
            expect neoni8mm '[0-9]' "$rid by qemu"
            # What depends on the processor: Cortex-A76 has 8-bit dot products of signed bytes alone, Cortex-A72 none.
            for cpu in cortex-a76 cortex-a72; do
                run "$rid by qemu, $cpu" "${arm[@]}" -cpu $cpu "$program" --small table int8 scores
                expect neoni8mm not "$cpu"
                case $cpu in cortex-a76) expect neondotprod '[0-9]' $cpu ;; *) expect neondotprod not $cpu ;; esac
            done
            run_overrides "$rid by qemu" "${arm[@]}" "$program"
            ;;
        *) fail "'$rid' is none of win-x64, linux-arm64" ;;
    esac
done
exit $status
