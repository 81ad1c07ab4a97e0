#!/bin/sh
# Makes the environment in .venv: finds a Python new enough, says what to do when there is none.
# Usage: tools/setup.sh [dev]     (dev adds what the tests and checks need)
# PYTHON=/path/to/python chooses the interpreter; TORCH_INDEX_URL a package index for torch alone.
set -eu
cd "$(dirname "$0")/.."
venv=${VENV:-.venv}

fail() {
    printf '\nSet-up stopped: %s\n' "$1" >&2
    shift
    for line in "$@"; do printf '  %s\n' "$line" >&2; done
    exit 1
}

is_new_enough() {
    "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2])' 2>/dev/null
}

has_venv() {
    "$1" -c 'import ensurepip, venv' 2>/dev/null
}

# Prints the first usable interpreter; remembers on the way what was wrong with the others.
find_python() {
    too_old='' without_venv=''
    for name in ${PYTHON:-python3 python3.13 python3.12 python3.11}; do
        path=$(command -v "$name" 2>/dev/null) || continue
        version=$("$path" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null) || continue
        if ! is_new_enough "$path"; then
            too_old="$too_old $path ($version)"
        elif ! has_venv "$path"; then
            without_venv="$path" without_version=$version
        else
            python=$path
            return
        fi
    done
    if [ -n "$without_venv" ]; then
        fail "$without_venv (Python $without_version) cannot make virtual environments." \
            "Debian, Ubuntu: apt-get install python$without_version-venv" \
            "Then run the same command again."
    elif [ -n "$too_old" ]; then
        fail "Python is too old:$too_old. Attune needs Python 3.11 or newer." \
            "Debian 12, Ubuntu 24.04, Fedora and Homebrew carry one: install python3, or" \
            "name another: make setup PYTHON=/path/to/python3.11"
    fi
    fail "no Python was found. Attune needs Python 3.11 or newer, with pip and venv." \
        "Debian, Ubuntu: apt-get install python3 python3-venv" \
        "Or name it: make setup PYTHON=/path/to/python3.11"
}

check_disk() {
    need_mb=4000
    free_mb=$(df -Pm . | awk 'NR == 2 { print $4 }')
    if [ ! -x "$venv/bin/python" ] && [ "${free_mb:-$need_mb}" -lt "$need_mb" ]; then
        fail "only $free_mb MB are free here; the environment needs about $need_mb MB." \
            "Free some space, or move this folder to a larger disk."
    fi
}

install() {
    PIP_DISABLE_PIP_VERSION_CHECK=1 "$venv/bin/python" -m pip install -qq "$@" && return
    fail "pip could not install the packages (its own words stand above)." \
        "No network or a proxy? Check that pip reaches its package index: pip download six" \
        "No space? Look at: df -h .        A broken environment? Remove $venv and try again."
}

if [ ! -x "$venv/bin/python" ] || ! is_new_enough "$venv/bin/python"; then
    find_python
    check_disk
    echo "Making the environment in $venv with $("$python" --version) …"
    "$python" -m venv --clear "$venv" ||
        fail "the environment could not be made (its own words stand above)." \
            "Debian, Ubuntu: apt-get install python3-venv"
fi

# torch first: whichever build of this version is chosen, the rest then accepts it.
if ! "$venv/bin/python" -c 'import importlib.metadata as m; m.version("torch")' 2>/dev/null; then
    echo "Installing the libraries (once; two to five minutes) …"
    install --constraint constraints.txt torch==2.13.0 ${TORCH_INDEX_URL:+--index-url "$TORCH_INDEX_URL"}
fi
if [ "${1:-}" = dev ]; then
    install --constraint constraints.txt --editable '.[dev]'
    touch "$venv/.ok" "$venv/.dev"
else
    install --constraint constraints.txt --editable .
    touch "$venv/.ok"
fi
