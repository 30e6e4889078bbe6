#include "format/html/tree.hpp"

#include <gumbo.h>

#include <algorithm>
#include <csetjmp>
#include <cstddef>
#include <cstdlib>
#include <exception>
#include <initializer_list>
#include <string_view>
#include <utility>

#include <review/error.hpp>

#include "base/budget.hpp"
#include "base/messages/base.hpp"
#include "base/messages/format_html.hpp"

namespace review {
namespace {

// The parser asks neither for time nor for memory, and frees its tree by recursion. All it takes is counted here, freed here in
// one loop, and when it has had enough it is left by longjmp: only its own C frames are skipped.
class Arena {
public:
    Arena(std::size_t most, const Budget& budget) : most_(most), budget_(budget) { ring_.next = ring_.previous = &ring_; }
    ~Arena() {
        for (auto* block = ring_.next; block != &ring_;) std::free(std::exchange(block, block->next));
    }
    Arena(const Arena&) = delete;
    Arena& operator=(const Arena&) = delete;

    static void* take(void* self, std::size_t size) { return static_cast<Arena*>(self)->allocate(size); }
    static void give(void* self, void* memory) {
        if (memory != nullptr) static_cast<Arena*>(self)->release(static_cast<Block*>(memory) - 1);
    }

    std::jmp_buf way_out{};
    bool out_of_memory = false;
    std::exception_ptr out_of_time;

private:
    struct alignas(std::max_align_t) Block {
        Block* next;
        Block* previous;
        std::size_t size;
    };
    void* allocate(std::size_t size) {
        taken_ += size + sizeof(Block);
        if (taken_ > most_) leave(true);
        if (++calls_ % 1024 == 0 && !in_time()) leave(false);
        auto* block = static_cast<Block*>(std::malloc(size + sizeof(Block)));
        if (block == nullptr) leave(true);
        *block = {ring_.next, &ring_, size};
        ring_.next->previous = block;
        ring_.next = block;
        return block + 1;
    }
    void release(Block* block) {
        taken_ -= block->size + sizeof(Block);
        block->next->previous = block->previous;
        block->previous->next = block->next;
        std::free(block);
    }
    bool in_time() {
        try {
            budget_.check_time();
            return true;
        } catch (...) {
            out_of_time = std::current_exception();
            return false;
        }
    }
    [[noreturn]] void leave(bool memory) {
        out_of_memory = memory;
        std::longjmp(way_out, 1);
    }

    Block ring_{};
    std::size_t most_, taken_ = 0, calls_ = 0;
    const Budget& budget_;
};

// nullptr: it was left. Nothing with a destructor lives in this frame.
GumboOutput* parse(Arena& arena, const char* text, std::size_t size) {
    GumboOptions options = kGumboDefaultOptions;
    options.allocator = Arena::take;
    options.deallocator = Arena::give;
    options.userdata = &arena;
    options.max_errors = 0;
    if (setjmp(arena.way_out) != 0) return nullptr;
    return gumbo_parse_with_options(&options, text, size);
}

std::string lower(std::string_view name) {
    std::string folded(name);
    for (char& c : folded) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    }
    return folded;
}

std::string name_of(const GumboElement& element) {
    if (element.tag != GUMBO_TAG_UNKNOWN) return gumbo_normalized_tagname(element.tag);
    GumboStringPiece piece = element.original_tag;
    gumbo_tag_from_original_text(&piece);
    return lower({piece.data == nullptr ? "" : piece.data, piece.data == nullptr ? 0 : piece.length});
}

class Flattening {
public:
    Flattening(const std::string& text, std::uint32_t most_depth) : text_(text), most_depth_(most_depth) {}

    // False: too deep.
    bool run(const GumboNode* document) {
        struct Open {
            const GumboVector* children;
            std::size_t next, node;
        };
        std::vector<Open> open{{&document->v.document.children, 0, none}};
        while (!open.empty()) {
            auto& top = open.back();
            if (top.next == top.children->length) {
                if (top.node != none) tree.nodes[top.node].index_end = tree.nodes.size();
                open.pop_back();
                continue;
            }
            const auto* child = static_cast<const GumboNode*>(top.children->data[top.next++]);
            if (open.size() > most_depth_) return false;
            add(*child, static_cast<std::uint32_t>(open.size()));
            const bool element = child->type == GUMBO_NODE_ELEMENT || child->type == GUMBO_NODE_TEMPLATE;
            if (element) open.push_back({&child->v.element.children, 0, tree.nodes.size() - 1});
        }
        tree.quirks = document->v.document.doc_type_quirks_mode != GUMBO_DOCTYPE_NO_QUIRKS;
        return true;
    }

    HtmlTree tree;

private:
    static constexpr std::size_t none = ~std::size_t{0};

    std::size_t offset(const char* place) const {
        const auto begin = reinterpret_cast<std::uintptr_t>(text_.data()), at = reinterpret_cast<std::uintptr_t>(place);
        return place == nullptr || at < begin || at > begin + text_.size() ? 0 : at - begin;
    }

