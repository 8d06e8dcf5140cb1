#pragma once

void empty_tests();
