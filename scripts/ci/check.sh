#!/usr/bin/env bash
# Checks a framework for a build server and, where there is a base, writes the comment for the pull request.
#
#   ROLEWRIGHT   the program [rolewright]
#   FRAMEWORK    the framework's folder [.]
#   FORMAT       the form of the report: github, junit, human … [github]
#   OUTPUT       the file for the report [standard output]
#   FAIL_ON      the level that fails: error, warning or advice [error]
#   BASE         where the change began; then only what the change brings counts [everything counts]
#   COMMENT      the file for the comment; needs BASE [no comment]
#
# Exit status: that of the check. 0 nothing at or above FAIL_ON, 1 findings, 2 the work could not be done.
# Nothing in the framework is changed. Where the base is not in this checkout, git is asked to fetch it.
set -euo pipefail

rolewright=${ROLEWRIGHT:-rolewright}
framework=${FRAMEWORK:-.}
base=${BASE:-}

has_base() { git -C "$framework" rev-parse --quiet --verify "$base^{commit}" >/dev/null 2>&1; }

# Where the change began can only be found in a history that reaches back that far.
find_base() {
    if [ "$(git -C "$framework" rev-parse --is-shallow-repository 2>/dev/null)" = true ]; then
        git -C "$framework" fetch --quiet --no-tags --unshallow origin >&2 || true
    fi
    has_base || git -C "$framework" fetch --quiet --no-tags origin "$base" >&2 || true
    if ! has_base; then
        echo "the base $base is not in this checkout and could not be fetched; fetch the whole history (fetch-depth: 0 with actions/checkout, GIT_DEPTH: 0 on GitLab)" >&2
        exit 2
    fi
}

case $base in
-*) echo "the base “$base” begins with a hyphen, so it names no commit" >&2; exit 2 ;;
esac

arguments=("$framework" --format "${FORMAT:-github}" --fail-on "${FAIL_ON:-error}")
if [ -n "${OUTPUT:-}" ]; then
    arguments+=(--output "$OUTPUT" --force)
fi
if [ -n "$base" ]; then
    find_base
    arguments+=(--base "$base")
fi

status=0
"$rolewright" check "${arguments[@]}" || status=$?

# A reviewer needs the comment most when the check fails.
if [ -n "$base" ] && [ -n "${COMMENT:-}" ] && [ "$status" -lt 2 ]; then
    "$rolewright" report pr "$framework" --base "$base" --output "$COMMENT" --force || status=2
fi
exit "$status"
