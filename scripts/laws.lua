-- laws.lua - the effects that sevenstep teaches, measured: each design beside the same design with one thing changed, on the
-- same worlds, paired, over several seeds. Run by scripts/laws through `sevenstep repl`; LAW and SEEDS are set there.
-- A law holds when the 95 % interval of the mean paired difference over the seeds lies on the expected side of zero; the
-- last figure is that mean over the seed-to-seed spread of the difference (4 and more is what a lesson wants).

local T = { [2] = 12.71, [3] = 4.303, [4] = 3.182, [5] = 2.776, [6] = 2.571, [7] = 2.447, [8] = 2.365, [9] = 2.306, [10] = 2.262 }

local function number(r, name)
  local m = r.metrics[name]
  if not m or not m.value then error("no " .. name .. " in run " .. tostring(r.id)) end
  return m.value
end

-- up, down: the change must raise, lower it; same: it must stay within `within` of the value, as a share.
local laws = {
  { 1, "logQ raises recall of an in-batch softmax retriever", base = { ["data.negatives"] = "in_batch", ["retrieval.logq_correction"] = false },
    change = { ["retrieval.logq_correction"] = true }, up = "retrieval.recall@100" },
  { 2, "more probes raise the index's recall", base = { ["retrieval.nprobe"] = 4 }, change = { ["retrieval.nprobe"] = 24 }, up = "retrieval.index_recall" },
  { 2, "more probes raise recall", base = { ["retrieval.nprobe"] = 4 }, change = { ["retrieval.nprobe"] = 24 }, up = "retrieval.recall@1000" },
  { 2, "with diminishing returns: four times as many add less than a tenth of the index's recall", base = { ["retrieval.nprobe"] = 24 },
    change = { ["retrieval.nprobe"] = 96 }, same = "retrieval.index_recall", within = 0.1 },
  { 2, "more candidates cost latency", base = { ["retrieval.candidates"] = 100 }, change = { ["retrieval.candidates"] = 1000 }, up = "serving.p50_ms" },
  { 3, "a ranker with context and crosses beats the retriever's order", base = { ["ranking.model"] = "none" },
    change = { ["ranking.model"] = "mlp" }, up = "online.watch_minutes_per_session" },
  { 3, "the crosses are part of it", base = { ["data.features"] = "item_id+topic+item_ctr+item_popularity+length+hour+device" },
    change = { ["data.features"] = "item_id+topic+item_ctr+item_popularity+length+hour+device+user_topic_clicks+user_creator_clicks+history_similarity+device_length+user_id+creator" },
    up = "online.watch_minutes_per_session" },
  { 4, "ordering by clicks wins click rate", base = { ["framing.objective"] = "watch_time" }, change = { ["framing.objective"] = "click" }, up = "online.ctr" },
  { 4, "and loses watch time", base = { ["framing.objective"] = "watch_time" }, change = { ["framing.objective"] = "click" }, down = "online.watch_minutes_per_session" },
  { 4, "and return", base = { ["framing.objective"] = "watch_time" }, change = { ["framing.objective"] = "click" }, down = "online.return_rate_7d" },
  { 5, "a random split flatters: own ROC-AUC rises over the truth's", base = { ["data.split"] = "temporal" }, change = { ["data.split"] = "random" },
    up = function(r) return number(r, "ranking.roc_auc[own]") - number(r, "ranking.roc_auc") end },
  { 5, "own recall rises over the truth's, too", base = { ["data.split"] = "temporal" }, change = { ["data.split"] = "random" },
    up = function(r) return number(r, "retrieval.recall@100[own]") - number(r, "retrieval.recall@100") end },
  { 6, "a moderate diversity weight lifts watch time", base = { ["policy.diversity"] = "none" },
    change = { ["policy.diversity"] = "mmr", ["policy.diversity_weight"] = 0.2 }, up = "online.watch_minutes_per_session" },
  { 6, "a large one lowers it", base = { ["policy.diversity"] = "none" },
    change = { ["policy.diversity"] = "mmr", ["policy.diversity_weight"] = 0.9 }, down = "online.watch_minutes_per_session" },
  { 7, "correcting position bias improves watch time", base = { ["data.position_debias"] = false }, change = { ["data.position_debias"] = true },
    up = "online.watch_minutes_per_session" },
  { 8, "exploration lifts the exposure of new items", base = { ["policy.exploration"] = 0 }, change = { ["policy.exploration"] = 0.2 }, up = "list.new_item_share" },
  { 8, "at a short-term cost", base = { ["policy.exploration"] = 0 }, change = { ["policy.exploration"] = 0.2 }, down = "online.watch_minutes_per_session" },
  { 10, "thinning negatives leaves ROC-AUC", base = { ["data.negative_keep_rate"] = 1 },
    change = { ["data.negative_keep_rate"] = 0.1, ["data.downsampling_correction"] = false }, same = "ranking.roc_auc", within = 0.02 },
  { 10, "and ruins calibration", base = { ["data.negative_keep_rate"] = 1 },
    change = { ["data.negative_keep_rate"] = 0.1, ["data.downsampling_correction"] = false }, up = "ranking.calibration_error" },
  { 10, "until corrected", base = { ["data.negative_keep_rate"] = 0.1, ["data.downsampling_correction"] = false },
    change = { ["data.downsampling_correction"] = true }, down = "ranking.calibration_error" },
  { 13, "too few hash buckets hurt", base = { ["ranking.hash_buckets"] = 50000 }, change = { ["ranking.hash_buckets"] = 64 }, up = "ranking.normalized_entropy" },
  { 13, "with a plateau", base = { ["ranking.hash_buckets"] = 50000 }, change = { ["ranking.hash_buckets"] = 20000 }, same = "ranking.normalized_entropy", within = 0.02 },
  { 14, "PQ codes are eight times smaller or more", base = { ["retrieval.index"] = "ivf" }, change = { ["retrieval.index"] = "ivf_pq", ["retrieval.refine"] = 0 },
    up = function(r) return math.log(256 / number(r, "retrieval.bytes_per_item"), 8) end },
  { 14, "at a recall loss", base = { ["retrieval.index"] = "ivf" }, change = { ["retrieval.index"] = "ivf_pq", ["retrieval.refine"] = 0 }, down = "retrieval.index_recall" },
  { 14, "that refinement recovers", base = { ["retrieval.index"] = "ivf_pq", ["retrieval.refine"] = 0 }, change = { ["retrieval.refine"] = 8 }, up = "retrieval.index_recall" },
  { 16, "embedding size raises recall", base = { ["retrieval.dim"] = 4 }, change = { ["retrieval.dim"] = 32 }, up = "retrieval.recall@100" },
  { 16, "and saturates", base = { ["retrieval.dim"] = 64 }, change = { ["retrieval.dim"] = 128 }, same = "retrieval.recall@100", within = 0.1 },
}

