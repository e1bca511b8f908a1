/* The committed design as boxes and arrows. What nobody decided is drawn with a broken line and a question mark. */
#include "practice/moment.h"
#include "practice/hear.h"
#include "practice/session_state.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BOX = 22, ROWS = 3 };

struct box {
    const char *title;
    struct text detail;
    bool open; /* nobody decided it */
};

static void detail(const struct session *s, struct box *box, enum knob_id id, const char *lead) {
    if (!decided_setting(s, id) || !design_active(s->design, id))
        return;
    text_add(&box->detail, box->detail.length ? ", " : "");
    text_add(&box->detail, lead);
    const struct knob *knob = knob_at(id);
    if (knob->type == KNOB_BOOL)
        text_add(&box->detail, design_bool(s->design, id) ? "" : " off");
    else if (knob->type == KNOB_LIST)
        text_format(&box->detail, "%d", design_items(s->design, id));
    else
        for (const char *p = design_text(s->design, id); *p; p++)
            text_bytes(&box->detail, *p == '_' ? "-" : p, 1);
}

/* Exactly `width` columns. */
static void add_cell(struct text *out, const char *text, int width) {
    int n = 0;
    const char *p = text;
    while (*p && n < width) {
        int bytes = 1;
        while (((unsigned char)p[bytes] & 0xC0) == 0x80)
            bytes++;
        text_bytes(out, p, (size_t)bytes);
        p += bytes;
        n++;
    }
    for (; n < width; n++)
        text_add(out, " ");
}

struct pen {
    const char *corner[4], *across, *down, *arrow, *broken;
};
static const struct pen PENS[] = {{{"+", "+", "+", "+"}, "-", "|", "->", "- "},
                                  {{"┌", "┐", "└", "┘"}, "─", "│", "─►", "╌"}};

static void add_edge(struct text *out, const struct pen *pen, bool top, bool open) {
    text_add(out, pen->corner[top ? 0 : 2]);
    for (int i = 0; i < BOX; i++)
        text_add(out, !open ? pen->across : pen->broken[1] == ' ' ? (i % 2 ? " " : "-") : pen->broken);
    text_add(out, pen->corner[top ? 1 : 3]);
}

/* The part of the detail that fits line `row`: broken at commas. */
static void detail_line(const struct box *box, int row, char line[BOX + 1]) {
    const char *p = text_str(&box->detail);
    line[0] = '\0';
    for (int r = 0; r <= row; r++) {
        line[0] = '\0';
        while (*p) {
            const char *comma = strstr(p, ", ");
            int n = comma ? (int)(comma - p) + 1 : (int)strlen(p);
            size_t used = strlen(line);
            if (used && (int)used + n + 1 > BOX - 2)
                break;
            snprintf(line + used, (size_t)(BOX + 1) - used, "%s%.*s", used ? " " : "", n, p);
            p += n + (comma ? 1 : 0);
        }
    }
}

/* One row of boxes with arrows between them. */
static void add_row(struct text *out, struct box *boxes, int n, const struct moment_style *style) {
    const struct pen *pen = &PENS[style->unicode];
    const char *gap = "    ";
    for (int i = 0; i < n; i++, text_add(out, i < n ? gap : "\n"))
        add_edge(out, pen, true, boxes[i].open);
    for (int row = 0; row < ROWS; row++) {
        for (int i = 0; i < n; i++) {
            char line[BOX + 1];
            if (row == 0)
                snprintf(line, sizeof line, "%.*s%s", BOX - 3, boxes[i].title, boxes[i].open ? " ?" : "");
            else
                detail_line(&boxes[i], row - 1, line);
            text_add(out, boxes[i].open ? ":" : pen->down);
            text_add(out, " ");
            add_cell(out, line, BOX - 1);
            text_add(out, boxes[i].open ? ":" : pen->down);
            if (i + 1 < n)
                text_format(out, " %s%s", row == 1 ? pen->arrow : "", row == 1 ? " " : "   ");
        }
        text_add(out, "\n");
    }
    for (int i = 0; i < n; i++, text_add(out, i < n ? gap : "\n"))
        add_edge(out, pen, false, boxes[i].open);
}

static void fill(const struct session *s, struct box boxes[9]) {
    static const struct {
        int box;
        enum knob_id knob;
        const char *lead;
    } PARTS[] = {{0, K_SIGNALS, "signals "},
                 {0, K_FEATURES, "features "},
                 {0, K_SPLIT, "split "},
                 {1, K_NEGATIVES, "negatives "},
                 {1, K_LOGQ, "log Q"},
                 {1, K_POSITION_DEBIAS, "position"},
                 {1, K_OBJECTIVE, ""},
                 {2, K_INDEX, ""},
                 {2, K_NPROBE, "nprobe "},
                 {2, K_REFRESH, "refresh min "},
                 {3, K_RETRIEVAL_MODEL, ""},
                 {3, K_RETRIEVAL_DIM, "dim "},
                 {3, K_CANDIDATES, "keeps "},
                 {4, K_RANKING_MODEL, ""},
                 {4, K_KEEP, "keeps "},
                 {5, K_DIVERSITY, ""},
                 {5, K_EXPLORATION, "explore "},
                 {5, K_FRESHNESS, "fresh "},
                 {6, K_SERVING_MODE, ""},
                 {6, K_CACHE, "cache s "},
                 {6, K_FALLBACK, "fallback"},
                 {6, K_REPLICAS, "replicas "},
                 {7, K_PRIMARY, ""},
                 {7, K_GUARDRAILS, "guardrails "},
                 {7, K_AB_USERS, "users "},
                 {8, K_MONITORS, "monitors "},
                 {8, K_RETRAIN_DAYS, "retrain days "},
                 {8, K_ALERT_THRESHOLD, "alert "}};
    static const char *const TITLES[] = {"log",     "training", "index",    "retrieve", "rank",
                                         "re-rank", "serve",    "A/B test", "monitor"};
    for (int i = 0; i < 9; i++)
        boxes[i] = (struct box){.title = TITLES[i]};
    enum world_kind kind = design_kind(s->design);
    for (size_t i = 0; i < sizeof PARTS / sizeof *PARTS; i++)
        if (knob_has_kind(knob_at(PARTS[i].knob), kind))
            detail(s, &boxes[PARTS[i].box], PARTS[i].knob, PARTS[i].lead);
    for (int i = 0; i < 9; i++)
        boxes[i].open = boxes[i].detail.length == 0;
}

void whiteboard_text(const struct session *s, const struct moment_style *style, struct text *out) {
    struct box boxes[9];
    fill(s, boxes);
    int across = (style->width + 4) / (BOX + 2 + 4);
    across = across < 1 ? 1 : across > 3 ? 3 : across;
    for (int i = 0; i < 9; i += across)
        add_row(out, boxes + i, 9 - i < across ? 9 - i : across, style);
    for (int i = 0; i < 9; i++)
        text_free(&boxes[i].detail);
}
