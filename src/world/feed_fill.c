/* feed_fill.c - the feed kind's features. What hangs on item and day alone is brought into its final form when the
 * features are chosen (board); what hangs on the request is gathered once a request (past); a row is then look-ups.
 *
 * Standardised by fixed transforms, so that a value means the same in every world and on every day:
 *   user_activity       (log(1 + clicks) - 1.3) / 1.1          user_ctr    log(ctr / 0.12) / 0.4, ctr with 50 rows of
 * 0.12 length              (log seconds - 5.5) / 0.7              item_age    (log(1 + days) - 2.3) / 1.1 item_ctr
 * log(ctr / 0.12), ctr with 10 rows of 0.12 added       item_popularity  (log(1 + shown) - 3) / 2 item_watch (log mean
 * seconds - 4.6) / 0.6, two clicks of 100 s added user_topic_clicks   log(1 + n) - 0.5 user_creator_clicks  2 log(1 +
 * n) history_similarity  (mean cosine with the last 20 clicked - 0.2) / 0.2, 0 without a history */
#include "base/mem.h"
#include "num/vecmath.h"
#include "world/feed.h"
#include "world/feed_features.h"
#include "world/history.h"
#include "world/kinds.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { PAST_MAX = 256, PAST_SIMILAR = 20, SLOTS = 1024, AHEAD = 16 };
static const float USUAL_CTR = 0.12f;

/* Columns of the board, one row a day and item. */
enum board_column { BOARD_CTR, BOARD_POPULARITY, BOARD_WATCH, BOARD_COLUMNS };

struct board {
    const float *followers;
    float *rows;                   /* (days+1, items, BOARD_COLUMNS) */
    float *ctr_total;              /* (items) of the whole log */
    float *item_length;            /* (items) standardised */
    int32_t *shown_before;         /* (days+1, users) impressions of a user before a day; NULL: not wanted */
    float log_count[PAST_MAX + 1]; /* log(1 + n) */
    bool wants_past;
};

static const struct board *board_of(const struct features *f) {
    return f->state;
}

/* A column: out[i * stride] = (log(a[i] / b[i]) - minus) / by. */
static void log_ratios(const float *a, const float *b, int n, float minus, float by, float *work, float *out,
                       int stride) {
    for (int i = 0; i < n; i++)
        work[i] = a[i] / b[i];
    vec_log(work, work, n);
    for (int i = 0; i < n; i++)
        out[(size_t)i * (size_t)stride] = (work[i] - minus) / by;
}

static void fill_day(const struct features *f, float *rows, int day, float *a, float *b, float *work) {
    const struct log *log = f->log;
    int n = f->world->items;
    size_t at = (size_t)day * (size_t)n;
    float *board = rows + at * BOARD_COLUMNS;
    for (int i = 0; i < n; i++) {
        a[i] = (float)log->clicked_before[at + (size_t)i] + 10.0f * USUAL_CTR;
        b[i] = (float)log->shown_before[at + (size_t)i] + 10.0f;
    }
    log_ratios(a, b, n, logf(USUAL_CTR), 1.0f, work, board + BOARD_CTR, BOARD_COLUMNS);
    for (int i = 0; i < n; i++) {
        b[i] -= 9.0f; /* shown + 1 */
        a[i] = 1.0f;
    }
    log_ratios(b, a, n, 3.0f, 2.0f, work, board + BOARD_POPULARITY, BOARD_COLUMNS);
    for (int i = 0; i < n; i++) {
        a[i] = log->watched_before[at + (size_t)i] + 2.0f * 100.0f;
        b[i] = (float)log->clicked_before[at + (size_t)i] + 2.0f;
    }
    log_ratios(a, b, n, 4.6f, 0.6f, work, board + BOARD_WATCH, BOARD_COLUMNS);
}

