#!/bin/sh
# Installs into a folder of its own and builds programs against it, in C and C++, with find_package and with
# pkg-config. usage: install_test.sh BUILD SOURCE
set -eu
build=$1 source=$2
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
want=ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad
found='cn-identity/resident-id 1101'

DESTDIR='' cmake --install "$build" --prefix "$place/usr" >/dev/null
libraries=$(dirname "$(find "$place/usr" -name libreview.so)")
export LD_LIBRARY_PATH="$libraries"
"$place/usr/bin/review" --version
for page in man1/review.1 man1/review-scan.1 zh_CN/man1/review-scan.1; do test -s "$place/usr/share/man/$page"; done
for file in bash-completion/completions/review zsh/site-functions/_review fish/vendor_completions.d/review.fish; do test -s "$place/usr/share/$file"; done

cmake -S "$source/tests/guards/consumer" -B "$place/consumer" -DCMAKE_PREFIX_PATH="$place/usr" >/dev/null
cmake --build "$place/consumer" >/dev/null
"$place/consumer/consumer" | grep -q "$want"
"$place/consumer/border" | grep -qF "$found"

export PKG_CONFIG_PATH="$libraries/pkgconfig"
# shellcheck disable=SC2046
c++ -std=c++20 "$source/tests/guards/consumer/main.cpp" $(pkg-config --cflags --libs libreview-cpp) -o "$place/cpp-by-pkg-config"
"$place/cpp-by-pkg-config" | grep -q "$want"
# shellcheck disable=SC2046
cc -std=c11 "$source/tests/guards/consumer/border.c" $(pkg-config --cflags --libs libreview) -o "$place/c-by-pkg-config"
"$place/c-by-pkg-config" | grep -qF "$found"
echo "installed, found and linked both ways, in both languages"
