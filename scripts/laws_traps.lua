-- Traps: choices that look harmless, or better, and what they cost. `make traps` measures them and writes docs/traps.md.
-- A trap has a base design, the choice that is the trap, what that makes look good (`looks`) and what it costs (`costs`),
-- both claims over the two arms `base` and `trap`. Worlds are small; one that shows its trap plainly says so. Where
-- seeds differ too much for three to tell, `seeds` says how many it takes.
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

-- A trap that is a law already: what a row says of it, and where its figures are.
local function lesson(case, title, number, set, looks, costs)
    laws[#laws + 1] = { case = case, title = title, trap = true, number = 0, set = set, law = number, looks = looks, costs = costs }
end

-- What a claim's row says: a metric that rises, falls, or stays within a bound; without one, but for the last digits.
local function rises(name) return { what = "`" .. name .. "` rises", of = difference("base", "trap", name), sign = 1 } end
local function falls(name) return { what = "`" .. name .. "` falls", of = difference("base", "trap", name), sign = -1 } end
local function stays(name, bound)
    local what = bound and ("moves by less than %g"):format(bound) or "stays"
    return { what = ("`%s` %s"):format(name, what), of = difference("base", "trap", name), bound = bound or 1e-6 }
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
local prevalence, precision = "online.prevalence", "ranking.pr_auc"

-- video_recommendation

trap(video, "label rule: every click is a positive", {
    set = "framing.label=0 data.signals=click", nodes = "ranking_quality+online",
    world = { users = 10000, items = 10000, clickbait_share = 0.3 },
    choice = { framing = { label = 0, objective = "click" }, data = { signals = { "click" } } },
    looks = rises("online.ctr"), costs = falls(minutes),
})
trap(video, "sampled metric", {
    set = "evaluation.protocol=sampled", nodes = "retrieval_quality", seeds = 6,
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
    looks = rises(own_auc), costs = falls(minutes), seeds = 6,
})
trap(video, "logQ with the wrong sign", {
    set = "retrieval.logq_sign=plus", nodes = "retrieval_quality+ranking_quality",
    choice = { retrieval = { logq_sign = "plus" } },
    looks = stays(auc), costs = falls(recall100),
})
lesson(video, "in-batch negatives, uncorrected", 1, "data.negatives=in_batch retrieval.logq_correction=false",
    "nothing shows it", "what is popular is punished: recall falls")
trap(video, "features missing at serving", {
    set = "serving.missing_features=user_topic_clicks+history_similarity", nodes = "ranking_quality+online",
    choice = { serving = { missing_features = { "user_topic_clicks", "history_similarity" } } },
    looks = stays(own_auc), costs = falls(minutes),
})
lesson(video, "random split", 5, "data.split=random",
    "the own figures rise", "nothing is gained: the own ROC-AUC is above that of the truth")
trap(video, "raw position", {
    set = "data.position_debias=false", nodes = "ranking_quality+online",
    choice = { data = { position_debias = false } },
    looks = stays(auc, 0.1), costs = falls(minutes),
})
lesson(video, "clicks as the objective", 4, "framing.objective=click",
    "the click rate rises", "watch time and return fall")
lesson(video, "downsampling, uncorrected", 10, "data.downsampling_correction=false",
    "ROC-AUC stays", "every rate is several times too high")
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
lesson(video, "too few hash buckets", 13, "ranking.hash_buckets=16",
    "the run is as good as any", "ROC-AUC falls")

-- news_feed

trap(news, "weights that pay for noise", {
    set = "framing.value.comment=15 framing.value.hide=0 framing.value.watch_time=0", nodes = "ranking_quality+online",
    world = { users = 10000, items = 4000, clickbait_share = 0.35 },
    choice = { framing = { value = { click = 1, watch_time = 0, like = 1, comment = 15, share = 1, hide = 0 } } },
    looks = rises("online.ctr"), costs = rises(hides), seeds = 6,
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

lesson(ads, "downsampling, uncorrected", 10, "data.downsampling_correction=false",
    "ROC-AUC stays", "every rate is several times too high, and a reserve sells all")
trap(ads, "leaking counter", {
    set = "data.features+=ad_ctr_total", nodes = "ranking_quality+online",
    choice = { data = { features = features_with(ads, "ad_ctr_total") } },
    looks = rises(own_auc), costs = falls(auc), seeds = 6,
})
lesson(ads, "a label window shorter than the delay", 12, "framing.label_window_hours=1 data.delayed_labels=wait",
    "what is said of clicks stays", "slow advertisers look worthless: revenue and value fall")
lesson(ads, "random split", 5, "data.split=random",
    "the own ROC-AUC rises", "it is above that of the truth")
trap(ads, "raw position", {
    set = "data.position_debias=false", nodes = "ranking_quality+online",
    choice = { data = { position_debias = false } },
    looks = stays("ranking.calibration_ratio", 0.1), costs = falls(auc),
})
trap(ads, "features missing at serving", {
    set = "serving.missing_features=ad_ctr+campaign_ctr+quality_shown+user_category_clicks",
    nodes = "ranking_quality+online",
    choice = { serving = { missing_features = { "ad_ctr", "campaign_ctr", "quality_shown", "user_category_clicks" } } },
    looks = stays(entropy .. "[own]"), costs = falls("online.ctr"),
})
trap(ads, "the raw user id", {
    set = "data.features+=user_id", nodes = "ranking_quality+online",
    choice = { data = { features = features_with(ads, "user_id") } },
    costs = rises(entropy), seeds = 6,
})
trap(ads, "targeting after the search", {
    set = "retrieval.targeting=after", nodes = "retrieval_quality+online",
    choice = { retrieval = { targeting = "after" } },
    costs = falls(recall100),
})
trap(ads, "logQ with the wrong sign", {
    set = "retrieval.logq_sign=plus", nodes = "retrieval_quality+ranking_quality",
    choice = { retrieval = { logq_sign = "plus" } },
    looks = stays(auc), costs = falls(recall100), seeds = 6,
})
trap(ads, "a multiplier for a model that is not calibrated", {
    set = "policy.score_multiplier=2", nodes = "ranking_quality+online",
    base = { policy = { reserve = 20 } }, choice = { policy = { reserve = 20, score_multiplier = 2 } },
    looks = rises("list.fill_rate"), costs = rises(hides),
})
lesson(ads, "a model that is never trained again", 11, "monitoring.retrain_every_days=0",
    "figures on the log stay", "excess entropy grows day by day")

-- visual_search

lesson(pictures, "a picture against itself", 5, "data.positives=augment retrieval.augmentation=false",
    "the own recall is perfect", "people with cameras find next to nothing")
lesson(pictures, "sampled metric", 5, "evaluation.protocol=sampled",
    "the own recall is near 1", "the catalogue has many more than 100 to mistake")
lesson(pictures, "the same photograph on both sides of the split", 5, "data.split=random",
    "the own recall rises", "nothing is gained")
trap(pictures, "clicks alone as positives", {
    set = "data.positives=click", nodes = "retrieval_quality",
    choice = { data = { positives = "click" } },
    looks = stays("retrieval.index_recall", 0.1), costs = falls(recall10),
})
lesson(pictures, "codes with nothing behind them", 14, "retrieval.index=ivf_pq retrieval.refine=0 ranking.model=none",
    "an item takes a tenth of the bytes", "recall falls, until a second look")
lesson(pictures, "every copy has its grade", 6, "policy.duplicate_threshold=1",
    "nDCG rises", "fewer people find what they look for")
lesson(pictures, "a camera that the log never saw", 11, "monitoring.retrain_every_days=0",
    "figures on the log stay", "recall halves")
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
local function high(name, bar)
    return { what = "`" .. name .. "`", sign = 1, bar = bar, of = function(arms) return metric(arms.trap, name) end }
end
trap(posts, "accuracy at one harmful post in 2,000", {
    set = "evaluation.primary=ranking.accuracy", nodes = "ranking_quality",
    choice = { evaluation = { primary = "ranking.accuracy" } },
    looks = high("ranking.accuracy[misinformation]", 0.999),
    costs = over_nothing("ranking.accuracy[misinformation]", 0.0005),
})
lesson(posts, "ROC where harm is rare", 17, "evaluation.primary=ranking.roc_auc",
    "ROC-AUC is 0.97", "PR-AUC is 0.2")
trap(posts, "reports as labels", {
    set = "data.labels=reports", nodes = "ranking_quality+online",
    choice = { data = { labels = "reports" } },
    looks = stays(auc, 0.1), costs = rises(prevalence),
})
-- Where reports are the labels, all of them together are the label itself.
local reported = { data = { labels = "reports" } }
trap(posts, "reports that are yet to come", {
    set = "data.features+=reports_total", nodes = "ranking_quality+online",
    base = reported, choice = { data = { labels = "reports", features = features_with(posts, "reports_total") } },
    looks = rises("ranking.pr_auc[own]"), costs = rises(prevalence),
})
trap(posts, "a feature that comes an hour late", {
    set = "data.features+=reports_first_hour", nodes = "ranking_quality+online",
    base = reported, choice = { data = { labels = "reports", features = features_with(posts, "reports_first_hour") } },
    looks = rises("ranking.pr_auc[own]"), costs = rises(prevalence),
})
trap(posts, "features missing at serving", {
    set = "serving.missing_features=image", nodes = "ranking_quality+online",
    choice = { serving = { missing_features = { "image" } } },
    looks = stays(precision .. "[own]"), costs = rises(prevalence),
})
lesson(posts, "copies across the split", 5, "data.split=random",
    "the own PR-AUC rises", "it is above that of the truth")
lesson(posts, "the mean over harms", 18, "ranking.model=late_fusion",
    "ROC-AUC hardly moves", "what is harmful in the combination alone is missed")
lesson(posts, "even odds as the threshold", 21, "policy.remove_threshold=0.5",
    "prevalence falls", "a tenth more of what is removed did no harm")
trap(posts, "reviews in the order of arrival", {
    set = "policy.review_order=arrival", nodes = "ranking_quality+online",
    choice = { policy = { review_order = "arrival" } },
    looks = stays(precision), costs = rises(prevalence),
})
trap(posts, "one reader for every label", {
    set = "data.double_review=false", nodes = "ranking_quality",
    choice = { data = { double_review = false } },
    looks = stays("ranking.calibration_ratio[own]", 0.2), costs = rises("ranking.calibration_ratio[misinformation]"),
})
trap(posts, "a screening that keeps too little", {
    set = "screening.keep_rate=0.03", nodes = "retrieval_quality+scores",
    choice = { screening = { keep_rate = 0.03 } },
    looks = rises("screening.compute_saved"), costs = falls("screening.recall[combination]"),
})
lesson(posts, "a model that is never trained again", 22, "monitoring.retrain_every_days=0",
    "figures on the log stay", "PR-AUC falls with the words")
