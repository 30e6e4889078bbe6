#include "model/json/error.hpp"

#include "model/json/ordered.hpp"

namespace review {

std::string_view name_of(Errc code) {
    switch (code) {
        case Errc::io: return "io";
        case Errc::bad_config: return "bad-config";
        case Errc::bad_pattern: return "bad-pattern";
        case Errc::bad_key: return "bad-key";
        case Errc::malformed: return "malformed";
        case Errc::unsupported: return "unsupported";
        case Errc::encrypted: return "encrypted";
        case Errc::limit: return "limit";
        case Errc::refused: return "refused";
        case Errc::unverified: return "unverified";
        case Errc::unapproved: return "unapproved";
    }
    return "fault";
}

std::string error_json(int status, std::string_view kind, const std::string& message, const std::vector<Obstacle>& obstacles) {
    Json json{{"schema", "review-error/1"}, {"status", status}, {"kind", kind}, {"message", message}, {"obstacles", Json::array()}};
    for (const auto& one : obstacles) {
        json["obstacles"].push_back(Json{{"page", one.page}, {"object", one.object}, {"operator", one.op}, {"reason", one.reason}, {"choices", one.choices}});
    }
    return dumped(json);
}

}  // namespace review
