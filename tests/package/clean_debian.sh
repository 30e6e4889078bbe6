#!/bin/sh
# A newcomer's path in a clean Debian 12: the packages are installed, a folder is scanned, git stops a commit with an identity number, an
# HTML report is made. Needs root and a network. usage: clean_debian.sh PACKAGES SOURCE OUTPUT
set -eu
packages=$1 source=$2 output=$3
root=$(mktemp -d)
trap 'umount "$root/proc" 2>/dev/null || true; rm -rf --one-file-system "$root"' EXIT
mmdebstrap --quiet --variant=minbase --include=ca-certificates bookworm "$root"
mkdir "$root/packages" "$root/drafts"
cp "$packages"/*.deb "$root/packages"
cp "$source/fixtures/decision.pdf" "$source/fixtures/notice.txt" "$source/fixtures/roster.xlsx" "$root/drafts"
cp "$source/tests/guards/consumer/border.c" "$root/drafts"
inside() { chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive sh -eu -c "$1"; }

mount -t proc proc "$root/proc"  # as every Debian has it
test -e "$root/etc/resolv.conf" || cp /etc/resolv.conf "$root/etc/resolv.conf"
inside 'apt-get update -qq'
inside 'apt-get install -y -qq --no-install-recommends /packages/review_*.deb git poppler-utils >/dev/null'
inside 'review --version && review doctor'
status=0
inside 'review scan /drafts >/dev/null' || status=$?
test "$status" = 1
status=0
inside 'review scan /drafts/decision.pdf --pictures --format html -o /drafts/report.html' || status=$?
test "$status" = 1
inside 'cd /drafts && git init -q . && git config user.name Wang && git config user.email wang@example.invalid && review hook install
  printf "%s\n" "关于召开会议的通知" >clean.txt && git add clean.txt && git commit -q -m clean
  printf "%s\n" "身份证号码：110101199003078515" >number.txt && git add number.txt
  if git commit -q -m number; then echo "the hook let a number through" >&2; exit 1; fi
  test "$(git rev-list --count HEAD)" = 1'
inside 'apt-get install -y -qq --no-install-recommends /packages/libreview*.deb gcc libc6-dev pkg-config >/dev/null
  cc -std=c11 /drafts/border.c $(pkg-config --cflags --libs libreview) -o /drafts/border && /drafts/border | grep -qF "cn-identity/resident-id 1101"
  apt-get remove -y -qq review libreview-dev libreview1 >/dev/null && ! command -v review'
cp "$root/drafts/report.html" "$output"
echo "installed, scanned, stopped and reported in a clean Debian"
