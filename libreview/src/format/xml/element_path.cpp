#include "format/xml/element_path.hpp"

namespace review {

// A map that was large once costs its size at every clear().
void ElementPath::Level::forget() {
    comments = instructions = 0;
    if (children.bucket_count() > 64) {
        children = {};
    } else if (!children.empty()) {
        children.clear();
    }
}

void ElementPath::enter(std::string_view name) {
    const auto index = ++levels_.back().children[name];
    const bool overlong = levels_.back().overlong || path_.size() + name.size() + 16 > longest;
    Level level;
    level.name = name;
    level.index = index;
    level.number = ++elements_;
    level.path_size = path_.size();
    level.overlong = overlong;
    if (!overlong) {
        path_ += '/';
        path_ += name;
        if (levels_.size() > 1) path_ += '[' + std::to_string(index) + ']';
    }
    levels_.push_back(std::move(level));
}

void ElementPath::leave() {
    path_.resize(levels_.back().path_size);
    levels_.pop_back();
}

void ElementPath::restart() {
    levels_.back().forget();
    elements_ = levels_.back().number;
}

std::string ElementPath::xpath() const {
    if (levels_.back().overlong) return "(//*)[" + std::to_string(levels_.back().number) + "]";
    return path_;
}

}  // namespace review
