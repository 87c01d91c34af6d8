# shellcheck shell=bash
# What the scripts beside this file begin with. A stranger's pull request may have put anything into the checkout, so
# nothing there decides what runs: no program, no setting, no link. The checkout is GITHUB_WORKSPACE or CI_PROJECT_DIR, or
# the work tree that the script was started in.
#
# Until PATH is what it should be, only what bash itself brings is used.
set -euo pipefail
unset CDPATH
exec </dev/null

# In a workflow's log, a line of text could be taken for a command. Between these two none is.
stop_commands() {
    [ -n "${GITHUB_ACTIONS:-}" ] || return 0
    key=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
    printf '::stop-commands::%s\n' "$key"
}
resume_commands() {
    [ -z "${GITHUB_ACTIONS:-}" ] || printf '\n::%s::\n' "$key"
}

refuse() {
    {
        stop_commands
        printf '%s\n' "$@"
        resume_commands
    } >&2
    exit 2
}

# The real place of a folder, in “real”; false where there is none. A name may end in a line break, which $(…) would drop.
physical() {
    local folder=$1
    [ "$folder" != - ] || folder=./-
    real=$(cd -P -- "$folder" 2>/dev/null && printf '%s/.' "$PWD") && real=${real%/.} && real=${real:-/}
}

# Whether a real place lies in the checkout, or is it.
in_checkout() {
    [ -n "$checkout" ] || return 1
    case $1/ in "${checkout%/}"/*) return 0 ;; *) return 1 ;; esac
}

absolute() {
    case ${OSTYPE:-}:$1 in *:/* | msys*:[A-Za-z]:[\\/]* | cygwin*:[A-Za-z]:[\\/]*) return 0 ;; *) return 1 ;; esac
}

# The real place of a path whose end need not be there yet, in “real”.
place() {
    local folder=$1 end=
    absolute "$folder" || folder=$PWD/$folder
    until physical "$folder"; do
        end=/${folder##*[/\\]}$end
        case $folder in */* | *\\*) folder=${folder%[/\\]*} ;; *) folder= ;; esac
        folder=${folder:-/}
    done
    real=${real%/}$end
}

# The nearest folder from here up that holds a “.git”, in “real”. Git lets nobody add a name like that to a repository; the
# files of a repository without a work tree can be added, and are not looked at.
work_tree() {
    real=$1
    until [ -e "$real/.git" ]; do
        [ -n "${real%/}" ] || return 1
        real=${real%/*}
    done
    real=${real:-/}
}

checkout=
for folder in "${GITHUB_WORKSPACE:-}" "${CI_PROJECT_DIR:-}"; do
    if [ -z "$checkout" ] && [ -n "$folder" ] && physical "$folder"; then
        checkout=$real
    fi
done
if [ -z "$checkout" ] && physical . && work_tree "$real"; then
    checkout=$real
fi

# PATH without what is relative, and so depends on where one stands, and without what lies in the checkout.
safe_path() {
    local rest=$PATH: folder kept=
    while [ -n "$rest" ]; do
        folder=${rest%%:*}
        rest=${rest#*:}
        if absolute "$folder" && physical "$folder" && ! in_checkout "$real" && ! in_checkout "$folder"; then
            kept+=${kept:+:}$folder
        fi
    done
    PATH=$kept
}
safe_path

# outside NAME…: none of these variables may name a place in the checkout.
outside() {
    local name value
    for name; do
        value=${!name:-}
        [ -n "$value" ] || continue
        case $name:$value in
        *HOME:* | *_DIR:* | *:*[/\\]*) ;;
        *) continue ;; # a name without a folder is looked up in PATH
        esac
        place "$value"
        ! in_checkout "$real" || refuse "$name names a place in the checkout, so a pull request could decide what runs here; let it name a place outside, or unset it for this step"
    done
}

# Whether a path leads through a link that lies in the checkout.
through_a_link() {
    local path=$1 at rest part before
    absolute "$path" || path=$PWD/$path
    case $path in [A-Za-z]:*) path=${path//\\//} ;; esac
    at=${path%%/*} # nothing, or a drive
    rest=${path#*/}/
    while [ -n "$rest" ]; do
        part=${rest%%/*}
        rest=${rest#*/}
        before=${at:-/}
        at=$at/$part
        if [ -L "$at" ] && physical "$before" && in_checkout "$real"; then
            return 0
        fi
    done
    return 1
}

# room_for NAME: makes room for the file that this variable names. What lies there in the checkout may be a stranger's: a
# link would lead the report to another place, and an old file would be taken for the report where none gets written.
room_for() {
    local file=${!1} folder
    absolute "$file" || file=$PWD/$file
    folder=${file%[/\\]*}/
    ! through_a_link "$folder" || refuse "$1 leads through a link in the checkout, and nothing is written through one; name another file"
    if { [ -f "$file" ] || [ -L "$file" ]; } && physical "$folder" && in_checkout "$real"; then
        rm -f -- "$file"
    fi
}

# What others set for git in the environment would lead it to another repository than the checkout's.
unset GIT_DIR GIT_WORK_TREE GIT_COMMON_DIR GIT_INDEX_FILE GIT_OBJECT_DIRECTORY GIT_ALTERNATE_OBJECT_DIRECTORIES GIT_NAMESPACE \
    GIT_PREFIX GIT_SHALLOW_FILE GIT_GRAFT_FILE GIT_REPLACE_REF_BASE GIT_CEILING_DIRECTORIES GIT_DISCOVERY_ACROSS_FILESYSTEM
