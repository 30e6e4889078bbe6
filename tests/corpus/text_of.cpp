// text_of FILE: what the library reads on the pages of a draft and in the appearances of its annotations.
// The program itself never prints text, so the comparison with other readers needs this one.
#include <cstdio>
#include <exception>
#include <string_view>

#include <review/document.hpp>
#include <review/error.hpp>

namespace {

// Other readers show no more than this: strings of dictionaries, attachments and metadata are not on a page.
bool is_on_a_page(const review::Part& part) {
    using review::PartKind;
    if (part.kind == PartKind::annotation || part.kind == PartKind::field) return part.label.ends_with(", appearance");
    return part.kind == PartKind::page;
}

struct Printer final : review::ExtractionSink {
    void part(review::Part&& part) override {
        if (!is_on_a_page(part)) return;
        std::fwrite(part.text.data(), 1, part.text.size(), stdout);
        std::fputc('\n', stdout);
    }
    void blind_spot(review::BlindSpot&& spot) override {
        const auto reason = review::name_of(spot.reason);
        std::fprintf(stderr, "%s: %.*s: %s\n", spot.label.c_str(), static_cast<int>(reason.size()), reason.data(), spot.detail.c_str());
    }
};

}  // namespace

int main(int count, char** words) try {
    if (count != 2) return 2;
    const auto draft = review::load_draft(words[1]);
    Printer printer;
    review::open_document(draft)->extract(printer);
    return 0;
} catch (const review::Error& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 3;
} catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 70;
}
