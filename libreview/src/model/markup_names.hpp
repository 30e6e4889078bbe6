#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_set>

#include <review/part.hpp>

namespace review {

// A name of the markup is draft text, too: <_110101199003070011>. Each distinct name is a part of its own, which says by number
// where it stands first: "name of element 12". No cut can be made in it.
std::string markup_name_label(std::string_view what, std::uint64_t number);  // "name of element"
bool is_markup_name(const Part& part);
// As it stands in the labels of other parts, which stay short.
std::string shortened_name(std::string_view name);

// A place in which names that hold a number or an address are stars. For those who have no rules at hand.
std::string without_odd_names(std::string_view place);

// Which names were met already. The memory it takes does not grow with the document: past some ten thousand names it begins anew, and
// one may be told twice. The names must stay where they are.
class MetNames {
public:
    bool is_new(std::string_view name);
    bool whole() const { return whole_; }  // it never began anew

private:
    static constexpr std::size_t most = 1 << 15;
    std::array<std::string_view, 256> lately_{};  // most names are those of the rows before
    std::unordered_set<std::string_view> met_;
    bool whole_ = true;
};

}  // namespace review
