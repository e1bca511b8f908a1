local t = { case = "video_recommendation" }
t.design = t
t.world = { users = { users = t } }
return t
