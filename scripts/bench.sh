#!/usr/bin/env bash
# Runs the benches and prints the promises of speed beside what was measured: frames of the
# window, layout against parley alone, opening and saving against plain file operations, and the
# cold start of the release build (where there is an X server or Xvfb).
set -euo pipefail
cd "$(dirname "$0")/.."

cargo bench --bench window 2>/dev/null
for bench in typeset store; do
  printf '\n%s\n' "$bench"
  cargo bench --bench "$bench" 2>/dev/null | grep -E '^[a-z].*/|time:|thrpt:' | grep -v change || true
done

printf '\ncold start\n'
cargo build --release --quiet
bash scripts/cold-start.sh "${CARGO_TARGET_DIR:-target}/release/hashiya"
