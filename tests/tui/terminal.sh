#!/bin/sh
# The screens in a real terminal, tmux: sizes, kinds of terminal, resizing, suspending, signals, and what a kill leaves.
# Prints TAP.
. tests/tap.sh
export SEVENSTEP_DATA="$PWD/tests/screens/root"
terminals=0 # each has a server of its own: one that ends must not take the next one with it
mux() { tmux -S "$scratch/tmux$terminals" "$@"; }
trap 'mux kill-server 2>/dev/null; rm -rf "$scratch"' EXIT
shown() { mux capture-pane -p -J "$@" -t t 2>&1; }
# Waits until a pattern is on the screen, or is gone: at most a minute, for a machine may have other things to do.
sees() {
    i=0
    while ! shown | grep -q -- "$1"; do
        i=$((i + 1))
        [ "$i" -lt 600 ] || { shown | tail -n 20; return 1; }
        sleep 0.1
    done
}
stored() { # waits until a text is on disk
    i=0
    until sqlite3 "$XDG_DATA_HOME/sevenstep/sevenstep.db" 'select text from events' 2>/dev/null | grep -q -- "$1"; do
        i=$((i + 1))
        [ "$i" -lt 600 ] || return 1
        sleep 0.1
    done
}
type_keys() { mux send-keys -t t "$@"; }
# A shell in a terminal of a size, with variables of its own.
terminal() { # WIDTHxHEIGHT, VARIABLE=VALUE...: nothing is stored yet
    rm -rf "$scratch/share"
    another "$@"
}
another() { # the same, with what is stored
    size=$1
    shift
    mux kill-server 2>/dev/null
    terminals=$((terminals + 1))
    mux -f /dev/null new-session -d -s t -x "${size%x*}" -y "${size#*x}" "env PS1='ready> ' ENV= $* sh" && sees 'ready>'
}
start() {
    type_keys "'$SEVENSTEP' $1" Enter
}
# The terminal is as it was: a line typed is echoed and carried out, the cursor is there, no alternate screen.
whole() {
    type_keys "stty -a | grep -q ' echo .*' && stty -a | grep -q ' icanon' && echo whole-\$((40 + 2))" Enter
    sees 'whole-42' && [ "$(mux display -p -t t '#{alternate_on} #{cursor_flag}')" = "0 1" ]
}
leaves() { # keys that leave home
    type_keys q && sees 'ready>' && whole
}

for size in 80x24 40x10 200x60; do
    check "home at $size" sh -c : && terminal "$size" && start ""
    check "home at $size has its title" sees 'sevenstep .*session'
    check "home at $size has a way out" sees 'q quit'
    check "home at $size: the terminal is whole afterwards" leaves
done

check "a light terminal that says so" terminal 80x24 TERM=xterm-256color "COLORFGBG='0;15'"
start ""
check "light: home" sees '▸ Pocket videos'
coloured() { shown -e | grep -q "38;5;$1m"; }
check "light: what has the focus is dark blue" coloured 25
not_pale() { ! shown -e | grep -qE '38;5;(32|136|244)m'; }
check "light: nothing is pale" not_pale
check "light: whole afterwards" leaves

check "a terminal that is listened to" terminal 80x24
start ""
sees 'sevenstep .*session'
mux pipe-pane -t t "cat >'$scratch/bytes'"
type_keys Enter
check "a session begins" sees 'your answer'
check "and that it begins is shown first" grep -qa 'starting the session' "$scratch/bytes"
type_keys said
mux send-keys -t t -H 1b 5b 34 7e 1b 5b 31 3b 32 44 1b 5b 32 35 7e # End of a VT220, Shift with Left, F13
type_keys " more"
check "keys that TERM does not know are no text" sees '^ said more *$'
type_keys Escape
sees 'write'
type_keys q
check "a row that was left says so in the footer" sees '^ Enter resume'
type_keys Enter
check "and is opened again" sees 'your answer'
check "which is said first, too" grep -qa 'opening the session' "$scratch/bytes"

