#pragma once

#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "format/pdf/walker.hpp"

namespace review::pdf {

// What marked content says beside what it shows (ISO 32000-1, 14.6.2 and 14.9): /ActualText is what people copy instead of the glyphs,
// /Alt and /E are read out. Driven by a sink.
class MarkedText {
public:
    // `resources`: of the page's own content; null: none.
    MarkedText(const PoDoFo::PdfObject* resources, PoDoFo::PdfVecObjects& objects) : resources_(resources), objects_(objects) {}

    void begin_stream(const PoDoFo::PdfObject* form);
    void end_stream();
    void operation(const Operation& op);
    void show(std::span<const ShownGlyph> glyphs);

    // A glyph that is copied as something else: its share of the /ActualText that stands for it. Of more glyphs than characters those
    // behind have none, and the last that has any has their place.
    struct Instead {
        std::string text;
        Quad quad{};
    };
    const std::map<std::uint32_t, Instead>& instead() const { return instead_; }  // by drawing number
    // The strings that stand for no glyph, a line each.
    std::string lines() const;

private:
    struct Covered {
        std::uint32_t number;
        Quad quad;
    };
    struct Stream {
        const PoDoFo::PdfObject* resources;
        std::size_t marks;
    };
    void begin(const Operation& op);
    void end();
    void tell(const Operand& operand, std::string_view key);
    std::optional<std::string> actual_text(const Operation& op) const;
    void stand_for_glyphs();
    void stand_alone();
    void line(const std::string& text);

    const PoDoFo::PdfObject* resources_;
    PoDoFo::PdfVecObjects& objects_;
    std::vector<Stream> streams_;
    std::size_t marks_ = 0;                    // open
    std::optional<std::size_t> outermost_;     // the mark whose /ActualText counts: those in it stand for what it replaces
    std::string actual_, shown_;               // of it
    std::vector<Covered> covered_;
    std::map<std::uint32_t, Instead> instead_;
    std::vector<std::string> lines_;
    std::set<std::string> known_;
    std::string run_;  // of texts for no glyphs with nothing shown in between: they are copied as one
};

}  // namespace review::pdf
