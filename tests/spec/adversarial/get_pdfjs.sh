#!/bin/sh
# get_pdfjs.sh FOLDER: the reader pdf.js and the verifier of Sigstore, in the versions of package.json, for node 18 and later. Without network
# there is none, and the suite says so.
set -u
here=$(dirname "$0")
folder=$1
mkdir -p "$folder"
if cmp -s "$here/package.json" "$folder/package.json" && [ -d "$folder/node_modules/pdfjs-dist" ]; then exit 0; fi
rm -rf "$folder/node_modules"
cp "$here/package.json" "$here/package-lock.json" "$folder/"
if ! (cd "$folder" && npm ci --omit=optional --ignore-scripts --no-audit --no-fund --loglevel=error); then
  rm -f "$folder/package.json"
  echo "WARNING: pdf.js and @sigstore/verify could not be installed into $folder: tests do without the one, and fail without the other." >&2
fi
