#!/usr/bin/env bash
# (Re)creates src/ActiveShift.Native/cuda/ptx from the kernels' sources:
#     eng/gpu/make-ptx.sh [FOLDER]
# FOLDER, by default the committed one, gets one file for every architecture. Needs clang with the NVPTX target, any from 14 on (CLANG
# names another than the first found), and no CUDA toolkit. The first line of a file holds the digest of the sources and the compiler.
set -euo pipefail
cd "$(dirname "$0")/../../src/ActiveShift.Native"
out=${1:-cuda/ptx}
compiler=${CLANG:-}
for name in clang clang-14 clang-15 clang-16 clang-17 clang-18 clang-19; do
    [ -n "$compiler" ] || compiler=$(command -v "$name" || true)
done
[ -n "$compiler" ] || { echo "make-ptx: no clang found" >&2; exit 2; }
# The major version alone: distributions patch the rest.
version="clang $("$compiler" -dumpversion | cut -d. -f1)"
digest=$(export LC_ALL=C; cat cuda/kernels/* cuda/shift_launch.h | sha256sum | cut -d' ' -f1)
mkdir -p "$out"
for architecture in 70 80; do
    file="$out/shift_kernels_sm_$architecture.ptx"
    "$compiler" -x cuda --cuda-gpu-arch=sm_$architecture --cuda-device-only -nocudainc -nocudalib -std=c++17 -O3 -Wall -Wextra -Werror \
        -Wno-unknown-cuda-version -I. -S -o "$file.new" cuda/kernels/shift_kernels.cu
    # Comments and indentation are a third of the text.
    { echo "// sha256:$digest $version"; sed -E -e 's,[[:space:]]*//.*$,,' -e 's/^[[:space:]]+//' -e 's/[[:space:]]+$//' -e 's/, /,/g' -e 's/[[:space:]]+/ /g' -e '/^$/d' "$file.new"; } > "$file"
    rm "$file.new"
done
