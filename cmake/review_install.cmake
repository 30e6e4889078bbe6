# What `cmake --install` puts where, by Debian package (review_package.cmake), and how others find it: find_package(libreview), pkg-config.
include(CMakePackageConfigHelpers)
set(package ${CMAKE_INSTALL_LIBDIR}/cmake/libreview)

install(TARGETS review EXPORT libreviewTargets
  LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT libreview1 NAMELINK_COMPONENT libreview-dev)
install(TARGETS review_static ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT libreview-dev)
install(EXPORT libreviewTargets NAMESPACE libreview:: DESTINATION ${package} COMPONENT libreview-dev)

# What the archive for C++ is linked with.
set(REVIEW_CPP_LIBS -lpodofo -lqpdf -lhs -lharfbuzz-subset -lharfbuzz -lfreetype -lfontconfig -lxml2 -lgumbo -lzip -lsqlite3 -lseccomp -lp11-kit
  -lyaml-cpp -lfmt -licui18n -licuuc -ljpeg -lopenjp2 -lssl -lcrypto -lz -lpthread)
if(REVIEW_JBIG2)
  list(APPEND REVIEW_CPP_LIBS -ljbig2dec)
endif()
list(JOIN REVIEW_CPP_LIBS " " REVIEW_CPP_LIBS_WORDS)
configure_package_config_file(${CMAKE_SOURCE_DIR}/cmake/libreviewConfig.cmake.in
  ${CMAKE_CURRENT_BINARY_DIR}/libreviewConfig.cmake INSTALL_DESTINATION ${package} PATH_VARS CMAKE_INSTALL_LIBDIR CMAKE_INSTALL_INCLUDEDIR)
write_basic_package_version_file(${CMAKE_CURRENT_BINARY_DIR}/libreviewConfigVersion.cmake
  COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/libreviewConfig.cmake
  ${CMAKE_CURRENT_BINARY_DIR}/libreviewConfigVersion.cmake DESTINATION ${package} COMPONENT libreview-dev)

# The prefix is not known before `cmake --install --prefix`: the .pc files find their own.
file(RELATIVE_PATH REVIEW_PC_UP /${CMAKE_INSTALL_LIBDIR}/pkgconfig /)
foreach(name libreview libreview-cpp)
  configure_file(${CMAKE_SOURCE_DIR}/cmake/${name}.pc.in ${CMAKE_CURRENT_BINARY_DIR}/${name}.pc @ONLY)
  install(FILES ${CMAKE_CURRENT_BINARY_DIR}/${name}.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig COMPONENT libreview-dev)
endforeach()

install(DIRECTORY ${CMAKE_SOURCE_DIR}/libreview/include/review DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} COMPONENT libreview-dev)
install(DIRECTORY ${CMAKE_SOURCE_DIR}/patterns DESTINATION ${CMAKE_INSTALL_DATADIR}/libreview COMPONENT review)
install(DIRECTORY ${CMAKE_SOURCE_DIR}/libreview/docs/ DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/review COMPONENT review)
install(FILES ${CMAKE_SOURCE_DIR}/LICENSE DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/review COMPONENT review)
