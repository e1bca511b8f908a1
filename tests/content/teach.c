/* teach - the weights by which sentences are heard as decisions (src/practice/intents.h), learnt from rows of
 * FOLDER/CASE/statements.tsv (docs/writing-cases.md has the columns) with liblinear.
 * usage: teach FOLDER... >src/practice/intents.weights
 * One L2-regularised logistic regression for each label that at least two rows have, over the features that at least
 * two rows have, as log-frequency times inverse document frequency, each row of length one; the step and the case
 * stand beside that. What is small is left out (FLOOR): it is three quarters of the weights and says next to nothing.
 */
#include "listening.h"
#include "base/hash.h"
#include "practice/intents.h"

#include <linear.h>
#include <math.h>
#include <unistd.h>

static const double COST = 20.0;      /* liblinear's C */
static const double FLOOR = 0.2;      /* weights nearer to 0 are left out; in units of a logit, as all weights */
static const double STEP_SCALE = 2.0; /* of the step's feature, beside a row of length one; the case's is 1 */
static const char *const CASES[] = {"ad_click", "visual_search", "video_recommendation", "harmful_content",
                                    "news_feed"};
enum { N_CASES = sizeof CASES / sizeof *CASES, SEEN = 2 };

struct names { /* each once, numbered in the order in which they came */
    char **name;
    int *rows; /* that have it */
    int *last; /* row that had it last */
    int n, room;
    int *bucket; /* (places) -1 none */
    size_t places;
};
struct row {
    int in, step; /* case */
    int *feature, *count;
    int n;
    int *label;
    int n_labels;
    bool decides; /* something, though it may be no label */
};
static struct names features, labels;
static struct row *rows;
static int n_rows, row_room, faults;
static uint64_t *texts; /* (n_rows) hashes: what two hands have alike counts once */

static int name_id(struct names *t, const char *name) {
    if ((size_t)t->n * 2 >= t->places) {
        t->places = t->places * 2 + 4096;
        t->bucket = mem_grow(t->bucket, t->places, sizeof *t->bucket);
        memset(t->bucket, 0xff, t->places * sizeof *t->bucket);
        for (int i = 0; i < t->n; i++) {
            size_t at = hash_64(t->name[i], strlen(t->name[i]), 0) % t->places;
            while (t->bucket[at] >= 0)
                at = (at + 1) % t->places;
            t->bucket[at] = i;
        }
    }
    size_t at = hash_64(name, strlen(name), 0) % t->places;
    while (t->bucket[at] >= 0 && strcmp(t->name[t->bucket[at]], name) != 0)
        at = (at + 1) % t->places;
    if (t->bucket[at] >= 0)
        return t->bucket[at];
    if (t->n == t->room) {
        t->room = t->room * 2 + 1024;
        t->name = mem_grow(t->name, (size_t)t->room, sizeof *t->name);
        t->rows = mem_grow(t->rows, (size_t)t->room, sizeof *t->rows);
        t->last = mem_grow(t->last, (size_t)t->room, sizeof *t->last);
    }
    t->name[t->n] = mem_string(name);
    t->rows[t->n] = 0;
    t->last[t->n] = -1;
    return t->bucket[at] = t->n++;
}

/* Counts the name for this row. */
static int seen(struct names *t, const char *name, int row) {
    int id = name_id(t, name);
    t->rows[id] += t->last[id] != row;
    t->last[id] = row;
    return id;
}

static void add_feature(void *arg, const char *name) {
    struct row *r = arg;
    int id = seen(&features, name, n_rows);
    for (int i = 0; i < r->n; i++)
        if (r->feature[i] == id) {
            r->count[i]++;
            return;
        }
    r->feature = mem_grow(r->feature, (size_t)r->n + 1, sizeof *r->feature);
    r->count = mem_grow(r->count, (size_t)r->n + 1, sizeof *r->count);
    r->feature[r->n] = id;
    r->count[r->n++] = 1;
}

static void add_label(struct row *r, const char *path, const char *value, size_t n) {
    struct text name = {0};
    text_format(&name, "%s=%.*s", path, (int)n, value);
    r->label = mem_grow(r->label, (size_t)r->n_labels + 1, sizeof *r->label);
    r->label[r->n_labels++] = seen(&labels, text_str(&name), n_rows);
    text_free(&name);
}

