#pragma once

void normalized_shift_tests();
