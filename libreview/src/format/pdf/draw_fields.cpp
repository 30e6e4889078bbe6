#include "format/pdf/draw_fields.hpp"

#include <qpdf/QPDFAnnotationObjectHelper.hh>
#include <qpdf/QPDFFormFieldObjectHelper.hh>

#include <algorithm>
#include <exception>
#include <string>

namespace review::pdf {
namespace {

// Tables 226 and 228.
constexpr int multiline = 1 << 12, password = 1 << 13, comb = 1 << 24, rich_text = 1 << 25;

bool is_ascii(const std::string& text) {
    return !text.empty() && text.size() < 1024 && std::all_of(text.begin(), text.end(), [](char c) { return c >= 0x20 && c < 0x7F; });
}

// "/Helv 12 Tf 0 g": Helv.
std::string font_named(const std::string& appearance) {
    const auto operation = appearance.rfind(" Tf");
    const auto slash = operation == appearance.npos ? operation : appearance.rfind('/', operation);
    if (slash == appearance.npos) return "";
    return appearance.substr(slash, appearance.find_first_of(" \r\n\t", slash) - slash);
}

bool has_plain_font(QPDFObjectHandle resources, const std::string& name) {
    if (name.size() < 2 || !resources.isDictionary() || !resources.getKey("/Font").isDictionary()) return false;
    auto font = resources.getKey("/Font").getKey(name);
    if (!font.isDictionary() || !font.getKey("/Subtype").isName() || !font.getKey("/BaseFont").isName()) return false;
    const auto kind = font.getKey("/Subtype").getName(), base = font.getKey("/BaseFont").getName();
    auto encoding = font.getKey("/Encoding");
    const bool latin = encoding.isNull() || (encoding.isName() && encoding.getName() != "/MacExpertEncoding") || encoding.isDictionary();
    return latin && (kind == "/Type1" || kind == "/TrueType") && base != "/ZapfDingbats" && base != "/Symbol";
}

bool is_to_be_drawn(QPDFObjectHandle widget, QPDFObjectHandle form) {
    if (!widget.isDictionary() || widget.hasKey("/AP") || !widget.getKey("/Subtype").isNameAndEquals("/Widget")) return false;
    if (!widget.getKey("/Rect").isRectangle()) return false;
    QPDFFormFieldObjectHelper field(widget);
    if (field.getFieldType() != "/Tx" || (field.getFlags() & (multiline | password | comb | rich_text)) != 0) return false;
    return is_ascii(field.getValueAsString()) && has_plain_font(form.getKey("/DR"), font_named(field.getDefaultAppearance()));
}

// qpdf writes the value when the stream is filtered, and we have it write streams as they are.
void keep_drawn(QPDF& pdf, QPDFAnnotationObjectHelper& widget) {
    auto drawn = widget.getAppearanceStream("/N");
    if (!drawn.isStream()) return;
    auto keys = drawn.getDict().shallowCopy();
    auto stream = QPDFObjectHandle::newStream(&pdf, drawn.getStreamData(qpdf_dl_generalized));
    for (const auto& key : keys.getKeys()) {
        if (key != "/Length") stream.getDict().replaceKey(key, keys.getKey(key));
    }
    widget.getAppearanceDictionary().replaceKey("/N", stream);
}

}  // namespace

void draw_fields(QPDF& pdf) {
    auto root = pdf.getTrailer().getKey("/Root");
    auto form = root.isDictionary() ? root.getKey("/AcroForm") : QPDFObjectHandle::newNull();
    if (!form.isDictionary() || !form.getKey("/DR").isDictionary()) return;
    for (auto& object : pdf.getAllObjects()) {
        try {
            if (!is_to_be_drawn(object, form)) continue;
            QPDFAnnotationObjectHelper widget(object);
            QPDFFormFieldObjectHelper(object).generateAppearance(widget);
            keep_drawn(pdf, widget);
        } catch (const std::exception&) {  // a damaged field is read as it is
            if (object.isDictionary()) object.removeKey("/AP");
        }
    }
}

}  // namespace review::pdf
