#include <qpdf/QPDF.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFPageObjectHelper.hh>

#include <set>

#include <review/error.hpp>

#include "base/messages/proof.hpp"
#include "proof/pdf_eye.hpp"
#include "proof/pdf_streams.hpp"
#include "proof/shown_text.hpp"

namespace review {
namespace {

class PdfEye {
public:
    PdfEye(QPDF& pdf, Needles& needles, const Limits& limits, Evidence& evidence)
        : pdf_(pdf), needles_(needles), limits_(limits), evidence_(evidence), fonts_(limits.stream_bytes) {}

    void look() {
        if (pdf_.isEncrypted()) doubt(say(Msg::proof_encrypted));
        if (pdf_.getTrailer().hasKey("/Prev")) doubt(say(Msg::proof_earlier_revision));
        place_ = "trailer";
        walk(pdf_.getTrailer(), 0);
        mark_reached(pdf_.getTrailer());
        auto objects = pdf_.getAllObjects();
        for (auto& object : objects) find_fonts(object);
        gather_codes();
        pages();  // first: a form without resources takes its fonts from the page
        for (auto& object : objects) one(object);
        for (const auto& warning : pdf_.getWarnings()) {
            doubt(say(Msg::proof_warning, {std::to_string(warning.getFilePosition())}));
        }
    }

private:
    static std::string place_of(QPDFObjectHandle object) {
        return say(Msg::proof_place_object, {std::to_string(object.getObjectID()) + " " + std::to_string(object.getGeneration()) + " R"});
    }

    void find_fonts(QPDFObjectHandle object) {
        if (object.isDictionary() && object.getKey("/Type").isNameAndEquals("/Font")) fonts_.add(object);
    }

    void one(QPDFObjectHandle object) {
        place_ = place_of(object);
        const bool of_the_table = object.isStream() && (object.getDict().getKey("/Type").isNameAndEquals("/XRef") ||
                                                        object.getDict().getKey("/Type").isNameAndEquals("/ObjStm"));
        if (!reached_.contains(object.getObjGen()) && !of_the_table) doubt(say(Msg::proof_unreached, {place_}));
        walk(object, 0);
        if (object.isStream() && !of_the_table) stream(object);
    }

    // Strings and names of one object, not of those it points to.
    void walk(QPDFObjectHandle object, std::uint32_t depth) {
        if (depth > limits_.depth) return doubt(say(Msg::proof_too_deep, {place_}));
        if (object.isString()) {
            string(object.getStringValue());
            needles_.look_in_text(object.getUTF8Value(), place_, 2, evidence_.residue);
        } else if (object.isName()) {
            needles_.look(object.getName(), place_, Where::program, evidence_.residue);
        } else if (object.isArray()) {
            for (auto& item : object.getArrayAsVector()) below(item, depth);
        } else if (object.isDictionary() || object.isStream()) {
            auto dictionary = object.isStream() ? object.getDict() : object;
            for (auto& [key, value] : dictionary.getDictAsMap()) {
                needles_.look(key, place_, Where::program, evidence_.residue);
                below(value, depth);
            }
        }
    }

    void below(QPDFObjectHandle value, std::uint32_t depth) {
        if (!value.isIndirect()) walk(value, depth + 1);
    }

    void string(const std::string& bytes) { needles_.look(bytes, place_, Where::string, evidence_.residue); }

    void stream(QPDFObjectHandle object) {
        const auto text = stream_text(object, limits_.stream_bytes);
        if (!text) return doubt(say(Msg::proof_stream_too_large, {place_}));
        ++evidence_.streams;
        const auto place = place_ + say(Msg::proof_place_stream);
        auto dictionary = object.getDict();
        const bool program = dictionary.getKey("/Subtype").isNameAndEquals("/Form") || dictionary.hasKey("/PatternType") ||
                             contents_.contains(object.getObjGen()) || text->bytes.find("begincmap") != std::string::npos;
        const bool plain = text->decoded && reads_as_text(text->bytes);
        needles_.look(text->bytes, place, program ? Where::program : plain ? Where::text : Where::binary, evidence_.residue);
        if (plain && !program) needles_.look_in_text(FontGrammar(text->bytes).blanked(text->bytes), place, 4, evidence_.residue);
        needles_.look_for_codes(text->bytes, place, Where::program, evidence_.residue);
        if (dictionary.getKey("/Subtype").isNameAndEquals("/Form") || dictionary.hasKey("/PatternType")) {
            shown(object, dictionary.getKey("/Resources"), place);
        }
    }