    void add(const GumboNode& from, std::uint32_t depth) {
        HtmlNode node;
        node.depth = depth;
        node.index_end = tree.nodes.size() + 1;
        if (from.type == GUMBO_NODE_ELEMENT || from.type == GUMBO_NODE_TEMPLATE) {
            const auto& element = from.v.element;
            node.html = element.tag_namespace == GUMBO_NAMESPACE_HTML;
            node.name = name_of(element);
            node.begin = offset(element.original_tag.data);
            node.size = element.original_tag.data == nullptr ? 0 : element.original_tag.length;
            for (unsigned i = 0; i < element.attributes.length; ++i) add(*static_cast<const GumboAttribute*>(element.attributes.data[i]), node);
        } else {
            node.kind = from.type == GUMBO_NODE_COMMENT ? HtmlNode::Kind::comment : HtmlNode::Kind::text;
            node.begin = offset(from.v.text.original_text.data);
            node.size = from.v.text.original_text.length;
            node.text = from.v.text.text;
        }
        tree.nodes.push_back(std::move(node));
    }

    void add(const GumboAttribute& from, HtmlNode& node) const {
        HtmlNode::Attribute attribute{lower(from.name), from.value, offset(from.original_value.data), 0};
        auto size = from.original_value.data == nullptr ? 0 : from.original_value.length;
        const bool quoted = size >= 2 && (from.original_value.data[0] == '"' || from.original_value.data[0] == '\'');
        if (quoted) ++attribute.begin, size -= 2;
        attribute.end = attribute.begin + size;
        node.attributes.push_back(std::move(attribute));
    }

    const std::string& text_;
    std::uint32_t most_depth_;
};

// Where words stand one behind the other, in any case; npos: not all of them.
std::size_t find_behind(const std::string& folded, std::size_t at, std::initializer_list<std::string_view> words) {
    auto first = std::string::npos;
    for (const auto word : words) first = std::min(first, at == std::string::npos ? at : folded.find(word, at));
    return first;
}

// gumbo ends the process over a CDATA section of HTML within SVG or MathML within a table (an assertion of handle_in_table): it is not
// given what may be one. Elements that hold HTML there: WHATWG HTML 13.2.6, "HTML integration point", "MathML text integration point".
bool may_end_gumbo(const std::string& text) {
    if (text.find("<![CDATA[") == std::string::npos) return false;
    const auto folded = lower(text);
    auto at = find_behind(folded, 0, {"<table"});
    at = find_behind(folded, at, {"<svg", "<math"});
    at = find_behind(folded, at, {"<desc", "<title", "<foreignobject", "<mi", "<mo", "<mn", "<ms", "<mtext", "<annotation-xml"});
    return find_behind(folded, at, {"<![cdata["}) != std::string::npos;
}

}  // namespace

HtmlTree html_tree(const std::string& text, const std::string& draft_name, const Limits& limits) {
    const auto over = [&](std::string_view field, std::uint64_t most) {
        return Error(Errc::limit, say(Msg::limit_exceeded, {draft_name, field, std::to_string(most)}));
    };
    if (may_end_gumbo(text)) throw Error(Errc::unsupported, say(Msg::html_cdata_in_table, {draft_name}));
    const Budget budget(draft_name, limits);
    // A tree is some twenty times its text at most, where no formatting is opened anew again and again.
    const auto most = (std::size_t{64} << 20) + 128 * text.size();
    Arena arena(most, budget);
    const auto* output = parse(arena, text.data(), text.size());
    if (arena.out_of_time) std::rethrow_exception(arena.out_of_time);
    if (output == nullptr) throw over("document_bytes", most);
    Flattening flat(text, limits.depth);
    if (!flat.run(output->document)) throw over("depth", limits.depth);
    return std::move(flat.tree);
}

HtmlReference html_reference(std::string_view run, bool attribute, bool before_equals) {
    const std::string raw = "&" + std::string(run);
    std::string page = attribute ? "<p a=\"" + raw : "<p>" + raw;
    if (before_equals) page += '=';
    if (attribute) page += "\">";
    const auto tree = html_tree(page, {}, {});
    std::string seen;
    for (const auto& node : tree.nodes) {
        if (node.kind == HtmlNode::Kind::text) seen += node.text;
        for (const auto& one : node.attributes) seen += one.value;
    }
    if (before_equals && seen.ends_with('=')) seen.pop_back();
    if (seen == raw || seen.empty()) return {};
    // What stands behind the reference stays as it is; no reference stands for characters of which names are made, at its end.
    std::size_t same = 0;
    while (same + 1 < seen.size() && same < run.size() && seen[seen.size() - 1 - same] == run[run.size() - 1 - same]) ++same;
    return {seen.substr(0, seen.size() - same), run.size() - same};
}

}  // namespace review
