# The Debian packages libreview1, libreview-dev and review: `cpack` in a build folder, or `make package`. What CPack does not do is in
# debian/finish.cmake; tests/package looks at what comes out.
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME libreview)
set(CPACK_PACKAGE_VERSION ${PROJECT_VERSION})
set(CPACK_PACKAGE_CONTACT "libreview maintainers <maintainers@libreview.example>")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_COMPONENTS_ALL libreview1 libreview-dev review)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_STRIP_FILES ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(CPACK_PRE_BUILD_SCRIPTS ${CMAKE_SOURCE_DIR}/cmake/debian/finish.cmake)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_COMPRESSION_TYPE xz)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)

# poppler-data: without Adobe's tables nobody reads many Chinese documents. poppler-utils draws pages.
set(CPACK_DEBIAN_LIBREVIEW1_PACKAGE_NAME libreview1)
set(CPACK_DEBIAN_LIBREVIEW1_PACKAGE_SECTION libs)
set(CPACK_DEBIAN_LIBREVIEW1_PACKAGE_DEPENDS poppler-data)
set(CPACK_DEBIAN_LIBREVIEW1_PACKAGE_RECOMMENDS "poppler-utils")
set(CPACK_DEBIAN_LIBREVIEW1_DESCRIPTION "What in a document must not go out is found, removed and proven gone: PDF,
OFD, office documents, web pages, XML and text.
.
This package has the shared library that portals link or load.")
# The loader hears of a new library by a trigger; the scripts that CPack writes for it do no harm.
file(WRITE ${CMAKE_BINARY_DIR}/debian/shlibs "libreview 1 libreview1 (>= ${PROJECT_VERSION})\n")
set(CPACK_DEBIAN_LIBREVIEW1_PACKAGE_CONTROL_EXTRA "${CMAKE_SOURCE_DIR}/cmake/debian/triggers;${CMAKE_BINARY_DIR}/debian/shlibs")
set(CPACK_DEBIAN_LIBREVIEW-DEV_PACKAGE_NAME libreview-dev)
set(CPACK_DEBIAN_LIBREVIEW-DEV_PACKAGE_SECTION libdevel)
set(CPACK_DEBIAN_LIBREVIEW-DEV_PACKAGE_DEPENDS "libreview1 (= ${PROJECT_VERSION})")
set(CPACK_DEBIAN_LIBREVIEW-DEV_PACKAGE_RECOMMENDS "libpodofo-dev, libqpdf-dev, libhyperscan-dev, libharfbuzz-dev, libfreetype-dev, libfontconfig-dev, libxml2-dev, \
libgumbo-dev, libzip-dev, libsqlite3-dev, libseccomp-dev, libp11-kit-dev, libyaml-cpp-dev, libfmt-dev, libicu-dev, libjpeg-dev, libopenjp2-7-dev, libjbig2dec0-dev, libssl-dev, zlib1g-dev")
set(CPACK_DEBIAN_LIBREVIEW-DEV_DESCRIPTION "What in a document must not go out is found, removed and proven gone: PDF,
OFD, office documents, web pages, XML and text.
.
This package has the headers, and an archive for programs in C++, which is
linked with the recommended packages.")
set(CPACK_DEBIAN_REVIEW_PACKAGE_NAME review)
set(CPACK_DEBIAN_REVIEW_PACKAGE_SECTION text)
set(CPACK_DEBIAN_REVIEW_PACKAGE_DEPENDS poppler-data)
set(CPACK_DEBIAN_REVIEW_PACKAGE_RECOMMENDS "poppler-utils, fontconfig-config")
set(CPACK_DEBIAN_REVIEW_PACKAGE_SUGGESTS "git, fonts-wqy-microhei")
set(CPACK_DEBIAN_REVIEW_DESCRIPTION "What in a document must not go out is found, removed and proven gone: PDF,
OFD, office documents, web pages, XML and text. Officers approve the very
bytes, they are signed, and a ledger keeps who let them out.
.
This package has the program review, its rules and its manual.")
include(CPack)
