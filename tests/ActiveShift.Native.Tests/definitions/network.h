// A network in float64, layer by layer as the paper describes it: the definition that the engine is held against,
// written without regard to speed and sharing nothing with it.
#pragma once

#include <vector>

#include "definitions/network_case.h"

// Logits [n, classes] of images [n, channels, height, width].
std::vector<double> network_logits(const NetworkCase& network, const std::vector<double>& weights,
                                   const std::vector<double>& images);

// What calibration measures on these images, in the order of as_engine_calibration_read.
std::vector<double> network_statistics(const NetworkCase& network, const std::vector<double>& weights,
                                       const std::vector<double>& images);
