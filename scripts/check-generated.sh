#!/usr/bin/env bash
# Fails when a *_templ.go is not what the generator makes of its .templ file.
# Works on copies, so that the tree stays as it is.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT

find internal -name '*.templ' -print0 | xargs -0 -r cp --parents -t "$copy"
mkdir -p "$copy/internal"
log=$(go tool -modfile=tools/go.mod templ generate -path "$copy/internal" 2>&1) || { printf '%s\n' "$log" >&2; exit 1; }

bad=0
while IFS= read -r made; do
  kept=${made#"$copy"/}
  if ! diff -u --label "$kept, kept" --label "$kept, made" "$kept" "$made" >&2; then
    bad=1
  fi
done < <(find "$copy" -name '*_templ.go')
while IFS= read -r kept; do
  if [ ! -e "${kept%_templ.go}.templ" ]; then
    printf '%s: its .templ file is gone\n' "$kept" >&2
    bad=1
  fi
done < <(find internal -name '*_templ.go')
if [ "$bad" -ne 0 ]; then
  echo 'generated pages differ from their source: run `make generate`' >&2
  exit 1
fi
echo 'generated pages match their source'
