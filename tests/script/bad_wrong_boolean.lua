return {
  case = "video_recommendation",
  design = { retrieval = { logq_correction = "yes" } },
}
