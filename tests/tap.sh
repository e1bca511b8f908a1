# tap.sh - what the shell tests share: TAP on standard output, a scratch folder, a database and cache of their own.
# Sourced from the top of the tree:  . tests/tap.sh
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
export XDG_DATA_HOME="$scratch/share" XDG_CACHE_HOME="$scratch/cache"
tap_n=0
check() { # name, command...: ok when the command succeeds
    tap_n=$((tap_n + 1))
    tap_name=$1
    shift
    if "$@" >"$scratch/why" 2>&1; then
        echo "ok $tap_n - $tap_name"
    else
        echo "not ok $tap_n - $tap_name"
        sed 's/^/# /' "$scratch/why" | tail -n 20
    fi
}
# exit code, text in the one line on standard error, arguments: nothing on standard output.
refuses() {
    want=$1
    words=$2
    shift 2
    "$SEVENSTEP" "$@" >"$scratch/out" 2>"$scratch/err" </dev/null
    got=$?
    [ "$got" -eq "$want" ] && [ ! -s "$scratch/out" ] && [ "$(wc -l <"$scratch/err")" -eq 1 ] &&
        grep -q -- "$words" "$scratch/err" && return 0
    echo "exit $got (wanted $want), said: $(cat "$scratch/err"), printed: $(head -c 200 "$scratch/out")"
    return 1
}
# What is below a folder, with sums: equal before and after means that nothing changed on disk.
picture() {
    find "$1" -type f -exec cksum {} + 2>/dev/null | sort
}
