#!/bin/sh
# `sevenstep run`: JSON, CSV, thresholds, sweeps, same seed same numbers, what-if, reports. Prints TAP.
. tests/tap.sh
cat >"$scratch/small.lua" <<'LUA'
return {
  case = "video_recommendation",
  world = { users = 2000, items = 3000, creators = 200 },
  thresholds = { ["retrieval.recall@1000"] = ">= 0.01", ["online.ctr"] = "< 1" },
  on_day = function(day, world)
    if day == 4 then world:drift("taste", { size = 0.2 }) end
    if day == 8 then world:fault("feature_null", { name = "item_ctr" }) end
  end,
}
LUA
sed 's/>= 0.01/>= 0.999/' "$scratch/small.lua" >"$scratch/hard.lua"
sed 's/"< 1"/"< 1", ["monitoring.detection_delay_days"] = "< 3"/; s/if day == 8 then.*//' "$scratch/small.lua" >"$scratch/nofault.lua"
run() { "$SEVENSTEP" run "$@"; }
json() { run "$scratch/small.lua" --format json "$@" 2>/dev/null; }
# The measured numbers of a JSON line, without what is a time and without what tells one run from another.
numbers() {
    tr '{' '\n' | grep '^"name":"' | grep -vE '"name":"(serving|capacity)\.' | cut -d, -f1-6
}

json >"$scratch/a.json"
check "a run prints one line of JSON" [ "$(wc -l <"$scratch/a.json")" -eq 1 ]
for key in run name case scenario seed version wall_s knobs metrics funnel stages thresholds; do
    check "JSON has the key $key" grep -q "\"$key\":" "$scratch/a.json"
done
numbers <"$scratch/a.json" >"$scratch/a"
check "it measured many metrics" [ "$(wc -l <"$scratch/a")" -gt 30 ]
check "none is null with a drift and a fault" sh -c "! grep -q '\"value\":null' '$scratch/a.json'"
json --threads 2 | numbers >"$scratch/b"
check "the same numbers from the cache, on two threads" cmp "$scratch/a" "$scratch/b"
rm -rf "$XDG_CACHE_HOME"
json --threads 1 | numbers >"$scratch/c"
check "the same numbers cold, on one thread" cmp "$scratch/a" "$scratch/c"
json --seed 2 | numbers >"$scratch/d"
check "another seed, other numbers" sh -c "! cmp -s '$scratch/a' '$scratch/d'"
json -s policy.diversity_weight=0.5 >"$scratch/policy.json"
trained() { tr '{' '\n' <"$1" | grep '_model"' | grep -c '"cached":false'; }
check "a policy knob trains no model again" [ "$(trained "$scratch/policy.json")" -eq 0 ]
json -s retrieval.dim=8 >"$scratch/dim.json"
check "retrieval.dim trains the retriever again, and it alone" [ "$(trained "$scratch/dim.json")" -eq 1 ]

run "$scratch/hard.lua" -q
check "a failed threshold: exit 1" [ $? -eq 1 ]
run "$scratch/nofault.lua" -q
check "a threshold on what was not measured fails: exit 1" [ $? -eq 1 ]
run "$scratch/small.lua" -q --name kept
check "all held: exit 0" [ $? -eq 0 ]
check "--quiet prints nothing" [ -z "$(run "$scratch/small.lua" -q 2>&1)" ]
run "$scratch/small.lua" -s retrieval.nprobe=1,8 -s policy.diversity=none,mmr --format csv >"$scratch/sweep.csv"
check "a sweep over two knobs is four runs" [ "$("$SEVENSTEP" list runs --format json | grep -c '"id"')" -ge 12 ]
check "CSV has one head" [ "$(grep -c '^run,' "$scratch/sweep.csv")" -eq 1 ]
check "a list is joined by +" run "$scratch/small.lua" -q -s data.features=item_id+topic
check "a run is found by its name" "$SEVENSTEP" report kept
awk 'BEGIN { srand(3); for (t = 0; t < 4000; t++) { u = int(rand() * 80); i = int(rand() * 40) * 4 + (rand() < .7 ? u % 4 : int(rand() * 4))
    printf "%d::%d::%d::%d\n", u, i, i % 4 == u % 4 ? 5 : 2, 900000000 + 60 * t } }' >"$scratch/ratings.dat"
cat >"$scratch/real.lua" <<'LUA'
return { case = "video_recommendation", world = { log = "ratings.dat" }, thresholds = { ["retrieval.recall@20"] = "> 0" } }
LUA
(cd / && run "$scratch/real.lua" --format json --name real) >"$scratch/real.json"
check "a file of interactions, named beside its scenario, is run" [ $? -eq 0 ]
check "its retrieval is measured, without an oracle" grep -qE '"retrieval.ndcg@20","value":0\.[0-9]+,"low":[0-9.e-]+,"high":[0-9.e-]+,"baseline":[0-9.e-]+,"oracle":null' "$scratch/real.json"
check "what needs the truth is null and says why" grep -qE '"online.ctr","value":null[^}]*"why":"world.log is a file' "$scratch/real.json"
for format in text md html csv json; do
    check "a report of it as $format" sh -c "'$SEVENSTEP' report real --format $format -o '$scratch/real.$format' && [ -s '$scratch/real.$format' ]"
done
sed 's/"retrieval.recall@20"\] = "> 0"/"online.ctr"] = "> 0"/' "$scratch/real.lua" >"$scratch/untrue.lua"
run "$scratch/untrue.lua" -q
check "a threshold on what only the truth knows fails: exit 1" [ $? -eq 1 ]
"$SEVENSTEP" report kept --format json >"$scratch/kept.json"
check "a report says the numbers that the run said" sh -c "tr '{' '\n' <'$scratch/kept.json' | grep '\"name\":\"online.ctr\"' | cut -d, -f2 >'$scratch/x'; grep '\"name\":\"online.ctr\"' '$scratch/a' | cut -d, -f2 | cmp - '$scratch/x'"
for format in text md html csv; do
    check "a report as $format" sh -c "'$SEVENSTEP' report kept --format $format -o '$scratch/r.$format' && [ -s '$scratch/r.$format' ]"
done
check "the HTML asks nobody for anything" sh -c "! grep -qE '(src|href)=\"?https?:' '$scratch/r.html'"
"$SEVENSTEP" report 1 kept >"$scratch/compare"
check "a comparison of two" grep -qi "no evidence\|same\|better\|worse" "$scratch/compare"
"$SEVENSTEP" report >"$scratch/last"
check "report alone is the last run" [ -s "$scratch/last" ]
recall() { tr '{' '\n' | sed -n 's/^"name":"retrieval.recall@100","value":\([^,]*\),.*/\1/p' | head -n 1; }
printed=$("$SEVENSTEP" repl -e "r = run(with(design('video_recommendation'){ world = { users = 2000, items = 3000, creators = 200, timeline = '4:drift:taste::0.2;8:fault:feature_null:item_ctr:1' } }){}) print(r.metrics['retrieval.recall@100'].value)")
check "the REPL prints the number that run prints" [ "$printed" = "$(recall <"$scratch/a.json")" ]

# The search is compared with an exact one over what could be found at the time: how late the index takes in new items
# and when lists are made are not its fault.
exact() { json -s retrieval.index=flat "$@" | grep -q '"name":"retrieval.index_recall","value":1\.0,'; }
check "an exact index finds all, however seldom it takes in new items" exact -s serving.index_refresh_minutes=10000
check "and when lists are made the night before" exact -s serving.mode=batch
echo "1..$tap_n"
