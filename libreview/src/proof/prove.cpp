#include <review/prove.hpp>

#include <algorithm>

#include <review/error.hpp>

#include "base/mapped_file.hpp"
#include "base/messages/proof.hpp"
#include "format/pdf_module.hpp"
#include "proof/archive_eye.hpp"
#include "proof/html_eye.hpp"
#include "proof/needles.hpp"
#include "proof/prove_by.hpp"
#include "proof/prove_scanned.hpp"
#include "proof/rescan.hpp"
#include "proof/same_charset.hpp"
#include "proof/untouched.hpp"
#include "proof/zip_eye.hpp"

namespace review {
namespace {

constexpr std::string_view plain_place = "file";

// XML and text: the bytes themselves, and what entities in them stand for. In pieces: a file may be larger than memory. They
// overlap by more than a value takes where each of its letters is an entity; what is spread further the rescan reads.
void look_at_text(ByteView output, const RedactionPlan& plan, Needles& needles, Evidence& evidence) {
    ++evidence.streams;
    std::size_t longest = 4096;
    for (const auto& value : plan.values) longest = std::max(longest, value.text.reveal().size());
    const std::size_t overlap = 16 * longest, piece = std::max<std::size_t>(4 << 20, 4 * overlap);
    for (std::size_t at = 0;; at += piece) {
        const auto bytes = output.subspan(at, std::min(piece + overlap, output.size() - at));
        needles.look(as_text(bytes), std::string(plain_place), Where::text, evidence.residue);
        if (bytes.size() < piece + overlap) return;
        passed(bytes.first(piece));
    }
}

void compare(ByteView output, const Document& reopened, const RedactionPlan& plan, const Document* draft,
             ByteView draft_bytes, Evidence& evidence) {
    if (!draft) return;
    if (plan.format == "pdf") evidence.untouched_equal = pages_untouched(*draft, reopened, plan, evidence);
    else if (plan.format == "ofd") evidence.untouched_equal = pages_untouched(*draft, reopened, plan, evidence) && asides_untouched(*draft, reopened, plan);
    else if (plan.format == "ooxml") evidence.untouched_equal = package_untouched(*draft, reopened, plan);
    else if (!draft_bytes.empty()) evidence.untouched_equal = bytes_untouched(draft_bytes, *draft, output, plan);
    else evidence.untouched_equal = text_untouched(*draft, reopened, plan);
    const bool damaged = plan.format == "text" && !plan.accepted.empty();
    if (damaged) evidence.untouched_equal = evidence.untouched_equal && text_filled(*draft, reopened, plan);
}

// What is in no format that is read is looked at as what it says it is.
std::string claimed_format(ByteView output) {
    const auto head = as_text(output.first(std::min<std::size_t>(output.size(), 1024)));
    return head.find("%PDF-") != head.npos ? "pdf" : "text";
}

Evidence prove_with(Needles& needles, ByteView output, const RedactionPlan& plan, const Scanner* scanner, const Document* draft, const SieveNotes* sieved,
                    const Limits& limits, ByteView draft_bytes, const PictureReading& pictures) {
    Evidence evidence;
    evidence.draft = plan.draft;
    // Of pages and XML the name decides how readers read them.
    const bool named = plan.format == "html" || plan.format == "xml";
    const auto file = make_draft(named ? "output." + plan.format : "output", SharedBytes(output, nullptr));
    evidence.output = file.digest;
    OpenOptions options;
    options.limits = limits;
    options.pictures = pictures;
    options.read_again = true;
    const bool bytes_are_edited = named || plan.format == "text";
    const ByteView edited = bytes_are_edited && !draft_bytes.empty() ? look_at_charset(plan.format, draft_bytes, output, evidence) : output;
    std::unique_ptr<Document> reopened;
    try {
        reopened = open_document(file, options);
    } catch (const Error& error) {
        evidence.doubts.push_back(say(Msg::proof_rescan_failed, {error.what()}));
    }
    // A plan made of terms alone says nothing of the format; the file does.
    evidence.format = !plan.format.empty() ? plan.format : reopened ? std::string(reopened->format()) : claimed_format(output);
    const bool pdf = evidence.format == "pdf";
    const auto whose = plan.format.empty() && draft == nullptr ? ZipOf::anybody : ZipOf::ours;
    evidence.values = needles.looked_for();
    if (evidence.format == "archive") {
        prove_archive(output, plan, scanner, draft, limits, needles, evidence);
        return evidence;
    }
    if (pdf) {
        // In this order: the fonts tell what codes the raw streams may hold.
        pdf_module().look_at_pdf_objects(output, needles, limits, evidence);
        pdf_module().look_at_raw_pdf(output, needles, limits, evidence);
    } else if (evidence.format == "ofd") {
        pdf_module().look_at_ofd(output, whose, needles, limits, evidence);
    } else if (evidence.format == "ooxml") {
        look_at_package(output, whose, needles, limits, evidence);
    } else {
        look_at_text(output, plan, needles, evidence);
        if (evidence.format == "html") look_at_html(output, needles, evidence);
    }
    if (!reopened) return evidence;
    if (!pdf) evidence.reopened = reopened->format() == evidence.format;
    try {
        rescan(*reopened, plan, scanner, draft, needles, evidence, sieved);
        compare(edited, *reopened, plan, draft, draft_bytes, evidence);
    } catch (const Error& error) {
        evidence.doubts.push_back(say(Msg::proof_rescan_failed, {error.what()}));
    }
    return evidence;
}

}  // namespace

Evidence prove(ByteView output, const RedactionPlan& plan, const Scanner* scanner, const Document* draft,
               const Limits& limits, ByteView draft_bytes, const PictureReading& pictures) {
    Needles needles(plan.values);
    return prove_with(needles, output, plan, scanner, draft, nullptr, limits, draft_bytes, pictures);
}

Evidence prove_by(Needles& needles, ByteView output, const RedactionPlan& plan, const Scanner* scanner, const Document* draft,
                  const Limits& limits, ByteView draft_bytes, const PictureReading& pictures) {
    return prove_with(needles, output, plan, scanner, draft, nullptr, limits, draft_bytes, pictures);
}

Evidence prove_scanned(ByteView output, const RedactionPlan& plan, const Scanner& scanner, const Document& draft, const SieveNotes& sieved,
                       const Limits& limits, ByteView draft_bytes, const PictureReading& pictures) {
    Needles needles(plan.values);
    return prove_with(needles, output, plan, &scanner, &draft, &sieved, limits, draft_bytes, pictures);
}

}  // namespace review
