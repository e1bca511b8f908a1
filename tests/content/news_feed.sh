#!/bin/sh
# The news feed's case: what news_feed.tsv says must come of what is asked and said, and that a run measures everything.
. tests/tap.sh
case=news_feed

asked() { # words, question
    "$SEVENSTEP" ask $case "$2" >"$scratch/said"
    grep -q -- "$1" "$scratch/said" && return 0
    cat "$scratch/said"
    return 1
}
heard() { # step, part of the JSON, statement
    printf '%s\n' "$3" | "$SEVENSTEP" hear $case "$1" --format json >"$scratch/said"
    grep -qF -- "$2" "$scratch/said" && return 0
    cat "$scratch/said"
    return 1
}
graded() { # step, "least most" share of the points, answer
    printf '%s\n' "$3" | "$SEVENSTEP" grade $case "$1" --level staff --format json >"$scratch/said"
    sed 's/.*"score":\([-0-9.]*\),"max":\([0-9.]*\).*/\1 \2/' "$scratch/said" |
        awk -v bounds="$2" '{ split(bounds, b, " "); exit !($1 / $2 >= b[1] && $1 / $2 <= b[2]) }' && return 0
    cat "$scratch/said"
    return 1
}
measures_everything() { # arguments of run
    "$SEVENSTEP" run "$@" --format json >"$scratch/run" || return 1
    ! grep -q '"value": *null' "$scratch/run"
}

while IFS='	' read -r what step want said; do
    case $what in
    ask) check "asked: $said" asked "$want" "$said" ;;
    hear) check "heard in step $step: $said" heard "$step" "$want" "$said" ;;
    grade) check "graded in step $step: $said" graded "$step" "$want" "$said" ;;
    esac
done <tests/content/news_feed.tsv
for scenario in scenarios/news_feed/*.lua; do
    check "$scenario is whole" "$SEVENSTEP" check "$scenario"
done
check "every metric has a value" measures_everything news_feed/default -s world.users=2000 -s world.items=2000 -s world.creators=800
echo "1..$tap_n"
