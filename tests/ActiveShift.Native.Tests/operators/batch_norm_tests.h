#pragma once

void batch_norm_tests();
