#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include <review/extraction.hpp>
#include <review/limits.hpp>
#include <review/redaction_plan.hpp>

#include "format/ooxml/package.hpp"
#include "format/ooxml/shared_strings.hpp"
#include "format/ooxml/sheet_cells.hpp"
#include "format/ooxml/typed_place.hpp"
#include "format/ooxml/unseen_looks.hpp"
#include "format/text/cut_edits.hpp"

namespace review {

// What the sheets of a workbook show. Text of cells has places of its own, behind those of all members, since a cell shows a shared
// string, a number in other digits, or what its formula gave. Empty for packages without sheets.
class Workbook {
public:
    struct Sheet {
        std::size_t member = 0;                     // among the package's members
        std::uint64_t place = 0, end = 0;           // of its cells' text
        std::vector<std::uint16_t> tabs;            // by column: how many stand before it
        std::uint16_t last_tabs = 0;                // before the last column in use
        std::vector<bool> hidden_columns;
        bool hidden = false;                        // the sheet itself
        bool uncalculated = false;                  // a formula without a stored value
    };
    // Throws malformed where a cell shows a string that is not there, limit where the text of all cells is too long.
    Workbook(const OoxmlPackage& package, std::string draft_name, const Limits& limits);

    std::uint64_t end_place() const { return sheets_.empty() ? package_.end_place() : sheets_.back().end; }  // behind all cells
    const Sheet* sheet(const OoxmlMember& member) const;
    bool holds(const OoxmlMember& member) const;  // its cells or strings are read here

    static std::string formulas_of(const OoxmlMember& member) { return member.label + ", formulas"; }

    // The cells of a sheet as one part, a line a row, and its formulas as another; what the strings hold beside them.
    void read(const OoxmlMember& member, ExtractionSink& sink, std::uint32_t& number, std::vector<TypedPlace>& typed) const;
    // Markup that does not come along: strings no cell shows, how strings are read, formulas that look into other files.
    std::vector<ByteRange> leftovers(const OoxmlMember& member) const;
    // Characters of sheets, rows and columns that are not shown.
    std::string hidden_text(const OoxmlMember& member) const;

    // Text of the cells that are shown, but written so that nobody sees it.
    OfficeUnseen unseen_looks(const OoxmlMember& member) const;

    // What has to stand in the members of the output for the cells that the edits touch, by places of the draft: a cell that lost
    // something shows an inline string and has no formula; a string that no other cell shows is empty.
    // `uncalculated`: what formulas_of() says of sheets whose formulas without a value go.
    std::map<ByteRange, std::string> patches(const std::vector<Edit>& edits, Width width, const std::set<std::string>& uncalculated) const;

private:
    const OoxmlMember& member_of(const Sheet& sheet) const { return package_.members()[sheet.member]; }
    std::string_view shown(const SheetCell& cell) const;
    void survey(Sheet& sheet, const std::set<std::string>& hidden);
    void read_cells(const Sheet& sheet, ExtractionSink& sink, std::uint32_t& number) const;
    void read_formulas(const Sheet& sheet, ExtractionSink& sink, std::uint32_t& number, std::vector<TypedPlace>& typed) const;
    void patch(const Sheet& sheet, const std::vector<Edit>& edits, Width width, bool uncalculated, std::vector<bool>& still_shown,
               std::map<ByteRange, std::string>& patches) const;

    const OoxmlPackage& package_;
    std::string draft_name_;
    Limits limits_;
    const OoxmlMember* strings_member_ = nullptr;
    SharedStrings strings_;
    std::vector<bool> shown_;  // by number of the string
    std::vector<Sheet> sheets_;
};

}  // namespace review
