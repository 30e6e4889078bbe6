#include "format/archive/members.hpp"

#include <review/error.hpp>

#include "base/messages.hpp"
#include "format/archive/archive_document.hpp"
#include "format/zip/reader.hpp"

namespace review {
namespace {

BlindReason reason_of(Errc code) {
    return code == Errc::encrypted ? BlindReason::encrypted : code == Errc::limit ? BlindReason::limit
         : code == Errc::malformed ? BlindReason::malformed : BlindReason::unsupported;
}

std::string base_name(const std::string& path) { return path.substr(path.rfind('/') == path.npos ? 0 : path.rfind('/') + 1); }

}  // namespace

ArchiveContent read_archive(const Draft& draft, const OpenOptions& options) {
    const auto& limits = options.limits;
    const auto over = [&](std::string_view field, std::uint64_t most) { return Error(Errc::limit, say(Msg::limit_exceeded, {draft.name, field, std::to_string(most)})); };
    const ZipReader zip(draft.bytes, draft.name, limits, ZipNames::of_files);
    ArchiveContent content;
    content.unread_bytes = zip.unread_bytes();
    content.files = zip.members().size();
    for (const auto& member : zip.members()) content.bytes += member.size;
    for (std::size_t i = 0; i < zip.members().size(); ++i) {
        if (zip.members()[i].directory) {
            ++content.directories;
            continue;
        }
        auto member = std::make_unique<ArchiveMember>();
        member->name = zip.members()[i].name;
        member->other_names = zip.members()[i].other_names;
        member->draft = make_draft(base_name(member->name), zip.read(i));
        // A message of ours would tell the name of the file, which may be somebody's.
        OpenOptions inner{limits, options.password.copy()};
        inner.limits.document_bytes = limits.document_bytes - std::min(limits.document_bytes, content.bytes);
        inner.limits.members = limits.members - static_cast<std::uint32_t>(std::min<std::uint64_t>(limits.members, content.files));
        const bool nested = is_archive(member->draft.bytes);
        if (nested) inner.limits.nesting = limits.nesting - 1;
        try {
            if (nested && limits.nesting <= 1) throw Error(Errc::limit, say(Msg::archive_too_deep));
            if (!member->empty()) member->document = open_document(member->draft, inner);
        } catch (const Error& error) {
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
