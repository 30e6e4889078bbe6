# What `cmake --install` puts where, and how others find it: find_package(libreview), pkg-config.
include(CMakePackageConfigHelpers)
set(package ${CMAKE_INSTALL_LIBDIR}/cmake/libreview)

install(TARGETS review EXPORT libreviewTargets LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(EXPORT libreviewTargets NAMESPACE libreview:: DESTINATION ${package})
configure_package_config_file(${CMAKE_SOURCE_DIR}/cmake/libreviewConfig.cmake.in
  ${CMAKE_CURRENT_BINARY_DIR}/libreviewConfig.cmake INSTALL_DESTINATION ${package})
write_basic_package_version_file(${CMAKE_CURRENT_BINARY_DIR}/libreviewConfigVersion.cmake
  COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/libreviewConfig.cmake
  ${CMAKE_CURRENT_BINARY_DIR}/libreviewConfigVersion.cmake DESTINATION ${package})

# The prefix is not known before `cmake --install --prefix`: the .pc file finds its own.
file(RELATIVE_PATH REVIEW_PC_UP /${CMAKE_INSTALL_LIBDIR}/pkgconfig /)
configure_file(${CMAKE_SOURCE_DIR}/cmake/libreview.pc.in ${CMAKE_CURRENT_BINARY_DIR}/libreview.pc @ONLY)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/libreview.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)

install(DIRECTORY ${CMAKE_SOURCE_DIR}/libreview/include/review DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(DIRECTORY ${CMAKE_SOURCE_DIR}/patterns DESTINATION ${CMAKE_INSTALL_DATADIR}/libreview)
install(DIRECTORY ${CMAKE_SOURCE_DIR}/libreview/docs/ DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(FILES ${CMAKE_SOURCE_DIR}/LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR})
