-- The point: what has no clicks is shown to nobody unless somebody decides to. Compare with
--   -s policy.exploration=0 -s policy.freshness_boost=0   watch time rises a little, and a third as many videos are shown
--   -s serving.index_refresh_minutes=1440                 the youngest videos are not in the index yet
return {
  case = "video_recommendation",
  title = "Most videos are new",
  about = "Two videos in three were uploaded while the log was written, and interest in a video halves in two days. "
    .. "Slots for young videos cost some watch time now; without them most of the catalogue is never seen.",
  scale = { daily_active_users = 20000, items = 20000 },
  world = { users = 20000, items = 20000, days = 14, fresh_share = 0.65, fade_days = 2 },
  design = {
    data = { negatives = "mixed" },
    policy = { exploration = 0.05, freshness_boost = 0.05 },
    serving = { index_refresh_minutes = 60 },
  },
  thresholds = { ["list.coverage"] = ">= 0.07" },
}
