#include "tui/action.h"
#include "tui/key.h"

#include <stdio.h>
#include <string.h>

enum {
    LISTS = PLACE_HOME | PLACE_RUNS | PLACE_KNOBS | PLACE_FORECAST | PLACE_MENU | PLACE_CHECKS,
    TEXTS = PLACE_REPORT | PLACE_RESULT | PLACE_SAY | PLACE_END | PLACE_PAGE | PLACE_HELP,
    MOVING = LISTS | TEXTS,
    VALUES = PLACE_KNOBS,
};

/* In the order of the footer: what is done most stands first. */
static const struct action table[] = {
    {ACT_ENTER, PLACE_HOME, "<Enter>", "start", "start a session of the case, or resume the one that was left"},
    {ACT_ENTER, PLACE_RUNS, "<Enter>", "report", "the report of the run"},
    {ACT_ENTER, PLACE_KNOBS, "<Enter> <Space>", "change", "change the knob: type a value, choose, or tick"},
    {ACT_ENTER, PLACE_FORECAST, "<Enter>", "answer", "say what you expect"},
    {ACT_ENTER, PLACE_FIND, "<Enter>", "do it", "do what is marked"},
    {ACT_UP, PLACE_FIND, "<Up> <C-p>", "", "up"},
    {ACT_DOWN, PLACE_FIND, "<Down> <C-n> <Tab>", "", "down"},
    {ACT_PAGE_UP, PLACE_FIND, "<PageUp>", "", ""},
    {ACT_PAGE_DOWN, PLACE_FIND, "<PageDown>", "", ""},
    {ACT_ENTER, PLACE_MENU, "<Enter> <Space>", "choose", "take the marked line"},
    {ACT_CHECK, PLACE_CHECKS, "<Space> x", "tick", "tick the line, or take the tick away"},
    {ACT_ENTER, PLACE_CHECKS, "<Enter>", "done", "take what is ticked"},
    {ACT_ENTER, PLACE_PROMPT | PLACE_REPL, "<Enter>", "ok", "take the line"},
    {ACT_YES, PLACE_CONFIRM, "y Y", "yes", "do it"},
    {ACT_NO, PLACE_CONFIRM, "n N <Esc> q <C-c>", "no", "leave it"},
    {ACT_BACK, PLACE_PROMPT | PLACE_MENU | PLACE_CHECKS | PLACE_FIND, "<Esc> <C-c>", "leave", "leave it as it was"},

    /* home */
    {ACT_NEW, PLACE_HOME, "n", "new", "a new session, though one was left unfinished"},
    {ACT_SCENARIO, PLACE_HOME, "s", "", "choose the scenario: which product, at which scale"},
    {ACT_LEVEL, PLACE_HOME, "l", "", "the level that is asked for: mid, senior, staff"},
    {ACT_MODE, PLACE_HOME, "m", "", "guided, practice or interview"},
    {ACT_FOCUS, PLACE_HOME, "f", "", "the focus: balanced, modelling or serving"},
    {ACT_CLOCK, PLACE_HOME, "t", "", "with or without the clock"},
    {ACT_PART, PLACE_HOME, "p", "", "all seven steps, or one step alone"},
    {ACT_DRILL, PLACE_HOME, "d", "drill", "the step that was weakest so far, alone and against the clock"},
    {ACT_REVIEW, PLACE_HOME, "o", "marks", "the marks of the last finished session of this case"},
    {ACT_LAB, PLACE_HOME, "e", "lab", "the lab: every knob of the design, runs and pictures"},
    {ACT_RUNS, PLACE_HOME, "r v", "runs", "the runs so far: reports and comparison"},

    /* practice; function keys and ^X work while typing */
    {ACT_WRITE, PLACE_SAY, "<Enter> i", "write", "write your answer; so does typing on"},
    {ACT_COMMIT, PLACE_PRACTICE, "<F2> <C-x><C-s>", "commit", "your answer to this step stands: it is read back"},
    {ACT_COMMIT, PLACE_ANSWER, "<C-d>", "", ""},
    {ACT_COMMIT, PLACE_SAY, "c", "", ""},
    {ACT_FORECAST, PLACE_PRACTICE, "<F3> <C-x>f", "forecast", "your forecasts, before the engine answers"},
    {ACT_FORECAST, PLACE_SAY, "f", "", ""},
    {ACT_PICTURE, PLACE_PRACTICE, "<F4> <C-x>v", "picture",
     "the next picture: design, engine's answer, whiteboard, model answer"},
    {ACT_RUN, PLACE_PRACTICE, "<F5> <C-x><C-r>", "run", "seal the forecasts and let the engine answer"},
    {ACT_RUN, PLACE_SAY | PLACE_FORECAST, "g", "", ""},
    {ACT_HINT, PLACE_PRACTICE, "<F6> <C-x>h", "hint", "a hint; it says what it costs"},
    {ACT_HINT, PLACE_SAY, "h", "", ""},
    {ACT_NEXT, PLACE_PRACTICE, "<F8> <C-x>n", "next", "on to the next step; commits first"},
    {ACT_NEXT, PLACE_SAY, "n", "", ""},
    {ACT_PREVIOUS, PLACE_PRACTICE, "<F7> <C-x>b", "", "back to the step before"},
    {ACT_PREVIOUS, PLACE_SAY, "b", "", ""},
    {ACT_DECIDE, PLACE_SAY | PLACE_ANSWER, "<C-x>d <C-x><C-d>", "decide",
     "a decision by list: in guided mode, and to correct what was heard"},
    {ACT_DECIDE, PLACE_SAY, "x", "", ""},
    {ACT_DRILL, PLACE_END, "<Enter>", "drill", "five minutes on what was weakest"},
    {ACT_FINDINGS, PLACE_END, "t", "gains", "where the gain came from, step by step, and the cheapest change"},
    {ACT_MODEL, PLACE_SESSION, "a", "answers", "a model answer, once you have committed yours"},
    {ACT_REWIND, PLACE_SESSION, "r", "rewind", "start over: this answer, or from the beginning of a step, in a copy"},
    {ACT_EXPORT, PLACE_SESSION, "e", "export", "write brief and scorecard (.md), or the design as a scenario (.lua)"},
    {ACT_PICTURE, PLACE_END, "<F4> <C-x>v", "picture",
     "the next picture: design, engine's answer, whiteboard, model answer"},
    {ACT_DESIGN, PLACE_SESSION, "d", "design", "your design as it was heard"},
    {ACT_MOMENT, PLACE_SESSION, "m", "", "what the engine answered in this step"},
    {ACT_WHITEBOARD, PLACE_SESSION, "w", "board", "the whiteboard: your design as boxes and arrows"},
    {ACT_LIST, PLACE_SESSION, "l", "", "list: the steps, what is committed, how long each took"},
    {ACT_VERSUS, PLACE_SESSION, "v", "", "this design against the session it was rewound or forked from, in pairs"},
    {ACT_OVERRULE, PLACE_END, "o", "", "you hold that you said it: kept and shown, moves nothing"},
    {ACT_HISTORY, PLACE_SESSION | PLACE_HOME, "y", "", "all your sessions: verdicts, steps, how forecasts hold"},
    {ACT_PAUSE, PLACE_PRACTICE, "<F9> <C-x>p", "", "pause: stop the clock, or let it go on (not in an interview)"},
    {ACT_PAUSE, PLACE_SAY, "p", "", ""},
    {ACT_SCORE, PLACE_PRACTICE, "<C-x>m", "", "end the session and see the marks"},
    {ACT_SCORE, PLACE_SAY, "s", "", ""},
    {ACT_EDITOR, PLACE_ANSWER, "<C-x><C-e>", "", "write the answer in $EDITOR"},
    {ACT_BACK, PLACE_ANSWER, "<Esc>", "commands", "leave the text: a letter alone is a command then"},
    {ACT_BACK, PLACE_SAY, "<Esc>", "", "out of a picture, to the dialogue"},

    /* runs and lab */
    {ACT_RUN, PLACE_KNOBS | PLACE_RESULT, "<F5> <C-x><C-r> r", "run",
     "run this design; what is known is not computed again"},
    {ACT_RUNS, PLACE_KNOBS | PLACE_RESULT, "v", "", "the runs so far: reports and comparison"},
    {ACT_MARK, PLACE_RUNS, "<Space> m", "mark", "mark the run: two marked runs are compared"},
    {ACT_COMPARE, PLACE_RUNS | PLACE_REPORT, "c", "compare", "compare the marked runs, or the marked one with this"},
    {ACT_COMPARE, PLACE_KNOBS | PLACE_RESULT, "w", "what if", "this result beside the one before: what the change did"},
    {ACT_LAB, PLACE_RUNS | PLACE_REPORT, "e", "lab", "open the design of this run in the lab"},
    {ACT_SCENARIO, PLACE_KNOBS | PLACE_RESULT, "s", "scenario", "start again from a scenario"},
    {ACT_FILTER, PLACE_HOME, "/", "", "find a case by a word"},
    {ACT_FILTER, PLACE_RUNS | PLACE_KNOBS | PLACE_MENU, "/", "filter", "show only lines that hold a word"},
    {ACT_DEFAULT, VALUES, "d", "default", "back to the value of the scenario"},
    {ACT_UNDO, VALUES, "u", "undo", "take back the last change"},
    {ACT_REDO, VALUES, "<C-r> U", "", "make it again"},
    {ACT_LEFT, VALUES, "<Left> h", "", "the choice before, or half the number"},
    {ACT_RIGHT, VALUES, "<Right> l", "", "the next choice, or twice the number"},
    {ACT_STEP, VALUES, "1 2 3 4 5 6 7 0", "", "the knobs of a step; 0: world and seeds"},

    /* moving */
    {ACT_UP, MOVING, "<Up> k", "", "up"},
    {ACT_DOWN, MOVING, "<Down> j", "", "down"},
    {ACT_UP, PLACE_REPL, "<Up> <C-p>", "", "the line typed before"},
    {ACT_DOWN, PLACE_REPL, "<Down> <C-n>", "", "the line typed after"},
    {ACT_PAGE_UP, PLACE_ANSWER, "<PageUp>", "", "the dialogue a page up"},
    {ACT_PAGE_DOWN, PLACE_ANSWER, "<PageDown>", "", "the dialogue a page down"},
    {ACT_PAGE_UP, MOVING | PLACE_REPL, "<PageUp>", "", "a page up"},
    {ACT_PAGE_DOWN, MOVING | PLACE_REPL, "<PageDown>", "", "a page down"},
    {ACT_PAGE_DOWN, TEXTS, "<Space>", "", ""},
    {ACT_TOP, MOVING, "<Home>", "", "to the top"},
    {ACT_BOTTOM, MOVING, "<End> G", "", "to the end"},
    {ACT_COMPLETE, PLACE_REPL, "<Tab>", "complete", "complete the word: knobs, metrics, functions"},
    {ACT_NEXT_PANE, PLACE_PRACTICE | PLACE_END | PLACE_KNOBS | PLACE_RESULT | PLACE_RUNS | PLACE_REPORT, "<Tab>",
     "pane", "the next pane"},
    {ACT_PREVIOUS_PANE, PLACE_PRACTICE | PLACE_END | PLACE_KNOBS | PLACE_RESULT | PLACE_RUNS | PLACE_REPORT, "<S-Tab>",
     "", "the pane before"},

    /* everywhere */
    {ACT_REPL, PLACE_READING, ": <C-x>:", "REPL", "the design REPL: anything by name, in Lua"},
    {ACT_REPL, PLACE_ANSWER, "<C-x>:", "", ""},
    {ACT_PALETTE, PLACE_READING, "<C-p> <C-x><Space>", "", "everything that can be done here, by name"},
    {ACT_PALETTE, PLACE_ANSWER, "<C-x><Space>", "", ""},
    {ACT_HELP, PLACE_READING, "? <F1>", "help", "this help, for the place where you are"},
    {ACT_HELP, PLACE_ANSWER | PLACE_REPL | PLACE_PROMPT | PLACE_MENU | PLACE_CHECKS, "<F1> <C-x>?", "help", ""},
    {ACT_MOUSE, PLACE_ALL, "<F10> <C-x><C-m>", "",
     "give the mouse to the terminal for selecting text, or take it back"},
    {ACT_REDRAW, PLACE_ALL, "<C-l>", "", "draw the screen again"},
    {ACT_SUSPEND, PLACE_READING | PLACE_HELP | PLACE_PAGE, "<C-z>", "", "to the shell; `fg` comes back"},
    {ACT_BACK, PLACE_REPL, "<Esc> <F9>", "close", "close the REPL"},
    {ACT_INTERRUPT, PLACE_ALL & ~(PLACE_PROMPT | PLACE_CONFIRM | PLACE_MENU | PLACE_CHECKS | PLACE_FIND), "<C-c>", "",
     "stop what is running; twice when nothing runs: leave, all is kept"},
    {ACT_BACK, PLACE_RUNS | PLACE_REPORT | PLACE_KNOBS | PLACE_RESULT | PLACE_FORECAST, "<Esc>", "", "one level out"},
    {ACT_QUIT, PLACE_HOME, "q", "quit", "quit; everything is kept"},
    {ACT_QUIT, PLACE_READING & ~PLACE_HOME, "q", "back", "leave this view"},
    {ACT_BACK, PLACE_HELP | PLACE_PAGE, "q <Esc> ? <F1> <Enter>", "close", "close the help"},
};

