#include "format/pdf/reset_sink.hpp"

#include <algorithm>
#include <cmath>

#include "format/pdf/boxes.hpp"

namespace review::pdf {

namespace {

std::string matrix_text(const Matrix& m) {
    std::string out;
    for (const double value : {m.a, m.b, m.c, m.d, m.e, m.f}) out += number_text(value) + ' ';
    return out + "Tm\n";
}

std::string hex_string(std::string_view bytes) {
    constexpr char digits[] = "0123456789ABCDEF";
    std::string out = "<";
    for (const unsigned char byte : bytes) {
        out += digits[byte >> 4];
        out += digits[byte & 15];
    }
    return out + '>';
}

// Where each glyph of a show operator begins, in text space along the line (ISO 32000-1, 9.4.4).
std::vector<double> offsets_of(const Operation& op, const TextState& before, std::span<const ShownGlyph> glyphs) {
    std::vector<double> offsets;
    const auto& items = op.operands.back().items;
    double at = 0;
    std::uint32_t element = 0;
    for (const auto& glyph : glyphs) {
        const double unit = before.size / 1000 * (glyph.vertical ? 1 : before.scale);
        for (; element < glyph.element; ++element) {
            if (items[element].kind == Operand::Kind::number) at -= items[element].number * unit;
        }
        offsets.push_back(at);
        at += glyph.thousandths * unit;
    }
    return offsets;
}

std::string_view code_of(const Operation& op, const ShownGlyph& glyph) {
    const auto& shown = op.operands.back();
    const std::string_view bytes = shown.kind == Operand::Kind::string ? shown.text : shown.items[glyph.element].text;
    return bytes.substr(glyph.offset, glyph.code_bytes);
}

// A shift on the page, in the space the text matrix leads to.
Matrix shifted(const Matrix& text, const Matrix& ctm, double x, double y) {
    const double determinant = ctm.a * ctm.d - ctm.b * ctm.c;
    Matrix out = text;
    out.e += (x * ctm.d - y * ctm.c) / determinant;
    out.f += (y * ctm.a - x * ctm.b) / determinant;
    return out;
}

}  // namespace

void ResetSink::begin_stream(std::string_view content, PoDoFo::PdfObject* form) {
    CutSink::begin_stream(content, form);
    frames_.push_back({content, {}, {}, {}, current_, false});
}

void ResetSink::end_stream() {
    auto& frame = frames_.back();
    finish_object(frame);
    if (frame.touched) {
        for (auto& splice : frame.splices) cutter_.replace(splice.begin, splice.end, std::move(splice.text));
    }
    frames_.pop_back();
    CutSink::end_stream();
}

void ResetSink::nested(const Operation& op, const Nested& use) {
    if (use.kind == Nested::Kind::pattern) current_ = {};  // 8.7.3.1
    CutSink::nested(op, use);
}

void ResetSink::operation(const Operation& op, const TextState& before) {
    CutSink::operation(op, before);
    current_ = {before.char_spacing, before.word_spacing};
    auto& frame = frames_.back();
    const auto add = [&](Kind kind, std::string text = "") {
        frame.object.push_back({kind, op.begin, op.end, op.op, std::move(text), current_, false});
    };
    if (op.op == "BT" || op.op == "ET") return finish_object(frame);
    if (op.op == "q") return add(Kind::save);
    if (op.op == "Q") return add(Kind::restore);
    if (op.op == "Tc" || op.op == "Tw") return add(Kind::spacing);
    if (op.op == "Td" || op.op == "Tm" || op.op == "T*") return add(Kind::position);
    if (op.op == "TD") return add(Kind::position, number_text(-op.number(1)) + " TL");  // table 108
    if (op.op == "Do") return add(Kind::form);
}

void ResetSink::show(const Operation& op, const TextState& before, std::span<const ShownGlyph> glyphs) {
    auto& frame = frames_.back();
    Event event{Kind::show, op.begin, op.end, op.op, "", {before.char_spacing, before.word_spacing}, false};
    const bool loses = std::any_of(glyphs.begin(), glyphs.end(), [&](const auto& glyph) { return goes(glyph); });
    event.reset = loses || std::any_of(glyphs.begin(), glyphs.end(), [&](const auto& glyph) {
        return plan_.moved.find(glyph.number) != plan_.moved.end();
    });
    if (loses) lose(before, glyphs);
    if (event.reset) {
        event.text = set_again(op, before, glyphs);
        frame.touched = true;
    } else {
        const auto& operand = op.operands.back();
        event.text = matrix_text(before.text) + std::string(frame.content.substr(operand.begin, operand.end - operand.begin)) +
                     (operand.kind == Operand::Kind::string ? " Tj" : " TJ");
    }
    frame.object.push_back(std::move(event));
}

// Survivors in runs, each with its matrix.
std::string ResetSink::set_again(const Operation& op, const TextState& before, std::span<const ShownGlyph> glyphs) {
    const auto offsets = offsets_of(op, before, glyphs);
    std::string out, run;
    double squeeze = 1;
    std::uint32_t last = Moved::none;
    const auto end_run = [&] {
        if (!run.empty()) out += hex_string(run) + " Tj\n";
        run.clear();
    };
    for (std::size_t i = 0; i < glyphs.size(); ++i) {
        const auto& glyph = glyphs[i];
        if (goes(glyph)) continue;
        const auto found = plan_.moved.find(glyph.number);
        const Moved moved = found == plan_.moved.end() ? Moved{} : found->second;
        if (run.empty() || moved.follows == Moved::none || moved.follows != last || moved.squeeze != squeeze) {
            end_run();
            if (moved.squeeze != squeeze) out += number_text(before.scale * moved.squeeze * 100) + " Tz\n";
            squeeze = moved.squeeze;
            const Matrix along{1, 0, 0, 1, glyph.vertical ? 0 : offsets[i], glyph.vertical ? offsets[i] : 0};
            out += matrix_text(shifted(along * before.text, before.ctm, moved.along_x, moved.along_y));
        }
        run += code_of(op, glyph);
        last = glyph.number;
    }
    end_run();
    if (squeeze != 1) out += number_text(before.scale * 100) + " Tz\n";
    return out;
}

void ResetSink::finish_object(Frame& frame) {
    const bool touched = std::any_of(frame.object.begin(), frame.object.end(), [](const Event& event) { return event.reset; });
    for (const auto& event : frame.object) write_event(frame, event, touched);
    frame.object.clear();
}

void ResetSink::write_event(Frame& frame, const Event& event, bool touched) {
    const auto replace = [&](std::string text) { frame.splices.push_back({event.begin, event.end, std::move(text)}); };
    const auto insert = [&](std::string text) {
        if (!text.empty()) frame.splices.push_back({event.begin, event.begin, std::move(text)});
    };
    switch (event.kind) {
        case Kind::save: frame.saved.push_back(frame.written); return;
        case Kind::restore:
            if (frame.saved.empty()) return;
            frame.written = frame.saved.back();
            frame.saved.pop_back();
            return;
        case Kind::spacing: return replace("");
        case Kind::position:
            if (touched) replace(event.text);
            return;
        case Kind::form: return insert(spacing(frame, event.needed));
        case Kind::show: break;
    }
    if (touched) return replace(spacing(frame, event.reset ? Spacing{} : event.needed) + event.text);
    if (event.op == "\"") {
        frame.written = event.needed;  // it sets both itself
    } else {
        insert(spacing(frame, event.needed));
    }
}

std::string ResetSink::spacing(Frame& frame, const Spacing& needed) {
    std::string out;
    if (needed.character != frame.written.character) out += number_text(needed.character) + " Tc\n";
    if (needed.word != frame.written.word) out += number_text(needed.word) + " Tw\n";
    frame.written = needed;
    return out;
}

}  // namespace review::pdf
