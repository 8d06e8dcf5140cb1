#!/usr/bin/env bash
# Makes the packages as they are published, from the commit that is checked out and nothing else, with the native library
# for every system: into artifacts/release, with their digests.
#
#   eng/release.sh [OPTION OF dotnet pack]...     e.g. -p:PackageVersion=0.2.0 -p:RepositoryUrl=https://...
#
# Wants Linux x64 with CMake and a C++ compiler; the toolchains for the other systems are installed where that goes
# (eng/cross/install.sh).
set -euo pipefail
cd "$(dirname "$0")/.."
[ -z "$(git status --porcelain)" ] || { echo "release: there are changes that are not committed" >&2; exit 1; }
eng/cross/install.sh

clone=$(mktemp -d)
trap 'rm -rf "$clone"' EXIT
git clone --quiet . "$clone"
rm -rf artifacts/release
for project in eng/Package src/ActiveShift.Reports; do
    dotnet pack -c Release -p:RequireAllRuntimes=true "$clone/$project" -o artifacts/release "$@"
done
cd artifacts/release
sha256sum -- *
