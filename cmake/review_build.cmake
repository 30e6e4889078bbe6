# Warnings, sanitizers and ccache: the same for every target of the project.
add_library(review_build INTERFACE)
# Compiled together, a file sees the constants of its neighbours, and g++ takes it for a header whose types others see.
set(review_together $<AND:$<CXX_COMPILER_ID:GNU>,$<BOOL:$<TARGET_PROPERTY:UNITY_BUILD>>>)
target_compile_options(review_build INTERFACE
  -Wall -Wextra -Wpedantic $<$<NOT:$<BOOL:$<TARGET_PROPERTY:UNITY_BUILD>>>:-Wshadow> $<$<COMPILE_LANGUAGE:CXX>:-Wnon-virtual-dtor>
  $<${review_together}:-Wshadow=local> $<$<AND:${review_together},$<COMPILE_LANGUAGE:CXX>>:-Wno-subobject-linkage>)
# g++ 12 sees overlaps and overflows in std::string and std::vector that are not there once it
# optimises (GCC bugs 105329, 105651).
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  target_compile_options(review_build INTERFACE
    $<$<COMPILE_LANGUAGE:CXX>:-Wno-restrict -Wno-stringop-overflow -Wno-stringop-overread -Wno-array-bounds>)
endif()
if(REVIEW_WERROR)
  target_compile_options(review_build INTERFACE -Werror)
endif()
if(REVIEW_SANITIZE)
  target_compile_options(review_build INTERFACE
    -fsanitize=${REVIEW_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  # g++ 12 with the checks put in believes std::function inside std::regex to be used unset (GCC bug 105562).
  target_compile_options(review_build INTERFACE $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)
  target_link_options(review_build INTERFACE -fsanitize=${REVIEW_SANITIZE})
endif()

find_program(REVIEW_CCACHE ccache)
if(REVIEW_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  # What ccache asks for where headers are precompiled.
  set(CMAKE_C_COMPILER_LAUNCHER ${REVIEW_CCACHE})
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros ${REVIEW_CCACHE})
endif()

# Headers that nearly every file includes are parsed once for a target. Files include what they use all the same: it builds
# with -DREVIEW_PCH=OFF, too.
option(REVIEW_PCH "Precompile headers of the standard library, CLI11 and Catch2" ON)
function(review_precompile target)
  if(REVIEW_PCH)
    if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
      target_compile_options(${target} PRIVATE $<$<COMPILE_LANGUAGE:CXX>:-fpch-preprocess>)
    endif()
    list(TRANSFORM ARGN REPLACE "(.+)" "$<$<COMPILE_LANGUAGE:CXX>:\\1>" OUTPUT_VARIABLE headers)
    target_precompile_headers(${target} PRIVATE ${headers})
  endif()
endfunction()

# A whole build is quicker where the files of a folder are compiled together, a changed file slower. `make` does so; who works on
# the code with ccache does not. Files of one folder have no name twice in their unnamed namespaces: tests/guards looks.
option(REVIEW_UNITY "Compile the files of each folder together" OFF)
# review_unity(TARGET MOST): so many files of one folder at most.
function(review_unity target most)
  if(NOT REVIEW_UNITY)
    return()
  endif()
  get_target_property(sources ${target} SOURCES)
  list(FILTER sources INCLUDE REGEX "\\.cpp$")
  foreach(source IN LISTS sources)
    cmake_path(ABSOLUTE_PATH source OUTPUT_VARIABLE folder)
    cmake_path(GET folder PARENT_PATH folder)
    file(RELATIVE_PATH folder ${CMAKE_CURRENT_SOURCE_DIR} ${folder})
    string(MAKE_C_IDENTIFIER "${folder}" folder)
    math(EXPR seen_${folder} "0${seen_${folder}} + 1")
    math(EXPR batch "(${seen_${folder}} - 1) / ${most} + 1")
    set_source_files_properties(${source} TARGET_DIRECTORY ${target} PROPERTIES UNITY_GROUP ${folder}_${batch})
  endforeach()
  set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_MODE GROUP)
endfunction()

# clang in C++20 wants a class whole where one of its parts has a destructor that qpdf's header defines too early: the
# same header, with that one behind the class.
if(REVIEW_FUZZ)
  target_compile_options(review_build INTERFACE -Wno-overlength-strings)
  find_path(qpdf_headers qpdf/JSON.hh REQUIRED)
  file(READ ${qpdf_headers}/qpdf/JSON.hh json_header)
  string(REPLACE "virtual ~JSON_array() = default;" "virtual ~JSON_array();" json_header "${json_header}")
  string(REPLACE "#endif // JSON_HH" "inline JSON::JSON_array::~JSON_array() = default;\n#endif" json_header "${json_header}")
  file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/for_clang/qpdf/JSON.hh CONTENT "${json_header}" @ONLY)
  include_directories(BEFORE SYSTEM ${CMAKE_BINARY_DIR}/for_clang)
endif()
