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
std::string isolated(ByteView content, const ContentShape& shape) {
    const int before = 1 - shape.lowest;
    return repeated("q\n", before) + std::string(as_text(content)) + (shape.in_text ? "\nET\n" : "\n") +
           repeated("Q\n", before + shape.final);
}

std::string place(const std::string& name, const Placement& placement) {
    std::string out = "q\n";
    for (const double value : placement) out += number_text(value) + ' ';
    return out + "cm\n/" + name + " Do\nQ\n";
}

}  // namespace

void set_page_content(PdfMemDocument& document, PdfObject& page, ByteView content, const EditedStream& edits,
                      const PageAdditions& additions) {
    auto& objects = document.GetObjects();
    ContentShape shape;
    auto clean = clean_content(spliced(content, edits.splices), shape);
    if (!edits.empty()) clean = pdf::without_dead_operators(pdf::with_folded_translations(clean));
    auto forms = edits.copies;
    const auto* resources = dictionary_at(objects, page.GetDictionary(), "Resources");
    const auto* taken = resources == nullptr ? nullptr : dictionary_at(objects, *resources, "XObject");
    const bool adds = !additions.forms.empty() || !additions.boxes.empty();
    std::string text = adds ? isolated(clean, shape) : std::string(as_text(clean));
    unsigned number = 0;
    for (const auto& [form, placement] : additions.forms) {
        std::string name;
        do {
            name = "Placed" + std::to_string(++number);
        } while (taken != nullptr && taken->HasKey(PdfName(name)));
        forms[name] = {"XObject", form};
        text += place(name, placement);
    }
    text += paint_boxes(additions.boxes);
    if (!forms.empty()) page.GetDictionary().AddKey("Resources", resources_with(objects, resources, forms));
    PdfObject* stream = objects.CreateObject(PdfVariant(PdfDictionary()));
    set_stream(*stream, as_bytes(text));
    page.GetDictionary().AddKey("Contents", stream->Reference());
}

}  // namespace review
