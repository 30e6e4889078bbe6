#pragma once

#include <algorithm>
#include <bit>
#include <concepts>
#include <cstdint>
#include <cstring>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <review/bytes.hpp>
#include <review/digest.hpp>
#include <review/sensitive.hpp>

namespace review {

// How a worker tells its keeper what it read: the fields of a type one after another, without names, nothing lost. One list
// of fields serves both directions (`wire(io, value)`, model/wire/*.hpp), so that they cannot disagree. Both ends are one
// program: there are no versions. The reader believes nothing: whoever reads hostile files may have been taken over by one.

// Numbers are LEB128 of as many bytes as they need, lengths come before what they count.
class WireWriter {
public:
    template <typename... Fields>
    void operator()(const Fields&... fields) { (put(fields), ...); }
    template <typename Enum>
    void one_of(Enum value, Enum) { number(static_cast<std::uint64_t>(value)); }
    void raw(ByteView bytes) { bytes_.insert(bytes_.end(), bytes.begin(), bytes.end()); }
    void expect(std::size_t bytes) { bytes_.reserve(bytes_.size() + bytes); }
    Bytes take() { return std::move(bytes_); }

private:
    void number(std::uint64_t value);
    void text(std::string_view value);
    void put(const std::string& value) { text(value); }
    void put(const Sensitive& value) { text(value.reveal()); }
    void put(const Digest& value) { raw(value.bytes); }
    void put(const Bytes& value) { number(value.size()), raw(value); }
    void put(double value);
    template <std::unsigned_integral Number>
    void put(const Number& value) { number(value); }
    template <typename Value, std::size_t count>
    void put(const std::array<Value, count>& values) { for (const auto& value : values) put(value); }
    template <typename Value>
    void put(const std::vector<Value>& values) {
        number(values.size());
        for (const auto& value : values) put(value);
    }
    template <typename Key, typename Value>
    void put(const std::map<Key, Value>& values) {
        number(values.size());
        for (const auto& [key, value] : values) put(key), put(value);
    }
    template <typename Value>
    void put(const std::optional<Value>& value) {
        put(value.has_value());
        if (value) put(*value);
    }
    // The list of fields takes what it could change; a writer only looks.
    template <typename Value>
        requires requires(WireWriter& io, Value& value) { wire(io, value); }
    void put(const Value& value) { wire(*this, const_cast<Value&>(value)); }

    Bytes bytes_;
};

// Throws Errc::malformed for anything a WireWriter does not write: numbers that do not fit, words of no list, text that is
// no UTF-8, more than was announced or less. Memory stays within a small multiple of the bytes.
class WireReader {
public:
    explicit WireReader(ByteView bytes) : rest_(bytes) {}
    template <typename... Fields>
    void operator()(Fields&... fields) { (get(fields), ...); }
    template <typename Enum>
    void one_of(Enum& value, Enum last) { value = static_cast<Enum>(number(static_cast<std::uint64_t>(last))); }
    ByteView raw(std::size_t size);
    void finish() const;  // nothing is left

private:
    static constexpr int deepest = 64;  // values within values of one type
    static constexpr std::size_t most_reserved = 2;  // bytes for each that is left

    [[noreturn]] static void refuse();
    std::uint64_t number(std::uint64_t most);
    std::string_view text();
    void get(std::string& value);
    void get(Sensitive& value);
    void get(Digest& value);
    void get(double& value);
    void get(Bytes& value);
    void get(bool& value) { value = number(1) != 0; }
    template <std::unsigned_integral Number>
    void get(Number& value) { value = static_cast<Number>(number(static_cast<Number>(~Number{0}))); }
    template <typename Value, std::size_t count>
    void get(std::array<Value, count>& values) { for (auto& value : values) get(value); }
    template <typename Value>
    void get(std::vector<Value>& values) {
        values.clear();
        // Each takes a byte at least; what is announced is made only when it comes, in as much memory as the bytes have that are left.
        auto left = number(rest_.size());
        values.reserve(static_cast<std::size_t>(std::min<std::uint64_t>(left, most_reserved * rest_.size() / sizeof(Value))));
        for (; left > 0; --left) get(values.emplace_back());
    }
    template <typename Key, typename Value>
    void get(std::map<Key, Value>& values) {
        values.clear();
        for (auto left = number(rest_.size()); left > 0; --left) {
            std::pair<Key, Value> one;
            get(one.first), get(one.second);
            if (!values.empty() && !(values.rbegin()->first < one.first)) refuse();
            values.insert(values.end(), std::move(one));
        }
    }
    template <typename Value>
    void get(std::optional<Value>& value) {
        value.reset();
        if (number(1) != 0) get(value.emplace());
    }
    template <typename Value>
        requires requires(WireReader& io, Value& value) { wire(io, value); }
    void get(Value& value) {
        if (++depth_ > deepest) refuse();
        wire(*this, value);
        --depth_;
    }

    ByteView rest_;
    int depth_ = 0;
};

template <typename Value>
Bytes to_wire(const Value& value) {
    WireWriter writer;
    writer(value);
    return writer.take();
}

template <typename Value>
Value from_wire(ByteView bytes) {
    WireReader reader(bytes);
    Value value;
    reader(value);
    reader.finish();
    return value;
}

}  // namespace review
