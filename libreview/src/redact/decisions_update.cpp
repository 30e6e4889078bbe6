// `review decide`: the file for a draft from the one before. docs/decisions.md.
#include <algorithm>
#include <functional>
#include <set>

#include <review/decisions_file.hpp>
#include <review/error.hpp>

#include "base/messages/redact.hpp"
#include "redact/carry.hpp"
#include "redact/decisions_text.hpp"

namespace review {
namespace {

constexpr std::size_t most_told = 20;

// "keep, 条例20, Wang": words of the officer, not of the draft.
std::string said(const Decision& decision) {
    std::string text(name_of(decision.disposition));
    for (const auto* word : {&decision.basis, &decision.by}) text += word->empty() ? "" : ", " + one_line(*word);
    return text;
}

class Update {
public:
    Update(const Draft& draft, const std::vector<Finding>& findings, const std::vector<BlindSpot>& blind_spots, const Anchors& anchors,
           const EarlierDecisions& earlier)
        : draft_(draft), findings_(findings), blind_spots_(blind_spots), anchors_(anchors), earlier_(earlier),
          there_(!earlier.text.empty()), same_(there_ && earlier.decisions.draft == draft.digest) {}

    DecisionsUpdate make() {
        if (there_ && !same_) tell_of_keys();
        const bool comparable = same_ || earlier_.decisions.key == anchors_.key;
        matches_ = match(same_, findings_, comparable ? anchors_.of : std::vector<Anchor>{}, earlier_.decisions.decisions);
        for (std::size_t i = 0; i < findings_.size(); ++i) expected_.decisions.push_back(settled(i));
        // What was said of all findings and of places nobody could read was said of those bytes only.
        expected_.redact_all = same_ && earlier_.decisions.redact_all;
        accept();
        tell();
        if (there_) write_by_editing();
        if (result_.yaml.empty()) result_.yaml = composed(nullptr);
        return std::move(result_);
    }

private:
    void tell_of_keys() {
        if (earlier_.decisions.key.empty() || anchors_.key.empty()) result_.told.push_back(say(Msg::redact_told_no_anchors, {earlier_.file}));
        else if (earlier_.decisions.key != anchors_.key) result_.told.push_back(say(Msg::redact_told_other_key, {earlier_.file}));
    }

    Decision settled(std::size_t i) const {
        Decision now;
        const auto& [how, earlier] = matches_.of[i];
        if (how == Match::How::same || how == Match::How::carried) now = *earlier;
        if (how == Match::How::carried) now.carried = earlier->disposition != Disposition::undecided;
        now.finding = findings_[i].id;
        if (i < anchors_.of.size()) now.anchor = anchors_.of[i];
        return now;
    }

    void accept() {
        if (!same_) return;
        std::set<std::string> there;
        for (const auto& spot : blind_spots_) there.insert(spot.label);
        for (const auto& label : earlier_.decisions.accepted_blind_spots) {
            if (there.erase(label) > 0) expected_.accepted_blind_spots.push_back(label);
        }
    }

    void tell_some(std::size_t count, const std::function<std::string(std::size_t)>& sentence) {
        for (std::size_t i = 0; i < std::min(count, most_told); ++i) result_.told.push_back(sentence(i));
        if (count > most_told) result_.told.push_back(say(Msg::redact_told_more, {std::to_string(count - most_told)}));
    }

    void tell() {
        std::vector<std::size_t> changed, fresh;
        for (std::size_t i = 0; i < findings_.size(); ++i) {
            const auto how = matches_.of[i].how;
            if (how == Match::How::same) ++result_.stayed;
            if (how == Match::How::carried) ++result_.carried;
            if (how == Match::How::changed) changed.push_back(i);
            if (how == Match::How::fresh) fresh.push_back(i);
        }
        result_.changed = changed.size(), result_.fresh = fresh.size(), result_.gone = matches_.gone.size();
        if (!there_) return;
        tell_some(changed.size(), [&](std::size_t i) {
            const auto& finding = findings_[changed[i]];
            return say(Msg::redact_told_changed, {finding.where.label, finding.rule, finding.id, said(*matches_.of[changed[i]].earlier)});
        });
        tell_some(fresh.size(), [&](std::size_t i) {
            const auto& finding = findings_[fresh[i]];
            return say(Msg::redact_told_new, {finding.where.label, finding.rule, finding.id});
        });
        tell_some(matches_.gone.size(), [&](std::size_t i) {
            const auto& gone = *matches_.gone[i];
            return say(Msg::redact_told_gone, {earlier_.file, std::to_string(gone.line), gone.finding, said(gone)});
        });
    }

    std::string comments(std::size_t i, std::size_t column) const {
        const std::string blanks(column, ' ');
        std::string text;
        const auto& [how, earlier] = matches_.of[i];
        if (there_ && how == Match::How::changed) text += blanks + "#! " + say(Msg::redact_status_changed, {said(*earlier)}) + "\n";
        if (there_ && how == Match::How::fresh) text += blanks + "#! " + say(Msg::redact_status_new) + "\n";
        return text + blanks + place_comment(findings_[i]) + "\n";
    }

