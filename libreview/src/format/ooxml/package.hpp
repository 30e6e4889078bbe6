#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include <review/draft.hpp>
#include <review/limits.hpp>

#include "format/ooxml/relationships.hpp"
#include "format/text/source_text.hpp"
#include "format/zip/reader.hpp"

namespace review {

// A member of the package that is no directory.
struct OoxmlMember {
    std::size_t number = 0;    // in the zip file
    std::string name, type;    // its content type
    std::string role;          // last word of the relationship that leads to it; empty: none does
    std::string label;         // "header 2", "member 7"; never draft text
    bool kept = false;         // a rebuild takes it along
    Bytes bytes;
    std::unique_ptr<SourceText> text;  // XML that libxml2 accepts; its places count through all members
    std::uint64_t place = 0;           // where its bytes stand in that count
    std::vector<Relationship> relationships;  // what it leads to
    std::set<std::string> lost;               // ids of those that do not come along
};

// The parts of a draft and which of them come along: those that relationships on the list of roles.inc lead to from the root
// (ISO/IEC 29500-2, 8 and 9). Pictures named in `removed` (by label) do not.
class OoxmlPackage {
public:
    // Throws malformed, unsupported, encrypted or limit.
    OoxmlPackage(const Draft& draft, const Limits& limits);

    const std::vector<OoxmlMember>& members() const { return members_; }
    std::uint64_t end_place() const { return place_; }  // behind all members
    std::uint64_t unread_bytes() const { return zip_.unread_bytes(); }
    std::vector<std::string> empty_folders() const { return zip_.empty_folders(); }
    const OoxmlMember* named(std::string_view name) const;
    // Which members come along, anew.
    void choose(const std::set<std::string>& removed);

private:
    void read_types();
    void read_relationships();
    void read_xml(OoxmlMember& member, bool must);
    void follow(OoxmlMember* source, std::vector<Relationship>& from, const std::set<std::string>& removed);
    void name_labels();
    void number_sheets(std::map<std::string, int>& seen);
    OoxmlMember* find(std::string_view name);

    const Draft& draft_;
    const Limits& limits_;
    ZipReader zip_;
    std::vector<OoxmlMember> members_;
    std::map<std::string, std::size_t> by_name_;  // folded
    std::vector<Relationship> root_;
    std::uint64_t place_ = 0;
};

// Whether it should be XML.
bool is_xml_type(const OoxmlMember& member);

// Relationships to other files and services that may stay: what a reader clicks.
bool is_kept_link(const Relationship& relationship);

}  // namespace review
