# review_prepared(PROGRAM OUTPUT): PROGRAM writes its tables to OUTPUT, a row REVIEW_FILE("key", "content") for each. Target: review_prepared_tables.
function(review_prepared program output)
  add_custom_command(
    OUTPUT ${output}
    COMMAND ${program} ${output} ${CMAKE_SOURCE_DIR}/patterns
    DEPENDS ${program}
    VERBATIM)
  add_custom_target(review_prepared_tables DEPENDS ${output})
endfunction()
