# Run by CPack over what it is about to pack: what Debian's policy asks for and CPack does not do (copyright, changelog, manual pages
# compressed, an archive without debug information).
foreach(component libreview1 libreview-dev review)
  set(root ${CPACK_TEMPORARY_INSTALL_DIRECTORY}/${component}/usr)
  set(doc ${root}/share/doc/${component})
  file(MAKE_DIRECTORY ${doc})
  file(COPY ${CMAKE_CURRENT_LIST_DIR}/copyright DESTINATION ${doc})
  file(REMOVE ${doc}/LICENSE)
  file(WRITE ${doc}/changelog "libreview (${CPACK_PACKAGE_VERSION}) unstable; urgency=medium

  * What changed is told in /usr/share/doc/review/changelog.md.

 -- ${CPACK_PACKAGE_CONTACT}  Fri, 27 Nov 2026 00:00:00 +0000
")
  file(GLOB_RECURSE pages ${root}/share/man/*.1)
  execute_process(COMMAND gzip -9nf ${doc}/changelog ${pages} COMMAND_ERROR_IS_FATAL ANY)
  file(GLOB_RECURSE archives ${root}/lib/*.a)
  if(archives)
    execute_process(COMMAND strip --strip-debug --enable-deterministic-archives ${archives} COMMAND_ERROR_IS_FATAL ANY)
  endif()
endforeach()
