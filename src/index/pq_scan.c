/* The codes of a cell against a query (fast scan: Andre, Kermarrec, Le Scouarnec, "Quicker ADC", 2019): tables of 16
 * entries that fit into a register, look-ups by shuffles. For that an entry is rounded to 8 bits, with one scale for
 * the whole query and one bias for its sum. The rounding adds about one in a hundred to the error that the codes have
 * anyway; a scan that nothing refines scores what comes near the threshold again by the float tables. Either way the
 * kernel only sifts: it lets pass what may reach the threshold, topk_push decides, so that every kernel finds the
 * same. */
#include "index/kmeans.h"
#include "index/parts.h"

#include <float.h>

enum { LEVELS_MOST = 255, SUM_MOST = 65535, STEP_BLOCKS = SCAN_BLOCK / PQ_BLOCK };

static void fill_exact(const struct index *index, const float *q, float *padded, float *exact) {
    int S = index->S, W = pq_width(S, index->D);
    pq_put_residual(padded, q, NULL, S, W, index->D);
    for (int s = 0; s < S; s++)
        for (int c = 0; c < KMEANS_CODES; c++) {
            const float *code = index->codebook + (size_t)(s * KMEANS_CODES + c) * (size_t)W;
            float sum = 0;
            for (int w = 0; w < W; w++)
                sum += padded[s * W + w] * code[w];
            exact[s * KMEANS_CODES + c] = sum;
        }
}

/* Least and largest of one sub-code's table. */
static void range_of(const float *table, float *least, float *most) {
    *least = *most = table[0];
    for (int c = 1; c < KMEANS_CODES; c++) {
        *least = table[c] < *least ? table[c] : *least;
        *most = table[c] > *most ? table[c] : *most;
    }
}

void pq_prepare(const struct index *index, const float *q, float *padded, struct pq_tables *t) {
    int S = index->S;
    /* So many levels that the sum of all sub-codes stays within 16 bits. */
    int levels = SUM_MOST / S < LEVELS_MOST ? SUM_MOST / S : LEVELS_MOST;
    float widest = 0;
    fill_exact(index, q, padded, t->exact);
    t->bias = t->reach = 0;
    for (int s = 0; s < S; s++) {
        float least, most;
        range_of(t->exact + s * KMEANS_CODES, &least, &most);
        widest = most - least > widest ? most - least : widest;
        t->bias += least;
        t->reach += fmaxf(fabsf(least), fabsf(most));
    }
    float inverse = widest > 0 ? (float)levels / widest : 0.0f;
    t->scale = widest / (float)levels;
    for (int s = 0; s < S; s++) {
        const float *table = t->exact + s * KMEANS_CODES;
        float least, most;
        range_of(table, &least, &most);
        for (int c = 0; c < KMEANS_CODES; c++) {
            float level = (table[c] - least) * inverse + 0.5f;
            t->levels[s * KMEANS_CODES + c] = (uint8_t)(level < (float)levels ? level : (float)levels);
        }
    }
}

/* The least sum of levels that may stand for a score of at least `threshold` in a cell whose centroid scores `centre`:
 * half a level a sub-code below when the floats decide, and what additions of floats may have rounded away. */
static unsigned least_sum(const struct pq_tables *t, float threshold, float centre, int S, bool exact) {
    double rounding = S * (double)FLT_EPSILON * (fabs((double)threshold) + fabs((double)centre) + 2.0 * t->reach);
    double least = ((double)threshold - centre - t->bias - rounding) / t->scale - 1.0 - (exact ? S / 2.0 : 0.0);
    return least > SUM_MOST ? SUM_MOST : least > 0 ? (unsigned)least : 0; /* also when it is not a number */
}

static float exact_score(const struct index *index, const struct pq_tables *t, int place) {
    const uint8_t *codes = index->codes + (size_t)(place / PQ_BLOCK) * (size_t)index->S * 16 + place % 16;
    int shift = place % PQ_BLOCK < 16 ? 0 : 4;
    float sum = 0;
    for (int s = 0; s < index->S; s++)
        sum += t->exact[s * KMEANS_CODES + (codes[16 * s] >> shift & 15)];
    return sum;
}

void pq_scan_cell(const struct index *index, const struct index_query *query, const struct pq_tables *t,
                  struct topk *top, int c, float centre, bool exact) {
    int begin = index->start[c], end = index->start[c + 1], blocks = pq_blocks(end);
    for (int block = begin / PQ_BLOCK; block < blocks; block += STEP_BLOCKS) {
        int32_t where[SCAN_BLOCK];
        uint16_t sums[SCAN_BLOCK];
        int n = blocks - block < STEP_BLOCKS ? blocks - block : STEP_BLOCKS;
        int found =
            index->kernels->sums_u4(where, sums, index->codes + (size_t)block * (size_t)index->S * 16, t->levels, n,
                                    index->S, least_sum(t, topk_threshold(top), centre, index->S, exact));
        for (int i = 0; i < found; i++) {
            int place = block * PQ_BLOCK + where[i];
            if (place < begin || place >= end || !query_accepts(query, index->ids[place]))
                continue; /* of a neighbour in the block, or not born */
            float above = exact ? exact_score(index, t, place) : t->bias + t->scale * (float)sums[i];
            topk_push(top, index->ids[place], centre + above);
        }
    }
}