/* "KNOB=VALUE" as labels: one an item of a list, a figure as any figure. */
static void add_setting(struct row *r, const struct content *content, const char *setting) {
    char *canonical = canonical_want(content, setting), *equals = strchr(canonical, '=');
    if (equals && canonical[0] != '~' && canonical[0] != '?') {
        *equals = '\0';
        r->decides = true;
        const struct knob *knob = knob_named(canonical);
        const char *value = equals + 1;
        bool any = strcmp(value, "*") == 0; /* whichever: says nothing of a choice */
        if (knob && (knob->type == KNOB_INT || knob->type == KNOB_REAL))
            add_label(r, canonical, "#", 1);
        else if (knob && knob->type == KNOB_LIST && !any)
            for (; *value; value += strcspn(value, "+"), value += *value == '+')
                add_label(r, canonical, value, strcspn(value, "+"));
        else if (knob && knob->type != KNOB_TEXT && knob->type != KNOB_LIST && !any)
            add_label(r, canonical, value, strlen(value));
    }
    free(canonical);
}

struct reading {
    const struct content *content;
    struct lexicon *lexicon;
    int in;
};

static void add_row(void *arg, char **column) {
    const struct reading *from = arg;
    uint64_t hash = hash_64(column[2], strlen(column[2]), (uint64_t)from->in);
    for (int i = 0; i < n_rows; i++)
        if (texts[i] == hash)
            return;
    int step = atoi(column[0]);
    if (step < 1 || step > STEPS) {
        fprintf(stderr, "teach: step %s of \"%s\"\n", column[0], column[2]);
        faults++;
        return;
    }
    if (n_rows == row_room) {
        row_room = row_room * 2 + 1024;
        rows = mem_grow(rows, (size_t)row_room, sizeof *rows);
        texts = mem_grow(texts, (size_t)row_room, sizeof *texts);
    }
    struct row r = {.in = from->in, .step = step};
    struct words w = lexicon_text(from->lexicon, column[2]);
    intents_features(from->content, &w, 0, w.n, add_feature, &r);
    words_free(&w);
    char *rest = column[1];
    for (char *setting; (setting = strsep(&rest, " "));)
        add_setting(&r, from->content, setting);
    if (!r.decides) {
        r.label = mem_grow(r.label, 1, sizeof *r.label);
        r.label[r.n_labels++] = seen(&labels, "-", n_rows);
    }
    texts[n_rows] = hash;
    rows[n_rows++] = r;
}

static bool read_case(int in, char **folders, int n) {
    struct script_paths paths = {(char *)"data", (char *)"scenarios"};
    struct err err = {0};
    struct content *content = content_load(&paths, CASES[in], &err);
    if (!content) {
        fprintf(stderr, "teach: %s\n", err.message);
        return false;
    }
    struct reading from = {content, lexicon_new(content), in};
    for (int i = 0; i < n; i++) {
        char path[1024];
        snprintf(path, sizeof path, "%s/%s/statements.tsv", folders[i], CASES[in]);
        if (access(path, R_OK) == 0 && !each_row(path, 3, add_row, &from))
            faults++;
    }
    lexicon_free(from.lexicon);
    content_free(content);
    return true;
}

static double idf(int feature) { /* smooth, as scikit-learn has it */
    return log((1.0 + n_rows) / (1.0 + features.rows[feature])) + 1.0;
}

static int node_order(const void *a, const void *b) {
    return ((const struct feature_node *)a)->index - ((const struct feature_node *)b)->index;
}

/* Features from 1 on: those of the words that enough rows have (column), then steps, cases and a constant. */
static struct feature_node *nodes_of(const struct row *r, const int *column, int n_columns) {
    struct feature_node *out = mem_must((size_t)r->n + 4, sizeof *out);
    double square = 0.0;
    int n = 0;
    for (int i = 0; i < r->n; i++)
        if (column[r->feature[i]]) {
            double x = (1.0 + log(r->count[i])) * idf(r->feature[i]);
            out[n++] = (struct feature_node){column[r->feature[i]], x};
            square += x * x;
        }
    for (int i = 0; i < n; i++)
        out[i].value /= sqrt(square);
    qsort(out, (size_t)n, sizeof *out, node_order);
    out[n++] = (struct feature_node){n_columns + r->step, STEP_SCALE};
    out[n++] = (struct feature_node){n_columns + STEPS + 1 + r->in, 1.0};
    out[n++] = (struct feature_node){n_columns + STEPS + N_CASES + 1, 1.0};
    out[n] = (struct feature_node){-1, 0.0};
    return out;
}

