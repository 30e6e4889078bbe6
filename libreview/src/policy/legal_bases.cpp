// The catalogue of legal bases: docs/legal-bases.md.
#include <review/legal_bases.hpp>

#include <algorithm>
#include <set>

#include <review/draft.hpp>
#include <review/error.hpp>

#include "base/config_node.hpp"
#include "base/loose_text.hpp"
#include "base/messages/legal.hpp"

namespace review {
namespace {

struct BuiltInBases {
    std::string_view name;
    std::string_view yaml;
};

const BuiltInBases built_in_files[] = {
#define REVIEW_FILE(name, content) {name, {content, sizeof(content) - 1}},
#include "embedded/legal_bases.inc"
#undef REVIEW_FILE
};

struct Bilingual {
    std::string zh, en;
};

// One language is enough for an office; the other shows the same then.
Bilingual read_bilingual(const ConfigNode& node, const std::string& key) {
    node.allow_keys({"zh", "en"});
    Bilingual text{node.string_or("zh", ""), node.string_or("en", "")};
    if (text.zh.empty() && text.en.empty()) node.complain(say(Msg::legal_blank, {key}));
    if (text.zh.empty()) text.zh = text.en;
    if (text.en.empty()) text.en = text.zh;
    return text;
}

LegalBasis read_basis(const ConfigNode& node) {
    node.allow_keys({"key", "law", "text"});
    LegalBasis basis;
    basis.key = node.at("key").as_string();
    const auto letters = code_points(basis.key);
    if (letters.empty() || !std::all_of(letters.begin(), letters.end(), is_letter_or_digit)) {
        node.at("key").complain(say(Msg::legal_bad_key, {basis.key}));
    }
    auto law = read_bilingual(node.at("law"), basis.key), text = read_bilingual(node.at("text"), basis.key);
    basis.law_zh = std::move(law.zh), basis.law_en = std::move(law.en);
    basis.text_zh = std::move(text.zh), basis.text_en = std::move(text.en);
    return basis;
}

LegalBases read_bases(ByteView yaml, const std::string& file) {
    const auto root = ConfigNode::parse(yaml, file, Errc::bad_config);
    root.allow_keys({"bases"});
    LegalBases bases;
    std::set<std::string> keys;
    for (const auto& node : root.at("bases").as_list()) {
        bases.entries.push_back(read_basis(node));
        if (!keys.insert(bases.entries.back().key).second) node.complain(say(Msg::legal_twice, {bases.entries.back().key}));
    }
    return bases;
}

std::string_view trimmed(std::string_view text) {
    // A person types blanks of Chinese width, too, and pastes others.
    constexpr std::string_view wide[] = {"\u3000", "\u00a0", "\u200b"};
    const auto strip = [&](auto ends, auto cut) {
        for (bool more = true; more;) {
            more = !text.empty() && std::string_view(" \t\r\n").find(ends(text, 1).front()) != text.npos;
            std::size_t size = more ? 1 : 0;
            for (const auto blank : wide) {
                if (text.size() >= blank.size() && ends(text, blank.size()) == blank) size = blank.size(), more = true;
            }
            cut(size);
        }
    };
    strip([](auto of, auto size) { return of.substr(0, size); }, [&](auto size) { text.remove_prefix(size); });
    strip([](auto of, auto size) { return of.substr(of.size() - size); }, [&](auto size) { text.remove_suffix(size); });
    return text;
}

// What stands between separators, outside brackets: "条例15（商业秘密、隐私）" is one item.
std::vector<std::string_view> items_of(std::string_view text) {
    constexpr std::string_view separators[] = {"、", "，", "；", ",", ";"}, opening[] = {"(", "（"}, closing[] = {")", "）"};
    const auto at_one_of = [&](std::size_t at, auto& words) {
        for (const auto word : words) {
            if (text.substr(at).starts_with(word)) return word.size();
        }
        return std::size_t{0};
    };
    std::vector<std::string_view> items;
    std::size_t begin = 0, depth = 0;
    for (std::size_t at = 0; at < text.size();) {
        if (const auto size = at_one_of(at, separators); size > 0 && depth == 0) {
            items.push_back(trimmed(text.substr(begin, at - begin)));
            begin = at += size;
            continue;
        }
        if (at_one_of(at, opening) > 0) ++depth;
        else if (at_one_of(at, closing) > 0 && depth > 0) --depth;
        ++at;
    }
    items.push_back(trimmed(text.substr(begin)));
    std::erase(items, std::string_view());
    return items;
}

// 条例2 is not what 条例20 begins with, nor 保密法 what 保密法实施 does.
bool begins_with_key(std::string_view item, std::string_view key) {
    if (!item.starts_with(key)) return false;
    const auto rest = code_points(item.substr(key.size()));
    return rest.empty() || !is_letter_or_digit(rest.front());
}

// Levenshtein's distance, of characters.
std::size_t distance(const std::u32string& left, const std::u32string& right) {
    std::vector<std::size_t> row(right.size() + 1);
    for (std::size_t j = 0; j < row.size(); ++j) row[j] = j;
    for (std::size_t i = 1; i <= left.size(); ++i) {
        auto diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= right.size(); ++j) {
            const auto swapped = diagonal + (left[i - 1] == right[j - 1] ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({row[j] + 1, row[j - 1] + 1, swapped});
        }
    }
    return row.back();
}

}  // namespace

LegalBases built_in_bases() { return read_bases(as_bytes(built_in_files[0].yaml), std::string(built_in_files[0].name)); }

LegalBases load_bases(const std::string& path) {
    auto bases = read_bases(load_settings_file(path).bytes, path);
    for (auto& entry : built_in_bases().entries) {
        const bool own = std::any_of(bases.entries.begin(), bases.entries.end(), [&](const LegalBasis& one) { return one.key == entry.key; });
        if (!own) bases.entries.push_back(std::move(entry));
    }
    return bases;
}

Citation cited(const LegalBases& bases, std::string_view text) {
    Citation citation;
    for (const auto item : items_of(text)) {
        const auto found = std::find_if(bases.entries.begin(), bases.entries.end(),
                                        [&](const LegalBasis& one) { return begins_with_key(item, one.key); });
        if (found == bases.entries.end()) citation.unknown.emplace_back(item);
        else citation.known.push_back(&*found);
    }
    return citation;
}

std::vector<std::string> nearest_keys(const LegalBases& bases, std::string_view text) {
    const auto wanted = code_points(text.substr(0, 64));
    std::vector<std::pair<std::size_t, std::string>> keys;
    for (const auto& entry : bases.entries) keys.emplace_back(distance(wanted, code_points(entry.key)), entry.key);
    std::stable_sort(keys.begin(), keys.end(), [](const auto& left, const auto& right) { return left.first < right.first; });
    std::vector<std::string> nearest;
    for (std::size_t i = 0; i < keys.size() && i < 3; ++i) nearest.push_back(std::move(keys[i].second));
    return nearest;
}

}  // namespace review
