-- vocabulary.lua - the words in which designs of any case are said: concepts with all their names, and the rules that
-- set a knob from them. A case adds its own names to a concept (what it calls an item, a watch, a creator) and rules of
-- its own; rules about knobs that its kind of world lacks are left out. docs/writing-cases.md explains wordings.

local concepts, phrases, quantities, questions = {}, {}, {}, {}
local function concept(name, ways)
  concepts[#concepts + 1] = { name = name, ways = ways }
end
local function hear(knob, value, say, unless)
  phrases[#phrases + 1] = { knob = knob, value = value, say = say, unless = unless }
end
local function near(knob, words, unless)
  quantities[#quantities + 1] = { knob = knob, near = words, unless = unless }
end

-- ---------------------------------------------------------------------------------------------------------------------
-- Who and what.

concept("item", [[item|product|listing|document|content|result|entry|candidate item]])
concept("user", [[user|viewer|person|people|member|visitor|customer|reader|consumer|audience]])
concept("creator", [[creator|uploader|channel|author|publisher|producer|poster|account]])
concept("topic", [[topic|category|genre|subject|theme|interest]])
concept("new", [[new|fresh|newly uploaded|recent|unseen|cold|cold-start|cold start|young|never shown|nobody has seen
  |no one has seen|without history|under-exposed|underexposed|unexplored|little exposure|little known|unproven]])
concept("corpus", [[corpus|catalogue|catalog|inventory|collection|library|item set|item pool|whole pool|database]])
concept("all", [[full|whole|entire|complete|all|every|each]])
concept("impressions", [[impression|impressions|exposures|displays|views|rows|examples|samples|instances]])

-- What one may do with a thing.
concept("handle", [[handle|correct|correct for|account for|adjust for|deal with|debias|de-bias|unbias|remove|factor out
  |compensate|control for|treat|take care of|fix|mitigate|address|reduce|counter|neutralise|disentangle|undo|estimate]])
concept("nothing", [[nothing|not anything|do not do anything|dont do anything|wouldnt do anything|ignore|ignored|neglect
  |disregard|not bother|dont bother|wouldnt bother|not worry|dont worry|not care|dont care|do not handle|dont handle
  |no correction|untreated|uncorrected|no handling|as is|as it is|no treatment|leave as is|no special treatment
  |not correct|dont correct|wont correct|skip]])
concept("aim", [[objective|goal|target|optimise|optimise for|optimising|maximise|minimise|train for|trained for|train it for
  |train the ranker for|train on|training target|training objective|rank by|ranked by|rank on|ranking by|order by|ordered by
  |order on|sort by|sorted by|sort on|score by|score on|predict|predicts|predicting|prediction|estimate|regress|regress on
  |regression|go with|go for|aim for|what matters|loss on|label is|learn to predict|forecast|ranking score]])
concept("pursue", [[objective|goal|optimise|optimise for|optimising|maximise|rank by|ranked by|rank on|order by|ordered by|sort by|sorted by|train the ranker for|training target|training objective]])
concept("watch", [[watch mins|mins watched|view mins|watch time|watchtime|watch-time|view time|viewing time|view duration|viewing duration|watch duration
  |minutes watched|minutes viewed|seconds watched|seconds viewed|time watched|time spent|time spent watching|watch minutes
  |view minutes|minutes of viewing|how long people watch|how long they watch|how long somebody watches|how long watch|how much is watched
  |dwell time|dwell|expected watch|watched seconds|watched minutes|watch length|watch seconds|viewing minutes|time viewed|seconds <user> spend|minutes <user> spend|seconds people spend|minutes people spend|seconds they spend|minutes they spend|seconds spent|minutes spent
  |time watching|viewing seconds|minutes of watching|minutes of watch|minutes per session|minutes a session|minutes per visit|minutes per user|how long <user> watch|expected minutes|expected seconds|expected time|how long <user> will watch|how long a <user> watches|how long they stay]])
concept("opening", [[open|opens|opening|opened|opening a <item>|open a <item>]])
concept("click", [[click|clicks|ctr|click-through|click-through rate|clickthrough|click rate|pclick|pctr|p click|p ctr
  |clicked|click probability|tap|taps]])

-- ---------------------------------------------------------------------------------------------------------------------
-- Framing.

hear("framing.objective", "watch_time", [[
  <pursue> <watch>|<watch> objective|@<aim> <watch>|@<watch> <aim>|@<watch> not <click>|@<watch> rather than <click>|@<watch> instead of <click>|weighted logistic
  |weighted logistic regression|@<watch> regression|@<watch> is what we want|@goal <watch>|@<watch> per impression
  |@<watch> as the label|@<watch> as label|@i want <watch>|@we want <watch>|@rank by expected <watch>|@the predict expected <watch>|@expected <watch> as|@expected <watch> per|@expected <watch> is the|@how many minutes <user> watch|@how many minutes somebody will watch|@how many seconds somebody will watch|@how many minutes someone will watch|@<watch> is what i|@we model <watch>|@i model <watch>|@take <watch>|@<watch> matters|@only <watch>|@<watch> it is|@<pursue> <watch> <user> spend]],
  [[<watch> head|head for <watch>|<watch> guardrail|no matter <watch>|regardless <watch>|irrespective <watch>|however long|weight of <watch>|weight <watch>|<watch> weight|point per <watch>|point <watch>|points <watch>|<watch> is worth]])
hear("framing.objective", "click", [[
  <pursue> <click>|<click> objective|@<aim> <click>|@<click> <aim>|@<click> or not <click>|@<click> versus not|@<click> vs not|@binary classifier <click>
  |@binary classification <click>|@a click model|@click model|@classifier <click>|@probability of <click>|@<click> probability|@<click> prediction
  |@whether <click>|@will <click>|@we model <click>|@i model <click>|@the optimises <click>|@just optimises <click>|@whether they open|@whether <user> opens|@whether <user> open|@whether somebody opens|@whether someone opens|@<click> or not|@<click> as the label|@<click> as label|@likelihood of <click>|@take <click>]],
  [[<click> head|head for <click>|@heads for <click>|not just <click>|not only <click>|beyond <click>|<click> bait|more than <click>|says little|says nothing|tells little|misleading|predicted over observed <click>]])
concept("heads", [[head|heads|tower head|output head|tasks|outcomes|targets|outputs]])
concept("blend", [[combine|combined|combines|blend|blended|mix|merge|add up|sum|summed|weighted sum|weighted combination|linear combination
  |fuse|weigh|weighted|aggregate|into one score|into a single score|into one number|one score|single score|final score]])
hear("framing.objective", "multi_task", [[
  multi-task|multitask|multi task learning|multi-objective|multiple objectives|several objectives|value model|value formula
  |value function|mmoe|multi-gate mixture|several heads|multiple heads|many heads|separate heads|@heads for|@head for each|@one head each
  |@one head per|@head per|@a head each|individual heads|different heads|several outcomes|multiple outcomes|several tasks|multiple tasks
  |<blend> <heads>|<blend> predictions|<blend> probabilities|<blend> objectives|weighted sum of predictions|predict several
  |predict multiple|two heads|three heads|four heads|five heads|six heads|joint model of <click> <watch>|predict both <click> <watch>|@<blend> into one score|@<blend> into one number|@<blend> into one value|@<blend> into a single|@combine them|@& score <click> like|@& score like hide|@& score <click> hide|@& formula <click>|@& formula like
  |<click> and <watch> heads|pclick plike|p click p like|<blend> <click> <watch>|utility score|@the weighted sum|@the linear sum]],
  [[one head only|heads come later|head gets|head has|head is worth|for the head|one head]])
-- The weights of the value formula: what one reaction is worth. A star stands for its name.
concept("liking", [[like|likes|liking|thumbs up|thumbs-up|heart|hearts|pressing like|press like|favourite]])
concept("commenting", [[comment|comments|commenting|reply|replies|written comment]])
concept("sharing", [[share|shares|sharing|reshare|reshares|re-share|re-shares|re-sharing|resharing|repost|reposts|forwarding]])
concept("hiding", [[hide|hides|hiding|hidden|not interested|dislike|dislikes]])
concept("worth", [[weight|weights|weighs|weigh|weighting|coefficient|coefficients|factor|multiplier|point|points|worth|gets|get|getting
  |counts|count|counting|earns|earn|costs|cost|value|valued|carries|carry|receives|brings|scores|reward|rewards|bonus|penalty|pay for|pays for]])
concept("formula", [[sum|score|formula|blend|final score|combined score|value formula|value function|mix|total|weighted sum]])
-- "The" fixes the order: "weight five and clicks zero" is no weight of clicks.
local function value_near(knob, name, more)
  near(knob, (string.gsub([[=*|@the <worth> *|@the * <worth>|@the <worth> of *|@the <worth> on *|@the <worth> for *|@the <worth> for each *|@* in the <formula>
    |@* into the <formula>|@the * head|@the * term|@the predicted *|@p *|@the times *|@per *|@each *|@every *|@* at|@for a *|@on *]], "%*", name)) .. (more or ""),
    (string.gsub([[a day|per day|percent|million|thousand|any *|every * is|no matter|positive]], "%*", name)))
end
value_near("framing.value.click", "<click>", "|@<opening>")
value_near("framing.value.watch_time", "<watch>", [[|@per minute|@the weight per minute|@each minute|@every minute|@a minute|@the <worth> minute|@the minute <worth>|@watched minute|@minute watched|@minute spent|@minute viewed|@minute of <watched>]])
value_near("framing.value.like", "<liking>")
value_near("framing.value.comment", "<commenting>")
value_near("framing.value.share", "<sharing>")
-- A hide is a cost, in whatever words its sign is said ("minus 8", "-8", "costs 8"): the sign "-" takes any figure below zero.
concept("cost", [[cost|costs|penalty|penalties|penalise|penalised|deduct|deducts|subtract|subtracts|takes|take|take away|minus|negative|loses|lose
  |punish|punished|weight|weights|weighs|weigh|coefficient|point|points|worth|get|gets|counts|count]])
near("framing.value.hide", [[@-the <hiding> <cost>|@-the <cost> <hiding>|@-the <cost> of <hiding>|@-the <cost> for <hiding>|@-the <cost> on <hiding>|@-per <hiding>|@-for a hide|@-a hide|@-each hide|@-every hide
  |=-<hiding>|@-<hiding> at|@-times <hiding>|@-<hiding> in the <formula>|@-<hiding> go to minus]],
  [[a day|per day|percent|million|thousand]])
-- What counts for nothing or double, said without a figure.
for kind, names in pairs { click = "click|tap", like = "like|thumbs up", comment = "comment|reply", share = "share|reshare", hide = "hide" } do
  for name in string.gmatch(names, "[^|]+") do
    hear("framing.value." .. kind, "0", (string.gsub([[
      @* zero weight|@* no weight|@zero weight *|@no weight *|@no weight on *|@no weight for *|@* weigh nothing|@* worth nothing|@* count for nothing|@* is zero|@* are zero|@* weight is zero|@* get zero|@* head get zero|@* get nothing
      |@* out of the <formula>|@* not in the <formula>|@nothing for a *|@leave * out of the <formula>]], "%*", name)), [[positive|signal|not zero|more than zero]])
    if kind ~= "hide" then
      hear("framing.value." .. kind, "2", (string.gsub([[@* double|@* counts double|@* counts twice|@double weight for *|@double weight on *|@double points for *]], "%*", name)))
    end
  end
end

concept("watched", [[watched|viewed|seen|watch|view|viewing|watching|played|playback|watches|views|dwell|dwelt|read]])
near("framing.label", [[
  @positive|@counts|@positive <watched>|@positive after|@positive above|@positive over|@positive from|@positive if|@positive when|@positive means|@positive at|@positive only|@<watched> at least|@<watched> more than
  |@<watched> longer than|@<watched> for|@<watched> over|@<watched> above|@<watched> beyond|@count as <watched>|@counts as <watched>|@count as positive|@counts as positive|@count as a watch|@minimum <watched>
  |@threshold <watched>|@<watched> threshold|@label threshold|@<watched> past|@anything under|@anything above|@anything over|@less than positive|@shorter than|@below negative|@below is negative
  |@of the length|@of the <item>|@completion|@completed|@of the duration|@<watched> through|@cutoff|@cut-off|@label is one|@<watched> to count|@of viewing|@of watching|@of playback]],
  [[point per|points per|a point|weight per|per minute|each minute|every minute|per second|<worth> in the <formula>|per predicted|head gets]])

hear("framing.label", "0", [[@any <click> is a|@every <click> is a|@each <click> is a positive|@no matter how long|@regardless of how long|@irrespective of how long|@however long|@however short
  |@<click> alone is a positive|@<click> by itself is a positive|@no threshold|@no minimum <watch>|@without a minimum|@without a threshold|@zero seconds|@positive as soon as clicked|@all <click> count|@@every <click> is a positive|@every <click> counts|@any <click> counts|@any <click> is a positive|@all clicks are positives|@no minimum|@a <click> is a positive|@<click> is enough]],
  [[second|seconds|minute|minutes|percent|half of|a third|a quarter|length|at least]])

-- ---------------------------------------------------------------------------------------------------------------------
-- Data.

concept("train", [[train|training|fit|learn|trained|fitted]])
concept("test", [[test|evaluate|evaluation|holdout|hold out|held out|hold-out|held-out|validate|validation|validated|tested]])
concept("last_days", [[last day|last days|last two days|last 2 days|last week|final day|final days|final week|most recent days|most recent day
  |most recent week|newest days|latest days|latest day|following day|following days|following week|next day|next days|next week|days after|later days|day after
  |the future|future days|future data|tomorrow|last three days|last couple of days|recent days|what comes after|what came after|everything after|later period|afterwards|later data|the rest of the days]])
concept("first_days", [[past|first days|earlier days|older days|older data|days before|previous days|history|everything before|earlier data|days prior|yesterday|first week|first weeks|first part of the log|up to day|until day|through day|prior days]])
concept("weekday_name", [[monday|tuesday|wednesday|thursday|friday|saturday|sunday|weekend]])
concept("at_time", [[time|date|day|timestamp|chronologically|temporally|time stamp|event time|calendar time|week]])
concept("cut", [[split|divide|partition|cut|cut-off|cutoff|division|train-test split]])
hear("data.split", "temporal", [[
  <cut> by <at_time>|<cut> on <at_time>|<cut> at <at_time>|<cut> along <at_time>|<cut> over <at_time>|<at_time> <cut>|<at_time> based <cut>|temporal <cut>|chronological <cut>|@chronological|time-based|time based
  |<cut> chronologically|<cut> temporally|temporal|@out-of-time|out-of-time <test>|out of time <test>|walk-forward|rolling window|rolling origin|backtest|forward chaining
  |<test> <last_days>|<last_days> <test>|<train> <first_days>|<last_days> as the test set|<last_days> for test|train until|train up to day|test on day
  |& <first_days> <last_days>|@& older newer|@& earlier later|@& <train> older|@by date|@by time|@in time order|@time order|@by timestamp|@time cutoff|@cutoff date|@cut-off date|@before the cutoff|@after the cutoff|@date cutoff|@never shuffle|@not shuffle|@dont shuffle
  |@no shuffling|@respect time|@train on everything up to|@everything up to|@everything until|@until <weekday_name>|@up to <weekday_name>|@<test> <weekday_name>|@<test> that follows|@days that follow|@week that follows|@<cut> on <weekday_name>
  |@hold out the most recent|@hold out the latest|@hold out the newest|@hold out the last|@holding out the most recent|@most recent for <test>|@newest for <test>|@latest for <test>|@forward in time|@forward-in-time|@forward split|@future holdout|@by calendar day|@by week|@older rows for <train>|@newer rows for <test>|@earlier rows|@later rows|@@respecting time|@not at random|@not randomly|global timeline|@time wise|@timewise|@temporally]],
  [[time does not matter|older than|by the time we|by the time they|by the time it|by the time the|prediction time|serving time|inference time|chronological feed|isotonic|platt|calibrate|calibration|calibrator|decode|milliseconds|latency|time budget]])
hear("data.split", "random", [[
  random <cut>|<cut> at random|<cut> randomly|randomly <cut>|random train test|shuffle|shuffled|shuffling|random <test>|<test> at random|randomly chosen <test>|randomly selected <test>
  |random subset|random sample for <test>|random fraction|k-fold|kfold|cross-validation|cross validation|@80/20|@80 20|@90/10|@70/30|i.i.d. split|iid split|train test split|leave one out|leave-one-out|@drawn at random|@rows at random|@picked at random for <test>|@& <test> drawn random|@& <test> random tenth|@& shuffle aside <test>|@<test> by lot|@by lottery|@random rows]],
  [[random <cut> leaks|random <cut> would|a shuffle would|posts drawn at random by|<annotator>|<labels>|judged|random leaks|random <cut> is wrong|would leak|random <cut> looks|random <cut> flatters|because a random
    |negatives at random|negatives randomly|random negatives|randomly drawn negatives|randomly sampled negatives|random <item>|random slots|random traffic|random exploration|randomised|random sample of negatives]])
concept("negatives", [[negatives|negative|negative samples|negative examples|negative sampling|non-clicks|nonclicks|non-clicked|unclicked|not clicked|skipped <item>|skipped|non clicks|negs|neg
  |non-clicked <impressions>|unclicked <impressions>|nobody clicked|no one clicked|without click|without a click|not clicked on|that were not clicked|that did not get a click
  |zeros|zero labels|non-click rows|non-clicked rows|ignored impressions|impressions without clicks]])
concept("in_batch", [[in-batch|in batch|inbatch|from the batch|within the batch|within-batch|of the batch|same batch|batch negatives|batch mates|rest of the batch|inside the batch|other <item> in the batch
  |other <item> of the batch|everyone else in the batch|everything else in the batch|everybody else in the batch|other rows of the batch|remaining rows of the batch|remaining <item> of the batch|other examples in the batch|minibatch|mini-batch|other pairs in the batch|the batch|batch itself]])
concept("uniform", [[uniform|uniformly|random|randomly|at random|from the <corpus>|from the whole <corpus>|from the full <corpus>|from the entire <corpus>|corpus-wide|catalogue-wide|global|globally sampled|from everything]])
concept("hard", [[hard|hardest|semi-hard|mined|mining|difficult|confusing|near-miss|adversarial]])
hear("data.negatives", "mixed", [[@?& <negatives> <in_batch> mixture|@?& mixture <in_batch> <uniform>|@?& mix <in_batch> <uniform>|@& <in_batch> <uniform> thrown|@& <in_batch> <uniform> added|@& <in_batch> topped|@yang et al|@mix them with <uniform>|@mixed with <uniform>|@mix in <uniform>|@blend in <uniform>|@blend them with <uniform>|@complement with <uniform>|@complemented by <uniform>|@add some <uniform>|@adding some <uniform>|@plus some <uniform>|@plus a few <uniform>|@in addition to <in_batch>|@top up with <uniform>|@top them up with <uniform>|@topped up with <uniform>|@the mixed <negatives>|mixed negative sampling|mix of <negatives>|mns|& <in_batch> <uniform>|half <in_batch>|combination of <in_batch>]],
  [[unshown|were shown|not shown|that nobody was shown|never shown|not displayed]])
hear("data.negatives", "in_batch", [[@?against <in_batch> <negatives>|@?against the rest of the batch|@?against the other rows|<in_batch> <negatives>|<negatives> <in_batch>|@<in_batch>|in-batch softmax]])
hear("data.negatives", "random", [[<uniform> <negatives>|<negatives> <uniform>|@random <item> as <negatives>|@uniform sampling|@sampled uniformly|@drawn uniformly|uniformly over <item>]],
  [[random negatives for evaluation|mix|mixed|mixture|blend|topped up|in addition to|a hundred|100|distractors|metrics]])
hear("data.negatives", "hard", [[<hard> <negatives>|<negatives> <hard>|@the hard ones|@hard ones|ance|@model scores high but|@model ranks high but]],
  [[not <hard> <negatives>|too many <hard>]])
hear("data.negatives", "popularity", [[
  popularity <negatives>|<negatives> popularity|<negatives> by popularity|<negatives> proportional to popularity|popularity-weighted|frequency-weighted <negatives>|<negatives> by frequency
  |<negatives> proportional to frequency|unigram <negatives>|<negatives> unigram|unigram distribution|popularity-based sampling|popularity sampled|@proportional to popularity|@by popularity|@in proportion to views|@in proportion to <item> frequency|@in proportion to frequency|@in proportion to its frequency|@in proportion to their frequency|@proportional to <item> frequency|@proportional to frequency|@proportional to its frequency|@according to <item> frequency|@sampled by frequency|@drawn by frequency|@weighted by <item> frequency|@in proportion to how often|@proportional to how often|@according to how often|@& <negatives> proportion often|@& <negatives> proportional often
  |@& <negatives> word2vec|@& <negatives> unigram|@unigram table|@unigram trick|@<negatives> by how often|@popular <item> more often as <negatives>|@<negatives> weighted by popularity|@<negatives> weighted by frequency|@in proportion to their popularity|@in proportion to popularity
  |@smoothed popularity|@popularity to the power]])
concept("keep", [[keep|kept|retain|sample|subsample|sub-sample|downsample|down-sample|undersample|thin|reduce|thinned|downsampled|subsampled|keeping|drop to|downsampling|subsampling|keep rate|sampling rate|take]])
near("data.unshown_negatives", [[
  @unshown|@unshown <item> for each|@unshown per shown|@not shown|@never shown|@was not shown|@not displayed|@never displayed|@that were not shown|@that nobody was shown|@not on the page|@was not on the page|@per impression]],
  [[of the impressions|of impressions|every two|every three|every four|every five|every ten|every twenty|every hundred|ten shown|ten that were|ten displayed|five shown|twenty shown|hundred shown]])
hear("data.unshown_negatives", "0", [[
  @no unshown|@not want any unshown|@not want unshown|@not add unshown|@not add any unshown|@not use unshown|@not use any unshown|@no extra <negatives>|@without unshown|@nothing unshown|@no invented <negatives>|@no made-up <negatives>|@no artificial <negatives>|@no synthetic <negatives>|@only real impressions|@only what was really|@only what was shown|@only what was displayed
  |@only from what was shown|@only from impressions|@only impressions as <negatives>|@none from <item> that were never|@only <negatives> that were shown|@only logged impressions|@impressions only for the ranker|@nothing that was not shown|@nothing but what was shown]])
for n, share in pairs { ["2"] = "0.5", ["3"] = "0.333333", ["4"] = "0.25", ["5"] = "0.2", ["10"] = "0.1", ["20"] = "0.05", ["50"] = "0.02", ["100"] = "0.01" } do
  hear("data.unshown_negatives", share, (string.gsub([[@& every * shown one|@& each * shown one|@& per * shown one|@& every * impressions one unshown|@& every * displayed one|@& one unshown * shown|@& every * displayed add|@& every * shown add|@& every * displayed draw|@& every * shown draw|@& every * shown mix|@& every * displayed mix]], "%*", n)))
end
near("data.negative_keep_rate", [[
  <keep> <negatives>|<negatives> <keep>|of <negatives>|of the <negatives>|@keep rate|@<negatives> at a rate|@in <negatives>|@<negatives> are used|@& <negatives> we keep|@& <negatives> keep one|downsampling rate|negative sampling rate|sampling rate for <negatives>|share of <negatives>|<negatives> at]], [[<in_batch>|<uniform>|half in-batch|proportion popularity]])
hear("data.negative_keep_rate", "1", [[keep all <negatives>|all <negatives> kept|every <negatives> kept|keep every <negatives>|no downsampling|no subsampling|no negative downsampling|not downsample|dont downsample|use all <negatives>|without downsampling|all the <negatives>|no thinning|@every row stays|@every row stays in|@all rows stay|@every impression stays|@keep every row|@keep all rows|@not throw away any|@not throwing away any|@throw away no <negatives>|@throw nothing away|@without thinning|@thin nothing|@every <negatives> goes in|@no <negatives> is dropped]])
concept("sampling", [[sampling|downsampling|down-sampling|subsampling|negative sampling|thinning|undersampling|keep rate|sampling rate|sub-sampling|negative downsampling]])
concept("probs", [[probs|prob|probability|probabilities|scores|predictions|prediction|outputs|odds|logits|intercept|bias term|ctr|base rate|prior|calibration|estimates|predicted probabilities]])
concept("mend", [[correct|corrected|fix|fixed|undo|undone|rescale|rescaled|scale back|scaled back|restore|restored|recalibrate|re-calibrate|recalibrated|put back|adjust|adjusted|map back|mapped back
  |shift back|shift|shifted|compensate|invert|convert back|calibrate back|bring back|transform back|reverse|reversed|add back|reweight|re-weight|account]])
-- "The probabilities are correct" is no correction.
concept("mended", [[corrected|fixed|undone|rescaled|scaled back|restored|recalibrated|re-calibrated|put back|adjusted|mapped back|shifted|shifted back|converted back|calibrated back|transformed back|reversed|compensated|reweighted|brought back]])
hear("data.downsampling_correction", "true", [[
  <mend> <sampling>|<sampling> <mend>|<mend> base rate|base rate <mend>|@the <mend> <probs>|@the <probs> <mended>|downsampling correction|sampling correction of probabilities|the <mend> back to base rate|the <probs> back to base rate|base rate back|true base rate back|original base rate|prior correction|@divide by the keep rate|@p p 1 p w|@log of the keep rate]],
  [[sampling bias|sampling probability|<mend> sampling probability|position|popular|logits for popularity|whether|need correct|needs correct|<conversion> <mend>|<mend> <conversion>|after the window|late conversions]])
hear("data.downsampling_correction", "false", [[
  @leave <probs>|@<probs> as they are|@no correction|@no recalibration|no <sampling> correction|@uncorrected|@without correction|@without correcting|@<probs> uncorrected|@not <mend> <probs>|@dont <mend> <probs>|@no need to <mend>|@ranking only order matters|@only the order matters]],
  [[position|<sampling_bias>|sampling correction|logits|softmax]])
concept("position", [[pos bias|pos|position|positions|slot|place|placement|position bias|position effect|presentation bias|rank position|display position|slot position|where it was shown|place in the list|where in the feed|where in the list|where shown]])
concept("ipw", [[inverse propensity|ipw|ips|inverse propensity weighting|inverse propensity score|propensity weighting|propensity weights|propensity-weighted|propensity score|inverse-propensity|propensities
  |one over the propensity|one over the examination|1 over propensity|inverse examination|counterfactual learning to rank|unbiased learning to rank|examination probability|inverse probability|inverse-probability|probability of being seen
  |probability of being examined|probability of examination|propensity]])
concept("side_tower", [[shallow tower|side tower|small tower|separate tower|bias tower|position tower|side network|small network|shallow network|auxiliary tower|auxiliary network|additive term|additive bias|bias net|side input|pal|wide part|separate network|position net|position network]])
concept("at_serving", [[serving|serve|inference|prediction time|production|at runtime|online|when serving|serving time|at test time|live]])
concept("left_out", [[drop|dropped|leave out|left out|zero|zero out|zeroed|zeroed out|removed|remove|constant|fixed|fix|set to a constant|set to 1|set to 0|set to one|set to zero|set to first|missing|discard|discarded|ignored|not used|neutral|default|masked|mask|unset|omit|omitted|blank|cut off|switched off|strip|cut]])
hear("data.position_debias", "true", [[
  <handle> <position> bias|<handle> <position>|<position> bias <handle>|<position> debiasing|<position> debias|<position> correction|<position> <side_tower>|<side_tower> <position>|@<ipw>|<ipw> <position>|<position> <ipw>|& <position> <ipw>|& rank <side_tower>|& <click> weighted examined|& <position> <left_out> <at_serving>
  |@position as a feature|@position as feature|@position as input|position as an input|position feature|@the model position bias|@the model <position> separately|@the model <position> apart|@the model <position> effect|@the model effect of <position>|@<position> modelled separately|@<position> modelled apart|@examination model|@cascade model|@position-based model|unbiased learning|@<side_tower>|@learn <position> beside|@learn <position> separately|@condition on <position>|@separate <position> from|@effect of <position> kept out|@keep <position> out of|@keep the effect of <position> out|@kept out of what the ranker learns|@not learn the <position>|@not learn <position>|@so that it does not learn <position>]],
  [[<nothing> <position>|<position> <nothing>|<position> does not matter|no <position> bias|ips estimate|ips offline|off-policy|ips evaluation|counterfactual|replay|exploration traffic|not yet converted|delayed feedback|late conversions|<ipw> estimate|<ipw> estimator]])
hear("data.position_debias", "false", [[
  @<nothing> about <position>|@<nothing> <position>|@<position> <nothing>|@no <position> correction|@no <position> debiasing|@<position> does not matter|@<position> is not a problem|@<position> is negligible|@take clicks as they|@clicks at face value|@clicks as they are|@trust the clicks|@no debiasing]])
hear("data.position_method", "inverse_propensity", [[@<ipw>|<ipw> <position>|<position> <ipw>|& <click> weighted examined|& <position> <ipw>|@weight clicks|@reweight clicks|@weigh clicks]], [[ips estimate|off-policy|counterfactual|replay|exploration traffic|not yet converted|delayed feedback|late conversions|<ipw> estimate|<ipw> estimator]])
hear("data.position_method", "tower", [[
  & rank <side_tower>|<side_tower> <position>|<position> <side_tower>|@<side_tower>|& <position> <left_out> <at_serving>|position as a feature|position as feature|position as an input|position as input|position feature|position at training only|position in training only]])

concept("affinity", [[affinity|affinities|interest|interests|preference|cross|crosses|crossed|interaction|interactions|past clicks|click history|history|engagement|clicks|match|relationship]])
-- What goes into the ranker, in plain words; "fed" is what makes an everyday noun a feature.
concept("fed", [[feature|features|input|inputs|feed|feeds|fed|sees|see|reads|read|needs|gets|goes in|go in|goes into|go into|into the ranker|into the model|give the model|give it|give the ranker
  |fields|columns|counters|side|knows|include|includes|take]])
concept("before", [[before|past|earlier|previous|previously|so far|history|historical|prior|already|until now]])
hear("data.features", "user_topic_clicks", [[@& affinity <topic>|@& affinities <topic>|@& how often <topic> before|@& clicked <topic> <before>|@& clicks <topic> <before>|@& engaged <topic> <before>|@& likes this <topic>|@taste for the <topic>|@fondness for the <topic>|@how much <user> likes <topic>]])
hear("data.features", "user_creator_clicks", [[@& affinity <creator>|@& affinities <creator>|@& how often <creator> before|@& clicked <creator> <before>|@& clicks <creator> <before>|@& engaged <creator> <before>|@relationship with the <creator>|@history with the <creator>|@past with this <creator>|@how close <user> <creator>|@do they follow the <creator>]],
  [[<creator> size|following]])
hear("data.features", "history_similarity", [[@& vector <before> near|@& vector <before> close|@& vector history|@& embedding <before> near|@& embedding <before> close|@& near engaged <before>|@& close engaged <before>|@& cosine <before>|@& similar <before>|@& similarity <before>|@& resembles <before>|@how near to what <user>|@how close to what <user>
  |@how much it resembles|@distance to what <user>|@closeness to what <user>|@like what they <watched>|@matches what they <watched>]], [[users similar|similar users]])
hear("data.features", "item_watch", [[@average watch|@average <watch>|@mean <watch>|@mean watch|@typical <watch>|@typical watch|@<watch> of the <item> so far|@how long others <watched>|@how long people <watched> it|@how long it is watched on average|@completion rate|@mean completion|@average completion|@past <watch> of the <item>|@& mean <watch> <item>|@& average <watch> <item>]])
hear("data.features", "creator_size", [[@how big the <creator>|@how large the <creator>|@how big a <creator>|@<creator> following|@following of the <creator>|@reach of the <creator>|@how many follow|@how many people follow|@how many <user> follow|@fan base|@number of fans|@how famous the <creator>|@how well known the <creator>|@how popular the <creator>]],
  [[skewed|biased|favours|log was|log is]])
hear("data.features", "creator", [[@who wrote it|@who wrote the <item>|@who made it|@who posted it|@who uploaded it|@who published it|@who it is by|@whose <item>|@the <creator> itself|@which <creator>|@<creator> id|@id of the <creator>|@identity of the <creator>|@<creator> identity|@name of the <creator>|@<creator> as a feature|@<creator> embedding]],
  [[favours|which <creator> wins]])
hear("data.features", "item_popularity", [[@how popular|@how popular it is|@popularity so far|@how many views|@how many people saw|@how often it was shown|@how often it has been shown|@how often it was seen|@times it was shown|@times shown|@impressions so far|@its view count|@its views|@its popularity|@number of impressions]],
  [[how popular the <creator>|<negatives>|proportion|skewed|biased]])
hear("data.features", "item_age", [[@how old it is|@how old the <item> is|@how long it has been up|@how long it has been online|@how long it has been out|@how long since it|@time since it was|@hours since it|@days since it|@minutes since it|@how fresh|@how recent|@age of it|@its age|@time on the platform|@when it was uploaded|@when it was posted|@when it was written|@when it was published]],
  [[age of the account]])
hear("data.features", "hour", [[@time of the day|@what time it is|@clock time|@morning or evening|@hour and device|@hour of the day|@hour of request]], [[within the hour|in the first hour|every hour|per hour|by the hour]])
hear("data.features", "quality_shown", [[@how good the <item> looks|@looks from outside|@how good it looks|@how nice it looks|@apparent quality|@visible quality|@quality of the picture|@quality of the thumbnail|@quality of the <item>|@<item> quality|@production quality|@quality score|@quality of the image|@image quality|@picture quality]])
hear("data.features", "device_length", [[@& cross device length|@& crossed device length|@& crossing device length|@& device length interaction|@device times length|@device by length|@device and length together|@& device length product|@device x <item> length|@device with <item> length|@& cross device duration]])
hear("data.features", "device", [[@which device|@what device|@kind of device|@type of device|@phone or television|@phone or desktop|@mobile or desktop|@device they are on|@device she is on|@device he is on]], [[& cross device length|& crossed device length|& cross device duration]])
hear("data.features", "user_topic_clicks", [[<user> <topic> <affinity>|<topic> <affinity>|<user> <topic>|<affinity> <topic>|<user> x <topic>|how often <topic>]], [[<user> id|<topic> id]])
hear("data.features", "user_creator_clicks", [[<user> <creator> <affinity>|<creator> <affinity>|<user> <creator>|<affinity> <creator>|<user> x <creator>|how often <creator>]], [[<user> id|<creator> id|<item> id]])
hear("data.features", "history_similarity", [[similarity to history|similarity history|history similarity|similar to what <watched>|similar to what <user>|cosine history|similarity to past|similarity to previously|how similar to
  |embedding similarity|content similarity|similarity between <user>|similarity between <item>|similarity of <item> history|closeness to history|distance to history|match with history]])
hear("data.features", "item_age", [[<item> age|age of <item>|freshness of <item>|<item> freshness|time since upload|hours since upload|days since upload|time since publication|time since posting|upload age|example age|recency of <item>|how old <item>|<item> recency|upload time]])
hear("data.features", "hour", [[hour of day|hour of the day|time of day|local hour|local time|hour of week|hour feature|day part|daypart|weekday and hour|hour of the request]])
hear("data.features", "device", [[device type|type of device|device feature|device kind|phone or tv|@device|@platform|screen type]],
  [[& cross device length|& crossed device length|& cross device duration|device x length|device length]])
hear("data.features", "item_ctr", [[<item> ctr|historical ctr|past ctr|windowed ctr|recent ctr|smoothed ctr|ctr of the <item>|ctr counters|trailing ctr|ctr over the last|historical click rate|past click rate|click rate of <item>|rolling ctr]], [[lifetime ctr|overall ctr|total ctr|all-time ctr]])
hear("data.features", "item_ctr_total", [[lifetime ctr|overall ctr|total ctr|all-time ctr|ctr over the whole log|global ctr of the <item>|ctr over all days|lifetime click rate|overall click rate|all-time click rate|ctr computed over the whole]])
hear("data.features", "item_popularity", [[<item> popularity|popularity of <item>|view count|number of views|view counts|impression count|popularity counters|view counter|popularity feature|total views|views so far]])
hear("data.features", "creator_size", [[<creator> size|size of <creator>|subscriber count|follower count|number of followers|number of subscribers|<creator> followers|subscribers|<creator> popularity]])
hear("data.features", "age_band", [[age band|age group|user age|age of the user|age bracket|demographics|demographic features|viewer age]])
hear("data.features", "length", [[<item> length|length of <item>|<item> duration|duration of <item>|how long the <item>|@its duration|@its length|@how long it is|@how long it lasts|@& <fed> length|@& <fed> duration]],
  [[& cross device length|& crossed device length|& cross device duration|device x length|how long the <item> has been|length is in|length of the list|length of the window]])

-- ---------------------------------------------------------------------------------------------------------------------
-- Retrieval.

concept("retrieval", [[retrieval|retriever|candidate generation|candidate generator|candidate generators|candidates|candidate|first stage|stage one|stage 1|recall stage|matching stage|candidate retrieval|candidate source|candidate selection|shortlist|first pass]])
concept("ranker", [[ranker|ranking|ranking model|ranking stage|second stage|stage two|stage 2|rank|ranks|scoring|scorer|scoring model|score candidates|scores the candidates|final ranking|ranking network|heavy ranker|rerank the candidates|orders the candidates|order the candidates|scoring stage|score]])
hear("retrieval.model", "two_tower", [[
  two-tower|two tower|two towers|2-tower|2 tower|2 towers|twin tower|twin towers|dual encoder|dual-encoder|dual tower|bi-encoder|biencoder|two encoders|siamese|dssm|user tower|item tower|<user> tower|<item> tower|<user> encoder|<item> encoder
  |user encoder and <item> encoder|one encoder for <user>|one for the user and one for|@two networks|<user> embedding dot <item> embedding|separate encoders|two neural encoders|youtube dnn]],
  [[position tower|shallow tower|side tower|bias tower|of the two towers|for the two towers|in the two towers]])
hear("retrieval.model", "matrix_factorization", [[
  matrix factorisation|matrix factorization|factorise the matrix|mf|als|alternating least squares|svd|svd++|latent factors|latent factor model|collaborative filtering with factors|wals|weighted als|implicit mf|nmf|<user> and <item> factors|the factorisation for <retrieval>|classic collaborative filtering]],
  [[matrix factorisation baseline|matrix factorisation as a baseline|matrix factorisation cannot|dsmf|factorisation machine]])
hear("retrieval.model", "popularity", [[
  popular <item> as <retrieval>|<retrieval> by popularity|<retrieval> popularity|popularity <retrieval>|most popular <item>|top trending|trending <item>|<retrieval> trending|most viewed|@top popular|@popular list for everyone|@globally popular|@just the popular|@same popular <item>|@simply popular|@whatever is trending|@whatever is popular|@what is trending|@trending|most liked <item> as <retrieval>]],
  [[popularity baseline|baseline popularity|popular <item> baseline|baseline most popular|fall back|falls back|fallback|on timeout|times out|late|default list|bias|instead of an empty|instead of nothing|degrade|when the|popular <item> are|beat popular|penalise popular|negatives]])
hear("retrieval.loss", "sampled_softmax", [[
  sampled softmax|sampled-softmax|softmax loss|in-batch softmax|batch softmax|softmax over|softmax cross entropy|softmax cross-entropy|contrastive|contrastive loss|infonce|info-nce|nt-xent|softmax objective|full softmax
  |@softmax classification|@classification with a softmax|@trained with softmax|@train with softmax|@softmax for <retrieval>|@softmax for the towers|@towers softmax|@loss softmax
  |@softmax instead|@take softmax|@the softmax it is|@npair|@multi-class over <item>]],
  [[softmax layer|hierarchical softmax|softmax temp]])
hear("retrieval.loss", "bce", [[
  bce <retrieval>|binary cross entropy <retrieval>|pointwise <retrieval>|logistic loss <retrieval>|<retrieval> pointwise|<retrieval> bce|<retrieval> binary cross entropy|<retrieval> logistic loss|towers bce|towers with binary cross entropy|tower binary cross entropy|towers logistic loss|towers pointwise|two-tower bce|two-tower with logistic|two-tower with binary
  |@pointwise loss|@trained pointwise|@train pointwise|@pointwise <retrieval>|@pairs pointwise|@sigmoid on the dot product|@each pair on its own|@binary classification of pairs]], [[softmax cross|over sampled|sampled candidates|over the sampled|over a sample]])
concept("log_freq", [[log of item frequency|log frequency|log popularity|log of popularity|log of the popularity|log of the frequency|log of the sampling probability|logarithm of the sampling probability|logarithm of its frequency|logarithm of the popularity|logarithm of how often|log of how frequently|log sampling probability|log probability|log p|log q|logq|log-q|log of the draw probability|log of the item frequency|log of its frequency
  |log of the probability|log of how often|log sample probability|log-frequency|log proposal probability|log of <item> popularity|log of <item> frequency]])
concept("sampling_bias", [[sampling bias|sampling-bias|sampling frequency|sampling probability|sampling probabilities|popularity bias of the negatives|popularity bias in the negatives|popularity bias from in-batch|in-batch popularity bias|sampling distribution|proposal distribution|popular negatives|over-penalised popular|frequency of sampling|in-batch sampling|popularity in the batch]])
hear("retrieval.logq_correction", "true", [[
  logq|log q|log-q|log q correction|<handle> <sampling_bias>|<sampling_bias> correction|sampling-bias-corrected|subtract <log_freq>|minus <log_freq>|reduce by <log_freq>|lower by <log_freq>|diminished by <log_freq>|less <log_freq>|logit <log_freq>|@take away <log_freq>|@deduct <log_freq>|<log_freq> subtracted|<log_freq> off the logits|<log_freq> from the logits|logits <log_freq>|<handle> <log_freq>|correct the logits|corrected logits|corrected softmax|popularity correction|frequency correction
  |sampling correction|correct softmax popularity|softmax corrected|@correct for popularity|@<handle> popularity|bias-corrected softmax|importance-corrected softmax|debiased softmax|bias correction in the softmax]],
  [[uncorrected softmax|<nothing> sampling|position|downsampling|keep rate|<nothing> logits]])
hear("retrieval.logq_correction", "false", [[
  uncorrected softmax|plain softmax|vanilla softmax|leave the logits|raw logits|logits uncorrected|logits as they are|no sampling correction|no popularity correction|softmax uncorrected|without correction|no correction of the softmax|plain sampled softmax|plain in-batch softmax|@<nothing> <sampling_bias>|@no correction|<nothing> sampling bias]],
  [[position|downsampling]])
near("retrieval.dim", [[dimensions|dimensional|dims|dim|embedding size|embedding dimension|embedding width|vector size|vector width|d embeddings|d vectors|dim embeddings|wide vectors|vectors wide|vectors of|embeddings of|embeddings of size|@floats|@values|latent dimension|latent factors|values per vector|floats per vector|d per tower|embedding dim|factors|d user|d item|floats each|long vectors|values each|components|@numbers each|@numbers per user|@numbers per <item>|@numbers per picture|@floats a side|@vectors of numbers|@entries per vector|@d embedding|@d output|@d vector]])
near("retrieval.temperature", [[temperature|tau|temp|softmax temperature|@divide the cosine|@divide the cosines|@divided cosine|@divide the similarity|@divide similarities|@divide the dot product|@divide the logits
  |@similarities divided|@logits divided|@cosine divided|@cosine over|@flat for the softmax|@softmax flat|@soft for the softmax|@sharp for the softmax|@softmax sharp|@sharpness of the softmax]])
near("retrieval.epochs", [[epochs|passes over the positives|tower epochs|epochs for the towers|passes over the data|retrieval epochs|passes through the pairs|@rounds of training|@rounds over the data|@sweeps over the data|@passes over the pairs|@passes over the clicks|@passes through the data|@rounds through]])
hear("ranking.optimizer", "adagrad", [[@adagrad|@ada-grad|@per-coordinate learning rates|@per-coordinate step sizes|@step sizes that shrink]])
hear("ranking.optimizer", "adam", [[@adam|@adamw]])

-- ---------------------------------------------------------------------------------------------------------------------
-- Ranking.

concept("mlp", [[mlp|multi-layer perceptron|multilayer perceptron|feed-forward|feedforward|feed forward|dnn|deep neural network|deep neural net|neural network|neural net|deep network|deep net|nn|fully connected|fully-connected|dense layers|hidden layers|relu layers|deep model|dense network|neural model]])
hear("ranking.model", "mlp", [[
  mlp|multi-layer perceptron|multilayer perceptron|<mlp> <ranker>|<ranker> <mlp>|@<mlp> on top|@<mlp> with|@dnn|hidden layers|@feed-forward|@feedforward|@deep neural network|@<mlp> scores|@small <mlp>|@<mlp> for]],
  [[the cross|two-tower <mlp>|towers are <mlp>|tower is <mlp>|tower mlp|each tower|deep & cross]])
hear("ranking.model", "logistic", [[
  logistic regression|logistic <ranker>|<ranker> logistic|linear <ranker>|<ranker> linear|linear model|lr model|logreg|logistic model|@lr|@plain logistic]],
  [[weighted logistic|logistic loss|logistic baseline|baseline logistic|logistic regression baseline|logistic regression as baseline|logistic regression as a baseline|platt|calibration|calibrate|calibrator|than logistic|to beat]])
hear("ranking.model", "fm", [[factorisation machine|factorization machine|factorisation machines|fm <ranker>|<ranker> fm|fm|fms]], [[deep factorisation|field-aware]])
hear("ranking.model", "deepfm", [[deepfm|the deep fm|deep factorisation machine|wide and deep|wide & deep|wide&deep|xdeepfm]])
hear("ranking.model", "dcn_v2", [[dcn|dcn v2|dcn-v2|dcnv2|deep and cross|deep & cross|deep cross network|cross network|cross-network|cross layers|deep crossing|cross net]])
hear("ranking.model", "none", [[
  no ranker|no <ranker> model|without a ranker|skip <ranker>|no ranking stage|no second stage|single stage|one stage only|retrieval score is the final|retrieval order|order of <retrieval>|<retrieval> score as final|sort by the dot product|order by dot product|dot product is the ranking|no separate ranker|only <retrieval>|retrieval alone]],
  [[diversity re-ranking|diversity reranking|skip diversity|no diversity]])
hear("ranking.sharing", "mmoe", [[mmoe|mixture of experts|mixture-of-experts|multi-gate|gated experts|experts with gates|gate per head|gate per task|gate for each|own gate|expert networks|pool of experts|set of experts|@gated mixture]])
hear("ranking.sharing", "shared_bottom", [[shared bottom|shared-bottom|shared trunk|shared layers|shared hidden|share the bottom|share layers|share the layers|common trunk|common layers|hard parameter sharing|shared backbone|shared base|shared body|one trunk|@hidden layers in common|@layers in common|@same trunk|@common lower layers|@one bottom]])
near("ranking.experts", [[experts|expert networks|@mmoe|@mixture of experts|@multi-gate|@experts of them|@sub-networks]])
hear("ranking.loss", "focal", [[focal loss|focal|retinanet|@downweight easy|@down-weight easy|@easy examples count less|@easy negatives stop|@easy ones count less|@modulating factor]])
hear("ranking.loss", "bce", [[bce <ranker>|binary cross entropy <ranker>|cross entropy <ranker>|log loss <ranker>|<ranker> bce|<ranker> log loss|bce per head|cross entropy per head|log loss per head|@bce|@binary cross-entropy|@log loss|@logloss|@logistic loss|@sigmoid loss|@plain cross entropy|cross-entropy per harm|@cross-entropy]], [[softmax cross entropy|tower binary|two-tower with binary|retrieval bce|over sampled|sampled candidates|over the sampled|over a sample|over the corpus|weighted logistic|over all <item>]])
hear("ranking.calibration", "isotonic", [[isotonic|isotonic regression|pava|monotone calibration]])
hear("ranking.calibration", "platt", [[platt|platt scaling|platt's|sigmoid calibration|temperature scaling|logistic calibration|calibrate with a logistic|sigmoid on the scores|sigmoid fit|@fit a sigmoid|@sigmoid on validation|@fit a logistic curve|@logistic curve on|@two-parameter sigmoid|@sigmoid on the logits
  |@sigmoid on the output|@sigmoid over the scores|@sigmoid on held-out|@& sigmoid held-out|@sigmoid curve|@slope and intercept|@two-parameter calibration|@sigmoid behind the ranker|@logistic fitted on]], [[logistic regression with calibrated|calibrated output|sigmoid at the end|sigmoid cross]])
hear("ranking.calibration", "none", [[no calibration|without calibration|skip calibration|uncalibrated|raw scores|not calibrate|dont calibrate|calibration not needed|calibration is unnecessary|no need to calibrate|no need for calibration|calibration does not matter|@outputs as they come|@scores as they come|@probabilities uncalibrated|@outputs unadjusted|@scores unadjusted|@nothing on top of the scores|@not recalibrate]],
  [[mean nothing|meaningless|would be wrong|cannot]])
near("ranking.hash_buckets", [[hash buckets|buckets|hashed|hash space|hash table|hash size|hashing trick|@rows per table|@rows in the tables|@rows in each table|hash rows|hashed rows|@rows per embedding table|@rows per field|@hashed into|@table rows|@bins|@tables of rows|@tables rows|@table of rows|@hash the ids|@hash ids]])
near("ranking.embedding_dim", [[field embedding|embedding per field|feature embeddings|embeddings per feature|per-field embedding|categorical embeddings|id embeddings|embedding of each feature|embedding for each feature]])
near("ranking.epochs", [[ranker epochs|epochs <ranker>|<ranker> epochs|@passes for <ranker>|@<ranker> passes|@passes through the ranker|@passes over the log|@passes over the rows|@passes over the training|@<ranker> sees|@<ranker> see|@looks at the data|@over the data|epoch over the impressions|passes over the impressions|ranking epochs]])
hear("ranking.epochs", "1", [[@single pass <ranker>|@single epoch <ranker>|@pass for <click> model|@single pass for the model|@single pass over the impressions|@single epoch|@& <ranker> single pass|@& <ranker> one pass|@& <ranker> single epoch|@each row once|@every impression once|@sees every row once|@one time over the impressions|@just once over]])

-- ---------------------------------------------------------------------------------------------------------------------
-- The list.

concept("similar", [[similar|similarity|alike|resemble|resembles|near-duplicate|near-duplicates|redundant|redundancy|too close|look like|looks like|repetitive|duplicates]])
hear("policy.diversity", "mmr", [[penalise <similar>|<similar> penalty|penalty for <similar>|push down <similar>|demote <similar>|downweight <similar>|<similar> apart|punish <similar>|subtract <similar>|
  mmr|maximal marginal relevance|maximum marginal relevance|marginal relevance|diversity re-ranking|diversity reranking|diversity penalty|penalise similar|penalise similarity|penalty for similarity|similarity penalty|greedy diversification|diversify|diversification|re-rank for diversity|rerank for diversity|penalise <item> similar|diversity step|diversity pass|diversity re-rank|push apart similar]],
  [[no diversity|without diversity|dpp to diversify|dpp for diversity|dpp for diversification|dpp diversifies|diversify with a dpp|diversify by dpp|diversify by a dpp|diversification by dpp|diversification with a dpp|determinantal point process to diversify|determinantal point process for diversity]])
hear("policy.diversity", "dpp", [[dpp|dpps|determinantal|determinantal point process]])
hear("policy.diversity", "none", [[no diversity|no diversification|without diversification|without diversity|skip diversity|no diversity step|no re-ranking|no reranking|pure relevance|relevance only|only relevance|as the ranker sorted|ranker order is final|ranker's order|sorted by score only|diversity not needed|diversity is not needed|dont need diversity|leave the list as|straight from the ranker|score order|@simply sort by score|@sort by score|@plain score order|@in score order]], [[danger of|risk of|danger|problem with|trouble with|drawback of|instead of|rather than]])
near("policy.diversity_weight", [[mmr|mmr lambda|lambda|diversity weight|mmr weight|weight on similarity|weight of diversity|weight on diversity|diversity strength|diversity coefficient|similarity weight|dpp weight|@dissimilarity|@on similarity|@similarity penalty|@similarity term|@penalty gets|@penalty weight|@weight on the similarity|@penalty of|@weight of the penalty|@on diversity|@for diversity|@for variety|@on variety|@diversity term|!@stays for relevance|!@goes to relevance|!@remains for relevance|!@left for relevance]])
concept("explore", [[explore|explores|exploration|exploring|epsilon|epsilon-greedy|epsilon greedy|bandit|random exploration|explorative|thompson]])
concept("slots", [[slot|slots|place|places|position|positions|impression|impressions|traffic|requests|list|feed|spots|spot]])
near("policy.exploration", [[
  <explore>|<explore> <slots>|<slots> <explore>|<slots> <new>|<new> <slots>|@<slots> random|@random <slots>|<slots> reserved|reserve <slots>|@reserved for <new>|<slots> for <new>|<slots> go to <new>|@for <new>|<slots> unknown|<slots> unpopular|@give <new>]])
hear("policy.exploration", "0", [[no exploration|no exploring|not explore|dont explore|never explore|without exploration|skip exploration|pure exploitation|only exploit|exploitation only|greedy only|no random slots|no bandit|purely greedy|fully greedy|@exploration is off|@exploration off|@exploration stays off|@switch exploration off|@turn exploration off|@not spend any slot on exploration|@not spend slots on exploration|@not spend on exploration|@no slot for exploration|@no slots for exploration|@not give any slot|@not give slots away]])
near("policy.freshness_boost", [[freshness boost|freshness bonus|recency boost|recency bonus|boost <new>|<new> boost|boost for <new>|bonus for <new>|freshness term|time decay boost]])
hear("policy.freshness_boost", "0", [[no freshness boost|no recency boost|without freshness boost|no boost for <new>|no freshness bonus|not boost <new>|dont boost <new>]])
near("policy.creator_cap", [[the per <creator>|<creator> cap|the cap per <creator>|@of any <creator>|@by any <creator>|@of each <creator>|by the same <creator>|from the same <creator>|same <creator>|each <creator>|of the same <creator>|by any <creator>|from any <creator>|any single <creator>]])
hear("policy.creator_cap", "1", [[no <creator> twice|no <creator> appears twice|no <creator> more than once|<creator> at most once|each <creator> once|<creator> only once|never two by the same <creator>|one <item> per <creator>]])
hear("policy.creator_cap", "0", [[no cap per <creator>|no <creator> cap|without <creator> cap|no limit per <creator>|no limit on <creator>|@not put any limit per <creator>|@not put a limit per <creator>|@not limit <creator>|@not cap <creator>|@no maximum per <creator>|@dont cap <creator>|@dont limit <creator>|@not restrict <creator>|@unlimited per <creator>|@limit nothing per <creator>|@not limit the number of <item>|@not limit number per <creator>|@not limit <item> per <creator>|@not limit how many <item>|@any number of <item> per <creator>|@any number per <creator>|@as many <item> per <creator>|@as many per <creator>|@nothing per <creator> is limited|@not count <item> per <creator>]])
near("policy.category_cap", [[the per <topic>|<topic> cap|the cap per <topic>|@<topic> limit|@limit <topic> to|@limit each <topic>|@about the same <topic>|@the of one <topic>|@the from one <topic>|@the about one <topic>|@the on one <topic>|@the of a single <topic>|@the from a single <topic>|@of any <topic>|@on any <topic>|@about any <topic>|@<topic> gets at most|@<topic> may appear|from the same <topic>|same <topic>|each <topic>|of the same <topic>|on the same <topic>]])
near("policy.list_size", [[@tiles|@page has|@page holds|@screen has|@screen holds|@list holds|@page with|@cards|@best are displayed|@are displayed|@<item> a load|@<item> per load|@load is|@show <item>|@<item> on the screen|@<item> per screen|list of|list size|final list|slots in the list|final slate|slate of|feed of|page of|top results shown|shown at once]])

-- ---------------------------------------------------------------------------------------------------------------------
-- Evaluation.
-- A metric's names stand here once; the rules that make it the one that decides or a guardrail follow from them. `not_by`
-- and `not_guard` list wordings beside which it is neither.
concept("decides", [[primary|main metric|main number|main figure|main kpi|main is|main one|main criterion|primary metric|decide|decides|deciding|decided|decision|decider|decisive|north star|north-star|key metric|key figure
  |launch metric|the one metric|one number|oec|overall evaluation criterion|judge|judged|judge by|success metric|success criterion|top-line|topline|makes the call|make the call|call is made|ship on|launch on|ship decision
  |launch decision|what counts|headline metric|headline|single metric|most important metric|target metric|launch criterion|go no-go|steer by|final say|last word|ultimate metric|primary kpi|decision metric
  |won on|lost on|wins the launch|loses the launch|falls with|fall with|won or lost on|pick the winner|winner by|winner on|winner chosen|chosen by|choose the winner|criterion|yardstick|says yes|say yes|rules|rule the launch|is king
  |what i optimise for|what we optimise|main offline|main online|primary offline|primary online|would optimise for|want to move|one to move|number to move|metric to move|number that matters|metric that matters|hangs on|verdict|bottom line|tie-breaker|gold metric|metric of record|go by|goes by|compare designs by|compare variants by]])
local guarded = {}
for verb in string.gmatch("rise|fall|drop|grow|climb|increase|decrease|suffer|worsen|degrade|deteriorate|regress|slip|sink|shrink|go up|go down|get worse|be worse|become worse|hurt|harm|exceed|decline|creep up|lose", "[^|]+") do
  guarded[#guarded + 1] = "not " .. verb .. "|never " .. verb .. "|not allowed to " .. verb .. "|may not " .. verb .. "|must not " .. verb
end
concept("guards", [[guardrail|guardrails|guard rail|guard rails|guard|guards|must not|may not|should not|cannot get worse|no worse|not worse|no harm|protect|protects|protected|not allowed to|must never|may never|should never|counter-metric|counter metric
  |counter-metrics|countermetrics|health metric|health metrics|safety metric|no regression|no regressions|secondary check|veto|vetoes|do-no-harm|do no harm|do not harm|do-not-harm|constraint|constraints|side condition|side conditions
  |stay flat|stays flat|stay level|stay stable|stays stable|stay at least|stays at least|stay within|stays within|stay below|stays below|stay under|stays under|remain stable|remain flat|held constant|hold steady|steady|unchanged
  |block the launch|blocks the launch|blocks launch|stops the launch|stop the launch|kills the launch
  |not willing to trade|not trade away|wont trade|untouchable|sacred|must hold|has to hold|have to hold|as limits|as a limit|as limit|limits|red line|red lines|stay where it is|stay where they are|worried about]] .. "|" .. table.concat(guarded, "|"))
local metrics = 0
local function metric(name, ways, not_by, not_guard)
  metrics = metrics + 1
  local about = "metric_" .. string.char(97 + metrics // 26, 97 + metrics % 26)
  concept(about, ways)
  local function of(wordings)
    return (string.gsub(wordings, "%*", "<" .. about .. ">"))
  end
  hear("evaluation.primary", name, of("<decides> *|* <decides>|@* it is|@<launch> if *|@<launch> when *|@<launch> on *"),
    of("* secondary|secondary *|* as a guardrail|* is a guardrail|* is no guardrail") .. (not_by and "|" .. not_by or ""))
  hear("evaluation.guardrails", name, of("<guards> *|* <guards>|& <guards> *"), not_guard)
end
concept("launch", [[ship|ship it|launch|launch it|roll out|go live|release|rollout|go ahead]])
concept("auc_pr", [[pr-auc|pr auc|auprc|auc-pr|average precision|area under precision-recall|area under the precision|precision-recall area|precision-recall auc|precision recall curve|area under pr]])
concept("prevalence", [[prevalence|share of harmful views|harmful views|share of views|portion of views|portion of all views|proportion of views|fraction of views|fraction of all views|views of harmful|views of harm|views that are of harm|exposure to harmful|exposure to harm|harmful exposure
  |views that hit harmful|views that are harmful|violating view rate|vvr|harm is viewed|harm viewed|harm being viewed|harm is actually being viewed|harm people see|harm that is seen|how much harm is seen|how much harm is viewed|views wasted on harm|share of all views]])
concept("revenue", [[revenue|revenue per thousand|revenue per 1000|revenue per mille|rpm|ecpm|income|revenue per request|earnings|what we earn|we earn|earned per thousand|money per thousand|takings|turnover|money we make]])
metric("online.watch_minutes_per_session", "<watch>|<watch> per session|<watch> per user|<watch> a session|<watch> per visit|<watch> per day|minutes per visit|minutes per session|session minutes", "<watch> head")
concept("return_rate", [[return rate|retention|returning|return within a week|seven-day return|7-day return|7 day return|day-7 return|weekly return|d7 retention|7-day retention|7 day retention|weekly retention|return visits|users return|people return|come back|comes back|coming back
  |user retention|return within seven days|return rate within|week-one return|returning users|back within a week|back within seven days|back within 7 days|back in a week|back in seven days|back after a week|returns within|return in a week|back next week|wk-1 retention|d7|7d return|rate of return]])
metric("online.return_rate_7d", "<return_rate>")
metric("online.hides_per_1000", [[hide|hides|hide rate|hides and reports|negative feedback|not interested|dislikes|not-interested clicks|complaints|hides per]])
metric("online.ctr", "<click>", "offline|predicted over observed|<click> bait|clicks alone|clicks are")
metric("online.revenue_per_1000", "<revenue>", "not <revenue>")
metric("online.advertiser_value_per_1000", [[advertiser|advertisers|advertiser value|value to advertisers|value for advertisers|value for the advertiser|value delivered to advertisers|advertisers return|return of advertisers|return for advertisers|advertiser return|advertiser roi|roas|return on ad spend|what advertisers get]],
  "advertiser complaints|small advertisers", "small advertisers")
metric("ranking.roc_auc", "roc-auc|roc auc|roc|auroc|auc|auc-roc|area under the roc", "<auc_pr>", "<auc_pr>")
metric("ranking.pr_auc", "<auc_pr>")
metric("ranking.f1", "f1|f1 score|f1-score|best f1|f-measure|f score|f-score")
metric("ranking.log_loss", "log loss|logloss|log-loss|negative log likelihood|nll", "training loss|as the loss")
metric("ranking.normalized_entropy", "normalised entropy|normalized entropy|ne|relative information gain", nil)
metric("ranking.recall@p90", [[recall at 90|recall at p90|recall@p90|recall at precision|recall at a precision|recall at fixed precision|recall at a fixed precision|recall at 90 precision|recall at 0.9 precision|recall at nine in ten|recall while precision|recall given precision
  |recall with precision|how much harm we catch|harm we catch|share of harm caught|recall under a precision]])
metric("list.ndcg@10", "ndcg|ndcg 10|ndcg at 10|ndcg at ten|normalised discounted cumulative gain|discounted cumulative gain|dcg")
metric("list.map@10", "map 10|map@10|mean average precision|map at 10|map at ten|map")
metric("list.mrr", "mrr|mrr 10|mrr at 10|mean reciprocal rank|reciprocal rank|rank of the first hit|rank of the first relevant|first hit rank")
metric("list.precision@10", "precision 10|precision at 10|precision at ten|p at 10|top ten precision|share of the first ten")
metric("retrieval.recall@100", "recall 100|recall at 100|recall at a hundred|recall at one hundred|r 100|recall", [[recall at precision|recall at a precision|recall at 90|recall at p90|recall at 10|recall 10|recall at 1|recall 1|recall at 20|recall 20|recall at 1000|recall 1000|recall at ten|recall at fixed|index recall|ann recall|screening|prefilter|filter recall|recall on harmful]],
  [[recall at precision|recall at a precision|recall at 90|recall at p90|recall at 10|recall 10|recall at 1|recall 1|recall at 20|recall 20|recall at 1000|recall 1000|recall at ten|index recall|ann recall|screening|prefilter|filter recall|recall on harmful]])
metric("retrieval.recall@10", "recall 10|recall at 10|recall at ten|r 10|top-10 recall|top ten recall|hit 10|hit at 10|hit rate at 10")
metric("retrieval.recall@1", "recall 1|recall at 1|recall at one|r 1|hit 1|hit at one|hit at 1|hit at rank one|top-1 accuracy|top 1 accuracy|first result is right|rank one")
metric("retrieval.recall@20", "recall 20|recall at 20|recall at twenty|r 20")
metric("retrieval.recall@1000", "recall 1000|recall at 1000|recall at a thousand|recall at one thousand")
metric("retrieval.index_recall", "index recall|ann recall|recall of the index|recall against exact|recall versus exact|recall vs exact|agreement with exact search")
metric("online.success_rate", [[success rate|search success|successful searches|successful search|share of searches|choice rate|searches with a choice|somebody picks something|picks something|people pick something|chooses something|people choose something|searches end with a choice|something is chosen
  |searches that end with]])
metric("online.conversions_per_1000", "conversions|conversion rate|purchases|orders|orders per 1000|purchases per 1000|sales|checkouts|bought", "window|attribution")
metric("online.prevalence", "<prevalence>")
metric("online.wrongful_removal_rate", [[wrongful|wrongful removal|wrongful removals|wrongly|wrongly removed|false removal|false removals|wrong removal|wrong removals|over-removal|overremoval|overenforcement|over-enforcement|innocent|innocent posts|mistaken|mistaken removals
  |false positives|false takedowns|false takedown|wrong takedowns|wrongful takedowns|unjust removals|removed in error|removed by mistake|removals that hit|removals of innocent|collateral damage|false deletions|wrong deletions]])
metric("online.valid_appeal_rate", "appeals|appeal|overturned|reversals|upheld appeals|appeals we lose|appeals won|reversed decisions")
metric("online.proactive_rate", [[proactive|proactive rate|before anybody reported|before anybody reports|before somebody reports|before any user|before any report|before users report|before a report|before the first report|ahead of reports|without waiting for reports|found before users]])
metric("screening.recall", "screening recall|recall of the screening|prefilter recall|pre-filter recall|recall of the prefilter|recall of the filter|filter recall|recall on harmful posts|recall on harmful|recall of the first stage|what the prefilter lets slip|what the screening loses|missed by the screening")
metric("ranking.calibration_error", "calibration error|expected calibration error|ece")
metric("ranking.calibration_ratio", "calibration ratio|predicted over observed|predicted to observed|predicted over actual")
metric("list.diversity", "diversity|variety|intra-list diversity|intra-list distance")
metric("list.coverage", "coverage|<creator> exposure|catalogue coverage|share of the catalogue|breadth of the catalogue|exposure of <creator>")
metric("list.new_item_share", "share of <new>|<new> <item> share|share of <new> <item>|<new> <item> shown|exposure of <new>|<new> <item> exposure|share of <new> <item> shown|exposure for <new>|visibility of <new>", nil)
metric("list.fill_rate", "fill rate|fill-rate|slots sold|sold slots|unsold slots|sell-through|slots filled|empty slots")
metric("list.duplicate_share", "duplicate share|share of duplicates|duplicates in the list|copies in the list|places are copies|places in the list are copies|list are copies|repeats in the list|share of copies|repeated pictures|share of repeats|duplicate rate")
metric("serving.p99_ms", "latency|p99|p95|response time|tail latency|p99 latency|99th percentile|response times|speed")
metric("serving.memory_bytes", "memory|ram|memory footprint|replica memory|memory per replica|memory use|memory usage")
metric("serving.qps_sustained", "sustained qps|sustained throughput|throughput|sustained load")
metric("capacity.machines", "number of machines|fleet size|machine count|count of machines|number of servers")
concept("sampled_eval", [[sampled metrics|sampled evaluation|sampled negatives|random negatives|99 negatives|100 negatives|99 random|100 random|hundred random|a hundred random|1000 random|hundred negatives|random <item>|random ones|random candidates|sampled candidates|sampled <item>|sample of negatives|sampled protocol|small candidate set|sampled corpus|sample of the <corpus>]])
hear("evaluation.protocol", "full", [[
  @<all> <corpus>|@over <all> <item>|against <all> <item>|@among <all> <item>|<all> candidate set|@full ranking|unsampled|@no sampling|@not sampled|@no sampled|@without sampling|@not sample|exhaustive evaluation|@complete ranking|@every <item>|@all <item>|@against everything|full-corpus|full-catalogue|@rank <all>|@full protocol|@rank against everything|@among everything|@over everything|@everything in the <corpus>|@not against a sample|@without sampled distractors|@complete <corpus>|@not a hundred random]],
  [[train on all|all <item> in the batch|<negatives> <all> <corpus>|<all> <corpus> <negatives>|scan]])
hear("evaluation.protocol", "sampled", [[@among 100|@among a hundred|@against 100|@against a hundred|@100 drawn|@hundred drawn|@100 randomly|@hundred randomly|@100 others|@hundred others|@hundred strangers|@drawn negatives|@among 99|@against 99|@among 1000|@against 1000|@<sampled_eval>|<sampled_eval> evaluation|evaluate <sampled_eval>|recall <sampled_eval>|rank positive <sampled_eval>|against <sampled_eval>|among <sampled_eval>|metrics <sampled_eval>]],
  [[<sampled_eval> mislead|<sampled_eval> flatter|<sampled_eval> inflate|<sampled_eval> are inflated|instead of <sampled_eval>|rather than <sampled_eval>|<sampled_eval> reorder|<sampled_eval> are easy|<sampled_eval> too easy|<sampled_eval> overestimate|<sampled_eval> lie]])
near("evaluation.ab_users", [[
  users in the test|users in all arms|test users|users in the experiment|experiment users|a/b test with|users for the a/b|a/b users|users in total|users per experiment|users in both arms|both arms|all arms|users in the a/b|a/b with|users across arms|in all|altogether|users overall|both arms together|users enrolled|participants|users exposed|arms together|in total|users across both|ab test with|experiment with|users all together|@users|sample size|@of traffic|@of the traffic|@of users]], [[explore|exploration|random traffic|canary|ramp|holdout of]])
near("evaluation.ab_days", [[run days|runs days|run for days|test runs|experiment runs|run the test|run the a/b|run the experiment|test for|a/b for|ab for|experiment for|test lasts|experiment lasts|a/b test for|a/b over|test over|duration days|test duration|@lasts|@last for|@run|@runs|@for days|@long|users for|arms for|@lasting]])
hear("evaluation.ab_days", "14", [[@for a fortnight|@a fortnight]])
near("evaluation.ab_days", [[@weeks|@week]], [[last week|within a week|per week|following week|<return_rate>|weeks of data|weeks of log]])
hear("evaluation.slices", "new_items", [[@newly written|@freshly listed|@freshly written|@freshly posted|@newly listed|@just listed|@just posted|@newly posted|the slice <new> <item>|the <new> <item> separately|the separately <new> <item>|the <new> <item> slice|@the <new> <item>|@newly started <item>|@recently started <item>|@by <item> age|the <new> <item> apart|the break down <new> <item>|@fresh content|@cold items|by age of <item>]], [[share of <new>|<new> <item> shown|<new> <item> share|exposure of <new>|exposure for <new>|visibility of <new>]])
hear("evaluation.slices", "tail_items", [[@tail|@long tail|@long-tail|@unpopular|tail slice|slice tail|@by popularity|@popularity bucket|@popularity buckets|@niche|tail separately|head and tail|head versus tail|@head and torso|@popularity deciles]])
hear("evaluation.slices", "new_users", [[the slice <new> <user>|the <new> <user> separately|the separately <new> <user>|@the <new> <user>|@newcomers|@by tenure|the <new> <user> slice|@newly registered|@cold users|@recently joined|@by user age|@new joiners]])
hear("evaluation.slices", "phone", [[slice device|by device|per device|@device|@phone|@phones|@mobile|device slice|each device|@device type]])

-- ---------------------------------------------------------------------------------------------------------------------
-- Serving.

concept("no_need", [[no need|too slow|overkill]])
hear("retrieval.index", "hnsw", [[hnsw|hnswlib|hnswflat|indexhnswflat|& hnsw int8|& hnsw quantised|& hnsw 8-bit|& hnsw compressed|& graph index int8|navigable small world|graph index|graph-based index|proximity graph|hierarchical graph|graph ann|small-world graph|small world graph|graph search|nsw graph|graph-based ann|neighbour graph|neighbor graph|vamana|diskann]])
hear("retrieval.index", "ivf_pq", [[ivf-pq|ivf pq|ivfpq|ivf with pq|ivf plus pq|ivf + pq|& pq ivf|product quantisation|product quantization|product quantised|product-quantised|pq codes|pq-compressed|pq compressed|scann from google|google scann|ivfadc|ivfpq|index ivfpq|indexivfpq|@pq]], [[no pq|without pq|per pq code|bytes per pq]])
hear("retrieval.index", "ivf_sq8", [[ivf-sq8|ivf sq8|ivfsq8|ivf sq|sq8|scalar quantisation|scalar quantization|scalar quantised|8-bit quantisation|int8 vectors|int8 codes|int8 index|8-bit vectors|8 bit vectors|one byte per dimension|@int8|8-bit codes|ivf int8|ivf with int8]], [[ranker int8|int8 weights|int8 ranker|layers|<ranker> quantised|<ranker> is quantised|quantise <ranker>|quantised <ranker>|<ranker> to int8|<ranker> in int8|<ranker> to 8 bits|weights in int8]])
hear("retrieval.index", "ivf", [[ivf|indexivfflat|ivfflat|ivf flat|inverted file|inverted-file|ivf-flat|ivfflat|inverted lists|k-means cells|cluster-based index|clustered index|coarse clusters|coarse quantiser|voronoi cells|clustering index|inverted index over clusters]])
hear("retrieval.index", "flat", [[indexflatip|indexflat|exact flat|flat scan|no approximation|scan the lot|exact search|exact scan|flat index|brute force|brute-force|bruteforce|exhaustive search|exhaustive scan|linear scan|full scan|exact nearest|exact knn|no ann|without ann|no approximate|no index|exact inner product|exact dot product|scan everything|scan all|compare with every|exact retrieval]],
  [[too slow|too expensive|compare against exact|against exact|versus exact|relative to exact|instead of brute|instead of exact|recall versus|recall against|ground truth]])
concept("serve_now", [[moment the app asks|app asks|moment the request|moment the user|at the moment of the request|request time|real time|real-time|realtime|on request|online|on the fly|on-the-fly|on demand|live|when the request arrives|when a request arrives|at query time|when the user opens|when the user arrives|at read time|when asked|when somebody opens|synchronously|when a request comes|when the request comes in|as requests come]])
concept("compute", [[answer|answered|assemble|assembled|serve|serving|served|compute|computed|score|scored|scoring|rank|ranked|ranking|inference|generate|generated|produce|produced|infer|recommendations|lists|feeds|predictions|run|everything]])
hear("serving.mode", "realtime", [[<compute> <serve_now>|<serve_now> <compute>|@on request|@at request time|@when the page is opened|not precomputed|nothing precomputed|no precomputation|not batch|no batch|no nightly batch|@no offline batch]], [[in-batch|batch at|near real time index|streaming index|precompute <item>|<item> vectors]])
concept("ahead", [[precompute|precomputed|pre-compute|pre-computed|precomputing|nightly batch|batch job|batch overnight|overnight|night before|nightly|ahead of time|in advance|offline batch|batch mode|batch process|batch precomputed|daily batch|batch computation|beforehand|materialised|materialise]])
hear("serving.mode", "batch", [[<ahead> lists|<ahead> recommendations|<ahead> feeds|lists <ahead>|feeds <ahead>|recommendations <ahead>|batch serving|batch mode|<ahead> per user|<ahead> for each user|<ahead> for every user|offline batch serving|<ahead> results|<ahead> scores|batch scoring|<compute> offline|offline <compute>|offline recommendations|@for every <user> once|@for all <user> once]],
  [[<item> vectors|<item> embeddings|embeddings <ahead>|vectors <ahead>|tower <ahead>|<ahead> would be stale|<ahead> is stale|stale|<ahead> too old|retrain|index|fine-tune|train|refresh|popular|same batch|in-batch|negatives|timeout]])
concept("stop_gap", [[stand-in|stand in|stopgap|stop-gap|safety net|fallback|fall back|falls back|falling back|fall-back|backup|back-up|degrade|degraded|degradation|graceful degradation|degrade gracefully|plan b|default list|safe default|static list|circuit breaker]])
concept("late", [[blow the deadline|blows the deadline|blow the budget|blows the budget|exceeds the latency|exceeds the time|exceeds the limit|exceeds the deadline|over the latency|budget is blown|budget blown|deadline is blown|over its budget|over its deadline|takes too long|runs over|ran over|over the deadline|too slow to answer|past the deadline|times out|time out|timeout|time-out|timed out|late|too late|is slow|fails|fail|failing|failure|down|unavailable|deadline|misses its deadline|misses the deadline|overruns|exceeds the budget|over budget|over the budget|budget exceeded|budget is exceeded|errors|crashes|error|not ready|runs out of time|out of time|does not answer|overloaded|does not respond]])
hear("serving.fallback", "true", [[@<stop_gap>|<stop_gap> list|<stop_gap> to|as a <stop_gap>|popular <stop_gap>|<stop_gap> popular|have a <stop_gap>|static <stop_gap>|with a <stop_gap>|<stop_gap> path|<stop_gap> is|?<late> popular|?popular <late>|?<late> cached|?<late> show|?<late> serve|?&<late> popular|?&popular too slow|?&<late> <stop_gap>|?<late> trending|?<late> return|?<late> retrieval order|last good list|last known list]],
  [[no fallback|without fallback|no <stop_gap>|empty page is fine|page is just empty|alert|error rate|page the on-call|page the team|return an error|roll back|rollback|<late> return an error|retrieval falls back|model falls back|model to fall back|learns to fall back|how to fall back|ids fall back|id falls back|counter falls back]])
hear("serving.fallback", "false", [[no <stop_gap>|without <stop_gap>|?<late> empty|?<late> error page|return an error|?<late> return an error|fail the request|let it fail|empty page is fine|?<late> fail|blank page]], [[never empty|no empty|not an empty|instead of an empty|avoid empty|rather than an empty]])
near("retrieval.candidates", [[candidates|candidate <item>|retrieve|retrieves|retrieved|retrieval returns|retrieval hands|retrieved <item>|<item> to rank|<item> from retrieval|from retrieval|per request candidates|to the ranker|for the ranker|into the ranker|shortlist|top-k|top k|k]], [[retrieval ms|ms retrieval|ms budget|budget ms|ms for retrieval]])
near("ranking.keep", [[@survive the <ranker>|@survive <ranker>|@survive scoring|@<ranker> lets through|@<ranker> passes|@<ranker> leaves|@left after <ranker>|@remain after <ranker>|@out of the <ranker>|@out of it|@past the <ranker>|@behind the <ranker>|@come out of the <ranker>|@<ranker> hands|@to the diversity|@to the list builder|@move on to re-ranking|@moves on to re-ranking|@go on to re-ranking|@goes on to re-ranking|@pass to re-ranking|@best move on to|to re-ranking|to reranking|re-ranker|reranker|best to|into re-ranking|survive ranking|after ranking|ranker keeps|ranking keeps|pass to re-ranking|keep after ranking|keep the top|keep top|to the re-rank|top to re-ranking]])
near("retrieval.nlist", [[@parted into|@part into|@part vectors into|@split vectors into|@partition vectors into|@cluster vectors into|@vectors into|@partitioned into|@clustered into|nlist|@lists|cells|clusters|centroids|partitions|inverted lists|coarse cells|k-means cells|voronoi cells]], [[look into cells|look into lists|cells per query|lists per query]])
near("retrieval.nprobe", [[@visit them|@open them|@probe them|@search them|@scan them|@look into them|@look at them|@visit lists|@open lists|@scan lists|@search lists|@probe lists|@visit clusters|@search clusters|@open cells|@visit cells|@scan cells|@of them per query|@lists opened|@cells opened|@lists visited|@lists scanned|@nearest cells|@closest cells|nprobe|probes|probe|probing|cells probed|the probe cells|the probe lists|cells per query|look into|visit cells|search cells|cells searched|cells visited|lists per query|probed]])
near("retrieval.pq_bytes", [[@bytes a vector|@bytes per vector|@byte per vector|@bytes each vector|@bytes for each vector|@bytes of pq|@bytes for the codes|@byte for the codes|@bytes an item|@byte codes|bytes per code|pq bytes|byte codes|bytes of code|byte pq|bytes per vector code|pq of bytes|bytes pq|byte code|pq with bytes]])
hear("retrieval.refine", "0", [[no refine|no refinement|without refinement|not refine|skip refinement|no rescoring|no re-scoring|without rescoring|without re-scoring|not rescore|not re-score|dont rescore|never rescore|skip rescoring|no exact rescoring|@codes alone decide|@code distances are final|@take code distances as they are]])
near("retrieval.hnsw_m", [[hnsw m|m|links per node|links|neighbours per node|edges per node|graph degree|degree]])
near("retrieval.ef_search", [[ef search|ef|efsearch|ef_search|beam|beam width|search beam|search width]])
near("retrieval.refine", [[rescore|re-score|re-scored|rescored|refined|refines|=times k|@x k|@re-ranked exactly|@rescoring|@re-scoring|refine|refinement|re-score exactly|rescore exactly|re-scored exactly|exact re-scoring|refine factor|re-rank factor|rescoring factor|exact rescoring]])
concept("load_test", [[load test|load-test|loadtest|stress test|stress-test|stress run|benchmark|benchmarked|hammer|offer|offers|offered|offered load|load generator|bombard|fire at|drive the machine|load measurement|load run|load of|measure at|measured at|under a load]])
concept("rps", [[rps|qps|requests per second|requests a second|queries per second|queries a second|searches per second|searches a second|posts per second|posts a second|req per second|reqs per second|calls per second]])
near("serving.qps", [[<load_test> <rps>|<rps> <load_test>|@offered load|@load test at|@<load_test> at|@<rps> offered|@<rps> per replica|@<rps> per machine|@<rps> on this machine|@<rps> on one machine|@<rps> per box|@each box at <rps>]], [[peak|average|daily]])
near("serving.replicas", [[=pods|=boxes|=servers|=hosts|=workers|=machines|replicas|replica|@copies|copies of the service|copies of the server|copies of the system|instances|copies of the funnel|copies of the stack|replication|serving instances|replicated]])
near("serving.cache", [[cache|cached|caching|ttl|cache ttl|cache for|cached for|cache lists|cache the list|cache results|keep the list|keep each list|list is kept|reuse the list|memoise]])
hear("serving.cache", "0", [[no cache|no caching|without cache|without caching|skip caching|skip the cache|not cache|dont cache|never cache|cache nothing|nothing is cached|nothing cached|cache off]])
concept("index", [[index|indices|ann index|vector index|new vectors|<new> <item>|item vectors|<new> embeddings|<item> index]])
concept("refresh", [[refresh|refreshed|refreshes|rebuild|rebuilt|rebuilds|update|updated|updates|build|push|pushed|insert|inserted|ingest|ingested|add|added|reload|reindex|re-index|reindexed|take in|indexed|re-built|re-build|publish]])
near("serving.index_refresh_minutes", [[<index> <refresh>|<refresh> <index>|<refresh> into the index|index refresh|index every|index interval|<new> <item> indexed|<new> <item> searchable|<new> <item> findable|hourly index|index hourly|daily index|nightly index|@<refresh>]])
concept("int8", [[int8|8-bit|8 bit|quantised weights|quantized weights|8-bit integer]])
hear("serving.precision", "int8", [[<int8> <ranker>|<ranker> <int8>|<int8> weights|quantise the ranker|quantised ranker|<int8> inference|ranker quantised]], [[int8 vectors|int8 codes|scalar-quantised|scalar quantised|scalar quantiser|sq8]])
hear("serving.precision", "float32", [[float32 <ranker>|fp32 <ranker>|<ranker> fp32|full precision <ranker>|fp32 weights|full precision weights|no quantisation of the ranker]])

-- ---------------------------------------------------------------------------------------------------------------------
-- Monitoring.

concept("watch_over", [[monitor|monitors|monitored|monitoring|watch|watched|track|tracked|alert|alert on|alarm|alarm on|look at|observe|check|dashboard|dashboards|measure|page on|compare|plot|keep an eye on]])
concept("drift", [[drift|drifts|drifting|shift|distribution|distributions|statistics|psi|ks|histogram|histograms|change|changes|divergence|moves]])
concept("inputs", [[feature|features|input|inputs|feature values|signal values|covariates|feature pipelines]])
hear("monitoring.monitors", "features", [[<inputs> <drift>|<drift> <inputs>|<watch_over> <inputs>|psi on <inputs>|null rate|null rates|nulls|missing values|missing rates|missing features|data quality|data drift|covariate shift|schema checks|data checks|input validation|@<inputs>|missing-value rates|feature coverage|fraction of nulls|share of nulls|nan rates]], [[feature store|feature cache]])
concept("outputs", [[score|scores|prediction|predictions|output|outputs|predicted probabilities|model outputs|predicted scores|predicted ctr|mean prediction|average prediction]])
hear("monitoring.monitors", "scores", [[<outputs> <drift>|<drift> <outputs>|<watch_over> <outputs>|mean prediction|average score|mean score|@<outputs>|score histogram|prediction histogram]], [[score order|predicted versus|predicted against|predicted over|predicted vs]])
hear("monitoring.monitors", "calibration", [[@predicted match|@predicted rates match|@predictions match|@match the observed|@matches the observed|@match what happened|@predicted rates observed|@calib|@predicted and actual|@predicted and real|@promised and observed|<watch_over> calibration|calibration <drift>|calibration by|calibration per|calibration over|predicted versus observed|predicted vs observed|predicted vs actual|predicted versus actual|predicted against observed|predicted against actual|predicted over observed|predicted to observed|observed over predicted|@calibration|calibration daily|calibration error|calibration ratio|predicted and observed|expected versus actual|observed versus predicted]], [[isotonic|platt|calibration layer]])
hear("monitoring.monitors", "ctr", [[<watch_over> ctr|ctr <watch_over>|@ctr|ctr by day|daily ctr|@click rate|@click-through rate|<watch_over> <click>|ctr drop|ctr drops|@engagement|@business metrics|@product metrics|@outcome metrics|@kpis|@online metrics]], [[predicted]])
hear("monitoring.drift_metric", "psi", [[psi|population stability|stability index]])
hear("monitoring.drift_metric", "ks", [[ks|k s|k-s|k s distance|@kolmogoroff|ks-test|kolmogorov|kolmogorov-smirnov|ks statistic|ks distance|k-s test]])
concept("retrain", [[continues training|continue training|keeps training|keep training|keeps learning|training continues|trained further|trained on|training run|fresh run|training job|train run|trains on fresh|refresh of the weights|refresh the weights|weights refreshed|weights are refreshed|refresh weights|new checkpoint|fresh checkpoint|model refreshes|model is refreshed|new model version|retrain|retrained|retraining|re-train|re-training|re-trained|train again|trained again|fresh model|new model|model refresh|refresh the model|refit|model is updated|update the model|model update|updated model|retrains|train a new|warm start|warm-start|warm-started|model rebuild|fine-tune|trained every|train every|model every|retrain cadence|retraining cadence|retraining cycle|training cadence|model cadence|model retrained]])
hear("monitoring.closed_loop", "true", [[
  closed loop|closed-loop|close the loop|closing the loop|feedback loop on|own lists|its own lists|our own lists|what its own lists showed|what our own lists showed|own impressions|its own impressions|own exposure|own recommendations|self-generated log|logs of its own|own logs
  |@design serves itself|@new system serves too|@new policy serves|@new system serve|@new model serves the days|@replay with the design serving|@let the design serve|@design serve the traffic|@simulate the feedback|@with the feedback loop|@feedback loop included|@own model serves|@own model does the serving|@own model do the serving|@own model should serve|@own model serve|@own model serving|@logs it produced itself|@logs it made itself|@logs that it produced|@logs produced by itself|@learns from what it showed|@learns from what it shows|@trains on what it showed]],
  [[danger of|risk of|effect of the loop]])
hear("monitoring.closed_loop", "false", [[
  @open loop|open-loop|no feedback loop|without feedback loop|without the feedback loop|no closed loop|not closed loop|old system's lists|old policy's lists|lists of the old|given log only|from the given log|logged data only|only from the log|log as it is|@existing log|@recorded log|@fixed log|@logged policy serves|@old system serves|@old policy serves]])
near("monitoring.retrain_every_days", [[<retrain>|<retrain> cadence|<retrain> interval]])
hear("monitoring.retrain_every_days", "0", [[@no periodic <retrain>|@no scheduled <retrain>|@no regular <retrain>|@never touch the model|@leave the model as it is|@model is never touched|@stays as trained|never <retrain>|no <retrain>|without <retrain>|not <retrain>|dont <retrain>|model stays fixed|keep the model fixed|train once|trained once|<retrain> never|model frozen|freeze the model|static model]])
concept("alarm", [[alert|alerts|alarm|alarms|page|pages|trigger|warn|warning|threshold|psi|ks|drift|shift|stability index|ks distance|distance|divergence|ring|rings|fires]])
near("monitoring.alert_threshold", [[psi|psi above|psi over|ks above|ks over|alert above|alert at|alert over|alert if|alert when|alarm above|alarm at|alarm if|page above|page if|page at|page when|@<alarm> exceeds|@<alarm> exceed|@threshold|alert threshold|alarm threshold|@<alarm> greater than|@<alarm> more than|@<alarm> above|@<alarm> crosses|@<alarm> over|@<alarm> is over|@<alarm> beyond|drift above|trigger at|trigger above|alarm when|warn above|warn at|@exceeds|@crosses]],
  [[entropy above|rate above|ratio above|error above]])

-- ---------------------------------------------------------------------------------------------------------------------
-- Moderation.

concept("annotator", [[annotation team|labelling team|raters|trained rater|professional rater|annotator|annotators|moderator|moderators|reviewer|reviewers|human|humans|expert|experts|rater|raters|labeller|labellers|labeler|labelers|trained staff|crowd workers|crowdworkers|policy expert|people|analyst|analysts|judge|judges|staff]])
concept("labels", [[label|labels|labelled|labeled|labelling|labeling|annotation|annotations|annotate|annotated|ground truth|gold standard|verdict|verdicts|decisions|judgement|judgements]])
concept("reports", [[report button|report function|reporting button|flag button|user complaints|report|reports|user report|user reports|flag|flags|user flags|complaint|complaints|reported|flagged]])
hear("data.labels", "human", [[@<annotator> <labels>|@<labels> <annotator>|@<labels> by <annotator>|@<labels> from <annotator>|@<annotator> decide|@<annotator> provide|@hand-labelled|@manually labelled|@manual labels|@<annotator> as ground truth|@not <reports> but <annotator>|@<annotator> rather than <reports>|@<annotator> instead of <reports>]],
  [[evaluation only|test set only|only for evaluation|too expensive|labelled by two|labels by two|two <annotator> per|two <annotator> for each|two <annotator> label|second <annotator>|people who|people saw|users who|<labels> by two|<labels> twice|by one <annotator>]])
hear("data.labels", "reports", [[@<reports> as <labels>|@<labels> <reports>|@<reports> <labels>|@train on <reports>|@learn from <reports>|@<reports> as positives|@<reports> as ground truth|@<reports> are positives]],
  [[biased|noisy|abused|brigading|queue|feature|feature <reports>|evidence|hardly|rarely|seldom|ever reported]])
hear("data.labels", "mixed", [[@& <annotator> <reports> combine|@& <annotator> <reports> mix|@& <annotator> <reports> both|@& <annotator> <reports> plus|@& <annotator> <reports> weak|@& <annotator> <reports> together|@<annotator> <labels> and <reports>|@<reports> and <annotator> <labels>|@& <annotator> <reports> supplement|@& <annotator> <reports> pretrain|@& <annotator> <reports> fill]], [[queue|feature]])
hear("data.double_review", "true", [[@two reads|@two readings|@read by two|@seen by two|@labelled by two|@two look at|@two people look|@two have to agree|@both have to agree|@read twice|@two independent|@twice by different|@four eyes|@four-eyes|@@two <annotator>|@<labels> by two|@<labels> twice|@two <labels>|@double <labels>|@double review|@second <annotator>|@third <annotator>|@by two people|@two people|@two pairs of eyes|@go to a third|@majority vote|@adjudicate|@adjudication|@inter-annotator|@three <annotator>|@reviewed twice|@checked twice|@second opinion|@second reader|@tie-break]],
  [[one is enough|too expensive]])
hear("data.double_review", "false", [[@one read each|@one read per|@one look each|@read once|@once each|@a single read|@only one person|@one person reads|@one person each|@one pair of eyes|@one reading|@one verdict per|@one opinion|@@one <annotator> per|@single <annotator>|@one <annotator> is enough|@only one <annotator>|@<labels> once|@one <labels> per|@single <labels>|@no second <annotator>|@no double|@one reader|@a single pass]])
hear("ranking.model", "early_fusion", [[early fusion|@& fuse early|@& combine early|@joint network|@joint model|@jointly|@concatenate|@concatenated|@concat|cross-attention|cross attention|multimodal transformer|multi-modal transformer|multimodal model|multimodal network|@one network for text and image|@one model for text and image|@single network|@fuse embeddings|@fuse the embeddings|@joint embedding|@joint encoder|@text and image together|@joint input|@same hidden layers|@through the same layers|@through the same hidden|@joint network|@joint net|@one net over|@both vectors into|@both embeddings into|@both into one network|?@meet inside the network|?@meet in the network|?@meet inside one|@interact inside|@text and image go into one|@see both at once|@reads both at once|@sees both at once|@fed into one network|@fed together|@stacked into one|@both modalities together|@feature-level|@mid fusion|@intermediate fusion]],
  [[joint model of all harms|early fusion costs|concatenate scores|early or late|late or early]])
hear("ranking.model", "late_fusion", [[late fusion|@& fuse late|@average scores|@average the scores|@average their scores|@combine the scores|@combine scores|@max of the scores|@score-level|@decision-level|@separate text and image|@two separate scores|@scores merged|@scores are merged|@scores get merged|@merge the scores|@merging the scores|@merge their scores|@merged at the end|@merged at score level|@averaging their probabilities|@average their probabilities|@average the probabilities|@averaging the probabilities|@probabilities are averaged|@scores are averaged|@averaged at the end|@blend the scores|@vote on the <item>|@each modality its own model|@independent text and image|@models for text and image|@combined only at the end|@add the two probabilities|@text model and an image model|@text classifier and an image classifier|@one classifier per modality|@one model per modality|@a model per modality|@separate model per modality|@ensemble of a text|@two models]],
  [[early or late|late or early|late fusion cannot|late fusion can't|late fusion misses|late fusion is blind|two models for]])
hear("ranking.model", "text_only", [[@text only|@text-only|@only text|@only the text|@text alone|@just text|@just the text|@text classifier|@ignore images|@ignore the image|@no images|@words only|@no vision|@text and nothing else|@words and nothing else|@nothing but text|@nothing but the text|@nothing but words|@no vision branch|@without vision|@no image branch|@no image tower|@no image model|@no image encoder|@bert on the caption|@on the caption alone|@caption only|@captions only|@only the caption|@only reads the words|@reads only the words|@reads only text|@language model only|@pictures are ignored|@leave the pictures out|@images come later]], [[text-only baseline|text only baseline|baseline|image classifier|text classifier and|misses]])
concept("harm", [[harm|harms|class|classes|class of harm|harm type|category of harm|harm class|harm category|policy|violation type|policy area]])
hear("ranking.multi_task", "true", [[@five outputs|@one network with an output|@output for each <harm>|@output per <harm>|@outputs for all <harm>|@multi-task|@multitask|@shared backbone|@shared bottom|@shared encoder|@shared trunk|@one backbone|@common backbone|@head for each <harm>|@head per <harm>|@a head for each|@heads on|@several heads|@five heads|@one model for all <harm>|@one model with a head|@common body|@shared body|@one body|@one trunk|@common trunk|@train together|@trained together|@learn together|@trained jointly|@borrow strength|@single backbone|@one encoder for all|@single model for all <harm>]], [[five models|separate models|joint input|on the joint|concatenate]])
hear("ranking.multi_task", "false", [[@separate network|@separate networks|@own network|@network per <harm>|@network for each|@network for every|@separate net|@model of its own|@its own separate model|@one net per <harm>|@nothing shared between <harm>|@share nothing|@binary model per|@separate model for each <harm>|@separate model for every <harm>|@separate model per <harm>|@one model per <harm>|@model for each <harm>|@model per <harm>|@independent model|@independent classifiers|@individual models|@separate classifier|@separate classifiers|@five models|@separate models|@own model|@dedicated model|@single-task|@classifier per <harm>]], [[text and image|per modality|rather than five|instead of five]])
hear("ranking.class_weights", "true", [[class weights|class weighting|@up-weight|@upweight|@up-weighted|@upweighted|@weight the positives|@positives weigh more|@inverse frequency|@inverse class frequency|@weighted loss|@weighted cross|@positive weight|@reweight the classes|@heavier weight for rare|@rare classes weigh more|@higher weight rare|@class-weighted|@balanced weights|@multiply the positives|@multiply the loss of|@scale the gradient|@scale up the positives|@boost the positives in the loss|@pos_weight|@positives weighted up|@weighted up|@weigh up the positives|@rare positives by some factor|@larger weight for positives|@heavier loss on]])
hear("ranking.class_weights", "false", [[no class weights|without class weights|no class weighting|@unweighted|@no reweighting|@no weights|not weight the classes|@equal weights|@counts the same|@count the same|@weigh the same|@weighs the same|@same weight for every|@every example equally|@all examples equally|@no example counts more|@treat every example alike|@not multiply the positives]])
concept("remove", [[remove|removed|removes|removal|removals|auto-remove|auto-removed|take down|taken down|takedown|take-down|delete|deleted|deletion|take it down|take them down|take posts down|takes posts down|take a post down|take those down|pull down|pulled down|block|blocked|automatic removal|remove automatically|auto-delete|auto-removal]])
concept("demote", [[demote|demoted|demotes|demotion|downrank|down-rank|downranked|down-ranked|downranking|reduce reach|reduced reach|limit reach|reduce distribution|reduced distribution|show less|shown less|shown to fewer|push down|deprioritise|deprioritised|soft action|lower in the feed|throttle|visibility reduced|reduce visibility|limited distribution]])
near("policy.remove_threshold", [[<remove>|<remove> threshold|<remove> above|<remove> at|<remove> from|<remove> over]], [[<remove> rate|wrongful|wrong <remove>|false <remove>]])
hear("policy.remove_threshold", "1", [[never remove automatically|no automatic <remove>|no auto-removal|only <annotator> <remove>|<remove> only by <annotator>|<annotator> confirm every <remove>|nothing is removed automatically|never <remove> without review|never auto-remove]])
near("policy.demote_threshold", [[<demote>|<demote> threshold|<demote> above|<demote> at|<demote> from|<demote> over]])
hear("policy.demote_threshold", "1", [[never <demote>|no <demote>|without <demote>|not <demote>|skip <demote>|dont <demote>]])
near("policy.review_capacity", [[review capacity|<annotator> handle|<annotator> can handle|<annotator> review|<annotator> can review|@reviewed per day|@reviewed a day|@reviews per day|@reviews a day|@& <annotator> a day|@& <annotator> per day|@<annotator> look at|@<annotator> see|@<annotator> check|@<annotator> process|@<annotator> get|@manual reviews|@human reviews|@per day|@capacity]], [[report|reports]])
concept("queue", [[queue|review queue|reviewers|order|ordered|sort|sorted|prioritise|prioritised|first|priority|rank|ranked]])
concept("reach", [[reach|audience|views|expected views|followers|exposure|impressions|viewers|eyeballs|virality|viral|most people|potential reach|spread|widest|predicted views]])
hear("policy.review_order", "harm_reach", [[@<queue> <reach>|@<reach> <queue>|@times <reach>|@probability <reach>|@score <reach>|@severity <reach>|@by <reach>|@expected harm|@reach most people|@x <reach>|@harm <reach>|@& <reach> comes first]], [[reach does not]])
hear("policy.review_order", "probability", [[@<queue> probability|@probability <queue>|@highest scores first|@highest score first|@<queue> score|@score <queue>|@most confident|@surest|@most likely harmful|@highest probability|@most probable|@likeliest|@surest first|@highest confidence|@top scores|@most suspicious first]], [[<reach>|times]])
hear("policy.review_order", "arrival", [[fifo|@first come|@first in|@arrival|@as they arrive|@oldest first|@in order of arrival|@chronological|@in the order they]])
concept("passes", [[pass|passes|passed|let through|lets through|let pass|forward|forwards|forwarded|send on|sends on|sent on|keep|keeps|kept|go on|goes on|survive|survives|hand on|hands on|escalate|reach the heavy|reach the big|gets through|get through]])
concept("screen", [[screening|screen|pre-filter|prefilter|filter|light filter|light model|cheap model|cheap filter|first stage|first pass|cheap classifier|cascade|small model|fast model|lightweight model|light classifier]])
near("screening.keep_rate", [[<screen> <passes>|<passes> <screen>|<screen> rate|@<passes>|@<screen>|!@<screen> discards|!@<screen> drops|!@<screen> removes|!@discards|!@filters out|!@drop|!@rejects|!@throws away|!@clears|!@weeds out|!@screens out|!@are dropped|!@are filtered]], [[<remove> above]])
hear("screening.keep_rate", "1", [[@no pre-filter|@no prefilter|@no screening|@no cascade|@without screening|@without pre-filter|@heavy model on everything|@heavy model on every|@full model on everything|@full model on every|@full model on all|@the classify everything|@the score everything|@every <item> gets the full|@big model on every|@big model on all|@skip screening]])
hear("screening.hash_match", "true", [[perceptual hash|perceptual hashes|perceptual hashing|hash matching|hash match|hash list|hash database|photodna|pdq|phash|image hashes|@hashes|@hash|@known bad images|@known images|@banned images|@fingerprints|@near-duplicates of known|@match known|@copies a known|@copy a known|@copies of known|@copy of a known|@known bad one|@known bad picture|@previously removed images]])
hear("screening.hash_match", "false", [[no hash|no hashing|without hash|skip hash|no hash matching|no fingerprints|not hash]])
hear("evaluation.slices", "small_languages", [[@by language|@per language|@small languages|@low-resource|@minor languages|@rare languages|@each language|@languages|@language]])
hear("evaluation.slices", "combination", [[@by modality|@per modality|@modality|@memes|@text-image|@combination]])
hear("evaluation.slices", "text", [[@by modality|@per modality|@modality|@in the text|@in the words|@in text alone|@text alone|@text-only]], [[text and image together|text and image combined]])
hear("evaluation.slices", "image", [[@by modality|@per modality|@modality|@in the image|@in the picture|@in the photo|@in images alone|@image alone|@image-only]], [[text and image together|text and image combined]])
concept("choose", [[choose|chooses|chosen|choose something|choose anything|pick|picks|picked|choice|choices|choice rate|selections|what people choose|what people pick|success rate]])
hear("monitoring.monitors", "choices", [[<watch_over> <choose>|@how often people <choose>|@how often somebody <choose>|@what people <choose>|@<choose> by day|@share of searches with a <choose>|@searches that end in a <choose>]])
hear("monitoring.monitors", "prevalence", [[@<prevalence>|<watch_over> <prevalence>]])

-- ---------------------------------------------------------------------------------------------------------------------
-- Advertising.

concept("conversion", [[conversion|conversions|convert|converts|cvr|pcvr|purchase|purchases|install|installs|sign-up|post-click]])
near("framing.label_window_hours", [[<conversion> window|attribution window|label window|wait for <conversion>|wait for the <conversion>|<conversion> within|@wait|@window|@within|@close the label|@window of|@hours after|@days after|@later counts|@attribution
  |@turn into a <conversion>|@to <conversion>|@until <conversion>|@shows up inside|@inside|@close the books|@counts for the label|@stops counting|@to turn into|@stays open|@label stays open|@grace|@wait for it
  |@<conversion> labels|@<conversion> label|@is what i take|@i take|@make it|@make that|@give it|@give a click|@gets|@a click has|@let a click|@has to|@patience|@deadline|@cut-off|@cutoff|@expires after|@expires|@counts up to|@up to
  |@look ahead|@lookahead|@look forward|@delay of|@follow a click for|@track a click for|@follow it for|@matured after|@mature after|@ripe after|@final after|@label is fixed after|@not bought|@nothing bought|@no <conversion> after|@without a <conversion>]], [[click comes|click arrives|clicked within|click within|clicks within|of the impression|after the impression|click window|window for clicks|for the click only]])
concept("overdue", [[late|later|delayed|delay|too late|after the window|yet to come|still to come|outstanding|missing|pending|arrive late|come in late]])
hear("data.delayed_labels", "delayed_feedback", [[
  @delay distribution|@distribution of the delay|@& <overdue> <conversion> modelled|@& <conversion> modelled delay|@model how long <conversion> takes|@model how late|@time-to-event|@time to event model|@survival model|@survival analysis|@hazard|@censored|@censoring|@right-censored
  |@delayed feedback|@usable now|@usable at once|@usable immediately|@every click at once|@all clicks at once|@use fresh clicks|@fresh clicks right away|@fresh clicks immediately|@might still <conversion>|@may still <conversion>|@could still <conversion>|@probability that it still|@probability that it would have|@has not <conversion> yet is not a negative
  |@not yet a negative|@exponential delay|@weibull|@learn the delay|@learns the delay|@delay jointly|@dfm|@without waiting for|@not wait for the window|@dont wait for the window]],
  [[no fancy|without a delay|no delay model|no model of the delay|not model|one could|wait until|only wait|delay of the pipeline|feature delay]])
hear("data.delayed_labels", "reweighted", [[
  @& upweight <conversion>|@& up-weight <conversion>|@& reweight <conversion>|@& re-weight <conversion>|@& weigh <conversion> more|@& <conversion> weight <overdue>|@& scale <conversion> up|@& inflate <conversion>|@& boost <conversion> weight|@stand in for those which arrive|@stand in for the <overdue>|@stand in for those
  |@speak for the <overdue>|@& <conversion> count more <overdue>|@& <conversion> counts more <overdue>|@& <conversion> heavier|@correction factor per advertiser|@& per advertiser weight <conversion>|@make up for the <overdue>|@compensate for <overdue> <conversion>|@& divide <conversion> share arrived]],
  [[one could|not reweight|no reweighting|without reweighting|negatives]])
hear("data.delayed_labels", "wait", [[
  @wait until the label|@label is mature|@labels are mature|@mature label|@mature labels|@matured|@label has matured|@window is over|@window has closed|@window has passed|@window closed|@only after the window|@after its window|@until its window|@until the window|@once the window|@training row after|@becomes a training row
  |@only closed windows|@only complete windows|@no purchase by then|@nothing by then|@not <conversion> by then|@by then is a zero|@by then it is a zero|@by then a negative|@no fancy delay|@no delay model|@simply wait|@just wait|@wait it out]],
  [[without waiting|not wait|dont wait|no need to wait]])
near("framing.label_window_hours", [[@half a day|@stops counting for|@whole week until|@until its <conversion>|@what shows up inside|@counts if it comes inside]])
hear("ranking.conversion_head", "true", [[<conversion> head|head for <conversion>|@predict <conversion>|@<conversion> model|@model <conversion>|@<conversion> rate model|@pctr times pcvr|@<click> and <conversion>|@<conversion> tower|@second head|@probability of <conversion>|@p <conversion>|@esmm]])
hear("ranking.conversion_head", "false", [[@no <conversion> head|@without <conversion> head|@one average <conversion>|@average <conversion> rate|@constant <conversion>|@the only <click>|@the only predict <click>|@skip modelling <conversion>|@no modelling of <conversion>|@one global rate|@one rate for all|@same rate for all|@flat rate for <conversion>|@flat average rate|@no <conversion> model|@same <conversion> rate|@flat <conversion>]],
  [[conversion delay|conversions delay|delay of conversion|delay of the conversion|delay of purchases|how late]])
concept("targeting", [[targeting|eligibility|eligible|targeting rules|targeting filter|filter|filters|filtering|targeting constraints|targeting predicates|targeted]])
hear("retrieval.targeting", "before", [[@<targeting> before|@pre-filter|@prefilter|@pre-filtering|@<targeting> during search|@<targeting> inside the search|@<targeting> while searching|@<targeting> in the index|@<targeting> first|@search only <targeting>|@only <targeting> ads are searched|@filter first|@<targeting> then search|@filtered search|@<targeting> at search time|@filter while]], [[post-filter is cheaper|afterwards|search first]])
hear("retrieval.targeting", "after", [[@<targeting> after|@post-filter|@postfilter|@post-filtering|@<targeting> afterwards|@search first|@search then <targeting>|@strike them from|@strike off|@removed from what was found|@dropped from what was found|@taken out of what was found|@thrown out afterwards|@strike out|@drop what does not match|@<targeting> at the end|@filter the results|@<targeting> on the results]])
hear("policy.auction", "second_price", [[second price|second-price|vickrey|gsp|generalised second|generalized second|@next highest|@next bid|@price of the runner-up|@runner-up|@needed to win|@what was needed|@minimum to win|@enough to win|@what would have sufficed|@price of the next|@bid of the next|@second highest|second-highest|@next best]])
hear("policy.auction", "first_price", [[first price|first-price|@pay what they bid|@pays what it bid|@pays its bid|@pay their bid|@own bid|@pays his bid|pay-as-bid|pay as bid|@pays the bid]])
near("policy.reserve", [[@expected to earn|@must earn|@has to earn|@earn at least|@bring at least|@must bring|@worth at least|@expected revenue below|reserve|reserve price|floor|floor price|minimum price|price floor|minimum revenue|reserve of]])
hear("policy.reserve", "0", [[no reserve|no floor|without reserve|without a floor|no reserve price|no price floor]])
hear("policy.pacing", "throttle", [[throttle|throttling|throttled|?@throttle campaigns|?@throttle those|?@throttle whoever|?@throttle an ad|?@skips a random share|?@random share of auctions|?@skips a share|?@skips some|?@skips auctions|?@misses auctions|?@sits out|?@sit out|@skips auctions|@leaves out auctions|@takes part in fewer|@enters fewer|@at random out of|@probabilistic pacing|@skip auctions|@sit out|@sits out|@random participation|@participation rate|@enter a share of|@take part in a share]])
hear("policy.pacing", "multiplier", [[bid multiplier|pacing multiplier|@pacing by a factor|@factor on the bid|@factor on the bids|?@bid less|?@bids less|?@bids scaled|?@bids scaled down|?@bids get scaled|?@bids are scaled|?@lowers bids|?@lower the bids|?@lowers the bids|?@lower its bids|?@controller on the bids|?@controller lowers|@bids shrink|@shrink the bid|@shrink the bids|@multiply the bid|@multiplied bid|@bid is multiplied|@smaller bids|@bids go down|@bids come down|@shade bids|@lower the bids|@bid shading|@scale the bids|@scale bids|@scaled bids|@lower bids|@multiplicative pacing|@adjust bids|@bid modification|@pid controller|@reduce the bid|@reduces bids]], [[score multiplier|advertisers shade|bidders shade|& advertisers learn|& advertisers learnt|& advertisers learned|& bidders learn|& bidders learnt|& bidders learned|usually shade|their bids over time]])
hear("policy.pacing", "none", [[no pacing|without pacing|skip pacing|@spend as fast|@asap delivery|@accelerated delivery|@until the budget is gone|pacing off|not pace]])
near("policy.frequency_cap", [[frequency cap|frequency capping|freq cap|@per person|@per user|@to a person|@to the same person|@to the same user|@to each person|@showings|@to each user|@same ad|@same campaign]])
hear("policy.frequency_cap", "0", [[no frequency cap|no frequency capping|without frequency cap|no freq cap|no cap on frequency|@not limit how often|@dont limit how often|@no limit on how often|@no limit to how often|@not cap how often|@not restrict how often|@no limit per person|@no limit per user|@not limit the showings|@not limit the number of showings|@as often as it wins|@unlimited showings|@any number of showings]])
near("policy.slots", [[ad slots|slots per page|slots a page|ads per page|ads on a page|ads a page|@slots|@ads]])
near("policy.score_multiplier", [[score multiplier|multiply the predictions|multiply predictions|multiply every prediction|correction factor|multiply by|scale predictions by|global multiplier|calibration multiplier|fudge factor|@global factor|@multiplier stays|@multiplier|@factor on the predictions|@times before the auction|@multiply every rate|@multiply the rates|@multiply rates|@every rate by|@multiply all rates|@correct all rates by|@predictions times|@rates times|@scores times|@all predictions by|@every prediction by]], [[pacing|bid|bids|budget|budgets]])

-- ---------------------------------------------------------------------------------------------------------------------
-- Further ways of saying the same.

concept("stronger", [[larger|more|higher|bigger|heavier|extra|stronger|increased|double|greater]])
concept("rare", [[rare|scarce|small|uncommon|infrequent|minority|underrepresented|rarer]])
hear("framing.objective", "multi_task", [[
  @& <heads> formula|@& <heads> joined|@& <heads> <blend>|@& <heads> weights|@mix of heads|@a model for each reaction|@one output per reaction|@output for every reaction
  |@several reactions at once|@all reactions at once|@score made of several|@mixture of reactions|@not one target but several|@several things at once]],
  [[head gets|head has|head is worth|<click> head|<liking> head|<commenting> head|<sharing> head|<hiding> head|<watch> head]])
hear("framing.objective", "watch_time", [[@how much time <user> spend|@time somebody spends|@seconds somebody watches|@<watch> decides the order
  |@<watch> is the target|@regress <watch>|@the target is <watch>|@<watch> and nothing else]], [[<watch> head]])
hear("framing.objective", "click", [[@chance of a <click>|@<click> is the target|@<click> and nothing else|@simply <click>|@<click> or no <click>|@odds of a <click>|@how likely <click>]],
  [[<click> head|<conversion> given|given a <click>]])
near("framing.label", [[@lingers|@linger|@stays|@stayed|@stay for|@looks at it|@spends|@spent on|@stops for|@dwells|@<watched> it for|@somebody <watched>|@counted from|@is a positive|@as a positive|@below that|@short of that]])
hear("data.split", "temporal", [[@<cut> at a point|@<cut> at one point|@<cut> at a moment|@<train> before <test> after|@before that date|@after that date|@past and future|@the past predicts|@& <train> earlier|@& <test> later
  |@in the order of time|@strictly later|@strictly earlier|@strictly after|@nothing from the future|@& <train> weeks <test> week|@& <train> days <test> days|@<last_days> are held out|@<last_days> held back|@<test> is the future|@by days|@by calendar]],
  [[split does not|by <user>]])
hear("data.split", "random", [[@coin flip|@by chance|@random rows|@random tenth|@random fifth|@random ten percent|@random twenty percent|@mixed up and cut|@drawn at random for <test>|@draw the <test> at random]],
  [[negatives|slots|instead of|rather than|never]])
near("data.negative_keep_rate", [[!@drop <negatives>|!@discard <negatives>|!@throw away <negatives>|!@throw out <negatives>|!@leave out <negatives>|!@remove <negatives>|!@<negatives> are dropped|!@<negatives> are discarded|!@<negatives> go
  |@<negatives> stay|@<negatives> remain|@<negatives> survive|@thin <negatives> to|@thin them|@sample the zeros|@<negatives> in training|@<negatives> kept|@every tenth of <negatives>|@<negatives> is enough]])
hear("data.downsampling_correction", "true", [[@correct afterwards|@corrected afterwards|@correct for that|@<mend> for that|@repair the <probs>|@<probs> are put right|@put right afterwards|@<mend> odds|@bring back to the true rate|@scale back to the real rate|@calibrate back|@map the <probs> back|@undo the effect|@undo its effect|@back to the true ctr|@back to the true rate|@back to the true base rate|@back to the real base rate|@push the <probs> back|@multiply the odds]],
  [[position]])
hear("data.downsampling_correction", "false", [[@live with the <probs>|@live with inflated|@no undoing|@neednt undo|@not undo|@dont undo|@stay inflated|@leave them inflated|@inflated <probs> are fine|@nobody corrects|@<probs> stay|@no need to undo|@without undoing]])
hear("data.position_debias", "true", [[@<position> <left_out>|@<position> only in training|@<position> in training only|@<position> during training|@<position> fixed at <at_serving>|@<position> is an input|@take <position> out|@clean clicks of <position>|@<position> is taken into account]],
  [[<nothing> <position>|no <position>]])
hear("data.position_debias", "false", [[@believe the clicks|@clicks as logged|@nothing against <position>|@leave <position> alone|@not touch <position>|@dont touch <position>|@live with <position> bias|@accept <position> bias|@<position> bias stays|@<position> bias untouched]])
hear("data.negatives", "in_batch", [[@others in the batch|@neighbours in the batch|@rest of the minibatch|@batch provides|@batch gives|@batch serves as <negatives>|@the batch is enough for <negatives>]])
hear("data.negatives", "hard", [[@wrongly puts on top|@wrongly ranks high|@wrongly ranked|@& feed back wrong <negatives>|@& mistakes <negatives>|@& confuses <negatives>|@feed those back|@feed them back as|@its own mistakes|@own top results|@model itself scores high|@itself scores high|@itself ranks high|@scores high although|@ranks high although|@& look-alikes scores high|@take the look-alikes
  |@<negatives> that look right|@nearly right|@almost right|@mine the <hard>|@mine <negatives>|@<hard> examples|@wrong but close|@close but wrong|@top ranked wrong|@lookalikes as <negatives>|@what the model confuses]], [[later|not <hard>|no <hard>]])
hear("data.negatives", "mixed", [[@half from the batch|@some from the batch|@batch and <corpus>|@from the batch and from the <corpus>|@both kinds of <negatives>|@batch plus some|@& <in_batch> plus random|@& <in_batch> and random]])

hear("retrieval.model", "two_tower", [[one network for the <user>|a tower for <user>|a tower for each side|two separate networks|towers for <user> and <item>|<user> side and <item> side]])
hear("retrieval.model", "two_tower", [[@& we embed <user> <item>|@& i embed <user> <item>|@embed both <user> and <item>|@embeds the <user>|@embeds the <item>|@the encoder <user> encoder <item>|@the encoders for <user> <item>|@an encoder for <user> <item>|@nets for <user> and <item>|@<user> and <item> in one space|@<user> and <item> into the same space]])
hear("retrieval.model", "popularity", [[@<retrieval> popular|@list of popular|@popular list|@popular <item> as candidates|@hottest <item>|@just what is hot|@most clicked <item>|@best selling|@bestsellers|@toplist|@charts]],
  [[popularity baseline|baseline|fall back|falls back|fallback|on timeout|times out|late|instead|in place of|degrade|bias|negatives|<late>|burns]])
concept("bestseller", [[most popular|most clicked|most watched|most viewed|most liked|most read|most seen|most shared|most bought|most chosen|most played|highest ctr|highest click rate|highest historical ctr|highest revenue|top clicked|top selling|best selling|best-selling|bestseller|bestsellers|hottest]])
hear("retrieval.model", "popularity", [[@<retrieval> <bestseller>|@<bestseller> <item>|@<bestseller> things|@<bestseller> of the week|@<bestseller> of the day|@<bestseller> of the last|@<bestseller> for everybody|@everybody gets the <bestseller>|@everyone gets the <bestseller>|@same <item> for everybody|@same <item> for everyone|@same candidates for everyone]],
  [[negatives|punish|penalise|over-sampled|oversampled|softmax|logit|logits|too often|cap|explore|exploration|starve]])
hear("retrieval.loss", "sampled_softmax", [[@loss is softmax|@softmax loss|@softmax over sampled|@softmax on sampled|@sampled soft-max|soft-max loss|@softmax w|@softmax sampled|@softmax with|@softmax over|@softmax against|@softmax as the loss|@softmax as loss|@a softmax on|@go with softmax|@go for softmax|@softmax not|@softmax rather than|@softmax please|@use softmax|@use a softmax|@just softmax|@softmax and]])
hear("retrieval.logq_correction", "true", [[@take off the log|@subtract the log|@minus the log|@correct the softmax|@<mend> logits|@popular <item> as <negatives> too often|@punished as negatives]], [[downsampling|keep rate]])
near("retrieval.dim", [[@numbers per vector|@coordinates|@vectors with|@tower width|@tower output|@tower size|@output dimension|@embed into|@embedded in]], [[deepfm|dcn|per field|each field|emb dim]])
near("retrieval.epochs", [[@rounds over|@times over the data|@passes]])
hear("ranking.model", "dcn_v2", [[deep & cross net|cross net v2|deep and cross v2|deep-and-cross|crossnet|cross & deep]])
hear("ranking.model", "mlp", [[@plain network|@simple network|@a few dense layers|@two dense layers|@three dense layers|@two hidden layers|@multilayer network|@ordinary neural|@vanilla neural]])
hear("ranking.model", "logistic", [[@linear scorer|@linear one|@weights by hand of a linear|@regression on the features|@logit model|@simple linear|@something linear]], [[baseline|beat|than a linear|than linear|than logistic|piecewise]])
hear("ranking.model", "fm", [[@factorisation of pairs|@pairwise factorisation|@second order interactions|@factorised pairs]], [[deep factorisation]])
near("ranking.embedding_dim", [[@emb dim|@embeddings of|@field dim|@embedding dim|@embedding size|@wide embeddings|@per field|@each field|@embeddings with|@id vectors]], [[tower|towers|two-tower|retrieval|user|retriever|encoder|candidates|rows per field|rows per embedding|embedding rows|buckets per|hash buckets per]])
near("ranking.embedding_dim", [[@embeddings width|@wide embeddings for|@width of the embeddings|@wide per field|@values per field|@numbers per field|@embedding of width|@embeddings big|@embeddings large]], [[vector|vectors|user vectors|<item> vectors]])
hear("ranking.sharing", "mmoe", [[@each task its own gate|@gates per task|@mixture of gated experts|@several experts]])
hear("ranking.sharing", "shared_bottom", [[@everything shared but the heads|@same lower layers|@one body|@common body|@shared lower layers|@bottom is shared]])
hear("ranking.class_weights", "true", [[@& <rare> <stronger> weight|@& positives <stronger> weight|@& classes <stronger> weight|@& <rare> weigh <stronger>|@<rare> classes count <stronger>|@loss weights|@weights in the loss|@weighted by rarity|@inverse to the frequency]], [[same weight|no weights|without weights]])
hear("ranking.calibration", "isotonic", [[step function on top|monotone fit|monotone regression]])
hear("ranking.calibration", "none", [[@leave the scores alone|@take the scores as they come|@no calibrating|@without calibrating|@scores stay raw|@no calibration step]])

hear("policy.diversity", "none", [[@leave diversity out|@leave out diversity|@diversity left out|abstain from diversification|refrain from diversification|abstain from diversity|do without diversification|do without diversity|forgo diversity|@leave the order alone|@no variety step|@keep the ranker order|@nothing for variety|@skip <similar>|@no mmr|@without mmr]])
hear("policy.diversity", "mmr", [[@trade relevance against <similar>|@relevance minus <similar>|@variety step|@greedy list with a penalty|@spread topics]], [[no variety]])
near("policy.exploration", [[@places for exploration|@<slots> are for <explore>|@lottery|@drawn at random|@by lot|@at random|@give away at random|@try <new>|@sacrifice|@spend on <explore>|@set aside for <new>]], [[skips|skip auctions|sits out|budget|budgets|ahead of|campaign that|campaigns that|negatives|<test>|split|<negatives>]])
near("policy.freshness_boost", [[@& <new> bonus|@& <new> boost|@& recency bonus|@& freshness bonus|@& <new> extra|@plus for <new>|@added for <new>|@added to <new>|@score of <new>|@on top for <new>|@relevance of <new>|@<new> <item> score|@<new> <item> receive|@<new> <item> get|@added to their score|@added to the score|@<new> get]], [[slots|places|percent|traffic|impressions]])
near("policy.creator_cap", [[@the of one <creator>|@the by one <creator>|@the from one <creator>|@the of a single <creator>|@from a single <creator>|@<creator> may appear|@<creator> gets at most|@same author|@per head]])
near("policy.list_size", [[@show results|@results|@long list|@list has|@list length|@on the page|@page shows]], [[above|candidates|retrieve|ranker|look alike|looks alike|in a row|for every|for each|unshown|not shown|negative|negatives]])

near("evaluation.ab_days", [[@days online|@days for the experiment|@days for the test|@days for the a/b|@full weeks|@whole weeks|@wks|@days of a/b|@days of test|@days of testing|@days of experiment|@weeks of a/b|@weeks of test|@weeks of testing|@weeks online|@test period]], [[last <first_days>|weeks of log|<return_rate>]])
near("evaluation.ab_users", [[@users|@in the test|@in the a/b|@in the experiment|@users all arms|@people|@users in it|@million users|@million people|@arms counted|@in it altogether|@take part|@test group]])
hear("evaluation.slices", "new_items", [[@fresh uploads|@fresh <item>|@newly added|@<item> without history|@just uploaded|@cold start <item>|@recently added|@young <item>]], [[boost|slots|exploration]])
hear("evaluation.slices", "new_users", [[@just signed up|@just joined|@fresh accounts|@first-time <user>|@people without history|@signed up recently|@cold start <user>]])
hear("evaluation.slices", "tail_items", [[@rarely seen|@little seen|@far from the head|@beyond the hits]])

near("retrieval.candidates", [[<retrieval> returns|<retrieval> hands|<retrieval> gives|<retrieval> delivers|<retrieval> yields|<retrieval> passes|@index returns|@index hands|@index gives|@index delivers|@index finds|@stage returns|@stage hands|@to the next stage|@next stage|@to the ranking|@for scoring|@to be scored|@get scored|@are scored|@for ranking|@to be ranked|@fetch|@fetched|@go on|@goes on|@move on|@hands over|@hand over|@handed over|@passed on|@pass on|@survive|@reach the ranker|@get ranked|@are ranked|@sent to ranking|@enter ranking|@given to the ranker|@leave retrieval|@come out of retrieval]])
near("serving.cache", [[@keep the result|@keep a result|@keep the page|@keep results|@keep the answer|@hold the list|@hold the result|@stored for|@result is kept|@same list for|@reuse|@reused|@keep a finished list|@finished list|@kept for|@remember the list|@stays valid|@hold the page|@store the list|@serve the same list|@served again]], [[log|raw|history]])
hear("serving.fallback", "true", [[?&<late> <bestseller>|?@& <late> rather|?@& deadline rather|?@instead of a blank|?@instead of nothing|?@instead of an empty|?@in place of an empty|?@in place of nothing|?@rather than nothing|?@when all burns|?@when everything burns|?@& <late> bestsellers|?@& deadline popular|?@& deadline instead
  |?@& <late> instead|?@& <late> shown|?@plan b|?@emergency list|?@spare list|?@never a blank|?@never empty|?@always something]], [[no fallback|without fallback|nothing is shown]])
hear("serving.fallback", "false", [[?@<late> nothing is shown|?@<late> show nothing|?@<late> blank|?@no plan b|?@no spare|?@then the page stays empty|?@the page stays empty|?@no popular <item> when|?@no <bestseller>|?@no popular list|?@page is just empty|?@page is then empty|?@times out it times out|?@late is late]])
hear("serving.mode", "realtime", [[@live per request|@fresh at every request|@live at every request|@computed when needed|@computed at the moment|@not over night|@no overnight|@as soon as somebody opens]], [[cache per request|budget per request|ms per request|bytes per request]])
hear("serving.mode", "batch", [[@lists over night|@computed over night|@all lists at once|@once a day for everybody|@in the small hours]], [[not|retrain|index]])
hear("serving.precision", "int8", [[@<ranker> quantised|@<ranker> is quantised|@quantise the <ranker>|@<ranker> to int8|@<ranker> in int8|@ranker to 8 bit|@8 bit layers|@layers 8 bit|@& <ranker> eight bits|@& <ranker> 8 bit|@quantise the layers|@integer arithmetic|@integers for the ranker|@int8 quantisation|@int8 quantization|@int8 layers|@layers int8|@int8 is good enough]], [[8-bit codes|8-bit vectors|vectors|ivf|index|scalar-quantised|scalar quantised|scalar quantiser|sq8]])
hear("serving.precision", "float32", [[@no quantisation of weights|@keep float|@full floats|@ordinary floats|@stay in float|@unquantised]], [[vectors|index|refine|refined|re-score|re-scored|rescore|rescored|ivf|quantised lists|hits]])
near("serving.replicas", [[@machines run|@run replicas|@run copies|@hosts run]], [[each box|each machine|per box|per machine|each server|per server|box at|machine at]])
near("serving.index_refresh_minutes", [[@get indexed|@index picks up|@enter the index|@index is rebuilt|@index build|@findable|@findable after|@findable within|@findable in|@in the index after|@into the index|@in the index within|@searchable|@show up within|@available within|@enter the index|@<new> <item> after|@<new> <item> within]], [[cache]])

near("monitoring.alert_threshold", [[@alert|@alerts|@page somebody|@page someone|@pages|@it pages|@we page|@wake|@wake the on-call|@wake somebody|@on-call|@notify|@alert limit|@alarm limit|@limit|@rings|@ring|@fire at|@fires at|@fire from|@deviation exceeds|@beyond|@tolerate up to|@alarm|@alarms|@alarm from|@rings at|@goes off at|@alerted|@alert once|@once it exceeds|@triggers at|@upwards|@ring at|@warning at|@page me at|@threshold of|@line at|@moves by|@moved by|@changes by|@changed by|@shifts by|@shifted by|@deviates by|@drifts by|@moves more than|@moved more than]], [[a week|per week]])
near("monitoring.retrain_every_days", [[@train again|@trained anew|@new weights|@fresh weights|@training every|@fresh one|@replace the model|@model is renewed|@train it anew|@train anew]], [[train on|test on]])
hear("data.labels", "human", [[@only <annotator>|@<labels> only from <annotator>|@<labels> <annotator> only|@& <labels> <annotator> only|@nothing but <annotator>|@trust only <annotator>|@what <annotator> said|@what <annotator> say|@& learn <annotator> said|@<annotator> exclusively|@exclusively <annotator>|@<annotator> alone|@verdict of <annotator>|@verdicts of <annotator>|@judgement of <annotator>|@answers of <annotator>|@<annotator> answers|@<annotator> only
  |@<labels> come from <annotator>|@<annotator> have the say|@gold <labels>|@only the <annotator>|@annotated sample|@train on the annotated|@annotated <item> are what we train]],
  [[& <annotator> <reports> rest|topped up|not <annotator>|later|only for the test|per post|labelled by two|two <annotator> for each|people who|people saw|fill|filler]])
hear("data.labels", "reports", [[@?& <reports> positive|@?& <reports> target|@?& <reports> harmful label|@whoever reports|@whatever gets reported|@<reports> alone|@<reports> only|@only <reports>|@from <reports> alone|@& only <reports>|@& <labels> <reports> only|@<reports> for now|@what <user> flag|@what <user> report]], [[annotat|not only|<annotator>|hardly|rarely|seldom|ever reported|more often|less often]])
hear("data.labels", "mixed", [[@& <labels> topped <reports>|@& <annotator> topped <reports>|@& <annotator> <reports> filler|@& <annotator> <reports> covering|@& <annotator> <reports> cover|@& <labels> <reports> covering|@& <labels> <reports> rest|@& <labels> <reports> fill|@& <labels> <reports> gaps
  |@fill the gaps with <reports>|@fill gaps <reports>|@& blend <annotator> <reports>|@& blend <labels> <reports>|@& <labels> <reports> elsewhere|@& <annotator> <reports> elsewhere|@& gold <reports>|@<reports> where there is no <annotator>|@<reports> where nobody|@<reports> for the rest|@<reports> elsewhere|@& <annotator> <reports> otherwise|@& <annotator> <reports> rest|@& <annotator> <reports> where|@& <annotator> <reports> first|@& <annotator> <reports> otherwise|@both sources of <labels>|@& <annotator> <reports> alongside]], [[queue]])
near("policy.remove_threshold", [[@take it down|@take down|@gone at|@without asking anyone|@without asking|@without review|@auto-remove|@automatic at|@comes down]])
near("policy.demote_threshold", [[@shown to fewer|@fewer people|@less reach|@half the reach|@lower reach|@soften]])
hear("policy.auction", "second_price", [[@runner-up|@what the next one|@price of the second|@the second bid|@charged the second|@charged the next|@what it takes to win|@just above the next|@what the second]], [[not the runner-up|first or second price|second or first price|first-price or second|second-price or first|first price or second|second price or first|in theory|keep bidders honest|keeps bidders honest]])
hear("policy.auction", "first_price", [[@exactly the bid|@what was bid|@bid is the price|@its full bid|@full bid]], [[in theory|& advertisers learnt|& advertisers learned|& bidders learnt|& bidders learned|& advertisers learn]])
near("policy.frequency_cap", [[@sees the same|@see the same|@see a campaign|@the same campaign|@the same ad|@times in three days|@times per three days|@showings in]], [[creator]])

-- ---------------------------------------------------------------------------------------------------------------------
-- Questions: wordings for facts that several cases have, by the fact's id. What is asked in one case alone stands there.

local function asked(fact, ask)
  questions[#questions + 1] = { fact = fact, ask = ask }
end
asked("goal", [[
  what does the business hope to gain|quick money or a healthy business|why do they want such a feature
  |what is it supposed to move|why do we bother building it|what would management celebrate
  |what are we ultimately after|which number should go up|what does the boss care about|what is this all for
  |what does the product owner hope for|whom does it serve and to what end|what is the point of the whole thing
  |short-term gain or long-term health|what is the reason behind the project
  |in one sentence what do we want to achieve|what is the goal|what are we optimising for
  |what does success look like|what is the north star|which outcome matters most
  |what do we actually want to get out of this|how would you know in a year that it worked
  |which objective does the company have|what does the business hope for|what is the point of the product
  |what would make you call it a win|what is it all for|what does the person using it want to get out of this
  |which target do we chase in the long run|what should this achieve for the people who use it and for you]])
asked("surface", [[
  where does this show up|in which part of the product does it live|which screen is it about|where will people meet it
  |what place in the app does it occupy|are we talking about one page or several|web or app or both
  |which entry points does it have]])
asked("daily_active_users", [[
  how big is the audience|are we talking of millions or of thousands of people|is it a large site
  |roughly how many people a day|number of daily visitors|what is the size of the user base
  |how many folks show up every day|what dau should i calculate with|how popular is the product
  |is a hundred million a day about right|how many users do we have|user count|what is the scale
  |how many people open the app on a normal day|how many folks use it each day|size of the audience on a given day
  |how many people show up daily|how many different persons a day|headcount of daily users
  |how many unique users per day|for the scale: how many users in all|dau and mau
  |number of people who come on a typical day]])
asked("requests_per_user_per_day", [[
  how often does one person come per day|how many times a day does somebody use it|requests per head and day
  |how active is a typical person|number of calls each person causes daily|how much does each of them use it
  |average visits per person per day|how many times does somebody refresh daily
  |how many times a day does one person use it|what is the daily frequency per user|visits per person and day
  |how often a day does a typical user come|to get the qps: requests per user
  |how many requests does each person make|average number of loads per head]])
asked("peak_to_average", [[
  how much higher is the rush hour|how spiky is the traffic|ratio between the busiest moment and the mean
  |how does load vary over the day|what factor should i multiply by for peak|is traffic even over the day
  |how bad does the evening get|peak load compared with the average|peak qps|peak factor
  |factor between the busiest hour and the mean|what factor on top of the average qps for the busiest time
  |how much worse is the evening than the average|how much headroom for the peak|is traffic the same at night
  |load at prime time against the average|ratio of maximum to mean load|how bursty is it]])
asked("items", [[
  how large is the collection|how many things are there to choose from|size of the pool|order of magnitude of the inventory
  |how many live entries do we hold|how many are there in total|how big does the index have to be
  |number of things that can be returned]])
asked("latency_budget_ms", [[
  how fast must the answer be|how much time do i get|what is the time limit for a response
  |how long may it take until something is painted|how quickly does a decision have to be there
  |is a hundred milliseconds all there is|what response time including the tail|how many milliseconds do we have
  |what delay will users tolerate|is there an sla on response time|how patient is the caller
  |when does the client give up waiting|how many ms end to end|how fast must the answer be back
  |how fast must the ordered list be back|what time limit at p99|from the request to the response: what is the limit
  |how much time do I get|what is the deadline for a response|is there a hard time limit for one request
  |how slow may it be at worst|from the tap to the results, what is the time limit|allowed delay per request]])
asked("baseline", [[
  what runs in production at present|is there some model already|what do we have today
  |does anything answer these requests yet|who or what does this job at the moment
  |what is there already and what is wrong with it|what would i be replacing|do we start from scratch
  |is there a legacy system|how is it ranked at present|what am i measured against|what are you using today
  |which model is in production already|what do people get today|what picks them at present|how is it done right now
  |what is the state of the art here|what does the present solution do|is there something in place that I improve on
  |is there an existing model and how good is it|which method do we start from|what is the incumbent
  |how did it work until now|which existing system do I have to beat|is there an existing solution to beat
  |what do I have to beat|against which system do we compare]])
asked("growth", [[
  how much bigger will it be in a few years|what increase should i plan for|do we expect the numbers to rise
  |how quickly does the load go up year over year|should the design survive a doubling
  |what will traffic look like later|headroom for the next years|how fast is it expanding|expected growth
  |what headroom for the future do you expect, 2x or 10x|will there be many more of them in future
  |how fast does it all grow|how big will this be in a few years|should I plan for more traffic later
  |forecast for the next years|expected growth of volume|how much larger next year|capacity for which horizon]])
asked("target", [[
  how much better does it have to be|by how many percent should it improve|what lift is expected
  |what would count as good enough|is there a number that i must hit|when would you call it a failure
  |which improvement justifies the launch|what uplift do you want to see|is there a concrete number we should reach
  |what uplift do you expect before we ship it|what improvement would you call a success
  |by how much do we need to beat the present system|how much better must it be than today|minimum gain for a launch
  |what is the bar for shipping|is there a concrete target like plus five percent
  |which number would count as success for launch|how big an improvement is needed
  |what lift makes it worth launching]])
asked("experiments", [[
  can i run an a/b test|how much traffic may an experiment get|for how long may i test online
  |is there an experimentation platform|how are users assigned to arms|what share of people may see a trial
  |do we have online experiments and for how many weeks|how do you split traffic for tests
  |how long do tests usually run|what share of traffic may a test use|can I run an ab test and for how long
  |how large can an experiment be|is there an ab platform|do we have an experimentation framework
  |how many users can I put in a test|is an online test allowed|randomise by user or by cluster
  |who else runs tests at the same time]])
asked("core_flops", [[
  how much can one cpu core compute|flops per core|what speed of a core may i assume
  |how many operations per second does a processor do|gigaflops for capacity planning
  |compute throughput of a single core|how many operations does a core do per second|gigaflops of one core
  |throughput of a core|how fast is one cpu core|compute rate per core|flops per core for my estimate
  |how many flops can I count on from a core|speed of a core]])
asked("availability", [[
  how reliable must it be|what happens if it is down|how much downtime per month is allowed
  |what if the service breaks|how many nines|is an outage expensive|can we ever return nothing
  |what should be shown when everything fails|is there a degraded mode that is acceptable
  |how much downtime is tolerable|what uptime do we promise|what should be shown when the model is down
  |what happens during an outage|how many nines do we need|graceful degradation|may the service be unavailable
  |what if a dependency times out|is there a fallback that you would be happy with
  |what does the user see when the ranker fails]])
asked("law", [[
  which laws apply|are there legal requirements|does regulation matter here
  |do we have to explain ourselves to a regulator|gdpr and the like|any obligations from the law
  |what do lawyers demand|is there something we are legally bound to do|compliance|which laws apply to us
  |what does the regulator demand|legal obligations|within what time must illegal things be gone
  |are there rules by country that bind us|do copyright claims matter|what are we legally required to do
  |must we explain decisions to people]])
asked("team", [[
  how many people work on it|who will build it|how many engineers do i get
  |size of the team and time until the first version|when does it have to be ready|how much staff do we have
  |how long do we have to ship|how big is the team|team size|headcount on the project
  |how many people do I have and until when|who will build it with me|how many engineers and data scientists
  |how big is the group that does this|how many heads for this project|size of the crew
  |how many persons on the project team]])
asked("ads", [[
  is advertising part of this|do sponsored entries matter|who fills the ad places
  |should i think of revenue from advertisements|are paid placements mixed in|do promoted results compete with mine
  |how do promoted things fit into the page|are sponsored ones my job as well|do ads mix with the organic ones
  |does advertising matter for the ranking|are paid placements in between|who fills the advertising slots]])
asked("feature_bytes", [[
  how large are the features of one candidate|bytes per candidate from the feature store
  |how much data do we fetch for each candidate|size of a feature vector in bytes|how heavy is a feature row
  |network traffic per candidate|how many bytes of features per candidate
  |size of the feature vector of one candidate in bytes|bytes per item from the feature store
  |how large is one feature row|payload of features per candidate|how heavy are the features of one item]])
asked("hardware", [[
  what machines do we have|do we have accelerators|cpu or gpu for serving|how much hardware may i use
  |is there a limit on servers|which computers does it run on|what is the compute budget
  |are graphics cards available|compute budget|may I use accelerators for inference
  |can i use GPUs for serving or only in training|what machines can I have|do we serve on cpu or gpu
  |which hardware is available|is there a gpu pool|what compute do I get|are there accelerators
  |number of machines that we may use|what kind of servers]])
asked("infrastructure", [[
  what systems are already there|do we have a feature store and a stream|which platform components may i build on
  |is there a data warehouse|what tooling exists|is there a message queue or a pipeline
  |what can i reuse from the company's stack|is there a feature store|is there a vector index
  |what infra can I build on|which building blocks exist already|what platform components are there
  |is there a feature store or a stream|do we have a vector database already
  |which systems are in place that I can rely on|is there a streaming pipeline|what can I reuse
  |existing services to build upon]])
asked("seasonality", [[
  does behaviour change over the year|are weekends different|do holidays matter|how do big events change the traffic
  |is there a yearly rhythm|how stable is demand over time|christmas and sale days|do special events change things
  |what do holidays and weekends do|what do elections or big sport events do|is there a pattern over the year
  |how quickly does the data distribution move|is the distribution stable over time|how stationary is it
  |do habits change with the season|does behaviour differ on workdays]])
asked("stakeholders", [[
  who else has an interest in this|which groups are affected|whose wishes conflict|who benefits and who loses
  |which parties do we have to please|who else is involved|who are the stakeholders|who is affected
  |who complains when it goes wrong|who cares about this besides the users|whose interests do we have to weigh
  |who are the people on all sides that must be kept happy|which groups are affected by what we do
  |who else has a stake in this|who are the parties|who would be angry if it went wrong|who wins and who loses by it]])
asked("consent", [[
  may we use personal data|can people opt out of personalisation|what about people who refuse tracking
  |who may see what|does somebody have to agree before we use their history|how do we respect privacy settings
  |right to be forgotten|can users turn off personalisation|how many users agree to tracking
  |can people opt out of personal data use|may I use personal history|which personal data is off limits
  |is consent needed|who can see the data|what about private information|how do we treat personal data]])
asked("countries", [[
  in how many countries are we|is it worldwide|one market or several|which regions of the world
  |how many languages and countries|do markets differ|is it only in one country|which markets|international
  |how many countries|geographic setup of the deployment|in how many regions do we serve|how many data centres
  |do metrics vary by country|in which parts of the world are we|is it one market or many|how many markets
  |where are the servers|multi region or single region]])
asked("deploys", [[
  how often can we release|how do new models get out|how quickly can a change go live|is there a canary
  |how often does code ship|what is the release process|may a model be replaced every day|how do we roll out
  |how often can we deploy|how quickly can we roll back|how do releases work|how does a change get to production
  |how often do we ship|how often can a model go out|release cadence|is there a canary stage
  |who pushes the button for a new version|what gates does a new model pass before it is live
  |how long from a trained model to live traffic|process for shipping models]])
asked("devices", [[
  phones or desktops|what kind of devices do people use|share of mobile|do televisions matter
  |which hardware do users hold in their hands|old phones|is it used on the go|which devices do people use
  |mobile or desktop|what is the split by device|share of mobile and desktop|do people use phones mostly
  |which devices does it run on|is it mobile first|how many come from a tablet or tv|how old are the phones]])
asked("diversity", [[
  how varied should it be|may everything be about the same thing|is there a rule against repetition
  |do people complain about sameness|can one source fill the whole screen|mix of topics|how do we avoid monotony
  |must the feed be varied|how varied must a page be|may ten in a row be about the same thing|is monotony a problem
  |do we need variety rules|should one source be limited|do people get bored by too much of the same]])
asked("event_delay", [[
  how long until events arrive in the warehouse|when do we see what people did|how late do the signals land
  |delay of the log|how fresh are the interaction data|how long after the action does it get to us
  |do some labels come much later|how late do events arrive|is logging real time|how fresh are the logs
  |when are labels final|label delay|lag of the logs|with what lag do events get into the stream
  |are likes and shares in the stream right away or with a lag|how late is the feedback|when is a label complete
  |how soon are clicks available for training|how long until a label is known|time between an action and its record]])
asked("flops_per_candidate", [[
  how expensive is one candidate to score|operations per candidate|how heavy may the ranker be
  |compute for scoring one item|cost of the model per candidate|how expensive is the ranker
  |how much compute per candidate should I assume|cost of scoring one candidate in flops
  |flops per item in the ranker|operations for one item|how expensive is one forward pass of the ranker
  |how many operations does scoring one take|compute of the ranking model per item]])
asked("freshness", [[
  how soon must something new be visible|how quickly should new content appear|how fast do things become old
  |how long does something stay interesting|time from publishing to being shown|how current must the list be
  |how old may things be|if something is posted now when should it be visible at the latest
  |how quickly must new things be findable|how recent must the content be
  |how soon after publishing must it be available for ranking|is new stuff more important than old stuff
  |maximum age of the index]])
asked("guardrails", [[
  what must not get worse|which metrics may not fall|what are we not willing to trade away
  |which side effects must we watch|what else do we protect|what would stop a launch|which health metrics exist
  |what should we protect|which metrics may not drop|what would make you stop the launch|secondary metrics
  |what must stay the same|what do you track beside the main number so that we do no harm|what must not suffer
  |which numbers are watched besides the goal|which metrics may not go down|what side effects are you afraid of
  |which harm should we look out for]])
asked("impressions_per_request", [[
  how many places are there to fill|how many tiles or cards fit on one page|length of the list that we return
  |how many results go out each time|how many do i have to deliver at a time|number of entries per load
  |how long is the list|is there infinite scroll|how many impressions per request|size of the final list
  |is the feed paginated|top how many]])
asked("interference", [[
  do the arms of a test influence each other|network effects between users|does one group's behaviour spill over
  |do friends in the other arm matter|can an experiment be contaminated|is the sutva assumption violated
  |are the arms independent|contamination between arms|do the two arms influence each other
  |spillover between test and control|can treatment leak into control
  |does one group's treatment change what the other sees|network effects in the experiment]])
asked("languages", [[
  in how many languages|is english enough|is it only english|which languages are spoken
  |do we need to be multilingual|how many tongues|small languages with little data|worldwide or one country
  |which markets]])
asked("log_retention", [[
  how long are raw logs kept|for how many days can i look back|how much history do we store|when is data thrown away
  |how far back does the log go|data retention period|when are logs deleted|data retention|how many days of logs
  |how far back may I train|how many weeks of logs do we keep|when is old data thrown away
  |for how long do we keep events|history depth of the logs|how many days of history are there
  |how long may we keep user data|after how many days are rows deleted]])
asked("log_row_bytes", [[
  bytes per logged impression|how large is a row of the log|storage per event
  |how much space does one impression take|how big is a log row|bytes per event
  |what does one line of training log take on disk|how big is one logged impression on disk|storage per example
  |how many bytes is one event|size of a training row|how large is a record in the log|disk space for one impression]])
asked("logged_out", [[
  what about visitors without an account|people who are not signed in|how many requests have no id
  |what do we know of anonymous people|share of anonymous traffic|users we cannot recognise
  |users who are not signed in|anonymous traffic|signed out]])
asked("moderation", [[
  does somebody else deal with abuse|are forbidden things gone before they reach me
  |who removes what breaks the rules|do i have to deal with harmful material
  |is there a filter for bad content before mine|is content policed already|may i assume that illegal stuff is gone
  |is there moderation in front of us|who filters forbidden content before it gets here
  |is unsafe content already removed|do I have to filter inappropriate things|does a safety check eat into latency
  |is content screened upstream]])
asked("impressions_per_request", [[
  how many of them do we show|how many of those are shown|how many of these does one person see|how many of them make the list]])
asked("new_users", [[
  somebody who joined today|people without any history|how many are brand new|what do we know about newcomers
  |first visit of a person|cold start of users|how big is the share of fresh accounts
  |somebody who follows nobody yet|how many users are brand new|how do we handle folks who just signed up
  |what about people with no history|what do we know of a first-time user|is user cold start a problem
  |what is shown to someone on the first day|accounts with hardly any activity]])
asked("on_call", [[
  who gets woken at night|who carries the pager|how many alarms are acceptable|how often may a false alarm happen
  |who looks after it in operation|tolerance for pages|who is on call|who gets paged|who wakes up at night
  |who owns incidents|who responds to incidents|who looks after it in production
  |is there an on-call rotation for this service|who gets up at night when it breaks|who is paged|pager duty
  |how many pages a week are fine|who operates it after launch|who looks after it at night]])
asked("position", [[
  does the place in the list influence clicks|do we store the place at which something stood
  |how much less are lower places seen|do people look at the bottom|position bias in the log
  |how far down do people read|do we know where on the page it was|does anyone look at the tenth one at all
  |how far down the list do people look|do we have a measured examination curve
  |is the upper part of the list clicked more|how does attention fall with rank|how much less is the last place seen
  |effect of rank on clicks]])
asked("privacy", [[
  may i follow users over other sites|how many refuse to be tracked|how long may personal data be kept
  |what personal information is off limits|is tracking allowed|which data must be deleted and when
  |may we keep what was removed|is gdpr relevant|what about privacy|can we use personal data
  |how many users agree to tracking|can people opt out of personal data use|may I use personal history
  |which personal data is off limits|is consent needed|who can see the data|what about private information
  |how do we treat personal data]])
asked("regions", [[
  how many data centres|where are the servers|what if one site is lost|do we serve from several places in the world
  |must one region take over from another|geographic distribution of servers|fail over between sites
  |where is it hosted|multi-region|geographic setup of the deployment|in how many regions do we serve
  |do metrics vary by country|in which parts of the world are we|is it one market or many|how many markets
  |multi region or single region]])
asked("reports", [[
  how many complaints do users file|what do people report|are user reports reliable|who sees the numbers
  |can i trust flags from the community|which reports go to customers]])
asked("scope", [[
  what is out of scope|what may i leave out|which parts do not concern me
  |do i have to design search or notifications too|where does my responsibility end|what belongs to other teams
  |what should I leave out|how much of the system should I design
  |shall I also design the writing path or just the ranking|which parts should I not cover
  |do I have to think about the rest of the app|is candidate generation mine as well
  |what is given and what must I build|is storage part of my task]])
asked("user_data", [[
  what do we know about a person|which facts about the user are stored|what does a profile contain
  |which personal attributes are available|do we have age and country of people|what history of each user do we keep
  |user features|demographics interests history: what exists per user|what is stored about a person
  |what do I know about the user at request time|which user attributes can I use|what profile information is there
  |do we have a history of what somebody did]])

-- ---------------------------------------------------------------------------------------------------------------------
-- What people design and the engine has no part for. Said once, with the nearest thing that is built; `kinds` of world.

local unbuilt = {}
local function lacking(lacks, say, nearest, kinds)
  unbuilt[#unbuilt + 1] = { lacks = lacks, say = say, nearest = nearest, kinds = kinds }
end

local trees = [[boosted trees|boosted decision trees|gradient boosting|gradient-boosted trees|gradient boosted|gbdt|gbdts|gbm|xgboost|lightgbm|catboost
  |random forest|random forests|decision trees|lambdamart|tree ensemble|tree-based model|boosting model|boosting machine]]
lacking("There are no boosted trees here", trees, "a network over the same features (MLP, or DeepFM and DCN for crosses)", "feed+ads")
lacking("There are no boosted trees here", trees, "one network over words, image and author (early fusion)", "posts")
lacking("There are no boosted trees here", trees, "a rule over distance and attributes behind the network", "images")

local language = [[bert|roberta|distilbert|xlm-r|xlm-roberta|sentence-bert|sbert|language model|language models|llm|llms|gpt|llama|gemini|t5
  |text embeddings|sentence embeddings|sentence transformer|word2vec|fasttext]]
lacking("There is no language model here", language, "content features that the log has (topic, creator, length) in the tower", "feed")
lacking("There is no language model here", language, "the ad's own fields (category, advertiser, format) as features", "ads")
lacking("There is no pretrained language model here", language, "words as the post's tokens, embedded and learnt from scratch", "posts")
lacking("There is no language model here: a query is a picture", language, "", "images")

local vision = [[vit|vits|vision transformer|vision transformers|clip|siglip|dino|dinov2|resnet|resnet-50|efficientnet|convnext|swin|imagenet
  |pretrained backbone|pre-trained backbone|foundation model]]
lacking("There is no ViT, CLIP or pretrained backbone here", vision, "a small CNN, trained from scratch by a contrastive loss", "images")
lacking("There is no pretrained image encoder here", vision, "the post's image as a vector that is given, beside its words", "posts")
lacking("There are no pictures here that one could encode", vision, "content features that the log has", "feed+ads")
lacking("There is no triplet or margin loss here", [[triplet loss|triplets|triplet|arcface|cosface|margin loss|siamese network with triplets]],
  "the contrastive loss over a batch (InfoNCE)", "images")
lacking("Nothing finds or cuts out things in a picture here", [[object detection|object detector|detector finds|yolo|faster rcnn|mask rcnn|segmentation
  |background removal|segment anything]], "augmentation that puts things on other grounds", "images")

local sequence = [[sasrec|bert4rec|transformer|transformers|gru4rec|lstm|gru|rnn|recurrent network|self-attention|attention over <user> history|attention over the history
  |sequence model|sequential model|deep interest network|din|dien|hstu|pinnerformer|transact]]
lacking("There is no Transformer or other sequence model here", sequence, "the history as an average of its items in the user's tower", "feed+ads")
lacking("There is no Transformer here", [[transformer|transformers|self-attention|cross-attention|multi-head attention]], "early fusion: one network over words and image", "posts")

local graph = [[graph network|graph networks|graph neural network|graph neural networks|gnn|gnns|gcn|lightgcn|pinsage|graphsage|graph convolution|node2vec|knowledge graph|graph embeddings]]
lacking("There is no graph network here", graph, "factors or two towers over the same interactions", "feed+ads")
lacking("There is no graph network here", graph, "what is known of the author, as features", "posts")
lacking("There is no graph network here", graph, "", "images")

lacking("There is no reinforcement learning or contextual bandit here", [[reinforcement learning|reinforce|policy gradient|q-learning|dqn|contextual bandit
  |contextual bandits|linucb|thompson sampling|ucb|multi-armed bandit|multi-armed bandits]], "a share of slots that explores", "feed+ads")
lacking("Nothing is distilled here", [[distil|distill|distillation|distilled|knowledge distillation|teacher and student|student model]],
  "a narrower network, or one with 8-bit weights", "feed+ads")
lacking("Nothing is distilled here", [[distil|distill|distillation|distilled|knowledge distillation|teacher and student|student model]], "", "images+posts")
lacking("There is no such index here", [[scann|annoy|diskann|locality sensitive hashing|locality-sensitive hashing|lsh|milvus|pinecone|weaviate|qdrant|pgvector
  |elasticsearch|opensearch|vespa]], "IVF, IVF with 8-bit or product codes, or HNSW", "feed+ads+images")
lacking("There is no streaming platform here", [[kafka|flink|kinesis|pub/sub|pubsub|spark streaming|event stream|message queue|stream processing]],
  "how often the index is refreshed and the model retrained", "feed+ads+images")
lacking("There is no streaming platform here", [[kafka|flink|kinesis|pub/sub|pubsub|spark streaming|event stream|message queue|stream processing]],
  "how often the model is retrained", "posts")
lacking("There is no feature store to build here", [[feature store|feature stores|feast|tecton|redis|cassandra|dynamodb|bigtable|rocksdb|memcached]],
  "features frozen when a request starts, and a feature that may stop arriving on the days of step 7")
lacking("There is no cluster to set up here", [[kubernetes|k8s|airflow|spark|hadoop|mapreduce|kubeflow|mlflow|sagemaker|vertex ai|triton|torchserve
  |tensorrt|docker|terraform]], "replicas, a load test, and capacity at production scale")
lacking("There are no accelerators here", [[gpu|gpus|tpu|tpus|accelerator|accelerators|a100|h100|nvidia]], "cores, counted in machines, and 8-bit weights", "feed+ads")
lacking("There are no accelerators here", [[gpu|gpus|tpu|tpus|accelerator|accelerators|a100|h100|nvidia]], "cores, counted in machines", "images+posts")

return { concepts = concepts, phrases = phrases, quantities = quantities, questions = questions, unbuilt = unbuilt }