check "a terminal of the kind vt100" terminal 80x24 TERM=vt100
start ""
check "vt100: home" sees '> Pocket videos'
ascii() { ! shown | LC_ALL=C grep -q '[^ -~]'; }
check "vt100: ASCII alone" ascii
check "vt100: whole afterwards" leaves

check "a terminal without colour" terminal 80x24 NO_COLOR=1
start ""
check "NO_COLOR: home" sees '▸ Pocket videos'
escape=$(printf '\033')
colourless() { ! shown -e | grep -qE "$escape\[([0-9]+;)*(3[0-8]|4[0-8]|9[0-7])[;m]"; }
check "NO_COLOR: no colours" colourless
reversed() { shown -e | grep Pocket | grep -qE "$escape\[([0-9]+;)*7m"; }
check "NO_COLOR: the selection is reversed" reversed
type_keys q
sees 'ready>'
type_keys 'TERM=dumb ' "'$SEVENSTEP'" Enter
check "TERM=dumb is told what to do" sees 'sevenstep: .*TERM=dumb.*--plain'

check "a terminal for a tour" terminal 80x24 "TMPDIR='$scratch'"
start "--tour"
check "the tour says that nothing is kept" sees 'nothing is kept'
type_keys Enter
sees 'INTERVIEWER'
type_keys 'said on a tour'
sees 'said on a tour'
sleep 1.2
type_keys Escape
sleep 0.2
type_keys q
sees 'Scenario'
check "the tour: whole afterwards" leaves
nothing_left() { ! ls -d "$scratch"/sevenstep-tour-* 2>/dev/null; }
check "the tour leaves no copy behind" nothing_left
start ""
check "and no session" sees '0 sessions'
leaves

check "a terminal for a run" terminal 80x24
start ""
sees 'Pocket videos'
type_keys e
sees 'Requirements'
type_keys F5
check "a run shows its progress" sees 'part [0-9]* of'
mux resize-window -t t -x 40 -y 10
mux resize-window -t t -x 200 -y 60
check "resizing while it trains: the run comes to its end" sees 'run #1 is done'
check "its result is there" sees 'recall@100'
mux resize-window -t t -x 30 -y 8
check "too small says the size wanted" sees 'too small'
mux resize-window -t t -x 80 -y 24
check "and recovers" sees 'recall@100'
type_keys C-z
check "suspended, the shell is there" sees 'ready>'
type_keys fg Enter
check "and fg comes back" sees 'recall@100'
type_keys q
sees 'Scenario'
check "whole afterwards" leaves

check "a terminal for a session" terminal 80x24
start "practice pocket"
sees 'This is the prompt of step 1'
type_keys 'Two stages, since one is too slow'
stored 'Two stages, since one is too slow'
pid=$(pgrep -f "^$SEVENSTEP practice pocket" | head -n 1)
check "it can be killed" kill -9 "$pid"
sees 'Killed'
another 80x24
start "practice pocket"
check "kill -9 while typing: starting again shows the answer" sees 'Two stages, since one is too slow'
pid=$(pgrep -f "^$SEVENSTEP practice pocket" | head -n 1)
type_keys ' and one is too weak'
kill -TERM "$pid"
check "SIGTERM leaves in order" sees 'ended by a signal'
check "SIGTERM: whole afterwards" whole
start "practice pocket"
check "SIGTERM: nothing was lost" sees 'and one is too weak'
pid=$(pgrep -f "^$SEVENSTEP practice pocket" | head -n 1)
kill -SEGV "$pid"
check "a crash: the shell is back" sees 'ready>'
check "a crash: the terminal is whole" whole

check "a terminal for an editor" terminal 80x24 "EDITOR='$scratch/editor'"
cat >"$scratch/editor" <<'EDITOR'
#!/bin/sh
printf 'from the editor: ' | cat - "$1" >"$1.new" && mv "$1.new" "$1"
EDITOR
chmod +x "$scratch/editor"
start "practice pocket"
sees 'This is the prompt of step 1'
type_keys 'my answer'
type_keys C-x C-e
check "\$EDITOR gets the answer and gives it back" sees 'from the editor: my answer'
