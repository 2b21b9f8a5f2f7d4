#!/usr/bin/env bash
# One run, three reports: annotations, the job's summary, and SARIF. Exits as copydesk does.
# COPYDESK_PATHS and COPYDESK_OPTIONS hold one word a line; COPYDESK_SINCE is a commit or nothing.
set -euo pipefail

words=()
add() { while IFS= read -r word; do [ -z "$word" ] || words+=("$word"); done <<<"$1"; }
add "$COPYDESK_OPTIONS"
[ -z "$COPYDESK_SINCE" ] || words+=(--since "$COPYDESK_SINCE")
words+=(--)
add "$COPYDESK_PATHS"

summary=$RUNNER_TEMP/copydesk.md
sarif=$RUNNER_TEMP/copydesk.sarif
rm -f "$summary" "$sarif"
status=0
copydesk check --format github --format markdown --output "$summary" --format sarif --output "$sarif" "${words[@]}" || status=$?
[ ! -f "$summary" ] || cat "$summary" >>"$GITHUB_STEP_SUMMARY"
{
  echo "status=$status"
  [ ! -f "$sarif" ] || echo "sarif=$sarif"
} >>"$GITHUB_OUTPUT"
exit "$status"
