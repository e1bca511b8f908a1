/* The committed design as boxes and arrows: what is computed ahead in the upper row, a request through its stages in
 * the middle, what keeps it honest below. What nobody decided is drawn with a broken line and a question mark; so is
 * each gap within a box. Drawn on a canvas of characters, so that every door shows the same board. */
#include "practice/hear.h"
#include "practice/moment.h"
#include "practice/session_state.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { COLUMNS = 3, LINES = 9, THREE = 62, GAP = 7, SIGN = 5 };

/* Places of the boxes, row by row. */
enum place { LOG, TRAINING, INDEX, FIRST, SECOND, THIRD, SERVE, TEST, MONITOR, PLACES };

/* What the stages are called in each kind of world: feed, ads, images, posts. */
static const char *const TITLES[PLACES][4] = {
    [LOG] = {"log", "log", "catalogue", "log"},
    [TRAINING] = {"training", "training", "training", "training"},
    [INDEX] = {"index", "index", "index", ""},
    [FIRST] = {"1 retrieve", "1 eligible ads", "1 retrieve", "1 screen"},
    [SECOND] = {"2 rank", "2 predict", "2 rank", "2 classify"},
    [THIRD] = {"3 re-rank", "3 auction", "3 re-rank", "3 act"},
    [SERVE] = {"serving", "serving", "serving", "serving"},
    [TEST] = {"evaluation", "evaluation", "evaluation", "evaluation"},
    [MONITOR] = {"monitoring", "monitoring", "monitoring", "monitoring"},
};

/* What is written in a box, in this order; `lead` stands before the value. gap: left open it is named as missing. */
static const struct part {
    enum place place;
    enum knob_id knob;
    const char *lead, *tail;
    const char *gap;
} PARTS[] = {
    {LOG, K_SPLIT, "split ", "", "split"},
    {LOG, K_SIGNALS, "", " signals", ""},
    {LOG, K_FEATURES, "", " features", "features"},
    {LOG, K_LABELS, "labels ", "", "labels"},
    {TRAINING, K_OBJECTIVE, "", "", "objective"},
    {TRAINING, K_NEGATIVES, "negatives ", "", "negatives"},
    {TRAINING, K_LOGQ, "log Q", "", "log Q"},
    {TRAINING, K_POSITION_DEBIAS, "position bias", "", "position bias"},
    {TRAINING, K_AUGMENTATION, "augmentation", "", "augmentation"},
    {TRAINING, K_MULTI_TASK, "multi-task", "", "multi-task"},
    {TRAINING, K_DOWNSAMPLING_CORRECTION, "sampling corrected", "", ""},
    {TRAINING, K_RETRAIN_DAYS, "every ", " d", ""},
    {INDEX, K_INDEX, "", "", "kind"},
    {INDEX, K_NPROBE, "", " probes", ""},
    {INDEX, K_EF_SEARCH, "ef ", "", ""},
    {INDEX, K_REFRESH, "fresh in ", " min", "freshness"},
    {FIRST, K_TARGETING, "targeting ", "", ""},
    {FIRST, K_RETRIEVAL_MODEL, "", "", "model"},
    {FIRST, K_RETRIEVAL_DIM, "", " dimensions", ""},
    {FIRST, K_RETRIEVAL_LOSS, "", "", ""},
    {FIRST, K_SCREENING_KEEP, "passes ", "", "share that passes"},
    {FIRST, K_HASH_MATCH, "hash match", "", ""},
    {SECOND, K_RANKING_MODEL, "", "", "model"},
    {SECOND, K_RANKING_LOSS, "", " loss", ""},
    {SECOND, K_CALIBRATION, "calibrated: ", "", ""},
    {THIRD, K_DIVERSITY, "", "", "diversity"},
    {THIRD, K_EXPLORATION, "explores ", "", "exploration"},
    {THIRD, K_FRESHNESS, "freshness ", "", ""},
    {THIRD, K_AUCTION, "", "", "auction"},
    {THIRD, K_RESERVE, "reserve ", "", "reserve"},
    {THIRD, K_PACING, "pacing ", "", "pacing"},
    {THIRD, K_REMOVE_THRESHOLD, "remove at ", "", "threshold"},
    {THIRD, K_REVIEW_CAPACITY, "review ", "/day", "reviewers"},
    {SERVE, K_SERVING_MODE, "", "", "mode"},
    {SERVE, K_REPLICAS, "", " replicas", "replicas"},
    {SERVE, K_CACHE, "cache ", " s", "cache"},
    {SERVE, K_FALLBACK, "fallback", "", "fallback"},
    {TEST, K_PRIMARY, "", "", "metric"},
    {TEST, K_GUARDRAILS, "", " guardrails", "guardrails"},
    {TEST, K_SLICES, "", " slices", ""},
    {TEST, K_AB_USERS, "A/B ", " users", "A/B size"},
    {TEST, K_AB_DAYS, "", " days", ""},
    {MONITOR, K_MONITORS, "", " monitors", "monitors"},
    {MONITOR, K_ALERT_THRESHOLD, "alert at ", "", "threshold"},
    {MONITOR, K_DRIFT_METRIC, "", "", ""},
};

