#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include <review/extraction.hpp>

#include "format/ofd/page_walk.hpp"
#include "format/pdf/layout.hpp"
#include "format/picture/packed_pictures.hpp"
#include "format/text/part_pieces.hpp"

namespace review {

// What a page or an annotation draws, as its part says it.
struct OfdPagePart {
    std::uint32_t part = 0;
    const OfdPage* page = nullptr;
    const OfdMember* annotations = nullptr;  // none: the page itself
    pdf::ReadingOrder order;
    OfdDrawing drawing;
};

// Tells the parts of a package: names of members, each page with its templates, each annotation, then what else its XML says: attributes,
// text of elements, comments; then what was recognised on pictures. What a rebuild leaves out is marked as unseen.
class OfdReader {
public:
    using OnPage = std::function<void(const OfdPagePart&)>;
    // `pictures`: of the draft, where somebody reads them.
    OfdReader(const OfdPackage& package, const std::string& draft_name, const Limits& limits, const PackedPictures* pictures = nullptr);

    void run(ExtractionSink& sink, const OnPage& on_page = {});
    const OfdPageWalk& walk() const { return walk_; }
    const OfdTextObjects& texts() const { return texts_; }
    OfdTextObjects& texts() { return texts_; }

private:
    void names(ExtractionSink& sink);
    void page(const OfdPage& page, ExtractionSink& sink, const OnPage& on_page);
    void drawn(OfdPagePart& seen, PartKind kind, std::string label, ExtractionSink& sink, const OnPage& on_page);
    void member(const OfdMember& member, ExtractionSink& sink);
    void attributes(const OfdMember& member, std::uint32_t node, ExtractionSink& sink);
    void element_text(const OfdMember& member, std::uint32_t node, ExtractionSink& sink);
    void aside(const OfdMember& member, std::uint32_t node, ExtractionSink& sink);
    void odd_names(const OfdMember& member, ExtractionSink& sink);
    void unread(ExtractionSink& sink);
    bool is_reached(const OfdMember& member, std::uint32_t node) const;
    Part head(PartKind kind, std::string label) const;
    void tell(Part&& part, ExtractionSink& sink);

    const OfdPackage& package_;
    const std::string& draft_name_;
    OfdTextObjects texts_;
    OfdPageWalk walk_;
    const PackedPictures* pictures_;
    std::uint32_t number_ = 0;
    std::uint32_t attributes_ = 0, elements_ = 0, comments_ = 0;  // of the member at hand
};

// Whether a rebuild writes an attribute as it is: words for people.
bool is_kept_ofd_text(const OfdMember& member, std::uint32_t node, const XmlAttribute& attribute);

}  // namespace review
