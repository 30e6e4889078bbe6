#include "format/html/inspect.hpp"

#include "base/utf8_scan.hpp"

namespace review {

void add_unseen(const std::vector<HtmlUnseen>& unseen, Inspection& seen) {
    for (const auto& one : unseen) {
        Concealed found;
        found.severity = Severity::medium;
        switch (one.kind) {
            case HtmlUnseen::Kind::hidden: found.kind = Concealment::hidden_text, found.manner = Manner::vanish, found.severity = Severity::high; break;
            case HtmlUnseen::Kind::script: found.kind = Concealment::script, found.manner = Manner::javascript; break;
            case HtmlUnseen::Kind::comment: found.kind = Concealment::comment, found.manner = Manner::margin_note; break;
            case HtmlUnseen::Kind::resource: found.kind = Concealment::link, found.manner = Manner::external; break;
            case HtmlUnseen::Kind::data: found.kind = Concealment::attachment, found.manner = Manner::file; break;
        }
        found.label = one.label;
        const bool bytes = one.kind == HtmlUnseen::Kind::script || one.kind == HtmlUnseen::Kind::data;
        found.count = bytes ? one.text.size() : count_characters(one.text);
        found.preview = masked_line(one.text);
        found.text = Sensitive(one.text);
        seen.concealed.push_back(std::move(found));
    }
}

void add_looks(const std::vector<HtmlLook>& looks, Inspection& seen) {
    for (const auto& one : looks) {
        Concealed found;
        found.kind = one.kind, found.manner = one.manner;
        found.severity = one.kind == Concealment::fake_redaction ? Severity::critical : Severity::high;
        found.label = "text";
        found.count = count_characters(one.text);
        found.preview = masked_line(one.text);
        found.text = Sensitive(one.text);
        seen.concealed.push_back(std::move(found));
    }
}

}  // namespace review
