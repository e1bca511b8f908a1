#!/bin/sh
# `make install` into a folder; files are found from anywhere; scripts/install on machines that lack something. TAP.
. tests/tap.sh
unset SEVENSTEP_DATA
build=$(dirname "$SEVENSTEP")

# Without make: what the rule does, on the program under test, so that nothing is built here.
make -n install BUILD="${build#"$PWD"/}" DESTDIR="$scratch/root" PREFIX=/opt/tools 2>/dev/null |
    grep -E '^(install|mkdir|cp) ' | grep -F "$scratch/root" >"$scratch/rule"
check "the rule has three lines" [ "$(wc -l <"$scratch/rule")" -eq 3 ]
check "it installs into DESTDIR and PREFIX" sh -e "$scratch/rule"
installed=$scratch/root/opt/tools/bin/sevenstep
elsewhere() { (cd / && "$@"); }
check "the installed program finds cases and scenarios from another folder" \
    elsewhere "$installed" check video_recommendation/default
mkdir "$scratch/moved"
mv "$scratch/root/opt/tools" "$scratch/moved/"
check "and after the tree was moved" elsewhere "$scratch/moved/tools/bin/sevenstep" check video_recommendation/production
ln -s "$scratch/moved/tools/bin/sevenstep" "$scratch/link"
check "and through a link" elsewhere "$scratch/link" check video_recommendation/default

says() { # words, exit code, then the command: both streams are looked at
    words=$1
    want=$2
    shift 2
    "$@" >"$scratch/said" 2>&1
    got=$?
    [ "$got" -eq "$want" ] && grep -q -- "$words" "$scratch/said" && return 0
    echo "exit $got (wanted $want), said: $(cat "$scratch/said")"
    return 1
}
# Machines made of a PATH: only these programs exist on them.
machine() {
    mkdir -p "$scratch/$1"
    for program in sh cat tr; do
        ln -sf "$(command -v $program)" "$scratch/$1/$program"
    done
}
tool() { # machine, program, its text
    printf '#!/bin/sh\n%s\n' "$3" >"$scratch/$1/$2"
    chmod +x "$scratch/$1/$2"
}
machine bare
check "no Debian: says what is needed, and goes on" says "libncurses-dev" 0 env PATH="$scratch/bare" sh scripts/install build test
check "no such group" says "the groups are" 2 env PATH="$scratch/bare" sh scripts/install everything
machine whole
tool whole dpkg-query 'printf installed'
silent() { "$@" >"$scratch/said" 2>&1 && [ ! -s "$scratch/said" ]; }
check "nothing missing: says nothing, asks for nothing" silent env PATH="$scratch/whole" sh scripts/install build test report
machine user
tool user dpkg-query 'case "$3" in libedit-dev) exit 1 ;; *) printf installed ;; esac'
tool user id 'echo 1000'
check "no root, no sudo: says the command" says "apt-get install libedit-dev" 3 env PATH="$scratch/user" sh scripts/install
tool user sudo 'exec "$@"'
tool user apt-get 'echo "apt-get $*"'
check "with sudo: installs what is missing" says "apt-get install .*libedit-dev" 0 env PATH="$scratch/user" sh scripts/install
check "and nothing else" says "recommends libedit-dev$" 0 env PATH="$scratch/user" sh scripts/install
tool user apt-get 'exit 100'
check "a failing apt-get fails" says "installing libedit-dev" 100 env PATH="$scratch/user" sh scripts/install
echo "1..$tap_n"
