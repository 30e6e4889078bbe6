#include "base/config_node.hpp"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <set>
#include <sstream>

#include "base/messages.hpp"

namespace review {

struct ConfigNode::Impl {
    YAML::Node node;
    std::shared_ptr<const std::string> file;
    Errc code;
    std::string name;  // the key this node stands under
};

ConfigNode::ConfigNode(std::shared_ptr<const Impl> impl) : impl_(std::move(impl)) {}

namespace {

struct Nothing final : YAML::EventHandler {
    void OnDocumentStart(const YAML::Mark&) override {}
    void OnDocumentEnd() override {}
    void OnNull(const YAML::Mark&, YAML::anchor_t) override {}
    void OnAlias(const YAML::Mark&, YAML::anchor_t) override {}
    void OnScalar(const YAML::Mark&, const std::string&, YAML::anchor_t, const std::string&) override {}
    void OnSequenceStart(const YAML::Mark&, const std::string&, YAML::anchor_t, YAML::EmitterStyle::value) override {}
    void OnSequenceEnd() override {}
    void OnMapStart(const YAML::Mark&, const std::string&, YAML::anchor_t, YAML::EmitterStyle::value) override {}
    void OnMapEnd() override {}
};

// Not by LoadAll: it goes on for ever where yaml-cpp 0.7 stops at a token it cannot use (", a").
bool is_one_document(const std::string& text) {
    std::istringstream stream(text);
    YAML::Parser parser(stream);
    Nothing nothing;
    return parser.HandleNextDocument(nothing) && !parser.HandleNextDocument(nothing);
}

}  // namespace

ConfigNode ConfigNode::parse(ByteView yaml, std::string file, Errc code) {
    const auto shared_file = std::make_shared<const std::string>(std::move(file));
    try {
        const std::string text(as_text(yaml));
        if (!is_one_document(text)) {
            throw Error(code, say(Msg::config_syntax, {*shared_file, "1", "one YAML document expected"}));
        }
        return ConfigNode(std::make_shared<const Impl>(Impl{YAML::Load(text), shared_file, code, "/"}));
    } catch (const YAML::Exception& error) {
        // yaml-cpp's messages name the token kind, never the text.
        throw Error(code, say(Msg::config_syntax, {*shared_file, std::to_string(error.mark.line + 1), error.msg}));
    }
}

int ConfigNode::line() const { return impl_->node.Mark().line + 1; }

const std::string& ConfigNode::file() const { return *impl_->file; }

void ConfigNode::complain(const std::string& what) const {
    throw Error(impl_->code, say(Msg::config_syntax, {file(), std::to_string(line()), what}));
}

bool ConfigNode::is_map() const { return impl_->node.IsMap(); }

bool ConfigNode::is_list() const { return impl_->node.IsSequence(); }

namespace {

[[noreturn]] void wrong_type(const ConfigNode& node, Errc code, const std::string& name, const char* wanted) {
    throw Error(code, say(Msg::config_wrong_type, {node.file(), std::to_string(node.line()), name, wanted}));
}

}  // namespace

std::string ConfigNode::as_string() const {
    if (!impl_->node.IsScalar()) wrong_type(*this, impl_->code, impl_->name, "text");
    return impl_->node.Scalar();
}

long ConfigNode::as_integer() const {
    try {
        return impl_->node.as<long>();
    } catch (const YAML::Exception&) {
        wrong_type(*this, impl_->code, impl_->name, "a whole number");
    }
}

bool ConfigNode::as_boolean() const {
    if (impl_->node.IsScalar() && impl_->node.Scalar() == "true") return true;
    if (impl_->node.IsScalar() && impl_->node.Scalar() == "false") return false;
    wrong_type(*this, impl_->code, impl_->name, "true or false");
}

std::vector<ConfigNode> ConfigNode::as_list() const {
    if (!is_list()) wrong_type(*this, impl_->code, impl_->name, "a list");
    std::vector<ConfigNode> items;
    for (const auto& item : impl_->node) {
        items.push_back(ConfigNode(std::make_shared<const Impl>(Impl{item, impl_->file, impl_->code, impl_->name})));
    }
    return items;
}

std::vector<std::string> ConfigNode::as_strings() const {
    if (impl_->node.IsScalar()) return {as_string()};
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

bool ConfigNode::has(std::string_view key) const {
    return is_map() && impl_->node[std::string(key)].IsDefined();
}

ConfigNode ConfigNode::at(std::string_view key) const {
    if (!has(key)) {
        throw Error(impl_->code,
                    say(Msg::config_missing_key, {file(), std::to_string(line()), std::string(key)}));
    }
    const YAML::Node child = impl_->node[std::string(key)];
    return ConfigNode(std::make_shared<const Impl>(Impl{child, impl_->file, impl_->code, std::string(key)}));
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
    for (const auto& entry : impl_->node) {
        const auto key = entry.first.Scalar();
        pairs.emplace_back(
            key, ConfigNode(std::make_shared<const Impl>(Impl{entry.second, impl_->file, impl_->code, key})));
    }
    return pairs;
}

}  // namespace review
