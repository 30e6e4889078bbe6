#pragma once

#include <string>
#include <vector>

#include <review/document.hpp>

namespace support {

// A document made of parts a test wrote down. Rewriting is left to subclasses.
class FakeDocument : public review::Document {
public:
    explicit FakeDocument(std::vector<std::string> texts) : texts_(std::move(texts)) {}
    std::string_view format() const override { return "text"; }
    std::uint32_t pages() const override { return 0; }
    void extract(review::ExtractionSink& sink) const override {
        for (std::uint32_t i = 0; i < texts_.size(); ++i) {
            review::Part part;
            part.number = i;
            part.label = "part " + std::to_string(i);
            part.text = texts_[i];
            sink.part(std::move(part));
        }
    }
    review::Rewritten rewrite(const review::RedactionPlan&) const override { return {}; }

private:
    std::vector<std::string> texts_;
};

}  // namespace support
