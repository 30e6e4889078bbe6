#include "scan/detected.hpp"

#include <algorithm>

#include <review/error.hpp>

#include "base/messages/scan.hpp"
#include "model/line_label.hpp"
#include "scan/rule_name.hpp"

namespace review {
namespace {

// Between two characters, or at an end of the text.
bool stands_between(std::string_view text, std::size_t at) {
    return at == text.size() || (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80);
}

Finding finding_of(const Detector& detector, const Detection& seen, const Part& part, const GlyphIndex& glyphs) {
    const auto bytes = glyphs.widened({seen.begin, seen.end});
    const auto excerpt = std::string_view(part.text).substr(bytes.begin, bytes.end - bytes.begin);
    Finding made;
    made.rule = detector.id() + "/" + seen.rule;
    made.category = seen.category;
    made.severity = seen.severity;
    made.likelihood = seen.likelihood;
    made.where.span = glyphs.glyphs(bytes);
    made.where.kind = part.kind;
    made.where.label = label_at(part, bytes.begin);
    made.where.page = part.page;
    made.where.quads = quads_of(part, made.where.span.begin, made.where.span.end);
    made.where.xpath = part.xpath;
    made.where.bytes = source_of(part, bytes.begin, bytes.end);
    made.excerpt = Sensitive(excerpt);
    made.preview = masked(excerpt);
    made.view = "base";
    made.evidence = {"detector:" + detector.id()};
    return made;
}

}  // namespace

void add_detected(const Detector& detector, const Part& part, const GlyphIndex& glyphs, std::vector<Finding>& findings) {
    for (const auto& seen : detector.detect(part.text)) {
        const bool fits = seen.begin < seen.end && seen.end <= part.text.size() && stands_between(part.text, seen.begin) &&
                          stands_between(part.text, seen.end) && is_rule_name(seen.rule);
        if (!fits) throw Error(Errc::unsupported, say(Msg::scan_detector_nonsense, {detector.identity().name, part.label}));
        findings.push_back(finding_of(detector, seen, part, glyphs));
    }
}

void mark_recognised(std::vector<Finding>& findings) {
    for (auto& finding : findings) {
        const bool fits = std::find(finding.evidence.begin(), finding.evidence.end(), "checksum") != finding.evidence.end();
        if (!fits) finding.likelihood = std::min(finding.likelihood, Likelihood::likely);
        finding.evidence.push_back("recognised");
    }
}

}  // namespace review
