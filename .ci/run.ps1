#!/usr/bin/env pwsh
# .ci/run for Windows, and wherever PowerShell 7 is: what must hold before a change lands. It does not install tools that some tests use, and does
# not run sanitizers, which MinGW has none of. Ends as .ci/run does, with the skipped tests and the line "N passed, N failed, N skipped".
Set-StrictMode -Version Latest
$PSNativeCommandUseErrorActionPreference = $false
Set-Location (Join-Path $PSScriptRoot '..')
$env:DOTNET_NOLOGO = '1'
$env:DOTNET_CLI_TELEMETRY_OPTOUT = '1'
$passedAll = $true

function Assert-Success([string] $What) {
    if ($LASTEXITCODE -ne 0) {
        Write-Output "$What failed with exit code $LASTEXITCODE"
        $script:passedAll = $false
    }
}

# The kernels are written for GCC and Clang; CMake's own choice on Windows is Visual C++.
if ($IsWindows -and -not $env:CMAKE_GENERATOR) {
    $env:CMAKE_GENERATOR = 'MinGW Makefiles'
    $env:CXX = 'g++'
}

dotnet build -c Release
Assert-Success 'dotnet build'
# In Release, because that is what was built: without the build tasks, the internals of ML.NET and of ActiveShift.ML can't be seen.
$env:Configuration = 'Release'
dotnet format --no-restore --verify-no-changes
Assert-Success 'dotnet format'
Remove-Item Env:Configuration

# Detailed, because only then does it say which tests are skipped; of those that pass it says too much.
$log = [System.Collections.Generic.List[string]]::new()
dotnet test -c Release --output Detailed 2>&1 | ForEach-Object {
    $line = "$_"
    $log.Add($line)
    if ($line -notmatch '^(passed |  from )') { Write-Output $line }
}
Assert-Success 'dotnet test'

# The runner ends with one summary over all projects: "  total: N", "  failed: N", "  succeeded: N", "  skipped: N".
function Get-Count([string] $Key) {
    $found = $log | Select-String -Pattern "^\s*${Key}:\s+(\d+)" | Select-Object -Last 1
    if ($found) { [int] $found.Matches[0].Groups[1].Value } else { 0 }
}
$passed = Get-Count 'succeeded'
$failed = Get-Count 'failed'
$skipped = Get-Count 'skipped'
if ($passed -eq 0 -or $failed -ne 0) { $passedAll = $false }

$native = 'tests/ActiveShift.Native.Tests/obj/plain'
cmake -S tests/ActiveShift.Native.Tests -B $native -DCMAKE_BUILD_TYPE=Release
Assert-Success 'configuring the native tests'
cmake --build $native --config Release --parallel 2
Assert-Success 'building the native tests'
$program = Get-ChildItem $native -Recurse -File | Where-Object Name -In 'activeshift_tests', 'activeshift_tests.exe' | Select-Object -First 1
if ($program) {
    & $program.FullName
    Assert-Success "the native library's own tests"
}
dotnet run -c Release --no-build --project tests/ActiveShift.Fuzz -- --seconds 120 --findings artifacts/fuzz-findings
Assert-Success 'fuzzing (see artifacts/fuzz-findings)'

# "skipped NAME", and in the next line the reason.
for ($i = 0; $i + 1 -lt $log.Count; $i++) {
    if ($log[$i] -match '^skipped (.+)') { Write-Output "skipped: $($Matches[1]): $($log[$i + 1].Trim())" }
}
Write-Output "$passed passed, $failed failed, $skipped skipped"
exit ($passedAll ? 0 : 1)
