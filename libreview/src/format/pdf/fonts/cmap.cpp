#include "format/pdf/fonts/cmap.hpp"

#include <algorithm>

#include "format/pdf/fonts/encodings.hpp"
#include "format/pdf/lexer.hpp"
#include "format/pdf/natural.hpp"

namespace review::pdf {
namespace {

std::uint32_t code_of(std::string_view bytes) {
    std::uint32_t code = 0;
    for (const char c : bytes.substr(0, 4)) code = code << 8 | static_cast<unsigned char>(c);
    return code;
}

std::uint64_t key_of(std::uint32_t code, std::size_t length) { return std::uint64_t{length} << 32 | code; }

std::string_view bytes_of(const Operand& operand) {
    return operand.kind == Operand::Kind::string ? std::string_view(operand.text) : std::string_view();
}

// 100 entries a block are allowed, and WeasyPrint writes all of a font's in one.
constexpr std::size_t most_operands = std::size_t{1} << 20;
constexpr std::uint32_t most_in_range = 0x10000;  // a longer range is damaged

}  // namespace

CMap CMap::identity(bool vertical) {
    CMap map;
    map.spaces_.push_back({0, 0xFFFF, 2});
    map.cids_.push_back({0, 0xFFFF, 0, 2});
    map.vertical_ = vertical;
    return map;
}

// A CMap program is PostScript, but what producers write reads as operators with operands.
CMap CMap::parse(std::string_view program, const Named& named) {
    CMap map;
    Lexer lexer(program, most_operands);
    Operation step;
    while (lexer.next(step)) {
        if (lexer.overfull()) break;  // codes and texts would no longer be in step: what is not read is told as unreadable
        const auto& items = step.operands;
        for (std::size_t i = 0; i + 1 < items.size(); ++i) {
            if (items[i].text == "WMode" && items[i + 1].kind == Operand::Kind::number) map.vertical_ = items[i + 1].number == 1;
        }
        if (step.op == "usecmap" && !items.empty() && named) {
            map.set_base(named(items.back().text));
        } else if (step.op == "endcodespacerange") {
            for (std::size_t i = 0; i + 1 < items.size(); i += 2) map.space(bytes_of(items[i]), bytes_of(items[i + 1]));
        } else if (step.op == "endbfchar") {
            for (std::size_t i = 0; i + 1 < items.size(); i += 2) {
                const auto from = bytes_of(items[i]);
                if (!from.empty()) map.texts_[key_of(code_of(from), from.size())] = utf8_of_utf16be(bytes_of(items[i + 1]));
            }
        } else if (step.op == "endbfrange") {
            for (std::size_t i = 0; i + 2 < items.size(); i += 3) {
                const auto low = bytes_of(items[i]);
                if (low.empty()) continue;
                if (items[i + 2].kind != Operand::Kind::array) {
                    map.bf_range(low, bytes_of(items[i + 1]), bytes_of(items[i + 2]));
                    continue;
                }
                std::uint32_t code = code_of(low);
                for (const auto& text : items[i + 2].items) {
                    map.texts_[key_of(code++, low.size())] = utf8_of_utf16be(bytes_of(text));
                }
            }
        } else if (step.op == "endcidrange") {
            for (std::size_t i = 0; i + 2 < items.size(); i += 3) {
                const auto low = bytes_of(items[i]), high = bytes_of(items[i + 1]);
                map.add_cids(low, high, items[i + 2].number);
            }
        } else if (step.op == "endcidchar") {
            for (std::size_t i = 0; i + 1 < items.size(); i += 2) {
                const auto from = bytes_of(items[i]);
                map.add_cids(from, from, items[i + 1].number);
            }
        }
    }
    map.finish();
    return map;
}

void CMap::add_cids(std::string_view low, std::string_view high, double first) {
    if (natural(first) > UINT16_MAX) return;  // 9.7.2: no such CID
    cids_.push_back({code_of(low), code_of(high), natural(first), static_cast<std::uint8_t>(low.size())});
}

void CMap::space(std::string_view low, std::string_view high) {
    if (low.empty() || low.size() > 4 || low.size() != high.size()) return;
    spaces_.push_back({code_of(low), code_of(high), static_cast<std::uint8_t>(low.size())});
}

void CMap::bf_range(std::string_view low, std::string_view high, std::string_view first) {
    const auto from = code_of(low), to = code_of(high);
    if (to < from || to - from > most_in_range || first.empty()) return;
    if (first.size() == 2) {
        text_ranges_.push_back({from, to, code_of(first), static_cast<std::uint8_t>(low.size())});
        return;
    }
    std::string next(first);
    for (auto code = from; code <= to; ++code) {  // 9.10.3: the last byte counts up
        texts_[key_of(code, low.size())] = utf8_of_utf16be(next);
        ++next.back();
    }
}

void CMap::set_base(std::shared_ptr<const CMap> base) {
    base_ = std::move(base);
    if (base_) vertical_ |= base_->vertical_;
}

void CMap::finish() {
    std::stable_sort(cids_.begin(), cids_.end());
    std::stable_sort(text_ranges_.begin(), text_ranges_.end());
}

std::size_t CMap::code_length(std::string_view bytes) const {
    std::uint32_t code = 0;
    for (std::size_t length = 1; length <= 4 && length <= bytes.size(); ++length) {
        code = code << 8 | static_cast<unsigned char>(bytes[length - 1]);
        for (const auto& space : spaces_) {
            if (space.length != length) continue;
            bool inside = true;  // 9.7.6.2: byte by byte, a codespace is a rectangle
            for (std::size_t i = 0; i < length; ++i) {
                const auto shift = 8 * i;
                const auto byte = code >> shift & 0xFF;
                inside = inside && byte >= (space.low >> shift & 0xFF) && byte <= (space.high >> shift & 0xFF);
            }
            if (inside) return length;
        }
    }
    if (base_) return base_->code_length(bytes);
    if (spaces_.empty()) return std::min<std::size_t>(2, bytes.size());
    std::size_t shortest = 4;
    for (const auto& space : spaces_) shortest = std::min<std::size_t>(shortest, space.length);
    return std::min(shortest, bytes.size());
}

std::uint8_t CMap::length_after(unsigned char first) const {
    bool longer = false;
    for (const auto& space : spaces_) {  // code_length takes the shortest that fits
        const auto shift = 8u * (space.length - 1u);
        if (first < (space.low >> shift & 0xFF) || first > (space.high >> shift & 0xFF)) continue;
        if (space.length == 1) return 1;
        longer = true;
    }
    const auto whole_row = [&](const Space& space) {
        return space.length == 2 && first >= space.low >> 8 && first <= space.high >> 8 && (space.low & 0xFF) == 0 && (space.high & 0xFF) == 0xFF;
    };
    if (std::any_of(spaces_.begin(), spaces_.end(), whole_row)) return 2;
    return longer || !base_ ? 0 : base_->length_after(first);
}

std::vector<CMap::Space> CMap::spaces() const {
    auto all = base_ ? base_->spaces() : std::vector<Space>{};
    all.insert(all.end(), spaces_.begin(), spaces_.end());
    return all;
}

namespace {

template <typename Ranges>
auto range_with(const Ranges& ranges, std::uint32_t code, std::size_t length) {
    auto after = std::upper_bound(ranges.begin(), ranges.end(), code,
                                  [](std::uint32_t value, const auto& range) { return value < range.low; });
    for (int steps = 0; after != ranges.begin() && steps < 8; ++steps) {
        --after;
        if (after->length == length && code <= after->high) return after;
    }
    return ranges.end();
}

}  // namespace

bool CMap::unicode(std::uint32_t code, std::size_t length, std::string& utf8) const {
    if (const auto found = texts_.find(key_of(code, length)); found != texts_.end()) {
        utf8 += found->second;
        return true;
    }
    if (const auto range = range_with(text_ranges_, code, length); range != text_ranges_.end()) {
        append_utf8(utf8, range->first + (code - range->low));
        return true;
    }
    return base_ && base_->unicode(code, length, utf8);
}

std::vector<std::pair<std::uint32_t, std::uint8_t>> CMap::codes_with_unicode(std::size_t most) const {
    std::vector<std::pair<std::uint32_t, std::uint8_t>> codes;
    for (const auto& [key, text] : texts_) {
        if (codes.size() < most) codes.emplace_back(static_cast<std::uint32_t>(key), static_cast<std::uint8_t>(key >> 32));
    }
    for (const auto& range : text_ranges_) {
        for (auto code = range.low; code <= range.high && codes.size() < most; ++code) codes.emplace_back(code, range.length);
    }
    std::sort(codes.begin(), codes.end());
    return codes;
}

std::uint32_t CMap::cid(std::uint32_t code, std::size_t length) const {
    const auto range = range_with(cids_, code, length);
    if (range != cids_.end()) return range->first + (code - range->low);
    return base_ ? base_->cid(code, length) : 0;
}

const std::unordered_map<std::uint32_t, std::uint32_t>& CMap::code_of_cid() const {
    if (reverse_.empty()) {
        if (base_) reverse_ = base_->code_of_cid();
        for (const auto& range : cids_) {
            for (auto code = range.low; code <= range.high && code - range.low <= most_in_range; ++code) {
                reverse_.emplace(range.first + (code - range.low), code);
            }
        }
    }
    return reverse_;
}

}  // namespace review::pdf
