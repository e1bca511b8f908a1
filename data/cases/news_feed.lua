-- news_feed.lua - a feed of posts by friends, groups and pages: what the interviewer knows, what is heard in an answer,
-- how it is marked. docs/writing-cases.md explains every field. The world is the feed of video_recommendation with other
-- settings (`knobs` at the end): short posts that fade within days, most of them written while the log runs, a small pool.
-- Figures in facts and estimates belong to this invented company or follow from them by arithmetic. What the engine
-- measures is not in here.

-- ---------------------------------------------------------------------------------------------------------------------
-- What the interviewer knows. In an answer, {value} stands for the number of the scenario that is being played.

local facts = {}

local function fact(id, changes, ask, answer, assume, value, unit)
  facts[#facts + 1] = { id = id, changes = changes, ask = ask, answer = answer, assume = assume,
                        value = value, unit = unit }
end

fact("goal", "framing.objective, evaluation.primary", [[
  what is the feed for|engagement or retention|what does the company want|business objective|main kpi
  |why do we rank the feed at all|do we want more comments or more time|what should the feed achieve
  |what problem are we solving|what do we want to maximise|what would be a success|purpose of the news feed
  |what do people come for|meaningful interactions|is time spent the goal|how is success defined|what is the aim
  |time spent or returning users|what are we trying to achieve|what is a good feed|are we after engagement
  |what does leadership care about|which metric sums it up|is it about connecting friends
  |what should people get out of it|what matters most here|comments or return
  |what does the company want from the feed|what should this tab achieve
  |how would one see in a year that the feed is a success|is it about time or about coming back
  |what should people get out of the feed|what does success look like for this feed
  |what are we optimising in the end]],
  "People should leave with the feeling that they know what their friends are up to, and come back for it. We look at "
    .. "who is here again within a week. Time and comments are signs of that, and both have fooled us before.",
  [[
    the goal is that people come back|we optimise for people who return|success is weekly return
    |long-term value of the feed]])

fact("surface", "", [[
  which surface is this|is it the home feed|which page do we rank|mobile feed or web|does it include stories
  |is it the main feed or a group's page|where does the user see it|which screen|what opens when the app starts
  |is this the home tab|which tab is it|are stories and reels included|where are the posts shown
  |which part of the app|are stories part of this|do we rank reels|which surface is in question
  |which feed do you mean|app or web page|start page of the app
  |which tab are we talking about|is it just the main list|do reels and stories belong to it|groups or home
  |which screen precisely is it, the main timeline|the timeline of the home screen
  |which screen is it about|is this the main tab or group pages|stories included or not]],
  "The home tab: the ranked list of posts that you see when the app opens. Stories and the pages of single "
    .. "groups are others' work.",
  [[this is the home feed|we rank the home tab|the surface is the home feed]])

fact("impressions_per_request", "policy.list_size", [[
  how many posts do we show|how many posts per request|page size|how many posts on a page|how many slots
  |how many posts do we return|posts per load|how many items does the client get|how many posts fit on a screen
  |how many posts are returned at once|how many posts does the user see|number of posts in a response
  |when somebody scrolls to the end how much more do they get|how many posts come back in one go
  |what is the batch size of a load|how many places are there to fill|how many more when scrolling on
  |number of tiles per load
  |how many posts come back at once|length of one page of the feed|batch size per load]],
  "{value} posts a load. Whoever scrolls on asks for ten more, without those already seen.",
  [[we return ten posts|10 posts per load|ten posts a request]], 10, "posts")

fact("daily_active_users", "capacity.machines", [[
  how many users|daily active users|dau|how many people use it|how big is the user base|number of users per day
  |how large is the network|how many members|how many people a day|monthly active users|size of the audience
  |how many accounts are active|how many people are on the network|how many accounts|how large is the user base
  |users per day|number of active users|how many people open the app every day|how many users should I plan for
  |size of the community per day
  |how many people use it daily|size of the audience|number of visitors a day]],
  "About {value} people on a given day.",
  [[200 million daily users|two hundred million daily active users|200M DAU]], 200e6, "users")

fact("requests_per_user_per_day", "capacity.machines", [[
  how many requests per user|how often do people open the feed|feed loads per day|how many sessions a day
  |how often is the feed refreshed|visits per user per day|how many times a day|requests per user per day
  |how frequently do users come|how often does somebody scroll|loads per user|how active are the users
  |how many loads does a user make|how often do people come back in a day|how many refreshes
  |average requests per user|how often is the app opened|number of feed requests a day
  |how often a day is the feed loaded by one person|pulls to refresh per day
  |how often does someone refresh|loads per person|times a day a user opens the feed]],
  "A daily user loads the feed about {value} times a day, scrolling on and pulling to refresh included.",
  [[12 loads per user per day|twelve requests a day per user]], 12, "requests")

fact("peak_to_average", "capacity.machines", [[
  peak load|peak to average|how spiky is traffic|rush hour|busiest hour|peak traffic|traffic over the day
  |how much higher is the peak|when is the peak|is load even over the day|how uneven is the load
  |how bad are the peaks|spikes of traffic|what about sudden events|traffic bursts|peak multiplier
  |rush hour against the mean|how spiky is it when something happens|busiest hour factor]],
  "The busiest hour carries {value} times the day's mean; a goal in a final or an earthquake adds more for minutes.",
  [[peak is 2.5 times the average|peak factor of 2.5]], 2.5, "")

fact("items", "retrieval.index, capacity.memory_bytes", [[
  how many posts are there|how many items are there|how many items do we have|size of the corpus|how many posts in total|how large is the pool
  |how many posts are stored|number of posts younger than a week|how many posts can be shown at all|corpus size
  |how many live posts|how many posts does the index hold|total posts|catalogue size|how many posts exist
  |how many posts are in the system|number of posts overall|how big is the content pool|how many posts are kept
  |inventory of the whole network
  |how many posts are there altogether that we could show|how big is the pool of recent posts across all users
  |total number of fresh posts in the network|all posts of the last days together|how many posts must the store hold
  |how many posts exist to choose from overall|size of the whole pool of recent posts
  |total number of posts of the last week]],
  "{value} posts of the last week, over everybody. Older ones are hardly ever worth showing.",
  [[300 million posts|300M posts of the last week]], 300e6, "posts")

fact("posts_per_day", "serving.index_refresh_minutes", [[
  how many posts a day|how many new posts|post rate|how much is written every day|posts created per day
  |new content per day|how many posts are published daily|write volume|how fast do posts arrive|uploads per day
  |how many posts do people write|how much do people post|how many posts get written|how many posts arrive per hour
  |posting volume|how many updates a day|rate of new posts
  |how many new posts are written daily|volume of fresh content|posts created per day|how much gets published
  |how much gets written in a day|new posts each day|how many posts are created|how fast does the pool fill
  |how much is written across the whole network in a day|amount of writing per day
  |how much is written daily|new posts each day|volume of fresh content]],
  "About {value} a day, most of them by people, a fifth by pages.",
  [[40 million posts a day|40M new posts per day]], 40e6, "posts")

fact("inventory", "retrieval.candidates, ranking.keep", [[how many posts could be shown to one viewer|how many posts are eligible for one user|size of a viewer's inventory|
  how many posts are eligible for one user|how many candidates per user|how big is one person's inventory
  |how many unseen posts does a user have|posts from friends and groups since the last visit
  |eligible posts per visit|how many posts could we show to one person|is inventory bounded
  |how many posts are waiting for a user|number of posts from followed accounts|candidates for each user
  |do we recommend posts from strangers|posts by people they do not follow|unconnected content
  |only friends and followed pages|out of network posts|how many posts can one person see
  |how many posts does a typical feed choose from|how large is a feed before ranking
  |how many posts has somebody not seen|number of eligible posts|does the feed contain recommended posts
  |are suggested posts included|is it only friends|how much is there to rank for one user
  |how many unseen posts wait for a person|candidates per visit|how long is the list of new things since last time
  |how much is there to choose from for one user|unread posts|size of the candidate set for one reader
  |when somebody opens the app how many unread posts compete for the ten places|how many posts wait for a person
  |out of how many posts do we pick|how many candidates does the ranker face per viewer|only from people one follows
  |are posts of strangers eligible|can we show posts from people one does not follow|size of the choice for one reader
  |how many unread posts compete for the places when somebody comes
  |how many unseen posts wait for one person|how much is there to rank for a user|candidates a single visitor has]],
  "Friends, groups and followed pages give a typical visitor {value} unseen posts, a quiet account a few dozen. "
    .. "Posts from "
    .. "strangers are not in this feed, so the inventory is bounded by whom one follows.",
  [[1500 eligible posts per user|bounded inventory of friends and follows|only posts from friends and follows]], 1500, "posts")

