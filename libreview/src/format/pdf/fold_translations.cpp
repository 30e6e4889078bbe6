#include "format/pdf/fold_translations.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "format/pdf/boxes.hpp"
#include "format/pdf/lexer.hpp"
#include "format/pdf/matrix.hpp"

namespace review::pdf {

namespace {

bool is_one_of(std::string_view op, std::initializer_list<std::string_view> list) {
    return std::find(list.begin(), list.end(), op) != list.end();
}

Matrix operand_matrix(const Operation& op) {
    return {op.number(0), op.number(1), op.number(2), op.number(3), op.number(4), op.number(5)};
}

std::string text_of(const Matrix& m, const char* op) {
    std::string out;
    for (const double value : {m.a, m.b, m.c, m.d, m.e, m.f}) out += number_text(value) + ' ';
    return out + op;
}

bool is_plain(const Matrix& m) { return m.a == 1 && m.b == 0 && m.c == 0 && m.d == 1; }

struct Edit {
    std::size_t begin, end;
    std::string text;
};

// A q ... Q that is being read, as long as it holds a cm and text alone.
struct Scope {
    bool fit = true;
    Matrix total;                   // of its cms so far
    std::vector<Edit> shifts;       // the cms
    struct Text {
        std::size_t begin, end;     // of Tm; of BT, where no Tm comes first
        Matrix matrix;
        bool is_begin = false;
    };
    std::vector<Text> texts;
};

class Folder {
public:
    explicit Folder(std::string_view content) : content_(content) {}

    // False: the stream breaks off.
    bool run() {
        Lexer lexer(content_);
        Operation op;
        while (lexer.next(op)) step(op);
        return !lexer.broken();
    }

    std::string result() {
        std::sort(edits_.begin(), edits_.end(), [](const Edit& a, const Edit& b) { return a.begin < b.begin; });
        std::string out;
        std::size_t from = 0;
        for (const auto& edit : edits_) {
            out += content_.substr(from, edit.begin - from);
            out += edit.text;
            from = edit.end;
        }
        out += content_.substr(from);
        return out;
    }

private:
    void step(const Operation& op) {
        if (op.op == "q") {
            if (!scopes_.empty()) scopes_.back().fit = false;
            scopes_.emplace_back();
            return;
        }
        if (scopes_.empty()) return;
        auto& scope = scopes_.back();
        if (op.op == "Q") {
            if (scope.fit) fold(scope);
            scopes_.pop_back();
        } else if (op.op == "cm") {
            scope.fit = scope.fit && scope.texts.empty();
            scope.total = operand_matrix(op) * scope.total;
            scope.shifts.push_back({op.begin, op.end, ""});
        } else if (op.op == "BT") {
            scope.texts.push_back({op.begin, op.end, Matrix{}, true});
        } else if (op.op == "Tm") {
            if (scope.texts.empty()) scope.fit = false;
            // The BT before it needs no matrix then.
            else if (scope.texts.back().is_begin && !moved_) scope.texts.back() = {op.begin, op.end, operand_matrix(op), false};
            else scope.texts.push_back({op.begin, op.end, operand_matrix(op), false});
        } else if (!scope.shifts.empty() && !needs_no_place(op.op)) {
            scope.fit = false;
        }
        // Whether something in this text object already stands by the matrix it began with.
        moved_ = op.op != "BT" && op.op != "Tm" && (moved_ || is_one_of(op.op, {"Td", "TD", "T*", "Tj", "TJ", "'", "\""}));
        if (op.op == "BT") moved_ = false;
    }

    // What may stand behind a cm whose shift goes.
    static bool needs_no_place(std::string_view op) {
        return is_one_of(op, {"ET", "Tf", "Tc", "Tw", "Tz", "TL", "Ts", "Tr", "Td", "TD", "T*", "Tj", "TJ", "'", "\"", "g", "G", "rg", "RG", "k", "K",
                              "cs", "CS", "sc", "SC", "scn", "SCN", "w", "J", "j", "M", "d", "ri", "i", "BMC", "BDC", "EMC", "MP", "DP"});
    }

    void fold(Scope& scope) {
        const auto& m = scope.total;
        const double determinant = m.a * m.d - m.b * m.c;
        if (scope.shifts.empty() || scope.texts.empty() || (m.e == 0 && m.f == 0)) return;
        if (determinant == 0 || !std::isfinite(determinant)) return;
        const double x = (m.e * m.d - m.f * m.c) / determinant, y = (m.f * m.a - m.e * m.b) / determinant;
        for (std::size_t i = 0; i < scope.shifts.size(); ++i) {
            auto& shift = scope.shifts[i];
            const Matrix linear{m.a, m.b, m.c, m.d, 0, 0};
            edits_.push_back({shift.begin, shift.end, i == 0 && !is_plain(m) ? text_of(linear, "cm") : ""});
        }
        for (auto& text : scope.texts) {
            text.matrix.e += x;
            text.matrix.f += y;
            const auto placed = text_of(text.matrix, "Tm");
            edits_.push_back({text.begin, text.end, text.is_begin ? "BT\n" + placed : placed});
        }
    }

    std::string_view content_;
    std::vector<Scope> scopes_;
    std::vector<Edit> edits_;
    bool moved_ = false;
};

}  // namespace

Bytes with_folded_translations(ByteView content) {
    Folder folder(as_text(content));
    if (!folder.run()) return Bytes(content.begin(), content.end());
    const auto out = folder.result();
    return Bytes(out.begin(), out.end());
}

}  // namespace review::pdf
