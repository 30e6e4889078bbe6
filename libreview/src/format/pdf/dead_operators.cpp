#include "format/pdf/dead_operators.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "format/pdf/lexer.hpp"

namespace review::pdf {

namespace {

enum class Kind {
    other,
    save, restore, begin_text, end_text, begin_mark, end_mark, mark_point,
    position,      // Td Tm T*: of a text object alone
    line_state,    // TD ' ": position and state, or position and text
    show, paint,
    setting, fill_setting, fill_space, stroke_setting, stroke_space, named_state
};

const std::unordered_map<std::string_view, Kind>& kinds() {
    static const std::unordered_map<std::string_view, Kind> table{
        {"q", Kind::save}, {"Q", Kind::restore}, {"BT", Kind::begin_text}, {"ET", Kind::end_text},
        {"BMC", Kind::begin_mark}, {"BDC", Kind::begin_mark}, {"EMC", Kind::end_mark}, {"MP", Kind::mark_point}, {"DP", Kind::mark_point},
        {"Td", Kind::position}, {"Tm", Kind::position}, {"T*", Kind::position},
        {"TD", Kind::line_state}, {"'", Kind::line_state}, {"\"", Kind::line_state},
        {"Tj", Kind::show}, {"TJ", Kind::show},
        {"Do", Kind::paint}, {"BI", Kind::paint}, {"sh", Kind::paint}, {"S", Kind::paint}, {"s", Kind::paint}, {"f", Kind::paint},
        {"F", Kind::paint}, {"f*", Kind::paint}, {"B", Kind::paint}, {"B*", Kind::paint}, {"b", Kind::paint}, {"b*", Kind::paint},
        {"Tf", Kind::setting}, {"Tc", Kind::setting}, {"Tw", Kind::setting}, {"Tz", Kind::setting}, {"TL", Kind::setting},
        {"Ts", Kind::setting}, {"Tr", Kind::setting}, {"w", Kind::setting}, {"J", Kind::setting}, {"j", Kind::setting},
        {"M", Kind::setting}, {"d", Kind::setting}, {"ri", Kind::setting}, {"i", Kind::setting},
        {"g", Kind::fill_setting}, {"rg", Kind::fill_setting}, {"k", Kind::fill_setting}, {"sc", Kind::fill_setting},
        {"scn", Kind::fill_setting}, {"cs", Kind::fill_space}, {"G", Kind::stroke_setting}, {"RG", Kind::stroke_setting},
        {"K", Kind::stroke_setting}, {"SC", Kind::stroke_setting}, {"SCN", Kind::stroke_setting}, {"CS", Kind::stroke_space},
        {"gs", Kind::named_state}};
    return table;
}

struct Step {
    std::size_t begin = 0, end = 0;
    Kind kind = Kind::other;
    std::string key;      // settings: what they set
    bool empty = false;   // a show operator of no string
    bool moves = false;   // and of a number
    bool whole = false;   // a colour with its space: g rg k
    bool dead = false;
};

bool shows_nothing(const Operation& op) {
    const auto empty = [](const Operand& operand) { return operand.kind != Operand::Kind::string || operand.text.empty(); };
    if (op.operands.empty()) return false;
    const auto& shown = op.operands.back();
    if (shown.kind == Operand::Kind::string) return shown.text.empty();
    return std::all_of(shown.items.begin(), shown.items.end(), empty);
}

bool moves_pen(const Operation& op) {
    if (op.operands.empty()) return false;
    const auto& items = op.operands.back().items;
    return std::any_of(items.begin(), items.end(), [](const Operand& item) { return item.kind == Operand::Kind::number; });
}

class Pruner {
public:
    explicit Pruner(std::string_view content) : content_(content) {
        Lexer lexer(content);
        Operation op;
        while (lexer.next(op)) add(op);
        broken_ = lexer.broken();
    }

    bool broken() const { return broken_; }

    std::string run() {
        // One pass may free another: a setting before a q that is gone by now.
        constexpr int most_passes = 8;
        changed_ = true;
        for (int pass = 0; changed_ && pass < most_passes; ++pass) {
            changed_ = false;
            this->pass();
        }
        std::string out;
        out.reserve(content_.size());
        for (const auto& step : steps_) {
            if (step.dead) continue;
            out += content_.substr(step.begin, step.end - step.begin);
            out += '\n';
        }
        return out;
    }

private:
    struct Scope {
        std::size_t first;
        bool painted = false;
        std::size_t marks;   // open when it began
        bool closed_outer = false;
    };

    void add(const Operation& op) {
        Step step{op.begin, op.end, Kind::other, "", false, false, false, false};
        if (const auto known = kinds().find(op.op); known != kinds().end()) step.kind = known->second;
        step.key = op.op;
        if (step.kind == Kind::show) step.empty = shows_nothing(op), step.moves = moves_pen(op);
        if (step.kind == Kind::fill_setting || step.kind == Kind::stroke_setting) step.whole = op.op[0] != 's' && op.op[0] != 'S';
        if (step.kind == Kind::named_state) {
            step.key = content_.substr(op.begin, op.end - op.begin);
        }
        steps_.push_back(std::move(step));
    }