struct box {
    const char *title;
    struct text said, gaps;
    bool there, open; /* open: nobody decided anything in it */
    char line[LINES][64];
    int n_lines;
};

static bool said(const struct session *s, enum knob_id id) {
    return decided_setting(s, id) && design_active(s->design, id);
}

static void add_value(const struct session *s, const struct part *part, struct text *out) {
    const struct knob *knob = knob_at(part->knob);
    char number[20];
    text_add(out, part->lead);
    if (knob->type == KNOB_BOOL)
        text_add(out, design_bool(s->design, part->knob) ? "" : " off");
    else if (knob->type == KNOB_LIST) {
        int n = design_items(s->design, part->knob);
        size_t letters = strlen(part->tail); /* " signals", but "1 signal" */
        text_format(out, "%d%.*s", n, (int)(n == 1 && letters ? letters - 1 : letters), part->tail);
        return;
    } else if (knob->type == KNOB_INT || knob->type == KNOB_REAL) {
        double v = design_real(s->design, part->knob);
        text_add(out, v >= 10000 ? text_si(number, sizeof number, v) : design_text(s->design, part->knob));
    } else
        for (const char *p = strrchr(design_text(s->design, part->knob), '.')
                                 ? strrchr(design_text(s->design, part->knob), '.') + 1
                                 : design_text(s->design, part->knob);
             *p; p++)
            text_bytes(out, *p == '_' ? " " : p, 1);
    text_add(out, part->tail);
}

static void fill(const struct session *s, struct box boxes[PLACES]) {
    enum world_kind kind = design_kind(s->design);
    for (int i = 0; i < PLACES; i++)
        boxes[i] = (struct box){.title = TITLES[i][kind]};
    for (size_t i = 0; i < sizeof PARTS / sizeof *PARTS; i++) {
        const struct part *part = &PARTS[i];
        struct box *box = &boxes[part->place];
        if (!knob_has_kind(knob_at(part->knob), kind))
            continue;
        box->there = true;
        if (said(s, part->knob)) {
            text_add(&box->said, box->said.length ? ", " : "");
            add_value(s, part, &box->said);
        } else if (*part->gap && design_active(s->design, part->knob) && !decided_setting(s, part->knob)) {
            text_format(&box->gaps, "%s%s", box->gaps.length ? ", " : "? ", part->gap);
        }
    }
    for (int i = 0; i < PLACES; i++) {
        boxes[i].there = boxes[i].there && *boxes[i].title;
        boxes[i].open = boxes[i].said.length == 0;
    }
}

/* The bytes of `text` that fit into a line: up to a comma where there is one, else a blank, so that "every 1 d" stays
 * together; a word that is longer than the line is parted. */
static size_t line_bytes(const char *text, size_t width) {
    size_t n = strlen(text), comma = 0, blank = 0;
    if (n <= width)
        return n;
    for (size_t i = 1; i <= width; i++) {
        if (text[i] == ' ')
            blank = i;
        if (text[i] == ' ' && text[i - 1] == ',')
            comma = i;
    }
    return comma ? comma : blank ? blank : width;
}

