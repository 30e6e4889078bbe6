#pragma once

#include <optional>

#include <review/error.hpp>
#include <review/ledger.hpp>
#include <review/ledger_json.hpp>

#include "support/run.hpp"

// A ledger in a folder of its own, and its key.
struct Office {
    support::TempFolder folder;
    std::string path = folder / "office.ledger";
    review::NoteKey key = review::NoteKey::create(folder / "log.key", "www.example.gov.cn/ledger");
    review::Ledger ledger = review::Ledger::create(path, key.verifier());

    // Appends and signs, as a release does.
    review::LedgerEntry add(const std::string& name) {
        auto append = ledger.begin(review::EntryKind::release, body(name));
        const auto entry = append.entry();
        append.checkpoint(key);
        append.commit();
        return entry;
    }
    static std::string body(const std::string& name) {
        review::ReleaseRecord record;
        record.name = name;
        record.channel = "internet";
        record.published = std::string(64, 'a');
        return body_json(record);
    }
};

template <typename Call>
std::optional<review::Errc> refusal(Call call) {
    try {
        call();
    } catch (const review::Error& error) {
        return error.code();
    }
    return std::nullopt;
}
