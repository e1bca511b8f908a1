/* What was decided: settings in the order in which they were stated, and the designs that follow from them. */
#include "practice/decision.h"
#include "practice/session_state.h"
#include "practice/words.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool take_world(struct design *d, const struct design *scenario, struct err *err) {
    enum knob_id ids[KNOBS];
    int n = design_knobs(scenario, ids);
    for (int i = 0; i < n; i++) {
        const char *path = knob_at(ids[i])->path;
        bool world = text_starts(path, "world.") || text_starts(path, "scale.");
        if (world && !design_set(d, path, design_text(scenario, ids[i]), err))
            return false;
    }
    return true;
}

static bool world_of(const struct session_options *options, struct design *d, struct err *err) {
    char seed[32];
    snprintf(seed, sizeof seed, "%llu", (unsigned long long)options->seed);
    return (!options->scenario || take_world(d, options->scenario, err)) && design_set(d, "seed", seed, err);
}

static bool take_settings(struct design *d, const struct knob_setting *settings, int n, struct err *err) {
    for (int i = 0; i < n; i++)
        if (!design_set(d, settings[i].path, settings[i].value, err))
            return false;
    return true;
}

static struct design *reference_design(const struct content *content, const struct session_options *options, int index,
                                       struct err *err) {
    struct design *d = design_new(&content->info, err);
    if (d && world_of(options, d, err) &&
        (index >= content->n_references ||
         take_settings(d, content->references[index].settings, content->references[index].n_settings, err)))
        return d;
    design_free(d);
    return NULL;
}

/* Practising one step alone: all other steps are as the first reference has them. */
static bool open_one_step(struct design *d, const struct content *content, const struct session_options *options,
                          struct err *err) {
    struct design *reference = reference_design(content, options, 0, err);
    if (!reference)
        return false;
    enum knob_id ids[KNOBS];
    int n = design_knobs(reference, ids);
    bool ok = true;
    for (int i = 0; i < n && ok; i++) {
        int step = knob_at(ids[i])->step;
        if (step >= 2 && step != options->only_step)
            ok = design_set(d, knob_at(ids[i])->path, design_text(reference, ids[i]), err);
    }
    design_free(reference);
    return ok;
}

bool decided_blank(const struct content *content, const struct session_options *options, struct design **out,
                   struct err *err) {
    struct design *d = design_naive(&content->info, err);
    bool ok = d && (!options->only_step || open_one_step(d, content, options, err)) && world_of(options, d, err);
    if (!ok) {
        design_free(d);
        d = NULL;
    }
    *out = d;
    return ok;
}

const struct setting *decided_setting(const struct session *s, enum knob_id knob) {
    const struct setting *latest = NULL;
    for (int i = 0; i < s->n_settings; i++)
        if (s->settings[i].knob->id == knob && (!latest || s->settings[i].order > latest->order))
            latest = &s->settings[i];
    return latest;
}

static bool rebuild(struct session *s, struct err *err) {
    struct design *d = design_copy(s->blank);
    for (enum knob_id id = 0; id < KNOBS; id++) {
        const struct setting *latest = decided_setting(s, id);
        if (!latest)
            continue;
        char *list = latest->knob->type == KNOB_LIST ? decided_list_value(s, latest->knob) : NULL;
        bool ok = design_set(d, latest->knob->path, list ? list : latest->value, err);
        free(list);
        if (!ok) {
            design_free(d);
            return false;
        }
    }
    bool same = true;
    for (enum knob_id id = 0; id < KNOBS && same; id++)
        same = !knob_has_kind(knob_at(id), design_kind(d)) || design_equal(d, s->design, id);
    s->version += !same;
    design_free(s->design);
    s->design = d;
    return true;
}

static void setting_free(struct setting *x) {
    free(x->value);
    free(x->words);
    free(x->stood);
    free(x->change);
}

static void add_setting(struct session *s, struct setting x) {
    s->settings = mem_grow(s->settings, (size_t)s->n_settings + 1, sizeof *s->settings);
    s->settings[s->n_settings++] = x;
}

static bool says_change(const char *text) {
    struct words w = words_of(text);
    bool found = false;
    for (int i = 0; i < w.n_sentences && !found; i++)
        found = words_change(&w, i);
    words_free(&w);
    return found;
}

static bool of_this_turn(const struct session *s, const struct knob *knob) {
    const struct asked_dive *dive = dive_of(s, s->step);
    return knob->step == s->step || (dive && dive->subject == knob->step);
}

/* The same of what is said of a list that another step settled. */
static void doubt_items(const struct session *s, struct hearing *h) {
    int kept = 0;
    for (int i = 0; i < h->n_items; i++) {
        struct heard_item *x = &h->items[i];
        const struct setting *settled = decided_setting(s, x->knob->id);
        if (!settled || settled->step == s->step || of_this_turn(s, x->knob) || says_change(x->words)) {
            h->items[kept++] = *x;
            continue;
        }
        free(x->item);
        free(x->words);
    }
    h->n_items = kept;
}

