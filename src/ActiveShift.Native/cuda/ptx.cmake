# The PTX that is embedded in the library. What is committed in cuda/ptx is taken where it belongs to the sources (its first line
# holds their digest): then every build has the same device code. Otherwise clang or nvcc compiles it. Without either the library
# has no PTX, which the launch layer reports, and everything on the CPU works.
#
# -DACTIVESHIFT_PTX=compile compiles in any case.
set(ACTIVESHIFT_PTX "auto" CACHE STRING "auto: the committed PTX where it fits; compile: always by clang or nvcc")
set(PTX_ARCHITECTURES 70 80)

# As in eng/gpu/make-ptx.sh: the kernels' files by name, then the header that the launch layer shares.
file(GLOB PTX_SOURCES CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/cuda/kernels/*)
list(SORT PTX_SOURCES)
list(APPEND PTX_SOURCES ${CMAKE_CURRENT_SOURCE_DIR}/cuda/shift_launch.h)
set(PTX_TEXT "")
foreach(SOURCE ${PTX_SOURCES})
    file(READ ${SOURCE} TEXT)
    string(APPEND PTX_TEXT "${TEXT}")
endforeach()
string(SHA256 PTX_DIGEST "${PTX_TEXT}")

find_program(ACTIVESHIFT_CLANG NAMES clang clang-19 clang-18 clang-17 clang-16 clang-15 clang-14)
find_program(ACTIVESHIFT_NVCC NAMES nvcc)
set(PTX_FILES)
foreach(ARCHITECTURE ${PTX_ARCHITECTURES})
    set(COMMITTED ${CMAKE_CURRENT_SOURCE_DIR}/cuda/ptx/shift_kernels_sm_${ARCHITECTURE}.ptx)
    set(FIRST_LINE "")
    if(EXISTS ${COMMITTED})
        file(STRINGS ${COMMITTED} FIRST_LINE LIMIT_COUNT 1)
    endif()
    set(COMPILED ${CMAKE_CURRENT_BINARY_DIR}/ptx/shift_kernels_sm_${ARCHITECTURE}.ptx)
    if(ACTIVESHIFT_PTX STREQUAL "auto" AND FIRST_LINE MATCHES "sha256:${PTX_DIGEST}")
        list(APPEND PTX_FILES ${COMMITTED})
    elseif(ACTIVESHIFT_CLANG)
        add_custom_command(OUTPUT ${COMPILED} DEPENDS ${PTX_SOURCES} VERBATIM
            COMMAND ${CMAKE_COMMAND} -E make_directory ${CMAKE_CURRENT_BINARY_DIR}/ptx
            COMMAND ${ACTIVESHIFT_CLANG} -x cuda --cuda-gpu-arch=sm_${ARCHITECTURE} --cuda-device-only -nocudainc -nocudalib -std=c++17 -O3
                    -Wall -Wextra -Werror -Wno-unknown-cuda-version -I${CMAKE_CURRENT_SOURCE_DIR} -S -o ${COMPILED}
                    ${CMAKE_CURRENT_SOURCE_DIR}/cuda/kernels/shift_kernels.cu)
        list(APPEND PTX_FILES ${COMPILED})
    elseif(ACTIVESHIFT_NVCC)
        add_custom_command(OUTPUT ${COMPILED} DEPENDS ${PTX_SOURCES} VERBATIM
            COMMAND ${CMAKE_COMMAND} -E make_directory ${CMAKE_CURRENT_BINARY_DIR}/ptx
            COMMAND ${ACTIVESHIFT_NVCC} -ptx -arch=compute_${ARCHITECTURE} -std=c++17 -O3 -I${CMAKE_CURRENT_SOURCE_DIR} -o ${COMPILED}
                    ${CMAKE_CURRENT_SOURCE_DIR}/cuda/kernels/shift_kernels.cu)
        list(APPEND PTX_FILES ${COMPILED})
    else()
        message(WARNING "cuda/ptx does not belong to the kernels' sources (sha256:${PTX_DIGEST}), and there is no clang or nvcc: the library is built without PTX for sm_${ARCHITECTURE}. Run eng/gpu/make-ptx.sh.")
    endif()
endforeach()

set(PTX_EMBEDDED ${CMAKE_CURRENT_BINARY_DIR}/ptx_images.cpp)
string(REPLACE ";" "," PTX_FILE_LIST "${PTX_FILES}")
add_custom_command(OUTPUT ${PTX_EMBEDDED} DEPENDS ${PTX_FILES} ${CMAKE_CURRENT_SOURCE_DIR}/cuda/embed_ptx.cmake VERBATIM
    COMMAND ${CMAKE_COMMAND} -DFILES=${PTX_FILE_LIST} -DOUTPUT=${PTX_EMBEDDED} -DAS_NUMBERS=$<BOOL:${MSVC}>
            -P ${CMAKE_CURRENT_SOURCE_DIR}/cuda/embed_ptx.cmake)
target_sources(activeshift PRIVATE ${PTX_EMBEDDED})
