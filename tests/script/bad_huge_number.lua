return { case = "video_recommendation",
  world = { users = 1/0 } }
