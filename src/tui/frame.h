/* frame.h - what every screen has: the head, the rule with a note, the footer of keys, the help. */
#ifndef TUI_FRAME_H
#define TUI_FRAME_H
#include "tui/app.h"

enum { FRAME_LEAST_WIDTH = 40, FRAME_LEAST_HEIGHT = 10 };
int frame_body_height(const struct app *app); /* all but note rule and footer; the head is the screen's */
int frame_head_rows(const struct app *app);   /* 2, or 1 where the screen is low */
int frame_help_rows(const struct app *app);
int frame_page_rows(const struct app *app);
/* The first line of a screen, title left, what matters right, and a rule where there is room. What is left of body. */
struct area frame_head(const struct app *app, struct area body, const char *title, const char *right);
#endif
