#!/bin/sh
# kill -9: a run leaves no half-written artefact and a whole database; what was typed in a session is there afterwards.
. tests/tap.sh
S="-s world.users=2000 -s world.items=3000 -s world.creators=200"
for wait in 0.05 0.15 0.3 0.6 1.0; do
    "$SEVENSTEP" run video_recommendation/default $S --seed 7 -q &
    pid=$!
    sleep $wait
    kill -9 $pid 2>/dev/null
    wait $pid 2>/dev/null
done
check "no artefact under its final name is damaged" sh -c "'$SEVENSTEP' run video_recommendation/default $S --seed 7 --format json >'$scratch/after.json'"
rm -rf "$XDG_CACHE_HOME"
"$SEVENSTEP" run video_recommendation/default $S --seed 7 --format json >"$scratch/cold.json"
value() { tr '{' '\n' <"$1" | grep '^"name":"online.ctr"' | cut -d, -f2; }
check "and the numbers are those of a cold run" [ "$(value "$scratch/after.json")" = "$(value "$scratch/cold.json")" ]
check "the database is whole" sh -c "'$SEVENSTEP' check | grep -q 'integrity *ok'"

mkfifo "$scratch/pipe"
"$SEVENSTEP" practice video_recommendation --plain <"$scratch/pipe" >"$scratch/said" 2>&1 &
pid=$!
exec 9>"$scratch/pipe"
echo "Watch time is the goal because clicks reward bait, marker one." >&9
echo "A second line, marker two." >&9
tries=0
until [ $tries -ge 600 ] || sqlite3 "$XDG_DATA_HOME/sevenstep/sevenstep.db" 'select text from events' 2>/dev/null | grep -q 'marker two'; do
    sleep 0.1
    tries=$((tries + 1))
done
kill -9 $pid
exec 9>&-
wait $pid 2>/dev/null
check "both lines are on disk" sh -c "sqlite3 '$XDG_DATA_HOME/sevenstep/sevenstep.db' 'select group_concat(text) from events' | grep -q 'marker one.*marker two'"
check "starting again resumes the session" sh -c "printf '/quit\n' | '$SEVENSTEP' practice video_recommendation --plain | grep -q 'marker'"
check "there is still one session" [ "$("$SEVENSTEP" list sessions --format json | grep -c '"id"')" -eq 1 ]
echo "1..$tap_n"
