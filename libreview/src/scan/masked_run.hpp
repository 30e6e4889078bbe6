#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "scan/verifier.hpp"

namespace review {

// Digits of which some are covered: 420302********0015, 138-****-1234, 6222 **** **** 0009.
struct MaskedRun {
    std::size_t begin = 0, end = 0;  // bytes of the text
    std::string pattern;             // '*' for each covered digit
    bool soft = false;               // covered with what also fills blanks and leads to page numbers: ____, ……, ??
};

// Bytes of the digit or of what covers one that begins or ends at byte `at`; 0: neither does.
std::size_t mask_unit_at(std::string_view text, std::size_t at);
std::size_t mask_unit_before(std::string_view text, std::size_t at);

// The run that byte `at` - 1 belongs to. Nothing where no digit is shown, or none covered, or a letter stands beside it.
std::optional<MaskedRun> masked_run(std::string_view text, std::size_t at);

// Many write four stars whatever they cover. With one group of them the pattern gets the length it should have;
// otherwise nothing.
std::optional<std::string> stretched(const std::string& pattern, std::size_t length);

// What a masked number is: its pattern in full length. `label`: one that says so stands before it.
std::optional<std::string> masked_resident_id(const std::string& pattern, bool label);
std::optional<std::string> masked_mobile(const std::string& pattern, bool label);
std::optional<std::string> masked_bank_card(const std::string& pattern, bool label);

// 身份证后四位: 0015, told in words: **************0015. Nothing where the words tell no end of an identity number, or another count.
std::optional<std::string> told_end_of_id(std::string_view label, std::string_view digits);

// 手机尾号5678, 银行卡尾号为0123: the same of a mobile and of a card number, the shortest there is.
std::optional<std::string> told_end_of_mobile(std::string_view label, std::string_view digits);
std::optional<std::string> told_end_of_card(std::string_view label, std::string_view digits);

// For verifiers: a value at a label that tells the end of a number. Before one that does not say of which (后四位, 尾号) one of the words has
// to stand, or before 尾号 nothing; no words: the labels say it.
using ToldEnd = std::optional<std::string> (*)(std::string_view label, std::string_view digits);
std::optional<Verdict> verify_told_end(const Candidate& candidate, ToldEnd kind, std::span<const std::string_view> words = {});

// For verifiers: the finding of a masked number, always `possible`: how weak its mask is depends on the whole record.
using MaskedKind = std::optional<std::string> (*)(const std::string& pattern, bool label);
std::optional<Verdict> verify_masked(const Candidate& candidate, MaskedKind kind);

}  // namespace review
