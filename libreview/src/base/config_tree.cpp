#include "base/config_tree.hpp"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/yaml.h>

#include <sstream>

#include <review/digest.hpp>

#include "base/messages/written_text.hpp"
#include "base/prepared.hpp"
#include "base/written_text.hpp"

namespace review {

namespace {

// An alias stands for all it names, and so on: a kilobyte can stand for more than any memory holds.
constexpr std::size_t most_nodes = 2'000'000;
constexpr int deepest = 64;

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

class Copier {
public:
    ConfigTree copy(const YAML::Node& node, int depth) {
        ConfigTree tree;
        tree.line = node.Mark().line + 1;
        if (++nodes_ > most_nodes || depth > deepest) throw ConfigSyntax{tree.line, "too many or too deep values"};
        if (node.IsScalar()) {
            tree.kind = ConfigTree::Kind::scalar;
            tree.text = node.Scalar();
        } else if (node.IsSequence()) {
            tree.kind = ConfigTree::Kind::list;
            for (const auto& item : node) tree.items.push_back(copy(item, depth + 1));
        } else if (node.IsMap()) {
            tree.kind = ConfigTree::Kind::map;
            for (const auto& entry : node) {
                tree.items.push_back(copy(entry.first, depth + 1));
                tree.items.push_back(copy(entry.second, depth + 1));
            }
        }
        return tree;
    }

private:
    std::size_t nodes_ = 0;
};

void write_number(Bytes& out, std::uint64_t value) {
    for (; value >= 0x80; value >>= 7) out.push_back(static_cast<std::uint8_t>(value | 0x80));
    out.push_back(static_cast<std::uint8_t>(value));
}

void write_tree(Bytes& out, const ConfigTree& tree) {
    out.push_back(static_cast<std::uint8_t>(tree.kind));
    write_number(out, static_cast<std::uint64_t>(tree.line));
    write_number(out, tree.text.size());
    out.insert(out.end(), tree.text.begin(), tree.text.end());
    write_number(out, tree.items.size());
    for (const auto& item : tree.items) write_tree(out, item);
}

// What write_tree() wrote, when the library was built.
class Reader {
public:
    explicit Reader(ByteView bytes) : bytes_(bytes) {}

    ConfigTree tree() {
        ConfigTree tree;
        tree.kind = static_cast<ConfigTree::Kind>(bytes_[at_++]);
        tree.line = static_cast<int>(number());
        const auto size = number();
        tree.text = as_text(bytes_.subspan(at_, size));
        at_ += size;
        tree.items.resize(number());
        for (auto& item : tree.items) item = this->tree();
        return tree;
    }

private:
    std::size_t number() {
        std::size_t value = 0;
        int shift = 0;
        for (; bytes_[at_] >= 0x80; shift += 7) value |= std::size_t{bytes_[at_++] & 0x7fu} << shift;
        return value | std::size_t{bytes_[at_++]} << shift;
    }

    ByteView bytes_;
    std::size_t at_ = 0;
};

}  // namespace

ConfigTree parse_config(ByteView yaml) {
    if (const auto made = prepared(config_tree_key(yaml)); !made.empty()) return Reader(made).tree();
    try {
        const auto [text, wrong_line] = written_text(yaml);
        // yaml-cpp would read U+FFFD there: a word of a rule would then be found nowhere.
        if (wrong_line > 0) throw ConfigSyntax{static_cast<int>(wrong_line), say(Msg::written_not_utf8)};
        if (!is_one_document(text)) throw ConfigSyntax{1, "one YAML document expected"};
        return Copier().copy(YAML::Load(text), 0);
    } catch (const YAML::Exception& error) {
        throw ConfigSyntax{error.mark.line + 1, error.msg};
    }
}

std::string config_tree_key(ByteView yaml) { return "config-1-" + sha256(yaml).hex(); }

Bytes config_tree_bytes(const ConfigTree& tree) {
    Bytes bytes;
    write_tree(bytes, tree);
    return bytes;
}

}  // namespace review
