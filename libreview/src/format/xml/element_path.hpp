#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace review {

// Where in a document one stands, as XPath: /record/person[2]/id[1]. Costs the same for every
// element: a path that grows too long becomes (//*)[number].
class ElementPath {
public:
    static constexpr std::size_t longest = 1024;

    void enter(std::string_view name);
    void leave();
    // Elements that are passed over without entering them.
    void pass(std::uint64_t elements) { elements_ += elements; }
    // Forgets what was seen inside the innermost element, and the elements after it.
    void restart();

    std::uint32_t next_comment() { return ++here().comments; }
    std::uint32_t next_instruction() { return ++here().instructions; }
    std::uint32_t comment() const { return here().comments; }
    std::uint32_t instruction() const { return here().instructions; }

    void append_xpath(std::string& to) const;  // of the innermost element
    std::string_view name() const { return here().name; }
    std::uint32_t index() const { return here().index; }  // among its siblings of that name

    ElementPath() : levels_(1) {}

private:
    // How many children of each name there were. Most elements have children of few names.
    class Children {
    public:
        std::uint32_t count(std::string_view name);  // with this one
        void clear();

    private:
        static constexpr std::size_t few = 16;
        std::vector<std::pair<std::string_view, std::uint32_t>> few_;
        std::unordered_map<std::string_view, std::uint32_t> more_;
    };
    struct Level {
        std::string_view name;
        std::uint32_t index = 0;
        std::uint64_t number = 0;     // of the element in the document
        std::size_t path_size = 0;    // of path_ before this element
        bool overlong = false;
        std::uint32_t comments = 0, instructions = 0;
        Children children;
        void forget();
    };
    Level& here() { return levels_[depth_]; }
    const Level& here() const { return levels_[depth_]; }

    std::vector<Level> levels_;  // the document, then the open elements, then levels whose memory is used again
    std::size_t depth_ = 0;
    std::string path_;
    std::uint64_t elements_ = 0;
};

}  // namespace review
