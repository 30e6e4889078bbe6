#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <review/draft.hpp>
#include <review/evidence.hpp>
#include <review/extraction.hpp>
#include <review/inspection.hpp>
#include <review/limits.hpp>
#include <review/picture_reader.hpp>
#include <review/redaction_plan.hpp>
#include <review/sensitive.hpp>
#include <review/shared_bytes.hpp>

namespace review {

struct OpenOptions {
    Limits limits;
    Sensitive password;  // for encrypted drafts; empty: the empty user password
    PictureReading pictures = {};  // PDF: pictures of pages are read, too
    bool read_again = false;       // its parts will be asked for several times: PDF keeps them, as far as they fit in 256 MiB
};

// A whole new file, never an incremental update, and what it left out.
struct Rewritten {
    SharedBytes bytes;
    std::vector<Box> boxes;
    std::vector<Removal> removals;
    std::vector<PrintedLabel> labels;
};

// A draft that was understood well enough to be read whole or to say where not.
// One thread at a time; the draft outlives it.
class Document {
public:
    virtual ~Document() = default;
    virtual std::string_view format() const = 0;  // "pdf", "ofd", "archive", "ooxml", "html", "xml", "text"
    virtual std::uint32_t pages() const = 0;      // 0 where there are none

    // Parts one after another, then the blind spots. Deterministic: equal bytes, equal numbers.
    virtual void extract(ExtractionSink& sink) const = 0;

    // Throws Errc::refused, naming page, object and operator, where a cut cannot be made without
    // leaving something; Errc::bad_config where the plan is for another draft.
    virtual Rewritten rewrite(const RedactionPlan& plan) const = 0;

    // What says how characters that go are read, ruby over ideographs, as cuts of its own: it goes with them, and make_plan() asks for it.
    virtual std::vector<Cut> readings_of(const std::vector<Cut>&) const { return {}; }

    // What is concealed in it, beside what it holds. A format that can conceal nothing tells its parts
    // and blind spots. Name and digest are left to inspect_document().
    virtual Inspection inspect() const;
};

// The first format whose sniff agrees with the content. Throws malformed, unsupported, encrypted
// or limit; also where the name says one format and the content is another.
std::unique_ptr<Document> open_document(const Draft& draft, const OpenOptions& options = {});

// Opens and inspects. What cannot be opened is an Inspection with its `failure`, never an empty one.
Inspection inspect_document(const Draft& draft, const OpenOptions& options = {});

// Names of the formats this build reads, in order of sniffing.
std::vector<std::string_view> formats();

}  // namespace review
