local function f(n) return 1 + f(n + 1) end
return { case = "video_recommendation", title = f(1) }