static bool make_rows(const struct features *f, struct board *board, struct err *err) {
    const struct world *w = f->world;
    size_t n = (size_t)w->items, days = (size_t)w->params.days + 1;
    float *work = mem_array(3 * n, sizeof *work, err);
    board->rows = mem_array_raw(days * n * BOARD_COLUMNS, sizeof *board->rows, err);
    board->ctr_total = mem_array_raw(n, sizeof *board->ctr_total, err);
    board->item_length = mem_array_raw(n, sizeof *board->item_length, err);
    if (!work || !board->rows || !board->ctr_total || !board->item_length) {
        free(work);
        return false;
    }
    float *a = work, *b = work + n, *other = work + 2 * n;
    for (size_t i = 0; i < n; i++) {
        a[i] = (float)f->log->clicked_before[(days - 1) * n + i] + 10.0f * USUAL_CTR;
        b[i] = (float)f->log->shown_before[(days - 1) * n + i] + 10.0f;
    }
    log_ratios(a, b, (int)n, logf(USUAL_CTR), 1.0f, other, board->ctr_total, 1);
    for (int d = 0; d < (int)days; d++)
        fill_day(f, board->rows, d, a, b, other);
    vec_log(board->item_length, w->length_s, (int)n);
    for (size_t i = 0; i < n; i++)
        board->item_length[i] = (board->item_length[i] - 5.5f) / 0.7f;
    free(work);
    return true;
}

static bool count_shown(const struct features *f, struct board *board, struct err *err) {
    size_t users = (size_t)f->world->users;
    board->shown_before = mem_array(((size_t)f->world->params.days + 1) * users, sizeof *board->shown_before, err);
    if (!board->shown_before)
        return false;
    for (int r = 0; r < f->log->requests; r++) {
        size_t day = (size_t)f->log->request[r].time + 1;
        board->shown_before[day * users + (size_t)f->log->request[r].user] +=
            (int32_t)(f->log->start[r + 1] - f->log->start[r]);
    }
    for (size_t at = users; at < users * ((size_t)f->world->params.days + 1); at++)
        board->shown_before[at] += board->shown_before[at - users];
    return true;
}

static bool prepare(struct features *f, struct err *err) {
    struct board *board = mem_must(1, sizeof *board);
    f->state = board;
    if (!make_rows(f, board, err))
        return false;
    board->followers = blob_get(f->world->blob, "creator.followers", BLOB_F32);
    for (int n = 0; n <= PAST_MAX; n++)
        board->log_count[n] = log1pf((float)n);
    for (int k = 0; k < f->n_dense; k++)
        board->wants_past |=
            f->dense[k] == USER_TOPIC_CLICKS || f->dense[k] == USER_CREATOR_CLICKS || f->dense[k] == HISTORY_SIMILARITY;
    for (int k = 0; k < f->n_dense; k++)
        if (f->dense[k] == USER_CTR)
            return count_shown(f, board, err);
    return true;
}

static void release(struct features *f) {
    struct board *board = f->state;
    if (!board)
        return;
    free(board->rows);
    free(board->ctr_total);
    free(board->item_length);
    free(board->shown_before);
    free(board);
}

static int cardinality_of(const struct world *w, int feature) {
    switch ((enum feed_feature)feature) {
    case USER_ID:
        return w->users;
    case COUNTRY:
        return FEED_COUNTRIES;
    case AGE_BAND:
        return FEED_AGE_BANDS;
    case ITEM_ID:
        return w->items;
    case CREATOR:
        return w->creators;
    case TOPIC:
        return w->topics;
    case HOUR:
        return 24;
    case DEVICE:
        return FEED_DEVICES;
    case DEVICE_LENGTH:
        return FEED_DEVICES * LENGTH_BANDS;
    default:
        return FEED_DAYPARTS * FEED_TOPICS;
    }
}

/* What a request knows, whichever item it is about. */
struct past {
    int day, clicks; /* the counters' day; clicks before that day */
    int topic[FEED_TOPICS];
    int similar;                 /* how many contents are in the mean */
    float content[FEED_CONTENT]; /* their mean */
    int16_t count[SLOTS];        /* open addressing: 0 is an empty slot */
    int32_t creator[SLOTS];
};

