/* fit - the weights by which questions find their fact (src/practice/ear.c), remarks their rubric item and mistakes
 * theirs (src/practice/remark.c), fitted to the texts of the tree.
 * usage: fit facts|items|mistakes [FOLDER...]
 * Texts: every wording of a fact, every remark under `said`, every one under `wrong`, each heard by an ear that has
 * neither heard it nor a quarter of the others; and the rows of FOLDER/CASE/questions.tsv, nonsense.tsv or remarks.tsv
 * of the folders given ("unknown" and "-" are rows about none), with the sentences of answers.tsv that are weak or off
 * topic. For mistakes, what makes an item is about none; for items, what gets one wrong is left out: it speaks of the
 * item. Model:
 * a conditional logit, the topics of a case or a step and "none", whose utility is 0, being the alternatives; ridge
 * RIDGE; Newton's method. Prints the table as C wants it, and what a fit on the other cases gets right of each case:
 * the first choice, and that it is above the floor. */
#include "listening.h"
#include "practice/remark.h"

#include <math.h>

enum { PARTS = 4 };
static const double RIDGE = 2.0;
static const double NONE = 8.0; /* times that a question about nothing counts: to invent is worse than to miss */
static const char *const CASES[] = {"ad_click", "visual_search", "video_recommendation", "harmful_content",
                                    "news_feed"};
enum { N_CASES = sizeof CASES / sizeof *CASES };

static enum { FACTS, ITEMS, MISTAKES } what;
struct choice {            /* one text */
    int in, topics, right; /* case; right: -1 none */
    double (*x)[GIST_XS];  /* (topics) */
    double worth;
};
static struct {
    struct choice *choice;
    int n, room;
} all;

static void add(int in, int topics, int right, double (*x)[GIST_XS]) {
    if (all.n == all.room)
        all.choice = mem_grow(all.choice, (size_t)(all.room = all.room * 2 + 1024), sizeof *all.choice);
    double worth = what == FACTS && right < 0 ? NONE : 1.0;
    all.choice[all.n++] = (struct choice){in, topics, right, x, worth};
}

/* A list without its every PARTS-th text from `part` on. The caller's, its texts the list's. */
static char **without(char **list, int part) {
    int n = 0, kept = 0;
    while (list && list[n])
        n++;
    char **out = mem_must((size_t)n + 1, sizeof *out);
    for (int i = 0; i < n; i++)
        if (i % PARTS != part)
            out[kept++] = list[i];
    return out;
}

struct reading {
    struct content *content;
    struct lexicon *lexicon;
    int in;
    struct ear *ear;
    struct gist *gist[STEPS];
};

static void ask(const struct reading *r, const struct ear *ear, int right, const char *text) {
    struct words w = words_of(text);
    add(r->in, r->content->n_facts, right, ear_features(ear, &w, 0, w.n));
    words_free(&w);
}

static void question_row(void *arg, char **column) {
    const struct reading *r = arg;
    int right = -1;
    for (int f = 0; f < r->content->n_facts; f++)
        right = strcmp(r->content->facts[f].id, column[0]) == 0 ? f : right;
    if (strcmp(column[0], "refusal") != 0) /* found by other means (requests.h) */
        ask(r, r->ear, right, column[1]);
}

static void read_facts(struct reading *r) {
    struct content *c = r->content;
    for (int part = 0; part < PARTS; part++) {
        struct content heard = *c;
        heard.facts = mem_must((size_t)c->n_facts + 1, sizeof *heard.facts);
        for (int f = 0; f < c->n_facts; f++) {
            heard.facts[f] = c->facts[f];
            heard.facts[f].ask = without(c->facts[f].ask, part);
        }
        struct ear *ear = ear_new(&heard, false);
        for (int f = 0; f < c->n_facts; f++) {
            for (int i = 0; c->facts[f].ask[i]; i++)
                if (i % PARTS == part)
                    ask(r, ear, f, c->facts[f].ask[i]);
            free(heard.facts[f].ask);
        }
        ear_free(ear);
        free(heard.facts);
    }
    r->ear = ear_new(c, false);
}

/* A text that makes the item `said`, or gets it wrong; -1: none. */
static void remark(const struct reading *r, const struct gist *g, int step, int said, bool wrong, const char *text) {
    int n = r->content->steps[step - 1].n_rubric, right = wrong == (what == MISTAKES) ? said : -1;
    if (wrong && what == ITEMS)
        return;
    struct words w = lexicon_text(r->lexicon, text);
    int *terms = gist_terms(g, &w);
    double(*x)[GIST_XS] = mem_must((size_t)n + 1, sizeof *x);
    remark_features(g, r->content->steps[step - 1].rubric, n, &w, terms, 0, w.n, x);
    add(r->in, n, right, x);
    free(terms);
    words_free(&w);
}

