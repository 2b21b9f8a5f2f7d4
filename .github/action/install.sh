#!/usr/bin/env bash
# Puts a released copydesk on the PATH of the job's later steps.
# COPYDESK_VERSION is a tag or `latest`, COPYDESK_RELEASES the address that releases stand under.
set -euo pipefail

fail() { echo "::error title=copydesk::$1"; exit 2; }

case "$RUNNER_OS-$RUNNER_ARCH" in
  Linux-X64) target=x86_64-unknown-linux-musl ;;
  Linux-ARM64) target=aarch64-unknown-linux-musl ;;
  macOS-X64) target=x86_64-apple-darwin ;;
  macOS-ARM64) target=aarch64-apple-darwin ;;
  Windows-X64) target=x86_64-pc-windows-msvc ;;
  *) fail "no copydesk is released for $RUNNER_OS on $RUNNER_ARCH" ;;
esac
archive=copydesk-$target.tar.gz
case "$COPYDESK_VERSION" in
  latest) from=$COPYDESK_RELEASES/latest/download ;;
  *) from=$COPYDESK_RELEASES/download/$COPYDESK_VERSION ;;
esac

folder=$RUNNER_TEMP/copydesk
mkdir -p "$folder"
cd "$folder"
for name in "$archive" "$archive.sha256"; do
  curl --fail --silent --show-error --location --retry 3 --output "$name" "$from/$name" || fail "cannot fetch $from/$name"
done
if command -v sha256sum >/dev/null; then sum=(sha256sum); else sum=(shasum -a 256); fi
"${sum[@]}" --check --status "$archive.sha256" || fail "$archive is not what its release says it is"
tar -xzf "$archive"
echo "$folder" >>"$GITHUB_PATH"
