/* The plan: which nodes a change of one knob runs again. A key that misses a knob gives back a stale artefact, and one
 * that has too much trains again for nothing. */
#include "engine/engine.h"
#include "base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static const struct case_info feed = {.name = "feed", .title = "", .about = "", .kind = WORLD_FEED, .headline = ""};

static struct design *new_design(void) {
    struct err err = {0};
    struct design *d = design_new(&feed, &err);
    if (!d)
        fail_msg("%s", err.message);
    return d;
}

static void set(struct design *d, const char *path, const char *value) {
    struct err err = {0};
    if (!design_set(d, path, value, &err))
        fail_msg("%s=%s: %s", path, value, err.message);
}

static int node_of(const char *name) {
    for (int i = 0; i < plan_nodes(); i++)
        if (strcmp(plan_node_name(i), name) == 0)
            return i;
    fail_msg("no node '%s'", name);
    return -1;
}

static bool declares(int node, enum knob_id id) {
    enum knob_id knobs[KNOBS];
    int n = plan_node_knobs(node, WORLD_FEED, knobs);
    for (int i = 0; i < n; i++)
        if (knobs[i] == id)
            return true;
    return false;
}

/* --- legal values --- */

/* The i-th other legal value of a knob, or NULL when there are no more. Numbers: both ends of the range and between. */
static const char *other_value(const struct design *d, enum knob_id id, int i) {
    static char buffer[2048];
    const struct knob *knob = knob_at(id);
    const char *now = design_text(d, id);
    static const double at[] = {0.0, 0.37, 1.0};
    static const char *const texts[] = {"2:drift:taste::0.3", "3:fault:feature_stale::"}; /* as timelines, as files */
    int choices;
    switch (knob->type) {
    case KNOB_BOOL:
        return i == 0 ? (design_bool(d, id) ? "false" : "true") : NULL;
    case KNOB_INT:
    case KNOB_REAL:
        if (i >= 3)
            return NULL;
        double value = knob->low + at[i] * (knob->high - knob->low);
        snprintf(buffer, sizeof buffer, "%.17g", knob->type == KNOB_INT ? (double)(long long)value : value);
        return buffer;
    case KNOB_CHOICE:
        choices = knob_choices(knob, WORLD_FEED);
        if (i >= choices)
            return NULL;
        snprintf(buffer, sizeof buffer, "%s", knob_choice(knob, WORLD_FEED, i));
        return buffer;
    case KNOB_LIST:
        choices = knob_choices(knob, WORLD_FEED);
        if (i >= choices) /* each item alone, then all but the first */
            return i == choices && knob_list_count(now) > 1 ? strchr(now, '+') + 1 : NULL;
        snprintf(buffer, sizeof buffer, "%s", knob_choice(knob, WORLD_FEED, i));
        return buffer;
    case KNOB_TEXT:
        break;
    }
    return i < 2 ? texts[i] : NULL;
}

/* Makes every term of the knob's *active when* hold, or the first one fail. */
static void activate(struct design *d, enum knob_id id, bool active) {
    char text[256];
    const char *p = knob_active(knob_at(id), WORLD_FEED, text, sizeof text);
    while (*p) {
        p += strspn(p, " &");
        char term[128], path[64];
        snprintf(term, sizeof term, "%.*s", (int)strcspn(p, "&"), p);
        for (size_t end = strlen(term); end > 0 && term[end - 1] == ' ';)
            term[--end] = '\0';
        snprintf(path, sizeof path, "%.*s", (int)strcspn(term, "!=~"), term);
        char sign = term[strlen(path)];
        const char *choices = term + strlen(path) + (sign == '!' ? 2 : 1);
        const struct knob *knob = knob_named(path);
        assert_non_null(knob);
        bool inside = (sign != '!') == active; /* whether the value is to be one of the named */
        if (knob->type == KNOB_TEXT)           /* the only value that is named is the empty one */
            set(d, path, inside ? "" : "no such file");
        if (knob->type == KNOB_BOOL) /* the only value that is named is true */
            set(d, path, inside ? "true" : "false");
        if (knob->type == KNOB_LIST && !inside)
            set(d, path, "");
        for (int i = 0; i < knob_choices(knob, WORLD_FEED); i++) {
            const char *choice = knob_choice(knob, WORLD_FEED, i);
            bool named = false;
            for (const char *c = choices; *c; c += strcspn(c, "|"), c += *c == '|')
                named = named || (strlen(choice) == strcspn(c, "|") && strncmp(c, choice, strlen(choice)) == 0);
            if (named == inside && (inside || knob->type != KNOB_LIST)) {
                char copy[64];
                snprintf(copy, sizeof copy, "%s", choice);
                set(d, path, copy);
                break;
            }
        }
        p += strcspn(p, "&");
        if (!active)
            break;
    }
    assert_int_equal(design_active(d, id), active);
}

/* --- the re-key test --- */

static void expected_changes(enum knob_id id, bool expected[NODES_MAX]) {
    for (int node = 0; node < plan_nodes(); node++) {
        int inputs[NODE_INPUTS_MAX], n = plan_node_inputs(node, WORLD_FEED, inputs);
        expected[node] = declares(node, id);
        for (int i = 0; i < n; i++)
            expected[node] = expected[node] || expected[inputs[i]];
    }
}

