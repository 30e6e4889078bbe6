#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include <review/bytes.hpp>

namespace review {

// A schema that says what a document may hold: XML Schema 1.0 or RELAX NG in its XML form (ISO/IEC 19757-2), told apart by
// the name space of its root. It stands in one file: what it includes or imports is not fetched, and it is refused then.
// One thread at a time.
class XmlSchema {
public:
    // Throws Errc::io, or Errc::bad_config where it is no schema that libxml2 understands.
    static XmlSchema load(const std::string& path);
    XmlSchema(XmlSchema&&) noexcept;
    XmlSchema& operator=(XmlSchema&&) noexcept;
    ~XmlSchema();

    struct Fault {
        long line = 0;      // 0: it is not XML, or libxml2 does not say where
        std::uint64_t element = 0;  // its number: 1 is the root, as start tags follow each other; 0: libxml2 does not say
        std::string words;  // libxml2's, which name the element and the attribute: "Element 'd', attribute 'b'"; empty: it has none
    };
    // The first thing that the schema does not allow; nullopt: the document is valid. Reads the document once, element by element.
    std::optional<Fault> first_fault(ByteView document) const;

private:
    struct Impl;
    explicit XmlSchema(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace review