void decided_doubt(const struct session *s, struct hearing *h) {
    int kept = 0;
    doubt_items(s, h);
    for (int i = 0; i < h->n_heard; i++) {
        struct heard *x = &h->heard[i];
        const struct setting *settled = decided_setting(s, x->knob->id);
        if (!settled || settled->step == s->step || of_this_turn(s, x->knob) || says_change(x->words) ||
            strcmp(settled->value, x->value) == 0) {
            h->heard[kept++] = *x;
            continue;
        }
        struct text ask = {0};
        text_format(&ask, "In step %d you settled ", settled->step);
        knob_spoken(x->knob, &ask);
        text_add(&ask, " ");
        knob_value_spoken(x->knob, settled->value, &ask);
        text_add(&ask, "; I leave it at that. Say that you change it if it is to be ");
        knob_value_spoken(x->knob, x->value, &ask);
        text_add(&ask, " now.");
        h->open = mem_grow(h->open, (size_t)h->n_open + 1, sizeof *h->open);
        h->open[h->n_open++] = (struct open_question){.knob = x->knob, .text = text_take(&ask), .settled = true};
        free(x->value);
        free(x->words);
    }
    h->n_heard = kept;
}

/* The latest list of a decision that was put in by hand. */
static const struct setting *put_in(const struct setting *all, int n, const struct knob *knob) {
    const struct setting *latest = NULL;
    for (int i = 0; i < n; i++)
        if (all[i].knob == knob && all[i].corrected && (!latest || all[i].order > latest->order))
            latest = &all[i];
    return latest;
}

static bool same_text(const char *a, const char *b) {
    return strcmp(a ? a : "", b ? b : "") == 0;
}

/* Whether it was said before in this step, in the same way. */
static const struct setting *said_before(const struct session *s, const struct setting *old, int n,
                                         const struct setting *x) {
    for (int i = n - 1; i >= 0; i--)
        if (old[i].step == s->step && !old[i].corrected && old[i].knob == x->knob &&
            strcmp(old[i].value, x->value) == 0 && same_text(old[i].change, x->change))
            return &old[i];
    return NULL;
}

/* What was said by the time of a correction does not undo it, heard then or only now. Takes x. */
static void take_heard(struct session *s, const struct setting *old, int n_old, struct setting x) {
    const struct setting *before = said_before(s, old, n_old, &x), *hand = put_in(old, n_old, x.knob);
    bool stood = hand && hand->stood && (x.change ? !*x.change : strstr(hand->stood, x.words) != NULL);
    x.step = s->step;
    x.order = before ? before->order : stood ? 0 : ++s->order;
    x.at_ms = before ? before->at_ms : s->at_ms;
    add_setting(s, x);
}

/* A list: also one that is only taken something out of, where it was decided before. */
static void take_list(struct session *s, const struct setting *old, int n_old, const struct hearing *h,
                      const struct knob *knob) {
    const struct heard *x = hearing_of(h, knob->id);
    const struct setting *hand = put_in(old, n_old, knob);
    const char *words = x ? x->words : "";
    char *change = decided_list_change(h, knob, hand ? hand->stood : NULL, &words);
    if (x || (*change && decided_setting(s, knob->id)))
        take_heard(s, old, n_old,
                   (struct setting){.knob = knob,
                                    .value = mem_string(x ? x->value : design_text(s->design, knob->id)),
                                    .words = mem_string(words),
                                    .change = change});
    else
        free(change);
}

bool decided_take(struct session *s, const struct hearing *h, struct err *err) {
    struct setting *old = s->settings;
    int n_old = s->n_settings;
    s->settings = NULL;
    s->n_settings = 0;
    for (int i = 0; i < n_old; i++)
        if (old[i].step != s->step || old[i].corrected)
            add_setting(s, old[i]);
    for (enum knob_id id = 0; id < KNOBS; id++) {
        const struct heard *x = hearing_of(h, id);
        if (knob_at(id)->type == KNOB_LIST)
            take_list(s, old, n_old, h, knob_at(id));
        else if (x)
            take_heard(s, old, n_old,
                       (struct setting){.knob = x->knob, .value = mem_string(x->value), .words = mem_string(x->words)});
    }
    for (int i = 0; i < n_old; i++)
        if (old[i].step == s->step && !old[i].corrected)
            setting_free(&old[i]);
    free(old);
    return rebuild(s, err);
}

