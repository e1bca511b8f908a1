-- The point: inventory is bounded, and how much there is to read moves every metric by itself. Compare with
--   -s world.items=8000              the same people, the same models, more to choose from: return rises, and no model did it
--   -s retrieval.candidates=100      a narrow first pass does no harm here: with so little log, the ranker has not learnt
--                                    much about posts that were never shown to anybody like you
return {
  case = "news_feed",
  title = "A network in its first month",
  about = "Two thousand people and 1,500 posts: nearly the whole pool fits into one request, and the ranker decides alone. "
    .. "What a test measures here says as much about how much there is to read as about the model.",
  scale = { daily_active_users = 2000, items = 1500, inventory = 1500, requests_per_user_per_day = 6, peak_to_average = 4,
            latency_budget_ms = 200 },
  world = { users = 2000, items = 1500, creators = 600, days = 14 },
  design = {
    retrieval = { candidates = 1000, index = "flat" },
    serving = { replicas = 1, qps = 5 },
  },
  thresholds = { ["capacity.machines"] = "<= 1" },
}
