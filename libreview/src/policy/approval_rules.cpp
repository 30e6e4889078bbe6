// Reads the rules of docs/approvals.md.
#include <review/approval_rules.hpp>

#include <algorithm>
#include <set>

#include <review/draft.hpp>
#include <review/error.hpp>

#include "base/config_node.hpp"
#include "base/digest_text.hpp"
#include "base/messages/approvals.hpp"

namespace review {
namespace {

std::uint32_t number_of(const ConfigNode& node, std::uint32_t least, std::uint32_t most) {
    const long value = node.as_integer();
    if (value < static_cast<long>(least) || value > static_cast<long>(most)) {
        node.complain(say(Msg::approvals_number, {std::to_string(least), std::to_string(most)}));
    }
    return static_cast<std::uint32_t>(value);
}

std::string word_of(const ConfigNode& node) {
    const auto word = node.as_string();
    if (word.empty()) node.complain(say(Msg::approvals_empty));
    return word;
}

std::vector<Digest> read_keys(const ConfigNode& node, std::string_view key) {
    std::vector<Digest> keys;
    for (const auto& hex : node.strings_or_empty(key)) {
        const auto digest = digest_of_hex(hex);
        if (!digest) node.at(key).complain(say(Msg::approvals_key_digest));
        keys.push_back(*digest);
    }
    return keys;
}

Person read_person(const ConfigNode& node) {
    node.allow_keys({"person", "name", "keys"});
    Person person{word_of(node.at("person")), node.string_or("name", ""), {}};
    person.keys = read_keys(node, "keys");
    return person;
}

// Holders that the rules name as persons, each once.
std::vector<std::string> read_holders(const ConfigNode& node, const std::vector<Person>& persons, std::uint32_t threshold) {
    const auto holders = node.at("holders").as_strings();
    for (const auto& holder : holders) {
        if (std::none_of(persons.begin(), persons.end(), [&](const Person& person) { return person.id == holder; })) {
            node.at("holders").complain(say(Msg::approvals_no_person, {holder}));
        }
    }
    if (std::set<std::string>(holders.begin(), holders.end()).size() != holders.size()) {
        node.at("holders").complain(say(Msg::approvals_twice));
    }
    if (holders.size() < threshold) node.at("holders").complain(say(Msg::approvals_too_few, {std::to_string(threshold)}));
    return holders;
}

Role read_role(const ConfigNode& node, const std::vector<Person>& persons) {
    node.allow_keys({"role", "order", "threshold", "holders"});
    Role role;
    role.name = word_of(node.at("role"));
    role.order = number_of(node.at("order"), 1, 100);
    if (node.has("threshold")) role.threshold = number_of(node.at("threshold"), 1, 100);
    role.holders = read_holders(node, persons, role.threshold);
    return role;
}

BreakGlass read_break_glass(const ConfigNode& node, const std::vector<Person>& persons) {
    node.allow_keys({"threshold", "holders"});
    BreakGlass glass;
    if (node.has("threshold")) glass.threshold = number_of(node.at("threshold"), 2, 100);
    glass.holders = read_holders(node, persons, glass.threshold);
    return glass;
}

void refuse_shared_keys(const ConfigNode& root, const std::vector<Person>& persons) {
    std::set<std::string> ids;
    std::set<Digest> keys;
    for (const auto& person : persons) {
        if (!ids.insert(person.id).second) root.at("persons").complain(say(Msg::approvals_person_twice, {person.id}));
        for (const auto& key : person.keys) {
            // Two persons with one key could be one person twice.
            if (!keys.insert(key).second) root.at("persons").complain(say(Msg::approvals_key_twice, {person.id}));
        }
    }
}

}  // namespace

ApprovalRules parse_approval_rules(ByteView yaml, const std::string& file) {
    const auto root = ConfigNode::parse(yaml, file, Errc::bad_config);
    root.allow_keys({"approvals", "valid_days", "office", "persons", "roles", "break_glass", "in_toto"});
    ApprovalRules rules;
    rules.digest = sha256(yaml);
    rules.name = word_of(root.at("approvals"));
    if (root.has("valid_days")) rules.valid_days = number_of(root.at("valid_days"), 1, 366);
    rules.office = read_keys(root, "office");
    for (const auto& node : root.at("persons").as_list()) rules.persons.push_back(read_person(node));
    refuse_shared_keys(root, rules.persons);
    std::set<std::string> names;
    for (const auto& node : root.at("roles").as_list()) {
        rules.roles.push_back(read_role(node, rules.persons));
        if (!names.insert(rules.roles.back().name).second) node.complain(say(Msg::approvals_role_twice, {rules.roles.back().name}));
    }
    if (rules.roles.empty()) root.at("roles").complain(say(Msg::approvals_no_roles));
    std::stable_sort(rules.roles.begin(), rules.roles.end(), [](const Role& a, const Role& b) { return a.order < b.order; });
    if (root.has("in_toto")) rules.in_toto = root.at("in_toto").as_boolean();
    if (root.has("break_glass")) rules.break_glass = read_break_glass(root.at("break_glass"), rules.persons);
    return rules;
}

ApprovalRules load_approval_rules(const std::string& path) {
    const auto file = load_settings_file(path);
    return parse_approval_rules(file.bytes, path);
}

const Person* person_of(const ApprovalRules& rules, const CertificateFacts& certificate) {
    for (const auto& person : rules.persons) {
        if (std::find(person.keys.begin(), person.keys.end(), certificate.spki) != person.keys.end()) return &person;
        if (person.keys.empty() && !person.id.empty() && person.id == certificate.serial_number_rdn) return &person;
    }
    return nullptr;
}

}  // namespace review
