#include "proof/zip_members.hpp"

#include "base/inflate.hpp"
#include "base/little_endian.hpp"

namespace review {
namespace {

bool has(ByteView file, std::size_t at, std::size_t bytes) { return at <= file.size() && bytes <= file.size() - at; }

constexpr std::uint64_t midnight = std::uint64_t{0x21} << 16;  // time 0, 1980-01-01

// One member from its local header on (APPNOTE.TXT 4.3.7). `at` moves behind it.
std::optional<ZipPiece> piece_at(ByteView file, std::size_t& at, std::uint64_t most) {
    if (!has(file, at, 30)) return std::nullopt;
    const auto flags = little_endian_at(file, at + 6, 2), method = little_endian_at(file, at + 8, 2);
    const auto packed = little_endian_at(file, at + 18, 4), size = little_endian_at(file, at + 22, 4);
    const auto name = little_endian_at(file, at + 26, 2), extra = little_endian_at(file, at + 28, 2);
    if ((flags & ~std::uint64_t{0x0806}) != 0 || !has(file, at + 30, name + extra + packed)) return std::nullopt;
    ZipPiece piece{std::string(as_text(file.subspan(at + 30, name))), {}, extra == 0 && little_endian_at(file, at + 10, 4) == midnight};
    const auto data = file.subspan(at + 30 + name + extra, packed);
    if (method == 0) {
        piece.bytes.assign(data.begin(), data.end());
    } else if (method == 8) {
        if (size > most) return std::nullopt;
        auto inflated = inflate_raw_at_most(data, size + 1);
        if (!inflated || !inflated->whole || inflated->used != packed) return std::nullopt;
        piece.bytes = std::move(inflated->bytes);
    } else {
        return std::nullopt;
    }
    if (piece.bytes.size() != size) return std::nullopt;
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

}  // namespace review
