#!/usr/bin/env bash
# Posts the stack diff as one comment, which later runs replace.
#
# What is posted was made by code that nobody has reviewed. So it is data here: never run, never part of a command, limited in
# size. Text from another repository is shown as text only; where the comment goes is decided by what the forge says, never by
# the file.
set -euo pipefail

usage() {
  cat <<'EOF'
Usage: ci/post-comment.sh github
       ci/post-comment.sh gitlab FILE

github: takes the artifact "stack-diff" of a workflow run and comments on the pull request that the run was for.
  GH_TOKEN           token that may write pull requests
  GITHUB_REPOSITORY  owner/name of this repository
  RUN_ID, HEAD_SHA, HEAD_REPOSITORY, HEAD_BRANCH   the run, as the workflow_run event names it
gitlab: comments FILE on the merge request of this pipeline.
  COMMENT_TOKEN      project access token with the scope api
  CI_API_V4_URL, CI_PROJECT_ID, CI_PROJECT_PATH, CI_MERGE_REQUEST_IID, CI_MERGE_REQUEST_SOURCE_PROJECT_PATH,
  CI_COMMIT_SHA, CI_PIPELINE_URL   set by GitLab

Exit codes: 0 posted, or there is nothing to post; 1 refused or failed; 2 wrong command line
EOF
}

# A comment is ours when it begins with this and its author is us. What stands further down in a comment proves nothing.
marker='<!-- basecamp-stack-diff -->'
# GitHub takes 65536 characters; the frame around the text needs some.
maximum=60000
# More is not even unpacked or downloaded.
maximum_artifact=1048576

say() {
  printf 'post-comment: %s\n' "$*" >&2
}

fail() {
  say "$*"
  exit 1
}

# need NAME PATTERN: the variable is set and is what it should be.
need() {
  [[ ${!1:-} =~ ^($2)$ ]] || fail "$1 is missing or not what it should be"
}

# write_body FILE SHA URL own|foreign: the request's JSON in $work/body.json.
#  - foreign text, and text that had to be cut, stands between fences that nothing in it can close: no mention, link, image or
#    heading of it comes to life
#  - characters that cannot be seen or that turn the reading direction are dropped
#  - a line never begins with a slash, which GitLab would take for a command
write_body() {
  head -c $((maximum + 1)) "$1" | iconv -c -f utf-8 -t utf-8 >"$work/text" || true
  local cut=false
  if [[ $(wc -c <"$1") -gt $maximum ]]; then
    cut=true
    # Up to the last whole line that fits.
    head -c "$maximum" "$1" | sed '$d' | iconv -c -f utf-8 -t utf-8 >"$work/text" || true
  fi
  jq -Rs --arg marker "$marker" --arg sha "$2" --arg url "$3" --arg origin "$4" --argjson cut "$cut" '
    def words:
      gsub("[\\x{0}-\\x{8}\\x{b}-\\x{1f}\\x{7f}-\\x{9f}\\x{200b}\\x{200e}\\x{200f}\\x{202a}-\\x{202e}\\x{2060}-\\x{2069}\\x{feff}]"; "")
      | split("\n") | map(sub("^(?<blank>[ \t]*)/"; "\(.blank)\u200b/")) | join("\n");
    def as_text: gsub("`{12,}"; "`````") | "````````````text\n\(.)\n````````````\n";
    def as_markdown: gsub("<!--"; "&lt;!--");
    (words | if $origin == "own" and ($cut | not) then as_markdown else as_text end) as $shown
    | (if $origin == "own" then "" else "Made by code of another repository that nobody has reviewed yet, so it is shown as it came.\n\n" end) as $origin
    | (if $cut then "\n_Cut to \('"$maximum"') bytes; the whole text is in the run._\n" else "" end) as $rest
    | {body: "\($marker)\n\n\($origin)\($shown)\($rest)\n<sub>Stack diff of \($sha[0:8]), [made here](\($url)).</sub>\n"}' \
    "$work/text" >"$work/body.json"
}

