os.execute("touch /tmp/sevenstep_was_here")
return { case = "video_recommendation" }
