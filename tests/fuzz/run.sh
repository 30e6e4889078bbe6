#!/usr/bin/env bash
# Fuzzes the targets, one after the other. What they found new stays in BUILD/corpus for the next time, inputs that broke one in BUILD/found.
# usage: run.sh BUILD TARGET|all SECONDS [FOLDER of more seeds]
set -euo pipefail
build=$(realpath "$1") wanted=$2 seconds=$3 more=${4:-}
here=$(cd "$(dirname "$0")" && pwd)
[ "$wanted" = all ] || [ -x "$build/bin/fuzz_$wanted" ] || { echo "run.sh: there is no target $wanted (tests/fuzz/targets.txt)" >&2; exit 2; }
mkdir -p "$build/found"
status=0
mapfile -t all <"$here/targets.txt"
[ "$wanted" = all ] && targets=("${all[@]}") || targets=("$wanted")
printf '%-20s %9s %12s %9s %s\n' target seconds executions inputs result
for target in "${targets[@]}"; do
  corpus="$build/corpus/$target" log="$build/$target.log" result=clean
  mkdir -p "$corpus"
  seeds=()
  for folder in "$here/../../fixtures/fuzz/$target" "$more"; do [ -n "$folder" ] && [ -d "$folder" ] && seeds+=("$folder"); done
  # An input may take a minute, on a machine that does other work, and 2.5 GiB; leaks are looked for.
  "$build/bin/fuzz_$target" "$corpus" "${seeds[@]}" -max_total_time="$seconds" -timeout=60 -rss_limit_mb=2560 -print_final_stats=1 \
    -artifact_prefix="$build/found/$target-" >"$log" 2>&1 || { result="BROKEN, see $log" status=1; }
  executions=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
  printf '%-20s %9s %12s %9s %s\n' "$target" "$seconds" "${executions:-?}" "$(find "$corpus" -type f | wc -l)" "$result"
done
exit $status
