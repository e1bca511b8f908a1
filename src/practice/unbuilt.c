/* What people design and the engine has no part for: said once a session, so that nobody thinks that it was built. The
 * words for it are content (`unbuilt`). */
#include "practice/lexicon.h"
#include "practice/session_state.h"

#include <stdio.h>

static bool speaks_of(struct lexicon *lexicon, const struct words *w, const struct unbuilt *thing) {
    for (char **say = thing->say; *say; say++) {
        const struct words *want = lexicon_wording(lexicon, *say, true);
        for (int i = 0; i < w->n_sentences; i++) {
            const struct sentence *x = &w->sentence[i];
            struct span at;
            for (int from = x->first; !x->question && words_find(w, want, from, x->first + x->n, 0, false, &at);
                 from = at.last + 1)
                if (!words_denied(w, at))
                    return true;
        }
    }
    return false;
}

void unbuilt_tell(struct session *s, const char *text) {
    struct words w = lexicon_text(s->lexicon, text);
    struct text line = {0};
    for (int i = 0; i < s->content->n_unbuilt; i++) {
        const struct unbuilt *thing = &s->content->unbuilt[i];
        if (s->told[i] || !speaks_of(s->lexicon, &w, thing))
            continue;
        s->told[i] = true;
        text_format(&line, "%s%s%s%s.", line.length ? " " : "", thing->lacks,
                    *thing->nearest ? "; the nearest that is built: " : "", thing->nearest);
    }
    if (line.length)
        talk(s, VOICE_INTERVIEWER, "%s Your words count for the marks.", text_str(&line));
    text_free(&line);
    words_free(&w);
}
