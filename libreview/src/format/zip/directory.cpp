#include "format/zip/directory.hpp"

#include <algorithm>
#include <optional>

#include <review/error.hpp>

#include "base/messages/base.hpp"
#include "base/messages/format_ooxml.hpp"
#include "base/utf8_scan.hpp"
#include "format/zip/name_readings.hpp"
#include "format/zip/names.hpp"

namespace review {
namespace {

// APPNOTE.TXT 6.3.9, clauses 4.3.7, 4.3.12 and 4.3.16.
constexpr std::uint32_t local_mark = 0x04034b50, central_mark = 0x02014b50, end_mark = 0x06054b50;
constexpr std::size_t local_size = 30, central_size = 46, end_size = 22;
constexpr std::uint16_t flag_encrypted = 1u << 0, flag_strong = 1u << 6, flag_masked = 1u << 13;
constexpr std::uint16_t flag_later = 1u << 3;  // sizes stand behind the data, and the local header has none
constexpr std::uint16_t flag_utf8 = 1u << 11;
constexpr std::uint64_t free_of_ratio = 1u << 20;

std::uint16_t two(ByteView file, std::size_t at) { return static_cast<std::uint16_t>(file[at] | file[at + 1] << 8); }
std::uint32_t four(ByteView file, std::size_t at) { return two(file, at) | static_cast<std::uint32_t>(two(file, at + 2)) << 16; }

class Directory {
public:
    Directory(ByteView file, const std::string& draft_name, const Limits& limits, ZipNames names)
        : file_(file), draft_name_(draft_name), limits_(limits), kind_(names) {}

    std::vector<ZipMember> read() {
        const auto end = find_end();
        const auto count = two(file_, end + 10);
        const std::uint64_t size = four(file_, end + 12), begin = four(file_, end + 16);
        if (two(file_, end + 4) != 0 || two(file_, end + 6) != 0 || two(file_, end + 8) != count || count == 0xffff ||
            size == 0xffffffff || begin == 0xffffffff) {
            throw Error(Errc::unsupported, say(Msg::zip_large, {draft_name_}));
        }
        if (count > limits_.members) over("members", limits_.members);
        if (begin + size != end) damaged();
        auto at = static_cast<std::size_t>(begin);
        for (std::size_t i = 0; i < count; ++i) at = entry(at, end);
        if (at != end) damaged();
        check_overlaps(begin);
        unread_ += two(file_, end + 20);
        return std::move(members_);
    }
    std::uint64_t unread() const { return unread_; }

private:
    // The end record must be the one that every reader finds: the last, with a comment that fills the file exactly.
    std::size_t find_end() const {
        const auto lowest = file_.size() > 0xffff + end_size ? file_.size() - 0xffff - end_size : 0;
        for (auto at = file_.size() < end_size ? 0 : file_.size() - end_size + 1; at-- > lowest;) {
            if (four(file_, at) != end_mark) continue;
            if (at + end_size + two(file_, at + 20) == file_.size()) return at;
            break;  // something follows, or the comment holds another record
        }
        damaged();
    }

    std::size_t entry(std::size_t at, std::size_t end) {
        if (end - at < central_size || four(file_, at) != central_mark) damaged();
        const std::size_t name_size = two(file_, at + 28), behind = two(file_, at + 30) + two(file_, at + 32);
        if (end - at - central_size < name_size + behind) damaged();
        ZipMember member;
        member.packed = four(file_, at + 20);
        member.size = four(file_, at + 24);
        const auto number = std::to_string(members_.size() + 1);
        const auto flags = two(file_, at + 8), method = two(file_, at + 10);
        if ((flags & (flag_encrypted | flag_strong | flag_masked)) != 0) throw Error(Errc::encrypted, say(Msg::zip_encrypted, {draft_name_, number}));
        if (method != 0 && method != 8) throw Error(Errc::unsupported, say(Msg::zip_method, {draft_name_, number}));
        if (member.packed == 0xffffffff || member.size == 0xffffffff) throw Error(Errc::unsupported, say(Msg::zip_large, {draft_name_}));
        read_name(member, at, number);
        check_size(member);
        if (method == 0 && member.packed != member.size) two_readings(number);
        check_local(member, four(file_, at + 42), at, number);
        take_name(member, number);
        members_.push_back(std::move(member));
        unread_ += two(file_, at + 32);
        return at + central_size + name_size + behind;
    }

    void read_name(ZipMember& member, std::size_t at, const std::string& number) const {
        const auto bytes = file_.subspan(at + central_size, two(file_, at + 28));
        member.name = member.stored = std::string(as_text(bytes));
        bool good = kind_ == ZipNames::of_files || is_member_name(member.name);
        if (kind_ == ZipNames::of_files) {
            auto readings = name_readings(bytes, file_.subspan(at + central_size + bytes.size(), two(file_, at + 30)), (two(file_, at + 8) & flag_utf8) != 0);
            if (readings && readings->contradictory) two_readings(number);
            good = readings.has_value();
            if (good) member.name = std::move(readings->name), member.other_names = std::move(readings->others);
        }
        member.directory = member.name.ends_with('/');
        if (!good || (member.directory && member.size != 0)) throw Error(Errc::malformed, say(Msg::zip_bad_name, {draft_name_, number}));
    }

