#include <review/aggregation.hpp>

namespace review {
namespace {

struct Kind {
    AttributeKind kind;
    AttributeType type;
    std::string_view name;
};

constexpr Kind table[] = {
#define REVIEW_KIND(kind, type, name) {AttributeKind::kind, AttributeType::type, name},
#include "model/attribute_kinds.inc"
#undef REVIEW_KIND
};

constexpr std::string_view types[] = {"id",   "birth",    "sex",      "name",     "place",      "phone",  "bank", "plate",
                                      "case", "document", "employer", "facility", "coordinate", "health", "count"};

}  // namespace

std::string_view name_of(AttributeType type) { return types[static_cast<std::size_t>(type)]; }

std::string_view name_of(AttributeKind kind) {
    for (const auto& row : table) {
        if (row.kind == kind) return row.name;
    }
    return "?";
}

std::optional<AttributeType> attribute_type(std::string_view name) {
    for (std::size_t i = 0; i < std::size(types); ++i) {
        if (types[i] == name) return static_cast<AttributeType>(i);
    }
    return {};
}

std::optional<AttributeKind> attribute_kind(std::string_view name) {
    for (const auto& row : table) {
        if (row.name == name) return row.kind;
    }
    return {};
}

std::optional<AttributeKind> attribute_kind(std::uint8_t number) {
    for (const auto& row : table) {
        if (static_cast<std::uint8_t>(row.kind) == number) return row.kind;
    }
    return {};
}

AttributeType type_of(AttributeKind kind) {
    for (const auto& row : table) {
        if (row.kind == kind) return row.type;
    }
    return AttributeType::id;
}

std::vector<AttributeKind> kinds_of(AttributeType type) {
    std::vector<AttributeKind> kinds;
    for (const auto& row : table) {
        if (row.type == type) kinds.push_back(row.kind);
    }
    return kinds;
}

}  // namespace review
