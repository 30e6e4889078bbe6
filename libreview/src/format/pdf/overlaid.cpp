#include "format/pdf/overlaid.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <optional>
#include <utility>

namespace review::pdf {
namespace {

constexpr double over = 0.3;          // of the narrower glyph: more is no kerning
constexpr double goes_back = 0.6;     // as much of a glyph lies before the end of the one painted before it: another text begins
constexpr double other_size = 1.5;    // times as high: so it does there
constexpr double same_shift = 0.12;   // of the height: copies stand beside what they copy, each as far
constexpr std::size_t most_texts = 16, most_open = 64, looked_back = 8;
constexpr std::size_t most_tight = 4;  // as many, and a text is painted twice letter by letter

double glyph_width(const LineGlyph& glyph) { return glyph.right - glyph.left; }
double narrower(const LineGlyph& a, const LineGlyph& b) { return std::min(glyph_width(a), glyph_width(b)); }
double shared_width(const LineGlyph& a, const LineGlyph& b) { return std::min(a.right, b.right) - std::max(a.left, b.left); }
bool is_over(const LineGlyph& a, const LineGlyph& b) { return shared_width(a, b) > over * narrower(a, b); }
bool is_of_size(const LineGlyph& a, const LineGlyph& b) { return a.height <= other_size * b.height && b.height <= other_size * a.height; }
// A line to be filled in, which is written over.
bool is_rule(const LineGlyph& glyph) { return glyph.glyph->unicode == "_" || glyph.glyph->unicode == "＿"; }
bool says_nothing(const LineGlyph& glyph) { return is_blank(glyph.glyph->unicode); }

class OverlaidLine {
public:
    OverlaidLine(const std::vector<LineGlyph>& line, GlyphCopies* copies)
        : line_(line), copies_(copies), again_of_(line.size(), nothing), run_of_(line.size(), nothing), shared_(line.size(), nothing) {}

    OverlaidTexts read() {
        find_again();
        find_runs();
        if (runs_.size() > 1) find_over();
        if (take_turns()) split_runs();
        if (!put_into_texts()) return as_painted();
        find_shared();
        if (copies_ != nullptr) find_copies();
        return told();
    }

private:
    static constexpr std::size_t nothing = ~std::size_t{0};
    struct Run {
        std::vector<std::size_t> glyphs;  // none of them blank, from left to right
        std::uint32_t begin = 0, end = 0;  // drawing numbers
        bool is_over = false;
        std::size_t text = nothing;
        std::uint32_t home = 0;  // as told
    };
    struct Text {
        std::multimap<double, std::size_t> glyphs;  // by left edge
        std::vector<std::size_t> blanks;
        std::size_t last = nothing;  // glyph
        bool is_copy = false;
    };

    // Fake bold: the glyph goes where its first painting goes.
    void find_again() {
        std::vector<std::size_t> seen;
        for (std::size_t i = 0; i < line_.size(); ++i) {
            for (std::size_t back = 0; back < looked_back && back < seen.size() && again_of_[i] == nothing; ++back) {
                const auto other = seen[seen.size() - 1 - back];
                if (line_[i].left - line_[other].left > farthest_again(line_[i])) break;
                if (painted_twice(line_[other], line_[i])) again_of_[i] = other;
            }
            if (again_of_[i] == nothing) seen.push_back(i);
        }
    }

    void find_runs() {
        std::vector<std::size_t> order;
        for (std::size_t i = 0; i < line_.size(); ++i) {
            if (again_of_[i] == nothing) order.push_back(i);
        }
        std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return line_[a].glyph->number < line_[b].glyph->number; });
        for (const auto i : order) {
            const bool blank = says_nothing(line_[i]);
            if (runs_.empty() || (!blank && begins_run(i))) runs_.push_back({{}, line_[i].glyph->number, 0, false, nothing, 0});
            runs_.back().end = line_[i].glyph->number;
            if (!blank) runs_.back().glyphs.push_back(i);
            run_of_[i] = runs_.size() - 1;
        }
    }

    bool begins_run(std::size_t i) const {
        const auto& run = runs_.back().glyphs;
        if (run.empty()) return false;
        const auto &before = line_[run.back()], &glyph = line_[i];
        return before.right - glyph.left > goes_back * narrower(before, glyph) || glyph.left <= before.left || !is_of_size(before, glyph) || is_rule(before) != is_rule(glyph);
    }

