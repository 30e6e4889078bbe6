// The reader's side of docs/bundle.md: strict, and without secrets.
#include <review/bundle.hpp>

#include <filesystem>

#include <review/error.hpp>

#include "base/messages/bundle.hpp"
#include "base/utc_time.hpp"
#include "format/zip/directory.hpp"
#include "format/zip/writer.hpp"
#include "release/bundle/bundle_reading.hpp"

namespace review {
namespace {

// What officers let pass: for the reader's eyes.
void tell_accepted(BundleReading& reading) {
    std::string all;
    for (const auto& one : reading.stated.statement.accepted_aggregations) all += (all.empty() ? "" : "; ") + one.rule + ": " + one.reason;
    if (!all.empty()) reading.check("accepted-aggregation", true, all);
}

void check_everything(BundleReading& reading) {
    if (!reading.file(bundle::release)) {
        reading.check("released", false, say(Msg::bundle_not_released));
        return;
    }
    if (!check_statements(reading)) return;
    check_no_other_files(reading);
    if (!check_office(reading)) return;
    check_published(reading);
    check_people(reading);
    check_in_toto(reading);
    check_statement_signatures(reading);
    tell_accepted(reading);
    tell_signer_plugins(reading);
    check_time_stamp(reading);
    check_log(reading);
    check_opening(reading);
}

template <typename Source>
Verification verify_source(const Source& source, const BundleTrust& trust) {
    BundleFiles files;
    try {
        files = read_bundle(source);
    } catch (const Error& error) {
        if (error.code() == Errc::io) throw;
        Verification seen;
        seen.format = "bundle";
        seen.checks.push_back({"bundle", false, error.what()});
        return seen;
    }
    return verify_files(files, trust);
}

}  // namespace

bool BundleReading::check(const std::string& name, bool passed, const std::string& detail) {
    seen.checks.push_back({name, passed, detail});
    return passed;
}

const Bytes* BundleReading::file(const std::string& name) const {
    const auto found = files.find(name);
    return found == files.end() ? nullptr : &found->second;
}

std::int64_t BundleReading::released_at() const { return *utc_seconds(release.time); }

Verification verify_files(const BundleFiles& files, const BundleTrust& trust) {
    BundleReading reading{files, trust};
    reading.seen.format = "bundle";
    try {
        check_everything(reading);
    } catch (const Error& error) {
        reading.check("bundle", false, error.what());
    }
    return std::move(reading.seen);
}

Verification verify_bundle(const std::string& path, const BundleTrust& trust) { return verify_source(path, trust); }

Verification verify_bundle(const Draft& zip, const BundleTrust& trust) { return verify_source(zip, trust); }

bool is_bundle(const std::string& path) {
    std::error_code error;
    if (std::filesystem::is_directory(path, error)) return true;  // there is nothing else a folder could be
    if (path == "-" || !std::filesystem::is_regular_file(path, error)) return false;
    try {
        return is_bundle(map_draft(path));
    } catch (const Error&) {
        return true;  // whoever opens it says why it is none
    }
}

bool is_bundle(const Draft& file) {
    if (!is_zip(file.bytes)) return false;
    try {
        for (const auto& member : zip_directory(file.bytes, file.name, {})) {
            if (member.name == bundle::statement) return true;
        }
    } catch (const Error&) {
        return true;
    }
    return false;
}

Bytes bundle_zip(const std::string& folder) {
    std::vector<ZipContent> members;
    for (auto& [name, bytes] : read_bundle(folder)) members.push_back({name, std::move(bytes)});
    return write_zip(members);
}

}  // namespace review
