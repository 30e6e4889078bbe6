// The program's module of PDF: beside it where it was built, or among the libraries where it is installed.
#include "format/pdf_module.hpp"

#include <dlfcn.h>
#include <fcntl.h>
#include <link.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <filesystem>
#include <mutex>

#include <review/error.hpp>

#include "base/messages/cli_module.hpp"
#include "base/outside.hpp"
#include "cage/descriptor.hpp"
#include "pdf_module_build.inc"

namespace review {
namespace {

std::atomic<const PdfModule*> loaded_module = nullptr;

// Of whom the program is, or of root: who can put a file beside the program of somebody else may put no code into it.
bool is_of_program(int module) {
    struct stat file {}, program {};
    if (fstat(module, &file) != 0 || stat("/proc/self/exe", &program) != 0) return false;
    return S_ISREG(file.st_mode) && (file.st_mode & S_IWOTH) == 0 && (file.st_uid == 0 || file.st_uid == program.st_uid);
}

// The table of its sections is the last of an object. The loader maps what breaks off all the same, and dies of it.
bool is_whole(int module) {
    struct stat file {};
    ElfW(Ehdr) head {};
    if (fstat(module, &file) != 0 || pread(module, &head, sizeof head, 0) != static_cast<ssize_t>(sizeof head)) return false;
    return head.e_shoff + std::uint64_t{head.e_shnum} * head.e_shentsize <= static_cast<std::uint64_t>(file.st_size);
}

const PdfModule* load_from(const std::string& path, int file) {
    if (!is_of_program(file)) throw Error(Errc::io, say(Msg::pdf_module_not_ours, {path}));
    if (!is_whole(file)) throw Error(Errc::io, say(Msg::pdf_module_not_loaded, {path, say(Msg::pdf_module_breaks_off)}));
    // It stays open: the loader knows objects by their names.
    void* const object = dlopen(("/proc/self/fd/" + std::to_string(file)).c_str(), RTLD_LAZY | RTLD_LOCAL);
    if (object == nullptr) {
        const char* const why = dlerror();
        throw Error(Errc::io, say(Msg::pdf_module_not_loaded, {path, why == nullptr ? "" : why}));
    }
    const auto* const module = static_cast<const PdfModule*>(dlsym(object, "review_pdf_module"));
    if (module == nullptr || std::string_view(module->build) != REVIEW_PDF_MODULE_BUILD) throw Error(Errc::io, say(Msg::pdf_module_other_build, {path}));
    return module;
}

const PdfModule* load() {
    if (outside() != nullptr) throw Error(Errc::unsupported, say(Msg::pdf_module_not_in_worker));
    std::error_code error;
    const auto here = std::filesystem::read_symlink("/proc/self/exe", error).parent_path();
    const std::array places{(here / "modules/pdf.so").string(), (here / REVIEW_MODULES_FROM_PROGRAM / "pdf.so").lexically_normal().string()};
    for (const auto& path : places) {
        const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
        if (file >= 0) return load_from(path, file);
    }
    throw Error(Errc::io, say(Msg::pdf_module_missing, {places[0], places[1]}));
}

}  // namespace

const PdfModule& pdf_module() {
    static std::mutex one_at_a_time;
    if (loaded_module == nullptr) {
        const std::lock_guard lock(one_at_a_time);
        if (loaded_module == nullptr) loaded_module = load();
    }
    return *loaded_module;
}

bool pdf_module_is_loaded() { return loaded_module != nullptr; }

}  // namespace review
