#!/bin/sh
# `sevenstep practice --plain`, ask, grade, hear: the session as lines. Prints TAP.
. tests/tap.sh
case=video_recommendation
cat >"$scratch/small.lua" <<'LUA'
return {
  case = "video_recommendation",
  world = { users = 1500, items = 2000, creators = 150 },
  on_day = function(day, world)
    if day == 4 then world:drift("taste", { size = 0.2 }) end
    if day == 8 then world:fault("feature_null", { name = "item_ctr" }) end
  end,
}
LUA
practice() { "$SEVENSTEP" practice $case --plain --scenario "$scratch/small.lua" "$@"; }
says() { # words, file
    grep -q -- "$1" "$2" || { tail -n 30 "$2"; return 1; }
}
sql() { "$SEVENSTEP" repl -e "print(sql([[$1]]))" 2>&1; }

# Answers to step after step, every engine moment, the verdict.
cat >"$scratch/session.txt" <<'TXT'
how many daily active users are there?
/assume latency must stay below 100 ms
/estimate peak qps = 500e6*10/86400*3
/next
The objective is expected watch time, because clicks reward bait. A positive is a watch of at least 10 seconds.
/commit
/predict online.ctr middle
/run
/next
Split by time, because a random split leaks the future.
Position bias goes into a side model that is dropped at serving, since clicks follow the slot.
/commit
/run
/next
Two-tower with sampled softmax and logQ correction, 32 dimensions, then an MLP ranker.
/commit
/run
/next
Recall on the full corpus and watch minutes per session online.
/commit
/run
/next
IVF with nprobe 24 and 500 candidates; fall back to the popular list.
/commit
/run
/next
PSI per feature, alert above 0.2; retrain every 3 days.
/commit
/run
On day 8 a feature stopped arriving: its distance jumps.
/commit
/next
TXT
practice --seed 1 <"$scratch/session.txt" >"$scratch/out" 2>"$scratch/err"
code=$?
check "a whole session ends with exit code 0" [ $code -eq 0 ]
check "nothing on standard error" [ ! -s "$scratch/err" ]
check "a fact is given when asked for" says "500 million people" "$scratch/out"
check "the sum is checked" says "The product stands" "$scratch/out"
check "the answer is read back" says "I heard: .*watch time" "$scratch/out"
check "what was not said is named" says "Nothing about" "$scratch/out"
check "step 2 shows the numbers to beat" says "numbers to beat" "$scratch/out"
check "step 3 shows the log" says "would you not trust" "$scratch/out"
check "step 5 reveals" says "^ *watch minutes/session .* minutes" "$scratch/out"
check "and tells what was forecast" says "CTR: you said 30 to 70 % of the way, it is at" "$scratch/out"
check "which is told once" [ "$(grep -cE '(hit: |miss:) CTR: you said' "$scratch/out")" -eq 1 ]
check "step 6 shows the funnel" says "The funnel, on this machine" "$scratch/out"
check "step 7 shows the days" says "The days after the log" "$scratch/out"
check "step 7 asks what happened on them" says "Something happened on these days" "$scratch/out"
check "and tells it afterwards" says "Day 8, a feature arrived empty (item ctr)" "$scratch/out"
check "two verdicts at the end" says "What an interviewer heard" "$scratch/out"
check "every line of the dialogue is numbered" sh -c "! grep -vE '^([0-9]+ |    )' '$scratch/out'"
check "no escape sequences" sh -c "! grep -q \"\$(printf '\\033')\" '$scratch/out'"
"$SEVENSTEP" list sessions --format json >"$scratch/sessions" 2>/dev/null
check "the session is stored" grep -q "$case" "$scratch/sessions"

