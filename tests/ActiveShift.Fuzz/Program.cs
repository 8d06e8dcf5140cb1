// Fuzzes everything that reads a file: altered inputs, chosen by which code they reach, and a contract that every one
// of them is held to.
//
// Exit codes: 0 nothing was found; 1 the command line is wrong; 2 there are findings.
using ActiveShift.Fuzz;

return FuzzCommand.Create().Parse(args).Invoke();
