/* The names of modes, levels, events and commands, and the reading of one line. */
#include "practice/session.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

static const char *const MODE_NAMES[MODES] = {"guided", "practice", "interview"};
static const char *const FOCUS_NAMES[FOCUSES] = {"balanced", "modelling", "serving"};
static const char *const LEVEL_NAMES[LEVELS] = {"mid", "senior", "staff"};
static const char *const EVENT_NAMES[EVENT_KINDS] = {
    "start",    "text",    "edit",    "ask",   "assume", "estimate", "target",   "risk",
    "set",      "commit",  "predict", "run",   "result", "next",     "back",     "hint",
    "fork",     "rewind",  "drill",   "pause", "resume", "score",    "overrule", "tick",
    "findings", "compare", "history", "model", "show",   "export",   "help",     "quit"};
static const char *const PURPOSE_NAMES[RUN_PURPOSES] = {"baseline", "log",       "train",  "reveal",    "serve", "days",
                                                        "final",    "reference", "change", "curveball", "swap"};

static const struct session_command COMMANDS[] = {
    {"ask", "/ask QUESTION", "ask the interviewer; a line that ends in ? does the same", EVENT_ASK},
    {"assume", "/assume TEXT", "state an assumption, to be confirmed or corrected", EVENT_ASSUME},
    {"estimate", "/estimate NAME = SUM", "a sum as a chain: /estimate peak qps = 500e6*10/86400*3", EVENT_ESTIMATE},
    {"target", "/target TEXT", "a measurable target, over a baseline", EVENT_TARGET},
    {"risk", "/risk TEXT", "raise a risk before it is asked for", EVENT_RISK},
    {"set", "/set KEY=VALUE", "correct what was heard", EVENT_SET},
    {"edit", "/edit TEXT", "replace the whole answer of this step", EVENT_EDIT},
    {"commit", "/commit", "the answer stands: hear it read back", EVENT_COMMIT},
    {"predict", "/predict METRIC LOW HIGH", "a forecast at 80 %; or up|down|same, or baseline|middle|oracle",
     EVENT_PREDICT},
    {"run", "/run", "seal the forecasts and let the engine answer", EVENT_RUN},
    {"next", "/next", "on to the next step", EVENT_NEXT},
    {"back", "/back", "back to the step before", EVENT_BACK},
    {"hint", "/hint", "a hint; it costs what it says", EVENT_HINT},
    {"pause", "/pause", "stop the clock (not in an interview)", EVENT_PAUSE},
    {"resume", "/resume", "let the clock run again", EVENT_RESUME},
    {"fork", "/fork NAME", "a copy of this session to try something else", EVENT_FORK},
    {"rewind", "/rewind STEP [NAME]", "go on from the beginning of a step, in a copy; /compare then", EVENT_REWIND},
    {"compare", "/compare", "this design against the one it was forked from, in pairs", EVENT_COMPARE},
    {"score", "/score", "end here and see the marks", EVENT_SCORE},
    {"findings", "/findings", "at the end: where the gain came from", EVENT_FINDINGS},
    {"drill", "/drill [ID]", "at the end: five minutes on what was weakest", EVENT_DRILL},
    {"history", "/history", "your sessions, step by step, and how your forecasts are calibrated", EVENT_HISTORY},
    {"model", "/model", "a model answer, once you have committed yours", EVENT_MODEL},
    {"show", "/show steps|design|engine|board", "where you stand; what was heard; the engine's answer; the whiteboard",
     EVENT_SHOW},
    {"export", "/export FILE.md|FILE.lua", "brief and scorecard, or the design as a scenario", EVENT_EXPORT},
    {"overrule", "/overrule ITEM", "you hold that you said it: kept and shown, moves nothing", EVENT_OVERRULE},
    {"help", "/help", "what one can do now", EVENT_HELP},
    {"quit", "/quit", "leave; everything is kept", EVENT_QUIT},
};
enum { N_COMMANDS = sizeof COMMANDS / sizeof *COMMANDS };

