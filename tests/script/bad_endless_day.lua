return {
  case = "video_recommendation",
  on_day = function(day, world)
    while true do end
  end,
}
