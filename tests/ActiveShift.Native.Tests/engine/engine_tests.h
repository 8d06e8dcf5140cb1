#pragma once

void engine_tests();
void int8_tests();
void calibration_tests();
void layer_tests();
void score_tests();
