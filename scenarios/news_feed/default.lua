-- The case as a laptop runs it. On day 4 of the replay tastes move, and from day 9 on a counter arrives empty, so that
-- step 7 has something to find.
return {
  case = "news_feed",
  title = "News feed on a laptop",
  about = "The case's own design for 20,000 people and 8,000 posts that fade within days: all of it is simulated, so "
    .. "nothing is extrapolated.",
  scale = { daily_active_users = 20000, items = 8000, requests_per_user_per_day = 12, peak_to_average = 2.5,
            latency_budget_ms = 200, inventory = 8000 },
  world = { users = 20000, items = 8000, days = 14 },
  on_day = function(day, world)
    if day == 4 then
      world:drift("taste", { size = 0.25 })
    end
    if day == 9 then
      world:fault("feature_null", { name = "item_ctr" })
    end
  end,
}
