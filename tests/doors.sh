# doors.sh - one session of $case through both doors, as lines (--plain) and as keys (--keys): all seven steps with questions,
# statements, sums, forecasts, runs, probes, deep dives and marks. Every table of the two databases holds the same rows,
# but for what is a time. The doors share a cache, so that what the engine measured of time is the same, too. Prints TAP.
# Sourced from the top of the tree:  case=NAME; . tests/doors.sh
. tests/tap.sh

# What is said is the case's own model answer; every forecast that a step asks for is made.
plain() { "$SEVENSTEP" practice "$case" --plain --db "$scratch/$case.$1.db" --scenario "$scratch/$case.lua" --seed 1; }
step_alone() { # step: its model answer in one line, then its forecasts
    printf '/commit\n/model\n/quit\n' |
        "$SEVENSTEP" practice "$case" --plain --db "$scratch/asked.db" --scenario "$scratch/$case.lua" --step "$1" >"$scratch/step"
    awk '/^[0-9]+ A model answer:/ { on = 1; next }
         on && /^    / { sub(/^ +/, ""); all = all (all ? " " : "") $0; next }
         on { exit }
         END { print "/edit " all }' "$scratch/step"
    sed -n 's|.*  /predict \([^ ]*\) \(.*\)$|\1 \2|p' "$scratch/step" >"$scratch/asks"
}
predictions() { # from 10 to 20, the change makes it worse, or in the middle
    sed -e 's|^\([^ ]*\) LOW HIGH$|/predict \1 10 20|' -e 's|^\([^ ]*\) up.down.same$|/predict \1 down|' \
        -e 's|^\([^ ]*\) baseline.middle.oracle$|/predict \1 middle|' "$scratch/asks"
}
write_session() {
    for step in 1 2 3 4 5 6 7; do
        if [ $step -eq 1 ]; then
            printf 'how many users are there a day?\nwhat is the colour of the moon?\n'
            printf '/assume latency must stay below 100 ms\n/target 5 %% above today\n/estimate %s = 200e6*10\n' "$estimate"
        fi
        [ $step -eq 3 ] && printf '/risk a feature may stop arriving\n/hint\n/hint\n'
        [ $step -eq 6 ] && printf '/set serving.replicas=3\n'
        answer=$(step_alone $step)
        printf '%s\n/commit\n' "$answer"
        predictions
        [ $step -gt 1 ] && printf '/run\n'
        if [ $step -eq 4 ] || [ $step -eq 6 ]; then # the interviewer goes deeper
            printf '%s It costs 20 ms, because everything else waits for it.\n/commit\n' "$answer"
            [ $step -eq 6 ] && printf '/run\n'
        fi
        [ $step -eq 7 ] && printf '%s On day 3 there was a surge of traffic and the index went stale.\n/commit\n' "$answer"
        printf '/next\n'
    done
}

# The same as keys. A menu of three is answered by its place; what is added to an answer is typed behind it.
as_keys() {
    awk -v file="$scratch/$case.md" '
        function typed(s) { gsub(/</, "\001", s); gsub(/\001/, "<lt>", s); return s }
        function speak(s, key) { print "<Esc><Esc><Enter>" typed(s) key }
        BEGIN { place["up"] = 0; place["down"] = 1; place["same"] = 2; place["baseline"] = 0; place["middle"] = 1; place["oracle"] = 2 }
        /^\/edit / {
            text = substr($0, 7)
            speak(index(text, said) == 1 ? substr(text, length(said) + 1) : text)
            said = text; next
        }
        /^\/predict / {
            if (!asking) print "<Esc><Esc><Enter><F3>"
            asking = 1
            if (NF == 4) { print "<Enter>" $3 " " $4 "<Enter>"; next }
            keys = "<Enter>"
            for (i = 0; i < place[$3]; i++) keys = keys "<Down>"
            print keys "<Enter>"; next
        }
        { asking = 0 }
        /^\/commit$/ { print "<F2>"; print ":wait job"; next }
        /^\/run$/ { print "<F5>"; print ":wait job"; next }
        /^\/next$/ { said = ""; print "<F8>"; print ":wait job"; next }
        /^\/hint$/ { print "<F6>"; next }
        { speak($0, "<Enter>") }
        END { print ":wait findings"; print ":snap marks"; print "q"; print ":snap leaving"; print "n"
              for (i = 0; i < 2; i++) print "e<C-u>" file "<Enter>"
              print ":snap again" }'
}