static void print_feature(const char *name, double scale, double idf_told, double *const *weight, int at) {
    printf("%s\t%.3g\t", name, idf_told);
    const char *blank = "";
    for (int l = 0, shown = 0; l < labels.n; l++)
        if (labels.rows[l] >= SEEN) {
            double w = weight[l][at - 1] * scale;
            if (fabs(w) >= FLOOR) {
                printf("%s%d:%.1f", blank, shown, w);
                blank = " ";
            }
            shown++;
        }
    printf("\n");
}

static void print_all(const int *column, int n_columns, double *const *weight) {
    int n = 0, last = n_columns + STEPS + N_CASES + 1;
    for (int l = 0; l < labels.n; l++)
        n += labels.rows[l] >= SEEN;
    printf("labels %d\n", n);
    for (int l = 0; l < labels.n; l++)
        if (labels.rows[l] >= SEEN)
            printf("%s\t%.2f\n", labels.name[l], weight[l][last - 1]);
    printf("features %d\n", n_columns + STEPS + N_CASES);
    for (int f = 0; f < features.n; f++)
        if (column[f])
            print_feature(features.name[f], 1.0, idf(f), weight, column[f]);
    for (int s = 1; s <= STEPS; s++) {
        char name[16];
        snprintf(name, sizeof name, "step %d", s);
        print_feature(name, STEP_SCALE, 0.0, weight, n_columns + s);
    }
    for (int c = 0; c < N_CASES; c++) {
        char name[48];
        snprintf(name, sizeof name, "case %s", CASES[c]);
        print_feature(name, 1.0, 0.0, weight, n_columns + STEPS + 1 + c);
    }
}

static void quiet(const char *text) {
    (void)text;
}

int main(int argc, char **argv) {
    if (argc < 2) {
        fprintf(stderr, "usage: teach FOLDER...\n");
        return 2;
    }
    for (int c = 0; c < N_CASES; c++)
        if (!read_case(c, argv + 1, argc - 1))
            return 1;
    if (faults || !labels.n) {
        fprintf(stderr, "teach: %s\n", faults ? "some rows could not be read" : "no statements in these folders");
        return 1;
    }
    int *column = mem_must((size_t)features.n, sizeof *column), n_columns = 0;
    for (int f = 0; f < features.n; f++)
        column[f] = features.rows[f] >= SEEN ? ++n_columns : 0;
    struct problem p = {.l = n_rows, .n = n_columns + STEPS + N_CASES + 1, .bias = 1.0};
    p.x = mem_must((size_t)n_rows, sizeof *p.x);
    p.y = mem_must((size_t)n_rows, sizeof *p.y);
    for (int i = 0; i < n_rows; i++)
        p.x[i] = nodes_of(&rows[i], column, n_columns);
    struct parameter how = {.solver_type = L2R_LR, .C = COST, .eps = 0.001};
    set_print_string_function(quiet);
    double **weight = mem_must((size_t)labels.n, sizeof *weight);
    for (int l = 0; l < labels.n; l++) {
        if (labels.rows[l] < SEEN)
            continue;
        for (int i = 0; i < n_rows; i++) {
            p.y[i] = 0.0;
            for (int k = 0; k < rows[i].n_labels; k++)
                p.y[i] = rows[i].label[k] == l ? 1.0 : p.y[i];
        }
        struct model *m = train(&p, &how);
        double sign = m->label[0] == 1 ? 1.0 : -1.0; /* liblinear's first class is the first it met */
        weight[l] = mem_must((size_t)p.n, sizeof *weight[l]);
        for (int i = 0; i < p.n; i++)
            weight[l][i] = sign * m->w[i];
        free_and_destroy_model(&m);
    }
    print_all(column, n_columns, weight);
    if (fflush(stdout) != 0 || ferror(stdout)) {
        perror("teach: the weights could not be written");
        return 1;
    }
    fprintf(stderr, "teach: %d rows, %d labels, %d features\n", n_rows, labels.n, n_columns);
    return 0;
}
