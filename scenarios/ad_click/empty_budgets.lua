-- The point: money that is spent by noon does not bid in the evening. With  -s policy.pacing=none  the curve of revenue by hour
-- falls from the morning on; with throttle or multiplier it follows the traffic.
return {
  case = "ad_click",
  title = "Budgets that end at noon",
  about = "Budgets are a quarter of the usual, so most campaigns that win anything run out. Pacing decides whether they do so at "
    .. "noon, and who is left to bid for the evening.",
  scale = { daily_active_users = 10000, items = 8000 },
  world = { users = 10000, items = 8000, days = 14, budget = 0.25 },
  design = { policy = { pacing = "throttle" } },
  thresholds = { ["list.fill_rate"] = "> 0.9" },
}
