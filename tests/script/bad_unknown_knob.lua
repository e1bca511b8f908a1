return {
  case = "video_recommendation",
  -- a comment that says nprob, and a text with braces: {
  title = "nprob } {",
  design = {
    retrieval = {
      dim = 64,
      nprob = 8,
    },
  },
}
