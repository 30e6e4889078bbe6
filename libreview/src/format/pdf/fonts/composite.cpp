// Type0 fonts: codes to CIDs, CIDs to widths and Unicode (ISO 32000-1, 9.7).
#include "format/pdf/fonts/embedded_cmap.hpp"
#include "format/pdf/fonts/font.hpp"
#include "format/pdf/natural.hpp"
#include "format/pdf/object_access.hpp"

namespace review::pdf {

using PoDoFo::PdfObject;

namespace {

constexpr std::uint32_t most_cids = 0x20000;

std::string ordering_of(const PdfObject* descendant) {
    return descendant ? string_of(value_of(value_of(descendant, "CIDSystemInfo", *descendant->GetOwner()), "Ordering", *descendant->GetOwner())) : "";
}

// "Adobe-GB1-UCS2": what poppler-data calls the table from CIDs to Unicode.
std::string collection_name(const PdfObject* descendant) {
    if (!descendant) return "";
    auto& objects = *descendant->GetOwner();
    const auto* info = value_of(descendant, "CIDSystemInfo", objects);
    const auto registry = string_of(value_of(info, "Registry", objects));
    const auto ordering = ordering_of(descendant);
    return registry.empty() || ordering == "Identity" ? "" : registry + "-" + ordering + "-UCS2";
}

std::vector<double> numbers_of(const PdfObject& array) {
    std::vector<double> numbers;
    for (const auto& item : array.GetArray()) numbers.push_back(number_of(resolve(&item, *array.GetOwner())));
    return numbers;
}

}  // namespace

void Font::load_composite(const PdfObject& dictionary) {
    auto& objects = *dictionary.GetOwner();
    const auto* encoding = value_of(&dictionary, "Encoding", objects);
    if (encoding && encoding->HasStream()) {
        codes_ = std::make_shared<CMap>(embedded_cmap(*encoding));
        vertical_ = codes_->vertical() || number_of(value_of(encoding, "WMode", objects)) == 1;
    } else {
        const auto name = encoding ? name_of(encoding) : std::string("Identity-H");
        codes_ = predefined_cmap(name);
        codes_tell_ = !name.starts_with("Identity-");
        vertical_ = name.size() > 1 && name.ends_with("-V");
        codes_are_unicode_ = name.starts_with("Uni") && (name.find("UCS2") != std::string::npos || name.find("UTF16") != std::string::npos);
    }
    for (std::size_t byte = 0; codes_ && byte < 256; ++byte) length_after_[byte] = codes_->length_after(static_cast<unsigned char>(byte));
    const auto* descendants = value_of(&dictionary, "DescendantFonts", objects);
    if (!descendants || !descendants->IsArray() || descendants->GetArray().empty()) return;
    const auto* descendant = resolve(&descendants->GetArray()[0], objects);
    if (!descendant || !descendant->IsDictionary()) return;
    load_metrics(*descendant);
    load_cid_widths(*descendant);
    if (const auto name = collection_name(descendant); !name.empty()) collection_ = predefined_cmap(name);
    const auto ordering = ordering_of(descendant);
    cids_are_shown_ = !to_unicode_ && (ordering == "Identity" || ordering == "UCS");
}

// 9.7.4.3: "c [w ...]" or "first last w"; W2 with three numbers each.
void Font::load_cid_widths(const PdfObject& descendant) {
    auto& objects = *descendant.GetOwner();
    default_width_ = number_of(value_of(&descendant, "DW", objects), 1000) / 1000;
    if (const auto* pair = value_of(&descendant, "DW2", objects); pair && pair->IsArray() && pair->GetArray().size() == 2) {
        const auto numbers = numbers_of(*pair);
        default_vy_ = numbers[0] / 1000;
        default_w1y_ = numbers[1] / 1000;
    }
    const auto read = [&](const char* key, std::size_t each, const auto& put_cid) {
        const auto put = [&](std::size_t cid, const double* numbers) {
            if (cid <= UINT16_MAX) put_cid(static_cast<std::uint32_t>(cid), numbers);  // 9.7.2: there are no others
        };
        const auto* list = value_of(&descendant, key, objects);
        if (!list || !list->IsArray()) return;
        const auto& items = list->GetArray();
        for (std::size_t i = 0; i + 1 < items.size();) {
            const auto first = natural(number_of(resolve(&items[i], objects)));
            const auto* next = resolve(&items[i + 1], objects);
            if (next && next->IsArray()) {
                const auto numbers = numbers_of(*next);
                for (std::size_t k = 0; k + each <= numbers.size(); k += each) put(first + k / each, &numbers[k]);
                i += 2;
                continue;
            }
            if (i + 1 + each >= items.size()) return;
            const auto last = natural(number_of(next));
            double values[3] = {};
            for (std::size_t k = 0; k < each; ++k) values[k] = number_of(resolve(&items[i + 2 + k], objects));
            for (std::uint64_t cid = first; cid <= last && cid - first < most_cids; ++cid) put(cid, values);
            i += 2 + each;
        }
    };
    read("W", 1, [&](std::uint32_t cid, const double* n) { cid_widths_[cid] = n[0] / 1000; });
    read("W2", 3, [&](std::uint32_t cid, const double* n) { cid_verticals_[cid] = {n[0] / 1000, n[1] / 1000, n[2] / 1000}; });
}

}  // namespace review::pdf
