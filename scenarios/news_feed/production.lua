-- The same world as default.lua, under the scale of the whole network. Nobody sees what strangers write: a request chooses
-- among the 1,500 posts of those one follows, collected by author, and an exact scan of so few beats any index of all
-- 300 million. Compare with  -s retrieval.index=ivf  (the pool of everybody, searched by cells: many times the machines).
return {
  case = "news_feed",
  title = "News feed for 200 million people",
  about = "The world of the default scenario, planned for 200 million daily users and 300 million posts of the last week "
    .. "within 200 ms. Quality is measured in the small world; capacity figures say by which law they reach the large one.",
  scale = { daily_active_users = 200e6, items = 300e6, requests_per_user_per_day = 12, peak_to_average = 2.5,
            latency_budget_ms = 200, inventory = 1500 },
  world = { users = 20000, items = 8000, days = 14 },
  design = { retrieval = { index = "flat" } },
  on_day = function(day, world)
    if day == 4 then
      world:drift("taste", { size = 0.25 })
    end
    if day == 9 then
      world:fault("feature_null", { name = "item_ctr" })
    end
  end,
}
