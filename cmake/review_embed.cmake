# review_embed(TARGET TABLE file...): the bytes of each file become part of TARGET, so that the
# program works without files beside it. The table <generated>/embedded/<TABLE>.inc has one row
# REVIEW_FILE("name without ending", "content") for each file.
function(review_embed target table)
  set(output ${CMAKE_BINARY_DIR}/generated/embedded/${table}.inc)
  add_custom_command(
    OUTPUT ${output}
    COMMAND ${CMAKE_COMMAND} -D "OUTPUT=${output}" -D "FILES=${ARGN}"
            -P ${CMAKE_SOURCE_DIR}/cmake/embed_files.cmake
    DEPENDS ${ARGN} ${CMAKE_SOURCE_DIR}/cmake/embed_files.cmake
    VERBATIM)
  # A target of its own: a custom command is not seen from the folder the library is made in.
  add_custom_target(review_embed_${table} DEPENDS ${output})
  add_dependencies(${target} review_embed_${table})
  target_include_directories(${target} PRIVATE ${CMAKE_BINARY_DIR}/generated)
endfunction()
