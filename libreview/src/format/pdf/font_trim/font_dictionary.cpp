#include "format/pdf/font_trim/font_dictionary.hpp"

#include <algorithm>
#include <cstdio>
#include <map>

#include "format/pdf/glyph_procedures.hpp"
#include "format/pdf/natural.hpp"
#include "format/pdf/object_access.hpp"

namespace review::pdf {

using namespace PoDoFo;

namespace {

struct Difference {
    std::uint32_t code;
    std::string name;
};

std::vector<Difference> differences_of(const PdfObject* encoding, PdfVecObjects& objects) {
    std::vector<Difference> list;
    const auto* differences = value_of(encoding, "Differences", objects);
    if (differences == nullptr || !differences->IsArray()) return list;
    std::uint32_t code = 0;
    for (const auto& raw : differences->GetArray()) {
        const auto* item = resolve(&raw, objects);
        if (item == nullptr) continue;
        if (item->IsNumber() || item->IsReal()) code = static_cast<std::uint32_t>(std::clamp(item->GetReal(), 0.0, 256.0));
        else if (item->IsName()) list.push_back({code++, item->GetName().GetName()});
    }
    return list;
}

void narrow_differences(PdfObject& font, const std::set<std::uint32_t>& codes) {
    auto& objects = *font.GetOwner();
    const auto* encoding = value_of(&font, "Encoding", objects);
    if (encoding == nullptr || !encoding->IsDictionary() || !encoding->GetDictionary().HasKey("Differences")) return;
    PdfArray kept;
    std::uint32_t expected = 256;
    for (const auto& difference : differences_of(encoding, objects)) {
        if (codes.count(difference.code) == 0) continue;
        if (difference.code != expected) kept.push_back(PdfObject(static_cast<pdf_int64>(difference.code)));
        kept.push_back(PdfObject(PdfName(difference.name)));
        expected = difference.code + 1;
    }
    PdfDictionary own = encoding->GetDictionary();
    own.RemoveKey("Differences");
    if (!kept.empty()) own.AddKey("Differences", kept);
    font.GetDictionary().AddKey("Encoding", own);
}

void narrow_widths(PdfObject& font, const std::set<std::uint32_t>& codes) {
    auto& objects = *font.GetOwner();
    const auto* widths = value_of(&font, "Widths", objects);
    if (widths == nullptr || !widths->IsArray()) return;
    const auto first = static_cast<std::int64_t>(number_of(value_of(&font, "FirstChar", objects)));
    const auto size = static_cast<std::int64_t>(widths->GetArray().size());
    std::int64_t low = -1, high = -1;
    for (const auto code : codes) {
        if (code < first || code >= first + size) continue;
        if (low < 0) low = code;
        high = code;
    }
    PdfArray kept;
    for (auto code = low; low >= 0 && code <= high; ++code) {
        const auto* width = resolve(&widths->GetArray()[static_cast<std::size_t>(code - first)], objects);
        const bool shown = width != nullptr && codes.count(static_cast<std::uint32_t>(code)) != 0;
        kept.push_back(shown ? *width : PdfObject(pdf_int64{0}));
    }
    if (kept.empty()) kept.push_back(PdfObject(pdf_int64{0}));
    auto& own = font.GetDictionary();
    own.AddKey("FirstChar", PdfObject(pdf_int64{std::max<std::int64_t>(low, 0)}));
    own.AddKey("LastChar", PdfObject(pdf_int64{std::max<std::int64_t>(high, 0)}));
    own.AddKey("Widths", kept);
}

void narrow_procedures(PdfObject& font, const std::set<std::uint32_t>& codes) {
    auto& objects = *font.GetOwner();
    const auto* procedures = value_of(&font, "CharProcs", objects);
    if (procedures == nullptr || !procedures->IsDictionary()) return;
    const auto names = procedure_names(font, codes);
    PdfDictionary kept;
    for (const auto& [name, value] : procedures->GetDictionary().GetKeys()) {
        if (names.count(name.GetName()) != 0) kept.AddKey(name, *value);
    }
    font.GetDictionary().AddKey("CharProcs", kept);
}

using Metrics = std::map<std::uint32_t, std::vector<double>>;

Metrics metrics_of(const PdfObject& list, std::size_t each, const std::set<std::uint32_t>& cids, PdfVecObjects& objects) {
    Metrics metrics;
    const auto& items = list.GetArray();
    const auto number = [&](std::size_t i) { return number_of(resolve(&items[i], objects)); };
    for (std::size_t i = 0; i + 1 < items.size();) {
        const auto first = natural(number(i));
        const auto* next = resolve(&items[i + 1], objects);
        if (next != nullptr && next->IsArray()) {
            const auto& values = next->GetArray();
            for (std::size_t k = 0; k + each <= values.size(); k += each) {
                if (first + k / each > UINT16_MAX) break;
                const auto cid = static_cast<std::uint32_t>(first + k / each);
                if (cids.count(cid) == 0) continue;
                auto& own = metrics[cid];
                own.clear();
                for (std::size_t j = 0; j < each; ++j) own.push_back(number_of(resolve(&values[k + j], objects)));
            }
            i += 2;
            continue;
        }
        if (i + 1 + each >= items.size()) break;
        const auto last = natural(number(i + 1));
        for (auto cid = cids.lower_bound(first); cid != cids.end() && *cid <= last; ++cid) {
            auto& own = metrics[*cid];
            own.clear();
            for (std::size_t j = 0; j < each; ++j) own.push_back(number(i + 2 + j));
        }
        i += 2 + each;
    }
    return metrics;
}

PdfObject number_object(double value) {
    const auto whole = static_cast<pdf_int64>(value);
    return static_cast<double>(whole) == value ? PdfObject(whole) : PdfObject(value);
}

PdfArray metrics_array(const Metrics& metrics) {
    PdfArray list;
    for (auto entry = metrics.begin(); entry != metrics.end();) {
        PdfArray run;
        const auto first = entry->first;
        auto expected = first;
        for (; entry != metrics.end() && entry->first == expected; ++entry, ++expected) {
            for (const auto value : entry->second) run.push_back(number_object(value));
        }
        list.push_back(PdfObject(static_cast<pdf_int64>(first)));
        list.push_back(run);
    }
    return list;
}

}  // namespace

void narrow_simple(PdfObject& font, const std::set<std::uint32_t>& codes) {
    narrow_procedures(font, codes);
    narrow_differences(font, codes);
    narrow_widths(font, codes);
}

void narrow_metrics(PdfObject& descendant, const std::set<std::uint32_t>& cids) {
    auto& objects = *descendant.GetOwner();
    for (const auto& [key, each] : {std::pair("W", std::size_t{1}), std::pair("W2", std::size_t{3})}) {
        const auto* list = value_of(&descendant, key, objects);
        if (list == nullptr || !list->IsArray()) continue;
        const auto kept = metrics_array(metrics_of(*list, each, cids, objects));
        descendant.GetDictionary().AddKey(key, kept);
    }
}

void narrow_descriptor(PdfObject& descriptor) {
    for (const char* key : {"CharSet", "CIDSet"}) descriptor.GetDictionary().RemoveKey(key);
}

Bytes narrowed_cid_map(ByteView map, const std::set<std::uint32_t>& cids) {
    Bytes kept;
    for (const auto cid : cids) {
        const auto at = std::size_t{cid} * 2;
        if (at + 1 >= map.size()) break;
        kept.resize(at + 2);
        kept[at] = map[at];
        kept[at + 1] = map[at + 1];
    }
    return kept;
}

std::string narrowed_cmap(const Font& font, const ShownCodes& codes) {
    const auto digits = [](std::uint32_t value, unsigned bytes) {
        char text[16];
        std::snprintf(text, sizeof text, "<%0*X>", static_cast<int>(2 * bytes), value);
        return std::string(text);
    };
    const std::string wmode = font.vertical() ? "1" : "0";
    std::string out = "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
                      "/CIDSystemInfo 3 dict dup begin\n/Registry (Adobe) def\n/Ordering (Identity) def\n/Supplement 0 def\nend def\n"
                      "/CMapName /Codes def\n/CMapType 1 def\n/WMode " + wmode + " def\n";
    const auto spaces = font.codes() ? font.codes()->spaces() : std::vector<CMap::Space>{};
    for (const auto& space : spaces) {
        out += "1 begincodespacerange\n" + digits(space.low, space.length) + ' ' + digits(space.high, space.length) + "\nendcodespacerange\n";
    }
    std::vector<std::string> rows;
    for (const auto& [code, length] : codes) rows.push_back(digits(code, length) + ' ' + std::to_string(font.cid(code, length)) + '\n');
    for (std::size_t at = 0; at < rows.size(); at += 100) {
        const auto count = std::min<std::size_t>(100, rows.size() - at);
        out += std::to_string(count) + " begincidchar\n";
        for (std::size_t i = at; i < at + count; ++i) out += rows[i];
        out += "endcidchar\n";
    }
    return out + "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n";
}

std::set<std::string> procedure_names(const PdfObject& font, const std::set<std::uint32_t>& codes) {
    std::set<std::string> names;
    for (const auto& [code, name] : procedures_by_code(font)) {
        if (codes.count(code) != 0) names.insert(name);
    }
    return names;
}

}  // namespace review::pdf
