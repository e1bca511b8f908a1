return { case = "video_recommendation",
  title = "\27[2J" }
