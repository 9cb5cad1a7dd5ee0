#!/bin/sh
# Sets up .venv from a lock with hashes: `sh tools/setup.sh run` or `sh tools/setup.sh dev`.
# Does nothing when the lock is the one installed last. Needs Python 3.11 or newer.
set -eu
cd "$(dirname "$0")/.."

case "${1:-run}" in
run) lock=requirements.txt ;;
dev) lock=requirements-dev.txt ;;
*) echo "Use: sh tools/setup.sh run|dev" >&2; exit 2 ;;
esac
installed=".venv/installed-$lock"

say() { echo "setup: $*" >&2; }

usable() {
    command -v "$1" >/dev/null 2>&1 &&
        "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

find_python() {
    for name in ${PYTHON:-} python3 python3.13 python3.12 python3.11; do
        if usable "$name"; then echo "$name"; return 0; fi
    done
    say "Python 3.11 or newer is missing. Install it, or name it: PYTHON=/path/to/python3 make run"
    return 1
}

# A folder that was moved or whose Python went away is made anew.
if ! usable .venv/bin/python; then
    python=$(find_python)
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        say "This Python can't make environments. On Debian and Ubuntu: apt-get install python3-venv"
        exit 1
    fi
    say "making .venv with $("$python" --version)"
    rm -rf .venv
    "$python" -m venv .venv
fi

if [ -f "$installed" ] && cmp -s "$lock" "$installed"; then exit 0; fi
# The development lock holds everything of the other one.
if [ "$lock" = requirements.txt ] && [ -f .venv/installed-requirements-dev.txt ] &&
    cmp -s requirements-dev.txt .venv/installed-requirements-dev.txt; then exit 0; fi

say "installing the packages of $lock (a minute or two)"
offline=""
if [ -d wheels ] && [ "$lock" = requirements.txt ]; then offline="--no-index --find-links wheels"; fi
# shellcheck disable=SC2086 - two words or none
if ! .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes \
    $offline -r "$lock"; then
    say "The packages could not be installed. Look at the lines above; is a package index reachable?"
    exit 1
fi
cp "$lock" "$installed"
