#pragma once

#include <functional>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <review/bytes.hpp>
#include <review/error.hpp>

namespace review {

// One node of a YAML file (packs, policies, decisions, configuration). Strict: unknown and duplicate
// keys, wrong types and several documents are errors that name file and line.
class ConfigNode {
public:
    // `code` is what every complaint about this file is thrown with.
    static ConfigNode parse(ByteView yaml, std::string file, Errc code);

    bool is_map() const;
    bool is_list() const;
    std::string as_string() const;
    long as_integer() const;
    bool as_boolean() const;
    std::vector<ConfigNode> as_list() const;
    std::vector<std::string> as_strings() const;  // a list, or one scalar

    // The keys a map may have. Throws on any other, and on a node that is no map.
    void allow_keys(std::initializer_list<std::string_view> known) const;
    bool has(std::string_view key) const;
    ConfigNode at(std::string_view key) const;  // throws where the key is missing
    std::string string_or(std::string_view key, std::string otherwise) const;
    bool boolean_or(std::string_view key, bool otherwise) const;
    std::vector<std::string> strings_or_empty(std::string_view key) const;
    std::vector<std::pair<std::string, ConfigNode>> entries() const;  // of a map, in file order

    int line() const;  // 1-based
    const std::string& file() const;
    [[noreturn]] void complain(const std::string& what) const;  // "file:line: what"

private:
    struct Impl;
    explicit ConfigNode(std::shared_ptr<const Impl> impl);
    std::shared_ptr<const Impl> impl_;
};

}  // namespace review
