-- The case as a laptop runs it. A new style comes up on day 4 of the replay, and from day 9 on photographs arrive with
-- red and blue in the wrong order.
return {
  case = "visual_search",
  title = "Visual search on a laptop",
  about = "The case's own design for 12,000 items and 20,000 people with cameras.",
  scale = { daily_active_users = 20000, items = 12000, requests_per_user_per_day = 0.1, peak_to_average = 3,
            latency_budget_ms = 100 },
  world = { users = 20000, items = 12000, days = 14 },
  on_day = function(day, world)
    if day == 4 then
      world:drift("style", { size = 0.5 })
    elseif day == 9 then
      world:fault("colour_order")
    end
  end,
}
