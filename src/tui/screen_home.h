/* screen_home.h - where one starts: cases with their progress, what the next session will be like, the last run. */
#ifndef TUI_SCREEN_HOME_H
#define TUI_SCREEN_HOME_H
#include "practice/session.h"
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
const char *home_case(const struct app *app);
/* A session was left unfinished on the selected case: its row; NULL when there is none. */
const struct session_row *home_unfinished(const struct app *app);
#endif
