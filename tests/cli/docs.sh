#!/bin/sh
# The generated pages of docs/ are what the tables say today. Prints TAP.
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT INT TERM
n=0
for table in knobs metrics; do
    n=$((n + 1))
    "$SEVENSTEP" list "$table" --format md >"$scratch/$table.md"
    if cmp -s "$scratch/$table.md" "docs/$table.md"; then
        echo "ok $n - docs/$table.md"
    else
        echo "not ok $n - docs/$table.md is not what src/engine/$table.def says: make docs"
    fi
done
n=$((n + 1))
missing=
for word in $("$SEVENSTEP" repl -e 'for name, f in pairs(_G) do if type(f) == "function" then print(name) end end'); do
    case "$word" in # those that the vocabulary adds
    design | naive | with | run | runs | compare | sweep | plot | capacity | case | cases | scenarios | knobs | metrics | sql | help)
        grep -q "\`$word(" docs/repl.md || missing="$missing $word" ;;
    esac
done
[ -z "$missing" ] && echo "ok $n - docs/repl.md names every word" || echo "not ok $n - docs/repl.md says nothing of$missing"
echo "1..$n"
