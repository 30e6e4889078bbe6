#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include <review/bytes.hpp>

namespace review {

// Pages of a PDF that another program draws, one behind the other (netpbm, ppm(5)).
class Drawing {
public:
    virtual ~Drawing() = default;
    // Waits for up to `room` bytes; fewer than that are the last ones.
    virtual std::size_t read(std::uint8_t* to, std::size_t room) = 0;
    virtual bool ended_well() = 0;  // to be asked behind the last byte
};

struct DrawingOrder {
    std::uint32_t dots_per_inch = 150;
    std::uint32_t first = 1, last = 0;  // pages, counted from 1; 0: the last there is
    std::uint32_t seconds = 120;        // for all of them
};

// What a reader of drafts may want beside the draft: files of this machine. Who reads in a cage can open none and asks its
// keeper, who knows these few questions and answers them itself.
class Outside {
public:
    virtual ~Outside() = default;
    virtual int predefined_cmap(const std::string& name) = 0;  // a descriptor, the caller's to close; -1: there is none
    virtual int nameless_file() = 0;                           // for a Spool; the same
    virtual int memory_file() = 0;                             // the same, never on a disk
    virtual int named_file(const std::string& path) = 0;       // that a person named for this draft: a font, a schema; the same
    // An answer for a worker (scan/detector_in_cage.hpp). Empty: there is none.
    virtual Bytes ask_detector(std::uint32_t which, std::string_view text) = 0;
    // Null: nobody draws here. `pdf` is from memory_file().
    virtual std::unique_ptr<Drawing> draw(int pdf, const DrawingOrder& order) = 0;
};

// Of this process, which has one thread then. Null: it looks for itself.
Outside* outside();
void set_outside(Outside* keeper);

}  // namespace review
