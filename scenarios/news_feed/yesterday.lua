-- The point: a feed of what was good yesterday. No freshness in the policy, an index that learns of posts once a day.
-- Compare with  -s policy.freshness_boost=0.3 -s serving.index_refresh_minutes=5
return {
  case = "news_feed",
  title = "Good, and over",
  about = "Interest in a post halves in half a day, and this design waits a day before it knows that a post exists.",
  scale = { daily_active_users = 20000, items = 8000 },
  world = { users = 20000, items = 8000, days = 14, fade_days = 0.5 },
  design = {
    policy = { freshness_boost = 0, exploration = 0 },
    serving = { index_refresh_minutes = 1440 },
  },
}
