#pragma once

#include <optional>
#include <string>
#include <vector>

#include <review/bytes.hpp>

namespace review {

// What readers take the bytes of a member's name for.
struct NameReadings {
    std::string name;                 // the one that is taken, in UTF-8
    std::vector<std::string> others;  // in UTF-8; names nobody is led astray by, but somebody may see
    bool contradictory = false;       // the header says two names, and no two encodings explain it
};

// The name of a file in an archive, as tools of all times write it (APPNOTE.TXT 4.4.4, bit 11; 4.6.9; appendix D): in UTF-8 where bit 11 says so;
// else as the Info-ZIP field of its extra fields says, whose checksum is that of the bytes; else in UTF-8, or in GB 18030 as old Chinese Windows
// tools have it. nullopt: no name by any of these, or one that is no path inside an archive (is_member_name), also by its bytes.
std::optional<NameReadings> name_readings(ByteView bytes, ByteView extra, bool says_utf8);

}  // namespace review