# Pictures keep to the columns, whatever those are; what is said stays one line in a pipe.
fits() { # columns, file
    ! LC_ALL=C.UTF-8 grep -vE '^[0-9]+ (Interviewer|You|Not accepted|Engine: (average|peak|at work|Training|requests))' "$2" |
        LC_ALL=C.UTF-8 grep -vE '^[0-9]+ [^:]*$|^    Day [0-9]+, ' | LC_ALL=C.UTF-8 grep -E "^.{$(($1 + 1)),}"
}
check "80 columns where none are known" fits 80 "$scratch/out"
for columns in 60 120; do
    COLUMNS=$columns practice --seed 1 <"$scratch/session.txt" >"$scratch/narrow" 2>&1
    check "$columns columns" fits $columns "$scratch/narrow"
done

# A hint says its price before it is given; what is typed while the engine works gets a receipt.
printf '/hint\n/hint\n/hint\n' | practice --step 2 --seed 8 >"$scratch/hints" 2>&1
check "the first hint says what it costs" says "Hint 1 of .: costs [0-9]* points* of what the interviewer heard. /hint again" "$scratch/hints"
check "and only the first" [ "$(grep -c '/hint again' "$scratch/hints")" -eq 1 ]
check "two hints came" [ "$(grep -c 'Hint . of .: costs .* heard\.$' "$scratch/hints")" -eq 2 ]
mkfifo "$scratch/slow"
rm -rf "$XDG_CACHE_HOME"
practice --step 2 --seed 9 <"$scratch/slow" >"$scratch/noted" 2>&1 &
process=$!
exec 3>"$scratch/slow"
printf 'The objective is watch time.\n/commit\n/run\n' >&3
tries=0
until [ $tries -ge 3000 ] || grep -q 'at work' "$scratch/noted"; do
    sleep 0.02
    tries=$((tries + 1))
done
printf 'And not clicks.\n' >&3
exec 3>&-
wait $process
check "a line typed while the engine works gets a receipt" says "Noted; read when the run is over" "$scratch/noted"

# The end and what comes after it.
check "the interviewer goes deeper twice" [ "$(grep -c 'A deep dive' "$scratch/out")" -eq 2 ]
check "and closes" says "1 minute to close" "$scratch/out"
check "the end page has its order" sh -c "sed -n '/What your design did/,\$p' '$scratch/out' | grep -oE 'What an interviewer heard|Well done|Moments|^ *Time|Next: five|The table' |
    tr -d ' ' | tr '\n' ' ' | grep -q '^Whataninterviewerheard Welldone Moments Time Next:five Thetable'"
check "where the gain came from is told before a script ends" says "all, over the naive design" "$scratch/out"
id=$(sql "select max(id) as n from sessions" | grep -oE '[0-9]+' | head -n 1)
check "history" sh -c "'$SEVENSTEP' history $case | grep -q 'decided'"
check "history of nothing" sh -c "'$SEVENSTEP' history --db '$scratch/none.db' | grep -q 'no sessions yet'"
check "export as Markdown" sh -c "'$SEVENSTEP' export $id | grep -q '## Scorecard'"
check "export as a scenario that is one" sh -c "'$SEVENSTEP' export $id -o '$scratch/design.lua' && '$SEVENSTEP' check '$scratch/design.lua'"
check "export of no session" refuses 2 "there is no session 99" export 99
check "export wants a format it knows" refuses 2 "md or lua" export $id --format pdf
# A model answer comes after one's own, and never during an interview.
printf '/model\nThe objective is watch time.\n/commit\n/model\n' >"$scratch/model.txt"
practice --step 2 --seed 6 <"$scratch/model.txt" >"$scratch/model" 2>&1
check "no model answer before one's own" says "Not accepted: a model answer shows once you have committed yours" "$scratch/model"
check "a model answer after it" says "A model answer: 2 " "$scratch/model"
practice --step 2 --mode interview --seed 6 <"$scratch/model.txt" >"$scratch/model" 2>&1
check "none during an interview" sh -c "! grep -q 'A model answer:' '$scratch/model' && grep -q 'at the end of an interview' '$scratch/model'"
# Silence cannot pass.
for seed in 2 3; do
    for step in 1 2 3 4 5 6 7; do printf '/commit\n/next\n'; done >"$scratch/empty.txt"
    practice --seed $seed <"$scratch/empty.txt" >"$scratch/empty" 2>&1
    check "seven empty answers stay below mid, seed $seed" says "What your design did .* none" "$scratch/empty"
    check "nor are they heard, seed $seed" says "What an interviewer heard .* none" "$scratch/empty"