bool decided_correct(struct session *s, const char *pair, struct err *err) {
    size_t n = strcspn(pair, "=");
    if (!pair[n])
        return err_set(err, ERR_USAGE, "/set wants NAME=VALUE, such as retrieval dim=32");
    size_t name = strcspn(pair, "[="); /* "remove threshold[hate]": of one class */
    const struct knob *knob = named_knob(s, pair, name, err);
    if (!knob)
        return false;
    if (knob->step < 2)
        return err_set(err, ERR_USAGE, "'%s' is not yours to decide: it belongs to the world that the interviewer set",
                       knob->path);
    struct design *trial = design_copy(s->design);
    struct text value = {0}, path = {0};
    text_format(&path, "%s%.*s", knob->path, (int)(n - name), pair + name);
    while (path.length && path.bytes[path.length - 1] == ' ')
        path.bytes[--path.length] = '\0';
    named_value(knob, design_kind(s->design), pair + n + 1 + strspn(pair + n + 1, " "), &value);
    bool ok = design_set(trial, text_str(&path), text_str(&value), err);
    text_free(&value);
    text_free(&path);
    if (ok) {
        struct text stood = {0};
        for (int i = 0; i < STEPS; i++)
            text_format(&stood, "%s\n", text_str(&s->answer[i]));
        add_setting(s, (struct setting){.knob = knob,
                                        .value = mem_string(design_text(trial, knob->id)),
                                        .words = mem_string(pair),
                                        .step = s->step,
                                        .corrected = true,
                                        .stood = text_take(&stood),
                                        .order = ++s->order,
                                        .at_ms = s->at_ms});
        ok = rebuild(s, err);
    }
    design_free(trial);
    return ok;
}

static const struct forecast_ask *nth_direction(const struct session *s, int index) {
    for (int i = 0; i < s->n_forecasts; i++)
        if (i == index)
            return s->forecasts[i].ask;
    return NULL;
}

bool session_reference(struct session *s, int i, struct run_request *out) {
    struct err ignored = {0};
    design_free(s->ahead);
    s->ahead = i < s->content->n_references ? reference_design(s->content, &s->options, i, &ignored) : NULL;
    *out = (struct run_request){.purpose = RUN_REFERENCE, .index = i, .design = s->ahead};
    return s->ahead != NULL;
}

/* The design as it stands, at the curveball's scale. */
static const struct design *curveball_design(struct session *s, int index) {
    const struct curveball *ball = dive_ball(s->content, index);
    const struct knob *knob = knob_named(ball->knob);
    char value[40];
    struct err ignored = {0}; /* beyond the knob's range: stays as it is */
    s->asked = design_copy(s->design);
    double scaled = design_real(s->design, knob->id) * ball->times;
    if (!design_set(s->asked, ball->knob, text_double(value, sizeof value, scaled), &ignored))
        err_clear(&ignored);
    return s->asked;
}

bool session_against_revealed(const struct session *s, enum run_purpose purpose, int index) {
    return purpose == RUN_CHANGE && s->revealed && s->forecasts[index].step <= REVEAL_STEP;
}

/* The person's design with one setting changed: for a RUN_SWAP or a RUN_CHANGE. */
static struct design *wished_design(const struct session *s, const struct wish *wish) {
    struct err ignored = {0};
    struct design *d = design_copy(session_against_revealed(s, wish->purpose, wish->index) ? s->revealed : s->design);
    bool ok;
    if (wish->purpose == RUN_SWAP) {
        int step;
        const struct decision *decision = decision_at(s->content, wish->index, &step);
        ok = decision &&
             design_set(d, decision->knob, decision_reference(s, decision, marks_best_reference(s)), &ignored);
    } else {
        const struct forecast_ask *ask = nth_direction(s, wish->index);
        ok = ask && design_set_pair(d, ask->change, &ignored);
    }
    if (ok)
        return d;
    design_free(d);
    return NULL;
}

/* The end's own runs as far as one can tell by now: changes that a forecast is about, then swaps. */
static bool ahead_wish(const struct session *s, int i, struct wish *out) {
    for (int k = 0; k < s->n_forecasts; k++)
        if (s->forecasts[k].given && s->forecasts[k].ask->kind == FORECAST_DIRECTION && i-- == 0) {
            *out = (struct wish){RUN_CHANGE, k, s->version};
            return true;
        }
    int swaps[SWAPS_MAX], n = steps_swaps(s, swaps);
    *out = (struct wish){RUN_SWAP, i < n ? swaps[i] : 0, s->version};
    return i < n;
}

bool session_ahead(struct session *s, int i, struct run_request *out) {
    struct wish wish;
    if (session_reference(s, i, out))
        return true;
    if (!ahead_wish(s, i - s->content->n_references, &wish))
        return false;
    s->ahead = wished_design(s, &wish);
    *out = (struct run_request){wish.purpose, wish.index, s->ahead, steps_until_wish(s, &wish)};
    return s->ahead != NULL;
}

const struct design *decided_wanted(struct session *s, const struct wish *wish) {
    struct err ignored = {0}; /* the content was checked when it was loaded: its settings fit */
    design_free(s->asked);
    s->asked = NULL;
    if (wish->purpose == RUN_BASELINE)
        return s->blank;
    if (wish->purpose == RUN_REFERENCE) {
        s->asked = reference_design(s->content, &s->options, wish->index, &ignored);
        return s->asked;
    }
    if (wish->purpose == RUN_CURVEBALL)
        return curveball_design(s, wish->index);
    if (wish->purpose == RUN_SWAP || wish->purpose == RUN_CHANGE) {
        s->asked = wished_design(s, wish);
        return s->asked;
    }
    return s->design;
}
