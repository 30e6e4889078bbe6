#include "proof/shown_text.hpp"

#include "proof/pdf_streams.hpp"

namespace review {
namespace {

constexpr double gap = 200;  // thousandths of an em: more is a hole between glyphs

class Reader final : public QPDFObjectHandle::ParserCallbacks {
public:
    Reader(QPDFObjectHandle resources, FontShelf& fonts) : resources_(resources), fonts_(fonts) {}

    void handleObject(QPDFObjectHandle object, std::size_t, std::size_t) override {
        if (object.isOperator()) {
            act(object.getOperatorValue());
            operands_.clear();
            return;
        }
        keep_strings(object, 0);
        if (operands_.size() < 64) operands_.push_back(object);
    }
    void handleEOF() override { end_piece(); }

    Shown shown;

private:
    void keep_strings(QPDFObjectHandle object, int depth) {
        if (object.isString()) shown.strings.push_back(object.getStringValue());
        if (object.isInlineImage()) shown.strings.push_back(object.getInlineImageValue());
        if (depth > 64) return;
        if (object.isArray()) {
            for (auto& item : object.getArrayAsVector()) keep_strings(item, depth + 1);
        } else if (object.isDictionary()) {
            for (auto& [key, value] : object.getDictAsMap()) keep_strings(value, depth + 1);
        }
    }

    void act(const std::string& word) {
        if (word == "Tf" && !operands_.empty() && operands_.front().isName()) {
            font_ = fonts_.font(resources_, operands_.front().getName());
        } else if (word == "Tj" || word == "'" || word == "\"" || word == "TJ") {
            if (word != "Tj" && word != "TJ") end_piece();
            if (!operands_.empty()) show(operands_.back());
        } else if (word == "Td" || word == "TD" || word == "Tm" || word == "T*" || word == "ET") {
            end_piece();
        }
    }

    void show(QPDFObjectHandle operand) {
        if (operand.isString()) return glyphs(operand.getStringValue());
        if (!operand.isArray()) return;
        for (auto& item : operand.getArrayAsVector()) {
            if (item.isString()) glyphs(item.getStringValue());
            else if (item.isNumber() && (item.getNumericValue() < -gap || item.getNumericValue() > gap)) end_piece();
        }
    }

    void glyphs(const std::string& codes) {
        shown.codes += codes;
        piece_ += font_ ? font_->text_of(codes) : codes;
    }

    void end_piece() {
        if (piece_.empty()) return;
        shown.whole += piece_;
        shown.pieces.push_back(std::move(piece_));
        piece_.clear();
    }

    QPDFObjectHandle resources_;
    FontShelf& fonts_;
    const FontCodes* font_ = nullptr;
    std::vector<QPDFObjectHandle> operands_;
    std::string piece_;
};

}  // namespace

void FontShelf::add(QPDFObjectHandle font) {
    auto& slot = fonts_[font.getObjGen()];
    if (slot) return;
    std::string cmap;
    if (font.getKey("/ToUnicode").isStream()) {
        if (auto text = stream_text(font.getKey("/ToUnicode"), most_)) cmap = std::move(text->bytes);
    }
    slot = std::make_unique<FontCodes>(font, cmap);
}

const FontCodes* FontShelf::font(QPDFObjectHandle resources, const std::string& name) {
    auto dictionary = resources.isDictionary() ? resources.getKey("/Font") : QPDFObjectHandle::newNull();
    auto font = dictionary.isDictionary() ? dictionary.getKey(name) : QPDFObjectHandle::newNull();
    if (!font.isDictionary()) {
        const auto known = by_name_.find(name);
        return known == by_name_.end() ? nullptr : fonts_.at(known->second).get();
    }
    add(font);
    by_name_[name] = font.getObjGen();
    return fonts_.at(font.getObjGen()).get();
}

Shown shown_by(QPDFObjectHandle content, QPDFObjectHandle resources, FontShelf& fonts) {
    Reader reader(resources, fonts);
    QPDFObjectHandle::parseContentStream(content, &reader);
    return std::move(reader.shown);
}

}  // namespace review
