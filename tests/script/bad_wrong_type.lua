return {
  case = "video_recommendation",
  world = { users = "many" },
}
