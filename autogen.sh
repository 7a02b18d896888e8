#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# Makes ./configure out of configure.ac. With --deps, installs the Debian packages that a build and its tests need;
# nothing else in this project installs anything.
set -eu

packages="autoconf automake autopoint gettext libtool libltdl-dev make gcc libc6-dev pkg-config
  libjansson-dev zlib1g-dev libmd-dev
  libcmocka-dev python3 libxml2-utils cmark-gfm locales man-db valgrind"

as_root()
{
    if test "$(id -u)" -eq 0; then
        "$@"
    else
        sudo "$@"
    fi
}

# Where nothing is missing, neither root nor a network is needed.
install_packages()
{
    missing=
    for package in $packages; do
        dpkg-query -W -f '${db:Status-Status}\n' "$package" 2>/dev/null | grep -qx installed || missing="$missing $package"
    done
    test -n "$missing" || return 0
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -q update
    # shellcheck disable=SC2086 # one word per package
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -y install --no-install-recommends $missing
}

case "${1-}" in
    --deps) install_packages ;;
    "") ;;
    *)
        echo "usage: ./autogen.sh [--deps]" >&2
        exit 2
        ;;
esac

cd "$(dirname "$0")"
mkdir -p m4 build-aux
exec autoreconf -fi