/* Adds lines of at most `width` columns; where the box is full its last one says that there was more. */
static void break_lines(struct box *box, const char *text, int width) {
    while (*text && box->n_lines < LINES) {
        size_t n = line_bytes(text, (size_t)width);
        char *line = box->line[box->n_lines++];
        snprintf(line, sizeof box->line[0], "%.*s", (int)n, text);
        text += n + strspn(text + n, " ");
        if (*text && box->n_lines == LINES)
            snprintf(line + (n + 4 > (size_t)width ? (size_t)width - 4 : n), 5, " ...");
    }
}

/* ---- the canvas ---- */
struct canvas {
    int w, h;
    bool unicode;
    char (*cells)[SIGN]; /* (h, w) */
};

static void put(struct canvas *c, int x, int y, const char *sign) {
    if (x >= 0 && y >= 0 && x < c->w && y < c->h)
        snprintf(c->cells[(size_t)y * (size_t)c->w + (size_t)x], SIGN, "%s", sign);
}

static const char *at(const struct canvas *c, int x, int y) {
    return x >= 0 && y >= 0 && x < c->w && y < c->h ? c->cells[(size_t)y * (size_t)c->w + (size_t)x] : "";
}

static void write_text(struct canvas *c, int x, int y, const char *text) {
    for (; *text; text++) { /* words of tables and of knobs are ASCII; what is not is drawn as a dot */
        char one[2] = {(unsigned char)*text < 0x80 ? *text : '.', '\0'};
        put(c, x++, y, one);
    }
}

enum sign {
    ACROSS,
    DOWN,
    TOP_LEFT,
    TOP_RIGHT,
    LOW_LEFT,
    LOW_RIGHT,
    DASH_ACROSS,
    DASH_DOWN,
    TO_RIGHT,
    TO_DOWN,
    TO_UP,
    CROSS,
    TEE_DOWN,
    SIGNS
};
static const char *sign_of(const struct canvas *c, enum sign s) {
    static const char *const signs[SIGNS][2] = {
        [ACROSS] = {"-", "─"},   [DOWN] = {"|", "│"},      [TOP_LEFT] = {"+", "┌"},    [TOP_RIGHT] = {"+", "┐"},
        [LOW_LEFT] = {"+", "└"}, [LOW_RIGHT] = {"+", "┘"}, [DASH_ACROSS] = {"-", "╌"}, [DASH_DOWN] = {":", "┆"},
        [TO_RIGHT] = {">", "►"}, [TO_DOWN] = {"v", "▼"},   [TO_UP] = {"^", "▲"},       [CROSS] = {"+", "┼"},
        [TEE_DOWN] = {"+", "┬"},
    };
    return signs[s][c->unicode];
}

static void draw_box(struct canvas *c, const struct box *box, int x, int y, int w, int h) {
    for (int i = 1; i < w - 1; i++) {
        bool shown = !box->open || c->unicode || i % 2;
        put(c, x + i, y, shown ? sign_of(c, box->open ? DASH_ACROSS : ACROSS) : " ");
        put(c, x + i, y + h - 1, shown ? sign_of(c, box->open ? DASH_ACROSS : ACROSS) : " ");
    }
    for (int i = 1; i < h - 1; i++) {
        put(c, x, y + i, sign_of(c, box->open ? DASH_DOWN : DOWN));
        put(c, x + w - 1, y + i, sign_of(c, box->open ? DASH_DOWN : DOWN));
    }
    put(c, x, y, sign_of(c, TOP_LEFT));
    put(c, x + w - 1, y, sign_of(c, TOP_RIGHT));
    put(c, x, y + h - 1, sign_of(c, LOW_LEFT));
    put(c, x + w - 1, y + h - 1, sign_of(c, LOW_RIGHT));
    char title[40];
    snprintf(title, sizeof title, " %.*s%s ", w - 8 > 4 ? w - 8 : 4, box->title, box->open ? " ?" : "");
    write_text(c, x + 2, y, title);
    for (int i = 0; i < box->n_lines; i++)
        write_text(c, x + 2, y + 1 + i, box->line[i]);
}

