#pragma once

void table_tests();
void operator_argument_tests();
void engine_argument_tests();
void concurrency_tests();
void unload_tests();
