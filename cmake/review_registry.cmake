# review_registry(TARGET FOLDER/LIST name...): a name N builds FOLDER/N.cpp into TARGET and adds a
# row REVIEW_ENTRY(N) to <generated>/<LIST>.inc. FOLDER is relative to the calling CMakeLists.txt.
function(review_registry target list)
  get_filename_component(folder ${list} DIRECTORY)
  get_filename_component(table ${list} NAME)
  set(rows "")
  foreach(name IN LISTS ARGN)
    target_sources(${target} PRIVATE ${CMAKE_CURRENT_SOURCE_DIR}/${folder}/${name}.cpp)
    string(APPEND rows "REVIEW_ENTRY(${name})\n")
  endforeach()
  file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/generated/${table}.inc CONTENT "${rows}")
  target_include_directories(${target} PRIVATE ${CMAKE_BINARY_DIR}/generated)
endfunction()
