#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <review/bytes.hpp>
#include <review/digest.hpp>
#include <review/error.hpp>
#include <review/part.hpp>

#include "base/messages/model.hpp"
#include "model/json/ordered.hpp"

namespace review {

// What is being read, for complaints, and what a complaint is thrown with.
struct JsonSource {
    Message what;
    Errc code;
};

// Throws where a key stands twice: nlohmann keeps the last of two, and two readers could see two things. Complaints
// never quote the text.
Json parse_strictly(const JsonSource& source, std::string_view text);

// One object of a file and the path to it. All its keys are there and no other: what nobody knows nobody understands.
class StrictReader {
public:
    // `may`: one key more, which may be there.
    StrictReader(const JsonSource& source, const Json& json, std::string where, std::initializer_list<std::string_view> keys, std::string_view may = {});

    std::string path(std::string_view key) const { return where_ + "/" + std::string(key); }
    [[noreturn]] void complain(std::string_view key, const Message& what) const;

    bool has(const char* key) const { return json_.contains(key); }
    std::string text(const char* key) const;
    std::uint32_t number(const char* key) const;
    std::uint64_t offset(const char* key) const;
    double real(const char* key) const;
    bool boolean(const char* key) const;
    Quad quad(const char* key) const;
    Digest digest(const char* key) const;        // 64 lower-case hexadecimal digits
    Bytes base64(const char* key) const;         // RFC 4648, 4, padded, no blanks
    std::int64_t time(const char* key) const;    // "2026-03-01T12:00:00Z" -> seconds since 1970
    std::vector<std::string> texts(const char* key) const;
    std::vector<Digest> digests(const char* key) const;
    void fixed(const char* key, std::string_view word) const;  // the only value it may have
    StrictReader object(const char* key, std::initializer_list<std::string_view> keys, std::string_view may = {}) const;

    template <typename Enum>
    Enum word(const char* key, std::optional<Enum> (*parse)(std::string_view)) const {
        const auto value = parse(text(key));
        if (!value) complain(key, Msg::json_want_word);
        return *value;
    }

    template <typename Each>
    void list(const char* key, std::initializer_list<std::string_view> keys, Each each) const {
        std::size_t index = 0;
        for (const Json& item : array(key)) each(StrictReader(source_, item, path(key) + "/" + std::to_string(index++), keys));
    }

private:
    const Json& array(const char* key) const;
    Digest digest_of(const char* key, const Json& value) const;

    const JsonSource& source_;
    const Json& json_;
    std::string where_;
};

}  // namespace review
