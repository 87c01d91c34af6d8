#!/bin/bash -p
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
here=${BASH_SOURCE[0]%/*}
[ "$here" != "${BASH_SOURCE[0]}" ] || here=.
# shellcheck source=scripts/ci/guard.sh
. "$here/guard.sh"
# A workflow reads both streams for commands; in one, they keep their order.
[ -z "${GITHUB_ACTIONS:-}" ] || exec 2>&1

rolewright=${ROLEWRIGHT:-rolewright}
framework=${FRAMEWORK:-.}
base=${BASE:-}
outside ROLEWRIGHT HOME XDG_CONFIG_HOME GIT_CONFIG_GLOBAL GIT_CONFIG_SYSTEM GIT_EXEC_PATH GIT_SSH GIT_ASKPASS SSH_ASKPASS

# Before anything can fail: what lies there now must not be taken for a report of this run.
[ -z "${OUTPUT:-}" ] || room_for OUTPUT
[ -z "${COMMENT:-}" ] || room_for COMMENT

# Whoever sets up the build server may name any folder by its whole path; in the checkout, a link could lead anywhere.
physical "$framework" || refuse "there is no folder $(printf '%q' "$framework")"
framework_at=$real
if [ -n "${GITHUB_WORKSPACE:-${CI_PROJECT_DIR:-}}" ] || in_checkout "$framework" || { [ -n "$checkout" ] && ! absolute "$framework"; }; then
    in_checkout "$framework_at" || refuse "the folder $(printf '%q' "$framework") is not in the checkout, or a link leads out of it; name one that is"
fi

case $base in
-*) refuse "the base $base begins with a hyphen, so it names no commit" ;;
+* | *:* | *[[:space:]]* | *[[:cntrl:]]*) refuse "the base $(printf '%q' "$base") names no commit; write a commit, a branch or a tag" ;;
esac

# Git, in the repository that holds the checkout and with nothing that its settings could start and this does not need. How
# a server is reached (core.sshCommand, a credential helper) stays: it is the build server's own.
git_here() {
    GIT_TERMINAL_PROMPT=0 git -C "$work_tree" --no-pager -c safe.bareRepository=explicit -c core.hooksPath=/dev/null \
        -c core.fsmonitor=false -c protocol.ext.allow=never -c submodule.recurse=false -c fetch.recurseSubmodules=no \
        -c gc.auto=0 -c maintenance.auto=false "$@"
}
fetch() { git_here fetch --quiet --no-tags --no-recurse-submodules --upload-pack git-upload-pack "$@" >&2 || true; }
has_base() { git_here rev-parse --quiet --verify "$base^{commit}" >/dev/null 2>&1; }

# Where the change began can only be found in a history that reaches back that far.
find_base() {
    work_tree "$framework_at" || refuse "the framework is in no git repository, so there is no earlier state of it; check out the repository, or leave the base out"
    work_tree=$real
    ! in_checkout "$framework_at" || in_checkout "$work_tree" || refuse "the checkout is no git repository, so there is no earlier state of the framework; leave the base out"
    if [ "$(git_here rev-parse --is-shallow-repository 2>/dev/null)" = true ]; then
        fetch --unshallow -- origin
    fi
    has_base || fetch -- origin "$base"
    has_base || refuse "the base $base is not in this checkout and could not be fetched; fetch the whole history (fetch-depth: 0 with actions/checkout, GIT_DEPTH: 0 on GitLab)"
}

# Of all that is said in a workflow's log, only the annotations are meant to be commands.
run() {
    [ -n "${GITHUB_ACTIONS:-}" ] || { "$rolewright" "$@"; return; }
    local status=0 annotations=
    [ "$1:$format" != check:github ] || annotations=1
    "$rolewright" "$@" >"$room/out" 2>"$room/err" || status=$?
    stop_commands
    cat "$room/err"
    [ -n "$annotations" ] || cat "$room/out"
    resume_commands
    [ -z "$annotations" ] || cat "$room/out"
    return "$status"
}

format=${FORMAT:-github}
options=("--format=$format" "--fail-on=${FAIL_ON:-error}")
if [ -n "${OUTPUT:-}" ]; then
    options+=("--output=$OUTPUT" --force)
fi
if [ -n "$base" ]; then
    find_base
    options+=("--base=$base")
fi
room=$(mktemp -d)
trap 'rm -rf -- "$room"' EXIT

status=0
run check "${options[@]}" -- "$framework" || status=$?

# A reviewer needs the comment most when the check fails.
if [ -n "$base" ] && [ -n "${COMMENT:-}" ] && [ "$status" -lt 2 ]; then
    run report pr "--base=$base" "--output=$COMMENT" --force -- "$framework" || status=2
fi
exit "$status"
