/* picture_parts.c - headings, labels and the row of a metric between its two rulers. */
#include "base/mem.h"
#include "tui/chart.h"
#include "tui/picture.h"
#include "tui/utf8.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

int picture_heading(struct area a, int y, const char *words, const char *right) {
    bool room = utf8_columns(words) + utf8_columns(right) + 8 < a.w;
    draw_titled_rule(area_part(a, -1, 0, a.w + 1, y + 1), y, words, room ? right : "", STYLE_TITLE | STYLE_BOLD);
    return y + 1;
}

/* Names for narrow columns, as one would say them in haste. */
static const struct {
    const char *spoken, *brief;
} briefly[] = {
    {"A/B detectable effect", "A/B resolution"},
    {"advertiser value/1000", "ad value/1000"},
    {"conversion calibration ratio", "conv. calibration"},
    {"conversion log loss", "conv. log loss"},
    {"converted in a day", "conv. in a day"},
    {"detection delay days", "days to detection"},
    {"embedding distance", "embedding shift"},
    {"normalized entropy", "norm. entropy"},
    {"return within 7 days", "return in 7 days"},
    {"watch minutes of first", "watch min of 1st"},
    {"watch minutes/session", "watch min/session"},
    {"wrongful removal rate", "wrongful removals"},
};

static const char *brief(const char *spoken) {
    for (size_t i = 0; i < sizeof briefly / sizeof *briefly; i++)
        if (strcmp(briefly[i].spoken, spoken) == 0)
            return briefly[i].brief;
    return spoken;
}

int picture_name(struct area a, int x, int y, int width, int style, const char *name) {
    char label[MEASURE_NAME];
    metric_spoken(name, label, sizeof label);
    return draw_cut(a, x, y, width, style, utf8_columns(label) > width ? brief(label) : label);
}

char *picture_figure(const struct metric *metric, double v, char *buffer, size_t n) {
    char unit[40];
    bool counted = strcmp(metric->unit, "days") == 0 || strcmp(metric->unit, "alerts") == 0 ||
                   strcmp(metric->unit, "machines") == 0;
    if (counted && v == floor(v) && fabs(v) < 1000) {
        snprintf(buffer, n, "%.0f", v);
        return buffer;
    }
    metric_format(metric, v, buffer, n);
    snprintf(unit, sizeof unit, " %s", metric->unit);
    size_t length = strlen(buffer), behind = strlen(unit);
    if (metric->unit[0] && length > behind && strcmp(buffer + length - behind, unit) == 0)
        buffer[length - behind] = '\0';
    return buffer;
}

const struct measured_curve *picture_curve(const struct run *run, const char *name) {
    const struct measures *m = &run->outcome.measures;
    for (int i = 0; i < m->n_curves; i++)
        if (strcmp(m->curves[i].name, name) == 0)
            return &m->curves[i];
    return NULL;
}

const struct measure *picture_headline(const struct run *run) {
    const struct measure *m = measures_find(&run->outcome.measures, design_headline(run->design));
    return m && !isnan(m->value) ? m : NULL;
}

/* Columns by the room there is; 0: not shown. */
struct columns {
    int name, value_end, half, base_end, ruler, ruler_w, oracle;
};

static struct columns columns_of(struct area a) {
    if (a.w >= 66)
        return (struct columns){23, 34, 35, 50, 51, a.w - 51 - 9, a.w - 8};
    if (a.w >= 44)
        return (struct columns){21, 29, 0, 0, 31, a.w - 31, 0};
    return (struct columns){a.w - 9, a.w - 1, 0, 0, 0, 0, 0};
}

/* "±0.01", or nothing. */
static void half_width(const struct measure *m, char *buffer, size_t n) {
    double low, high;
    buffer[0] = '\0';
    if (run_interval(m, &low, &high))
        snprintf(buffer, n, "±%.2g", (high - low) / 2);
}

static double place_of(const struct measure *m) {
    double span = m->oracle - m->baseline;
    return span == 0 ? NAN : (m->value - m->baseline) / span;
}

