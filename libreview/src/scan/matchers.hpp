#pragma once

#include <array>
#include <bitset>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <vector>

#include <review/pattern_pack.hpp>

#include "scan/check_digits.hpp"
#include "scan/hyperscan.hpp"
#include "scan/labelled_values.hpp"
#include "scan/line_joints.hpp"
#include "scan/spaced_labels.hpp"
#include "scan/verifier.hpp"
#include "text/views.hpp"

namespace review {

// One rule, ready to run.
struct CompiledRule {
    const PatternPack* pack = nullptr;
    const Rule* rule = nullptr;
    Verifier verify = nullptr;
    std::vector<std::string> labels;  // in the form of the base view
    CheckDigits check = nullptr;
    bool of_person = false;  // what it finds is told of somebody: PIPL 28
    bool names_person = false;
    bool numbers_person = false;  // a number that one person has
    bool masked = false;          // its verifier accepts a masked run and nothing else
};

// Compiled when first used: most texts have few hits of rules that need it.
class LateDatabase {
public:
    LateDatabase(std::vector<Expression> expressions, const DatabaseCache& cache)
        : expressions_(std::move(expressions)), cache_(cache) {}
    const PatternDatabase& get() const;  // throws RefusedExpression

private:
    std::vector<Expression> expressions_;
    const DatabaseCache& cache_;
    mutable std::once_flag once_;
    mutable std::unique_ptr<PatternDatabase> database_;
};

// A hit of a rule in one view, before overlaps are settled.
struct RawHit {
    std::size_t rule = 0;
    const TextView* view = nullptr;
    Verdict verdict;
    bool of_nobody = false;  // yet: a finding only where a name stands beside it
};

// All rules of a scanner: the databases of each view, and the rules that take digit runs.
class Matchers {
public:
    // Databases of packs that are not built in are kept in `cache_folder`; "": nowhere. Throws Errc::bad_pattern.
    explicit Matchers(const std::vector<PatternPack>& packs, const std::string& cache_folder = {});

    // `headings`: the row that stands over the table the part begins with, in the part before; "": none.
    std::vector<RawHit> run(Views& views, std::string_view headings = {}) const;
    // Tells each stretch of the part's text where a rule may have a hit, more than once and more than there are: what run() looks
    // at. Texts of parts may stand in one text for it, where nothing joins them.
    void suspect(Views& views, const std::function<void(TextRange)>& suspected) const;
    // Whether the element or attribute that the part is has the name of a label: <姓名>, <XM>. Nothing in its text need be suspect then.
    bool named_as_label(const Part& part) const;
    const CompiledRule& rule(std::size_t index) const { return rules_[index]; }
    void each_database(const std::function<void(const PatternDatabase&)>& visit) const;

private:
    // What stands behind one expression of a view's database.
    struct Matcher {
        std::size_t rule;
        const Pattern* pattern;
        std::string term;                                    // literal, in the form of the view
        std::unique_ptr<LateDatabase> starts;                // neither term nor verifier
        bool label = false;                                  // `term` is a label, and the value stands behind it
        bool in_form = false;                                // and only a colon or a cell makes it one
        std::uint32_t order = 0;                             // in which the packs have them
    };
    struct Lot {
        std::vector<Matcher> matchers{};  // by expression
        std::vector<Expression> expressions{};
        std::unique_ptr<PatternDatabase> database{};
        std::size_t digits = 0;  // each wants so many in its line at least (scan/digit_lines)
    };
    // Expressions of one view, in several databases: what begins with a class of characters, beside what begins with
    // words, has the engine look at each byte by automata. Several passes without are a third of one pass with.
    struct ViewMatchers {
        Lot words;                // literals, labels, and expressions that nothing else is said of
        Lot edges;                // expressions that begin with \b
        Lot edges_and_digits;     // those of them that want a digit
        Lot numbers;              // and those that want as many as only numbers have
        std::vector<Lot> apart;  // rules that are said to stand apart, and edges that begin with a class: a database an expression
        std::uint32_t count = 0;  // of matchers
        template <typename Visit> void each(Visit visit) {
            for (auto* lot : {&words, &edges, &edges_and_digits, &numbers}) visit(*lot);
            for (auto& lot : apart) visit(lot);
        }
        template <typename Visit> void each(Visit visit) const {
            for (const auto* lot : {&words, &edges, &edges_and_digits, &numbers}) visit(*lot);
            for (const auto& lot : apart) visit(lot);
        }
        // Lots whose hits are told by place, whichever of them they are of.
        template <typename Visit> void each_together(Visit visit) const {
            visit({&words});
            visit({&edges});
            visit({&edges_and_digits, &numbers});
            for (const auto& lot : apart) visit({&lot});
        }
    };

    // Shapes of the values of one rule of the built-in packs, of all rules of another group; all anchored where a value may begin.
    struct Values {
        std::vector<std::size_t> rules;  // by expression
        std::vector<const Pattern*> patterns;
        std::unique_ptr<LateDatabase> database;
    };
    struct Place;  // where a value may begin

