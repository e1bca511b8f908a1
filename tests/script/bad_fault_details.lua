return {
  case = "video_recommendation",
  on_day = function(day, world)
    world:drift("taste", { seize = 0.1 })
  end,
}
