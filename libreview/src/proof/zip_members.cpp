#include "proof/zip_members.hpp"

#include <algorithm>

#include "base/inflate.hpp"
#include "base/little_endian.hpp"
#include "base/messages/format_ooxml.hpp"

namespace review {
namespace {

bool has(ByteView file, std::size_t at, std::size_t bytes) { return at <= file.size() && bytes <= file.size() - at; }

constexpr std::uint64_t midnight = std::uint64_t{0x21} << 16;  // time 0, 1980-01-01

// Stored or deflated (4.4.5), and of the size that is told.
bool unpack(ByteView data, std::uint64_t method, std::uint64_t size, std::uint64_t most, Bytes& bytes) {
    if (method == 0) {
        bytes.assign(data.begin(), data.end());
    } else if (method == 8) {
        if (size > most) return false;
        auto inflated = inflate_raw_at_most(data, size + 1);
        if (!inflated || !inflated->whole || inflated->used != data.size()) return false;
        bytes = std::move(inflated->bytes);
    } else {
        return false;
    }
    return bytes.size() == size;
}

// One member from its local header on (APPNOTE.TXT 4.3.7). `at` moves behind it.
std::optional<ZipPiece> piece_at(ByteView file, std::size_t& at, std::uint64_t most) {
    if (!has(file, at, 30)) return std::nullopt;
    const auto flags = little_endian_at(file, at + 6, 2), method = little_endian_at(file, at + 8, 2);
    const auto packed = little_endian_at(file, at + 18, 4), size = little_endian_at(file, at + 22, 4);
    const auto name = little_endian_at(file, at + 26, 2), extra = little_endian_at(file, at + 28, 2);
    if ((flags & ~std::uint64_t{0x0806}) != 0 || !has(file, at + 30, name + extra + packed)) return std::nullopt;
    ZipPiece piece{std::string(as_text(file.subspan(at + 30, name))), {}, extra == 0 && little_endian_at(file, at + 10, 4) == midnight};
    const auto data = file.subspan(at + 30 + name + extra, packed);
    if (!unpack(data, method, size, most, piece.bytes)) return std::nullopt;
    at += 30 + name + extra + packed;
    return piece;
}

}  // namespace

std::optional<std::vector<ZipPiece>> zip_pieces(ByteView file, std::uint64_t most_bytes) {
    std::vector<ZipPiece> pieces;
    std::vector<std::size_t> begins;
    std::size_t at = 0;
    while (has(file, at, 4) && little_endian_at(file, at, 4) == 0x04034b50) {
        begins.push_back(at);
        auto piece = piece_at(file, at, most_bytes);
        if (!piece) return std::nullopt;
        most_bytes -= piece->bytes.size();
        pieces.push_back(std::move(*piece));
    }
    const auto directory = at;
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        if (!has(file, at, 46) || little_endian_at(file, at, 4) != 0x02014b50 || little_endian_at(file, at + 42, 4) != begins[i]) return std::nullopt;
        const auto name = little_endian_at(file, at + 28, 2), more = little_endian_at(file, at + 30, 2) + little_endian_at(file, at + 32, 2);
        if (!has(file, at + 46, name + more) || as_text(file.subspan(at + 46, name)) != pieces[i].name) return std::nullopt;
        const bool attributes = little_endian_at(file, at + 36, 2) != 0 || little_endian_at(file, at + 38, 4) != 0;
        if (more != 0 || attributes || little_endian_at(file, at + 12, 4) != midnight) pieces[i].plain = false;
        at += 46 + name + more;
    }
    const bool ends = has(file, at, 22) && at + 22 == file.size() && little_endian_at(file, at, 4) == 0x06054b50 &&
                      little_endian_at(file, at + 10, 2) == pieces.size() && little_endian_at(file, at + 16, 4) == directory &&
                      little_endian_at(file, at + 12, 4) == at - directory && little_endian_at(file, at + 20, 2) == 0;
    if (!ends || pieces.empty()) return std::nullopt;
    return pieces;
}

std::optional<AnyZip> any_zip(ByteView file, std::uint64_t most_bytes) {
    constexpr std::size_t end_size = 22, longest_comment = 0xffff;
    if (file.size() < end_size) return std::nullopt;
    auto end = file.size() - end_size;
    const auto lowest = end > longest_comment ? end - longest_comment : 0;
    while (little_endian_at(file, end, 4) != 0x06054b50 || end + end_size + little_endian_at(file, end + 20, 2) != file.size()) {
        if (end-- == lowest) return std::nullopt;
    }
    AnyZip zip;
    constexpr std::size_t descriptor = 24;
    auto known = file.size() - end;
    std::vector<std::pair<std::size_t, std::size_t>> contents;  // from, past
    auto at = static_cast<std::size_t>(little_endian_at(file, end + 16, 4));
    for (auto count = little_endian_at(file, end + 10, 2); count > 0; --count) {
        if (!has(file, at, 46) || little_endian_at(file, at, 4) != 0x02014b50) return std::nullopt;
        const auto packed = little_endian_at(file, at + 20, 4), size = little_endian_at(file, at + 24, 4), local = little_endian_at(file, at + 42, 4);
        const auto name = little_endian_at(file, at + 28, 2), more = little_endian_at(file, at + 30, 2) + little_endian_at(file, at + 32, 2);
        const bool encrypted = (little_endian_at(file, at + 8, 2) & 0x2041) != 0;
        if (encrypted || !has(file, at + 46, name + more) || !has(file, local, 30) || little_endian_at(file, local, 4) != 0x04034b50) return std::nullopt;
        const auto from = local + 30 + little_endian_at(file, local + 26, 2) + little_endian_at(file, local + 28, 2);
        if (!has(file, from, packed)) return std::nullopt;
        ZipPiece piece{std::string(as_text(file.subspan(at + 46, name))), {}, true};
        if (!unpack(file.subspan(from, packed), little_endian_at(file, at + 10, 2), size, most_bytes, piece.bytes)) return std::nullopt;
        most_bytes -= std::min<std::uint64_t>(most_bytes, piece.bytes.size());
        zip.pieces.push_back(std::move(piece));
        contents.emplace_back(from, from + packed);
        known += from - local + 46 + name + more + descriptor;
        at += 46 + name + more;
    }
    std::sort(contents.begin(), contents.end());
    std::size_t done = 0;
    contents.emplace_back(file.size(), file.size());
    for (const auto& [from, past] : contents) {
        if (from < done) return std::nullopt;
        zip.rest.insert(zip.rest.end(), file.begin() + static_cast<std::ptrdiff_t>(done), file.begin() + static_cast<std::ptrdiff_t>(from));
        done = past;
    }
    // What the directory does not know nobody unpacked.
    if (zip.pieces.empty() || zip.rest.size() > known) return std::nullopt;
    return zip;
}

std::optional<std::vector<ZipPiece>> members_to_look_at(ByteView file, ZipOf whose, std::uint64_t most_bytes, Needles& needles, Evidence& evidence) {
    if (whose == ZipOf::ours) {
        auto pieces = zip_pieces(file, most_bytes);
        if (!pieces) evidence.doubts.push_back(say(Msg::proof_zip_between));
        return pieces;
    }
    auto zip = any_zip(file, most_bytes);
    if (!zip) {
        evidence.doubts.push_back(say(Msg::proof_zip_unread));
        return std::nullopt;
    }
    needles.look(as_text(zip->rest), "between members", Where::binary, evidence.residue);
    return std::move(zip->pieces);
}

}  // namespace review
