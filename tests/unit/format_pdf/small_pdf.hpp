#pragma once

#include <string>
#include <vector>

#include <review/bytes.hpp>

namespace support {

// A PDF put together from the bodies of its objects: objects[0] is "1 0 obj". The catalogue is object 1.
inline std::string pdf_of(const std::vector<std::string>& objects, const std::string& trailer = "") {
    std::string out = "%PDF-1.7\n";
    std::vector<std::size_t> offsets;
    for (std::size_t i = 0; i < objects.size(); ++i) {
        offsets.push_back(out.size());
        out += std::to_string(i + 1) + " 0 obj\n" + objects[i] + "\nendobj\n";
    }
    const auto start = out.size();
    out += "xref\n0 " + std::to_string(objects.size() + 1) + "\n0000000000 65535 f \n";
    for (const auto offset : offsets) {
        const auto digits = std::to_string(offset);
        out += std::string(10 - digits.size(), '0') + digits + " 00000 n \n";
    }
    return out + "trailer\n<</Root 1 0 R /Size " + std::to_string(objects.size() + 1) + trailer + ">>\nstartxref\n" +
           std::to_string(start) + "\n%%EOF\n";
}

inline std::string stream_of(const std::string& data, const std::string& keys = "") {
    return "<<" + keys + "/Length " + std::to_string(data.size()) + ">>\nstream\n" + data + "\nendstream";
}

// One page, Helvetica as /F1. Further objects start at 6.
inline std::string one_page(const std::string& content, const std::vector<std::string>& more = {},
                            const std::string& page_keys = "", const std::string& resource_keys = "",
                            const std::string& catalogue_keys = "", const std::string& trailer = "") {
    std::vector<std::string> objects{
        "<</Type/Catalog/Pages 2 0 R" + catalogue_keys + ">>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>" + resource_keys +
            ">>" + page_keys + ">>",
        stream_of(content),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    };
    objects.insert(objects.end(), more.begin(), more.end());
    return pdf_of(objects, trailer);
}

}  // namespace support
