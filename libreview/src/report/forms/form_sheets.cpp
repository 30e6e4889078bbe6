// The forms offices file: 政府信息公开保密审查表 and 区分处理说明. What they must hold is said by local rules of review (信息名称、内容摘要、公开方式、
// 公开时间、不予公开理由和依据, signatures of each step) and 条例 37.
#include "report/forms/form_sheets.hpp"

#include <algorithm>
#include <set>

#include "base/messages/forms.hpp"

namespace review {
namespace {

constexpr std::size_t most_places = 12;
constexpr double room_to_sign = 30;

enum class Group { withheld, kept, waiting };

Group group_of(const FormItem& item) {
    if (item.disposition == Disposition::redact || item.disposition == Disposition::mask) return Group::withheld;
    return item.disposition == Disposition::keep ? Group::kept : Group::waiting;
}

class Forms {
public:
    Forms(const ReviewForm& form, const LegalBases& bases, FormLanguage language)
        : form_(form), bases_(bases), zh_(language == FormLanguage::zh) {}

    Sheet review() const {
        auto sheet = empty(Msg::form_review_title);
        sheet.tables.push_back(particulars());
        sheet.tables.push_back(items_of(Group::withheld, Msg::form_withheld));
        if (any(Group::kept)) sheet.tables.push_back(items_of(Group::kept, Msg::form_kept));
        if (any(Group::waiting)) sheet.tables.push_back(items_of(Group::waiting, Msg::form_waiting));
        sheet.tables.push_back(approvals());
        sheet.notes = laws([](const FormItem&) { return true; });
        return sheet;
    }

    Sheet severance() const {
        auto sheet = empty(Msg::form_severance_title);
        SheetTable head{"", {18, 82}, {}, 0};
        head.rows.push_back(row({heading(Msg::form_document), {form_.document}}));
        head.rows.push_back(row({heading(Msg::form_office), {form_.office}}));
        head.rows.push_back(row({heading(Msg::form_publish_time), {form_.publish_time}}));
        if (!form_.document_digest.empty()) head.rows.push_back(row({heading(Msg::form_document_digest), {form_.document_digest}}));
        sheet.tables.push_back(std::move(head));
        sheet.tables.push_back(reasons());
        if (any(Group::withheld)) sheet.notes.push_back(word(Msg::form_severance_note));
        for (auto& law : laws([](const FormItem& item) { return group_of(item) == Group::withheld; })) sheet.notes.push_back(std::move(law));
        return sheet;
    }

private:
    std::string word(const Message& message, std::initializer_list<std::string_view> arguments = {}) const {
        return say_in(zh_ ? Language::zh : Language::en, message, arguments);
    }
    SheetCell heading(const Message& message) const { return {word(message), 1, true}; }
    static SheetRow row(std::vector<SheetCell> cells, double least_height = 0) { return {std::move(cells), least_height}; }

    Sheet empty(const Message& title) const {
        Sheet sheet;
        sheet.title = word(title);
        sheet.language = zh_ ? "zh-CN" : "en";
        sheet.foot = word(Msg::form_foot, {"{0}", "{1}"});
        return sheet;
    }

    bool any(Group group) const {
        return std::any_of(form_.items.begin(), form_.items.end(), [&](const FormItem& item) { return group_of(item) == group; });
    }

    std::string opinion() const {
        if (any(Group::waiting)) return word(Msg::form_opinion_waits);
        return word(any(Group::withheld) ? Msg::form_opinion_part : Msg::form_opinion_whole);
    }

    SheetTable particulars() const {
        SheetTable table{"", {18, 32, 18, 32}, {}, 0};
        const auto whole = [&](const Message& name, const std::string& text) { table.rows.push_back(row({heading(name), {text, 3}})); };
        const auto pair = [&](const Message& left, const std::string& one, const Message& right, const std::string& other) {
            table.rows.push_back(row({heading(left), {one}, heading(right), {other}}));
        };
        whole(Msg::form_document, form_.document);
        whole(Msg::form_summary, form_.summary);
        pair(Msg::form_office, form_.office, Msg::form_redactor, form_.redactor);
        pair(Msg::form_channel, form_.channel, Msg::form_publish_time, form_.publish_time);
        pair(Msg::form_number, form_.ledger_number, Msg::form_opinion, opinion());
        if (!form_.document_digest.empty()) whole(Msg::form_document_digest, form_.document_digest);
        if (!form_.statement_digest.empty()) whole(Msg::form_statement_digest, form_.statement_digest);
        return table;
    }

