#include "text/views.hpp"

namespace review {

const TextView& Views::joined() {
    if (!joined_) {
        joined_ = std::make_unique<TextView>(ViewKind::joined, base_);
        write_joined(base_, *joined_);
    }
    return *joined_;
}

const DigitsView& Views::digits() {
    if (!digits_) {
        digits_ = std::make_unique<DigitsView>(base_);
        write_digits(base_, part_, *digits_);
    }
    return *digits_;
}

const TextView& Views::view(ViewKind kind) {
    if (kind == ViewKind::joined) return joined();
    if (kind == ViewKind::digits) return digits().view;
    return base_;
}

const TextView& Views::pieces(const std::function<void(TextView&)>& write) {
    if (!pieces_) {
        pieces_ = std::make_unique<TextView>(ViewKind::joined, base_);
        write(*pieces_);
    }
    return *pieces_;
}

const GlyphIndex& Views::glyphs() {
    if (!glyphs_) glyphs_ = std::make_unique<GlyphIndex>(part_);
    return *glyphs_;
}

std::string in_view(ViewKind kind, std::string_view text) {
    Part part;
    part.text = text;
    Views views(part);
    return std::string(views.view(kind).text());
}

}  // namespace review
