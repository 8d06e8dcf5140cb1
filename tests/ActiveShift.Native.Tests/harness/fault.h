// Says which case was being tested when memory is touched that must not be, instead of ending without a word.
#pragma once

void name_the_case_of_a_fault();
