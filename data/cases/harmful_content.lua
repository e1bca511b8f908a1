-- harmful_content.lua - a system that finds harmful posts on a social network and decides what is done with them: what the
-- interviewer knows, what is heard in an answer, how it is marked. docs/writing-cases.md explains every field.
-- Figures in facts and estimates belong to this invented company or follow from them by arithmetic. What the engine
-- measures is not in here.

-- ---------------------------------------------------------------------------------------------------------------------
-- What the interviewer knows. In an answer, {value} stands for the number of the scenario that is being played.

local facts = {
  { id = "goal", changes = "evaluation.primary, policy.remove_threshold",
    ask = [[
  why are we building this|what is the business objective|what do we want to achieve
  |is the goal to remove posts or to reduce views of harm|do we count posts or views|how is success defined
  |what is the purpose of the system|what does leadership care about|main kpi|are we minimising exposure to harm
  |what would be called a success|what problem are we solving|what does the company want from this
  |is it about user safety or about legal compliance|what is the product objective|how do we measure success
  |what is the aim of moderation|number of removed posts or exposure|what are we trying to reduce
  |what are we trying to reduce|what is the aim of this system|is it about removals or about what people see]],
    answer = "Fewer people should see harm. A post that nobody opened hurt nobody; one that half a million saw did. And "
      .. "we do not want to silence those who did nothing: a wrongful removal is a harm that we commit ourselves.",
    assume = [[
      the goal is fewer views of harmful posts|we minimise exposure to harm|prevalence by views is the goal
      |success means fewer harmful views]] },

  { id = "harms", changes = "ranking.multi_task, policy.remove_threshold",
    ask = [[
  which harms are in scope|kinds of harm|what harm are we looking for|which harm|types of harm|list of harms|what do we have to find|what harms|what kinds of harmful content|which categories of harm|what counts as harmful
  |which policies do we enforce|what types of violations|is spam included|do we cover hate speech and nudity
  |what about misinformation|is violence part of it|how many harm classes|what is the definition of harmful
  |which classes must be detected|what are the harm types|what content is forbidden|does the scope include bullying
  |is there a taxonomy of violations|do we detect nudity|which kinds of abuse|what violations should be found
  |how is harmful content defined|list of policy categories|terrorism or self-harm included
  |which kinds of abuse are meant|what counts as harmful|categories of violations|which policies do we enforce
  |is spam included|can one post break several rules|what are we looking for
  |which kinds of bad content must I catch|how many categories of harm|what counts as a violation
  |can one post belong to several classes|is self-harm included
  |which kinds of bad content do we deal with|what counts as harmful|how many categories are there]],
    answer = "Five: violence, nudity, hate, misinformation and spam. A post can be several at once; threats tend to come "
      .. "with hate. Self-harm and child safety have a team and rules of their own.",
    assume = [[
      five harms|violence nudity hate misinformation and spam|several harm classes|a post can have several harms]] },

  { id = "surface", changes = "",
    ask = [[
  which surfaces are covered|comments too|in comments|what about comments|posts or comments|does it include private messages|which part of the product
  |are comments in scope|is this for the feed|do we moderate profiles|what do users publish|does it apply to stories
  |are direct messages scanned|do groups and pages count|where does the content appear|what is a post
  |is it only public posts|which content formats|should ads be moderated|do we cover usernames
  |what surfaces does this cover|encrypted messages|which products does it apply to
  |do we scan direct messages as well|are comments part of the job|is it public posts only
  |which content types are in scope|are adverts checked by us
  |where does this content appear|posts only or comments too|which parts of the product are covered]],
    answer = "Public posts: some words, a picture, or both. Comments run through another queue, private messages are "
      .. "encrypted and out of reach, and advertisements are checked elsewhere.",
    assume = [[
      only public posts|comments are out of scope|private messages are out of scope]] },

  { id = "modalities", changes = "ranking.model, data.features",
    ask = [[
  is it text or images|which modalities|do posts have pictures|what is in a post|is there video in posts
  |is it multimodal|do posts contain both text and image|are there memes|how many posts have an image
  |do we have to understand images|can text and image be harmless alone and harmful together|are memes a problem
  |text only or also pictures|do we process audio|is there text inside of images|what media do posts contain
  |input modalities|are images important
  |text or pictures or both|does a post contain images|what does a post consist of|is there audio or video
  |is the harm in the words or in the image|memes
  |words pictures or both|is it about text only|do I have to look at images too|harmless words on a harmless picture
  |is it text or pictures or both|can a post have an image|do we handle memes where words and picture combine]],
    answer = "Words and one picture, nearly always both. Some harm is in the words, some in the picture, and some in "
      .. "neither alone: an innocent sentence on an innocent photograph that mean something together.",
    assume = [[
      posts have text and an image|posts are multimodal|some harm is in the combination of text and image]] },

  { id = "live", changes = "",
    ask = [[
  what about live video|is live streaming covered|do we moderate live streams|are livestreams in scope
  |is there a live broadcast feature|video streams in real time|how do we handle live broadcasts|is video included
  |do we need to moderate video|long videos|streams|must we process frames of a video
  |what about live streams|is video broadcast in scope|do we handle live video|streaming
  |is streaming part of this or just ordinary posts|do streams count|real-time broadcasts in scope
  |do I have to handle livestreams
  |what about live streams|do we cover video that is broadcast right now|is streaming in scope]],
    answer = "Live video exists, with its own detectors on every few seconds of stream and a team on duty. Leave it "
      .. "out, but say what would change if I put it back in.",
    assume = [[
      live video is out of scope|no live streaming]] },

  { id = "daily_active_users", value = 500e6, unit = "users", changes = "capacity.machines",
    ask = [[
  how many daily active users|what is the dau|how many people use it every day|how big is the user base
  |what is the scale in users|how many monthly active users|how large is the audience|number of users per day
  |what scale are we talking about|how many people are on the platform|total users|size of the user base
  |how many authors are there|how many people publish|how many active users|how many people publish each day
  |people who publish on a day|how many people post on a typical day|number of authors per day
  |how many different people write something daily|how many active authors
  |how many people post on a day|number of authors per day|how large is the community of writers]],
    answer = "About {value} people publish on a given day.",
    assume = [[
      500 million daily active users|half a billion users a day|500M DAU]] },

  { id = "requests_per_user_per_day", value = 1, unit = "posts", changes = "capacity.machines, screening.keep_rate",
    ask = [[
  how many posts per day|how many posts do we get|how many posts every day|posts a day|how many posts are made
  |how many posts come in|how many posts does a user make|volume of posts|how much content is created each day
  |how many posts per user per day|how many new posts arrive daily|what is the posting rate
  |how often does a user post|number of posts per day|how much is uploaded daily|content volume
  |how many uploads per day|posts per second|how many items must be classified|how much content do we moderate
  |throughput of posts|amount of posts|how many posts must be checked|daily volume
  |how many pieces of content each day|posts per author and day|how much does one person publish
  |how many posts does each author write|how many posts does each active author write daily
  |to size the stream: posts per author|posts per person a day|what is the number of posts per day
  |how many posts does an author write a day|posts per person daily|how often does one account publish]],
    answer = "Posts per author and day: {value} on average. Every one of them has to be looked at by something.",
    assume = [[
      one post per user per day|500 million posts a day|half a billion posts a day]] },

  { id = "peak_to_average", value = 3, unit = "", changes = "capacity.machines",
    ask = [[
  what is the peak load|how much higher is peak traffic than average|peak to average ratio|how spiky is the traffic
  |are there rush hours|when is the busiest hour|does load vary during the day|how bad are the spikes
  |what happens during big events|busiest hour of posting|uneven load|traffic pattern over a day
  |how much higher is the busiest hour|does traffic spike on events|peak compared with the mean]],
    answer = "The busiest hour has {value} times the average. When something happens in the world it is more, and the "
      .. "harmful share rises with it.",
    assume = [[
      peak is three times average|peak to average ratio of 3]] },

  { id = "items", value = 10e9, unit = "posts", changes = "serving.replicas",
    ask = [[
  how many posts are there in total|how big is the corpus|how much content already exists|size of the archive
  |should old posts be scanned again|do we rescan existing posts|how many posts are stored|backlog of old content
  |total posts on the platform|do we check posts published before|must the back catalogue be classified
  |apply a new model to old posts
  |how many old posts are still seen|size of the archive|must old content be checked again|back catalogue of posts
  |how many posts exist in all|number of posts to rescan
  |if I had to re-score everything that is still live how much would that be|how many posts exist already
  |how large is the stock of old posts|posts that are still being seen|how much must be rescanned after a rule change
  |size of the existing corpus to reclassify
  |how many old posts are there|size of the archive that is still read|do earlier posts have to be scanned again]],
    answer = "{value} posts are still seen by somebody now and then. When a policy changes, they have to be read again, "
      .. "so leave room for that.",
    assume = [[
      10 billion existing posts|old posts are rescanned when the policy changes]] },

  { id = "latency_budget_ms", value = 1000, unit = "ms", changes = "ranking.model, screening.keep_rate",
    ask = [[
  what is the latency budget|how fast does it have to be|how fast should it be|how fast|how fast must it decide
  |how many milliseconds do we have|latency requirement|how quickly must a post be classified|is it real time
  |can a post be checked after it is published|synchronous or asynchronous|does the check happen before publishing
  |is pre-moderation allowed|how long may the check take|response time|p99 latency|time limit for a decision
  |latency constraints|do we block the post until it is checked|how long can the author wait
  |must we decide before anybody sees it|latency target|time budget|is there an sla|before or after publication
  |must the decision come before anybody sees the post|how long can the check take before the post goes out
  |is the post held back until scored|do we check a post before it is published|must we decide prior to publication
  |how quick must the automatic verdict be|how much time before the post is visible|time limit of the classifier]],
    answer = "{value} milliseconds at the 99th percentile for the automatic decision, before the first person sees the "
      .. "post. Whatever takes longer happens while it is already being read.",
    assume = [[
      1 second p99|decide before the first view|a latency budget of one second]] },

  { id = "view_life", value = 6, unit = "hours", changes = "policy.review_order",
    ask = [[
  how long does a post live|when do posts get their views|how fast do views come in|half-life of a post
  |how quickly does a post go viral|how soon after posting do people see it|lifetime of a post
  |how are views distributed over time|when does most of the damage happen|how urgent is removal
  |does removing a post a day later help|how fast does content spread|what if review takes a day
  |how long until a post is forgotten|time until most views have happened
  |how soon after publication is a post seen|when do the views of a post come|how quickly does it spread
  |half-life of views|how long does a post live|is a decision tomorrow too late
  |how quickly do views accumulate|how much time until most people have seen it
  |after how many hours is half of the audience reached|is a slow decision useless
  |how soon after posting do most views happen|how fast does a post collect its audience
  |how much time do I have before everybody saw it]],
    answer = "Half of a post's views come within {value} hours. A perfect decision on the next day is nearly worthless.",
    assume = [[
      half of the views come in six hours|views decay within hours]] },

  { id = "harmful_share", value = 0.07, unit = "share", changes = "evaluation.primary, ranking.loss",
    ask = [[
  what share of posts is harmful|how rare is hate|how rare are the harms|how rare is each harm|how rare is violence|how rare is nudity
  |share of hate speech among posts|how common is spam|how often is a post harmful|how rare is harmful content|what is the base rate|how imbalanced are the classes
  |what is the prevalence|how many posts are harmful|class imbalance|how much of the content violates
  |positive rate|fraction of harmful posts|how common is harm|what percentage of posts is bad
  |is the data imbalanced|how frequent are violations|rate of violating posts|how many positives are there
  |how much spam is there|base rate per harm|proportion of violating content
  |what proportion breaks the rules|how much of the content is bad|prevalence of violations among uploads
  |how rare is harm|class balance|what fraction of posts is harmful|share of positives
  |how many of the posts are bad before we do anything about them|what percentage of posts is violating by type
  |how imbalanced are the classes by harm|positives per thousand posts|rate of each harm
  |prevalence in a random sample of posts
  |out of all the posts what percentage violates the rules|what part of everything breaks a rule
  |what fraction of posts is bad|how rare is each harm|what proportion violates the rules]],
    answer = "Before anything is done, about seven posts in a hundred, and that number misleads: five of the seven are "
      .. "spam. One in a hundred is nudity, five in a thousand violence, three in a thousand hate.",
    assume = [[
      harmful posts are rare|most harmful posts are spam|seven percent of posts are harmful]] },

  { id = "misinformation_share", value = 0.0005, unit = "share", changes = "ranking.multi_task, ranking.class_weights",
    ask = [[
  how rare is misinformation|what is the rarest harm|how many posts are misinformation|share of misinformation
  |which class has the fewest positives|how rare is the rarest class|prevalence of misinformation
  |rarest category|fewest examples|which harm is hardest to find examples of|how many positives of the rare class
  |how common is fake news|share of misinformation|how many posts spread false claims|rarest class
  |how often is something untrue
  |how seldom is misinformation|share of false news among posts|which harm is rarest
  |how many positives for misinformation in a random sample
  |in a random sample how many fake news items would I find|how rare is fake news in a sample
  |how common is false information|share of posts that are misleading|how rare is misinformation]],
    answer = "Misinformation: one post in two thousand. In a random thousand you will most likely find none.",
    assume = [[
      misinformation is one in 2000|the rarest harm is one in two thousand posts]] },

  { id = "hate_views_share", value = 0.001, unit = "share", changes = "evaluation.primary",
    ask = [[
  how many views are harmful today|what is the prevalence by views|share of views that show hate
  |current exposure to harm|how often do people see hate speech|what do we publish in the transparency report
  |prevalence of hate speech in views|how many harmful impressions|how many people see harmful posts
  |exposure today|views of violating content|current prevalence number
  |do we publish numbers on hate speech|how many views are of hate|prevalence of hate|transparency figure for hate
  |of all views what portion lands on hateful stuff today
  |do we publish a number on how often hate is seen and how exact is it|share of views with hate
  |error bar of the published prevalence|what is the current exposure figure|how often does somebody look at hate
  |what portion of views lands on hate|how much of what people see is hateful
  |how many views land on hate|published figure for hate speech|what prevalence do we report for hate]],
    answer = "For hate speech we publish a figure: about one view in a thousand. It comes from a sample of views that "
      .. "people label, and its error bar is wider than anybody likes.",
    assume = [[
      one view in a thousand shows hate|prevalence of hate is 0.1 percent of views]] },

  { id = "views_per_user", value = 200, unit = "views", changes = "",
    ask = [[
  how many posts does a person see|how many views per user|how much does a user scroll|how many posts are viewed daily
  |impressions per user|total views per day|number of views|how many post views happen each day|reads per user
  |how many impressions do we serve|feed views per person|how often is a post seen
  |how many posts does a person read a day|views per reader|consumption per day|how much does somebody scroll past
  |when someone opens the app how much do they see until evening|number of posts a person sees a day
  |how many posts does a reader scroll past daily|views per reader and day|how many views in all per day
  |how many posts does a person look at in a day|views per visitor|how much does one reader see]],
    answer = "Somebody who is there on a day sees about {value} posts. Most posts are seen by few, a few by very many.",
    assume = [[
      200 views per user a day|each user sees 200 posts]] },

  { id = "virality", changes = "policy.review_order, data.features",
    ask = [[
  how skewed are views|do a few posts get most views|how are views distributed over posts|how viral do posts get
  |is reach concentrated|do large accounts matter more|how does audience size vary|distribution of followers
  |heavy tail of views|what share of views goes to popular posts|do we know how many will see a post
  |can reach be predicted|do posts with large audiences matter|viral posts
  |do few posts get most of the views|how skewed is the reach|can we predict what will go viral
  |how uneven is attention|do followers tell the reach
  |is reach skewed|can we predict how far a post will spread|how concentrated are the views|do followers predict reach
  |how many views does a viral post get|distribution of views over posts
  |do some posts spread much wider than others|can we tell beforehand how far a post will go|how skewed is reach]],
    answer = "Very skewed. Followers are known when a post comes in and predict its reach roughly; sharing does the rest. "
      .. "A handful of posts makes a large part of any day's harm.",
    assume = [[
      views are heavy-tailed|reach follows the number of followers|a few posts get most views]] },

  { id = "baseline", changes = "evaluation.primary",
    ask = [[
  what exists today|is there a current system|what is the baseline|how is moderation done now|what are we replacing
  |is there already a model|what is live today|do we start from scratch|how are harmful posts found today
  |what does the present system do|existing solution|status quo|is there a keyword filter|are there rules already
  |is moderation manual today|what is in place now|starting point|legacy system|current approach
  |is there something in production|what are you using today to find the bad stuff|is there a word list
  |how are reported posts handled at present|which order is the queue worked through
  |how long does it take today until a report is read
  |what catches bad posts today|what is in place right now|how does moderation work at the moment]],
    answer = "A list of forbidden words, and a queue of reported posts that people read in the order in which they came. "
      .. "A report is read about twelve hours after it was made.",
    assume = [[
      today there is a keyword list|today reports are read in order of arrival|the baseline is a word list and reports]] },

  { id = "actions", changes = "policy.remove_threshold, policy.demote_threshold",
    ask = [[
  what can we do with a post|what actions can we take|actions on a violating post|how can we act on a post|what may we do with a harmful post|which actions are available|do we remove or demote|can we reduce distribution
  |can posts be hidden or blurred|what are the enforcement options|is a warning label possible
  |do we have to delete or can we limit reach|can we ban the account|may we show it to fewer people
  |what happens to a flagged post|can content be downranked|which interventions exist|soft actions
  |do we delete harmful posts automatically|is automatic removal allowed|options besides removal
  |what happens to violators|strikes against authors|what happens to the author|happens after a violation|are authors punished|suspend accounts|what enforcement actions
  |what can be done with a bad post|besides deleting, can we hide or demote it|which measures are available
  |what are our options|may we reduce reach|warning labels|what happens to a violating post|soft enforcement
  |what can we do with a bad post|remove or just demote|can we show it to fewer people|can accounts be suspended
  |what options are there besides removal|how effective is demotion
  |what can the system do with a post|are there softer options than deleting|which measures may we take]],
    answer = "Leave it, show it to fewer people, hand it to a reviewer, or remove it. A demoted post is seen by about a "
      .. "fifth of those who would have seen it. Strikes against accounts are another team's.",
    assume = [[
      posts can be removed demoted or reviewed|demotion cuts views to a fifth|automatic removal is allowed]] },
  { id = "cost_of_mistakes", changes = "policy.remove_threshold, evaluation.guardrails",
    ask = [[
  which mistake is worse|false positives or false negatives|what does a false positive cost|what does a miss cost
  |is precision more important than recall|how bad is a wrongful removal|cost of removing an innocent post
  |what is worse missing harm or removing innocent posts|what is the cost of a mistake|tolerance for false positives
  |how many wrong removals are acceptable|do we prefer precision or recall|what precision is required
  |false alarm cost|cost of a false negative|over-enforcement or under-enforcement|acceptable false positive rate
  |what if we take down something innocent|is precision important|trade-off between precision and recall
  |is a miss worse than a false alarm|which error hurts more
  |what is worse, a threat left up or something innocent removed|price of wrong removals
  |false positives versus false negatives|how bad is it to delete a joke
  |are errors equally expensive for all harms|is a false positive worse than a false negative
  |what is worse, a miss or a wrong removal|price of a missed threat compared with spam|which mistakes hurt most
  |what is worse, missing one or removing something innocent|which error hurts more
  |price of a false removal compared with a miss]],
    answer = "It depends on the harm. A missed threat can end in somebody getting hurt; missed spam is a nuisance. "
      .. "Removing what a newspaper or a victim wrote ends up in the news. Nobody appeals a demotion that they never notice.",
    assume = [[
      costs differ by harm|a wrongful removal is expensive|missing violence is worse than missing spam]] },

  { id = "reviews_per_day", value = 1.15e6, unit = "posts", changes = "policy.review_capacity, policy.review_order",
    ask = [[
  how many reviewers do we have|what is the review capacity|how many posts can humans review|is there a review team
  |how many moderators are there|how many posts can be reviewed per day|human review budget|size of the moderation team
  |can people look at uncertain posts|how large is the review queue|do we have human moderators
  |what share can be reviewed by people|capacity of reviewers|how much human review|number of reviewers
  |how many human reviewers|can we hire more reviewers|who reviews the posts|reviewers per day
  |is there a human in the loop
  |what share of posts can people look at|how much of the stream can be read by humans|fraction that gets human review
  |human capacity relative to volume|how many posts can moderators handle
  |what part of the posts can humans look at|capacity of the review team|how many posts can people check a day
  |is there enough human capacity|what fraction goes to human review
  |how much of the stream can people actually read|capacity of human review
  |what fraction gets looked at by moderators]],
    answer = "People can read {value} posts a day, all reviewers together: about two in a thousand of what is written. The number is "
      .. "fixed for this year.",
    assume = [[
      reviewers see two posts in a thousand|review capacity is limited|about a million reviews a day]] },

  { id = "reviews_per_hour", value = 60, unit = "posts", changes = "policy.review_capacity",
    ask = [[
  how long does a review take|how many posts per reviewer per hour|how fast is a reviewer|time per review
  |how many posts can one moderator read|reviewer throughput|minutes per post|productivity of a reviewer
  |reviews per hour|how many cases per person|speed of human review|seconds per decision
  |how fast does a moderator work|posts per hour and person|time for one review|throughput of a reviewer
  |how long does a decision take a human
  |throughput of a single moderator|how many cases does one person do in an hour|how long does one review take
  |minutes per decision of a reviewer|how fast are the moderators|posts per moderator and hour
  |how quick is a moderator|posts a reviewer handles in an hour|time for one review]],
    answer = "About {value} posts an hour, a minute each. Misinformation takes far longer, spam a few seconds.",
    assume = [[
      60 reviews an hour|one minute per review]] },

  { id = "reviewer_hours", value = 7, unit = "hours", changes = "policy.review_capacity",
    ask = [[
  how many hours does a reviewer work|how long is a shift|is wellbeing of reviewers a concern|do reviewers burn out
  |is the work harmful for moderators|shift length|hours per reviewer per day|reviewer wellness|trauma of moderators
  |mental health of reviewers|breaks for moderators|do reviewers see graphic content|working hours
  |staff hours a day|protect the reviewers
  |how long is a moderator's shift|working hours of reviewers|how much reading time a day is there
  |hours per day per person|how long may someone look at violence|wellbeing of moderators
  |do reviewers have to look at gore the whole day|how many hours of human moderation can we pay for
  |how much human reviewing time is there daily|are reviewers rotated|how are moderators protected from trauma
  |hours of reading per reviewer
  |how long are shifts of moderators|how do we protect people who read this|working conditions of reviewers]],
    answer = "Seven hours of reading a shift, with rotation: nobody reads violence all day. Blurred and grey previews are "
      .. "the default, and everybody may pass a case on.",
    assume = [[
      seven hours a shift|reviewers need protection]] },

  { id = "reviewer_quality", changes = "data.double_review",
    ask = [[
  how accurate are reviewers|do reviewers agree|what is the inter-annotator agreement|are human labels reliable
  |how often do annotators make mistakes|quality of human decisions|label noise|are labels noisy
  |how good are human reviewers|reviewer error rate|what is the agreement between annotators
  |can we trust the labels|do moderators make mistakes|error rate of annotators|how consistent are the labels
  |annotation quality|ground truth quality|human accuracy
  |how often do moderators err|do two moderators agree|how reliable is a human verdict|error rate of reviewers
  |can i trust human labels|inter-annotator agreement|quality of annotators
  |how often do moderators themselves get it wrong|can I trust the verdict of a human
  |do people miss harms and punish innocents|accuracy of human decisions|how often do two reviewers disagree
  |are moderators reliable|mistakes of annotators
  |how often are moderators wrong|do human judges make mistakes|how reliable are the people who read]],
    answer = "A reviewer finds 95 of 100 harms and takes down 2 of 100 innocent posts. Annotators miss a tenth of each "
      .. "harm, and see one where there is none in three posts of a thousand; when two read, and a third decides, hardly any of those are left.",
    assume = [[
      human labels are noisy|annotators miss a tenth|double reading removes most false labels]] },

  { id = "annotator_false_rate", value = 0.003, unit = "share", changes = "data.double_review, evaluation.primary",
    ask = [[
  what is the false positive rate of annotators|how often do annotators call an innocent post harmful
  |false positive rate of labels|how often is a harmless post labelled harmful|annotator false alarms
  |rate of wrong positive labels|mistaken positives among labels
  |how often does an annotator flag something innocent|false positives of labellers|noise in negative labels
  |wrongly called harmful by one labeller
  |how noisy is a label if only one person gave it on a clean post|how often is an innocent post labelled harmful
  |false positives among labels|false alarm rate of one annotator|label noise on negatives
  |how often does a labeller call something fine harmful|false positives of annotators|how noisy is a single label]],
    answer = "A single annotator calls three innocent posts in a thousand harmful. That sounds small, until you compare "
      .. "it with what you are looking for.",
    assume = [[
      annotators have a false positive rate of 0.3 percent]] },

  { id = "labels_per_day", value = 10000, unit = "labels", changes = "data.labels, data.double_review",
    ask = [[
  how many labels do we have|what labelled data exists|how many labelled examples|do we have training data
  |how many posts are labelled per day|annotation budget|how many annotations per day|is there a labelled dataset
  |how big is the labelled set|are there human labels|how many annotators|labelling capacity|where do labels come from
  |what is the size of the training set|who labels the data|labels per day|number of annotated posts
  |how are labels collected|can we get more labels|do we have ground truth|is there an annotation team
  |how much labelled data
  |how many annotated posts do we get|labelling budget|annotation capacity
  |how much training data can be labelled a day|number of new labels daily
  |what quantity of posts can the annotators label daily|how many labels do we get
  |how much training data can be labelled|what if each is read twice|number of labelled examples per day
  |annotation volume per day|how many labels can I get daily|how much hand labelling do we have]],
    answer = "Trained annotators label about {value} randomly drawn posts a day, read once. If two read each post, there "
      .. "are a third fewer for the same hours. And there are users' reports, as many as you like.",
    assume = [[
      10000 labels a day|ten thousand labelled posts per day|labels come from annotators and reports]] },

  { id = "reports", changes = "data.labels",
    ask = [[
  do users report posts|how good are user reports|can we use reports as labels|are reports reliable
  |how many reports do we get|is there a report button|are reports biased|do people abuse reporting
  |is there brigading|report rate|how many harmful posts are reported|what happens to reported posts
  |quality of user flags|user flags|can users flag content|do groups report together|mass reporting
  |false reports|are user reports trustworthy|what share of harm is reported
  |do users flag posts|can reports serve as labels|who reports and what|false reports in bad faith
  |do people report what they dislike
  |can I trust user flags|are reports biased or reliable as labels|who flags posts and what gets flagged]],
    answer = "Plenty, and biased. A report takes somebody who looks, so what few people see is never reported. Spam and "
      .. "misinformation are shrugged off, nudity is not. And there are authors who get reported for who they are.",
    assume = [[
      reports are plenty and biased|users report harmful posts|some authors are brigaded]] },

  { id = "report_delay", value = 12, unit = "hours", changes = "data.features",
    ask = [[
  how late do reports arrive|when is a report read|how long until a reported post is reviewed|delay of reports
  |when do we know that a post was reported|are reports available at posting time|how old are reports
  |time between post and report|do reports exist when the post comes in|response time for user reports
  |are reaction counts known at decision time|which signals arrive late
  |when do reports come in|how soon after posting does somebody flag it|are there reports at the time of publication
  |lag of user flags
  |how long until somebody reports a post|at upload time are there any reports yet|when does the first flag come in
  |time until a report is read
  |are there reports at the moment of upload
  |how many hours until a report is read|how long after posting do flags come in|delay of user reports]],
    answer = "At the moment of posting there is none. Some come in the first hour, most later, and it takes about "
      .. "{value} hours until somebody has read one.",
    assume = [[
      reports arrive late|no reports exist at posting time|reports are read twelve hours later]] },

  { id = "post_features", changes = "data.features",
    ask = [[
  what do we know about a post|which features exist|what data is available|what signals do we have
  |what metadata is there|is there an image embedding|what do we know about the author|do we know account age
  |which author features exist|do we have the history of the author|are follower counts available
  |information about the author|which inputs can the model use|what features are available
  |do we have text embeddings|author reputation|past violations of the author|signals about accounts
  |what do we know about a post|which inputs are available|features at upload time|is there an image embedding
  |what information comes with a post|author history
  |which features exist at upload|do I get image embeddings and hashes
  |what do we know about the author at posting time|what inputs are available for a new post|signals about the account
  |history of the author
  |what do we know about a post when it arrives|which signals are there at upload|information about author and post]],
    answer = "Its words, a vector from a general image encoder, a perceptual hash of the picture, the language and the "
      .. "hour. Of the author: age of the account, followers, and harms that were confirmed on earlier days.",
    assume = [[
      we have text an image vector and author history|author strikes are known]] },

  { id = "languages", value = 4, unit = "languages", changes = "evaluation.slices, data.features",
    ask = [[
  which languages are supported|how many languages|is it global|multilingual|do we need to handle several languages
  |which countries|what about small languages|are all posts in english|language distribution
  |is there training data for every language|international|dialects|how are posts distributed over languages
  |slang and dialect|low-resource languages|what is the share of the largest and the smallest language
  |how many languages must we cover|which languages are posts in|is there a dominant language
  |do we have annotators for every language|small languages
  |how many languages|are small languages covered|which language dominates]],
    answer = "{value}: six posts in ten are in the largest of them, seven in a hundred in the smallest. Annotators "
      .. "for the smallest are hard to find, and it is where we have been late before.",
    assume = [[
      four languages|content is multilingual|small languages have little data]] },

  { id = "context", changes = "evaluation.guardrails",
    ask = [[
  is news about violence allowed|what about counter speech|are quotes and satire allowed|does context matter
  |are reclaimed slurs harmful|is a news report about war a violation|what about educational content
  |people who discuss hate speech|are there exceptions for journalism|what about art and medicine
  |who talks about harm without doing harm|newsworthiness|irony and satire|is talking about violence forbidden
  |condemning hate speech|borderline content
  |is quoting hate allowed|news about violence|satire and irony|counter-speech|does the meaning depend on who says it
  |reclaimed words|when is showing harm allowed
  |how do we treat news reports satire and survivors telling their story
  |is it fine to talk about violence in a news article|does intent matter|reclaimed slurs
  |is quoting a slur to condemn it allowed|what about journalists and victims telling their story
  |does counter-speech count as a violation]],
    answer = "Talking about a harm is allowed: news, counter-speech, people who tell what was done to them. They use the "
      .. "same words as those who do it, and they are the ones whom a word list removes.",
    assume = [[
      news and counter-speech are allowed|context matters|talking about harm is not harm]] },

  { id = "fairness", changes = "evaluation.slices, evaluation.guardrails",
    ask = [[
  must it be fair across groups|is bias a concern|do some groups get removed more often|fairness by dialect
  |are minorities affected|does the model discriminate|fairness requirements|equal error rates
  |protected groups|are we worried about bias against communities|should error rates be equal by language
  |is fairness a requirement|disparate impact|political bias|accusations of bias
  |are some groups removed more often|bias against dialects|do all communities get the same treatment
  |discrimination by the classifier|does it treat minorities fairly
  |have minorities been over-removed in the past and does somebody check that|is some group moderated more strictly
  |bias against a dialect|are removals equal between groups|disparity between languages in wrongful removals
  |did we ever discriminate|does an auditor look at groups
  |are some groups removed more often|is there a problem with dialects|must error rates be equal between communities]],
    answer = "Fairness counts, and it has gone wrong: a dialect was removed at twice the rate of the standard language for the same "
      .. "content. The auditor asks for wrongful removals by language.",
    assume = [[
      error rates are reported by language|fairness across languages matters]] },

  { id = "appeals", changes = "evaluation.guardrails",
    ask = [[
  can users appeal|is there an appeal process|what happens when a removal is wrong|how many appeals
  |how many appeals are upheld|can a removal be reversed|do authors get notified|is there a way to contest
  |appeal rate|who handles appeals|what if the author disagrees|restoring posts|overturn rate
  |are authors told why|complaints of authors|redress|right to appeal
  |can an author contest a removal|what if somebody disagrees with a takedown|how often are decisions overturned
  |how many appeal and win|complaints against removals|second chance for authors
  |can users complain if we took their post down wrongly
  |can an author complain when we took something down and how often is he right|how many removals are contested
  |share of appeals that succeed|how often is a removal overturned|do people object to removals|reinstated posts
  |can an author contest a removal|how often does an objection succeed
  |what happens after somebody complains about a takedown]],
    answer = "Every removal can be appealed, and a person answers. One in five of the wrongly removed asks; nine in ten of "
      .. "those get their post back. Of the rightly removed one in twenty asks, and few of those get it back.",
    assume = [[
      authors can appeal|a fifth of the wrongly removed appeal|appeals are answered by people]] },

  { id = "law", changes = "policy.remove_threshold, monitoring.monitors",
    ask = [[
  what does the law require|is there regulation|are there legal deadlines|digital services act
  |notified by governments|notices from authorities|must some content be removed within a time|legal requirements
  |do laws differ by country|is there a transparency report|must we explain decisions|what do regulators want
  |audit requirements|are we liable for content|government requests|netzdg|statement of reasons
  |do we need an audit trail|must decisions be explained|by when must illegal content be gone
  |is it the same rule in every country|what does regulation demand of us|reporting duties
  |must we give reasons for a removal|is there an audit by authorities|deadline for manifestly illegal posts
  |what do regulators demand|legal obligations for removals|deadlines set by law]],
    answer = "A statement of reasons for every removal, an appeal, a yearly audit, a published report. What is "
      .. "manifestly illegal must go within a day of a notice; what counts as illegal differs by country.",
    assume = [[
      every removal needs a reason|decisions are audited|illegal content must go within a day]] },

  { id = "privacy", changes = "data.features",
    ask = [[
  private messages|do we read private messages|scan direct messages|may we store removed posts
  |how long are posts kept|do we keep deleted content|retention of removed posts|may annotators see names
  |privacy of authors|can we use private messages for training|erasure requests|data retention|personal information
  |is consent needed for training|may we use deleted posts as training data|right to be forgotten
  |do the labelers see the name of who wrote it|how long is removed content kept|are annotators shown the author
  |when are removed posts deleted|is author identity hidden from reviewers
  |how long do we keep removed content|may annotators see who wrote it|data protection for posts and labels]],
    answer = "Removed posts are kept for ninety days for appeals and evidence, then deleted, labels too unless they are "
      .. "anonymous. Annotators see the post and not the name.",
    assume = [[
      removed posts are kept for ninety days|annotators do not see names]] },

  { id = "minors", changes = "policy.remove_threshold",
    ask = [[
  are there minors on the platform|what about children|do teenagers use it|are stricter rules needed for kids
  |age of users|protecting minors|child safety|is there a minimum age|teen accounts|underage users
  |should rules differ for children|young users|is nudity different for minors
  |are there children on the platform|protection of teenagers|how old must users be|accounts under eighteen|age limits
  |rules for users under eighteen|minimum age|teenagers and borderline posts|child sexual abuse material
  |protection of minors
  |are there underage users|special rules for teenagers|what about children]],
    answer = "From thirteen up. For accounts under eighteen, borderline content is never recommended. Sexual content that "
      .. "involves minors is matched, reported to the authorities by law, and not part of this exercise.",
    assume = [[
      users are thirteen and older|minors are protected by stricter limits|child safety is out of scope]] },

  { id = "adversaries", changes = "monitoring.retrain_every_days, screening.hash_match",
    ask = [[
  do people try to evade the filter|are there adversaries|how do spammers adapt|do bad actors change their words
  |is it adversarial|how fast does the language change|evasion|do attackers test our filter|obfuscation of words
  |leetspeak and misspellings|coordinated campaigns|bot networks|how quickly do they adapt|code words
  |concept drift|do violators learn|will they work around the model|new slang for old harm|are there fake accounts
  |how fast do patterns change
  |do bad actors adapt|how do spammers evade us|new spellings and code words|will people try to trick the filter
  |evasion|how fast does the abuse change
  |how quickly do spammers adapt|how fast does evasion change|obfuscated words|attackers that adapt
  |is there an arms race
  |do offenders change their wording to get past us|how fast do bad actors adapt|do people try to trick the filter]],
    answer = "Constantly. Roughly one in twelve of the giveaway words is replaced every day: new spellings, new code words. "
      .. "Whoever does it for money tests our filter with throw-away accounts.",
    assume = [[
      adversaries reword daily|evasion is constant|eight percent of the words change each day]] },

  { id = "copies", value = 0.15, unit = "share", changes = "screening.hash_match, data.split",
    ask = [[
  how many posts are copies|are there duplicates|do the same images come back|are posts reposted
  |near-duplicates|is the same picture uploaded again|how much content is repeated|reuploads
  |do memes circulate|share of duplicate posts|can we match known images|is there a hash database
  |do banned images come back|reposts|repeated content|perceptual hashing available|copy paste spam
  |are posts reposted|how many duplicates of known bad content|same picture again|re-uploads
  |can i recognise known material|viral copies
  |what percent of the stream is reposts of something that was there already|how many posts are duplicates
  |do removed posts come back as copies|near duplicates|how often is the same picture posted again
  |re-uploads of removed content
  |how many posts are duplicates|does removed stuff come back|reuploads of the same picture]],
    answer = "About 15 in a hundred posts copy another, with the words and the picture nearly the same. Copies "
      .. "of what was removed come back within hours.",
    assume = [[
      15 percent of posts are copies|known images come back|perceptual hashes exist]] },

  { id = "policy_changes", changes = "monitoring.retrain_every_days",
    ask = [[
  how often do the rules change|does the policy change|what happens when a policy is updated
  |are definitions stable|who writes the policy|do label definitions change|new harm types
  |do we get new categories|what if a new kind of harm appears|policy updates|emerging harms
  |who owns the rules|how quickly must we react to a new harm|elections or a crisis
  |how often do the rules change|are the guidelines rewritten|does the definition of harm move
  |when policy is updated what happens to old labels|stability of community standards
  |what happens to old labels after a policy change|do definitions of harm shift|new rule in a crisis
  |how quickly must a new policy be enforced
  |how often do the rules change|who writes the policy and when is it revised
  |what happens to old labels when definitions move]],
    answer = "Every few weeks, by a policy team. Labels from before a change mean something else than those after it. In "
      .. "a crisis a new rule has to hold within hours, when nobody has labelled anything yet.",
    assume = [[
      the policy changes every few weeks|labels carry the version of the policy]] },

  { id = "gpu", changes = "capacity.machines, ranking.model",
    ask = [[
  what hardware do we have|are there gpus|gpus for inference|do we have gpus|compute budget|how many servers|can we use a large language model
  |is there a limit on cost|what infrastructure exists|which hardware serves the model|can we afford a big model
  |serving infrastructure|budget for compute|are accelerators available|machines available
  |should we use a foundation model|what is the infrastructure|cost limit|feature store
  |do we have graphics cards for serving|how many accelerators|may the heavy model see every post
  |hardware for inference
  |may I use accelerators for inference|can i use GPUs for serving or only in training|what machines can I have
  |do we serve on cpu or gpu|which hardware is available|is there a gpu pool|what compute do I get
  |are there accelerators|number of machines that we may use|what kind of servers
  |which hardware can I use|are accelerators available|what infrastructure is there]],
    answer = "Ordinary servers for serving; accelerators for training and for a small part of the stream. There is an "
      .. "event stream, a feature store, and a labelling tool. If you want something dear on every post, show me the sum.",
    assume = [[
      serving runs on cpus|there is an event stream and a labelling tool]] },

  { id = "classifier_flops", value = 2e9, unit = "flop", changes = "screening.keep_rate, capacity.machines",
    ask = [[
  how expensive is the classifier|flops per post|how much compute does one post take|cost of classifying a post
  |how heavy is the model|operations per classification|compute per post|what does one inference cost
  |how big is the full model|flop per prediction|how costly is inference
  |how expensive is the classifier per post|operations for text and image|compute for one post|cost of the big model
  |flops for one forward pass|how much compute per post|cost of one inference
  |operations per post for a text and image model|compute of a cheap first model
  |roughly how many flops does the model take
  |how many operations does one post cost|compute for text and image model|how expensive is a forward pass]],
    answer = "For a rough sum take two billion operations a post for words and picture together, and a thousandth of "
      .. "that for something cheap in front of it.",
    assume = [[
      2 gigaflops per post]] },

  { id = "core_flops", value = 20e9, unit = "flop/s", changes = "capacity.machines",
    ask = [[
  how fast is one core|how many flops per core|what throughput does a cpu core have|gflops of a core
  |speed of a cpu core|what compute speed should I assume|arithmetic throughput of a core
  |how much arithmetic can a core do per second
  |how fast is one core|operations per second of a cpu core|throughput per core]],
    answer = "Count on twenty gigaflops a core.",
    assume = [[
      20 gflops per core]] },

  { id = "target", changes = "evaluation.primary",
    ask = [[
  what improvement do you expect|what target should we set|how much better must it be|which number must we reach
  |acceptance criterion|by how much should prevalence fall|what would be a win|target for prevalence
  |required improvement|quantitative goal|what precision do we need to launch|success threshold|target number
  |what reduction do you want|how ambitious|what is good enough|what target should we aim for
  |which improvement would count
  |what improvement do you expect|which number would be success|by how much should it go down]],
    answer = "You tell me: a number, what it is measured against, and what would make you stop." },

  { id = "experiments", changes = "evaluation.primary",
    ask = [[
  can we run an a/b test|may we leave harmful posts up for an experiment|are experiments allowed
  |can we have a holdout|is it ethical to keep a control group|do we have an experimentation platform
  |online experiments|can some users be unprotected|randomised test of moderation|control group without moderation
  |how are changes tested today|shadow mode|can i test online whether it works|randomise by author
  |a/b test on moderation|by what unit do we randomise|can there be a control group for removals
  |is it ethical to run a test here|can we hold out a group|split by author or region
  |can I A/B test moderation|is a control group allowed|how may we try it out live]],
    answer = "By author or by region, yes, for demotion and queue order. Nobody will leave obvious violence up to have a "
      .. "control group; shadow runs and labelled samples of views have to do there.",
    assume = [[
      no control group without protection|shadow runs are allowed|a/b tests by author are possible]] },

  { id = "growth", value = 2, unit = "times in two years", changes = "capacity.machines",
    ask = [[
  how fast are we growing|what growth should we plan for|will the number of posts increase
  |how much headroom is needed|should it scale further|what about next year|growth in the coming years
  |how will volume develop|plan for growth|will traffic grow
  |how much will volume grow|load in two years|will there be more reviewers later]],
    answer = "Plan for twice the posts in two years, and not for twice the reviewers.",
    assume = [[
      posts double in two years]] },

  { id = "stakeholders", changes = "evaluation.guardrails",
    ask = [[
  do advertisers care|who uses this system|what do authors want|what do regulators journalists and authors expect
  |who owns the thresholds|which teams are involved|who decides on the thresholds|are there external parties
  |who are the customers of this|who owns the policy|do advertisers care where they stand
  |who has an interest in moderation|which regulators watch us
  |who cares about this system|which parties are involved|who owns the decisions]],
    answer = "Those who read, those who write, those who review, advertisers who do not want to stand beside it, and "
      .. "regulators. The policy team owns the rules, and you propose the thresholds to them.",
    assume = [[
      readers authors reviewers and regulators are stakeholders|policy owns the rules]] },
}

