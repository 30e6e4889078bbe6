#include "scan/hyperscan.hpp"

#include <hs/hs.h>

#include <atomic>
#include <cstdlib>
#include <limits>

#include <review/digest.hpp>
#include <review/error.hpp>

#include "base/messages/scan.hpp"
#include "base/prepared.hpp"

namespace review {
namespace {

// Hits of one text. More is a flood that nobody could decide on.
constexpr std::size_t most_hits = 2'000'000;

struct HitBuffer {
    std::vector<EngineHit> hits;
    std::uint32_t before = 0;  // bytes of the text before what the engine sees
    bool with_starts = false;
    bool full = false;

    // The engine reports every end; those with one start, or overlapping, are one place.
    bool extend_last(const EngineHit& hit) {
        if (!with_starts || hits.empty()) return false;
        EngineHit& last = hits.back();
        if (last.expression != hit.expression || hit.begin >= last.end || hit.end < last.end) return false;
        last.begin = std::min(last.begin, hit.begin);
        last.end = hit.end;
        return true;
    }
};

// Called by Hyperscan. Must not throw: memory was reserved, and `full` stops the scan.
int on_match(unsigned id, unsigned long long from, unsigned long long to, unsigned, void* context) noexcept {
    auto& buffer = *static_cast<HitBuffer*>(context);
    const EngineHit hit{id, static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(to) + buffer.before};
    if (buffer.extend_last(hit)) return 0;
    try {
        if (buffer.hits.size() < most_hits) {
            buffer.hits.push_back(hit);
            return 0;
        }
    } catch (...) {
    }
    buffer.full = true;
    return 1;
}

std::atomic<std::uint64_t> next_number{1};

// One a thread: hs_alloc_scratch grows it until it fits every database that thread has used.
struct Scratch {
    hs_scratch_t* space = nullptr;
    std::vector<bool> fits;  // by the databases' numbers
    Scratch() = default;
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;
    ~Scratch() { hs_free_scratch(space); }
};

[[noreturn]] void engine_failed(int status) {
    throw Error(Errc::limit, say(Msg::scan_engine_failed, {std::to_string(status)}));
}

hs_scratch_t* scratch_for(const hs_database_t* database, std::uint64_t number) {
    thread_local Scratch scratch;
    if (number >= scratch.fits.size()) scratch.fits.resize(number + 1);
    if (!scratch.fits[number]) {
        const auto status = hs_alloc_scratch(database, &scratch.space);
        if (status != HS_SUCCESS) engine_failed(status);
        scratch.fits[number] = true;
    }
    return scratch.space;
}

unsigned flags_of(Reading reading) {
    switch (reading) {
        case Reading::characters: return HS_FLAG_MULTILINE | HS_FLAG_UTF8 | HS_FLAG_SINGLEMATCH;
        case Reading::characters_with_starts: return HS_FLAG_MULTILINE | HS_FLAG_UTF8 | HS_FLAG_SOM_LEFTMOST;
        case Reading::characters_with_ends: return HS_FLAG_MULTILINE | HS_FLAG_UTF8;
        default: return HS_FLAG_MULTILINE;
    }
}

}  // namespace

struct PatternDatabase::Impl {
    hs_database_t* database = nullptr;
    std::uint64_t number = next_number++;
    bool with_starts = false;
    std::vector<bool> once;  // expressions of which the first end of a text is told alone
    std::string key;
};

namespace {

std::string key_of(const std::vector<Expression>& expressions) {
    std::string all = hs_version();
    for (const auto& [pattern, reading] : expressions) {
        all += '\0' + std::to_string(flags_of(reading)) + ' ' + std::to_string(pattern.size()) + ' ' + pattern;
    }
    return sha256(as_bytes(all)).hex();
}

}  // namespace

PatternDatabase::PatternDatabase(const std::vector<Expression>& expressions, const DatabaseCache& cache)
    : impl_(std::make_unique<Impl>()) {
    std::vector<const char*> patterns;
    std::vector<unsigned> flags, ids;
    for (const Expression& expression : expressions) {
        if (expression.pattern.find('\0') != std::string::npos) throw RefusedExpression(ids.size(), "NUL in pattern");
        patterns.push_back(expression.pattern.c_str());
        flags.push_back(flags_of(expression.reading));
        ids.push_back(static_cast<unsigned>(ids.size()));
        if (expression.reading == Reading::characters_with_starts) impl_->with_starts = true;
        impl_->once.push_back(expression.reading == Reading::characters);
    }
    impl_->key = key_of(expressions);
    const auto made_of = [&](ByteView made) {
        return !made.empty() && hs_deserialize_database(reinterpret_cast<const char*>(made.data()), made.size(), &impl_->database) == HS_SUCCESS;
    };
    if (made_of(prepared(impl_->key)) || made_of(cache.find(impl_->key))) return;
    // No CPU features: a generic database is as fast and runs everywhere (performance.md 4.1).
    const hs_platform_info_t generic{};
    hs_compile_error_t* error = nullptr;
    const auto status = hs_compile_multi(patterns.data(), flags.data(), ids.data(), static_cast<unsigned>(ids.size()),
                                         HS_MODE_BLOCK, &generic, &impl_->database, &error);
    if (status == HS_SUCCESS) {
        cache.keep(impl_->key, serialised());
        return;
    }
    const std::string why = error && error->message ? error->message : "?";
    const int index = error ? error->expression : 0;
    hs_free_compile_error(error);
    throw RefusedExpression(index < 0 ? 0 : static_cast<std::size_t>(index), why);
}

PatternDatabase::~PatternDatabase() { hs_free_database(impl_->database); }

const std::string& PatternDatabase::key() const { return impl_->key; }

Bytes PatternDatabase::serialised() const {
    char* bytes = nullptr;
    std::size_t size = 0;
    const auto status = hs_serialize_database(impl_->database, &bytes, &size);
    if (status != HS_SUCCESS) engine_failed(status);
    Bytes copy(reinterpret_cast<const std::uint8_t*>(bytes), reinterpret_cast<const std::uint8_t*>(bytes) + size);
    std::free(bytes);
    return copy;
}

// One text, in one call of the engine or in several.
struct PatternDatabase::Run {
    const Impl& impl;
    HitBuffer buffer{};

