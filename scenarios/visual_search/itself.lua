-- The point: a test that asks for what was trained. With  -s retrieval.augmentation=false  a picture has only itself to be
-- compared with: the design's own recall is perfect, and people with cameras find nothing.
return {
  case = "visual_search",
  title = "A picture and itself",
  about = "There is no log and nobody to ask: all that is known is that a picture shows what it shows. Everything the network is "
    .. "to see past, pose, ground, light, has to be put in by varying the picture.",
  scale = { daily_active_users = 10000, items = 8000 },
  world = { users = 10000, items = 8000, days = 14 },
  design = { data = { positives = "augment" } },
  thresholds = { ["retrieval.recall@10"] = ">= 0.25" },
}
