return {
  case = "video_recommendation",
  design = { monitoring = { monitors = { "features", "clicks" } } },
}
