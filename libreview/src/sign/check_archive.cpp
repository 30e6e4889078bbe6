#include "sign/check_archive.hpp"

#include <algorithm>
#include <array>

#include "base/messages/stamp.hpp"
#include "base/utc_time.hpp"
#include "sign/revocation_word.hpp"

namespace review {
namespace {

using Certificates = std::vector<Certificate>;

// When the last time stamp's chain ends: before that it has to be renewed.
std::string end_of_chain(const Certificates& chain) {
    std::int64_t end = INT64_MAX;
    for (const auto& step : chain) {
        std::tm parts{};
        if (ASN1_TIME_to_tm(X509_get0_notAfter(step.get()), &parts) == 1) end = std::min<std::int64_t>(end, timegm(&parts));
    }
    return utc_text(end);
}

// Both authorities at the time of the later stamp, and that one as long as it has to last; empty where one fails.
std::array<Certificates, 2> chains_of(Verification& out, const TimeStampToken& before, const TimeStampToken& stamp, const Certificates& known,
                                      const TrustedRoots& trust) {
    try {
        const TrustedRoots then{trust.paths, static_cast<std::time_t>(stamp.says.time)};
        std::array<Certificates, 2> chains{chain_of(before, known, then), chain_of(stamp, known, trust)};
        check(out, "archive-time-stamp-chain", true, say(Msg::sign_seen_chain, {std::to_string(chains[1].size())}));
        return chains;
    } catch (const Error& error) {
        if (error.code() != Errc::unverified) throw;  // a file of roots that cannot be read
        check(out, "archive-time-stamp-chain", false, error.what());
        return {};
    }
}

// What the reader's lists say of an authority.
void check_archive_lists(Verification& out, const Certificates& chain, const ProvenTime& time, const TrustedRoots& trust) {
    if (!trust.lists) return;
    const auto word = word_on_chain(chain, read_lists(trust.lists->paths), time);
    if (!word.refusal.empty()) check(out, "archive-reader-lists", false, word.refusal);
    else if (!word.later.empty()) check(out, "archive-revoked-later", true, word.later);
}

}  // namespace

ArchiveStamps archive_stamps(const std::vector<ArchiveRevision>& archives) {
    ArchiveStamps found;
    for (const auto& archive : archives) {
        try {
            TimeStampToken stamp = read_time_stamp(der_in(archive.whole, archive.range));
            if (!review::stamps(stamp, digest_around(archive.whole, archive.range))) found.fault = say(Msg::stamp_digest);
            else if (!found.read.empty() && stamp.says.time < found.read.back().says.time) found.fault = say(Msg::stamp_archive_order);
            else found.read.push_back(std::move(stamp));
        } catch (const Error& error) {
            found.fault = error.what();
        }
        if (!found.fault.empty()) break;
    }
    return found;
}

void check_archives(Verification& out, const std::vector<ArchiveRevision>& archives, const ArchiveStamps& stamps, ByteView sealed,
                    ValidationData data, const TrustedRoots& trust) {
    if (sealed.empty()) return;  // refused already: data without a time stamp
    if (!stamps.fault.empty()) {
        check(out, "archive-time-stamp", false, stamps.fault);
        return;
    }
    const TimeStampToken seal = read_time_stamp(sealed);
    for (std::size_t i = 0; i < stamps.read.size(); ++i) {
        const TimeStampToken& stamp = stamps.read[i];
        const TimeStampToken& before = i == 0 ? seal : stamps.read[i - 1];
        const bool later = before.says.time <= stamp.says.time;
        const auto time = utc_text(stamp.says.time);
        if (!check(out, "archive-time-stamp", later, later ? say(Msg::stamp_seen_archive, {time, stamp.says.authority}) : say(Msg::stamp_archive_order))) return;
        const BroughtBefore brought{data.certificates.size(), data.lists.size(), data.responses.size()};
        if (!append(data, archives[i].added)) {
            check(out, "archive-validation-data", false, say(Msg::stamp_validation_form));
            return;
        }
        const bool last = i + 1 == stamps.read.size();
        const TrustedRoots until{trust.paths, last ? trust.when : static_cast<std::time_t>(stamps.read[i + 1].says.time)};
        const auto chains = chains_of(out, before, stamp, data.certificates, until);
        if (chains[0].empty()) return;
        const auto then = static_cast<std::time_t>(stamp.says.time);
        // The stamp before is proven by this one, this one by the next.
        const ProvenTime proven_before{then, trust.when, static_cast<std::time_t>(before.says.time)}, proven{until.when, trust.lists ? trust.lists->today : trust.when, then, last};
        check_revocation(out, data, {{chains[0], proven_before}, {chains[1], proven}}, {trust.paths, then}, brought, "archive-");
        check_archive_lists(out, chains[1], proven, trust);
        out.archived_time = time;
        out.renew_before = end_of_chain(chains[1]);
    }
}

}  // namespace review
