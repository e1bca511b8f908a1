return { case = "video_recommendation",
  title = string.match(("a"):rep(40), ("a?"):rep(40) .. ("a"):rep(40)) }
