#!/bin/sh
# A sample of tests/content through the command line: ask, hear and grade say what the library says. The whole of it is
# checked in tests/unit/test_listening.c, in process.
. tests/tap.sh
case=video_recommendation

answers_with() { # words, question
    "$SEVENSTEP" ask $case "$2" | grep -q -- "$1" && return 0
    "$SEVENSTEP" ask $case "$2"
    return 1
}
hears() { # step, text that the JSON must hold, statement
    printf '%s\n' "$3" | "$SEVENSTEP" hear $case "$1" --format json >"$scratch/json" && grep -qF -- "$2" "$scratch/json" && return 0
    cat "$scratch/json"
    return 1
}
score() { # step, kind: of the first such answer
    grep "^$1	$2	" tests/content/$case/answers.tsv | head -n 1 | cut -f 3 | "$SEVENSTEP" grade $case "$1" --format json |
        sed 's/.*"score":\([0-9.]*\).*/\1/'
}
above() { # step, kind, other kind
    awk "BEGIN { exit !($(score "$1" "$2") > $(score "$1" "$3")) }" && return 0
    echo "step $1: $2 $(score "$1" "$2"), $3 $(score "$1" "$3")"
    return 1
}

check "the users" answers_with "500 million" "How many people use it on a day?"
check "a figure of the scenario" answers_with "100 milliseconds" "What is the latency budget?"
check "the goal" answers_with "come back" "What are we optimising for?"
check "nonsense is not answered" sh -c '! "$SEVENSTEP" ask video_recommendation "Do penguins fly?" | grep -q "[0-9]"'
check "a split by time" hears 3 '"data.split":"temporal"' "not a random split, by time"
check "no log Q" hears 4 '"retrieval.logq_correction":false' "no log-Q"
check "what is unsure is asked" hears 4 '"open":["You left it open' "Maybe an MLP or DCN, I am not sure."
check "a cache in minutes" hears 6 '"serving.cache":300' "cache TTL of 5 minutes"
for step in 1 2 3 4 5 6 7; do
    for other in medium weak keywords wrong; do
        check "step $step: strong above $other" above $step strong $other
    done
    check "step $step: notes above keywords" above $step notes keywords
done
echo "1..$tap_n"
