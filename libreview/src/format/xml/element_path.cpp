#include "format/xml/element_path.hpp"

#include "base/decimal.hpp"

namespace review {

std::uint32_t ElementPath::Children::count(std::string_view name) {
    for (auto& [known, count] : few_) {
        if (known == name) return ++count;
    }
    if (few_.size() == few) return ++more_[name];
    few_.emplace_back(name, 1);
    return 1;
}

// A map that was large once costs its size at every clear().
void ElementPath::Children::clear() {
    few_.clear();
    if (!more_.empty()) more_ = {};
}

void ElementPath::Level::forget() {
    comments = instructions = 0;
    children.clear();
}

void ElementPath::enter(std::string_view name) {
    const auto index = here().children.count(name);
    const bool overlong = here().overlong || path_.size() + name.size() + 16 > longest;
    if (++depth_ == levels_.size()) levels_.emplace_back();
    Level& level = here();
    level.forget();
    level.name = name;
    level.index = index;
    level.number = ++elements_;
    level.path_size = path_.size();
    level.overlong = overlong;
    if (overlong) return;
    path_ += '/';
    path_ += name;
    if (depth_ == 1) return;
    path_ += '[';
    append_decimal(path_, index);
    path_ += ']';
}

void ElementPath::leave() {
    path_.resize(here().path_size);
    --depth_;
}

void ElementPath::restart() {
    here().forget();
    elements_ = here().number;
}

void ElementPath::append_xpath(std::string& to) const {
    if (!here().overlong) {
        to += path_;
        return;
    }
    to += "(//*)[";
    append_decimal(to, here().number);
    to += ']';
}

}  // namespace review
