#pragma once

void gradient_tests();
