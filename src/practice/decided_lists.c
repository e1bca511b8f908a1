/* Decisions that are lists. The first word on one is its value; whatever is said afterwards, in this step or another,
 * changes what stands: it adds what it names, leaves out what it turns down. A list that was put in by hand takes the
 * place of all that was said by then. */
#include "practice/session_state.h"

#include <stdlib.h>
#include <string.h>

/* A change is written "+hour -user_id"; "=" before it: these alone. */
char *decided_list_change(const struct hearing *h, const struct knob *knob, const char *stood, const char **words) {
    struct text change = {0};
    for (int i = 0; i < h->n_items; i++) {
        const struct heard_item *x = &h->items[i];
        if (x->knob != knob || (stood && strstr(stood, x->words)))
            continue;
        if (x->alone && !change.length)
            text_add(&change, "=");
        text_format(&change, " %c%s", x->denied ? '-' : '+', x->item);
        *words = x->words;
    }
    return text_take(&change);
}

static bool holds(const struct text *list, const char *item) {
    size_t n = strlen(item);
    for (const char *at = text_str(list); *at; at += strcspn(at, "+"), at += *at == '+')
        if (strncmp(at, item, n) == 0 && (!at[n] || at[n] == '+'))
            return true;
    return false;
}

static void leave_out(struct text *list, const char *item) {
    struct text kept = {0};
    char *copy = mem_string(text_str(list)), *rest = copy;
    for (char *one = strsep(&rest, "+"); one; one = strsep(&rest, "+"))
        if (*one && strcmp(one, item) != 0)
            text_format(&kept, "%s%s", kept.length ? "+" : "", one);
    free(copy);
    text_free(list);
    *list = kept;
}

static void apply(struct text *list, const char *change) {
    if (*change == '=')
        text_clear(list);
    char *copy = mem_string(change), *rest = copy;
    for (char *one = strsep(&rest, " "); one; one = strsep(&rest, " "))
        if (*one == '-')
            leave_out(list, one + 1);
        else if (*one == '+' && !holds(list, one + 1))
            text_format(list, "%s%s", list->length ? "+" : "", one + 1);
    free(copy);
}

/* The setting of a knob that follows `last` in the order in which they were stated. */
static const struct setting *following(const struct session *s, const struct knob *knob, const struct setting *last) {
    const struct setting *next = NULL;
    for (int i = 0; i < s->n_settings; i++) {
        const struct setting *x = &s->settings[i];
        bool after = !last || x->order > last->order || (x->order == last->order && x > last);
        if (x->knob == knob && after && (!next || x->order < next->order))
            next = x;
    }
    return next;
}

char *decided_list_value(const struct session *s, const struct knob *knob) {
    struct text list = {0};
    bool first = true;
    for (const struct setting *x = following(s, knob, NULL); x; x = following(s, knob, x)) {
        if (first || x->corrected) {
            text_clear(&list);
            text_add(&list, x->value);
        } else
            apply(&list, x->change ? x->change : "");
        first = false;
    }
    return text_take(&list);
}
