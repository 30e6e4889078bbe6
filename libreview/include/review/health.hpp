#pragma once

#include <string>
#include <vector>

namespace review {

// One thing that a machine has or lacks.
struct HealthCheck {
    std::string name;      // "pdftoppm"
    bool good = true;
    bool needed = false;   // nothing works without it
    std::string found;     // what is there, or what is wrong
    std::string disables;  // what cannot be done without it
};

// What `review doctor` tells.
struct Health {
    std::vector<HealthCheck> checks;
    bool works() const;  // everything that is needed is good
};

// {"schema": "review-health/1", ...}; docs/health.schema.json
std::string health_json(const Health& health);

}  // namespace review