static void down(struct canvas *c, int x, int from, int to, bool arrow) {
    for (int y = from; y < to; y++)
        put(c, x, y, strcmp(at(c, x, y), sign_of(c, ACROSS)) == 0 ? sign_of(c, CROSS) : sign_of(c, DOWN));
    if (arrow)
        put(c, x, to - 1, sign_of(c, TO_DOWN));
}

static void across(struct canvas *c, int y, int from, int to, bool arrow) {
    for (int x = from; x < to; x++)
        put(c, x, y, strcmp(at(c, x, y), sign_of(c, DOWN)) == 0 ? sign_of(c, CROSS) : sign_of(c, ACROSS));
    if (arrow)
        put(c, to - 1, y, sign_of(c, TO_RIGHT));
}

/* ---- the plan of the board ---- */
struct board {
    struct box *boxes;
    int x[COLUMNS], w, y[3], h[3]; /* columns and rows of boxes; y: of their upper edge */
};

static void add_count(const struct session *s, enum knob_id id, char *out, size_t n) {
    out[0] = '\0';
    if (!knob_has_kind(knob_at(id), design_kind(s->design)) || !design_active(s->design, id))
        return;
    char number[20];
    double v = design_real(s->design, id);
    text_si(number, sizeof number, v);
    if (v < 1000)
        snprintf(number, sizeof number, "%.10s", design_text(s->design, id));
    snprintf(out, n, "%s", decided_setting(s, id) ? number : "?");
}

/* Items that go from one stage to the next stand over the arrow between them. */
static void draw_flow(struct canvas *c, const struct session *s, const struct board *b) {
    static const enum knob_id counts[2][2] = {{K_CANDIDATES, K_SCREENING_KEEP}, {K_KEEP, K_KEEP}};
    int middle = b->y[1] + b->h[1] / 2;
    for (int i = 0; i < 2; i++) {
        int from = b->x[i] + b->w, to = b->x[i + 1];
        char count[24];
        across(c, middle, from, to, true);
        add_count(s, counts[i][0], count, sizeof count);
        if (!count[0])
            add_count(s, counts[i][1], count, sizeof count);
        write_text(c, from + (to - from - (int)strlen(count)) / 2, middle - 1, count);
    }
    for (int i = 0; i < 2 && b->boxes[i].there && b->boxes[i + 1].there; i++)
        across(c, b->y[0] + b->h[0] / 2, b->x[i] + b->w + 1, b->x[i + 1] - 1, true);
}

/* What is made ahead goes to where it is used: vectors and index to the first stage, models to the second. */
static void draw_links(struct canvas *c, const struct board *b) {
    int first = b->x[0] + b->w / 2, second = b->x[1] + b->w / 2, third = b->x[2] + b->w / 2;
    int top = b->y[0] + b->h[0], low = b->y[1], lane = top + 1;
    bool index = b->boxes[INDEX].there;
    int from = index ? third : second;
    for (int x = first; x <= from; x++)
        put(c, x, lane, sign_of(c, ACROSS));
    put(c, first, lane, sign_of(c, TOP_LEFT));
    put(c, from, lane, sign_of(c, LOW_RIGHT));
    if (index)
        put(c, third, top, sign_of(c, DOWN));
    down(c, first, lane + 1, low, true);
    down(c, second, top, low, true);
    if (!index)
        put(c, second, lane, sign_of(c, CROSS));
    int below = b->y[1] + b->h[1];
    put(c, first, below, sign_of(c, TO_UP)); /* a request comes in, what was shown goes out */
    for (int y = below + 1; y < b->y[2]; y++)
        put(c, first, y, sign_of(c, DOWN));
    write_text(c, first + 2, below, "requests");
    down(c, third, below, b->y[2], true);
    write_text(c, third + 2, below, "shown");
}