    static std::size_t key_of_name(std::string_view name) {
        return (name.size() * 31 + static_cast<unsigned char>(name.front()) * 67 + static_cast<unsigned char>(name.back())) & 0x3fff;
    }
    void add_rule(std::size_t index);
    void add_label(std::size_t rule, const std::string& label, ViewKind kind, bool in_form);
    void compile(Values& values);
    void add_term(std::size_t rule, const Pattern& term, ViewKind kind);
    void add_regex(std::size_t rule, const Pattern& regex, ViewKind kind);
    ViewMatchers& matchers_of(std::size_t rule, ViewKind kind);
    static Lot& lot_of(const Rule& rule, const Pattern& regex, bool built_in, ViewMatchers& view);
    void compile(Lot& lot, const DatabaseCache& cache);
    class Rows;   // of a view, for labels that head columns
    static std::vector<EngineHit> hits_of(const Lot& lot, Rows& rows);
    struct Seen {
        const Matcher* matcher;
        EngineHit hit;
    };
    static std::vector<Seen> seen_by(std::span<const Lot* const> lots, Rows& rows);
    void run_group(const ViewMatchers& matchers, const Part& part, Rows& rows, std::vector<RawHit>& hits) const;
    void take(const Seen& seen, const Part& part, Rows& rows, std::vector<RawHit>& hits) const;
    void run_digits(Views& views, std::vector<RawHit>& hits) const;
    void ask_names(const Part& part, std::vector<RawHit>& hits) const;
    void name_numbers(Views& views, std::vector<RawHit>& hits) const;
    void list_names(Views& views, std::vector<RawHit>& hits) const;
    void leave_to_office(const Part& part, std::vector<RawHit>& hits) const;
    const TextView& over_lines(Views& views) const;
    void run_over_lines(Views& views, std::vector<RawHit>& hits) const;
    template <typename Tell> void suspect_lot(const Lot& lot, Rows& rows, Tell tell) const;
    // A label of a rule, where it stands in a view.
    struct Label {
        std::size_t rule;
        const std::string& term;
        std::size_t begin, end;
        bool in_form;  // only a colon or a cell makes it one
    };
    void run_spaced_labels(const Part& part, Rows& rows, std::vector<RawHit>& hits) const;
    void run_keys(const Part& part, Rows& rows, std::vector<RawHit>& hits) const;
    template <typename Visit> void each_rule_of_key(std::string_view text, Visit visit) const;
    void run_label(const Label& label, const Part& part, Rows& rows, std::vector<RawHit>& hits) const;
    void run_line_under(const Place& place, std::vector<RawHit>& hits) const;
    std::size_t run_column(const Label& label, const Column& column, std::string_view rows, const TextView& view, const Part& part,
                           std::vector<RawHit>& hits) const;
    void run_rows_of_names(const Label& label, const Part& part, const TextView& view, std::vector<RawHit>& hits) const;
    static bool next_cell_of(const Part& part, const TextView& view, std::size_t end, std::size_t value);
    static std::string_view text_of(const RawHit& hit);
    bool is_name(std::size_t rule) const;
    static bool sure_name(const RawHit& hit);
    bool is_heading_beside(const RawHit& beside, const std::vector<RawHit>& below, std::size_t filled) const;
    void read_cells_beside(Place place, const Column& column, std::string_view cells, bool sideways, std::vector<RawHit>& hits) const;
    void read_row(Place place, std::string_view cells, std::vector<RawHit>& hits) const;
    static bool marks_part_row(std::string_view rows, std::string_view text, std::size_t cell);
    static bool parts_by_mark(const Part& part, const TextView& view, std::string_view cells, std::size_t at);
    void run_stacked(const Label& label, const Part& part, Rows& rows, std::vector<RawHit>& hits) const;
    void run_name(Views& views, std::vector<RawHit>& hits) const;
    void run_beside(Views& views, std::vector<RawHit>& hits) const;
    void run_headings(std::string_view headings, Views& views, std::vector<RawHit>& hits) const;
    // The value that begins at the place, and those that follow in a list; read_value() tells where the one ends, npos where there is none.
    void read_values(Place place, std::vector<RawHit>& hits) const;
    static bool may_go_on(const Place& place, std::size_t window);
    std::size_t read_value(const Place& place, std::vector<RawHit>& hits) const;
    void accept(std::size_t rule, const Candidate& found, Verdict verdict, bool at_label, std::vector<RawHit>& hits) const;
    void judge(std::size_t rule, const Candidate& candidate, std::vector<RawHit>& hits) const;

    std::vector<CompiledRule> rules_;
    // Of the built-in packs, whose databases are compiled when the library is built; of packs in files, whose databases
    // are kept; of what was asked for, which is kept nowhere.
    enum class Group : std::size_t { built_in, files, asked };
    static Group group_of(const PatternPack& pack);
    const DatabaseCache& cache_of(Group group) const { return group == Group::files ? kept_ : none_; }
    // By rule, where it is built in: one of forty shapes is found ten times as fast as all. As many databases as a pack in a file has rules
    // would be too many.
    std::size_t values_of(std::size_t rule) const { return rules_[rule].pack->built_in ? rule : rules_.size() + static_cast<std::size_t>(group_of(*rules_[rule].pack)); }

    DatabaseCache kept_, none_{""};
    std::array<std::array<ViewMatchers, 3>, 3> views_;
    std::vector<Values> values_;  // by values_of()
    std::multimap<std::string, std::size_t, std::less<>> labels_;  // label, rule: those of rules that take a value behind one
    std::bitset<1 << 14> label_names_;  // quick to ask, by key_of_name()
    SpacedLabels spaced_labels_;
    std::vector<std::size_t> digit_rules_;
    std::size_t longest_number_ = 0;
    bool joined_alone_ = false;  // a rule looks at the joined view and not at the base view
    LineJoints joints_;
};

}  // namespace review
