#!/usr/bin/env bash
# Makes docs/screenshots/*.png with the real window under Xvfb. $1 is the program.
# Needs Debian's xvfb, xdotool and imagemagick.
set -euo pipefail
program=$(realpath "$1")
cd "$(dirname "$0")/.."
display=:99
Xvfb "$display" -screen 0 1280x800x24 >/dev/null 2>&1 &
xvfb=$!
trap 'kill "$xvfb" 2>/dev/null || true' EXIT
sleep 2
export DISPLAY=$display LIBGL_ALWAYS_SOFTWARE=1

# name, language, theme, and where the entry of the layer "reference" is
shot() {
  local home app
  home=$(mktemp -d)
  mkdir -p "$home/.config/hashiya"
  echo "(language: $2, theme: $3)" >"$home/.config/hashiya/settings.ron"
  env HOME="$home" XDG_CONFIG_HOME="$home/.config" XDG_DATA_HOME="$home/.local/share" USER=analyst "$program" 2>/dev/null &
  app=$!
  sleep 6
  # Layers stand in the order of their names: analyst, reference.
  xdotool mousemove "$4" 112 click 1
  sleep 2
  xdotool mousemove "$5" 145 click 1
  sleep 1
  import -window root "docs/screenshots/$1.png"
  kill "$app"
  wait "$app" 2>/dev/null || true
  rm -rf "$home"
}

shot english-light english light 1130 800
shot arabic-dark arabic dark 150 800