static void remark_of(void *arg, char **column) {
    const struct reading *r = arg;
    int step = atoi(column[0]), right = -1;
    bool wrong = column[1][0] == '!';
    const struct step_content *part = &r->content->steps[step - 1];
    for (int i = 0; i < part->n_rubric; i++)
        right = strcmp(part->rubric[i].id, column[1] + wrong) == 0 ? i : right;
    if (right >= 0 || strcmp(column[1], "-") == 0)
        remark(r, r->gist[step - 1], step, right, wrong, column[2]);
}

/* Answers that say nothing of worth: each of their sentences, and each two. */
static void empty_answer(void *arg, char **column) {
    const struct reading *r = arg;
    int step = atoi(column[0]);
    if (strcmp(column[1], "weak") != 0 && strcmp(column[1], "off") != 0)
        return;
    struct words w = words_of(column[2]);
    for (int s = 0; s < w.n_sentences; s++)
        for (int n = 1; n <= 2 && s + n <= w.n_sentences; n++) {
            struct text part = {0};
            int from = w.sentence[s].start;
            text_bytes(&part, column[2] + from, (size_t)(w.sentence[s + n - 1].end - from));
            remark(r, r->gist[step - 1], step, -1, false, text_str(&part));
            text_free(&part);
        }
    words_free(&w);
}

/* The texts of the item's list that `without` left out. */
static void left_out(const struct reading *r, const struct gist *g, int step, int item, bool wrong, int part) {
    const struct rubric_item *x = &r->content->steps[step - 1].rubric[item];
    char **list = wrong ? x->wrong : x->said;
    for (int k = 0; list && list[k]; k++) {
        struct words w = words_of(list[k]);
        if (k % PARTS == part && w.n >= REMARK_LONG)
            remark(r, g, step, item, wrong, list[k]);
        words_free(&w);
    }
}

static void read_items(struct reading *r) {
    for (int step = 1; step <= STEPS; step++) {
        const struct step_content *c = &r->content->steps[step - 1];
        struct rubric_item *heard = mem_must((size_t)c->n_rubric + 1, sizeof *heard);
        for (int part = 0; part < PARTS; part++) {
            for (int i = 0; i < c->n_rubric; i++) {
                heard[i] = c->rubric[i];
                heard[i].said = without(c->rubric[i].said, part);
                heard[i].wrong = without(c->rubric[i].wrong, part);
            }
            struct gist *g = remark_gist(heard, c->n_rubric);
            for (int i = 0; i < c->n_rubric; i++) {
                left_out(r, g, step, i, false, part);
                left_out(r, g, step, i, true, part);
                free(heard[i].said);
                free(heard[i].wrong);
            }
            gist_free(g);
        }
        free(heard);
        r->gist[step - 1] = remark_gist(c->rubric, c->n_rubric);
    }
}

static double utility(const double *x, const double *weight) {
    double v = 0.0;
    for (int i = 0; i < GIST_XS; i++)
        v += weight[i] * x[i];
    return v;
}

/* Solves H step = g by elimination; H (GIST_XS,GIST_XS) is positive definite. */
static void solve(double H[GIST_XS][GIST_XS], double g[GIST_XS]) {
    for (int p = 0; p < GIST_XS; p++)
        for (int i = 0; i < GIST_XS; i++) {
            double f = i == p ? 0.0 : H[i][p] / H[p][p];
            for (int j = p; j < GIST_XS; j++)
                H[i][j] -= f * H[p][j];
            g[i] -= f * g[p];
        }
    for (int i = 0; i < GIST_XS; i++)
        g[i] /= H[i][i];
}

/* One step of Newton's method on all texts but those of the case `but`; the largest change of a weight. */
static double improve(double *weight, int but) {
    double H[GIST_XS][GIST_XS] = {{0}}, g[GIST_XS];
    for (int i = 0; i < GIST_XS; i++) {
        g[i] = -RIDGE * weight[i];
        H[i][i] = RIDGE;
    }
    for (int c = 0; c < all.n; c++) {
        const struct choice *t = &all.choice[c];
        double sum = 1.0, mean[GIST_XS] = {0};
        if (t->in == but)
            continue;
        for (int j = 0; j < t->topics; j++)
            sum += t->x[j][X_ONE] > 0.0 ? exp(utility(t->x[j], weight)) : 0.0;
        for (int j = 0; j < t->topics; j++) {
            double p = t->x[j][X_ONE] > 0.0 ? exp(utility(t->x[j], weight)) / sum : 0.0;
            for (int a = 0; a < GIST_XS; a++) {
                mean[a] += p * t->x[j][a];
                g[a] += t->worth * ((j == t->right) - p) * t->x[j][a];
                for (int b = 0; b < GIST_XS; b++)
                    H[a][b] += t->worth * p * t->x[j][a] * t->x[j][b];
            }
        }
        for (int a = 0; a < GIST_XS; a++)
            for (int b = 0; b < GIST_XS; b++)
                H[a][b] -= t->worth * mean[a] * mean[b];
    }
    solve(H, g);
    double most = 0.0;
    for (int i = 0; i < GIST_XS; i++)
        most = fmax(most, fabs(g[i]));
    for (int i = 0; i < GIST_XS; i++)
        weight[i] += g[i] / fmax(1.0, most); /* far from the optimum the quadratic promises too much */
    return most;
}

