-- The point: the objective decides. The same design with  -s framing.objective=click  wins every click-rate comparison
-- and fails both thresholds.
return {
  case = "video_recommendation",
  title = "Promises, and what they hold",
  about = "Two videos in five promise more than they hold. A ranker that orders by expected watch time leaves them "
    .. "where they belong; one that orders by clicks fills the page with them, and people hide and leave.",
  scale = { daily_active_users = 20000, items = 20000 },
  world = { users = 20000, items = 20000, days = 14, clickbait_share = 0.4 },
  design = { framing = { objective = "watch_time" } },
  thresholds = {
    ["online.watch_minutes_per_session"] = ">= 2",
    ["online.hides_per_1000"] = "< 28",
  },
}