    std::string treatment(Disposition disposition) const {
        switch (disposition) {
            case Disposition::redact: return word(Msg::form_redacted);
            case Disposition::mask: return word(Msg::form_masked);
            case Disposition::keep: return word(Msg::form_published);
            case Disposition::escalate: return word(Msg::form_escalated);
            case Disposition::consult: return word(Msg::form_consulted);
            case Disposition::undetermined: return word(Msg::form_undetermined);
            case Disposition::undecided: break;
        }
        return word(Msg::form_undecided);
    }

    std::string joined(const std::vector<std::string>& words, std::size_t most) const {
        std::string text;
        for (std::size_t i = 0; i < words.size() && i < most; ++i) text += (i == 0 ? "" : zh_ ? "、" : ", ") + words[i];
        return words.size() > most ? text + " …" : text;
    }

    std::string title_of(const FormItem& item) const { return item.title.empty() ? item.rule : item.title; }

    SheetTable items_of(Group group, const Message& title) const {
        SheetTable table{word(title), {7, 25, 15, 24, 8, 21}, {}, 1};
        table.rows.push_back(row({heading(Msg::form_row), heading(Msg::form_what), heading(Msg::form_how), heading(Msg::form_basis),
                                  heading(Msg::form_count), heading(Msg::form_where)}));
        std::size_t number = 0;
        for (const auto& item : form_.items) {
            if (group_of(item) != group) continue;
            table.rows.push_back(row({{std::to_string(++number)}, {title_of(item)}, {treatment(item.disposition)}, {joined(item.basis, 8)},
                                      {std::to_string(item.count)}, {joined(item.places, most_places)}}));
        }
        if (number == 0) table.rows.push_back(row({{word(Msg::form_nothing), 6}}));
        return table;
    }

    // The reason is what the law says, in short; one that an office has no entry for is shown as it was given.
    std::string reason_of(const FormItem& item) const {
        std::string text;
        for (const auto& basis : item.basis) {
            for (const auto* law : cited(bases_, basis).known) {
                const auto& said = zh_ ? law->text_zh : law->text_en;
                if (text.find(said) == std::string::npos) text += (text.empty() ? "" : zh_ ? "；" : "; ") + said;
            }
        }
        return text;
    }

    SheetTable reasons() const {
        SheetTable table{word(Msg::form_withheld), {7, 19, 13, 19, 42}, {}, 1};
        table.rows.push_back(row({heading(Msg::form_row), heading(Msg::form_what), heading(Msg::form_where), heading(Msg::form_basis), heading(Msg::form_why)}));
        std::size_t number = 0;
        for (const auto& item : form_.items) {
            if (group_of(item) != Group::withheld) continue;
            table.rows.push_back(row({{std::to_string(++number)}, {title_of(item)}, {joined(item.places, most_places)}, {joined(item.basis, 8)},
                                      {reason_of(item)}}));
        }
        if (number == 0) table.rows.push_back(row({{word(Msg::form_nothing), 5}}));
        return table;
    }

    SheetTable approvals() const {
        SheetTable table{word(Msg::form_approvals), {20, 24, 30, 26}, {}, 1};
        table.rows.push_back(row({heading(Msg::form_role), heading(Msg::form_person), heading(Msg::form_time), heading(Msg::form_signature)}));
        for (const auto& one : form_.approvals) table.rows.push_back(row({{one.role}, {one.person}, {one.time}, {""}}, room_to_sign));
        if (form_.approvals.empty()) table.rows.push_back(row({{word(Msg::form_nothing), 4}}));
        return table;
    }

    template <class Wanted>
    std::vector<std::string> laws(Wanted wanted) const {
        std::vector<std::string> lines;
        std::set<std::string> told;
        for (const auto& item : form_.items) {
            if (!wanted(item)) continue;
            for (const auto& basis : item.basis) {
                for (const auto* law : cited(bases_, basis).known) {
                    if (!told.insert(law->key).second) continue;
                    lines.push_back(word(Msg::form_law, {law->key, zh_ ? law->law_zh : law->law_en, zh_ ? law->text_zh : law->text_en}));
                }
            }
        }
        return lines;
    }

    const ReviewForm& form_;
    const LegalBases& bases_;
    const bool zh_;
};

}  // namespace

Sheet review_form_sheet(const ReviewForm& form, const LegalBases& bases, FormLanguage language) { return Forms(form, bases, language).review(); }

Sheet severance_sheet(const ReviewForm& form, const LegalBases& bases, FormLanguage language) { return Forms(form, bases, language).severance(); }

}  // namespace review
