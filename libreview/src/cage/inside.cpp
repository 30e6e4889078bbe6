#include "cage/inside.hpp"

#include <cxxabi.h>
#include <unistd.h>

#include <new>
#include <typeinfo>

#include "base/outside.hpp"

namespace review {
namespace {

// Asks the keeper.
class Keeper final : public Outside {
public:
    int predefined_cmap(const std::string& name) override { return ask(letter::cmap + name); }
    int nameless_file() override { return ask(letter::file); }

private:
    static int ask(const std::string& what) {
        if (what.size() >= longest_letter || !send_letter(keepers_socket, letter::question + what)) return -1;
        const auto reply = receive_letter(keepers_socket, true);
        if (reply.text.empty()) _exit(0);  // nobody is left to read for
        return reply.file.is_open() ? dup(reply.file.get()) : -1;
    }
};

bool write_answer(ByteView bytes) {
    if (lseek(answers_file, 0, SEEK_SET) != 0) return false;
    while (!bytes.empty()) {
        const auto count = write(answers_file, bytes.data(), bytes.size());
        if (count <= 0) return false;
        bytes = bytes.subspan(static_cast<std::size_t>(count));
    }
    return true;
}

// The keeper copies the answer before it gives the next task.
void tell(char kind, ByteView bytes, int file = -1) {
    if (!write_answer(bytes)) send_letter(keepers_socket, std::string(1, letter::fault) + "answer");
    else send_letter(keepers_socket, kind + std::to_string(bytes.size()), file);
}

void read_one(const Cage::Read& read, Letter&& given) {
    try {
        const auto answer = read({std::move(given.text), std::move(given.file)});
        tell(letter::answer, answer.bytes, answer.file.get());
    } catch (const Error& error) {
        tell(letter::error, to_wire(ToldError{error.code(), error.what(), error.obstacles()}));
    } catch (const std::bad_alloc&) {
        send_letter(keepers_socket, std::string(1, letter::memory));
    } catch (...) {
        // Only the type: what a foreign exception says may quote the draft.
        const auto* const type = abi::__cxa_current_exception_type();
        send_letter(keepers_socket, letter::fault + std::string(type ? type->name() : "?"));
    }
}

}  // namespace

void live_in_cage(const Cage::Read& read, const CageLimits& limits, LastCall& last) {
    static Keeper keeper;
    if (const auto why = close_cage(limits, first_other, last); !why.empty()) {
        send_letter(keepers_socket, letter::not_closed + why);
        _exit(0);
    }
    set_outside(&keeper);
    for (;;) {
        auto given = receive_letter(keepers_socket, true);
        if (given.text.empty()) _exit(0);
        read_one(read, std::move(given));
    }
}

}  // namespace review
