/* picture_reveal.c - step 5: the headline, the simulated A/B test, every metric between its rulers, the own protocol
 * beside the truth, what was forecast. */
#include "base/mem.h"
#include "practice/forecast.h"
#include "tui/chart.h"
#include "tui/picture.h"
#include "tui/utf8.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The one number, large: where the design landed between the rule that anybody has and what truth allows. */
static int draw_headline(const struct run *run, struct area a, int y) {
    const struct measure *m = picture_headline(run);
    char label[MEASURE_NAME], value[32], half[40] = "";
    double low, high;
    if (!m)
        return y;
    const struct metric *metric = metric_named(m->name);
    y = picture_heading(a, y, metric_spoken(m->name, label, sizeof label), "the headline");
    if (run_interval(m, &low, &high))
        snprintf(half, sizeof half, "  ±%.2g", (high - low) / 2);
    int used = draw_text(a, 0, y, STYLE_FOCUS | STYLE_BOLD, metric_format(metric, m->value, value, sizeof value));
    draw_text(a, used, y++, STYLE_QUIET, half);
    if (isnan(m->baseline) || isnan(m->oracle) || m->baseline == m->oracle)
        return y + 1;
    double place = (m->value - m->baseline) / (m->oracle - m->baseline);
    draw_ruler(a, 0, y, a.w, place, STYLE_FOCUS | STYLE_BOLD);
    draw_format(a, 0, y + 1, STYLE_QUIET, "%s the simple rule",
                picture_figure(metric, m->baseline, value, sizeof value));
    struct text right = {0};
    text_format(&right, "%s%s", a.w >= 60 ? "all that truth allows " : "truth ",
                picture_figure(metric, m->oracle, value, sizeof value));
    draw_right(a, a.w, y + 1, STYLE_QUIET, text_str(&right));
    text_free(&right);
    if (a.w >= 74 && place >= 0 && place <= 1.005) {
        char share[24];
        snprintf(share, sizeof share, "%.0f %% of the way", place * 100);
        draw_text(a, (a.w - utf8_columns(share)) / 2, y + 1, STYLE_TEXT, share);
    }
    return y + 3;
}

static struct range relative_axis(const struct comparison *rows, int n) {
    double most = 0.01;
    for (int i = 0; i < n; i++)
        if (strcmp(rows[i].metric->stage, "online") == 0 && rows[i].paired && rows[i].a != 0)
            most = fmax(most, fmax(fabs(rows[i].low / rows[i].a), fabs(rows[i].high / rows[i].a)));
    most = fmin(most, 2);
    return (struct range){-most, most};
}

/* Columns of a row of the test; w 0: no room for the interval. */
struct arm {
    int name, x, w;
};

static struct arm arm_of(struct area a) {
    enum { WORD = 14 }; /* "▲ no evidence" */
    int name = a.w >= 66 ? 23 : 20, x = name + 20, w = a.w - x - WORD - 1;
    return (struct arm){name, x, w >= 11 ? w : 0};
}

static void draw_arm(const struct comparison *c, struct range axis, struct area a, int y) {
    static const char *const signs[] = {"=", "▲", "▼", "◆", "·"};
    static const int styles[] = {STYLE_QUIET, STYLE_GOOD, STYLE_BAD, STYLE_WARNING, STYLE_QUIET};
    char before[32], after[32];
    struct arm arm = arm_of(a);
    int x = arm.x;
    picture_name(a, 0, y, arm.name - 1, STYLE_TEXT, c->name);
    draw_right(a, arm.name + 7, y, STYLE_QUIET, picture_figure(c->metric, c->a, before, sizeof before));
    draw_text(a, arm.name + 8, y, STYLE_QUIET, "→");
    draw_right(a, arm.name + 17, y, STYLE_TEXT | STYLE_BOLD, picture_figure(c->metric, c->b, after, sizeof after));
    if (arm.w && c->paired && c->a != 0) {
        struct range relative = {c->low / fabs(c->a), c->high / fabs(c->a)};
        draw_interval(a, x, y, arm.w, axis, relative, (c->b - c->a) / fabs(c->a), styles[c->verdict]);
        x += arm.w + 1;
    }
    bool room = a.w - x >= 2 + utf8_columns(comparison_word(c));
    draw_format(a, x, y, styles[c->verdict], "%s %s", signs[c->verdict], room ? comparison_word(c) : "");
}

