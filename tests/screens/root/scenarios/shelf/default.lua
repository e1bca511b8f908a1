return { case = "shelf", title = "A shelf's world" }
