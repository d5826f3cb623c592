#!/usr/bin/env bash
# How long the program takes from its start to the first complete frame of the sample project, in
# milliseconds, five times. $1 is the program. The program says so itself when HASHIYA_TIMING is
# set; painting by a software renderer is part of the number.
set -euo pipefail
program=$(realpath "$1")
home=$(mktemp -d)
mkdir -p "$home/.config/hashiya"
echo '(annotator: "bench")' > "$home/.config/hashiya/settings.ron"
xvfb=""
finish() {
  [ -z "$xvfb" ] || kill "$xvfb" 2>/dev/null || true
  rm -rf "$home"
}
trap finish EXIT
if [ -z "${DISPLAY:-}" ]; then
  export DISPLAY=":$((90 + RANDOM % 400))"
  Xvfb "$DISPLAY" -screen 0 1400x900x24 >/dev/null 2>&1 &
  xvfb=$!
  sleep 2
fi
for _ in 1 2 3 4 5; do
  line=$(env -u XDG_DATA_HOME -u XDG_CONFIG_HOME HOME="$home" HASHIYA_TIMING=1 \
    timeout 3 "$program" 2>&1 >/dev/null | grep 'first frame' || true)
  echo "${line:-no first frame within 3 s}"
done
