#include "practice/forecast.h"
#include "practice/hear.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const DIRECTIONS[] = {"down", "same", "up"};
static const struct {
    const char *name;
    double low, high;
} PLACES[] = {{"baseline", 0.0, 0.35}, {"middle", 0.3, 0.7}, {"oracle", 0.65, 1.0}};

static const char *metric_name(const void *arg, int i) {
    return ((const struct session_forecast *)arg)[i].ask->metric;
}

static bool read_direction(const char *word, int *direction) {
    static const struct {
        const char *word;
        int direction;
    } WORDS[] = {{"up", 1},     {"higher", 1}, {"rises", 1}, {"down", -1}, {"lower", -1},
                 {"falls", -1}, {"same", 0},   {"none", 0},  {"no", 0},    {"flat", 0}};
    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
        if (strcasecmp(word, WORDS[i].word) == 0) {
            *direction = WORDS[i].direction;
            return true;
        }
    return false;
}

/* "80 GB to 300 GB" as it is said: "80GB 300GB"; "20-200" becomes "20 200". Other words after a number are units. */
static void tidy_bounds(const char *text, char *out, size_t room) {
    char copy[160], *rest = copy;
    size_t n = 0;
    snprintf(copy, sizeof copy, "%s", text);
    for (char *c = copy + 1; copy[0] && *c; c++)
        if (*c == ',' ? !isdigit((unsigned char)c[1]) : *c == '-' && isdigit((unsigned char)c[1]) && c[-1] != 'e')
            *c = ' ';
    out[0] = '\0';
    for (char *word = strsep(&rest, " \t"); word; word = strsep(&rest, " \t")) {
        bool magnitude = strchr("kKMGT%", word[0]) && (!word[1] || strcmp(word + 1, "B") == 0);
        bool figure = isdigit((unsigned char)word[0]) || strchr("+-.", word[0]);
        if (!word[0] || strcmp(word, "-") == 0 || (n > 0 && !figure && !magnitude) || strcasecmp(word, "from") == 0 ||
            strcasecmp(word, "between") == 0)
            continue;
        n += (size_t)snprintf(out + n, room - n, "%s%s", n > 0 && figure ? " " : "", word);
        if (n >= room)
            return;
    }
}

/* "150k", "0.4", "40%", "80GB", "100ms" */
static bool read_bound(const char *word, double *value) {
    char copy[64];
    snprintf(copy, sizeof copy, "%s", word);
    size_t n = strlen(copy);
    if (n > 2 && ((copy[n - 1] == 'B' && strchr("kKMGT", copy[n - 2])) || strcmp(copy + n - 2, "ms") == 0))
        copy[n -= copy[n - 1] == 'B' ? 1 : 2] = '\0';
    double by = 1.0;
    static const char SUFFIX[] = "%kKMGT";
    static const double BY[] = {0.01, 1e3, 1e3, 1e6, 1e9, 1e12};
    const char *at = n > 1 ? strchr(SUFFIX, copy[n - 1]) : NULL;
    if (at) {
        by = BY[at - SUFFIX];
        copy[n - 1] = '\0';
    }
    if (!text_to_double(copy, value))
        return false;
    *value *= by;
    return true;
}

static bool is_named(const struct forecast_ask *ask, const char *metric, int kind) {
    return strcmp(ask->metric, metric) == 0 || (kind == FORECAST_DIRECTION && strcmp(ask->change, metric) == 0);
}

/* The forecast that the words fit: same metric, same kind, of this step where it asks for that metric at all. */
static int find(const struct session_forecast *asked, int n, int step, const char *metric, int kind) {
    int found = -1;
    bool here = false;
    for (int i = 0; i < n; i++)
        here = here || (asked[i].step == step && is_named(asked[i].ask, metric, kind));
    for (int i = 0; i < n; i++) {
        const struct forecast_ask *ask = asked[i].ask;
        bool named = is_named(ask, metric, kind) && (!here || asked[i].step == step);
        bool fits = (int)ask->kind == kind || (kind < 0);
        if (named && fits &&
            (found < 0 || (asked[i].step == step && asked[found].step != step) ||
             (asked[found].given && !asked[i].given && asked[i].step == asked[found].step)))
            found = i;
    }
    return found;
}