done

# What was typed is there after kill -9.
rm -rf "$XDG_DATA_HOME"
mkfifo "$scratch/pipe"
practice --seed 4 <"$scratch/pipe" >"$scratch/killed" 2>&1 &
process=$!
exec 3>"$scratch/pipe"
printf 'The goal is watch time,\nnot clicks.\n' >&3
tries=0
until [ $tries -ge 600 ] || "$SEVENSTEP" repl -e 'print(sql("select text from events"))' 2>/dev/null | grep -q 'not clicks'; do
    sleep 0.1
    tries=$((tries + 1))
done
kill -9 $process
wait $process 2>/dev/null
exec 3>&-
"$SEVENSTEP" practice $case --plain </dev/null >"$scratch/resumed" 2>&1
check "after kill -9 the answer is there" says "not clicks" "$scratch/resumed"
check "and it is the same session" says "where you left it" "$scratch/resumed"

# A line that is not accepted is said so; the session goes on.
printf '/comit\n/set data.splt=temporal\n/predict nothing 1 2\n/back\n/help\n' >"$scratch/bad.txt"
practice --seed 5 <"$scratch/bad.txt" >"$scratch/bad" 2>&1
code=$?
check "wrong commands do not end the session" [ $code -eq 0 ]
check "the nearest command is named" says "nearest: /commit" "$scratch/bad"
check "the nearest knob is named" says "data.split" "$scratch/bad"
check "help lists the commands" says "/predict METRIC" "$scratch/bad"

# The commands about answers.
check "ask" sh -c "'$SEVENSTEP' ask $case 'what is the latency budget?' | grep -q '100 milliseconds'"
check "ask at another scale" sh -c "printf 'return { case = \"$case\", scale = { latency_budget_ms = 40 } }' >'$scratch/fast.lua';
    '$SEVENSTEP' ask $case 'what is the latency budget?' --scenario '$scratch/fast.lua' | grep -q '40 milliseconds'"
check "ask gives no solution" sh -c "! '$SEVENSTEP' ask $case 'which ranking model should I use?' | grep -qiE 'mlp|dcn|deepfm'"
echo 'two-tower, no log Q, not a random split, by time' >"$scratch/said"
"$SEVENSTEP" hear $case 4 --format json <"$scratch/said" >"$scratch/heard"
check "hear: a denied correction" grep -q '"retrieval.logq_correction":false' "$scratch/heard"
check "hear: the split that was meant" grep -q '"data.split":"temporal"' "$scratch/heard"
check "hear: what is unsaid, and open questions" grep -q '"unsaid":\[.*\],"open":\[' "$scratch/heard"
echo 'I split by time, because a random split leaks the future.' >"$scratch/said"
"$SEVENSTEP" grade $case 3 --format json <"$scratch/said" >"$scratch/graded"
check "grade: score, max, items" grep -qE '^\{"score":[0-9.]+,"max":[0-9.]+,"items":\[\{"id":' "$scratch/graded"
check "grade quotes the person" grep -q '"evidence":"I split by time' "$scratch/graded"

check "an unknown case" refuses 2 "video_recommendation" practice video_recomendation --plain
check "an unknown mode" refuses 2 "interview" practice $case --plain --mode exam
check "a step beyond seven" refuses 2 "1..7" practice $case --plain --step 8
check "a case is needed" refuses 2 "which case" practice --plain
check "grade wants a step" refuses 2 "clarify" grade $case nine
check "hear wants text or json" refuses 2 "text or json" hear $case 3 --format xml
check "ask wants a question" refuses 2 "question" ask $case
echo "1..$tap_n"
