#include "cli/bad_documents.hpp"

#include <cstdio>

namespace cli_test {

std::string pdf_of(const std::vector<std::string>& objects) {
    std::string pdf = "%PDF-1.7\n", table;
    for (std::size_t i = 0; i < objects.size(); ++i) {
        char row[32];
        std::snprintf(row, sizeof row, "%010zu 00000 n \n", pdf.size());
        table += row;
        pdf += std::to_string(i + 1) + " 0 obj\n" + objects[i] + "\nendobj\n";
    }
    const auto start = std::to_string(pdf.size());
    const auto size = std::to_string(objects.size() + 1);
    return pdf + "xref\n0 " + size + "\n0000000000 65535 f \n" + table + "trailer\n<< /Size " + size +
           " /Root 1 0 R >>\nstartxref\n" + start + "\n%%EOF\n";
}

std::string pdf_of_pages(int pages) {
    std::vector<std::string> objects{"<< /Type /Catalog /Pages 2 0 R >>", ""};
    std::string kids;
    for (int i = 0; i < pages; ++i) {
        kids += std::to_string(i + 3) + " 0 R ";
        objects.push_back("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << >> >>");
    }
    objects[1] = "<< /Type /Pages /Count " + std::to_string(pages) + " /Kids [" + kids + "] >>";
    return pdf_of(objects);
}

namespace {

std::string repeated(const std::string& piece, int times) {
    std::string text;
    for (int i = 0; i < times; ++i) text += piece;
    return text;
}

std::string million_laughs() {
    std::string dtd = "<?xml version=\"1.0\"?>\n<!DOCTYPE lolz [<!ENTITY l0 \"lol\">\n";
    for (int i = 1; i <= 9; ++i) {
        const auto before = "&l" + std::to_string(i - 1) + ";";
        dtd += "<!ENTITY l" + std::to_string(i) + " \"" + repeated(before, 10) + "\">\n";
    }
    return dtd + "]>\n<lolz>&l9;</lolz>\n";
}

}  // namespace

std::vector<BadDocument> bad_documents() {
    const std::string whole = pdf_of_pages(2);
    const std::string catalogue = "<< /Type /Catalog /Pages 2 0 R >>";
    return {
        {"an empty file", "empty.pdf", ""},
        {"a file called PDF that is none", "mislabelled.pdf", "Dear reader, this is a letter.\n"},
        {"a PDF cut off after its head", "truncated.pdf", whole.substr(0, 60)},
        {"a PDF without a page", "no-page.pdf", pdf_of({catalogue, "<< /Type /Pages /Count 0 /Kids [] >>"})},
        {"a PDF whose pages are in a circle", "circle.pdf",
         pdf_of({catalogue, "<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
                 "<< /Type /Pages /Parent 2 0 R /Count 1 /Kids [2 0 R] >>"})},
        {"a PDF of arrays in arrays in arrays", "deep.pdf",
         pdf_of({catalogue, "<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
                 "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /X " + repeated("[", 20000) + repeated("]", 20000) + " >>"})},
        {"an XML file with a DTD", "dtd.xml", "<?xml version=\"1.0\"?>\n<!DOCTYPE a [<!ELEMENT a ANY>]>\n<a>x</a>\n"},
        {"an XML file with an external entity", "external.xml",
         "<?xml version=\"1.0\"?>\n<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>\n<a>&e;</a>\n"},
        {"a million laughs", "laughs.xml", million_laughs()},
        {"an XML file of elements in elements in elements", "deep.xml", repeated("<a>", 50000) + repeated("</a>", 50000)},
        {"an XML file that ends too early", "short.xml", "<?xml version=\"1.0\"?>\n<a><b>x</b>"},
    };
}

}  // namespace cli_test
