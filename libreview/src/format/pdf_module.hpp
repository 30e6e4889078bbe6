#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include <review/document.hpp>
#include <review/signature_slot.hpp>

namespace review {

class Needles;
enum class ZipOf;
struct FramedPlace;
struct PagePicture;
struct Sheet;
namespace pdf {
struct Samples;
}

// What needs the libraries of PDF: files of pages (PDF and OFD), pictures, fonts. Of the library it is a part as any other. Of the program it
// is an object of its own that is loaded when it is asked for: its thirty libraries cost a start as much as all the rest.
struct PdfModule {
    const char* build;  // which build it is of; always the first one

    std::unique_ptr<Document> (*open_pdf)(const Draft&, const OpenOptions&);
    std::unique_ptr<Document> (*open_ofd)(const Draft&, const OpenOptions&);
    std::optional<pdf::Samples> (*jpeg_grey)(ByteView, std::uint32_t, std::uint64_t);
    bool (*jpeg_is_whole)(ByteView, std::uint64_t);
    std::string (*installed_font)(const std::u32string&);
    std::string (*file_for_label)(const std::string&, const std::string&);
    Bytes (*sheet_pdf)(const Sheet&, const std::string&);
    SignatureSlot (*prepare_slot)(ByteView, const SlotFields&, std::size_t);

    void (*look_at_raw_pdf)(ByteView, Needles&, const Limits&, Evidence&);
    void (*look_at_pdf_objects)(ByteView, Needles&, const Limits&, Evidence&);
    void (*look_at_ofd)(ByteView, ZipOf, Needles&, const Limits&, Evidence&);
    void (*look_drawn)(const Document&, ByteView, const RedactionPlan&, Evidence&);
    std::vector<PagePicture> (*draw_pages)(const Draft&, const OpenOptions&, const std::set<std::uint32_t>&, const std::vector<FramedPlace>&);
};

// Throws Errc::io where the module of this build is not there, Errc::unsupported in a worker that was started without it.
const PdfModule& pdf_module();

// Whether pdf_module() would have to load it. What is loaded after a worker was started is not in the worker.
bool pdf_module_is_loaded();

// Whether a file that begins so may need it, or hold one that does: any but plain text, XML and HTML.
bool may_need_pdf_module(ByteView head);

}  // namespace review
