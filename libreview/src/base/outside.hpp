#pragma once

#include <string>

namespace review {

// What a reader of drafts may want beside the draft: files of this machine. Who reads in a cage can open none and asks its
// keeper, who knows these few questions and answers them itself.
class Outside {
public:
    virtual ~Outside() = default;
    virtual int predefined_cmap(const std::string& name) = 0;  // a descriptor, the caller's to close; -1: there is none
    virtual int nameless_file() = 0;                           // for a Spool; the same
};

// Of this process, which has one thread then. Null: it looks for itself.
Outside* outside();
void set_outside(Outside* keeper);

}  // namespace review
