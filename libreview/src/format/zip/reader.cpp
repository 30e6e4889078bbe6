#include "format/zip/reader.hpp"

#include <zip.h>

#include <set>
#include <string_view>

#include <review/error.hpp>

#include "base/messages/format_ooxml.hpp"

namespace review {

struct ZipReader::Archive {
    zip_t* zip = nullptr;
    ~Archive() {
        if (zip != nullptr) zip_discard(zip);
    }
};

ZipReader::ZipReader(ByteView file, std::string draft_name, const Limits& limits, ZipNames names)
    : draft_name_(std::move(draft_name)), members_(zip_directory(file, draft_name_, limits, &unread_, names)), archive_(std::make_unique<Archive>()) {
    // Not ZIP_CHECKCONS: it refuses the padding that Word puts into extra fields; zip_directory() has compared all that matters.
    zip_error_t error;
    zip_error_init(&error);
    auto* source = zip_source_buffer_create(file.data(), file.size(), 0, &error);
    archive_->zip = source == nullptr ? nullptr : zip_open_from_source(source, ZIP_RDONLY, &error);
    if (archive_->zip == nullptr && source != nullptr) zip_source_free(source);
    zip_error_fini(&error);
    const bool same = archive_->zip != nullptr && zip_get_num_entries(archive_->zip, 0) == static_cast<zip_int64_t>(members_.size());
    if (!same) throw Error(Errc::malformed, say(Msg::zip_damaged, {draft_name_}));
}

ZipReader::~ZipReader() = default;

std::vector<std::string> ZipReader::empty_folders() const {
    std::set<std::string_view> paths;  // of files and of folders further in
    for (const auto& member : members_) paths.insert(member.name);
    std::vector<std::string> folders;
    for (const auto& member : members_) {
        if (!member.directory) continue;
        const auto next = paths.upper_bound(member.name);
        if (next == paths.end() || !next->starts_with(member.name)) folders.push_back(member.name);
        folders.insert(folders.end(), member.other_names.begin(), member.other_names.end());
    }
    return folders;
}

Bytes ZipReader::read(std::size_t member) const {
    const auto& expected = members_.at(member);
    const auto damaged = [&] { return Error(Errc::malformed, say(Msg::zip_damaged, {draft_name_})); };
    const char* name = zip_get_name(archive_->zip, member, ZIP_FL_ENC_RAW);
    // libzip takes the name of a Unicode Path field for the raw one.
    if (name == nullptr || (expected.stored != name && expected.name != name)) throw damaged();
    const std::unique_ptr<zip_file_t, int (*)(zip_file_t*)> file(zip_fopen_index(archive_->zip, member, 0), zip_fclose);
    if (!file) throw damaged();
    Bytes bytes(expected.size);
    std::uint64_t at = 0;
    while (at < bytes.size()) {
        const auto count = zip_fread(file.get(), bytes.data() + at, bytes.size() - at);
        if (count <= 0) throw damaged();
        at += static_cast<std::uint64_t>(count);
    }
    // Reading past the end is what makes libzip compare the checksum, and it tells a member that is longer than it says.
    std::uint8_t more = 0;
    if (zip_fread(file.get(), &more, 1) != 0) throw damaged();
    return bytes;
}

}  // namespace review
