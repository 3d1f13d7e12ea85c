#!/usr/bin/env bash
# The digest of a policy archive in every format, for CI.
# Reads ARCHIVE, SINCE, DIGEST_LANG, FAIL_ON, BASELINE, OUTPUT; exits as `policydiff digest` does.
set -euo pipefail

archive="${ARCHIVE:-.}"
output="${OUTPUT:-policydiff-digest}"
since="${SINCE:-}"
lang="${DIGEST_LANG:-zh}"

# A branch that was just made was pushed onto nothing, and a forced push may name a commit that is gone.
if [[ "$since" =~ ^0+$ ]]; then
  since=""
elif [[ "$since" =~ ^[0-9a-f]{40}([0-9a-f]{24})?$ ]] && ! git -C "$archive" cat-file -e "$since^{commit}" 2>/dev/null; then
  echo "commit $since is not in this clone (fetch the whole history); the digest starts at the last tag" >&2
  since=""
fi

arguments=(--archive "$archive" --lang "$lang")
if [[ -n "$since" ]]; then
  arguments+=(--since "$since")
fi

mkdir -p "$output"
for format in markdown:md atom:xml html:html; do
  policydiff digest "${arguments[@]}" --format "${format%%:*}" -o "$output/digest.${format##*:}"
done

judging=()
if [[ -n "${FAIL_ON:-}" ]]; then
  judging+=(--fail-on "$FAIL_ON")
fi
if [[ -n "${BASELINE:-}" ]]; then
  judging+=(--baseline "$BASELINE")
fi
code=0
policydiff digest "${arguments[@]}" ${judging[@]+"${judging[@]}"} --format json -o "$output/digest.json" || code=$?

if [[ -n "${GITHUB_STEP_SUMMARY:-}" ]]; then
  cat "$output/digest.md" >>"$GITHUB_STEP_SUMMARY"
fi
if [[ -n "${GITHUB_OUTPUT:-}" ]]; then
  policies="$(python3 -c 'import json, sys; print(json.load(open(sys.argv[1], encoding="utf-8"))["summary"]["policies"])' "$output/digest.json")"
  {
    echo "markdown=$output/digest.md"
    echo "json=$output/digest.json"
    echo "policies=$policies"
  } >>"$GITHUB_OUTPUT"
fi
exit "$code"
