#include "format/pdf/fonts/embedded_cmap.hpp"

#include "format/pdf/object_access.hpp"

namespace review::pdf {

using PoDoFo::PdfObject;

namespace {

constexpr std::uint64_t most_bytes = 16u << 20;
constexpr int most_chained = 8;

CMap read(const PdfObject& stream, int depth) {
    const auto* base = value_of(&stream, "UseCMap", *stream.GetOwner());
    const auto named = [&](std::string_view name) -> std::shared_ptr<const CMap> {
        if (!base || !base->HasStream()) return predefined_cmap(name);
        return depth < most_chained ? std::make_shared<CMap>(read(*base, depth + 1)) : nullptr;
    };
    bool whole = false;
    auto map = CMap::parse(stream_of(stream, most_bytes, whole), named);
    // The program and the dictionary should both name it; readers are content with either.
    if (base && !map.has_base()) map.set_base(named(name_of(base)));
    return map;
}

}  // namespace

CMap embedded_cmap(const PdfObject& stream) { return read(stream, 0); }

}  // namespace review::pdf
