#pragma once

void pointwise_tests();
