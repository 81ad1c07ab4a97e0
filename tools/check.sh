#!/bin/sh
# Runs every check of `make check`, all of them even when one fails, and prints only what is wrong.
set -u
cd "$(dirname "$0")/.."
bin=${VENV:-.venv}/bin
shown=60
failed=''
log=$(mktemp)
trap 'rm -f "$log"' EXIT

step() {
    name=$1
    shift
    if "$@" >"$log" 2>&1; then
        printf '  ok    %s\n' "$name"
    else
        printf '  WRONG %s\n' "$name"
        head -n "$shown" "$log" | sed 's/^/        /'
        rest=$(($(wc -l <"$log") - shown))
        [ "$rest" -gt 0 ] && echo "        … and $rest lines more: $*"
        failed="$failed, $name"
    fi
}

step 'format (make fmt mends it)' "$bin/ruff" format --check --quiet --output-format concise .
step 'style' "$bin/ruff" check --quiet --output-format concise .
step 'types' "$bin/mypy" --no-error-summary
step 'imports' "$bin/lint-imports" --no-logo
step 'migrations' "$bin/python" -m tools.check_migrations
step 'API snapshot (make openapi mends it)' "$bin/python" -m tools.openapi --check

if [ -n "$failed" ]; then
    echo "Wrong: ${failed#, }"
    exit 1
fi
echo 'All checks passed.'
