-- The point: what has not converted yet is not what never will. With  -s framing.label_window_hours=1  slow advertisers look
-- worthless, the auction gives their slots away, and both thresholds fail; ROC-AUC of clicks does not move at all.
return {
  case = "ad_click",
  title = "Conversions that come days later",
  about = "Conversions take two days in the mean, and longer for some advertisers than for others. The label window decides "
    .. "whom the model believes: too short, and those who wait longest for their customers pay for it.",
  scale = { daily_active_users = 10000, items = 8000 },
  world = { users = 10000, items = 8000, days = 14, conversion_delay_days = 2 },
  design = { framing = { label_window_hours = 96 } },
  thresholds = {
    ["ranking.conversion_calibration_ratio"] = ">= 0.5",
    ["ranking.normalized_entropy"] = "< 0.95",
  },
}
