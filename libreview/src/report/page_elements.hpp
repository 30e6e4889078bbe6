#pragma once

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include <review/finding.hpp>

#include "base/messages.hpp"
#include "report/page_picture.hpp"

namespace review {

// Of what pages that stand alone are made: nothing is fetched, and the policy in their head forbids it.

std::string said(const Message& message, std::initializer_list<std::string_view> arguments = {});
std::string element(const std::string& name, const std::string& attributes, const std::string& content);
std::string html_attribute(const std::string& name, std::string_view value);

// From the beginning of a page to that of its body; and its end, with the program behind the sheets and the script.
std::string page_begin(const std::string& title);
std::string page_end(const std::string& line);

// A row to choose severities and rules with, and its keys: page/page.js shows it. `rules`: titles by id.
std::string page_filter(const std::map<Severity, std::size_t>& severities, const std::map<std::string, std::string>& rules, const Message& keys);

// A frame around a value, and a flag with the number of its row.
struct FrameLook {
    std::string tone;    // a severity
    std::string number;  // of its row
    std::string href;    // where that stands
    std::string title;   // what the frame is told to be
};

// A page in a room of its own or a larger size, with the frames that have a look.
std::string page_drawing(const PagePicture& picture, std::uint32_t width, std::uint32_t height,
                         const std::function<std::optional<FrameLook>(const std::string& id)>& look);

}  // namespace review