local function merged(a, b, seed)
  local t = { ["seed.world"] = seed, ["seed.train"] = seed, ["seed.eval"] = seed }
  for k, v in pairs(a) do t[k] = v end
  for k, v in pairs(b or {}) do t[k] = v end
  return t
end

local function measure(what, settings)
  local r = run(with(design("video_recommendation"))(settings))
  if type(what) == "function" then return what(r) end
  return number(r, what)
end

local function judge(law, seeds)
  local what = law.up or law.down or law.same
  local sum, square, level = 0, 0, 0
  for seed = FIRST, FIRST + seeds - 1 do
    local a, b = measure(what, merged(law.base, nil, seed)), measure(what, merged(law.base, law.change, seed))
    sum, square, level = sum + (b - a), square + (b - a) ^ 2, level + a
  end
  local mean = sum / seeds
  local spread = math.sqrt(math.max(square - seeds * mean * mean, 0) / (seeds - 1))
  local half = (T[seeds] or 2.1) * spread / math.sqrt(seeds)
  local holds
  if law.up then holds = mean - half > 0
  elseif law.down then holds = mean + half < 0
  else holds = math.abs(mean) + half < law.within * level / seeds end
  local name = type(what) == "string" and what or "difference"
  print(string.format("%-3d %-14s %+.4f [%+.4f, %+.4f]  of %-34s %6.1f  %s", law[1], holds and "holds" or "DOES NOT HOLD",
    mean, mean - half, mean + half, name, math.abs(mean) / math.max(spread, 1e-12), law[2]))
  return holds
end

local failed = 0
print("law                 mean over seeds [95 % interval] of what                           mean/spread")
for _, law in ipairs(laws) do
  if (LAW == 0 or law[1] == LAW) and not judge(law, SEEDS) then failed = failed + 1 end
end
print(failed == 0 and "every law holds" or failed .. " do not hold")
