/* The interviewer over the questions of tests/content/video_recommendation/questions.tsv: wordings that are not those
 * of the case. */
#include "practice/ear.h"
#include "practice/interviewer.h"
#include "script/scenario.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static struct content *load(struct err *err) {
    struct script_paths paths = {.data = (char *)"data", .scenarios = (char *)"scenarios"};
    return content_load(&paths, "video_recommendation", err);
}

static bool right(const struct content *content, const char *want, const struct reply *reply) {
    if (strcmp(want, "unknown") == 0)
        return reply->kind == REPLY_UNKNOWN || reply->kind == REPLY_REFUSAL;
    if (strcmp(want, "refusal") == 0)
        return reply->kind == REPLY_REFUSAL;
    for (int i = 0; i < reply->n_facts; i++)
        if (strcmp(content->facts[reply->facts[i]].id, want) == 0)
            return true;
    return false;
}

static void questions_get_the_fact_they_ask_for(void **state) {
    (void)state;
    struct err err = {0};
    struct content *content = load(&err);
    if (!content)
        fail_msg("%s", err.message);
    char *bytes, *rest, *line;
    size_t length;
    int asked = 0, wrong = 0, invented = 0, nonsense = 0;
    struct ear *ear = ear_new(content, false);
    assert_true(text_read_file("tests/content/video_recommendation/questions.tsv", 1 << 20, &bytes, &length, &err));
    for (rest = bytes; (line = strsep(&rest, "\n"));) {
        char *tab = strchr(line, '\t');
        if (line[0] == '#' || !tab)
            continue;
        *tab = '\0';
        struct reply reply;
        interviewer_ask_with(ear, content, NULL, 1, tab + 1, &reply);
        bool ok = right(content, line, &reply), unknown = strcmp(line, "unknown") == 0;
        asked++;
        wrong += !ok;
        nonsense += unknown;
        invented += unknown && reply.kind == REPLY_FACT;
        if (!ok)
            printf("# %s: \"%s\" got %s\n", line, tab + 1,
                   reply.n_facts ? content->facts[reply.facts[0]].id : text_str(&reply.text));
        reply_free(&reply);
    }
    printf("# %d questions, %d wrong; %d without an answer, %d invented\n", asked, wrong, nonsense, invented);
    assert_true(asked >= 100);
    assert_true(wrong * 10 <= asked);
    assert_true(invented * 20 <= nonsense);
    free(bytes);
    ear_free(ear);
    content_free(content);
}

/* The facts that a line gets, in the order in which they are said. */
static void gets(const struct content *content, const char *question, const char *facts, const char *says) {
    struct reply reply;
    struct text ids = {0};
    interviewer_ask(content, NULL, 1, question, &reply);
    for (int i = 0; i < reply.n_facts; i++)
        text_format(&ids, "%s%s", i ? " " : "", content->facts[reply.facts[i]].id);
    if (strcmp(text_str(&ids), facts) != 0 || !strstr(text_str(&reply.text), says))
        fail_msg("\"%s\": %s (%s)", question, text_str(&ids), text_str(&reply.text));
    text_free(&ids);
    reply_free(&reply);
}

static void each_question_of_a_line_is_answered(void **state) {
    (void)state;
    struct err err = {0};
    struct content *c = load(&err);
    if (!c)
        fail_msg("%s", err.message);
    gets(c, "How many users are there, and what latency do we have?", "daily_active_users latency_budget_ms", "");
    gets(c, "so how many users, how many videos and how fast must it be?", "daily_active_users items latency_budget_ms",
         "");
    gets(c, "What is the goal? And what is the peak load?", "goal peak_to_average", "");
    gets(c, "How many users are there, and what is the colour of the logo?", "daily_active_users",
         "As for \"what is the colour of the logo\": that I cannot say.");
    gets(c, "How many users are there a day, on average?", "daily_active_users", "");
    content_free(c);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(questions_get_the_fact_they_ask_for),
        cmocka_unit_test(each_question_of_a_line_is_answered),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
