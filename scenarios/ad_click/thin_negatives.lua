-- The point: thinning negatives leaves the order as it was and makes every rate too high. With
-- -s data.downsampling_correction=false  ROC-AUC stays, calibration_ratio is beyond ten, and the reserve price, which was
-- to keep worthless ads out, lets all of them in.
return {
  case = "ad_click",
  title = "One negative in twenty",
  about = "A model that is trained on a twentieth of the negatives, and put right afterwards by one line of arithmetic. What the "
    .. "auction does with probabilities that nobody put right is for you to try.",
  scale = { daily_active_users = 10000, items = 8000 },
  world = { users = 10000, items = 8000, days = 14 },
  design = { data = { negative_keep_rate = 0.05, downsampling_correction = true }, policy = { reserve = 8 } },
  thresholds = {
    ["ranking.calibration_ratio"] = "< 1.4",
    ["online.revenue_per_1000"] = "> 20",
  },
}