static bool same_key(struct hash128 a, struct hash128 b) {
    return a.low == b.low && a.high == b.high;
}

/* Changes the knob to every other value; returns how many were tried. */
static int check_changes(struct design *d, enum knob_id id, bool active) {
    struct hash128 before[NODES_MAX], after[NODES_MAX];
    bool expected[NODES_MAX] = {false};
    char was[2048];
    int tried = 0;
    snprintf(was, sizeof was, "%s", design_text(d, id));
    plan_keys(d, 2, before);
    if (active)
        expected_changes(id, expected);
    for (int i = 0;; i++) {
        const char *value = other_value(d, id, i);
        if (!value)
            break;
        set(d, knob_at(id)->path, value);
        if (strcmp(design_text(d, id), was) != 0) {
            tried++;
            plan_keys(d, 2, after);
            for (int node = 0; node < plan_nodes(); node++)
                if (!same_key(before[node], after[node]) != expected[node])
                    fail_msg("%s from '%s' to '%s' (%s): node %s %s", knob_at(id)->path, was, design_text(d, id),
                             active ? "active" : "inactive", plan_node_name(node),
                             expected[node] ? "keeps its key" : "changes its key");
        }
        set(d, knob_at(id)->path, was);
    }
    plan_keys(d, 2, after);
    for (int node = 0; node < plan_nodes(); node++)
        assert_true(same_key(before[node], after[node])); /* the old value gives the old keys */
    return tried;
}

static void test_an_active_knob_changes_its_nodes_and_all_behind(void **state) {
    (void)state;
    for (enum knob_id id = 0; id < KNOBS; id++) {
        if (!knob_has_kind(knob_at(id), WORLD_FEED))
            continue;
        struct design *d = new_design();
        activate(d, id, true);
        if (check_changes(d, id, true) == 0)
            fail_msg("%s has no other legal value", knob_at(id)->path);
        design_free(d);
    }
}

static bool hangs_on_something(enum knob_id id) {
    char text[256];
    return *knob_active(knob_at(id), WORLD_FEED, text, sizeof text);
}

static void test_an_inactive_knob_changes_nothing(void **state) {
    (void)state;
    int inactive = 0;
    for (enum knob_id id = 0; id < KNOBS; id++) {
        if (!knob_has_kind(knob_at(id), WORLD_FEED) || !hangs_on_something(id))
            continue;
        struct design *d = new_design();
        activate(d, id, false);
        assert_true(check_changes(d, id, false) > 0);
        inactive++;
        design_free(d);
    }
    assert_true(inactive > 20);
}

/* Two lists with the same items in another order, or numbers written otherwise, are the same design. */
static void test_spelling_changes_nothing(void **state) {
    (void)state;
    struct design *a = new_design(), *b = new_design();
    struct hash128 x[NODES_MAX], y[NODES_MAX];
    set(a, "data.signals", "click+like");
    set(b, "data.signals", "like, click,like");
    set(a, "scale.items", "100000000");
    set(b, "scale.items", "1e8");
    set(a, "data.position_debias", "on");
    set(b, "data.position_debias", "TRUE");
    plan_keys(a, 2, x);
    plan_keys(b, 2, y);
    assert_memory_equal(x, y, sizeof *x * (size_t)plan_nodes());
    design_free(a);
    design_free(b);
}

static void test_threads_matter_to_times_alone(void **state) {
    (void)state;
    struct design *d = new_design();
    struct hash128 one[NODES_MAX], two[NODES_MAX];
    int times = 0;
    plan_keys(d, 1, one);
    plan_keys(d, 2, two);
    for (int node = 0; node < plan_nodes(); node++) {
        if (same_key(one[node], two[node]) == plan_node_times(node))
            fail_msg("node %s: its key %s with the threads", plan_node_name(node),
                     plan_node_times(node) ? "does not change" : "changes");
        times += plan_node_times(node);
    }
    assert_true(times > 0 && times < plan_nodes());
    design_free(d);
}

/* --- the table --- */

static void test_keys_differ_between_nodes(void **state) {
    (void)state;
    struct design *d = new_design();
    struct hash128 keys[NODES_MAX];
    plan_keys(d, 2, keys);
    for (int a = 0; a < plan_nodes(); a++)
        for (int b = 0; b < a; b++) {
            assert_false(same_key(keys[a], keys[b]));
            assert_string_not_equal(plan_node_name(a), plan_node_name(b));
        }
    design_free(d);
}

static void test_inputs_stand_before(void **state) {
    (void)state;
    for (int node = 0; node < plan_nodes(); node++) {
        int inputs[NODE_INPUTS_MAX], n = plan_node_inputs(node, WORLD_FEED, inputs);
        for (int i = 0; i < n; i++) {
            assert_in_range(inputs[i], 0, node - 1);
            for (int k = 0; k < i; k++)
                assert_int_not_equal(inputs[i], inputs[k]);
        }
        assert_true(n > 0 || node == 0); /* everything follows from the world */
        assert_true(strlen(plan_node_makes(node)) > 4);
    }
}

