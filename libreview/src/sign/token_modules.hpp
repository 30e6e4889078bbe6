#pragma once

#include <p11-kit/p11-kit.h>

#include <string>
#include <vector>

namespace review {

// Drivers of tokens: the one named, or those the system has configured (p11-kit, /usr/share/p11-kit/modules).
class TokenModules {
public:
    explicit TokenModules(const std::string& path);  // empty: the system's. Throws Errc::bad_key
    ~TokenModules();
    TokenModules(const TokenModules&) = delete;
    TokenModules& operator=(const TokenModules&) = delete;
    const std::vector<CK_FUNCTION_LIST*>& all() const { return all_; }

private:
    std::vector<CK_FUNCTION_LIST*> all_;
    CK_FUNCTION_LIST** system_ = nullptr;
};

}  // namespace review
