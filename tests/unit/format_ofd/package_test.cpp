#include <catch2/catch.hpp>

#include <algorithm>

#include "base/named_digest.hpp"
#include "format/ofd/package.hpp"
#include "unit/format_ofd/small_ofd.hpp"

using namespace review;

TEST_CASE("a place is found from the folder of the member that says it, and never outside the package") {
    CHECK(ofd_path("Doc_0", "Pages/Page_0/Content.xml") == "Doc_0/Pages/Page_0/Content.xml");
    CHECK(ofd_path("Doc_0/Pages", "../Res/a.png") == "Doc_0/Res/a.png");
    CHECK(ofd_path("Doc_0", "/Doc_1/a.xml") == "Doc_1/a.xml");
    CHECK(ofd_path("Doc_0", "./a.xml") == "Doc_0/a.xml");
    CHECK(ofd_path("Doc_0", "../../a.xml").empty());
}

TEST_CASE("a zip file with OFD.xml at its root is an OFD document") {
    CHECK(is_ofd(SmallOfd{}.write()));
    CHECK_FALSE(is_ofd(write_zip({{"a/OFD.xml", {}}})));
    CHECK_FALSE(is_ofd(Bytes{'P', 'K', 3, 4}));
}

TEST_CASE("digests that signatures hold are compared, SM3 among them") {
    const std::string abc = "abc";  // GB/T 32905-2016, annex A.1
    CHECK(base64_digest("1.2.156.10197.1.401", as_bytes(abc)) == "Zsfw9GLu7dnR8tRr3BDk4kFnxIdc8veiKX2gK49LqOA=");
    CHECK_FALSE(base64_digest("1.2.3.4.5.6.7", as_bytes(abc)));
}

TEST_CASE("an encrypted package is refused as such") {
    SmallOfd ofd;
    ofd.more = {{"Encryptions.xml", "<a/>"}};
    const auto draft = ofd.draft();
    try {
        open_ofd(draft, {});
        FAIL("it was opened");
    } catch (const Error& error) {
        CHECK(error.code() == Errc::encrypted);
    }
}

TEST_CASE("what nothing leads to, attachments and what describes the document do not come along") {
    SmallOfd ofd;
    ofd.page = text_object(text_code("page"));
    ofd.document = "<ofd:Attachments>A.xml</ofd:Attachments>";
    ofd.more = {{"Doc_0/A.xml", "<Attachments><Attachment Name=\"Named\"><FileLoc>b.bin</FileLoc></Attachment></Attachments>"}, {"Doc_0/b.bin", "bytes"}, {"c.xml", "<c>stray</c>"}};
    const auto content = ofd.read();
    for (const std::string said : {"Titled", "Named", "stray"}) {
        const auto part = std::find_if(content.parts.begin(), content.parts.end(), [&](const Part& one) { return one.text == said; });
        REQUIRE(part != content.parts.end());
        CHECK(part->unseen.size() == part->glyph_count());
    }
    REQUIRE(content.blind_spots.size() == 1);
    CHECK(content.blind_spots[0].label == "attachment 1");
    CHECK(content.blind_spots[0].goes);
}

TEST_CASE("a page that is missing is a place nobody read") {
    SmallOfd ofd;
    auto draft = ofd.draft();
    const std::string wanted = "Doc_0/Page.xml", other = "Doc_0/Pags.xml";
    Bytes bytes(draft.bytes.begin(), draft.bytes.end());
    for (auto at = std::search(bytes.begin(), bytes.end(), wanted.begin(), wanted.end()); at != bytes.end();
         at = std::search(at, bytes.end(), wanted.begin(), wanted.end())) std::copy(other.begin(), other.end(), at);
    draft.bytes = std::move(bytes);
    Extraction content;
    open_ofd(draft, {})->extract(content);
    REQUIRE_FALSE(content.blind_spots.empty());
    CHECK(content.blind_spots[0].page == 1);
    CHECK_FALSE(content.blind_spots[0].goes);
}