/* The one that a number or a spoken name at the beginning of `text` means, and where the rest begins; -1: none. */
static int meant(const struct session_forecast *asked, int n, int step, const char *text, size_t *rest) {
    int found = -1, of_step = 0;
    size_t longest = 0, digits = strspn(text, "0123456789");
    bool number = digits && text[digits] == ' ';
    for (int i = 0; i < n; i++) {
        char spoken[64];
        metric_spoken(asked[i].ask->metric, spoken, sizeof spoken);
        size_t length = strlen(spoken);
        of_step += asked[i].step == step;
        if (number ? asked[i].step == step && of_step == atoi(text)
                   : length > longest && strncasecmp(text, spoken, length) == 0 && text[length] == ' ') {
            found = i;
            longest = number ? digits : length;
        }
    }
    *rest = longest;
    return found;
}

void forecast_key(const struct session_forecast *asked, int n, int step, const char *text, struct text *out) {
    size_t rest = 0;
    int i = meant(asked, n, step, text, &rest);
    bool number = i >= 0 && isdigit((unsigned char)*text);
    if (i >= 0)
        text_add(out, number && asked[i].ask->kind == FORECAST_DIRECTION ? asked[i].ask->change : asked[i].ask->metric);
    text_add(out, text + rest);
}

static bool fill(struct session_forecast *f, const char *a, const char *b, struct err *err) {
    if (f->ask->kind == FORECAST_DIRECTION)
        return read_direction(a, &f->direction) || err_set(err, ERR_USAGE, "'%s' is no direction: up, down or same", a);
    if (f->ask->kind == FORECAST_PLACE && !*b) {
        for (size_t i = 0; i < sizeof PLACES / sizeof *PLACES; i++)
            if (strcasecmp(a, PLACES[i].name) == 0) {
                f->low = PLACES[i].low;
                f->high = PLACES[i].high;
                return true;
            }
        return err_set(err, ERR_USAGE, "'%s' is no place: baseline, middle or oracle, or two shares of the way", a);
    }
    double low, high;
    if (!read_bound(a, &low) || !read_bound(b, &high))
        return err_set(err, ERR_USAGE,
                       "'%s%s%s' are no two numbers: an interval wants LOW HIGH, like 20 200 or 80GB 300GB", a,
                       *b ? " " : "", b);
    if (low > high)
        return err_set(err, ERR_USAGE, "the lower end %s is above the upper end %s", a, b);
    f->low = low;
    f->high = high;
    return true;
}

bool forecast_read(struct session_forecast *asked, int n, int step, const char *text, int *which, struct err *err) {
    char metric[80] = "", a[40] = "", b[40] = "", bounds[160];
    int at = 0, ignored;
    int words = sscanf(text, "%79s%n", metric, &at);
    tidy_bounds(text + at, bounds, sizeof bounds);
    words += sscanf(bounds, "%39s %39s", a, b) == 2 ? 2 : a[0] != '\0';
    if (words < 2)
        return err_set(err, ERR_USAGE,
                       "a forecast reads METRIC LOW HIGH, METRIC up|down|same, or METRIC "
                       "baseline|middle|oracle");
    bool direction = read_direction(a, &ignored);
    int i = find(asked, n, step, metric,
                 direction    ? FORECAST_DIRECTION
                 : words == 2 ? FORECAST_PLACE
                              : FORECAST_INTERVAL);
    if (i < 0 && words == 3)
        i = find(asked, n, step, metric, FORECAST_PLACE);
    if (i < 0)
        i = find(asked, n, step, metric, -1);
    if (i < 0) {
        const char *near = text_nearest(metric, metric_name, asked, n);
        return err_set(err, ERR_NOT_FOUND, "no forecast is asked for '%s'%s%s", metric, near ? "; nearest: " : "",
                       near ? near : "");
    }
    if (asked[i].sealed)
        return err_set(err, ERR_USAGE, "the forecast of %s is sealed", metric);
    struct session_forecast filled = asked[i];
    if (!fill(&filled, a, b, err))
        return false;
    filled.given = true;
    asked[i] = filled;
    *which = i;
    return true;
}

static double winkler(double low, double high, double x) {
    double miss = x < low ? low - x : x > high ? x - high : 0.0;
    return (high - low) + 2.0 / 0.2 * miss;
}

static double clip(double skill) {
    return skill < -1.0 ? -1.0 : skill > 1.0 ? 1.0 : skill;
}