static void test_declared_knobs_are_the_feeds_and_named_once(void **state) {
    (void)state;
    for (int node = 0; node < plan_nodes(); node++) {
        enum knob_id knobs[KNOBS];
        int n = plan_node_knobs(node, WORLD_FEED, knobs);
        for (int i = 0; i < n; i++) {
            if (!knob_has_kind(knob_at(knobs[i]), WORLD_FEED))
                fail_msg("node %s declares %s, which no feed has", plan_node_name(node), knob_at(knobs[i])->path);
            for (int k = 0; k < i; k++)
                if (knobs[i] == knobs[k])
                    fail_msg("node %s declares %s twice", plan_node_name(node), knob_at(knobs[i])->path);
        }
    }
}

/* A knob that no node reads decides nothing that is measured: those few are named here. */
static void test_every_knob_is_read(void **state) {
    (void)state;
    static const char *const for_people[] = {"evaluation.primary", "evaluation.guardrails"};
    for (enum knob_id id = 0; id < KNOBS; id++) {
        if (!knob_has_kind(knob_at(id), WORLD_FEED))
            continue;
        bool read = false;
        for (int node = 0; node < plan_nodes(); node++)
            read = read || declares(node, id);
        bool expected = true;
        for (size_t i = 0; i < sizeof for_people / sizeof *for_people; i++)
            expected = expected && strcmp(for_people[i], knob_at(id)->path) != 0;
        if (read != expected)
            fail_msg("%s is %s by a node", knob_at(id)->path, read ? "read" : "not read");
    }
}

/* What a node reads only under a condition it must also know the condition of: else the same key could mean two
 * things, as soon as an inactive knob's default is not what the condition's other side means. */
static void test_a_node_declares_what_its_knobs_hang_on(void **state) {
    (void)state;
    for (int node = 0; node < plan_nodes(); node++) {
        enum knob_id knobs[KNOBS];
        int n = plan_node_knobs(node, WORLD_FEED, knobs);
        for (int i = 0; i < n; i++) {
            char active[256];
            const char *p = knob_active(knob_at(knobs[i]), WORLD_FEED, active, sizeof active);
            for (; *p; p += strcspn(p, "&")) {
                char path[64];
                p += strspn(p, " &");
                snprintf(path, sizeof path, "%.*s", (int)strcspn(p, "!=~"), p);
                if (!declares(node, knob_named(path)->id))
                    fail_msg("node %s declares %s, but not %s on which it hangs", plan_node_name(node),
                             knob_at(knobs[i])->path, path);
            }
        }
    }
}

/* People are told that nothing trains again when no node with `model` in its name does. */
static void test_only_what_trains_is_called_model(void **state) {
    (void)state;
    static const char *const trains[] = {"retrieval_model", "ranking_model", "days_model"};
    int found = 0;
    for (int node = 0; node < plan_nodes(); node++) {
        bool expected = false;
        for (size_t i = 0; i < sizeof trains / sizeof *trains; i++)
            expected = expected || strcmp(plan_node_name(node), trains[i]) == 0;
        assert_int_equal(strstr(plan_node_name(node), "model") != NULL, expected);
        found += expected;
    }
    assert_int_equal(found, sizeof trains / sizeof *trains);
}

static void test_what_serves_trains_nothing(void **state) {
    (void)state;
    static const char *const rooms[] = {"policy.", "serving.", "monitoring.", "evaluation.", "scale."};
    for (enum knob_id id = 0; id < KNOBS; id++) {
        if (!knob_has_kind(knob_at(id), WORLD_FEED))
            continue;
        bool serves = false, changed[NODES_MAX];
        for (size_t i = 0; i < sizeof rooms / sizeof *rooms; i++)
            serves = serves || text_starts(knob_at(id)->path, rooms[i]);
        expected_changes(id, changed);
        for (int node = 0; serves && node < plan_nodes(); node++)
            if (changed[node] && strstr(plan_node_name(node), "model") && id != K_RETRAIN_DAYS)
                fail_msg("%s trains %s again", knob_at(id)->path, plan_node_name(node));
    }
    assert_true(declares(node_of("days_model"), K_RETRAIN_DAYS));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_an_active_knob_changes_its_nodes_and_all_behind),
        cmocka_unit_test(test_an_inactive_knob_changes_nothing),
        cmocka_unit_test(test_spelling_changes_nothing),
        cmocka_unit_test(test_threads_matter_to_times_alone),
        cmocka_unit_test(test_keys_differ_between_nodes),
        cmocka_unit_test(test_inputs_stand_before),
        cmocka_unit_test(test_declared_knobs_are_the_feeds_and_named_once),
        cmocka_unit_test(test_every_knob_is_read),
        cmocka_unit_test(test_a_node_declares_what_its_knobs_hang_on),
        cmocka_unit_test(test_only_what_trains_is_called_model),
        cmocka_unit_test(test_what_serves_trains_nothing),
    };
    return cmocka_run_group_tests_name("plan", tests, NULL, NULL);
}