    void kill(std::size_t index) {
        if (steps_[index].dead) return;
        steps_[index].dead = true;
        changed_ = true;
    }

    void pass() {
        scopes_.clear(), marks_.clear(), pending_.clear();
        text_ = none;
        for (std::size_t i = 0; i < steps_.size(); ++i) {
            if (!steps_[i].dead) step(i);
        }
        for (const auto& [key, index] : pending_) kill(index);  // the stream ends, and its state with it
    }

    void step(std::size_t i) {
        auto& step = steps_[i];
        switch (step.kind) {
            case Kind::save: scopes_.push_back({i, false, marks_.size()}); return pending_.clear();
            case Kind::restore: return restore(i);
            case Kind::begin_text: text_ = i, text_shows_ = false; return moves_.clear();
            case Kind::end_text: return end_text(i);
            case Kind::begin_mark: marks_.push_back({i, false}); return;
            case Kind::end_mark: return end_mark(i);
            case Kind::mark_point: return kill(i);
            case Kind::position: return kill_moves();
            case Kind::line_state: kill_moves(), text_shows_ = true; return painted();
            case Kind::show:
                if (step.empty && !step.moves) return kill(i);
                if (step.empty) return move(i);
                text_shows_ = true;
                moves_.clear();
                return painted();
            case Kind::paint: return painted();
            case Kind::setting: case Kind::named_state: return set(step.key, i);
            case Kind::fill_space: pend("fill", i), pend("fill space", i); return forget("fill");
            case Kind::stroke_space: pend("stroke", i), pend("stroke space", i); return forget("stroke");
            case Kind::fill_setting: return colour("fill", i);
            case Kind::stroke_setting: return colour("stroke", i);
            case Kind::other: return;
        }
    }

    // A setting that nobody used is dead when the next of its kind comes.
    void pend(const std::string& key, std::size_t i) {
        const auto [known, fresh] = pending_.try_emplace(key, i);
        if (fresh) return;
        kill(known->second);
        known->second = i;
    }
    void set(const std::string& key, std::size_t i) { pend(key, i); }
    void forget(const std::string& key) { pending_.erase(key); }

    void colour(const std::string& side, std::size_t i) {
        const auto known = pending_.find(side);
        const bool over = known == pending_.end() || steps_[i].whole || !steps_[known->second].whole;
        if (over) pend(side, i);
        else pending_[side] = i;  // sc in the space that g or rg chose
        if (!steps_[i].whole) return;
        if (const auto space = pending_.find(side + " space"); space != pending_.end()) kill(space->second);
        forget(side + " space");
    }

    void painted() {
        pending_.clear();
        for (auto& scope : scopes_) scope.painted = true;
        for (auto& mark : marks_) mark.painted = true;
    }

    void restore(std::size_t i) {
        if (scopes_.empty()) return pending_.clear();
        const auto scope = scopes_.back();
        scopes_.pop_back();
        for (const auto& [key, index] : pending_) kill(index);  // set back at once
        pending_.clear();
        if (scope.painted || scope.closed_outer || marks_.size() != scope.marks || text_ != none) return;
        for (auto k = scope.first; k <= i; ++k) kill(k);
    }

    // What follows on this line, if anything does: by the size and scale of this place.
    void move(std::size_t i) {
        moves_.push_back(i);
        forget("Tf"), forget("Tz");
    }
    // A new line begins where no move on the one before it leads (9.4.2).
    void kill_moves() {
        for (const auto move : moves_) kill(move);
        moves_.clear();
    }

    void end_text(std::size_t i) {
        kill_moves();
        if (text_ != none && !text_shows_) {
            for (auto k = text_; k <= i; ++k) {
                if (k == text_ || k == i || steps_[k].kind == Kind::position) kill(k);
            }
        }
        text_ = none;
    }

    void end_mark(std::size_t i) {
        for (auto& scope : scopes_) scope.closed_outer = scope.closed_outer || marks_.size() <= scope.marks;
        if (marks_.empty()) return;
        const auto mark = marks_.back();
        marks_.pop_back();
        if (mark.painted) return;
        kill(mark.index);
        kill(i);
    }

    struct Mark {
        std::size_t index;
        bool painted;
    };
    static constexpr std::size_t none = static_cast<std::size_t>(-1);

    std::string_view content_;
    bool broken_ = false, changed_ = false, text_shows_ = false;
    std::vector<Step> steps_;
    std::vector<Scope> scopes_;
    std::vector<Mark> marks_;
    std::vector<std::size_t> moves_;  // empty show operators since the last that shows
    std::map<std::string, std::size_t> pending_;
    std::size_t text_ = none;  // BT
};

}  // namespace

Bytes without_dead_operators(ByteView content) {
    Pruner pruner(as_text(content));
    if (pruner.broken()) return Bytes(content.begin(), content.end());
    const auto out = pruner.run();
    return Bytes(out.begin(), out.end());
}

}  // namespace review::pdf
