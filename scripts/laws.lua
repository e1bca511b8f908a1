-- The effects that must come out of honest runs. A law is a world, some designs (arms) and some claims; a claim takes
-- the measurements of all arms under one seed and gives one number. It holds when the 95 % interval of that number's mean
-- over the seeds lies on the claimed side of the bar; beside it stands the mean over the seed-to-seed spread, of which a
-- good lesson has four and more. Nothing here is tuned by seed: a claim that fails stays, and says so.
local seeds, first = SEEDS or TRAPS and 3 or 5, FIRST or TRAPS and 21 or 1

local laws = {}
local function law(number, title, spec)
    spec.number, spec.title = number, title
    laws[#laws + 1] = spec
end

local function metric(run, name)
    local m = run.metrics[name]
    if not m or not m.value then error("no value for " .. name) end
    return m.value
end

-- Mean of a curve over the days from `first` to `last`.
local function days(run, name, first, last)
    local curve, sum, n = run.curves[name], 0, 0
    for i = 1, #curve.y do
        if curve.x[i] >= first and curve.x[i] <= last then sum, n = sum + curve.y[i], n + 1 end
    end
    return sum / n
end

-- Claims. `more(a, b, name)`: name is larger in arm b than in arm a; `less` smaller. at_most is the bar where an effect
-- is to be small: its mean may not pass it. floor is the bar for what may not get worse: its interval lies above.
local function difference(a, b, name)
    return function(arms) return metric(arms[b], name) - metric(arms[a], name) end
end
local function more(what, a, b, name) return { what = what, of = difference(a, b, name), sign = 1 } end
local function less(what, a, b, name) return { what = what, of = difference(a, b, name), sign = -1 } end
local function within(what, a, b, name, bound)
    return { what = what, of = difference(a, b, name), bound = bound }
end
-- Product quantisation, arms `full` and `codes`: codes of an item are eight times smaller or more.
local function smaller(of_what)
    return { what = "bytes " .. of_what .. ", full / codes", sign = 1, bar = 8, of = function(arms)
        return metric(arms.full, "retrieval.bytes_per_item") / metric(arms.codes, "retrieval.bytes_per_item")
    end }
end
local function no_worse(what, a, b, name, floor)
    return { what = what, of = difference(a, b, name), floor = floor }
end
local function more_days(what, a, b, name, first, last)
    return { what = what, sign = 1, of = function(arms)
        return days(arms[b], name, first, last) - days(arms[a], name, first, last)
    end }
end

local WORLD = { users = 10000, items = 10000 }
local minutes, ctr, back = "online.watch_minutes_per_session", "online.ctr", "online.return_rate_7d"
local recall = "retrieval.recall@100"

-- Where taste follows popularity closely, an uncorrected retriever pays most for punishing what is popular.
law(1, "logQ correction raises recall of an in-batch softmax retriever", {
    nodes = "retrieval_quality",
    world = { popularity = 1.5 },
    common = { data = { negatives = "in_batch" } },
    arms = { off = { retrieval = { logq_correction = false } }, on = { retrieval = { logq_correction = true } } },
    claims = { more("recall@100, corrected - not", "off", "on", recall) },
})

-- Latency is counted in what causes it, because times differ from machine to machine: `make bench` has the times.
law(2, "more probes or candidates raise recall, with diminishing returns", {
    nodes = "retrieval_quality",
    arms = {
        p1 = { retrieval = { nprobe = 1 } }, p4 = { retrieval = { nprobe = 4 } },
        p16 = { retrieval = { nprobe = 16 } }, p64 = { retrieval = { nprobe = 64 } },
    },
    claims = {
        more("index recall, 4 probes - 1", "p1", "p4", "retrieval.index_recall"),
        more("index recall, 16 probes - 4", "p4", "p16", "retrieval.index_recall"),
        more("index recall, 64 probes - 16", "p16", "p64", "retrieval.index_recall"),
        { what = "(4 - 1) - (64 - 16): returns diminish", sign = 1, of = function(arms)
            local function r(arm) return metric(arms[arm], "retrieval.index_recall") end
            return r("p4") - r("p1") - (r("p64") - r("p16"))
        end },
    },
})

-- A ranker that learns from shown items alone errs on the others, and with more candidates it is handed more of them.
law(2, "more candidates do not lower watch time, if the ranker learns from unshown items too", {
    nodes = "online",
    arms = {
        c50 = { retrieval = { candidates = 50 } }, c500 = {}, c1000 = { retrieval = { candidates = 1000 } },
        shown_alone = { retrieval = { candidates = 1000 }, data = { unshown_negatives = 0 } },
    },
    claims = {
        no_worse("minutes a session, 500 candidates - 50", "c50", "c500", minutes, -0.03),
        no_worse("minutes a session, 1000 candidates - 500", "c500", "c1000", minutes, -0.1),
        more("minutes a session, unshown negatives - none, 1000", "shown_alone", "c1000", minutes),
        { what = "of the loss by 1000 without them, saved less left", sign = 1, of = function(arms)
            local function m(arm) return metric(arms[arm], minutes) end
            return (m("c1000") - m("shown_alone")) - (m("c500") - m("c1000"))
        end },
    },
})

law(3, "a ranker with context and cross features beats the tower score alone", {
    nodes = "ranking_quality+online",
    arms = {
        tower = { ranking = { model = "none" } }, ranker = {},
        plain = { data = { features = { "item_id", "creator", "topic", "length", "item_age", "item_ctr",
            "item_popularity", "item_watch", "creator_size", "quality_shown" } } },
    },
    claims = {
        more("minutes a session, ranker - tower", "tower", "ranker", minutes),
        more("minutes a session, all features - item's alone", "plain", "ranker", minutes),
        more("ROC-AUC, ranker - tower", "tower", "ranker", "ranking.roc_auc"),
    },
})

-- With more clickbait the two goals part further.
law(4, "optimising clicks wins CTR and loses watch time and return", {
    nodes = "online",
    world = { clickbait_share = 0.3 },
    arms = { watch = {}, click = { framing = { objective = "click", label = 0 } } },
    claims = {
        more("CTR, clicks - watch time", "watch", "click", ctr),
        less("minutes a session, clicks - watch time", "watch", "click", minutes),
        less("return in 7 days, clicks - watch time", "watch", "click", back),
    },
})

-- A ranker that reads counters as they stood on the day knows nothing of the future, however its rows are split; what
-- it knows by heart (ids) is another matter.
local by_heart = { data = { features = { "user_id", "item_id", "creator", "topic", "age_band", "device", "hour" } } }
law(5, "a random split flatters", {
    nodes = "retrieval_quality+ranking_quality",
    world = { fresh_share = 0.5, fade_days = 3 }, -- where much is new and fades fast, the future tells more
    common = by_heart,
    arms = { time = { data = { split = "temporal" } }, random = { data = { split = "random" } } },
    claims = {
        more("own recall@100, random - temporal", "time", "random", recall .. "[own]"),
        more("own ROC-AUC of ids, random - temporal", "time", "random", "ranking.roc_auc[own]"),
        { what = "own ROC-AUC of ids over the truth's, random", sign = 1, of = function(arms)
            return metric(arms.random, "ranking.roc_auc[own]") - metric(arms.random, "ranking.roc_auc")
        end },
    },
})

law(6, "a moderate diversity weight lifts watch minutes, a large one lowers them", {
    nodes = "online",
    world = { satiation = 2 }, -- people who tire of a topic sooner
    common = { policy = { diversity = "mmr", freshness_boost = 0, exploration = 0 } },
    arms = {
        none = { policy = { diversity_weight = 0 } }, moderate = { policy = { diversity_weight = 0.3 } },
        large = { policy = { diversity_weight = 0.8 } },
    },
    claims = {
        more("minutes a session, w 0.3 - 0", "none", "moderate", minutes),
        less("minutes a session, w 0.8 - 0", "none", "large", minutes),
    },
})

law(7, "correcting position bias improves the online result", {
    nodes = "ranking_quality+online",
    arms = {
        raw = { data = { position_debias = false } }, tower = { data = { position_debias = true } },
        near_raw = { data = { position_debias = false }, retrieval = { candidates = 50 } },
        near_weighted = {
            data = { position_debias = true, position_method = "inverse_propensity" }, retrieval = { candidates = 50 },
        },
    },
    claims = {
        more("minutes a session, a tower of position - raw", "raw", "tower", minutes),
        more("minutes, inverse propensity - raw, 50 candidates", "near_raw", "near_weighted", minutes),
        more("ROC-AUC, inverse propensity - raw", "near_raw", "near_weighted", "ranking.roc_auc"),
    },
})

law(8, "exploration lifts new items' exposure at a short-term cost", {
    nodes = "list_quality+online",
    arms = { none = { policy = { exploration = 0 } }, some = { policy = { exploration = 0.1 } } },
    claims = {
        more("new items' share of the list, 0.1 - 0", "none", "some", "list.new_item_share"),
        less("minutes a session, 0.1 - 0", "none", "some", minutes),
    },
})

-- In the closed loop the design's lists are the log of tomorrow. The world has many uploads and few people, so that
-- what nobody is shown stays unknown. That the lists get better by what exploring taught is not claimed: docs/laws.md.
law(8, "in the closed loop exploration pays for new items, and is not paid back in a fortnight", {
    nodes = "loop",
    world = { users = 2000, items = 10000, requests_per_user_day = 0.6, fresh_share = 0.7, upload_days = 28 },
    common = { monitoring = { closed_loop = true, retrain_every_days = 2 }, retrieval = { candidates = 300 } },
    arms = { none = { policy = { exploration = 0 } }, some = { policy = { exploration = 0.1 } } },
    claims = {
        { what = "minutes a session, days 1 to 4, 0.1 - 0", sign = -1, of = function(arms)
            return days(arms.some, "loop.watch_minutes", 1, 4) - days(arms.none, "loop.watch_minutes", 1, 4)
        end },
        more_days("minutes of new items, days 10 to 14, 0.1 - 0", "none", "some", "loop.young_minutes", 10, 14),
        { what = "minutes a session, days 10 to 14, 0.1 - 0", sign = -1, of = function(arms)
            return days(arms.some, "loop.watch_minutes", 10, 14) - days(arms.none, "loop.watch_minutes", 10, 14)
        end },
    },
})

law(10, "thinning negatives leaves ROC-AUC and ruins calibration until corrected", {
    nodes = "ranking_quality",
    common = { ranking = { calibration = "none" } },
    arms = {
        all = { data = { negative_keep_rate = 1 } },
        thin = { data = { negative_keep_rate = 0.2, downsampling_correction = false } },
        corrected = { data = { negative_keep_rate = 0.2, downsampling_correction = true } },
    },
    claims = {
        within("ROC-AUC, thinned - all", "all", "corrected", "ranking.roc_auc", 0.02),
        more("predicted / clicked, thinned - all", "all", "thin", "ranking.calibration_ratio"),
        within("predicted / clicked, corrected - all", "all", "corrected", "ranking.calibration_ratio", 0.3),
    },
})

-- 10,000 people and items: 20,000 buckets hold every id apart, 5,000 hold two in one, 16 hold hundreds. Ids alone, much to
-- learn about each, and one pass, so that what collides is what counts.
law(13, "too few hash buckets hurt, with a plateau", {
    nodes = "ranking_quality",
    world = { requests_per_user_day = 2 },
    common = {
        data = { features = { "user_id", "item_id", "creator" }, unshown_negatives = 0 }, ranking = { epochs = 1 },
    },
    arms = {
        b16 = { ranking = { hash_buckets = 16 } }, b5000 = { ranking = { hash_buckets = 5000 } },
        b20000 = { ranking = { hash_buckets = 20000 } },
    },
    claims = {
        more("ROC-AUC, 5000 - 16", "b16", "b5000", "ranking.roc_auc"),
        more("ROC-AUC, 20000 - 16", "b16", "b20000", "ranking.roc_auc"),
        { what = "(5000 - 16) - (20000 - 5000): the plateau", sign = 1, of = function(arms)
            local function auc(arm) return metric(arms[arm], "ranking.roc_auc") end
            return auc("b5000") - auc("b16") - (auc("b20000") - auc("b5000"))
        end },
    },
})

law(14, "product quantisation: codes 8 times smaller or more, refinement wins the recall back", {
    nodes = "retrieval_quality",
    common = { retrieval = { dim = 64, nprobe = 128 } },
    arms = {
        full = { retrieval = { index = "ivf" } },
        codes = { retrieval = { index = "ivf_pq", pq_bytes = 16, refine = 0 } },
        refined = { retrieval = { index = "ivf_pq", pq_bytes = 16, refine = 4 } },
    },
    claims = {
        smaller("an item"),
        less("index recall, codes - full", "full", "codes", "retrieval.index_recall"),
        more("index recall, refined - codes", "codes", "refined", "retrieval.index_recall"),
        within("index recall, refined - full", "full", "refined", "retrieval.index_recall", 0.02),
    },
})

law(16, "embedding size saturates", {
    nodes = "retrieval_quality",
    arms = {
        d4 = { retrieval = { dim = 4 } }, d16 = { retrieval = { dim = 16 } },
        d64 = { retrieval = { dim = 64 } }, d128 = { retrieval = { dim = 128 } },
    },
    claims = {
        more("recall@100, width 16 - 4", "d4", "d16", recall),
        { what = "(16 - 4) - (128 - 64): it saturates", sign = 1, of = function(arms)
            local function r(arm) return metric(arms[arm], recall) end
            return r("d16") - r("d4") - (r("d128") - r("d64"))
        end },
    },
})

-- laws_*.lua, those of the other kinds of world, stand here.

local function measure(l, seed)
    local arms = {}
    for name, settings in pairs(l.arms) do
        local d = design(l.case or "video_recommendation"){ world = not l.case and WORLD or nil }
        d = with(d)({ world = l.world })
        d = with(d)(l.common or {})
        d = with(d)(settings)
        d["seed.world"], d["seed.train"], d["seed.eval"] = seed, seed, seed
        arms[name] = run(d, "", l.nodes)
    end
    return arms
end

local function summary(values)
    local mean, squares = 0, 0
    for _, v in ipairs(values) do mean = mean + v / #values end
    for _, v in ipairs(values) do squares = squares + (v - mean) ^ 2 end
    return mean, #values > 1 and (squares / (#values - 1)) ^ 0.5 or 0
end

-- Student's t for a two-sided 95 % interval, by degrees of freedom.
local T95 = { 12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.16, 2.145, 2.131 }

local function judge(l, claim, values)
    local mean, spread = summary(values)
    local half = #values > 1 and (T95[#values - 1] or 2.04) * spread / (#values) ^ 0.5 or 0
    local low, high = mean - half, mean + half
    local bar = claim.bar or 0
    local ratio = spread > 0 and (mean - bar) / spread or (mean == bar and 0 or (mean > bar and 1 or -1) * math.huge)
    local holds
    if claim.bound then
        holds = math.abs(mean) <= claim.bound
    elseif claim.floor then
        holds = low >= claim.floor
    else
        holds = claim.sign > 0 and low > bar or claim.sign < 0 and high < bar
    end
    if TRAPS then
        local more = #values ~= seeds and string.format(" over %d seeds", #values) or ""
        return holds, string.format("%+.4g [%+.4g, %+.4g]%s", mean, low, high, more)
    end
    local wanted = claim.bound and string.format("within %g", claim.bound)
        or claim.floor and string.format("from %g", claim.floor) or string.format("%.1f spreads", math.abs(ratio))
    print(string.format("%3d  %-58s %+9.4f  [%+.4f, %+.4f]  %-12s  %s", l.number, claim.what, mean, low, high, wanted,
        holds and "holds" or "does not hold"))
    return holds
end

-- By claim, the value under each seed: as many as the law asks for itself, unless SEEDS says.
local function measured(l)
    local values = {}
    for n = 1, SEEDS or l.seeds or seeds do
        local arms = measure(l, first + n - 1)
        for i, claim in ipairs(l.claims) do
            values[i] = values[i] or {}
            values[i][n] = claim.of(arms)
        end
    end
    return values
end

local held, failed = 0, 0
local function count(holds)
    if holds then held = held + 1 else failed = failed + 1 end
    return holds
end

-- A trap is a row of the table in docs/traps.md.
local function show_trap(l)
    local cells = { l.costs, l.looks }
    if l.law then
        cells[1] = string.format("%s ([law %d](laws.md))", l.costs, l.law)
    else
        local values = measured(l)
        for i, claim in ipairs(l.claims) do
            local holds, figures = judge(l, claim, values[i])
            cells[i] = claim.what .. ": " .. figures .. (count(holds) and "" or " (does not hold)")
        end
    end
    local set = l.set:gsub(" ", "` `")
    print(string.format("| %s | `%s` | %s | %s |", l.title, set, cells[2] or "nothing shows it", cells[1]))
end

local function show_law(l)
    print(string.format("law %d: %s", l.number, l.title))
    local values = measured(l)
    for i, claim in ipairs(l.claims) do count(judge(l, claim, values[i])) end
end

local function wanted(l)
    if (l.trap or false) ~= (TRAPS or false) or (LAW and l.number ~= LAW) then return false end
    return not CASE or (l.case or "video_recommendation") == CASE
end

local heading
for _, l in ipairs(laws) do
    if wanted(l) then
        if TRAPS and l.case ~= heading then
            print(string.format("\n## %s\n\n| trap | choice | what it looks like | what it costs |\n|---|---|---|---|", l.case))
            heading = l.case
        end
        if TRAPS then show_trap(l) else show_law(l) end
    end
end
if held + failed == 0 then error("there is no such law to measure") end
print(string.format("%s%s: %d claims hold, %d do not, over %d seeds%s", TRAPS and "\n" or "", TRAPS and "traps" or "laws", held,
    failed, seeds, TRAPS and not SEEDS and " or as many as a row says" or ""))
