-- The point: pacing moves money, it does not make any. Against  -s policy.pacing=none  throttling and multipliers hold money back
-- that would have been spent at once: the page earns less, and what advertisers get for their money rises.
return {
  case = "ad_click",
  title = "Budgets that end at noon",
  about = "Budgets are a quarter of the usual, so most campaigns that win anything run out. Pacing decides when they do so, "
    .. "who is left to bid for the evening, and whose side the auction is on.",
  scale = { daily_active_users = 10000, items = 8000 },
  world = { users = 10000, items = 8000, days = 14, budget = 0.25 },
  design = { policy = { pacing = "throttle" } },
  thresholds = { ["list.fill_rate"] = "> 0.9" },
}