void picture_metric(const struct measure *m, const struct metric *metric, struct area a, int y) {
    char value[32], half[24];
    struct columns c = columns_of(a);
    static const char *const arrows[] = {"▲", "▼", "", ""};
    picture_name(a, 0, y, c.name - 1, STYLE_TEXT, m->name);
    if (c.half)
        draw_text(a, c.name, y, STYLE_QUIET, arrows[metric->better]);
    if (isnan(m->value)) {
        draw_cut(a, c.name + 2, y, a.w - c.name - 2, STYLE_QUIET, m->why[0] ? m->why : "not measured");
        return;
    }
    bool bare = strcmp(metric->unit, "ms") != 0 || !c.half; /* no name says milliseconds */
    draw_right(a, c.value_end, y, STYLE_TEXT | STYLE_BOLD,
               bare ? picture_figure(metric, m->value, value, sizeof value)
                    : metric_format(metric, m->value, value, sizeof value));
    half_width(m, half, sizeof half);
    if (c.half)
        draw_text(a, c.half, y, STYLE_QUIET, half);
    if (isnan(m->baseline) || isnan(m->oracle) || c.ruler_w < 6)
        return;
    if (c.base_end) {
        draw_right(a, c.base_end, y, STYLE_QUIET, picture_figure(metric, m->baseline, value, sizeof value));
        draw_text(a, c.oracle, y, STYLE_QUIET, picture_figure(metric, m->oracle, value, sizeof value));
    }
    draw_ruler(a, c.ruler, y, c.ruler_w, place_of(m), STYLE_FOCUS | STYLE_BOLD);
}

static const char *suffix(const char *name) {
    return strchr(name, '[');
}

static bool varied(const char *name) { /* by class or slice; the own protocol has its own picture */
    return suffix(name) && strcmp(suffix(name), "[own]") != 0;
}

/* Classes and slices of a stage as a table: a row each, a column a metric. */
enum { CLASSES = 24, COLUMNS = 12 };
struct classes {
    const char *rows[CLASSES]; /* "[hate]" */
    const struct metric *columns[COLUMNS];
    int n_rows, n_columns;
};

static void add_class(struct classes *c, const char *name, const struct metric *metric) {
    int row = 0, column = 0;
    while (row < c->n_rows && strcmp(c->rows[row], suffix(name)) != 0)
        row++;
    while (column < c->n_columns && c->columns[column] != metric)
        column++;
    if (row == c->n_rows && row < CLASSES)
        c->rows[c->n_rows++] = suffix(name);
    if (column == c->n_columns && column < COLUMNS)
        c->columns[c->n_columns++] = metric;
}

static const struct measure *cell(const struct run *run, const struct classes *c, int row, int column) {
    char name[2 * MEASURE_NAME];
    snprintf(name, sizeof name, "%s%s", c->columns[column]->name, c->rows[row]);
    return measures_find(&run->outcome.measures, name);
}

static int draw_classes(const struct run *run, const struct classes *c, struct area a, int y) {
    enum { NAME = 20, WIDTH = 12 };
    int fit = (a.w - NAME) / WIDTH;
    for (int from = 0; fit > 0 && from < c->n_columns; from += fit) {
        int heads = 1;
        for (int column = from; column < c->n_columns && column < from + fit; column++) {
            char label[MEASURE_NAME];
            heads = strchr(metric_spoken(c->columns[column]->name, label, sizeof label), ' ') ? 2 : heads;
        }
        for (int column = from; column < c->n_columns && column < from + fit; column++) {
            char label[MEASURE_NAME];
            char *space = strrchr(metric_spoken(c->columns[column]->name, label, sizeof label), ' ');
            int end = NAME + (column - from + 1) * WIDTH;
            draw_right(a, end, y + heads - 1, STYLE_QUIET, space ? space + 1 : label);
            if (space)
                *space = '\0';
            if (space)
                draw_right(a, end, y, STYLE_QUIET, label);
        }
        y += heads;
        for (int row = 0; row < c->n_rows; row++, y++) {
            char name[MEASURE_NAME], value[32];
            snprintf(name, sizeof name, "%s", c->rows[row] + 1);
            name[strcspn(name, "]")] = '\0';
            for (char *p = name; *p; p++)
                *p = *p == '_' ? ' ' : *p;
            draw_cut(a, 2, y, NAME - 3, STYLE_TEXT, name);
            for (int column = from; column < c->n_columns && column < from + fit; column++) {
                const struct measure *m = cell(run, c, row, column);
                draw_right(a, NAME + (column - from + 1) * WIDTH, y, m && !isnan(m->value) ? STYLE_TEXT : STYLE_QUIET,
                           !m                ? ""
                           : isnan(m->value) ? "–"
                                             : picture_figure(c->columns[column], m->value, value, sizeof value));
            }
        }
    }
    return y;
}

int picture_classes(const struct run *run, const char *stage, struct area a, int y) {
    const struct measures *all = &run->outcome.measures;
    struct classes classes = {0};
    for (int i = 0; i < metric_count(); i++)
        for (int j = 0; strcmp(metric_at(i)->stage, stage) == 0 && j < all->n_metrics; j++)
            if (varied(all->metrics[j].name) && metric_named(all->metrics[j].name) == metric_at(i))
                add_class(&classes, all->metrics[j].name, metric_at(i));
    return classes.n_rows ? draw_classes(run, &classes, a, y) + 1 : y;
}

