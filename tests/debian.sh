#!/bin/sh
# What the tests need beside Python: a Chromium, the proxy (nginx), the connection pool (pgbouncer), tidy and the
# checker of units (systemd). Installs Debian's where they are missing and we may; in CI the absence of one is a failure.
set -eu
PATH=$PATH:/usr/sbin:/sbin # where Debian puts nginx and pgbouncer; not on the path of a normal user

has() { # any of these programs
    for name; do
        command -v "$name" >/dev/null && return 0
    done
    return 1
}

missing() { # the packages whose program is not there
    has chromium chromium-browser google-chrome || echo chromium
    has nginx || echo nginx-light
    has pgbouncer || echo pgbouncer
    has tidy || echo tidy
    has systemd-analyze || echo systemd
}

wanted=$(missing | tr '\n' ' ')
[ -n "$wanted" ] || exit 0
if [ "$(id -u)" = 0 ] && has apt-get; then
    echo "Voor de tests wordt geïnstalleerd: $wanted"
    export DEBIAN_FRONTEND=noninteractive
    # Debian starts a service with its package; tests start their own, on the loopback and with their own files.
    guard=/usr/sbin/policy-rc.d
    if [ ! -e "$guard" ]; then
        printf '#!/bin/sh\nexit 101\n' >"$guard" && chmod 755 "$guard"
        trap 'rm -f "$guard"' EXIT
    fi
    # shellcheck disable=SC2086 # names of packages, one word each
    apt-get update -qq && apt-get install -y -qq --no-install-recommends $wanted >/dev/null || true
    wanted=$(missing | tr '\n' ' ')
    [ -n "$wanted" ] || exit 0
fi
if [ -n "${CI:-}" ]; then
    echo "Dit ontbreekt en in CI mag geen test ontbreken: $wanted" >&2
    exit 1
fi
echo "Dit ontbreekt, en de tests die het nodig hebben worden overgeslagen: $wanted"
echo "Installeer het met: sudo apt-get install $wanted"
