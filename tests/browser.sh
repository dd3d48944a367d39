#!/bin/sh
# The browser tests need a Chromium. Installs Debian's when there is none and we may; in CI its absence is a failure.
set -eu
for name in chromium chromium-browser google-chrome; do
    command -v "$name" >/dev/null && exit 0
done
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Chromium wordt geïnstalleerd, voor de browsertests."
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium >/dev/null && exit 0
fi
if [ -n "${CI:-}" ]; then
    echo "Er is geen Chromium en in CI mogen de browsertests niet ontbreken." >&2
    exit 1
fi
echo "Er is geen Chromium: de browsertests worden overgeslagen. Installeer het met: sudo apt-get install chromium"
