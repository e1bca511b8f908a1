-- The point: the deciding metric need not see it. Interest in a post halves in half a day, and this design learns of a post
-- once a day and gives youth nothing. Compare with  -s policy.freshness_boost=0.3 -s serving.index_refresh_minutes=5
-- Weekly return hardly moves: what is known to be good is safe to show. What moves is how much of the screen is young and
-- how many posts anybody sees, and those are the friends who wrote this morning.
return {
  case = "news_feed",
  title = "Good, and over",
  about = "A feed of what was good yesterday. Few of the posts it shows are younger than two days, and most are never shown; "
    .. "the metric that decides does not mind, so somebody has to guard the share of new posts.",
  scale = { daily_active_users = 20000, items = 8000, inventory = 8000 },
  world = { users = 20000, items = 8000, days = 14, fade_days = 0.5 },
  design = {
    policy = { freshness_boost = 0, exploration = 0 },
    serving = { index_refresh_minutes = 1440 },
    evaluation = { guardrails = { "online.hides_per_1000", "list.new_item_share", "list.coverage" } },
  },
}
