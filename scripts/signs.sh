#!/usr/bin/env bash
# Makes fonts/NotoSansMath-Regular.ttf: arrows and mathematical signs, which Noto Sans lacks.
# Needs PyPI's fonttools and Noto Sans Math as in Debian's fonts-noto-core.
set -euo pipefail
face=${1:-/usr/share/fonts/truetype/noto/NotoSansMath-Regular.ttf}
pyftsubset "$face" --unicodes="U+2190-21FF,U+2200-22FF,U+27F5-27FF,U+25A0-25FF" --no-hinting \
  --drop-tables+=MATH --name-IDs='*' --output-file="$(dirname "$0")/../fonts/NotoSansMath-Regular.ttf"
