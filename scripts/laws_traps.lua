-- Traps: choices that look harmless, or better, and what they cost. `make traps` measures them and writes docs/traps.md.
-- A trap has a base design, the choice that is the trap, what that makes look good (`looks`) and what it costs (`costs`),
-- both claims over the two arms `base` and `trap`. Worlds are small; one that shows its trap plainly says so.
local VIDEO, FEW, ADVERTISED, PICTURES = { users = 10000, items = 10000 }, { users = 10000, items = 4000 },
    { users = 10000, items = 8000 }, { users = 10000, items = 8000 }
local worlds = { video_recommendation = VIDEO, news_feed = FEW, ad_click = ADVERTISED, visual_search = PICTURES }

local function trap(case, title, spec)
    spec.case, spec.title, spec.trap, spec.number, spec.world = case, title, true, 0, spec.world or worlds[case]
    spec.arms = spec.others or {}
    spec.arms.base, spec.arms.trap = spec.base or {}, spec.choice
    spec.claims = { spec.costs, spec.looks }
    laws[#laws + 1] = spec
end

-- What a claim's row says: a metric that rises, falls, or stays within a bound; without one, but for the last digits.
local function rises(name) return { what = "`" .. name .. "` rises", of = difference("base", "trap", name), sign = 1 } end
local function falls(name) return { what = "`" .. name .. "` falls", of = difference("base", "trap", name), sign = -1 } end
local function stays(name, bound)
    return { what = "`" .. name .. "` stays", of = difference("base", "trap", name), bound = bound or 1e-6 }
end
-- The trap's own measure says more than the truth does.
local function flatters(own, truth, bar)
    return { what = "`" .. own .. "` over `" .. truth .. "`", sign = 1, bar = bar, of = function(arms)
        return metric(arms.trap, own) - metric(arms.trap, truth)
    end }
end
local function features_with(case, ...)
    local list = {}
    for _, name in ipairs(design(case).data.features) do list[#list + 1] = name end
    for _, name in ipairs({ ... }) do list[#list + 1] = name end
    return list
end

local video, news, ads, pictures, posts = "video_recommendation", "news_feed", "ad_click", "visual_search", "harmful_content"
local minutes, hides, shown_new = "online.watch_minutes_per_session", "online.hides_per_1000", "list.new_item_share"
local auc, own_auc, recall100 = "ranking.roc_auc", "ranking.roc_auc[own]", "retrieval.recall@100"
local recall10, entropy = "retrieval.recall@10", "ranking.normalized_entropy"
local revenue, value = "online.revenue_per_1000", "online.advertiser_value_per_1000"
local prevalence, precision, rare = "online.prevalence", "ranking.pr_auc", "ranking.pr_auc[misinformation]"

-- video_recommendation

trap(video, "label rule: every click is a positive", {
    set = "framing.label=0 data.signals=click", nodes = "ranking_quality+online",
    world = { users = 10000, items = 10000, clickbait_share = 0.3 },
    choice = { framing = { label = 0, objective = "click" }, data = { signals = { "click" } } },
    looks = rises("online.ctr"), costs = falls(minutes),
})
trap(video, "sampled metric", {
    set = "evaluation.protocol=sampled", nodes = "retrieval_quality",
    choice = { evaluation = { protocol = "sampled" } },
    others = {
        popular = { retrieval = { model = "popularity" } },
        popular_sampled = { retrieval = { model = "popularity" }, evaluation = { protocol = "sampled" } },
    },
    looks = rises("retrieval.recall@100[own]"),
    costs = { what = "what towers win over the popular list by it, less what they win in the catalogue", sign = -1,
        of = function(arms)
            local function own(arm) return metric(arms[arm], "retrieval.recall@100[own]") end
            return own("trap") - own("popular_sampled") - (own("base") - own("popular"))
        end },
})
trap(video, "leaking counter", {
    set = "data.features+=item_ctr_total", nodes = "ranking_quality+online",
    choice = { data = { features = features_with(video, "item_ctr_total") } },
    looks = rises(own_auc), costs = falls(minutes),
})
trap(video, "logQ with the wrong sign", {
    set = "retrieval.logq_sign=plus", nodes = "retrieval_quality+online",
    choice = { retrieval = { logq_sign = "plus" } },
    looks = rises("retrieval.recall@100[own]"), costs = falls(recall100),
})
trap(video, "in-batch negatives, uncorrected", {
    set = "data.negatives=in_batch retrieval.logq_correction=false", nodes = "retrieval_quality",
    world = { users = 10000, items = 10000, popularity = 1.5 },
    base = { data = { negatives = "in_batch" } },
    choice = { data = { negatives = "in_batch" }, retrieval = { logq_correction = false } },
    costs = falls(recall100),
})
trap(video, "features missing at serving", {
    set = "serving.missing_features=user_topic_clicks+history_similarity", nodes = "ranking_quality+online",
    choice = { serving = { missing_features = { "user_topic_clicks", "history_similarity" } } },
    looks = stays(auc), costs = falls(minutes),
})
trap(video, "heavy users own the loss", {
    set = "data.user_cap=0", nodes = "retrieval_quality+online",
    world = { users = 10000, items = 10000, heavy_taste = 2 },
    base = { data = { user_cap = 5 } }, choice = { data = { user_cap = 0 } },
    looks = rises("retrieval.recall@100[own]"), costs = falls(recall100),
})
trap(video, "random split", {
    set = "data.split=random", nodes = "retrieval_quality+ranking_quality",
    world = { users = 10000, items = 10000, fresh_share = 0.5, fade_days = 3 },
    common = by_heart, choice = { data = { split = "random" } },
    looks = rises("retrieval.recall@100[own]"), costs = flatters(own_auc, auc),
})
trap(video, "raw position", {
    set = "data.position_debias=false", nodes = "ranking_quality+online",
    choice = { data = { position_debias = false } },
    looks = stays(auc, 0.1), costs = falls(minutes),
})
trap(video, "clicks as the objective", {
    set = "framing.objective=click", nodes = "online",
    world = { users = 10000, items = 10000, clickbait_share = 0.3 },
    choice = { framing = { objective = "click" } },
    looks = rises("online.ctr"), costs = rises(hides),
})
trap(video, "downsampling, uncorrected", {
    set = "data.downsampling_correction=false", nodes = "ranking_quality",
    base = { data = { negative_keep_rate = 0.2 } },
    choice = { data = { negative_keep_rate = 0.2, downsampling_correction = false } },
    looks = stays(auc), costs = rises("ranking.calibration_ratio"),
})
trap(video, "nobody explores", {
    set = "policy.exploration=0 policy.freshness_boost=0", nodes = "list_quality+online",
    choice = { policy = { exploration = 0, freshness_boost = 0 } },
    looks = rises(minutes), costs = falls(shown_new),
})
trap(video, "an index of yesterday", {
    set = "serving.index_refresh_minutes=1440", nodes = "list_quality+retrieval_quality",
    world = { users = 10000, items = 10000, fresh_share = 0.5, fade_days = 3 },
    choice = { serving = { index_refresh_minutes = 1440 } },
    looks = stays("retrieval.index_recall", 0.02), costs = falls(shown_new),
})
trap(video, "too few hash buckets", {
    set = "ranking.hash_buckets=16", nodes = "ranking_quality",
    world = { users = 10000, items = 10000, requests_per_user_day = 2 },
    base = { data = { features = { "user_id", "item_id", "creator" }, unshown_negatives = 0 }, ranking = { epochs = 1 } },
    choice = { data = { features = { "user_id", "item_id", "creator" }, unshown_negatives = 0 },
        ranking = { epochs = 1, hash_buckets = 16 } },
    looks = stays("ranking.calibration_ratio", 0.3), costs = falls(auc),
})

-- news_feed

trap(news, "weights that pay for noise", {
    set = "framing.value.comment=15 framing.value.hide=0 framing.value.watch_time=0", nodes = "ranking_quality+online",
    world = { users = 10000, items = 4000, clickbait_share = 0.35 },
    choice = { framing = { value = { click = 1, watch_time = 0, like = 1, comment = 15, share = 1, hide = 0 } } },
    looks = stays(auc), costs = rises(hides),
})
trap(news, "no recency", {
    set = "policy.freshness_boost=0 policy.exploration=0", nodes = "list_quality+online",
    world = { users = 10000, items = 4000, fade_days = 0.5 },
    choice = { policy = { freshness_boost = 0, exploration = 0 } },
    looks = stays("online.return_rate_7d", 0.02), costs = falls(shown_new),
})
trap(news, "leaking counter", {
    set = "data.features+=item_ctr_total", nodes = "ranking_quality+online",
    choice = { data = { features = features_with(news, "item_ctr_total") } },
    looks = rises(own_auc), costs = falls("online.return_rate_7d"),
})

-- ad_click

trap(ads, "downsampling, uncorrected", {
    set = "data.downsampling_correction=false", nodes = "ranking_quality+online",
    base = { policy = { reserve = 8 } },
    choice = { policy = { reserve = 8 }, data = { downsampling_correction = false } },
    looks = stays(auc), costs = rises("ranking.calibration_ratio"),
})
trap(ads, "leaking counter", {
    set = "data.features+=ad_ctr_total", nodes = "ranking_quality+online",
    choice = { data = { features = features_with(ads, "ad_ctr_total") } },
    looks = rises(own_auc), costs = falls(value),
})
trap(ads, "a label window shorter than the delay", {
    set = "framing.label_window_hours=1 data.delayed_labels=wait", nodes = "ranking_quality+online",
    world = { users = 20000, items = 8000, conversion_delay_days = 2 },
    base = { policy = { reserve = 0, pacing = "none", exploration = 0 }, framing = { label_window_hours = 96 } },
    choice = { policy = { reserve = 0, pacing = "none", exploration = 0 }, framing = { label_window_hours = 1 },
        data = { delayed_labels = "wait" } },
    looks = stays(entropy, 0.01), costs = falls(value),
})
trap(ads, "random split", {
    set = "data.split=random", nodes = "ranking_quality",
    world = { users = 20000, items = 12000, interaction = 2, taste_drift = 1, fresh_share = 0.9 },
    base = { data = { features = { "user_id", "ad_id", "campaign", "site", "hour", "weekday", "placement", "ad_format" } } },
    choice = { data = { split = "random",
        features = { "user_id", "ad_id", "campaign", "site", "hour", "weekday", "placement", "ad_format" } } },
    looks = rises(own_auc), costs = flatters(own_auc, auc),
})
trap(ads, "raw position", {
    set = "data.position_debias=false", nodes = "ranking_quality+online",
    choice = { data = { position_debias = false } },
    looks = stays("ranking.calibration_ratio", 0.1), costs = falls(auc),
})
trap(ads, "features missing at serving", {
    set = "serving.missing_features=ad_ctr+campaign_ctr+advertiser_ctr", nodes = "ranking_quality+online",
    choice = { serving = { missing_features = { "ad_ctr", "campaign_ctr", "advertiser_ctr" } } },
    looks = stays(entropy), costs = falls(value),
})
trap(ads, "the raw user id", {
    set = "data.features+=user_id", nodes = "ranking_quality+online",
    choice = { data = { features = features_with(ads, "user_id") } },
    looks = rises(own_auc), costs = rises(entropy),
})
trap(ads, "targeting after the search", {
    set = "retrieval.targeting=after", nodes = "retrieval_quality+online",
    choice = { retrieval = { targeting = "after" } },
    looks = stays("retrieval.index_recall", 0.05), costs = falls(recall100),
})
trap(ads, "sampled metric", {
    set = "evaluation.protocol=sampled", nodes = "retrieval_quality",
    choice = { evaluation = { protocol = "sampled" } },
    looks = rises("retrieval.recall@100[own]"), costs = stays(recall100),
})
trap(ads, "logQ with the wrong sign", {
    set = "retrieval.logq_sign=plus", nodes = "retrieval_quality",
    choice = { retrieval = { logq_sign = "plus" } },
    looks = rises("retrieval.recall@100[own]"), costs = falls(recall100),
})
trap(ads, "a multiplier for a model that is not calibrated", {
    set = "policy.score_multiplier=2", nodes = "ranking_quality+online",
    base = { policy = { reserve = 20 } }, choice = { policy = { reserve = 20, score_multiplier = 2 } },
    looks = rises("list.fill_rate"), costs = rises(hides),
})
trap(ads, "a model that is never trained again", {
    set = "monitoring.retrain_every_days=0", nodes = "ranking_quality+days",
    world = { users = 10000, items = 8000, interaction = 2, taste_drift = 1 },
    choice = { monitoring = { retrain_every_days = 0 } },
    looks = stays(entropy), costs = rises("monitoring.excess_entropy"),
})

-- visual_search

trap(pictures, "a picture against itself", {
    set = "data.positives=augment retrieval.augmentation=false", nodes = "retrieval_quality",
    choice = { data = { positives = "augment" }, retrieval = { augmentation = false } },
    looks = rises("retrieval.recall@10[own]"), costs = falls(recall10),
})
trap(pictures, "sampled metric", {
    set = "evaluation.protocol=sampled", nodes = "retrieval_quality",
    choice = { evaluation = { protocol = "sampled" } },
    looks = rises("retrieval.recall@10[own]"), costs = stays(recall10),
})
trap(pictures, "the same photograph on both sides of the split", {
    set = "data.split=random", nodes = "retrieval_quality",
    base = { data = { positives = "click", split = "item" }, retrieval = { epochs = 12 } },
    choice = { data = { positives = "click", split = "random" }, retrieval = { epochs = 12 } },
    looks = rises("retrieval.recall@10[own]"), costs = flatters("retrieval.recall@10[own]", recall10),
})
trap(pictures, "clicks alone as positives", {
    set = "data.positives=click", nodes = "retrieval_quality",
    choice = { data = { positives = "click" } },
    looks = stays("retrieval.index_recall", 0.1), costs = falls(recall10),
})
trap(pictures, "codes with nothing behind them", {
    set = "retrieval.index=ivf_pq retrieval.refine=0 ranking.model=none", nodes = "list_quality+retrieval_quality",
    base = { ranking = { model = "none" } },
    choice = { ranking = { model = "none" }, retrieval = { index = "ivf_pq", refine = 0 } },
    looks = falls("retrieval.bytes_per_item"), costs = falls(recall10),
})
trap(pictures, "every copy has its grade", {
    set = "policy.duplicate_threshold=1", nodes = "list_quality+online",
    world = { users = 10000, items = 8000, duplicates = 0.5 },
    choice = { policy = { duplicate_threshold = 1 } },
    looks = rises("list.ndcg@10"), costs = falls("online.success_rate"),
})
trap(pictures, "a camera that the log never saw", {
    set = "monitoring.retrain_every_days=0", nodes = "retrieval_quality+days",
    common = { world = { timeline = "4:drift:camera::0.6" } },
    base = { monitoring = { retrain_every_days = 7 } }, choice = { monitoring = { retrain_every_days = 0 } },
    looks = stays(recall10), costs = rises("monitoring.recall_lost"),
})
trap(pictures, "an index of yesterday", {
    set = "serving.index_refresh_minutes=1440", nodes = "list_quality+retrieval_quality+online",
    world = { users = 10000, items = 8000, fresh_share = 0.6 },
    choice = { serving = { index_refresh_minutes = 1440 } },
    looks = stays("retrieval.index_recall", 0.02), costs = falls(shown_new),
})

-- harmful_content

local function over_nothing(name, bound)
    return { what = "`" .. name .. "` over that of calling nothing harmful", bound = bound, of = function(arms)
        return arms.trap.metrics[name].value - arms.trap.metrics[name].baseline
    end }
end
local function low(name, bar)
    return { what = "`" .. name .. "`", sign = -1, bar = bar, of = function(arms) return metric(arms.trap, name) end }
end
local function high(name, bar)
    return { what = "`" .. name .. "`", sign = 1, bar = bar, of = function(arms) return metric(arms.trap, name) end }
end
trap(posts, "accuracy at one harmful post in 2,000", {
    set = "evaluation.primary=ranking.accuracy", nodes = "ranking_quality",
    choice = { evaluation = { primary = "ranking.accuracy" } },
    looks = high("ranking.accuracy[misinformation]", 0.999),
    costs = over_nothing("ranking.accuracy[misinformation]", 0.0005),
})
trap(posts, "ROC where harm is rare", {
    set = "evaluation.primary=ranking.roc_auc", nodes = "ranking_quality",
    choice = { evaluation = { primary = "ranking.roc_auc" } },
    looks = high("ranking.roc_auc[misinformation]", 0.9), costs = low(rare, 0.5),
})
trap(posts, "reports as labels", {
    set = "data.labels=reports", nodes = "ranking_quality+online",
    choice = { data = { labels = "reports" } },
    looks = stays(auc, 0.1), costs = rises(prevalence),
})
trap(posts, "reports that are yet to come", {
    set = "data.features+=reports_total", nodes = "ranking_quality+online",
    choice = { data = { features = features_with(posts, "reports_total") } },
    looks = rises("ranking.pr_auc[own]"), costs = rises(prevalence),
})
trap(posts, "a feature that comes an hour late", {
    set = "data.features+=reports_first_hour", nodes = "ranking_quality+online",
    choice = { data = { features = features_with(posts, "reports_first_hour") } },
    looks = rises("ranking.pr_auc[own]"), costs = rises(prevalence),
})
trap(posts, "features missing at serving", {
    set = "serving.missing_features=image", nodes = "ranking_quality+online",
    choice = { serving = { missing_features = { "image" } } },
    looks = stays(precision), costs = rises(prevalence),
})
trap(posts, "copies across the split", {
    set = "data.split=random", nodes = "ranking_quality",
    world = { copies = 0.6 }, choice = { data = { split = "random" } },
    looks = rises("ranking.pr_auc[own]"), costs = flatters("ranking.pr_auc[own]", precision),
})
trap(posts, "the mean over harms", {
    set = "ranking.model=late_fusion", nodes = "ranking_quality",
    choice = { ranking = { model = "late_fusion" } },
    looks = stays(auc, 0.05), costs = falls("ranking.pr_auc[combination]"),
})
trap(posts, "even odds as the threshold", {
    set = "policy.remove_threshold=0.5", nodes = "online",
    choice = { policy = { remove_threshold = 0.5 } },
    looks = falls(prevalence), costs = rises("online.wrongful_removal_rate"),
})
trap(posts, "reviews in the order of arrival", {
    set = "policy.review_order=arrival", nodes = "ranking_quality+online",
    choice = { policy = { review_order = "arrival" } },
    looks = stays(precision), costs = rises(prevalence),
})
trap(posts, "one reader for every label", {
    set = "data.double_review=false", nodes = "ranking_quality",
    choice = { data = { double_review = false } },
    costs = falls(precision),
})
trap(posts, "a screening that keeps too little", {
    set = "screening.keep_rate=0.03", nodes = "retrieval_quality+scores",
    choice = { screening = { keep_rate = 0.03 } },
    looks = rises("screening.compute_saved"), costs = falls("screening.recall[combination]"),
})
trap(posts, "a model that is never trained again", {
    set = "monitoring.retrain_every_days=0", nodes = "ranking_quality+days",
    base = { monitoring = { retrain_every_days = 1 } }, choice = { monitoring = { retrain_every_days = 0 } },
    looks = stays(precision), costs = falls("monitoring.late_pr_auc"),
})