    void read(std::string_view stretch, std::size_t before) {
        buffer.before = static_cast<std::uint32_t>(before);
        const auto status = hs_scan(impl.database, stretch.data(), static_cast<unsigned>(stretch.size()), 0,
                                    scratch_for(impl.database, impl.number), on_match, &buffer);
        if (buffer.full) throw Error(Errc::limit, say(Msg::scan_too_many_hits, {std::to_string(most_hits)}));
        if (status != HS_SUCCESS) engine_failed(status);
    }
};

namespace {

void refuse_too_long(std::string_view text) {
    if (text.size() > std::numeric_limits<std::uint32_t>::max() - 1) throw Error(Errc::limit, say(Msg::scan_too_long));
}

}  // namespace

std::vector<EngineHit> PatternDatabase::scan(std::string_view text) const {
    refuse_too_long(text);
    Run run{*impl_};
    run.buffer.with_starts = impl_->with_starts;
    run.read(text, 0);
    return std::move(run.buffer.hits);
}

std::vector<EngineHit> PatternDatabase::scan(std::string_view text, const std::vector<TextRange>& stretches) const {
    refuse_too_long(text);
    Run run{*impl_};
    for (const auto& [begin, end] : stretches) run.read(text.substr(begin, end - begin), begin);
    auto& hits = run.buffer.hits;
    std::vector<bool> told(impl_->once.size());
    std::erase_if(hits, [&](const EngineHit& hit) {
        const bool again = told[hit.expression];
        told[hit.expression] = impl_->once[hit.expression];
        return again;
    });
    return std::move(hits);
}

bool engine_runs_here() { return hs_valid_platform() == HS_SUCCESS; }

std::string engine_version() {
    const std::string version = hs_version();
    return "hyperscan " + version.substr(0, version.find(' '));
}

}  // namespace review
