#!/usr/bin/env bash
# Starts the program under Xvfb with an empty home and checks what it shows: a window with its
# title, and a picture of many colours. $1 is the program.
set -euo pipefail
program=$(realpath "$1")
home=$(mktemp -d)
display=":$((90 + RANDOM % 400))"
Xvfb "$display" -screen 0 1400x900x24 >/dev/null 2>&1 &
xvfb=$!
app=""
finish() {
  [ -z "$app" ] || kill "$app" 2>/dev/null || true
  kill "$xvfb" 2>/dev/null || true
  rm -rf "$home"
}
trap finish EXIT
sleep 2
export DISPLAY=$display LIBGL_ALWAYS_SOFTWARE=1
env -u XDG_DATA_HOME -u XDG_CONFIG_HOME HOME="$home" USER=ci "$program" 2>"$home/stderr" &
app=$!
for _ in $(seq 60); do
  if xdotool search --name Hashiya >/dev/null 2>&1; then
    sleep 2
    import -window root "$home/frame.png"
    colors=$(identify -format '%k' "$home/frame.png")
    if [ "$colors" -gt 60 ]; then
      echo "the window is there, its picture has $colors colours"
      [ -f "$home"/.local/share/hashiya/daraa-2017/project.ron ]
      echo "the sample project was copied"
      exit 0
    fi
  fi
  kill -0 "$app" 2>/dev/null || break
  sleep 1
done
echo "no first frame"
cat "$home/stderr"
exit 1
