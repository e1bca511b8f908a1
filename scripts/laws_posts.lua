-- Posts: a rare harm needs a large world, so these have the case's own.
local posts = "harmful_content"

-- Words move only after the log, so what a random split knows of the future are copies: a world of many.
law(5, "posts: a random split flatters where posts are copied", {
    case = posts, nodes = "ranking_quality",
    world = { copies = 0.6 },
    arms = { time = {}, random = { data = { split = "random" } } },
    claims = {
        { what = "own PR-AUC over the truth's, random", sign = 1, of = function(arms)
            return metric(arms.random, "ranking.pr_auc[own]") - metric(arms.random, "ranking.pr_auc")
        end },
        more("own PR-AUC, random - temporal", "time", "random", "ranking.pr_auc[own]"),
    },
})

law(17, "at a prevalence of one in 2,000, ROC-AUC looks fine where PR-AUC does not", {
    case = posts, nodes = "ranking_quality",
    arms = { base = {} },
    claims = {
        { what = "ROC-AUC of misinformation", sign = 1, bar = 0.9, of = function(arms)
            return metric(arms.base, "ranking.roc_auc[misinformation]")
        end },
        { what = "PR-AUC of misinformation", sign = -1, bar = 0.5, of = function(arms)
            return metric(arms.base, "ranking.pr_auc[misinformation]")
        end },
    },
})

local both = "ranking.pr_auc[combination]"
-- Where harm is in both parts together, a sum of two scores knows no more than the text: that slice is early fusion's alone.
law(18, "early fusion beats late fusion beats text alone where harm is in the combination", {
    case = posts, nodes = "ranking_quality",
    arms = {
        text = { ranking = { model = "text_only" } }, late = { ranking = { model = "late_fusion" } },
        early = { ranking = { model = "early_fusion" } },
    },
    claims = {
        more("PR-AUC, harm in both, early - late", "late", "early", both),
        more("PR-AUC, all harms, late - text", "text", "late", "ranking.pr_auc"),
        more("PR-AUC, all harms, early - late", "late", "early", "ranking.pr_auc"),
    },
})

law(19, "multi-task helps the rare classes", {
    case = posts, nodes = "ranking_quality",
    arms = { single = { ranking = { multi_task = false } }, multi = { ranking = { multi_task = true } } },
    claims = {
        more("PR-AUC of misinformation, one bottom - five models", "single", "multi", "ranking.pr_auc[misinformation]"),
        more("PR-AUC, one bottom - five models", "single", "multi", "ranking.pr_auc"),
    },
})

law(20, "screening saves compute at a small loss, but for harms that no part shows alone", {
    case = posts, nodes = "retrieval_quality+scores",
    arms = { some = {} },
    claims = {
        { what = "share of the compute that is saved", sign = 1, bar = 0.7, of = function(arms)
            return metric(arms.some, "screening.compute_saved")
        end },
        { what = "recall, harm in the text alone", sign = 1, bar = 0.9, of = function(arms)
            return metric(arms.some, "screening.recall[text]")
        end },
        { what = "recall, harm in the text - in the combination", sign = 1, bar = 0.1, of = function(arms)
            return metric(arms.some, "screening.recall[text]") - metric(arms.some, "screening.recall[combination]")
        end },
    },
})

law(21, "the removal threshold trades prevalence against wrongful removals", {
    case = posts, nodes = "online",
    arms = { low = { policy = { remove_threshold = 0.5 } }, high = { policy = { remove_threshold = 0.9 } } },
    claims = {
        less("prevalence, threshold 0.5 - 0.9", "high", "low", "online.prevalence"),
        more("wrongful removals, 0.5 - 0.9", "high", "low", "online.wrongful_removal_rate"),
    },
})

law(22, "adversarial drift decays the classifier until retraining", {
    case = posts, nodes = "ranking_quality+days",
    arms = {
        never = { monitoring = { retrain_every_days = 0 } }, weekly = { monitoring = { retrain_every_days = 7 } },
        daily = { monitoring = { retrain_every_days = 1 } },
    },
    claims = {
        { what = "PR-AUC, days 12 to 14 without retraining - the log's", sign = -1, of = function(arms)
            return metric(arms.never, "monitoring.late_pr_auc") - metric(arms.never, "ranking.pr_auc")
        end },
        more("PR-AUC, days 12 to 14, weekly - never", "never", "weekly", "monitoring.late_pr_auc"),
        more("PR-AUC, days 12 to 14, daily - weekly", "weekly", "daily", "monitoring.late_pr_auc"),
    },
})
