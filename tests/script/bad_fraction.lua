return { case = "video_recommendation",
  design = { retrieval = { dim = 64.5 } } }
