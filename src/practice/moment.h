/* moment.h - what the engine answers in a step, as lines of text. Screens may draw their own pictures of the same run.
 */
#ifndef PRACTICE_MOMENT_H
#define PRACTICE_MOMENT_H
#include "base/gallery.h"
#include "practice/session.h"

struct moment_style {
    int width; /* columns, 40 or more */
    bool unicode;
    enum gallery_colours pictures; /* where things are images */
};
/* step 2..7; run as driver_moment gives it. Ends in a newline. Step 4 shows loss curves alone. */
void moment_text(const struct session *s, int step, const struct run *run, const struct moment_style *style,
                 struct text *out);
/* The committed design as boxes and arrows; what nobody decided is dashed, with '?'. run: whose stages were timed;
 * NULL.
 */
void whiteboard_text(const struct session *s, const struct run *run, const struct moment_style *style,
                     struct text *out);
/* The end page; needs session_scored. */
void end_text(const struct session *s, const struct moment_style *style, struct text *out);
/* One part of it, for screens that draw the others; with its heading. */
enum end_part {
    END_VERDICT,
    END_WELL,
    END_MOMENTS,
    END_TIME,
    END_SURPRISES,
    END_NEXT,
    END_MADE_OF,
    END_STEPS,
    END_CHANGE,
    END_PARTS
};
void end_part_text(const struct session *s, enum end_part part, const struct moment_style *style, struct text *out);
/* What the engine found out after the marks were given; nothing before session_findings. */
void findings_text(const struct session *s, const struct moment_style *style, struct text *out);
#endif
