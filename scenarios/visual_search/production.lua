-- The same world and the same design as default.lua; what differs is the scale that capacity is planned for.
return {
  case = "visual_search",
  title = "Visual search over a billion listings",
  about = "The world of the default scenario, planned for 100 million daily users and a billion listings within 200 ms. Quality "
    .. "is measured in the small world; capacity figures say by which law they reach the large one.",
  scale = { daily_active_users = 100e6, items = 1e9, requests_per_user_per_day = 3, peak_to_average = 3,
            latency_budget_ms = 200 },
  world = { users = 20000, items = 12000, days = 14 },
  on_day = function(day, world)
    if day == 4 then
      world:drift("style", { size = 0.5 })
    elseif day == 9 then
      world:fault("colour_order")
    end
  end,
}
