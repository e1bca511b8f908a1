-- The point: what has not converted yet is not what never will. With  -s data.delayed_labels=wait  and
-- -s framing.label_window_hours=1  slow advertisers look worthless, the auction gives their slots away, and the first threshold
-- fails; what is predicted of clicks hardly moves. A wider window mends a part of it; the loss that knows the delays mends it
-- without waiting.
return {
  case = "ad_click",
  title = "Conversions that come days later",
  about = "Conversions take two days in the mean, and longer for some advertisers than for others. What is made "
    .. "of those that may yet come decides whom the model believes: those who wait longest for their customers pay for it.",
  scale = { daily_active_users = 10000, items = 8000 },
  world = { users = 10000, items = 8000, days = 14, conversion_delay_days = 2 },
  design = { framing = { label_window_hours = 96 } },
  thresholds = {
    ["ranking.conversion_calibration_ratio"] = ">= 0.75",
    ["ranking.normalized_entropy"] = "< 0.95",
  },
}