    // Which runs lie over another one. Where one ends and the next begins the order is plain; some letters of a word may be set tight.
    void find_over() {
        std::vector<std::size_t> open;
        std::vector<std::pair<std::size_t, std::size_t>> tight;
        const auto lie_over = [&](std::size_t one, std::size_t other) { runs_[run_of_[one]].is_over = runs_[run_of_[other]].is_over = true; };
        for (std::size_t i = 0; i < line_.size(); ++i) {
            if (again_of_[i] != nothing || says_nothing(line_[i])) continue;
            std::erase_if(open, [&](std::size_t other) { return line_[other].right <= line_[i].left; });
            for (const auto other : open) {
                if (run_of_[other] == run_of_[i] || !is_over(line_[other], line_[i])) continue;
                const bool seam = other == runs_[run_of_[other]].glyphs.back() && i == runs_[run_of_[i]].glyphs.front();
                if (seam && line_[other].glyph->unicode == line_[i].glyph->unicode) tight.emplace_back(other, i);
                else if (!seam || line_[i].left - line_[other].left <= (1 - goes_back) * narrower(line_[other], line_[i])) lie_over(other, i);
            }
            if (open.size() < most_open) open.push_back(i);
        }
        for (const auto& [one, other] : tight.size() < most_tight ? decltype(tight)() : tight) lie_over(one, other);
    }

    // Whether texts are painted letter by letter in turn, so that runs are torn anywhere.
    bool take_turns() const {
        std::size_t runs = 0, glyphs = 0;
        for (const auto& run : runs_) {
            if (run.is_over) ++runs, glyphs += run.glyphs.size();
        }
        return runs >= most_tight && glyphs <= 3 * runs;
    }

    void split_runs() {
        std::vector<Run> split;
        for (const auto& run : runs_) {
            if (!run.is_over) split.push_back(run);
            for (const auto i : run.is_over ? run.glyphs : std::vector<std::size_t>()) {
                const auto number = line_[i].glyph->number;
                split.push_back({{i}, number, number, true, nothing, 0});
            }
        }
        runs_ = std::move(split);
        for (std::size_t r = 0; r < runs_.size(); ++r) {
            for (const auto i : runs_[r].glyphs) run_of_[i] = r;
        }
        // A blank goes with the glyph before it.
        for (std::size_t i = 0, before = 0; i < line_.size(); ++i) {
            if (again_of_[i] != nothing) continue;
            if (says_nothing(line_[i])) run_of_[i] = before;
            else before = run_of_[i];
        }
    }

    // False: there are too many.
    bool put_into_texts() {
        for (std::size_t r = 0; r < runs_.size(); ++r) {
            auto& run = runs_[r];
            if (!run.is_over) continue;
            // What goes on where it ended, of those that leave room.
            const auto distance = [&](std::size_t t) { return std::abs(line_[run.glyphs.front()].left - line_[texts_[t].last].right); };
            for (std::size_t t = 0; t < texts_.size(); ++t) {
                if (fits(run, texts_[t]) && (run.text == nothing || distance(t) < distance(run.text))) run.text = t;
            }
            if (run.text == nothing) {
                if (texts_.size() == most_texts) return false;
                run.text = texts_.size();
                texts_.emplace_back();
            }
            auto& text = texts_[run.text];
            for (const auto i : run.glyphs) text.glyphs.emplace(line_[i].left, i);
            text.last = run.glyphs.back();
        }
        for (std::size_t i = 0; i < line_.size(); ++i) {
            if (again_of_[i] == nothing && says_nothing(line_[i]) && runs_[run_of_[i]].is_over) texts_[runs_[run_of_[i]].text].blanks.push_back(i);
        }
        return true;
    }

    OverlaidTexts as_painted() const {
        OverlaidTexts told;
        told.text.assign(line_.size(), OverlaidTexts::none);
        std::multimap<std::size_t, std::size_t> again;
        for (std::size_t i = 0; i < line_.size(); ++i) {
            if (again_of_[i] != nothing) again.emplace(again_of_[i], i);
        }
        for (const auto& run : runs_) {
            for (const auto i : run.is_over ? run.glyphs : std::vector<std::size_t>()) {
                told.painted.push_back(i);
                for (auto [at, end] = again.equal_range(i); at != end; ++at) told.painted.push_back(at->second);
            }
        }
        return told;
    }

