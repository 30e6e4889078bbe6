#pragma once

#include <string>

#include <review/bytes.hpp>

namespace review {

// Compiled databases of packs that are not built in, kept in a folder of this user between runs, by their keys: the engine's
// version and what was compiled. They are for no CPU in particular (performance.md 4.2). What somebody asked for by --term is
// never kept: it may be the secret itself. A file that is damaged, or that another user may write, is none: it is compiled anew,
// without a word. Safe for several threads and processes.
class DatabaseCache {
public:
    explicit DatabaseCache(std::string folder) : folder_(std::move(folder)) {}  // "": keeps nothing

    Bytes find(const std::string& key) const;  // empty: there is none
    void keep(const std::string& key, ByteView database) const;

private:
    bool is_ours() const;
    void make_room() const;
    std::string folder_;
};

}  // namespace review
