#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <review/plugin_identity.hpp>

namespace review {

// Judges values that a rule of a pack names it for (`check: NAME`), beside the check-digit rules of the library. Any thread.
class ValueVerifier {
public:
    virtual ~ValueVerifier() = default;
    virtual PluginIdentity identity() const = 0;
    virtual std::string name() const = 0;
    // Throws where it could not tell.
    virtual bool accepts(std::string_view value) const = 0;
};

using ValueVerifiers = std::vector<std::shared_ptr<const ValueVerifier>>;

}  // namespace review