const struct action *action_at(int i) {
    return i >= 0 && i < (int)(sizeof table / sizeof *table) ? &table[i] : NULL;
}

/* "<C-x>" in front of another key means that it comes after the prefix. */
static bool row_has(const struct action *a, int32_t key, bool after_prefix) {
    const char *p = a->keys;
    while (*p) {
        int32_t first, second = KEY_NONE;
        p += key_read(p, &first);
        bool prefix = first == KEY_CTRL('x');
        if (prefix)
            p += key_read(p, &second);
        if (prefix == after_prefix && key == (prefix ? second : first))
            return true;
        while (*p == ' ')
            p++;
    }
    return false;
}

const struct action *action_find(unsigned place, int32_t key, bool after_prefix) {
    const struct action *a;
    for (int i = 0; (a = action_at(i)); i++)
        if ((a->places & place) && row_has(a, key, after_prefix))
            return a;
    return NULL;
}

const char *action_keys(const struct action *a, bool first_only, char *buffer, int n) {
    const char *p = a->keys;
    int used = 0;
    buffer[0] = '\0';
    while (*p) {
        int32_t key;
        char shown[20];
        size_t length = key_read(p, &key);
        p += length;
        used += snprintf(buffer + used, (size_t)(n - used), "%s", key_shown(key, shown, sizeof shown));
        if (used >= n)
            break;
        if (*p == ' ') {
            if (first_only)
                break;
            used += snprintf(buffer + used, (size_t)(n - used), " ");
            p++;
        }
    }
    return buffer;
}
