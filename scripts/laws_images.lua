-- The effects of the case visual_search; laws.lua has what they are made of, and measures them.
local recall, own = "retrieval.recall@10", "retrieval.recall@10[own]"
local success, ndcg = "online.success_rate", "list.ndcg@10"
local IMAGES = { users = 10000, items = 8000 }
local function images(number, title, spec)
    spec.case, spec.world = "visual_search", spec.world or IMAGES
    law(number, title, spec)
end

images(2, "images: more probes find more, with diminishing returns", {
    nodes = "retrieval_quality",
    arms = { one = { retrieval = { nprobe = 1 } }, four = { retrieval = { nprobe = 4 } },
        sixteen = { retrieval = { nprobe = 16 } } },
    claims = {
        more("recall@10, four probes - one", "one", "four", recall),
        more("recall@10, sixteen probes - four", "four", "sixteen", recall),
        { what = "recall@10, gained by the first three less the next twelve", sign = 1, of = function(arms)
            return 2 * metric(arms.four, recall) - metric(arms.one, recall) - metric(arms.sixteen, recall)
        end },
    },
})

-- Photographs are sent again, cut otherwise, and the same things are asked for: a random split puts one in training and the
-- other in the test.
images(5, "images: the same photograph on both sides of a split, a sample for the catalogue, a picture against itself: all flatter", {
    nodes = "retrieval_quality",
    arms = {
        random = { data = { positives = "click", split = "random" }, retrieval = { epochs = 12 } },
        item = { data = { positives = "click", split = "item" }, retrieval = { epochs = 12 } },
        full = {}, sampled = { evaluation = { protocol = "sampled" } },
        itself = { data = { positives = "augment" }, retrieval = { augmentation = false } },
    },
    claims = {
        more("own recall@10, random split - by item", "item", "random", own),
        more("own recall@10, among 100 sampled - in the catalogue", "full", "sampled", own),
        { what = "own recall@10 over the truth's, pictures against themselves", sign = 1, bar = 0.5, of = function(arms)
            return metric(arms.itself, own) - metric(arms.itself, recall)
        end },
    },
})

images(6, "images: leaving out near-duplicates helps people; leaving out what is like helps nobody", {
    nodes = "online",
    world = { users = 10000, items = 8000, duplicates = 0.5 },
    arms = {
        all = { policy = { duplicate_threshold = 1 } }, near = { policy = { duplicate_threshold = 0.98 } },
        like = { policy = { duplicate_threshold = 0.8 } },
    },
    claims = {
        more("success, from 0.98 left out - nothing", "all", "near", success),
        less("success, from 0.8 left out - from 0.98", "near", "like", success),
    },
})

images(11, "images: a new camera costs recall until the network is trained on what it sees", {
    nodes = "days",
    common = { world = { timeline = "4:drift:camera::0.6" } },
    arms = { never = { monitoring = { retrain_every_days = 0 } }, weekly = { monitoring = { retrain_every_days = 7 } } },
    claims = {
        { what = "recall@10, days 4 to 7 - days 1 to 3", sign = -1, of = function(arms)
            return days(arms.never, "days.recall", 4, 7) - days(arms.never, "days.recall", 1, 3)
        end },
        more_days("recall@10 of days 8 to 14, weekly - never", "never", "weekly", "days.recall", 8, 14),
    },
})

images(14, "images: codes are eight times smaller at a loss that exact distance mends", {
    nodes = "list_quality+retrieval_quality",
    common = { ranking = { model = "none" } },
    arms = {
        full = { retrieval = { index = "ivf" } }, codes = { retrieval = { index = "ivf_pq", refine = 0 } },
        refined = { retrieval = { index = "ivf_pq", refine = 4 } },
        scored = { retrieval = { index = "ivf_pq", refine = 0 }, ranking = { model = "exact" } },
    },
    claims = {
        smaller("an item"),
        less("recall@10, codes - full vectors", "full", "codes", recall),
        more("recall@10, refined - codes", "codes", "refined", recall),
        within("recall@10, refined - full vectors", "full", "refined", recall, 0.01),
        more("nDCG@10, codes scored by exact distance - by codes", "codes", "scored", ndcg),
    },
})

images(15, "augmentation matters for view-invariant search, and temperature", {
    nodes = "retrieval_quality",
    arms = {
        base = {}, plain = { retrieval = { augmentation = false } },
        own = { data = { positives = "augment" } },
        own_plain = { data = { positives = "augment" }, retrieval = { augmentation = false } },
        warm = { retrieval = { temperature = 0.5 } }, cold = { retrieval = { temperature = 0.01 } },
    },
    claims = {
        more("recall@10, augmentation - none", "plain", "base", recall),
        more("recall@10, own pictures alone, augmentation - none", "own_plain", "own", recall),
        more("recall@10, all sources of positives - own pictures alone", "own", "base", recall),
        more("recall@10, temperature 0.07 - 0.5", "warm", "base", recall),
        more("recall@10, temperature 0.07 - 0.01", "cold", "base", recall),
    },
})

images(16, "images: embedding size saturates", {
    nodes = "retrieval_quality",
    arms = { tiny = { retrieval = { dim = 8 } }, small = { retrieval = { dim = 32 } }, base = { retrieval = { dim = 64 } },
        large = { retrieval = { dim = 128 } } },
    claims = {
        more("recall@10, 32 values - 8", "tiny", "small", recall),
        { what = "recall@10, (32 - 8) - (128 - 64)", sign = 1, of = function(arms)
            return metric(arms.small, recall) - metric(arms.tiny, recall) - metric(arms.large, recall) + metric(arms.base, recall)
        end },
    },
})