local unknown = {
  "I do not have that one. Make an assumption, say it, and go on.",
  "Nobody has counted that here. What would you assume, and what would change if it were ten times as much?",
  "I could not tell you. Assume something careful and keep it in view.",
  "I am not sure what you are asking. Could you put it another way?",
}

local refusals = {
  "That is what I hope to hear from you.",
  "Your call. Tell me what you choose, and whom it hurts when it is wrong.",
  "I would rather hear how you would decide it.",
  "If I told you that, I would have designed it myself. What are the options?",
}

-- ---------------------------------------------------------------------------------------------------------------------
-- Sums that a candidate should be able to do. Names are ids of facts.

local estimates = {
  { id = "posts_per_day", title = "posts a day", unit = "posts",
    formula = "daily_active_users * requests_per_user_per_day",
    why = "Everything that is paid by the post starts here, and every rate of mistakes is multiplied by it." },
  { id = "average_qps", title = "average load", unit = "posts/s",
    formula = "daily_active_users * requests_per_user_per_day / 86400",
    why = "A day has 86,400 seconds; 100,000 is close enough aloud." },
  { id = "peak_qps", title = "peak load", unit = "posts/s",
    formula = "daily_active_users * requests_per_user_per_day / 86400 * peak_to_average",
    why = "Machines are bought for the busiest hour, and news makes the busiest hour of harm as well." },
  { id = "harmful_posts", title = "harmful posts a day before anything is done", unit = "posts",
    formula = "daily_active_users * requests_per_user_per_day * harmful_share",
    why = "Compare it with what people can read: nearly all of it has to be decided without them." },
  { id = "rare_posts", title = "posts with misinformation a day", unit = "posts",
    formula = "daily_active_users * requests_per_user_per_day * misinformation_share",
    why = "Rare as a share and many as a number: that is the difficulty of the whole case in one line." },
  { id = "rare_labels", title = "misinformation among a day's random labels", unit = "labels",
    formula = "labels_per_day * misinformation_share",
    why = "A handful a day. It is why harms share a bottom, and why one labels what a model is unsure of as well." },
  { id = "review_share", title = "share of all posts that people can review", unit = "share",
    formula = "reviews_per_day / (daily_active_users * requests_per_user_per_day)",
    why = "The scarcest resource of the design. A queue in order of arrival wastes most of it." },
  { id = "reviewers", title = "reviewers who read all day", unit = "people",
    formula = "reviews_per_day / (reviews_per_hour * reviewer_hours)",
    why = "Puts a headcount behind the words \"send it to human review\"." },
  { id = "review_fraction", title = "share of harmful posts that reviewers could reach at best", unit = "share",
    formula = "reviews_per_day / (daily_active_users * requests_per_user_per_day * harmful_share)",
    why = "Even a perfect queue reaches a few in a hundred, so it matters which." },
  { id = "views_per_day", title = "views a day", unit = "views",
    formula = "daily_active_users * views_per_user",
    why = "Harm is counted in views: the denominator of prevalence." },
  { id = "hate_views", title = "views of hate speech a day", unit = "views",
    formula = "daily_active_users * views_per_user * hate_views_share",
    why = "What a tenth of a percent means in people." },
  { id = "false_removals", title = "innocent posts removed a day at a false positive rate of 0.1 %", unit = "posts",
    formula = "daily_active_users * requests_per_user_per_day * (1 - harmful_share) * 0.001",
    why = "A rate that sounds excellent, times a stream: this is what precision is about." },
  { id = "precision", title = "precision at one harmful post in a thousand, 90 % found, 1 % false alarms", unit = "share",
    formula = "0.9 * hate_views_share / (0.9 * hate_views_share + 0.01 * (1 - hate_views_share))",
    why = "Eight in a hundred. The same detector is right every second time where one post in a hundred is harmful." },
  { id = "prevalence_sample", title = "labelled views for a prevalence of 0.1 % within 10 %", unit = "views",
    formula = "1.96 * 1.96 * (1 - hate_views_share) / (hate_views_share * 0.1 * 0.1)",
    why = "The rarer the harm, the larger the sample: drawing more of the high scores, with weights, is how one affords it." },
  { id = "sample_days", title = "days of all annotators for that sample", unit = "days",
    formula = "1.96 * 1.96 * (1 - hate_views_share) / (hate_views_share * 0.1 * 0.1) / labels_per_day",
    why = "More than a month: a simple random sample cannot be the weekly number." },
  { id = "apparent_prevalence", title = "prevalence that single annotators would report at a true 0.1 %", unit = "share",
    formula = "hate_views_share * 0.9 + (1 - hate_views_share) * annotator_false_rate",
    why = "Four times the truth, and most of it the annotators' own mistakes. Hence a second reader and a correction." },
  { id = "cores", title = "cores at peak when every post is classified in full", unit = "cores",
    formula = "daily_active_users * requests_per_user_per_day / 86400 * peak_to_average * classifier_flops / core_flops",
    why = "The price of no screening." },
  { id = "cores_screened", title = "cores at peak when a fifth passes the screening", unit = "cores",
    formula = "daily_active_users * requests_per_user_per_day / 86400 * peak_to_average * (0.2 * classifier_flops + classifier_flops / 1000) / core_flops",
    why = "What the cheap model in front saves, before you ask what it loses." },
  { id = "rescan_days", title = "days to read the archive again at the average load", unit = "days",
    formula = "items / (daily_active_users * requests_per_user_per_day)",
    why = "A policy change costs as many posts again: plan the spare capacity, or rank the archive by views." },
}

-- ---------------------------------------------------------------------------------------------------------------------
-- What is heard in an answer: words that set a knob. All words of a wording stand near each other, in any order.

local phrases = {}

