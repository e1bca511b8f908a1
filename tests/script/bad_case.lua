return { title = "x",
  case = "video_recomendation" }
