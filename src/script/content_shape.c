#include "script/content_shape.h"

#include <math.h>

#define FIELD(type, member, kind, required, ...)                                                                       \
    { #member, kind, required, offsetof(struct type, member), __VA_ARGS__ }
#define LIST(type, member, required, shape)                                                                            \
    { #member, FIELD_LIST, required, offsetof(struct type, member), 0, NULL, &shape, offsetof(struct type, n_##member) }
#define OTHER(key, required)                                                                                           \
    { key, FIELD_OTHER, required, 0, 0, NULL, NULL, 0 }
#define SHAPE(name, what, type, fields)                                                                                \
    const struct shape name = {what, sizeof(struct type), fields, sizeof fields / sizeof *fields}
#define PLAIN 0, NULL, NULL, 0

static const struct shape_field fact_fields[] = {
    FIELD(fact, id, FIELD_TEXT, true, PLAIN),      FIELD(fact, ask, FIELD_WORDINGS, true, PLAIN),
    FIELD(fact, answer, FIELD_TEXT, true, PLAIN),  FIELD(fact, value, FIELD_REAL, false, NAN, NULL, NULL, 0),
    FIELD(fact, unit, FIELD_TEXT, false, PLAIN),   FIELD(fact, assume, FIELD_WORDINGS, false, PLAIN),
    FIELD(fact, changes, FIELD_TEXT, false, PLAIN)};
static SHAPE(fact_shape, "a fact", fact, fact_fields);

static const struct shape_field estimate_fields[] = {
    FIELD(estimate, id, FIELD_TEXT, true, PLAIN), FIELD(estimate, title, FIELD_TEXT, true, PLAIN),
    FIELD(estimate, unit, FIELD_TEXT, false, PLAIN), FIELD(estimate, formula, FIELD_TEXT, true, PLAIN),
    FIELD(estimate, why, FIELD_TEXT, false, PLAIN)};
static SHAPE(estimate_shape, "an estimate", estimate, estimate_fields);

static const struct shape_field phrase_fields[] = {
    FIELD(phrase, knob, FIELD_TEXT, true, PLAIN), FIELD(phrase, value, FIELD_SCALAR, true, PLAIN),
    FIELD(phrase, say, FIELD_WORDINGS, true, PLAIN), FIELD(phrase, unsay, FIELD_WORDINGS, false, PLAIN),
    FIELD(phrase, unless, FIELD_WORDINGS, false, PLAIN)};
static SHAPE(phrase_shape, "a phrase rule", phrase, phrase_fields);

static const struct shape_field quantity_fields[] = {FIELD(quantity, knob, FIELD_TEXT, true, PLAIN),
                                                     FIELD(quantity, near, FIELD_WORDINGS, true, PLAIN),
                                                     FIELD(quantity, unless, FIELD_WORDINGS, false, PLAIN)};
static SHAPE(quantity_shape, "a quantity", quantity, quantity_fields);

static const struct shape_field concept_fields[] = {FIELD(concept, name, FIELD_TEXT, true, PLAIN),
                                                    FIELD(concept, ways, FIELD_WORDINGS, true, PLAIN)};
static SHAPE(concept_shape, "a concept", concept, concept_fields);

static const struct shape_field question_fields[] = {FIELD(question, fact, FIELD_TEXT, true, PLAIN),
                                                     FIELD(question, ask, FIELD_WORDINGS, true, PLAIN)};
static SHAPE(question_shape, "a question", question, question_fields);

static const struct shape_field unbuilt_fields[] = {
    FIELD(unbuilt, say, FIELD_WORDINGS, true, PLAIN), FIELD(unbuilt, lacks, FIELD_TEXT, true, PLAIN),
    FIELD(unbuilt, nearest, FIELD_TEXT, false, PLAIN), FIELD(unbuilt, kinds, FIELD_TEXT, false, PLAIN)};
static SHAPE(unbuilt_shape, "what is not built", unbuilt, unbuilt_fields);

static const struct shape_field vocabulary_fields[] = {
    LIST(vocabulary, concepts, true, concept_shape), LIST(vocabulary, phrases, true, phrase_shape),
    LIST(vocabulary, quantities, true, quantity_shape), LIST(vocabulary, questions, false, question_shape),
    LIST(vocabulary, unbuilt, false, unbuilt_shape)};
SHAPE(vocabulary_shape, "the vocabulary", vocabulary, vocabulary_fields);

static const struct shape_field probe_fields[] = {
    FIELD(probe, when, FIELD_TEXT, true, PLAIN), FIELD(probe, say, FIELD_TEXT, true, PLAIN),
    FIELD(probe, risk, FIELD_TEXT, false, PLAIN), FIELD(probe, item, FIELD_TEXT, false, PLAIN)};
static SHAPE(probe_shape, "a probe", probe, probe_fields);

static const struct shape_field decision_fields[] = {
    FIELD(decision, knob, FIELD_TEXT, true, PLAIN),  FIELD(decision, accept, FIELD_SCALARS, false, PLAIN),
    FIELD(decision, fact, FIELD_TEXT, false, PLAIN), FIELD(decision, given, FIELD_SCALARS, false, PLAIN),
    FIELD(decision, why, FIELD_TEXT, true, PLAIN),   FIELD(decision, open, FIELD_TEXT, false, PLAIN),
    FIELD(decision, points, FIELD_REAL, true, PLAIN)};
static SHAPE(decision_shape, "a decision", decision, decision_fields);

static const struct shape_field forecast_fields[] = {
    FIELD(forecast_ask, metric, FIELD_TEXT, true, PLAIN), FIELD(forecast_ask, ask, FIELD_TEXT, true, PLAIN),
    FIELD(forecast_ask, kind, FIELD_CHOICE, true, 0, "interval|direction|place", NULL, 0),
    FIELD(forecast_ask, change, FIELD_TEXT, false, PLAIN)};
static SHAPE(forecast_shape, "a forecast", forecast_ask, forecast_fields);

static const struct shape_field rubric_fields[] = {
    FIELD(rubric_item, id, FIELD_TEXT, true, PLAIN),
    FIELD(rubric_item, about, FIELD_TEXT, true, PLAIN),
    FIELD(rubric_item, why, FIELD_TEXT, false, PLAIN),
    FIELD(rubric_item, level, FIELD_CHOICE, true, 0, "mid|senior|staff", NULL, 0),
    FIELD(rubric_item, points, FIELD_REAL, true, PLAIN),
    FIELD(rubric_item, query, FIELD_WORDINGS, true, PLAIN),
    FIELD(rubric_item, said, FIELD_WORDINGS, false, PLAIN),
    FIELD(rubric_item, wrong, FIELD_WORDINGS, false, PLAIN),
    FIELD(rubric_item, needs, FIELD_CHOICE, false, 0, "nothing|reason|number|tradeoff", NULL, 0)};
static SHAPE(rubric_shape, "a rubric item", rubric_item, rubric_fields);

static const struct shape_field drill_fields[] = {
    FIELD(drill, id, FIELD_TEXT, true, PLAIN), FIELD(drill, title, FIELD_TEXT, true, PLAIN),
    FIELD(drill, prompt, FIELD_TEXT, true, PLAIN), FIELD(drill, step, FIELD_INT, true, PLAIN)};
static SHAPE(drill_shape, "a drill", drill, drill_fields);

static const struct shape_field dive_fields[] = {
    FIELD(dive, id, FIELD_TEXT, true, PLAIN),    FIELD(dive, about, FIELD_TEXT, true, PLAIN),
    FIELD(dive, when, FIELD_TEXT, true, PLAIN),  FIELD(dive, ask, FIELD_TEXT, true, PLAIN),
    FIELD(dive, more, FIELD_TEXT, false, PLAIN), FIELD(dive, step, FIELD_INT, true, PLAIN),
    LIST(dive, rubric, false, rubric_shape)};
static SHAPE(dive_shape, "a deep dive", dive, dive_fields);

static const struct shape_field curveball_fields[] = {
    FIELD(curveball, id, FIELD_TEXT, true, PLAIN),    FIELD(curveball, knob, FIELD_TEXT, true, PLAIN),
    FIELD(curveball, ask, FIELD_TEXT, true, PLAIN),   FIELD(curveball, moves, FIELD_TEXT, true, PLAIN),
    FIELD(curveball, stays, FIELD_TEXT, true, PLAIN), FIELD(curveball, times, FIELD_REAL, true, PLAIN)};
static SHAPE(curveball_shape, "a curveball", curveball, curveball_fields);

static const struct shape_field incident_fields[] = {
    FIELD(incident_told, kind, FIELD_TEXT, true, PLAIN), FIELD(incident_told, what, FIELD_TEXT, true, PLAIN),
    FIELD(incident_told, shows, FIELD_TEXT, false, PLAIN), FIELD(incident_told, say, FIELD_WORDINGS, true, PLAIN)};
static SHAPE(incident_shape, "an incident", incident_told, incident_fields);

static const struct shape_field step_fields[] = {
    FIELD(step_content, id, FIELD_TEXT, true, PLAIN),      FIELD(step_content, title, FIELD_TEXT, true, PLAIN),
    FIELD(step_content, minutes, FIELD_REAL, true, PLAIN), FIELD(step_content, prompt, FIELD_TEXT, true, PLAIN),
    FIELD(step_content, hints, FIELD_TEXTS, false, PLAIN), FIELD(step_content, traps, FIELD_TEXTS, false, PLAIN),
    FIELD(step_content, answer, FIELD_TEXT, true, PLAIN),  LIST(step_content, probes, false, probe_shape),
    LIST(step_content, decisions, false, decision_shape),  LIST(step_content, forecasts, false, forecast_shape),
    LIST(step_content, rubric, false, rubric_shape)};
SHAPE(step_shape, "a step", step_content, step_fields);

#define TOP_FIELDS                                                                                                     \
    OTHER("name", true), OTHER("title", true), OTHER("about", false), OTHER("world", true), OTHER("headline", true),   \
        OTHER("knobs", false)
static const struct shape_field content_fields[] = {TOP_FIELDS,
                                                    FIELD(content, opening, FIELD_TEXT, true, PLAIN),
                                                    LIST(content, facts, true, fact_shape),
                                                    FIELD(content, unknown, FIELD_TEXTS, true, PLAIN),
                                                    FIELD(content, refusals, FIELD_TEXTS, true, PLAIN),
                                                    LIST(content, estimates, true, estimate_shape),
                                                    LIST(content, concepts, false, concept_shape),
                                                    LIST(content, phrases, true, phrase_shape),
                                                    LIST(content, quantities, true, quantity_shape),
                                                    OTHER("steps", true),
                                                    OTHER("references", true),
                                                    LIST(content, drills, false, drill_shape),
                                                    LIST(content, dives, false, dive_shape),
                                                    LIST(content, curveballs, false, curveball_shape),
                                                    LIST(content, incidents, false, incident_shape),
                                                    LIST(content, unbuilt, false, unbuilt_shape)};
SHAPE(content_shape, "a case", content, content_fields);

static const struct shape_field case_fields[] = {
    FIELD(case_top, name, FIELD_TEXT, true, PLAIN),
    FIELD(case_top, title, FIELD_TEXT, true, PLAIN),
    FIELD(case_top, about, FIELD_TEXT, false, PLAIN),
    FIELD(case_top, headline, FIELD_TEXT, true, PLAIN),
    FIELD(case_top, world, FIELD_CHOICE, true, 0, "feed|ads|images|posts", NULL, 0),
    OTHER("knobs", false),
    OTHER("opening", true),
    OTHER("facts", true),
    OTHER("unknown", true),
    OTHER("refusals", true),
    OTHER("estimates", true),
    OTHER("concepts", false),
    OTHER("phrases", true),
    OTHER("quantities", true),
    OTHER("steps", true),
    OTHER("references", true),
    OTHER("drills", false),
    OTHER("dives", false),
    OTHER("curveballs", false),
    OTHER("incidents", false),
    OTHER("unbuilt", false)};
SHAPE(case_shape, "a case", case_top, case_fields);
