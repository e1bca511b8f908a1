-- The point: an index that stopped taking in new items makes no error. On day 5 of the replay it stops; recall sinks by a few
-- points a day. With  -s monitoring.monitors=embeddings+scores  nobody notices; the age of the index says it at once.
return {
  case = "visual_search",
  title = "The index that stopped",
  about = "Half of the catalogue came within two weeks. The job that adds new listings dies quietly, and every search still answers "
    .. "in time.",
  scale = { daily_active_users = 10000, items = 8000 },
  world = { users = 10000, items = 8000, days = 14, fresh_share = 0.6 },
  design = { monitoring = { retrain_every_days = 0 } },
  thresholds = { ["monitoring.detection_delay_days"] = "<= 2", ["monitoring.false_alarms"] = "<= 1" },
  on_day = function(day, world)
    if day == 5 then
      world:fault("index_stale")
    end
  end,
}
