// A network in 8 bits as it is defined: activations in 255 steps of a unit for each channel, weights in steps of a unit
// for each row, sums of integers, shifts in fixed point. Only what is no integer is float64.
#pragma once

#include <vector>

#include "definitions/network_case.h"

// Logits [n, classes], by statistics in the order of as_engine_calibration_read and weights of so many steps to either
// side.
std::vector<double> network_logits_int8(const NetworkCase& network, const std::vector<double>& weights,
                                        const std::vector<double>& statistics, const std::vector<double>& images,
                                        int largest_weight);