static int slot_of(const struct past *p, int32_t creator) {
    unsigned at = ((unsigned)creator * 0x9e3779b1u) >> 22;
    while (p->count[at] != 0 && p->creator[at] != creator)
        at = (at + 1) % SLOTS;
    return (int)at;
}

static void remember(struct past *p, const struct features *f, const struct request *request) {
    const struct world *w = f->world;
    memset(p->topic, 0, sizeof p->topic);
    memset(p->count, 0, sizeof p->count);
    memset(p->content, 0, sizeof p->content);
    p->similar = 0;
    const int32_t *rows = f->log->click_row + f->log->click_start[request->user];
    int64_t first = f->log->click_start[request->user] + p->clicks, last = f->log->click_start[request->user + 1];
    int64_t n = p->clicks + rows_before(f->log, f->log->click_row, first, last, request->time); /* no day is later */
    for (int64_t k = n - 1; k >= 0 && k >= n - AHEAD; k--)
        __builtin_prefetch(f->log->item + rows[k]);
    for (int64_t k = n - 1; k >= 0 && k >= n - PAST_MAX; k--) {
        if (k >= AHEAD)
            __builtin_prefetch(f->log->item + rows[k - AHEAD]); /* rows of the whole log, in no cache */
        int32_t item = f->log->item[rows[k]];
        p->topic[w->topic[item]]++;
        int at = slot_of(p, w->creator[item]);
        p->creator[at] = w->creator[item];
        p->count[at]++;
        if (k < n - PAST_SIMILAR)
            continue;
        p->similar++;
        for (int d = 0; d < FEED_CONTENT; d++)
            p->content[d] += w->content[(size_t)item * FEED_CONTENT + (size_t)d];
    }
    for (int d = 0; d < FEED_CONTENT && p->similar > 0; d++)
        p->content[d] *= 1.0f / (float)p->similar;
}

static float user_ctr(const struct features *f, const struct past *p, int user) {
    float shown = (float)board_of(f)->shown_before[(size_t)p->day * (size_t)f->world->users + (size_t)user];
    float ctr = ((float)p->clicks + 50.0f * USUAL_CTR) / (shown + 50.0f);
    return (logf(ctr) - logf(USUAL_CTR)) / 0.4f;
}

/* One categorical column: out[j * stride], j < n. */
static void fill_category(const struct features *f, enum feed_feature id, const struct request *r, const int32_t *items,
                          int n, int32_t *out, int stride) {
    const struct world *w = f->world;
    const int32_t *column = id == CREATOR ? w->creator : w->topic;
    int32_t same = 0;
    switch (id) {
    case ITEM_ID:
        for (int j = 0; j < n; j++)
            out[j * stride] = items[j];
        return;
    case CREATOR:
    case TOPIC:
        for (int j = 0; j < n; j++)
            out[j * stride] = column[items[j]];
        return;
    case DEVICE_LENGTH:
        for (int j = 0; j < n; j++)
            out[j * stride] = r->device * LENGTH_BANDS + length_band(w->length_s[items[j]]);
        return;
    case HOUR_TOPIC:
        for (int j = 0; j < n; j++)
            out[j * stride] = feed_daypart(r->hour) * FEED_TOPICS + w->topic[items[j]];
        return;
    case USER_ID:
        same = r->user;
        break;
    case COUNTRY:
        same = w->country[r->user];
        break;
    case AGE_BAND:
        same = w->age_band[r->user];
        break;
    case HOUR:
        same = r->hour;
        break;
    default:
        same = r->device;
    }
    for (int j = 0; j < n; j++)
        out[j * stride] = same;
}

static void fill_board(const struct features *f, const struct past *p, int column, const int32_t *items, int n,
                       float *out, int stride) {
    const float *board = board_of(f)->rows + (size_t)p->day * (size_t)f->world->items * BOARD_COLUMNS + column;
    for (int j = 0; j < n; j++)
        out[j * stride] = board[(size_t)items[j] * BOARD_COLUMNS];
}

