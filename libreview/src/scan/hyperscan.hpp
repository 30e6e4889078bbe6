#pragma once

#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <review/bytes.hpp>

#include "scan/database_cache.hpp"
#include "text/text_view.hpp"

namespace review {

// How an expression is read. Bytes: verified rules, which find the start themselves. Characters: the
// text is UTF-8 and `.` is one character, and the first end is enough; with starts, the leftmost start comes with each
// end; with ends, every end comes.
enum class Reading { bytes, characters, characters_with_starts, characters_with_ends };

struct Expression {
    std::string pattern;
    Reading reading = Reading::bytes;
};

struct EngineHit {
    std::uint32_t expression = 0;
    std::uint32_t begin = 0;  // 0 unless the reading gives starts
    std::uint32_t end = 0;
};

// Which expression the engine refused. Private to scan/: the scanner names file and line.
struct RefusedExpression : std::runtime_error {
    RefusedExpression(std::size_t which, const std::string& why) : std::runtime_error(why), index(which) {}
    std::size_t index;
};

// Immutable; one scratch space a thread serves every database.
class PatternDatabase {
public:
    // Prepared when the library was built, or kept by an earlier run, or compiled. Throws RefusedExpression.
    explicit PatternDatabase(const std::vector<Expression>& expressions, const DatabaseCache& cache = DatabaseCache(""));
    PatternDatabase(const PatternDatabase&) = delete;
    PatternDatabase& operator=(const PatternDatabase&) = delete;
    ~PatternDatabase();

    // Overlapping hits of one expression with starts come as one. Throws Errc::limit.
    std::vector<EngineHit> scan(std::string_view text) const;
    // Of these stretches of it alone, each as if it were all there is. Not for readings with starts.
    std::vector<EngineHit> scan(std::string_view text, const std::vector<TextRange>& stretches) const;

    // For base/prepared: what it was compiled from and by, and itself.
    const std::string& key() const;
    Bytes serialised() const;

private:
    struct Impl;
    struct Run;
    std::unique_ptr<Impl> impl_;
};

std::string engine_version();  // "hyperscan 5.4.0"
bool engine_runs_here();       // this processor has the instructions it needs (SSSE3)

}  // namespace review
