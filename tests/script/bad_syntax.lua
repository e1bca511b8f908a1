return {
  case = "video_recommendation",
  world = { users = 20000
  design = {},
}
