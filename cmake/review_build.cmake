# Warnings, sanitizers and ccache: the same for every target of the project.
add_library(review_build INTERFACE)
target_compile_options(review_build INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow $<$<COMPILE_LANGUAGE:CXX>:-Wnon-virtual-dtor>)
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
  set(CMAKE_C_COMPILER_LAUNCHER ${REVIEW_CCACHE})
  set(CMAKE_CXX_COMPILER_LAUNCHER ${REVIEW_CCACHE})
endif()
