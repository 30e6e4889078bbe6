#include "format/pdf/page_content.hpp"

#include <string>

#include "format/pdf/boxes.hpp"
#include "format/pdf/clean_content.hpp"
#include "format/pdf/dead_operators.hpp"
#include "format/pdf/fold_translations.hpp"
#include "format/pdf/stream_data.hpp"

namespace review {

using namespace PoDoFo;

namespace {

std::string repeated(std::string_view word, int times) {
    std::string out;
    for (int i = 0; i < times; ++i) out += word;
    return out;
}

// Every q that was left open is closed, and one q more stands before for each Q too many.
std::string isolated(std::string_view content, const ContentShape& shape) {
    const int before = 1 - shape.lowest;
    return repeated("q\n", before) + std::string(content) + (shape.in_text ? "\nET\n" : "\n") +
           repeated("Q\n", before + shape.final);
}

std::string place(const std::string& name, const Placement& placement) {
    std::string out = "q\n";
    for (const double value : placement) out += number_text(value) + ' ';
    return out + "cm\n/" + name + " Do\nQ\n";
}

pdf::TagLists tag_lists(const PdfVecObjects& objects, const PdfDictionary* resources) {
    pdf::TagLists lists;
    const auto* named = resources == nullptr ? nullptr : dictionary_at(objects, *resources, "Properties");
    if (named == nullptr) return lists;
    for (const auto& [name, held] : named->GetKeys()) {
        const auto* list = dictionary_at(objects, *named, name.GetName().c_str());
        const auto* number = list == nullptr ? nullptr : list->GetKey("MCID");
        if (number != nullptr && number->IsNumber() && number->GetNumber() >= 0 && number->GetNumber() <= UINT32_MAX) {
            lists[name.GetName()] = static_cast<std::uint32_t>(number->GetNumber());
        }
    }
    return lists;
}

std::string_view without_blanks_behind(std::string_view text) {
    const auto last = text.find_last_not_of(" \n\r\t");
    return text.substr(0, last == text.npos ? 0 : last + 1);
}

}  // namespace

std::string_view without_drawn(std::string_view content, const std::vector<Quad>& areas, const std::string& on_areas) {
    const auto boxes = paint_boxes(areas) + on_areas;
    const auto painted = without_blanks_behind(boxes), before = without_blanks_behind(content);
    if (painted.empty() || !before.ends_with(painted)) return content;
    const auto rest = before.substr(0, before.size() - painted.size());
    ContentShape shape;
    (void)clean_content(as_bytes(rest), shape);
    return shape.leaves_no_trace() && (rest.empty() || rest.ends_with('\n')) ? rest : content;
}

std::size_t set_page_content(PdfMemDocument& document, PdfObject& page, ByteView content, const EditedStream& edits,
                      const PageAdditions& additions) {
    auto& objects = document.GetObjects();
    ContentShape shape;
    const auto* resources = dictionary_at(objects, page.GetDictionary(), "Resources");
    const auto lists = additions.tagged ? tag_lists(objects, resources) : pdf::TagLists{};
    auto clean = clean_content(spliced(content, edits.splices), shape, additions.tagged ? &lists : nullptr);
    if (!edits.empty()) clean = pdf::without_dead_operators(pdf::with_folded_translations(clean));
    auto forms = edits.copies;
    const auto* taken = resources == nullptr ? nullptr : dictionary_at(objects, *resources, "XObject");
    // Streams are read with a line feed behind each (7.8.2), which must not pile up.
    std::string text(without_blanks_behind(as_text(clean)));
    const bool adds = !additions.forms.empty() || !additions.boxes.empty() || !additions.areas.empty();
    if (adds && shape.leaves_no_trace()) text += '\n';
    else if (adds) text = isolated(text, shape);
    unsigned number = 0;
    for (const auto& [form, placement] : additions.forms) {
        std::string name;
        do {
            name = "Placed" + std::to_string(++number);
        } while (taken != nullptr && taken->HasKey(PdfName(name)));
        forms[name] = {"XObject", form};
        text += place(name, placement);
    }
    text += paint_boxes(additions.boxes) + additions.on_boxes + paint_boxes(additions.areas) + additions.on_areas;
    forms.insert(additions.fonts.begin(), additions.fonts.end());
    if (!forms.empty()) page.GetDictionary().AddKey("Resources", resources_with(objects, resources, forms));
    PdfObject* stream = objects.CreateObject(PdfVariant(PdfDictionary()));
    set_stream(*stream, as_bytes(without_blanks_behind(text)));
    page.GetDictionary().AddKey("Contents", stream->Reference());
    return shape.dropped;
}

}  // namespace review
