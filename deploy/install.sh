#!/bin/sh
# Makes .venv with the locked packages: `deploy/install.sh runtime` or `deploy/install.sh dev`.
# Does nothing when they are there already; an environment with the development packages serves both.
set -eu
cd "$(dirname "$0")/.."
wanted=$1
noted=.venv/installed

lock() { echo "$1 $(cat "requirements/$1.txt" requirements/installer.txt | cksum)"; }

find_python() {
    for name in ${PYTHON:-python3.11 python3.12 python3}; do
        if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$name"
            return
        fi
    done
    echo "Regiekamer heeft Python 3.11 of 3.12 nodig, en die is hier niet gevonden." >&2
    echo "Installeer Python 3.11, of wijs een Python aan: PYTHON=/pad/naar/python3.12 make demo" >&2
    exit 1
}

make_venv() {
    python=$(find_python)
    rm -rf .venv
    if "$python" -m pip --version >/dev/null 2>&1; then # Debian's Python brings no ensurepip, so its own pip does it
        "$python" -m venv --without-pip .venv
        "$python" -m pip --python .venv/bin/python install "$@"
    else
        "$python" -m venv .venv
        .venv/bin/python -m pip install "$@"
    fi
}

is_usable() { # and of the version asked for, when one is
    .venv/bin/python -c '' 2>/dev/null && { [ -z "${PYTHON:-}" ] || [ "$("$PYTHON" -V)" = "$(.venv/bin/python -V)" ]; }
}

have=$(cat "$noted" 2>/dev/null || true)
case $have in dev*) wanted=dev ;; esac
if [ "$have" = "$(lock "$wanted")" ] && is_usable; then
    exit 0
fi
if [ -e .venv ] && [ ! -w .venv ]; then
    echo "De map .venv is van een andere gebruiker. Verwijder die map of werk als die gebruiker." >&2
    exit 1
fi
echo "De benodigde pakketten worden geïnstalleerd in .venv."
if ! is_usable || ! .venv/bin/uv --version >/dev/null 2>&1; then
    make_venv --quiet --disable-pip-version-check --root-user-action=ignore --only-binary :all: \
        --require-hashes -r requirements/installer.txt
fi
certificates= # the machine's own, where it has them: behind a company's proxy uv's are not enough
[ ! -e /etc/ssl/certs/ca-certificates.crt ] || certificates=--system-certs
UV_PYTHON_DOWNLOADS=never .venv/bin/uv pip sync --quiet $certificates --require-hashes --no-build \
    --python .venv/bin/python "requirements/$wanted.txt"
lock "$wanted" >"$noted"
