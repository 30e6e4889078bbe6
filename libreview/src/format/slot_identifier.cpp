#include <review/signature_slot.hpp>

#include <charconv>
#include <stdexcept>

#include "base/file_digest.hpp"

namespace review {
namespace {

constexpr std::string_view before_table = "startxref\n", before_identifiers = "trailer\n<</ID [<";
constexpr std::size_t digits = 32;

[[noreturn]] void not_ours() { throw std::logic_error("no file of our writer"); }

std::size_t table_of(std::string_view text) {
    const auto at = text.rfind(before_table);
    std::size_t table = 0;
    if (at == text.npos || std::from_chars(text.data() + at + before_table.size(), text.data() + text.size(), table).ec != std::errc{}) not_ours();
    return table;
}

}  // namespace

// The file's digest is what the signature's begins with: they are read once.
void identify_signature_slot(SignatureSlot& slot) {
    const auto text = as_text(slot.bytes);
    const std::size_t gap_end = slot.byte_range[2], table = table_of(text);
    const std::size_t first = text.rfind(before_identifiers) + before_identifiers.size(), second = first + digits + 2;
    if (table < gap_end || table > text.size() || first < table || second + digits > text.size() || text.substr(first + digits, 2) != "><") not_ours();
    RunningDigest digest;
    digest.add(ByteView(slot.bytes).first(slot.byte_range[1]));
    digest.add(ByteView(slot.bytes).subspan(gap_end, table - gap_end));
    const std::string identifier = digest.so_far().hex().substr(0, digits);
    for (const auto at : {first, second}) identifier.copy(reinterpret_cast<char*>(slot.bytes.data()) + at, digits);
    digest.add(ByteView(slot.bytes).subspan(table));
    slot.digest = digest.finish();
}

}  // namespace review
