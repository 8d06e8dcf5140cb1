// A number that stands for the bits of many results of a version: equal where two systems compute the same.
#pragma once

#include <string>
#include <vector>

#include "harness/versions.h"

// Adds results of one kind, in the order of the calls.
void add_to_digest(const Version& version, const std::string& kind, const std::vector<double>& results);

// "float32 0123456789abcdef" for every kind, with commas between; empty if nothing was added.
std::string digests_of(const Version& version);
