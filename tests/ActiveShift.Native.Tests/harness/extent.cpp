#include "harness/extent.h"

namespace {

Extent chosen = Extent::all;

}  // namespace

Extent extent() { return chosen; }

void set_extent(Extent wanted) { chosen = wanted; }
