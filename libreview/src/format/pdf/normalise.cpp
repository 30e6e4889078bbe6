#include <qpdf/Pipeline.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFExc.hh>
#include <qpdf/QPDFLogger.hh>
#include <qpdf/QPDFWriter.hh>

#include <memory>

#include <review/error.hpp>

#include "base/messages/base.hpp"
#include "base/messages/format_pdf.hpp"
#include "format/pdf/draw_fields.hpp"
#include "format/pdf/mend_trailer.hpp"
#include "format/pdf/pdf_document.hpp"
#include "format/pdf/unused_objects.hpp"

namespace review::pdf {
namespace {

std::shared_ptr<QPDFLogger> silent() {
    auto logger = QPDFLogger::create();
    logger->setInfo(logger->discard());
    logger->setWarn(logger->discard());
    logger->setError(logger->discard());
    return logger;
}

// Where qpdf writes to: its own buffer is copied three times before anyone has it.
class ToBytes final : public Pipeline {
public:
    explicit ToBytes(Bytes& bytes) : Pipeline("normalised", nullptr), bytes_(bytes) {}
    void write(const unsigned char* data, std::size_t length) override { bytes_.insert(bytes_.end(), data, data + length); }
    void finish() override {}

private:
    Bytes& bytes_;
};

// PoDoFo finds no trailer that is longer than half a kilobyte, and takes no /Info that is a reference to a reference,
// as macOS writes it. What stands there beside the keys of 7.5.5 goes to the document information: it is read with
// that, and no output has it.
void reduce_trailer(QPDF& pdf, const std::vector<QPDFObjectHandle>& unused) {
    auto trailer = pdf.getTrailer();
    auto info = trailer.getKey("/Info");
    if (info.isInteger()) info = pdf.getObjectByID(static_cast<int>(info.getIntValue()), 0);
    auto more = info.isDictionary() ? info.shallowCopy() : QPDFObjectHandle::newDictionary();
    bool changed = trailer.hasKey("/Info") && !trailer.getKey("/Info").isDictionary();
    for (const auto& key : trailer.getKeys()) {
        if (key == "/Root" || key == "/Size" || key == "/ID" || key == "/Encrypt" || key == "/Prev" || key == "/Info") continue;
        if (key == "/XRefStm" || key == "/Type" || key == "/W" || key == "/Index" || key == "/Length" || key == "/Filter" || key == "/DecodeParms") continue;
        more.replaceKey("/Trailer." + key.substr(1), trailer.getKey(key));
        trailer.removeKey(key);
        changed = true;
    }
    if (!unused.empty()) more.replaceKey(std::string("/") + unused_key, QPDFObjectHandle::newArray(unused));
    changed = changed || !unused.empty();
    if (changed) trailer.replaceKey("/Info", pdf.makeIndirectObject(more));
}

// Pages whose content a damaged file names and does not hold. qpdf takes such references for null, and says no more.
std::size_t lost_contents(QPDF& pdf) {
    std::size_t lost = 0;
    if (!pdf.anyWarnings()) return lost;
    const auto is_lost = [](QPDFObjectHandle item) { return item.isIndirect() && item.isNull(); };
    for (auto& object : pdf.getAllObjects()) {
        if (!object.isDictionaryOfType("/Page")) continue;
        auto contents = object.getKey("/Contents");
        bool loses = is_lost(contents);
        for (int i = 0; contents.isArray() && i < contents.getArrayNItems(); ++i) loses = loses || is_lost(contents.getArrayItem(i));
        lost += loses ? 1 : 0;
    }
    return lost;
}

Bytes written_by_qpdf(ByteView draft, const std::string& name, const OpenOptions& options, Repairs& repairs) {
    const auto pdf = QPDF::create();
    pdf->setLogger(silent());
    pdf->setSuppressWarnings(true);
    pdf->setAttemptRecovery(true);
    const std::string password(options.password.reveal());
    pdf->processMemoryFile("draft", reinterpret_cast<const char*>(draft.data()), draft.size(),
                           password.empty() ? nullptr : password.c_str());
    if (pdf->getObjectCount() > options.limits.objects) {
        throw Error(Errc::limit, say(Msg::limit_exceeded, {name, "objects", std::to_string(options.limits.objects)}));
    }
    repairs.missing_pages = lost_contents(*pdf);
    reduce_trailer(*pdf, unused_objects(*pdf));
    draw_fields(*pdf);
    pdf->getTrailer().removeKey("/ID");  // of the decrypted copy: nobody asks for it
    Bytes bytes;
    bytes.reserve(draft.size() + draft.size() / 8);
    ToBytes out(bytes);
    QPDFWriter writer(*pdf);
    writer.setOutputPipeline(&out);
    writer.setPreserveEncryption(false);
    writer.setObjectStreamMode(qpdf_o_disable);
    writer.setStreamDataMode(qpdf_s_preserve);
    writer.setDecodeLevel(qpdf_dl_none);
    writer.setLinearization(false);
    writer.setStaticID(true);  // one made of the content would be a digest of it all
    writer.write();
    return bytes;
}

// qpdf finds pages and objects of a broken file again, but no catalog where there is no trailer to name it.
Bytes repaired(ByteView draft, const std::string& name, const OpenOptions& options, Repairs& repairs) {
    try {
        return written_by_qpdf(draft, name, options, repairs);
    } catch (const QPDFExc& error) {
        if (error.getErrorCode() == qpdf_e_password) throw;
        const auto mended = with_trailer(draft);
        if (mended.empty()) throw;
        repairs.no_trailer = true;
        return written_by_qpdf(mended, name, options, repairs);
    }
}

}  // namespace

Bytes normalise_pdf(ByteView draft, const std::string& name, const OpenOptions& options, Repairs& repairs) {
    try {
        return repaired(draft, name, options, repairs);
    } catch (const QPDFExc& error) {
        if (error.getErrorCode() == qpdf_e_password) throw Error(Errc::encrypted, say(Msg::pdf_needs_password, {name}));
        throw Error(Errc::malformed, say(Msg::pdf_beyond_repair, {name}));
    } catch (const Error&) {
        throw;
    } catch (const std::bad_alloc&) {
        throw Error(Errc::limit, say(Msg::pdf_beyond_repair, {name}));
    } catch (const std::exception&) {  // qpdf's messages may quote the file
        throw Error(Errc::malformed, say(Msg::pdf_beyond_repair, {name}));
    }
}

}  // namespace review::pdf
