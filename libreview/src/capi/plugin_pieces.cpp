#include "capi/plugin_pieces.hpp"

#include <algorithm>
#include <cmath>

#include "base/utf8_scan.hpp"

namespace review::capi {
namespace {

constexpr std::size_t most_found = 1'000'000;
constexpr std::size_t most_text = 4 << 20;  // of one page

std::string_view text_of_plugin(const review_plugin_text& text) {
    return text.utf8 == nullptr ? std::string_view() : std::string_view(text.utf8, text.size);
}

template <typename Enum>
bool is_one_of(std::int32_t value, Enum last) { return value >= 0 && value <= static_cast<std::int32_t>(last); }

// The words of plugin.h are those of finding.hpp, in its order.
static_assert(static_cast<int>(Severity::critical) == REVIEW_CRITICAL && static_cast<int>(Likelihood::certain) == REVIEW_CERTAIN);
static_assert(static_cast<int>(Category::work_secret) == REVIEW_WORK_SECRET && static_cast<int>(Category::term) == REVIEW_TERM);
static_assert(static_cast<int>(PieceStart::block) == REVIEW_NEW_BLOCK && static_cast<int>(PieceStart::line) == REVIEW_NEW_LINE);

}  // namespace

FoundByPlugin::FoundByPlugin(std::size_t text_bytes) : review_detections{sizeof(review_detections), add_one}, text_bytes_(text_bytes) {}

int FoundByPlugin::add_one(review_detections* to, const review_detection* found) noexcept {
    auto& self = *static_cast<FoundByPlugin*>(to);
    try {
        if (found == nullptr || found->size < sizeof *found || !self.keep(*found)) self.bad_ = true;
    } catch (...) {
        self.bad_ = true;
    }
    return self.bad_ ? -1 : 0;
}

bool FoundByPlugin::keep(const review_detection& found) {
    const auto rule = text_of_plugin(found.rule);
    if (found.begin >= found.end || found.end > text_bytes_ || rule.size() > 64 || found_.size() >= most_found) return false;
    if (!is_one_of(found.category, Category::term) || !is_one_of(found.severity, Severity::critical) || !is_one_of(found.likelihood, Likelihood::certain)) return false;
    found_.push_back({found.begin, found.end, std::string(rule), static_cast<Category>(found.category), static_cast<Severity>(found.severity),
                      static_cast<Likelihood>(found.likelihood)});
    return true;
}

PiecesOfPlugin::PiecesOfPlugin(const GreyPicture& picture)
    : review_pieces{sizeof(review_pieces), add_one}, width_(picture.width), height_(picture.height) {}

int PiecesOfPlugin::add_one(review_pieces* to, const review_piece* piece) noexcept {
    auto& self = *static_cast<PiecesOfPlugin*>(to);
    try {
        if (piece == nullptr || piece->size < sizeof *piece || !self.keep(*piece)) self.bad_ = true;
    } catch (...) {
        self.bad_ = true;
    }
    return self.bad_ ? -1 : 0;
}

bool PiecesOfPlugin::keep(const review_piece& piece) {
    const auto text = text_of_plugin(piece.text);
    bytes_ += text.size();
    if (text.empty() || bytes_ > most_text || pieces_.size() >= most_found || first_not_utf8(as_bytes(text))) return false;
    for (const double value : {piece.x0, piece.y0, piece.x1, piece.y1, piece.confidence}) {
        if (!std::isfinite(value)) return false;
    }
    const bool inside = piece.x0 >= 0 && piece.y0 >= 0 && piece.x0 < piece.x1 && piece.y0 < piece.y1 && piece.x1 <= width_ && piece.y1 <= height_;
    if (!inside || !is_one_of(piece.start, PieceStart::block) || piece.confidence < 0 || piece.confidence > 100) return false;
    pieces_.push_back({std::string(text), static_cast<PieceStart>(piece.start), piece.x0, piece.y0, piece.x1, piece.y1, piece.confidence, piece.whole != 0});
    return true;
}

}  // namespace review::capi
