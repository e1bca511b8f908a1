-- The same world and the same design as default.lua; what differs is the scale that capacity is planned for.
return {
  case = "ad_click",
  title = "Ad clicks for half a billion people",
  about = "The world of the default scenario, planned for 500 million daily users and 10 million ads within 100 ms. Quality is "
    .. "measured in the small world; capacity figures say by which law they reach the large one.",
  scale = { daily_active_users = 500e6, items = 10e6, requests_per_user_per_day = 10, peak_to_average = 3,
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
