local scenario = { case = "video_recommendation" }
