#include "harness/fault.h"

#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "harness/checks.h"

#if defined(_WIN32)
#  include <windows.h>
#else
#  include <csignal>
#  include <unistd.h>
#endif

namespace {

#if defined(_WIN32)
LONG WINAPI on_exception(EXCEPTION_POINTERS* exception) {
    std::fprintf(stderr, "FAILED %s: exception %08lx\n", current_case(), exception->ExceptionRecord->ExceptionCode);
    std::fflush(stderr);
    TerminateProcess(GetCurrentProcess(), 1);
    return EXCEPTION_EXECUTE_HANDLER;
}
#else
constexpr int kSignals[] = {SIGSEGV, SIGBUS, SIGILL, SIGFPE};
struct sigaction before[sizeof(kSignals) / sizeof(kSignals[0])];

void write_text(const char* text) {
    const auto written = write(STDERR_FILENO, text, std::strlen(text));
    static_cast<void>(written);  // there is nobody left to tell
}

// A sanitizer has a handler of its own, which tells where: it gets the same fault again.
void on_signal(int signal) {
    write_text("FAILED ");
    write_text(current_case());
    write_text(signal == SIGILL ? ": an instruction that this processor does not have\n"
                                : ": memory that is not there\n");
    for (std::size_t i = 0; i < sizeof(kSignals) / sizeof(kSignals[0]); i++) {
        if (kSignals[i] != signal) continue;
        if (before[i].sa_handler == SIG_DFL) _exit(1);
        sigaction(signal, &before[i], nullptr);
    }
}
#endif

}  // namespace

void name_the_case_of_a_fault() {
#if defined(_WIN32)
    SetUnhandledExceptionFilter(on_exception);
#else
    struct sigaction action{};
    action.sa_handler = on_signal;
    for (std::size_t i = 0; i < sizeof(kSignals) / sizeof(kSignals[0]); i++)
        sigaction(kSignals[i], &action, &before[i]);
#endif
}
