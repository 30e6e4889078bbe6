#pragma once

#include <string>
#include <vector>

namespace support {

// A finished file as one outside program, or the bare bytes, shows it.
struct Reading {
    std::string reader;  // "pdftotext -raw", "stream at 1234"
    std::string text;    // as read
    bool prose = false;  // laid-out text in UTF-8: white space says nothing
    std::string folded{};  // without white space; bytes in lower case as well
};

// Reads a file once by every reader there is and keeps what each saw. PDF: pdftotext in three modes,
// mutool, Ghostscript, qpdf, the raw file and every stream found in it, also unreferenced ones.
// XML: xmllint and the bytes. Anything else: the bytes.
class Readers {
public:
    explicit Readers(const std::string& path);

    // "reader/encoding" for each reader and encoding in which the value is seen; empty: it is gone.
    std::vector<std::string> leaks(const std::string& value) const;

    const std::vector<Reading>& readings() const { return readings_; }

    // Programs of the list that are missing on this machine: the test must say so.
    static std::vector<std::string> missing();

private:
    void read(const std::string& path);

    std::vector<Reading> readings_;
};

// For one value; Readers where there are many.
std::vector<std::string> leaks(const std::string& path, const std::string& value);

// Without white space, also U+3000 and U+00A0.
std::string squeezed(const std::string& text);

std::string encoded(const std::string& utf8, const char* encoding);  // iconv; empty: not expressible

}  // namespace support
