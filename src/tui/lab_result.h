/* lab_result.h - what a run measured, as pictures: metrics between their two rulers, the funnel, curves; or, beside the
 * run before, what the last change did. */
#ifndef TUI_LAB_RESULT_H
#define TUI_LAB_RESULT_H
#include "tui/app.h"

/* Draws the lab's result from the area's top; the rows that it takes. */
int lab_result_draw(const struct app *app, struct area a);
#endif
