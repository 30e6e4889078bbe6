// Compiled twice: with the tables, and without for the program that makes them.
#include "base/prepared.hpp"

namespace review {

ByteView prepared([[maybe_unused]] std::string_view key) {
#ifdef REVIEW_PREPARED
#define REVIEW_FILE(name, content) \
    if (key == name) return as_bytes(std::string_view(content, sizeof(content) - 1));
#include "embedded/prepared.inc"
#undef REVIEW_FILE
#endif
    return {};
}

}  // namespace review
