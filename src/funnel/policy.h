/* policy.h - stage 3: from ranked items to the list that is shown. Diversity (MMR: Carbonell and Goldstein 1998; DPP:
 * greedy MAP of Chen et al. 2018), freshness, caps on creators and categories, exploration slots. Pure: same request,
 * same list. */
#ifndef FUNNEL_POLICY_H
#define FUNNEL_POLICY_H
#include "world/world.h"

enum diversity { DIVERSITY_NONE, DIVERSITY_MMR, DIVERSITY_DPP };
enum { POLICY_LIST_MAX = 64 };
struct policy_params {
    int list_size, keep; /* list_size <= POLICY_LIST_MAX; the best `keep` of what comes in are considered */
    enum diversity diversity;
    float diversity_weight; /* w in (1-w) relevance - w largest cosine to what is already in the list */
    float exploration;      /* chance of each slot to go to a young item with little exposure, a candidate if one is */
    float freshness_boost;  /* added to relevance at upload, halving each day of age */
    int creator_cap;        /* most items of one creator in a list, 0: no cap */
    int category_cap;       /* most items of one category, 0: no cap */
    uint64_t seed;          /* of the exploration draws, keyed by request and slot */
};
struct policy; /* parameters, and the items by age that exploration draws from */
struct policy *policy_new(const struct policy_params *params, const struct world *world, const struct log *log,
                          struct err *err) MUST_USE;
void policy_free(struct policy *policy);
size_t policy_scratch_floats(const struct policy *policy, int n);
/* ids, values (n): the ranked items in any order, -1 padding ignored. list (list_size): item ids, padded with -1.
 * Relevance is min-max within the kept list. Allocates nothing; scratch (policy_scratch_floats(n)). */
void policy_apply(const struct policy *policy, const struct request *request, const int32_t *ids, const float *values,
                  int n, float *scratch, int32_t *list);
#endif
