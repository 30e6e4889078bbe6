// The headers that this target is compiled with are those of all tests; see tests/CMakeLists.txt.
int main() { return 0; }
