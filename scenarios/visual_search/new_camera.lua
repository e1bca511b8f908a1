-- The point: the catalogue stays and the questions change. From day 4 of the replay on photographs come from a sensor that sees
-- warm and dark; nothing is broken, and recall falls until the network is trained on what the new camera sends.
return {
  case = "visual_search",
  title = "A new camera",
  about = "A popular phone gets another sensor. Offline figures on the old photographs stay as they were; what people send has "
    .. "moved away from them.",
  scale = { daily_active_users = 10000, items = 8000 },
  world = { users = 10000, items = 8000, days = 14 },
  design = { monitoring = { retrain_every_days = 7 } },
  thresholds = { ["monitoring.recall_lost"] = "< 0.35" },
  on_day = function(day, world)
    if day == 4 then
      world:drift("camera", { size = 0.6 })
    end
  end,
}
