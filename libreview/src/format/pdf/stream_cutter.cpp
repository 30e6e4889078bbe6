#include "format/pdf/stream_cutter.hpp"

#include <algorithm>
#include <tuple>

#include "format/pdf/same_drawing.hpp"

namespace review {

using namespace PoDoFo;

StreamCutter::StreamCutter(PdfMemDocument& document, const PdfDictionary* resources) : document_(document) {
    frames_.emplace_back();
    if (resources != nullptr) frames_.back().resources = *resources;
}

void StreamCutter::replace(std::size_t begin, std::size_t end, std::string text) {
    frames_.back().edits.splices.push_back({begin, end, std::move(text)});
}

void StreamCutter::draw_instead(std::size_t begin, std::size_t end, const PdfReference& object, const PdfObject* original) {
    const auto* copy = document_.GetObjects().GetObject(object);
    if (original != nullptr && copy != nullptr && is_same_drawing(*original, *copy)) return;
    const auto name = free_name(frames_.back(), "XObject");
    frames_.back().edits.copies[name] = {"XObject", object};
    replace(begin, end, '/' + name + " Do");
}

void StreamCutter::name_instead(std::size_t begin, std::size_t end, const char* category, const PdfReference& object) {
    const auto name = free_name(frames_.back(), category);
    frames_.back().edits.copies[name] = {category, object};
    replace(begin, end, '/' + name);
}

void StreamCutter::enter(const PdfReference& form, Bytes content, std::size_t begin, std::size_t end) {
    Frame frame;
    frame.form = form;
    frame.content = std::move(content);
    frame.begin = begin;
    frame.end = end;
    const PdfObject* object = document_.GetObjects().GetObject(form);
    const auto* own = object == nullptr ? nullptr : dictionary_at(document_.GetObjects(), object->GetDictionary(), "Resources");
    frame.resources = own != nullptr ? *own : frames_.back().resources;
    frames_.push_back(std::move(frame));
}

void StreamCutter::sort_splices() {
    auto& splices = frames_.back().edits.splices;
    std::stable_sort(splices.begin(), splices.end(), [](const Splice& a, const Splice& b) {
        return std::tie(a.begin, a.end) < std::tie(b.begin, b.end);
    });
}

void StreamCutter::leave() {
    const auto begin = frames_.back().begin, end = frames_.back().end;
    const auto form = frames_.back().form;
    if (const auto copy = leave_copy()) draw_instead(begin, end, *copy, document_.GetObjects().GetObject(form));
}

void StreamCutter::leave_out() {
    const auto begin = frames_.back().begin, end = frames_.back().end;
    frames_.pop_back();
    replace(begin, end, "");
}

std::optional<PdfReference> StreamCutter::leave_copy() {
    sort_splices();
    const Frame frame = std::move(frames_.back());
    frames_.pop_back();
    if (frame.edits.empty()) return std::nullopt;
    return copy_form(document_, frame.form, &frame.resources, frame.content, frame.edits);
}

std::string StreamCutter::free_name(const Frame& frame, const char* category) {
    const auto* taken = dictionary_at(document_.GetObjects(), frame.resources, category);
    for (;;) {
        const auto name = "Cut" + std::to_string(++named_);
        if (taken == nullptr || !taken->HasKey(PdfName(name))) return name;
    }
}

}  // namespace review
