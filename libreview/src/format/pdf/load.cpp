#include "format/pdf/load.hpp"

#include <mutex>

#include <review/error.hpp>

#include "base/messages/format_pdf.hpp"

namespace review {

namespace {

// PoDoFo gives a file without document information one of its own, with a date.
void drop_invented_info(PoDoFo::PdfMemDocument& document, ByteView pdf) {
    const auto file = as_text(pdf);
    const auto trailer = file.rfind("trailer");
    if (trailer == std::string_view::npos || file.find("/Info", trailer) != std::string_view::npos) return;
    auto& keys = const_cast<PoDoFo::PdfObject*>(document.GetTrailer())->GetDictionary();
    const auto* info = keys.GetKey("Info");
    if (info == nullptr || !info->IsReference()) return;
    delete document.GetObjects().RemoveObject(info->GetReference());
    keys.RemoveKey("Info");
}

}  // namespace

std::unique_ptr<PoDoFo::PdfMemDocument> load_pdf(ByteView pdf) {
    // A new document asks localtime() for the date of its Info, and that has one buffer for all threads.
    static std::mutex one_at_a_time;
    const std::lock_guard lock(one_at_a_time);
    // Its log would quote the draft on standard error.
    PoDoFo::PdfError::EnableLogging(false);
    PoDoFo::PdfError::EnableDebug(false);
    auto document = std::make_unique<PoDoFo::PdfMemDocument>();
    document->LoadFromBuffer(reinterpret_cast<const char*>(pdf.data()), static_cast<long>(pdf.size()));
    if (document->GetEncrypted()) throw Error(Errc::encrypted, say(Msg::pdf_encrypted_here));
    drop_invented_info(*document, pdf);
    document->GetObjects().SetCanReuseObjectNumbers(false);
    return document;
}

}  // namespace review
