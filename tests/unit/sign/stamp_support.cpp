#include "unit/sign/stamp_support.hpp"

#include "support/test_pki.hpp"

const support::TimeStampServer& authority() {
    static const support::TimeStampServer server(support::test_pki().folder());
    return server;
}
