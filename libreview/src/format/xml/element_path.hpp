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

    std::uint32_t next_comment() { return ++levels_.back().comments; }
    std::uint32_t next_instruction() { return ++levels_.back().instructions; }

    std::string xpath() const;         // of the innermost element
    std::string_view name() const { return levels_.back().name; }
    std::uint32_t index() const { return levels_.back().index; }  // among its siblings of that name

    ElementPath() : levels_(1) {}

private:
    struct Level {
        std::string_view name;
        std::uint32_t index = 0;
        std::uint64_t number = 0;     // of the element in the document
        std::size_t path_size = 0;    // of path_ before this element
        bool overlong = false;
        std::uint32_t comments = 0, instructions = 0;
        std::unordered_map<std::string_view, std::uint32_t> children;
        void forget();
    };

    std::vector<Level> levels_; // the document, then the open elements
    std::string path_;
    std::uint64_t elements_ = 0;
};

}  // namespace review
