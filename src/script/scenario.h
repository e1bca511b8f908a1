/* scenario.h - a scenario file as plain C values, and where files are found. */
#ifndef SCRIPT_SCENARIO_H
#define SCRIPT_SCENARIO_H
#include "engine/run.h"
#include "script/content.h"

/* Where data/cases and scenarios are; the faces resolve it (SEVENSTEP_DATA, beside the binary, PREFIX/share). */
struct script_paths {
    char *data;      /* holds cases/NAME.lua */
    char *scenarios; /* holds CASE/NAME.lua */
};

struct scenario {
    char *name; /* "video_recommendation/default", or the path as given */
    char *path; /* of the file */
    char *title, *about;
    struct case_info *info; /* of its case; owned */
    struct design *design;  /* the case's defaults, then the scenario's settings; the timeline is its world.timeline */
    struct threshold *thresholds;
    int n_thresholds;
};
/* A path, or a name such as "video_recommendation/default"; the nearest names when there is none such. Every error
 * reads "file.lua:line: what; mend" and lies in ERR_USAGE, ERR_NOT_FOUND or ERR_LIMIT. Unknown keys are errors. */
struct scenario *scenario_load(const struct script_paths *paths, const char *name, struct err *err) MUST_USE;
void scenario_free(struct scenario *s);
/* Names that scenario_load knows, sorted; *names the caller's: free each and the array. */
bool scenario_list(const struct script_paths *paths, char ***names, int *n, struct err *err) MUST_USE;
/* Names of cases, the same way. */
bool case_list(const struct script_paths *paths, char ***names, int *n, struct err *err) MUST_USE;
/* Writes the settings that differ from the case's defaults as a scenario file's text; the caller's to free(). */
char *scenario_write(const struct design *d, const char *title, const char *about);
#endif
