#!/bin/sh
# Type check and tests of the map's own scripts, where Node is installed (20 or newer).
# Nothing of this is needed to run the atlas.
set -eu
cd "$(dirname "$0")/.."

if ! command -v node >/dev/null 2>&1 || ! command -v npm >/dev/null 2>&1; then
    echo "Node is not installed: the map scripts' type check and tests are left out." >&2
    exit 0
fi
if ! cmp -s package-lock.json node_modules/installed-package-lock.json; then
    npm ci --silent --no-audit --no-fund
    cp package-lock.json node_modules/installed-package-lock.json
fi
node_modules/.bin/tsc --project tsconfig.json
# Named one by one: how Node reads a folder differs between its versions.
tests=$(grep -rl --include='*.js' 'node:test' tests/js || true)
if [ -z "$tests" ]; then echo "tests/js holds no tests." >&2; exit 1; fi
# shellcheck disable=SC2086 - our own file names, without spaces
node --test $tests
