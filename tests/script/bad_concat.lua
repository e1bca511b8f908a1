local t = {}
for i = 1, 1000 do t[i] = ("x"):rep(1000000) end
return { case = "video_recommendation", title = table.concat(t) }
