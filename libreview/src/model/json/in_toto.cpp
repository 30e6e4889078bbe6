// in-toto 1.x (docs/in-toto.md).
#include <review/in_toto.hpp>

#include "base/base64.hpp"
#include "model/json/strict_reader.hpp"

namespace review {
namespace {

// std::map: keys in the order of their bytes, as canonical JSON has them.
using ByKey = nlohmann::json;

const JsonSource in_toto_source{Msg::json_in_toto, Errc::unverified};

// http://wiki.laptop.org/go/Canonical_JSON: nothing but the quotation mark and the backslash is escaped, not even a line end.
void write_canonical(const ByKey& json, std::string& out) {
    if (json.is_string()) {
        out += '"';
        for (const char letter : json.get_ref<const std::string&>()) {
            if (letter == '"' || letter == '\\') out += '\\';
            out += letter;
        }
        out += '"';
    } else if (json.is_object()) {
        out += '{';
        for (const auto& [key, value] : json.items()) {
            if (out.back() != '{') out += ',';
            write_canonical(key, out);
            out += ':';
            write_canonical(value, out);
        }
        out += '}';
    } else if (json.is_array()) {
        out += '[';
        for (const auto& value : json) {
            if (out.back() != '[') out += ',';
            write_canonical(value, out);
        }
        out += ']';
    } else {
        out += json.dump();
    }
}

std::string canonical_form(const ByKey& json) {
    std::string out;
    write_canonical(json, out);
    return out;
}

// securesystemslib's settings.HASH_ALGORITHMS, which its key ids include.
ByKey key_json(const InTotoKey& key) {
    return {{"keyid_hash_algorithms", ByKey::array({"sha256", "sha512"})}, {"keytype", key.type}, {"keyval", {{"public", key.value}}}, {"scheme", key.scheme}};
}

ByKey artifact(const std::string& name, const Digest& digest) { return {{name, {{"sha256", digest.hex()}}}}; }

ByKey metadata_of(const InTotoLink& link) {
    return {{"_type", "link"}, {"name", link.step}, {"command", ByKey::array()}, {"environment", ByKey::object()},
            {"byproducts", {{link.word, link.of_word.hex()}}}, {"materials", artifact(link.file_name, link.material)},
            {"products", artifact(link.file_name, link.product)}};
}

// Artifact rules are patterns of fnmatch: what would be one stands for itself.
std::string literally(const std::string& name) {
    std::string pattern;
    for (const char letter : name) {
        if (std::string_view("*?[").find(letter) != std::string_view::npos) pattern += std::string("[") + letter + "]";
        else pattern += letter;
    }
    return pattern;
}

ByKey step(std::string_view name, std::size_t threshold, ByKey keys, ByKey materials, ByKey products) {
    return {{"_type", "step"}, {"name", name}, {"threshold", threshold}, {"pubkeys", std::move(keys)}, {"expected_command", ByKey::array()},
            {"expected_materials", std::move(materials)}, {"expected_products", std::move(products)}};
}

constexpr std::string_view readme =
    "Step 'approve': each officer signed for the file as it was before its seal. Step 'release': the office sealed that file and published it. "
    "Inspection 'published': the file in the current folder is that one. Roles and their order are not in here: see approval-rules.yaml.";

ByKey metadata_of(const InTotoLayout& layout) {
    const auto name = literally(layout.file_name);
    ByKey keys = ByKey::object(), officers = ByKey::array();
    const auto known = [&](const InTotoKey& key) {
        auto json = key_json(key);
        json["keyid"] = key.id();
        json["keyval"]["private"] = "";
        keys[key.id()] = std::move(json);
        return key.id();
    };
    for (const auto& officer : layout.officers) officers.push_back(known(officer));
    // The one file, by a rule of its own, and no other.
    const auto alone = [&](ByKey rule) { return ByKey::array({ByKey::array({"REQUIRE", layout.file_name}), std::move(rule), ByKey::array({"DISALLOW", "*"})}); };
    const auto allowed = ByKey::array({"ALLOW", name});
    const auto same_as = [&](const char* what, std::string_view of) { return ByKey::array({"MATCH", name, "WITH", what, "FROM", of}); };
    const auto approve = step(approve_step, layout.officers.size(), std::move(officers), alone(allowed), alone(same_as("MATERIALS", approve_step)));
    const auto release = step(release_step, 1, ByKey::array({known(layout.office)}), alone(same_as("PRODUCTS", approve_step)), alone(allowed));
    auto here = alone(same_as("PRODUCTS", release_step));
    here[2] = ByKey::array({"DISALLOW", name});  // other files may lie beside it
    // A command has to be there, and this one does nothing.
    const ByKey inspection{{"_type", "inspection"}, {"name", "published"}, {"run", ByKey::array({"true"})}, {"expected_materials", std::move(here)},
                            {"expected_products", ByKey::array()}};
    return {{"_type", "layout"}, {"expires", layout.expires}, {"readme", readme}, {"steps", ByKey::array({approve, release})},
            {"inspect", ByKey::array({inspection})}, {"keys", std::move(keys)}};
}

constexpr std::string_view hex_digits = "0123456789abcdef";

std::string hex_of(ByteView bytes) {
    std::string text;
    for (const auto byte : bytes) {
        text += hex_digits[byte >> 4];
        text += hex_digits[byte & 15];
    }
    return text;
}

std::optional<Bytes> bytes_of_hex(std::string_view text) {
    Bytes bytes;
    if (text.size() % 2 != 0) return std::nullopt;
    for (std::size_t i = 0; i < text.size(); i += 2) {
        const auto high = hex_digits.find(text[i]), low = hex_digits.find(text[i + 1]);
        if (high == hex_digits.npos || low == hex_digits.npos) return std::nullopt;
        bytes.push_back(static_cast<std::uint8_t>(high << 4 | low));
    }
    return bytes;
}

std::string file_of(const ByKey& what, const InTotoSignature& signature) {
    const ByKey one{{"keyid", signature.key_id}, {"sig", hex_of(signature.value)}};
    const ByKey file{{"signatures", ByKey::array({one})}, {"signed", what}};
    return file.dump(1) + "\n";
}

// The point of Ed25519 is the end of its SubjectPublicKeyInfo (RFC 8410, 4).
std::string ed25519_point(std::string_view pem) {
    std::string letters;
    for (std::size_t at = pem.find('\n'); at != pem.npos && at + 1 < pem.size() && pem[at + 1] != '-'; at = pem.find('\n', at + 1)) {
        letters += pem.substr(at + 1, pem.find('\n', at + 1) - at - 1);
    }
    const auto info = from_base64(letters);
    return info && info->size() == 44 ? hex_of(ByteView(*info).last(32)) : std::string();
}

}  // namespace

std::string InTotoKey::id() const { return sha256(as_bytes(canonical_form(key_json(*this)))).hex(); }

std::optional<InTotoKey> in_toto_key(std::string_view algorithm, std::string_view pem, InTotoSigner signer) {
    std::string value(pem.substr(0, pem.find_last_not_of('\n') + 1));
    if (algorithm == "P-256") return InTotoKey{"ecdsa", "ecdsa-sha2-nistp256", std::move(value)};
    if (algorithm == "Ed25519") return InTotoKey{"ed25519", "ed25519", ed25519_point(pem)};
    if (!algorithm.starts_with("RSA-") || algorithm.starts_with("RSA-PSS")) return std::nullopt;
    return InTotoKey{"rsa", signer == InTotoSigner::layout ? "rsassa-pss-sha256" : "rsa-pkcs1v15-sha256", std::move(value)};
}

std::string in_toto_key_file(const InTotoKey& key) { return key.type == "rsa" ? key.value + "\n" : key_json(key).dump() + "\n"; }

std::string in_toto_payload(const InTotoLink& link) { return canonical_form(metadata_of(link)); }
std::string in_toto_payload(const InTotoLayout& layout) { return canonical_form(metadata_of(layout)); }

std::string in_toto_file(const InTotoLink& link, const InTotoSignature& signature) { return file_of(metadata_of(link), signature); }
std::string in_toto_file(const InTotoLayout& layout, const InTotoSignature& signature) { return file_of(metadata_of(layout), signature); }

InTotoSignature in_toto_signature(std::string_view file) {
    const Json parsed = parse_strictly(in_toto_source, file);
    const StrictReader reader(in_toto_source, parsed, "", {"signatures", "signed"});
    std::vector<InTotoSignature> signatures;
    reader.list("signatures", {"keyid", "sig"}, [&](const StrictReader& item) {
        auto value = bytes_of_hex(item.text("sig"));
        if (!value) item.complain("sig", Msg::json_want_hex);
        signatures.push_back({item.text("keyid"), std::move(*value)});
    });
    if (signatures.size() != 1) reader.complain("signatures", Msg::json_want_list);
    return signatures.front();
}

std::string in_toto_link_name(std::string_view step, std::string_view key_id) {
    return std::string(step) + "." + std::string(key_id.substr(0, 8)) + ".link";
}

}  // namespace review
