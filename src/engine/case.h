/* case.h - a case: what an interviewer asks for, as the engine sees it. A plain struct; script/ fills it from
 * data/cases/NAME.lua, tests fill it by hand. */
#ifndef ENGINE_CASE_H
#define ENGINE_CASE_H
#include "world/world.h"

struct knob_setting {
    char *path, *value; /* value as text, as -s has it */
};
struct case_info {
    char *name, *title, *about; /* "video_recommendation" */
    enum world_kind kind;
    char *headline;                /* the metric that sums a design up */
    struct knob_setting *settings; /* defaults where they differ from the kind's */
    int n_settings;
};
#endif
