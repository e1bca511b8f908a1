return {
  case = "video_recommendation",
  world = {
    users = 20000,
    items = 99,
  },
}
