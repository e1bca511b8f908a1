return {
  case = "video_recommendation",
  design = { world = { users = 200 } },
}
