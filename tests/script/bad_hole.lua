return { case = "video_recommendation",
  design = { evaluation = { slices = { "new_items", nil, "phone" } } } }
