#!/bin/sh
# The design REPL as scripts use it: -e, standard input, exit codes; one number against `run`. Prints TAP.
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
export SEVENSTEP_DATA="$PWD/data" SEVENSTEP_DB="$scratch/runs.db" SEVENSTEP_CACHE="$scratch/cache"
small='world = { users = 600, items = 900 }, retrieval = { dim = 16, epochs = 1 }'
n=0
check() { # name, command...: ok when the command succeeds
    n=$((n + 1))
    name=$1
    shift
    if "$@" >"$scratch/why" 2>&1; then
        echo "ok $n - $name"
    else
        echo "not ok $n - $name"
        sed 's/^/# /' "$scratch/why"
    fi
}
prints() { # expected text, arguments of repl...
    expected=$1
    shift
    "$SEVENSTEP" repl "$@" >"$scratch/out" 2>"$scratch/err"
    status=$?
    [ "$status" -eq 0 ] && [ ! -s "$scratch/err" ] && [ "$(cat "$scratch/out")" = "$expected" ] || {
        echo "exit $status, printed: $(cat "$scratch/out"), said: $(cat "$scratch/err")"
        return 1
    }
}
reads() { # expected text, script on standard input
    printf '%b' "$2" >"$scratch/script.lua"
    prints "$1" <"$scratch/script.lua"
}
fails() { # exit code, words of the message, arguments...
    code=$1
    words=$2
    shift 2
    "$SEVENSTEP" "$@" >"$scratch/out" 2>"$scratch/err"
    status=$?
    [ "$status" -eq "$code" ] && [ ! -s "$scratch/out" ] && [ "$(wc -l <"$scratch/err")" -eq 1 ] &&
        grep -qF -- "$words" "$scratch/err" || {
        echo "exit $status, printed: $(cat "$scratch/out"), said: $(cat "$scratch/err")"
        return 1
    }
}
untouched() {
    [ ! -e "$SEVENSTEP_DB" ] && [ ! -e "$SEVENSTEP_CACHE" ]
}

check "an expression prints its value" prints 2 -e '1 + 1'
check "a design is read without a database" prints 64 -e 'design("video_recommendation").retrieval.dim'
check "a scenario becomes d" prints true video_recommendation/default -e '#d.world.timeline > 0'
check "locals live through a script" reads 21 '#!/usr/bin/env sevenstep\nlocal a = 20\nlocal b = a + 1\nprint(b)\n'
check "statements, expressions and dot commands mix" reads "$(printf '3\na,b\n1,2')" \
    'x = 1\nfor i = 1, 2 do\n  x = i + 1\nend\nx\n.mode csv\nsql("select 1 as a, 2 as b")\n'
rm -f "$SEVENSTEP_DB"*
check "an empty script is fine" reads "" ""
check "a wrong knob: the nearest name, exit 2" fails 2 "did you mean 'retrieval.dim'" repl \
    -e 'design("video_recommendation"){ retrieval = { dmi = 3 } }'
check "a wrong value: its range, exit 2" fails 2 "2..512 values" repl -e 'design("video_recommendation"){ retrieval = { dim = 0 } }'
check "the line of an error" fails 2 "-e:2:" repl -e 'x = 1
error("here")'
check "a syntax error, exit 2" fails 2 "-e:1:" repl -e 'x = = 1'
check "an endless loop, exit 2" fails 2 "-e:1:" repl -e 'while true do end'
check "no way out of the sandbox, exit 2" fails 2 "os" repl -e 'os.execute("true")'
check "a scenario that is not there, exit 2" fails 2 "video_recommendation/default" repl video_recommendation/defalt -e 1
check "nothing of this touched the disk" untouched
check "a database that cannot be, exit 3" fails 3 "" --db /proc/none/runs.db repl -e 'runs()'
printf 'this is no database' >"$scratch/not.db"
check "a file that is no database, exit 3" fails 3 "not.db" --db "$scratch/not.db" repl -e 'runs()'

# The same knobs and seed give the same number, to the last digit, in both.
"$SEVENSTEP" repl -e "r = run(design('video_recommendation'){ $small }) print(r.metrics['retrieval.recall@100'].value)" \
    >"$scratch/repl.out" 2>"$scratch/err"
"$SEVENSTEP" run video_recommendation/default -s world.users=600 -s world.items=900 -s retrieval.dim=16 \
    -s retrieval.epochs=1 --format json >"$scratch/run.json" 2>>"$scratch/err"
number=$(grep -o '"name":"retrieval.recall@100","value":[0-9.e-]*' "$scratch/run.json" | sed 's/.*://')
same_number() {
    [ -n "$number" ] && [ "$number" = "$(cat "$scratch/repl.out")" ] || {
        echo "run: $number, repl: $(cat "$scratch/repl.out") $(cat "$scratch/err")"
        return 1
    }
}
check "repl and run agree to the last digit" same_number
check "runs are found again" prints 2 -e '#runs()'
check "a sweep has a run a value" prints "$(printf '2\n1\t3\ntrue')" \
    -e "s = sweep(runs(1).design, 'policy.list_size', { 5, 10 }) print(#s) print(s.values[1] // 5, s[1].id)
        print(s[1].metrics['list.mrr'].value <= s[2].metrics['list.mrr'].value)"
check "a policy knob does not train again" prints true \
    -e "r = run(with(runs(1).design){ policy = { list_size = 7 } })
        for i, s in ipairs(r.stages) do if s.node:find('model') and not s.cached and s.node ~= 'days_model' then error(s.node) end end print(true)"
check "a comparison pairs" prints better -e "c = compare(run(with(runs(1).design){ retrieval = { nprobe = 1 } }), runs(1))
        print(c['retrieval.index_recall'].verdict)"
interrupted() {
    timeout --preserve-status -s INT 1 "$SEVENSTEP" repl \
        -e 'run(design("video_recommendation"){ retrieval = { epochs = 60 } })' >"$scratch/out" 2>"$scratch/err"
    status=$?
    [ "$status" -eq 130 ] && [ ! -s "$scratch/out" ] || {
        echo "exit $status, said: $(cat "$scratch/err")"
        return 1
    }
}
check "an interrupted run, exit 130" interrupted

reports() { # format, words
    "$SEVENSTEP" report 1 2 --format "$1" >"$scratch/out" 2>"$scratch/err" && grep -qF -- "$2" "$scratch/out" &&
        "$SEVENSTEP" report last --format "$1" -o "$scratch/file" 2>>"$scratch/err" && [ -s "$scratch/file" ]
}
check "a comparison as text" reports text "Comparison of 2 runs"
check "a comparison as Markdown" reports md "# Comparison of 2 runs"
check "a comparison as HTML" reports html "</html>"
check "a comparison as CSV" reports csv "reference,run,"
check "a comparison as JSON" reports json '"reference":{"run":1'
check "a run that is not there, exit 2" fails 2 "99" report 99
check "a format that is none, exit 2" fails 2 "did you mean 'html'" report 1 --format htm
echo "1..$n"