/* Below the intervals: what their ends stand for, and nothing in the middle. */
static int draw_arm_scale(struct range axis, struct area a, int y) {
    struct arm arm = arm_of(a);
    char low[16], high[16];
    if (!arm.w)
        return y;
    const char *format = axis.high < 0.1 ? "%+.1f %%" : "%+.0f %%";
    snprintf(low, sizeof low, format, 100 * axis.low);
    snprintf(high, sizeof high, format, 100 * axis.high);
    draw_text(a, arm.x, y, STYLE_QUIET, low);
    draw_right(a, arm.x + arm.w, y, STYLE_QUIET, high);
    if (arm.w >= utf8_columns(low) + utf8_columns(high) + 5)
        draw_text(a, arm.x + (arm.w - 1) / 2, y, STYLE_QUIET, "0");
    return y + 1;
}

/* A: the design that nobody thought about; B: this one. Paired: the same users on both sides. */
static int draw_test(const struct picture *p, struct area a, int y) {
    struct comparison *rows = NULL;
    const char *why = NULL;
    if (!p->naive)
        return y;
    int n = run_compare(p->naive, p->run, &rows, &why), any = 0, paired = 0;
    struct range axis = relative_axis(rows, n);
    for (int i = 0; i < n; i++) {
        if (strcmp(rows[i].metric->stage, "online") != 0 || strchr(rows[i].name, '[') || isnan(rows[i].a) ||
            isnan(rows[i].b) || rows[i].metric->better == BETTER_NONE || strstr(rows[i].name, "detectable"))
            continue;
        if (!any++)
            y = picture_heading(a, y, "simulated A/B: nobody's design → yours", a.w >= 66 ? "relative, 95 %" : "");
        draw_arm(&rows[i], axis, a, y++);
        paired += rows[i].paired;
    }
    free(rows);
    if (paired)
        y = draw_arm_scale(axis, a, y);
    if (any && why)
        y += draw_wrapped(a, 0, y, a.w, STYLE_WARNING, why);
    const struct measure *least = measures_find(&p->run->outcome.measures, "online.ab_detectable_effect");
    bool sized = knob_has_kind(knob_at(K_AB_USERS), design_kind(p->run->design));
    if (any && sized && least && !isnan(least->value)) {
        char words[160], users[16];
        snprintf(words, sizeof words, "Your test, %s users for %d days, would see changes from %.2g %% on.",
                 text_si(users, sizeof users, design_real(p->run->design, K_AB_USERS)),
                 design_int(p->run->design, K_AB_DAYS), 100 * least->value);
        y += draw_wrapped(a, 0, y, a.w, STYLE_QUIET, words);
    }
    return any ? y + 1 : y;
}

int picture_forecasts(const struct session *s, int from, int to, struct area a, int y) {
    int n, any = 0;
    const struct session_forecast *all = session_forecasts(s, &n);
    for (int i = 0; i < n; i++) {
        if (!all[i].scored || all[i].step < from || all[i].step > to)
            continue;
        struct text line = {0};
        if (!any++)
            y = picture_heading(a, y, "what you expected", "");
        forecast_say(&all[i], &line);
        bool hit = forecast_hit(&all[i]), near = !hit && all[i].skill > 0; /* outside, yet better than no opinion */
        draw_text(a, 0, y, hit ? STYLE_GOOD : near ? STYLE_QUIET : STYLE_WARNING, hit ? "✓" : near ? "≈" : "✗");
        y += draw_wrapped(a, 2, y, a.w - 2, STYLE_TEXT, text_str(&line));
        text_free(&line);
    }
    return any ? y + 1 : y;
}

/* Rule and oracle order what the design's own funnel hands them: with the design, they move. */
static int draw_moved_rulers(const struct picture *p, struct area a, int y) {
    const struct measure *now = picture_headline(p->run), *then = p->naive ? picture_headline(p->naive) : NULL;
    if (!now || !then || !(fabs(now->baseline - then->baseline) > 0.02 * fabs(then->baseline)))
        return y;
    return y + 1 +
           draw_wrapped(a, 0, y, a.w, STYLE_QUIET,
                        "Baseline and oracle stand in your own funnel; in step 2 they stood in nobody's.");
}

int picture_reveal(const struct picture *p, struct area a, int y) {
    y = draw_headline(p->run, a, y);
    y = draw_moved_rulers(p, a, y);
    y = draw_test(p, a, y);
    if (p->session)
        y = picture_forecasts(p->session, 1, 5, a, y);
    y = picture_found(p->run, 3, a, y);
    y = picture_own(p->run, a, y);
    static const char *const stages[] = {"screening", "retrieval", "ranking", "list", "online"};
    for (size_t i = 0; i < sizeof stages / sizeof *stages; i++)
        y = picture_metrics(p->run, stages[i], a, y);
    return picture_curves(p->run, "ranking. online.", a, y);
}
