-- The point: what is searched need not be what is compared. Codes of 16 bytes find the right ones among 200 candidates, and
-- exact distance puts those in order; with  -s ranking.model=none -s retrieval.refine=0  the codes' own order is shown.
return {
  case = "visual_search",
  title = "A vector in sixteen bytes",
  about = "A billion vectors of 64 floats are 256 GB. As codes they fit into the memory of one machine, beside a copy of the full "
    .. "vectors on disk for the few that are looked at twice.",
  scale = { daily_active_users = 100e6, items = 1e9, requests_per_user_per_day = 3, latency_budget_ms = 200 },
  world = { users = 10000, items = 8000, days = 14 },
  design = { retrieval = { index = "ivf_pq", pq_bytes = 16, refine = 0 }, ranking = { model = "exact" } },
  thresholds = { ["retrieval.bytes_per_item"] = "< 32", ["retrieval.index_recall"] = ">= 0.8" },
}
