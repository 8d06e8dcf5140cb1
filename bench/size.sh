#!/usr/bin/env bash
# What an application weighs that scores with ActiveShift.ML (no libtorch), and what one weighs that trains (libtorch in it): both published,
# framework-dependent, for one platform and for all. Prints Markdown, as in results/size.md.
#
#     bench/size.sh [RID]      by default linux-x64
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
rid=${1:-linux-x64}
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT

megabytes() { awk -v bytes="$1" 'BEGIN { printf "%.1f", bytes / 1e6 }'; }
bytes_of() { find "$1" -type f -printf '%s\n' | awk '{ sum += $1 } END { print sum + 0 }'; }
publish() { dotnet publish -c Release "$@" --self-contained false > "$out/log" 2>&1 || { cat "$out/log" >&2; exit 1; }; }

apps="tests/ScoreProcess samples/ClassifyImages samples/QuickStart"
echo "| application | published for | MB | files |"
echo "|---|---|---|---|"
for app in $apps; do
    name=$(basename "$app")
    publish "$app" -o "$out/$name/one" -r "$rid"
    publish "$app" -o "$out/$name/all"
    for scope in one all; do
        folder=$out/$name/$scope
        echo "| $app | $([ $scope = one ] && echo "$rid" || echo "every platform") | $(megabytes "$(bytes_of "$folder")") | $(find "$folder" -type f | wc -l) |"
    done
done
for app in $apps; do
    folder=$out/$(basename "$app")/one
    echo
    echo "The largest files of $app for $rid:"
    echo
    echo "| MB | file |"
    echo "|---|---|"
    find "$folder" -type f -printf '%s %P\n' | sort -rn | awk 'NR <= 10' | while read -r size file; do echo "| $(megabytes "$size") | $file |"; done
done
