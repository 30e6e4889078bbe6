#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include <review/detector.hpp>
#include <review/digest.hpp>
#include <review/finding.hpp>
#include <review/part.hpp>
#include <review/pattern_pack.hpp>

namespace review {

// Finds what the rules of a set of packs describe.
//
// Immutable once compiled: share one Scanner between threads. Equal inputs give equal findings.
class Scanner {
public:
    // `cache_folder`: where compiled databases of packs that are not built in are kept between runs, for this user alone; it is
    // made where it is not there. "": they are compiled each time. A cache that cannot be used is as good as none.
    // Throws Errc::bad_pattern, naming the pack, the line and the rule.
    // `detectors` look at each part, too.
    static Scanner compile(std::vector<PatternPack> packs, const std::string& cache_folder = {}, Detectors detectors = {});

    // Ordered by position, then by rule. Of overlapping hits of one rule the longest stays;
    // different rules may overlap. Sets everything of a Finding but id, action, and fingerprint.
    // Throws what a detector throws.
    // `headings`: of the table that the part begins with and that another part began, by TableHeadings.
    std::vector<Finding> scan(const Part& part, std::string_view headings = {}) const;

    // Which of these parts may hold findings; false: scan() without headings finds nothing there. For many short parts, where one
    // look at all of them together is cheaper than a scan of each. Each is true where that cannot be said.
    std::vector<bool> may_find(std::span<const Part> parts) const;

    const std::vector<PatternPack>& packs() const;
    const Detectors& detectors() const;

    // Identifies packs, flags and engine version. Goes into every report.
    Digest fingerprint() const;
    std::string engine() const;  // "hyperscan 5.4.0"

    Scanner(Scanner&&) noexcept;
    Scanner& operator=(Scanner&&) noexcept;
    ~Scanner();

private:
    struct Impl;
    explicit Scanner(std::unique_ptr<const Impl> impl);
    std::unique_ptr<const Impl> impl_;
};

}  // namespace review
