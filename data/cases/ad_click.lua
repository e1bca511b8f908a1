-- ad_click.lua - a system that predicts clicks on ads and sells the slots of a page: what the interviewer knows, what is
-- heard in an answer, how it is marked. docs/writing-cases.md explains every field.
-- Figures in facts and estimates belong to this invented company or follow from them by arithmetic. What the engine
-- measures is not in here.

-- Wordings in a row, parted by "|".
local function any(text)
  local list = {}
  for wording in string.gmatch(text, "[^|]+") do
    local trimmed = string.match(wording, "^%s*(.-)%s*$")
    list[#list + 1] = string.gsub(trimmed, "%s+", " ")
  end
  return list
end

local facts = {
  { id = "goal", changes = "evaluation.primary, evaluation.guardrails",
    ask = any [[what is the goal|what are we optimising for|what does success look like|what is the business objective
      |do we maximise revenue or clicks|which outcome matters most]],
    answer = "Revenue, but only as long as advertisers get what they pay for and people do not hide ads. We watch all three.",
    assume = any [[the goal is revenue subject to advertiser value and few hides|we optimise revenue with guardrails]] },
  { id = "daily_users", value = 500e6, unit = "users", changes = "scale.daily_active_users",
    ask = any [[how many users|how many daily active users|what is the scale|how much traffic]],
    answer = "{value} people see at least one page with ads a day." },
  { id = "requests_per_user", value = 10, unit = "pages", changes = "scale.requests_per_user_per_day",
    ask = any [[how many pages per user|how many requests per user a day|how often does a user load a page]],
    answer = "About {value} pages with ads a user and day." },
  { id = "ads", value = 10e6, unit = "ads", changes = "scale.items",
    ask = any [[how many ads|how many active ads|how large is the inventory|how many campaigns]],
    answer = "{value} ads are active at a time, and new ones come every day." },
  { id = "slots", value = 4, unit = "slots", changes = "policy.slots",
    ask = any [[how many slots|how many ads per page|how many ads per request|how many ads are shown]],
    answer = "Four slots a page, one under the other." },
  { id = "ctr", value = 0.02, changes = "data.negative_keep_rate",
    ask = any [[what is the click rate|what is the ctr|what is the click-through rate|how rare are clicks]],
    answer = "Between one and three clicks in a hundred impressions, by placement." },
  { id = "auction", changes = "policy.auction",
    ask = any [[how are slots sold|is it a first or second price auction|how does the auction work|what do advertisers pay
      |who pays for what]],
    answer = "That is for you to decide. Most advertisers pay by the click; about a third pay by the conversion, and they "
      .. "report conversions to us when they happen." },
  { id = "delay", changes = "framing.label_window_hours",
    ask = any [[how late do conversions come|how long until a conversion|are conversions delayed|what is the conversion delay
      |when does a conversion arrive]],
    answer = "Hours to days, and very different from one advertiser to another. A click that has not converted may still." },
  { id = "budgets", changes = "policy.pacing",
    ask = any [[do advertisers have budgets|are there daily budgets|what happens when the budget runs out]],
    answer = "Every campaign has a daily budget. Many run out before midnight, and then the evening is sold cheaply." },
  { id = "targeting", changes = "retrieval.targeting",
    ask = any [[is there targeting|do advertisers choose their audience|who decides who sees an ad|what targeting is there]],
    answer = "Advertisers choose countries, devices, ages, genders and hours. Showing an ad to anyone else is a breach of "
      .. "contract." },
  { id = "latency", value = 100, unit = "ms", changes = "scale.latency_budget_ms",
    ask = any [[what is the latency budget|how fast must it be|what is the response time]],
    answer = "{value} ms for the whole answer, at the 99th percentile." },
  { id = "privacy", changes = "data.features",
    ask = any [[what may we use about users|are there privacy limits|do we need consent|is personal data restricted]],
    answer = "Only with consent, and nothing about health, religion or children. Everything is deleted after a year." },
  { id = "baseline", changes = "ranking.model",
    ask = any [[what is there today|what is the current system|is there a baseline]],
    answer = "An auction over a rough estimate of each ad's click rate. It favours large advertisers." },
}

local unknown = { "I do not know that; say what you assume.", "Nobody has measured that here. Assume something and go on." }
local refusals = { "That is your decision to make.", "I would rather hear what you would do." }

local estimates = {
  { id = "qps", title = "Requests a second, mean", unit = "requests/s", formula = "daily_users * requests_per_user / 86400",
    why = "Everything that is sized per request starts here." },
  { id = "rows", title = "Impressions logged a day", unit = "rows", formula = "daily_users * requests_per_user * slots" },
  { id = "clicks", title = "Clicks a day", unit = "clicks", formula = "daily_users * requests_per_user * slots * ctr",
    why = "What the model really learns from." },
}

local phrases = {}
local function hear(knob, value, say)
  phrases[#phrases + 1] = { knob = knob, value = value, say = any(say) }
end
hear("ranking.model", "logistic", [[logistic regression|linear model]])
hear("ranking.model", "fm", [[factorization machine|factorisation machine|fm model]])
hear("ranking.model", "deepfm", [[deepfm|deep fm]])
hear("ranking.model", "dcn_v2", [[dcn|deep and cross|deep & cross|cross network]])
hear("ranking.model", "mlp", [[multilayer perceptron|mlp|plain deep network]])
hear("ranking.calibration", "platt", [[platt scaling|platt]])
hear("ranking.calibration", "isotonic", [[isotonic regression|isotonic]])
hear("data.downsampling_correction", "true", [[correct the downsampling|undo the downsampling|re-calibrate after sampling
  |correct for negative sampling]])
hear("data.split", "temporal", [[split by time|temporal split|time-based split|train on the past]])
hear("data.split", "random", [[random split|split at random]])
hear("data.position_debias", "true", [[position bias|position tower|debias position|model the slot beside]])
hear("policy.auction", "second_price", [[second price|second-price|gsp|vickrey]])
hear("policy.auction", "first_price", [[first price|first-price]])
hear("policy.pacing", "throttle", [[throttle|throttling|sit out auctions|probabilistic pacing]])
hear("policy.pacing", "multiplier", [[bid multiplier|shade the bids for pacing|multiplicative pacing]])
hear("ranking.conversion_head", "true", [[conversion head|predict conversions|pcvr|conversion rate model]])
hear("retrieval.model", "two_tower", [[two-tower|two tower|dual encoder]])
hear("retrieval.targeting", "before", [[filter before search|pre-filter|targeting filter first|filter by targeting first]])
hear("retrieval.targeting", "after", [[filter after search|post-filter]])
hear("monitoring.monitors", "calibration", [[monitor calibration|predicted over actual clicks|calibration by slice]])
hear("monitoring.monitors", "features", [[feature drift|null rates|psi per feature]])
hear("monitoring.retrain_every_days", "1", [[retrain daily|daily retraining|retrain every day]])
hear("monitoring.retrain_every_days", "7", [[retrain weekly|weekly retraining]])

local quantities = {
  { knob = "framing.label_window_hours", near = any [[label window|attribution window|wait for conversions|hours for a conversion]] },
  { knob = "data.negative_keep_rate", near = any [[of the negatives|keep rate|negatives kept|downsample negatives to]] },
  { knob = "ranking.hash_buckets", near = any [[hash buckets|buckets|hashed rows]] },
  { knob = "retrieval.candidates", near = any [[candidates|ads to the ranker|from retrieval]] },
  { knob = "policy.reserve", near = any [[reserve price|reserve|floor price]] },
  { knob = "policy.frequency_cap", near = any [[frequency cap|showings per person|cap of]] },
  { knob = "policy.exploration", near = any [[exploration|explore|slots for new ads]] },
  { knob = "monitoring.retrain_every_days", near = any [[retrain every|retraining every]] },
}

local steps = {
  { id = "clarify", title = "Clarify requirements", minutes = 4,
    prompt = "Before you design anything: what do you need to know, and what will you assume? Ask me, or state it.",
    hints = { "Who pays, for what, and what stops them from paying more?" },
    rubric = {
      { id = "stakeholders", level = "mid", points = 2, about = "Names the three sides: revenue, advertisers, people",
        why = "Each can be had at the cost of the others.",
        query = any [[advertisers and users|advertiser value|revenue and user experience|hides as a guardrail]] },
      { id = "true_probability", level = "senior", points = 3, about = "Says that the auction needs true probabilities",
        why = "Bids are multiplied by them, so an error is money.",
        query = any [[calibrated probability|probabilities must be true|not only the order|prediction is multiplied by the bid]] },
    },
    answer = "Four slots a page, ten million ads, a tenth of a second. Revenue per thousand requests is the goal, because it is "
      .. "what the company lives on; value to advertisers and hides are guardrails, because they decide whether it lasts. "
      .. "The prediction is multiplied by a bid, so it has to be a true probability and not only the right order." },
  { id = "frame", title = "Frame as an ML task", minutes = 3,
    prompt = "Turn that into a machine learning problem. What goes in, what comes out, and when is a row a positive?",
    hints = { "A conversion may come days after the click. What is the label until then?" },
    decisions = {
      { knob = "framing.label_window_hours", accept = { "24..120" }, points = 3,
        why = "A short window calls late conversions negatives, and more so for slow advertisers; a long one learns from old clicks.",
        open = "How long does a click wait for its conversion before it counts as a negative?" },
    },
    forecasts = {
      { metric = "online.revenue_per_1000", kind = "direction", change = "framing.label_window_hours=1",
        ask = "With a label window of one hour: would revenue go up, down, or not visibly move?" },
    },
    rubric = {
      { id = "ecpm", level = "mid", points = 3, about = "Orders by bid times click rate, times conversion rate where that is paid",
        why = "It is what a showing is expected to bring.",
        query = any [[ecpm|bid times pctr|bid times click probability|expected revenue of an impression]] },
      { id = "window", level = "senior", points = 3, about = "Weighs the label window against freshness",
        why = "What is not yet converted is not the same as not converted.",
        query = any [[label window|attribution window|delayed conversions|delayed feedback]] },
    },
    answer = "Input is person, page and ad; output is the probability of a click, and of a conversion given a click. Ads are "
      .. "ordered by bid times click rate, and times conversion rate where the advertiser pays for conversions, because that is "
      .. "what a showing brings. A label window of two days keeps most conversions while the rows stay young." },
  { id = "data", title = "Prepare the data", minutes = 6,
    prompt = "What do you train on? Rows, features, negatives, split. Which of the log's columns would you not trust?",
    hints = { "Two clicks in a hundred: do you need every negative?", "Which counter knows the future?" },
    decisions = {
      { knob = "data.downsampling_correction", accept = { "true" }, points = 3,
        why = "Thinned negatives make every rate too high by about the same factor, and a reserve price sees that.",
        open = "After thinning negatives, what do you do to the probabilities?" },
      { knob = "data.split", accept = { "temporal" }, points = 2,
        why = "Ads and people move by the day; a random split lets the model look at tomorrow.",
        open = "How do training rows part from held-out ones?" },
      { knob = "data.position_debias", accept = { "true" }, points = 2,
        why = "The top slot is clicked because it is looked at. A model that does not know learns who used to be there.",
        open = "What do you do about the slot an ad was shown in?" },
    },
    rubric = {
      { id = "sparse", level = "mid", points = 2, about = "Hashes ids and keeps counters as of event time",
        why = "Counters of the whole log know the label.",
        query = any [[hash the ids|hashing trick|counters as of event time|point-in-time counters]] },
      { id = "sampling", level = "senior", points = 3, about = "Thins negatives and corrects: q = p / (p + (1 - p) / w)",
        why = "The order survives the thinning, the probability does not.",
        query = any [[downsample negatives|negative downsampling|correct the probability|p over p plus]] },
    },
    traps = { "A counter over the whole log holds the click that it predicts." },
    answer = "Rows are impressions with their slot, because an impression that nobody clicked is an honest negative. I keep a tenth "
      .. "of the negatives and put the probability back by p / (p + (1 - p) / w). Ids are hashed, counters are as of the event, "
      .. "the split is by time. The slot is learnt in a tower beside the model, because it is not known when serving." },
  { id = "model", title = "Develop the models", minutes = 7,
    prompt = "From ten million ads to four slots. Walk me through the models and the auction.",
    hints = { "Which pairs of fields does no single counter know?" },
    decisions = {
      { knob = "ranking.model", accept = { "deepfm", "dcn_v2", "fm", "mlp" }, points = 3,
        why = "What a site does to a category no linear model over single fields can say.",
        open = "What predicts the click?" },
      { knob = "ranking.conversion_head", accept = { "true" }, points = 2,
        why = "Who pays by the conversion is otherwise ranked by an average that fits nobody.",
        open = "Where does the conversion rate come from?" },
      { knob = "policy.auction", accept = { "second_price", "first_price" }, points = 1,
        why = "Either can be run well. A second price lets advertisers bid what a click is worth to them.",
        open = "What does the winner of a slot pay?" },
      { knob = "policy.pacing", accept = { "throttle", "multiplier" }, points = 2,
        why = "Budgets that are gone by noon leave the evening to whoever is left.",
        open = "How is a daily budget spread over the day?" },
    },
    forecasts = {
      { metric = "ranking.normalized_entropy", kind = "direction", change = "ranking.model=logistic",
        ask = "With logistic regression in its place: would normalized entropy go up, down, or not visibly move?" },
      { metric = "online.revenue_per_1000", kind = "place",
        ask = "Where will revenue land: nearer the trivial rule, in the middle, or nearer the best possible?" },
    },
    rubric = {
      { id = "interactions", level = "mid", points = 2, about = "Says why interactions need FM, DeepFM or DCN",
        why = "Single fields are already in the counters.",
        query = any [[feature interactions|feature crosses|cross features|second order interactions]] },
      { id = "exploration", level = "senior", points = 2, about = "Keeps some slots for ads that nobody has data on",
        why = "An ad that is never shown is never learnt.",
        query = any [[explore new ads|exploration for new ads|cold start of ads|exploration slot]] },
    },
    answer = "A targeting filter and two towers give some hundred candidates. Logistic regression is the baseline; a DCN-v2 over "
      .. "hashed ids and counters learns what fields say together. It has a second head for conversions. The auction is on "
      .. "expected revenue with a second price and a reserve; budgets are throttled along the day's traffic." },
  { id = "evaluate", title = "Evaluate", minutes = 4,
    prompt = "How would you know that it works? Offline first, then in the market.",
    hints = { "Which metric sees that all rates are twice too high?" },
    decisions = {
      { knob = "evaluation.primary", accept = { "online.revenue_per_1000", "ranking.normalized_entropy" }, points = 2,
        why = "Normalized entropy sees order and calibration; revenue sees what they are worth. ROC-AUC sees the order alone.",
        open = "Which metric decides?" },
    },
    forecasts = {
      { metric = "ranking.normalized_entropy", kind = "interval", ask = "What normalized entropy will your model reach?" },
      { metric = "ranking.roc_auc", kind = "direction", change = "data.downsampling_correction=false",
        ask = "Without the correction: would ROC-AUC go up, down, or not visibly move?" },
    },
    rubric = {
      { id = "entropy", level = "mid", points = 2, about = "Chooses normalized entropy and calibration over AUC alone",
        why = "AUC does not move when all probabilities double.",
        query = any [[normalized entropy|normalised entropy|log loss over the base rate|calibration ratio]] },
      { id = "slices", level = "senior", points = 2, about = "Looks at calibration by slice",
        why = "Errors that differ between ads move money from one to another.",
        query = any [[calibration by slice|calibration per segment|calibration per advertiser|by slice]] },
    },
    answer = "Offline normalized entropy, because unlike AUC it sees a wrong base rate, and the calibration ratio overall and by "
      .. "slice. Then the auction replayed with budgets: revenue, advertiser value and hides per thousand requests. Online a "
      .. "test split by user, sized from the spread of revenue, with budgets split too." },
  { id = "serve", title = "Deploy and serve", minutes = 4,
    prompt = "Now it has to answer at the peak, within the budget, every time. One request with its numbers.",
    hints = { "What happens to the number of candidates when the filter comes after the search?" },
    decisions = {
      { knob = "retrieval.targeting", accept = { "before" }, points = 2,
        why = "A filter after the search strikes most of what was found, and the auction runs nearly empty.",
        open = "Where does the targeting filter stand?" },
      { knob = "serving.fallback", accept = { "true" }, points = 1,
        why = "An empty slot earns nothing.", open = "What is shown when the answer is late?" },
    },
    rubric = {
      { id = "stages", level = "mid", points = 2, about = "Filter, candidates, ranker, auction with counts and times",
        why = "The ranker's time grows with the candidates.",
        query = any [[targeting filter then|candidates then ranker|hundred candidates|filter before ranking]] },
    },
    answer = "Targeting is applied while searching, because afterwards most of what was found would be struck. Three hundred candidates "
      .. "go to the ranker, the auction takes microseconds. Counters come from a stream, the index takes in new ads every hour." },
  { id = "monitor", title = "Monitor and maintain", minutes = 3,
    prompt = "It is live, and you are on call. What goes wrong without an error message, and what do you do?",
    hints = { "Predicted over actual clicks by the hour." },
    decisions = {
      { knob = "monitoring.retrain_every_days", accept = { "1..3" }, points = 2,
        why = "New ads come every day and what sites do to categories moves: a model of last week pays for it daily.",
        open = "How often is the model trained again?" },
      { knob = "monitoring.monitors", accept = { "features+calibration", "features+calibration+ctr",
        "features+scores+calibration+ctr" }, points = 2,
        why = "Predicted over actual clicks is the first alarm of an ad system.", open = "What is watched every day?" },
    },
    rubric = {
      { id = "alarm", level = "mid", points = 2, about = "Watches predicted over actual clicks by segment",
        why = "It moves before revenue does.",
        query = any [[predicted over actual|predicted versus actual clicks|calibration alarm|monitor calibration]] },
    },
    answer = "The first alarm is predicted over actual clicks by hour and segment, because it moves before revenue does. Beside it "
      .. "drift and nulls of every feature, burnt budgets, and how late conversions are. The model is retrained every day." },
}

return {
  name = "ad_click",
  title = "Ad click prediction",
  about = "Predicts which ads will be clicked, and sells the slots of a page in an auction that pays by the click or by the conversion.",
  world = "ads",
  headline = "ranking.normalized_entropy",
  opening = "Thanks for coming. I work on the ads of a large publisher: every page has a few slots, advertisers bid for them, and we "
    .. "decide who gets them. Design the system that predicts the clicks and runs the auction. You lead; where would you start?",
  facts = facts, unknown = unknown, refusals = refusals, estimates = estimates,
  phrases = phrases, quantities = quantities, steps = steps,
  references = {
    { name = "daily DCN-v2 with a long window", knobs = { ["ranking.model"] = "dcn_v2", ["framing.label_window_hours"] = 72,
      ["monitoring.retrain_every_days"] = 1 } },
    { name = "DeepFM, more candidates", knobs = { ["ranking.model"] = "deepfm", ["retrieval.candidates"] = 500 } },
  },
}
