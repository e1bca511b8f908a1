-- The case as a laptop runs it. Days 4 and 9 of the replay are there so that step 7 has something to find: what sites do
-- to categories moves, and from then on a counter arrives empty.
return {
  case = "ad_click",
  title = "Ad clicks on a laptop",
  about = "The case's own design for 20,000 people, 600 advertisers and 12,000 ads that come and go: all of it is simulated, "
    .. "so nothing is extrapolated.",
  scale = { daily_active_users = 20000, items = 12000, requests_per_user_per_day = 2.1, peak_to_average = 3,
            latency_budget_ms = 100 },
  world = { users = 20000, items = 12000, days = 14 },
  on_day = function(day, world)
    if day == 4 then
      world:drift("taste", { size = 0.2 })
    end
    if day == 9 then
      world:fault("feature_null", { name = "ad_ctr" })
    end
  end,
}
