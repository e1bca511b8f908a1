return { case = "video_recommendation",
  world = setmetatable({}, { __index = function() return 1000 end }) }
