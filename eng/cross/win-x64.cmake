# Windows x64 from Linux: clang and lld with MinGW-w64's headers and libraries, by Debian's packages (install.sh).
# Everything but the system's own KERNEL32 and msvcrt is linked statically, because MinGW's libraries are on no Windows.
set(CMAKE_SYSTEM_NAME Windows)
set(CMAKE_SYSTEM_PROCESSOR x86_64)
set(CMAKE_CXX_COMPILER clang++-19)
set(CMAKE_CXX_COMPILER_TARGET x86_64-w64-mingw32)
set(CMAKE_RC_COMPILER x86_64-w64-mingw32-windres)
set(CMAKE_EXE_LINKER_FLAGS_INIT "-fuse-ld=lld-19 -static -pthread")
# Without the time of the build: the same sources give the same file.
set(CMAKE_SHARED_LINKER_FLAGS_INIT "${CMAKE_EXE_LINKER_FLAGS_INIT} -Wl,--no-insert-timestamp")
