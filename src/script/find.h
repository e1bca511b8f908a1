/* find.h - names of cases and scenarios to the paths of their files. */
#ifndef SCRIPT_FIND_H
#define SCRIPT_FIND_H
#include "script/scenario.h"

/* The path of a case's file, or of a scenario's; the caller's to free(). NULL: ERR_NOT_FOUND with the nearest name. */
char *find_case(const struct script_paths *paths, const char *name, struct err *err) MUST_USE;
char *find_scenario(const struct script_paths *paths, const char *name, struct err *err) MUST_USE;
#endif
