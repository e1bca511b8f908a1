return {
  case = "video_recommendation",
  design = {
    retreival = { dim = 64 },
  },
}
