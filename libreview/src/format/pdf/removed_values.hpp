#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <podofo/podofo.h>

#include <review/evidence.hpp>
#include <review/redaction_plan.hpp>
#include <review/sensitive.hpp>

namespace review {

// The values that go, as strings of a PDF may write them.
class RemovedValues {
public:
    explicit RemovedValues(const std::vector<RemovedValue>& values);

    // Blanks are left out on both sides, percent-escapes are read; letters keep their case.
    bool carried_by(std::string_view utf8) const;
    bool carried_by_text(const PoDoFo::PdfString& text) const;

private:
    std::vector<Sensitive> values_;
    std::size_t shortest_ = std::string::npos;  // of them, in bytes
    std::vector<Sensitive> in_chinese_bytes_;  // as GB18030 and Big5: no PDF may write text so, and many do
};

// What was left out, each place and reason once.
class Removals {
public:
    void add(const std::string& place, std::string_view reason);
    std::vector<Removal> list() const;

private:
    std::map<std::pair<std::string, std::string>, std::uint32_t> counts_;
};

}  // namespace review
