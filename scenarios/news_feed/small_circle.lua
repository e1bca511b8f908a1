-- The point: inventory is bounded, so somebody who has read everything is shown what is left. Compare with
--   -s world.items=8000                    the same people with more to choose from: every metric moves, and no model did it
--   -s retrieval.candidates=100            where the pool is small, retrieval has little to add and much to lose
return {
  case = "news_feed",
  title = "A network in its first month",
  about = "Two thousand people and 1,500 posts: nearly the whole pool fits into one request, and the ranker decides alone. "
    .. "What a test measures here says as much about how much there is to read as about the model.",
  scale = { daily_active_users = 2000, items = 1500, requests_per_user_per_day = 6, peak_to_average = 4,
            latency_budget_ms = 200 },
  world = { users = 2000, items = 1500, creators = 600, days = 14 },
  design = {
    retrieval = { candidates = 1000, index = "flat" },
    serving = { replicas = 1, qps = 5 },
  },
  thresholds = { ["capacity.machines"] = "<= 1" },
}
