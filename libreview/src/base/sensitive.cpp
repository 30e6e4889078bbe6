#include <review/sensitive.hpp>

#include <string.h>

namespace review {

Sensitive::~Sensitive() {
    if (!bytes_.empty()) explicit_bzero(bytes_.data(), bytes_.size());
}

}  // namespace review
