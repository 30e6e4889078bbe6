#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include <review/blind_spot.hpp>
#include <review/draft.hpp>
#include <review/limits.hpp>

#include "format/ofd/numbers.hpp"
#include "format/ofd/member_tree.hpp"
#include "format/text/source_text.hpp"
#include "format/zip/reader.hpp"

namespace review {

enum class OfdRole {
    other, root, document, page, template_page, annotations, page_annotations, resources, font, picture,
    signatures, signature, seal, signed_value, attachments, attachment, custom_tags, custom_tag, extensions, version,
};

// A member of the package that is no directory.
struct OfdMember {
    std::size_t number = 0;  // in the zip file
    std::string name, label; // the label is never draft text
    std::string new_name;    // in a rebuild; of those that come along
    OfdRole role = OfdRole::other;
    std::size_t body = 0;    // of the document that leads to it
    std::uint32_t page = 0;  // of pages and their annotations
    bool kept = false;
    Bytes bytes;
    std::unique_ptr<SourceText> text;  // XML that libxml2 accepts; its places count through all members
    std::unique_ptr<OfdTree> tree;
    std::uint64_t place = 0;           // where its bytes stand in that count
    std::vector<bool> listed;          // nodes that are on the list
    std::map<std::uint32_t, OfdMember*> leads;  // nodes that name a member which was found
};

struct OfdFont {
    OfdMember* file = nullptr;  // none: readers take one of their own
};
struct OfdUnit {
    const OfdMember* member = nullptr;
    std::uint32_t node = 0;
};

// GB/T 33190, 7.4: one document of the package.
struct OfdBody {
    OfdMember* document = nullptr;
    std::vector<OfdMember*> resources;
    std::map<std::string, OfdFont> fonts;      // by id
    std::map<std::string, OfdUnit> composites;
    std::map<std::string, OfdMember*> pictures;
    std::map<std::string, OfdMember*> templates;
    OfdBox box{0, 0, 210, 297};                // of pages that say nothing
};

struct OfdPage {
    std::uint32_t number = 0;  // 1-based, through all documents
    std::size_t body = 0;
    OfdMember* member = nullptr;  // none: missing
    OfdBox box;
    std::vector<OfdMember*> annotations;
};

// The members of a draft, what they are by what leads to them from OFD.xml, and which of them a rebuild takes along.
class OfdPackage {
public:
    // Throws malformed, unsupported, encrypted or limit.
    OfdPackage(const Draft& draft, const Limits& limits, const std::set<std::string>& removed = {});

    const std::vector<std::unique_ptr<OfdMember>>& members() const { return members_; }
    const std::vector<OfdBody>& bodies() const { return bodies_; }
    const std::vector<OfdPage>& pages() const { return pages_; }
    const std::vector<BlindSpot>& missing() const { return missing_; }
    const OfdMember& root() const { return *root_; }
    const OfdMember* named(std::string_view name) const { return const_cast<OfdPackage*>(this)->find(name); }
    // ST_Loc (table 2) as it stands in a member, tried as readers try it.
    const OfdMember* located(const OfdMember& from, std::string_view place, std::string_view base = {}) const;
    std::uint64_t end_place() const { return place_; }  // behind all members
    std::uint64_t unread_bytes() const { return zip_.unread_bytes(); }
    std::vector<std::string> empty_folders() const { return zip_.empty_folders(); }

private:
    OfdMember* find(std::string_view name);
    OfdMember* located(const OfdMember& from, std::string_view place, std::string_view base, std::size_t body);
    void read_xml(OfdMember& member, bool must);
    void read_root();
    void refuse_encrypted();
    void read_body(OfdMember& document);
    void read_pages(std::size_t body);
    void read_annotations(std::size_t body);
    void read_resources(OfdMember& from, std::uint32_t node, std::size_t body);
    void read_one_resource(OfdMember& res, std::size_t body);
    void read_aside(std::size_t body);
    void read_signatures(const std::string& place);
    OfdMember* follow(OfdMember& from, std::uint32_t node, std::string_view place, OfdRole role, std::size_t body, std::string_view root,
                      std::string_view base = {});
    void tell_missing(const std::string& label, bool goes, std::uint32_t page = 0);
    void name_members();

    const Draft& draft_;
    const Limits& limits_;
    ZipReader zip_;
    std::set<std::string> removed_;
    std::vector<std::unique_ptr<OfdMember>> members_;
    std::map<std::string, std::size_t> by_name_;  // folded
    std::vector<OfdBody> bodies_;
    std::vector<OfdPage> pages_;
    std::vector<BlindSpot> missing_;
    OfdMember* root_ = nullptr;
    std::uint64_t place_ = 0;
};

// "Doc_0/Pages" and "../Res/a.png" give "Doc_0/Res/a.png". Empty: it leads out of the package.
std::string ofd_path(std::string_view folder, std::string_view place);

constexpr std::string_view ofd_root_name = "OFD.xml";

}  // namespace review
