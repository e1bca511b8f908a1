-- The effects of the case ad_click; laws.lua has what they are made of, and measures them.
local entropy, revenue = "ranking.normalized_entropy", "online.revenue_per_1000"
local value, conversions = "online.advertiser_value_per_1000", "ranking.conversion_calibration_ratio"
local ADS = { users = 10000, items = 8000 }
local function ads(number, title, spec)
    spec.case, spec.world = "ad_click", spec.world or ADS
    law(number, title, spec)
end

local recall, index_recall = "retrieval.recall@100", "retrieval.index_recall"

ads(5, "ads: a random split flatters what ids know by heart", {
    nodes = "ranking_quality",
    world = { users = 20000, items = 12000, interaction = 2, taste_drift = 1, fresh_share = 0.9 }, -- tomorrow is unlike today
    common = { data = { features = { "user_id", "ad_id", "campaign", "site", "hour", "weekday", "placement", "ad_format" } } },
    arms = { random = { data = { split = "random" } } },
    claims = {
        { what = "own ROC-AUC over the truth's, random", sign = 1, of = function(arms)
            return metric(arms.random, "ranking.roc_auc[own]") - metric(arms.random, "ranking.roc_auc")
        end },
    },
})

ads(9, "FM, then DeepFM and DCN-v2 improve on logistic in normalized entropy", {
    nodes = "ranking_quality",
    world = { users = 10000, items = 8000, interaction = 2 }, -- more of what no single field holds
    arms = {
        logistic = { ranking = { model = "logistic" } }, fm = { ranking = { model = "fm" } },
        deepfm = { ranking = { model = "deepfm" } }, dcn = { ranking = { model = "dcn_v2" } },
    },
    claims = {
        less("normalized entropy, FM - logistic", "logistic", "fm", entropy),
        less("normalized entropy, DeepFM - FM", "fm", "deepfm", entropy),
        less("normalized entropy, DCN-v2 - FM", "fm", "dcn", entropy),
    },
})

ads(10, "ads: thinning negatives leaves ROC-AUC and ruins calibration until corrected", {
    nodes = "ranking_quality",
    common = { ranking = { calibration = "none" } },
    arms = {
        all = { data = { negative_keep_rate = 0.5 } },
        thin = { data = { negative_keep_rate = 0.1, downsampling_correction = false } },
        corrected = { data = { negative_keep_rate = 0.1, downsampling_correction = true } },
    },
    claims = {
        within("ROC-AUC, thinned - more", "all", "thin", "ranking.roc_auc", 0.03),
        more("predicted / clicked, thinned - more", "all", "thin", "ranking.calibration_ratio"),
        within("predicted / clicked, corrected - more", "all", "corrected", "ranking.calibration_ratio", 0.3),
    },
})

ads(11, "a stale ad model decays day by day", {
    nodes = "days",
    world = { users = 10000, items = 8000, interaction = 2, taste_drift = 1 }, -- what moves, and fast
    arms = {
        never = { monitoring = { retrain_every_days = 0 } }, weekly = { monitoring = { retrain_every_days = 7 } },
        daily = { monitoring = { retrain_every_days = 1 } },
    },
    claims = {
        { what = "excess entropy a day, never retrained", sign = 1,
            of = function(arms) return metric(arms.never, "monitoring.decay_per_day") end },
        less("excess entropy, weekly - never", "never", "weekly", "monitoring.excess_entropy"),
        less("excess entropy, daily - weekly", "weekly", "daily", "monitoring.excess_entropy"),
    },
})

-- The window makes each advertiser's rate too low by as much as its customers are slow: an error that differs between
-- ads. A multiplier is the error that does not. A loss that knows the delays mends the first.
ads(12, "miscalibration that differs between ads loses revenue and value, a common factor nothing without a reserve", {
    nodes = "ranking_quality+online",
    world = { users = 20000, items = 8000, conversion_delay_days = 2 }, -- customers who take their time
    common = { policy = { reserve = 0, pacing = "none", exploration = 0 }, data = { delayed_labels = "wait" } },
    arms = {
        long = { framing = { label_window_hours = 96 } }, short = { framing = { label_window_hours = 1 } },
        model = { framing = { label_window_hours = 96 }, data = { delayed_labels = "delayed_feedback" } },
        twice = { framing = { label_window_hours = 96 }, policy = { score_multiplier = 2 } },
        reserve = { framing = { label_window_hours = 96 }, policy = { reserve = 20 } },
        both = { framing = { label_window_hours = 96 }, policy = { reserve = 20, score_multiplier = 2 } },
    },
    claims = {
        less("predicted / true conversions, window 1 h - 96 h", "long", "short", conversions),
        less("revenue, window 1 h - 96 h", "long", "short", revenue),
        less("advertiser value, window 1 h - 96 h", "long", "short", value),
        { what = "predicted / true conversions, delayed feedback, less 1", bound = 0.15, of = function(arms)
            return metric(arms.model, conversions) - 1
        end },
        more("revenue, delayed feedback - window 1 h", "short", "model", revenue),
        more("advertiser value, delayed feedback - window 1 h", "short", "model", value),
        within("revenue, all rates doubled - as they are", "long", "twice", revenue, 0.01),
        more("slots sold under a reserve, doubled - as they are", "reserve", "both", "list.fill_rate"),
    },
})

-- Ids alone, and one pass: counters would say of an ad what its id is asked for, and a second pass learns ids by heart.
ads(13, "ads: too few hash buckets hurt, with a plateau", {
    nodes = "ranking_quality",
    common = {
        data = { features = { "ad_id", "campaign", "site", "hour", "placement", "ad_format", "age_band" } },
        ranking = { epochs = 1 },
    },
    arms = {
        b16 = { ranking = { hash_buckets = 16 } }, b10000 = { ranking = { hash_buckets = 10000 } },
        b50000 = { ranking = { hash_buckets = 50000 } },
    },
    claims = {
        less("normalized entropy, 10000 - 16", "b16", "b10000", entropy),
        within("normalized entropy, 50000 - 10000: the plateau", "b10000", "b50000", entropy, 0.004),
    },
})

ads(14, "ads: product quantisation, codes 8 times smaller or more, refinement wins the recall back", {
    nodes = "retrieval_quality",
    common = { retrieval = { dim = 64, nprobe = 64 } },
    arms = {
        full = { retrieval = { index = "ivf" } },
        codes = { retrieval = { index = "ivf_pq", pq_bytes = 16, refine = 0 } },
        refined = { retrieval = { index = "ivf_pq", pq_bytes = 16, refine = 4 } },
    },
    claims = {
        smaller("an ad"),
        less("index recall, codes - full", "full", "codes", index_recall),
        more("index recall, refined - codes", "codes", "refined", index_recall),
        within("index recall, refined - full", "full", "refined", index_recall, 0.02),
    },
})

ads(16, "ads: embedding size saturates", {
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