    // The codes of every font for each value, as bytes: also in streams nothing draws.
    void gather_codes() {
        std::set<std::pair<std::size_t, std::string>> codes;
        for (const auto& [id, font] : fonts_.all()) {
            for (std::size_t value = 0; value < needles_.size(); ++value) {
                auto sequence = font->codes_for(needles_.points(value));
                if (sequence && sequence->size() >= 6) codes.emplace(value, std::move(*sequence));
            }
        }
        needles_.set_codes(codes);
    }

    void shown(QPDFObjectHandle content, QPDFObjectHandle resources, const std::string& place) {
        try {
            const auto seen = shown_by(content, resources, fonts_);
            for (const auto& piece : seen.pieces) needles_.look_in_text(piece, place, 2, evidence_.residue);
            needles_.look_in_text(seen.whole, place, 3, evidence_.residue);
            for (const auto& bytes : seen.strings) needles_.look(bytes, place, Where::string, evidence_.residue);
            needles_.look(seen.codes, place, Where::binary, evidence_.residue);
            needles_.look_for_codes(seen.codes, place, Where::string, evidence_.residue);
        } catch (const std::exception&) {
            doubt(say(Msg::proof_content_unread, {place}));
        }
    }

    void pages() {
        std::uint32_t number = 0;
        for (auto& page : QPDFPageDocumentHelper(pdf_).getAllPages()) {
            const auto place = say(Msg::proof_place_page, {std::to_string(++number)});
            auto content = page.getObjectHandle().getKey("/Contents");
            if (content.isStream() || content.isArray()) shown(content, page.getAttribute("/Resources", false), place);
        }
        for (auto& object : pdf_.getAllObjects()) {
            if (!object.isDictionary() || !object.getKey("/CharProcs").isDictionary()) continue;
            for (auto& [name, glyph] : object.getKey("/CharProcs").getDictAsMap()) {
                if (glyph.isStream()) shown(glyph, object.getKey("/Resources"), place_of(object));
            }
        }
    }

    // Iterative: a chain of a million objects must not end the stack.
    void mark_reached(QPDFObjectHandle root) {
        std::vector<QPDFObjectHandle> open{root};
        while (!open.empty()) {
            auto object = open.back();
            open.pop_back();
            if (object.isIndirect() && !reached_.insert(object.getObjGen()).second) continue;
            if (object.isArray()) {
                for (auto& item : object.getArrayAsVector()) open.push_back(item);
            } else if (object.isDictionary() || object.isStream()) {
                auto dictionary = object.isStream() ? object.getDict() : object;
                for (auto& [key, value] : dictionary.getDictAsMap()) {
                    if (key == "/Contents") add_contents(value);
                    open.push_back(value);
                }
            }
        }
    }

    void add_contents(QPDFObjectHandle value) {
        if (value.isStream()) contents_.insert(value.getObjGen());
        if (!value.isArray()) return;
        for (auto& item : value.getArrayAsVector()) contents_.insert(item.getObjGen());
    }

    void doubt(std::string sentence) {
        if (evidence_.doubts.size() < 100) evidence_.doubts.push_back(std::move(sentence));
    }

    QPDF& pdf_;
    Needles& needles_;
    const Limits& limits_;
    Evidence& evidence_;
    FontShelf fonts_;
    std::set<QPDFObjGen> reached_;
    std::set<QPDFObjGen> contents_;
    std::string place_;
};

}  // namespace

void look_at_pdf_objects(ByteView file, Needles& needles, const Limits& limits, Evidence& evidence) {
    QPDF pdf;
    pdf.setSuppressWarnings(true);
    pdf.setAttemptRecovery(false);
    try {
        pdf.processMemoryFile("output", as_text(file).data(), file.size());
        PdfEye(pdf, needles, limits, evidence).look();
        evidence.reopened = true;
    } catch (const QPDFExc&) {
        // Its message may quote the file.
        throw Error(Errc::malformed, say(Msg::proof_not_opened));
    }
}

}  // namespace review
