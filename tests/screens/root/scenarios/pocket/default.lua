return {
  case = "pocket", title = "A pocket's world", about = "Small enough to be trained in a moment.",
  thresholds = { ["online.ctr"] = "< 1" },
  on_day = function(day, world)
    if day == 8 then world:fault("feature_null", { name = "item_ctr" }) end
  end,
}
