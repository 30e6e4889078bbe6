# completion.bash SCRIPT: completes lines as bash does and prints what comes of each.
# shellcheck shell=bash source=/dev/null
source "$1"
complete_line() {
  COMP_WORDS=("$@")
  COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
  _review
  echo "${COMPREPLY[*]}"
}
complete_line review sc
complete_line review scan --fail-on h
complete_line review scan --format = j
complete_line review scan a.pdf --chann
complete_line review packs ex
complete_line review hook install --cha
complete_line review scan --policy ''
complete_line review completion ''
complete -p review
