-- The point: ten times the same picture is one answer. With  -s policy.duplicate_threshold=1  nDCG goes up, because every copy
-- has its grade, and fewer people find what they look for; with 0.8 what is merely alike goes too, and both fall.
return {
  case = "visual_search",
  title = "Half of the catalogue is copied",
  about = "Sellers take each other's pictures, cut them anew and list the same thing again. What a list is worth is not the sum of "
    .. "what its places are worth.",
  scale = { daily_active_users = 10000, items = 8000 },
  world = { users = 10000, items = 8000, days = 14, duplicates = 0.5 },
  design = { policy = { duplicate_threshold = 0.98 } },
  thresholds = { ["list.duplicate_share"] = "< 0.25" },
}
