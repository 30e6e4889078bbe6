#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace review {

// A name as the parser reports it; prefix and space are empty where there is none.
struct XmlName {
    std::string_view prefix, local, space;
};

struct XmlAttribute {
    XmlName name;
    std::string_view value;
};

// Exclusive canonical form without comments (http://www.w3.org/2001/10/xml-exc-c14n#) of what a parser reports, piece by
// piece, of a document without a DTD. A tree of libxml2 gives the same, by more memory and time; a fuzz target compares.
class CanonicalWriter {
public:
    void open(const XmlName& name, std::vector<XmlAttribute>& attributes);  // which it sorts
    void close(const XmlName& name);
    void text(std::string_view text);
    void instruction(std::string_view target, std::string_view data);

    std::string written;  // since somebody emptied it
private:
    void declare(std::string_view prefix, std::string_view space);
    void add_name(const XmlName& name);

    // Prefix and name space as declared in the output; what an element declared ends with it.
    std::vector<std::pair<std::string, std::string>> declared_;
    std::vector<std::size_t> before_;  // of each open element, how many were declared around it
    bool root_closed_ = false;
};

}  // namespace review