fact("friends", "retrieval.model, evaluation.ab_users", [[how many friends does a person have|number of friends|how many connections|
  how many friends does a user have|number of follows|how large is the social graph|connections per user
  |how many accounts does somebody follow|average number of friends|how many edges in the graph|friends per user
  |groups per user|is there a social graph|do we know who is friends with whom|degree of the graph
  |do celebrities exist with millions of followers|celebrity accounts|followers of the largest page
  |how many people does one follow|how connected are users|number of friends on average|size of the graph
  |how skewed is the number of followers
  |how many connections does somebody have|size of a person's network|number of followed accounts
  |how big is a circle of friends|does a page have millions of followers|degree of the graph
  |how many people does somebody follow|how many groups is a person in|are there accounts with millions of followers
  |how dense is the graph
  |how many connections does somebody have|average number of contacts and followed pages
  |how large is a person's network]],
  "Some {value} connections a person: friends, groups and pages. A few pages have tens of millions of followers.",
  [[200 connections per person|about 200 friends and follows]], 200, "connections")

fact("latency_budget_ms", "retrieval.candidates, ranking.model", [[
  latency budget|how fast must it be|how many milliseconds|latency requirement|response time|p99 latency
  |latency target|time limit per request|sla|how long may it take|how quickly must the feed load
  |real time constraint|how long may ranking take|how fast should the feed appear|how quickly should it respond
  |end to end time|what is acceptable latency|tail latency|what time limit for producing the page
  |how quickly must the list come
  |how quick must the feed come|response time we must hold|time budget of a request]],
  "{value} milliseconds at the 99th percentile, from the request to the ordered list. Pictures load afterwards.",
  [[200 ms p99|latency budget of 200 milliseconds]], 200, "ms")

fact("baseline", "data.position_debias, evaluation.primary", [[
  what exists today|current system|what is the baseline|what do we replace|existing ranker
  |is the feed chronological now|which policy wrote the logs|how are posts ordered today|what runs in production
  |legacy system|where do the logs come from|what is live now|are we starting from scratch|old ranker|present feed
  |what are we comparing against|what serves the feed|what orders the feed at the moment
  |which system serves the feed|how does the feed work today|what algorithm is used now|is there a ranker already
  |do we have a model in production|how are posts sorted now|what produced the training data|what do users see today
  |how is it sorted today|what ranks posts at the moment|what's the present algorithm]],
  "Posts by affinity times likes, with a decay somebody chose years ago. It leans on large pages, and it served "
    .. "every log "
    .. "you will get. A plain chronological feed is a setting that few people use.",
  [[the logs come from the old ranker|there is an existing heuristic feed|the current feed favours large pages]])

fact("weights_owner", "framing.objective, framing.value.comment, framing.value.hide", [[
  who sets the weights|who owns the value formula|who decides what a comment is worth|are the weights product policy
  |how are signals combined today|who signs off the weights|is there a value formula|how often do weights change
  |who decides between likes and comments|what is a comment worth|owner of the objective|are weights learned or set
  |how are the weights chosen|who can change the weights|who is responsible for the formula
  |what weight does a comment have|who decides what matters|is there a policy on weights
  |how is the score composed today|which action counts most|who approves the objective
  |who decides how much a like counts|who sets the weights of the formula|where do today's weights come from
  |is somebody responsible for the score formula|who owns the ranking formula|how is a comment weighed today
  |if a team wants to change a coefficient whom do they have to ask|who is in charge of the formula
  |who may touch the weights|how were the present weights found|is there a decision process for the value of a comment
  |who is the owner of the scoring formula|governance of the weights
  |who decides about the weights|who owns the formula|who may change how much a comment counts]],
  "Today nobody, which is the problem: each team added a term. We want one formula, with an owner in product, a "
    .. "review when "
    .. "it changes, and an experiment that shows what a weight buys.",
  [[product owns the weights|the weights are a product decision]])

fact("signals", "data.signals, framing.value.like", [[
  what signals do we have|what can users do with a post|which feedback is logged|what actions exist
  |what labels are there|do we log dwell time|are hides logged|what events are recorded|are impressions logged
  |what data do we have|is position logged|what is in the logs|which reactions|training data available
  |do we log propensities|implicit or explicit feedback|do we know how long somebody looked|what is logged
  |which user actions are recorded|what feedback is available|do we have labels|what interactions can users have
  |are scrolls recorded|what data can I train on|which events exist|can people react with emoji|is seen time tracked
  |do you store impressions
  |what is logged|which interactions do we record|what feedback exists|which events can be labels
  |do we log impressions with position and propensity|what does the log hold
  |do the logs contain just clicks or also likes hides and time in view|which actions can people take on a post
  |what can I learn from|are impressions with position recorded|which feedback do we have
  |what do we record about each view|what kinds of reactions exist
  |what feedback is logged|which reactions are recorded|what do we know about how people responded]],
  "Every impression with its place and the probability the old ranker gave it; then clicks to open, seconds in "
    .. "view, likes, "
    .. "comments, shares and hides. A comment's tone is not labelled.",
  [[impressions clicks and dwell are logged|we log likes comments shares and hides|position is logged]])

fact("comment_rate", "ranking.calibration, data.negative_keep_rate", [[
  how rare are comments|how often do people comment|comment rate|how sparse are the labels|how common are likes
  |rate of shares|how many likes per impression|base rates of the heads|how sparse are comments
  |frequency of feedback|what share of impressions gets a comment|how imbalanced are the heads
  |how many posts get comments|how often is something liked|what fraction of posts is liked
  |positive rate of comments|how much data is there for each head|how common are comments|how imbalanced is the data
  |click rate of posts
  |how often do people comment|how frequent are likes and shares|base rates of the reactions|how rare is a comment
  |share of impressions with a reaction
  |how often does somebody write a reply under a post per impression
  |are comments frequent enough to train a head on them|how many positives does the comment head have
  |likes per thousand impressions|sparsity of the rarest reaction|base rate of each action
  |how rare are comments|share of impressions that get a reply|likes compared with comments]],
  "Three comments in a thousand impressions ({value}), likes about ten times as often, shares less than comments.",
  [[comments are rare|three comments per thousand impressions]], 0.003, "share")

fact("hide_rate", "framing.value.hide", [[
  how often do people hide posts|hide rate|negative feedback|is there a hide button|how rare are hides
  |can users hide a post|do people unfollow|blocks and reports|how common is see less
  |can somebody say not interested|unfollow rate|how often is a post reported|mute rate
  |how frequently are posts hidden|do people use see less|how many hides a day|how common is negative feedback
  |number of reports|can a user snooze somebody|what happens when a post is hidden|do people block others
  |how often is something hidden|negative feedback rate|how rare are hides|do people hide posts|snooze and hide
  |how often is a post hidden|do people press hide|negative actions per impression|how many posts get see less
  |frequency of hiding and reporting
  |out of a thousand views how many get hidden by the user|how many hides per thousand
  |how often do people hide something|frequency of negative feedback|how rare is show less]],
  "Rare: about four hides in ten thousand impressions ({value}). But one who hides often is soon seldom here.",
  [[hides are rare|hides are the rarest signal]], 0.0004, "share")

fact("dwell", "framing.label, framing.value.watch_time", [[
  how long do people look at a post|dwell time|distribution of dwell|how many seconds per post|time spent on a post
  |is dwell skewed|do long posts get more time|how is dwell measured|typical reading time
  |does dwell depend on length|time in view|reading time of long posts|scroll past
  |do long posts get more reading time|how long is a post read|median dwell|how much time per post
  |how long do people stop|is time per post skewed|what does dwell look like|video watch time in the feed
  |do we know how long a post was looked at|reading time per post|how long does somebody stay on one
  |is attention time measured|time in view|seconds spent on a post
  |how long is a post looked at|seconds of attention per post|distribution of time per post|is dwell time heavy tailed
  |median time in view
  |how long do people look at a post|is reading time measured|typical time on a post]],
  "Seconds: {value} at the median for what is stopped at, minutes for long texts and videos. Most posts are "
    .. "scrolled past. "
    .. "Long posts hold people longer whether they like them or not.",
  [[dwell is skewed|long posts get more dwell]], 6, "seconds")

fact("dwell_cv", "evaluation.ab_users", [[
  variance of time spent|how noisy is time per user|standard deviation of minutes|coefficient of variation
  |spread of the metric between users|how variable are users|variance for the experiment|noise of the metric
  |how much does time spent vary|variance between people|what spread should I assume for sizing|noise in time spent
  |how noisy is the metric
  |how noisy is time spent|variance of minutes between users|standard deviation for the sample size
  |spread of the metric
  |for the power calculation: std dev of time spent relative to its mean|variance between users of the time spent
  |how noisy is the main metric between users|spread of minutes per user|sigma over mean
  |how much does time differ between users|spread of minutes across people|variance of time spent]],
  "Between users, the standard deviation of minutes is {value} times the mean.",
  [[standard deviation is twice the mean|coefficient of variation of 2]], 2, "")

fact("post_kinds", "data.features", [[
  what kinds of posts|text photos or video|what is in a post|types of content|are there links
  |do we know what a post is about|content features|post metadata|what do we know about a post
  |are there embeddings of posts|languages of posts|how long are posts|text pictures links|post attributes
  |which languages do posts have|what media do posts contain|are there polls and events|what formats exist
  |do posts have embeddings|what information comes with a post|is there text understanding
  |how long is a typical post|do posts have topics
  |which types of posts are there|photos links videos texts|formats of content|what do we know about a post
  |attributes of a post
  |what do posts consist of|photo text or link|which attributes does a post carry|is there a content embedding
  |what types of posts exist|do we know the topic of a post
  |what types of posts are there|text, photos or videos|what information do we have about a post]],
  "Short texts, photos, links, a few videos. We know author, kind, language, length, topic, when it was "
    .. "written, and have "
    .. "a content vector from another team.",
  [[posts are text photos and links|posts have topics and content vectors]])

fact("user_data", "data.features", [[
  what do we know about users|demographics|profile data|user history|do we know age|location of users
  |what is in the profile|how close are two friends|do we know tie strength|affinity between people|user attributes
  |relationship features|who interacts with whom|what is known about users|which user information may I use
  |can we use messages|do you know who is close to whom|is location known|how well do we know relationships
  |family or colleague|interaction history with authors|what exists per user: demographics interests history
  |what do we know about the viewer|may I use private messages|how close two people are: do we know
  |tie strength between viewer and author
  |what do we know about the reader|which profile data can I use|signals about the person]],
  "Age band, device, language, whom they follow, and what they opened, liked, commented on and hid, author by author. "
    .. "Private messages are off limits, even their counts.",
  [[we have history per author|we know age band and device]])

fact("outrage", "framing.value.comment, evaluation.guardrails", [[
  do angry posts get more comments|is outrage a problem|divisive content|controversial posts
  |does the feed reward anger|polarisation|toxic discussions|what happened when comments were weighted
  |engagement bait|clickbait posts|sensational posts|do we punish rage bait|baiting for comments
  |are heated threads a concern|outrage|rage|angry comments|quarrels in comments|is outrage an issue|is outrage an issue here
  |how do you see outrage|is there a problem with angry comments|do quarrels drive engagement
  |are controversial posts amplified|has the feed been criticised|does anger spread|is there hate bait
  |did comment weights ever backfire|unpleasant discussions
  |does the feed reward quarrels|angry comments|polarisation|engagement bait|is controversy a problem
  |what happened when comments got more weight
  |does anger drive engagement|do nasty fights get rewarded|what happens with divisive posts
  |did comments as a target go wrong before|rage bait|people quarrelling under posts|does the ranker push controversy
  |bad experience with weighting comments
  |does anger drive comments|did weighting replies cause quarrels before|have you seen engagement bait go wrong]],
  "A few years ago comments were given much weight; comments rose, and so did quarrels, hides and people who wrote "
    .. "that the place had become unpleasant.",
  [[outrage drives comments|comment weight rewards outrage]])

fact("guardrails", "evaluation.guardrails", [[
  guardrails|counter metrics|what would stop a launch|red lines|what counts as harm|do we survey users
  |things we must not break|what would make you roll back|what may not suffer|what do you want protected
  |which numbers should not drop|what would worry you|is there a satisfaction survey|what harm should I watch
  |limits of a launch|what should not get worse|which numbers must not get worse
  |what do you track beside the main number|is there a survey on post quality
  |limits we have to keep while optimising
  |what must not get worse|which numbers may not drop|limits we have to respect]],
  "Hides and reports, weekly return, the share of views that small accounts get, and a survey that asks whether "
    .. "a post was "
    .. "worth seeing.",
  [[hides are a guardrail|return is a guardrail]])

fact("freshness", "policy.freshness_boost, serving.index_refresh_minutes", [[
  how fresh must the feed be|how soon must a new post appear|is recency important|how quickly do posts go stale
  |how fast does interest fade|breaking news|how long is a post relevant|how old may a post be
  |time until a post is visible|half-life of a post|should new posts come first|does recency matter
  |how quickly does content age|should there be recency|how old are posts people read|how long does a post live
  |how soon do friends see it|time to visibility|how important is timeliness|are posts time critical
  |how quickly should new posts appear|lifetime of a post|do people want the newest
  |how fast must a friend's post appear|when is a post old news|how quickly does interest fade
  |how soon does news go stale|if my friend posts now when should I be able to see it at the latest
  |how quickly must a new post enter the feed|how fast do posts lose their value|half life of interest in a post
  |does an old post still matter|how soon is a post stale
  |how soon must a new post be visible|how fast do posts age|how old may a post be]],
  "A friend's post should be showable within {value} minutes. Interest halves in about a day and a half, for "
    .. "news faster.",
  [[new posts within five minutes|posts fade within days|recency matters]], 5, "minutes")

fact("seen_posts", "policy.diversity", [[
  can a post be shown twice|seen posts|do we repeat posts|what about posts already seen|bump rule
  |should a post come back|new comments on a seen post|when may an old post return|resurface|already viewed posts
  |bumping|may a post appear twice|a post twice|appear twice|appear again|post appear more than once
  |may a post appear again|show a post again|repeat a post with new comments|story bumping|posts missed while away
  |what happens to a post I have seen|are read posts removed|do missed posts come back|how do you treat viewed posts
  |can old posts return|impression discounting|is repetition allowed for seen posts|do we filter seen posts
  |may something be shown twice|what happens with posts already seen|can an old post come back|repeats in the feed
  |do we remove what was viewed
  |shall something already seen be shown a second time|how long should what was finished be kept out
  |do we show things again|may repeats happen|should watched or read ones be filtered
  |what about stuff the person has already consumed
  |shall a post that was already read be shown a second time|what happens to posts I scrolled past
  |are viewed posts removed|do missed posts come again|when does an old post come back
  |may something come back that was already seen|do we repeat posts|what happens with posts somebody scrolled past]],
  "What was seen stays away, except when a friend of yours comments on it: then it may come back once. What was missed, "
    .. "because one did not scroll so far, stays eligible.",
  [[seen posts are removed|a post may be bumped by a friend's comment]])

fact("diversity", "policy.diversity, policy.creator_cap", [[
  several posts by the same author|diversity|same author twice|how many posts by one friend
  |may one page fill the feed|variety rule|same topic repeated|session diversity|too many posts from one page
  |echo chamber|filter bubble|mix of friends and pages|dominated by one person|how many posts by one author are fine
  |is there a limit per author|do people complain about repetition|variety of sources|balance of friends and pages
  |how mixed should the feed be|too much from one page|should topics vary|may ten posts in a row be from one page
  |is there a cap per author|too many posts from one person|same topic again and again|balance of sources
  |are there rules about variety|may one author fill the screen|limits per author or topic]],
  "No rule exists. People complain when one talkative page takes half the screen, and when every post is about "
    .. "the same match.",
  [[one author should not fill the feed|variety matters]])

fact("small_authors", "policy.exploration, policy.creator_cap", [[
  do authors matter|stakeholders|what do people who post want|publishers and pages|small accounts
  |do friends get shown|fairness to authors|who else has a stake|why do people post|does nobody see my posts
  |supply side|creators|do people stop posting|feedback for authors|do authors care about reach|what do authors want
  |do people notice when nobody reacts|why would somebody stop posting|is reach important for pages
  |who are the stakeholders|are posters also our customers|what about publishers|do small pages get shown
  |incentives of authors
  |what about people whom nobody answers|should quiet authors get reach|do small accounts get views
  |incentive to keep posting|long tail of authors|exposure for unknown authors
  |do we care about people with few followers getting an audience
  |what happens to authors who get no reaction on their posts|does a person with few friends get reach
  |do writers quit when nobody answers|distribution of reach over authors|is exposure for the small ones important
  |motivation of people who write
  |do people stop writing when nobody answers|what about accounts with few followers
  |is reach of small creators a concern]],
  "Somebody whose posts nobody answers stops posting, and then their friends have less to read. Pages pay attention to "
    .. "reach, and game whatever we reward.",
  [[authors need an audience|people stop posting without feedback]])

fact("new_users", "retrieval.model, serving.fallback", [[
  what about new users|cold start|users with few friends|new accounts|users without history|empty inventory
  |what does a newcomer see|somebody who follows nobody|few connections|no posts left|what if there is nothing new
  |what about people who just joined|sign-ups without friends|few follows|inactive users|what if the feed runs out
  |what if there are too few posts|users returning after months|thin feeds
  |what about accounts with hardly any friends|is there enough to show to someone with few connections
  |empty feed for a newcomer|what do we show when there is nothing left|fresh accounts|someone with three friends
  |someone who registered this morning and follows nobody|how many are new and follow nobody
  |what of people with hardly any friends|how many are new and empty|cold start for newcomers]],
  "One user in twenty has fewer than ten connections. Their inventory is empty by the second scroll; suggesting "
    .. "people to "
    .. "follow is another team's, but the feed must not be blank.",
  [[new users have little inventory|newcomers have few friends]])

fact("position", "data.position_debias", [[
  does position affect clicks|is the first post clicked more|position bias|place in the list
  |do people read to the end|how far do people scroll|scroll depth|top of the feed gets more attention
  |examination of lower posts|is the top seen more|do people look at lower posts
  |how much attention does the first post get|attention by position|bias by position in the logs
  |is there randomised data|does anyone look at the tenth post at all
  |do we have a measured examination curve by slot|is there randomised data on positions
  |how does attention fall down the feed|how likely is the last post seen
  |are top posts clicked just for being on top
  |does the place in the feed matter|how far down do people look|attention by rank]],
  "The first post is looked at nearly always; by the tenth, most have gone. How steep that is, nobody has "
    .. "measured without "
    .. "the ranker's help.",
  [[position bias exists|top posts get more attention]])

fact("event_delay", "data.split", [[
  comments come later|delay of the stream|when do we know the outcome|delayed feedback|how late do comments come
  |how long until feedback is complete|when can I trust the label|time until events arrive|delay of comments
  |streaming or batch logs|when does a comment arrive in the logs|how long until all reactions are in
  |how late can a share be|time until labels are final
  |how late do reactions come in|when are comments complete|lag of feedback events]],
  "Clicks and likes within seconds. Comments and shares trickle in for a day, hides mostly at once.",
  [[comments arrive late|labels are delayed]])

fact("log_retention", "monitoring.retrain_every_days", [[
  how long are logs kept|how much history|how far back do logs go|months of data|amount of training data
  |how long is data stored|how old can training data be|retention period|how many months do we keep
  |history available for training
  |how long are logs kept|for how many days do we store raw data|when is history deleted]],
  "Raw logs for {value} days, sums without identities for longer.", [[60 days of logs]], 60, "days")

fact("consent", "data.features", [[
  privacy|consent|opt out of personalisation|gdpr|legal requirements|must data be deleted|right to erasure
  |regulation|chronological option|are we allowed to use history|laws|compliance|deletion on request|sensitive data
  |transparency duty|private posts|who may see a post|audience settings|visibility rules
  |is there a chronological setting|can we use private data|who is allowed to see a post|privacy of posts
  |are private groups included|what about minors|teenagers on the network|rules for children|legal limits
  |data protection|audience of a post|can authors restrict a post|who may see a post|privacy of posts
  |visibility settings|deleted posts|audience chosen by the author|can somebody opt out of ranking
  |is a chronological view required|who is allowed to see a given post|are privacy settings of posts respected
  |what does data protection require|rules about minors
  |who is allowed to see a post|privacy restrictions on audience and profiling|what about deletion requests]],
  "A post is shown only to whom its author allowed; that is a hard filter at request time. Erasure within thirty days, "
    .. "training data included, and an unprofiled feed must be on offer; nobody under eighteen is profiled by "
    .. "sensitive traits.",
  [[gdpr applies|visibility is a hard filter|users can opt out]])

fact("moderation", "", [[
  who removes harmful posts|moderation|misinformation|hate speech|spam|is content policy in scope|integrity
  |who deals with false news|illegal content|do we filter harmful content|who handles misinformation
  |who takes care of fake news|who takes down bad posts|is harmful content our job
  |who pays attention to misinformation|who handles false information|borderline content|is there an integrity team
  |do we demote misinformation|fake news|borderline content|who deletes bad posts|hate and nudity in the feed
  |do we get a score for borderline posts|who deals with hate and fake news|are violating posts gone before ranking
  |is there a signal of policy violations|integrity scores|who removes illegal posts
  |who removes harmful posts|is abusive content filtered before ranking|do we handle borderline content]],
  "Another team removes what breaks the rules and gives borderline posts a score that you may read. What is merely "
    .. "unpleasant is left to ranking.",
  [[moderation is another team's|harmful posts are removed upstream]])

fact("ads", "", [[
  are ads included|advertising|revenue|monetisation|sponsored posts|do ads share the feed|how do we make money
  |is there sponsored content|does revenue count|are paid posts ranked with the rest|should I consider advertisers
  |boosted posts|are sponsored posts my job as well|where do advertisements go|should revenue be in the formula
  |do adverts compete with posts|is revenue part of the formula|are sponsored posts ours]],
  "Advertisements fill their own slots by their own auction. No revenue in your formula.", [[ads are out of scope]])

fact("scope", "", [[
  boundaries|what is included|what do other teams own|do I design the graph|is posting in scope|notifications
  |is search included|what may I ignore|should I design storage|friend suggestions|which parts are not mine
  |should I do notifications|what is someone else's job|do I cover posting|what may I take for granted
  |is the graph service given|shall I also design the writing path and notifications
  |is the social graph service given|which parts belong to others|do I design fan-out and storage
  |just the ranking or more
  |what is not part of my job|which parts are out of bounds|what can I leave out]],
  "Leave out writing and storing posts, notifications, search, friend suggestions and advertising. From the "
    .. "request to the "
    .. "ordered ten, and what keeps that healthy.",
  [[notifications and search are out of scope|only the ranking of the feed]])

fact("experiments", "evaluation.ab_users, evaluation.ab_days", [[
  can we run experiments|a/b tests|experimentation platform|how many users in a test|how long do tests run
  |share of traffic for a test|online test|duration of tests|how is traffic split|can we split by cluster
  |how many users may be in a test|how can we test|is there an experiment framework|how long may an experiment run
  |what traffic can I use|do other tests run at once|can a test be by cluster|holdout groups
  |by what unit do we randomise|can we randomise by cluster of friends or is it only user level
  |how many people may see an experiment|duration and size of an experiment|is cluster randomisation possible
  |how are A/B tests run|how many users may a test have|can I randomise clusters]],
  "Two percent of users, two weeks as a rule. The platform splits by user; clusters of the friend graph are "
    .. "drawn up once a "
    .. "month and can be used instead.",
  [[a/b tests are possible|we can test on two percent of users]])

fact("interference", "evaluation.ab_users", [[
  network effects|do friends in both arms affect each other|interference|spillover|are arms independent
  |does a user's treatment change a friend's feed|contamination|violation of independence
  |what if treated users comment more|ego network|cluster randomisation|design effect|correlation within clusters
  |do friends in different arms influence each other|are users independent|is there leakage between arms
  |do treated users affect control|does the graph matter for tests|how large is the design effect
  |variance with clusters|social spillover|if treated users comment more do their friends in control see that
  |do friends in different arms affect each other|spillover along friendships|network effects between arms
  |do friends in different arms influence each other|does a treatment spill over through the network
  |network effects in tests]],
  "Very much so. If my arm makes me comment, my friends in the other arm have more to read. With clusters of "
    .. "people who know "
    .. "each other the variance of a mean is about {value} times that of single users.",
  [[friends in both arms interfere|network effects break independence|design effect of 4]], 4, "")

fact("availability", "serving.fallback", [[
  availability|uptime|what if it fails|may the feed be empty|fallback|what to show on timeout|how reliable|downtime
  |what happens on failure|blank feed|what if the ranker is down|what happens if ranking times out
  |what if the service is down|may we show nothing|what should be shown when it fails|is downtime acceptable
  |what if a stage is slow|worst outcome|is there a degraded mode you would be happy with
  |what should we serve when ranking is down|can we fall back to newest first|is a blank page acceptable
  |what if the ranking is down|what is shown when we fail|may the feed ever be empty]],
  "Never a blank feed. Newest first from friends is a decent stand-in.", [[there must be a fallback|high availability]])

fact("regions", "serving.replicas", [[
  regions|data centres|failover|lose a region|disaster|servers in which places|how many regions must survive
  |where do servers stand|number of data centers|does it run worldwide|can a region fail|geographic redundancy
  |geographic setup|how many sites serve the traffic|what if one region is lost|failover between regions
  |how many data centres|what if a region burns down|geographic set-up]],
  "{value} regions, each with its own users; any three must carry the fourth.", [[four regions]], 4, "regions")

fact("hardware", "ranking.model, serving.replicas", [[
  hardware|gpus|machines|cost limit|infrastructure cost|what servers|cpu or gpu|budget|what machines do we have
  |are gpus available|is cost important|how much compute|what does serving run on|limits on spending
  |do we serve on GPUs|which machines serve the feed|are accelerators available
  |what machines are there|gpus for serving|which servers can I use]],
  "CPU servers for serving, some GPUs for training. Each machine has to be argued for.", [[serving on cpu|cost matters]])

fact("core_flops", "capacity.machines", [[
  flops per core|how fast is one core|gigaflops|operations per second of a core|how many flops can a core do
  |arithmetic of one core
  |speed of a core|operations per second per cpu|flops of one core]],
  "Take twenty gigaflops a core.", [[20 gflops per core]], 20e9, "flop/s")

fact("flops_per_candidate", "capacity.machines", [[
  flops per candidate|cost of scoring a post|how heavy is the ranker|operations per post|compute per post
  |size of the model|how many flops is one prediction|flops to score one post|what does one prediction cost
  |compute per candidate|cost of scoring one post|compute per post with all heads
  |compute per scored post|operations for all heads on a post|how expensive is ranking one post]],
  "Yours to choose; for a sum, take three hundred thousand operations a post, all heads together.",
  [[300 thousand flops per post]], 3e5, "flop")

fact("feature_bytes", "retrieval.candidates", [[
  bytes of features|feature size|how large is a feature row|feature payload per post|size of features per post
  |how much does the feature store return|how many bytes of features per post|how big are features
  |data fetched per post|size of one feature row|how large are the features of one post|bytes fetched per post
  |bytes of features per post|how large is one feature row|data fetched for each candidate]],
  "Four hundred bytes a post, with the counters of viewer and author.", [[400 bytes of features per post]], 400, "bytes")

fact("log_row_bytes", "", [[
  bytes per log row|size of an impression record|storage per impression|how large is one logged impression
  |bytes of one impression|space of a log record|size of a log row
  |size of a log line|bytes per impression|storage for each row]],
  "A hundred and twenty bytes an impression.", [[120 bytes per impression]], 120, "bytes")

fact("infrastructure", "serving.index_refresh_minutes", [[
  existing infrastructure|feature store|streaming|kafka|data platform|where are posts stored
  |is there a fan-out service|how are friends' posts fetched|push or pull|tech stack|post store by author
  |how are posts stored|how do we get the posts of friends|what systems exist|do we have a stream
  |where do features come from|which services can I use|how is the inventory fetched|data pipelines
  |can I query the newest posts of a set of authors|is there a post store|what does the graph service offer
  |stream of events available
  |which systems exist already|is there a feature store or stream|what can I build upon]],
  "A post store by author that answers \"newest of these two hundred\", a stream of events, a feature store "
    .. "with counters "
    .. "of minutes, a scheduler for training.",
  [[there is a feature store|posts are stored by author]])

fact("on_call", "monitoring.alert_threshold", [[
  how many alerts|operations team|who runs it|false alarms tolerated|how many pages a week|who operates the feed
  |is there an on-call rotation|who reacts to alarms|how many false alarms do we stand
  |who is woken at night|how many false alarms are tolerable|who looks after it in operation]],
  "Your team, one at a time. A false page a week is the most that anybody will stand.", [[the team is on call]])

fact("deploys", "monitoring.retrain_every_days", [[
  rollback|canary|how often is the model retrained|ship a model daily|how do weights reach production
  |how quickly can a weight be changed|is there a staged rollout|how fast can we roll back|how often do models ship
  |can weights change without a release|how does a changed weight get to production
  |are weights configuration or code|how often may a new model go live|how is a new formula rolled out
  |how often can a model go out|how do changes reach production|canary and rollback]],
  "Models may ship daily behind a canary of one percent. Weights of the formula are configuration: they go live "
    .. "in minutes, "
    .. "which is a comfort and a danger.",
  [[models can ship daily|there is a canary]])

fact("team", "", [[
  how many people are on the team|how many engineers|deadline|timeline|when is the launch|who builds it
  |how long do we have|who works on this|how many people are on the project|how much time is there
  |when should it be live|resources|headcount|how many people do I have|who is on the project
  |until when must the first test run
  |how many engineers are on it|when should a first version be ready|who works on this]],
  "Six engineers, two analysts, one product manager; first experiment in a quarter.", [[a small team]])

fact("growth", "capacity.machines", [[
  growth|how fast are we growing|headroom|next year|will traffic grow|plan for growth|what about the future
  |will there be more posts|how will inventory grow|how much headroom|how quickly does posting grow|will users grow
  |volume in three years
  |how will usage grow|volume in three years|should I plan for more posts]],
  "People grow slowly; posts for each of them double in three years.", [[inventory doubles in three years]])

fact("seasonality", "monitoring.alert_threshold", [[
  seasonal|weekends|holidays|elections|does behaviour change over the week|do tastes drift|big events|trends
  |does the day of the week matter|are weekends different|do events change behaviour|does interest shift
  |how stable are tastes|elections and finals|are there seasons|do interests drift
  |what do elections or big sport events do to the feed|do weekends differ|what happens at new year
  |do weekends or elections change things|what happens on big events|is demand seasonal]],
  "Weekends bring photos, elections bring quarrels, and a large event is the whole feed for a day.",
  [[weekly seasonality|tastes drift]])

fact("bots", "data.signals", [[
  bots|fake accounts|spam likes|like farms|heavy users|power users|skewed activity|fake engagement
  |a few users comment most|are there fake likes|is activity concentrated|do a few people write everything
  |how skewed is commenting|are there bots|inauthentic behaviour|distribution of activity over users
  |are there fake accounts|spam and robots in the log|do few people write most of it|coordinated behaviour
  |automated accounts
  |is bot traffic filtered from the logs|do we have fake accounts in the data|automated traffic|robots in the log
  |are invalid events cleaned|how is fraud dealt with|manipulated interactions|click farms
  |who writes most of the comments|heavy commenters|are a few people responsible for most activity|spam accounts
  |fake users
  |are there fake accounts|do a few loud people dominate|spam and automated comments]],
  "A tenth of the people write two thirds of the comments. Obvious fakes are removed before the log.",
  [[activity is skewed|few people write most comments]])

fact("target", "evaluation.primary", [[
  what improvement is expected|target|how much better|what lift|acceptance criterion|which number must we reach
  |uplift|what would be a win|target number|what lift do you want|how big an improvement
  |what counts as success in numbers|how much should return rise|what goal in percent|expected gain
  |how large must the gain be|what number means success
  |what uplift do you expect|how much better must it be|which result counts as success]],
  "That is yours to set: a number, what it is measured against, and what would make you stop.")

local unknown = {
  "I do not know that one. Assume something, say it, and carry on.",
  "Nobody has looked into it here. What would you assume, and what hangs on it?",
  "That is not written down anywhere. Pick a figure you can defend.",
  "I did not follow. Could you ask it differently?",
}

local refusals = {
  "That is the design, and the design is yours.",
  "I would like to hear how you would decide it.",
  "What are the options, and what does each of them cost?",
  "Tell me first; then I will tell you what bothers me about it.",
}

-- ---------------------------------------------------------------------------------------------------------------------
-- Sums that a candidate should be able to do. Names are ids of facts.

local estimates = {
  { id = "average_qps", title = "average load", unit = "requests/s",
    formula = "daily_active_users * requests_per_user_per_day / 86400",
    why = "Everything that is paid by the request starts here." },
  { id = "peak_qps", title = "peak load", unit = "requests/s",
    formula = "daily_active_users * requests_per_user_per_day / 86400 * peak_to_average",
    why = "Machines are bought for the busiest hour." },
  { id = "impressions_per_day", title = "impressions a day", unit = "impressions",
    formula = "daily_active_users * requests_per_user_per_day * impressions_per_request",
    why = "Rows of training data: enough for a common head and, thinned wrongly, too few for a rare one." },
  { id = "log_bytes_per_day", title = "log storage a day", unit = "bytes",
    formula = "daily_active_users * requests_per_user_per_day * impressions_per_request * log_row_bytes",
    why = "Decides what stays raw and for how long." },
  { id = "comments_per_day", title = "comments a day: positives of the comment head", unit = "comments",
    formula = "daily_active_users * requests_per_user_per_day * impressions_per_request * comment_rate",
    why = "A rare head still has many positives at this scale; what is scarce is positives for one pair of people." },
  { id = "hides_per_day", title = "hides a day: positives of the hide head", unit = "hides",
    formula = "daily_active_users * requests_per_user_per_day * impressions_per_request * hide_rate",
    why = "The rarest head carries the largest weight, so its errors are multiplied most." },
  { id = "hides_per_user_week", title = "hides a user and week", unit = "hides",
    formula = "requests_per_user_per_day * impressions_per_request * hide_rate * 7",
    why = "One event in a few weeks is no personal history: hides have to be learnt across people and authors." },
  { id = "posts_scored", title = "posts scored at peak if all of an inventory is ranked", unit = "posts/s",
    formula = "daily_active_users * requests_per_user_per_day / 86400 * peak_to_average * inventory",
    why = "A bounded inventory invites scoring all of it. This is what that means." },
  { id = "ranking_cores", title = "cores for ranking whole inventories at peak", unit = "cores",
    formula = "daily_active_users * requests_per_user_per_day / 86400 * peak_to_average * inventory * "
      .. "flops_per_candidate / core_flops",
    why = "The price of not having a first pass; a cut to a third of the posts is a cut to a third of this." },
  { id = "feature_traffic", title = "features fetched at peak for whole inventories", unit = "bytes/s",
    formula = "daily_active_users * requests_per_user_per_day / 86400 * peak_to_average * inventory * feature_bytes",
    why = "The network often gives out before the arithmetic." },
  { id = "posts_per_connection", title = "unseen posts a connection", unit = "posts",
    formula = "inventory / friends",
    why = "A mean that hides much: one loud page writes what fifty friends do not, which is why there is a cap." },
  { id = "posts_per_refresh", title = "posts written while an index is not refreshed", unit = "posts",
    formula = "posts_per_day / 1440 * freshness",
    why = "What nobody can be shown until the next refresh." },
  { id = "ab_users", title = "users of a test by user that finds 1 % more minutes", unit = "users",
    formula = "2 * 16 * dwell_cv * dwell_cv / (0.01 * 0.01)",
    why = "Two arms of 16 times the squared coefficient of variation over the squared effect: 80 % power at 5 %." },
  { id = "ab_users_clusters", title = "the same, split by clusters of friends", unit = "users",
    formula = "2 * 16 * dwell_cv * dwell_cv / (0.01 * 0.01) * interference",
    why = "Independence is bought with users: the design effect multiplies them." },
}

-- ---------------------------------------------------------------------------------------------------------------------
-- What is heard in an answer: words that set a knob. All words of a wording stand near each other, in any order.

local concepts = {
  { name = "item", ways = "post|story|stories|article|update" },
  { name = "new", ways = "just written" },
  { name = "creator", ways = "friend|group" },
  { name = "watch", ways = "dwell|reading time|time in view|seconds in view|read time" },
}
local phrases = {}

local function hear(knob, value, say, unsay)
  phrases[#phrases + 1] = { knob = knob, value = value, say = say, unsay = unsay }
end

-- framing
hear("framing.objective", "multi_task", [[
  value formula|value model|value function|formula over heads|weighted sum of predictions
  |weighted sum of probabilities|weighted sum over heads|several heads|one head per action|head for each action
  |head per signal|multi-task|multitask|multi-task model|multiple heads|predict each action|predict every action
  |probability of each action|combine like comment share|combine heads|blend the heads|sum of weighted actions
  |weights over actions|heads for click|heads for comment|expected value of a post|value of an impression
  |weigh the predictions|click dwell comment like share hide|multi-objective|combine them into one score
  |combined into one score|combine the probabilities|combine the predictions|predict click comment like
  |probabilities of like comment|predict likes comments shares|score combines|one number from several predictions
  |score combines|formula click likes|formula likes comments|formula comments hides|formula click comments
  |score is the sum of|weighted likes comments|utility of actions|expected utility|sum over actions]],
  [[single head|one head only|single objective|only one prediction]])
hear("framing.objective", "click", [[
  rank by click probability|rank by clicks|order by click|optimise clicks|maximise clicks|optimise ctr|maximise ctr
  |predict only clicks|click prediction alone|sort by ctr|order by pctr|objective is clicks|objective click
  |train on clicks alone|click-through as the objective|clicks as the objective|rank by ctr]],
  [[rather than clicks|instead of clicks|clicks are not the goal|beyond clicks|clicks alone reward|clicks alone favour]])
hear("framing.objective", "watch_time", [[
  rank by dwell|order by dwell|optimise dwell|maximise dwell|expected dwell|maximise time spent|optimise time spent
  |rank by time spent|rank by expected time|objective is dwell|dwell as the objective|objective time spent
  |predict dwell alone|order by expected seconds|expected seconds in view|order by reading time]],
  [[dwell favours long|dwell alone|dwell rewards long|rather than dwell|instead of dwell|dwell head|head for dwell]])

hear("framing.value.hide", "0", [[
  hides have no weight|no weight on hides|hide weight zero|leave hides out of the formula|hides count for nothing]])
hear("framing.value.hide", "-8", [[
  large negative weight on hides|hides have a large negative weight|large negative weight for hides
  |heavy penalty for hides|strong penalty on hides|hides are penalised heavily]])

-- data
hear("data.split", "temporal", [[
  split by time|split by date|split by day|time split|temporal split|time-based split|chronological split
  |cut at a date|train on earlier days|train on the past|test on later days|test on the last days|last days for test
  |hold out the last days|out of time|evaluate on the following days|validate on the next day
  |train until monday test afterwards|split on a timestamp|later days held out|test rows later than training
  |future days for test|test on the weekend after|test on the week after|test on the day after|test on days after
  |test on what came after|test on tomorrow|trained on the past tested on the future|split along time
  |holdout of the last days|newest days for test]],
  [[time split is unnecessary]])
hear("data.split", "random", [[
  random split|split at random|split randomly|shuffle the rows|shuffle and split|random test set|random holdout
  |80/20 split|random rows as test|cross-validation over rows|k-fold|rows drawn at random for test
  |hold out random impressions]],
  [[random split leaks|random split would leak|random split flatters|never at random|random split is wrong
    |random split looks better|instead of random]])
hear("data.negatives", "mixed", [[
  mixed negatives|in-batch plus uniform|in-batch and uniform|in-batch plus random|in-batch and random negatives
  |batch negatives plus some from the pool|batch and uniform negatives|uniform ones added to the batch|half from the batch
  |batch negatives with random posts|in-batch plus random posts|add uniform negatives to the batch]])
hear("data.negatives", "in_batch", [[
  in-batch negatives|in-batch negative|negatives from the batch|in-batch softmax|other posts in the batch
  |batch negatives|other rows of the batch]],
  [[in-batch alone is not enough|only in-batch would]])
hear("data.negatives", "random", [[
  random negatives|uniform negatives|random posts as negatives|negatives from the whole pool|negatives drawn uniformly
  |uniformly sampled negatives]])
hear("data.negatives", "hard", [[hard negatives|mined negatives|hard negative mining|mine negatives]],
  [[only hard negatives|without hard negatives]])
hear("data.negatives", "popularity", [[popularity negatives|negatives by popularity|popularity-weighted negatives]])
hear("data.downsampling_correction", "true", [[
  correct for downsampling|correct for the thinning|undo the downsampling|downsampling correction|restore the base rate
  |put the base rate back|correct the probabilities|correct for the keep rate|rescale the probabilities
  |probabilities corrected afterwards|adjust for the sampling of negatives|correct the intercept|undo the sampling
  |divide the odds by|scale the odds back]])
hear("data.downsampling_correction", "false", [[
  no correction afterwards|leave the probabilities uncorrected|ignore the keep rate|ignore the downsampling
  |downsampling uncorrected]])
hear("data.position_debias", "true", [[
  position bias|correct for position|debias position|position debiasing|place as an input in training|position tower
  |shallow tower|position dropped at serving|position left out when serving|inverse propensity|propensity weighting
  |ipw|learn the effect of the place|account for position|model the place apart|examination by place
  |position in training only|effect of the slot|separate position from relevance|correct clicks for the place
  |position goes in as a feature|position as a feature in training|position as a feature at training
  |drop position at serving|position feature training serving drop|position is an input while training
  |remove the effect of position|unbiased learning|click model|examination model]],
  [[ignore position|position does not matter|take clicks as they are|leave position bias|skip position]])
hear("data.position_debias", "false", [[
  ignore position|ignore the place|position does not matter|take clicks as they are|leave position bias|skip position
  |no position correction|nothing about position|clicks as they came]])
hear("data.position_method", "inverse_propensity", [[
  inverse propensity|ipw|propensity weighting|weight by inverse propensity|one over the propensity|weigh clicks by place
  |weigh by one over examination|clicks lower down count more]])
hear("data.position_method", "tower", [[
  position tower|shallow tower|place as an input in training|position dropped at serving|position left out when serving
  |position in training only|side tower|position as a feature]])

hear("data.signals", "click", [[
  clicks as positives|clicks count as positives|opens as positives|opened posts as positives|clicks likes|clicks comments
  |signals click|@click signal|clicks dwell likes|clicks and likes as positives]])
hear("data.signals", "watch_time", [[
  dwell as positive|dwell as a signal|dwell likes|dwell comments|dwell and likes|long dwells as positives|signals dwell
  |dwell counts as positive|stops as positives|posts somebody dwelt on|clicks dwell|@dwell signal|positive dwell
  |positives dwell|time in view as a signal
  |long dwell|posts read to the end|dwell over seconds too|dwell above seconds too|dwell counts too|reading as a positive]])
hear("data.signals", "like", [[
  likes as positives|liked posts|likes comments|dwell likes|clicks likes|likes shares|signals likes|@like signal
  |likes as a signal|positives likes|reactions as positives
  |likes and comments|likes dwell|positives are likes]])
hear("data.signals", "comment", [[
  comments as positives|likes comments|comments shares|signals comments|commented posts|@comment signal|positives comments]])
hear("data.signals", "share", [[
  shares as positives|comments shares|likes shares|signals shares|shared posts|@share signal|positives shares]])

hear("data.features", "user_id", [[user id|viewer id|id of the user|id of the viewer|user embedding]])
hear("data.features", "item_id", [[post id|id of the post|item id|post embedding]])
hear("data.features", "creator", [[
  author id|id of the author|author embedding|creator id|page id|features author|author topic|topic author]],
  [[user author|author affinity|affinity to the author|author size|viewer and author]])
hear("data.features", "topic", [[
  topic of the post|post topic|topic feature|features topic|author topic|topic author|subject of the post]])
hear("data.features", "hour", [[
  hour of the day|local hour|time of day feature|hour device|device hour|hour feature|features hour]])
hear("data.features", "device", [[
  device type|device feature|type of device|hour device|device hour|features device|device as a feature]])
hear("data.features", "age_band", [[age band|age group|age of the user|user age]])
hear("data.features", "item_age", [[
  age of the post|post age|hours since it was written|time since posting|how old the post|item age|recency feature
  |minutes since posting|time since the post]])
hear("data.features", "item_ctr", [[
  click rate of the post|post ctr|post's click rate|ctr counters|counters of clicks|windowed click rate|past ctr|item ctr
  |smoothed ctr|historical ctr|open rate of the post]])
hear("data.features", "item_popularity", [[
  popularity of the post|view count|number of views|views so far|post popularity|impressions so far|view counters
  |likes so far|like count|like counters]])
hear("data.features", "item_watch", [[
  mean dwell of the post|average dwell|dwell of the post|dwell counters|past dwell of the post|mean seconds in view]])
hear("data.features", "creator_size", [[
  author size|number of followers|follower count|size of the page|page size|followers of the author|size of the author]])
hear("data.features", "length", [[length of the post|post length|text length|length feature|features length]])
hear("data.features", "quality_shown", [[quality of the post|picture quality|visible quality|image quality]])
hear("data.features", "user_topic_clicks", [[
  topic affinity|clicks by topic|affinity to the topic|user topic|user x topic|clicks per topic
  |how often the user opens the topic]])
hear("data.features", "user_creator_clicks", [[
  author affinity|affinity to the author|tie strength|user author|user x author|clicks by author|viewer and author
  |closeness of viewer and author|interactions with the author|affinity features|viewer-author affinity
  |past comments on the author|how close the two are|friend affinity|how often the viewer opens the author
  |relationship strength]])
hear("data.features", "history_similarity", [[
  similarity to the history|history similarity|similar to what was liked|cosine with the history|content similarity
  |similarity to liked posts|similarity with past posts]])
hear("data.features", "device_length", [[length by device|device and length|device x length|long posts on phones]])
hear("data.features", "item_ctr_total", [[
  item ctr total|lifetime ctr|click rate over the whole log|total ctr|final click rate|overall ctr of the post]])

-- retrieval
hear("retrieval.model", "two_tower", [[
  two-tower|two tower|two towers|dual encoder|user tower|post tower|tower for posts|two encoders|bi-encoder
  |vectors for users and posts|user vector and post vectors
  |user and post embeddings|embed users and posts|towers for viewer and post|dot product of viewer and post]])
hear("retrieval.model", "matrix_factorization", [[
  matrix factorisation is enough|matrix factorisation for the first pass|matrix factorisation|matrix factorization
  |latent factors|als|factorise the matrix|user and post factors]],
  [[matrix factorisation as baseline|baseline matrix factorisation|matrix factorisation cannot]])
hear("retrieval.model", "popularity", [[
  popular posts as candidates|candidates by popularity|most liked posts as candidates|trending posts as candidates
  |retrieve the most popular|popularity candidates]],
  [[popularity as baseline|popularity baseline|fall back to popular|popularity as fallback]])
hear("retrieval.loss", "sampled_softmax", [[
  sampled softmax|softmax loss|in-batch softmax|softmax over the batch|contrastive loss|infonce|softmax over posts
  |softmax over negatives]])
hear("retrieval.loss", "bce", [[
  towers with bce|bce for the towers|binary cross entropy retrieval|pointwise loss for retrieval|logistic loss retrieval
  |two-tower binary cross entropy]])
hear("retrieval.logq_correction", "true", [[
  log q|logq|log-q|subtract the log of the sampling probability|sampling bias correction|correct for sampling bias
  |correct the logits|correct for how often a post is drawn|log sampling probability|minus log p]],
  [[uncorrected softmax|leave the logits alone]])
hear("retrieval.logq_correction", "false", [[
  uncorrected softmax|leave the logits alone|skip log q|raw logits|not correct the logits|softmax uncorrected
  |plain in-batch softmax]])

-- ranking
hear("ranking.model", "mlp", [[
  mlp|multi-layer perceptron|neural ranker|neural network ranks|ranker neural network|hidden layers|deep ranker
  |dnn ranker|feed-forward network|fully connected layers|deep network scores|neural network scores
  |ranker is a neural network|rank with a neural network|neural net with heads|neural net with six heads
  |network with six heads|network with a head|multi-head network|neural net ranks|deep model ranks]],
  [[the cross network|the cross layers|the deep & cross network]])
hear("ranking.model", "logistic", [[
  logistic regression ranker|ranker logistic regression|rank with logistic regression|linear ranker
  |ranker is a linear model|logistic ranker|logistic regression per head]],
  [[logistic regression as baseline|baseline logistic regression|start from logistic|start with logistic]])
hear("ranking.model", "fm", [[factorisation machine|factorization machine|fm ranker|ranker fm]], [[
  deepfm|deep factorisation machine]])
hear("ranking.model", "deepfm", [[deepfm|the deep fm|deep factorisation machine|wide and deep]])
hear("ranking.model", "dcn_v2", [[
  dcn|dcn v2|dcn-v2|the deep & cross|the deep and cross network|the cross network|the cross layers]])
hear("ranking.model", "none", [[
  no ranker|skip ranking|skip the ranker|order of retrieval|retrieval order is final|no ranking stage|newest first only
  |chronological feed only|purely chronological]],
  [[chronological fallback|fallback newest first|chronological option|chronological setting]])
hear("ranking.sharing", "mmoe", [[
  mmoe|mixture of experts|gated experts|gate per head|gate for each head|experts with gates|shared experts]])
hear("ranking.sharing", "shared_bottom", [[
  shared bottom|shared trunk|heads share the layers|shared hidden layers|heads on one trunk|common trunk]])
hear("ranking.loss", "focal", [[focal loss|focal]])
hear("ranking.loss", "bce", [[
  binary cross entropy per head|cross entropy for each head|bce for each head|cross entropy per head|ranker bce
  |log loss per head]])
hear("ranking.calibration", "platt", [[
  platt|platt scaling|@calibrate each head|@calibrate the heads|@heads are calibrated|sigmoid calibration
  |calibration layer per head|calibrate probabilities on validation|calibrate every head]],
  [[isotonic|isotonic regression]])
hear("ranking.calibration", "isotonic", [[
  isotonic|isotonic regression|isotonic calibration|isotonic calibrates every head|isotonic calibrates each head
  |isotonic calibrates the heads|isotonic regression calibrates]])
hear("ranking.calibration", "none", [[
  no calibration|skip calibration|without calibration|heads uncalibrated|calibration unnecessary]],
  [[weights mean nothing|weights are meaningless|would be meaningless]])

-- list
hear("policy.diversity", "mmr", [[
  mmr|maximal marginal relevance|penalise similar posts|similarity penalty|penalise posts like those above
  |demote near duplicates|spread topics over the list|diversity step|re-rank for diversity|session diversity
  |push similar posts apart|keep alike posts apart|diversify the list|diversity re-ranking]],
  [[no diversity|without diversity|skip diversity]])
hear("policy.diversity", "dpp", [[dpp|determinantal|determinantal point process]])
hear("policy.diversity", "none", [[
  no diversity|no diversity step|leave out diversity|without diversity|skip diversity|diversity is unnecessary
  |order by score alone]])
hear("policy.exploration", "0", [[no exploration|without exploration|skip exploration|pure exploitation]])
hear("policy.freshness_boost", "0", [[
  no freshness boost|without a freshness boost|ignore recency|recency does not matter|no recency|skip recency
  |age plays no part]])
hear("policy.freshness_boost", "0.1", [[
  freshness boost|recency boost|boost new posts|boost for recent posts|bonus for new posts|recency decay
  |decay for age|time decay|decay with age|newer posts first|half-life of a day|favour recent posts|lift fresh posts
  |recency term]],
  [[no freshness boost|without a freshness boost|ignore recency|no recency|skip recency|without recency]])
hear("policy.creator_cap", "0", [[no cap per author|no author cap|without a cap per author|no creator cap]])
hear("policy.creator_cap", "1", [[one post per author|one per author|single post per author]])
hear("policy.creator_cap", "2", [[
  two posts per author|two per author|at most two author|no more than two author|cap per author
  |author cap|limit posts by one author|creator cap|limit per author|two by one author
  |two by the same author|no author more than twice]],
  [[no cap per author|no author cap|without a cap per author|no creator cap|one per author]])
hear("policy.category_cap", "3", [[three posts per topic|three per topic|at most three topic]])
hear("policy.category_cap", "2", [[two posts per topic|two per topic|at most two topic]])

-- evaluation
hear("evaluation.protocol", "full", [[
  full inventory|whole inventory|full corpus|whole pool|entire pool|against all eligible posts|rank all eligible posts
  |full ranking|against the whole catalogue|all candidates not a sample]])
hear("evaluation.protocol", "sampled", [[
  sampled metrics|100 sampled negatives|against 100 random posts|99 negatives|sampled evaluation]],
  [[sampled metrics mislead|sampled metrics flatter|instead of sampled|sampled metrics are inflated|rather than sampled]])
hear("evaluation.guardrails", "online.hides_per_1000", [[
  hides must not rise|hides as a guardrail|guardrail hides|guardrails hides|hides guard|hide rate must not
  |hides return guardrail|reports and hides guard|negative feedback guardrail|guardrails are hides|hides latency
  |hides diversity|hides coverage|hides reports|hides may not rise|no more hides|hides stay flat]])
hear("evaluation.guardrails", "online.return_rate_7d", [[
  return must not fall|return must not drop|guardrail return|guardrails return|return as a guardrail|retention guardrail
  |guardrails hides return|return rate must not|weekly return must not
  |hides return|return latency|return diversity|retention may not drop|return may not fall]])
hear("evaluation.guardrails", "serving.p99_ms", [[
  guardrail latency|latency guardrail|latency must not rise|p99 as a guardrail|guardrails latency|hides latency
  |latency diversity|latency coverage|return latency]])
hear("evaluation.guardrails", "list.diversity", [[
  guardrail diversity|diversity must not drop|diversity guardrail|guardrails diversity|latency diversity
  |hides diversity|diversity coverage|return diversity|diversity of the list]])
hear("evaluation.guardrails", "list.coverage", [[
  guardrail coverage|coverage guardrail|share of small accounts must not|small authors guardrail|guardrails coverage
  |reach of small accounts guardrail|guardrails small authors
  |reach of small|small accounts' reach|small accounts reach|reach of small accounts|reach of small authors]])
hear("evaluation.guardrails", "list.new_item_share", [[
  share of fresh posts must not|guardrail fresh posts|new post share guardrail|guardrails fresh posts]])
hear("evaluation.slices", "new_items", [[
  slice new posts|new posts separately|fresh posts separately|slices new posts|by age of the post
  |posts of the last hour apart|report new posts|fresh posts apart|new posts apart|slice fresh posts|young posts
  |fresh posts|new posts|posts by age]])
hear("evaluation.slices", "tail_items", [[
  slice small authors|small accounts separately|tail posts|slices tail|unpopular posts apart|by size of the author
  |small authors separately|small authors apart|long tail
  |small authors|small accounts|unknown authors]])
hear("evaluation.slices", "new_users", [[
  slice new users|new users separately|users with few friends separately|slices new users|newcomers apart
  |small inventories apart|by size of inventory|by inventory size|new users apart|users with few connections
  |newcomers|new users|small inventories|thin feeds|few friends]])
hear("evaluation.slices", "phone", [[slice phone|by device|per device|phones separately|slices phone
  |phones|phone users]])

-- serving
hear("retrieval.index", "hnsw", [[hnsw|graph index|navigable small world|proximity graph]])
hear("retrieval.index", "ivf_pq", [[ivf-pq|ivf pq|product quantisation|product quantization|pq codes]])
hear("retrieval.index", "ivf_sq8", [[ivf-sq8|ivf sq8|sq8|scalar quantisation|int8 vectors|8-bit vectors]])
hear("retrieval.index", "ivf", [[ivf|inverted file|inverted lists|k-means cells|coarse clusters]])
hear("retrieval.index", "flat", [[
  flat index|exact search|brute force|score the whole inventory exactly|exact scan of the inventory|exhaustive scan
  |scan the inventory|exact over the inventory]],
  [[exact search is too slow|brute force is too slow|instead of exact|instead of brute force|against exact search]])
hear("serving.mode", "realtime", [[
  at request time|real time|real-time ranking|rank on request|computed on request|online ranking
  |ranked when the feed is opened|pull at read time|fan-out on read|rank online|rank when somebody opens
  |ranked at read time|rank when opened|live ranking|score on request|at read time]],
  [[instead of real time]])
hear("serving.mode", "batch", [[
  precompute feeds|precomputed feeds|nightly batch|batch serving|computed overnight|precompute the night before|batch mode
  |feeds computed daily
  |feeds are precomputed|rank overnight|ranked overnight|feeds written ahead|feeds computed ahead of time]],
  [[precomputed feeds would be stale|batch would be stale|batch is stale|instead of batch|instead of precomputed]])
hear("serving.cache", "0", [[no cache|without cache|no caching|skip caching|cache nothing]])
hear("serving.fallback", "true", [[
  fallback|fall back|falls back|newest first when late|degrade to chronological|chronological when late
  |graceful degradation|stand-in feed|on timeout newest first|degrade gracefully|backup list|newest first instead
  |newest first if|newest posts instead|chronological instead|show the newest posts]],
  [[no fallback|without fallback|blank feed on timeout]])
hear("serving.fallback", "false", [[no fallback|without fallback|blank feed on timeout|fail the request]])
hear("serving.index_refresh_minutes", "5", [[
  indexed within minutes|streaming index|index updated as posts arrive|posts enter the index at once
  |stream posts into the index|near real time index|incremental index]])
hear("serving.index_refresh_minutes", "1", [[
  index updated every minute|index every minute|posts indexed every minute|refresh the index every minute]])
hear("serving.index_refresh_minutes", "60", [[index hourly|hourly index|rebuild the index every hour|refresh hourly]])
hear("serving.index_refresh_minutes", "1440", [[
  index daily|index nightly|nightly index|rebuild the index every night|index once a day]])

-- monitoring
hear("monitoring.monitors", "features", [[
  feature drift|null rates|null rate|feature distributions|psi per feature|psi of features|psi of every counter
  |psi of counters|psi of inputs|input drift|monitor the inputs|empty features|data drift|missing features
  |feature nulls|inputs drift|data quality checks|features drift|counters arrive empty|counter arrives empty
  |drift of features|feature monitors|watch the features|empty counters|psi of a counter]])
hear("monitoring.monitors", "scores", [[
  score drift|score distribution|distribution of predictions|prediction drift|mean prediction per head|head means]])
hear("monitoring.monitors", "calibration", [[
  calibration per head|calibration of each head|monitor calibration|predicted against observed|predicted over observed
  |calibration drift|calibration by head|calibration daily|watch calibration|predicted versus observed
  |features calibration|calibration ctr|calibration for every head|head by head predicted|predicted rate and observed rate]])
hear("monitoring.monitors", "ctr", [[
  monitor ctr|click rate daily|ctr drop|watch the click rate|engagement by day|ctr daily|click rate falls
  |monitor click rate|watch ctr|daily ctr|alert on ctr|daily click rate|clicks per day|click rate by day
  |calibration ctr|engagement daily]])
hear("monitoring.drift_metric", "psi", [[psi|population stability index|stability index]])
hear("monitoring.drift_metric", "ks", [[ks|ks test|kolmogorov|kolmogorov-smirnov]])
hear("monitoring.retrain_every_days", "1", [[
  retrain daily|retrain every day|daily retraining|retrain nightly|new model every day|train every night
  |retrain each night|train again every night|fresh model daily|retrain each day]])
hear("monitoring.retrain_every_days", "7", [[retrain weekly|weekly retraining|retrain once a week]])
hear("monitoring.retrain_every_days", "0", [[never retrain|no retraining|without retraining|not retrain]])

-- Numbers that stand near one of these words set the knob.
local quantities = {}

local function quantity(knob, near) quantities[#quantities + 1] = { knob = knob, near = near } end

quantity("framing.label", [[
  dwell of at least|dwelt at least|dwell above|dwell over|seconds in view|positive from|positive if|positive when
  |seconds of dwell|dwell threshold|looked at for|counts as read|at least seconds|dwell longer than|stopped for]])
quantity("data.negative_keep_rate", [[
  keep rate|of the negatives|of negatives|negatives kept|keep negatives|thin negatives to|downsample negatives to]])
quantity("data.unshown_negatives", [[
  unshown negatives|unshown posts for each|unshown for each shown|unshown per shown|negatives not shown
  |unshown negatives for each shown]])
quantity("retrieval.dim", [[dimensions|dimensional|dims|dim|embedding size|vector size|wide vectors|vector width]])
quantity("retrieval.temperature", [[temperature|tau]])
quantity("retrieval.candidates", [[
  candidates|candidate posts|posts to the ranker|posts to rank|first pass keeps|first pass to|first pass hands
  |retrieve]])
quantity("retrieval.nprobe", [[nprobe|probes|cells probed]])
quantity("retrieval.nlist", [[nlist|clusters of vectors|centroids|coarse cells]])
quantity("retrieval.hnsw_m", [[links per node|hnsw m]])
quantity("retrieval.ef_search", [[ef search|ef|beam|efsearch]])
quantity("retrieval.refine", [[refine|re-score with full vectors]])
quantity("ranking.hash_buckets", [[hash buckets|buckets]])
quantity("ranking.experts", [[experts|number of experts]])
quantity("ranking.embedding_dim", [[embedding per field|field embedding|embedding of each feature]])
quantity("ranking.epochs", [[ranker epochs|epochs for the ranker]])
quantity("ranking.keep", [[
  ranker keeps|ranking keeps|after ranking|to re-ranking|into re-ranking|kept for the list stage|to the list stage]])
quantity("policy.list_size", [[list of|list size|posts shown|slots|final list|posts a load|posts on the screen]])
quantity("policy.diversity_weight", [[diversity weight|mmr weight|lambda|mmr|mmr with|weight on similarity]])
quantity("policy.exploration", [[
  exploration|explore|slots for exploration|of slots to|slots go to|epsilon|exploration share|of slots for]])
quantity("policy.freshness_boost", [[
  freshness boost|recency boost|boost of|freshness bonus|recency bonus|recency weight|boost for recent posts]])
quantity("policy.creator_cap", [[
  author cap|creator cap|by the same author|from the same page|by the same page|the from one page|the of one page|the by one page|the from a single page|the of a single page|of any page|@from any page|@a page may|@page gets at most]])
quantity("policy.category_cap", [[topic cap|of the same topic|category cap]])
quantity("evaluation.ab_users", [[
  users in the test|users in the experiment|users in all|users altogether|test users|a/b users|users in both arms
  |a/b test|users in clusters|in all|altogether|users in total|users across arms]])
quantity("evaluation.ab_days", [[
  days altogether|users altogether days|run for|days of test|test runs|runs for|experiment runs|test lasts
  |run the test|run it for|test for|experiment for]])
quantity("serving.qps", [[offered load|load test at|load test with]])
quantity("serving.replicas", [[replicas|replica|copies of the funnel|instances]])
quantity("serving.cache", [[cache of|cache for|cached for|ttl|cache each feed|keep a feed for]])
quantity("serving.index_refresh_minutes", [[
  index every|refresh the index every|index refresh|index is refreshed|index refreshed|rebuild the index every
  |update the index every|index updated every|posts indexed every]])
quantity("monitoring.retrain_every_days", [[
  retrain every|retraining every|retrained every|train again every|new model every]])
quantity("monitoring.alert_threshold", [[
  psi above|psi over|psi|alert above|alert threshold|alert when|alarm above|page above|threshold|drift above
  |alert at]])

-- ---------------------------------------------------------------------------------------------------------------------
-- The seven steps.

local function item(id, level, points, needs, about, why, query, wrong, said)
  return { id = id, level = level, points = points, needs = needs, about = about, why = why, query = query,
           wrong = wrong, said = said }
end

local clarify = {
  id = "clarify", title = "Clarify requirements", minutes = 4,
  prompt = "Before you rank anything: find out what this feed is for, for whom, and how much of it there is. "
    .. "Ask, or assume "
    .. "aloud. I would like a goal with a number, the load, how much there is to choose from, and what you "
    .. "leave to others.",
  hints = {
    "Two people ask for a feed: one who reads and one who writes. Do you know what either of them wants, or how "
      .. "many there are?",
    "Ask for the goal, who decides what an action is worth, users and loads, posts that one person could see, "
      .. "the time limit, "
      .. "how fast posts age, and what serves the feed now.",
    "Users times loads over 86,400 seconds, times the peak; then times the inventory of one person. Set a "
      .. "target for weekly "
      .. "return against today's feed, make hides a guardrail, and say what would stop the launch.",
  },
  probes = {
    { when = "always", say = "Comments go up by a tenth and weekly return does not move. Is that a good "
      .. "launch?", risk = "a goal nobody can measure", item = "goal" },
    { when = "always", say = "Who is allowed to change what a comment is worth, and who hears of it?", risk = "weights without an owner", item = "weights" },
    { when = "always", say = "Somebody follows nine people. What is in the feed on the second scroll?", risk = "inventory runs out", item = "inventory" },
    { when = "always", say = "Which of my answers changed something in your design?", risk = "questions without a use" },
  },
  decisions = {}, forecasts = {},
  rubric = {
    item("goal", "mid", 2, nil, "Names the goal behind the feed: people who come back, not comments or time as such",
      "Every weight that follows is a guess about this goal; without it the formula is a committee.", [[
        come back because|here again within|return within seven days|goal long-term retention|visitors who return
        |goal return|goal weekly return|people come back|users come back|users return|goal retention|long-term value
        |goal is not comments|goal is not time|not time spent|return within a week|worth their time|goal friends
        |meaningful interactions|success means return|retention rather than clicks|optimise for return]],
      [[goal maximise comments|goal is clicks|maximise time spent is the goal|goal more comments|success is comments
        |The goal is as many comments as possible, every comment is a good sign.]],
      [[
        Aim: people open the app again next week and feel closer to friends and family; reactions and minutes are side
        effects.
        |Objective is long-term loyalty and well-being, not engagement counts such as replies or dwell.
        |People should want to be back within the week since they met their friends here; replies and minutes are
        by-products.]]),
    item("surface", "mid", 1, nil, "Pins down the surface: the ranked home tab, ten posts a load, from friends "
      .. "and follows",
      "A feed of friends and a feed of strangers share a name and little else.", [[
        home feed|home tab|ten posts|10 posts|posts per load|main feed|friends groups and pages|stories out
        |only from follows|ranked list of posts]],
      nil,
      [[
        We design the main screen after opening the app: a sorted page of ten entries by friends, groups and pages one
        follows; no recommendations from strangers, no stories.
        |The tab one lands on, ten entries a page, from people and pages one follows.]]),
    item("scale", "mid", 2, "number", "Users, loads and posts with figures",
      "The load decides what may be computed for each request.", [[
        daily users|daily active users|million users|dau|loads a day|requests per user|requests per second|qps
        |posts a day|million posts|feed loads]],
      nil,
      [[
        About 300 million daily actives, eight refreshes each, 400 million fresh posts a day.
        |How many people and how often? 2.4 billion feed requests per day.
        |300 million a day, eight openings each, 400 million new posts daily.]]),
    item("inventory", "senior", 3, "number", "Sees that the inventory of one person is bounded, and by what",
      "With some hundreds of posts a person, finding candidates is a look-up and ranking is the problem; it also caps what any model can gain.", [[
        posts waiting|unseen posts per person|how much there is to read|posts a person could see|limited by follows
        |new posts per visit|eligible set|inventory|eligible posts per user|posts per user|posts from friends
        |unseen posts|bounded by friends|bounded by follows|posts from 200 connections|1500 posts
        |candidates per user|few hundred posts|posts to choose from]],
      [[
        Each person could be shown any of the 400 million posts, so retrieval over all of them is the main problem.]],
      [[
        Each person has only some hundreds to fifteen hundred candidate posts since the last visit, limited by
        connections, so candidates are fetched by lookup.
        |The pool is small per user: 200 friends times a few posts is at most 1500.
        |A person with 200 contacts has some 1,500 unread, so there's nothing to search; that is also all a model can
        gain from.]]),
    item("arithmetic", "senior", 2, "number", "Multiplies through to the peak load and to posts scored a second",
      "Load times inventory is the bill; each alone is a fact.", [[
        requests per second at peak|peak qps|qps at peak|86400|posts scored|posts per second|scored a second
        |times inventory|rows a day|impressions a day|tb a day|thousand requests per second|k requests per second
        |cores]],
      nil,
      [[
        2.4 billion divided by 86,400 is 28 thousand a second on average, 56 thousand in the evening, multiplied by
        1500 posts gives 84 million predictions per second.
        |2.4e9 loads a day is 28k/s, 80k at the top, times 600 posts is 50 million scores a second.]]),
    item("latency", "mid", 1, "number", "A time limit as a percentile", "The tail is what people feel, and "
      .. "heads share the budget with features.",
      [[p99|99th percentile|200 ms|latency budget|milliseconds|tail latency|ms end to end|within ms]],
      [[average latency is enough|mean latency is fine
        |An average of 200 ms is what we promise, the slowest do not matter.]],
      [[
        The page must be returned in at most 200 milliseconds for 99% of calls.
        |Response limit: p99 of 200 ms including feature fetches.
        |200 ms in 99 of 100 loads, features and all heads included.]]),
    item("baseline", "senior", 2, "reason", "Asks what ranks today, and what that did to the logs",
      "The old feed leaned on large pages, so the log says much about those and little about friends.", [[
        current feed|old ranker|today's feed|existing ranker|logs were served|served by the old
        |chronological baseline|baseline to beat|present ranker|what runs today|newest first baseline
        |logged by the old|legacy ranker|incumbent]],
      [[
        The old order has no effect on the log, it is a fair sample of all posts.]],
      [[
        What sorts the feed now? A hand-written score preferring big pages, and hence the logs mostly contain their
        posts and hardly any by close friends.
        |The existing algorithm decided who was seen, so history is skewed.
        |What sorts it now? If big pages got the best places, our records know little about a friend with forty
        contacts.
        |The present order decided who was seen, so a quiet cousin hardly occurs in the data and popular pages fill
        it.]]),
    item("weights", "staff", 3, "reason", "Settles who owns the value formula and how it may change",
      "The weights are policy. If nobody owns them, every team moves them and nobody can say what the feed is for.", [[
        weights need an owner|formula needs an owner|one owner|responsible for the weights|who signs off
        |owns the weights|owner of the weights|weights are policy|owner of the formula|who decides the weights
        |weights owned by|product owns|sign off weights|change of weights|review of weights|weights have an owner]],
      [[
        The weights are learnt by the model itself, nobody has to own them.]],
      [[
        Who decides about the coefficients of the score, and through which process do they change? They encode company
        policy, so one accountable group with review, otherwise every team tweaks.
        |Who may turn the knobs of the mix? They're company policy, so one owner and a review, or every team bends
        them its own way.]]),
    item("target", "senior", 2, "number", "A target with metric, number and what it is measured against",
      "Otherwise no result can be called good.", [[
        target percent|weekly return by|return over today|over today's feed|lift over|percent over the baseline
        |percentage point|raise return by|target weekly return|target return|improve return by]],
      nil,
      [[
        Success: 0.5% more people returning within a week compared with the present ranking, in an experiment of four
        weeks.
        |I commit to a lift of +1% in weekly return over control.
        |Two tenths of a percent more weekly returners than the present feed's 61%, in an experiment.]]),
    item("guardrails", "senior", 2, "reason", "Names what must not get worse: hides, reports, small authors",
      "Every weight can be bought at somebody's expense; the guardrail says whose.", [[
        guardrail|guardrails|hides must not|reports must not|must not rise|must not fall|must not drop
        |counter metric|small accounts reach|survey]],
      [[
        More engagement is good for everybody, so nothing can get worse.]],
      [[
        Must not deteriorate: hides, reports, unfollows, distribution to small accounts, survey answers, because
        engagement can be bought at someone's cost.
        |Hides, reports and what small accounts receive may not worsen, for every gain can be paid for by one of
        these.]]),
    item("authors", "senior", 1, "reason", "Sees those who write, not only those who read",
      "Who gets no answer stops posting, and the inventory of all their friends shrinks.", [[
        creators stop|writers|people stop writing|authors without answers|reach of friends|publishers
        |authors stop posting|people who post|authors need|small accounts|stop posting|who writes
        |authors as stakeholders|friends' posts seen|feedback for authors|pages game|supply of posts]],
      [[
        Only readers matter, people write whether or not anybody answers.]],
      [[
        Writers matter as well as readers: somebody who receives no likes or answers stops sharing, so friends have
        less to see.
        |Producers need feedback, otherwise supply of posts dries up.
        |Whoever posts and gets no answer falls silent, and then all their friends have less to read.]]),
    item("freshness", "senior", 1, "number", "How fast posts age and how soon a new one must be showable",
      "It decides between a stream and a nightly build, and puts a decay in the formula.", [[
        within five minutes|within minutes|posts fade|half-life|fades within|interest halves|fresh within
        |new posts visible|minutes after posting|recency]],
      [[
        Posts stay interesting for months, a nightly build is soon enough.]],
      [[
        New posts should be visible within two minutes and lose half of their interest in about a day and a half.
        |How quickly do posts get old? Half-life 36 hours, eligible after a minute or two.
        |Interest halves in about 36 hours, and a new photo should be visible within a minute or two.]]),
    item("privacy", "staff", 1, "reason", "Audience of a post, erasure and an unprofiled feed",
      "Showing a post to somebody for whom it was not written is worse than any ranking error.", [[
      audience|visibility|private posts|who may see|gdpr|erasure|consent|opt out|unprofiled|chronological option|privacy]],
      [[
        Audience settings are a matter of the client, ranking may use and show any post.]],
      [[
        A post's audience setting must be respected, deletions within 30 days, and a chronological option without
        profiling; displaying something to the wrong people is worse than bad order because trust is lost.
        |A post for family must never reach others, deleted accounts leave the training data, and an unprofiled feed
        must exist.]]),
    item("non_goals", "senior", 1, nil, "Says what is out of scope", "The edge should be yours.", [[
      out of scope|not in scope|leave out|non-goal|non-goals|excluding|other team|others own|leave aside]],
      nil,
      [[
        I leave aside ads, notifications, search, messaging, friend suggestions, moderation and storage.
        |Outside of this design: stories, people you may know.
        |Not ours: stories, reels, adverts, abuse detection, search.]]),
    item("kill", "staff", 3, "tradeoff", "Trades goals against each other and names the result that would stop "
      .. "the launch",
      "Comments against hides, today's minutes against next week's visit: who decided beforehand can decide on the day.", [[
        stop if|would stop|stop the launch|not launch if|roll back if|kill criterion|abort if|give up minutes
        |accept fewer comments|fewer comments for|trade comments|trade minutes|no launch|stop when]],
      nil,
      [[
        If comments increase while hides or quarrels increase as well, I'd roll back: today's activity is given up for
        next week's visit.
        |Stop criterion: more minutes but fewer returns means no launch.
        |If replies rise but hides do too, I give up the replies; a drop of 0.1% in returners stops it.]]),
  },
  traps = {
    "A goal that is an action: comments, clicks, minutes. Each of them can be had without anybody being better off.",
    "Taking the problem for search over everything, when one person has some hundreds of posts to see.",
    "Forgetting those who write. They are the inventory.",
    "Figures that are collected and not multiplied.",
  },
  answer = "We rank the home tab: ten posts a load, from friends, groups and pages somebody follows. The goal "
    .. "is that people come "
    .. "back within a week; comments and minutes only suggest it and can be had without it. 200 M daily users × "
    .. "12 loads / 86,400 s is "
    .. "about 28 thousand requests per second, times 2.5 at peak 69 thousand. Inventory is bounded by whom one follows, "
    .. "1500 unseen posts per user, so finding them is a look-up and ordering them is the problem: 69 k × 1500 "
    .. "are 104 million posts "
    .. "scored a second at peak if we score all. 24 billion impressions a day at 120 bytes make 2.9 TB for each "
    .. "day. Latency budget 200 ms at p99. The old "
    .. "ranker leans on large pages and its choices are the logs, so they say little about friends; it is also "
    .. "the baseline to beat. "
    .. "Target: weekly return up by 0.5 percentage points over today's feed, in an experiment. Guardrails: "
    .. "hides and reports must not rise, because "
    .. "attention can be bought with anger, and the reach of small accounts must not fall. Weights are policy: "
    .. "product owns the weights and every "
    .. "change is reviewed, because otherwise each team adds a term. I would stop the launch if hides rise "
    .. "although comments do: I accept fewer comments for fewer "
    .. "quarrels. Authors need an answer, because people who post into silence stop posting. New posts must be "
    .. "showable within five minutes, and "
    .. "interest halves in 1.5 days. Audience rules are a hard filter since a private post in a stranger's feed "
    .. "is a breach. Out of scope: "
    .. "ads, notifications, search, friend suggestions.",
}

local frame = {
  id = "frame", title = "Frame as an ML task", minutes = 3,
  prompt = "Make it a learning problem. What is predicted for a post and a person, how do the predictions "
    .. "become one order, and what "
    .. "does each term of that order reward that you did not mean?",
  hints = {
    "Somebody can open, read, like, comment, share or hide. Is one of these the goal?",
    "One probability for each action, then one number for the post. Name the terms, give each a sign and a "
      .. "weight, say who owns them, "
      .. "and what counts as having read.",
    "Score = sum of weight times probability over click, dwell, like, comment, share, and hide with a large "
      .. "negative weight. "
      .. "A dwell counts from some seconds. All of the inventory, or a cheap first pass, goes in; ten come out.",
  },
  probes = {
    { when = "unsaid framing.objective", say = "Two posts, one order. Which number is larger for the one on "
      .. "top?", risk = "objective unclear", item = "value_formula" },
    { when = "framing.objective=click", say = "A link whose headline holds back the point gets opened. What "
      .. "does your feed become?", risk = "clickbait" },
    { when = "framing.objective=watch_time", say = "A long text that annoys people and a photo of a newborn. "
      .. "Which holds the eye for longer?", risk = "dwell favours length", item = "dwell_bias" },
    { when = "framing.objective=multi_task", say = "Your comment weight doubles tomorrow. Which posts rise, and "
      .. "whom do they cost?", risk = "outrage from comment weight", item = "outrage" },
    { when = "framing.value.hide=0", say = "Hides have no weight. How does somebody tell you to stop?", risk = "no negative feedback", item = "hides" },
    { when = "unsaid framing.value.hide", say = "Which of your terms can lower a score?", risk = "no negative feedback", item = "hides" },
    { when = "unsaid framing.label", say = "A thumb rests on a post for two seconds. Was it read?", risk = "label undefined", item = "label" },
  },
  decisions = {
    { knob = "framing.objective", accept = { "multi_task" }, points = 3,
      why = "No single action is the goal. Several heads and a formula let product say what each is worth, and "
        .. "let a hide count against.",
      open = "What is predicted for a post, and what is the list ordered by?" },
    { knob = "framing.value.hide", accept = { "-100..-2" }, points = 2,
      why = "A hide is the only clear no that people give, and the rarest event: with a small weight it "
        .. "vanishes beside the others.",
      open = "What does a hide do to a post's score?" },
    { knob = "framing.value.comment", accept = { "0.5..6" }, points = 1,
      why = "Comments matter to those who write, and anger writes best. Some weight, well below what hides take away.",
      open = "What is a comment worth in your formula, beside a like?" },
    { knob = "framing.label", accept = { "2..30" }, points = 1,
      why = "A thumb that rests is no reader. A few seconds part the two; too many, and only long posts can pass.",
      open = "From how many seconds does a look count as reading?" },
  },
  forecasts = {
    { metric = "online.return_rate_7d", kind = "direction", change = "framing.objective=click",
      ask = "Ordered by clicks alone: would weekly return go up, down, or not visibly move?" },
    { metric = "online.hides_per_1000", kind = "direction", change = "framing.value.hide=0",
      ask = "With the hide weight at nothing: hides up, down, or no visible change?" },
    { metric = "online.return_rate_7d", kind = "direction", change = "framing.value.comment=15",
      ask = "With a comment worth fifteen: weekly return up, down, or no visible change?" },
    { metric = "online.ctr", kind = "place",
      ask = "Where will your click rate land: nearer the popular list, in the middle, or nearer the best possible?" },
  },
  rubric = {
    item("task", "mid", 2, nil, "Names input, output and what is predicted",
      "Whoever cannot say what goes in and what comes out has no problem yet.", [[
        rank the unseen posts|order unseen posts|output is an order|input is a person|score per post
        |input viewer post|given a viewer|given user and post|input is the viewer|output ordered list
        |output a ranked list|ranking problem|predict for each post|score each post|user post context
        |ordered list of posts|predict the probability of each action]],
      nil,
      [[
        For a viewer, a post and the present context we estimate probabilities of several actions, combine them into a
        score and sort.
        |Input user, author, post, time; output ranking of the candidates.
        |In: this person, one waiting post, the moment; out: how likely each reaction is.]]),
    item("value_formula", "mid", 2, "reason", "Several heads joined by a value formula, and why one action is not enough",
      "Each action alone is a caricature of the goal.", [[
        combine them into one score|combined into one score|combine into a score|one score from several
        |probabilities combined|single one can be gamed|predict click comment like|weights times probabilities
        |sum of predictions|predict each action|value formula|weighted sum|several heads|head per action|multi-task
        |multiple heads|one head for each|value model|probability of each action|sum of weight times probability
        |heads for click]],
      [[
        ctr is the best objective|comments are the best objective|clicks mean satisfaction
        |comments mean satisfaction|clicks are the best signal
        |One head for likes is enough, all actions mean the same.]],
      [[
        Weighted sum of predicted like, comment, share, hide and read, because any single action alone distorts:
        clicks bring bait, likes bring cute pictures.
        |Add up the chances of like, reply, share, read and hide, each times its worth, since any one alone is a
        caricature: likes give cute cats, time gives long rants.]]),
    item("ownership", "senior", 2, "reason", "Weights are product policy with an owner, set by experiment and "
      .. "not by training",
      "A weight cannot be learnt from the log that the weight itself produced; somebody has to say what is wanted.", [[
        policy decision|product decision|weights belong to product|humans set the weights|weights chosen by product
        |weights are a product|owner of the weights|owns the weights|product owns|weights are policy
        |weights reviewed|weights by experiment|tune weights by experiment|weights set by|weights not learned
        |change a weight|weights are configuration|who sets the weights]],
      [[
        Learn the weights from the log, training finds what people want.]],
      [[
        Weights are a product decision with an owner, tuned by online experiments rather than learned from logs, since
        the log was generated under the previous weights.
        |What a reply is worth against a like is decided by people and tried in experiments; the log can't tell as the
        old weights made it.]]),
    item("hides", "senior", 2, "reason", "Negative feedback as a head with a negative weight",
      "Without it the formula has no way down: everything that gets a reaction rises.", [[
        hides pull down|hide weight|hides are the only no|see less|a hide takes away|minus hides
        |hides in the formula|subtract hides|hide negative weight|hides negative|negative weight|hide head
        |hide as a cost|hides count against|hides subtract|weight on hides|negative feedback|hide minus
        |penalise hides|hides lower]],
      [[
        Hides are engagement too and get a positive weight; or rare heads like hide are weighed zero.]],
      [[
        Negative reactions such as hide, report, unfollow get their own predictor with a strongly negative
        coefficient, otherwise nothing lowers provocative content.
        |A head for being hidden with a strongly negative worth, since otherwise whatever excites only rises.
        |If somebody taps "show less", that chance is subtracted heavily, because without a minus nothing ever sinks.]]),
    item("outrage", "staff", 3, "tradeoff", "Sees that comment weight buys outrage, and says what is given up",
      "Anger comments; whoever weighs comments heavily pays for quarrels and gets them.", [[
        angry threads|commenting angry|comments angry|comment weight small|keep comment weight low|fights
        |provocation|provokes|toxic threads|arguments in comments|outrage|anger|angry posts|divisive|quarrels|heated
        |comment weight rewards|comments reward|rage|controversial|engagement bait|comment bait]],
      [[
        Comments are always a sign of joy, so their weight can't be too high.]],
      [[
        A high comment weight rewards arguments and provocation; I lower it and accept less activity in exchange for
        calmer conversations.
        |Anger draws replies, so we trade engagement for civility.
        |Paying much for replies buys quarrels, as fury writes most; I halve that weight and lose a few percent of
        comments for calmer people.]]),
    item("dwell_bias", "senior", 2, "reason", "Knows that dwell favours long posts, and what to do about it",
      "Reading time measures length first and interest second; compare within a kind and length, or cap it.", [[
        reading time depends on length|longer posts take longer|long reads|long texts hold|dwell per length
        |time grows with length|long articles|dwell favours long|dwell rewards long|long posts get more dwell
        |long posts|dwell biased|dwell grows with length|dwell by length|normalise dwell|dwell relative to length
        |cap dwell|length bias|favours length]],
      [[
        Reading time needs no correction, length has no influence on it.]],
      [[
        Time spent depends on length: long texts and videos hold people longer regardless of interest, so normalise by
        format and expected length, or cap it.
        |Long texts take longer to read whether good or not, so I compare within the same length and kind or cap it.]]),
    item("label", "senior", 2, "number", "Defines a read by a threshold", "The threshold decides how many positives there are and of what kind.", [[
      dwell at least|dwell above|dwell over|seconds of dwell|seconds in view|counts as read|positive from
      |positive if|looked for|read if|seconds count]],
      nil,
      [[
        Counted as read after at least eight seconds in view, or half of the expected reading time.
        |Positive if visible 5 s and above; less is scrolling past.
        |At least ten seconds on it counts as read.]]),
    item("bounded", "senior", 2, "reason", "Frames it as ordering a bounded inventory, with a cheap first pass if needed",
      "The question is not what to find but what to put first; a heavy first stage would solve another product's problem.", [[
        bounded inventory|inventory is bounded|rank the whole inventory|first pass|light ranker|score all eligible
        |two passes|eligible posts|retrieval is a look-up|look up friends' posts|collect unseen posts
        |retrieval and ranking|funnel]],
      [[search all posts of the network|retrieve from all posts of everybody|score every post of the network
        |We need vector search over all posts on the platform, since a person's own are too few.]],
      [[
        The candidates are a closed set authored by one's connections, so it's ordering rather than searching; a light
        prefilter is enough, no embedding retrieval, because there are only hundreds.
        |Only to put some hundred waiting posts in order, so a cheap cut and then the ranker; a big search stage would
        answer someone else's question.]]),
    item("sizes", "senior", 1, "number", "Numbers of posts that leave each stage", "Sizes decide latency.", [[
      to 500|500 posts|to ten|to 100|down to ten|posts to the ranker|hundred posts|1500 to|keeps posts
      |500 candidates|1000 candidates]],
      nil,
      [[
        1500 gathered, 300 after the light model, 50 from the full ranker, 10 displayed.
        |From a thousand collected to 200 to 10.
        |1,500 waiting, 500 after the light pass, 50 ranked well, ten shown.]]),
    item("calibrated_heads", "staff", 2, "reason", "Says that weights only mean something if heads are calibrated",
      "A head that is three times too high has three times its weight, and nobody decided that.", [[
        calibrated heads|heads calibrated|calibration makes weights|weights mean nothing|weights are meaningless
        |uncalibrated head|heads must be calibrated|calibrate each head|calibrated probabilities|true probabilities]],
      [[
        Scaling a head leaves the mix as it is, so calibration is irrelevant here.]],
      [[
        Coefficients are only meaningful when each probability is true: a predictor three times too high counts three
        times as much, so calibrate.
        |When one head says three times too much, its weight is secretly tripled, so each must be true.]]),
    item("alternatives", "senior", 1, "tradeoff", "Weighs the formula against one head or a learned objective",
      "A decision shows beside what was not chosen.", [[
        single head simpler|one head simpler|one head would|clicks are plentiful|instead of one
        |compared with a single|pairwise|learning the weights|single objective simpler|dwell alone|clicks alone]],
      nil,
      [[
        A single target like return would be simpler but too sparse and delayed; the formula is transparent yet needs
        hand-set weights; I take the formula.
        |Learned objective versus manual mix.
        |One head for return would need no weights but the signal is a week late and thin; the mix is quick and needs
        upkeep, I take the mix.]]),
    item("long_term", "staff", 2, "reason", "Ties session value to return", "What is trained on is today; what is wanted is next week.", [[
      next week|weeks later|long run|users leave later|future visits|sessions are a proxy|weekly return|long-term
      |return within a week|proxy for return|weights against return|long holdout|return decides
      |choose weights by return]],
      [[
        Whatever lengthens the session today brings people back, so no link has to be checked.]],
      [[
        Training uses reactions in the session, while the aim is coming back; so I relate each action to retention by
        long experiments and set weights accordingly.
        |What we fit is today's taps while we want next week's visit, so weights are set by what moves return.]]),
  },
  traps = {
    "Weights on heads nobody calibrated.",
    "Paying for comments and being surprised by what people comment on.",
    "A formula in which nothing is negative.",
    "Dwell as quality: it is mostly length.",
  },
  answer = "Given a viewer, a post and the moment, predict the probability of each action, and order the "
    .. "inventory by a value formula: one head per action, because no single action "
    .. "is the goal. The weights: click weight 1, dwell weight 1 for a minute, like weight 1, comment weight 2, "
    .. "share weight 2, hide weight −8. Product owns the weights, "
    .. "because they are policy: the log cannot teach them, since it came from other weights; each change is "
    .. "set by experiment "
    .. "and not by training. Hides have a large negative weight because they are rare, and without them the "
    .. "formula has no way down. Comment weight rewards outrage: a higher one would bring more comments, at the cost of "
    .. "more quarrels, so I keep it low although engagement falls. Weekly return decides between sets of "
    .. "weights, because sessions are only a proxy for it. Dwell favours long posts because it grows with "
    .. "length, so I read it within a length and cap it; "
    .. "a dwell over 5 seconds counts as read. Heads must be calibrated, otherwise the weights mean nothing: a "
    .. "head three times too high has three times its weight. "
    .. "The inventory is bounded, so collecting it is a look-up and a first pass hands 500 posts to the ranker, "
    .. "which keeps 100, and ten are shown. One "
    .. "head on clicks would be simpler and its labels plentiful, but it pays for headlines that hold back the point.",
}

local data = {
  id = "data", title = "Prepare the data", minutes = 6,
  prompt = "Which rows, which labels for which head, which features and as of when? Tell me how you split, what "
    .. "you do about rare heads, and "
    .. "what is wrong with a log that an older feed has written.",
  hints = {
    "A comment is three in a thousand and a hide rarer still. And somebody else decided what was shown. What "
      .. "would your model learn from that?",
    "Labels for each head with their delay; negatives; counters and affinities as of the request; a split; "
      .. "position; large pages that the old feed preferred.",
    "Split by time. Read affinity of viewer and author, age of the post, windowed counters. Thin the negatives "
      .. "and put the base rate back "
      .. "for every head. Learn position beside the ranker and drop it when serving.",
  },
  probes = {
    { when = "unsaid data.split", say = "On which days do you train, and on which do you test?", risk = "leakage through time", item = "time_split" },
    { when = "data.split=random", say = "A post lives for two days and your training rows are from the same two "
      .. "days as the test. What did the model know?", risk = "leakage through time" },
    { when = "unsaid data.position_debias", say = "The post on top is looked at by everybody. How do you know "
      .. "it was good?", risk = "position bias", item = "position" },
    { when = "unsaid data.features", say = "What does your model know about the two people, the one who wrote "
      .. "and the one who reads?", risk = "no affinity", item = "affinity" },
    { when = "unsaid data.negatives", say = "Posts that nobody was shown: where do they appear in "
      .. "training?", risk = "unseen negatives" },
    { when = "data.downsampling_correction=false", say = "You keep a part of the negatives. Your hide head now "
      .. "says what, in hides per impression?", risk = "weights distorted by thinning", item = "base_rate" },
    { when = "always", say = "A comment arrives twenty hours after the impression. What was the label when you "
      .. "trained?", risk = "delayed labels", item = "delay" },
  },
  decisions = {
    { knob = "data.split", accept = { "temporal" }, points = 3,
      why = "Posts live for days. Rows of the same days tell the model how a post ended before it is asked how "
        .. "it will do.",
      open = "How do you part training rows from test rows?" },
    { knob = "data.position_debias", accept = { "true" }, points = 2,
      why = "The old feed put large pages on top and the top is looked at; taken as it came, that becomes their quality.",
      open = "What do you do about the place at which a post was shown?" },
    { knob = "data.signals", accept = { "watch_time", "like" }, points = 1,
      why = "What somebody read and liked describes them better than what they opened; comments and shares add the rest.",
      open = "Which feedback makes up a person's history?" },
    { knob = "data.features", accept = { "user_creator_clicks", "item_age" }, points = 3,
      why = "Who wrote it for whom, and how old it is: affinity and age carry a feed of friends. Counters over "
        .. "the whole log know the answer.",
      open = "What does the ranker read?" },
    { knob = "data.negatives", accept = { "mixed", "in_batch", "random" }, points = 1,
      why = "The first pass sees posts that nobody was shown. Some of its negatives should come from there.",
      open = "What are the negatives of the first pass?" },
    { knob = "data.negative_keep_rate", accept = { "0.05..1" }, points = 1,
      why = "Most impressions are scrolled past. A part of them is enough, if the base rate is put back head by head.",
      open = "Do you keep all rows without any action?" },
    { knob = "data.downsampling_correction", accept = { "true" }, points = 2,
      why = "A formula multiplies probabilities by weights: thinning that is not undone changes the mix of "
        .. "terms without a word.",
      open = "Rows were thinned: are the probabilities put back?" },
  },
  forecasts = {
    { metric = "online.return_rate_7d", kind = "direction", change = "data.position_debias=false",
      ask = "If places are ignored and clicks taken as they came: weekly return up, down, or no visible change?" },
    { metric = "ranking.calibration_ratio", kind = "direction", change = "data.downsampling_correction=false",
      ask = "Without putting the base rate back: predicted over observed up, down, or no visible change?" },
  },
  rubric = {
    item("sources", "mid", 2, "reason", "Rows are impressions with what came of them, including those scrolled past",
      "What was shown and ignored is the only honest negative a ranker has.", [[
        what was shown and what happened|viewed but ignored|seen and not acted|posts shown without action
        |exposure log|shown posts as rows|impressions with|impressions as rows|logged impressions|every impression
        |rows are impressions|shown and ignored|scrolled past negatives|impression log|shown but not]],
      [[
        Posts that were never on screen are the most trustworthy negatives.]],
      [[
        One record per post shown with what the viewer did: like, comment, hide, seconds, also when scrolled past
        without reaction, since those are the true negatives.
        |Every shown post with what the person did, also those passed over, as these are the only true noes.]]),
    item("time_split", "mid", 3, "reason", "Splits by time, and why", "Posts live for days, so neighbouring rows know each other's future.", [[
      split by time|time split|temporal split|later days|chronological split|last days|train on the past
      |split by day|cut at a date]],
      [[random split is fine|split randomly because|random split because
        |Shuffle rows and split at random, the same post in both halves makes the test harder.]],
      [[
        Train on earlier weeks, validate and test on later days; random rows share the same post on both sides, so the
        future of a post leaks.
        |Fit on three weeks, test on the days after; a post lives two days, so neighbouring rows tell each other's
        future.]]),
    item("affinity", "senior", 3, "reason", "Affinity between viewer and author, past actions by kind",
      "In a feed of friends the pair decides more than the post.", [[
        how close|who wrote it for whom|history of the pair|past likes of this author|reader and author
        |how often I liked|between reader and writer|affinity|viewer and author|tie strength|closeness
        |author affinity|past actions on the author|user author|relationship|friend interactions|pair of viewer]],
      [[
        Who wrote a post has no influence, only its content.]],
      [[
        Closeness of reader and writer: past likes, replies, visits, messages count excluded, decayed by kind, because
        the relationship predicts more than the content.
        |How often has she looked at, liked, written to him lately? In a circle of friends the pair says more than the
        post.]]),
    item("recency_feature", "senior", 1, "reason", "Age of the post as a feature, as of the request",
      "Interest halves in a day and a half; a model that cannot see age averages over it.", [[
      age of the post|post age|how old|hours since|item age|time since posting|recency feature|minutes since]],
      [[
        Age needs no feature, old posts are as interesting as new ones.]],
      [[
        Hours since publication at request time go in as an input, as interest decays quickly and a model blind to it
        would average old with new.
        |Hours since posting, at the moment of the load, because interest halves in a day and a half.]]),
    item("point_in_time", "senior", 2, "reason", "Counters as of the moment of the request",
      "A like counter read afterwards contains the like that is to be predicted.", [[
        value at that time|known at that time|as it was when|frozen at request|feature logging|logged features
        |time travel|leak through counters|counters leak|as of the request|as of the moment|point in time
        |point-in-time|at request time|snapshot|logged at serving|windowed counters|counters that end
        |before the request]],
      [[counters over the whole log|use the final like count|lifetime counters are fine
        |Use the final like count of a post, it is the most complete.]],
      [[
        Counters such as likes so far are logged as they were when shown; joined later they'd contain the very
        reaction we predict.
        |Likes as they stood when it was shown; counted later, the number contains the like we predict.]]),
    item("sparse_heads", "senior", 2, "number", "Rare heads: how many positives, and how thinning treats them",
      "Three comments in a thousand, four hides in ten thousand: a uniform sample of a small log leaves almost none.", [[
        few hides|hide positives|rare actions|thousandth|positives a day|millions of positives|per ten thousand
        |hides per impression|rare heads|sparse heads|comments in a thousand|positives per head|million comments
        |million hides|three in a thousand|keep all positives|few positives|keep every positive
        |hides in ten thousand]],
      [[
        A uniform thousandth keeps plenty of hides, no special thinning is needed.]],
      [[
        Comments are 0.3% and hides 0.04% of impressions, so I keep all of these positives and thin only rows without
        any action by ten.
        |Four hides in 10,000: a thousandth of ten million rows leaves four, so keep all of the rare ones.]]),
    item("base_rate", "senior", 2, "reason", "Thins negatives and puts the base rate back for each head",
      "Otherwise the formula's weights are multiplied by the sampling.", [[
        base rate back|correct for downsampling|undo the downsampling|correct the probabilities
        |correct for the keep rate|rescale probabilities|restore the base rate|correct for thinning|put back]],
      [[
        Thinning does not affect the heads, so nothing has to be put back.]],
      [[
        After negative downsampling the probabilities are too high, so correct each output back, otherwise sampling
        changes the mix of the formula.
        |Noes are kept one in ten and each head is set back to its true rate, or the formula multiplies the thinning.]]),
    item("position", "senior", 2, "reason", "Corrects for place", "The top is seen by all and the tenth post by few; the log calls that quality.", [[
      position bias|position tower|shallow tower|inverse propensity|propensity|place as an input
      |correct for position|position in training|effect of the place|examination]],
      [[
        Place in the feed has no effect, people read all ten.]],
      [[
        The first slot is seen by everybody and the tenth hardly, so slot enters as a side input removed at serving,
        or propensity weighting.
        |The first is seen by all, the tenth by few, so place goes in during training and is fixed when serving.]]),
    item("selection", "staff", 3, "reason", "The log was chosen by the old feed: large pages are over-shown, "
      .. "friends under-shown",
      "What was not shown has no label, and retraining on it repeats the old taste.", [[
        never shown|what was not shown|log only contains|chosen by the old|old system decided|big pages were
        |biased by the old|we only see feedback|old feed chose|old ranker chose|selection bias|only what was shown
        |large pages over|logs biased|exposure bias|served by the old|under-shown|friends under|randomised slice
        |exploration data|old policy]],
      [[
        The log shows all posts equally, so retraining on it is unbiased.]],
      [[
        The log only has what the old ranking showed, mostly large pages, little of friends; a small randomised share
        gives unbiased data, otherwise we repeat its taste.
        |What the old order hid has no label: friends are missing, pages abound; a few random places repair that.]]),
    item("delay", "staff", 2, "tradeoff", "Waits for late comments, or corrects for them, and says what waiting costs",
      "A short window misses comments and calls them negatives; a long one trains on last week's feed.", [[
        hours after|next day comments|mature|label maturity|join window|wait hours|arrive a day later|late comments
        |comments arrive late|label window|wait a day|delayed labels|wait for comments|label delay|window of a day
        |comments trickle|attribution window]],
      nil,
      [[
        Replies trickle in over a day: closing the label after an hour misses a third, waiting a day makes training
        older; I wait six hours and correct.
        |Replies trickle in over a day: closing after an hour makes false noes, waiting a day makes an older model;
        one hour for likes, a day for replies.]]),
    item("heavy_users", "senior", 1, "reason", "Caps what a few loud people contribute",
      "A tenth of the people writes two thirds of the comments; without a cap the comment head is their head.", [[
        heavy users|loud users|few people write|cap rows per user|cap per user|tenth of the people|power users
        |per-user cap|weight per user]],
      [[
        Who comments most should count most, no cap is needed.]],
      [[
        A tenth of people write most comments; limit rows per person or weight, otherwise the comment predictor only
        reflects them.
        |A tenth of people write two thirds of replies, so cap each at some rows, else it's their model.]]),
    item("privacy", "staff", 1, "reason", "Messages stay out; audience and erasure reach the training data",
      "Closeness could be read from messages, and people would be right to mind.", [[
      private messages|erasure|consent|audience|delete on request|gdpr|opt out|retention|messages stay out|privacy]],
      [[
        Private messages are the best feature for closeness, so read them.]],
      [[
        Private messages are not used for closeness, deleted posts and accounts leave the training set, audience
        restrictions hold there as well, because people would rightly object.
        |Chats stay untouched although they'd show closeness, and erasures reach the training rows; people would
        rightly mind.]]),
    item("dwell_clean", "senior", 1, "reason", "Cleans dwell: idle screens, length, kind of post",
      "A phone on the table reads nothing for ten minutes.", [[
      idle|cap dwell|dwell capped|phone left|normalise dwell|dwell by length|dwell by kind|trim dwell|clip dwell|winsorise]],
      [[
        Dwell can be used raw, nobody leaves the screen idle.]],
      [[
        Idle phones and background tabs inflate reading time: cap seconds, require scroll activity, normalise by
        length and type, because otherwise we'd reward a screen left on.
        |A phone left lying counts nothing: cut at two minutes, drop idle screens, normalise by length.]]),
  },
  traps = {
    "A like counter that includes the like.",
    "Rows of the same post on both sides of a random split.",
    "Thinning the negatives of rare heads and keeping the weights.",
    "Calling a comment missing after an hour a negative.",
  },
  answer = "Rows are logged impressions with what came of each, also those scrolled past, because these are the "
    .. "ranker's only honest negatives. "
    .. "Split by time, last days for test, because posts live for days and a random split tells the model how a "
    .. "post ended. Features as of the request, since a "
    .. "like counter read later contains the like: affinity of viewer and author, because in a feed of friends "
    .. "the pair decides; age of the post, since interest halves in 1.5 days; "
    .. "windowed click rate of the post, mean dwell of the post, views so far, topic affinity, similarity to "
    .. "the history, viewer id, author id, author size, length of the post, device type and hour of the day. "
    .. "Posts that a request was "
    .. "not shown are drawn as extra negatives, 0.06 unshown negatives for each shown one, because candidates "
    .. "are not chosen as the log was. Sparse heads: 24 billion impressions a day give 72 million "
    .. "comments and about 10 million hides, so I keep all positives and thin negatives to 0.5, then put the "
    .. "base rate back for each head, because the formula multiplies probabilities. "
    .. "Position bias: place as an input in training and left out when serving, because the top is seen by "
    .. "everybody. The old ranker chose what was shown, so "
    .. "large pages are over-shown and friends under-shown; a randomised slice gives labels it would never "
    .. "have. Comments arrive late: I wait a day, which costs "
    .. "freshness but a shorter label window would call them negatives. Dwell is capped because a phone left on "
    .. "the table reads nothing. I cap rows per user, since a tenth "
    .. "of the people write most comments. Signals for the history: dwell, likes, comments, shares. Mixed "
    .. "negatives for the first pass: in-batch plus uniform. "
    .. "Private messages stay out, because people would mind, and erasure reaches training data.",
}

local model = {
  id = "model", title = "Develop the models", minutes = 7,
  prompt = "From some hundreds of unseen posts to the ten on the screen: which models, which losses, in which "
    .. "order would you build "
    .. "them, and what happens to the list after the scores are there?",
  hints = {
    "Before any network: what would a feed be that only knew who wrote a post and when?",
    "A first pass that is cheap, a ranker with a head for each action, calibration, then rules for the list: "
      .. "age, authors, topics, what was seen.",
    "Two towers hand some hundred posts to an MLP with heads on a shared trunk or with gated experts; each head "
      .. "calibrated; a freshness boost, "
      .. "two posts per author, MMR, a few slots for what nobody has answered yet.",
  },
  probes = {
    { when = "unsaid ranking.model", say = "Your inventory is in memory. What puts the first post before the "
      .. "second?", risk = "no ranker", item = "ranker" },
    { when = "ranking.model=none", say = "No ranker. Which of your six actions does the dot product stand "
      .. "for?", risk = "no ranker" },
    { when = "unsaid retrieval.model", say = "Fifteen hundred posts, six heads. Does every post meet the large "
      .. "model?", risk = "no first pass", item = "first_pass" },
    { when = "retrieval.model=popularity", say = "The most liked posts of everybody, in a feed of friends: "
      .. "whose birthday did you just drop?", risk = "impersonal first pass" },
    { when = "unsaid ranking.calibration", say = "Your hide head says twice what happens, and its weight is "
      .. "eight. What is its weight really?", risk = "uncalibrated heads", item = "calibration" },
    { when = "unsaid policy.freshness_boost", say = "A fine post of last Tuesday against an average one of this "
      .. "morning: what decides?", risk = "stale feed", item = "recency" },
    { when = "unsaid policy.creator_cap", say = "One page writes forty posts a day, and you like it. What does "
      .. "your screen look like?", risk = "one author fills the feed", item = "author_cap" },
    { when = "unsaid policy.exploration", say = "A newcomer's first post: who ever sees it?", risk = "posts into silence", item = "cold" },
  },
  decisions = {
    { knob = "ranking.model", accept = { "mlp", "deepfm", "dcn_v2" }, points = 3,
      why = "Viewer, author, age and kind act together, and six heads share what they learn from common actions.",
      open = "What orders the posts?" },
    { knob = "retrieval.model", accept = { "two_tower", "matrix_factorization" }, points = 2,
      why = "A cheap personal first pass leaves time for the heads on what remains. What is liked by everybody "
        .. "is not what is new from friends.",
      open = "What decides which posts the ranker sees?" },
    { knob = "ranking.calibration", accept = { "platt", "isotonic" }, points = 1,
      why = "The formula adds probabilities that people have weighed. A head that says too much has a larger "
        .. "weight than anybody gave it.",
      open = "Are the heads' probabilities made true before they are weighed, and on which rows?" },
    { knob = "retrieval.loss", accept = { "sampled_softmax" }, points = 1,
      why = "The first pass has to put one post above many, not to guess a probability for a pair.",
      open = "Which loss trains the first pass?" },
    { knob = "retrieval.logq_correction", accept = { "true" }, points = 1,
      why = "Posts of large pages are in every batch. Uncorrected, the softmax pushes them down for being frequent.",
      open = "Some posts are drawn as negatives far more often. Do you correct for that?" },
    { knob = "policy.creator_cap", accept = { "1..3" }, points = 2,
      why = "The best post by the same author is seldom the best next post; a cap costs little and is "
        .. "understood by everybody.",
      open = "How many posts may one author have in a list?" },
    { knob = "policy.freshness_boost", accept = { "0.02..0.5" }, points = 2,
      why = "A new post has few counters, and a ranker that reads age knows only what age did on average. A "
        .. "small boost decides how much of the screen is young; what it costs in return, and what it buys in "
        .. "posts seen, are two numbers.",
      open = "What does age do to a post beyond what the model reads?" },
    { knob = "policy.diversity", accept = { "mmr", "dpp" }, points = 1,
      why = "The fourth post about the same match is read by few, however well it scores.",
      open = "What keeps a list from being about one thing?" },
    { knob = "policy.exploration", accept = { "0.01..0.15" }, points = 1,
      why = "Who gets no view gives no label and stops writing. A few slots are the price of a supply.",
      open = "How does a post that nobody has answered get seen?" },
  },
  forecasts = {
    { metric = "online.return_rate_7d", kind = "direction", change = "policy.freshness_boost=0",
      ask = "Without any boost for age: weekly return up, down, or no visible change?" },
    { metric = "online.return_rate_7d", kind = "direction", change = "policy.creator_cap=0",
      ask = "Without a cap per author: weekly return up, down, or no visible change?" },
    { metric = "ranking.roc_auc", kind = "place",
      ask = "The ranker's AUC: nearer each post's plain click rate, in the middle, or nearer the best possible?" },
  },
  rubric = {
    item("baseline", "mid", 2, "reason", "A baseline: newest first, or affinity times a decay",
      "Chronological order is free, cannot be gamed, and some people prefer it.", [[
        chronological first|newest first as|reverse chronological|simple rule first|affinity and decay
        |newest first baseline|chronological baseline|baseline newest|baseline chronological|affinity times decay
        |simple baseline|start with newest|heuristic baseline|start simple|logistic baseline|first a baseline
        |baseline logistic]],
      [[baseline is unnecessary|no baseline needed|skip the baseline
        |Newest first is no baseline worth comparing with.]],
      [[
        Reverse chronological order or closeness with decay as first comparison; it's free and cannot be manipulated,
        so the network must beat it.
        |Newest first, or closeness times decay; it's free and can't be gamed, so the model must beat it.]]),
    item("ranker", "mid", 2, "reason", "A ranker over viewer, author, post and context, and why linear is not enough",
      "Closeness matters differently for a photo at night than for a link at noon.", [[
        gradient boosted|boosted trees|deep model|neural net|network over features|feature crosses|mlp|neural ranker
        |neural network|deep ranker|hidden layers|deepfm|dcn|interactions of viewer|crosses|nonlinear
        |factorisation machine]],
      [[
        A linear model is enough since features never interact.]],
      [[
        A deep network with crosses over reader, writer, post and context, because a linear one can't express that
        closeness counts differently for photos at night.
        |A net over reader, writer, post and hour, as closeness means other things for a photo at night than for a
        link at noon, which a line cannot say.]]),
    item("heads", "senior", 3, "reason", "Heads on a shared trunk or gated experts, and what sharing does to rare ones",
      "Common actions teach the trunk what rare ones cannot; and a loud head may drown them.", [[
        trunk|one network several heads|heads on top|rare heads borrow|share layers|tasks share|joint training
        |separate towers per task|shared trunk|shared bottom|mmoe|gated experts|mixture of experts|heads share
        |rare heads learn|heads on a trunk|gate per head|common heads|loud head|task weights|negative transfer
        |heads compete]],
      [[
        Six separate models from scratch are better for the rare actions; or give rare heads weight zero.]],
      [[
        Shared bottom with one output per action, or mixture of experts, since rare ones borrow from frequent ones
        although a dominating task may drown them.
        |One trunk, six outputs, or gated experts: likes teach what hides can't, and must not drown them.]]),
    item("calibration", "senior", 3, "reason", "Calibrates every head, because the formula multiplies",
      "Weights are set by people who believe the probabilities.", [[
        calibrate each head|calibrate every head|heads calibrated|platt|isotonic|calibration per head
        |calibrated so that weights|calibration because|calibrate the heads|calibrated heads]],
      [[calibration is unnecessary|order is all that matters|calibration does not matter
        |Heads need not be calibrated, the sum corrects it.]],
      [[
        Each output gets isotonic or Platt scaling on later days, because the formula multiplies them by weights that
        assume true probabilities.
        |Each head is set right on a later day, since whoever chose the weights believes in the probabilities.]]),
    item("recency", "senior", 2, "tradeoff", "Recency as a feature or a boost, with what it costs",
      "Too little and the feed is of yesterday; too much and it is a ticker, in which whoever posts most often wins.", [[
        half life|boost for new|age decay|newer posts|old posts fade|decays with age|fresh posts lifted
        |freshness boost|recency boost|decay with age|time decay|half-life|boost new posts|recency against quality
        |boost recent|recency term|favour recent|too much recency|boost for age]],
      [[
        The stronger the boost for new posts the better, it has no downside.]],
      [[
        Decay boosts fresh posts: too strong becomes a ticker that favours frequent posters, too weak leaves
        yesterday's feed; choose a half-life by experiment.
        |A mild decay: too steep and the loudest poster runs a ticker, too flat and it's yesterday's lunch; it costs
        some likes.
        |Freshness as an input plus a small boost, trading a bit of engagement for a feed of today.]]),
    item("price_of_new", "staff", 2, "tradeoff", "Knows that the young costs today's metric, and says what it buys",
      "A post nobody has answered is on average worse than one that many liked. Without places for it there is no next week's feed.", [[
        costs today|price of new|new posts cost|young posts cost|takes the place of|cost in return|pays later
        |labels for later|each young post|new posts lower|exploration costs|places for new posts cost]],
      [[
        New posts cost nothing, they always do better than old ones.]],
      [[
        Giving places to posts with no reactions yet costs some engagement today but provides data and audience for
        authors; worth half a percent.
        |Unanswered posts are on average a worse guess, so places for them cost a percent of likes now and buy next
        week's writers.]]),
    item("author_cap", "senior", 2, "reason", "A cap per author or page", "Forty posts a day by one page are one page.", [[
      per author|author cap|cap per author|posts per page|one page fills|same author|cap authors|limit per author
      |talkative page]],
      [[
        Ten posts by the same author in a row maximise relevance.]],
      [[
        At most two posts per writer or page in a screen, otherwise one prolific page fills everything.
        |Two per writer in ten, or a page with forty posts a day owns the screen.]]),
    item("session_diversity", "senior", 2, "reason", "Variety over the list and over the session",
      "Fatigue carries on past the first ten: what was shown on the first load should count on the second.", [[
        not the same topic|ten posts alike|similar to those above|alternate|mix of friends|mix kinds|repetition
        |repeats|fatigue|session diversity|mmr|variety|similar posts|across loads|over the session|same topic|dpp
        |spread topics|near duplicates|kinds of posts mixed|tires]],
      [[
        Every load is independent, repeating topics bores nobody.]],
      [[
        Mix of types, topics and people over the list and subsequent loads in the session, because fatigue accumulates
        beyond the first page.
        |What was on the first page counts on the second, since one tires of a topic over the visit and not per page.]]),
    item("bump", "staff", 2, "reason", "A rule for seen posts: when one may come back, and how often",
      "New comments by friends make an old post new; without a limit, quarrels come back most, since they collect most comments.", [[
        bump|bumping|come back once|resurface|seen posts|seen again|returns when a friend|friend's comment brings
        |already seen|back at most once]],
      [[
        Seen posts may return as often as they collect comments.]],
      [[
        A post seen before may return when close friends have commented since, at most once, because otherwise heated
        threads reappear forever.
        |A seen post returns when a friend replies, twice at most, else quarrels come back most.]]),
    item("first_pass", "mid", 1, "reason", "A cheap first pass before the heavy ranker",
      "Fifteen hundred posts times six heads is a bill; the last thousand are rarely shown.", [[
        first pass|light ranker|two-tower|two towers|cheap model first|candidates|lightweight|pre-ranking
        |matrix factorisation|two stages]],
      [[
        The heavy ranker scores all, its cost does not depend on the number of posts.]],
      [[
        A small, cheap model cuts 1500 to 300 before the heavy one, because scoring everything with six heads is
        wasteful when most is never displayed.
        |A light model cuts 1,500 to 300 before the six heads, as the rest are hardly ever shown and cost most.]]),
    item("logq", "staff", 1, "reason", "Corrects sampled softmax for how often a post is drawn",
      "Frequent posts are frequent negatives; that is the sampler's doing and not the reader's.", [[
      log q|sampling bias|sampling probability|correct the logits|drawn more often|logq|frequent negatives]],
      [[
        Add the log of the sampling rate, popular pages are too rarely negatives; or no correction is needed.]],
      [[
        Sampled softmax needs a correction for the sampling frequency: popular posts are drawn as negatives more often
        and would be pushed down unfairly.
        |Busy pages come up often as in-batch negatives, so subtract the log of that rate or they're punished for
        being drawn.]]),
    item("cold", "senior", 2, "reason", "New posts and new people: content, author, exploration",
      "Most of this inventory is hours old; ids have learnt nothing about it.", [[
        new post has no|nobody has answered|first post|content embedding|unknown authors|brand new|zero interactions
        |new posts|cold start|no history|content vector|content features|exploration slots|first views|newcomers
        |new users|no counters yet|author prior|unanswered posts]],
      [[
        New posts need nothing special, their ids are learnt at once.]],
      [[
        For fresh posts and newcomers use content, author history and context with some exploration, because ids have
        no statistics yet.
        |Hours old and nobody answered: content, the writer's past and a little exploring, since ids have learnt
        nothing.]]),
    item("negative", "senior", 1, "reason", "What a hide changes beyond the score: rest for the author, rest "
      .. "for the topic",
      "Somebody who says no wants to see that it was heard, on the next load and not after the next training.", [[
        hide rests|after a hide|hide removes|rest the author|hidden author|hide at once|immediately after a hide
        |hide demotes|author rests|snooze]],
      [[
        A hide is dealt with at the next training, the person does not notice.]],
      [[
        After a hide the author is muted for a while and the subject reduced at once on the next refresh, because
        people want to see the effect immediately.
        |After a hide that writer rests for a week and the topic for a day, at once and not after the next training.]]),
    item("gain_cost", "staff", 2, "number", "Puts a model's gain beside its cost",
      "A head costs little on a trunk and much alone; say which you bought.", [[
        operations per post|flops|cores per|gain against cost|cost of a head|ms per|milliseconds for
        |cost per candidate|300 thousand|mflop]],
      nil,
      [[
        The extra head gives 0.2% more return for 3% more compute; a bigger trunk 0.4% for 40%, so the head.
        |Gain per millisecond: +0.3% AUC for 5 ms.
        |A sixth head is 0.3 ms on the trunk and gives 0.2% less hides; alone it would be 2 ms.]]),
  },
  traps = {
    "Six heads, six scales.",
    "An id embedding for posts that live two days: it is learnt when nobody needs it.",
    "Recency as the whole answer: then whoever posts most often wins.",
    "Bringing back what gets new comments, without asking what kind of post gets them.",
  },
  answer = "Baseline: newest first, because it is free and cannot be gamed, then affinity times a decay with "
    .. "logistic regression. First pass: two towers over content vectors and "
    .. "authors, sampled softmax with log Q because posts of large pages are drawn as negatives more often; it "
    .. "is cheap, since vectors are computed when a post is written: 64-dimensional vectors. It hands on 500 "
    .. "candidates. Ranker: an MLP with six heads on a shared trunk, because common actions teach what rare "
    .. "heads cannot learn alone; ids share 50000 hash buckets; I watch for a loud head that drowns "
    .. "the others. At 300 thousand operations per post, 500 posts are 0.15 GFLOP a request. Each head is "
    .. "calibrated with Platt on validation because the formula multiplies "
    .. "probabilities by weights. Freshness boost of 0.1 for recent posts, since new ones have no counters yet; "
    .. "but more would make a ticker in which whoever posts most wins, and each young post takes the place of "
    .. "one that is known to be good. At most two posts "
    .. "per author, because a talkative page would fill the screen. MMR with weight 0.2 for session diversity, "
    .. "since the fourth post about a match tires, and what the first load "
    .. "showed counts on the second. Bump rule: a seen post may come back once when a friend comments, not "
    .. "more, because quarrels collect most comments. New posts have no history: content vector, author "
    .. "prior, and 5 percent exploration slots so that a newcomer's first post is seen. After a hide the author "
    .. "rests at once, because people want to see that they were heard.",
}

local evaluate = {
  id = "evaluate", title = "Evaluate", minutes = 4,
  prompt = "How do you find out whether it is better: before anybody sees it, and then with people who are each "
    .. "other's friends? Say "
    .. "what you expect first.",
  hints = {
    "If my feed makes me comment, whose feed changes?",
    "Offline per head and for the list, with calibration and slices by inventory. Online one deciding metric, "
      .. "guardrails, and a unit of "
      .. "randomisation that keeps friends together.",
    "Normalised entropy and calibration per head, nDCG for the list. Weekly return decides, hides guard. Split "
      .. "by clusters around ego networks; "
      .. "users are 2 × 16 × CV² / δ², times the design effect.",
  },
  probes = {
    { when = "unsaid evaluation.primary", say = "Comments up, minutes flat, return down a little. "
      .. "Launch?", risk = "no deciding metric", item = "primary" },
    { when = "evaluation.primary=online.ctr", say = "Clicks rise when headlines hold back the point. Is that "
      .. "your launch?", risk = "proxy as the goal" },
    { when = "evaluation.primary=ranking.roc_auc", say = "Of which head? And what would you do differently for "
      .. "a better one?", risk = "proxy as the goal" },
    { when = "evaluation.primary=online.watch_minutes_per_session", say = "Minutes rise when posts get longer. "
      .. "How would you know the difference?", risk = "dwell favours length" },
    { when = "unsaid evaluation.guardrails", say = "Return is up and hides are up. What now?", risk = "no guardrails", item = "guardrails" },
    { when = "always", say = "I am in treatment and my sister in control; I comment more. What does your "
      .. "experiment conclude?", risk = "interference", item = "interference" },
    { when = "evaluation.protocol=sampled", say = "A hundred random posts are strangers' posts. Whom does your "
      .. "ranker beat there?", risk = "sampled metrics" },
    { when = "metric ranking.calibration_error > 0.03", say = "Your probabilities are off. Which of your "
      .. "weights is now a different weight?", risk = "uncalibrated heads", item = "calibration_check" },
  },
  decisions = {
    { knob = "evaluation.primary", accept = { "online.return_rate_7d", "online.watch_minutes_per_session" }, points = 2,
      why = "Return is the goal; minutes stand nearest to it among what moves fast. An action of the formula "
        .. "would judge itself.",
      open = "Which one metric decides?" },
    { knob = "evaluation.guardrails", accept = { "online.hides_per_1000" }, points = 2,
      why = "Hides are how people say no. Whatever else rises, they are the receipt.",
      open = "Which metrics may not get worse?" },
    { knob = "evaluation.protocol", accept = { "full" }, points = 1,
      why = "Order all that could have been shown. Random posts are easy to beat and flatter the simple model.",
      open = "Against which posts do you compute offline ranking metrics?" },
    { knob = "evaluation.slices", accept = { "new_users", "new_items" }, points = 1,
      why = "Somebody with thirty posts to see and somebody with three thousand use two products; and most "
        .. "posts are new.",
      open = "For which people and posts do you look apart?" },
    { knob = "evaluation.ab_users", accept = { "1e6..4e6" }, points = 2,
      why = "1.28 million by user, for one percent of minutes at a spread of twice the mean; clusters want "
        .. "more, and two percent of the users are four million.",
      open = "How many users are in the test, all arms together?" },
    { knob = "evaluation.ab_days", accept = { "7..35" }, points = 1,
      why = "Whole weeks, and longer than the novelty of another order.",
      open = "For how many days does it run?" },
  },
  forecasts = {
    { metric = "online.return_rate_7d", kind = "place",
      ask = "Weekly return: nearer the popular list, in the middle, or nearer the best possible?" },
    { metric = "list.ndcg@10", kind = "place", ask = "nDCG@10 of the list: nearer the popular list, in the "
      .. "middle, or nearer the best?" },
    { metric = "online.ab_detectable_effect", kind = "interval", ask = "Which relative change of minutes can "
      .. "your test just find? A range." },
  },
  rubric = {
    item("offline", "mid", 2, "reason", "Offline metrics that fit: per head and for the list",
      "Heads are asked for true probabilities, the list for order.", [[
        normalised entropy|log loss per head|auc per head|ndcg|ndcg for the list|log loss|recall of the first pass
        |metrics per head|precision at|pr auc]],
      [[accuracy of the comment head|accuracy as the metric|measure accuracy|accuracy tells
        |Accuracy over all heads together says everything.]],
      [[
        Per action log loss and AUC, for the page NDCG over weighted actions, since heads need true values and the
        list needs order.
        |Log loss and AUC per head, NDCG for the order; heads are asked for truth, the list for order.]]),
    item("calibration_check", "senior", 2, "reason", "Checks calibration per head and by slice",
      "An error of a head is an error of its weight.", [[
        calibration per head|predicted over observed|calibration by|calibration of each head|reliability
        |calibration error|predicted against observed|calibrated by slice]],
      [[
        If the AUC is good, calibration need not be checked.]],
      [[
        Predicted divided by observed for every action, country and post type, because an error there acts like a
        changed weight.
        |Forecast over observed per head and slice, as a head's error is its weight's error.]]),
    item("interference", "staff", 4, "reason", "Sees that friends in both arms break independence, and "
      .. "randomises clusters of ego networks",
      "A treated person writes for control's feeds: the difference shrinks, or is invented.", [[
        same cluster|graph clusters|friends influence|treated friend|control friend|friends see|spills over
        |network experiment|independent users|cluster|clusters|ego network|ego networks|interference|spillover
        |network effects|friends in both arms|break independence|arms independent|contaminate|cluster randomisation]],
      [[users are independent because|no interference because|randomising by user is enough
        |Friends in both arms cancel out, so splitting by user has no bias.]],
      [[
        Friends in different arms influence each other: treated people write what control reads, so randomise clusters
        of the social graph or ego networks.
        |A treated friend writes for the others, so arms mix; I'd randomise circles of friends.]]),
    item("ab_size", "senior", 2, "number", "Sizes the test, with the design effect of clusters",
      "Independence is bought with users.", [[
        users per arm|million users|design effect|times four|users in the test|16 times|cv squared|80 percent power
        |power|sample size]],
      nil,
      [[
        Number of users: 600 thousand per arm individually, times a design effect of 3 for clusters is 2 million.
        |0.2% of 61% needs about 2.4 million people an arm, times five for clusters.]]),
    item("primary", "mid", 2, "reason", "One deciding metric, and why",
      "Six heads give six metrics, and one of them always rises.", [[
        return decides|weekly return decides|primary metric|deciding metric|decides because|decide on return
        |minutes per session decide|north star|main metric]],
      [[primary metric comments|comments decide|ctr decides|decide on auc
        |Take whichever of the six metrics improved most.]],
      [[
        A single deciding metric, people returning within seven days, because with six metrics one always goes up by
        chance.
        |Weekly returners, only that; of six heads one always rises and people would choose it.
        |One judge is named beforehand because with six curves something is green every time.]]),
    item("guardrails", "senior", 2, "reason", "Guardrails: hides, reports, reach of small authors, survey",
      "They say at whose expense the gain was.", [[
      guardrail|guardrails|hides must not|hides guard|reports|reach of small|survey|must not rise|must not fall]],
      [[
        Guardrails are not needed when the primary metric rises.]],
      [[
        Watch hides, reports, reach of small writers, and a survey, since improvement may come at somebody's expense.
        |Hides, reports, reach of small writers, a survey: they tell who paid for the gain.]]),
    item("inventory_slice", "senior", 2, "reason", "Slices by inventory size: more to read looks like a better model",
      "Return rises with friends. Compare within equal inventories, or the arm with richer people wins.", [[
        number of friends|how much there is to read|few follows|many follows|equal inventories
        |users with many friends|inventory size|by inventory|small inventories|users with few friends
        |few connections|more to read|confounded by inventory|number of friends slice|slices new users
        |newcomers apart|by number of friends]],
      [[
        How much somebody has to read does not influence return.]],
      [[
        Break down by how many posts a person has available, as those with many friends return more anyway; compare
        within equal pools.
        |Compare people with equally many waiting posts, since those with more friends return anyway.
        |Within bands of how much there is to read, or else the arm with richer circles wins.]]),
    item("disagree", "staff", 2, "reason", "Expects offline and online to part, and says why",
      "Offline asks whether we order the old feed's choices; online asks about posts it never showed.", [[
        offline win|offline metrics cannot|offline improvement|logs of the old ranker|offline may|not match online
        |counterfactual|offline gain|offline and online|offline online|does not appear online|offline better online
        |offline flat|removing recency|offline disagrees|logged by the old feed|offline up online]],
      [[
        A higher offline AUC always means more return.]],
      [[
        Logged data judges ordering of what the former feed chose; online it shows other posts, so expect the two to
        contradict, particularly for friends' small posts.
        |Offline we sort what the old feed chose, online we show what it never showed, so they part, mostly for
        friends' posts.]]),
    item("long_holdout", "staff", 2, "reason", "A long holdout, or weight changes judged over months",
      "The cost of anger is paid by people who are gone by the time the test has ended.", [[
        six months|three months|hold back|kept on the old feed|held out for|long run holdout|slow effects
        |long holdout|holdout for months|long-term holdout|months|held back|quarter holdout|long experiment
        |after months]],
      [[
        Two days show what anger does, who leaves does so at once.]],
      [[
        Keep a group on the old weights for months, because annoyance and anger drive people away slowly, after the
        experiment is over.
        |Keep 1% on the old weights for half a year: fury drives people off slowly.]]),
    item("novelty", "senior", 1, "reason", "Whole weeks; novelty, seasons, no peeking", "A new order is interesting because it is new.", [[
      two weeks|whole weeks|novelty|full weeks|peeking|sequential|elections|weekends|14 days]],
      [[
        Stop at the first significant day, the first days are the most telling.]],
      [[
        Full weeks, predefined end, no early stopping; curiosity about a new order fades, so the first days mislead.
        |Two full weeks and one look, because a new order attracts by being new and Sundays differ.]]),
    item("author_side", "staff", 1, "reason", "Measures those who write: posts written, answers got",
      "A feed that pleases readers and silences writers has a year to live.", [[
        posts written|author side|authors posting|answers per post|people who post|producer side
        |share of posts answered|writers|feedback to authors]],
      [[
        Writers are not affected by how we rank.]],
      [[
        Also measure producers: posts written, share getting an answer, because happy readers with silent writers
        leave nothing to rank.
        |Posts written and answers received per arm, as a feed that pleases readers and silences writers is dead in a
        year.]]),
    item("full_inventory", "senior", 1, "reason", "Ranks the whole inventory, not sampled candidates", "Sampled posts are easy posts.", [[
      whole inventory|full inventory|all eligible posts|sampled metrics|sampled negatives|entire inventory
      |full ranking]],
      [[
        A hundred sampled posts give the same result as the whole inventory.]],
      [[
        Evaluate by ranking all eligible posts instead of a few random negatives, because those are too easy and
        change the order of models.
        |Rank all waiting posts, not the true one among a hundred random, which is easy.]]),
    item("decision_rule", "senior", 2, "tradeoff", "Says which result leads to which decision",
      "A rule made afterwards fits every result.", [[
        launch if|would launch|would not launch|not launch if|ship if|decision rule|if hides rise|no launch if
        |stop if|even if comments]],
      nil,
      [[
        Return up and hides flat: launch; return flat though comments up: no launch; hides up 2%: rollback even at the
        cost of minutes.
        |More return and hides flat: ship; more return with hides up 2%: no; nothing: keep the simpler one, though it
        costs the work.]]),
  },
  traps = {
    "Randomising users who are each other's friends, and believing the interval.",
    "Judging a comment weight by comments.",
    "Comparing people with many friends with people who have few.",
    "One AUC for six heads.",
  },
  answer = "Offline: normalised entropy and AUC per head, calibration of each head by slice because an error of "
    .. "a head changes its weight, nDCG for the list over the whole inventory, "
    .. "since sampled posts are easy posts. Slices: new users, small inventories, new posts apart, because more "
    .. "to read looks like a better model. I expect offline and online to part: removing recency looks better "
    .. "offline because the log has few posts of the last minutes. Online, weekly return decides, because an "
    .. "action in the formula would judge itself. Guardrails: hides and reports must not rise, return rate must "
    .. "not fall, reach of small authors "
    .. "must not fall, because they say at whose expense the gain was. Friends in both arms break independence, "
    .. "because a treated person writes for control's feeds, so I randomise clusters of ego networks. "
    .. "Size: 2 × 16 × 2² / 0.01² is 1.28 million users for 1 percent of minutes by user; a design effect of 4 "
    .. "makes 5.1 million, more than the four million I may have, "
    .. "so with 4 million users in the test I can find about 1.1 percent. It runs for 14 days, whole weeks "
    .. "because of weekends and novelty. A long holdout for months, since people "
    .. "driven away by anger are gone after the test. I also count posts written, because a feed without "
    .. "writers ends. I would launch if return rises and hides do not; not even if comments double "
    .. "otherwise: a trade of quarrels against visits is a bad one.",
}

local serve = {
  id = "serve", title = "Deploy and serve", minutes = 4,
  prompt = "Somebody pulls to refresh. Take me through the 200 milliseconds: where do the posts come from, what "
    .. "is scored, what is kept, how many "
    .. "machines is that at the peak, and what do they see when a stage is late?",
  hints = {
    "Two hundred authors and whatever they wrote. Is that collected when the post is written, or when the feed is read?",
    "Collect, filter, first pass, features, heads, list rules; each with milliseconds. Then posts a second "
      .. "times operations a post.",
    "Collect on read from the store by author, push for the few with many followers reversed; 500 posts to the "
      .. "heads; features in batches; newest "
      .. "first as a fallback; new posts within five minutes.",
  },
  probes = {
    { when = "unsaid serving.fallback", say = "The heads are 80 ms late. What is on the screen?", risk = "no fallback", item = "fallback" },
    { when = "serving.mode=batch", say = "You computed my feed last night. My sister had a baby this morning. "
      .. "When do I learn of it?", risk = "staleness" },
    { when = "unsaid retrieval.candidates", say = "How many posts meet the six heads, and what does one more "
      .. "hundred cost?", risk = "cost of scoring", item = "capacity" },
    { when = "unsaid serving.index_refresh_minutes", say = "A friend writes at noon. When is the first moment "
      .. "at which I can be shown it?", risk = "stale posts", item = "freshness_path" },
    { when = "always", say = "A page with thirty million followers writes a post. How many places did you just "
      .. "write to?", risk = "fan-out of large pages", item = "collect" },
    { when = "always", say = "Somebody narrows the audience of a post. How long does it stay in ranked "
      .. "feeds?", risk = "audience enforced late", item = "audience" },
    { when = "metric retrieval.index_recall < 0.9", say = "Your search loses posts that an exact pass would "
      .. "have kept. Did you mean it to?", risk = "posts lost to the index" },
    { when = "metric capacity.p99_ms > 200", say = "At production scale this does not fit into the budget. What "
      .. "goes?", risk = "latency" },
  },
  decisions = {
    { knob = "serving.mode", accept = { "realtime" }, points = 2,
      why = "Interest halves in a day and a half and friends answer each other within minutes; last night's list is old.",
      open = "Is a feed ranked when it is opened, or before?" },
    { knob = "retrieval.candidates", accept = { "200..1500" }, points = 2,
      why = "A whole inventory can be scored, at a price; a first pass that drops the hopeless two thirds pays "
        .. "for the heads.",
      open = "How many posts does the first pass hand to the ranker?" },
    { knob = "retrieval.index", accept = { "flat", "ivf", "ivf_sq8", "hnsw" }, points = 1,
      why = "Over one person's inventory exact is cheap; over the pool of all, it is not. Say which of the two "
        .. "you search.",
      open = "How are the nearest posts found?" },
    { knob = "serving.fallback", accept = { "true" }, points = 2,
      why = "Newest first is a feed; a blank screen is none.",
      open = "What is shown when the ranking is late?" },
    { knob = "serving.index_refresh_minutes", accept = { "1..15" }, points = 2,
      why = "A friend's post should be showable within five minutes; an hour is a tenth of its life.",
      open = "How soon after it is written can a post be shown?" },
    { knob = "serving.replicas", accept = { "2..100000" }, points = 1,
      why = "One copy is one failure from a blank feed.",
      open = "How many copies answer the load?" },
  },
  forecasts = {
    { metric = "serving.p99_ms", kind = "interval", ask = "The 99th percentile of one request on this machine, "
      .. "in milliseconds: a range." },
    { metric = "capacity.machines", kind = "interval", ask = "How many machines like this one does the peak "
      .. "take? A range you would bet on four times out of five." },
    { metric = "capacity.p99_ms", kind = "interval", ask = "And the 99th percentile with all the posts and the "
      .. "peak load?" },
    { metric = "online.return_rate_7d", kind = "direction", change = "serving.index_refresh_minutes=1440",
      ask = "With an index built once a day: weekly return up, down, or no visible change?" },
  },
  rubric = {
    item("collect", "mid", 2, "reason", "How the inventory is collected: on read, on write, or both",
      "Writing to every follower is fine for friends and absurd for a page with millions of them.", [[
        fetch the newest posts|newest posts of all follows|at read time|gather at request|pull posts
        |write to followers|written to millions|inbox per user|fan-out|collect posts when|fan-out on read
        |fan-out on write|push or pull|pull at read|collect at read|on read|post store by author|hybrid fan-out
        |push for friends|pull for pages|newest of two hundred authors|collect on read]],
      [[
        Write each post to all followers' inboxes, pages with millions included, writing is free.]],
      [[
        Fan-out on write for ordinary people, pull at read time for pages with millions of followers, because pushing
        to all of these is absurd.
        |Friends' posts are written to inboxes, pages with millions of followers are fetched on reading, as copying to
        each follower would be absurd.]]),
    item("budget", "senior", 2, "number", "Splits the 200 ms", "A budget that nobody divided is spent by the first stage.", [[
      ms for fetching|ms for scoring|ms to fetch|ms to score|ms network|ms for features|ms for|ms collect
      |ms features|ms ranking|ms slack|milliseconds for|budget split|ms heads|ms first pass|ms re-ranking]],
      nil,
      [[
        Of 200 ms: 30 collecting, 50 features, 70 scoring, 20 rules, 30 spare.
        |Collect 40, features 50, light pass 10, heads 60, order 10, network 30: 200.]]),
    item("capacity", "senior", 2, "number", "Computes posts scored a second, cores or machines at peak", "Load times posts times operations is the bill.", [[
      cores|machines at peak|tflop|posts scored|posts per second|gflop|scored a second|per second at peak|servers
      |million posts a second]],
      [[
        A single server is safer and is enough for all.]],
      [[
        56 thousand requests times 300 posts times 1 MFLOP is 17 TFLOP/s, some 850 cores, double with headroom.
        |80k loads/s x 300 x 1 MFLOP is 24 TFLOP/s, some 1,200 cores.]]),
    item("features_traffic", "senior", 1, "number", "Traffic of features", "The network gives out first.", [[
      bytes of features|gb/s|feature traffic|400 bytes|gigabytes per second|feature store|features in batches|kb a request]],
      nil,
      [[
        84 million posts a second at 200 bytes would be 17 GB/s over the network, so features of posts sit beside the
        ranker.
        |80k x 600 x 400 bytes is 19 GB/s, so features of posts sit beside the ranker.]]),
    item("fallback", "mid", 2, "reason", "A fallback: newest first from friends", "It is decent, cheap, and nobody calls it a failure.", [[
      show the newest posts|newest posts instead|late show|if scoring is late|plain chronological|default feed
      |fallback|newest first|fall back|degrade|chronological when|stand-in|on timeout|graceful]],
      [[
        Without the ranker show an error page, anything else confuses.]],
      [[
        When the ranker fails or is late, show friends' newest posts in chronological order, since that's cheap and
        acceptable.
        |Friends' newest first, since it's cheap, decent and nobody minds.]]),
    item("freshness_path", "senior", 2, "number", "The path of a new post: minutes from writing to showable", "A friend's post is worth most in its first hour.", [[
      minutes later|available within|within minutes|appear within|seconds after|streaming ingestion
      |within five minutes|minutes after|stream|refresh every|indexed within|index every|minutes from writing
      |index refreshed|5 minutes]],
      nil,
      [[
        A new post travels through the stream to the store and is eligible within 2 minutes, with its features after
        5.
        |Written, fanned out and visible in 60 s, counters every minute.]]),
    item("audience", "senior", 2, "reason", "Audience and blocks are checked at request time, last", "A cached list does not know that somebody was blocked a minute ago.", [[
      permissions|who can see|privacy filter|deleted post|blocks|narrowed audience|recheck|audience|visibility
      |blocked|privacy check|permission|who may see|deleted posts|check at request time|filter at request time
      |hard filter]],
      [[
        Audience is checked when the list is cached, that is early enough.]],
      [[
        Permissions, blocks and deletions are checked at the end of each request, because a cached list doesn't know
        about the block a minute ago.
        |Whether she may see it is asked last, at the load, because somebody may have blocked her a minute ago.]]),
    item("cache", "senior", 1, "tradeoff", "A cache of collected posts or vectors, and what it makes stale",
      "The inventory can be kept for minutes; the order should not be, since a hide has just changed it.", [[
      cache|cached|ttl|keep the inventory|cache the inventory|cached feed stale|short cache]],
      [[
        Cache the sorted feed for a day, nothing changes in it.]],
      [[
        Candidate lists and author vectors may be cached some minutes; the order isn't, since a hide changes it; saves
        reads at the price of staleness.
        |Keep the collected ids five minutes but not the order, since a hide just changed it; saves half the reads at
        the price of missing the newest.]]),
    item("weights_rollout", "staff", 2, "reason", "Weights are configuration: versioned, behind a canary, with "
      .. "a way back",
      "What goes live in minutes goes wrong in minutes, and no test of the model sees it.", [[
        weights versioned|weights configuration|weights behind|canary weights|roll back weights|rollback of weights
        |weight change canary|weights as configuration|version of the weights|canary|rollback]],
      [[
        Weights may be edited live by anyone, they are only numbers.]],
      [[
        Coefficients live in versioned configuration with canary and one-click revert, because a wrong weight goes
        live within minutes and no model test notices.
        |Weights are a versioned config with canary and rollback, since they go live in minutes and no model test sees
        them.]]),
    item("tail", "staff", 1, "reason", "Stage p99s do not add; a user with many connections is the tail",
      "Two thousand authors are two thousand look-ups: the slow request belongs to the most active person.", [[
        stage p99s|p99s do not add|users with many connections|many friends slow|tail is|slowest shard
        |fan-out to shards|heavy connections|cap the inventory]],
      [[
        The p99s of stages simply add up, and number of connections has no influence.]],
      [[
        Stage percentiles don't add; people with thousands of connections are the slow ones as they need the most
        lookups, so cap and parallelise.
        |Who follows 2,000 has 2,000 look-ups, so the slowest load is the most active person's; stage p99s don't add
        up.]]),
    item("regions", "staff", 1, "reason", "Loss of a region or a store", "Three must carry the fourth.", [[
      region lost|lose a region|three regions|failover|headroom|region fails|spare capacity|replica fails]],
      [[
        A lost region needs no reserve, it never happens.]],
      [[
        Each region carries spare load so that three take over when the fourth fails; stores replicated, otherwise the
        feed is empty.
        |If one of four goes dark the other three need a third more room, thus run at 60%.]]),
    item("degrade", "staff", 2, "tradeoff", "What is dropped first under load, and what that costs",
      "Fewer posts before fewer heads: the hide head is the last to go.", [[
        under load|fewer candidates|drop candidates|shed|degrade path|cut candidates|fewer posts|drop the experts
        |smaller model|first to go|halve the candidates]],
      [[
        Drop the hide head first, it matters least.]],
      [[
        Under overload reduce candidates first, then optional features, keep the hide predictor last: slightly worse
        lists in exchange for staying up.
        |Under load: first fewer posts, then fewer heads, the hide head last; we lose some relevance but not peace.]]),
  },
  traps = {
    "Writing every post of a large page to every follower.",
    "Caching the order: the hide of a minute ago is not in it.",
    "Checking the audience when the post is indexed, and never again.",
    "Weights changed on Friday evening, because it is only configuration.",
  },
  answer = "Posts are collected on read from the store by author, because writing a page's post to thirty "
    .. "million followers is absurd; friends' posts may be pushed. Audience, blocks and deleted posts are "
    .. "checked at request time, "
    .. "because a list built before does not know them. Budget of 200 ms: 30 ms collect, 20 ms first pass, 30 "
    .. "ms features, 60 ms heads, 10 ms re-ranking, 50 ms slack; stage p99s do not add, and users with many connections "
    .. "are the tail, so I cap the inventory at the newest. The first pass keeps 500 candidates; the heads run "
    .. "at request time. Capacity: 69 k requests × 500 posts × 0.3 MFLOP is 10 TFLOP/s "
    .. "at peak, about 520 cores at 20 GFLOP/s. Features: 400 bytes × 500 is 200 KB a request, 14 GB/s, so they "
    .. "are fetched in batches. Over one inventory an exact search is "
    .. "enough; over the pool of all I use ivf with nprobe 24. The index is refreshed every 5 minutes from a "
    .. "stream, so that a friend's post is showable within five minutes. Fallback: newest first when a stage is late, "
    .. "because it is a decent feed. I cache the inventory for a minute but not the order: that saves look-ups, "
    .. "though a hide must count at once. Under load fewer candidates before fewer heads: 250 lose "
    .. "little, while the hide head stays. Weights are configuration, versioned, behind a canary with rollback, "
    .. "because what goes live in minutes goes wrong in minutes. 4 replicas, and "
    .. "headroom so that three regions carry the fourth, because a region lost at peak would otherwise be a blank feed.",
}

local monitor = {
  id = "monitor", title = "Monitor and maintain", minutes = 3,
  prompt = "It has been live for a month and you are on call. What breaks without a sound, which number shows "
    .. "it, who acts? And what does this "
    .. "feed do to itself and to its people over a year?",
  hints = {
    "Everything answers within the limit, and one head has been wrong since Tuesday. Where does that show?",
    "Inputs, each head's calibration, the system, the product, those who write. For each a threshold and an "
      .. "owner. Then retraining, a gate, the way back.",
    "Null rates and PSI of counters, predicted over observed per head, hides per thousand, age of the youngest "
      .. "post shown; retrain daily or so behind "
      .. "a gate; a randomised slice and a long holdout for what the loop does.",
  },
  probes = {
    { when = "unsaid monitoring.monitors", say = "Which number do you look at in the morning, and at which "
      .. "value do you act?", risk = "nothing watched", item = "thresholds" },
    { when = "unsaid monitoring.retrain_every_days", say = "Posts live two days. How old may the model be that "
      .. "ranks them?", risk = "stale model", item = "retrain" },
    { when = "monitoring.retrain_every_days=0", say = "Never. On which curve shall I look for the day you "
      .. "regret it?", risk = "stale model" },
    { when = "metric monitoring.false_alarms > 3", say = "Alarms on quiet days. What does the third person on "
      .. "call do with the fourth one?", risk = "false alarms" },
    { when = "metric monitoring.detection_delay_days > 2", say = "Days passed before anybody knew. Which number "
      .. "moved first?", risk = "slow detection" },
    { when = "always", say = "Pages learn what you pay for, and write it. How would you notice?", risk = "authors adapt to the formula", item = "adapt" },
  },
  decisions = {
    { knob = "monitoring.monitors", accept = { "features+calibration", "features+ctr", "calibration+ctr" }, points = 3,
      why = "Inputs say what broke, calibration which head believes it, the product that it mattered.",
      open = "What do you watch every day?" },
    { knob = "monitoring.alert_threshold", accept = { "0.1..0.35" }, points = 1,
      why = "Too low wakes people for an election, too high lets a counter stay empty. A PSI of 0.2 is a common "
        .. "place to begin.",
      open = "At which value does a monitor alert?" },
    { knob = "monitoring.retrain_every_days", accept = { "1..4" }, points = 2,
      why = "Most of what is ranked was written since yesterday.",
      open = "How often is the model trained again?" },
  },
  forecasts = {
    { metric = "monitoring.detection_delay_days", kind = "interval", ask = "Something will break. How many days "
      .. "until your monitors say so? A range." },
    { metric = "monitoring.false_alarms", kind = "interval", ask = "And how many alarms on days when nothing is wrong?" },
  },
  rubric = {
    item("inputs", "mid", 2, "reason", "Watches inputs: nulls, drift, volume of posts",
      "A counter that stops arriving raises no error.", [[
        features empty|feature goes missing|missing values|stale counter|counters stop|distribution of features
        |nulls|null rate|null rates|feature drift|psi|missing features|input drift|data drift|empty counter
        |counter empty|volume of posts|feature distributions|arrives empty]],
      [[
        Inputs cannot break without an error.]],
      [[
        Nulls, distribution drift, volume of posts and counters per source, since a counter that stops arriving makes
        no error but changes the order.
        |Share of empty values, post volume, drift; a counter that stops raises no error.]]),
    item("heads", "senior", 3, "reason", "Watches each head's calibration",
      "One head's drift changes the mix of the formula, and the sum looks healthy.", [[
        head by head|every head|comment head|hide head|share head|observed rate per head|predicted rate
        |calibration per head|each head's calibration|predicted over observed|calibration of each head|head drifts
        |per head daily|mean of each head|predicted against observed|calibration by head]],
      [[
        Watching the total score is enough, heads drift together.]],
      [[
        Predicted against actual for every action hourly, because drift of one changes the blend while the total looks
        normal.
        |Each head's forecast against what happened per hour, since one that drifts changes the mix while the sum
        looks fine.]]),
    item("system", "mid", 1, "reason", "Watches the system: p99, fallbacks, age of the youngest post", "A stale feed is fast and complete.", [[
      p99|fallback rate|error rate|age of the youngest|age of posts shown|index age|stale index|blank feeds|timeouts
      |latency]],
      nil,
      [[
        Tail latency, timeouts, fallback rate and age of the newest post displayed, since an outdated feed is quick
        and complete.
        |p99, share of fallbacks, age of the newest post shown, since a stuck stream is fast and complete.]]),
    item("product", "senior", 2, "reason", "Watches the product: hides, return, survey, inventory left", "This is what the rest is for.", [[
      hides go up|people return|minutes drop|sessions drop|surveys|time per visit|comments per|hides per|hides rise
      |weekly return|return rate|survey|inventory left|minutes per session|click rate|ctr|reports rise]],
      [[
        Two weeks after launch one can switch monitoring off.]],
      [[
        Hides, returns, surveys, posts left unread and sessions; that's what the feed is for, so it is on the first
        dashboard.
        |Hides, returners, the survey and unread left, because these are what it is for.]]),
    item("thresholds", "senior", 2, "number", "Alarms with thresholds", "A chart nobody must act on is decoration.", [[
      psi above|above 0.2|threshold|alert above|alert when|percent off|two days in a row|page when|alarm when
      |exceeds|more than percent]],
      nil,
      [[
        Alarm when p99 over 250 ms for five minutes, calibration outside 0.9 to 1.1 for two hours, or null rate above
        3%.
        |Hides up 15% for two hours, any head off by 10%, page.]]),
    item("owner", "senior", 1, "reason", "Who acts, with a runbook; who may touch the weights", "An alarm without an owner rings until it is muted.", [[
      on call|on-call|runbook|owner|who acts|paged|escalate|responsible|weights may only]],
      nil,
      [[
        On-call engineer with instructions per alarm and a named person allowed to change weights, because nobody
        reacts to an alert that belongs to all.
        |Feed on-call with a page of steps, weights only by the product owner; else it rings until muted.]]),
    item("silent", "staff", 2, "reason", "Names failures without an error: one empty counter, skew of versions, "
      .. "a weight with a wrong sign",
      "Perfect latency and a feed of what people hid yesterday.", [[
        unnoticed|no exception|quietly|without any alarm|healthy latency|looks fine|stale features|without an error
        |no error|silent|wrong sign|version skew|empty counter|silently|looks healthy|training serving skew
        |sign of a weight|nothing is red]],
      [[
        Without errors in the log the feed is healthy.]],
      [[
        Failures without errors: a counter of zeros, mismatched versions, a flipped sign of the hide weight; fast
        responses but a feed of what people rejected.
        |A weight with a flipped sign or an empty counter: no error, perfect speed, and people see what they hid.]]),
    item("retrain", "mid", 2, "reason", "A cadence for retraining, with a reason", "Most of the inventory was not there at the last training.", [[
      retrain daily|retrain every|retraining|retrain|new model every|warm start|daily training|incremental]],
      [[never retrain because|no need to retrain|retraining is unnecessary|train once
        |Train once and freeze for a year, posts hardly change.]],
      [[
        Daily, as nearly all posts were written after the last training; warm start with the latest logs.
        |Daily, as most of what we rank did not exist at the last training.]]),
    item("gate", "senior", 2, "reason", "A gate before a model or a weight goes live, and the way back", "Automatic training ships automatic mistakes.", [[
      gate|canary|rollback|roll back|last good|previous model|compare with the live|checks before|shadow]],
      [[
        Automatic training needs no gate.]],
      [[
        New models and weights pass offline checks, calibration and a canary before promotion, with the former ready
        to return, because automated updates ship automated mistakes.
        |Model or weight must pass replay, calibration and 1% first, and go back in one step, since automation ships
        mistakes automatically.]]),
    item("loop", "staff", 3, "reason", "The loop in the long run: whom it shows, who stops writing, narrowing",
      "What is not shown is not learnt, and who is not shown does not write.", [[
        reinforces|self-reinforcing|rich get richer|only learns from|same authors|few authors|random traffic
        |exposure|feedback loop|own choices|narrow|narrows|randomised slice|random slice|long holdout|stop writing
        |concentration|share of small accounts|echo|coverage over time|learns from what it showed]],
      [[
        Showing only what worked before makes the feed better and better.]],
      [[
        Over months: who isn't shown gets no data and stops writing, variety shrinks; so random slots and
        concentration metrics.
        |Who isn't shown gets no answers and stops writing, so the circle narrows; random places and a watch on small
        writers keep it open.]]),
    item("adapt", "staff", 2, "reason", "Authors adapt to the formula: watch for bait in what is written",
      "A weight is an offer of payment, and pages read offers.", [[
        creators adapt|publishers adapt|optimise for the formula|exploit the weights|react to the weights
        |content changes|bait posts|pages adapt|authors adapt|pages learn|game the formula|gaming|bait
        |write for the formula|adapt to weights|pages game|engagement bait]],
      [[
        Authors do not react to weights.]],
      [[
        Pages adjust to whatever is rewarded, asking for comments or posting bait; monitor such patterns and lower
        their weight, because the formula is an incentive.
        |Pages learn what pays: if replies pay they'll ask silly questions, so watch for bait in what's written.]]),
    item("false_alarms", "staff", 2, "tradeoff", "Weighs false alarms against delay: elections, weekends, many heads",
      "Six heads times twenty slices alert every day by chance.", [[
        false alarms|false alarm|alarm fatigue|elections|weekends|lower threshold|higher threshold|days in a row
        |too many alerts|quiet days|many heads]],
      [[
        Every small deviation should page someone, it costs nothing.]],
      [[
        Six actions times many segments alert by chance; wider bands mean later detection but trust; compare to the
        same weekday and mute elections.
        |Six heads by twenty slices ring daily by chance, so two hours in a row and same weekday; a real fault is
        found an hour later.
        |Elections and weekends shake everything: a narrow band wakes us for nothing, a wide one costs time, I take
        two sigma against the same weekday, sustained.]]),
    item("cause", "senior", 1, "reason", "How the cause is found: what changed, by head, slice, version, weight", "The first question is what changed.", [[
      what changed|root cause|by head|by slice|by version|last deploy|which weight|term by term|break down
      |recent change]],
      nil,
      [[
        On a drop first ask what changed: release, weight, feature, data; then split by action, country, client and
        version to find the slice, since it is mostly local.
        |First: what changed? Then by head, slice, version and weight.]]),
    item("erasure", "staff", 1, "reason", "Erasure and audience in operation", "They come every day.", [[
      erasure|deletion|audience change|gdpr|retention|deleted posts|delete on request|consent withdrawn]],
      [[
        Erasure once a year is enough.]],
      [[
        Deletion and audience changes arrive daily and must reach caches, logs, training data; audited regularly,
        because one copy left is a breach.
        |Deletions run daily through stores, caches and training rows with a check, because they come every day.]]),
  },
  traps = {
    "One click-rate chart for a formula of six terms.",
    "A gate for models and none for weights.",
    "Alarms that go off at every election.",
    "Forgetting that pages read the formula too.",
  },
  answer = "Inputs: null rates and PSI of every counter, because a counter that arrives empty raises no error. "
    .. "Heads: predicted over observed for each head every day, calibration per head by slice, because one head's drift "
    .. "changes the mix of the formula while the sum looks healthy. System: p99, fallback rate and the age of "
    .. "posts shown, since a stale feed is fast and complete. Product: click rate daily, hides per thousand, "
    .. "weekly return, the survey, because this is what the rest "
    .. "is for. Alert when PSI is above 0.2 or a head is more than 10 percent off for two days in a row: a "
    .. "lower threshold finds faults sooner, but six heads on an election weekend would give false "
    .. "alarms and people mute them. The engineer on call has a runbook, because an alarm without an owner is "
    .. "noise; the first question is what changed: deploy, weight, feature; then by head and slice, "
    .. "because the formula can be read term by term. Silent failures: a weight with the wrong sign, version "
    .. "skew of tower and index; no error, and the feed shows what people hid. I retrain daily with a warm start, "
    .. "because most posts were not there yesterday; models and weights pass a gate against the live one and a "
    .. "canary, so that rollback takes minutes. The feedback loop: the feed learns from what it showed, and who "
    .. "is not shown stops writing, so a "
    .. "randomised slice, a long holdout and the share of small accounts show whether it narrows. Pages adapt "
    .. "to the formula because a weight is an offer of payment: I watch bait in what is written after each "
    .. "change. Erasure "
    .. "reaches logs and the next training because raw logs end at 60 days.",
}

-- ---------------------------------------------------------------------------------------------------------------------

local function with(base, changes)
  local knobs = {}
  for knob, value in pairs(base) do
    knobs[knob] = value
  end
  for knob, value in pairs(changes) do
    knobs[knob] = value
  end
  return knobs
end

local formula = {
  ["framing.objective"] = "multi_task", ["framing.label"] = 5, ["framing.value.click"] = 1, ["framing.value.watch_time"] = 1,
  ["framing.value.like"] = 1, ["framing.value.comment"] = 2, ["framing.value.share"] = 2, ["framing.value.hide"] = -8,
  ["data.split"] = "temporal", ["data.negatives"] = "mixed", ["data.signals"] = "click+watch_time+like+comment+share",
  ["data.position_debias"] = true, ["data.downsampling_correction"] = true, ["retrieval.model"] = "two_tower",
  ["retrieval.loss"] = "sampled_softmax", ["retrieval.logq_correction"] = true, ["retrieval.candidates"] = 500,
  ["ranking.model"] = "mlp", ["policy.diversity"] = "mmr", ["policy.diversity_weight"] = 0.2, ["policy.creator_cap"] = 2,
  ["policy.freshness_boost"] = 0.1, ["policy.exploration"] = 0.05, ["serving.index_refresh_minutes"] = 5,
}

local references = {
  { name = "popular posts with a cap", knobs = {
    ["retrieval.model"] = "popularity", ["ranking.model"] = "none", ["policy.diversity"] = "mmr", ["policy.diversity_weight"] = 0.1,
    ["policy.creator_cap"] = 2, ["policy.freshness_boost"] = 0.3, ["serving.fallback"] = true, ["monitoring.monitors"] = "ctr" } },
  { name = "clicks alone", knobs = with(formula, { ["framing.objective"] = "click", ["framing.label"] = 0 }) },
  { name = "the value formula", knobs = formula },
  { name = "the value formula on more of the inventory", knobs = with(formula, { ["retrieval.candidates"] = 1000,
    ["policy.exploration"] = 0.02, ["policy.freshness_boost"] = 0.05 }) },
  { name = "the formula, hides above all", knobs = with(formula, { ["framing.value.hide"] = -20, ["framing.value.comment"] = 1,
    ["ranking.calibration"] = "platt" }) },
}

local drills = {
  { id = "who_decides", step = 1, title = "Five questions for the product manager",
    prompt = "Ask the five questions whose answers would change the formula most. For each, write the weight "
      .. "you would set if the "
      .. "answer were the opposite." },
  { id = "inventory_sum", step = 1, title = "The bill of a bounded inventory",
    prompt = "From users to cores in five minutes: loads a second at the peak, posts scored a second, "
      .. "operations, cores. Then do it "
      .. "again for a first pass that keeps a third, and say what you would lose." },
  { id = "weights", step = 2, title = "Six weights",
    prompt = "Write weights for click, a minute of dwell, like, comment, share and hide. For each, name the "
      .. "post that gains most "
      .. "from it and somebody who would be sorry." },
  { id = "outrage", step = 2, title = "The comment that everybody regrets",
    prompt = "Comments are up by a fifth after a change of weights. List what you would look at to tell "
      .. "conversation from quarrel, "
      .. "without a label for tone." },
  { id = "rare_heads", step = 3, title = "A head with few positives",
    prompt = "Hides are four in ten thousand. Work out positives a day, say what thinning does to them, and how "
      .. "a head with so few "
      .. "may still carry the largest weight." },
  { id = "late_comments", step = 3, title = "The label that comes tomorrow",
    prompt = "Comments trickle in for a day. Compare waiting an hour, waiting a day and correcting afterwards: "
      .. "what each calls a "
      .. "negative, and how old each makes the model." },
  { id = "bump", step = 4, title = "May it come back?",
    prompt = "Write the rule by which a seen post returns. Then find the post that profits from it most, and "
      .. "mend the rule." },
  { id = "recency", step = 4, title = "Tuesday's best against this morning's average",
    prompt = "Give three ways to put age into the order: a feature, a boost, a filter. For each, who gains when "
      .. "an author posts twice "
      .. "as often, and how you would set its strength." },
  { id = "clusters", step = 5, title = "My sister is in control",
    prompt = "Design the experiment for a feature that makes people comment. Say what a split by user would "
      .. "conclude, how you form "
      .. "clusters, and what they cost in users." },
  { id = "inventory_confound", step = 5, title = "More friends, better model",
    prompt = "Return is two points higher for people with many friends. Show how that can look like a better "
      .. "ranker, and give the "
      .. "comparison that tells the two apart." },
  { id = "collect", step = 6, title = "Push, pull, both",
    prompt = "For a person with two hundred friends and for a page with thirty million followers: what is "
      .. "written when a post is "
      .. "made, and what is read when a feed is opened? Put numbers to both." },
  { id = "shed", step = 6, title = "Twice the load for ten minutes",
    prompt = "A final ends and everybody opens the feed. Say what you drop, in which order, and what each costs." },
  { id = "one_head", step = 7, title = "One head is wrong",
    prompt = "Since Tuesday the share head says twice what happens. Say which chart shows it, what people have "
      .. "seen meanwhile, and "
      .. "what you do in the first ten minutes." },
  { id = "a_year", step = 7, title = "What the feed does in a year",
    prompt = "Name three slow effects of your own formula on readers, writers and pages. For each, the number "
      .. "that would show it "
      .. "before anybody complains." },
}

-- Deep dives: four minutes where a session is weakest. The first is asked after step 4, by what was said and left open;
-- the second after step 6, by what was measured.
local dives = {
  { id = "formula", step = 2, when = "unsaid framing.objective", about = "what the order is for",
    ask = "I still do not know what your order rewards. Write me the formula, weight by weight, and say who owns each weight.",
    more = "Which weight would you defend last, and what would make you change it?" },
  { id = "clicks", step = 2, when = "framing.objective=click", about = "clicks as the goal",
    ask = "You order by clicks. Name the post that gains most from that and the friend who loses, and say which number shows it "
      .. "in the first week." },
  { id = "hides", step = 2, when = "unsaid framing.value.hide", about = "the price of a hide",
    ask = "People can hide a post, and your formula does not know it. How much click is one hide worth, and how would you find "
      .. "out?",
    more = "Hides are rare. How does a head with so few positives carry a large weight?" },
  { id = "leak", step = 3, when = "data.split=random", about = "a split that sees the future",
    ask = "You part rows at random, and a post lives for two days. What does your model know about the test rows that it "
      .. "cannot know tomorrow?",
    more = "Which check would have caught it?" },
  { id = "position", step = 3, when = "unsaid data.position_debias", about = "what the old order did to the log",
    ask = "The top post is looked at because it is on top. What does your training make of that, and what do you do in "
      .. "training and in serving?" },
  { id = "thinned", step = 3, when = "unsaid data.downsampling_correction", about = "rates that a formula multiplies",
    ask = "Your formula multiplies probabilities by weights. Which of them are still true rates after you thinned the log, and "
      .. "how do you put the others right?" },
  { id = "ranker", step = 4, when = "unsaid ranking.model", about = "the model that orders",
    ask = "Some hundreds of posts are waiting and nothing orders them yet. What does the model read about this person and this "
      .. "author together, and what does one score cost?" },
  { id = "authors", step = 4, when = "unsaid policy.creator_cap", about = "one author, ten posts",
    ask = "A page posts every ten minutes and people like it. How many of the first ten places may it have, and what does your "
      .. "rule cost on a quiet day?",
    more = "How would you set that number by measurement?" },
  { id = "age", step = 4, when = "unsaid policy.freshness_boost", about = "age against quality",
    ask = "Yesterday's best post or this morning's average one? Say how age gets into the order, and how you set its strength.",
    more = "Who learns to profit from it?" },
  { id = "calibration", step = 5, when = "metric ranking.calibration_error > 0.05", about = "rates that are off",
    ask = "A head says twice what happens. What has that done to the order, since a formula adds the heads up, and what do you "
      .. "fix?" },
  { id = "network", step = 5, when = "unsaid evaluation.ab_users", about = "an experiment among friends",
    ask = "You test by user, and friends talk to each other. What does your experiment see of that, how many people do you need, "
      .. "and what would you do instead?" },
  { id = "missed", step = 6, when = "metric retrieval.index_recall < 0.9", about = "posts that are not collected",
    ask = "Your collection misses posts that belong in front. Is it worth being exact with an inventory this small? Give me "
      .. "the sum." },
  { id = "budget", step = 6, when = "metric capacity.p99_ms > 200", about = "a budget that does not hold",
    ask = "At production scale the 99th percentile breaks the budget. Split the time, say what you cut first, and what the "
      .. "reader loses." },
  { id = "fallback", step = 6, when = "unsaid serving.fallback", about = "when a stage is late",
    ask = "Scoring is late for one load in a hundred. What does that person see, and how is it different from yesterday's "
      .. "feed?" },
}
local curveballs = {
  { id = "countries", knob = "scale.daily_active_users", times = 10,
    ask = "We merge with a larger network: ten times as many people a day by the end of the quarter. What breaks first, and what "
      .. "does not care?",
    moves = "machines, copies, and everything that grows with loads",
    stays = "how good the order is: it was measured on the simulated people, and more of them do not change it" },
  { id = "groups", knob = "scale.items", times = 10,
    ask = "Groups open up to everybody, and there are ten times as many posts to choose from. What changes for you?",
    moves = "memory; and the time of a search through the pool, where the pool is searched. Over what one person follows, an exact scan costs what it did",
    stays = "what the ranker can tell apart; and recall at that size was not measured" },
  { id = "faster", knob = "scale.latency_budget_ms", times = 0.5,
    ask = "People leave while the tab loads: you get half of your budget. What goes?",
    moves = "how many posts you can score, how full a machine may be, and what you answer from a cache",
    stays = "the inventory, the memory, and anything offline" },
}

-- What may happen on the days of step 7, in words: the curves show it, and the person says what it was.
local incidents = {
  { kind = "feature_null", what = "a feature arrived empty",
    shows = "one day the distance of the features jumps and stays up, and every rate steps with it. A step in one input is a broken "
      .. "pipe, and no new model mends it",
    say = { "feature is null", "feature went null", "feature nulls", "null feature", "null values", "feature is empty", "feature came empty",
      "feature arrives empty", "empty feature", "feature is missing", "missing feature", "feature stopped arriving", "feature disappeared",
      "feature broke", "broken feature", "feature is gone", "lost a feature", "feature pipeline broke", "input stopped arriving",
      "input is missing", "input went empty", "feature dropped out", "feature turned to zero", "feature is zero", "feature is constant", "input is null", "inputs are null", "input nulls",
      "values went missing", "input is gone", "column is null", "input is zero", "input went to zero", "feature went to zero" } },
  { kind = "feature_stale", what = "the counters stopped",
    shows = "no distribution jumps. Fresh posts lose first, because their counters are all that is known of them, and the loss grows with "
      .. "the age of the last update",
    say = { "feature is stale", "stale feature", "stale features", "features are stale", "counters stopped", "counters froze", "frozen counters",
      "counter stopped updating", "features stopped updating", "features not updated", "feature store stopped", "feature store is stale",
      "stale counters", "old counters", "history stopped updating", "counters stand still", "features froze", "feature freshness" } },
  { kind = "traffic", what = "the number of requests changed",
    shows = "rates stay, counts move: nothing is wrong with the feed",
    say = { "traffic spike", "spike in traffic", "more traffic", "traffic doubled", "traffic tripled", "traffic went up", "traffic changed",
      "load spike", "more requests", "requests tripled", "surge of requests", "surge in traffic", "flood of requests", "traffic surge",
      "number of requests changed", "traffic dropped", "fewer requests", "bot traffic" } },
  { kind = "taste", what = "interests moved",
    shows = "rates lean down over days, the inputs look as ever: what people want has moved away from what the model learnt. A retraining "
      .. "shows as a step back up",
    say = { "taste drift", "tastes drifted", "tastes changed", "tastes moved", "taste changed", "drift of tastes", "interests changed",
      "interests shifted", "interests drifted", "preferences changed", "preferences shifted", "preference drift", "users changed",
      "people want something else", "people like other things", "people want other things", "people wanted other things", "behaviour changed", "concept drift", "user drift", "taste shift" } },
  { kind = "none", what = "a bad release",
    say = { "bad deploy", "bad release", "bad rollout", "new release", "new model version", "version skew", "model skew", "bug in the release",
      "index is stale", "stale index", "weights were changed", "outage", "layout changed", "position change" } },
}

return {
  name = "news_feed",
  title = "Personalised news feed",
  about = "A home tab that puts some hundreds of unseen posts by friends, groups and pages in order, by a "
    .. "formula somebody has to own.",
  world = "feed",
  headline = "online.return_rate_7d",
  -- What makes the feed's world one of news: a small pool, most of it written while the log runs, fading within days, by
  -- many authors; and a design that suits it.
  knobs = {
    ["scale.daily_active_users"] = 200e6, ["scale.items"] = 300e6, ["scale.requests_per_user_per_day"] = 12,
    ["scale.peak_to_average"] = 2.5, ["scale.latency_budget_ms"] = 200, ["scale.inventory"] = 1500,
    ["world.items"] = 8000, ["world.creators"] = 4000, ["world.fresh_share"] = 0.7, ["world.upload_days"] = 28,
    ["world.fade_days"] = 1.5, ["world.popularity"] = 0.6, ["world.clickbait_share"] = 0.2, ["world.satiation"] = 1.3,
    ["world.requests_per_user_day"] = 0.5,
    ["framing.objective"] = "multi_task", ["framing.label"] = 5, ["framing.value.click"] = 1, ["framing.value.watch_time"] = 1,
    ["framing.value.like"] = 1, ["framing.value.comment"] = 2, ["framing.value.share"] = 2, ["framing.value.hide"] = -8,
    ["data.signals"] = "click+watch_time+like+comment+share",
    ["policy.creator_cap"] = 2, ["policy.freshness_boost"] = 0.1, ["ranking.calibration"] = "platt",
    ["evaluation.primary"] = "online.return_rate_7d", ["evaluation.slices"] = "new_items+new_users", ["evaluation.ab_users"] = 4e6,
    ["serving.index_refresh_minutes"] = 5, ["monitoring.retrain_every_days"] = 1,
  },
  opening = "Good to meet you. I look after the home tab of a social network: people open it to see what "
    .. "friends, groups and pages have "
    .. "written since they last looked. There is always more than ten posts and never very much more, and what "
    .. "we put first decides what gets "
    .. "talked about. Design how that order is made. You have about forty minutes and you lead. I will ask who "
    .. "pays for each thing that you "
    .. "reward. Where do you start?",
  facts = facts, unknown = unknown, refusals = refusals, estimates = estimates,
  concepts = concepts, phrases = phrases, quantities = quantities,
  steps = { clarify, frame, data, model, evaluate, serve, monitor },
  references = references, drills = drills, dives = dives, curveballs = curveballs, incidents = incidents,
}
