#!/bin/sh
# Bad input: the exit code and the one-line error of the contract, nothing on standard output, nothing changed on disk.
. tests/tap.sh
mkdir -p "$scratch/files"
bad() { # name, exit code, words, text of a scenario
    printf '%s\n' "$4" >"$scratch/files/$1.lua"
    check "scenario: $1" refuses "$2" "$3" run "$scratch/files/$1.lua"
}
D=video_recommendation/default
check "unknown command" refuses 2 "did you mean 'report'" reprot
check "unknown option" refuses 2 "did you mean '--format'" run --fromat json $D
check "no scenario named" refuses 2 "which scenario" run
check "unknown scenario" refuses 2 "did you mean '$D'" run video_recommendation/defualt
check "unknown knob" refuses 2 "did you mean 'retrieval.nprobe'" run $D -s retrieval.nprob=3
check "knob of another kind of world" refuses 2 "ads" run $D -s policy.auction=first_price
check "not KEY=VALUE" refuses 2 "KEY=VALUE" run $D -s retrieval.nprobe
check "out of range, with the range and unit" refuses 2 "1..65536 cells" run $D -s retrieval.nprobe=0
check "not a number" refuses 2 "not a number" run $D -s retrieval.dim=wide
check "not whole" refuses 2 "whole number" run $D -s retrieval.dim=2.5
check "not a choice" refuses 2 "did you mean 'hnsw'" run $D -s retrieval.index=hnws
check "not a feature" refuses 2 "item_ctr" run $D -s data.features=item_crt
check "bad timeline" refuses 2 "feature_null" run $D -s "world.timeline=3:fault:meteor"
check "bad seed" refuses 2 "whole number" run $D --seed x
check "bad threads" refuses 2 "1..64" run $D --threads 0
check "bad format" refuses 2 "" run $D --format xml
check "second value of a sweep is checked too" refuses 2 "retrieval.nprobe" run $D -s retrieval.nprobe=4,zero
check "unknown list" refuses 2 "did you mean 'knobs'" list knbos
check "unknown case" refuses 2 "no case" practice video_recomendation --plain
check "a scenario of no case" refuses 2 "" run /dev/null
check "a folder" refuses 2 "no scenario" run "$scratch/files"
check "the screen without a terminal" refuses 2 "terminal" practice
check "no log file" refuses 2 "world.log: cannot read '/nowhere/u.data'" run $D -s world.log=/nowhere/u.data
check "a folder as a log file" refuses 2 "no plain file" run $D -s world.log="$scratch"
printf '1\t2\t3\t4\n1\t2\tfour\t5\n' >"$scratch/files/bad.tsv"
check "a bad line of a log file" refuses 2 "bad.tsv:2: the rating is no number" run $D -s world.log="$scratch/files/bad.tsv"
check "the second file of a sweep is read too" refuses 2 "nowhere" run $D -s world.log="",/nowhere/u.data
bad log_beside 2 "files/nowhere.tsv" 'return { case = "video_recommendation", world = { log = "nowhere.tsv" } }'
bad syntax 2 "syntax.lua:2" 'return {
  case = = "video_recommendation" }'
bad nothing 2 "nothing.lua" '-- nothing'
bad unknown_key 2 "unknown_key.lua:1" 'return { case = "video_recommendation", wrold = {} }'
bad unknown_knob 2 "nprobe" 'return { case = "video_recommendation", design = { retrieval = { nprob = 3 } } }'
bad unknown_case 2 "video_recommendation" 'return { case = "video_recomendation" }'
bad wrong_type 2 "wrong_type.lua" 'return { case = "video_recommendation", world = 3 }'
bad bad_metric 2 "did you mean" 'return { case = "video_recommendation", thresholds = { ["online.crt"] = "> 0" } }'
bad bad_rule 2 "rule" 'return { case = "video_recommendation", thresholds = { ["online.ctr"] = "much" } }'
bad endless 2 "endless.lua" 'while true do end'
bad endless_pcall 2 "endless_pcall.lua" 'while true do pcall(function() while true do end end) end'
bad memory 2 "memory.lua" 'local t = {} for i = 1, 1e9 do t[i] = ("x"):rep(1000) .. i end'
bad rep 2 "rep.lua" 'return ("x"):rep(4e9)'
bad pattern 2 "pattern.lua" 'return ("a"):rep(3000):find(("a?"):rep(3000) .. ("a"):rep(3000))'
bad execute 2 "os" 'os.execute("touch '"$scratch"'/files/owned") return { case = "video_recommendation" }'
bad io 2 "io" 'io.open("/etc/passwd") return { case = "video_recommendation" }'
bad load 2 "load" 'load("return 1")() return { case = "video_recommendation" }'
printf '\033Luabytecode' >"$scratch/files/bytecode.lua"
check "scenario: bytecode" refuses 2 "bytecode.lua" run "$scratch/files/bytecode.lua"
check "nothing was executed" [ ! -e "$scratch/files/owned" ]
check "no database and no cache were made" [ ! -e "$XDG_DATA_HOME" -a ! -e "$XDG_CACHE_HOME" ]

echo "this is no database, and must not become one" >"$scratch/text.db"
cp "$scratch/text.db" "$scratch/text.copy"
check "a file that is no database" refuses 3 "text.db" --db "$scratch/text.db" run $D
check "it was left as it was" cmp "$scratch/text.db" "$scratch/text.copy"
sqlite3 "$scratch/other.db" "create table t (x); insert into t values (1)"
cp "$scratch/other.db" "$scratch/other.copy"
check "another program's database" refuses 3 "another program" --db "$scratch/other.db" run $D
check "it was left as it was, too" cmp "$scratch/other.db" "$scratch/other.copy"
check "a database below a file" refuses 3 "text.db" --db "$scratch/text.db/x/y.db" run $D
check "a cache below a file" refuses 3 "text.db" --db "$scratch/fresh.db" --cache "$scratch/text.db/cache" run $D
check "a report where there is no database" refuses 2 "no database" --db "$scratch/none.db" report
check "and none was made by looking" [ ! -e "$scratch/none.db" ]
check "listing runs without a database says so" sh -c "'$SEVENSTEP' --db '$scratch/none.db' list runs | grep -q 'no runs yet'"
check "help" sh -c "'$SEVENSTEP' --help | grep -q 'exit codes'"
for command in practice run report repl list ask grade hear check; do
    check "help of $command" sh -c "'$SEVENSTEP' $command --help | grep -q 'sevenstep $command'"
done
check "version" sh -c "'$SEVENSTEP' --version | grep -q '^sevenstep [0-9]'"
check "a full disk is said" sh -c "'$SEVENSTEP' --help >/dev/full 2>'$scratch/full'; [ \$? -eq 3 ]"
echo "1..$tap_n"
