local s = string.rep("x", 1e9)
return { case = "video_recommendation", title = s }
