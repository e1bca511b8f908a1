return {
  case = "video_recommendation",
  treshold = {},
}
