#include <algorithm>
#include <array>
#include <initializer_list>

#include <review/aggregation.hpp>

namespace review {
namespace {

using enum AttributeKind;

const std::initializer_list<AttributeKind> combinations[] = {
#define REVIEW_LINK(...) {__VA_ARGS__},
#include "model/attribute_links.inc"
#undef REVIEW_LINK
};

// What a person has once.
constexpr std::array once{id_full, id_front6, id_last4, birth_date, birth_month, birth_year, sex, name_surname, document_full};
constexpr std::array certain{id_full, document_full};  // the same: one person, whatever a slip of the pen says beside it

void put(std::string& text, std::uint64_t number) {
    for (int shift = 56; shift >= 0; shift -= 8) text += static_cast<char>(number >> shift);
}

using Tokens = std::span<const AttributeToken>;

Tokens tokens_of(Tokens tokens, AttributeKind kind) {
    const auto before = [](const AttributeToken& token, AttributeKind wanted) { return token.kind < wanted; };
    const auto begin = std::lower_bound(tokens.begin(), tokens.end(), kind, before);
    auto end = begin;
    while (end != tokens.end() && end->kind == kind) ++end;
    return {begin, end};
}

std::uint64_t link_of(const std::string& chosen) {
    std::uint64_t link = 0;
    const auto digest = sha256(as_bytes(chosen));
    for (std::size_t i = 0; i < 8; ++i) link = link << 8 | digest.bytes[i];
    return link;
}

// A record may tell two values of a kind: each is a link.
void add_links(Tokens tokens, const std::initializer_list<AttributeKind>& kinds, const AttributeKind* next, const std::string& chosen,
               std::vector<std::uint64_t>& links) {
    if (next == kinds.end()) return links.push_back(link_of(chosen));
    for (const auto& token : tokens_of(tokens, *next)) {
        auto more = chosen;
        more += static_cast<char>(token.kind);
        put(more, token.token);
        add_links(tokens, kinds, next + 1, more, links);
    }
}

bool share(Tokens left, Tokens right) {
    return std::any_of(left.begin(), left.end(), [&](const auto& token) { return std::find(right.begin(), right.end(), token) != right.end(); });
}

}  // namespace

std::vector<std::uint64_t> links_of(Tokens tokens) {
    std::vector<std::uint64_t> links;
    for (const auto& kinds : combinations) add_links(tokens, kinds, kinds.begin(), {}, links);
    std::sort(links.begin(), links.end());
    links.erase(std::unique(links.begin(), links.end()), links.end());
    return links;
}

bool contradict(Tokens left, Tokens right) {
    for (const auto kind : certain) {
        if (share(tokens_of(left, kind), tokens_of(right, kind))) return false;
    }
    return std::any_of(once.begin(), once.end(), [&](AttributeKind kind) {
        const auto one = tokens_of(left, kind), other = tokens_of(right, kind);
        return !one.empty() && !other.empty() && !share(one, other);
    });
}

Digest ReleaseTokens::digest() const {
    std::string text = "libreview-tokens/1\n" + epoch + "\n";
    for (const auto& group : groups) {
        put(text, group.place.size());
        text += group.place;
        put(text, group.tokens.size());
        for (const auto& token : group.tokens) {
            text += static_cast<char>(token.kind);
            put(text, token.token);
        }
    }
    return sha256(as_bytes(text));
}

}  // namespace review