static void fit(double *weight, int but) {
    memset(weight, 0, GIST_XS * sizeof *weight);
    for (int i = 0; i < 200 && improve(weight, but) > 1e-6;)
        i++;
}

static const char *const WHAT[] = {"facts", "items", "mistakes"};
static double floor_of(void) {
    return what == FACTS ? EAR_FLOOR : what == ITEMS ? REMARK_FLOOR : MISTAKE_FLOOR;
}

static void judge(int in, double floor) {
    double weight[GIST_XS];
    int n = 0, first = 0, heard = 0, none = 0, invented = 0;
    fit(weight, in);
    for (int c = 0; c < all.n; c++) {
        const struct choice *t = &all.choice[c];
        int best = -1;
        double most = 0.0;
        for (int j = 0; t->in == in && j < t->topics; j++) {
            double p = gist_chance(t->x[j], weight);
            best = p > most ? j : best;
            most = fmax(most, p);
        }
        if (t->in == in && t->right >= 0) {
            n++;
            first += best == t->right;
            heard += best == t->right && most >= floor;
        } else if (t->in == in) {
            none++;
            invented += most >= floor;
        }
    }
    printf("# %-22s first choice %.1f %% of %d, above %.2f %.1f %%; of none, heard as one %.1f %% of %d\n", CASES[in],
           100.0 * first / (n ? n : 1), n, floor, 100.0 * heard / (n ? n : 1), 100.0 * invented / (none ? none : 1),
           none);
}

static void read_rows(struct reading *r, bool facts, const char *folder) {
    static const struct {
        const char *name;
        bool facts;
        int columns;
        void (*row)(void *arg, char **column);
    } FILES[] = {{"questions.tsv", true, 2, question_row},
                 {"nonsense.tsv", true, 2, question_row},
                 {"remarks.tsv", false, 3, remark_of},
                 {"answers.tsv", false, 3, empty_answer}};
    for (size_t i = 0; i < sizeof FILES / sizeof *FILES; i++) {
        char path[1024];
        snprintf(path, sizeof path, "%s/%s/%s", folder, CASES[r->in], FILES[i].name);
        FILE *there = FILES[i].facts == facts ? fopen(path, "r") : NULL;
        if (there && fclose(there) == 0)
            each_row(path, FILES[i].columns, FILES[i].row, r);
    }
}

int main(int argc, char **argv) {
    static const char *const NAMES[GIST_XS] = {"X_ONE",     "X_LIKE",    "X_SHARE", "X_ENOUGH", "X_SINGLE",
                                               "X_DOUBLE",  "X_ALIEN",   "X_FOCUS", "X_ASKING", "X_LEAD",
                                               "X_FIGURES", "X_AGAINST", "X_WAVED"};
    while (argc > 1 && what <= MISTAKES && strcmp(argv[1], WHAT[what]) != 0)
        what++;
    if (argc < 2 || what > MISTAKES) {
        fprintf(stderr, "usage: fit facts|items|mistakes [FOLDER...]\n");
        return 2;
    }
    for (int in = 0; in < N_CASES; in++) {
        struct script_paths paths = {(char *)"data", (char *)"scenarios"};
        struct err err = {0};
        struct reading r = {.content = content_load(&paths, CASES[in], &err), .in = in};
        if (!r.content) {
            fprintf(stderr, "fit: %s\n", err.message);
            return 1;
        }
        r.lexicon = lexicon_new(r.content);
        if (what == FACTS)
            read_facts(&r);
        else
            read_items(&r);
        for (int i = 2; i < argc; i++)
            read_rows(&r, what == FACTS, argv[i]);
        ear_free(r.ear);
        for (int s = 0; s < STEPS; s++)
            gist_free(r.gist[s]);
        lexicon_free(r.lexicon);
        content_free(r.content);
    }
    double weight[GIST_XS];
    for (int in = 0; in < N_CASES; in++)
        judge(in, floor_of());
    fit(weight, -1);
    for (int i = 0; i < GIST_XS; i++)
        printf("    [%s] = %.2f,\n", NAMES[i], weight[i]);
    for (int c = 0; c < all.n; c++)
        free(all.choice[c].x);
    free(all.choice);
    return 0;
}
