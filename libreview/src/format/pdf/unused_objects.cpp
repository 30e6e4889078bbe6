#include "format/pdf/unused_objects.hpp"

#include <array>
#include <string>
#include <string_view>

namespace review::pdf {
namespace {

bool is_container(QPDFObjectHandle& value) { return value.isArray() || value.isDictionary() || value.isStream(); }

// By object number: what the trailer leads to.
std::vector<bool> all_reached(QPDF& pdf) {
    std::vector<bool> seen(pdf.getObjectCount() + 1);
    std::vector<QPDFObjectHandle> stack{pdf.getTrailer()};
    while (!stack.empty()) {
        auto value = stack.back();
        stack.pop_back();
        if (value.isIndirect()) {
            const auto number = static_cast<std::size_t>(value.getObjectID());
            if (number >= seen.size()) seen.resize(number + 1);
            if (seen[number]) continue;
            seen[number] = true;
        }
        if (value.isStream()) value = value.getDict();
        const auto visit = [&](QPDFObjectHandle item) {
            if (item.isIndirect() || is_container(item)) stack.push_back(item);
        };
        if (value.isArray()) {
            for (const auto& item : value.getArrayAsVector()) visit(item);
        } else if (value.isDictionary()) {
            for (const auto& [key, item] : value.getDictAsMap()) visit(item);
        }
    }
    return seen;
}

bool names_one_of(const std::string& name, std::initializer_list<std::string_view> names) {
    for (const auto one : names) {
        if (name == one) return true;
    }
    return false;
}

std::string key_name(QPDFObjectHandle dictionary, const char* key) {
    auto value = dictionary.getKey(key);
    return value.isName() ? value.getName() : std::string();
}

bool has_strings(QPDFObjectHandle value, int depth) {
    if (value.isString()) return !value.getStringValue().empty();
    if (depth > 32) return false;
    const auto inside = [&](QPDFObjectHandle item) { return !item.isIndirect() && has_strings(item, depth + 1); };
    if (value.isArray()) {
        for (const auto& item : value.getArrayAsVector()) {
            if (inside(item)) return true;
        }
    } else if (value.isDictionary()) {
        for (const auto& [key, item] : value.getDictAsMap()) {
            if (!names_one_of(key, {"/ID", "/DA", "/Lang", "/Registry", "/Ordering", "/CharSet", "/Panose", "/Producer", "/Creator", "/CreationDate", "/ModDate", "/LastModified", "/M", "/NM"}) && inside(item)) return true;
        }
    }
    return false;
}

bool may_say_something(QPDFObjectHandle object) {
    const bool stream = object.isStream();
    auto keys = stream ? object.getDict() : object;
    if (!keys.isDictionary()) return has_strings(object, 0);
    if (names_one_of(key_name(keys, "/Type"), {"/ObjStm", "/XRef", "/Font", "/FontDescriptor", "/CMap", "/Encoding", "/ExtGState", "/Sig"})) return false;
    if (!stream) return keys.hasKey("/Contents") || keys.hasKey("/JS") || keys.hasKey("/EF") || has_strings(keys, 0);
    for (const char* key : {"/Length1", "/FunctionType", "/ShadingType", "/N", "/CMapName"}) {
        if (keys.hasKey(key)) return false;
    }
    return !names_one_of(key_name(keys, "/Subtype"), {"/Image", "/Type1C", "/CIDFontType0C", "/OpenType"});
}

}  // namespace

std::vector<QPDFObjectHandle> unused_objects(QPDF& pdf) {
    const auto seen = all_reached(pdf);
    std::vector<QPDFObjectHandle> unused;
    for (auto& object : pdf.getAllObjects()) {
        const auto number = static_cast<std::size_t>(object.getObjectID());
        if ((number >= seen.size() || !seen[number]) && may_say_something(object)) unused.push_back(object);
    }
    return unused;
}

}  // namespace review::pdf
