#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <review/finding.hpp>
#include <review/plugin_identity.hpp>

namespace review {

// What a detector says of bytes [begin, end) of the text it was given; both stand between characters.
struct Detection {
    std::size_t begin = 0, end = 0;
    std::string rule;  // lower-case letters, digits and hyphens
    Category category = Category::personal;
    Severity severity = Severity::high;
    Likelihood likelihood = Likelihood::likely;
};

// Looks at the whole text of each part, beside the packs. Any thread; equal texts give equal answers.
class Detector {
public:
    virtual ~Detector() = default;
    virtual PluginIdentity identity() const = 0;
    // Its findings are named "<id>/<rule>": lower-case letters, digits and hyphens.
    virtual std::string id() const = 0;
    // Throws where it could not look or says what cannot be: such a text is never clean.
    virtual std::vector<Detection> detect(std::string_view text) const = 0;
};

// A program that gets a text a line and answers it (docs/plugins.md), for detectors in other languages or that nobody trusts. It is
// started with the first text and asked by one thread at a time. `words`: an absolute path, and arguments. `seconds`: for an answer.
// Throws Errc::bad_config where there is no such program.
std::shared_ptr<const Detector> detector_command(const std::vector<std::string>& words, std::uint32_t seconds = 30);

using Detectors = std::vector<std::shared_ptr<const Detector>>;

}  // namespace review