github() {
  need GH_TOKEN '.+'
  need GITHUB_REPOSITORY '[A-Za-z0-9_.-]+/[A-Za-z0-9_.-]+'
  need HEAD_REPOSITORY '[A-Za-z0-9_.-]+/[A-Za-z0-9_.-]+'
  need RUN_ID '[1-9][0-9]{0,18}'
  need HEAD_SHA '[0-9a-f]{40}'
  need HEAD_BRANCH '.{1,255}'
  local artifact number candidates comment origin=foreign

  gh api "repos/$GITHUB_REPOSITORY/actions/runs/$RUN_ID/artifacts?name=stack-diff&per_page=100" >"$work/artifacts.json"
  artifact=$(jq -r --argjson max "$maximum_artifact" '[.artifacts[] | select(.name == "stack-diff" and .expired == false)] | last
    | if . == null then "none" elif .size_in_bytes > $max then "large" else .id end' "$work/artifacts.json")
  case $artifact in
    none) say "the run left no diff; nothing to post" && return ;;
    large) fail "the artifact is larger than $maximum_artifact bytes" ;;
  esac
  gh api "repos/$GITHUB_REPOSITORY/actions/artifacts/$artifact/zip" >"$work/artifact.zip"
  # To a pipe, so that no name in the archive becomes a path here, and never more than is read.
  unpack diff.md $((maximum + 1)) >"$work/diff.md"
  number=$(unpack number 20)
  [[ -s $work/diff.md && $number =~ ^[1-9][0-9]{0,9}$ ]] || fail "the artifact is not what ci/stack-diffs.sh leaves"

  # The number is a claim. Only the event knows which commit of which repository ran.
  gh api "repos/$GITHUB_REPOSITORY/pulls?state=open&per_page=100&head=$(jq -rn --arg head "${HEAD_REPOSITORY%%/*}:$HEAD_BRANCH" '$head | @uri')" >"$work/pulls.json"
  candidates=$(jq -r --arg sha "$HEAD_SHA" --arg head "$HEAD_REPOSITORY" --arg base "$GITHUB_REPOSITORY" \
    '.[] | select(.head.sha == $sha and .head.repo.full_name == $head and .base.repo.full_name == $base) | .number' "$work/pulls.json")
  if [[ -z $candidates ]]; then
    say "no open pull request ends at $HEAD_SHA any more; nothing to post"
    return
  fi
  grep -qxF "$number" <<<"$candidates" || fail "the artifact claims to be of pull request $number, which does not end at $HEAD_SHA"

  [[ $HEAD_REPOSITORY != "$GITHUB_REPOSITORY" ]] || origin=own
  write_body "$work/diff.md" "$HEAD_SHA" "${GITHUB_SERVER_URL:-https://github.com}/$GITHUB_REPOSITORY/actions/runs/$RUN_ID" "$origin"
  gh api --paginate "repos/$GITHUB_REPOSITORY/issues/$number/comments?per_page=100" >"$work/comments.json"
  comment=$(jq -rs --arg marker "$marker" '[.[][] | select(.user.login == "github-actions[bot]" and .user.type == "Bot"
    and (.body | startswith($marker))) | .id] | first // empty' "$work/comments.json")
  if [[ -n $comment ]]; then
    gh api --method PATCH "repos/$GITHUB_REPOSITORY/issues/comments/$comment" --input "$work/body.json" >/dev/null
    say "replaced the comment on pull request $number"
  else
    gh api --method POST "repos/$GITHUB_REPOSITORY/issues/$number/comments" --input "$work/body.json" >/dev/null
    say "commented on pull request $number"
  fi
}

# unpack NAME BYTES: the beginning of one file of the archive. A password would be asked for, so one is given.
unpack() {
  { timeout 60 unzip -p -P none "$work/artifact.zip" "$1" 2>/dev/null || true; } | head -c "$2" | LC_ALL=C tr -d '\000'
}

gitlab() {
  need COMMENT_TOKEN '[A-Za-z0-9_.=-]+'
  need CI_API_V4_URL 'https?://[^[:space:]"]+'
  need CI_PROJECT_ID '[1-9][0-9]*'
  need CI_MERGE_REQUEST_IID '[1-9][0-9]*'
  need CI_COMMIT_SHA '[0-9a-f]{40}'
  need CI_PIPELINE_URL 'https?://[^[:space:]"]+'
  [[ -s $1 ]] || fail "there is no diff in $1"
  local notes="$CI_API_V4_URL/projects/$CI_PROJECT_ID/merge_requests/$CI_MERGE_REQUEST_IID/notes" origin=foreign me note="" page
  [[ -z ${CI_PROJECT_PATH:-} || ${CI_MERGE_REQUEST_SOURCE_PROJECT_PATH:-} != "$CI_PROJECT_PATH" ]] || origin=own
  # In a file, because everybody on the machine may read a command line.
  (umask 077 && printf 'header = "PRIVATE-TOKEN: %s"\n' "$COMMENT_TOKEN" >"$work/curl")

  me=$(ask "$CI_API_V4_URL/user" | jq -r '.id')
  [[ $me =~ ^[1-9][0-9]*$ ]] || fail "the token belongs to nobody"
  for page in {1..20}; do
    ask "$notes?per_page=100&sort=asc&order_by=created_at&page=$page" >"$work/notes.json"
    note=$(jq -r --arg marker "$marker" --argjson me "$me" '[.[] | select(.author.id == $me and (.body | startswith($marker))) | .id] | first // empty' "$work/notes.json")
    [[ -z $note && $(jq length "$work/notes.json") -eq 100 ]] || break
  done
  write_body "$1" "$CI_COMMIT_SHA" "$CI_PIPELINE_URL" "$origin"
  if [[ -n $note ]]; then
    ask --request PUT --header 'Content-Type: application/json' --data-binary "@$work/body.json" "$notes/$note" >/dev/null
    say "replaced the comment on merge request $CI_MERGE_REQUEST_IID"
  else
    ask --request POST --header 'Content-Type: application/json' --data-binary "@$work/body.json" "$notes" >/dev/null
    say "commented on merge request $CI_MERGE_REQUEST_IID"
  fi
}

ask() {
  curl --config "$work/curl" --fail --silent --show-error --max-time 60 --retry 2 "$@"
}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
case "${1:-} $#" in
  '-h 1' | '--help 1') usage ;;
  'github 1') github ;;
  'gitlab 2') gitlab "$2" ;;
  *)
    usage >&2
    exit 2
    ;;
esac
