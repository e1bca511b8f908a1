/* nodes.h - what each node of the plan runs. Internal to engine/. Each reads its knobs and inputs through plan.h, turns
 * them into the plain parameters of the rooms below, and returns a blob. */
#ifndef ENGINE_NODES_H
#define ENGINE_NODES_H
#include "engine/plan.h"

#define NODE(name) bool node_##name(const struct node_run *run, struct blob *out, struct err *err) MUST_USE
NODE(world);
NODE(log);
NODE(log_statistics);
NODE(requests);
NODE(retrieval_model);
NODE(item_vectors);
NODE(index);
NODE(ranking_model);
NODE(candidates);
NODE(scores);
NODE(lists);
NODE(retrieval_quality);
NODE(ranking_quality);
NODE(list_quality);
NODE(shortlists);
NODE(online_oracle);
NODE(online);
NODE(stage_times);
NODE(policy_times);
NODE(serving);
NODE(capacity);
NODE(days_log);
NODE(days_model);
NODE(days);
/* ads */
NODE(world_ads);
NODE(requests_ads);
NODE(lists_ads);
NODE(online_oracle_ads);
NODE(online_ads);
NODE(policy_times_ads);
NODE(loop);
/* Worlds of posts (posts_*.c). */
#define POSTS(name) bool posts_##name(const struct node_run *run, struct blob *out, struct err *err) MUST_USE
POSTS(world);
POSTS(log);
POSTS(statistics);
POSTS(requests);
POSTS(screening_model);
POSTS(classifier_model);
POSTS(screened);
POSTS(scores);
POSTS(actions);
POSTS(screening_quality);
POSTS(classifier_quality);
POSTS(online);
POSTS(stage_times);
POSTS(serving);
POSTS(capacity);
POSTS(days_log);
POSTS(days_model);
POSTS(days);
#undef POSTS
/* Worlds of images (images_*.c). */
#define IMAGES(name) bool images_##name(const struct node_run *run, struct blob *out, struct err *err) MUST_USE
IMAGES(world);
IMAGES(log);
IMAGES(statistics);
IMAGES(requests);
IMAGES(model);
IMAGES(vectors);
IMAGES(candidates);
IMAGES(scores);
IMAGES(lists);
IMAGES(retrieval_quality);
IMAGES(list_quality);
IMAGES(online_oracle);
IMAGES(online);
IMAGES(stage_times);
IMAGES(policy_times);
IMAGES(days_log);
IMAGES(days_model);
IMAGES(days);
#undef IMAGES
#undef NODE
#endif