    // Readers that look at the bytes only take two members of the same bytes for one, whatever is said elsewhere.
    void take_name(const ZipMember& member, const std::string& number) {
        bool fresh = names_.insert(folded_name(member.name)).second;
        // In an encoding of pairs a letter may be half a character: only in UTF-8 two cases are one name.
        const auto stored = first_not_utf8(as_bytes(member.stored)) ? member.stored : folded_name(member.stored);
        if (stored != folded_name(member.name)) fresh = names_.insert(stored).second && fresh;
        if (!fresh) throw Error(Errc::malformed, say(Msg::zip_duplicate, {draft_name_, number}));
    }

    // The local header says the same name, or one of those the directory may be read as.
    bool same_name(const ZipMember& member, std::size_t local) const {
        const auto bytes = file_.subspan(local + local_size, two(file_, local + 26));
        if (as_text(bytes) != member.stored) return false;
        if (kind_ == ZipNames::of_parts) return true;
        const auto readings = name_readings(bytes, file_.subspan(local + local_size + bytes.size(), two(file_, local + 28)), (two(file_, local + 6) & flag_utf8) != 0);
        const auto& others = member.other_names;
        return readings && !readings->contradictory && (readings->name == member.name || std::find(others.begin(), others.end(), readings->name) != others.end());
    }

    void check_size(const ZipMember& member) {
        if (member.size > limits_.stream_bytes) over("stream_bytes", limits_.stream_bytes);
        total_ += member.size;
        if (total_ > limits_.document_bytes) over("document_bytes", limits_.document_bytes);
        if (member.size > free_of_ratio && member.size / limits_.inflate_ratio > member.packed) over("inflate_ratio", limits_.inflate_ratio);
    }

    // Readers that stream believe the local header, others the directory.
    void check_local(const ZipMember& member, std::size_t local, std::size_t central, const std::string& number) {
        if (local > file_.size() - local_size || four(file_, local) != local_mark) damaged();
        const std::size_t name_size = two(file_, local + 26), extra = two(file_, local + 28);
        const auto data = local + local_size + name_size + extra;
        if (data > file_.size() || member.packed > file_.size() - data) damaged();
        const bool later = (two(file_, local + 6) & flag_later) != 0;
        const auto same = [&](std::size_t in_local, std::size_t in_central) {
            const auto value = four(file_, local + in_local);
            return value == four(file_, central + in_central) || (later && value == 0) || (value == 0xffffffff && extra > 0);
        };
        if (!same_name(member, local) || two(file_, local + 8) != two(file_, central + 10) ||
            ((two(file_, local + 6) ^ two(file_, central + 8)) & flag_encrypted) != 0 || !same(14, 16) || !same(18, 20) || !same(22, 24)) {
            two_readings(number);
        }
        spans_.push_back({local, data + member.packed, number, later});
    }

    void check_overlaps(std::uint64_t directory) {
        std::sort(spans_.begin(), spans_.end(), [](const Span& a, const Span& b) { return a.begin < b.begin; });
        if (!spans_.empty()) unread_ += spans_.front().begin;
        for (std::size_t i = 0; i < spans_.size(); ++i) {
            const auto next = i + 1 < spans_.size() ? spans_[i + 1].begin : directory;
            // Behind the data may stand its sizes once more (4.3.9): up to 24 bytes.
            const auto gap = next - std::min(spans_[i].end, next);
            if (!spans_[i].later || gap > 24) unread_ += gap;
            if (spans_[i].end <= next) continue;
            const auto which = spans_[i].number + (i + 1 < spans_.size() ? ", " + spans_[i + 1].number : "");
            throw Error(Errc::malformed, say(Msg::zip_overlap, {draft_name_, which}));
        }
    }

    [[noreturn]] void damaged() const { throw Error(Errc::malformed, say(Msg::zip_damaged, {draft_name_})); }
    [[noreturn]] void two_readings(const std::string& number) const { throw Error(Errc::malformed, say(Msg::zip_two_readings, {draft_name_, number})); }
    [[noreturn]] void over(std::string_view field, std::uint64_t most) const {
        throw Error(Errc::limit, say(Msg::limit_exceeded, {draft_name_, field, std::to_string(most)}));
    }

    struct Span {
        std::uint64_t begin, end;
        std::string number;
        bool later;
    };
    ByteView file_;
    const std::string& draft_name_;
    const Limits& limits_;
    ZipNames kind_;
    std::vector<ZipMember> members_;
    std::vector<Span> spans_;
    FoldedNames names_;
    std::uint64_t total_ = 0, unread_ = 0;
};

}  // namespace

bool is_zip(ByteView file) {
    if (file.size() < end_size) return false;
    const auto mark = four(file, 0);
    return mark == local_mark || mark == end_mark;
}

std::vector<ZipMember> zip_directory(ByteView file, const std::string& draft_name, const Limits& limits, std::uint64_t* unread, ZipNames names) {
    if (file.size() < end_size) throw Error(Errc::malformed, say(Msg::zip_damaged, {draft_name}));
    Directory directory(file, draft_name, limits, names);
    auto members = directory.read();
    if (unread != nullptr) *unread = directory.unread();
    return members;
}

}  // namespace review
