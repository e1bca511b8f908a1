-- Half of the words that give a harm away are gone within three days. A weekly retraining is always late.
return {
  case = "harmful_content",
  title = "Adversaries who reword fast",
  about = "A fifth of the harmful words gives way to new ones every day, and the classifier is retrained once a week.",
  world = { reword = 0.2 },
  design = { monitoring = { retrain_every_days = 7 } },
  thresholds = { ["monitoring.late_pr_auc"] = ">= 0.4" },
}
