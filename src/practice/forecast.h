/* forecast.h - forecasts sealed before the reveal, scored by proper rules as skill over a naive forecaster.
 * An interval claims 80 %: its score is width + 10 times the miss (Winkler 1972; Gneiting and Raftery 2007), in orders
 * of magnitude for what has a unit, in shares of the way from baseline to oracle for what has rulers. The naive
 * forecaster answers two orders of magnitude that hold the truth, or the whole way. A direction's naive forecaster
 * picks one of three: right is 1, wrong -1/2. Skill is 1 at best, 0 as the naive one, -1 at worst. */
#ifndef PRACTICE_FORECAST_H
#define PRACTICE_FORECAST_H
#include "practice/session.h"

/* "METRIC LOW HIGH" ..., of session.h. Finds the forecast that was asked for and not sealed, and fills it. */
bool forecast_read(struct session_forecast *asked, int n, int step, const char *text, int *which,
                   struct err *err) MUST_USE;
/* A forecast's name as rows have it: "2 down", the second that the step asks for, or "roc-auc 0.7 0.8", as it is
 * spoken, become "data.split=random down" and "ranking.roc_auc 0.7 0.8"; what is none of these stays. */
void forecast_key(const struct session_forecast *asked, int n, int step, const char *text, struct text *out);
/* What is measured: value, baseline, oracle of the metric; direction: the change's effect as -1, 0, +1 in `value`. */
void forecast_score(struct session_forecast *f, double value, double baseline, double oracle);
/* Whether the truth of a scored one lies within what was said. */
bool forecast_hit(const struct session_forecast *f);
/* The change of a direction forecast: "split random" of "data.split=random". */
void forecast_change_words(const char *setting, struct text *out);
/* "recall@100: 0.4 to 0.6" */
void forecast_given(const struct session_forecast *f, struct text *out);
/* "recall@100: you said 0.4 to 0.6, it is 0.52" */
void forecast_say(const struct session_forecast *f, struct text *out);
#endif
