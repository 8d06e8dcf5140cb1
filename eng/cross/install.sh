#!/usr/bin/env bash
# Installs the toolchains that build the native library for other systems than this one: clang, lld and MinGW-w64 for
# Windows x64, GCC for Linux Arm64. Exit code 0: they are there; 1: they could not be had, which is said.
set -uo pipefail
export DEBIAN_FRONTEND=noninteractive

missing=()
want() { command -v "$1" >/dev/null || missing+=("${@:2}"); }
want clang++-19 clang-19
want ld.lld-19 lld-19
want x86_64-w64-mingw32-g++-posix g++-mingw-w64-x86-64-posix
want aarch64-linux-gnu-g++ g++-aarch64-linux-gnu
[ ${#missing[@]} -gt 0 ] || exit 0

if ! command -v apt-get >/dev/null || [ "$(id -u)" -ne 0 ]; then
    echo "cross toolchains: not installed, as this is not root on a system with apt; wanted: ${missing[*]}"
    exit 1
fi
apt() { timeout 300 apt-get -qq -y -o DPkg::Lock::Timeout=60 "$@" </dev/null; }
if log=$( (apt update; apt install --no-install-recommends "${missing[@]}") 2>&1); then
    echo "cross toolchains: ${missing[*]} installed"
else
    echo "cross toolchains: ${missing[*]} could not be installed: ${log##*$'\n'}"
    exit 1
fi
