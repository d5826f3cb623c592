#!/usr/bin/env bash
# Makes docs/screenshots/*.png with the real window under Xvfb. $1 is the program.
# Needs Debian's xvfb, xdotool and imagemagick.
set -euo pipefail
program=$(realpath "$1")
cd "$(dirname "$0")/.."
display=:99
# Without `-noreset` the server starts anew when the last window goes, and the next one finds none.
Xvfb "$display" -noreset -screen 0 1280x800x24 >/dev/null 2>&1 &
xvfb=$!
trap 'kill "$xvfb" 2>/dev/null || true' EXIT
sleep 2
export DISPLAY=$display LIBGL_ALWAYS_SOFTWARE=1

# name, language, theme, what to do in the window
shot() {
  local home app
  home=$(mktemp -d)
  mkdir -p "$home/.config/hashiya"
  echo "(annotator: \"Sami\", label_names: true, language: $2, theme: $3)" \
    >"$home/.config/hashiya/settings.ron"
  env HOME="$home" XDG_CONFIG_HOME="$home/.config" XDG_DATA_HOME="$home/.local/share" "$program" 2>/dev/null &
  app=$!
  for _ in $(seq 50); do
    xdotool search --name Hashiya >/dev/null 2>&1 && break
    sleep 0.2
  done
  sleep 3
  xdotool windowfocus "$(xdotool search --name Hashiya | head -1)"
  "$4"
  # Where it points at nothing that has a tip.
  xdotool mousemove 700 790
  sleep 1
  import -window root "docs/screenshots/$1.png"
  kill "$app"
  wait "$app" 2>/dev/null || true
  rm -rf "$home"
}

# The program's suggestions, the first ones accepted, a casualty chosen.
review() {
  xdotool key Tab
  sleep 0.5
  for _ in 1 2 3 4 5 6 7 8; do
    xdotool key Return
    sleep 0.3
  done
  for _ in 1 2 3 4 5 6 7 8 9 10 11; do
    xdotool key Tab
    sleep 0.1
  done
}

# The same with the search in the project.
search() {
  review
  xdotool key ctrl+shift+f
  sleep 0.5
  setxkbmap ara
  xdotool type --delay 120 "روسيه"
  setxkbmap us
  sleep 1
}

# The incidents of the finished layer as a table.
table() {
  xdotool key ctrl+t
  sleep 1
  xdotool mousemove 370 90 click 1
  sleep 1
}

# The same with pictures of the rows.
pictures() {
  table
  xdotool key ctrl+shift+t
  sleep 2
}

# A strike with what it is joined to, and the card of its incident.
incident() {
  xdotool key Tab
  for _ in 1 2 3 4 5 6 7 8; do
    xdotool key Return
    sleep 0.3
  done
  xdotool key slash
  sleep 1
}

shot english-light english light review
shot table-english english light table
shot pictures-english english light pictures
shot incident-english english light incident
shot arabic-dark arabic dark search
