return {
  case = "video_recommendation",
  on_day = function(day, world)
    if world.users > 3 then world:drift("taste") end
  end,
}