void forecast_score(struct session_forecast *f, double value, double baseline, double oracle) {
    if (isnan(value) || !f->sealed)
        return;
    double way = oracle - baseline;
    if (f->ask->kind == FORECAST_DIRECTION) {
        f->truth = value;
        f->skill = f->direction == (int)value ? 1.0 : -0.5;
    } else if (f->ask->kind == FORECAST_PLACE) {
        if (isnan(way) || way == 0.0)
            return;
        f->truth = (value - baseline) / way;
        f->skill = clip(1.0 - winkler(f->low, f->high, f->truth));
    } else if (!isnan(way) && way != 0.0) {
        f->truth = value;
        f->skill = clip(1.0 - winkler(f->low, f->high, value) / fabs(way));
    } else if (value <= 0.0) { /* nothing to take a logarithm of: counts that may be none */
        f->truth = value;
        f->skill = clip(1.0 - winkler(f->low, f->high, value) / fmax(f->high, 1.0));
    } else if (f->high > 0.0) {
        f->truth = value;
        double low = log10(f->low > 0.0 ? f->low : value * 1e-6);
        f->skill = clip(1.0 - winkler(low, log10(f->high), log10(value)) / 2.0);
    } else
        return;
    f->scored = true;
}

bool forecast_hit(const struct session_forecast *f) {
    return f->ask->kind == FORECAST_DIRECTION ? f->direction == (int)f->truth
                                              : f->truth >= f->low && f->truth <= f->high;
}

static const char *figure(char *buffer, size_t n, double value) {
    if (fabs(value) >= 1000)
        return text_si(buffer, n, value);
    snprintf(buffer, n, "%.4g", fabs(value) < 1e-12 ? 0.0 : value);
    return buffer;
}

/* With its unit, where the metric is one of the table: "295 machines". */
static const char *whole_figure(const char *name, char *buffer, size_t n, double value) {
    const struct metric *metric = metric_named(name);
    bool unit = metric && metric->unit[0] && !text_starts(metric->unit, "per ");
    return unit ? metric_format(metric, value, buffer, n) : figure(buffer, n, value);
}

static void say_bounds(const struct session_forecast *f, struct text *out) {
    char a[48], b[48];
    const char *metric = f->ask->metric;
    if (f->ask->kind == FORECAST_DIRECTION)
        text_add(out, DIRECTIONS[f->direction + 1]);
    else if (f->ask->kind == FORECAST_PLACE)
        text_format(out, "%.0f to %.0f %% of the way", 100 * f->low, 100 * f->high);
    else
        text_format(out, "%s to %s",
                    f->high < 1e6 ? figure(a, sizeof a, f->low) : whole_figure(metric, a, sizeof a, f->low),
                    whole_figure(metric, b, sizeof b, f->high));
}

void forecast_change_words(const char *setting, struct text *out) {
    const char *equals = strchr(setting, '=');
    struct text path = {0};
    text_bytes(&path, setting, equals ? (size_t)(equals - setting) : strlen(setting));
    const struct knob *knob = equals ? knob_named(text_str(&path)) : NULL;
    if (knob) {
        knob_spoken(knob, out);
        text_add(out, " ");
        knob_value_spoken(knob, equals + 1, out);
    } else {
        text_add(out, setting);
    }
    text_free(&path);
}

/* "revenue/1000 with split random" */
static void forecast_subject(const struct session_forecast *f, struct text *out) {
    char name[64];
    text_add(out, metric_spoken(f->ask->metric, name, sizeof name));
    if (f->ask->kind == FORECAST_DIRECTION) {
        text_add(out, " with ");
        forecast_change_words(f->ask->change, out);
    }
}

void forecast_given(const struct session_forecast *f, struct text *out) {
    forecast_subject(f, out);
    text_add(out, ": ");
    say_bounds(f, out);
}

void forecast_say(const struct session_forecast *f, struct text *out) {
    char value[48];
    forecast_subject(f, out);
    text_add(out, ": you said ");
    say_bounds(f, out);
    if (!f->scored) {
        text_add(out, "; not measured");
        return;
    }
    if (f->ask->kind == FORECAST_DIRECTION)
        text_format(out, ", it %s", f->truth == 0 ? "stayed the same" : f->truth > 0 ? "went up" : "went down");
    else if (f->ask->kind == FORECAST_PLACE)
        text_format(out, ", it is at %.0f %%", 100 * f->truth);
    else
        text_format(out, ", it is %s", whole_figure(f->ask->metric, value, sizeof value, f->truth));
}