    bool fits(const Run& run, const Text& text) const {
        return is_of_size(line_[text.last], line_[run.glyphs.front()]) &&
               std::all_of(run.glyphs.begin(), run.glyphs.end(), [&](std::size_t i) { return has_room(i, text); });
    }

    bool has_room(std::size_t i, const Text& text) const {
        auto at = text.glyphs.lower_bound(line_[i].right);
        for (std::size_t back = 0; back < looked_back && at != text.glyphs.begin(); ++back) {
            if (is_over(line_[(--at)->second], line_[i])) return false;
        }
        return true;
    }

    // Two texts may have the same glyph in the same place. It stands in that one, too, whose next glyph was painted with it.
    void find_shared() {
        for (std::size_t i = 0; i < line_.size(); ++i) {
            if (again_of_[i] == nothing || says_nothing(line_[i])) continue;
            const auto& run = runs_[run_of_[again_of_[i]]];
            for (std::size_t t = 0; run.is_over && t < texts_.size() && shared_[i] == nothing; ++t) {
                if (t == run.text || !has_room(i, texts_[t]) || !is_painted_with(i, texts_[t])) continue;
                shared_[i] = t;
                texts_[t].glyphs.emplace(line_[i].left, i);
            }
        }
    }

    bool is_painted_with(std::size_t i, const Text& text) const {
        const auto is_next = [&](std::size_t other) {
            const auto a = line_[i].glyph->number, b = line_[other].glyph->number;
            return std::max(a, b) - std::min(a, b) <= most_tight && std::abs(line_[i].left - line_[other].left) <= 4 * line_[i].height;
        };
        const auto behind = text.glyphs.upper_bound(line_[i].left);
        return (behind != text.glyphs.end() && is_next(behind->second)) || (behind != text.glyphs.begin() && is_next(std::prev(behind)->second));
    }

    // A text whose glyphs all stand beside the same ones of another, each as far: it is painted twice.
    void find_copies() {
        for (std::size_t b = 1; b < texts_.size(); ++b) {
            for (std::size_t a = 0; a < b && !texts_[b].is_copy; ++a) {
                if (texts_[a].is_copy) continue;
                if (const auto pairs = pairs_of(texts_[a], texts_[b])) tell_copies(texts_[b], *pairs);
                else if (const auto other = pairs_of(texts_[b], texts_[a])) tell_copies(texts_[a], *other);
            }
        }
    }

    using Pairs = std::vector<std::pair<std::size_t, std::size_t>>;  // a glyph, its copy

    std::optional<Pairs> pairs_of(const Text& text, const Text& copy) const {
        if (copy.glyphs.size() < 2 || copy.glyphs.size() > text.glyphs.size()) return std::nullopt;
        const auto& first = line_[copy.glyphs.begin()->second];
        const double reach = first.height;
        auto at = text.glyphs.lower_bound(first.left - reach);
        for (std::size_t tried = 0; tried < most_texts && at != text.glyphs.end() && at->first <= first.left + reach; ++at, ++tried) {
            const auto& other = line_[at->second];
            if (other.glyph->unicode != first.glyph->unicode || std::abs(other.middle - first.middle) > 0.5 * first.height) continue;
            if (auto pairs = pairs_at(text, copy, first.left - other.left, first.middle - other.middle)) return pairs;
        }
        return std::nullopt;
    }

    std::optional<Pairs> pairs_at(const Text& text, const Text& copy, double along, double up) const {
        Pairs pairs;
        for (const auto& [left, i] : copy.glyphs) {
            const auto& again = line_[i];
            const double off = same_shift * again.height;
            auto at = text.glyphs.lower_bound(left - along - off);
            const auto is_it = [&](std::size_t j) { return line_[j].glyph->unicode == again.glyph->unicode && std::abs(again.middle - up - line_[j].middle) <= off; };
            while (at != text.glyphs.end() && at->first <= left - along + off && !is_it(at->second)) ++at;
            if (at == text.glyphs.end() || at->first > left - along + off) return std::nullopt;
            pairs.emplace_back(at->second, i);
        }
        return pairs;
    }

