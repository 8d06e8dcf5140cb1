#pragma once

void shift_tests();
void shift_invariant_tests();
void shift_tiny_tests();
void shift_small_plane_tests();
