#pragma once

#include <string>
#include <vector>

#include <review/bytes.hpp>

// A zip file as tools of all times write it: names in any bytes.
namespace named_zip {

struct Member {
    std::string name = {};
    bool says_utf8 = false;
    std::string extra = {};        // in the directory
    std::string local_extra = {};  // before the data
};

// Each member holds "x".
review::Bytes zip_of(const std::vector<Member>& members);

// An Info-ZIP Unicode Path field for a name in these bytes.
std::string path_field(std::string_view bytes, std::string_view name);

}  // namespace named_zip
