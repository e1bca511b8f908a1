/* score - how well a case understands text of yours: statements, questions and answers beside what should come of them.
 * usage: score FOLDER, which holds a folder for each case that is to be scored, named as the case, with any of
 *   statements.tsv   step, settings, what is said          questions.tsv, nonsense.tsv   fact, question
 *   answers.tsv      step, kind, answer                    remarks.tsv                  step, rubric item, what is said
 * (docs/writing-cases.md has the columns). Prints a line a file and case; what was not as wanted goes to standard
 * error. Exit code 1 when a file could not be read. */
#include "listening.h"

#include <dirent.h>
#include <unistd.h>

static struct content *content;
static struct design *scale;
static struct lexicon *lexicon;
static struct ear *ear;

/* DIR/CASE/NAME, where there is such a file. */
static bool has_file(const char *folder, const char *name, char path[static 1024]) {
    snprintf(path, 1024, "%s/%s/%s", folder, content->info.name, name);
    return access(path, R_OK) == 0;
}

static void percent(const char *what, int n, int of) {
    printf("  %s %d of %d (%.1f %%)", what, n, of, of ? 100.0 * n / of : 0.0);
}

static bool score_statements(const char *folder) {
    char path[1024];
    struct tally t = {.content = content, .lexicon = lexicon, .ear = ear, .scale = scale};
    if (!has_file(folder, "statements.tsv", path))
        return true;
    bool ok = each_row(path, 3, hear_row, &t);
    printf("%-22s statements ", content->info.name);
    percent("right", t.right + t.silent, t.rows);
    percent("with a wrong knob", t.wrong, t.rows);
    printf("  silent where it should ask %d\n", t.silent);
    return ok;
}

static bool score_questions(const char *folder, const char *name, const char *title) {
    char path[1024];
    struct tally t = {.content = content, .lexicon = lexicon, .ear = ear, .scale = scale};
    if (!has_file(folder, name, path))
        return true;
    bool ok = each_row(path, 2, ask_row, &t);
    printf("%-22s %-11s", content->info.name, title);
    percent("right", t.right, t.rows);
    percent("answers invented", t.wrong, t.rows);
    printf("\n");
    return ok;
}

static bool score_remarks(const char *folder) {
    char path[1024];
    struct tally t = {.content = content, .lexicon = lexicon};
    if (!has_file(folder, "remarks.tsv", path))
        return true;
    bool ok = each_row(path, 3, remark_row, &t);
    printf("%-22s remarks    ", content->info.name);
    percent("heard", t.right, t.rows);
    percent("only their subject", t.silent, t.rows);
    percent("credit for nothing", t.wrong, t.empty);
    if (t.claims > 0) {
        percent("wrong claims believed", t.believed, t.claims);
        percent("and marked down", t.doubted, t.claims);
    }
    printf("\n");
    return ok;
}

/* Shares of pairs at the level that `grade` takes unless it is told another. */
static bool score_answers(const char *folder) {
    char path[1024];
    struct answers a = {.lexicon = lexicon};
    if (!has_file(folder, "answers.tsv", path))
        return true;
    bool ok = each_row(path, 3, answer_row, &a);
    for (enum kind better = STRONG; better <= MEDIUM; better++) {
        bool any = false;
        for (enum kind k = MEDIUM; k < KINDS; k++) {
            double share = k > better ? above(&a, LEVEL_SENIOR, better, k) : -1.0;
            if (share < 0.0)
                continue;
            if (!any)
                printf("%-22s %-8s above ", content->info.name, KIND_NAMES[better]);
            printf("  %s %.0f %%", KIND_NAMES[k], 100.0 * share);
            any = true;
        }
        if (any)
            printf("\n");
    }
    for (int i = 0; i < a.n; i++)
        fprintf(stderr, "# step %d %-8s %5.1f\n", a.step[i], KIND_NAMES[a.kind[i]], a.score[LEVEL_SENIOR][i]);
    return ok && a.faults == 0;
}

static bool score_case(const char *folder, const char *name) {
    struct script_paths paths = {(char *)"data", (char *)"scenarios"};
    struct err err = {0};
    content = content_load(&paths, name, &err);
    scale = content ? design_new(&content->info, &err) : NULL;
    bool ok = scale != NULL;
    if (ok) {
        lexicon = lexicon_new(content);
        ear = ear_new(content, false);
        fprintf(stderr, "# %s\n", name);
        ok = score_statements(folder);
        ok = score_questions(folder, "questions.tsv", "questions") && ok;
        ok = score_questions(folder, "nonsense.tsv", "nonsense") && ok;
        ok = score_remarks(folder) && ok;
        ok = score_answers(folder) && ok;
        lexicon_free(lexicon);
        ear_free(ear);
    } else
        fprintf(stderr, "score: %s\n", err.message);
    design_free(scale);
    content_free(content);
    return ok;
}

static int folder(const struct dirent *entry) {
    return entry->d_type == DT_DIR && entry->d_name[0] != '.' && strcmp(entry->d_name, "wordings") != 0;
}

int main(int argc, char **argv) {
    struct dirent **entries = NULL;
    int n = argc == 2 ? scandir(argv[1], &entries, folder, alphasort) : -1;
    if (n < 0) {
        fprintf(stderr, argc == 2 ? "score: cannot read %s\n" : "usage: score FOLDER\n", argv[1]);
        return 2;
    }
    bool ok = true;
    for (int i = 0; i < n; i++) {
        ok = score_case(argv[1], entries[i]->d_name) && ok;
        free(entries[i]);
    }
    free(entries);
    return ok ? 0 : 1;
}
