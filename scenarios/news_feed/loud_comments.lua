-- The point: the weights are the policy. A comment is worth fifteen likes here, and a hide costs nothing. Compare with
--   -s framing.value.comment=2 -s framing.value.hide=-8 -s framing.value.watch_time=1      other weights, same model, same posts
return {
  case = "news_feed",
  title = "Comments above all",
  about = "The same heads, the same training, other weights: the formula pays for comments and forgets hides. Nothing in "
    .. "the ranker's own metrics says that anything is different.",
  scale = { daily_active_users = 20000, items = 8000, inventory = 8000 },
  world = { users = 20000, items = 8000, days = 14, clickbait_share = 0.35 },
  design = {
    framing = { objective = "multi_task",
                value = { click = 1, watch_time = 0, like = 1, comment = 15, share = 1, hide = 0 } },
  },
}