    // Without a key this time, what an earlier run left stays good for the same draft.
    const std::string& key() const { return anchors_.key.empty() && same_ ? earlier_.decisions.key : anchors_.key; }

    std::string head() const {
        // What an old file rests on may be no key of the catalogue: it stays of the older form until it is.
        std::string text = earlier_.decisions.remarks.empty() ? "version: 2\n" : "";
        text += "draft: " + yaml_quoted(draft_.digest.hex()) + "\n";
        if (!key().empty()) text += "key: " + yaml_quoted(key()) + "\n";
        return text + "redact_all: " + (expected_.redact_all ? "true" : "false") + "\n";
    }

    std::string entries(const DecisionsText* old) const {
        if (findings_.empty()) return "decisions: []\n";
        const auto* first = earlier_.decisions.decisions.data();
        const auto column = old ? old->column() : 2;
        std::set<const Decision*> written;
        std::string text = "decisions:\n";
        for (std::size_t i = 0; i < findings_.size(); ++i) {
            const auto& [how, earlier] = matches_.of[i];
            const bool stays = how == Match::How::same || how == Match::How::carried;
            const auto above = comments(i, column);
            // An entry that speaks of several places now was one before.
            if (old && stays && written.insert(earlier).second) {
                text += old->edited(static_cast<std::size_t>(earlier - first), *earlier, expected_.decisions[i], above, same_);
            } else {
                text += above + entry(expected_.decisions[i], column);
            }
        }
        return text;
    }

    std::string spots(const DecisionsText* old) const {
        const auto& accepted = expected_.accepted_blind_spots;
        std::string open, lines;
        std::set<std::string> written;
        for (const auto& spot : blind_spots_) {
            if (!written.insert(spot.label).second) continue;
            const auto reason = std::string(name_of(spot.reason)) + ": " + one_line(spot.detail);
            const auto line = "- " + yaml_quoted(spot.label) + "  # " + reason + "\n";
            if (std::find(accepted.begin(), accepted.end(), spot.label) != accepted.end()) {
                const auto before = old ? old->accepted_line(spot.label) : "";
                lines += before.empty() ? "  " + line : before;
            } else if (!spot.goes) {
                open += "# " + line;
            }
        }
        const auto text = lines.empty() ? std::string("accepted_blind_spots: []\n") : "accepted_blind_spots:\n" + lines;
        return text + (open.empty() ? "" : "# " + say(Msg::redact_file_blind_spots) + "\n" + open);
    }

    std::string end() const {
        std::string text;
        for (const Decision* gone : matches_.gone) text += "#! " + say(Msg::redact_status_gone, {one_line(gone->finding), said(*gone)}) + "\n";
        return text;
    }

    std::string composed(const DecisionsText* old) const {
        const DecisionsText::Sections sections{head(), entries(old), spots(old), end()};
        if (old) return old->with(sections, same_);
        return "# " + one_line(draft_.name) + "\n# " + say(Msg::redact_file_head) + "\n" + sections.head + sections.decisions +
               sections.blind_spots + sections.end;
    }

    // Text that was edited is read again: unless it says exactly what it should, comments are given up and not decisions.
    void write_by_editing() {
        const auto old = DecisionsText::split(earlier_.text);
        if (old) {
            auto text = composed(&*old);
            if (says_what_it_should(text)) return void(result_.yaml = std::move(text));
        }
        const bool comments = earlier_.text.find('#') != std::string::npos;
        if (comments) result_.told.push_back(say(Msg::redact_told_dumped, {earlier_.file}));
    }

    bool says_what_it_should(const std::string& text) const {
        try {
            return equal(read_decisions(text, earlier_.file, nullptr));
        } catch (const Error&) {
            return false;
        }
    }

    bool equal(const Decisions& read) const {
        if (read.draft != draft_.digest || read.key != key() || read.redact_all != expected_.redact_all) return false;
        if (read.accepted_blind_spots.size() != expected_.accepted_blind_spots.size()) return false;
        const auto& wanted = expected_.decisions;
        return std::equal(read.decisions.begin(), read.decisions.end(), wanted.begin(), wanted.end(), [](const Decision& left, const Decision& right) {
            return left.finding == right.finding && left.disposition == right.disposition && left.basis == right.basis && left.note == right.note &&
                   left.by == right.by && left.since == right.since && left.extended == right.extended && left.carried == right.carried &&
                   left.anchor.value == right.anchor.value && left.anchor.context == right.anchor.context;
        });
    }

    const Draft& draft_;
    const std::vector<Finding>& findings_;
    const std::vector<BlindSpot>& blind_spots_;
    const Anchors& anchors_;
    const EarlierDecisions& earlier_;
    const bool there_, same_;
    Matches matches_;
    Decisions expected_;
    DecisionsUpdate result_;
};

}  // namespace

DecisionsUpdate update_decisions(const Draft& draft, const std::vector<Finding>& findings, const std::vector<BlindSpot>& blind_spots,
                                 const Anchors& anchors, const EarlierDecisions& earlier) {
    return Update(draft, findings, blind_spots, anchors, earlier).make();
}

}  // namespace review
