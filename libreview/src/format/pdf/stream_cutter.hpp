#pragma once

#include <optional>
#include <string>
#include <vector>

#include "format/pdf/edited_stream.hpp"

namespace review {

// Collects what changes in a content stream and in the forms it draws, nested as they are drawn. A
// form that changes is copied for this one placement, and so is every form around it.
class StreamCutter {
public:
    StreamCutter(PoDoFo::PdfMemDocument& document, const PoDoFo::PdfDictionary* resources);

    void replace(std::size_t begin, std::size_t end, std::string text);

    // In place of the operator at [begin, end) of the present stream, which draws `original` or an inline picture (null),
    // `object` is drawn, a form or a picture. Nothing changes where the two are the same.
    void draw_instead(std::size_t begin, std::size_t end, const PoDoFo::PdfReference& object, const PoDoFo::PdfObject* original);

    // In place of the name at [begin, end) of the present stream stands that of `object`.
    void name_instead(std::size_t begin, std::size_t end, const char* category, const PoDoFo::PdfReference& object);

    // Those of the present stream.
    const PoDoFo::PdfDictionary& resources() const { return frames_.back().resources; }

    // Of the present stream, by place; an insertion stands before what replaces the operator it precedes.
    void sort_splices();

    // The Do at [begin, end) of the present stream draws `form`, whose filtered bytes are `content`.
    void enter(const PoDoFo::PdfReference& form, Bytes content, std::size_t begin, std::size_t end);
    void leave();
    // In place of it nothing is drawn.
    void leave_out();

    // The same for a pattern cell or a group, and the copy is named by who asked; none: it stays as it was.
    std::optional<PoDoFo::PdfReference> leave_copy();

    // Of the outermost stream.
    const EditedStream& edits() const { return frames_.front().edits; }

private:
    struct Frame {
        PoDoFo::PdfReference form;
        Bytes content;
        std::size_t begin = 0;  // of its Do in the stream around it
        std::size_t end = 0;
        PoDoFo::PdfDictionary resources;
        EditedStream edits;
    };
    std::string free_name(const Frame& frame, const char* category);

    PoDoFo::PdfMemDocument& document_;
    std::vector<Frame> frames_;
    unsigned named_ = 0;
};

}  // namespace review
