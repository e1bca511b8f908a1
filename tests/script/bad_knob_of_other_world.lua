return { case = "video_recommendation",
  design = { policy = { review_capacity = 10 } } }
