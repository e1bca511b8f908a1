return {
  case = "video_recommendation",
  thresholds = {
    ["retrieval.recall@100"] = ">= 0.1",
    ["retrieval.recal@100"] = ">= 0.1",
  },
}
