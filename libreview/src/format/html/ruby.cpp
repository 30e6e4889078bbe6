#include "format/html/ruby.hpp"

#include <algorithm>

namespace review {
namespace {

bool overlaps(const std::vector<Edit>& edits, ByteRange range) {
    const auto edit = std::partition_point(edits.begin(), edits.end(), [&](const Edit& one) { return one.source.end <= range.begin; });
    return edit != edits.end() && edit->source.begin < range.end;
}

class Ruby {
public:
    Ruby(const HtmlPage& page, const std::vector<Edit>& edits) : page_(page), edits_(edits) {}

    std::vector<ByteRange> run() {
        for (const auto& token : page_.tokens()) {
            if (token.kind == HtmlTokenKind::start) start(token.name);
            else if (token.kind == HtmlTokenKind::end) end(token.name);
            else if (token.kind == HtmlTokenKind::text && open_ > 0) text(token);
        }
        settle();
        return std::move(found_);
    }

private:
    enum class In { base, reading, bracket };

    void start(const std::string& name) {
        if (name == "ruby" && open_++ == 0) settle();
        if (open_ == 0) return;
        if (name == "rt") in_ = In::reading;
        if (name == "rp") in_ = In::bracket;
        // Columns of bases over columns of readings: who belongs to whom is counted (4.5.11, obsolete and in use); all go together.
        if (name == "rb" || name == "rtc") in_ = name == "rb" ? In::base : In::reading, whole_ = true;
    }

    void end(const std::string& name) {
        if (open_ == 0) return;
        if (name == "rt" || name == "rp" || name == "rtc" || name == "rb") in_ = In::base;
        if (name == "ruby" && --open_ == 0) settle();
    }

    void text(const HtmlToken& token) {
        const auto range = page_.text().source(token.begin, token.end);
        const auto said = page_.text().utf8().substr(token.begin, token.end - token.begin);
        if (in_ == In::bracket || std::all_of(said.begin(), said.end(), is_html_blank)) return;
        if (in_ == In::reading) return readings_.push_back(range);
        if (!readings_.empty() && !whole_) pair();  // of another base
        cut_ = cut_ || overlaps(edits_, range);
    }

    void pair() {
        for (const auto& reading : readings_) {
            if (cut_ && !overlaps(edits_, reading)) found_.push_back(reading);
        }
        readings_.clear();
        cut_ = false;
    }

    void settle() {
        pair();
        in_ = In::base, whole_ = false;
    }

    const HtmlPage& page_;
    const std::vector<Edit>& edits_;
    std::vector<ByteRange> found_;
    std::vector<ByteRange> readings_;  // of the base that is open
    std::size_t open_ = 0;             // ruby elements
    In in_ = In::base;
    bool cut_ = false, whole_ = false;
};

}  // namespace

bool has_ruby(const HtmlPage& page) {
    return std::any_of(page.tokens().begin(), page.tokens().end(), [](const HtmlToken& token) { return token.kind == HtmlTokenKind::start && token.name == "ruby"; });
}

std::vector<ByteRange> readings_over(const HtmlPage& page, const std::vector<Edit>& edits) { return Ruby(page, edits).run(); }

}  // namespace review
