#include "practice/history.h"
#include "practice/session.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { SHOWN = 10 }; /* sessions in a list, points of a trend */

bool history_calibration(struct store *store, const char *case_name, struct calibration *out, struct err *err) {
    struct forecast_row *rows = NULL;
    int n = 0;
    *out = (struct calibration){.skill = NAN};
    if (!store_forecasts(store, case_name, &rows, &n, err))
        return false;
    double sum = 0;
    for (int i = 0; i < n; i++) {
        const struct forecast_row *r = &rows[i];
        if (isnan(r->skill) || isnan(r->truth))
            continue;
        sum += r->skill;
        out->n++;
        bool held = r->truth >= r->low && r->truth <= r->high;
        if (strcmp(r->kind, "direction") == 0) {
            out->directions++;
            out->right += held;
        } else if (strcmp(r->kind, "place") == 0)
            out->places++;
        else {
            out->intervals++;
            out->held += held;
        }
    }
    out->skill = out->n ? sum / out->n : NAN;
    free(rows);
    return true;
}

static void add_calibration(const struct calibration *c, struct text *out) {
    if (c->n == 0) {
        text_add(out, "Forecasts: none was scored yet; /predict before /run makes one.\n");
        return;
    }
    text_format(out, "Forecasts: %d scored, skill %+.2f (1 the best, 0 as a naive forecaster)\n", c->n, c->skill);
    if (c->intervals) {
        double share = (double)c->held / c->intervals;
        text_format(out, "  intervals: %d of %d held the truth, %.0f %%; 80 %% is what they claim%s\n", c->held,
                    c->intervals, 100 * share,
                    c->intervals < 5 ? ""
                    : share < 0.65   ? ": make them wider"
                    : share > 0.93   ? ": make them tighter"
                                     : "");
    }
    if (c->directions)
        text_format(out, "  up, down or same: %d of %d right\n", c->right, c->directions);
    if (c->places)
        text_format(out, "  places between baseline and oracle: %d\n", c->places);
}

static void add_sessions(const struct session_row *rows, int n, const char *case_name, struct text *out) {
    int shown = 0;
    for (int i = 0; i < n && shown < SHOWN; i++) {
        const struct session_row *r = &rows[i];
        if ((case_name && strcmp(r->case_name, case_name) != 0) || !r->finished)
            continue;
        char day[16], name[24];
        time_t at = (time_t)r->started;
        struct tm parts;
        strftime(day, sizeof day, "%Y-%m-%d", gmtime_r(&at, &parts));
        text_add(out, shown++ ? "" : "Finished sessions, the newest first\n");
        snprintf(name, sizeof name, "%s", r->case_name);
        for (char *c = name; *c; c++)
            *c = *c == '_' ? ' ' : *c;
        text_format(out, "  %4lld  %s  %-20.20s %-6s %-9s %s%s\n", (long long)r->id, day, name, r->level, r->mode,
                    r->drill[0] ? "drill " : "", r->drill[0] ? r->drill : r->verdict);
    }
    text_add(out, shown ? "" : "No session was finished yet.\n");
}

/* Points of a trend, oldest first: shares 0..1. */
static void add_trend(const double *share, int n, bool unicode, struct text *out) {
    static const char *const BLOCKS[] = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
    static const char DIGITS[] = "0123456789";
    for (int i = n > SHOWN ? n - SHOWN : 0; i < n; i++) {
        double v = fmin(1, fmax(0, share[i]));
        if (unicode)
            text_add(out, BLOCKS[(int)(v * 7 + 0.5)]);
        else
            text_bytes(out, &DIGITS[(int)(v * 9 + 0.5)], 1);
    }
}

static void add_steps(const struct step_share *rows, int n, const struct moment_style *style, struct text *out) {
    double *share = mem_must((size_t)n + 1, sizeof *share);
    bool head = false;
    for (int step = 1; step <= STEPS; step++)
        for (int side = 0; side < 2; side++) {
            int count = 0;
            double sum = 0;
            for (int i = 0; i < n; i++) {
                double v = side == 0 ? rows[i].did : rows[i].heard;
                if (rows[i].step != step || isnan(v))
                    continue;
                share[count++] = v;
                sum += v;
            }
            if (!count)
                continue;
            text_add(out, head ? "" : "Step by step, the newest to the right\n");
            head = true;
            text_format(out, "  %d %-8s mean %3.0f %%  last %3.0f %%  ", step, side == 0 ? "decided" : "heard",
                        100 * sum / count, 100 * share[count - 1]);
            add_trend(share, count, style->unicode, out);
            text_add(out, "\n");
        }
    free(share);
}

bool history_text(struct store *store, const char *case_name, const struct moment_style *style, struct text *out,
                  struct err *err) {
    struct session_row *sessions = NULL;
    struct step_share *shares = NULL;
    struct calibration c;
    int n = 0, m = 0;
    bool ok = store_sessions(store, &sessions, &n, err) && store_step_shares(store, case_name, &shares, &m, err) &&
              history_calibration(store, NULL, &c, err);
    if (ok) {
        add_sessions(sessions, n, case_name, out);
        add_steps(shares, m, style, out);
        add_calibration(&c, out);
    }
    free(sessions);
    free(shares);
    return ok;
}
