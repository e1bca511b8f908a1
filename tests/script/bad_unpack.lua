return { case = "video_recommendation", title = string.char(table.unpack({}, 1, 1e8)) }
