#pragma once

#include <string>
#include <vector>

#include <review/shared_bytes.hpp>

namespace review {

struct ZipContent {
    std::string name;
    SharedBytes bytes;
};

// Members in this order, deflated, of 1980-01-01 00:00, without attributes, extra fields and comments: equal members
// give equal bytes.
Bytes write_zip(const std::vector<ZipContent>& members);

}  // namespace review
