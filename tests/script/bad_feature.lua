return {
  case = "video_recommendation",
  on_day = function(day, world)
    world:fault("feature_null", { name = "item_cttr" })
  end,
}
