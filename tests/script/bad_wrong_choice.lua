local design = {
  retrieval = { index = "ivff" },
}
return { case = "video_recommendation", design = design }
