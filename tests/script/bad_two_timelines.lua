return {
  case = "video_recommendation",
  world = { timeline = "3:fault:feature_null:item_ctr:1" },
  on_day = function(day, world) end,
}
