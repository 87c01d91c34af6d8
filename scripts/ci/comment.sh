#!/bin/bash -p
# Puts a comment on a pull request on GitHub, or replaces the one that is there: one comment, however often it is pushed.
#
#   COMMENT      the file with the comment; its first line is a hidden mark that stays the same
#   REPOSITORY   owner/name
#   PR           the number of the pull request
#   GH_TOKEN     what gh, GitHub's own command line, uses to write
#
# Without the right to write, as in a pull request from a fork, it says so and succeeds: the check has had its say.
here=${BASH_SOURCE[0]%/*}
[ "$here" != "${BASH_SOURCE[0]}" ] || here=.
# shellcheck source=scripts/ci/guard.sh
. "$here/guard.sh"

comment=${COMMENT:?names the file with the comment}
repository=${REPOSITORY:?is owner/name}
pr=${PR:?is the number of the pull request}
outside HOME XDG_CONFIG_HOME GH_CONFIG_DIR

case $pr in *[!0-9]*) refuse "PR is the number of a pull request, such as 7" ;; esac
name='[A-Za-z0-9_.-]+'
if ! [[ $repository =~ ^$name/$name$ ]] || [[ /$repository/ == */./* || /$repository/ == */../* ]]; then
    refuse "REPOSITORY is owner/name"
fi

# A link could publish any file of this machine.
if through_a_link "$comment" || [ -L "$comment" ]; then
    refuse "COMMENT leads through a link, and only a file that rolewright wrote is put on a pull request"
fi
if [ ! -f "$comment" ] || [ ! -s "$comment" ]; then
    echo "there is no comment to put on the pull request"
    exit 0
fi
IFS= read -r mark <"$comment" || true
case $mark in
'<!-- '*' -->') ;;
*) refuse "COMMENT does not begin with a hidden mark, so rolewright did not write it" ;;
esac
absolute "$comment" || comment=$PWD/$comment
cd /

cannot() {
    echo "::notice::The comment could not be put on the pull request; a pull request from a fork may not write. The report is in the step summary."
    exit 0
}

# A comment is ours if whoever writes now wrote it and it begins with the mark: anybody can copy a mark, and another
# program may repeat what a stranger wrote. In GitHub's two interfaces an app has its name with and without “[bot]”.
viewer=$(gh api graphql --raw-field 'query={viewer{login}}' --jq .data.viewer.login) || viewer=
listed=$(gh api --paginate "repos/$repository/issues/$pr/comments" \
    --jq '.[] | [.id, .user.login, .user.type, (.body | split("\n")[0] | rtrimstr("\r"))] | @tsv') || cannot
known=$(printf '%s\n' "$listed" | MARK=$mark VIEWER=${viewer:-github-actions} awk -F '\t' '
    function ours(login, type) { return login "" == ENVIRON["VIEWER"] "" || type == "Bot" && login == ENVIRON["VIEWER"] "[bot]" }
    $1 ~ /^[0-9]+$/ && ours($2, $3) && $4 "" == ENVIRON["MARK"] "" { print $1; exit }')

if [ -n "$known" ]; then
    gh api --silent --method PATCH "repos/$repository/issues/comments/$known" --field "body=@$comment" || cannot
    echo "the comment on pull request $pr is up to date"
else
    gh api --silent --method POST "repos/$repository/issues/$pr/comments" --field "body=@$comment" || cannot
    echo "put a comment on pull request $pr"
fi
