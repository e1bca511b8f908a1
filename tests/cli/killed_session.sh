#!/bin/sh
# kill -9 at random moments of one session, again and again: it goes on each time, what was typed more than a second before
# the kill is there, and the database is whole. KILLS moments (8; `make soak` takes 200). Prints TAP.
. tests/tap.sh
kills=${KILLS:-8}
db=$XDG_DATA_HOME/sevenstep/sevenstep.db
cat >"$scratch/small.lua" <<'LUA'
return { case = "video_recommendation", world = { users = 800, items = 900, creators = 90 } }
LUA
now() { date +%s%3N; }
sql() { sqlite3 "$db" "$1" 2>/dev/null; }

# One life of the program: once it has greeted, numbered lines, each noted when it is out. Somewhere among them commands that
# set the engine to work: a pipe is not read meanwhile, so what comes after them is not owed.
type_lines() { # life
    until [ -s "$scratch/said" ]; do sleep 0.02; done
    line=0
    while [ $line -lt 400 ]; do
        line=$((line + 1))
        echo "life $1 line $line because it matters" || return
        [ -e "$scratch/commanded" ] || echo "$line $(now)" >>"$scratch/typed"
        if [ $line -eq $(($1 * 7 % 23 + 1)) ]; then
            : >"$scratch/commanded"
            case $(($1 % 4)) in
            1) printf '/commit\n/run\n' ;;
            2) printf '/next\n/next\n' ;;
            3) printf 'how many users are there?\n/estimate peak qps = 500e6*10/86400*3\n' && rm "$scratch/commanded" ;;
            0) rm "$scratch/commanded" ;;
            esac
        fi
        sleep 0.02
    done
}

lost=0 damaged=0 stuck=0 worked=0
mkfifo "$scratch/pipe"
for life in $(seq "$kills"); do
    : >"$scratch/typed"
    : >"$scratch/said"
    rm -f "$scratch/commanded"
    scenario="--scenario $scratch/small.lua" # naming one begins a new session
    [ "$(sql 'select count(*) from sessions')" = 1 ] && scenario=
    "$SEVENSTEP" practice video_recommendation --plain $scenario <"$scratch/pipe" >"$scratch/said" 2>&1 &
    process=$!
    type_lines "$life" >"$scratch/pipe" 2>/dev/null &
    typist=$!
    tries=0 # one life in five may end while the program starts
    until [ $((life % 5)) -eq 0 ] || [ -s "$scratch/said" ] || [ $tries -ge 500 ]; do
        sleep 0.02
        tries=$((tries + 1))
    done
    sleep "$(awk -v seed="$life" 'BEGIN { srand(seed); printf "%.3f", 0.05 + 2.0 * rand() }')"
    kill -9 $process
    at=$(now)
    wait $process 2>/dev/null
    kill $typist 2>/dev/null
    wait $typist 2>/dev/null
    owed=$(awk -v before=$((at - 1000)) '$2 <= before { n = $1 } END { print n + 0 }' "$scratch/typed")
    kept=$(sql "select count(*) from events where kind='text' and text like 'life $life line %'")
    [ "${kept:-0}" -ge "$owed" ] || { lost=$((lost + 1)); echo "# life $life: $owed lines owed, $kept kept"; }
    [ "${kept:-0}" -gt 0 ] && worked=$((worked + 1))
    if [ -e "$db" ] && [ "$(sql 'pragma integrity_check')" != ok ]; then damaged=$((damaged + 1)); fi
done
printf '/quit\n' | "$SEVENSTEP" practice video_recommendation --plain >"$scratch/resumed" 2>&1 || stuck=1
check "nothing older than a second is lost in $kills kills" [ $lost -eq 0 ]
check "the database is whole after each" [ $damaged -eq 0 ]
check "most of the lives had typed something ($worked)" [ $((worked * 2)) -ge "$kills" ]
check "it is one session, and it goes on" sh -c "[ $stuck -eq 0 ] && [ '$(sql 'select count(*) from sessions')' = 1 ] && grep -q 'where you left it' '$scratch/resumed'"
check "its events are in order, none twice" [ "$(sql "select count(*) from (select text from events where text like 'life %' group by text having count(*) > 1)")" = 0 ]
echo "1..$tap_n"
