return {
  case = "video_recommendation",
  title = "café",
}
