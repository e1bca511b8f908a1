-- The point: an ad model ages by the day. With  -s monitoring.retrain_every_days=0  the excess entropy climbs from day to day;
-- with 7 it saws; with 1 it stays. Nothing is broken here: there is no fault, only a market that moves.
return {
  case = "ad_click",
  title = "A market that does not stand still",
  about = "What sites do to categories turns twice as fast as in the default world, and most ads are younger than two weeks. How "
    .. "often the model is trained again is the whole question.",
  scale = { daily_active_users = 10000, items = 10000 },
  world = { users = 10000, items = 10000, days = 14, taste_drift = 1, fresh_share = 0.8 },
  design = { monitoring = { retrain_every_days = 1 } },
  thresholds = { ["ranking.normalized_entropy"] = "< 0.97" },
}
