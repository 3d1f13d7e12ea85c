#!/usr/bin/env bash
# The digest of a policy archive in every format, for CI.
# Reads ARCHIVE, SINCE, EVENT, BASE_BRANCH, DIGEST_LANG, FAIL_ON, BASELINE, OUTPUT, CONFIG; exits as `policydiff digest` does.
# Nothing of the checkout is run: Python is called with -I, and policydiff by its full path.
set -euo pipefail

archive="${ARCHIVE:-.}"
output="${OUTPUT:-policydiff-digest}"
since="${SINCE:-}"
lang="${DIGEST_LANG:-zh}"
python="${POLICYDIFF_PYTHON:-$(command -v python3)}"
if [[ -n "${POLICYDIFF_PYTHON:-}" ]]; then
  policydiff=("$python" -I -m policydiff)
else
  policydiff=("$(command -v policydiff)")
fi

stop() {
  echo "policydiff: $1" >&2
  exit 2
}

known() {
  git -C "$archive" rev-parse --verify --quiet --end-of-options "$1^{commit}"
}

# Where the comparison begins. A base that is not known is an error, never a guess.
if [[ "$since" =~ ^0+$ ]]; then
  since="" # a branch that was just made was pushed onto nothing
fi
if [[ -n "$since" && ! "$since" =~ ^[0-9]{4}-[0-9]{2}-[0-9]{2}$ ]]; then
  if ! known "$since" >/dev/null; then
    # After a forced push the old commit may be gone: what the branch has in common with the default branch is known.
    [[ -n "${BASE_BRANCH:-}" ]] || stop "the base $since is not in this clone; fetch the whole history (fetch-depth: 0)"
    since="$(git -C "$archive" merge-base HEAD "origin/$BASE_BRANCH" 2>/dev/null)" ||
      stop "neither the base nor origin/$BASE_BRANCH is in this clone; fetch the whole history (fetch-depth: 0)"
  fi
elif [[ -z "$since" ]]; then
  case "${EVENT:-}" in
    schedule | workflow_dispatch | "") ;; # since the last tag, else the newest day: nobody pushed anything
    *)
      head="$(known HEAD)" || stop "the archive has no commit"
      base="$(git -C "$archive" merge-base HEAD "origin/${BASE_BRANCH:-main}" 2>/dev/null || true)"
      if [[ -n "$base" && "$base" != "$head" ]]; then
        since="$base" # a new branch: all that it has and the default branch has not
      elif known "HEAD^1" >/dev/null; then
        since="$(known "HEAD^1")" # the default branch itself: the last commit, of a merge all that it brought
      else
        since="" # the first commit of all
      fi
      ;;
  esac
fi

arguments=(--archive "$archive" --lang "$lang")
if [[ -n "$since" ]]; then
  arguments+=(--since "$since")
fi
for option in FAIL_ON:--fail-on BASELINE:--baseline CONFIG:--config FEED_URL:--feed-url; do
  name="${option%%:*}"
  if [[ -n "${!name:-}" ]]; then
    arguments+=("${option##*:}" "${!name}")
  fi
done

mkdir -p "$output"
code=0
CI=true POLICYDIFF_BASE="$since" "${policydiff[@]}" digest "${arguments[@]}" --previous "$output/digest.xml" \
  -o "$output/digest.md" -o "$output/digest.json" -o "$output/digest.xml" -o "$output/digest.html" -o "$output/digest.sarif" || code=$?
checked=0
"${policydiff[@]}" check --archive "$archive" >"$output/check.txt" || checked=$?
if ((checked)); then
  cat "$output/check.txt" >&2
  ((code)) || code=2
fi

# A comment holds 65,536 characters; what is cut off stands in the files.
if [[ -f "$output/digest.md" ]]; then
  "$python" -I -c 'import sys
text = open(sys.argv[1], encoding="utf-8").read()
limit = 60000
link = sys.argv[3]
if len(text) > limit:
    text = text[:limit].rpartition("\n")[0] + "\n\n… " + (f"[digest]({link})" if link else "digest.md")
open(sys.argv[2], "w", encoding="utf-8").write("<!-- policydiff digest -->\n" + text + "\n")' \
    "$output/digest.md" "$output/comment.md" "${RUN_URL:-}"
  if [[ -n "${GITHUB_STEP_SUMMARY:-}" ]]; then
    cat "$output/comment.md" >>"$GITHUB_STEP_SUMMARY"
  fi
fi
if [[ -n "${GITHUB_OUTPUT:-}" && -f "$output/digest.json" ]]; then
  policies="$("$python" -I -c 'import json, sys; print(json.load(open(sys.argv[1], encoding="utf-8"))["summary"]["policies"])' "$output/digest.json")"
  {
    echo "markdown=$output/digest.md"
    echo "comment=$output/comment.md"
    echo "json=$output/digest.json"
    echo "sarif=$output/digest.sarif"
    echo "policies=$policies"
  } >>"$GITHUB_OUTPUT"
fi
exit "$code"
