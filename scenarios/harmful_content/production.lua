-- The same world as default.lua under the scale of the whole product: what capacity and estimates are about.
return {
  case = "harmful_content",
  title = "Harmful content at full scale",
  about = "500 million people who publish once a day; the world is the laptop's, and stands for a small part of it.",
  scale = { daily_active_users = 500e6, items = 10e9, requests_per_user_per_day = 1, peak_to_average = 3,
            latency_budget_ms = 1000, reviews_per_day = 1.15e6 },
  world = { users = 20000, items = 100000, days = 14 },
  on_day = function(day, world)
    if day == 9 then
      world:fault("feature_null", { name = "image" })
    end
  end,
}
