#!/usr/bin/env python3
"""Trains a row of the paper's tables with the libtorch of this Python's PyTorch, without .NET on the machine.

    python3 train.py --row 20-16-1 --data DIR --gpu 0 --tsv FILE     # the options of PaperTables; --help shows them

It stands in the folder that publish-training.sh makes, beside PaperTables. First it loads TorchSharp's native library with PyTorch's and says what
is missing, because versions of libtorch promise each other nothing; exits with 1 if it cannot be loaded. PyTorch itself is never imported.
"""
import ctypes
import glob
import importlib.metadata
import importlib.util
import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
TORCHSHARP = os.path.join(HERE, "libLibTorchSharp.so")
PROBE = "--probe-libraries"


def torch_libraries():
    """The folders with PyTorch's libraries and those of CUDA that its packages bring."""
    spec = importlib.util.find_spec("torch")
    if spec is None or not spec.submodule_search_locations:
        sys.exit(f"train: '{sys.executable}' has no PyTorch (no package 'torch'); start this with one that has.")
    package = spec.submodule_search_locations[0]
    folder = os.path.join(package, "lib")
    if not os.path.exists(os.path.join(folder, "libtorch_cpu.so")):
        sys.exit(f"train: '{folder}' has no libtorch_cpu.so; expected a PyTorch with shared libraries.")
    return [folder] + sorted(glob.glob(os.path.join(os.path.dirname(package), "nvidia", "*", "lib")))


def versions():
    try:
        found = importlib.metadata.version("torch")
    except importlib.metadata.PackageNotFoundError:
        found = "of unknown version"
    with open(os.path.join(HERE, "libtorch.version"), encoding="utf-8") as file:
        return found, file.read().strip()


def probe():
    """In a process that has the library path. Exit codes: 0 all is there; 3 it loads, but not every function is there; 1 it does not load."""
    libc = ctypes.CDLL(None)
    libc.dlopen.restype = ctypes.c_void_p
    libc.dlopen.argtypes = [ctypes.c_char_p, ctypes.c_int]
    libc.dlerror.restype = ctypes.c_char_p
    # As TorchSharp does: libtorch's CUDA part first, if there is one, and functions looked up when they are first called.
    if not libc.dlopen(b"libtorch_cuda.so", os.RTLD_LAZY):
        print(f"train: no CUDA: {libc.dlerror().decode()}")
    if not libc.dlopen(TORCHSHARP.encode(), os.RTLD_LAZY):
        print(f"train: TorchSharp's library does not load: {libc.dlerror().decode()}")
        return 1
    # And once more with all of them looked up, in a library of its own: a loaded one would be taken as it is.
    pid = os.fork()
    if pid == 0:
        os.execv(sys.executable, [sys.executable, "-c", "import ctypes, sys; ctypes.CDLL(sys.argv[1])", TORCHSHARP])
    return 0 if os.waitpid(pid, 0)[1] == 0 else 3


def main():
    if sys.argv[1:] == [PROBE]:
        return probe()
    environment = dict(os.environ)
    inherited = [path for path in [environment.get("LD_LIBRARY_PATH")] if path]
    environment["LD_LIBRARY_PATH"] = ":".join(torch_libraries() + inherited)
    environment.setdefault("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", "1")  # a bare machine has no ICU
    found, expected = versions()
    print(f"train: PyTorch {found}; TorchSharp was built for libtorch {expected}.", flush=True)
    code = subprocess.run([sys.executable, os.path.abspath(__file__), PROBE], env=environment).returncode
    if code == 3:
        print("train: functions are missing, as above; it goes on, and fails where one of them is called.", flush=True)
    elif code != 0:
        print(f"train: this PyTorch's libtorch cannot be used; one of version {expected} can.", file=sys.stderr)
        return 1
    program = os.path.join(HERE, "PaperTables")
    os.execve(program, [program] + sys.argv[1:], environment)


if __name__ == "__main__":
    sys.exit(main())
