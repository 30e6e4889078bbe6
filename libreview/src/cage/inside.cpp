#include "cage/inside.hpp"

#include <cxxabi.h>
#include <unistd.h>

#include <new>
#include <typeinfo>

#include "base/foreign_code.hpp"
#include "base/outside.hpp"

namespace review {
namespace {

Letter ask(const std::string& what, int file = -1) {
    Letter reply;
    if (what.size() < longest_letter && send_letter(keepers_socket, letter::question + what, file)) reply = receive_letter(keepers_socket, true);
    else reply.text = letter::none;
    if (reply.text.empty()) _exit(0);  // nobody is left to read for
    return reply;
}

// What a program of the keeper's draws. The keeper ends us both where that takes too long.
class DrawingOutside final : public Drawing {
public:
    DrawingOutside(Descriptor&& pages, std::string number) : pages_(std::move(pages)), number_(std::move(number)) {}

    std::size_t read(std::uint8_t* to, std::size_t room) override {
        std::size_t have = 0;
        while (have < room) {
            const auto got = ::read(pages_.get(), to + have, room - have);
            if (got <= 0) break;
            have += static_cast<std::size_t>(got);
        }
        return have;
    }
    bool ended_well() override { return ask(letter::drawn + number_).text == letter::here; }

private:
    Descriptor pages_;
    std::string number_;
};

// Asks the keeper.
class Keeper final : public Outside {
public:
    int predefined_cmap(const std::string& name) override { return file(letter::cmap + name); }
    int nameless_file() override { return file(letter::file); }
    int memory_file() override { return file(letter::memory_file); }
    int named_file(const std::string& path) override { return file(letter::named + path); }
    Bytes ask_detector(std::uint32_t which, std::string_view text) override {
        const Descriptor question(memory_file());
        if (!write_whole(question.get(), as_bytes(text))) return {};
        const auto reply = ask(letter::detect + std::to_string(which), question.get());
        return read_whole(reply.file.get());
    }
    std::unique_ptr<Drawing> draw(int pdf, const DrawingOrder& order) override {
        auto reply = ask(letter::draw + text_of(order), pdf);
        if (!reply.file.is_open()) return nullptr;
        return std::make_unique<DrawingOutside>(std::move(reply.file), std::move(reply.text));
    }

private:
    static int file(const std::string& what) {
        const auto reply = ask(what);
        return reply.file.is_open() ? dup(reply.file.get()) : -1;
    }
};

bool write_answer(ByteView bytes) { return lseek(answers_file, 0, SEEK_SET) == 0 && write_whole(answers_file, bytes); }

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
    note_foreign_code_in(&last.foreign);
    for (;;) {
        auto given = receive_letter(keepers_socket, true);
        if (given.text.empty()) _exit(0);
        read_one(read, std::move(given));
    }
}

}  // namespace review
