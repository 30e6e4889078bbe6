#include "ledger/checkpoint.hpp"

#include <charconv>

#include <review/error.hpp>

#include "base/base64.hpp"
#include "base/messages/ledger.hpp"

namespace review {
namespace {

[[noreturn]] void no_checkpoint() { throw Error(Errc::unverified, say(Msg::ledger_no_checkpoint)); }

std::string_view take_line(std::string_view& text) {
    const auto end = text.find('\n');
    if (end == 0 || end == std::string_view::npos) no_checkpoint();
    const auto line = text.substr(0, end);
    text.remove_prefix(end + 1);
    return line;
}

// Decimal without leading zeros, so that a size is written in one way.
std::uint64_t size_of(std::string_view digits) {
    std::uint64_t size = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), size);
    if (error != std::errc{} || end != digits.data() + digits.size() || std::to_string(size) != digits) no_checkpoint();
    return size;
}

}  // namespace

std::string Checkpoint::text() const { return origin + "\n" + std::to_string(size) + "\n" + base64(root.bytes) + "\n"; }

Checkpoint read_checkpoint(std::string_view text) {
    Checkpoint checkpoint;
    checkpoint.origin = take_line(text);
    checkpoint.size = size_of(take_line(text));
    const auto root = from_base64(take_line(text));
    if (!root || root->size() != checkpoint.root.bytes.size()) no_checkpoint();
    std::copy(root->begin(), root->end(), checkpoint.root.bytes.begin());
    while (!text.empty()) take_line(text);
    return checkpoint;
}

Checkpoint open_checkpoint(std::string_view note, const NoteVerifier& signer) {
    auto checkpoint = read_checkpoint(open_note(note, signer));
    if (checkpoint.origin != signer.name) throw Error(Errc::unverified, say(Msg::ledger_other_log, {checkpoint.origin, signer.name}));
    return checkpoint;
}

}  // namespace review