# A table without what is a time, ids as they are: both databases begin empty.
rows_of() { # database, table
    columns=$(sqlite3 "$1" "select group_concat(name, ',') from pragma_table_info('$2')
        where name not in ('at', 'wall_s', 'seconds', 'cached', 'at_ms', 'started', 'last')")
    sqlite3 "$1" "select $(echo "$columns" | sed 's/[a-z_0-9]*/quote(&)/g') from $2 order by $columns"
}
same_rows() { # table
    rows_of "$scratch/$case.plain.db" "$1" >"$scratch/a"
    rows_of "$scratch/$case.keys.db" "$1" >"$scratch/b"
    diff "$scratch/a" "$scratch/b" | cut -c1-300
    cmp -s "$scratch/a" "$scratch/b"
}
has() { [ "$(sqlite3 "$scratch/$case.plain.db" "$1")" -ge "$2" ]; }

fault='"traffic", { size = 3 }'
case $case in
harmful_content) sizes='users = 600, items = 9000' ;;
visual_search) sizes='users = 600, items = 500' fault='"index_stale"' ;;
ad_click) sizes='users = 600, items = 600, advertisers = 60' ;;
*) sizes='users = 600, items = 600, creators = 60' ;;
esac
cat >"$scratch/$case.lua" <<LUA
return {
  case = "$case", world = { $sizes, replay_days = 5 },
  on_day = function(day, world)
    if day == 3 then world:fault($fault) end
  end,
}
LUA
estimate=$(sed -n '/^local estimates/,/^}/s/.*id = "\([a-z_]*\)".*/\1/p' "data/cases/$case.lua" | head -n 1)
write_session >"$scratch/$case.txt"
as_keys <"$scratch/$case.txt" >"$scratch/$case.keys"
plain plain <"$scratch/$case.txt" >"$scratch/$case.plain" 2>"$scratch/$case.err"
check "$case as lines" [ ! -s "$scratch/$case.err" ]
check "$case as keys" "$SEVENSTEP" practice "$case" --db "$scratch/$case.keys.db" --scenario "$scratch/$case.lua" --seed 1 \
    --keys "$scratch/$case.keys" --size 100x30
check "$case: the marks name their keys" grep -q 'a answers  r rewind  e export' "$scratch/marks.screen"
check "$case: brief and scorecard are written" grep -q '^#' "$scratch/$case.md"
check "$case: and not twice unasked" grep -q "md exists. Write over it" "$scratch/again.screen"
check "$case: leaving them asks" grep -q "dialog .*'Leave the marks" "$scratch/leaving.screen"
check "$case came to its marks" has "select count(*) from scores where item = 'verdict'" 1
check "$case went deeper twice, and closed" [ "$(grep -cE 'A deep dive|1 minute to close' "$scratch/$case.plain")" -eq 3 ]
check "$case asked what had happened" has "select count(*) from scores where item like 'diagnosis%' and earned > 0" 1
check "$case has forecasts of every kind" has "select count(distinct kind) from forecasts" 3
for table in $(sqlite3 "$scratch/$case.plain.db" "select name from sqlite_master where type = 'table' and name not like 'sqlite_%' order by name"); do
    check "$case: $table" same_rows "$table"
done
rm -rf "$scratch/cache" "$scratch/$case".*
echo "1..$tap_n"
