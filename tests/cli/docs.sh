#!/bin/sh
# What the pages say is so: generated ones are current, links lead somewhere, names exist. Prints TAP.
. tests/tap.sh
pages="README.md $(ls docs/*.md)"

scripts/docs "$SEVENSTEP" "$scratch/docs" >/dev/null
for page in knobs metrics plan; do
    check "docs/$page.md is what \`make docs\` writes" diff "docs/$page.md" "$scratch/docs/$page.md"
done

links_hold() {
    status=0
    for page in $pages; do
        folder=$(dirname "$page")
        for target in $(grep -oE '\]\([^)]+\)|(src|srcset)="[^"]+"' "$page" | sed -E 's/^\]\(//; s/\)$//; s/^src[a-z]*="//; s/"$//'); do
            case "$target" in http*) continue ;; esac
            [ -e "$folder/${target%%#*}" ] || {
                echo "$page: $target leads nowhere"
                status=1
            }
        done
    done
    return $status
}
check "every link between pages leads to a file" links_hold

all_linked() {
    status=0
    for page in docs/*.md; do
        grep -q "($page)" README.md || {
            echo "README.md does not link $page"
            status=1
        }
    done
    return $status
}
check "README.md links every page of docs/" all_linked

# `group.name` in backquotes, where group is one of the groups of knobs or metrics, is one of them.
names_exist() {
    "$SEVENSTEP" list knobs --format json >"$scratch/knobs.json"
    "$SEVENSTEP" list metrics --format json >"$scratch/metrics.json"
    grep -ohE '"name": *"[^"]+"' "$scratch/knobs.json" "$scratch/metrics.json" | sed -E 's/.*: *"//; s/"$//' |
        sort -u >"$scratch/names"
    [ "$(wc -l <"$scratch/names")" -gt 80 ] || return 1
    groups=$(cut -d. -f1 "$scratch/names" | sort -u | paste -sd'|')
    status=0
    for page in $pages; do
        for name in $(grep -oE "\`($groups)\.[a-z0-9_@.]+[\`=\[]" "$page" | tr -d '`=[' | sort -u); do
            case "$name" in *.lua | *.md) continue ;; esac
            grep -qxF "$name" "$scratch/names" || {
                echo "$page: $name is neither a knob nor a metric"
                status=1
            }
        done
    done
    return $status
}
check "knobs and metrics that the pages name exist" names_exist

targets_exist() {
    status=0
    for target in $(grep -ohE '\bmake [a-z]+' $pages | cut -d' ' -f2 | sort -u); do
        grep -qE "^(\.PHONY:.* )?$target( |:|\$)" Makefile || grep -qE "^\.PHONY:.* $target( |\$)" Makefile || {
            echo "no target $target"
            status=1
        }
    done
    return $status
}
check "every \`make\` target that the pages name exists" targets_exist

# Lines of code blocks that begin with `sevenstep COMMAND`: the command is one.
commands_exist() {
    "$SEVENSTEP" --help | sed -n '/^commands$/,/^$/s/^  \([a-z]*\) .*/\1/p' >"$scratch/commands"
    [ "$(wc -l <"$scratch/commands")" -ge 9 ] || return 1
    status=0
    for command in $(grep -ohE '(^ *|`)(build/)?sevenstep [a-z]+' $pages | sed 's/.* //' | sort -u); do
        grep -qxF "$command" "$scratch/commands" || {
            echo "no command $command"
            status=1
        }
    done
    return $status
}
check "every command that the pages name exists" commands_exist

# An input stands before what reads it, and is a node.
plan_ordered() {
    "$SEVENSTEP" list plan --format json | tr '{' '\n' | awk -F'"' '
        /"node"/ {
            inputs = $0
            sub(/.*"inputs":\[/, "", inputs); sub(/\].*/, "", inputs); gsub(/"/, "", inputs)
            n = split(inputs, input, ",")
            for (i = 1; i <= n; i++)
                if (!(input[i] in seen)) { print $4 " reads " input[i] " which does not stand before it"; bad = 1 }
            seen[$4] = 1
            nodes++
        }
        END { if (nodes < 15) { print nodes + 0 " nodes"; bad = 1 } exit bad }'
}
check "list plan has every node behind those that it reads" plan_ordered

repl_words() { # those that the vocabulary adds to Lua
    status=0
    for word in $("$SEVENSTEP" repl -e 'for name, f in pairs(_G) do if type(f) == "function" then print(name) end end'); do
        case "$word" in
        design | naive | with | run | runs | compare | sweep | plot | capacity | case | cases | scenarios | knobs | metrics | sql | help)
            grep -q "\`$word(" docs/repl.md || {
                echo "docs/repl.md says nothing of $word"
                status=1
            }
            ;;
        esac
    done
    return $status
}
check "docs/repl.md names every word of the vocabulary" repl_words
echo "1..$tap_n"
