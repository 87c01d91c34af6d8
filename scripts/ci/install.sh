#!/bin/bash -p
# Installs rolewright with cargo: from the checkout that this script is part of, or the version named.
#
#   VERSION   a published version, such as 0.1.0 [this checkout]
#   INTO      the folder to install into; the program is then INTO/bin/rolewright
#
# Where GITHUB_PATH names a file, INTO/bin is added to it, so that later steps find the program.
here=${BASH_SOURCE[0]%/*}
[ "$here" != "${BASH_SOURCE[0]}" ] || here=.
# shellcheck source=scripts/ci/guard.sh
. "$here/guard.sh"

into=${INTO:?names the folder to install into}
version=${VERSION:-}

case $version in
'') ;;
*[!0-9A-Za-z.+-]* | [!0-9]*) refuse "VERSION is a published version, such as 0.1.0" ;;
esac
# Later steps look for programs in INTO/bin.
case $into in *$'\n'*) refuse "INTO has a line break in its name" ;; esac
absolute "$into" || into=$PWD/$into
place "$into"
! in_checkout "$real" || refuse "INTO lies in the checkout, so a pull request could put programs there; name a folder outside"

# Cargo and rustup read settings from where they are started and from every folder above: that is the program's own
# source, never the framework's checkout, unless that is the program itself.
physical "$here/../.."
source_folder=$real
if in_checkout "$source_folder" && [ "$source_folder" != "$checkout" ]; then
    refuse "Rolewright's source lies in the checkout, so a pull request could decide what is built; keep it outside"
fi
outside HOME CARGO_HOME RUSTUP_HOME RUSTUP_TOOLCHAIN CARGO RUSTC RUSTDOC RUSTC_WRAPPER RUSTC_WORKSPACE_WRAPPER CC \
    CARGO_BUILD_RUSTC CARGO_BUILD_RUSTDOC CARGO_BUILD_RUSTC_WRAPPER CARGO_BUILD_RUSTC_WORKSPACE_WRAPPER CARGO_BUILD_TARGET_DIR \
    CARGO_BUILD_BUILD_DIR "${!CARGO_TARGET_@}"

if ! command -v cargo >/dev/null 2>&1; then
    refuse "rolewright is built with cargo, and there is no cargo here; install Rust first (https://rustup.rs)"
fi

cd "$source_folder"
if [ -n "$version" ]; then
    cargo install --locked --root "$into" --version "$version" rolewright
else
    cargo install --locked --root "$into" --path "$source_folder"
fi

if [ -n "${GITHUB_PATH:-}" ]; then
    printf '%s\n' "$into/bin" >>"$GITHUB_PATH"
fi
