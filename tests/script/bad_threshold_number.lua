return {
  case = "video_recommendation",
  thresholds = { ["serving.p99_ms"] = 100 },
}
