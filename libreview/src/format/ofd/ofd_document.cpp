#include "format/ofd/ofd_document.hpp"

#include "format/ofd/reader.hpp"
#include "format/ofd/rebuild.hpp"

namespace review {
namespace {

std::vector<PackedPicture> pictures_of(const OfdPackage& package) {
    std::vector<PackedPicture> pictures;
    for (const auto& member : package.members()) {
        if (member->kept && member->role == OfdRole::picture) pictures.push_back({member->number, member->label, member->bytes});
    }
    return pictures;
}

class OfdDocument final : public Document {
public:
    OfdDocument(const Draft& draft, const OpenOptions& options)
        : draft_(draft), limits_(options.limits), package_(draft, limits_), pictures_(pictures_of(package_), package_.end_place(), options.pictures, limits_) {}

    std::string_view format() const override { return "ofd"; }
    std::uint32_t pages() const override { return static_cast<std::uint32_t>(package_.pages().size()); }
    void extract(ExtractionSink& sink) const override { OfdReader(package_, draft_.name, limits_, &pictures_).run(sink); }
    Rewritten rewrite(const RedactionPlan& plan) const override { return rebuild_ofd(draft_, plan, limits_, pictures_); }

    Inspection inspect() const override {
        auto seen = Document::inspect();
        inspect_ofd(package_, draft_.name, limits_, seen);
        return seen;
    }

private:
    const Draft& draft_;
    Limits limits_;
    OfdPackage package_;
    PackedPictures pictures_;
};

}  // namespace

std::unique_ptr<Document> open_ofd(const Draft& draft, const OpenOptions& options) { return std::make_unique<OfdDocument>(draft, options); }

}  // namespace review
