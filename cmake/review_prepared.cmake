# review_prepared(PROGRAM OUTPUT): PROGRAM writes its tables into a folder, and OUTPUT gets a row
# REVIEW_FILE("key", "content") for each. Target: review_prepared_tables.
function(review_prepared program output)
  set(folder ${CMAKE_BINARY_DIR}/generated/prepared)
  add_custom_command(
    OUTPUT ${output}
    COMMAND ${CMAKE_COMMAND} -E rm -rf ${folder}
    COMMAND ${CMAKE_COMMAND} -E make_directory ${folder}
    COMMAND ${program} ${folder} ${CMAKE_SOURCE_DIR}/patterns
    COMMAND ${CMAKE_COMMAND} -D "OUTPUT=${output}" -D "FOLDER=${folder}" -P ${CMAKE_SOURCE_DIR}/cmake/embed_files.cmake
    DEPENDS ${program} ${CMAKE_SOURCE_DIR}/cmake/embed_files.cmake
    VERBATIM)
  add_custom_target(review_prepared_tables DEPENDS ${output})
endfunction()
