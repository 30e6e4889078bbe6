#!/bin/sh
# Installs into a folder of its own and builds a program against it, with find_package and with
# pkg-config. usage: install_test.sh BUILD SOURCE
set -eu
build=$1 source=$2
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
want=ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad

DESTDIR='' cmake --install "$build" --prefix "$place/usr" >/dev/null
libraries=$(dirname "$(find "$place/usr" -name libreview.so)")
export LD_LIBRARY_PATH="$libraries"
"$place/usr/bin/review" --version
for page in man1/review.1 man1/review-scan.1 zh_CN/man1/review-scan.1; do test -s "$place/usr/share/man/$page"; done
for file in bash-completion/completions/review zsh/site-functions/_review fish/vendor_completions.d/review.fish; do test -s "$place/usr/share/$file"; done

cmake -S "$source/tests/guards/consumer" -B "$place/consumer" -DCMAKE_PREFIX_PATH="$place/usr" >/dev/null
cmake --build "$place/consumer" >/dev/null
"$place/consumer/consumer" | grep -q "$want"

export PKG_CONFIG_PATH="$libraries/pkgconfig"
c++ -std=c++20 "$source/tests/guards/consumer/main.cpp" $(pkg-config --cflags --libs libreview) -o "$place/by-pkg-config"
"$place/by-pkg-config" | grep -q "$want"
echo "installed, found and linked both ways"
