#!/usr/bin/env bash
# Makes this folder ready: system packages (on Debian and its relatives) and a Python environment in .venv.
#
#   bash setup.sh app     what the app needs
#   bash setup.sh test    that, and what the tests need
#
# Only what is missing is installed, so running it again is quick and harmless.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

say() { printf 'setup: %s\n' "$*"; }
stop() {
    printf 'setup: %s\n' "$*" >&2
    exit 1
}

case "${1:-}" in
    app) requirements="requirements.txt" ;;
    test) requirements="requirements-dev.txt" ;;
    *) stop "say 'bash setup.sh app' or 'bash setup.sh test'." ;;
esac
purpose=$1

# --- Python -----------------------------------------------------------------------------------------------------------

is_new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

python=
for candidate in python3.11 python3; do
    if is_new_enough "$candidate"; then
        python=$candidate
        break
    fi
done
# An environment made earlier goes on being used, unless its making was interrupted or its Python is gone.
if is_new_enough .venv/bin/python && .venv/bin/python -m pip --version >/dev/null 2>&1; then
    python=.venv/bin/python
fi
[ -n "$python" ] || stop "no Python 3.11 or newer was found; install it (for example as python3.11) and run this again."

# --- System packages --------------------------------------------------------------------------------------------------

missing=()

# Whether a package is there, under the name of Debian 12 or the one that Debian 13 gave some libraries.
is_installed() {
    [[ "$(dpkg-query --show --showformat '${Status}\n' "$1" "$1t64" 2>/dev/null)" == *' installed'* ]]
}

# need REASON PACKAGE...: notes which of the packages are not installed, and says what they are for
need() {
    local reason=$1 package absent=()
    shift
    for package in "$@"; do
        is_installed "$package" || absent+=("$package")
    done
    if [ ${#absent[@]} -gt 0 ]; then
        say "$reason needs ${absent[*]}"
        missing+=("${absent[@]}")
    fi
}

list_missing_packages() {
    local version
    version=$("$python" -c 'import sys; print("python{}.{}".format(*sys.version_info))')
    # A Python from elsewhere brings its own venv and headers; Debian's keeps them in packages of their own.
    "$python" -c 'import ensurepip, venv' 2>/dev/null || need "making a Python environment" "$version-venv"
    "$python" -c 'import os, sys, sysconfig; sys.exit(not os.path.exists(sysconfig.get_path("include") + "/Python.h"))' ||
        need "building PyAudio" "$version-dev"
    need "building PyAudio, which listens to the microphone," gcc libc6-dev portaudio19-dev
    need "the window (Qt)" libdbus-1-3 libegl1 libfontconfig1 libgl1 libglib2.0-0 libxcb-cursor0 libxcb-icccm4 \
        libxcb-keysyms1 libxcb-shape0 libxkbcommon-x11-0
    need "the camera, and playing what was said (Qt Multimedia)" libdrm2 libgssapi-krb5-2 libpulse0 libxrandr2
    need "good-looking text in many scripts" fonts-inter fonts-noto-core
    if [ "$purpose" = test ]; then
        need "testing with a virtual microphone" pulseaudio libasound2-plugins
        need "testing with a virtual screen" xvfb xauth
        need "making the demo's voices" flite espeak-ng
    fi
}

install_missing_packages() {
    local as_root=()
    if [ "$(id -u)" -ne 0 ]; then
        # sudo may ask for a password only where someone is there to type it
        if command -v sudo >/dev/null && { sudo -n true 2>/dev/null || [ -t 0 ]; }; then
            as_root=(sudo)
        else
            stop "there is no right to install them here. Run this as root, then try again:
  apt-get install ${missing[*]}"
        fi
    fi
    local apt=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq -o Dpkg::Use-Pty=0)
    local install=("${apt[@]}" install -y --no-install-recommends "${missing[@]}")
    say "installing ${#missing[@]} system packages"
    # The package lists may be absent or out of date: then fetch them, once.
    if ! apt-cache show "${missing[@]}" >/dev/null 2>&1 || ! "${install[@]}" >/dev/null; then
        "${apt[@]}" update
        "${install[@]}" >/dev/null || stop "apt-get could not install: ${missing[*]}; its message is above."
    fi
}

if command -v apt-get >/dev/null && command -v dpkg-query >/dev/null; then
    list_missing_packages
    if [ ${#missing[@]} -gt 0 ]; then
        install_missing_packages
    fi
else
    say "this is not Debian or a relative of it; going on, but these must be there: a C compiler and PortAudio with its" \
        "headers (to build PyAudio)$([ "$purpose" = test ] && printf '; for the tests also PulseAudio, Xvfb, flite and espeak-ng')."
fi

# --- Python packages --------------------------------------------------------------------------------------------------

if [ "$python" != .venv/bin/python ]; then
    say "making the Python environment in .venv"
    "$python" -m venv --clear .venv
fi
say "installing the Python packages of $requirements (the first time this takes some minutes)"
.venv/bin/python -m pip install --quiet --disable-pip-version-check --requirement "$requirements" ||
    stop "pip could not install the packages of $requirements; its message is above."
say "ready"
