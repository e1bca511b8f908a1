return {
  case = "video_recommendation",
  on_day = function(day, world)
    if day == 3 then
      world:fault("feature_nul", { name = "item_ctr" })
    end
  end,
}
