-- Users' reports are there for nothing, and a model that learns from them alone learns who gets reported: what few people
-- saw was never reported, and some authors are reported for what they are.
return {
  case = "harmful_content",
  title = "Trained on reports alone",
  about = "No annotators: whatever somebody reported counts as harmful, and everything else as harmless.",
  design = { data = { labels = "reports" } },
  thresholds = { ["ranking.pr_auc"] = ">= 0.4" },
}