static void fill_similarity(const struct features *f, const struct past *p, const int32_t *items, int n, float *out,
                            int stride) {
    for (int j = 0; j < n; j++) {
        const float *content = f->world->content + (size_t)items[j] * FEED_CONTENT;
        float sum = 0.0f;
#pragma omp simd reduction(+ : sum)
        for (int d = 0; d < FEED_CONTENT; d++)
            sum += content[d] * p->content[d];
        out[j * stride] = p->similar > 0 ? (sum - 0.2f) / 0.2f : 0.0f;
    }
}

static void fill_item(const struct features *f, enum feed_feature id, const struct request *r, const int32_t *items,
                      int n, float *out, int stride) {
    const struct world *w = f->world;
    for (int j = 0; j < n; j++) {
        int32_t i = items[j];
        float age = r->time - w->birth[i];
        out[j * stride] = id == LENGTH          ? board_of(f)->item_length[i]
                          : id == QUALITY_SHOWN ? w->quality_shown[i]
                          : id == CREATOR_SIZE  ? board_of(f)->followers[w->creator[i]]
                                                : (log1pf(age > 0.0f ? age : 0.0f) - 2.3f) / 1.1f;
    }
}

static void fill_counts(const struct features *f, const struct past *p, enum feed_feature id, const int32_t *items,
                        int n, float *out, int stride) {
    const struct world *w = f->world;
    const float *log_count = board_of(f)->log_count;
    for (int j = 0; j < n; j++)
        out[j * stride] = id == USER_TOPIC_CLICKS ? log_count[p->topic[w->topic[items[j]]]] - 0.5f
                                                  : 2.0f * log_count[p->count[slot_of(p, w->creator[items[j]])]];
}

static void fill_dense(const struct features *f, const struct past *p, enum feed_feature id, const struct request *r,
                       const int32_t *items, int n, float *out, int stride) {
    float same;
    switch (id) {
    case USER_CLICKS:
    case USER_CTR:
        same = id == USER_CTR ? user_ctr(f, p, r->user) : (log1pf((float)p->clicks) - 1.3f) / 1.1f;
        for (int j = 0; j < n; j++)
            out[j * stride] = same;
        return;
    case ITEM_CTR:
        fill_board(f, p, BOARD_CTR, items, n, out, stride);
        return;
    case ITEM_POPULARITY:
        fill_board(f, p, BOARD_POPULARITY, items, n, out, stride);
        return;
    case ITEM_WATCH:
        fill_board(f, p, BOARD_WATCH, items, n, out, stride);
        return;
    case ITEM_CTR_TOTAL:
        if (f->serving)
            fill_board(f, p, BOARD_CTR, items, n, out, stride);
        for (int j = 0; j < n && !f->serving; j++)
            out[j * stride] = board_of(f)->ctr_total[items[j]];
        return;
    case USER_TOPIC_CLICKS:
    case USER_CREATOR_CLICKS:
        fill_counts(f, p, id, items, n, out, stride);
        return;
    case HISTORY_SIMILARITY:
        fill_similarity(f, p, items, n, out, stride);
        return;
    default:
        fill_item(f, id, r, items, n, out, stride);
    }
}

static void fill(const struct features *f, const struct request *request, int day, const int32_t *items, int n,
                 int32_t *category, float *dense) {
    struct past past;
    past.day = day;
    past.clicks = (int)history_before(f->log, request->user, (float)past.day);
    if (board_of(f)->wants_past)
        remember(&past, f, request);
    for (int k = 0; k < f->n_category; k++)
        fill_category(f, (enum feed_feature)f->category[k], request, items, n, category + k, f->n_category);
    for (int k = 0; k < f->n_dense; k++)
        fill_dense(f, &past, (enum feed_feature)f->dense[k], request, items, n, dense + k, f->n_dense);
}

const struct feature_kind feed_feature_kind = {
    .table = feed_features,
    .n = FEATURES,
    .prepare = prepare,
    .release = release,
    .cardinality = cardinality_of,
    .fill = fill,
    .tower_user_categories = feed_tower_user_categories,
    .tower_user = feed_tower_user,
    .tower_item_categories = feed_tower_item_categories,
    .tower_item_dense = feed_tower_item_dense,
    .tower_item = feed_tower_item,
};