static int row_height(const struct box *boxes, int row) {
    int most = 1;
    for (int i = 0; i < COLUMNS; i++)
        most = boxes[row * COLUMNS + i].n_lines > most ? boxes[row * COLUMNS + i].n_lines : most;
    return most + 2;
}

static struct canvas new_canvas(int w, int h, bool unicode) {
    struct canvas c = {.w = w, .h = h, .unicode = unicode};
    c.cells = mem_must((size_t)w * (size_t)h, sizeof *c.cells);
    for (int i = 0; i < w * h; i++)
        c.cells[i][0] = ' ';
    return c;
}

static void print(const struct canvas *c, struct text *out) {
    for (int y = 0; y < c->h; y++) {
        int end = c->w;
        while (end > 0 && strcmp(at(c, end - 1, y), " ") == 0)
            end--;
        for (int x = 0; x < end; x++)
            text_add(out, at(c, x, y));
        text_add(out, "\n");
    }
}

static void draw_wide(const struct session *s, struct box boxes[PLACES], const struct moment_style *style,
                      struct text *out) {
    int width = style->width < 100 ? style->width : 100;
    struct board b = {.boxes = boxes, .w = (width - (COLUMNS - 1) * GAP) / COLUMNS};
    for (int i = 0; i < COLUMNS; i++)
        b.x[i] = i * (b.w + GAP);
    for (int row = 0, y = 0; row < 3; row++) {
        b.y[row] = y;
        b.h[row] = row_height(boxes, row);
        y += b.h[row] + (row == 0 ? 3 : 2);
    }
    struct canvas c = new_canvas(width, b.y[2] + b.h[2], style->unicode);
    for (int i = 0; i < PLACES; i++)
        if (boxes[i].there)
            draw_box(&c, &boxes[i], b.x[i % COLUMNS], b.y[i / COLUMNS], b.w, b.h[i / COLUMNS]);
    draw_flow(&c, s, &b);
    draw_links(&c, &b);
    print(&c, out);
    free(c.cells);
}

/* One below the other: for narrow windows. */
static void draw_narrow(struct box boxes[PLACES], const struct moment_style *style, struct text *out) {
    for (int i = 0; i < PLACES; i++) {
        if (!boxes[i].there)
            continue;
        int h = boxes[i].n_lines + 2;
        bool arrow = i < SERVE;
        struct canvas c = new_canvas(style->width, h + arrow, style->unicode);
        draw_box(&c, &boxes[i], 0, 0, style->width, h);
        if (arrow)
            put(&c, style->width / 2, h, sign_of(&c, TO_DOWN));
        print(&c, out);
        free(c.cells);
    }
}

/* The time of the median request in each of the three stages. */
static void add_times(const struct run *run, struct box boxes[PLACES]) {
    const struct measures *m = &run->outcome.measures;
    for (int i = 0; i < m->n_stages && i < COLUMNS; i++)
        if (!isnan(m->stages[i].p50_ms))
            text_format(&boxes[FIRST + i].said, "%s%.3g ms", boxes[FIRST + i].said.length ? ", " : "",
                        m->stages[i].p50_ms);
}

void whiteboard_text(const struct session *s, const struct run *run, const struct moment_style *style,
                     struct text *out) {
    struct box boxes[PLACES];
    bool wide = style->width >= THREE;
    int width = style->width < 100 ? style->width : 100;
    int room = (wide ? (width - (COLUMNS - 1) * GAP) / COLUMNS : style->width) - 4;
    fill(s, boxes);
    if (run)
        add_times(run, boxes);
    for (int i = 0; i < PLACES; i++) {
        break_lines(&boxes[i], text_str(&boxes[i].said), room < 60 ? room : 60);
        break_lines(&boxes[i], text_str(&boxes[i].gaps), room < 60 ? room : 60);
    }
    if (wide)
        draw_wide(s, boxes, style, out);
    else
        draw_narrow(boxes, style, out);
    for (int i = 0; i < PLACES; i++) {
        text_free(&boxes[i].said);
        text_free(&boxes[i].gaps);
    }
}