local function hear(knob, value, say, unsay)
  phrases[#phrases + 1] = { knob = knob, value = value, say = say, unsay = unsay }
end

-- data
hear("data.labels", "human", [[
  human labels|human annotations|human labelled|human-labelled data|annotators' labels|labels from annotators
  |labels by annotators|trained annotators|expert annotators|expert labels|annotated posts|annotated data
  |labels of human reviewers|train on annotations|train on annotated|hand-labelled|manually labelled|manual labels
  |annotators decide the label|learn from annotators|professional annotators|labelled by people|labels by people
  |ground truth from annotators|annotators are the ground truth|labelled by humans|people label the posts
  |humans label|annotation team labels|ask annotators|annotations only|only annotations|only human labels|use annotations|annotations by experts
  |expert annotations|trust the annotators|policy experts label|gold labels]],
  [[human labels to evaluate only|human labels for evaluation only|human labels only for evaluation|human labels for the test only
    |human labels are too expensive|too few human labels]])
hear("data.labels", "reports", [[
  train on reports|train on user reports|user reports as labels|reports as labels|reports as the label|reports as positives
  |reported posts as positives|reported posts are positives|labels from reports|labels from user reports|labels are reports
  |label is whether it was reported|learn from reports|learn from user reports|reports as ground truth|reports are the labels
  |reports are the ground truth|user flags as labels|flags as labels|train on flags|flagged posts as positives
  |reported counts as harmful|reports as training data|user reports for training|reports to train
  |reported posts are harmful|predict whether a post gets reported|reports are our labels]],
  [[reports are biased|reports are noisy|instead of reports|rather than reports|reports are not ground truth
    |reports only to order|reports alone learn|reports alone teach|reports would learn|reports cannot be]])
hear("data.labels", "mixed", [[
  mix reports and human|reports and human labels|human labels and reports|human labels plus reports|reports plus human labels
  |reports plus annotations|annotations plus reports|combine reports with annotations|combine human labels with reports
  |combine reports human|mixed labels|mixture of reports and annotations|reports where no annotator|reports where nobody annotated
  |reports fill in|reports as weak labels beside|weak labels from reports beside human|pretrain on reports fine-tune on human
  |reports first then human|reports to pretrain|fill up with reports|supplement annotations with reports
  |annotations with reports for the rest|both reports and annotations|both human labels and reports]])
hear("data.double_review", "true", [[
  double review|double reviewed|double reading|double annotation|double-annotated|double labelling|two annotators|two readers
  |two reviewers per post|two people read|two people label|two labels per post|read twice|labelled twice|annotated twice
  |reviewed twice|second annotator|second reader|second opinion on every label|third opinion|third annotator decides
  |adjudication|adjudicated|tie-breaker|majority vote of annotators|majority of three|several annotators per post
  |each post by two|multiple annotators|two independent annotators|two raters|three raters|three annotators]],
  [[two annotators are too expensive|second reader is too expensive
    |double review is too expensive|double reading wastes]])
hear("data.double_review", "false", [[
  single annotator|one annotator|one reader per post|single reader|single reading|read once|labelled once|annotated once
  |one label per post|single label per post|one person per post|one annotation per post|each post by one reader|no double review
  |no second reader|no adjudication|more posts instead of two readers]],
  [[single annotator is not enough|one annotator is not enough|since one annotator|single annotator false alarms|one annotator false alarms
    |single annotator mistakes|single annotator false positive|one annotator mistakes|single annotator calls|because one annotator]])
hear("data.split", "temporal", [[
  divide by date|divide by time|split on date|partition by time|split by time|split by date|time split|temporal split
  |time-based split|chronological split|global time split|split chronologically|train on past test on future|train earlier days
  |test on the last days|hold out the last days|last days for test|last day held out|train on the first days|out-of-time
  |future days for evaluation|validate on later days|evaluate on the following week|last week as test|cut at a date|time cutoff
  |cutoff date|newest days test|train yesterday test today|evaluate on the future|test after training|test strictly after
  |later than training|by timestamp|most recent days|last two days for test]],
  [[time does not matter]])
hear("data.split", "random", [[
  random split|split randomly|split at random|randomly split|random 80 20|80/20 split|shuffle and split|shuffle the rows
  |shuffle the posts|random train test split|random holdout|random hold-out|random test set|random sample as test set
  |k-fold cross validation|random rows for test|random posts for test|randomly assign|assign posts randomly|stratified random split
  |cross-validation over shuffled|stratified k-fold]],
  [[avoid random split|random split leaks|random split would leak|instead of random split|random split flatters
    |random split is wrong|random split is a mistake|never split at random|random sample of views]])

-- features: one item each
hear("data.features", "text", [[
  text feature|features text|text of the post|words of the post|text embedding|text embeddings|text image|text and image
  |text language|post text|caption|tokens|words and image|words image|words and picture|text vector|text encoder|the words|@own words|@the post's own|@the sentence|@the sentences|@what it says|@what is written|@what they wrote|@the written part|@the text|@its text
  |words of posts|ngrams|text plus image]])
hear("data.features", "image", [[
  image feature|image vector|image embedding|image embeddings|image encoder|picture of the post|text image|text and image
  |image language|the picture|the image|words and picture|words image|words and image|visual features|pixels|photo
  |image of the post|image author|text plus image|@photo vector|@picture vector|@the photo|@the photos|@the pictures|@its picture|@its photo|@what the picture shows|@the visual]],
  [[image ignored|ignore the image|without the image|images are not needed|image vector arrives empty|image vector that arrives]])
hear("data.features", "language", [[
  language feature|features language|language of the post|language of the text|language id|image language|text language
  |language author|language and author|detected language|language hour|post language|language account|@language|@the language|@which language|@what language]],
  [[language model|language models|natural language|by language|per language|each language|every language|small languages|rare languages]])
hear("data.features", "hour", [[
  hour feature|hour of the day|time of day|hour of posting|posting hour|posting time of day|local hour|features hour
  |language hour|hour author]])
hear("data.features", "author_history", [[
  author history|history of the author|author's history|past violations|earlier violations|previous violations|prior violations
  |author strikes|strikes of the author|number of strikes|past strikes|confirmed violations of the author|author reputation
  |repeat offender|repeat offenders|author's past|track record of the author|previous harms of the author|author's record
  |strike count|strikes|@confirmed guilty|@guilty before|@guilty in the past|@offended before|@offended in the past|@earlier offences|@past offences|@prior offences|@prior confirmed|@confirmed harms|@earlier harms|@earlier harmful posts|@removed before
  |@past removals|@prior removals|@been caught before|@caught before|@broke the rules before|@broken the rules before|@track record|@criminal record|@past behaviour of the author|@what the author did before|@previous convictions]],
  [[without author history|ignore author history|guilty by history]])
hear("data.features", "account_age", [[
  account age|age of the account|age of account|how old the account|new account|new accounts|days since registration|days since signup
  |account created|young accounts|account creation date|fresh accounts|@days since sign-up|@since sign-up|@since they signed up|@since they joined|@since registration|@how long they have been here|@how new the account|@how old the author's account|@age of the profile]])
hear("data.features", "audience", [[
  @& <fed_post> audience|@& <fed_post> followers|@& <fed_post> reach of the author|audience feature|follower count|number of followers|number of people who follow
  |expected reach feature|subscriber count|@how many people follow|@how many follow|@follower counts|@size of the following|@how large a following]],
  [[times audience|audience times|times followers|ordered by audience|order by audience|hold large audiences|large audiences]])
hear("data.features", "reports_first_hour", [[
  reports in the first hour|first hour reports|reports of the first hour|first-hour reports|early reports|reports within an hour
  |reports within the hour|reports of the first minutes|reports so far|reports in the first 60 minutes]])
hear("data.features", "reports_total", [[
  total reports|report total|total number of reports|number of reports|report count|reports count|how many reports|all its reports
  |total report count|how often it was reported|reports total|sum of reports|number of user reports|count of reports
  |number of times reported|lifetime reports]],
  [[not known at posting|leaks the label|number of reports leaks|report total leaks|reports total leaks|report count leaks|no report total
    |never total reports|how many reports do we|number of reports falls|number of reports drops]])

-- models
hear("ranking.model", "early_fusion", [[
  early fusion|early-fusion|fuse early|fused early|fusion early|joint model of text and image|jointly text and image
  |concatenate text and image|concatenate the embeddings|concatenate words and image|concatenated before the hidden
  |concatenate both vectors|text and image concatenated|image and text concatenated|embeddings concatenated|vectors concatenated|concatenated and fed
  |concatenated into one|concatenation of text and image|concatenate image and text|concat text and image|stack text and image features
  |text and image in one network|text and image together in one|one network reads text and image
  |one model reads text and image|single network over text and image|cross-attention|cross attention|joint encoder|joint embedding
  |multimodal transformer|multimodal model|multimodal network|vision-language model|text image one input|words and picture in one model
  |words and picture together|image and text interact|learn the combination of text and image|fuse before|intermediate fusion|cross-modal|attends over text and image|attention over text and image|attends over tokens and image
  |attention over words and image|feature-level fusion|feature level fusion]],
  [[early fusion is too expensive|early fusion costs too much|early fusion too slow]])
hear("ranking.model", "late_fusion", [[
  late fusion|late-fusion|score-level fusion|decision-level fusion|fuse late|fused late|fusion late|average the scores|average text and image scores|sum of the two scores
  |combine the scores of text and image|text score plus image score|text score and image score|two models and average
  |two separate models|separate models for text and image|separate classifiers for text and image|text classifier and image classifier
  |max of the two scores|ensemble of text and image|text model and image model|add the two scores|maximum of the two scores|max of both scores|average of the two scores|average both scores|mean of the two scores
  |one model for text and one for images|one for text and one for images|one for the text and one for the image|maximum of text and image score
  |combine two scores|two scores combined]],
  [[late fusion cannot|late fusion is blind|late fusion misses|late fusion is a sum|late fusion would miss|late fusion never
    |sum of two scores cannot|late fusion cheaper|late fusion simpler|late fusion sees]])
hear("ranking.model", "text_only", [[
  @text only|@text-only|@only the text|@only text|@only the words|@words only|text classifier only|@text alone|@words alone|ignore the image
  |ignore images|without the image|text model only|only a text model|no image model|skip the image|skip images|just the text
  |text classifier without image|read only the text]],
  [[text only baseline|text-only baseline|baseline text only|text alone is not|text only is not|text only misses|only text misses
    |text alone misses|text alone cannot|text-only when|harm in the text alone|text only as fallback|words alone cannot]])
hear("ranking.multi_task", "true", [[
  multi-task|multitask|multi-task model|multi-task learning|shared bottom|shared trunk|shared layers|shared backbone|shared encoder
  |shared representation|heads share|one head per harm|head for each harm|head per harm|a head for every harm|five heads
  |heads on a shared|heads on one trunk|heads on top of one|one trunk|common trunk|one model with a head|one model several heads|one network for all harms|one model for all harms
  |single model with five heads|multiple heads|multi-head|multi-headed classifier|one network with five outputs|harms share|joint model for all harms
  |share the bottom|heads for the harms|one model with five]],
  [[no multi-task|without multi-task|no shared bottom|multi-task is too]])
hear("ranking.multi_task", "false", [[
  five separate models|five models|one model per harm|model for each harm|a model per harm|separate model per harm|separate models per harm
  |separate classifier per harm|separate classifiers for each harm|independent models|independent classifiers|one classifier per harm
  |classifier for each harm|single-task models|single task models|no shared bottom|no multi-task|a model for every harm|each harm gets its own|each harm its own|own model for each harm|own network for each harm|own classifier per harm
  |separate models for the harms|dedicated model per harm]],
  [[five models are simpler|instead of five|rather than five|five models would see|five models would leave|five separate models simpler
    |separate models are simpler|separate models are easier|five models leave]])
hear("ranking.loss", "bce", [[
  binary cross-entropy|binary cross entropy|bce|cross-entropy per head|cross-entropy for each|cross entropy loss|log loss as the loss
  |logistic loss|sigmoid cross-entropy|sigmoid per harm|plain cross-entropy|cross-entropy|binary ce]],
  [[cross-entropy is not enough|instead of cross-entropy|softmax cross-entropy]])
hear("ranking.loss", "focal", [[
  focal loss|focal|loss focal]],
  [[focal loss is not needed|no focal|instead of focal|focal loss distorts|focal loss would distort]])
hear("ranking.class_weights", "true", [[
  class weights|class weighting|class-weighted|weighted loss|weighted cross-entropy|weight the positives|weigh positives more
  |weigh rare positives|weights for rare classes|weights for the rare harms|upweight positives|up-weight the positives|upweight rare
  |reweight the positives|inverse frequency weights|weights by inverse frequency|rare positives weigh more|positives weigh more
  |weigh the rare harms|balanced class weights|positive weight|pos weight|higher weight for rare]],
  [[no class weights|without class weights|class weights shift|class weights distort|class weights would shift|class weights are not]])
hear("ranking.class_weights", "false", [[
  no class weights|without class weights|no class weighting|no reweighting|unweighted loss|plain unweighted|skip class weights
  |class weights not needed|class weights are not needed|do not weight classes|not reweight|no weights in the loss|no positive weight]])
hear("ranking.calibration", "platt", [[
  platt|platt scaling|platt calibration|sigmoid calibration|temperature scaling|temperature-scaled|logistic calibration]])
hear("ranking.calibration", "isotonic", [[
  isotonic|isotonic regression|isotonic calibration]])
hear("ranking.calibration", "none", [[
  no calibration|skip calibration|calibration unnecessary|without calibration|calibration not needed|uncalibrated scores
  |leave scores uncalibrated|raw scores are fine|raw scores|raw sigmoid outputs|calibration does not matter]],
  [[raw scores are not|raw scores cannot|raw scores mean nothing|without calibration thresholds|without calibration 0.9]])

-- screening
hear("screening.hash_match", "true", [[
  hash match|hash matching|hash matches|match hashes|hash lookup|hash look-up|hash list|hash database|hash-matching|match perceptual hashes
  |perceptual hash matching|perceptual hash match|hash of the image|photodna|pdq|phash|known images are matched|match known images|match against known|known-bad hashes
  |match copies of confirmed|copies of confirmed images|match copies|banned image list|fingerprint of the image|image fingerprints
  |hash of removed images|hashes of confirmed|block known images|near-duplicate matching]])
hear("screening.hash_match", "false", [[
  no hash matching|without hash matching|no hash match|skip hash matching|no hash list|hash matching is not needed|hashes are not needed
  |skip the hash]])
hear("screening.keep_rate", "1", [[
  no screening|without screening|skip screening|skip the screening|classify every post|heavy model on every post|full model on every post
  |every post goes through the full|every post through the heavy|classifier reads every post|full classifier on all posts
  |run the full model on all|no pre-filter|no cascade|all posts through the classifier|screening is not needed]],
  [[too expensive|would cost|is too dear|cannot afford|costs the same|instead of every]])
hear("screening.keep_rate", "0.2", [[
  a fifth passes|fifth of the posts pass|keep a fifth|fifth passes the screening|one in five passes|lets a fifth|one post in five passes]])
hear("screening.keep_rate", "0.1", [[
  a tenth passes|tenth of the posts pass|keep a tenth|tenth passes the screening|one in ten passes|lets a tenth|one post in ten passes]])
hear("screening.keep_rate", "0.5", [[
  half of the posts pass|half passes the screening|keep half of the posts|lets half of the posts|screening lets half]])

-- policy
hear("policy.remove_threshold", "1", [[
  never remove automatically|no automatic removal|only people remove|removal only by people|humans decide every removal
  |only reviewers remove|no removal without review|people confirm every removal]])
hear("policy.demote_threshold", "1", [[
  no demotion|never demote|without demotion|no downranking|only remove or leave|no soft action|demotion off|skip demotion
  |only remove or review|do not demote|dont demote]])
hear("policy.review_capacity", "0", [[
  no reviewers|no human review|without reviewers|no review team|fully automatic|no people in the loop|nobody reviews|no humans]],
  [[no reviewer is free|no reviewers left]])
hear("policy.review_order", "harm_reach", [[
  harm times reach|harm times audience|probability times reach|probability times audience|probability times views|probability times followers
  |probability times expected views|probability of harm times|harm and reach|reach-weighted queue|reach weighted|weighted by reach
  |order by reach|ordered by reach|ordered by expected views|by expected harmful views|expected harmful views|expected harm first
  |views at stake|largest audience first|most views first|prioritise by reach|prioritise viral|viral posts first|by expected reach
  |order by expected harm|queue by expected views|queue by reach|score times reach|score times views|score times followers
  |p times reach|p times views|severity times reach|severity times views|risk times reach|prioritise posts with large audiences
  |highest expected exposure|most people will see|most people see first|many people will see first|posts most people see|harm x followers|harm x views
  |harm x audience|p harm followers|p harm views|by audience and probability|probability and audience|probability weighted by reach|by potential reach|expected exposure first|harm x reach]],
  [[reach does not matter]])
hear("policy.review_order", "probability", [[
  most likely first|highest probability first|surest first|order by probability|ordered by probability|sorted by score|sort by score
  |order by score|ordered by score|highest score first|sorted by probability|queue by score|queue by probability|most confident first
  |most harmful score first|descending score|most certain first|by decreasing probability]],
  [[ordered by probability times|order by probability times|probability of harm times|sorted by score times|order by score times|score times
    |surest first only confirms|sorted by probability times|probability times]])
hear("policy.review_order", "arrival", [[
  first come first served|first-come first-served|fifo|fifo queue|first in first out|order of arrival|arrival order|in the order they arrive
  |oldest first|chronological queue|by arrival time|queue by time|earliest first|in the order in which they came|oldest post first]],
  [[instead of fifo|rather than fifo|fifo wastes|arrival order wastes|not fifo|fifo spends|arrival order spends|order of arrival wastes
    |today reports are read in order|today's queue]])

-- evaluation
hear("evaluation.guardrails", "online.wrongful_removal_rate", [[
  guardrail wrongful removal|wrongful removals guardrail|guardrails wrongful removal|wrongful removal rate|wrongful removals must not
  |wrongful removals may not|wrongful removals below|wrongful removals stay|false removals must not|false removals guardrail
  |guardrail false removals|guardrail false positives|guardrail precision of removals|innocent posts removed must not|wrongly removed must not
  |wrong removals must not|guardrail wrong removals|share of wrongful removals|guardrails wrong removals]])
hear("evaluation.guardrails", "online.valid_appeal_rate", [[
  guardrail appeals|guardrail upheld appeals|upheld appeals|appeals upheld|appeal reversal|appeal reversal rate|appeals must not|valid appeals
  |valid appeal rate|reversal rate|overturn rate|overturned appeals|guardrails appeals|successful appeals|appeals that succeed
  |appeal rate guardrail|share of appeals upheld]])
hear("evaluation.guardrails", "online.proactive_rate", [[
  guardrail proactive rate|guardrails proactive|proactive rate must not|proactive rate as guardrail|proactive rate may not fall]],
  [[proactive rate rises when|proactive rate does not]])
hear("evaluation.guardrails", "serving.p99_ms", [[
  guardrail latency|latency as guardrail|guardrails latency|p99 guardrail|latency must not rise|latency must stay]])
hear("evaluation.guardrails", "ranking.calibration_error", [[
  guardrail calibration|calibration as guardrail|guardrails calibration|calibration error must not]])
hear("evaluation.guardrails", "screening.recall", [[
  guardrail screening recall|screening recall must not|recall of the screening must not|guardrails screening recall]])
hear("evaluation.slices", "combination", [[
  combination|combinations|slice combination|memes|memes separately|text and image combined|harm in both|harm in the combination
  |both together slice|multimodal slice|combination of both|slices combination|combined harm]])
hear("evaluation.slices", "text", [[
  slice text|text harm|harm in the text|text image and combination|by modality|slices text|text image combination|harm in text
  |text-only harm|text posts separately|modality slices|slices by modality]],
  [[combination of text|text and image combined|text image together]])
hear("evaluation.slices", "image", [[
  slice image|image harm|harm in the image|text image and combination|by modality|slices image|text image combination|harm in images
  |image posts separately|modality slices|slices by modality]],
  [[combination of text and image|text and image combined|text image together]])
hear("evaluation.slices", "small_languages", [[
  small languages|by language|per language|smallest language|language slices|slice by language|each language|rare languages
  |low-resource languages|languages separately|slices language|minor languages|smaller languages|by dialect|break down by language
  |across languages]])

-- serving and monitoring
hear("monitoring.monitors", "features", [[
  feature drift|input drift|feature distribution|feature distributions|null rates|null rate|psi per feature|monitor features
  |feature monitors|missing values|drift of inputs|data drift|input distributions|data quality checks|watch the features|feature statistics
  |features psi|monitor the inputs|inputs|missing features|empty features|unknown words|out-of-vocabulary rate|missing images
  |features and scores|features scores]])
hear("monitoring.monitors", "scores", [[
  score drift|score distribution|score distributions|prediction drift|distribution of scores|monitor scores|monitor predictions|mean prediction
  |distribution of predictions|prediction distribution|output drift|watch the scores|mean score|scores by harm|share above the threshold
  |features and scores|features scores|scores and calibration|distribution of the scores]])
hear("monitoring.monitors", "calibration", [[
  monitor calibration|calibration drift|calibration by slice|calibration over time|predicted over observed|predicted versus actual
  |predicted against observed|calibration daily|calibration monitor|watch calibration|calibration ratio|monitors calibration
  |features calibration|calibration on fresh labels|scores and calibration|calibration per harm|calibration every day|and calibration]])
hear("monitoring.monitors", "prevalence", [[
  monitor prevalence|prevalence monitor|watch prevalence|prevalence every day|prevalence daily|prevalence by day|prevalence every week
  |weekly prevalence|daily prevalence|prevalence from a sample|sample of views|sampled views|prevalence over time|track prevalence
  |prevalence dashboard|measure prevalence|calibration and prevalence|annotations and prevalence|prevalence by harm|prevalence per harm|and prevalence|alert on prevalence|prevalence from a weekly|scores and prevalence|features and prevalence]])
hear("monitoring.drift_metric", "psi", [[psi|population stability index|stability index|population stability]])
hear("monitoring.drift_metric", "ks", [[ks|ks test|kolmogorov|kolmogorov-smirnov|ks statistic|ks distance]])
hear("monitoring.retrain_every_days", "1", [[
  retrain daily|daily retraining|retrain every day|retrain each day|retrain nightly|train every night|retraining daily|fresh model every day
  |nightly retraining|new model each day|train a new model daily|new model every night|retrained daily|retrained every day|retrained every night]])
hear("monitoring.retrain_every_days", "3", [[
  retrain twice a week|retrain twice weekly|retraining twice a week|retrain every third day|retrained twice a week]])
hear("monitoring.retrain_every_days", "2", [[
  retrain every other day|retrain every second day|retraining every other day|retrained every other day]])
hear("monitoring.retrain_every_days", "7", [[
  retrain weekly|weekly retraining|retrain every week|retrain once a week|retraining weekly|train every week|retrained weekly
  |retrained every week]],
  [[weekly retraining is too slow|weekly retraining would lose]])
hear("monitoring.retrain_every_days", "30", [[
  retrain monthly|monthly retraining|retrain every month|retrain once a month|retrained monthly]],
  [[monthly retraining would lose|monthly retraining is too]])
hear("monitoring.retrain_every_days", "0", [[
  never retrain|no retraining|without retraining|not retrain|keep the model fixed|model stays fixed|train once]],
  [[without retraining it decays|without retraining decay]])

-- Numbers that stand near one of these words set the knob.
local concepts = {
  { name = "harm_violence", ways = "violence|violent posts|gore|threats|graphic violence" },
  { name = "harm_nudity", ways = "nudity|nude|nudes|sexual content|porn" },
  { name = "harm_hate", ways = "hate|hate speech|hateful" },
  { name = "harm_misinformation", ways = "misinformation|misinfo|fake news|disinformation" },
  { name = "harm_spam", ways = "spam|spammy|scams" },
  { name = "any_harm", ways = "violence|violent posts|gore|threats|graphic violence|nudity|nude|nudes|sexual content|porn|hate|hate speech|hateful|misinformation|misinfo|fake news|disinformation|spam|spammy|scams" },
  -- What the classifier is given, and what is named beside an audience when it is a feature.
  { name = "fed_post", ways = "feature|features|feats|input|inputs|classifier reads|classifier sees|classifier gets|model reads|model sees|model gets|model looks at|give the model|give the classifier|give it|feed it|feed the model|fed|goes in|go in|account age|age of the account|author history|strikes|hour|language|caption|picture|image|text|words" },
}
local quantities = {
  { knob = "screening.keep_rate", near = [[
    keep rate|pass the cheap|passes the cheap|pass cheap filter|pass the filter|passes the filter|past the screening|get past the filter
    |passes the screening|pass the screening|posts pass|passes screening|screening keeps|screening lets|screening passes
    |lets through|let through|of the posts pass|percent pass|share passes|cheap model lets|cheap model keeps|cheap stage keeps
    |screening hands|goes to the heavy|go to the heavy|to the heavy model|to the full model|to the full classifier|go to the full
    |first stage keeps|pre-filter keeps|pre-filter lets|survive the screening|keep of the posts]] },
  { knob = "policy.remove_threshold[violence]", near = [[
    violence is removed at|violence is removed above|violence is removed from|remove violence at
    |remove violence above|remove violence from|violence removed at|violence removed above|threshold for violence
    |violence threshold|violence above|except for violence|except violence|lower for violence|higher for violence
    |threshold of violence|remove violence|violence removed|violence is removed|removal of violence
    |delete violence above|violence goes above]] },
  { knob = "policy.remove_threshold[nudity]", near = [[
    nudity is removed at|nudity is removed above|nudity is removed from|remove nudity at|remove nudity above
    |remove nudity from|nudity removed at|nudity removed above|threshold for nudity|nudity threshold|nudity above
    |except for nudity|except nudity|lower for nudity|higher for nudity|threshold of nudity|remove nudity
    |nudity removed|nudity is removed|removal of nudity|delete nudity above|nudity goes above]] },
  { knob = "policy.remove_threshold[hate]", near = [[
    hate is removed at|hate is removed above|hate is removed from|remove hate at|remove hate above|remove hate from
    |hate removed at|hate removed above|threshold for hate|hate threshold|hate above|except for hate|except hate
    |lower for hate|higher for hate|threshold of hate|remove hate|hate removed|hate is removed|removal of hate
    |delete hate above|hate goes above|hate speech above|threshold for hate speech|hate speech is removed
    |remove hate speech|except for hate speech]] },
  { knob = "policy.remove_threshold[misinformation]", near = [[
    misinformation is removed at|misinformation is removed above|misinformation is removed from
    |remove misinformation at|remove misinformation above|remove misinformation from|misinformation removed at
    |misinformation removed above|threshold for misinformation|misinformation threshold|misinformation above
    |except for misinformation|except misinformation|lower for misinformation|higher for misinformation
    |threshold of misinformation|remove misinformation|misinformation removed|misinformation is removed
    |removal of misinformation|delete misinformation above|misinformation goes above]] },
  { knob = "policy.remove_threshold[spam]", near = [[
    spam is removed at|spam is removed above|spam is removed from|remove spam at|remove spam above|remove spam from
    |spam removed at|spam removed above|threshold for spam|spam threshold|spam above|except for spam|except spam
    |lower for spam|higher for spam|threshold of spam|remove spam|spam removed|spam is removed|removal of spam
    |delete spam above|spam goes above]] },
  { knob = "policy.remove_threshold", near = [[
    remove above|removed above|remove posts above|remove from|removed from|removal threshold|remove threshold|threshold to remove
    |threshold for removal|remove at|removal above|removal at|removal from|auto-remove above|automatic removal above|delete above
    |take down above|taken down above|auto-delete at|auto-delete above|delete at|deleted at|taken down at|take down at|take down over|blocked above|block above|goes away above
    |goes away|remove when|remove if|removed if|removed when|deleted above|removal starts|remove over|auto-remove|for removal
    |automatic removal|probability to remove|remove automatically above]],
    unless = [[<any_harm> <remove>|<any_harm> removal threshold]] },
  { knob = "policy.demote_threshold", near = [[
    demote above|demoted above|demote posts above|demote from|demoted from|demotion threshold|demote threshold|threshold to demote
    |threshold for demotion|demote at|demotion above|demotion from|downrank above|reduce reach above|demote when|demote if|demotion at
    |reduce distribution above|show to fewer above|demote over|demote between|for demotion|downrank at|downrank from|reduced reach above|fewer people above|shown to fewer|limit reach above|demotion starts|demotion begins|demoting above|demoting from|downranked above
    |soft action above|soft action from]] },
  { knob = "policy.review_capacity", near = [[
    review capacity of|review capacity is|review capacity set to|capacity of reviewers is|set the review capacity]] },
  { knob = "serving.qps", near = [[
    offered load|load test at|load test with|requests per second per machine|posts per second per machine|posts per second on this machine]] },
  { knob = "serving.replicas", near = [[
    replicas|replicas of|copies of the funnel|copies of the stack|instances|replica]] },
  { knob = "ranking.epochs", near = [[
    epochs|training epochs|passes over the data|passes over the posts|@passes over the training|@passes|@rounds over|@go over the data|@times over the data|@sees every post|@see the data]] },
  { knob = "monitoring.retrain_every_days", near = [[
    retrain every|retraining every|retrain each|train again every|retrained every|new model every|warm-started every
    |days between retrainings|refresh the model every]] },
  { knob = "monitoring.alert_threshold", near = [[
    psi|psi above|psi over|ks threshold|psi threshold|ks above|ks exceeds|ks over|alert above|alert threshold|alert when|alert at|alarm above|page above|psi exceeds|psi greater|drift above
    |alert if|alarm threshold]] },
}
for _, harm in ipairs({ "violence", "nudity", "hate", "misinformation", "spam" }) do -- "spam goes at 0.8", "for hate we remove from 0.97"
  local wordings = string.gsub("@* <remove>|@<remove> *|@* threshold|@threshold for *|@*", "%*", "<harm_" .. harm .. ">")
  quantities[#quantities + 1] = { knob = "policy.remove_threshold[" .. harm .. "]", near = wordings, unless = "<demote>|share of views|prevalence" }
end

-- ---------------------------------------------------------------------------------------------------------------------
-- The seven steps.

local clarify = {
  id = "clarify", title = "Clarify requirements", minutes = 4,
  prompt = "\"Find harmful posts\" is what I was told; it is not a requirement. What do you need to know before you design "
    .. "anything, and what will you assume? I want to hear which harms, what may be done with a post, how much of it there "
    .. "is, and one number that would tell us whether we are getting better.",
  hints = {
    "What is the damage: a post that exists, or a post that is seen? And who is hurt when you are wrong in the other direction?",
    "Ask for harms and surfaces, posts a day, how rare each harm is, what the law wants, how many posts people can read, how "
      .. "fast a decision must be, what runs today. Then multiply.",
    "Posts a day over 86,400 is the load. Posts times the share of harm, against posts that reviewers can read, says how much "
      .. "must be automatic. State a target as prevalence by views, with a limit on wrongful removals, and what is out of scope.",
  },
  probes = {
    { when = "always", say = "You removed twice as many posts this month. Did things get better or worse?", risk = "counting removals", item = "goal" },
    { when = "always", say = "A newspaper's report on a massacre disappears because of you. Who calls whom, and what happens next?",
      risk = "wrongful removals forgotten", item = "context" },
    { when = "always", say = "Is a missed advertisement for pills worth as much as a missed threat? Where does your answer enter the design?",
      risk = "one cost for all harms", item = "costs" },
    { when = "always", say = "What did you leave out, and who would be surprised by that?", risk = "scope without an edge", item = "non_goals" },
  },
  decisions = {},
  forecasts = {},
  rubric = {
    { id = "goal", level = "mid", points = 2, needs = "reason", about = "Names the goal as exposure: views of harm, not the number of posts removed",
      why = "A post that nobody saw hurt nobody. Whoever counts removals is rewarded for spam and for a bad week.",
      query = [[
      views of harmful|harmful views|exposure to harm|prevalence by views|reduce exposure|fewer people see
      |views rather than posts|views not posts|people see harm|share of views|harm that is seen|minimise harmful views
      |seen by nobody|exposure rather|prevalence of views|reach of harmful|nobody saw]],
      said = [[
      We minimise how often people are exposed to violating content, i.e. views, not the count of deletions, because
      an unseen post harms nobody.
      |What counts is how often somebody's eyes land on something vile; a deleted post that no one opened spared no
      one.]],
      wrong = [[goal is to remove as many|maximise removals|maximise the number of removed posts
        |remove as many posts as possible|goal is accuracy|success is accuracy
      |Success is the number of deletions, because every takedown is harm prevented whether or not anyone saw it.]] },
    { id = "harms", level = "mid", points = 2, about = "Asks which harms, on which surfaces, in which languages",
      why = "Spam and threats differ in everything: how rare, how urgent, how certain one must be, what the law says.",
      query = [[
      violence nudity|nudity hate|hate misinformation|misinformation spam|five harms|which harms|harm categories
      |classes of harm|public posts|surfaces|comments out|text and image|four languages|several languages
      |spam and violence|hate speech|posts with a picture|per harm]],
      said = [[
      Which categories are covered: hate, violence, nudity, misinformation, spam; on posts, comments, images; and how
      many languages?
      |Which kinds are meant: threats, nudity, slurs, lies, junk ads; on feed posts only or in comments too, and in
      how many tongues?]] },
    { id = "scale", level = "mid", points = 2, needs = "number", about = "Posts a day, and how rare each harm is, with figures",
      why = "The two numbers together decide everything that follows: the load, and what a false positive rate means.",
      query = [[
      million posts|posts a day|posts per day|posts per second|percent of posts|percent are harmful|one in thousand
      |one in 2000|one in two thousand|base rate|prevalence of|rare|per second at peak|share of posts|half a billion posts
      |posts daily|harmful posts a day]],
      said = [[
      500 million posts a day; spam 5%, hate 0.3%, misinformation one in two thousand.
      |How much content and how rare is each violation, e.g. 0.05%?
      |500 million posts a day, a third with a picture; junk is one in a hundred, threats one in several thousand.]] },
    { id = "arithmetic", level = "senior", points = 2, needs = "number", about = "Multiplies through: load at peak, harmful posts against review capacity, false alarms a day",
      why = "Harmful posts over reviewable posts is the ratio that makes this a design problem.",
      query = [[
      86400|posts per second|qps|at peak|times three|million harmful|harmful posts a day|false alarms a day
      |false removals a day|wrong removals a day|reviewers can read|reviews a day|million reviews|reviewers needed
      |cores at peak|labels a day|wrongly removed a day|innocent posts a day|posts a second]],
      said = [[
      500M / 86,400 is 5,800 per second, peak 17 thousand; 30 million violating posts versus one million reviewable; a
      false alarm rate of 1% means 5 million wrongly flagged daily.
      |500M a day is 5,800 a second, about 17k at peak; half a percent bad makes 2.5 million against some hundred
      thousand that people can read.]],
      wrong = [[
      Reviewers can simply read all 500 million, so no sums are needed.]] },
    { id = "actions", level = "mid", points = 1, needs = "reason", about = "Says what may be done: remove, demote, review, leave",
      why = "Between leaving and removing there is most of the design; who knows only two actions needs a threshold that cannot exist.",
      query = [[
      remove demote|demote|show to fewer|reduce distribution|downrank|send to review|human review|reviewers
      |actions are|bands of action|warning label|blur|leave review remove|soft action|limit reach|reduce reach]],
      said = [[
      What can we do with a post: delete, reduce distribution, add a warning, send to people, or nothing? Intermediate
      measures matter because certainty is rarely enough for deletion.
      |We can delete, show it to fewer, put it before a moderator or leave it, since a wrong deletion hurts and a
      softer step can be undone.]],
      wrong = [[
      Keep or delete is all one needs, anything between is only confusing.]] },
    { id = "review", level = "senior", points = 2, needs = "number", about = "Asks for the capacity of human review and sets it against the stream",
      why = "\"Send it to a human\" is a plan only with a headcount behind it.",
      query = [[
      review capacity|reviewers can|reviewer capacity|posts a thousand reviewed|human reviewers|reviews per day|reviews a day
      |posts an hour|capacity of reviewers|per reviewer|moderators|people can read|people can review|share reviewed]],
      said = [[
      Capacity of moderators: 20 thousand reviewers at 400 items is about a million decisions per day, 0.2% of the
      stream.
      |How many moderators are there? 2,000 people reading 200 each make 400k a day, less than a thousandth of the
      stream.]],
      wrong = [[review every post by hand|humans review everything|all posts are reviewed by people|people check every post
      |Human capacity is unlimited, everything doubtful goes to people.]] },
    { id = "latency", level = "mid", points = 1, needs = "number", about = "How fast a decision must be, before or after the first view",
      why = "Half the views come within hours: a late decision is a weak one.",
      query = [[
      before the first view|before anybody sees|p99|within a second|1 second|one second|milliseconds|ms|half of the views
      |within hours|six hours|6 hours|latency|views come within|half-life]],
      said = [[
      Decision within half a second at p99, before the first viewer; a second pass within an hour.
      |A verdict in a second, before anyone has seen it, and the human look within two hours, as half of the views are
      over by six.]],
      wrong = [[
      A decision the next day is early enough, views come evenly over months.]] },
    { id = "costs", level = "senior", points = 2, needs = "tradeoff", about = "Weighs wrongful removals against misses, harm by harm",
      why = "One threshold for all harms is one price for a threat and for an advertisement.",
      query = [[
      wrongful removal|wrongful removals|wrongly removed|false positives cost|false positive false negative|missed threat
      |missing violence|miss spam|cost per harm|cost differs|cost of a miss|costs differ|removing innocent|silence
      |innocent posts|over-enforcement|precision against recall|free speech|threat spam]],
      said = [[
      A wrongly deleted post silences someone, a missed threat can hurt someone: the price differs by category, so
      violence tolerates more false positives than spam.
      |Silencing a newspaper costs trust, missing a threat may cost a life, missing junk costs a shrug; so I accept
      more errors for threats and hardly any for satire.]],
      wrong = [[false positives do not matter|better safe than sorry so remove|recall is all that matters
        |only recall matters|wrong removals are harmless
      |Removing an innocent post costs nothing, so one strict threshold for everything.]] },
    { id = "baseline", level = "senior", points = 1, needs = "reason", about = "Asks what exists today, and what that did to the data",
      why = "A word list and a report queue decided which posts were ever looked at.",
      query = [[
      word list|keyword list|keyword filter|report queue|reports in order|today's system|current system|existing system
      |baseline today|exists today|present system|twelve hours|12 hours|runs today|list of words]],
      said = [[
      Today a list of words and user flags; that decided which posts were ever examined, so labels are concentrated
      there.
      |What catches things now? Word lists and user flags decided which ones got read, so our labels are full of slurs
      and empty of pictures, perhaps 40% found.]],
      wrong = [[
      What exists today does not matter, its labels are a fair picture of all posts.]] },
    { id = "target", level = "senior", points = 2, needs = "number", about = "A target: prevalence by views, against today, with a limit on wrongful removals",
      why = "Without both halves either half can be bought with the other.",
      query = [[
      target|halve prevalence|reduce prevalence|cut prevalence|prevalence by percent|prevalence below|views fall by
      |fewer harmful views|prevalence down|lower prevalence|prevalence from|prevalence under|harmful views by]],
      said = [[
      Bring views of violations from 0.1% to 0.07% while wrongful deletions stay below 0.02%.
      |30 percent lower prevalence than at present.
      |From 12 harmful views in ten thousand to 8 within a quarter, with wrongful removals below two percent of all.]] },
    { id = "guardrails", level = "senior", points = 2, needs = "reason", about = "Names what must not get worse: wrongful removals, upheld appeals, languages apart",
      why = "Prevalence alone is minimised by removing everything.",
      query = [[
      guardrail|guardrails|wrongful removals below|appeals upheld|upheld appeals|must not rise|must not get worse
      |appeal reversal|removing everything|by language|may not rise|remove everything|reversal rate]],
      said = [[
      Mistaken deletions, successful appeals, differences between languages may not rise, because removing everything
      would look perfect on the main metric.
      |Innocent deletions, won appeals and each language apart may not get worse, because exposure alone is zero if
      you delete everything.]],
      wrong = [[
      Lower prevalence is all, other figures need no limit.]] },
    { id = "adversary", level = "senior", points = 1, needs = "reason", about = "Sees that somebody works against the system",
      why = "The data of next week is written by people who read your decisions of this week.",
      query = [[
      adversar|adversaries|evade|evasion|attackers|spammers adapt|they adapt|change their words|new code words|reword
      |misspell|throw-away accounts|campaigns|work around]],
      said = [[
      Opponents adapt: they misspell, use code words, screenshots, since they observe what gets blocked; the
      distribution shifts on purpose.
      |Those who post it study what gets through and change letters, so next week's data are written against this
      week's model.]],
      wrong = [[
      Nobody works against us, offenders go on using the same words.]] },
    { id = "law", level = "staff", points = 2, needs = "reason", about = "Law: reasons for each removal, appeals, deadlines, audit, retention, and what they ask of the system",
      why = "A decision that cannot be explained cannot be upheld: version of the model, policy, score and evidence must be stored.",
      query = [[
      statement of reasons|audit|appeal|appeals|legal deadline|within a day of notice|regulator|regulation|dsa
      |digital services act|retention|ninety days|transparency report|illegal content|explain|gdpr|differs by country
      |minors]],
      said = [[
      Regulation (DSA) demands a stated reason, right of appeal, deadlines and retention of evidence; thus each
      decision must be explainable and stored with version and score.
      |Each deletion needs a stated reason and a way to object within days, hence we keep score, rule and version for
      every case.]],
      wrong = [[
      Legal matters are no concern of the system, no decision has to be explained.]] },
    { id = "context", level = "senior", points = 1, needs = "reason", about = "Knows who talks about harm without doing any: news, counter-speech, dialects",
      why = "They use the same words; they are the false positives that end up in the newspaper.",
      query = [[
      counter-speech|counter speech|news about|journalism|satire|quotes|reclaimed|dialect|dialects|victims
      |talk about harm|same words|news reports|newspaper|educational|context]],
      said = [[
      News reports, satire, counter-speech, reclaimed words and dialects contain the same terms without harm; these
      false positives end up in the press, so context is needed.
      |A reporter quoting a threat or a victim telling of abuse uses the same words as the offender; those are what we
      will delete by mistake, so context has to be an input.]],
      wrong = [[
      Whoever uses a forbidden word does harm, whatever the context.]] },
    { id = "non_goals", level = "senior", points = 1, about = "Says what is out of scope",
      why = "Live video, private messages and child safety are systems of their own; naming them is cheap and saves minutes.",
      query = [[
      out of scope|not in scope|leave out|non-goal|non-goals|i exclude|excluding|leave aside|scope excludes|outside scope
      |live video out|private messages out|another team|not cover]],
      said = [[
      I exclude live streams, private messages, child abuse material, account bans and advertising review; separate
      systems.
      |Not today: live streams, private chats and child protection, which have their own teams.]] },
    { id = "kill", level = "staff", points = 3, needs = "tradeoff", about = "Says in advance which goal yields, and what would stop the launch",
      why = "On the day, prevalence will be down and appeals up, and everybody will read it as they like.",
      query = [[
      stop if|roll back if|would stop|kill criterion|abort if|not launch if|halt|stop when|pull it if|accept more|give up
      |prevalence against|against wrongful|trade prevalence|stop rule|no launch|at the price|i would rather|stop the launch]],
      said = [[
      If exposure declines but upheld appeals double, we withdraw it: fewer violations seen isn't worth silencing
      innocents; free speech yields only for violence.
      |If fewer bad views cost more upheld appeals I give way on views; should wrongful removals exceed two percent I
      stop the rollout.]] },
  },
  traps = {
    "Counting removed posts. A spam wave doubles that number without anybody doing anything well.",
    "\"Uncertain ones go to human review\", with no idea how many that is.",
    "One definition of harmful for spam and for threats, with one price for both mistakes.",
    "Forgetting that a wrongful removal is a harm of your own making.",
  },
  answer = "The goal is fewer views of harmful posts, not many removals, because a post that nobody saw hurt nobody. Five harms: violence, "
    .. "nudity, hate, misinformation, spam; public posts with text and image, four languages. Live video, private "
    .. "messages and child safety are out of scope. Scale: 500 million posts a day, so 5.8 thousand posts per second, 17 thousand "
    .. "at peak. About 7 percent are harmful, 35 million a day, most of it spam; misinformation is one in 2,000. Reviewers can "
    .. "read 2.3 posts in a thousand, 1.15 million a day, so they reach 3 percent of the harm at best: nearly everything is "
    .. "decided automatically. Actions are remove, demote, review, leave, because between leaving and removing lies most of the "
    .. "doubt. The automatic decision takes at most 1 second at p99, before the first view, since half of the views come within six hours. "
    .. "Costs differ by harm: a missed threat is worse than missed spam, but a wrongful removal silences somebody innocent. "
    .. "News and counter-speech use the same words, so they are the false positives to fear. Today there is a keyword list and a report "
    .. "queue, which means the logs show what was reported and not what was harmful. Target: halve prevalence by views against "
    .. "today, with wrongful removals below 5 percent of removals. Guardrails are upheld appeals and removals by language, since removing everything "
    .. "would also lower prevalence. I would stop the launch if upheld appeals double, even at the price of more harmful views. "
    .. "The law wants a statement of reasons and an audit, so every decision stores score, model and policy version. Adversaries reword "
    .. "daily, therefore the model must be retrained often.",
}

local frame = {
  id = "frame", title = "Frame as an ML task", minutes = 3,
  prompt = "Make it a machine learning problem. What goes in and when is it known, what comes out, one model or several, and how "
    .. "does a number from the model become something that happens to a post?",
  hints = {
    "Harmful or not: is that one question? What would you do with the answer \"harmful\" if you could not see which harm?",
    "Several labels at once, a probability for each harm; a cheap look at everything, a dear one at what is left; then bands of "
      .. "action, with people in the middle.",
    "Multi-label classification with a head for each harm on a shared bottom, calibrated, because thresholds are prices: remove above a "
      .. "high one, demote above a lower one, review what is worth most in between, ordered by probability times reach.",
  },
  probes = {
    { when = "always", say = "Your model says 0.8. What happens to the post, and would the same happen for every harm?", risk = "scores without actions", item = "bands" },
    { when = "always", say = "Which of your inputs exist in the second in which the post comes in?", risk = "features from the future", item = "late_info" },
    { when = "ranking.multi_task=false", say = "Five models read every post. What does the one with five examples a day learn from?", risk = "rare classes alone", item = "multi_label" },
    { when = "ranking.model=text_only", say = "\"Look how far they came\" under a photograph of a cemetery. What does your input make of it?",
      risk = "harm in the combination", item = "fusion" },
    { when = "always", say = "How would somebody who wants to get past you use what your system tells him?", risk = "gaming", item = "gaming" },
  },
  decisions = {},
  forecasts = {
    { metric = "online.prevalence", kind = "place",
      ask = "Where will prevalence by views land: nearer to doing nothing but reading reports, in the middle, or nearer to the best possible?" },
    { metric = "online.proactive_rate", kind = "interval",
      ask = "Of the harmful posts that are acted on, which share will be found before anybody reports them? Give a range." },
  },
  rubric = {
    { id = "task", level = "mid", points = 2, about = "Names the task: inputs as of posting, a probability for each harm as output",
      why = "Harmful or not is not an answer anybody can act on or explain.",
      query = [[
      multi-label|multilabel|probability for each harm|probability per harm|score per harm|one head per harm|head for each harm
      |a head per harm|input is the post|text image author|outputs a probability|output probability|classify each post
      |several labels|label per harm|heads per harm|probability of each harm]],
      said = [[
      Inputs: text, image, author data at upload; outputs: one probability per category of violation, used to choose
      an action.
      |Goes in: words, picture and author as known when it's posted. Comes out: one probability for each kind of harm.
      |Input is one post at upload time, output five numbers, the likelihood of each harm.]] },
    { id = "multi_label", level = "senior", points = 2, needs = "reason", about = "One model with a head for each harm, against one binary model or five models",
      why = "A binary model cannot be explained or priced; five models leave the rare harm alone with its few examples.",
      query = [[
      shared bottom|shared trunk|multi-task|multitask|one head per harm|head per harm|heads share|binary classifier cannot
      |single binary|separate models|five models|one model per harm|rare harms learn|shared representation|binary model
      |head for each harm|shares a bottom]],
      said = [[
      One network with a separate output for every category rather than a single harmful/harmless bit, because rules
      and costs differ and rare classes profit from sharing.
      |One network with an output per kind, since a single yes/no can't be explained or priced and five nets would
      leave the rare ones without examples.]],
      wrong = [[one binary label is enough|single binary classifier is enough|harmful or not is enough
        |multi-class softmax because|exactly one class per post
      |One binary harmful score is best, the kind of harm makes no difference for the action.]] },
    { id = "bands", level = "mid", points = 2, needs = "reason", about = "Turns probabilities into bands of action: remove, demote, review, leave",
      why = "Certainty is expensive; the bands say where one pays for it.",
      query = [[
      bands|action bands|remove above|demote above|high threshold remove|review the middle|uncertain review|between thresholds
      |two thresholds|remove demote review|grey zone|middle band|high confidence removed|lower threshold demote
      |very sure removed|in between]],
      said = [[
      Score ranges map to measures: highest automatically deleted, next reduced, uncertain to a human, the rest left,
      since full certainty is expensive.
      |Very sure: delete; fairly sure: show to fewer; doubtful: a person; else leave. Sureness is dear, so milder
      steps take what is uncertain.
      |Four zones of the score, from taking down to doing nothing, and the less certain the milder and the easier to
      undo.]],
      wrong = [[remove everything above 0.5|threshold 0.5 because|threshold of 0.5 is|at 0.5 we remove|argmax
        |above 0.5 is harmful so
      |One cut at 0.5 is enough, above it everything is deleted.]] },
    { id = "calibrated", level = "senior", points = 2, needs = "reason", about = "Wants probabilities that are true, because thresholds are prices",
      why = "Remove where probability times the cost of the harm exceeds the cost of the mistake: that needs a probability.",
      query = [[
      calibrated|calibration|true probabilities|probability times cost|expected cost|expected harm|probabilities mean
      |thresholds are prices|cost ratio|comparable scores|scores comparable|cost-based threshold]],
      said = [[
      Thresholds follow from costs: act when probability times damage exceeds the price of an error, so the numbers
      need to be real probabilities.
      |We act where probability times damage exceeds the damage of a mistake, so 0.8 must really be eight in ten.]],
      wrong = [[
      Only the ranking of posts matters, probabilities do not need to be true for thresholds.]] },
    { id = "cascade", level = "senior", points = 2, needs = "reason", about = "A cheap model for everything, a heavy one for what is left, people for what is worth it",
      why = "Most posts are plainly harmless; reading them with care is where the money goes.",
      query = [[
      cascade|screening|cheap model first|cheap first|two stages|first stage|light model|pre-filter|funnel|heavy model
      |hash match first|expensive model only|stages|light classifier|small model filters|cheap filter]],
      said = [[
      Stages: cheap filter for everything, heavy model for the suspicious part, people for the remainder, since most
      posts are obviously fine.
      |Everything passes a tiny net, a seventh goes on to the big one and a trifle to people, because most posts are
      plainly harmless and care is expensive.]],
      wrong = [[
      Run the largest model on every post, the harmless ones take no computing.]] },
    { id = "fusion", level = "senior", points = 2, needs = "reason", about = "Text and image together: early or late fusion, and what late fusion cannot see",
      why = "Two innocent parts can make a harmful whole; a sum of two scores never sees it.",
      query = [[
      early fusion|late fusion see|late fusion misses|late fusion blind|late fusion express|late fusion sum|text and image together|meme|memes|combination of text|innocent text|jointly|joint model
      |multimodal|fuse text|combination harm|interaction between text|both parts|together mean]],
      said = [[
      Meaning may only arise from picture and caption together, so combine modalities early; averaging two separate
      scores can't notice a harmless photo with a harmless sentence that jointly insult.
      |Harmless words on a harmless picture can together be a slur; adding two separate scores never finds it, so both
      go into one network early.]],
      wrong = [[
      Averaging a text score and a picture score catches every meme.]] },
    { id = "reach", level = "senior", points = 2, needs = "reason", about = "Brings reach into the decision: probability of harm times expected views",
      why = "The goal counts views, so an unsure post before a million people is worth more review than a sure one before ten.",
      query = [[
      times reach|expected reach|reach-weighted|probability times views|expected views|times audience|harm times reach
      |weighted by views|expected harm|large audience|views at stake|predicted reach|virality]],
      said = [[
      Priority is likelihood multiplied by expected audience, because the objective counts views: an uncertain viral
      post matters more than a certain unseen one.
      |A dubious post about to be seen by a million matters more than a sure one for ten, so the queue goes by chance
      of harm times expected audience.]],
      wrong = [[
      How many will see a post has no bearing on what is looked at first.]] },
    { id = "late_info", level = "senior", points = 1, needs = "reason", about = "Parts what is known at posting from what comes later, and scores again",
      why = "Reports and reactions are strong and late: they belong to a second look, not to the first.",
      query = [[
      score again|re-score|rescore|second look|known at posting|available at posting|when the post comes in|reports come later
      |later signals|reactions arrive|after the first hour|at posting time|reports arrive|late signals]],
      said = [[
      At upload only content and author are known; flags, shares and comments come afterwards, hence re-evaluate later
      with these signals.
      |At upload only text, picture and author exist; flags and reactions come hours later, so they feed a second
      scoring and not the first.]],
      wrong = [[
      User reports of the next weeks are available when a post is made, so use them right away.]] },
    { id = "alternatives", level = "senior", points = 2, needs = "tradeoff", about = "Weighs two framings against each other",
      why = "A decision shows only beside what was not chosen.",
      query = [[
      binary simpler|one binary model|separate models simpler|five models easier|rules are cheaper|keyword rules|late fusion cheaper
      |late fusion simpler|independent models|severity regression|large language model|zero-shot|alternative|instead of one
      |multi-task against|shared bottom costs|compared with]],
      said = [[
      Binary plus rules is simpler though not explainable; separate models per category are independent yet starve
      rare ones; an LLM with the policy text is flexible but dear.
      |Ranking for review instead of deciding by threshold needs no calibration but leaves everything to people; I
      choose probabilities, paying with calibration work.]] },
    { id = "gaming", level = "staff", points = 2, needs = "reason", about = "Says how the proxy or the system will be gamed, from outside and from inside",
      why = "Outside, people probe the threshold; inside, a team that is measured by proactive rate learns to make users report less.",
      query = [[
      gamed|gaming|probe the threshold|probes|test accounts|proactive rate|learn the threshold|adversar|attack|reverse engineer
      |evade|report less|fewer reports|brigad|reword|work around]],
      said = [[
      Outsiders test what slips below the threshold; insiders can raise the proactive rate by discouraging reports; so
      watch independent samples.
      |Outside, they probe where the cut is; inside, a team praised for finding things first learns to make reporting
      hard. So both numbers are checked by random samples.]],
      wrong = [[
      The measure can't be gamed by anyone, because thresholds are secret.]] },
    { id = "selective", level = "staff", points = 2, needs = "reason", about = "Sees that decisions decide what is learnt: removed posts get no reports and no views",
      why = "What the system removes is never seen again by anybody who could disagree.",
      query = [[
      selective labels|removed posts never|never get labels|no label after removal|feedback loop|only what was reviewed
      |own decisions|selection bias|what we remove|removed are never|reviewed posts only|biased sample|random sample for]],
      said = [[
      What is deleted receives neither views nor reports, so our decisions determine the future labels; keep a random
      part for unbiased truth.
      |What is taken down gets no more views or flags, so nobody can contradict us, and the next model inherits it.]],
      wrong = [[
      Removed posts teach as much as others, what we delete changes nothing in the data.]] },
    { id = "rule_baseline", level = "mid", points = 1, needs = "reason", about = "Starts from a baseline to beat: hash matches, a word list, a linear text model",
      why = "Known images and known words cost nothing; the model is for what is left.",
      query = [[
      baseline|word list|keyword|hash matching|hash match|linear model first|logistic regression first|rules first|bag of words
      |start simple|block list|regex]],
      said = [[
      Begin with hash lookup, blocklist of words and logistic regression on n-grams; these cost nothing, and the
      network has to catch what is left.
      |First fingerprints of known pictures, a word list and a linear model, since they're nearly free and the net has
      to beat them.]],
      wrong = [[
      Rules are outdated, a baseline tells nothing about a network.]] },
  },
  traps = {
    "\"It is binary classification.\" Then nobody can tell the author why, and spam decides every threshold.",
    "A threshold of 0.5, because it looks like the middle.",
    "A class for each post: a threat with hate in it is both.",
    "Inputs that are not there when the post comes in.",
  },
  answer = "Input is what is known when the post comes in: text, image, language, author history, account age, followers. Output is a "
    .. "probability for each harm, multi-label, because a threat can also be hate. One model with a shared bottom and one head per harm, since "
    .. "rare harms learn from what the common ones taught the bottom; five separate models are simpler to own, but the rarest would see a handful of positives a "
    .. "day. A single binary model cannot be explained or priced. Text and image enter together, early fusion, because memes "
    .. "hide in the combination of innocent text and an innocent image. It is a cascade: hash match and a cheap model first, because most posts "
    .. "are plainly harmless, the heavy model on the rest. Probabilities are calibrated, since thresholds are prices: remove where expected "
    .. "harm exceeds the cost of the mistake. Bands of action: remove above a high threshold, demote above a lower one, review the middle, so that "
    .. "people spend time where certainty is missing. The queue is ordered by probability times reach, because the goal counts views. "
    .. "Reports come later, so we score again when a post spreads. Removed posts never get reports: selective labels, so a random sample goes to annotators "
    .. "whatever the score. It will be gamed: throw-away accounts probe the threshold, hence no detailed error messages. The baseline is the word list and hash "
    .. "matching, because the model has to beat what costs nothing.",
}

local data = {
  id = "data", title = "Prepare the data", minutes = 6,
  prompt = "What do you train on, and what do you trust? Tell me where labels come from and how wrong they are, which features "
    .. "you read and as of when, how you split, and what you do about a harm with five examples a day.",
  hints = {
    "You have a few labels that are nearly right and very many that are systematically wrong. Which do you train on, and which do you believe?",
    "Take them in turn: annotators and reports, one reader or two, the split in time and the copies across it, features as of the "
      .. "moment of posting, the rare harm.",
    "Human labels, read twice, for evaluation always; reports at most where no annotator was asked. Split by time. Text, image, language, "
      .. "author history, account age and audience; no report total. More of the uncertain posts to the annotators, with weights.",
  },
  probes = {
    { when = "unsaid data.labels", say = "Who says that a post is harmful in your training data?", risk = "labels undefined", item = "sources" },
    { when = "data.labels=reports", say = "A post that ten people saw was not reported. Harmless?", risk = "learning who gets reported", item = "report_bias" },
    { when = "data.labels=mixed", say = "Two sources that mean different things by the same label. What does a probability of 0.5 mean now?", risk = "labels that disagree", item = "sources" },
    { when = "unsaid data.double_review", say = "Your annotators are wrong in three innocent posts of a thousand, and you look for one post in two thousand. Which of your positives are real?",
      risk = "label noise above the base rate", item = "noise" },
    { when = "data.double_review=false", say = "Count with me: a hundred thousand labels, fifty true cases, and three hundred mistakes. What does the head for that harm learn?",
      risk = "label noise above the base rate", item = "noise" },
    { when = "unsaid data.split", say = "How do you part training posts from the ones you test on?", risk = "leakage through time and copies", item = "split" },
    { when = "data.split=random", say = "A picture went round on Tuesday. Half of its copies are in your training set, half in your test set. What does your metric measure?",
      risk = "leakage through time and copies", item = "copies" },
    { when = "unsaid data.features", say = "Which features does the classifier read, and which of them are there when the post comes in?", risk = "features from the future", item = "event_time" },
  },
  decisions = {
    { knob = "data.labels", accept = { "human", "mixed" }, points = 3,
      why = "Reports say what people saw and did not like. Trained on them alone, a model learns reach and unpopularity along with harm.",
      open = "What does the classifier learn from?" },
    { knob = "data.double_review", accept = { "true" }, points = 2,
      why = "One reader's false alarms outnumber the rarest harm several times. A second reader costs a third of the posts and removes nearly all of them.",
      open = "How many people read each annotated post?" },
    { knob = "data.split", accept = { "temporal" }, points = 3,
      why = "Copies and words of the day stand on both sides of a random split, and the adversary of tomorrow on neither.",
      open = "How do you part training posts from test posts?" },
    { knob = "data.features", accept = { "text", "image", "author_history" }, points = 3,
      why = "Words, picture and what the author did before are known at once. The total of reports is not known until it is too late: it is a label in disguise.",
      open = "Which features does the classifier read?" },
  },
  forecasts = {
    { metric = "ranking.pr_auc", kind = "direction", change = "data.labels=reports",
      ask = "Trained on reports alone: PR-AUC against careful labels up, down, or no visible change?" },
    { metric = "ranking.pr_auc[own]", kind = "direction", change = "data.split=random",
      ask = "With a random split, would the PR-AUC that your own evaluation shows go up, down, or stay?" },
    { metric = "ranking.pr_auc[misinformation]", kind = "direction", change = "data.double_review=false",
      ask = "With one reader a post and half as many posts again: PR-AUC of misinformation up, down, or no visible change?" },
  },
  rubric = {
    { id = "sources", level = "mid", points = 2, needs = "reason", about = "Human labels to trust, reports for quantity, and the difference between them",
      why = "Whatever the model learns from, it has to be judged by something it did not learn from.",
      query = [[
      human labels|annotators|annotated posts|trained annotators|reports biased|reports are biased|reports are plenty|user reports
      |labels from humans|reports to train|human labels to evaluate|reports noisy|weak labels|reports are noisy|expert labels]],
      said = [[
      Expert annotations are reliable but few, user flags plentiful but unreliable; train on both with weights,
      evaluate only on experts, because one must not judge by what it learnt from.
      |Labels by trained people are few and right, flags by users many and skewed; I learn from both and measure only
      against the first.]],
      wrong = [[reports as ground truth|reports are ground truth|user reports are the truth|reported means harmful
        |reports are reliable|reports as the label because they are plentiful|unreported posts are harmless|not reported so harmless
        |treat reports as truth|trust reports
      |User flags are as reliable as experts and can serve as the test set.]] },
    { id = "report_bias", level = "senior", points = 2, needs = "reason", about = "Says how reports are biased: reach, brigading, harms that nobody reports",
      why = "A model that learns from them learns who gets reported.",
      query = [[
      brigad|brigading|mass reporting|few people saw|reach bias|who gets reported|need somebody to look|reported for who they are
      |spam is not reported|rarely report|unreported|never reported|reports follow views|reports depend on|coordinated reports
      |nobody reports|popular posts get reported]],
      said = [[
      Flags depend on audience size, organised campaigns and on what people bother to report; trained on naively the
      model learns popularity and grudges.
      |Flags come where many look, and in campaigns against a person; self-harm is hardly ever flagged, so who trains
      on them learns who gets reported.]],
      wrong = [[
      Reports are an unbiased sample of harm, since everybody reports what is bad.]] },
    { id = "noise", level = "senior", points = 2, needs = "reason", about = "Label noise against the base rate: double reading, adjudication, agreement",
      why = "Three mistakes in a thousand are six times as many as the cases of the rarest harm.",
      query = [[
      double review|two annotators|second reader|two readers|read twice|double reading|two people read|adjudicat|third opinion
      |inter-annotator|agreement|label noise|noisy labels|gold set|annotators disagree|kappa|majority vote|second opinion]],
      said = [[
      Annotators err in some thousandths, which for a rare class exceeds true cases; so two or three readings with
      adjudication and agreement statistics.
      |At five in ten thousand, three slips in a thousand drown the real cases, so rare ones are read twice and a
      third settles it.]],
      wrong = [[single annotator is enough|one reader is enough|label noise averages out|noise cancels out|labels are clean
      |Label errors average out, a few wrong labels per thousand do no harm at any base rate.]] },
    { id = "split", level = "mid", points = 2, needs = "reason", about = "Splits by time, and says what a random split would leak",
      why = "Words of the day, campaigns and copies stand on both sides of a random split.",
      query = [[
      split by time|time split|temporal split|chronological split|train past test future|last days for test|hold out last days
      |later days|last two days|time-based split|random split leaks|split time|newest days|test on the last|cut at a date]],
      said = [[
      By date: past for training, later weeks for test; shuffling places copies and the same campaign on both sides,
      which flatters the result.
      |Train until the 20th, test after; rows cut at random have the same slang and copies on both sides and look too
      good.]],
      wrong = [[random split is fine|split randomly because|random split so both|random split gives|shuffle rows so
        |randomly 80 20 so|random 80/20 split so|stratified random split because|random train test split because
      |A random split is fairest, slang and copies on both sides make the test stricter.]] },
    { id = "copies", level = "senior", points = 2, needs = "reason", about = "Near-duplicates kept on one side; same author on one side or reported apart",
      why = "A remembered picture is not a recognised harm.",
      query = [[
      near-duplicates|near duplicates|copies on both sides|duplicates across the split|perceptual hash|cluster of copies
      |copies in training|same image|dedup|deduplicate|copies stay|same author|author split|group by author|keep clusters]],
      said = [[
      Reposts and near duplicates are clustered and kept in one fold, also posts by one author, because recognising a
      memorised meme isn't generalisation.
      |Twins of a picture all go to one side, else we test memory; the same for one author's posts.]],
      wrong = [[
      Duplicates on both sides are welcome, recognising a copy is recognising harm.]] },
    { id = "features", level = "mid", points = 2, needs = "reason", about = "Groups of features: words, image, language, author, context",
      why = "The author's past and the age of the account say what a first look at words cannot.",
      query = [[
      author history|account age|audience|image vector|image embedding|text and image|text image language|author features
      |past violations|strikes|followers|new accounts|author reputation|language feature|features of the author]],
      said = [[
      Text tokens, image embedding, language, account age, previous violations, time, group; author history tells
      things that words don't.
      |Words and character pieces, the picture, language, the author's age and strikes, where it's posted; since a new
      account with strikes says what text alone can't.]] },
    { id = "leak", level = "senior", points = 2, needs = "reason", about = "Names a concrete leak: the total of reports, removal flags, later reactions",
      why = "The best single feature offline is the one that will not be there.",
      query = [[
      report total|total reports|reports total|number of reports|leaks the label|leak|leakage|future information
      |not known at posting|not available at posting|reports after|later reports|reactions after|counts after|all reports
      |knows the future|comments that come later]],
      said = [[
      The final number of reports or the deletion flag isn't available at upload; such columns make the offline score
      brilliant, since they are consequences.
      |How many flags it got in the end, or that it was deleted, is known only afterwards and holds the answer; so
      these stay out.]],
      wrong = [[report count is the best feature|use total reports because|number of reports as a feature because
        |total reports feature is strong so
      |The total of flags over its life is the ideal input as it is known when it is posted.]] },
    { id = "event_time", level = "senior", points = 1, needs = "reason", about = "Features as of the moment of posting, logged at serving",
      why = "Strikes confirmed next week must not explain a post of today.",
      query = [[
      at posting time|as of the moment of posting|point in time|point-in-time|snapshot|logged at serving|before the post
      |confirmed earlier|confirmed before|known when the post|when the post comes|at decision time|training serving skew
      |moment of posting]],
      said = [[
      Use values as known at the time of posting, logged by the server; strikes confirmed afterwards would explain
      earlier posts.
      |Strikes are counted as of the upload and written down by the server, because a strike of next week must not
      explain today's post.]],
      wrong = [[
      It makes no difference when a feature was computed, today's values serve for old posts too.]] },
    { id = "imbalance", level = "mid", points = 2, needs = "reason", about = "Treats imbalance: thinning benign posts with weights put back, not a balanced test set",
      why = "Training may be balanced at will as long as the probabilities and the test know the true base rate.",
      query = [[
      imbalance|imbalanced|downsample benign|thin the benign|sample the negatives|undersample|oversample|rare class
      |weights put back|importance weights|keep all positives|rare positives|class weights|natural distribution|rebalance
      |true base rate]],
      said = [[
      Violations are rare: downsample harmless posts with importance weights, keep the true proportion in the test,
      because balanced tests make precision a fiction.
      |Keep one in twenty harmless ones for training with weight twenty, but leave the test stream as it is, or
      precision is a fairy tale.
      |Benign posts are thinned and weighted back, and the test set keeps its natural rarity, since precision at half
      and half would be meaningless.]],
      wrong = [[balanced test set|balance the test set|50/50 test set|fifty fifty test|smote before split
        |smote before the split|test on balanced|balanced evaluation set|evaluate on a balanced
      |Balance the test set half and half as well, precision is the same at any share.]] },
    { id = "active", level = "senior", points = 2, needs = "reason", about = "Spends labels where they teach: uncertain, rare, new; beside a random sample",
      why = "A random ten thousand holds five cases of the rarest harm.",
      query = [[
      active learning|uncertain posts|uncertainty sampling|label the uncertain|stratified|stratify|by score|random sample
      |high scores to annotators|hard examples|sample by score|importance sampling|label where|borderline posts to annotators
      |few-shot|label budget|annotation budget]],
      said = [[
      Choose posts to annotate by uncertainty, novelty, rare class and small language, plus a uniform part, because
      random sampling finds almost no rare cases.
      |Send to labellers what the model is unsure of, what's new and what's rare, plus a random part, as ten thousand
      random posts hold a handful of threats.]],
      wrong = [[
      Labelling random posts only is best, the rare ones will turn up by themselves.]] },
    { id = "augmentation", level = "senior", points = 1, needs = "reason", about = "Prepares for rewording: character pieces, misspellings, augmentation",
      why = "What is trained on clean words meets none tomorrow.",
      query = [[
      augment|augmentation|misspell|subword|character|leetspeak|obfuscat|synonyms|normalise text|paraphrase|crop
      |homoglyph|code words|new spellings|reworded]],
      said = [[
      Simulate evasions: character swaps, leetspeak, spaces, emojis, homoglyphs, crops, so that the model meets at
      training what it will meet tomorrow.
      |Swap letters for digits, add typos and spaces and use character n-grams, since they'll write it like that
      tomorrow.]],
      wrong = [[
      Clean spelling in training is enough, offenders spell correctly.]] },
    { id = "policy_version", level = "staff", points = 2, needs = "reason", about = "Labels carry the policy's version; relabelling when it changes",
      why = "A label is an answer to a question, and the question is rewritten every few weeks.",
      query = [[
      policy version|version of the policy|policy changes|relabel|relabelling|old labels|guidelines change|labels before the change
      |definition changes|new policy|policy change|labelled under]],
      said = [[
      Store with each label which edition of the guidelines it follows; on changes relabel part, because old answers
      belong to another question.
      |Every label bears the edition of the rule book; when the definition changes old ones are read again, as they
      answered another question.]],
      wrong = [[
      Labels stay valid whatever the policy says, harm is harm.]] },
    { id = "selective", level = "staff", points = 3, needs = "reason", about = "Selective labels: keeps a random sample whatever the score, and weights by chance of being labelled",
      why = "A model trained on what was reviewed learns the reviewer's queue; only a random sample shows what nobody looked at.",
      query = [[
      selective labels|random sample whatever|random sample regardless|selection bias|only reviewed posts|queue decides
      |feedback loop|removed posts|never labelled|inverse propensity|weight by the probability|chance of being labelled
      |unbiased sample|random slice|missed by the model|unknown unknowns]],
      said = [[
      Only examined posts have labels; a uniformly random sample reviewed regardless of score, and inverse probability
      weights, show what nobody looked at.
      |Only what was suspected was read, so a random share is read whatever its score and weighted by its chance, or
      the model just learns the queue.]],
      wrong = [[
      What reviewers read is a fair sample of the stream, so no random labelling is needed.]] },
    { id = "privacy", level = "staff", points = 1, needs = "reason", about = "Retention of removed posts, annotators without names, protection of annotators",
      why = "Evidence has to be kept for appeals and deleted afterwards, and somebody has to look at it.",
      query = [[
      ninety days|90 days|retention|privacy|without names|anonymous|pseudonym|annotators protected|wellbeing|blurred previews
      |erasure|deleted after|rotation|personal data|see graphic]],
      said = [[
      Deleted material is kept for appeals for a limited period and then erased; annotators are pseudonymous and
      protected from the worst, because evidence and people need care.
      |Deleted posts are kept for the appeal term and then erased; readers see no names, and get breaks, because
      somebody has to look at it.]] },
  },
  traps = {
    "Reports as truth: the model learns who gets reported.",
    "The total of reports as a feature: the best column of the table, and empty at the only moment that counts.",
    "Copies of one picture on both sides of the split.",
    "A balanced test set: precision in it says nothing about precision in the stream.",
    "Believing annotators whose false alarms outnumber the harm.",
  },
  answer = "I train on human labels and keep human labels for evaluation, because reports are biased: they need somebody to look, few people report spam, "
    .. "and some authors are brigaded. What people report only decides which posts are read sooner. Each post is "
    .. "read twice with a third opinion, since one annotator's 0.3 percent false alarms are six times the rarest harm's base rate; that costs a third of the posts. I "
    .. "split by time, last two days for test, because a random split leaks words of the day; near-duplicates by perceptual hash stay on one "
    .. "side, otherwise I measure memory. Features are text, image, language, author history, account age and audience, as of posting, "
    .. "because that is what serving will have. Not the total of reports: it leaks the label and is not known at posting. I keep all positives and thin the benign "
    .. "posts, with weights put back, since thresholds need the true base rate; the test set keeps its natural distribution. Label budget: half "
    .. "random, half active learning on uncertain posts and rare harms, because ten thousand random labels hold five cases of misinformation. "
    .. "The random sample is drawn regardless of score, otherwise selective labels teach the model its own queue. Augmentation with misspellings and subword "
    .. "pieces, because adversaries reword. Labels carry the policy version, so that a policy change means relabelling and not silent noise. Removed "
    .. "posts are kept ninety days for appeals, then deleted, and annotators see no names, because privacy holds for violators too.",
}

local model = {
  id = "model", title = "Develop the models", minutes = 7,
  prompt = "Build it up for me. What is the simplest thing you would try, what is the model you would ship, how do words and "
    .. "picture come together in it, and what do you do for the harm that is one post in two thousand?",
  hints = {
    "Take an innocent sentence and an innocent photograph that hurt together. At which point of your model do they meet?",
    "Baseline, then one network that reads words, image and author at once, a head for each harm, a loss you can defend under "
      .. "imbalance, and probabilities made true afterwards.",
    "Early fusion: text and image vectors concatenated before the hidden layers; a shared bottom with five heads; binary "
      .. "cross-entropy; class weights or focal loss only if the calibration that follows puts them back; Platt scaling on later days.",
  },
  probes = {
    { when = "unsaid ranking.model", say = "What does the model look like that reads a post?", risk = "no model", item = "encoders" },
    { when = "ranking.model=text_only", say = "Nobody writes under a nude picture what it shows. What does your model read there?", risk = "image ignored", item = "fusion" },
    { when = "ranking.model=late_fusion", say = "Text says 0.1, image says 0.1. Can your sum of the two ever say 0.9?", risk = "harm in the combination", item = "fusion" },
    { when = "unsaid ranking.multi_task", say = "One model, or one for each harm? The rarest has a handful of positives a day.", risk = "rare classes alone", item = "multi_task" },
    { when = "ranking.multi_task=false", say = "The five models read the same words. What could the rare one have learnt from the others?", risk = "rare classes alone", item = "multi_task" },
    { when = "ranking.class_weights=true", say = "You weigh the rare positives up. What is the mean of your probabilities now, and who reads them?",
      risk = "calibration after weighting", item = "imbalance_loss" },
    { when = "ranking.loss=focal", say = "Focal loss moves probabilities towards the middle. Which of your thresholds did you choose before that?",
      risk = "calibration after weighting", item = "imbalance_loss" },
    { when = "unsaid ranking.calibration", say = "Above 0.9 you remove. Out of a hundred posts at 0.9, how many are harmful, and how do you know?", risk = "thresholds on raw scores", item = "calibration" },
    { when = "metric ranking.pr_auc[combination] < 0.3", say = "There is a slice on which your model hardly finds anything: harm that needs both parts. Why?", risk = "harm in the combination" },
    { when = "metric ranking.pr_auc[misinformation] < 0.2", say = "On the rarest harm your precision collapses. More data, another loss, or another label?", risk = "rare classes alone" },
    { when = "metric ranking.calibration_error > 0.05", say = "Your probabilities are some way off. Which posts are removed that should not be?", risk = "calibration" },
  },
  decisions = {
    { knob = "ranking.model", accept = { "early_fusion" }, points = 4,
      why = "Some harm is in neither part alone. Only a model that sees both at once can learn the pair; a sum of two scores cannot.",
      open = "How do words and image come together in the classifier?" },
    { knob = "ranking.multi_task", accept = { "true" }, points = 2,
      why = "What makes a word hostile is learnt from the common harms and used for the rare ones.",
      open = "One model with a head for each harm, or one model each?" },
    { knob = "ranking.calibration", accept = { "platt", "isotonic" }, points = 2,
      why = "Removal, demotion and the queue all read the probability as one. A score that is only an order makes every threshold a guess.",
      open = "What makes the scores into probabilities?" },
    { knob = "ranking.loss", accept = { "bce", "focal" }, points = 1,
      why = "Cross-entropy asks for true probabilities; focal loss spends less on the easy ones and has to be calibrated afterwards.",
      open = "Which loss trains the heads?" },
    { knob = "ranking.class_weights", accept = { "true", "false" }, points = 1,
      why = "Weights help a head with few positives to learn at all, and shift its probabilities: with calibration either way can be defended.",
      open = "Do positives of rare harms weigh more in the loss?" },
  },
  forecasts = {
    { metric = "ranking.pr_auc[combination]", kind = "direction", change = "ranking.model=late_fusion",
      ask = "With late fusion instead: PR-AUC where the harm is in the combination up, down, or no visible change?" },
    { metric = "ranking.pr_auc[misinformation]", kind = "direction", change = "ranking.multi_task=false",
      ask = "With five separate models: PR-AUC of misinformation up, down, or no visible change?" },
    { metric = "ranking.calibration_error", kind = "direction", change = "ranking.calibration=none",
      ask = "Without calibration: the calibration error up, down, or no visible change?" },
    { metric = "ranking.pr_auc", kind = "place",
      ask = "Where will PR-AUC over all harms land: nearer to the base rate, in the middle, or nearer to the best possible?" },
  },
  rubric = {
    { id = "baseline", level = "mid", points = 1, needs = "reason", about = "A baseline before the network",
      why = "Known hashes and a linear model over words take an afternoon and catch most spam: the network is paid for by the rest.",
      query = [[
      baseline|word list|keyword list|logistic regression|bag of words|linear model|hash list|start simple|naive bayes
      |simple model first|hash match first|rules first|text-only baseline|tf-idf]],
      said = [[
      Perceptual hashes with TF-IDF logistic regression first: an afternoon of work that catches most spam, so the
      transformer must justify itself on the remainder.
      |A linear model on words plus known hashes in an afternoon catches most junk; the net is for the rest and must
      prove it.]],
      wrong = [[baseline is unnecessary|no baseline needed|skip the baseline
      |A baseline is lost time with networks as good as today's.]] },
    { id = "encoders", level = "mid", points = 2, needs = "reason", about = "Pretrained encoders for text and image, and why not from scratch",
      why = "A few labels teach what is harmful; they cannot also teach language and sight.",
      query = [[
      pretrained|pre-trained|image encoder|text encoder|transformer|bert|clip|fine-tune|fine tune|transfer learning
      |multilingual encoder|embedding from|frozen encoder|encoder for images|language model|general encoder|image vector]],
      said = [[
      Pretrained multilingual language model and vision transformer, fine-tuned, since our few labels cannot teach
      grammar and sight from scratch.
      |Start from a pretrained language model and an image net, because some thousand labels can teach what is nasty
      but not how to read or see.]],
      wrong = [[train a transformer from scratch|train from scratch on the labels|from scratch because
      |Train everything from scratch, a few thousand labels are enough to learn language and vision.]] },
    { id = "fusion", level = "senior", points = 3, needs = "reason", about = "Early against late fusion, with the harm that only one of them can see",
      why = "Late fusion is easier to build and to serve, and blind on exactly the posts that people make to get past it.",
      query = [[
      early fusion|late fusion see|late fusion misses|late fusion blind|late fusion express|late fusion cheaper|late fusion simpler
      |late fusion sum|late fusion adds|late fusion loses|concatenate text and image|concatenated before|cross-attention|joint layers|fused early|fuse early
      |text and image together|sum of two scores|averaging two scores|meme|memes|combination of text|interaction of text
      |both parts|two innocent parts]],
      said = [[
      Joint attention over words and image regions instead of adding separate scores, because hateful memes are only
      visible in the combination.
      |Join the two vectors before deciding: late addition is easier to run but blind to pictures whose caption makes
      them cruel.]],
      wrong = [[late fusion is just as good|late fusion captures memes|late fusion captures interactions|average the two scores because
        |text is enough|text alone is enough|images are not needed
      |Late fusion sees all combinations, harm is always visible in one part alone.]] },
    { id = "multi_task", level = "senior", points = 2, needs = "reason", about = "A shared bottom for the harms, and what the rare one gains",
      why = "Five examples a day do not make a model; a head on a bottom that has seen thousands may.",
      query = [[
      shared bottom|shared trunk|multi-task|multitask|one head per harm|heads share|rare harms|rare harm borrows|shared layers
      |joint training|head for each harm|share a bottom|share representation|common harms|single network with five heads
      |head per harm]],
      said = [[
      Shared representation with a head per category: the rarest has too few examples alone and benefits from features
      learnt on frequent ones.
      |A common trunk with a head per kind lets the rare one live on what thousands of others taught.]],
      wrong = [[five separate models are better for the rare|separate model for the rare harm because|one binary head is enough
      |A harm with five cases a day is best learnt alone in a model of its own.]] },
    { id = "negative_transfer", level = "staff", points = 2, needs = "tradeoff", about = "Weighs sharing: a loud task, coupled releases, thresholds that move together",
      why = "When spam is retrained, violence changes too, and two policy teams have to agree on a date.",
      query = [[
      negative transfer|loud task|spam dominates|task dominates|coupled release|one release|retrained together|tasks compete
      |gradient of spam|loss weights|separate models cost|own head|mixture of experts|task weights|shared bottom costs
      |coupled|dominate the bottom|drown]],
      said = [[
      Sharing saves compute, but a dominant category disturbs others and each release moves all thresholds together; I
      separate spam at extra cost.
      |Sharing helps the rare kinds, yet junk shouts over them and any retraining moves every threshold at once; I'd
      share the trunk and release heads apart, at the price of more upkeep.]] },
    { id = "imbalance_loss", level = "senior", points = 2, needs = "reason", about = "Class weights or focal loss, and what they do to probabilities",
      why = "They make the head learn and make it lie; calibration has to undo the second without the first.",
      query = [[
      class weights|focal loss|weighted loss|weighted cross-entropy|reweight positives|weights shift|focal|upweight|up-weight
      |rare positives weigh|weights distort|loss under imbalance|positives weigh more|cross-entropy]],
      said = [[
      Focal loss or class weights direct learning to rare positives yet distort probabilities, therefore recalibrate
      afterwards.
      |Weights or focal let the head see its few positives but push scores up, so probabilities must be repaired
      afterwards.]],
      wrong = [[class weights need no calibration|weights do not change probabilities|class weights fix everything
        |focal loss gives calibrated|accuracy as the loss|smote
      |Focal loss leaves probabilities true, nothing has to be repaired.
      |Plain accuracy as the loss will do, the model then says fine and is nearly always right.]] },
    { id = "calibration", level = "senior", points = 2, needs = "reason", about = "Calibrates each head on later, naturally distributed posts",
      why = "A threshold is a statement about probabilities; calibrated on balanced data it states something else.",
      query = [[
      platt|isotonic|calibrate|calibration|calibrated|temperature scaling|reliability|true probabilities|calibrated per head
      |per head calibration|probabilities true]],
      said = [[
      Fit isotonic or temperature scaling for each head on later posts with natural frequencies, because thresholds
      assume real probabilities.
      |Each head is fitted on a later, unbalanced week, because a cut is a statement about real frequencies.]],
      wrong = [[calibration is not needed|calibration does not matter|sigmoid outputs are already|softmax outputs are probabilities so
        |scores are already probabilities
      |Calibrate on a half and half set, base rates do not influence probabilities.]] },
    { id = "rare", level = "staff", points = 2, needs = "reason", about = "A new or very rare harm: few-shot, retrieval of similar posts, rules as a bridge",
      why = "In a crisis the rule comes on Monday and the labels in two weeks.",
      query = [[
      few-shot|few shot|zero-shot|zero shot|nearest neighbours of|similar posts|embedding search|large language model
      |new harm|new harms|new category|rules as a bridge|prompt|seed examples|rule until|bootstrap labels|crisis]],
      said = [[
      For a new kind of violation with a handful of examples: nearest neighbours on embeddings, zero-shot prompting,
      temporary rules, as labels take weeks.
      |For a brand new kind: find the nearest neighbours of the few known cases and a hand-written rule as a bridge,
      as labels need two weeks.]],
      wrong = [[
      A new harm must wait until ten thousand labels exist, before that nothing can be done.]] },
    { id = "author", level = "senior", points = 1, needs = "reason", about = "What author features add, and where they hurt",
      why = "History predicts, and judging a post by its author is what an appeal will ask you about.",
      query = [[
      author history|account age|strikes|new accounts|repeat offenders|author features|past violations|judged by|author's past
      |reputation|followers as a feature|history of the author|guilty by history]],
      said = [[
      Account history improves recall of spam but is unfair for hate: people should be judged by the post, and appeals
      will ask, so use it selectively.
      |History of the account helps much, but convicting a post for its author is unfair to a reformed one, so it can
      raise to review and never delete alone.]],
      wrong = [[
      The author's past is proof enough, posts of former offenders can be deleted unread.]] },
    { id = "robust", level = "senior", points = 2, needs = "reason", about = "Prepares the model for people who work against it",
      why = "They read the decisions and change one letter; what generalises over spellings lasts longer.",
      query = [[
      adversarial training|misspell|subword|character|augment|code words|homoglyph|robust to|more robust|paraphrase|evade|reword
      |new spellings|perturb|leetspeak|obfuscat|ocr]],
      said = [[
      Subword or character models with adversarial training on altered spellings, since evaders change a letter and
      watch the reaction.
      |They insert dots and swap letters, so pieces of words, normalising and attacked examples in training last
      longer than a word list.]],
      wrong = [[
      Attackers cannot fool a network, so nothing has to be prepared.]] },
    { id = "cost", level = "senior", points = 2, needs = "number", about = "What the model costs a post, and what that makes at peak",
      why = "Two billion operations seem little until seventeen thousand posts a second want them.",
      query = [[
      flops|gflop|operations a post|cores|ms per post|milliseconds per post|cost per post|gpu|distil|posts per second
      |gigaflops|times cheaper|billion operations|inference cost|cores at peak]],
      said = [[
      2 GFLOP per post at 17 thousand posts per second are 35 TFLOP/s, 1,700 cores.
      |Inference: 40 ms and 2 billion operations each.
      |Two GFLOP a post times 17,000 a second is 34 TFLOP/s, well over a thousand cores.]] },
    { id = "big_model", level = "staff", points = 2, needs = "tradeoff", about = "Weighs a very large model: as teacher, as second opinion, not on every post",
      why = "On the uncertain hundredth it can pay; on every post it is a bill without an argument.",
      query = [[
      large language model|llm|distil|distillation|teacher|larger model|foundation model|bigger model|heavier model
      |vision-language|only on uncertain|uncertain hundredth|second opinion|student]],
      said = [[
      A large language model as teacher or for the uncertain one percent is worth its price; on all posts it would be
      far too expensive and slow.
      |A giant language model as teacher and as second opinion for the doubtful one percent; on all posts its bill is
      fifty times the gain.]],
      wrong = [[run a large language model on every post|llm on every post because|gpt on all posts|llm for all posts
      |Put the largest language model on each post, cost is no argument for safety.]] },
    { id = "copies", level = "senior", points = 1, needs = "reason", about = "Hashes for what is already known, beside the model",
      why = "What was judged once should not be judged again, and not differently.",
      query = [[
      hash|hashes|perceptual hash|known images|hash matching|copies of|pdq|photodna|known bad|near-duplicate|hash list]],
      said = [[
      Known material is matched by perceptual hash and inherits the earlier verdict, so that we neither pay again nor
      contradict ourselves.
      |What was judged once is matched by perceptual hash, since it must not be judged again and differently.]],
      wrong = [[
      Copies need no treatment, the network gives the same verdict anyway.]] },
  },
  traps = {
    "Averaging a text score and an image score: the meme passes between them.",
    "Class weights or focal loss, and then thresholds on the probabilities as if nothing had happened.",
    "A model for every harm, and none with enough positives for the rare ones.",
    "The largest model anybody has heard of, on every post.",
  },
  answer = "Baseline: hash matching and logistic regression on words, because it catches most spam in an afternoon. Then pretrained encoders for text "
    .. "and image, since ten thousand labels a day cannot teach language and sight as well. Fusion: early fusion, text and image concatenated before "
    .. "the hidden layers, because late fusion is a sum of two scores and cannot see memes, where both parts are innocent. Author history, account age "
    .. "and audience enter there too, since new accounts with strikes are riskier; but they are weighed so that nobody is removed by history alone. Multi-task: a "
    .. "shared bottom with one head per harm, because rare harms borrow what common ones taught; the cost is a coupled release, and spam, the loud task, can dominate, so "
    .. "I set loss weights. The loss is binary cross-entropy, no class weights at first, because weights shift the probabilities; if the rare head does not learn, "
    .. "I add weights and calibrate after. Platt scaling per head, on validation days with the natural distribution, because thresholds read probabilities, otherwise 0.9 means nothing. For new "
    .. "harms, few-shot: seed examples and nearest neighbours in embedding space, rules as a bridge, since labels take weeks. Subword pieces "
    .. "and augmentation with misspellings make it robust, because people reword to evade. Cost: 2 gigaflops a post at 17 thousand posts per second "
    .. "is 1,736 cores at peak, so a cheap model screens first. A large language model is too dear for every post, but worth its price as a teacher for "
    .. "distillation and as a second opinion on the uncertain few. Hashes of confirmed images run beside the model, so that what was judged once is not judged again.",
}

local evaluate = {
  id = "evaluate", title = "Evaluate", minutes = 4,
  prompt = "How would you know that this works, on data where doing nothing is right most of the time? Offline first, then in the "
    .. "world, where you may not leave a control group unprotected. And say what you expect before you see it.",
  hints = {
    "A detector that never fires is right 99.9 times in a hundred on a harm of one in a thousand. Which numbers would expose it?",
    "Precision and recall at the base rate that production has, by harm and by language; prevalence by sampling views; what authors "
      .. "say in appeals. One of them decides.",
    "PR-AUC and recall at 90 % precision per harm; prevalence of views decides, wrongful removals and upheld appeals guard; slices by "
      .. "text, image, combination and small languages; 1.96 squared over p times 0.1 squared gives the sample.",
  },
  probes = {
    { when = "unsaid evaluation.primary", say = "Recall is up, appeals are up, removals are up. Launch? What decides?", risk = "no deciding metric", item = "decision" },
    { when = "evaluation.primary=ranking.roc_auc", say = "0.96 you say. How many innocent posts stand above your threshold for each harmful one?", risk = "ROC at a low base rate", item = "roc" },
    { when = "evaluation.primary=online.proactive_rate", say = "Users lose faith and stop reporting. What happens to your proactive rate?", risk = "metric that rises when users give up", item = "appeal_bias" },
    { when = "evaluation.primary=ranking.f1", say = "F1 gives both mistakes the same price. Whose price is that?", risk = "costs not stated" },
    { when = "unsaid evaluation.guardrails", say = "I can bring prevalence to zero by removing everything. Which of your numbers stops me?", risk = "no guardrails", item = "guardrails" },
    { when = "unsaid evaluation.slices", say = "The average is fine. Where would you look for somebody it is not fine for?", risk = "slices", item = "slices" },
    { when = "always", say = "Your prevalence fell from 0.10 to 0.09 percent. How many labelled views stand behind that, and how good were the labellers?", risk = "claims inside the noise", item = "sample" },
    { when = "metric ranking.recall@p90 < 0.3", say = "At nine right removals in ten, you find only a small part of the harm. What happens with the rest?", risk = "recall at usable precision" },
  },
  decisions = {
    { knob = "evaluation.primary", accept = { "online.prevalence" }, points = 3,
      why = "The goal is what people see. Prevalence by views is that, and no wave of spam and no change in reporting moves it by itself.",
      open = "Which one metric decides?" },
    { knob = "evaluation.guardrails", accept = { "online.wrongful_removal_rate", "online.valid_appeal_rate" }, points = 2,
      why = "Prevalence alone is best when everything is removed. Wrongful removals and upheld appeals are the price.",
      open = "Which metrics may not get worse?" },
    { knob = "evaluation.slices", accept = { "combination", "small_languages" }, points = 2,
      why = "The mean belongs to spam in the largest language. Harm hides where parts combine, and errors where few annotators speak.",
      open = "For which parts of the data do you look separately?" },
  },
  forecasts = {
    { metric = "ranking.roc_auc[misinformation]", kind = "interval",
      ask = "ROC-AUC of the rarest harm: a range." },
    { metric = "ranking.pr_auc[misinformation]", kind = "interval",
      ask = "And its PR-AUC, on the same scores: a range." },
    { metric = "ranking.recall@p90", kind = "interval",
      ask = "Which share of harm can be found with nine of ten alarms right? Give a range." },
    { metric = "online.prevalence", kind = "place",
      ask = "Prevalence by views: nearer to doing nothing, in the middle, or nearer to the best possible?" },
  },
  rubric = {
    { id = "offline", level = "mid", points = 2, needs = "reason", about = "Precision and recall, PR-AUC, recall at a fixed precision, per harm",
      why = "They know the base rate; accuracy and ROC do not.",
      query = [[
      pr-auc|pr auc|precision recall|average precision|recall at precision|recall at 90|recall at fixed precision|precision at
      |recall@p90|precision-recall|auprc|recall per harm|precision and recall|auc-pr|precision per harm]],
      said = [[
      Average precision and recall at 90% precision for every category, because accuracy is 99.9% for always saying
      harmless.
      |Per kind: area under precision-recall and how much we find at 90% precision, as accuracy is 99.5 for doing
      nothing.]],
      wrong = [[accuracy as the metric|accuracy is a good|accuracy of 99|measure accuracy|99.9 percent accuracy|high accuracy shows
        |accuracy tells|optimise accuracy|accuracy above|accuracy on the test set
      |99.9 percent accuracy proves that it is nearly perfect.]] },
    { id = "roc", level = "senior", points = 2, needs = "reason", about = "Says what ROC-AUC hides at a low base rate",
      why = "A false alarm rate of one in a hundred looks like a corner of the ROC plot and is a flood in the stream.",
      query = [[
      roc hides|roc-auc hides|roc auc hides|roc flatters|roc looks|roc insensitive|roc misleading|instead of roc|roc ignores|roc auc
      |roc-auc|roc curve|not roc|false alarm flood|false positive rate looks]],
      said = [[
      ROC area looks excellent under extreme imbalance since negatives dominate: 1% false positive rate is millions of
      innocent posts; use precision-recall.
      |One percent false alarms looks splendid in a ROC curve and is five million innocent posts a day.]],
      wrong = [[roc auc is enough|roc auc is the right|roc auc because it is insensitive to imbalance
        |roc-auc because it does not depend|auc roc is robust to imbalance so|roc is robust|judge by roc auc alone
      |ROC-AUC is not influenced by rarity, so a high value guarantees precision.]] },
    { id = "base_rate", level = "senior", points = 3, needs = "number", about = "Does the sum: what a false positive rate means at the true base rate",
      why = "At one in a thousand, 90 % found and 1 % false alarms make a precision of 8 %.",
      query = [[
      precision of 8|false positives per|false positive rate of|one in a thousand|0.1 percent base|base rate of
      |precision is 8|8 percent|false alarms for each|per true positive|false positive rate|natural base rate
      |true base rate|500 thousand|at prevalence]],
      said = [[
      With a prevalence of 0.1%, recall 90% and false positive rate 1%: 0.9 true against 10 false per thousand,
      precision 8%.
      |One in a thousand, 90% found, 1% false: 0.9 right against 10 wrong, a precision of eight percent.]],
      wrong = [[balanced test set|fifty fifty test set|50/50 test set|equal number of positives and negatives in the test
        |balance the test|test set with half
      |With one percent false alarms 99 of 100 alarms are right, whatever the base rate.]] },
    { id = "prevalence", level = "mid", points = 2, needs = "reason", about = "Prevalence by sampling views and labelling them",
      why = "It is the goal itself, measured on what people saw and not on what the system found.",
      query = [[
      prevalence|sample views|sample of views|views sampled|label a sample|random views|harmful views over|share of views
      |sampling views|view-weighted|exposure metric]],
      said = [[
      Sample displayed views at random and have them judged; the violating share measures what people saw, including
      what the detectors overlooked.
      |Draw random views, have people label them, and report the share that's bad; it's what people saw rather than
      what we found.]],
      wrong = [[number of removed posts as the metric|count removals as success|removed posts as primary|more removals means success
      |Prevalence is what the classifier flags, no sample is needed.]] },
    { id = "sample", level = "senior", points = 3, needs = "number", about = "Sizes the sample for prevalence",
      why = "384 thousand labelled views for ten percent either way at one in a thousand: otherwise a win is inside the noise.",
      query = [[
      labelled views|384|sample size|thousand views|confidence interval|1.96|3.84|views to label|stratified|stratify by score
      |importance sampling|error bar|standard error|within 10 percent|sample of views|margin of error]],
      said = [[
      For 0.1% plus minus 10% we need about 384,000 labelled views.
      |Sample size: 1.96 squared times 0.999 / (0.001 x 0.01).
      |At one in a thousand I'd need some 384,000 labelled views for ten percent either way; fewer is noise.]],
      wrong = [[
      A hundred views suffice for the prevalence at any rarity.]] },
    { id = "labeller_error", level = "staff", points = 3, needs = "number", about = "Corrects prevalence for labellers' mistakes",
      why = "A false positive rate of 0.3 % makes 0.1 % look like 0.4 %: most of the number would be the labellers.",
      query = [[
      annotator false positive|annotators' mistakes|labeller error|false positive rate of annotators|reviewer error|correct for the annotators
      |double read|read twice|looks like 0.4|apparent prevalence|label errors|second reader|annotator error|mistakes of labellers
      |single annotator|annotators call|three in a thousand|false label]],
      said = [[
      Annotators with 0.3% false positives turn a true 0.1% into 0.4%; correct with their known error rates
      (Rogan-Gladen).
      |Measured 0.4% with 0.3% false yes and 10% misses is (0.4-0.3)/0.897, so 0.11% in truth.
      |If readers wrongly say yes in 3 of 1000, three quarters of a measured 0.4% is them; subtract it and divide by
      0.9.]],
      wrong = [[
      Reader errors cancel out, so measured prevalence needs no correction.]] },
    { id = "threshold_val", level = "mid", points = 1, needs = "reason", about = "Chooses thresholds on validation days, reports on later ones",
      why = "A threshold that was tuned on the reported rows has read the answer.",
      query = [[
      validation day|on validation|validation days|tune the threshold on|thresholds on validation|later days|held-out days|test set once
      |never tune|time split|last two days|validation set|earlier days]],
      said = [[
      Cut-offs are selected on validation week, results reported on the following, because choosing on the test set is
      cheating.
      |Cuts are picked on one week and reported on the next, or we'd report the answer we tuned to.]],
      wrong = [[tune on the test set|threshold on the test set|tune threshold test set|random split for evaluation because
      |Choose the threshold where the test set looks best and report that figure.]] },
    { id = "guardrails", level = "senior", points = 2, needs = "reason", about = "Guardrails: wrongful removals, upheld appeals, by group",
      why = "They are the only voice of those who were removed.",
      query = [[
      guardrail|guardrails|wrongful removal|wrongful removals|upheld appeals|appeal reversal|appeals upheld|reversal rate
      |overturned|valid appeals|must not rise|may not rise|appeal rate|not get worse]],
      said = [[
      Mistaken deletions, overturned appeals by language and group, since those silenced don't show up in other
      metrics.
      |Wrong deletions, successful appeals and the load on people, per group, because those who were silenced have no
      other voice.]],
      wrong = [[
      If prevalence falls, no other number can get worse.]] },
    { id = "appeal_bias", level = "staff", points = 2, needs = "reason", about = "Knows that appeals and proactive rate are biased measures",
      why = "Only some appeal, and proactive rate rises when users stop reporting: a sample of removals has to be read again.",
      query = [[
      only some appeal|few appeal|appeals biased|not everybody appeals|one in five appeals|proactive rate rises|stop reporting
      |proactive rate can|proactive rate|sample of removals|read removals again|who does not appeal|appeals underestimate
      |sample removed posts|users give up]],
      said = [[
      Few people appeal and proactive rate rises if fewer users flag, so both are biased; re-read a random sample of
      deletions.
      |Few object, and found-before-flagged rises when nobody flags any more; so a sample of deletions is read again.]],
      wrong = [[proactive rate as the primary|proactive rate is the best|no appeals means no mistakes
        |few appeals means few mistakes
      |The appeal rate is an unbiased measure of mistakes.]] },
    { id = "slices", level = "senior", points = 2, needs = "reason", about = "Slices: harm, language, text, image, combination",
      why = "The mean is spam in the largest language.",
      query = [[
      slices|slice|per harm|by harm|by language|small languages|per language|combination|text image and|by modality|broken down
      |dialect|separately|each harm|smallest language]],
      said = [[
      By category, language, modality and combination posts, because the average is English spam.
      |By kind, tongue, picture, caption and both together, since the mean is junk in English.]],
      wrong = [[
      The overall average is enough, small languages behave like the large one.]] },
    { id = "fairness", level = "staff", points = 2, needs = "reason", about = "Error rates by dialect or language, on the innocent",
      why = "The same content removed twice as often is what the auditor will find if you do not.",
      query = [[
      dialect|fairness|equal error|false positive rate by|by group|wrongful removals by language|disparate|bias against|auditor
      |across languages|false positives by|reclaimed|minority]],
      said = [[
      Compare false positive rates on harmless posts between dialects and languages; some groups get deleted twice as
      often for identical content.
      |How many innocent posts we hit per dialect; twice as many in one is what an auditor will find.]],
      wrong = [[
      The same threshold for all is fair by definition, error rates per dialect need not be looked at.]] },
    { id = "online", level = "senior", points = 2, needs = "reason", about = "How it is tested in the world: shadow, by author or region, no unprotected control",
      why = "One may not leave threats up to have a control group, and one need not.",
      query = [[
      shadow|a/b test|ab test|by author|by region|control group|staged|canary|shadow mode|holdout|demotion experiment
      |randomise authors|unprotected|queue order test|live test|switchback]],
      said = [[
      Shadow mode, then rollout by region or author with the old system as comparison, not an unprotected group, since
      leaving threats online is unethical.
      |First silent alongside, then by author or region against the old system; an arm with no protection at all is
      out of the question because threats would stay up.]],
      wrong = [[control group without moderation because|leave violence up for the control|unmoderated control group
        |no moderation for half
      |Leave half of the users without moderation as the control group.]] },
    { id = "calibration", level = "senior", points = 1, needs = "reason", about = "Checks calibration per harm, near the thresholds",
      why = "A probability that is right on average and wrong at 0.9 removes the wrong posts.",
      query = [[
      calibration|calibrated|reliability diagram|reliability|predicted against observed|predicted versus observed
      |calibration error|near the threshold]],
      said = [[
      Reliability per category around the cut-offs, since an average can be right while 0.9 is wrong, and there posts
      get deleted.
      |Are nine in ten at 0.9 really bad? Per kind and close to the cuts, since an average says nothing there.]],
      wrong = [[
      If probabilities are right on average they are right at every threshold.]] },
    { id = "decision", level = "staff", points = 2, needs = "number", about = "Says which result would change the decision",
      why = "A forecast that nothing can contradict is no forecast.",
      query = [[
      launch if|not launch|launch only|ship if|roll back if|i expect|expected drop|would change my mind|decision rule|i would stop
      |ship only|forecast|ship when|stop if|at least percent|i launch]],
      said = [[
      We ship if sampled exposure declines by at least 15% and mistakes stay under 0.05%; otherwise we keep the linear
      model.
      |Should bad views not drop by 10% or innocents hit rise above 2%, the old one stays.
      |Less than a tenth fewer bad views and I keep the present model.]] },
  },
  traps = {
    "Accuracy. At one in a thousand, a detector that never fires has 99.9 %.",
    "ROC-AUC alone: one card-fraud model had 0.957 there and 0.708 on the precision-recall curve.",
    "A balanced test set: its precision belongs to a world that does not exist.",
    "Prevalence from a sample too small, read by people whose mistakes outnumber what they look for.",
    "A proactive rate that rises because users have given up reporting.",
  },
  answer = "Offline: PR-AUC and recall at 90 percent precision for each harm, because accuracy is 99.9 percent by doing nothing and ROC hides the flood of false alarms. "
    .. "At a base rate of 0.1 percent, 90 percent found with a false positive rate of 1 percent is a precision of 8 percent, so the test set keeps its natural base rate. Thresholds are "
    .. "chosen on validation days and reported on later days, otherwise they have read the answer. Slices: by harm, by language, text, image and "
    .. "combination, because the mean belongs to spam in the largest language. Calibration is checked near the thresholds, since 0.9 must mean 0.9. What decides is prevalence: a "
    .. "sample of views, labelled, because it measures what people saw. Within 10 percent at 0.1 percent takes 1.96² × 0.999 / (0.001 × 0.01), 384 thousand labelled views; I "
    .. "stratify by score to need fewer. A single annotator's false positive rate of 0.3 percent would make 0.1 look like 0.4 percent, so samples are read twice and corrected. Guardrails: wrongful removal rate and "
    .. "upheld appeals, because removing everything would also lower prevalence. Only some appeal, so appeals underestimate mistakes: a sample of removals is read again; and proactive rate "
    .. "rises when users stop reporting, therefore it does not decide. Fairness: wrongful removals by dialect, because the same content was removed twice as often before. Online: "
    .. "shadow mode first, then an A/B test by author for demotion and queue order, since no control group may be left unprotected. I launch if prevalence falls by at least 10 percent with "
    .. "the interval below zero; I expect the combination slice to gain the most. I would stop if wrongful removals pass 5 percent.",
}

local serve = {
  id = "serve", title = "Deploy and serve", minutes = 4,
  prompt = "A post comes in. Take me through what happens to it, from the first millisecond to the last reviewer: what is looked "
    .. "at, by what, which number decides what is done, and what is done about it an hour later. Then tell me what that costs, in "
    .. "cores and in people.",
  hints = {
    "Nine posts in ten are harmless and look it. How much do you want to pay for each of those, and what slips through if you pay little?",
    "A hash, a cheap screening, the full classifier, bands of action, a queue for people. Each has a number, and a loss.",
    "Keep a fifth at the screening, with hash matches let through; remove from a high threshold, its own for each harm; demote from a lower one; "
      .. "order the queue by probability of harm times audience; score again when a post spreads.",
  },
  probes = {
    { when = "unsaid screening.keep_rate", say = "Does the heavy model read every post? Show me the sum.", risk = "cost of reading everything", item = "screening" },
    { when = "screening.keep_rate=1", say = "You read everything with the dear model. How many cores is that at the peak, and what did you get for the harmless nine tenths?",
      risk = "cost of reading everything", item = "screening" },
    { when = "unsaid screening.hash_match", say = "A picture that you removed this morning is uploaded again at noon. What looks at it?", risk = "copies judged again", item = "hash" },
    { when = "unsaid policy.remove_threshold", say = "From which probability on does a post go without anybody having looked?", risk = "no threshold", item = "thresholds" },
    { when = "policy.remove_threshold=0.5", say = "At 0.5, every second removal may be a mistake. To whom do you explain that?", risk = "even odds", item = "per_harm" },
    { when = "unsaid policy.demote_threshold", say = "0.6, and no reviewer is free. What happens to the post?", risk = "nothing between leaving and removing", item = "demote" },
    { when = "unsaid policy.review_order", say = "Your reviewers can read two posts in a thousand. Which two?", risk = "queue in order of arrival", item = "queue" },
    { when = "policy.review_order=arrival", say = "First come, first served: the post that half a million will see waits behind one for ten. For how long?", risk = "queue in order of arrival", item = "queue" },
    { when = "policy.review_order=probability", say = "Your reviewers confirm all day what the model knows already. What do they change?", risk = "reviews that change nothing" },
    { when = "metric online.wrongful_removal_rate > 0.1", say = "More than one in ten of your removals was a mistake. Which of your numbers would you turn, and what do you pay?",
      risk = "wrongful removals" },
    { when = "metric screening.recall[combination] < 0.5", say = "Your screening stops half of the harm that needs both parts, before the good model has seen it. Did you know?",
      risk = "screening blind where the model sees", item = "screening_loss" },
  },
  decisions = {
    { knob = "screening.keep_rate", accept = { "0.05..0.6" }, points = 2,
      why = "Most posts are plainly harmless and a cheap model can tell. Too tight, and it stops what only the good model would have seen.",
      open = "Which share of the posts does the full classifier read?" },
    { knob = "screening.hash_match", accept = { "true" }, points = 1,
      why = "A copy of what was confirmed needs no opinion, only a look-up.",
      open = "What happens when a known picture comes back?" },
    { knob = "policy.remove_threshold", accept = { "0.8..0.98" }, points = 3,
      why = "What nobody has looked at is removed only when it is all but certain. The threshold is the price of a wrongful removal, written as a probability.",
      open = "From which probability on is a post removed without review?" },
    { knob = "policy.demote_threshold", accept = { "0.2..0.8" }, points = 2,
      why = "The soft action takes what is too uncertain to remove: it saves four in five of the views and can be undone without anybody noticing.",
      open = "What happens to a post that is probably harmful, but not surely enough?" },
    { knob = "policy.review_order", accept = { "harm_reach" }, points = 3,
      why = "A reviewer's minute is worth the views that it prevents: probability of harm times the people who would see it.",
      open = "In which order do reviewers see the posts?" },
    { knob = "serving.replicas", accept = { "2..100000" }, points = 1,
      why = "One copy is one failure away from a stream that nobody reads.",
      open = "How many copies of the serving stack answer this machine's load?" },
  },
  forecasts = {
    { metric = "screening.recall", kind = "interval",
      ask = "Which share of harmful posts will pass your screening? Give a range." },
    { metric = "online.prevalence", kind = "direction", change = "policy.review_order=arrival",
      ask = "With the queue in order of arrival: prevalence up, down, or no visible change?" },
    { metric = "online.wrongful_removal_rate", kind = "direction", change = "policy.remove_threshold=0.5",
      ask = "Removing from 0.5 on: wrongful removals up, down, or no visible change?" },
    { metric = "online.prevalence", kind = "direction", change = "policy.demote_threshold=1",
      ask = "Without any demotion: prevalence up, down, or no visible change?" },
    { metric = "serving.p99_ms", kind = "interval",
      ask = "The 99th percentile of one post through your stages on this machine, in milliseconds: a range." },
    { metric = "capacity.machines", kind = "interval",
      ask = "How many machines like this one will the peak load need? Give a range that you would bet on four times out of five." },
  },
  rubric = {
    { id = "screening", level = "mid", points = 2, needs = "reason", about = "A cheap stage in front, with the share that it lets through",
      why = "The full model on every post costs the same for the harmless nine tenths as for the rest.",
      query = [[
      screening|cheap model first|cheap first stage|cascade|pre-filter|prefilter|light model|first stage|keep a fifth|passes the screening
      |small model first|cheap filter|heavy model only|full model only|two-stage]],
      said = [[
      A tiny model passes only the riskiest fifth on to the large one, because nine in ten posts are plainly harmless
      and needn't cost that.
      |A small text net passes on 20% to the big one, since four fifths are holiday snaps and the money goes where
      doubt is.]],
      wrong = [[heavy model on every post is fine|large model on all posts because|run everything through the heavy
      |The full model on each post costs no more than a cheap first look.]] },
    { id = "screening_loss", level = "senior", points = 2, needs = "tradeoff", about = "Weighs what the screening saves against what it stops",
      why = "A cheap look misses what only shows in the combination: a saving with an address.",
      query = [[
      screening misses|screening recall|screening loses|keep rate|stops harm|lower keep|higher keep|screening saves|tighter screening
      |saves compute|combination slips|cheap model misses|recall of the screening|looser screening|keeping more]],
      said = [[
      Letting 20% through saves four fifths of compute but loses a few percent of violations, mainly those visible
      only in picture plus text.
      |Letting 15% through saves five sixths of the cores but stops perhaps 4% of the memes, whose harm is only in the
      combination.]],
      wrong = [[
      A cheap first stage loses nothing, whatever is harmful shows at first sight.]] },
    { id = "hash", level = "mid", points = 1, needs = "reason", about = "Hash matches for known images",
      why = "What was judged once is not judged again, and the emergency list goes in here too.",
      query = [[
      hash match|hash matching|perceptual hash|known images|hash list|copies of confirmed|hash database|block list|hashes
      |known bad|match copies|reuploads]],
      said = [[
      Look images up by perceptual hash against a database of banned ones; already judged, so no inference, and
      emergency entries take effect immediately.
      |Fingerprints of known images run first, as one verdict suffices and in a crisis we can add one within minutes.]] },
    { id = "thresholds", level = "mid", points = 2, needs = "number", about = "Thresholds of action, with figures",
      why = "They are what policy is in the end: a number for each harm, with an owner.",
      query = [[
      remove above|removed above|remove from|removal threshold|remove threshold|threshold of 0.9|above 0.9|above 0.95|demote above
      |demoted above|demote from|thresholds of|removed from|remove at|demotion threshold|demote at]],
      said = [[
      Remove above 0.95, reduce from 0.8, review between 0.5 and 0.8; each number is agreed with policy.
      |Threats: delete at 0.95, person from 0.6; junk: 0.8 and none.]],
      wrong = [[remove above 0.5|threshold 0.5|remove at 0.5|threshold of 0.5|removed above 0.5|0.5 as the threshold]] },
    { id = "per_harm", level = "senior", points = 2, needs = "reason", about = "A threshold for each harm, from the costs of both mistakes",
      why = "A threat is worth a lower threshold than an advertisement, because the miss costs more.",
      query = [[
      threshold per harm|thresholds per harm|threshold for violence|threshold for each harm|own threshold|lower for violence
      |higher for misinformation|expected cost|cost of the mistake|violence 0.8|spam 0.95|per class|for each harm|lower threshold for
      |differs by harm|threshold by harm]],
      said = [[
      Separate cut-offs per category according to the cost of both errors: low for threats since missing one is
      terrible, high for spam.
      |Each kind has its own cut, as missing a threat is far worse than missing an advert.]],
      wrong = [[one threshold for all harms is|same threshold for every harm because
      |One threshold of 0.5 for all harms is fair and simple.]] },
    { id = "demote", level = "senior", points = 2, needs = "reason", about = "The soft action for what is uncertain",
      why = "It takes most of the views and can be taken back.",
      query = [[
      demote|demotion|reduce reach|shown to fewer|soft action|downrank|limit distribution|reduce distribution|reversible
      |warning screen|blur|fewer people]],
      said = [[
      Uncertain posts get less distribution: that prevents most views and is reversible, so nobody is silenced by
      mistake.
      |Doubtful ones are shown to fewer until someone has looked: most views are gone and nothing is lost if it was
      innocent.
      |Between sure and unsure we lower its spread rather than take it down, because that can be reversed within the
      hour.]],
      wrong = [[
      Never reduce, either delete or leave, as half measures have no effect on views.]] },
    { id = "queue", level = "senior", points = 3, needs = "reason", about = "Orders the review queue by expected harm times reach",
      why = "Arrival order spends the scarcest resource on whatever came first.",
      query = [[
      times audience|times reach|harm times|expected harmful views|probability times|by expected views|reach-weighted|queue ordered
      |order the queue|queue is ordered|review first|reach first|prioritise by|priority queue|ordered by probability|views at stake
      |views prevented]],
      said = [[
      Reviewers see items sorted by probability times severity times expected views, not in arrival order, because
      their time is scarce.
      |What moderators read first is chance of harm times how many will see it, since by arrival the scarce hours go
      to whatever came first.]],
      wrong = [[first come first served is fair|fifo queue because|in order of arrival because|fifo is fair|oldest first because
      |Reading in order of arrival is the fair and best policy.]] },
    { id = "review_capacity", level = "senior", points = 2, needs = "number", about = "Review capacity in people and posts, and what the queue does when it is full",
      why = "A queue longer than the capacity is a promise to nobody.",
      query = [[
      reviewers|reviews a day|posts an hour|review capacity|backlog|million reviews|500 a day|two in a thousand|in a thousand
      |hours a shift|reviews per day|reviewer hours|queue full|capacity of reviewers|posts a day reviewed]],
      said = [[
      A million reviews a day at 420 each are 2,400 people; what exceeds it remains demoted or expires.
      |400,000 readings a day; above that the lowest go back to reduced spread automatically.]],
      wrong = [[
      The queue may grow without limit, every post will be read some day.]] },
    { id = "rescore", level = "senior", points = 2, needs = "reason", about = "An asynchronous second look: reports, spread, new versions",
      why = "What is not known in the first second is known in the first hour, and most views are still to come.",
      query = [[
      score again|re-score|rescore|second look|asynchronous|async|after the first hour|when it spreads|goes viral|on virality
      |reports arrive|deep path|slow path|later signals|views pass|reach passes]],
      said = [[
      Asynchronous second evaluation when reports arrive, when it spreads, or with a new model, since more is known by
      then and most views are still ahead.
      |After an hour we look again with flags and spread, as much that isn't known in the first second is known then
      and most views are still to come.]],
      wrong = [[
      One score at upload is final, nothing new is ever learnt about a post.]] },
    { id = "latency", level = "mid", points = 1, needs = "number", about = "The time of the fast path, split over its stages",
      why = "Before the first view there is a second; afterwards every minute has a price in views.",
      query = [[
      p99|ms for|milliseconds|ms screening|ms classifier|1 second|one second|ms hash|budget|ms features|within a second
      |fast path|seconds at the]],
      said = [[
      300 ms overall: 20 hash, 50 screening, 180 model, 50 reserve.
      |Half a second split over upload, features, inference.
      |Hash 5 ms, small net 20, big one 200, write 20: below a second in all.]] },
    { id = "capacity", level = "senior", points = 3, needs = "number", about = "Cores or machines from load times cost",
      why = "1,736 cores for everything, 349 with a fifth: the argument for the screening in one line.",
      query = [[
      cores|machines|posts per second per|gigaflops|gflop|tflop|replicas carry|servers|cores at peak|flops a post
      |posts per second times|per core|gpus]],
      said = [[
      17,400 posts a second x 2 GFLOP = 35 TFLOP/s, 1,740 cores; with screening 350.
      |17,000/s times 2 GFLOP would be 1,700 cores; a fifth through the screen makes 350.]] },
    { id = "failure", level = "senior", points = 2, needs = "reason", about = "What happens when a stage is late or down: fail open or closed, per harm",
      why = "A stage that is down either publishes everything or nothing; that is a policy decision and not a default.",
      query = [[
      fail open|fail closed|fallback|fall back|falls back|degrade|classifier is down|timeout|hold the post|publish and check later
      |queue for later|text-only when|stage is down|if the model is down|image missing|circuit breaker|catch up]],
      said = [[
      If a component is down, choose per category whether to publish or hold: fail closed for nudity, open for spam,
      because blocking everything over ads is worse.
      |Picture net down? Threat-like text waits unseen for a while, junk goes out unchecked; that is decided
      beforehand per kind.]],
      wrong = [[block everything when the model is down because|never goes down|no fallback needed
      |When the classifier is down delete all new posts, or publish everything, for every harm alike.]] },
    { id = "audit", level = "senior", points = 1, needs = "reason", about = "An audit trail: score, version, threshold, reviewer, reason for each decision",
      why = "An appeal next month asks what was decided and why, and by which version.",
      query = [[
      audit|audit trail|statement of reasons|log every decision|model version|policy version|store the score|evidence|explain to the author
      |traceable|appeal needs|reason is stored|decision log]],
      said = [[
      Log every decision with score, model version, threshold, rule, reviewer and reason, because appeals and
      regulators ask months later.
      |Score, edition, cut, reader and reason are stored with each verdict, because next month's complaint asks for
      exactly that.]],
      wrong = [[
      Decisions need not be stored, one can compute them again later with the current model.]] },
    { id = "rollout", level = "senior", points = 2, needs = "reason", about = "Shadow, canary, thresholds calibrated again with every model",
      why = "0.9 of the new model is not 0.9 of the old one; a threshold carried over is a policy changed by accident.",
      query = [[
      shadow|canary|rollback|roll back|thresholds again|recalibrate|gradual rollout|staged|new thresholds|threshold travels
      |model and threshold|threshold with the model|before it acts|ramp]],
      said = [[
      Shadow and canary; thresholds refitted for the new model, since its 0.9 means something else than before and
      would silently change policy.
      |New nets run in the shadow, get their own cuts and then a percent, since 0.9 of one is not 0.9 of another.]],
      wrong = [[
      Thresholds are carried over to the new model, 0.9 means the same in all of them.]] },
    { id = "reviewers_care", level = "staff", points = 1, needs = "reason", about = "Designs the review tool for people: blur, rotation, context, second opinions",
      why = "Tired people make the labels of your next model.",
      query = [[
      rotation|blurred|grey previews|wellbeing|reviewer fatigue|tired|second opinion|context for reviewers|reviewers protected
      |trauma|anchoring|hide the score|breaks|language skills|native speakers|specialist]],
      said = [[
      Blurred previews, rotation, breaks, counselling, second opinions, because exhausted moderators produce bad
      labels.
      |Blurred by default, grey, turns between easy and awful, second opinion one click away; exhausted people make
      bad labels.]] },
    { id = "sampling", level = "staff", points = 2, needs = "tradeoff", about = "Spends a part of review on random and uncertain posts, for measurement and labels",
      why = "A queue that serves only the day teaches nothing for the next one.",
      query = [[
      random sample to review|share of review for|part of the capacity|uncertain posts to review|reserve review|random posts reviewed
      |exploration|review random|reviews for labels|sample for measurement|capacity for random|percent of reviews|reserve a part]],
      said = [[
      A tenth of review capacity goes to random and borderline posts: fewer violations handled now, but honest
      measurement and better training data.
      |A tenth of the readings go to random and doubtful posts: some catches fewer today for unbiased measurement and
      training tomorrow.]],
      wrong = [[
      All reading hours belong to the highest scores, random reading is wasted.]] },
    { id = "archive", level = "staff", points = 1, needs = "number", about = "Reading old posts again when model or policy changes",
      why = "Ten billion posts are twenty days of the stream; by views, most of it need not be read.",
      query = [[
      rescan|re-scan|archive|old posts|backfill|existing posts|10 billion|ten billion|already published|spare capacity|days of the stream]],
      said = [[
      Ten billion older posts equal 20 days of traffic; rescan by descending views, the top 5% covers most, on idle
      machines.
      |Ten billion old posts are twenty days of stream; the tenth still viewed is two days on spare cores.]] },
  },
  traps = {
    "A threshold of 0.5: at even odds every second removal may be wrong.",
    "A queue in order of arrival: the largest audience waits behind the smallest.",
    "A queue by certainty alone: people confirm what the machine would have done without them.",
    "A screening that was never measured on the harm that needs both parts.",
    "A threshold carried over to a new model as if its scores meant the same.",
  },
  answer = "First a hash match against confirmed images, a millisecond, because copies come back within hours. Then screening: a cheap model lets "
    .. "20 percent pass, so that the heavy model reads only those; tighter screening saves compute but misses harm in the combination, which is why I measure its "
    .. "recall on that slice. Capacity: 17 thousand posts per second × 2 gigaflops is 1,736 cores for everything, 349 cores with a fifth. Budget within one second at p99: 5 ms hash, 20 ms screening, "
    .. "200 ms features and classifier, the rest is slack. Thresholds: remove above 0.9 and demote above 0.5. Thresholds differ by harm because "
    .. "of the expected cost: a lower threshold for violence, a higher threshold for misinformation, where certainty is rare. Demotion saves four in five of the views and is reversible, "
    .. "so it takes what is too uncertain to remove. Reviewers read 1.15 million posts a day, 2.3 in a thousand, "
    .. "which is 2,738 people at 60 posts an hour. The review queue is ordered by harm times reach, because a minute should prevent as many harmful views as it can; certainty alone would "
    .. "only confirm the machine. I reserve a part of the capacity, 5 percent, for random posts: that costs prevented views today but gives unbiased labels. An asynchronous slow path scores again when it spreads "
    .. "or reports arrive, because that is known only later. If the classifier is down, we fall back to hash and screening and hold large audiences, because publishing everything is a decision too. Audit trail: score, "
    .. "model version, policy version and reason are stored, since an appeal will ask. Rollout: shadow, then canary, with thresholds calibrated again, because 0.9 of a new model "
    .. "means something else. Reviewers get blurred previews and rotation, because tired people make tomorrow's labels. A rescan of the archive is 10 billion posts, 20 days of the stream, so by views first. 2 replicas per site at least.",
}

local monitor = {
  id = "monitor", title = "Monitor and maintain", minutes = 3,
  prompt = "Somebody out there reads your decisions and changes a letter. And your own rules change every few weeks. What do you "
    .. "watch, what wakes you, how does the model keep up, and what do you do in the first hour of something nobody has seen before?",
  hints = {
    "Your truth comes late and from people. Which of your numbers would move earlier, without any label?",
    "Inputs, scores, calibration on fresh labels, prevalence from sampled views; thresholds that chance does not reach; retraining in days; "
      .. "an emergency path by rule.",
    "PSI of inputs and scores every day at 0.2, calibration and a weekly prevalence from a stratified sample; retrain every one to three days on "
      .. "fresh labels behind a gate; hash and word lists within the hour.",
  },
  probes = {
    { when = "unsaid monitoring.monitors", say = "Which numbers do you see every morning, and which would have told you about last night?", risk = "nothing watched", item = "thresholds" },
    { when = "unsaid monitoring.retrain_every_days", say = "One in twelve of the giveaway words is new every day. How old may your model become?", risk = "stale model", item = "retrain" },
    { when = "monitoring.retrain_every_days=0", say = "You never retrain. In which week does your classifier know half of the words?", risk = "stale model", item = "retrain" },
    { when = "monitoring.retrain_every_days=30", say = "A month between models, eight percent of the words a day. Work out what is left of the lexicon.", risk = "stale model", item = "retrain" },
    { when = "metric monitoring.late_pr_auc < 0.5", say = "In the last days of the replay your classifier is a shadow of itself. What changed: the world or the model?", risk = "adversary drift" },
    { when = "metric monitoring.false_alarms > 3", say = "Your alarms go off on quiet days too. What do people on call do with the fourth one?", risk = "false alarms" },
    { when = "metric monitoring.detection_delay_days > 2", say = "Something was broken for days and nobody saw it. Which number moved first?", risk = "slow detection" },
    { when = "always", say = "Reports are down by a third this week. Good news?", risk = "silence read as success", item = "silent" },
    { when = "always", say = "What your model removed cannot be reported any more. What do you know about its mistakes?", risk = "feedback loop", item = "loop" },
  },
  decisions = {
    { knob = "monitoring.monitors", accept = { "features+scores", "features+calibration", "features+prevalence", "scores+prevalence" }, points = 3,
      why = "Inputs and scores move on the same day, labels and prevalence say whether it matters. One kind alone leaves you blind or late.",
      open = "What do you look at every day?" },
    { knob = "monitoring.retrain_every_days", accept = { "1..4" }, points = 3,
      why = "People reword daily. What a model knew last week is what they have stopped saying.",
      open = "How often is the model trained again?" },
    { knob = "monitoring.alert_threshold", accept = { "0.1..0.4" }, points = 1,
      why = "Too low wakes people for nothing, too high lets the fault run. A PSI of 0.2 is a common place to begin.",
      open = "At which value does a monitor alert?" },
    { knob = "monitoring.drift_metric", accept = { "psi", "ks" }, points = 1,
      why = "Either tells a moved distribution from noise, as long as its threshold was set on quiet days.",
      open = "How do you measure that a distribution has moved?" },
  },
  forecasts = {
    { metric = "monitoring.late_pr_auc", kind = "direction", change = "monitoring.retrain_every_days=0",
      ask = "Without retraining: PR-AUC of the last days up, down, or no visible change?" },
    { metric = "monitoring.detection_delay_days", kind = "interval",
      ask = "Something will break in the coming days. How many days until your monitors say so? A range." },
    { metric = "monitoring.false_alarms", kind = "interval",
      ask = "And how many alarms on days when nothing is wrong?" },
  },
  rubric = {
    { id = "data_monitors", level = "mid", points = 2, needs = "reason", about = "Watches inputs: empty features, drift, volume",
      why = "An image vector that stops arriving raises no error; a whole class of harm just disappears.",
      query = [[
      null rate|null rates|missing features|feature drift|input drift|psi|empty image|image vector empty|volume of posts
      |feature distribution|feature distributions|data quality|unknown words|new words|missing values|ks test|out-of-vocabulary
      |feature arrives empty]],
      said = [[
      Missing embeddings, language mix, volume and drift, because when the image service returns zeros nothing fails,
      detections just vanish.
      |Empty picture vectors, language mix and volume each few minutes, as a dead stage raises no error and one kind
      just vanishes.]],
      wrong = [[
      Missing features raise an exception, so inputs need no watching.]] },
    { id = "model_monitors", level = "mid", points = 2, needs = "reason", about = "Watches the model: scores, calibration on fresh labels, by harm",
      why = "Scores move on the same day; calibration says whether that matters.",
      query = [[
      score distribution|scores drift|score drift|calibration|share removed|removal rate by|predicted against observed|mean score
      |distribution of scores|fresh labels|precision on fresh|recall on fresh|pr-auc on yesterday|prediction drift]],
      said = [[
      Score histograms daily and predicted versus judged per category, since scores move immediately and labels tell
      whether it matters.
      |Score histograms daily and calibration on fresh labels per kind, since scores move at once and labels say
      whether it matters.]] },
    { id = "prevalence", level = "mid", points = 2, needs = "reason", about = "Watches prevalence from sampled views, by harm and language",
      why = "It is the only number that sees what everything else missed.",
      query = [[
      prevalence|sampled views|sample of views|label a sample|weekly sample|harmful views|views sampled|random sample of views
      |daily sample|exposure]],
      said = [[
      Continuously label randomly sampled views by category and language, as only that sees what all detectors missed.
      |Random views labelled each day by kind and tongue, because only that sees what everything else overlooked.]],
      wrong = [[
      The number of removals shows prevalence well enough.]] },
    { id = "product_monitors", level = "senior", points = 2, needs = "reason", about = "Watches appeals, backlog, agreement of reviewers",
      why = "The people in the loop are a part of the system and drift too.",
      query = [[
      appeals|upheld appeals|backlog|age of the queue|queue age|reviewer agreement|agreement of reviewers|reversal rate
      |overturn|report volume|reports per view|review time|wrongful removals|reviewers agree]],
      said = [[
      Appeal outcomes, queue length, waiting time and agreement among moderators, because humans drift too.
      |Objections, waiting time and how often two readers agree; people drift as well.]] },
    { id = "thresholds", level = "senior", points = 2, needs = "number", about = "Alarms with a threshold",
      why = "A dashboard nobody must act on is decoration.",
      query = [[
      above 0.2|psi above|alert above|alert when|alarm when|alert if|alarm if|threshold|page when|more than percent|older than
      |exceeds|alarm above|drops percent|days in a row|twice the|within minutes|alert at]],
      said = [[
      Alert when removals per hour change by 40% against last week, p99 over 600 ms, or null rate above 2%.
      |Page when the flagged share moves by 25% for three hours or calibration at 0.9 leaves 0.85 to 0.95.]] },
    { id = "adversary", level = "senior", points = 3, needs = "reason", about = "Expects adversary drift, and measures it",
      why = "The better you are, the faster they change; a metric that falls between retrainings is their speed.",
      query = [[
      adversar|reword|new spellings|code words|evade|evasion|red team|attackers|they adapt|they change|honeypot|new words
      |words change|campaign|spelling|test accounts|throw-away]],
      said = [[
      Opponents change wording; keep an old model frozen and plot recall by week to see how quickly it decays, because
      that is their speed.
      |Recall on brand new wording, week after week: its fall between trainings is how fast they adapt, so measure it.]],
      wrong = [[adversaries do not|nobody will try|patterns of harm are stable
      |Offenders do not react to what we do, language hardly changes.]] },
    { id = "retrain", level = "senior", points = 2, needs = "reason", about = "A cadence or trigger for retraining, and where its labels come from",
      why = "Eight words in a hundred a day leave little more than half of them after a week.",
      query = [[
      retrain daily|retrain every|retraining|retrain|warm start|retrained|fresh labels|trained every|continuous training
      |daily retraining|new model every|incremental]],
      said = [[
      Weekly, on random samples and reviewed items, since slang and campaigns turn over within days; extra after
      policy changes.
      |Every week, since with 8% of code words replaced daily hardly more than half survive seven days; labels from
      random and appealed posts.
      |Refit weekly or sooner when recall on new slang drops, on freshly read random posts, because the vocabulary
      halves in a week.]],
      wrong = [[never retrain|no need to retrain|retrain once a year|retraining is unnecessary|train once|retrain yearly
      |A model trained once serves for years, as language hardly changes.]] },
    { id = "gate", level = "senior", points = 2, needs = "reason", about = "Checks before a new model acts, and the way back",
      why = "A model that learnt from a poisoned week removes the wrong people without any error.",
      query = [[
      gate|shadow|canary|rollback|roll back|compare with the live|checks before|check before|golden set|regression set
      |champion challenger|previous model|thresholds again|poisoned|fixed test set|last good model]],
      said = [[
      Before acting a model passes a golden set, fairness checks and shadow comparison, with quick rollback, because a
      poisoned batch would remove innocent people's posts.
      |A new one must match the old on a fixed set per kind and pass a shadow day; poisoned labels would otherwise
      silence the wrong people. Back in one step.]],
      wrong = [[
      New models act at once, a model that learnt from more data cannot be worse.]] },
    { id = "emergency", level = "senior", points = 2, needs = "reason", about = "An emergency path: hashes, words, demotion by rule, with an end date",
      why = "A crisis does not wait for labels; a rule in the first hour that is gone in a week is honest.",
      query = [[
      emergency|block list|blocklist|word list within|hash list within|crisis|first hour|kill switch|rule within the hour
      |temporary rule|rules expire|expire|within the hour|war room|hot list|new event]],
      said = [[
      For a crisis: hashes and phrases pushed within the hour that only demote and expire after a week, because labels
      come too late.
      |In a crisis: fingerprint list, words and reduced spread by rule within the hour, gone after a week unless
      renewed, because labels take too long.]],
      wrong = [[
      In a crisis wait for labels and retrain, rules are unprofessional.]] },
    { id = "owner", level = "senior", points = 1, needs = "reason", about = "Who acts, with a runbook; policy, operations and engineering",
      why = "An alarm without an owner rings until somebody mutes it.",
      query = [[
      on call|on-call|runbook|owner|who acts|escalate|policy team|pages the|responsible|playbook|ticket|paged]],
      said = [[
      Named on-call and playbooks: engineering for outages, policy for appeals, operations for backlog, otherwise
      everyone assumes someone else acts.
      |Trust and safety ops get the page with steps to take, policy decides cuts, engineers roll back; an alarm
      without a name rings on.]] },
    { id = "false_alarms", level = "staff", points = 2, needs = "tradeoff", about = "Weighs false alarms against delay",
      why = "News moves every distribution; an alarm at every headline is no alarm.",
      query = [[
      false alarms|false alarm|alarm fatigue|alert fatigue|lower threshold|higher threshold|quiet days|news moves|too many alerts
      |days in a row|many features|noise of quiet|false alerts|seasonal]],
      said = [[
      Breaking news shifts everything, so wait for two consecutive hours: slower detection but alerts remain credible.
      |A narrow band rings at each headline, a wide one lets a new slur run two days; I take 25% over hours and
      narrower for violence.]],
      wrong = [[
      Alarms cannot be too sensitive, each headline deserves a page.]] },
    { id = "silent", level = "staff", points = 3, needs = "reason", about = "Names failures that look like success: fewer reports, fewer removals, a rising proactive rate",
      why = "An empty feature lowers all scores: fewer removals, fewer appeals, and everybody is pleased.",
      query = [[
      looks like success|fewer removals|reports fall|reports are down|fewer appeals|stop reporting|proactive rate rises|proactive rate
      |silent|silently|no error|looks healthy|without an error|nothing is red|quiet failure|good news]],
      said = [[
      Falling removals, fewer appeals, higher proactive rate look like success, yet may be an empty feature or users
      who stopped reporting; treat as suspicious.
      |Fewer flags, fewer deletions and a rising found-first rate look like success and may be an empty picture
      feature.]],
      wrong = [[
      Fewer removals and fewer appeals always mean that things are getting better.]] },
    { id = "loop", level = "staff", points = 3, needs = "reason", about = "The loop: what is removed is never labelled; a random sample keeps the truth",
      why = "Training on one's own decisions makes each mistake permanent.",
      query = [[
      feedback loop|own decisions|selective labels|random sample|removed posts are never|never labelled|learns from its own
      |closed loop|random slice|strikes feed|confirm itself|confirms itself|unbiased sample|regardless of score]],
      said = [[
      Deleted posts never get labels so mistakes perpetuate; a random slice is reviewed regardless of score to keep
      the truth.
      |What we delete nobody judges again, so our errors become truth for the next model; one in ten thousand is read
      blind whatever the score.
      |Training only on what was caught cements every mistake, therefore a small random share is left up and read.]],
      wrong = [[
      Training on our own decisions makes the model more and more right.]] },
    { id = "policy_change", level = "staff", points = 2, needs = "reason", about = "A plan for policy changes: versions, relabelling, calibration again",
      why = "After a change the old labels answer another question, and every metric jumps for a reason that is no fault.",
      query = [[
      policy change|policy changes|policy version|new policy|relabel|labels before|old labels|definitions change|guidelines|policy drift
      |rules change|versioned labels]],
      said = [[
      When guidelines change: new label version, relabel part, recalibrate, annotate charts, since jumps are by
      definition and not faults.
      |When rules change: new edition on labels, reread a sample, refit cuts, and don't be frightened by the jump in
      all curves, which is no fault.]],
      wrong = [[
      After a policy change the old labels and thresholds go on as they are.]] },
    { id = "incident", level = "senior", points = 1, needs = "reason", about = "How one finds the cause: by harm, by language, by feature, by version",
      why = "The first question on call is always what changed.",
      query = [[
      what changed|root cause|by slice|compare versions|last deploy|drill down|break down by|per language|by language|by harm
      |bisect|diagnose|which feature|narrow down]],
      said = [[
      On a jump ask what changed: break down by category, language, feature and model version, check the last
      deployment, because it's usually one of them.
      |What changed first? By kind, tongue, feature and release, one at a time.]] },
  },
  traps = {
    "Fewer reports read as less harm.",
    "Retraining on one's own removals: each mistake becomes a label.",
    "A monthly model against people who change daily.",
    "System metrics only. Nothing was down; the picture had just stopped arriving.",
  },
  answer = "Inputs: null rates and PSI per feature every day, because an image vector that arrives empty raises no error and a whole class of harm disappears. Model: "
    .. "score distribution and calibration on fresh labels, by harm, because scores move at once and labels say whether it matters. Prevalence from a weekly stratified sample of views, "
    .. "since only that sees what everything else missed. Product: upheld appeals, queue age and reviewer agreement, because people drift too. I alert when PSI is above 0.2 two days in a row, "
    .. "or the queue is older than 12 hours: a lower threshold would be faster, but news moves everything and false alarms teach people to mute. On call has "
    .. "a runbook, and policy owns thresholds, because an alarm without an owner is noise; the first question is what changed, by harm, by language, by version, since that finds the cause. Adversaries reword "
    .. "daily, so I retrain every 1 day with a warm start: 8 percent of the words a day leave 0.92^7, 56 percent, after a week. A red team writes evasions, because waiting for real ones costs views. A gate "
    .. "compares each new model with the live one on a fixed golden set, then shadow, then rollback in minutes, because a poisoned week could be learnt. Emergency: hash and word lists within the "
    .. "hour, with an end date, because a crisis does not wait for labels. Silent failures look like success: fewer removals, fewer appeals, and reports fall because users give up. The feedback loop: removed posts are "
    .. "never labelled by anybody else, so a random sample regardless of score is read by people. A policy change brings a new policy version of labels, a relabelled sample and calibration again, otherwise old labels answer the wrong question.",
}

-- ---------------------------------------------------------------------------------------------------------------------

local references = {
  { name = "words and reports", knobs = {
    ["data.labels"] = "reports", ["ranking.model"] = "text_only", ["data.features"] = "text+language", ["screening.keep_rate"] = 1,
    ["policy.remove_threshold"] = 0.95, ["policy.demote_threshold"] = 1, ["policy.review_order"] = "arrival" } },
  { name = "two scores, added", knobs = {
    ["data.labels"] = "human", ["data.double_review"] = true, ["data.split"] = "temporal",
    ["data.features"] = "text+image+language+author_history+account_age+audience",
    ["ranking.model"] = "late_fusion", ["ranking.multi_task"] = true, ["ranking.calibration"] = "platt",
    ["policy.remove_threshold"] = 0.9, ["policy.demote_threshold"] = 0.5, ["policy.review_order"] = "probability" } },
  { name = "one model on both parts, a queue by reach", knobs = {
    ["data.labels"] = "human", ["data.double_review"] = true, ["data.split"] = "temporal",
    ["data.features"] = "text+image+language+author_history+account_age+audience",
    ["ranking.model"] = "early_fusion", ["ranking.multi_task"] = true, ["ranking.loss"] = "bce", ["ranking.calibration"] = "platt",
    ["screening.keep_rate"] = 0.2, ["screening.hash_match"] = true,
    ["policy.remove_threshold"] = 0.9, ["policy.demote_threshold"] = 0.5, ["policy.review_order"] = "harm_reach",
    ["monitoring.monitors"] = "features+scores+calibration", ["monitoring.retrain_every_days"] = 1 } },
  { name = "the same, demoting earlier and screening less", knobs = {
    ["data.labels"] = "human", ["data.double_review"] = true, ["data.split"] = "temporal",
    ["data.features"] = "text+image+language+author_history+account_age+audience",
    ["ranking.model"] = "early_fusion", ["ranking.multi_task"] = true, ["ranking.loss"] = "bce", ["ranking.calibration"] = "platt",
    ["screening.keep_rate"] = 0.5, ["screening.hash_match"] = true,
    ["policy.remove_threshold"] = 0.85, ["policy.demote_threshold"] = 0.25, ["policy.review_order"] = "harm_reach",
    ["monitoring.monitors"] = "features+scores+calibration", ["monitoring.retrain_every_days"] = 1 } },
  { name = "a threshold for each harm", knobs = {
    ["data.labels"] = "human", ["data.double_review"] = true, ["data.split"] = "temporal",
    ["data.features"] = "text+image+language+author_history+account_age+audience",
    ["ranking.model"] = "early_fusion", ["ranking.multi_task"] = true, ["ranking.loss"] = "bce", ["ranking.calibration"] = "platt",
    ["screening.keep_rate"] = 0.3, ["screening.hash_match"] = true,
    ["policy.remove_threshold"] = 0.9, ["policy.remove_threshold[violence]"] = 0.8, ["policy.remove_threshold[misinformation]"] = 0.95,
    ["policy.demote_threshold"] = 0.4, ["policy.review_order"] = "harm_reach",
    ["monitoring.monitors"] = "features+scores+calibration", ["monitoring.retrain_every_days"] = 1 } },
}

local drills = {
  { id = "five_questions", step = 1, title = "Five questions that change the design",
    prompt = "Ask the five questions whose answers would change what you build the most. For each, say in one sentence what "
      .. "you would build instead if the answer were ten times larger, or the opposite." },
  { id = "arithmetic", step = 1, title = "Posts, harms, people",
    prompt = "From authors to cores and reviewers in five minutes: posts a second at peak, harmful posts a day, false alarms at one in a "
      .. "thousand, posts that people can read, cores with and without screening. State every assumption." },
  { id = "bands", step = 2, title = "From a number to an action",
    prompt = "For spam and for threats: write down what a wrongful removal costs and what a miss costs, in any unit you like, and derive "
      .. "from it the probability from which you remove, demote and review." },
  { id = "one_or_five", step = 2, title = "One model or five",
    prompt = "Argue for one model with five heads, then for five models, then decide. Name the person in the company whose week gets "
      .. "worse with your decision." },
  { id = "label_sources", step = 3, title = "Four sources of labels",
    prompt = "Reports, annotators, reviewers' decisions, appeals. For each: what it is plenty of, how it is biased, when it arrives, and "
      .. "whether you would train or evaluate on it." },
  { id = "label_noise", step = 3, title = "Mistakes and base rates",
    prompt = "Annotators call three innocent posts in a thousand harmful and miss a tenth of harm. Work out, for a harm of one in a hundred "
      .. "and one of one in two thousand, how many of your positive labels are real. Then say what you buy." },
  { id = "meme", step = 4, title = "Two innocent halves",
    prompt = "Invent a post whose words and picture are harmless apart and not together. Follow it through late fusion, early fusion and "
      .. "your screening, and say at which point it is seen or lost." },
  { id = "new_harm", step = 4, title = "A harm that is six hours old",
    prompt = "A new kind of harm appears this morning, with twelve examples. Say what works within the hour, within the day and within two "
      .. "weeks, and what each removes by mistake." },
  { id = "prevalence", step = 5, title = "Measure one in a thousand",
    prompt = "Design the weekly prevalence number: sample size, what you draw more often and how you weigh it back, who reads, and what you "
      .. "do about their mistakes. Then say how small a change you can claim." },
  { id = "metrics_that_lie", step = 5, title = "Five metrics that please",
    prompt = "Accuracy, ROC-AUC, posts removed, proactive rate, appeals per removal: for each, tell a week in which it improves while people "
      .. "see more harm." },
  { id = "queue", step = 6, title = "Whose minute is it",
    prompt = "You have a million reviews a day for half a billion posts. Compare arrival, certainty, and harm times reach: which posts come first, what is never "
      .. "read, and which part of the capacity would you keep back for learning?" },
  { id = "down", step = 6, title = "A stage is down",
    prompt = "The classifier is gone for an hour in the evening. For each harm, say whether you publish, hold or demote, who decided that, "
      .. "and how you catch up afterwards." },
  { id = "good_news", step = 7, title = "Everything is better",
    prompt = "Removals down 30 %, reports down 20 %, appeals down 40 %, since Tuesday. Give three explanations, and for each the one "
      .. "measurement that would tell it from the others." },
  { id = "alarms", step = 7, title = "Three alarms and no more",
    prompt = "You may have three alarms. Name them with metric, threshold and who acts, and say which fault or which campaign each would miss." },
}

-- Deep dives: four minutes where a session is weakest. The first is asked after step 4, by what was said and left open;
-- the second after step 6, by what was measured.
local dives = {
  { id = "labels", step = 3, when = "unsaid data.labels", about = "who says what harm is",
    ask = "Your model learns from somebody's judgement. Whose is it, how often are they wrong, and what does a report by an angry reader "
      .. "teach it?",
    more = "You may pay for a thousand second readings. Which posts get them?" },
  { id = "reports", step = 3, when = "data.labels=reports", about = "reports as labels",
    ask = "You learn from what people report. Name a harm that nobody reports and a harmless post that everybody reports, and say what "
      .. "your model makes of both." },
  { id = "leak", step = 3, when = "data.split=random", about = "a split that sees the future",
    ask = "Copies of one post stand on both sides of your random split. What does your test tell you about the post that somebody "
      .. "rewords tomorrow?",
    more = "Which rows would you hold out to see that?" },
  { id = "fusion", step = 4, when = "unsaid ranking.model", about = "harm that neither part shows",
    ask = "A friendly sentence over a certain picture: both are harmless alone. Which model can learn that pair, what does it cost to "
      .. "run on every post, and how would you measure that it did?",
    more = "And what if you may run it on a fifth of the posts only?" },
  { id = "late", step = 4, when = "ranking.model=late_fusion", about = "a sum of two scores",
    ask = "You add a score of the text to a score of the picture. Give me two posts that get the same sum, one harmful and one not, and "
      .. "say what you would change." },
  { id = "rare", step = 4, when = "unsaid ranking.multi_task", about = "harms with few examples",
    ask = "One of your five harms has a handful of examples a day. What can it learn from the other four, and when do they drown it?" },
  { id = "calibration", step = 4, when = "unsaid ranking.calibration", about = "scores that are read as probabilities",
    ask = "Three things downstream read your score as a probability: removal, demotion, the queue. What goes wrong in each when it is "
      .. "only an order?" },
  { id = "auc", step = 5, when = "unsaid evaluation.primary", about = "one post in two thousand",
    ask = "Your ROC-AUC is excellent and people see as much harm as before. How can that be, and which number would have told you?" },
  { id = "screen", step = 6, when = "metric screening.recall < 0.8", about = "what the screening lets go",
    ask = "Your screening lets a good part of the harm pass unseen, and no classifier reads it afterwards. Which harms are those, how "
      .. "would you find out, and what does another tenth of the posts cost?",
    more = "Where do you stop, and who decides that?" },
  { id = "wrongful", step = 6, when = "metric online.wrongful_removal_rate > 0.2", about = "people who did nothing",
    ask = "Of what you remove, too much did no harm. Who are these people, what do they do next, and which threshold do you move for "
      .. "which harm?" },
  { id = "queue", step = 6, when = "unsaid policy.review_order", about = "whose minute it is",
    ask = "Your reviewers read a small share of what is doubtful. In which order, what is never read, and how would you know what you "
      .. "miss there?" },
}
local curveballs = {
  { id = "election", knob = "scale.daily_active_users", times = 10,
    ask = "An election is called, and ten times as many people are there from next week on. What breaks first: machines, people, or your "
      .. "thresholds?",
    moves = "machines; and harm that is seen: the same reviewers read a tenth of the share that they read before",
    stays = "the number of reviewers, and how well the model tells harm apart: more posts do not teach it anything by themselves" },
  { id = "archive", knob = "scale.items", times = 10,
    ask = "The law now covers what was posted before, too: ten times as many posts have to be looked at. What do you change?",
    moves = "memory, and the compute of screening and classifying",
    stays = "what a reviewer can read in a day" },
  { id = "before", knob = "scale.latency_budget_ms", times = 0.5,
    ask = "Posts may not be seen before they were judged, and you get half of the time for it. What goes?",
    moves = "which stages run before a post is public, and how full a machine may be",
    stays = "what is found later: reviews and reports come when they come" },
}

-- What may happen on the days of step 7, in words: the curves show it, and the person says what it was.
local incidents = {
  { kind = "feature_null", what = "an input arrived empty",
    shows = "calibration falls on one day and stays down: scores step, the share of harm does not. Quality of the classes that need that "
      .. "input goes, that of the others stays",
    say = { "feature is null", "feature went null", "feature nulls", "null feature", "null values", "feature is empty", "feature came empty",
      "feature arrives empty", "empty feature", "feature is missing", "missing feature", "feature stopped arriving", "feature disappeared",
      "feature broke", "broken feature", "feature is gone", "lost a feature", "feature pipeline broke", "input stopped arriving",
      "input is missing", "input went empty", "feature dropped out", "feature turned to zero", "feature is zero", "feature is constant", "input is null", "inputs are null", "input nulls",
      "values went missing", "input is gone", "column is null", "input is zero", "input went to zero", "feature went to zero",
      "image is missing", "images are missing", "images stopped arriving", "no images", "image vector is empty", "image embedding is missing",
      "text is missing", "author history is missing", "input arrived empty", "modality is missing", "image input broke", "image pipeline broke" } },
  { kind = "feature_stale", what = "author histories stopped",
    shows = "nothing jumps. What is known of authors grows older every day, and new offenders pass as if they had no past",
    say = { "feature is stale", "stale feature", "stale features", "features are stale", "counters stopped", "counters froze", "frozen counters",
      "counter stopped updating", "features stopped updating", "features not updated", "feature store stopped", "feature store is stale",
      "stale counters", "old counters", "history stopped updating", "counters stand still", "features froze", "feature freshness",
      "author history stopped", "author history is stale", "stale author history" } },
  { kind = "traffic", what = "the number of posts changed",
    shows = "quality holds, the queue does not: the same reviewers see a smaller share",
    say = { "traffic spike", "spike in traffic", "more traffic", "traffic doubled", "traffic tripled", "traffic went up", "traffic changed",
      "load spike", "more requests", "requests tripled", "surge of requests", "surge in traffic", "flood of requests", "traffic surge",
      "number of requests changed", "traffic dropped", "fewer requests", "bot traffic",
      "more posts", "spike of posts", "flood of posts", "posts tripled", "number of posts changed" } },
  { kind = "taste", what = "adversaries changed their words",
    shows = "recall slides over days on harms that live in words, and precision hardly moves: they learnt what is caught. Only new labels "
      .. "bring it back",
    say = { "adversaries changed", "adversaries adapted", "adversary drift", "adversarial drift", "they reword", "reworded posts", "new wording",
      "new words", "words changed", "language changed", "attackers adapted", "spammers adapted", "concept drift", "topics shifted",
      "behaviour changed", "evasion", "new slang", "harm drifted", "policy evasion" } },
  { kind = "none", what = "something that never happened",
    say = { "bad deploy", "bad release", "bad rollout", "new release", "new model version", "version skew", "reviewers changed", "policy changed",
      "label noise rose", "threshold was changed", "brigading" } },
}

return {
  name = "harmful_content",
  title = "Harmful content",
  about = "A system that finds violence, nudity, hate, misinformation and spam among half a billion posts a day, and decides what is done with each.",
  world = "posts",
  headline = "online.prevalence",
  opening = "Good to meet you. I look after the safety of a network on which half a billion posts appear every day. Most are harmless, "
    .. "some hurt, and we can hire only so many people to read. Design the system that finds what hurts and decides what happens to it. "
    .. "We have about forty minutes and you lead. I will hold you to what you decide, so say it aloud, with a reason, and tell me "
    .. "whom it costs. Where do you begin?",
  facts = facts, unknown = unknown, refusals = refusals, estimates = estimates,
  concepts = concepts, phrases = phrases, quantities = quantities,
  steps = { clarify, frame, data, model, evaluate, serve, monitor },
  references = references, drills = drills, dives = dives, curveballs = curveballs, incidents = incidents,
}
