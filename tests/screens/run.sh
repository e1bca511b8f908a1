#!/bin/sh
# Screens to the letter: every tests/screens/NAME.keys is played without a terminal, on cases and a clock of its own, and
# every :snap is compared with the file beside it. `make golden` writes them anew: read the diff. Prints TAP.
. tests/tap.sh
export SEVENSTEP_DATA=tests/screens/root LC_ALL=C.UTF-8
for keys in tests/screens/*.keys; do
    name=$(basename "$keys" .keys)
    rm -rf "$scratch/share" "$scratch/snaps"
    mkdir "$scratch/snaps"
    cp "$keys" "$scratch/snaps"
    size=$(sed -n 's/^# size: //p' "$keys")
    check "$name plays to its end" "$SEVENSTEP" --keys "$scratch/snaps/$name.keys" --size "${size:-80x24}"
    for snap in "$scratch/snaps"/*.screen "$scratch/snaps"/*.styles; do
        [ -e "$snap" ] || continue
        golden=tests/screens/$(basename "$snap")
        if [ -n "${GOLDEN:-}" ]; then
            cp "$snap" "$golden"
        else
            check "$(basename "$snap")" diff -u "$golden" "$snap"
        fi
    done
done

# What was typed into a key file and means nothing is said with its line.
refused() { # line of keys, words
    printf '%s\n' ':wait 1' "$1" >"$scratch/bad.keys"
    refuses 2 "$2" --keys "$scratch/bad.keys"
}
check "an unknown key" refused '<Nonsense>' 'bad.keys:2: no such key'
check "an unknown command" refused ':nonsense' 'bad.keys:2: no such command'
check "a size that is none" refused ':resize big' 'bad.keys:2'
check "a file that is not there" refuses 2 'nowhere.keys' --keys "$scratch/nowhere.keys"
