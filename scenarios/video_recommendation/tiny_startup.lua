-- The point: start simple. A popular list re-ordered by logistic regression fits one machine many times over. Compare
-- with  -s retrieval.model=two_tower -s ranking.model=mlp  and ask what the difference is worth to five people.
return {
  case = "video_recommendation",
  title = "Two thousand users and one machine",
  about = "A young product: 2,000 users a day, 3,000 videos, two weeks of log. Candidates come from the popular list, "
    .. "logistic regression puts them in order, and nothing else has to be kept alive at night.",
  scale = { daily_active_users = 2000, items = 3000, requests_per_user_per_day = 4, peak_to_average = 5,
            latency_budget_ms = 200 },
  world = { users = 2000, items = 3000, days = 14 },
  design = {
    retrieval = { model = "popularity", index = "flat", candidates = 300 },
    ranking = { model = "logistic" },
    serving = { replicas = 1, qps = 5 },
  },
  thresholds = {
    ["capacity.machines"] = "<= 1",
    ["capacity.p99_ms"] = "< 200",
    ["online.watch_minutes_per_session"] = ">= 1",
  },
}
