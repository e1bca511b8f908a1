return { case = "pocket", title = "A pocket at scale", scale = { daily_active_users = 4000, items = 20000 } }
