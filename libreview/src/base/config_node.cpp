#include "base/config_node.hpp"

#include <algorithm>
#include <charconv>
#include <set>

#include "base/config_tree.hpp"
#include "base/messages/base.hpp"

namespace review {

struct ConfigNode::Impl {
    std::shared_ptr<const ConfigTree> root;  // keeps `node` alive
    const ConfigTree* node;
    std::shared_ptr<const std::string> file;
    Errc code;
    std::string name;  // the key this node stands under

    std::shared_ptr<const Impl> below(const ConfigTree& child, std::string key) const {
        return std::make_shared<const Impl>(Impl{root, &child, file, code, std::move(key)});
    }
    const ConfigTree* value_of(std::string_view key) const {
        if (node->kind != ConfigTree::Kind::map) return nullptr;
        for (std::size_t i = 0; i + 1 < node->items.size(); i += 2) {
            if (node->items[i].text == key) return &node->items[i + 1];
        }
        return nullptr;
    }
};

ConfigNode::ConfigNode(std::shared_ptr<const Impl> impl) : impl_(std::move(impl)) {}

ConfigNode ConfigNode::parse(ByteView yaml, std::string file, Errc code) {
    const auto shared_file = std::make_shared<const std::string>(std::move(file));
    try {
        const auto root = std::make_shared<const ConfigTree>(parse_config(yaml));
        return ConfigNode(std::make_shared<const Impl>(Impl{root, root.get(), shared_file, code, "/"}));
    } catch (const ConfigSyntax& error) {
        throw Error(code, say(Msg::config_syntax, {*shared_file, std::to_string(error.line), error.what}));
    }
}

int ConfigNode::line() const { return impl_->node->line; }

const std::string& ConfigNode::file() const { return *impl_->file; }

void ConfigNode::complain(const std::string& what) const {
    throw Error(impl_->code, say(Msg::config_syntax, {file(), std::to_string(line()), what}));
}

bool ConfigNode::is_map() const { return impl_->node->kind == ConfigTree::Kind::map; }

bool ConfigNode::is_list() const { return impl_->node->kind == ConfigTree::Kind::list; }

namespace {

[[noreturn]] void wrong_type(const ConfigNode& node, Errc code, const std::string& name, const char* wanted) {
    throw Error(code, say(Msg::config_wrong_type, {node.file(), std::to_string(node.line()), name, wanted}));
}

}  // namespace

std::string ConfigNode::as_string() const {
    if (impl_->node->kind != ConfigTree::Kind::scalar) wrong_type(*this, impl_->code, impl_->name, "text");
    return impl_->node->text;
}

long ConfigNode::as_integer() const {
    const auto& text = impl_->node->text;
    long value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool whole = error == std::errc() && end == text.data() + text.size();
    if (impl_->node->kind != ConfigTree::Kind::scalar || !whole) wrong_type(*this, impl_->code, impl_->name, "a whole number");
    return value;
}

bool ConfigNode::as_boolean() const {
    const bool scalar = impl_->node->kind == ConfigTree::Kind::scalar;
    if (scalar && impl_->node->text == "true") return true;
    if (scalar && impl_->node->text == "false") return false;
    wrong_type(*this, impl_->code, impl_->name, "true or false");
}

std::vector<ConfigNode> ConfigNode::as_list() const {
    if (!is_list()) wrong_type(*this, impl_->code, impl_->name, "a list");
    std::vector<ConfigNode> items;
    for (const auto& item : impl_->node->items) items.push_back(ConfigNode(impl_->below(item, impl_->name)));
    return items;
}

std::vector<std::string> ConfigNode::as_strings() const {
    if (impl_->node->kind == ConfigTree::Kind::scalar) return {as_string()};
    std::vector<std::string> texts;
    for (const auto& item : as_list()) texts.push_back(item.as_string());
    return texts;
}

void ConfigNode::allow_keys(std::initializer_list<std::string_view> known) const {
    std::set<std::string> seen;
    for (const auto& [key, value] : entries()) {
        const auto at = std::to_string(value.line());
        if (std::find(known.begin(), known.end(), key) == known.end()) {
            std::string list;
            for (const auto name : known) list += (list.empty() ? "" : ", ") + std::string(name);
            throw Error(impl_->code, say(Msg::config_unknown_key, {file(), at, key, list}));
        }
        if (!seen.insert(key).second) throw Error(impl_->code, say(Msg::config_duplicate_key, {file(), at, key}));
    }
}

bool ConfigNode::has(std::string_view key) const { return impl_->value_of(key) != nullptr; }

ConfigNode ConfigNode::at(std::string_view key) const {
    const auto* child = impl_->value_of(key);
    if (child == nullptr) {
        throw Error(impl_->code,
                    say(Msg::config_missing_key, {file(), std::to_string(line()), std::string(key)}));
    }
    return ConfigNode(impl_->below(*child, std::string(key)));
}

std::string ConfigNode::string_or(std::string_view key, std::string otherwise) const {
    return has(key) ? at(key).as_string() : std::move(otherwise);
}

bool ConfigNode::boolean_or(std::string_view key, bool otherwise) const {
    return has(key) ? at(key).as_boolean() : otherwise;
}

std::vector<std::string> ConfigNode::strings_or_empty(std::string_view key) const {
    return has(key) ? at(key).as_strings() : std::vector<std::string>{};
}

std::vector<std::pair<std::string, ConfigNode>> ConfigNode::entries() const {
    if (!is_map()) wrong_type(*this, impl_->code, impl_->name, "a map");
    std::vector<std::pair<std::string, ConfigNode>> pairs;
    const auto& items = impl_->node->items;
    for (std::size_t i = 0; i + 1 < items.size(); i += 2) {
        pairs.emplace_back(items[i].text, ConfigNode(impl_->below(items[i + 1], items[i].text)));
    }
    return pairs;
}

}  // namespace review
