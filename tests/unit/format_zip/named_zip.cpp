#include "unit/format_zip/named_zip.hpp"

namespace named_zip {
namespace {

std::string number(std::uint32_t value, int bytes) {
    std::string text;
    for (; bytes-- > 0; value >>= 8) text += static_cast<char>(value & 0xff);
    return text;
}

std::uint32_t checksum(std::string_view text) {
    std::uint32_t sum = 0xffffffff;
    for (const char c : text) {
        sum ^= static_cast<unsigned char>(c);
        for (int bit = 0; bit < 8; ++bit) sum = sum >> 1 ^ (0xedb88320 & (0 - (sum & 1)));
    }
    return ~sum;
}

}  // namespace

review::Bytes zip_of(const std::vector<Member>& members) {
    std::string file, directory;
    for (const auto& member : members) {
        const auto size = member.name.ends_with('/') ? 0u : 1u;
        const auto common = number(20, 2) + number(member.says_utf8 ? 1 << 11 : 0, 2) + number(0, 2) + number(0x210000, 4) + number(size == 0 ? 0 : checksum("x"), 4) +
                            number(size, 4) + number(size, 4) + number(static_cast<std::uint32_t>(member.name.size()), 2);
        directory += "PK\1\2" + number(20, 2) + common + number(static_cast<std::uint32_t>(member.extra.size()), 2) + number(0, 2) + number(0, 4) + number(0, 4) +
                     number(static_cast<std::uint32_t>(file.size()), 4) + member.name + member.extra;
        file += "PK\3\4" + common + number(static_cast<std::uint32_t>(member.local_extra.size()), 2) + member.name + member.local_extra + (size == 0 ? "" : "x");
    }
    const auto count = number(static_cast<std::uint32_t>(members.size()), 2);
    const auto end = "PK\5\6" + number(0, 4) + count + count + number(static_cast<std::uint32_t>(directory.size()), 4) + number(static_cast<std::uint32_t>(file.size()), 4) + number(0, 2);
    file += directory + end;
    return {file.begin(), file.end()};
}

std::string path_field(std::string_view bytes, std::string_view name) {
    return number(0x7075, 2) + number(static_cast<std::uint32_t>(name.size() + 5), 2) + "\1" + number(checksum(bytes), 4) + std::string(name);
}

}  // namespace named_zip
