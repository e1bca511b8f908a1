local json = require("json")
return { case = "video_recommendation" }