static int draw_stage(const struct run *run, const char *stage, struct area a, int y) {
    const struct measures *all = &run->outcome.measures;
    bool rulers = false, any = false;
    for (int i = 0; i < all->n_metrics; i++) {
        const struct metric *metric = metric_named(all->metrics[i].name);
        bool here = metric && strcmp(metric->stage, stage) == 0;
        any = any || here;
        rulers = rulers || (here && !isnan(all->metrics[i].baseline) && !isnan(all->metrics[i].oracle));
    }
    if (!any)
        return y;
    y = picture_heading(a, y, stage, rulers && columns_of(a).ruler_w ? "baseline to oracle" : "");
    for (int i = 0; i < metric_count(); i++) {
        const struct measure *m = measures_find(all, metric_at(i)->name);
        if (m && strcmp(metric_at(i)->stage, stage) == 0)
            picture_metric(m, metric_at(i), a, y++);
    }
    return picture_classes(run, stage, a, y + 1);
}

int picture_metrics(const struct run *run, const char *stage, struct area a, int y) {
    const char *last = "";
    if (stage)
        return draw_stage(run, stage, a, y);
    for (int i = 0; i < metric_count(); i++)
        if (strcmp(metric_at(i)->stage, last) != 0)
            y = draw_stage(run, last = metric_at(i)->stage, a, y);
    return y;
}

/* Both on one ruler: a hollow dot where the own protocol sees the design, a full one where it stands. */
int picture_own(const struct run *run, struct area a, int y) {
    bool head = false;
    for (int i = 0; i < metric_count(); i++) {
        const struct metric *metric = metric_at(i);
        char own_name[MEASURE_NAME + 8], value[32];
        snprintf(own_name, sizeof own_name, "%s[own]", metric->name);
        const struct measure *truth = measures_find(&run->outcome.measures, metric->name);
        const struct measure *own = measures_find(&run->outcome.measures, own_name);
        if (!truth || !own || isnan(truth->value) || isnan(own->value) || truth->value == own->value)
            continue;
        if (!head)
            y = picture_heading(a, y, "your own protocol beside the truth", "○ yours   ● truth");
        head = true;
        struct columns c = columns_of(a);
        bool flatters = metric_compare(metric, truth->value, own->value) > 0 &&
                        fabs(own->value - truth->value) > 0.02 * fabs(truth->value);
        picture_name(a, 0, y, c.name - 1, STYLE_TEXT, metric->name);
        int x = c.name + 1;
        x += draw_format(a, x, y, STYLE_TEXT, "○ %-7s ", picture_figure(metric, own->value, value, sizeof value));
        x += draw_format(a, x, y, STYLE_TEXT | STYLE_BOLD, "● %-7s ",
                         picture_figure(metric, truth->value, value, sizeof value));
        if (flatters && a.w - x >= 9)
            draw_right(a, a.w, y, STYLE_WARNING, "flatters");
        int w = a.w - x - 10;
        if (w >= 8 && !isnan(truth->baseline) && !isnan(truth->oracle)) {
            double span = truth->oracle - truth->baseline;
            draw_ruler(a, x, y, w, NAN, STYLE_QUIET);
            draw_on_ruler(a, x, y, w, (own->value - truth->baseline) / span, STYLE_WARNING, "○");
            draw_on_ruler(a, x, y, w, place_of(truth), STYLE_FOCUS | STYLE_BOLD, "●");
        }
        y++;
    }
    return head ? y + 1 : y;
}

/* Boxes, bars, braille: what must not be wrapped. */
static bool is_picture(const char *line, size_t n) {
    for (size_t i = 0; i + 1 < n; i++) {
        unsigned char first = (unsigned char)line[i], second = (unsigned char)line[i + 1];
        if (first == 0xe2 && ((second >= 0x94 && second <= 0x97) || (second >= 0xa0 && second <= 0xa3)))
            return true;
    }
    return false;
}

/* Lines as they are; prose that is too long is wrapped under its own indentation, a picture is cut. */
int picture_text(const char *text, struct area a, int y) {
    int w = a.w;
    for (const char *line = text; *line;) {
        size_t n = strcspn(line, "\n"), at = 0, indent = strspn(line, " ");
        bool wrap = w > 20 && indent < 20 && !is_picture(line, n);
        int x = 0, style = n && indent == 0 && !is_picture(line, n) && n < 60 ? STYLE_TITLE | STYLE_BOLD : STYLE_TEXT;
        while (wrap && at < n && utf8_width(line + at, n - at) > w - x) {
            struct wrapped part = utf8_wrap(line + at, n - at, w - x);
            draw_bytes(a, x, y++, style, line + at, part.bytes);
            at += part.next;
            x = (int)indent;
        }
        draw_bytes(a, x, y++, style, line + at, n - at);
        line += n + (line[n] == '\n');
    }
    return y;
}
