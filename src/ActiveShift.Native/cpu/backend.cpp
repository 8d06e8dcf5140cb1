#include "activeshift.h"
extern "C" int32_t as_abi_version(void) { return AS_ABI_VERSION; }
