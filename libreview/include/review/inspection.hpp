#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <review/blind_spot.hpp>
#include <review/digest.hpp>
#include <review/finding.hpp>
#include <review/part.hpp>
#include <review/sensitive.hpp>

namespace review {

// What a program reads in a draft and a person who looks at it does not see.
enum class Concealment { fake_redaction, redaction_mark, hidden_text, revision, unused_glyphs, attachment, script, thumbnail,
                          comment, link, author };

// How it is concealed; docs/inspection.md says what each means.
enum class Manner {
    box, image, annotation, highlight, blackened,                                   // fake redactions
    unapplied,                                                                      // redaction marks
    render_mode, same_colour, transparent, covered, clipped, outside_page, off_layer, too_small, hidden_annotation, disputed,
    earlier, after_end,                                                             // revisions
    unicode, outlines,                                                              // unused glyphs
    file,                                                                           // attachments
    javascript, xfa,                                                                // scripts
    page_image, metadata_image,                                                     // thumbnails
    vanish, hidden_sheet,                                                           // hidden text of office documents
    tracked,                                                                        // their revisions
    macro, margin_note, external, named,                                            // their scripts, comments, links, authors
    other_version, custom_tag,                                                      // revisions and attachments of an OFD
};

struct Inspection;

// One place of that kind. Values stand in `text` only; everything else may be printed.
struct Concealed {
    Concealment kind = Concealment::hidden_text;
    Manner manner = Manner::render_mode;
    Severity severity = Severity::high;
    std::string label;                 // "page 3"; never draft text
    std::uint32_t page = 0;            // 1-based; 0: not on a page
    std::string object;                // "14 0 R", where there is one
    std::uint64_t count = 0;           // glyphs; of scripts and attachments, bytes
    std::vector<std::uint32_t> pages;  // of an earlier revision: whose text is another now
    std::vector<Quad> quads;           // one for each line
    Sensitive text;
    std::string preview;               // masked
    std::vector<Inspection> inside;    // of an attachment that could be read: one
};

struct PartCount {
    PartKind kind = PartKind::text;
    std::uint64_t parts = 0, glyphs = 0;
};

// A layer of optional content.
struct LayerSeen {
    std::string object, preview;
    Sensitive name;
    bool shown = true, printed = true;
    std::uint64_t glyphs = 0;
};

struct SignatureSeen {
    std::string object;
    std::uint64_t covered = 0;  // bytes of the file under the signature
    bool whole = false;         // all but the signature itself
    std::uint64_t members = 0;  // of a package: those whose digests it holds
    std::uint64_t changed = 0;  // of them, gone or with another digest
};

// What an officer sees of a draft before any review. JSON: docs/inspection.schema.json.
struct Inspection {
    std::string name;
    std::string format;  // empty: it could not be opened, and `failure` says why
    Digest sha256;
    std::uint32_t pages = 0;
    bool complete = false;  // read whole, without a blind spot; attachments too
    std::string failure;
    std::vector<PartCount> parts;
    std::vector<LayerSeen> layers;
    std::vector<SignatureSeen> signatures;
    std::uint32_t revisions = 1;
    std::vector<Concealed> concealed;  // by page, then by kind
    std::vector<BlindSpot> blind_spots;
};

std::string_view name_of(Concealment kind);  // "fake-redaction"
std::string_view name_of(Manner manner);     // "off-layer"

// The mask of a long text: its ends, and as many stars as fit on a line.
std::string masked_line(std::string_view text);

}  // namespace review
