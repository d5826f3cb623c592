#!/usr/bin/env bash
# Writes articles in every format and reads them with the programs these formats belong to, and
# reads back what those programs write; compares the agreement of two annotators with the packages
# krippendorff and pygamma-agreement. Usage: tests/peers/run.sh HASHIYA [FOLDER]
# FOLDER keeps the two Python environments between runs. Without python3 or a package index it
# says SKIPPED; with HASHIYA_PEERS=required that is a failure.
set -euo pipefail
hashiya=$(realpath "$1")
here=$(cd "$(dirname "$0")" && pwd)
keep=${2:-"$here/../../target/peers"}
mkdir -p "$keep"
keep=$(realpath "$keep")

skip() {
  echo "SKIPPED: formats and agreement against other programs, because $1"
  [ "${HASHIYA_PEERS:-}" = required ] && exit 1
  exit 0
}
command -v python3 >/dev/null || skip "there is no python3"

# An environment is made once for a list of packages.
environment() {
  local name=$1 list="$here/requirements-$1.txt"
  cmp -s "$list" "$keep/$name/list" && return
  rm -rf "${keep:?}/$name"
  python3 -m venv "$keep/$name" || return 1
  "$keep/$name/bin/pip" install --quiet --disable-pip-version-check -r "$list" || return 1
  cp "$list" "$keep/$name/list"
}
environment a || skip "the packages of requirements-a.txt could not be installed"
environment b || skip "the packages of requirements-b.txt could not be installed"
# Programs of which only a part is used, without what they depend on.
unpacked() {
  local name=$1 version=$2
  [ -d "$keep/$name" ] && return
  "$keep/a/bin/pip" download --quiet --disable-pip-version-check --no-deps --dest "$keep" "$name==$version" ||
    skip "$name could not be downloaded"
  python3 -m zipfile -e "$keep/$name-$version"-*.whl "$keep/$name"
}
unpacked doccano 1.8.4
unpacked qualitative_coding 1.7.8

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
ln -s "$keep/doccano" "$keep/qualitative_coding" "$work"
cd "$work"
python3 "$here/cases.py" "$here/../../../shared/corpus" >cases.jsonl
convert() { "$hashiya" convert --format jsonl --to "$1" "${@:3}" cases.jsonl "$2" 2>said || { cat said; exit 1; }; }
for format in doccano doccano-relations spacy prodigy; do convert $format $format.jsonl; done
convert docbin docbin.spacy
convert qdpx qdpx.qdpx
convert label-studio label-studio.json
convert csv csv.csv
convert conll conll.conll
convert conll-nested conll-nested.conll
convert relations relations.csv
convert page page.html
backs="docbin:back-docbin.spacy xmi:back-xmi cas-json:back-cas-json gate:back-gate"
if "$hashiya" convert --help | grep -q '^  parquet '; then
  convert parquet parquet.parquet
  convert parquet-spans parquet-spans.parquet
  convert huggingface-parquet huggingface-parquet
  backs="$backs parquet:back-parquet.parquet"
else
  echo "SKIPPED: Parquet, because this build has none (--features parquet)"
fi
for clitics in widen split; do
  echo '{"text": "قال والحكومة", "spans": [{"start": 5, "end": 12, "label": "ORG"}]}' |
    "$hashiya" convert --format jsonl --to conll --clitics $clitics - clitics-$clitics.conll 2>said || { cat said; exit 1; }
done
convert conllu conllu.conllu
for scheme in iob1 bilou iobes; do convert conll conll-$scheme.conll --tags $scheme; done
for format in text brat xmi cas-json webanno huggingface gate w3c; do convert $format $format; done

failed=0
"$keep/a/bin/python" "$here/peers.py" a "$work" || failed=1
"$keep/b/bin/python" "$here/peers.py" b "$work" || failed=1

# What the other programs wrote covers the same words.
for back in $backs; do
  format=${back%%:*}
  "$hashiya" convert --format $format --to jsonl "${back#*:}" back-$format.jsonl 2>>said || failed=1
  python3 "$here/same.py" cases.jsonl back-$format.jsonl || failed=1
done
"$keep/a/bin/python" "$here/agreement.py" "$hashiya" || failed=1
# GLPK, which pygamma-agreement asks, tells all it does.
"$keep/a/bin/python" "$here/gamma.py" "$hashiya" | tail -n 1 || failed=1
[ $failed = 0 ] && echo "formats: read by the programs they belong to" || { tail -20 said; exit 1; }
