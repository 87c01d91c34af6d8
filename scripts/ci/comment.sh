#!/usr/bin/env bash
# Puts a comment on a pull request on GitHub, or replaces the one that is there: one comment, however often it is pushed.
#
#   COMMENT      the file with the comment; its first line is a hidden mark that stays the same
#   REPOSITORY   owner/name
#   PR           the number of the pull request
#   GH_TOKEN     what gh, GitHub's own command line, uses to write
#
# Without the right to write, as in a pull request from a fork, it says so and succeeds: the check has had its say.
set -euo pipefail

comment=${COMMENT:?names the file with the comment}
repository=${REPOSITORY:?is owner/name}
pr=${PR:?is the number of the pull request}

if [ ! -s "$comment" ]; then
    echo "there is no comment to put on the pull request"
    exit 0
fi

IFS= read -r mark <"$comment" || true
cannot() {
    echo "::notice::The comment could not be put on the pull request; a pull request from a fork may not write. The report is in the step summary."
    exit 0
}

# A comment is ours if a program wrote it and it begins with the mark; anybody can copy a mark.
own='.[] | select(.user.type == "Bot") | [.id, (.body | split("\n")[0] | rtrimstr("\r"))] | @tsv'
listed=$(gh api --paginate "repos/$repository/issues/$pr/comments" --jq "$own") || cannot
known=$(printf '%s\n' "$listed" | MARK=$mark awk -F '\t' '$2 == ENVIRON["MARK"] { print $1; exit }')

if [ -n "$known" ]; then
    gh api --silent --method PATCH "repos/$repository/issues/comments/$known" --field "body=@$comment" || cannot
    echo "the comment on pull request $pr is up to date"
else
    gh api --silent --method POST "repos/$repository/issues/$pr/comments" --field "body=@$comment" || cannot
    echo "put a comment on pull request $pr"
fi
