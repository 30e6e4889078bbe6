#include "format/archive/members.hpp"

#include <algorithm>

#include <review/error.hpp>

#include "base/messages/base.hpp"
#include "base/messages/format_html.hpp"
#include "format/archive/archive_document.hpp"
#include "format/archive/member_names.hpp"
#include "format/zip/reader.hpp"

namespace review {
namespace {

BlindReason reason_of(Errc code) {
    return code == Errc::encrypted ? BlindReason::encrypted : code == Errc::limit ? BlindReason::limit
         : code == Errc::malformed ? BlindReason::malformed : BlindReason::unsupported;
}

// Messages name a draft, and the name of a file may be somebody's. Readers go by its ending.
std::string unnamed(const std::string& path, std::size_t i) {
    constexpr std::size_t longest = 5;
    const auto ending = lower_ending(path);
    const bool plain = ending.size() <= longest && std::all_of(ending.begin(), ending.end(), [](char c) { return c >= 'a' && c <= 'z'; });
    return "member-" + std::to_string(i + 1) + (plain && !ending.empty() ? "." + ending : "");
}

}  // namespace

ArchiveContent read_archive(const Draft& draft, const OpenOptions& options) {
    const auto& limits = options.limits;
    const auto over = [&](std::string_view field, std::uint64_t most) { return Error(Errc::limit, say(Msg::limit_exceeded, {draft.name, field, std::to_string(most)})); };
    const ZipReader zip(draft.bytes, draft.name, limits, ZipNames::of_files);
    ArchiveContent content;
    content.unread_bytes = zip.unread_bytes();
    content.folders = zip.empty_folders();
    content.files = zip.members().size();
    for (const auto& member : zip.members()) content.bytes += member.size;
    for (std::size_t i = 0; i < zip.members().size(); ++i) {
        if (zip.members()[i].directory) continue;
        auto member = std::make_unique<ArchiveMember>();
        member->name = zip.members()[i].name;
        member->other_names = zip.members()[i].other_names;
        member->draft = make_draft(unnamed(member->name, i), zip.read(i));
        OpenOptions inner{limits, options.password.copy()};
        inner.limits.document_bytes = limits.document_bytes - std::min(limits.document_bytes, content.bytes);
        inner.limits.members = limits.members - static_cast<std::uint32_t>(std::min<std::uint64_t>(limits.members, content.files));
        const bool nested = is_archive(member->draft.bytes);
        if (nested) inner.limits.nesting = limits.nesting - 1;
        try {
            if (nested && limits.nesting <= 1) throw Error(Errc::limit, say(Msg::archive_too_deep));
            if (!member->empty()) member->document = open_document(member->draft, inner);
        } catch (const Error& error) {
            if (error.code() == Errc::io) throw;  // the machine is at fault, not the file
            if (nested && error.code() == Errc::limit && limits.nesting > 1) throw Error(Errc::limit, say(Msg::limit_exceeded, {draft.name, "document_bytes", std::to_string(limits.document_bytes)}));
            member->reason = reason_of(error.code());
        }
        if (member->document) add_cost(*member->document, content.bytes, content.files);
        if (content.bytes > limits.document_bytes) throw over("document_bytes", limits.document_bytes);
        if (content.files > limits.members) throw over("members", limits.members);
        content.members.push_back(std::move(member));
    }
    return content;
}

}  // namespace review
