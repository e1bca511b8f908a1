/* Metrics of one list against the relevant set (scores.h, lists). */
#include "eval/scores.h"

#include <math.h>

static double gain(float grade, int rank) { /* rank from 1 */
    return (exp2(grade) - 1) / log2(rank + 1);
}

/* The `most` highest positive grades, descending; how many. */
static int best_grades(float *best, int most, const float *grade, int m) {
    int n = 0;
    for (int i = 0; i < m; i++) {
        if (!(grade[i] > 0) || (n == most && grade[i] <= best[n - 1]))
            continue;
        int j = n < most ? n++ : n - 1;
        for (; j > 0 && best[j - 1] < grade[i]; j--)
            best[j] = best[j - 1];
        best[j] = grade[i];
    }
    return n;
}

double list_ndcg(const float *grade, int n, int k, const float *relevant, int m) {
    float best[LIST_MAX];
    double found = 0, ideal = 0;
    int most = best_grades(best, k < LIST_MAX ? k : LIST_MAX, relevant, m);
    for (int i = 0; i < most; i++)
        ideal += gain(best[i], i + 1);
    for (int i = 0; i < n && i < k; i++)
        found += grade[i] > 0 ? gain(grade[i], i + 1) : 0;
    return ideal > 0 ? found / ideal : NAN;
}

static int hits(const float *grade, int n, int k) {
    int count = 0;
    for (int i = 0; i < n && i < k; i++)
        count += grade[i] > 0;
    return count;
}

double list_average_precision(const float *grade, int n, int k, int m) {
    double sum = 0;
    int found = 0;
    for (int i = 0; i < n && i < k; i++)
        if (grade[i] > 0)
            sum += (double)++found / (i + 1);
    return m > 0 ? sum / (k < m ? k : m) : NAN;
}

double list_reciprocal_rank(const float *grade, int n, int m) {
    for (int i = 0; i < n && m > 0; i++)
        if (grade[i] > 0)
            return 1.0 / (i + 1);
    return m > 0 ? 0 : NAN;
}

double list_precision(const float *grade, int n, int k, int m) {
    return m > 0 ? (double)hits(grade, n, k) / k : NAN;
}

double list_recall(const float *grade, int n, int k, int m) {
    return m > 0 ? (double)hits(grade, n, k) / (k < m ? k : m) : NAN;
}
