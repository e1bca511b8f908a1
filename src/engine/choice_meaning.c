/* What a choice of a knob means, for whoever has to choose. */
#include "engine/knob.h"
#include "engine/metric.h"
#include "world/features.h"

#include <string.h>

static const struct {
    const char *path, *value, *meaning;
} meanings[] = {
#define CHOICE(path, value, meaning) {path, value, meaning},
#include "engine/choices.def"
#undef CHOICE
};

static const char *of_feature(enum world_kind kind, const char *name) {
    int n;
    const struct feature *table = feature_table(kind, &n);
    for (int i = 0; i < n; i++)
        if (strcmp(table[i].name, name) == 0)
            return table[i].help;
    return "";
}

const char *knob_choice_meaning(const struct knob *knob, enum world_kind kind, const char *choice) {
    const struct metric *metric = strcmp(knob->choices, "@metrics") == 0 ? metric_named(choice) : NULL;
    if (metric)
        return metric->definition;
    if (strcmp(knob->choices, "@features") == 0)
        return of_feature(kind, choice);
    for (size_t i = 0; i < sizeof meanings / sizeof *meanings; i++)
        if (strcmp(meanings[i].path, knob->path) == 0 && strcmp(meanings[i].value, choice) == 0)
            return meanings[i].meaning;
    return "";
}
