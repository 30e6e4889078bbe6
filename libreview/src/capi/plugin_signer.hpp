#pragma once

#include <memory>
#include <string>

#include <review/foreign_signer.hpp>
#include <review/plugin.h>

namespace review::capi {

// A signer that a plug-in added, behind a face of C++.
std::shared_ptr<const ForeignSigner> foreign_signer(const review_signer& given, std::string name, const Digest& digest);

}  // namespace review::capi
