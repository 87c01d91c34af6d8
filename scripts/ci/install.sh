#!/usr/bin/env bash
# Installs rolewright with cargo: from the checkout that this script is part of, or the version named.
#
#   VERSION   a published version, such as 0.1.0 [this checkout]
#   INTO      the folder to install into; the program is then INTO/bin/rolewright
#
# Where GITHUB_PATH names a file, INTO/bin is added to it, so that later steps find the program.
set -euo pipefail

source_folder=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
into=${INTO:?names the folder to install into}

if ! command -v cargo >/dev/null 2>&1; then
    echo "rolewright is built with cargo, and there is no cargo here; install Rust first (https://rustup.rs)" >&2
    exit 2
fi

if [ -n "${VERSION:-}" ]; then
    cargo install --locked --root "$into" --version "$VERSION" rolewright
else
    cargo install --locked --root "$into" --path "$source_folder"
fi

if [ -n "${GITHUB_PATH:-}" ]; then
    printf '%s\n' "$into/bin" >>"$GITHUB_PATH"
fi
