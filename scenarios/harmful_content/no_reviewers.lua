-- With nobody to look, all that is left is the threshold: lowered until prevalence falls, it removes what did no harm.
return {
  case = "harmful_content",
  title = "Thresholds instead of reviewers",
  about = "No review capacity at all; removal starts at even odds.",
  design = { policy = { review_capacity = 0, remove_threshold = 0.5, demote_threshold = 0.3 } },
  thresholds = { ["online.prevalence"] = "< 0.03", ["online.wrongful_removal_rate"] = "< 0.05" },
}
