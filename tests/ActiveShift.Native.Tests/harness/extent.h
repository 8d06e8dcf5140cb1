// How much is tested: everything, or what a slow (emulated, sanitized) system gets through in a minute.
#pragma once

enum class Extent { all, small };

Extent extent();
void set_extent(Extent wanted);

// `all` of them, or only the first `small`.
inline int how_many(int all, int small) { return extent() == Extent::all ? all : small; }
