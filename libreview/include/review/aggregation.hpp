#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <review/digest.hpp>
#include <review/sensitive.hpp>

namespace review {

// What releases leave in the ledger to be compared with later ones (数据汇聚). docs/aggregation.md. Plain data; any thread.

enum class AttributeType : std::uint8_t {
    id, birth, sex, name, place, phone, bank, plate, case_number, document, employer, facility, coordinate, health, count
};

// An attribute and how finely it is told. A record that tells the finer kind has the coarser ones too. The numbers
// stand in ledgers and never change; names are "id.last4".
enum class AttributeKind : std::uint8_t {
    id_full = 1, id_front6, id_front4, id_front2, id_last4, id_last3, id_last2,
    birth_date = 10, birth_month, birth_year, birth_age,
    sex = 20,
    name_full = 30, name_shape, name_surname,  // shape: surname and length
    place_door = 40, place_village, place_town, place_county,
    phone_full = 50, phone_front3_last4, phone_last4,
    bank_full = 60, bank_last4,
    plate_full = 70,
    case_full = 71,
    document_full = 72,
    employer_name = 80,
    facility_name = 81,
    coordinate_point = 82, coordinate_cell,
    health_condition = 90,
    count_people = 91,
};
std::string_view name_of(AttributeType type);
std::string_view name_of(AttributeKind kind);
std::optional<AttributeType> attribute_type(std::string_view name);
std::optional<AttributeKind> attribute_kind(std::string_view name);
std::optional<AttributeKind> attribute_kind(std::uint8_t number);
AttributeType type_of(AttributeKind kind);
std::vector<AttributeKind> kinds_of(AttributeType type);  // finest first

// One attribute of a record of a draft, normalised. In memory only.
struct AttributeValue {
    AttributeKind kind;
    AttributeType from;  // of the value it was read from: an identity number tells the birth
    Sensitive value;
};

// What belongs together in a draft: the row of a table, a paragraph's person, the elements of one parent.
struct RecordValues {
    std::string place;    // "page 2, row 7"; never draft text
    std::string table;    // the rows of one table share it; empty: no row
    std::vector<AttributeValue> values;
};

// The first eight bytes of HMAC-SHA-256 of the value, under the key of its kind and epoch.
struct AttributeToken {
    AttributeKind kind;
    std::uint64_t token = 0;
    friend auto operator<=>(const AttributeToken&, const AttributeToken&) = default;
};

struct RecordGroup {
    std::string place;
    std::vector<AttributeToken> tokens;  // ascending, once each
};

// What one release leaves in the ledger.
struct ReleaseTokens {
    std::string epoch;  // of the key: 16 hexadecimal digits
    std::vector<RecordGroup> groups;
    Digest digest() const;  // the entry of the release commits to it
};

// By which two records are taken for one: a strong token both have, or several weaker ones that both have together. One
// number for each combination that a record has; made of tokens alone, so that no key is needed.
std::vector<std::uint64_t> links_of(std::span<const AttributeToken> tokens);
// Whether they speak of two persons: of one attribute that a person has once they tell different values.
bool contradict(std::span<const AttributeToken> left, std::span<const AttributeToken> right);

}  // namespace review
