/* What can be told of a setting before anything runs: that there is less of the world than it asks for. Said once, with
 * the read-back or the correction that set it. */
#include "practice/interviewer.h"
#include "practice/session_state.h"

/* "65,536 cells for the 20,000 items that are simulated: 20,000 are used." False: it asks for no more than `most`. */
static bool too_many(const struct session *s, enum knob_id knob, double most, const char *what, double whole,
                     const char *of, struct text *out) {
    if (!decided_setting(s, knob) || !design_active(s->design, knob) || design_real(s->design, knob) <= most)
        return false;
    number_spoken(design_real(s->design, knob), out);
    text_format(out, " %s ", what);
    number_spoken(whole, out);
    text_format(out, " %s: ", of);
    number_spoken(most, out);
    text_add(out, " are used. ");
    return true;
}

void foreseen_say(struct session *s) {
    static const char ITEMS[] = "items that are simulated";
    struct text line = {0};
    if (design_kind(s->design) == WORLD_POSTS)
        return; /* nothing is retrieved there */
    double items = design_real(s->design, K_WORLD_ITEMS), width = design_real(s->design, K_RETRIEVAL_DIM);
    double cells = design_real(s->design, K_NLIST);
    bool scaled = too_many(s, K_NLIST, items, "cells for the", items, ITEMS, &line);
    scaled = too_many(s, K_CANDIDATES, items, "candidates out of the", items, ITEMS, &line) || scaled;
    too_many(s, K_PQ_BYTES, (double)(int)(width / 2), "bytes a code for vectors of", width, "values", &line);
    too_many(s, K_NPROBE, cells, "probes into", cells, "cells", &line);
    if (scaled) {
        text_add(&line, "What it does at ");
        number_spoken(design_real(s->design, K_SCALE_ITEMS), &line);
        text_add(&line, " items, capacity will extrapolate.");
    }
    while (line.length && line.bytes[line.length - 1] == ' ')
        line.bytes[--line.length] = '\0';
    if (line.length && !talk_said(s, text_str(&line)))
        talk(s, VOICE_ENGINE, "%s", text_str(&line));
    text_free(&line);
}
