#!/bin/sh
# update.sh [BUILD]: writes tests/golden/*.json anew. Read the difference before you commit it.
set -eu
cd "$(dirname "$0")/../.."
build=${1:-build}
cmake --build "$build" --target review_program spec_scan spec_inspect
REVIEW_UPDATE_GOLDEN=1 "$build/bin/spec_scan" "[golden]"
REVIEW_UPDATE_GOLDEN=1 "$build/bin/spec_inspect" "[golden]"
git diff --stat -- tests/golden
