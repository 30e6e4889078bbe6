#include "format/pdf/tags/structure_types.hpp"

#include <unordered_set>

namespace review::pdf {

bool is_structure_type(std::string_view name) {
    static const std::unordered_set<std::string_view> types{
        "Document", "Part", "Art", "Sect", "Div", "BlockQuote", "Caption", "TOC", "TOCI", "Index", "NonStruct", "Private",
        "P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "L", "LI", "Lbl", "LBody", "Table", "TR", "TH", "TD", "THead", "TBody",
        "TFoot", "Span", "Quote", "Note", "Reference", "BibEntry", "Code", "Link", "Annot", "Ruby", "RB", "RT", "RP",
        "Warichu", "WT", "WP", "Figure", "Formula", "Form"};
    return types.contains(name);
}

}  // namespace review::pdf
