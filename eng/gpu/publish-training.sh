#!/usr/bin/env bash
# Publishes samples/PaperTables for a Linux machine that has PyTorch and neither .NET nor TorchSharp's own libtorch:
#     eng/gpu/publish-training.sh FOLDER
# FOLDER, which must be new, then holds the program with its .NET, and train.py, which starts it with PyTorch's libtorch.
# FOLDER.tar.xz holds the same.
set -euo pipefail
[ $# -eq 1 ] || { echo "usage: publish-training.sh FOLDER" >&2; exit 2; }
out=$(realpath -m "$1")
[ ! -e "$out" ] || { echo "publish-training: '$out' is there already; expected a new folder" >&2; exit 2; }
cd "$(dirname "$0")/../.."
# The loading fix in any case: the other system's libstdc++ is not known here.
dotnet publish samples/PaperTables -c Release -r linux-x64 --self-contained -p:TorchBackend=none -p:TorchSharpLoadingFix=always -o "$out"
find "$out" \( -name '*.pdb' -o -name '*.dbg' -o -name '*.xml' \) -delete
cp eng/gpu/train.py "$out/"
# The libtorch that TorchSharp was built against, with which train.py compares what it finds.
sed -n 's/.*"libtorch-cpu-linux-x64" Version="\([^"]*\)".*/\1/p' Directory.Packages.props > "$out/libtorch.version"
tar -C "$(dirname "$out")" -cJf "$out.tar.xz" "$(basename "$out")"
du -h "$out.tar.xz"
