/* screen_home.h - where one starts: cases with their progress, what the next session will be like, the last run. */
#ifndef TUI_SCREEN_HOME_H
#define TUI_SCREEN_HOME_H
#include "practice/session.h"
#include "tui/action.h"
#include "tui/list.h"

struct app;
struct library;
struct screen;
struct home {
    struct list cases;
    char scenario[160]; /* of the selected case; "": the case's own numbers */
    enum session_mode mode;
    enum session_focus focus;
    enum level level;
    bool untimed;
    int only_step;
    uint64_t seed;
};
extern const struct screen screen_home;
/* Selects a case (NULL: the one that was left last) and a scenario that fits (NULL: production, default, or the first).
 */
void home_choose(struct app *app, const char *case_name, const char *scenario);
void home_choose_scenario(struct app *app, const char *wanted); /* of the selected case; NULL as above */
const char *home_case(const struct app *app);
/* A session was left unfinished on the selected case: its row; NULL when there is none. */
const struct session_row *home_unfinished(const struct app *app);
/* home_menus.c: opens the menu of a setting; false: the action has none. */
bool home_menu(struct app *app, enum action_id action);
bool home_answered(struct app *app, int tag, const char *text);
extern const char *const home_steps[STEPS + 1]; /* 0: all seven */
extern const char *const home_level_about[LEVELS], *const home_mode_about[MODES], *const home_focus_about[FOCUSES];
#endif