const char *session_mode_name(enum session_mode mode) {
    return MODE_NAMES[mode];
}

const char *session_focus_name(enum session_focus focus) {
    return FOCUS_NAMES[focus];
}

const char *session_level_name(enum level level) {
    return LEVEL_NAMES[level];
}

const char *session_event_name(enum session_event_kind kind) {
    return EVENT_NAMES[kind];
}

const char *run_purpose_name(enum run_purpose purpose) {
    return PURPOSE_NAMES[purpose];
}

static const char *nth(const void *arg, int i) {
    return ((const char *const *)arg)[i];
}

static int index_of(const char *name, const char *const *names, int n) {
    for (int i = 0; i < n; i++)
        if (strcmp(names[i], name) == 0)
            return i;
    return -1;
}

static int named(const char *what, const char *name, const char *const *names, int n, struct err *err) {
    int i = index_of(name, names, n);
    if (i >= 0)
        return i;
    struct text all = {0};
    text_list(&all, nth, names, n);
    err_set(err, ERR_USAGE, "unknown %s '%s'; there are %s", what, name, text_str(&all));
    text_free(&all);
    return -1;
}

bool session_mode_of(const char *name, enum session_mode *mode, struct err *err) {
    int i = named("mode", name, MODE_NAMES, MODES, err);
    if (i >= 0)
        *mode = (enum session_mode)i;
    return i >= 0;
}

bool session_focus_of(const char *name, enum session_focus *focus, struct err *err) {
    int i = named("focus", name, FOCUS_NAMES, FOCUSES, err);
    if (i >= 0)
        *focus = (enum session_focus)i;
    return i >= 0;
}

bool session_level_of(const char *name, enum level *level, struct err *err) {
    int i = named("level", name, LEVEL_NAMES, LEVELS, err);
    if (i >= 0)
        *level = (enum level)i;
    return i >= 0;
}

bool session_event_of(const char *name, enum session_event_kind *kind) {
    int i = index_of(name, EVENT_NAMES, EVENT_KINDS);
    if (i >= 0)
        *kind = (enum session_event_kind)i;
    return i >= 0;
}

const struct session_command *session_command_at(int i) {
    return i >= 0 && i < N_COMMANDS ? &COMMANDS[i] : NULL;
}

static const char *command_name(const void *arg, int i) {
    return ((const struct session_command *)arg)[i].name;
}

static bool parse_command(const char *line, struct session_event *event, struct err *err) {
    char name[24];
    size_t n = strcspn(line + 1, " \t");
    snprintf(name, sizeof name, "%.*s", (int)(n < 23 ? n : 23), line + 1);
    const char *rest = line + 1 + n;
    while (*rest == ' ' || *rest == '\t')
        rest++;
    for (int i = 0; i < N_COMMANDS; i++)
        if (strcmp(COMMANDS[i].name, name) == 0) {
            event->kind = COMMANDS[i].kind;
            event->text = rest;
            return true;
        }
    const char *near = text_nearest(name, command_name, COMMANDS, N_COMMANDS);
    return err_set(err, ERR_USAGE, "unknown command '/%s'%s%s; /help lists them", name, near ? "; nearest: /" : "",
                   near ? near : "");
}

bool session_is_question(const char *line, size_t n) {
    enum { AFTERTHOUGHT = 4 }; /* words: "... the same picture? duplicates, I mean" */
    int words = 0;
    for (size_t i = n; i-- > 0 && words <= AFTERTHOUGHT;) {
        if (line[i] == '?')
            return true;
        words +=
            isspace((unsigned char)line[i]) && i + 1 < n && !isspace((unsigned char)line[i + 1]) && line[i + 1] != '?';
    }
    return false;
}

bool session_parse(const char *line, struct session_event *event, struct err *err) {
    *event = (struct session_event){.kind = EVENT_TEXT, .text = line};
    if (line[0] == '/')
        return parse_command(line, event, err);
    if (session_is_question(line, strlen(line)))
        event->kind = EVENT_ASK;
    return true;
}