    void tell_copies(Text& copy, const Pairs& pairs) {
        copy.is_copy = true;
        const auto add = [&](std::size_t glyph, std::uint32_t number) {
            auto& known = (*copies_)[line_[glyph].glyph->number];
            if (std::find(known.begin(), known.end(), number) == known.end()) known.push_back(number);
        };
        // With the copies that it has itself.
        const auto tell = [&](std::size_t glyph, std::size_t again) {
            const auto own = copies_->find(line_[again].glyph->number);
            const auto others = own == copies_->end() ? std::vector<std::uint32_t>() : own->second;
            add(glyph, line_[again].glyph->number);
            for (const auto number : others) add(glyph, number);
        };
        std::map<std::size_t, std::size_t> originals;
        for (const auto& [glyph, again] : pairs) originals[again] = glyph, tell(glyph, again);
        for (std::size_t i = 0; i < line_.size(); ++i) {
            const auto found = originals.find(again_of_[i]);
            if (again_of_[i] != nothing && shared_[i] == nothing && found != originals.end()) tell(found->second, i);
        }
        for (const auto blank : copy.blanks) tell(pairs.front().first, blank);
    }

    OverlaidTexts told() {
        std::vector<std::uint32_t> numbers;
        OverlaidTexts told;
        for (const auto& text : texts_) numbers.push_back(text.is_copy ? OverlaidTexts::copy : told.count++);
        find_homes(numbers);
        told.text.assign(line_.size(), OverlaidTexts::none);
        told.home.assign(line_.size(), 0);
        for (std::size_t i = 0; i < line_.size(); ++i) {
            const auto& run = runs_[run_of_[again_of_[i] == nothing ? i : again_of_[i]]];
            told.home[i] = run.home;
            if (run.is_over) told.text[i] = run.home;
            if (shared_[i] != nothing && numbers[shared_[i]] != run.home) told.text[i] = told.home[i] = numbers[shared_[i]];
        }
        return told;
    }

    void find_homes(const std::vector<std::uint32_t>& numbers) {
        const auto is_text = [&](const Run& run) { return run.is_over && numbers[run.text] != OverlaidTexts::copy; };
        const Run* before = nullptr;
        for (std::size_t r = 0, next = 0; r < runs_.size(); ++r) {
            auto& run = runs_[r];
            if (run.is_over) run.home = numbers[run.text];
            if (is_text(run)) before = &run;
            if (run.is_over) continue;
            for (next = std::max(next, r); next < runs_.size() && !is_text(runs_[next]);) ++next;
            const Run* behind = next < runs_.size() ? &runs_[next] : nullptr;
            const bool nearer = behind != nullptr && (before == nullptr || behind->begin - run.end < run.begin - before->end);
            if (const auto* home = nearer ? behind : before) run.home = numbers[home->text];
        }
    }

    const std::vector<LineGlyph>& line_;
    GlyphCopies* copies_;
    std::vector<std::size_t> again_of_, run_of_;
    std::vector<std::size_t> shared_;  // of a glyph painted again: the other text that it stands in
    std::vector<Run> runs_;
    std::vector<Text> texts_;
};

}  // namespace

bool lies_over(const std::vector<LineGlyph>& line) {
    const LineGlyph* farthest = nullptr;
    for (const auto& glyph : line) {
        if (farthest != nullptr && glyph.left < farthest->right && is_over(*farthest, glyph)) {
            if (says_nothing(glyph)) continue;
            // Set tight, as they are painted. Where texts lie over each other, one of them goes back.
            const bool on = farthest->glyph->number < glyph.glyph->number && shared_width(*farthest, glyph) <= goes_back * narrower(*farthest, glyph);
            if (!on && !says_nothing(*farthest) && !painted_twice(*farthest, glyph)) return true;
        }
        if (farthest == nullptr || glyph.right > farthest->right || says_nothing(*farthest)) farthest = &glyph;
    }
    return false;
}

OverlaidTexts overlaid_texts(const std::vector<LineGlyph>& line, GlyphCopies* copies) { return OverlaidLine(line, copies).read(); }

}  // namespace review::pdf
