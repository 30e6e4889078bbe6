#include "format/pdf/images/colours.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include <review/error.hpp>

#include "base/messages/format_pdf.hpp"
#include "format/pdf/object_access.hpp"

namespace review::pdf {

using namespace PoDoFo;

namespace {

[[noreturn]] void unknown() { throw Error(Errc::unsupported, say(Msg::pdf_picture_kind, {"ColorSpace"})); }

// Table 89 has the short forms for inline images.
std::size_t device_components(const std::string& name) {
    if (name == "DeviceGray" || name == "G" || name == "CalGray") return 1;
    if (name == "DeviceRGB" || name == "RGB" || name == "CalRGB") return 3;
    if (name == "DeviceCMYK" || name == "CMYK" || name == "CalCMYK") return 4;
    return 0;
}

double number_at(const PdfObject* list, std::size_t i, double otherwise, PdfVecObjects& objects) {
    if (list == nullptr || !list->IsArray() || i >= list->GetArray().size()) return otherwise;
    return number_of(resolve(&list->GetArray()[i], objects), otherwise);
}

// How bright a palette's entry is, near enough to tell black from white.
double brightness(const std::uint8_t* entry, std::size_t components) {
    if (components == 1) return entry[0];
    if (components == 3) return 0.3 * entry[0] + 0.59 * entry[1] + 0.11 * entry[2];
    return 255 - 0.3 * entry[0] - 0.59 * entry[1] - 0.11 * entry[2] - entry[3];
}

}  // namespace

ColourSpace::ColourSpace(const PdfObject* space, PdfVecObjects& objects) {
    if (space == nullptr) set(1, 0, 1);
    else read(space, objects, 0);
}

void ColourSpace::set(std::size_t components, double box, double paper) {
    ranges_.assign(components, {});
    box_.assign(components, box);
    paper_.assign(components, paper);
}

void ColourSpace::set_device(std::size_t components) {
    if (components == 0) unknown();
    set(components, 0, 1);
    if (components != 4) return;
    box_ = {0, 0, 0, 1};
    paper_ = {0, 0, 0, 0};
}

void ColourSpace::read(const PdfObject* space, PdfVecObjects& objects, int depth) {
    space = resolve(space, objects);
    if (space == nullptr || depth > 8) unknown();
    if (space->IsArray() && !space->GetArray().empty()) return read_array(space->GetArray(), objects, depth);
    set_device(device_components(name_of(space)));
}

void ColourSpace::read_profile(const PdfObject* profile, PdfVecObjects& objects) {
    const auto components = number_of(value_of(profile, "N", objects));
    if (components != 1 && components != 3 && components != 4) unknown();
    set_device(static_cast<std::size_t>(components));
    const auto* range = value_of(profile, "Range", objects);
    for (std::size_t i = 0; i < ranges_.size(); ++i) {
        ranges_[i] = {number_at(range, 2 * i, 0, objects), number_at(range, 2 * i + 1, 1, objects)};
    }
}

void ColourSpace::read_palette(const PdfArray& array, PdfVecObjects& objects, int depth) {
    if (array.size() < 4) unknown();
    read(&array[1], objects, depth + 1);
    const auto components = ranges_.size();
    const auto* table = resolve(&array[3], objects);
    bool whole = false;
    const auto bytes = table != nullptr && table->HasStream() ? stream_of(*table, 1U << 20, whole) : string_of(table);
    std::size_t darkest = 0, lightest = 0;
    if (components == 1 || components == 3 || components == 4) {
        const auto* entries = reinterpret_cast<const std::uint8_t*>(bytes.data());
        const auto of = [&](std::size_t i) { return brightness(entries + i * components, components); };
        for (std::size_t i = 1; i < std::min<std::size_t>(256, bytes.size() / components); ++i) {
            if (of(i) < of(darkest)) darkest = i;
            if (of(i) > of(lightest)) lightest = i;
        }
    }
    set(1, static_cast<double>(darkest), static_cast<double>(lightest));
    indexed_ = true;
}

void ColourSpace::read_array(const PdfArray& array, PdfVecObjects& objects, int depth) {
    const auto* second = array.size() > 1 ? resolve(&array[1], objects) : nullptr;
    const auto kind = name_of(resolve(&array[0], objects));
    if (device_components(kind) != 0) {
        set_device(device_components(kind));
    } else if (kind == "ICCBased") {
        read_profile(second, objects);
    } else if (kind == "Lab") {
        const auto* range = value_of(second, "Range", objects);
        set(3, 0, 0);
        paper_[0] = 100;
        ranges_ = {{0, 100},
                   {number_at(range, 0, -100, objects), number_at(range, 1, 100, objects)},
                   {number_at(range, 2, -100, objects), number_at(range, 3, 100, objects)}};
    } else if (kind == "Separation") {
        set(1, 1, 0);
    } else if (kind == "DeviceN") {
        if (second == nullptr || !second->IsArray() || second->GetArray().empty() || second->GetArray().size() > 32) unknown();
        set(second->GetArray().size(), 1, 0);
    } else if ((kind == "Indexed" || kind == "I")) {
        read_palette(array, objects, depth);
    } else {
        unknown();
    }
}

std::vector<std::uint32_t> ColourSpace::samples_of(Tone tone, std::uint32_t bits, const std::vector<double>& decode) const {
    const double full = static_cast<double>((std::uint64_t{1} << bits) - 1);
    std::vector<std::uint32_t> samples;
    for (std::size_t i = 0; i < ranges_.size(); ++i) {
        const bool given = decode.size() >= 2 * ranges_.size();
        const double low = given ? decode[2 * i] : indexed_ ? 0 : ranges_[i].low;
        const double high = given ? decode[2 * i + 1] : indexed_ ? full : ranges_[i].high;
        const double share = ((tone == Tone::box ? box_ : paper_)[i] - low) / (high - low);
        samples.push_back(std::isfinite(share) ? static_cast<std::uint32_t>(std::lround(std::clamp(share, 0.0, 1.0) * full)) : 0);
    }
    return samples;
}

}  // namespace review::pdf
