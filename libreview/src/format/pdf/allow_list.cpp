#include "format/pdf/allow_list.hpp"

#include <map>

namespace review {

namespace {

using Table = std::map<std::pair<Role, std::string_view>, Role>;

const Table& keys_by_role() {
    static const Table rows{
#define REVIEW_ROLE(name)
#define REVIEW_KEY(role, key, target) {{Role::role, key}, Role::target},
#include "format/pdf/allow_list.inc"
#undef REVIEW_ROLE
#undef REVIEW_KEY
    };
    return rows;
}

}  // namespace

bool has_free_keys(Role holder) {
    return keys_by_role().count({holder, "*"}) != 0;
}

Role role_behind(Role holder, std::string_view key) {
    auto row = keys_by_role().find({holder, key});
    if (row == keys_by_role().end()) row = keys_by_role().find({holder, "*"});
    return row == keys_by_role().end() ? Role::none : row->second;
}

}  // namespace review
