# Warnings, sanitizers and ccache: the same for every target of the project.
add_library(review_build INTERFACE)
target_compile_options(review_build INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow $<$<COMPILE_LANGUAGE:CXX>:-Wnon-virtual-dtor>)
if(REVIEW_WERROR)
  target_compile_options(review_build INTERFACE -Werror)
endif()
if(REVIEW_SANITIZE)
  target_compile_options(review_build INTERFACE
    -fsanitize=${REVIEW_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  target_link_options(review_build INTERFACE -fsanitize=${REVIEW_SANITIZE})
endif()

find_program(REVIEW_CCACHE ccache)
if(REVIEW_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_C_COMPILER_LAUNCHER ${REVIEW_CCACHE})
  set(CMAKE_CXX_COMPILER_LAUNCHER ${REVIEW_CCACHE})
endif()
