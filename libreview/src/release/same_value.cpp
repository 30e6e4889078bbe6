#include "release/same_value.hpp"

#include "base/loose_text.hpp"
#include "model/spelled_out.hpp"

namespace review {

std::string same_value(const Finding& finding) {
    const auto text = finding.excerpt.reveal();
    return finding.category == Category::credential ? without_layout(text) : loose(text);
}

}  // namespace review
