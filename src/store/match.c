/* Rows live twice: in an FTS5 table, which ranks by bm25, and as their stems in memory, for cover and nearness. Both
 * use FTS5's own porter tokenizer, asked for through its C interface, so that there is one idea of a stem. */
#include "store/match.h"
#include "base/mem.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

enum { WORDS_MAX = 96, CORRECTED_LEAST = 5 };

struct row {
    int id, n;
    char **stems; /* (n) distinct, of words that carry a subject */
};
struct known { /* one word of the rows, as it was written */
    char *word, *stem;
};
struct matcher {
    sqlite3 *db;
    sqlite3_stmt *insert, *find;
    fts5_tokenizer tokenizer;
    Fts5Tokenizer *porter;
    struct row *rows;
    struct known *vocabulary;
    int n_rows, n_known;
};
struct stemmed { /* one line */
    char word[64], stem[64];
    bool stop;
};

static bool is_stop(const char *word) {
    static const char *const stops[] = {
        "a",       "about", "all",  "also", "am",   "an",    "and",  "any",    "are",   "as",    "at",     "be",
        "been",    "being", "but",  "by",   "can",  "could", "did",  "do",     "does",  "doing", "for",    "from",
        "had",     "has",   "have", "he",   "her",  "here",  "his",  "how",    "i",     "id",    "if",     "im",
        "in",      "into",  "is",   "it",   "its",  "ive",   "just", "let",    "lets",  "may",   "me",     "might",
        "my",      "need",  "of",   "on",   "or",   "our",   "out",  "please", "shall", "she",   "should", "so",
        "some",    "such",  "than", "that", "the",  "their", "them", "then",   "there", "these", "they",   "this",
        "those",   "to",    "too",  "us",   "very", "was",   "we",   "were",   "what",  "whats", "when",   "where",
        "whether", "which", "who",  "will", "with", "would", "you",  "your"};
    size_t low = 0, high = sizeof stops / sizeof *stops;
    while (low < high) {
        size_t middle = (low + high) / 2;
        int c = strcmp(stops[middle], word);
        if (c == 0)
            return true;
        if (c < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return false;
}

static bool fail(const struct matcher *m, struct err *err) {
    return err_set(err, ERR_DATABASE, "matching of texts: %s", m->db ? sqlite3_errmsg(m->db) : "no memory");
}

static int take_stem(void *arg, int flags, const char *token, int n, int start, int end) {
    (void)start, (void)end;
    char *stem = arg;
    if (flags & FTS5_TOKEN_COLOCATED || stem[0])
        return SQLITE_OK;
    n = n < 63 ? n : 63;
    memcpy(stem, token, (size_t)n);
    stem[n] = '\0';
    return SQLITE_OK;
}

static void stem_of(struct matcher *m, const char *word, char stem[64]) {
    stem[0] = '\0';
    int code = m->tokenizer.xTokenize(m->porter, stem, FTS5_TOKENIZE_DOCUMENT, word, (int)strlen(word), take_stem);
    if (code != SQLITE_OK || !stem[0])
        memcpy(stem, word, strlen(word) + 1);
}

/* Words of a line in normal form, stemmed; at most `room`. */
static int stem_line(struct matcher *m, const char *line, struct stemmed *out, int room) {
    struct text normal = {0};
    int n = 0;
    match_normalise(line, &normal);
    for (char *save = NULL, *w = strtok_r(normal.bytes, " ", &save); w && n < room; w = strtok_r(NULL, " ", &save)) {
        struct stemmed *s = &out[n++];
        size_t length = strnlen(w, sizeof s->word - 1);
        memcpy(s->word, w, length);
        s->word[length] = '\0';
        stem_of(m, s->word, s->stem);
        s->stop = is_stop(s->word);
    }
    text_free(&normal);
    return n;
}

static bool open_tokenizer(struct matcher *m, struct err *err) {
    fts5_api *api = NULL;
    sqlite3_stmt *ask = NULL;
    if (sqlite3_prepare_v2(m->db, "SELECT fts5(?1)", -1, &ask, NULL) != SQLITE_OK)
        return err_set(err, ERR_DATABASE, "this SQLite has no FTS5; install a build that does");
    sqlite3_bind_pointer(ask, 1, &api, "fts5_api_ptr", NULL);
    sqlite3_step(ask);
    sqlite3_finalize(ask);
    void *context;
    const char *inner[] = {"unicode61", "remove_diacritics", "2"};
    if (!api || api->xFindTokenizer(api, "porter", &context, &m->tokenizer) != SQLITE_OK ||
        m->tokenizer.xCreate(context, inner, 3, &m->porter) != SQLITE_OK)
        return err_set(err, ERR_DATABASE, "this SQLite has no porter tokenizer; install a build that does");
    return true;
}

struct matcher *matcher_new(struct err *err) {
    struct matcher *m = mem_must(1, sizeof *m);
    bool ok = sqlite3_open_v2(":memory:", &m->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL) == SQLITE_OK ||
              fail(m, err);
    ok = ok && open_tokenizer(m, err);
    ok = ok && (sqlite3_exec(m->db,
                             "CREATE VIRTUAL TABLE wording USING fts5(text, tokenize='porter unicode61 "
                             "remove_diacritics 2')",
                             NULL, NULL, NULL) == SQLITE_OK ||
                fail(m, err));
    ok = ok && ((sqlite3_prepare_v2(m->db, "INSERT INTO wording (rowid, text) VALUES (?,?)", -1, &m->insert, NULL) ==
                     SQLITE_OK &&
                 sqlite3_prepare_v2(m->db, "SELECT rowid, -bm25(wording) FROM wording WHERE wording MATCH ?", -1,
                                    &m->find, NULL) == SQLITE_OK) ||
                fail(m, err));
    if (ok)
        return m;
    matcher_free(m);
    return NULL;
}

void matcher_free(struct matcher *m) {
    if (!m)
        return;
    for (int i = 0; i < m->n_rows; i++) {
        for (int k = 0; k < m->rows[i].n; k++)
            free(m->rows[i].stems[k]);
        free(m->rows[i].stems);
    }
    for (int i = 0; i < m->n_known; i++) {
        free(m->vocabulary[i].word);
        free(m->vocabulary[i].stem);
    }
    free(m->rows);
    free(m->vocabulary);
    if (m->porter)
        m->tokenizer.xDelete(m->porter);
    sqlite3_finalize(m->insert);
    sqlite3_finalize(m->find);
    sqlite3_close_v2(m->db);
    free(m);
}

static const struct known *find_known(const struct matcher *m, const char *stem) {
    for (int i = 0; i < m->n_known; i++)
        if (strcmp(m->vocabulary[i].stem, stem) == 0)
            return &m->vocabulary[i];
    return NULL;
}

static void learn(struct matcher *m, const struct stemmed *s) {
    for (int i = 0; i < m->n_known; i++)
        if (strcmp(m->vocabulary[i].word, s->word) == 0)
            return;
    m->vocabulary = mem_grow(m->vocabulary, (size_t)m->n_known + 1, sizeof *m->vocabulary);
    m->vocabulary[m->n_known++] = (struct known){mem_string(s->word), mem_string(s->stem)};
}

static bool holds(char *const *stems, int n, const char *stem) {
    for (int i = 0; i < n; i++)
        if (strcmp(stems[i], stem) == 0)
            return true;
    return false;
}

bool matcher_add(struct matcher *m, int id, const char *text, struct err *err) {
    struct stemmed line[WORDS_MAX];
    int n = stem_line(m, text, line, WORDS_MAX), subjects = 0;
    for (int i = 0; i < n; i++)
        subjects += !line[i].stop;
    struct row row = {id, 0, mem_must((size_t)n, sizeof(char *))};
    struct text normal = {0};
    for (int i = 0; i < n; i++) {
        learn(m, &line[i]);
        text_format(&normal, "%s%s", i ? " " : "", line[i].word);
        if ((!line[i].stop || subjects == 0) && !holds(row.stems, row.n, line[i].stem))
            row.stems[row.n++] = mem_string(line[i].stem);
    }
    m->rows = mem_grow(m->rows, (size_t)m->n_rows + 1, sizeof *m->rows);
    m->rows[m->n_rows++] = row; /* its rowid is its place here, from 1 */
    sqlite3_bind_int(m->insert, 1, m->n_rows);
    sqlite3_bind_text(m->insert, 2, text_str(&normal), -1, SQLITE_TRANSIENT);
    bool ok = sqlite3_step(m->insert) == SQLITE_DONE || fail(m, err);
    sqlite3_reset(m->insert);
    text_free(&normal);
    return ok;
}

/* One slip of the finger: same first letter, one edit, both long enough that it can hardly be another word. */
static bool is_slip(const char *a, const char *b) {
    size_t n = strlen(a), k = strlen(b);
    return n >= CORRECTED_LEAST && k >= CORRECTED_LEAST && a[0] == b[0] && n <= k + 1 && k <= n + 1 &&
           text_distance(a, b) <= 1;
}

/* Puts the vocabulary's word in place of one that no row has, when exactly a slip away; ties to the first learnt. */
static void correct(const struct matcher *m, struct stemmed *s) {
    if (s->stop || strlen(s->word) < CORRECTED_LEAST || strpbrk(s->word, "0123456789") || find_known(m, s->stem))
        return;
    for (int i = 0; i < m->n_known; i++)
        if (is_slip(s->word, m->vocabulary[i].word)) {
            memcpy(s->word, m->vocabulary[i].word, strlen(m->vocabulary[i].word) + 1);
            memcpy(s->stem, m->vocabulary[i].stem, strlen(m->vocabulary[i].stem) + 1);
            return;
        }
}

/* "word" OR "word": the words that carry a subject, or all when none does. False: nothing to ask for. */
static bool write_query(const struct stemmed *line, int n, struct text *query) {
    int subjects = 0;
    for (int i = 0; i < n; i++)
        subjects += !line[i].stop;
    for (int i = 0; i < n; i++) /* quotes cannot be in a word: normal form has letters and figures alone */
        if (!line[i].stop || subjects == 0)
            text_format(query, "%s\"%s\"", query->length ? " OR " : "", line[i].word);
    return query->length > 0;
}

static double cover_of(const struct row *row, const struct stemmed *line, int n) {
    int found = 0;
    for (int k = 0; k < row->n; k++)
        for (int i = 0; i < n; i++)
            if (strcmp(row->stems[k], line[i].stem) == 0) {
                found++;
                break;
            }
    return row->n ? (double)found / row->n : 0.0;
}

/* Keeps the best row of each id. */
static int keep_best(struct match *all, int n, struct match found) {
    for (int i = 0; i < n; i++)
        if (all[i].id == found.id) {
            if (found.score > all[i].score || (found.score == all[i].score && found.cover > all[i].cover))
                all[i] = found;
            return n;
        }
    all[n] = found;
    return n + 1;
}

static int by_score(const void *a, const void *b) {
    const struct match *x = a, *y = b;
    if (x->score != y->score)
        return x->score < y->score ? 1 : -1;
    return (x->id > y->id) - (x->id < y->id);
}

int matcher_find(struct matcher *m, const char *line, struct match *out, int room, struct err *err) {
    struct stemmed words[WORDS_MAX];
    struct text query = {0};
    int n = stem_line(m, line, words, WORDS_MAX), found = 0, code = SQLITE_DONE;
    for (int i = 0; i < n; i++)
        correct(m, &words[i]);
    struct match *all = mem_must((size_t)m->n_rows, sizeof *all);
    if (write_query(words, n, &query)) {
        sqlite3_bind_text(m->find, 1, text_str(&query), -1, SQLITE_TRANSIENT);
        while ((code = sqlite3_step(m->find)) == SQLITE_ROW) {
            const struct row *row = &m->rows[sqlite3_column_int(m->find, 0) - 1];
            struct match match = {row->id, sqlite3_column_double(m->find, 1), cover_of(row, words, n)};
            found = keep_best(all, found, match);
        }
    }
    if (code != SQLITE_DONE) {
        fail(m, err);
        found = -1;
    }
    sqlite3_reset(m->find);
    if (found > 1)
        qsort(all, (size_t)found, sizeof *all, by_score);
    found = found > room ? room : found;
    for (int i = 0; i < found; i++)
        out[i] = all[i];
    free(all);
    text_free(&query);
    return found;
}

static bool same_word(const struct stemmed *a, const struct stemmed *b) {
    return strcmp(a->stem, b->stem) == 0 || (!a->stop && !b->stop && is_slip(a->word, b->word));
}

bool matcher_near(struct matcher *m, const char *line, const char *phrase, int within) {
    enum { LINE_MAX_WORDS = 2000 };
    struct stemmed *words = mem_must(LINE_MAX_WORDS, sizeof *words), wanted[WORDS_MAX];
    int n = stem_line(m, line, words, LINE_MAX_WORDS), k = stem_line(m, phrase, wanted, WORDS_MAX);
    bool near = false;
    for (int first = 0; k > 0 && first < n && !near; first++) { /* every word of the phrase in [first, first+within] */
        int found = 0;
        for (int j = 0; j < k; j++)
            for (int i = first; i < n && i <= first + within; i++)
                if (same_word(&words[i], &wanted[j])) {
                    found++;
                    break;
                }
        near = found == k;
    }
    free(words);
    return near;
}
