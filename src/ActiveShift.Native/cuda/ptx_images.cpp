// Stands in until the kernels are there.
#include "cuda/shift_launch.h"

namespace activeshift::cuda {

const PtxImage ptx_images[] = {{70, ".version 6.0\n.target sm_70\n", 27}, {90, ".version 7.8\n.target sm_90\n", 27}};
const int32_t ptx_image_count = 2;

}  // namespace activeshift::cuda
