-- video_recommendation.lua - a system that recommends videos on a home feed: what the interviewer knows, what is heard
-- in an answer, how it is marked. docs/writing-cases.md explains every field.
-- Figures in facts and estimates belong to this invented company or follow from them by arithmetic. What the engine
-- measures is not in here.

-- ---------------------------------------------------------------------------------------------------------------------
-- What the interviewer knows. In an answer, {value} stands for the number of the scenario that is being played.

local facts = {
  { id = "goal", changes = "framing.objective, evaluation.primary",
    ask = [[
  what is the business objective|what does the company want from this|do we care about clicks or watch time
  |is it engagement or retention|why are we building this|what do we want to maximise|what problem are we solving
  |what are we trying to achieve|what is the aim|what is the purpose of the feed|what would be called a success
  |clicks or time spent watching|short-term engagement or long-term satisfaction|what should be optimised
  |what objective do we have|how is success defined|what are the business goals|what do we want users to do
  |do we want more clicks or more watching|what matters to the business|why does this matter to the company
  |what is the product objective|satisfaction or engagement|how do we define success|what is the purpose
  |are we after engagement|what is the recommendation system supposed to accomplish|are we optimising for engagement
  |what outcome do we want|main kpi|what does leadership care about|which kpi should we move
  |do we maximise watch time or engagement|what is the objective of this system|what do stakeholders expect from it
  |is the objective retention or watch time|what are we hoping to improve|retention or clicks
  |objective watch time or clicks|what does winning look like|what is the ultimate goal
  |what are we here to improve|what does the business want from this feed|clicks or watching time or loyalty]],
    answer = "We want people to come back. What the company looks at is watch time over the long run and whether "
      .. "somebody is here again next week; a click that ends in disappointment is worth nothing to us.",
    assume = [[
      the goal is long-term watch time|we optimise for watch time and retention|success means people return
      |we care about watch time more than clicks]] },

  { id = "surface", changes = "",
    ask = [[which surface is this for|home feed or watch next
  |where are the recommendations shown|is it the home page or up next|what page will this appear on
  |which part of the product are we designing|is this for the front page of the app
  |are we recommending after a video ends|what does the user see when the app opens
  |which screen shows the recommendations|is this the homepage|homepage or a list next to the playing video
  |where do they appear|which page are we talking about|which surface|is it the related videos panel|up next panel
  |sidebar recommendations|landing page of the app|in which part of the app|where does the user see them
  |which tab or screen|do we cover the watch page|is it the home screen or the video page|what is the entry point
  |landing page or watch page|where in the product|which placement
  |which page is it about|home or watch next|is it the list after a video|main page or search
  |which page is it|home or the up-next panel|where are the recommendations shown]],
    answer = "The home feed: what you see when you open the app. What plays after a video has ended is another team's.",
    assume = [[
      this is the home feed|we design the home page|the surface is the home screen]] },

  { id = "impressions_per_request", value = 10, unit = "videos", changes = "policy.list_size",
    ask = [[
  how many videos do we show|how many recommendations per page|how many items on the screen
  |how many results per request|how many slots are there|how many videos are returned at once
  |how many tiles fit on one screen|what is the page size|what is k the length of the final list
  |how many thumbnails are visible|how many videos need to be returned|how many recommendations should we return
  |fixed number of items or infinite scroll|number of recommendations per request|how many does the user see at once
  |how long should the final list be|how many videos in a response|how many videos should be in the list
  |how many recommendations per page load|output size|number of videos per page|length of the list returned
  |how many results do we return|how big is the list|list we send back to the client
  |how many slots does the feed have|how long is the list sent to the client|how many videos per response
  |and each time the page loads how many tiles are there to fill|how many thumbnails per load
  |how many videos come in one response|size of a page of results|how many more come on scrolling
  |how many tiles are there to fill on the page|how many places does one load have
  |how many tiles per load|length of the returned list|videos on one screen]],
    answer = "Ten at a time. Whoever scrolls on gets another ten, and that is a new request.",
    assume = [[
      we show 10 videos|ten videos per request|the list has 10 slots]] },

  { id = "autoplay", changes = "framing.label",
    ask = [[is there autoplay|do videos start by themselves
  |do previews play automatically|does a preview count as a view|what counts as a view|what starts a video
  |do users have to tap to watch|are muted previews logged|does a video play without a click
  |does a video play on its own when it scrolls into view|is autoplay on|how is a view defined
  |does hovering start playback|do videos start automatically|is the preview counted as a watch|play while scrolling
  |what is considered a view|what is a view|do videos begin playing without a tap|begin playing automatically
  |definition of a view|when does a view begin|does scrolling past count|is it enough to start playing
  |does the next one start by itself|do videos begin on their own|is a preview counted as a view|automatic playback
  |starts without a tap|muted playing in the list
  |can there be a watch without a click through autoplay|does a video start by itself|do previews count as views
  |is a silent preview logged|muted preview
  |do videos start by themselves|are there previews|does a clip play without a tap]],
    answer = "A tile plays a silent preview while it is in view; the video itself starts on a tap. Previews are not "
      .. "logged as watches, so every watch has a click before it.",
    assume = [[
      no autoplay on the home feed|a watch starts with a click]] },

  { id = "daily_active_users", value = 500e6, unit = "users", changes = "capacity.machines",
    ask = [[
  user numbers|what user numbers|how many daily active users|what is the dau|how many people use it every day
  |how big is the user base|what is the scale in users|how many monthly active users|how many viewers are there
  |how large is the audience|how many people will this serve|number of users per day
  |roughly how many users should I plan for|how large is the user base|number of active users|what is our dau
  |how many people use the product each day|daily users|users of the system|what scale are we talking about
  |how many people are on the platform|how many active users|how many monthly users|how many people visit per day
  |how many people visit the site|total users|how many users do you have|users per day|mau and dau
  |number of people using it|how big is our audience|amount of users|how many users are there|users count scale
  |user population|how big is our user population|how many users per day are we talking about|how many people use it
  |how many customers|how many people are opening the app every day|number of viewers on a day
  |how many visitors come in a day
  |how many people a day|size of our audience|daily visitors]],
    answer = "About {value} people use it on a given day.",
    assume = [[500 million daily active users
      |half a billion users a day|500M DAU]] },

  { id = "requests_per_user_per_day", value = 10, unit = "requests", changes = "capacity.machines",
    ask = [[
  how often does a user open the app|how many requests per user per day|how many feed loads per user
  |how many times a day do people visit|how many page loads does each user make|how frequently is the feed refreshed
  |how many sessions per user per day|how many times does somebody load the home feed|average requests per user
  |how often do users refresh the feed|how many times does a user open the feed each day|requests of an average user
  |how often is the page loaded|number of visits per day|how often do people come to the feed
  |how many sessions a day|requests per day per user|how active is the average user
  |how many times is the feed loaded|how many times per day will one user hit the service
  |sessions a typical user has daily|visits per user|how many times a day|feed refreshes per user
  |how many times does one user load it per day|calls per user per day|requests each person triggers daily
  |how often does each user request recommendations
  |to get the qps: how many times does somebody refresh daily on average
  |how often is the home page loaded by one person|loads per viewer each day
  |feed loads per person|how often does a user open it|requests from each user daily]],
    answer = "A daily user loads the feed about {value} times a day, scrolling included.",
    assume = [[
      10 feed loads per user per day|each user makes ten requests a day]] },

  { id = "peak_to_average", value = 3, unit = "", changes = "capacity.machines",
    ask = [[
  what is the peak load|how much higher is peak traffic than average|what is the peak to average ratio
  |is traffic even over the day|how spiky is the traffic|are there rush hours|when is the busiest hour
  |how bad are the evening peaks|what is the peak qps factor|what happens at peak hours|how spiky is it
  |peak compared with average|what does traffic look like in the busiest hour|peak traffic|peak multiplier
  |load at peak time|does load vary during the day|daily traffic pattern|peak versus average load
  |how big are the spikes|prime time load|how do I get from average to peak|uneven load
  |evening rush compared with the mean|how peaky is traffic|busiest hour factor]],
    answer = "The busiest hour carries about {value} times the day's average, in the evening of each region.",
    assume = [[
      peak is three times average|peak to average ratio of 3]] },

  { id = "items", value = 100e6, unit = "videos", changes = "retrieval.index, capacity.memory_bytes",
    ask = [[
  how many videos are there|how big is the corpus|what is the size of the catalogue|how many items can we recommend
  |how large is the video library|how much content do we have|number of videos in the inventory
  |how many videos are eligible|total videos on the platform|what is the corpus size|how many items do we choose from
  |size of our video library|how many videos exist|number of videos|how big is the catalogue
  |how many candidates exist in total|how large is the pool of videos|total number of items
  |how many videos do we have|how many videos are on the platform|inventory size
  |how many videos are available to recommend|pieces of content in our inventory|how many items are in the catalogue
  |how many videos can be recommended|how many videos do we host|videos available
  |order of magnitude of the video collection|how many videos does the platform have|size of the collection
  |number of available videos|how many videos in total
  |how many videos could be shown|size of the catalogue to choose from|number of clips in the corpus
  |how many videos does the index hold
  |how large is the pool of videos we pick from
  |how many videos can we choose from|size of the catalogue|number of recommendable clips]],
    answer = "{value} videos can be recommended; what is private, deleted or banned is already out of that number.",
    assume = [[
      100 million videos|a corpus of 100M videos|hundred million items]] },

  { id = "uploads_per_day", value = 1e6, unit = "videos", changes = "serving.index_refresh_minutes, policy.exploration",
    ask = [[
  how many videos are uploaded per day|how many new videos every day|what is the upload rate
  |how fast does the corpus grow|how much new content arrives daily|how many uploads do we get
  |how quickly do new items arrive|rate of new content|how many videos do creators publish a day
  |how many videos get uploaded daily|rate of new uploads|how much content comes in every day|new videos per day
  |daily uploads|how many uploads per hour|how much is uploaded|upload volume|how many new items per day
  |new videos added daily|how quickly is the catalogue growing|growth of the catalogue|new videos a day
  |how many videos are added|videos published per day
  |how much is uploaded daily|new videos per day|volume of fresh uploads|how fast does the corpus grow
  |how many videos are added per day|new uploads daily|how quickly does the corpus grow|upload rate per hour
  |how much new content arrives daily|new videos a day|rate of uploads]],
    answer = "About a million uploads a day, more at weekends.",
    assume = [[one million uploads per day
      |a million new videos a day]] },

  { id = "latency_budget_ms", value = 100, unit = "ms", changes = "retrieval.candidates, ranking.model",
    ask = [[
  what is the latency budget|how fast must it respond|how many milliseconds do we have
  |what is the latency requirement|is there an SLA on response time|how long may a request take|what p99 do we need
  |how quickly must the feed load|what response time is acceptable|is it real time|do we have a latency constraint
  |latency target at the tail|how quickly do we have to answer|time budget for a request|latency sla
  |maximum response time|how fast must we be|how fast should recommendations load|latency constraints
  |tail latency target|how long can we take to respond|what is the time limit|how much time do we have per request
  |response within how many milliseconds|what latency is acceptable|how long can the user wait
  |how fast does the service need to be|what latency can we tolerate|latency target at the 99th percentile
  |low latency|response time|latency expectations|how fast should it respond|p95 or p99 latency
  |acceptable delay for the user|latency limits
  |how fast must the list be there|response time limit|time we have per request]],
    answer = "{value} milliseconds at the 99th percentile, from the request reaching us to the list leaving us.",
    assume = [[
      100 ms p99 latency|latency budget of 100 milliseconds|p99 under 100 ms]] },

  { id = "baseline", changes = "data.position_debias, evaluation.primary",
    ask = [[
  what exists today|is there a current system|what is the baseline|what are we replacing
  |do we have an existing recommender|how does it work now|what do we use at the moment
  |is there already a model in production|what is live today|are we starting from scratch
  |which policy produced the logs|what served the logged data|what are we comparing against
  |which system generated the logs|is there something in production|current recommender|existing system or from zero
  |how are videos recommended today|what is in place now|is there a legacy system|how good is the present system
  |do we already recommend anything|is this a new system or an improvement|greenfield or replacement
  |what does the old ranker do|which ranker produced the training data|how was the data collected
  |what is the status quo|do we already have a model running|what does the current solution look like
  |is this replacing something|running model today|existing solution|how are recommendations made today
  |what do users see today|present solution and its performance|what algorithm do we currently use
  |what is our starting point|which model is used currently|current algorithm|what method is used now
  |which approach is in use|starting point|what picks the ten videos at present|how are videos chosen today
  |what do we compare with
  |what runs now|how are videos picked today|what would I replace]],
    answer = "An older ranker that leans on view counts and on the size of the creator, tuned by hand years ago. "
      .. "It is live, and every log you will get was served by it.",
    assume = [[
      the current system is a popularity list|there is an existing heuristic baseline
      |the logs come from an older policy]] },

  { id = "logged_out", value = 0.2, unit = "share", changes = "retrieval.model, serving.fallback",
    ask = [[
  are there logged-out users|do users have to sign in|what about anonymous visitors|do we know who the user is
  |must people have an account|how many users are not logged in|do guests get recommendations
  |what share of traffic is anonymous|can people watch without registering|do people need to log in|guest users
  |do we serve anonymous users|people without an account|do we always know the user identity|is login required
  |signed in users only|should it work for visitors without an account|fraction of requests from signed-out users
  |not signed in|do we know the identity of every user|visitors without an account
  |what about people who have not logged in|unregistered visitors|what about people who are not signed in
  |share of anonymous traffic|what is known about someone not logged in
  |what share is not signed in|do we know who is watching|how many anonymous visitors are there]],
    answer = "About one request in five comes from somebody who is not signed in. Then you have country, device and "
      .. "what was watched in this visit, nothing else.",
    assume = [[
      some users are logged out|20 percent of traffic is anonymous]] },

  { id = "languages", changes = "data.features",
    ask = [[
  which languages do we support|is it international|which countries are we in|is this global or one market
  |do we serve several languages|is the content multilingual|should language matter|how many languages are there
  |which market is this for|do users understand foreign videos|is this a global product|support several languages
  |in which countries do we operate|international or local|which region of the world|how many countries
  |one country or worldwide|local content and language|are videos in different languages|multiple languages
  |is the platform available worldwide|take language into account|global audience|language of the videos
  |does the viewer's language matter|subtitles|videos in a language somebody cannot understand
  |how many languages does the app cover|in how many languages are the videos|do people watch in several languages
  |multilingual audience|is language a hard filter|which languages must it work for
  |how many languages are there|do people watch across languages|is it worldwide]],
    answer = "Worldwide: about forty languages, and many people watch in two of them. A video in a language that "
      .. "somebody does not speak is close to useless to them, unless it is music.",
    assume = [[
      the product is global|we support many languages]] },

  { id = "age_limits", changes = "serving.fallback",
    ask = [[are there age restrictions
  |is there adult content|do we have age limits|which videos may minors see|is some content rated eighteen plus
  |must we filter by age|how do we handle mature content|age gating of videos|videos restricted by age
  |content for adults only|adult content|restricted content|age ratings|is there nsfw content|mature videos
  |parental controls|explicit videos that minors should not see|age gating|videos minors should not see
  |content only for adults
  |are some videos for adults only|age restricted material|what must minors not see|adult content
  |is adult stuff in the corpus and is the restriction hard or soft|what about 18+ videos|age restricted videos
  |how is mature content handled|must adult videos be hidden from the young|is the age filter strict
  |are there adult videos|how do age restrictions work|content not for everyone]],
    answer = "A small part of the corpus is marked for adults. It must never reach somebody under age or logged out: "
      .. "a hard filter, whatever a score says.",
    assume = [[
      adult videos are filtered by age|age restricted content is a hard filter]] },

  { id = "kids", changes = "",
    ask = [[what about children|do kids use this|is there a kids mode
  |do we serve children under thirteen|is there a separate app for kids|are child accounts in scope
  |how young are the users|do toddlers watch|do children use this app|separate product for kids|users under 13
  |should I worry about children|are minors among the users|teenagers on the platform|underage users
  |is it family friendly|is there a kids version|kids version of the app|children as users|a version for children
  |age of the youngest users
  |is there a version for children|do children use it|a profile for kids|viewers under thirteen
  |parents and their little ones|is a children's app in scope
  |are there special rules for teenagers or under 13s|younger users|rules for minors
  |is there a separate app for children|what about people of fifteen
  |do children use this|is there a version for young ones|what about teenagers]],
    answer = "Children under thirteen have an app of their own and are not in scope. Between thirteen and seventeen "
      .. "people are on the normal feed, without targeting by sensitive traits.",
    assume = [[
      children are out of scope|kids have a separate app]] },

  { id = "creators", changes = "policy.exploration, policy.creator_cap",
    ask = [[who are the stakeholders
  |do creators matter|what do creators want|should small creators get a chance|is fairness to uploaders a goal
  |do we care about the supply side|how are channels treated|must new creators be promoted
  |do publishers get paid by views|is it a two-sided marketplace|people who make the videos|who else has a stake
  |do creators get anything out of it|should small channels be treated fairly|fairness to creators
  |what about content creators|do we care about creators|creator side|new creators get exposure
  |are there other stakeholders|do we need to be fair to uploaders|interests of the creators
  |who are the stakeholders apart from viewers|youtubers channels influencers|are creators part of our concerns
  |only the viewers|fairness towards content producers|promote small creators|do we have obligations to creators
  |supply side|what about producers of content|support new creators|small channels|how important are creators
  |guarantee exposure for new creators|importance of creators to the business|exposure for creators
  |is it important that creators are happy|should new creators get views
  |do we owe anything to uploaders|what do creators want|should small channels get exposure|are creators unhappy
  |supply side of the market|fairness to channels
  |what happens with small channels that get no views|do creators leave|do uploaders matter to us
  |should new channels get a chance|what do people who upload expect|is exposure for small creators a goal
  |incentives for channels
  |do uploaders matter|must small channels get a chance|what do creators need from us]],
    answer = "Creators are the other half of the business. They leave when nobody sees their first videos, so a good "
      .. "upload by somebody unknown has to find viewers within days.",
    assume = [[
      creators are stakeholders|small creators should get exposure]] },

  { id = "guardrails", changes = "evaluation.guardrails",
    ask = [[
  are there guardrails|is there anything we must not harm|are there counter metrics|how do we notice regret
  |do we measure user satisfaction|do you run user surveys|what are the safety limits of a launch
  |what must we not break|which metrics should not get worse|guardrail metrics
  |do we ask users whether they were satisfied|what should not be harmed|which metrics must stay stable
  |negative metrics|what would count as harm|are there red lines|what side effects are unacceptable
  |metrics to protect|which metrics are off limits|what could block a launch|satisfaction surveys
  |which secondary metrics must not regress|what would be an unacceptable side effect|what else should stay constant
  |metrics we cannot hurt|constraints on other metrics|anything we should be careful not to damage
  |metrics we are not allowed to hurt|what should we be careful about|what could go wrong for the business
  |what should not suffer|careful not to damage|which metric must not get worse|what harm must be avoided
  |is there a weekly survey
  |what may not get worse|which metrics must hold|limits beside the main metric]],
    answer = "Three things: hides and reports, the share of people who return within a week, and a weekly survey that "
      .. "asks whether the time was well spent.",
    assume = [[
      hides and reports are guardrails|return rate must not drop]] },

  { id = "devices", changes = "data.features",
    ask = [[
  is it an app or a website|do people watch on tv|what share is on phones|what is the device mix
  |which platforms do we support|ios android or web|are televisions shared by a household
  |fraction of traffic from mobile phones|is it mostly mobile|phones desktop or tv|mobile or web
  |what devices are people watching on|which clients|smart tv or phone|screens people use|share of mobile traffic
  |what kind of devices|what platforms does the app run on|is there a tv app|ios android web|which platforms
  |client platforms|desktop users|watch on the phone|is it phones or televisions|shared devices|how many watch on tv
  |on which kind of screens do people watch|what do people watch on|big screens or small ones
  |phones or televisions|which screens do people use|share of mobile]],
    answer = "Seven in ten requests come from phones, two from desktops and one from televisions, which a household "
      .. "often shares. What people watch differs a lot between them.",
    assume = [[
      mostly mobile|70 percent phone traffic]] },

  { id = "session_length", value = 20, unit = "minutes", changes = "framing.objective",
    ask = [[
  how long is a session|how long do people stay|how much time do users spend per visit
  |what is a typical session length|how many videos per session|how many minutes does a user watch
  |average time on the app|how long does a visit last|how long does a typical session last|time spent in one visit
  |videos watched per session|average session duration|how long do users watch in one go|minutes per session
  |session duration|how many videos does a person watch|how long do users typically stay|length of a session
  |how long do users stay
  |how long does a visit last|time per visit|how many videos does somebody watch in a row|duration of a session
  |when do people leave
  |when someone opens the app how many videos do they see before they leave|how long is a visit|average visit
  |number of videos in one sitting
  |how many videos do people see in one visit before they leave|how long until somebody leaves
  |how long is a visit|how many videos per sitting|minutes per session]],
    answer = "A typical visit is about twenty minutes and three or four videos, though many end within a minute or two.",
    assume = [[
      sessions last about 20 minutes]] },

  { id = "watch_distribution", changes = "framing.label, ranking.loss",
    ask = [[
  how is watch time distributed|what does the distribution of watch time look like
  |how much of a video do people watch|do people finish videos|how many views are abandoned early
  |what is the completion rate|is watch time skewed|how long are videos watched|how many clicks bounce within seconds
  |do people finish the videos they start|are views abandoned quickly|distribution of watch time
  |how long do people watch a video on average|what fraction of a video is watched|do users drop off early
  |bounce rate of videos|are most views short|how is viewing time distributed|typical completion
  |how is watch time spread|heavy-tailed watch time|clicks that lead to people leaving right away|leave right away
  |quick exits after a click|share of a video that is watched|is watch time heavy-tailed|short watches|abandonment
  |how is watch time distributed|how much of a video do people see|do most stop early|share of finished videos
  |skew of the watch length
  |how long is a typical watch|share of views that stop in the first seconds|early abandonment
  |is watch time heavy tailed
  |how are watch times spread|are most views short|shape of the viewing time]],
    answer = "Very skewed. Many views end within the first ten seconds, a few run for an hour, and the mean says "
      .. "little about either.",
    assume = [[
      watch time is heavy-tailed|many views end after seconds]] },

  { id = "watch_cv", value = 2, unit = "", changes = "evaluation.ab_users",
    ask = [[
  what is the variance of watch time|how noisy is watch time per user
  |what is the standard deviation of daily watch time|coefficient of variation of watch minutes
  |how variable are users in watch time|what variance should I assume for the experiment
  |spread of watch time between users|how much does watch time vary between users|variance of daily watch time
  |variance of the metric|noise of watch time|standard deviation of watch time per user|how variable is the metric
  |how noisy is the watch time metric|noise in the metric
  |how noisy is watch time between users|standard deviation of the metric|variance for sizing the test
  |spread across people
  |std dev over mean for minutes per user|variance of the metric for sample size|coefficient of variation
  |spread of watch minutes over users
  |variance of watch time between users|how much do users differ|spread relative to the mean]],
    answer = "Between users, the standard deviation of watch time is about twice its mean.",
    assume = [[
      coefficient of variation of 2|standard deviation twice the mean]] },

  { id = "video_length", value = 240, unit = "seconds", changes = "framing.label",
    ask = [[
  how long are the videos|what is the typical video duration|short form or long form|are these short clips
  |what lengths do videos have|is there a maximum duration|median video length|do we mix shorts and full films
  |how long is a typical video|short clips or long films|median duration|how long is each video
  |average length of videos|length of the content|short or long videos|are there shorts|video durations
  |shorts or hour-long videos|average video length|hour-long videos
  |how long are the videos|shorts or films|typical duration|minutes per video|range of lengths
  |do we have short videos as well as movies|how long are videos|range of durations|is it short form
  |how long are videos|shorts or full films|typical duration of a clip]],
    answer = "From fifteen seconds to several hours; the median is about four minutes. Both ends are popular.",
    assume = [[
      median video length of 4 minutes|videos from seconds to hours]] },

  { id = "labels", changes = "framing.label, data.signals",
    ask = [[what data do we have
  |which labels are available|what feedback do we log|what do we record about users' behaviour
  |which events are in the logs|do we have training data|what signals are collected|are impressions logged
  |is the position logged|do we log propensities|do we have human relevance labels|what interaction data exists
  |is watch time recorded|what kind of feedback is available|propensity scores in the logs
  |what data do we have to train on|user interactions logged|log impressions as well as clicks
  |at which position was a video shown|what does the log contain|what is in the logs|which user actions are recorded
  |what training data is available|implicit or explicit feedback|what interaction history is stored
  |are skips recorded|do we have labelled data|what ground truth do we have|are watch durations logged
  |is there historical interaction data|what historical data can I use|what events do we track|implicit signals
  |which events are tracked|what logs do we have|user behaviour logs|data available for training|what has been logged
  |clicks and watches logged|human-labelled relevance|past interactions available|what telemetry
  |what does the log contain|what do we record of an impression|which feedback is there to learn from
  |are positions and propensities logged|what training data exist|which events are stored
  |what signals get logged|what feedback do we record|which events can serve as labels
  |is position recorded with each impression|are there relevance judgements|what is in the training data
  |what is logged for each impression|which signals can serve as labels|do we store propensities]],
    answer = "Every impression with its position and the probability with which the old system put it there; then "
      .. "clicks, seconds watched, likes, comments, shares and hides. Nobody labels relevance by hand.",
    assume = [[
      impressions clicks and watch time are logged|position is in the logs|we have implicit feedback]] },

  { id = "explicit_feedback", value = 0.02, unit = "share", changes = "data.signals, framing.value.like",
    ask = [[
  how common are likes|do users give explicit feedback|is there a dislike button|can users hide a video
  |is there a not interested button|how often do people press like|how sparse are ratings|do we have thumbs up
  |how many users rate videos|how rare are shares and comments|can users like or dislike|how sparse are likes
  |not interested button|ratings or likes|do viewers leave explicit signals|how frequent are likes|can people rate
  |is there negative feedback|can a viewer say not interested|how many likes|can users tell us they dislike something
  |do users rate videos|tell us they dislike|dislikes|say they are not interested|feedback buttons|explicit ratings
  |report a video
  |do people like or dislike videos|how frequent are likes|is there a thumbs down|comments and shares|ratings
  |hide button|how many press like
  |do viewers tell us directly what they think with thumbs or surveys and how often|how often do people like a video
  |are there ratings|how frequent are comments and shares|thumbs up rate|do we have dislikes
  |do people press like|how often do users rate or hide|are there thumbs or stars]],
    answer = "Likes come with about two watches in a hundred, comments and shares are rarer, and hiding a video is "
      .. "the rarest of all. There are no star ratings.",
    assume = [[
      explicit feedback is sparse|likes are rare]] },

  { id = "event_delay", changes = "data.split",
    ask = [[
  when do we know the watch time|is the label delayed|how long until a watch is logged|how fast is the event stream
  |do events come with a delay|how quickly do watch events arrive|are labels delayed|is the event stream real time
  |latency of logging|how long until events are available|how soon are clicks in the log|delay of the data pipeline
  |how stale are the logs|when does a watch event come in|how long before a watch shows up in our data
  |delay in the labels|when does a watch show up|time until a watch is logged|delay of events|are the logs real time
  |how long after the fact do we learn the watch duration|when do we learn the watch duration
  |when is the label known|how long until the label is known|when is the outcome known
  |when is a watch complete in the logs|do phones report late|how late do watch events come
  |how late do watch events come|can events straggle in hours later|when is a view final]],
    answer = "Clicks reach the stream within seconds. A watch is complete only when it ends, so some come an hour "
      .. "later, and phones that were offline report the next day.",
    assume = [[
      watch events arrive with delay|labels are delayed]] },

  { id = "log_retention", value = 90, unit = "days", changes = "monitoring.retrain_every_days",
    ask = [[
  how long do we keep data|how much history do we have|what is the retention of logs|how far back do the logs go
  |how many days of data are there|how many months of training data|data retention period|how old is the oldest data
  |how long is data retained|how much historical data is available|how many months of logs
  |how far does the history go back|how old are the logs|how long are logs stored|amount of history|years of data
  |how far back does our data go|how long do we store logs|store logs for how long
  |how long do we keep data|days until logs are erased|history available for training]],
    answer = "Raw logs are kept for ninety days; aggregates without identities may stay longer.",
    assume = [[
      90 days of logs|three months of history]] },

  { id = "consent", changes = "serving.fallback",
    ask = [[
  can users opt out of personalisation|do we have consent to use history|is personalisation optional
  |may we use the watch history|what about privacy|did users agree to tracking|can people switch off recommendations
  |which personal data may we use|is there a setting to pause history|are we allowed to use watch history
  |privacy concerns with personal data|privacy constraints|user privacy
  |do users consent to personalised recommendations|can a user disable tracking|can history be paused
  |are there privacy requirements|is the data sensitive|privacy restrictions on user data
  |opt out of personalised recommendations|restrictions on using personal data|may I use personal data
  |can people turn personalisation off|do all users allow us to use their history|opt-outs
  |what do people get who refuse profiling
  |can people opt out of personalisation|may I use everyone's history|what of those who refuse tracking]],
    answer = "People can switch personalisation off, and some do. They get a feed that reads nothing of their "
      .. "history, and their events do not train the personal model.",
    assume = [[
      users can opt out|consent is required for history]] },

  { id = "law", changes = "data.features",
    ask = [[
  are there legal requirements|does gdpr apply|what about the right to erasure|are there regulations
  |must we delete data on request|do we operate in the european union|which laws apply
  |is an explanation required by law|how do we handle deletion requests|what about minors and the law
  |any compliance constraints|right to have their data deleted|regulatory constraints|legal constraints
  |are there regulations to follow|data protection law|must data be deleted on request|legal requirements
  |do we need to explain recommendations|digital services act|legal or regulatory requirements
  |a user asks us to delete their data|user asks to be forgotten|rules on deleting data|legal issues
  |what has to be deleted and when|do we have to explain a recommendation|which regulation binds us
  |which regulations apply|do we have to delete on demand|legal limits on profiling]],
    answer = "European rules apply. Erasure within thirty days, training data included; a feed that does not profile "
      .. "must be on offer; and we have to be able to say what the main reasons for a recommendation are.",
    assume = [[
      gdpr applies|data must be deleted on request]] },

  { id = "regions", value = 3, unit = "regions", changes = "serving.replicas",
    ask = [[
  how many data centres are there|in which regions do we run|is it deployed worldwide
  |must it survive losing a region|how many regions|do we need failover between sites
  |is data shared across continents|what about disaster recovery|how many data centers do we serve from
  |survive the loss of a region|geographic distribution of servers|in how many places do we run
  |do we serve from one datacenter|what if a datacenter goes down|number of regions
  |is the system deployed in several regions|deployed in several datacenters|how many datacenters
  |regional deployment|several sites|servers in several regions
  |in how many regions do we run|what if a site is lost|where are the servers]],
    answer = "Three regions, each serving its own users. When one is lost, the other two have to take its traffic, "
      .. "with worse latency.",
    assume = [[
      three regions|multi-region deployment]] },

  { id = "availability", changes = "serving.fallback",
    ask = [[
  what availability do we need|how much downtime is allowed|what happens when the system fails
  |is an empty page acceptable|how reliable must it be|what is the uptime target|what should we show on an error
  |what should happen if the recommender is down|is it acceptable to return nothing|uptime|availability target
  |what if it fails|may the page be empty|can we show nothing|how many nines of availability
  |how critical is the service|what to show on timeout|tolerance for downtime|how reliable
  |what is the availability requirement|what should users see if our service fails|service fails
  |availability requirements|required uptime|reliability requirements|what does a user see on failure
  |is downtime acceptable|how available does the system have to be|empty page if something breaks|how available
  |high availability|show something when it breaks|what if something breaks
  |what should be shown if our service is down|may the page ever be blank|how bad is an outage]],
    answer = "An empty home page is the worst thing that can happen. Something reasonable has to be shown every time; "
      .. "it need not be personal.",
    assume = [[
      high availability is required|there must always be a fallback]] },

  { id = "on_call", changes = "monitoring.alert_threshold",
    ask = [[
  who operates the system|is there an operations team|how many alerts can we handle|is there a rota
  |how many pages a week are acceptable|who gets woken up when it breaks|who will be on call|who maintains it
  |how many alerts are tolerable|support team at night|which team operates it|who is paged when something goes wrong
  |operates it after launch|who runs it day to day|who owns it in production
  |who gets paged|how many alarms are acceptable|who is responsible at night]],
    answer = "Your own team is on call, one person at a time. More than one false page a week, and people stop "
      .. "reading them.",
    assume = [[
      the team itself is on call|few false alarms are acceptable]] },

  { id = "deploys", changes = "monitoring.retrain_every_days",
    ask = [[
  what is the release cadence|can models be shipped daily|how often do we retrain today
  |is there continuous deployment|is there a canary|how long does a release take|how frequently do models go live
  |how often can we push a new model|how long does a rollback take|canary process|how often are models released
  |model release frequency|deployment process|can we deploy every day|how quickly can we revert|ship new models
  |update the model in production|how frequently can models be deployed|roll back a bad model
  |how often are models updated
  |how often can models ship|release process|how quickly can I roll back]],
    answer = "Code ships twice a week; a model may ship every day if it passes its checks. Everything goes through a "
      .. "canary of one percent, and rolling back takes minutes.",
    assume = [[
      models can be deployed daily|there is a canary stage]] },

  { id = "hardware", changes = "ranking.model, serving.replicas",
    ask = [[
  what hardware do we have|is there a budget for machines|do we have gpus|how much compute can we use
  |cpu or gpu for serving|what is the cost limit|how many servers are available|what is the infrastructure budget
  |how expensive may it be|is cost a concern|budget for servers|gpus for serving|how many machines can we use
  |what machines do we have|cost constraints|infrastructure cost|what hardware is available|can we use accelerators
  |how much money can we spend|number of servers|hardware constraints|do we run on cpus or gpus
  |constraints on compute|what compute is available|run on gpu|how much compute|machines available
  |limits on infrastructure spending|what kind of servers will this run on|limit on cost|what servers do we have
  |which machines will it run on|kind of hardware
  |which machines may I use|gpus or cpus|what is the hardware budget]],
    answer = "Ordinary CPU servers for serving, a small pool of GPUs for training. There is no fixed ceiling, but you "
      .. "will be asked what each machine buys.",
    assume = [[
      serving on cpu|gpus for training only|cost matters]] },

  { id = "core_flops", value = 20e9, unit = "flop/s", changes = "capacity.machines",
    ask = [[
  how fast is one core|how many flops per core|what throughput does a cpu core have|gflops of a server core
  |what compute speed should I assume|how much arithmetic can a core do per second|how many flops can a core do
  |speed of a cpu core|flops of a core|arithmetic throughput of a core
  |speed of a cpu core|operations per core per second|flops to assume]],
    answer = "Count on twenty gigaflops a core for a model of this size; a very good kernel gets several times that.",
    assume = [[
      20 gflops per core]] },

  { id = "flops_per_candidate", value = 2e5, unit = "flop", changes = "capacity.machines",
    ask = [[
  how many flops per candidate|what does scoring one video cost|how big is the ranking model|compute per scored item
  |how much arithmetic is one prediction|operations of the ranker per candidate|cost of scoring a candidate
  |flops to score one item|how heavy is the ranking model
  |compute for one candidate|operations to score a video|cost of a single prediction]],
    answer = "That is for you to choose. For a rough sum, take two hundred thousand floating-point operations a "
      .. "candidate.",
    assume = [[
      200 thousand flops per candidate|0.2 megaflop per item]] },

  { id = "feature_bytes", value = 500, unit = "bytes", changes = "retrieval.candidates",
    ask = [[
  how large are the features|how many bytes of features per video|how much data does the feature store return
  |how big is a feature row|size of features per candidate|what is the payload per item
  |bytes of features per candidate|size of the features of one video|feature payload
  |how big are feature vectors in the store|how large is the feature data per video|size of feature data
  |bytes per candidate|how large are features|data fetched for each video]],
    answer = "About five hundred bytes a candidate, as the feature store returns them.",
    assume = [[
      500 bytes of features per candidate]] },

  { id = "log_row_bytes", value = 100, unit = "bytes", changes = "",
    ask = [[
  how many bytes is one impression|what does one logged event take|size of an event record
  |how much storage per impression|bytes per log line|how big is one impression in the log|bytes of a logged event
  |size of one impression record|how large is one row|size of a log record|how much space does a log entry take
  |space of a log entry|log entry size|storage per log entry|bytes of a log entry|size of an event
  |size of a log row|storage per impression|bytes each event takes]],
    answer = "A hundred bytes an impression, compressed, is what we see.",
    assume = [[
      100 bytes per impression]] },

  { id = "team", changes = "",
    ask = [[
  how many engineers do we have|what is the timeline|when must it launch|is there a deadline|who builds this
  |how much time do we have to build it|how many people work on this|how long until the first version
  |how many engineers work on this|by when does it need to launch|how large is the team|when is the launch|deadline
  |how long do we have to build it|how many people are on the team|project timeline|who will build it
  |how many people are on the project|time to deliver the first version|delivery date|people on the project
  |resources for the project|size of the team
  |who will build this|number of engineers|deadline for the first version]],
    answer = "Five engineers and two data scientists, and a first version in front of some users within a quarter.",
    assume = [[
      a small team|first version within a quarter]] },

  { id = "experiments", changes = "evaluation.ab_users, evaluation.ab_days",
    ask = [[
  can we run a/b tests|is there an experimentation platform|how are experiments run|how many users can be in a test
  |do we have online experiments|is traffic split by user|can we hold out users
  |do other experiments run at the same time|what share of traffic may we use for an experiment
  |fraction of users in an experiment|can we do a/b testing|platform for experiments|online tests
  |how much traffic for an a/b test|is there experimentation infrastructure|can I test online
  |how many users may I expose|experiment duration|how do we run a/b tests|users in the treatment group
  |how long do experiments run|how long should an a/b test be|a/b testing framework|share of users in treatment
  |experiment framework|size of a test group|how many users can take part in a test|duration of a test
  |what do we randomise by
  |can we A/B test and how large|test traffic available|how long do experiments run]],
    answer = "There is a platform that splits by user. You may have up to one percent of the users, two weeks is "
      .. "usual, and other teams run tests at the same time.",
    assume = [[
      a/b tests by user are possible|we can run an experiment for two weeks]] },

  { id = "scope", changes = "",
    ask = [[
  what is included in this design|what are the boundaries|which parts do other teams own|should I cover search
  |do notifications belong to this|are live streams included|do we also handle emails
  |should I design the upload pipeline|is video storage and streaming part of this|do I need to design search
  |live streams included|parts that belong to other teams|what should I focus on|what is in scope
  |do I design the whole platform|should I cover video upload and streaming|do I need to design storage
  |include notifications|what can I ignore|do we cover search|are shorts or live included
  |focus on recommendation only or also on video delivery|video delivery|anything I can leave out
  |is search part of this|what can be left out|only the recommendation part|what should the design include
  |is the front end included|recommendation only|do I also have to do notifications|out of scope for today
  |which components|notifications emails or search|what may I assume is done by others|is search part of the job
  |what do I not have to design|do I have to do live streams|is video delivery mine
  |what can I ignore|which parts are someone else's|what is excluded]],
    answer = "Leave out search, notifications, live streams, uploading and the streaming of the video itself. From "
      .. "the request to the list of ten, and everything that keeps it healthy, is yours.",
    assume = [[
      search and notifications are out of scope|only the home feed is in scope]] },

  { id = "moderation", changes = "",
    ask = [[
  who handles harmful content|is content moderation in scope|do we need to filter bad videos
  |what about misinformation|are policy violations removed elsewhere|is spam filtered|do we have to detect violence
  |who takes down illegal videos|how do we deal with clickbait|is borderline content allowed
  |is harmful content filtered|who does content moderation|do I have to deal with misinformation
  |who filters bad content|inappropriate videos|unsafe content|do we need to remove harmful videos
  |is clickbait a problem|handle hate and violence|content policy|trust and safety
  |filter out spam and abusive videos|is content safety someone else's job|content safety|spam videos
  |who handles abuse|filter harmful videos|safety of the content|policy violating videos|who takes care of spam
  |worry about harmful content|bad content|who removes what breaks the rules|what about clickbait|harmful videos
  |who removes bad videos|is clickbait forbidden|do I have to filter harmful clips]],
    answer = "Another team removes what breaks the rules before it reaches you. Clickbait breaks no rule: that is left "
      .. "to your ranking.",
    assume = [[
      moderation happens elsewhere|harmful videos are removed upstream]] },

  { id = "ads", changes = "",
    ask = [[
  are ads included|do we show advertisements|does revenue matter|is monetisation in scope
  |how do sponsored videos fit in|do we rank ads too|how does the company make money|is there a subscription
  |should we maximise revenue|are there ads in the feed|should I care about revenue|advertising|sponsored content
  |monetisation|is revenue a goal|do ads share the page|is there a paid tier|is monetization a factor
  |consider advertising|commercial content|how is it monetised
  |are adverts mixed in|do we care about revenue|who fills ad slots]],
    answer = "Advertising is another system that fills its own slots. Do not trade against revenue here.",
    assume = [[
      ads are out of scope|no revenue objective]] },

  { id = "freshness", value = 60, unit = "minutes", changes = "serving.index_refresh_minutes",
    ask = [[
  how fresh must recommendations be|how soon should a new video appear|how quickly must an upload be recommendable
  |do we need breaking news|how important is recency|when should new uploads show up
  |what is the freshness requirement|how long may a new video stay invisible|should trending videos appear quickly
  |how up to date is the feed|how soon after upload must a video be recommendable
  |how fresh do recommendations need to be|importance of recency|new videos visible quickly
  |how quickly should new uploads be shown|time until a new video appears|is freshness important
  |do we need the latest videos|how recent should videos be|how long until new content appears
  |is news content important|how quickly should trending content appear|do users expect very recent content
  |newly uploaded videos show up|requirement for freshness|recent content
  |how quickly must newly uploaded videos show up|time to first recommendation of an upload|new videos show up
  |how soon must an upload show up|how quick do new videos need to appear|is an hour fast enough]],
    answer = "A new upload should be able to appear within about an hour. For most videos that is plenty; for what is "
      .. "trending it is the least.",
    assume = [[
      new videos should appear within an hour|freshness of about one hour]] },

  { id = "real_time_history", changes = "serving.mode, serving.cache",
    ask = [[
  should the feed react within the session|how fast must user actions change the recommendations
  |does the next page reflect what I just watched|do we need real-time personalisation
  |is a nightly precomputed list fine|may we cache a user's feed|may results be stale
  |can recommendations be computed in batch overnight|should the last watch influence the next request
  |should the feed change right after I watch something|how quickly should recent actions influence the feed
  |precompute the lists every night|react to recent behaviour|update within the session
  |batch or real time recommendations|is daily precomputation enough|should recommendations adapt immediately
  |can results be cached|how stale may a feed be|real-time or batch|how fast must we adapt to what was just watched
  |nightly batch acceptable|offline or online recommendations|does the list update in real time
  |react to what a user just watched|compute recommendations offline once a day|ok to compute recommendations offline
  |if I watch a video now should the next feed reflect it|the next feed reflect|recommendations updated in real time
  |update in real time|cache the results for a user|is daily refresh of recommendations ok|watch now see next
  |how fresh must a user's recommendations be|respond to the latest watch|is nightly batch computation good enough
  |react immediately to what the user does|batch computation at night|nightly computation
  |is a daily batch good enough|real-time personalisation needed|immediately react|is precomputing fine
  |how quickly should it react to what was just watched|does the last video matter at once|in-session adaptation
  |should the next load reflect this minute|latency of user history
  |how quickly must the feed react to what somebody just watched|should the last watched video change the next load
  |within what time must behaviour be reflected|do we need session features in real time
  |how soon should recommendations adapt
  |should the feed react to what I just watched|how quickly must history be updated|do clicks of this session count]],
    answer = "Somebody who has just watched three cooking videos should notice it at the next load. Seconds do not "
      .. "matter, a day would be too slow.",
    assume = [[
      recommendations react within the session|some staleness is fine]] },

  { id = "new_users", value = 0.02, unit = "share", changes = "data.features, retrieval.model",
    ask = [[
  somebody who just registered|registered minutes ago|how many new users are there|what about users without history
  |how do we handle cold start users|what do we know about someone new|how many people sign up each day
  |is there an onboarding survey|do new users choose topics|what if the user has never watched anything
  |someone who just signed up|onboarding questionnaire|users with no history|new users|cold start of users
  |people who join today|first-time visitors|how many new users|user cold start problem|what signals for new users
  |users that have no watch history|users without watch history|deal with users without history
  |share of users that is new|no watch history|brand new users|newly registered users|a new user arrives
  |how do we treat users without history|people who have never watched anything
  |what do we know about somebody who signed up today|how many newcomers are there
  |onboarding questions for new people]],
    answer = "About two in a hundred of a day's users are new. We know their country, language and device, and "
      .. "there is no onboarding questionnaire.",
    assume = [[
      2 percent new users a day|new users have no history]] },

  { id = "new_items", changes = "policy.exploration, data.negatives",
    ask = [[
  what about new videos without views|how do we handle cold start items|what do we know about a fresh upload
  |do new uploads get any traffic today|is there a cold start problem for videos
  |how are videos without clicks treated|what happens to a video right after upload|do new videos get a boost now
  |what happens with videos that have no views|how are brand new videos handled|new videos|cold start of videos
  |videos nobody has watched|do new videos get shown|item cold start problem|fresh uploads without interactions
  |how do new videos find viewers|treatment of new videos|new uploads handled today
  |videos that were just uploaded and have no interactions|no interactions yet|is item cold start an issue
  |cold start for new videos|just uploaded videos|videos without interactions
  |what do we know about a fresh upload|how does a new video get its first views|cold start of videos
  |videos that nobody has clicked|what is there at upload time
  |what information is there for a video without any interactions|what happens to a fresh upload|video cold start
  |what do we know about a clip nobody has watched|how is a new upload treated today
  |what do we know of a video at upload|how does a fresh clip get its first views|cold start of items]],
    answer = "At upload there is the title, the pictures, the sound, the creator and no click. Today a new video waits "
      .. "until somebody finds it by search, and we are not proud of that.",
    assume = [[
      new videos have content features only|item cold start matters]] },

  { id = "popularity", changes = "data.negatives, retrieval.logq_correction",
    ask = [[
  how skewed is popularity|do a few videos get most views|is there a long tail|how concentrated are the views
  |what share of views goes to popular videos|how heavy is the head|do viral videos dominate
  |how are views distributed over videos|what fraction of views do the top videos get|how skewed is the popularity
  |long tail of videos|popularity distribution|do popular videos get most of the views|is it a power law
  |head and tail|concentration of views|how dominant are hits|viral videos
  |do a handful of videos dominate the traffic|distribution of views heavily skewed|handful of videos
  |few videos dominate|skewed distribution of views|views per video distribution
  |a small number of videos gets most views
  |do a few videos get all the views|how concentrated is watching|head and tail|long tail of the corpus
  |is it dominated by hits|power law
  |what does the long tail look like|how concentrated is consumption|do few videos take most of the watch time
  |how skewed are views over videos|share of the top videos|is it winner takes all
  |do a few hits take most of the views|how skewed is watching|long tail of the catalogue]],
    answer = "Extremely skewed: a hundredth of the videos collects more than half of the watch time. Part of that is "
      .. "because they are good, part because they were shown.",
    assume = [[
      popularity is heavy-tailed|a long tail of videos]] },

  { id = "metadata", changes = "data.features",
    ask = [[what do we know about a video
  |which video features exist|is there metadata|do we have titles and tags|are there content embeddings
  |do videos have categories|do we have transcripts or thumbnails|what attributes does an item have
  |is there text and image data|what metadata do we have|embeddings of the video content
  |are titles and tags available|video features|what information about videos|descriptions of videos
  |what do we know about each video|item features available|are thumbnails and audio available|do videos have topics
  |what content features exist|information available for a video|information available about each video
  |content attributes|video embeddings or features|what is known about each video|which attributes of videos
  |content information|which signals describe a video
  |what do we know about a video|attributes of an item|do we have titles and thumbnails|content features
  |tags and descriptions|is there a transcript
  |is there a content vector|are titles and topics available|which item features exist
  |do we have embeddings of picture and sound
  |what describes a video|which item features exist|information on each clip]],
    answer = "Title, language, length, an editor's topic, the creator, when it was uploaded, visible quality, counters "
      .. "of views and watches, and a content vector that another team computes from picture, sound and text.",
    assume = [[
      videos have metadata and content embeddings|titles topics and thumbnails are available]] },

  { id = "user_data", changes = "data.features",
    ask = [[
  what do we know about a user|which user features exist|do we have demographics|do we know age and gender
  |is location available|do users follow channels|is there a social graph|what is in a user profile
  |do we have watch history of each user|what do we know about the users
  |demographic information such as age and gender|location of the user|user profile information
  |what information about users|gender and age|do users subscribe to channels|what user attributes
  |subscriptions and follows|search history of users|where users are located|users' age and gender
  |what user information do we have|do we know who the user is socially|attributes of users|information on users
  |user demographics|location and age of users|what do we know about a viewer|which facts about a person may be used
  |do we know gender or location|watch history per person
  |what is known about a user|which personal attributes may I use|profile of the viewer]],
    answer = "Country, language, an age band when it was given, the device, and what was watched, liked and hidden. No "
      .. "gender, no contacts, no exact location.",
    assume = [[
      we have user history country and device|demographics are limited]] },

  { id = "diversity", changes = "policy.diversity",
    ask = [[
  do we need diversity|may the same topic repeat|should the list be varied|how many videos by one creator are fine
  |do users complain about repetition|are filter bubbles a concern|is variety a requirement
  |should we avoid echo chambers|is there a rule on similar videos|does the list have to be diverse
  |several videos on the same topic|variety of the list|is diversity important|too many similar videos
  |same creator several times|repetition in the feed|should recommendations be diverse
  |limits on one creator in the list|echo chambers|is it ok if all ten videos are about the same thing
  |ensure diversity in the feed|all videos about the same topic|mix of topics|all ten the same
  |are there rules for variety|do people mind repetition|limits per channel]],
    answer = "There is no rule. People do complain when ten tiles show the same thing, and they stop scrolling.",
    assume = [[
      diversity matters|similar videos should not fill the list]] },

  { id = "seen_videos", changes = "",
    ask = [[show something already watched|show something the user already watched|may we repeat videos|may we recommend videos already watched
  |should watched videos be removed|do people rewatch|can the same video be shown twice
  |do we filter what was already seen|what about repeated impressions|how often may we show an ignored video again
  |hide videos already watched|can a video be recommended twice|show a watched video again|filter watched videos
  |already seen videos|repeat videos|exclude what was watched|rewatching|exclude videos the user has seen
  |show the same video again|videos the user has seen|seen before|same video again|already watched
  |should finished videos come back|rewatching|may the same one be shown again
  |how long do we remember what was watched|repeats|already viewed
  |shall something already seen be shown a second time|how long should what was finished be kept out
  |do we show things again|may repeats happen|should watched or read ones be filtered
  |what about stuff the person has already consumed
  |how long should an already finished video be kept out of the feed|may a watched video be shown again
  |what about videos somebody has ignored|repeats of watched videos|does music get replayed
  |may we show something again|what about things already watched|how long should a watched video rest]],
    answer = "What somebody has finished should stay away for a month or so; music is the exception. A tile that was "
      .. "ignored several times should rest too.",
    assume = [[
      watched videos are filtered out]] },

  { id = "heavy_users", changes = "data.signals",
    ask = [[are some users much more active
  |do heavy users dominate the data|how is activity distributed over users|do power users matter more
  |how uneven is user activity|do a few people make most of the views|are there bots|is there fake traffic
  |how do we treat automated views|few users that watch most of the videos|bot traffic in the data|bots|power users
  |distribution of activity over users|fake views|heavy users|spam accounts|is activity uneven
  |are some users far more active|is activity concentrated in a small group of users|problem with bots
  |small group of users|few users make most of the activity|activity per user distribution|robots|most active users
  |do a few addicts dominate the data|power users|bots in the log|is activity concentrated in few people
  |skew between users|who produces most of the views
  |do a few people make most views|how skewed is activity across users|bots among the viewers|bought views
  |do some people watch far more than others|are there bots|how concentrated is usage]],
    answer = "A tenth of the users makes about half of the views. Obvious bots are filtered before the log; some bought "
      .. "views get through.",
    assume = [[
      activity is skewed to heavy users|bots are filtered upstream]] },

  { id = "infrastructure", changes = "serving.index_refresh_minutes",
    ask = [[
  what infrastructure exists|do we have a streaming platform|is there a data warehouse|which tools can we use
  |is there a vector database|how is data processed today|do we have a training pipeline
  |how quickly can an index be rebuilt|can the index be updated incrementally
  |which data infrastructure can I rely on|streaming pipeline such as kafka|feature store|existing infrastructure
  |data platform|do we have kafka|what tooling exists|training infrastructure|what systems can I build on
  |what tech stack|existing pipelines|data warehouse|model serving platform
  |what existing infrastructure can we leverage|vector database|what can we reuse|existing systems to leverage
  |what infrastructure is in place|what technology is available|available tools|streaming infrastructure for events
  |existing data platform|what can I assume about the data platform|do we have streaming infrastructure
  |is there kafka or a stream|data and training infrastructure
  |what exists already|is there a feature store or vector index|systems I can rely on]],
    answer = "An event stream, a warehouse, a feature store with a cache in memory, and a scheduler for training. No "
      .. "vector index yet; how it is built and how often is up to you.",
    assume = [[
      there is a feature store|an event stream exists]] },

  { id = "growth", value = 2, unit = "times in two years", changes = "capacity.machines",
    ask = [[
  how fast are we growing|what growth should we plan for|how will traffic develop|will the number of users increase
  |should it scale further|what about next year|how much headroom is needed|expected growth of traffic
  |how fast is traffic growing|plan for growth|future growth|growth rate of users|how will it scale in future
  |next few years|how much headroom should we plan|growth in the coming years|plan headroom|coming years
  |expansion plans|will the user base grow|will traffic grow a lot|will we grow|grow a lot|how much will usage grow
  |what headroom for the future do you expect|traffic in two years
  |how will traffic develop|load in two years|plan for more users]],
    answer = "Plan for twice the traffic in two years.",
    assume = [[traffic doubles in two years]] },

  { id = "seasonality", changes = "monitoring.alert_threshold",
    ask = [[
  is traffic seasonal|are weekends different|do holidays matter|does behaviour change over the week
  |are there big events that change traffic|how fast do tastes change|do interests drift over time
  |how quickly do trends come and go|does behaviour change at weekends|people's tastes change over time
  |seasonal effects|do tastes drift|do user interests change|holidays and weekends|seasonality of traffic
  |how fast do trends change|how stable are interests|how quickly do videos lose interest
  |are there seasonal patterns|how fast do user interests drift|how quickly do interests change|weekly patterns
  |trends over time|is behaviour stable over time
  |do weekends differ|how quickly does interest fade|big events and holidays]],
    answer = "Weekends and holidays look different from workdays, and a big event can change the feed for a day. "
      .. "Interest in most videos fades within days or weeks.",
    assume = [[
      weekly seasonality|tastes drift over time]] },

  { id = "target", changes = "evaluation.primary",
    ask = [[
  what improvement do you expect|what target should we set|how much better must it be
  |what lift is good enough to launch|which number must we reach|what is the acceptance criterion
  |by how much should watch time rise|what would be a win|by how much should we improve
  |what lift would count as a win|target improvement|what improvement is needed|expected lift|how big an improvement
  |what gain|success threshold|how much better|numeric target|quantitative goal|what uplift
  |what improvement would make this worthwhile|is there a target number for the metric|target number|target value
  |how much improvement|required improvement|metric target|how much improvement do you expect to see
  |target for watch time|what should the target be|how ambitious
  |by how much do we need to beat the present system for it to be a success|how much gain do you want to see
  |which uplift is wanted|how much better should it be|what would be a success]],
    answer = "You tell me. I want a number, what it is measured against, and what would make you stop." },

  { id = "interference", changes = "evaluation.slices",
    ask = [[
  do experiments influence each other|do control and treatment share data|can one arm train on the other's logs
  |is there interference between users|do friends affect each other|does a creator appear in both arms
  |do arms of an experiment affect each other|interference between arms|are experiment groups independent
  |do control and treatment influence each other|spillover between groups|shared logs between arms
  |network effects in experiments|could treatment and control contaminate each other
  |treatment and control contaminate|is the test contaminated|leak between groups
  |do arms influence each other|do tests share data|spill-over between groups]],
    answer = "All arms share one corpus and, unless you prevent it, one training log. Friends matter little on this "
      .. "feed; creators are seen by both arms.",
    assume = [[
      arms share the training log]] },
}

local unknown = {
  "I do not have that one. Make an assumption, say it, and go on.",
  "I could not tell you. Assume something sensible and keep it in view.",
  "Nobody has measured that here. What would you assume, and what would change if you were wrong?",
  "I am not sure what you are asking. Could you put it another way?",
}

local refusals = {
  "That is what I hope to hear from you.",
  "I would rather not say; walk me through how you would decide.",
  "Your call. Tell me what you choose, and what it costs.",
  "If I answered that, there would be nothing left for you to design. What are the options?",
}

-- ---------------------------------------------------------------------------------------------------------------------
-- Sums that a candidate should be able to do. Names are ids of facts.

local estimates = {
  { id = "average_qps", title = "average load", unit = "requests/s",
    formula = "daily_active_users * requests_per_user_per_day / 86400",
    why = "Everything that is paid by the request starts here. A day has 86,400 seconds; 100,000 is close enough aloud." },
  { id = "peak_qps", title = "peak load", unit = "requests/s",
    formula = "daily_active_users * requests_per_user_per_day / 86400 * peak_to_average",
    why = "Machines are bought for the busiest hour, not for the average." },
  { id = "impressions_per_day", title = "impressions a day", unit = "impressions",
    formula = "daily_active_users * requests_per_user_per_day * impressions_per_request",
    why = "Rows of training data a day: far more than anybody trains on, so you will sample and must say how." },
  { id = "log_bytes_per_day", title = "log storage a day", unit = "bytes",
    formula = "daily_active_users * requests_per_user_per_day * impressions_per_request * log_row_bytes",
    why = "Decides what is kept raw, what is aggregated, and how long." },
  { id = "vector_bytes", title = "item vectors, 64 values of fp32", unit = "bytes",
    formula = "items * 64 * 4",
    why = "Whether the index fits the memory of one machine decides whether it is sharded." },
  { id = "feature_traffic", title = "features fetched at peak for 1000 candidates", unit = "bytes/s",
    formula = "daily_active_users * requests_per_user_per_day / 86400 * peak_to_average * 1000 * feature_bytes",
    why = "Often the real bottleneck: the network gives out before the arithmetic does." },
  { id = "ranking_flops", title = "ranking at peak, 1000 candidates", unit = "flop/s",
    formula = "daily_active_users * requests_per_user_per_day / 86400 * peak_to_average * 1000 * flops_per_candidate",
    why = "Linear in the number of candidates: the product of the two is what the ranker costs." },
  { id = "ranking_cores", title = "cores for ranking at peak", unit = "cores",
    formula = "daily_active_users * requests_per_user_per_day / 86400 * peak_to_average * 1000 * flops_per_candidate / core_flops",
    why = "Turns an opinion about a model into a bill." },
  { id = "scan_flops", title = "exact scan of all item vectors for one request", unit = "flop",
    formula = "items * 64 * 2",
    why = "Shows why nobody scans the corpus for each request, and what an index saves." },
  { id = "uploads_per_refresh", title = "uploads that wait for an hourly index refresh", unit = "videos",
    formula = "uploads_per_day / 24",
    why = "What nobody can find until the next refresh." },
  { id = "in_flight", title = "requests in flight at peak if each takes 40 ms", unit = "requests",
    formula = "daily_active_users * requests_per_user_per_day / 86400 * peak_to_average * 0.04",
    why = "Little's law: load times time in the system. It sizes thread pools and memory." },
  { id = "ab_users", title = "users of an A/B test that finds 1 % more watch time", unit = "users",
    formula = "2 * 16 * watch_cv * watch_cv / (0.01 * 0.01)",
    why = "Two arms of 16 times the squared coefficient of variation over the squared effect: 80 % power at 5 %." },
}

-- ---------------------------------------------------------------------------------------------------------------------
-- What is heard in an answer: words that set a knob. All words of a wording stand near each other, in any order.

local concepts = {
  { name = "item", ways = "video|clip|movie|upload|thumbnail" },
  { name = "new", ways = "new upload|fresh upload|upload" },
}
local phrases = {}

local function hear(knob, value, say, unsay)
  phrases[#phrases + 1] = { knob = knob, value = value, say = say, unsay = unsay }
end

-- framing
hear("framing.objective", "watch_time", [[
  estimate watch minutes|estimate watch time|predict watch minutes|watch minutes objective
  |watch minutes per impression|optimise watch time|optimise for minutes watched|maximise watch time
  |objective watch time|goal watch time|target watch time|predict watch time|expected watch time|rank by watch time
  |order by watch time|train on watch time|watch time as objective|predict minutes watched|predict seconds watched
  |expected minutes watched|weighted logistic regression|watch time regression|expected viewing time
  |predict how long watch|optimise time spent watching|regress watch duration|expected watch duration
  |optimise long-term watch time|watch time instead of clicks|watch time rather than clicks|watch time not clicks
  |sort by expected watch]],
  [[watch time ignored|watch time too noisy]])
hear("framing.objective", "click", [[pctr|sort by click-through
  |optimise clicks|optimise for clicks|optimise ctr|optimise click-through rate|maximise clicks|maximise ctr
  |objective click|target click|predict whether user clicks|click probability
  |probability of click|rank by click|rank by ctr|order by ctr|sort by pctr|click prediction
  |binary classification click|train on clicks|objective is ctr|goal is clicks|click as the label
  |click or no click|binary classification of clicks|whether somebody clicks|likely to click
  |click-through rate as objective|model clicks|clicks as objective]],
  [[clickbait wins|clicks are a bad proxy|clicks are not the goal|clicks alone reward|instead of clicks
    |rather than clicks|beyond clicks|predicted against observed clicks|predicted versus observed clicks
    |predicted over observed clicks]])
hear("framing.objective", "multi_task", [[separate heads|heads blended|blend heads|several outcomes|outcomes with heads|multi-task|multitask|multi-task learning|multi-task model|value formula
  |value function over heads|several heads|multiple heads|heads click watch like|@head for each signal
  |one head per outcome|mmoe|mixture of experts|combine the predictions weighted|weighted sum of heads
  |weighted sum of predictions|multi-objective|multiple objectives|shared bottom|combined score of heads
  |blend of click watch like|joint objective|weighted combination of predictions]],
  [[single objective|single head|single task|one head only]])

-- data
hear("data.split", "temporal", [[divide by date|divide by time|split on date|partition by time|separate by time|split by time|split by date|time split|temporal split|time-based split
  |chronological split|global time split|split chronologically|train on past test on future|train earlier days
  |test on the last days|hold out the last days|last days for test|last day held out|train on the first days
  |out-of-time|future days for evaluation|validate on later days|evaluate on the following week|last week as test
  |cut at a date|time cutoff|cutoff date|split on a timestamp|newest days test|train yesterday test today|train past
  |evaluate on the future|test after training|test strictly after|strictly after training|later than training
  |by timestamp|validation after training|final days|most recent days]],
  [[time does not matter]])
hear("data.split", "random", [[take a random test set|random as the test set|random test set|random subset for test|random split|split randomly|split at random|randomly split|random 80 20|80/20 split
  |shuffle and split|shuffle the rows|random train test split|random holdout|random hold-out
  |random sample as test set|k-fold cross validation|random rows for test|randomly assign|assign rows randomly
  |assign randomly test|cross-validation over shuffled]],
  [[avoid random split|random split leaks|random split would leak|instead of random split|random split flatters
    |random split looks better|random split is wrong|random split is a mistake|never split at random]])
hear("data.negatives", "mixed", [[batch negatives together uniformly sampled|batch negatives and uniformly
  |batch together with uniformly|mixed negatives|mixed negative sampling|mix of negatives
  |in-batch plus random negatives|in-batch and uniform negatives|in-batch plus uniform|in-batch and random
  |in-batch together with sampled corpus|batch negatives and random ones|mix in-batch uniform
  |combine in-batch random negatives|some uniform negatives added in batch|extra negatives from the corpus
  |in-batch plus corpus|half in-batch half uniform|batch together uniform|batch plus uniform|batch plus random
  |batch plus sampled corpus|batch mixed uniform|batch extra random|batch uniform corpus|batch random corpus]])
hear("data.negatives", "in_batch", [[negatives come from the batch|negatives within the batch|in-batch negatives|in-batch negative|in-batch sampling|in-batch softmax
  |in-batch sampled softmax|negatives from the batch|negatives in the same batch
  |other items in the batch as negatives|batch negatives|other rows of the batch|within-batch negatives
  |inside the batch as negatives]],
  [[in-batch alone is not enough|only in-batch would]])
hear("data.negatives", "random", [[random negatives|uniform negatives|uniform random negatives
  |uniformly sampled negatives|negatives sampled uniformly|sample negatives at random|randomly sampled negatives
  |negatives from the whole corpus|negatives from the catalogue|negatives drawn uniformly|random items as negatives]])
hear("data.negatives", "hard", [[hard negatives from the model|mine hard negatives|mined hard negatives|hard negative mining
  |mining hard negatives|mined negatives|negatives mined|mine negatives|semi-hard negatives|hard negatives mined
  |hard negatives to the batch|add hard negatives]],
  [[not hard negatives|only hard negatives|without hard negatives|hard negatives alone]])
hear("data.negatives", "popularity", [[popularity negatives|popularity-based negatives|negatives by popularity
  |negatives proportional to popularity|popularity-weighted negatives|popularity-sampled negatives
  |sample negatives by popularity|frequency-weighted negatives|unigram negatives|negatives drawn by popularity]])
hear("data.downsampling_correction", "true", [[correct for downsampling|correct the downsampling
  |downsampling correction|correct for the sampling rate|rescale the probabilities
  |correct the probabilities after downsampling|undo the downsampling|undo negative downsampling
  |undo the effect of downsampling|recalibrate after downsampling|re-calibrate sampling|correct for negative sampling
  |undo negative sampling|restore base rate|put probabilities back|correct the prior|divide by the keep rate
  |adjust for the keep rate|correct the probabilities|probabilities corrected|correct probabilities afterwards
  |correct for keep rate|correct for the sampling of negatives|scale the odds back
  |add log of the sampling rate to the bias|correct the intercept|reweight the kept negatives|correct for thinning]])
hear("data.downsampling_correction", "false", [[downsampling uncorrected|leave probabilities uncorrected
  |ignore the keep rate|ignore the downsampling|uncorrected downsampling|no correction downsampling
  |no correction afterwards]])
hear("data.position_debias", "true", [[position bias|position debias|debias position|debiasing for position
  |correct for position|correct position bias|position tower|shallow tower position|position feature left out serving
  |position as feature in training|position as an input dropped|inverse propensity|inverse propensity weighting|ipw
  |propensity weighting|propensity score weighting|model position separately|examination model
  |unbiased learning to rank|learn position beside|position as a side tower|condition on position
  |position dropped at serving|weight by propensity|account for position|position effect removed|factor out position
  |pal model|logged position as input|position debiasing|debiasing position|correcting position|position correction
  |position feature left out|position at training left out|position input in training|position left out serving
  |position dropped serving|correct the position effect]],
  [[ignore position|leave position bias|skip position|position does not matter|position bias is negligible
    |take clicks as they are|clicks as they came|without position|position bias uncorrected]])
hear("data.position_debias", "false", [[ignore position|ignore the position|leave position bias
  |skip position debiasing|no position debiasing|no position correction|nothing position|no correction position
  |without correcting position|position does not matter|position bias is negligible|take clicks as they are
  |clicks as they came|position bias uncorrected|nothing about position|not correct for position]])

hear("data.position_method", "inverse_propensity", [[inverse propensity|inverse propensity weighting
  |inverse propensity weights|inverse propensity scores|ipw|propensity weighting|propensity score weighting
  |weight by propensity|weigh by propensity|propensity-weighted|weight by inverse of examination
  |weigh clicks by inverse examination|divide by examination probability|one over the examination probability
  |one over the propensity|reweight clicks by position|weight clicks by position|unbiased learning to rank
  |counterfactual learning to rank|clicks lower down weigh more|clicks further down count more
  |randomised swaps of neighbours|propensities from swaps]])
hear("data.position_method", "tower", [[position tower|shallow tower|tower for position|position to a shallow tower
  |position feature left out serving|position as feature in training|position as an input dropped
  |position as a feature|position as input|learn position beside|position as a side tower|position in a side tower
  |model position separately|position dropped at serving|position dropped serving|pal model|logged position as input
  |position feature left out|position at training left out|position input in training|position left out serving
  |drop position at serving|position in training not at serving|condition on position|position during training]])

-- signals: one item each
hear("data.signals", "click", [[@click signal|clicks as positives|click is a positive
  |clicks as signal|clicks as feedback|positives are clicks|clicks count as positives|signals click|history of clicks
  |clicks watches likes|clicks long watches|clicks likes|clicks count positive|clicked videos as positives
  |train on clicks as positives|positives clicked]])
hear("data.signals", "watch_time", [[@watch time signal|watches as positives|watch is a positive|long watches
  |positives are watches|completed watches|satisfied watches|signals watch|watch time as feedback
  |finished videos as positives|history of watches|watches count as positives|watches likes|positives watched
  |positives long watches|@watch signal|dwell time|watched videos as positives|positive watched at least
  |positive watched more]])
hear("data.signals", "like", [[@like signal|likes as positives|thumbs up|liked videos|signals like|watches likes
  |clicks likes|likes shares|likes comments|likes count positives|watch time likes|likes as a signal|positives likes]])
hear("data.signals", "comment", [[@comment signal|comments as positives|commented videos|likes comments
  |signals comments|comments shares]])
hear("data.signals", "share", [[@share signal|shares as positives|shared videos|reshares|likes shares|comments shares
  |signals shares]])

-- features: one item each
hear("data.features", "user_id", [[user id|user embedding|id of the user|user identifier]])
hear("data.features", "item_id", [[video id|item id|video embedding|id of the video|item embedding|video identifier]])
hear("data.features", "creator", [[creator id|channel id|creator embedding|id of the creator|uploader id
  |features creator|topic creator|creator topic|creator length|channel embedding|creator as a feature
  |creator category]],
  [[user creator affinity|user creator cross|user creator clicks|creator affinity|creator size|clicks by creator]])
hear("data.features", "topic", [[topic of the video|video topic|category of the video|video category|editor's topic
  |genre|topic feature|features topic|topic creator|topic length|topic and category]])
hear("data.features", "hour", [[features time day|time day topic|time day device|hour day|time of the day feature|hour of the day|local hour|day part|daypart
  |hour device|hour feature|features hour|hour weekday|time day feature|hour topic|hour country]])
hear("data.features", "device", [[device type|type of device|device feature|phone or television|which device
  |hour device|device and hour|device of the request|device country|country device|context device|kind of device]])
hear("data.features", "age_band", [[age band|age group|age bracket|user age|age of the user|demographics
  |user demographics]])
hear("data.features", "item_age", [[video age|age of the video|item age|example age|upload time|time since upload
  |days since upload|hours since upload|age of the item|freshness feature|recency of the upload|how old the video]])
hear("data.features", "item_ctr", [[historical ctr|past ctr|video ctr|item ctr|ctr of the video|historical click rate
  |past click rate|click-through rate of the video|click rate of the video|ctr counters|windowed ctr|ctr so far
  |ctr over the last|smoothed ctr|click counters|counters of clicks]])
hear("data.features", "item_popularity", [[popularity feature|view count|number of views|views so far
  |impression count|view counters|popularity of the video|video popularity|item popularity|counters of views
  |windowed views|popularity counters|popularity counts]])
hear("data.features", "item_watch", [[average watch time of the video|mean watch of the video|average watch per video
  |past watch time of the video|completion rate of the video|historical watch time|watch counters
  |mean seconds watched|average view duration|counters of watch|item watch|historical completion]])
hear("data.features", "creator_size", [[creator size|channel size|subscriber count|number of subscribers
  |follower count|size of the creator|creator followers|creator popularity|size of the channel]])
hear("data.features", "length", [[video length|length of the video|duration of the video|video duration
  |how long the video|topic length|length and topic|length feature|features length]])
hear("data.features", "quality_shown", [[visible quality|video quality|resolution|thumbnail quality|image quality
  |quality of the video]])
hear("data.features", "user_topic_clicks", [[user topic clicks|clicks by topic|user topic affinity
  |affinity to the topic|user's topics|topic affinity|clicks per topic|user and topic cross
  |topic interest of the user|how often the user watched the topic|user x topic|user topic cross|past clicks topic]])
hear("data.features", "user_creator_clicks", [[user creator clicks|clicks by creator|user creator affinity
  |affinity to the creator|creator affinity|watched this creator before|user and creator cross|user x creator
  |clicks per creator|clicked this channel|user channel affinity|user creator cross|past clicks creator]])
hear("data.features", "history_similarity", [[history similarity|similarity to the history|similarity video history
  |similarity to watched videos|similarity with watch history|cosine between video and history
  |similar to what the user watched|content similarity user|similarity of video and user history|history cosine
  |tower score as feature|dot product as feature|retrieval score as feature|similarity to last watched]])
hear("data.features", "device_length", [[device length|length by device|device x length|device and length cross
  |short videos on phones|length device cross|cross of device and length|long videos on television]])
hear("data.features", "item_ctr_total", [[item ctr total|lifetime ctr|overall ctr of the video|total ctr|ctr over the whole log
  |all-time click rate|overall click rate|click rate over the whole log|final ctr|total click rate]])

-- retrieval
hear("retrieval.model", "two_tower", [[two-tower|two tower|dual encoder|two encoders|user tower
  |item tower|two towers|user encoder item encoder|siamese network|dual tower|embedding model for users and videos
  |dssm|bi-encoder|user network and video network|twin towers|tower for the user]])
hear("retrieval.model", "matrix_factorization", [[matrix factorisation|matrix factorization|factorise the matrix
  |mf model|als|collaborative filtering with latent factors|latent factors|svd|alternating least squares|implicit mf
  |weighted matrix factorisation|user and item factors]],
  [[matrix factorisation as baseline|baseline matrix factorisation|matrix factorisation cannot
    |better than matrix factorisation|matrix factorisation first]])
hear("retrieval.model", "popularity", [[popular videos as candidates|popularity candidates
  |most popular videos retrieval|candidates by popularity|retrieve the most popular|top popular videos
  |popularity for candidate generation|retrieve by popularity|trending list as candidates|most viewed as candidates]],
  [[popularity as baseline|popularity baseline|baseline popularity|popularity as fallback|fallback popular
    |fall back to popular]])
hear("retrieval.loss", "sampled_softmax", [[sampled softmax|softmax loss|in-batch softmax|batch softmax
  |softmax over the batch|softmax over negatives|softmax cross entropy|contrastive loss|infonce|info-nce
  |softmax over sampled|softmax over items|softmax over the corpus|softmax objective
  |cross-entropy over the candidates]])
hear("retrieval.loss", "bce", [[binary cross entropy retrieval|bce retrieval|retrieval pointwise
  |pointwise loss for retrieval|logistic loss retrieval|towers trained with binary cross entropy|towers with bce
  |bce for the towers|two-tower bce|two-tower logistic loss|tower pointwise loss|two-tower binary cross entropy
  |sigmoid loss for the towers|binary loss on pairs]])
hear("retrieval.logq_correction", "true", [[subtract log p|log p sampling|minus log p|logq|log q|log-q
  |logq correction|log q correction|correct for sampling probability|sampling bias correction|sampling-bias-corrected
  |correct for sampling bias|subtract log probability|subtract the log frequency
  |subtract the log of the sampling probability|correct logits popularity|correct the logits
  |correct for item frequency|log sampling probability|log of the draw probability
  |popularity correction in the softmax|corrected softmax|corrected by frequency|adjust logits log popularity]],
  [[uncorrected softmax|without correction softmax|leave the logits alone]])
hear("retrieval.logq_correction", "false", [[uncorrected softmax|softmax uncorrected|softmax without correction
  |leave the logits alone|plain in-batch softmax|raw logits|logits uncorrected|not correct the logits
  |ignore sampling bias|skip log q|skip the sampling correction|not correct for sampling|not correct sampling bias
  |no sampling correction]])

-- ranking
hear("ranking.model", "mlp", [[mlp|multi-layer perceptron|multilayer perceptron
  |deep neural network ranker|neural ranker|dnn ranker|neural network ranking|deep ranking network
  |feed-forward network rank|ranker neural network|ranking dnn|hidden layers|deep network to score
  |rank with a neural net|rank with a deep network|relu layers|fully connected layers|deep ranker
  |neural network scores|neural net ranks|the neural network with cross features|ranking deep neural network
  |feed-forward ranker|ranker is a neural network]],
  [[the deep & cross network|the cross network|the cross layers]])
hear("ranking.model", "logistic", [[logistic ranker|logistic regression ranker|rank with logistic regression
  |logistic regression to rank|linear ranker|linear model for ranking|logistic regression on features
  |ranker logistic regression|ranker is a linear model|ranking logistic regression|ranker logistic
  |simple logistic model]],
  [[weighted logistic|logistic regression as baseline|baseline logistic regression|start from logistic]])
hear("ranking.model", "fm", [[factorisation machine|factorization machine|factorisation machines|fm ranker|fm model
  |ranker fm]],
  [[deep factorisation machine|deepfm]])
hear("ranking.model", "deepfm", [[deepfm|the deep fm|deep factorisation machine|wide and deep|wide & deep]])
hear("ranking.model", "dcn_v2", [[dcn|dcn v2|dcn-v2|the deep & cross|deep & cross network v2
  |the deep and cross network|the cross network|the cross layers]],
  [[the network with cross features|the network and cross features]])
hear("ranking.model", "none", [[no ranker|skip ranking|skip the ranker|retrieval order is final|order of retrieval
  |without a ranker|leave out the ranking stage|retrieval score alone|single stage without ranking
  |order by the tower score|no ranking stage|no second stage]])
hear("ranking.sharing", "mmoe", [[mmoe|mixture of experts|multi-gate mixture|gated experts|experts with gates
  |gate for each head|gate per head|gate per task|experts and gates|shared experts]])
hear("ranking.sharing", "shared_bottom", [[shared bottom|shared trunk|shared hidden layers|heads share the layers
  |heads on one trunk|hard parameter sharing|layers shared by all heads]])
hear("ranking.loss", "focal", [[focal loss|focal|loss focal]])
hear("ranking.loss", "bce", [[binary cross entropy ranker|ranker cross entropy|ranker bce|bce for each head
  |cross entropy per head|cross-entropy ranking|mlp with binary cross entropy|mlp cross entropy|bce on impressions
  |logistic loss ranker|binary cross entropy click head|heads with binary cross entropy]])
hear("ranking.calibration", "isotonic", [[isotonic|isotonic regression|isotonic calibration]])
hear("ranking.calibration", "platt", [[platt|platt scaling|platt calibration|sigmoid calibration
  |temperature scaling of the scores]])
hear("ranking.calibration", "none", [[no calibration|skip calibration|calibration unnecessary|without calibration
  |calibration not needed|uncalibrated scores are fine|leave scores uncalibrated]])

-- policy
hear("policy.diversity", "mmr", [[mmr|maximal marginal relevance|maximum marginal relevance
  |marginal relevance|greedy diversity|diversity re-ranking|diversify the list|re-rank for diversity
  |penalise similar videos|penalty for similarity|penalise similarity|diversity penalty|spread the topics
  |avoid near-duplicates in the list|diversity in re-ranking|similarity to what is already in the list]],
  [[diversity unnecessary|pure relevance order]])
hear("policy.diversity", "dpp", [[dpp|determinantal point process|determinantal]])
hear("policy.diversity", "none", [[no diversity|not need diversity|dont need diversity|need no diversity
  |diversity off|skip diversity|without diversity|diversity unnecessary|pure relevance order|no re-ranking
  |relevance only|sort by score only|diversity not needed|leave out diversity]])

-- evaluation
hear("evaluation.protocol", "full", [[against the entire catalogue|against the entire corpus|against the complete catalogue|recall against entire|recall full corpus|recall over the full|recall whole corpus
  |metrics full corpus|metrics whole corpus|evaluate full corpus|evaluate whole catalogue|evaluate full catalogue
  |recall full catalogue|recall whole catalogue|recall entire|against the whole catalogue|against the full corpus
  |against the whole corpus|against the full catalogue|against all items|against every video|rank against the full
  |full ranking protocol|unsampled metrics|no sampled metrics|not sampled metrics|full-corpus recall
  |full-corpus evaluation|ndcg full corpus|full corpus evaluation|full corpus instead|full corpus not sampled
  |full corpus because|full corpus since|full protocol|measured on the full|computed on the full
  |computed over all videos|rank all live videos|full catalogue not|full candidate set]],
  [[full catalogue too expensive|negatives whole corpus|negatives full corpus|negatives against]])
hear("evaluation.protocol", "sampled", [[sampled metrics|sampled evaluation|sampled negatives for evaluation
  |evaluate against 100 negatives|against 100 random negatives|100 sampled negatives|99 negatives
  |one positive and 100 negatives|recall over sampled negatives|1000 sampled negatives|evaluate on sampled items]],
  [[sampled metrics are inflated|sampled metrics mislead|sampled metrics can reorder|sampled metrics flatter
    |instead of sampled|rather than sampled]])
hear("evaluation.guardrails", "online.return_rate_7d", [[guardrail return rate|guardrail retention
  |guardrail seven-day return|retention must not drop|return rate must not fall|retention as guardrail
  |return rate not worse|protect retention|guardrails hides return|guardrails return hides
  |return within a week guardrail|guardrails retention]])
hear("evaluation.guardrails", "online.hides_per_1000", [[guardrail hides|hides must not rise|guardrails hides
  |hides as guardrail|reports and hides guardrail|hide rate must not rise|negative feedback guardrail
  |guardrail negative feedback|guardrails hides return|guardrails return hides|hides not worse|dislikes guardrail]])
hear("evaluation.guardrails", "serving.p99_ms", [[guardrail latency|latency as guardrail|guardrails latency
  |p99 guardrail|latency must not rise|latency must stay]])
hear("evaluation.guardrails", "list.diversity", [[guardrail diversity|diversity as guardrail|guardrails diversity
  |diversity must not drop]])
hear("evaluation.guardrails", "list.coverage", [[guardrail coverage|coverage as guardrail|guardrails coverage
  |coverage must not drop|creator exposure guardrail]])
hear("evaluation.guardrails", "list.new_item_share", [[guardrail new items|new item share guardrail
  |share of new videos must not drop|guardrails new videos]])
hear("evaluation.guardrails", "online.ctr", [[guardrail ctr|ctr as guardrail|guardrails ctr|guardrail click-through]])
hear("evaluation.slices", "new_items", [[new videos|fresh videos|new uploads|cold videos|young videos|new items
  |slice new videos|slice new items|new videos separately|slices new|by video age|new uploads slice
  |metrics for new videos|fresh videos apart|report new items|cold start items slice|break down by item age
  |slice cold videos]])
hear("evaluation.slices", "tail_items", [[tail videos|tail items|long tail|the tail|unpopular videos|tail slice
  |slice tail|tail videos separately|long tail slice|head and tail|by popularity bucket|slices tail|report tail
  |tail items apart|break down by popularity|head versus tail]])
hear("evaluation.slices", "new_users", [[new users|newcomers|cold users|slice new users|new users separately
  |slices new users|by user tenure|report new users|cold start users slice|metrics for new users|new users apart
  |break down by tenure]])
hear("evaluation.slices", "phone", [[slice phone|phones|by device|slice device|per device|phones separately
  |slices phone|break down by device|mobile slice|slice by device]])

-- serving
hear("retrieval.index", "hnsw", [[hnsw|navigable small world|graph index|proximity graph
  |hierarchical graph]])
hear("retrieval.index", "ivf_pq", [[ivf-pq|ivf pq|ivfpq|product quantisation|product quantization|pq codes
  |inverted file with pq|pq compressed|product quantisation inverted|inverted lists quantisation|ivf with pq
  |pq over inverted|pq codes inverted]])
hear("retrieval.index", "ivf_sq8", [[ivf-sq8|ivf sq8|sq8|scalar quantisation|scalar quantization|8-bit quantisation
  |int8 vectors|int8 quantisation|one byte per dimension|8 bit vectors]])
hear("retrieval.index", "ivf", [[ivf|inverted file|ivf index|ivf flat|cluster the vectors|coarse clusters
  |k-means cells|inverted lists|cells by k-means|inverted file index]])
hear("retrieval.index", "flat", [[exact search|flat index|brute force|brute-force|exhaustive search|exact scan
  |scan all vectors|exact nearest neighbours|full scan of vectors]],
  [[brute force is too slow|exact search is too slow|compare against exact search|against exact search
    |exact scan costs|instead of brute force|instead of exact|exact scan would]])
hear("serving.mode", "realtime", [[real-time serving|real time serving|online serving|serve online|serve in real time
  |computed at request time|at request time|real-time inference|online inference|real-time ranking|online ranking
  |rank online|scored on request|not batch online|online not batch|live at request|not precomputed]])
hear("serving.mode", "batch", [[batch serving|precompute lists|precomputed lists|precompute recommendations
  |precomputed overnight|nightly batch|nightly precomputed|offline batch recommendations|batch precompute
  |compute lists overnight|compute the night before|daily precompute|batch job writes lists
  |precompute per user overnight|batch mode|lists computed daily]],
  [[batch serve as negatives|items in the batch serve|batch would be stale|precomputed lists would be stale
    |batch is stale|instead of batch]])
hear("serving.cache", "0", [[no cache|without cache|no caching|skip caching|not cache lists|do not cache
  |cache nothing|cache off]])
hear("serving.fallback", "true", [[fallback|fall back|falls back|popular list on timeout|fallback list|backup list
  |degrade to popular|degrade gracefully|graceful degradation|degraded mode|on timeout show popular
  |default list when late|serve the popular list|safe list|fallback to popular]],
  [[without fallback|no fallback|empty page on timeout]])
hear("serving.fallback", "false", [[no fallback|without fallback|skip the fallback|fallback unnecessary
  |empty page on timeout|return an error on timeout|fail the request]])

-- monitoring
hear("monitoring.monitors", "features", [[feature drift|input drift|feature distribution
  |feature distributions|null rates|null rate|psi per feature|monitor features|feature monitors|missing values
  |drift of inputs|data drift|input distributions|data quality checks|watch the features|feature statistics
  |features psi|monitor the inputs]])
hear("monitoring.monitors", "scores", [[score drift|score distribution|prediction drift|distribution of scores
  |monitor scores|monitor predictions|mean prediction|distribution of predictions|prediction distribution
  |output drift]])
hear("monitoring.monitors", "calibration", [[monitor calibration|calibration drift|calibration by slice
  |calibration over time|predicted over observed|predicted versus actual|predicted against observed|calibration daily
  |calibration monitor|watch calibration|calibration ratio|monitors calibration|calibration ctr|features calibration]])
hear("monitoring.monitors", "ctr", [[drift and ctr|watch ctr|monitor ctr|ctr drop|watch ctr|ctr daily|ctr monitor|click rate over time
  |alert on ctr|click-through monitor|business metrics dashboards|monitors ctr|calibration ctr|track ctr|ctr by day
  |product metrics daily|ctr falls]])
hear("monitoring.drift_metric", "psi", [[psi|population stability index|stability index|population stability]])
hear("monitoring.drift_metric", "ks", [[ks|ks test|kolmogorov|kolmogorov-smirnov|ks statistic|ks distance]])
hear("monitoring.retrain_every_days", "1", [[retrain daily|daily retraining|retrain every day|retrain each day
  |retrain nightly|train every night|retraining daily|fresh model every day|nightly retraining|new model each day
  |train a new model daily]])
hear("monitoring.retrain_every_days", "7", [[retrain weekly|weekly retraining|retrain every week|retrain once a week
  |retraining weekly|train every week]])
hear("monitoring.retrain_every_days", "30", [[retrain monthly|monthly retraining|retrain every month
  |retrain once a month]])
hear("monitoring.retrain_every_days", "0", [[never retrain|no retraining|without retraining|not retrain
  |keep the model fixed|model stays fixed]])
hear("serving.index_refresh_minutes", "60", [[refresh index hourly|index hourly|hourly index
  |rebuild the index every hour|index every hour|hourly index build|hourly refresh of the index|refresh hourly
  |new videos indexed every hour]])
hear("serving.index_refresh_minutes", "1440", [[rebuild index daily|index daily|index nightly
  |rebuild the index every night|nightly index build|daily index build|index every day|index once a day
  |refresh index daily]])
hear("policy.exploration", "0", [[no exploration|without exploration|skip exploration|pure exploitation
  |exploration unnecessary|explore nothing]])
hear("policy.freshness_boost", "0", [[no freshness boost|without freshness boost|skip freshness]])
hear("policy.creator_cap", "0", [[no creator cap|no cap per creator|without creator cap]])
hear("policy.creator_cap", "1", [[one video per creator|one per creator|one per channel|single video per creator]])
hear("policy.creator_cap", "2", [[two videos per creator|two per creator|two per channel|at most two creator
  |no more than two creator]])
hear("policy.category_cap", "0", [[no category cap|no cap per category|without category cap]])
hear("policy.category_cap", "1", [[one video per category|one per category|one per topic|one per genre]])
hear("policy.category_cap", "2", [[two videos per category|two per category|two per topic|two per genre]])

-- Numbers that stand near one of these words set the knob.
local quantities = {
  { knob = "framing.label", near = [[
  watched at least|lasted at least|positive when|positive if|positive from|video was watched|at least seconds
  |counts as positive|counts as a watch|positive if watched|seconds watched|minimum watch|watch threshold
  |watched more than|watched longer than|label threshold|seconds of watch|of the length watched|watched for]] },
  { knob = "data.negative_keep_rate", near = [[keep of the negatives|of the negatives|of negatives|keep rate
    |keep negatives|downsample negatives to|negatives kept|sample negatives at|downsampling rate
    |negative sampling rate|thin negatives to|share of negatives]] },
  { knob = "retrieval.dim", near = [[dimensions|dimensional|dims|dim|embedding size|vector size
    |embedding dimension|values per vector|d embeddings|wide vectors|embedding width|vector width]] },
  { knob = "retrieval.temperature", near = [[temperature|tau|softmax temperature]] },
  { knob = "retrieval.epochs", near = [[tower epochs|epochs for the towers|retrieval epochs
    |epochs of the two-tower|epochs retriever|epochs]] },
  { knob = "retrieval.candidates", near = [[candidates|candidate videos|retrieve|retrieval hands|retrieved items
    |items to rank|videos to the ranker|from retrieval]] },
  { knob = "retrieval.nprobe", near = [[nprobe|probes|probe|cells probed|cells per query|look into cells]] },
  { knob = "retrieval.nlist", near = [[nlist|clusters|centroids|inverted lists|coarse cells|k-means cells
    |partitions]] },
  { knob = "retrieval.pq_bytes", near = [[bytes per code|pq bytes|byte codes|bytes of code|byte pq]] },
  { knob = "retrieval.hnsw_m", near = [[links per node|hnsw m|m equals|neighbours per node|m =]] },
  { knob = "retrieval.ef_search", near = [[ef search|ef|beam|efsearch]] },
  { knob = "retrieval.refine", near = [[refine|refinement|re-score with full vectors|exact re-score|rescore]] },
  { knob = "ranking.hash_buckets", near = [[hash buckets|buckets|hashed rows|hash table rows]] },
  { knob = "ranking.experts", near = [[experts|number of experts|experts in the mixture]] },
  { knob = "ranking.embedding_dim", near = [[field embedding|embedding per field|feature embeddings
    |embedding of each feature]] },
  { knob = "ranking.epochs", near = [[ranker epochs|epochs for the ranker|ranking epochs|epochs of the ranker
    |passes over the impressions]] },
  { knob = "ranking.keep", near = [[keep after ranking|ranker keeps|ranking keeps|to re-ranking
    |hand to re-ranking|re-ranker gets|pass to re-ranking|survive ranking|after ranking|into re-ranking
    |to the re-ranker]] },
  { knob = "policy.list_size", near = [[list of|list size|items shown|videos shown|slots|on the screen|final list
    |tiles|videos on the page|show]] },
  { knob = "policy.diversity_weight", near = [[diversity weight|mmr weight|lambda|mmr|mmr with
    |weight on similarity|weight of diversity]] },
  { knob = "policy.exploration", near = [[exploration|explore|slots are for exploration|slots for exploration
    |slots go to exploration|slots explore|slots to explore|slots go to new|of slots for new|slots for new videos
    |epsilon|slots reserved for new|of slots to new|of impressions to new|exploration share]] },
  { knob = "policy.freshness_boost", near = [[freshness boost|boost for new videos|boost fresh|recency boost
    |boost new uploads|freshness bonus]] },
  { knob = "policy.creator_cap", near = [[creator cap|the per channel|by the same creator
    |from the same creator]] },
  { knob = "policy.category_cap", near = [[category cap|topic cap|the per genre|of the same category|of the same topic|from the same category|from the same topic]] },
  { knob = "evaluation.ab_users", near = [[users in the test|users in all arms|test users|users in the experiment
    |experiment users|a/b test with users|users for the a/b|a/b users|users in total|users per experiment
    |users in both arms|users in the a/b test|a/b test|in all|altogether|users across arms
    |users in the experiment altogether]] },
  { knob = "evaluation.ab_days", near = [[days of a/b|run days|runs days|run for days|test runs|experiment runs
    |run the test|a/b test for|a/b test over|a/b for|experiment for|run the a/b|run the experiment|experiment lasts
    |test takes|a/b runs|run it for]] },
  { knob = "serving.qps", near = [[requests per second per machine|offered load|load test at|qps on this machine
    |load test with]] },
  { knob = "serving.replicas", near = [[replicas|replicas of|copies of the funnel|instances|replica]] },
  { knob = "serving.cache", near = [[cache of|cache for|cache lists for|cached for|ttl|cache ttl|seconds of cache
    |keep a list for|cache each list]] },
  { knob = "serving.index_refresh_minutes", near = [[refresh the index every|index refresh
    |rebuild the index every|index is refreshed|index refreshed|refresh every minutes|index updates every|index every
    |update the index every|index rebuilt|rebuild index]] },
  { knob = "monitoring.retrain_every_days", near = [[retrain every|retraining every|retrain each
    |train again every|retrained every|new model every|warm-started every|days between retrainings
    |refresh the model every]] },
  { knob = "monitoring.alert_threshold", near = [[psi|psi above|psi over|alert above|alert threshold|alert when
    |threshold of|alert at|alarm above|page above|psi exceeds|psi greater|drift above|alert if|alarm threshold
    |threshold]] },
}

-- ---------------------------------------------------------------------------------------------------------------------
-- The seven steps.

local clarify = {
  id = "clarify", title = "Clarify requirements", minutes = 4,
  prompt = "Before you design anything: what do you need to know, and what will you assume? Ask me, or state it and I "
    .. "will stop you when you are wrong. I would like to hear a goal that can be measured, a rough idea of the load, "
    .. "and what you leave out.",
  hints = {
    "You know neither who uses this, nor how much of it there is, nor how fast it must be. Which of those could change your design?",
    "Ask for what decides the shape: the goal behind the feed, users, videos, requests, the time one request may take, "
      .. "and what runs today. Then multiply.",
    "Users times requests over the seconds of a day is the load; three times that at the peak. State a target as metric, "
      .. "number and baseline, name two guardrails, and say what is out of scope.",
  },
  probes = {
    { when = "always", say = "Suppose this launches and works. Which number has moved, by how much, and against what?",
      risk = "a goal nobody can measure", item = "target" },
    { when = "always", say = "Whose life gets worse if you only please the viewer of the next ten minutes?",
      risk = "stakeholders forgotten", item = "creators" },
    { when = "always", say = "What did you decide not to build, and who would be surprised by that?",
      risk = "scope without an edge", item = "non_goals" },
    { when = "always", say = "Which answer of mine would have changed your design, had it been different?",
      risk = "questions without a use" },
  },
  decisions = {},
  forecasts = {},
  rubric = {
    { id = "goal", level = "mid", points = 2,
      about = "Names the goal behind the feed: long-term watch time or people who return, not clicks",
      why = "The objective, the label and the metric of the experiment all follow from it; a click goal builds another product.",
      query = [[
  goal watch time|goal retention|long-term watch time|goal long-term engagement|goal return|people come back
  |users come back|users return|objective watch time|optimise watch time|maximise watch time|satisfied watch
  |watch time not clicks|watch time rather clicks|retention rather clicks|grow watch time|business goal engagement
  |success watch time|goal satisfaction|north star watch|long-term satisfaction|return next week]],
      said = [[
      We are here to make people glad they opened the app: hours enjoyed per month and whether they come back
      tomorrow; taps only measure curiosity.
      |Business objective is loyalty and lasting engagement, retention of viewers over weeks, rather than
      click-through.
      |We want hours well spent and people back next week, not taps on thumbnails.]],
      wrong = [[goal maximise clicks|goal is clicks|optimise ctr only|success is ctr|goal more clicks
        |goal click-through rate
      |Success is as many clicks as possible, whoever clicks is satisfied.]] },
    { id = "surface", level = "mid", points = 1, about = "Pins down the surface: home feed, a list of ten, no watch-next",
      why = "Home and watch-next differ in context, in candidates and in what a click means.",
      query = [[
      home feed|home page|home screen|ten videos|list of ten|10 videos|ten slots|ten per request|10 per request
      |watch-next out|feed surface|not watch next|10 items per|ten items|first screen]],
      said = [[
      I assume we design the landing page when the app opens, one screen with ten thumbnails; the up-next panel beside
      a playing clip is separate.
      |Scope is the main feed after launch, a page of ten recommendations per refresh, neither related videos nor the
      search results.
      |The page after opening the app, ten tiles; what plays next beside a video is another product.]] },
    { id = "scale", level = "mid", points = 2, needs = "number", about = "Users, videos and requests, with figures",
      why = "A corpus of a hundred million rules out scoring everything; that is where the funnel comes from.",
      query = [[
      daily users|daily active users|million users|dau|million videos|videos in the corpus|corpus of
      |requests per second|qps|requests per user|feed loads|loads a day|catalogue of|peak load|uploads a day
      |million uploads]],
      said = [[
      Half a billion people a day, a corpus of about 100 million clips, a million new uploads daily, some ten
      refreshes per person.
      |How big is the library and the audience? I take 500M active viewers, 100M videos and 5 billion page loads.
      |500M people, 100M clips, ten openings a day.]] },
    { id = "arithmetic", level = "senior", points = 2, needs = "number",
      about = "Multiplies through to requests per second at peak, and to storage or machines",
      why = "A load that was computed decides between one machine and a fleet; a load that was felt decides nothing.",
      query = [[
      peak requests per second|qps at peak|peak qps|qps peak|requests per second peak|per second at peak
      |times three at peak|average qps|86400|rows a day|impressions a day|terabytes a day|tb a day|gb of vectors
      |gigabytes of vectors|bytes per vector|log storage|seconds in a day|k requests per second|impressions per day
      |gb for the vectors|rows per day|thousand requests second]],
      said = [[
      500 million times ten divided by 86,400 gives roughly 58,000 calls a second, triple in the evening peak; storage
      of impressions about five terabytes daily.
      |Ten tiles times five billion loads is 50 billion log rows each day, so at 100 bytes 5 TB; peak throughput near
      174k rps.
      |5e9 requests a day are 58k/s and thrice that at night; 100M vectors of 64 floats are 26 GB.]],
      wrong = [[
      Five billion a day are a few hundred per second, a laptop is enough.]] },
    { id = "latency", level = "mid", points = 1, needs = "number", about = "A latency limit as a percentile",
      why = "The tail is what users feel, and the budget is shared by every stage.",
      query = [[
      p99|99th percentile|latency budget|milliseconds|tail latency|ms latency|ms end to end|within ms|latency under
      |latency target|under ms]],
      said = [[
      The whole response must arrive in at most 100 milliseconds for 99 of 100 calls, measured at the edge, slowest
      percent included.
      |Which response time do we promise? I take a tail of 100 ms at the 99th percentile from request to list.
      |100 ms for 99 of 100 requests, retrieval and ranking together.]],
      wrong = [[average latency is enough|mean latency is fine|only the average latency
      |Several seconds are fine, videos take time to load anyhow.]] },
    { id = "baseline", level = "senior", points = 2, needs = "reason",
      about = "Asks what exists today, and sees what that does to the logs",
      why = "The old system is the number to beat, and it decided what the log contains.",
      query = [[
      current system|existing system|existing ranker|old ranker|older policy|old policy|logs were served
      |log served by|logged by the old|today's system|baseline today|existing baseline|baseline to beat
      |what runs today|present system|incumbent|system in place|current baseline|current ranker|popularity baseline
      |legacy system|logs come from]],
      said = [[
      What ranks the page at the moment? Whatever it is produced our training logs, which are skewed to established
      popular channels, because it never displayed the rest.
      |Is there a live heuristic I have to beat? Its selections shaped the history, so the recorded clicks only cover
      what it picked.
      |What shows videos now? It's both what we must beat and what chose the rows we learn from.]],
      wrong = [[
      The present system is of no interest, logs are a random sample.]] },
    { id = "target", level = "senior", points = 2, needs = "number", about = "A target with metric, number and what it is measured against",
      why = "Without it no result of step 5 can be called good or bad.",
      query = [[
      target percent over|percent more watch|watch time over baseline|lift over|improve watch time by
      |increase watch time by|target lift|beat the baseline by|percent over today|percent above
      |more watch time than today|watch minutes per session by|target of|target watch time|target plus
      |raise watch time by|uplift|relative lift|success means percent]],
      said = [[
      Success is two percent more watched minutes per person compared with the present system, shown in an online
      experiment of two weeks.
      |I aim at +2 % session watch time against the production control at equal latency.
      |Plus 2% watch time per person over today's 38 minutes.]] },
    { id = "guardrails", level = "senior", points = 2, needs = "reason", about = "Names what must not get worse",
      why = "Every objective can be gamed; guardrails say where the gaming hurts.",
      query = [[
      guardrail|guardrails|must not rise|must not drop|must not get worse|hides and reports|hides reports
      |regret survey|must not fall|counter metric|may not get worse|do no harm|without raising hides|hides must
      |protect return]],
      said = [[
      While pushing the main metric I keep an eye on dislikes, hides, complaints and regret answers, since minutes can
      be bought with junk; none may increase.
      |Constraints: reports, unsubscribes and satisfaction scores stay flat, otherwise we win by annoying folks.
      |Hides, returners and speed may not suffer, for minutes alone can be bought with junk.]],
      wrong = [[
      If watch time rises nothing else can be worse.]] },
    { id = "creators", level = "senior", points = 1, needs = "reason", about = "Sees creators, newcomers or other stakeholders beside the viewer",
      why = "Whoever uploads and is never shown leaves, and the corpus with them.",
      query = [[
      creators leave|creators need|small creators|new creators|creators as stakeholders|creator exposure
      |stakeholders creators|creators viewers|creators want|exposure for new|fair exposure|other side market
      |two-sided|for creators|uploaders]],
      said = [[
      Small channels and first-time publishers need views, because without an audience they stop producing and in a
      year the catalogue is poor.
      |This is a marketplace with suppliers: unknown uploaders must get a fair chance at exposure, or they go to a
      rival.
      |Those who upload need an audience too, above all newcomers, or else they leave and the stock dries up.]],
      wrong = [[
      Creators do not depend on us, whom we show is their own problem.]] },
    { id = "special_users", level = "senior", points = 1, needs = "reason", about = "Logged-out users, minors, age limits or languages, with the consequence",
      why = "Each is a hard constraint or a missing feature; found late, it is a rebuild.",
      query = [[
      logged-out|logged out|anonymous users|not signed in|age limit|age limits|age restricted|minors|children
      |underage|adult videos|languages|language filter|signed out|guests|new users]],
      said = [[
      Visitors without an account have no profile, so only country, hour and session clicks are left; teenagers and
      kids must never get mature clips, therefore a hard filter.
      |Anonymous guests, children, other languages: someone who doesn't understand Spanish shouldn't get Spanish
      videos, which means constraints before ranking.
      |Without login there's no history, so page and place must do; children get no adult clips, which is a hard
      filter and not a score.]],
      wrong = [[
      Minors and guests can be treated like everyone else.]] },
    { id = "law", level = "staff", points = 2, needs = "reason", about = "Consent, erasure and retention, and what they do to training data",
      why = "Deletion that reaches training data is a design decision about the pipeline, not a form to fill in.",
      query = [[
      gdpr|right to erasure|erasure|delete on request|consent|opt out|opt-out|retention of data|data retention
      |privacy|deletion requests|personalisation off|retention days]],
      said = [[
      European rules: a person may withdraw consent or ask for deletion, so history and training rows must be
      traceable per account and purged within a month.
      |How long may we retain viewing history? Opt-outs from personalisation mean that part of the traffic needs an
      unprofiled model.
      |People who refuse profiling drop out of training and after 90 days raw rows vanish, so features must work
      without a past.]],
      wrong = [[
      Consent concerns the front page only and not the training data.]] },
    { id = "non_goals", level = "senior", points = 1, about = "Says what is out of scope",
      why = "Forty minutes cover one system, and the edge should be yours.",
      query = [[
      out of scope|not in scope|leave out|non-goal|non-goals|i exclude|excluding|ignore ads|ads and search out
      |moderation elsewhere|assume moderation|not cover|leave aside|scope excludes|outside scope]],
      said = [[
      Not included: advertising, search, comments, live streams, encoding and delivery, content moderation.
      |I won't cover notifications or the upload pipeline; those belong to other teams.
      |Search, adverts, comments and moderation are not in it.]] },
    { id = "kill", level = "staff", points = 3, needs = "tradeoff",
      about = "Trades goals against each other, with a criterion for stopping",
      why = "Goals collide on launch day; whoever has said beforehand which one yields can decide.",
      query = [[
      stop if|roll back if|stop the launch|would stop|kill criterion|abort if|not launch if|trade watch time
      |short-term watch long-term|short-term clicks|give up watch time|accept less watch|sacrifice|no launch|halt
      |stop rule|we stop when|pull it if|against retention|stop when]],
      said = [[
      Should viewing time climb yet weekly return or survey satisfaction decline, I'd abandon the release: retention
      outranks minutes, even at the price of the headline number.
      |Decide beforehand which metric yields: more clicks but more hides means rollback; I'd sacrifice a percent of
      watch time for people staying.
      |If minutes rise and returners fall, returners win; half a percent fewer and it's pulled.]] },
    { id = "freshness", level = "senior", points = 1, about = "How soon a new video must appear",
      why = "Decides how often the index is refreshed, and whether content has to stand in for clicks.",
      query = [[
      within an hour|fresh within|freshness|new uploads appear|new videos appear|uploads searchable|uploads visible
      |hour after upload|minutes after upload|new uploads within|new videos within|new video findable|upload findable]],
      said = [[
      A new upload ought to show up in feeds within the hour, so the index has to be updated continuously.
      |How quickly should just published clips be recommendable? Minutes to an hour after they are posted.
      |A clip uploaded now should turn up within the hour.]] },
  },
  traps = {
    "Ten questions from a list, none of which changes anything that follows.",
    "A goal that is a model metric: nobody's life is better because an AUC rose.",
    "Average latency. The budget is a percentile, and stages share it.",
    "Figures that are asked for and never multiplied.",
  },
  answer = "We build the home feed, ten videos per request. The goal is long-term watch time and people who return, not clicks, "
    .. "because a click that disappoints sends somebody away. Scale: 500 million daily users, 100 million videos and a "
    .. "million uploads a day. 500 M × 10 loads / 86,400 s is about 58 thousand requests per second, times three at "
    .. "peak 174 thousand; ten impressions each make 50 billion rows a day, about 5 TB. Latency budget 100 ms at p99, end to end. "
    .. "The current system favours what is already popular, and the logs were served by it, so they are biased "
    .. "towards it; it is also the baseline to beat. Target: 2 percent more watch time per session over today's list, in an "
    .. "A/B test. Guardrails are hides and the seven-day return rate, since watch time alone can be bought with "
    .. "clickbait. I would stop the launch if return falls even though watch time rises: short-term watch is not "
    .. "worth long-term users. Small creators need exposure, otherwise they leave and the corpus dries up. Logged-out users "
    .. "have no history, so they get context and popularity; age limits are a hard filter because a score may never "
    .. "overrule the law. Consent and erasure reach training data, so user ids must be removable within thirty days. New uploads "
    .. "should appear within an hour. Out of scope: ads, search, moderation, streaming.",
}

local frame = {
  id = "frame", title = "Frame as an ML task", minutes = 3,
  prompt = "Turn that into a machine learning problem. What goes in, what comes out, what exactly is predicted, and when "
    .. "does a watch count as a good one? Tell me also how your proxy could be gamed.",
  hints = {
    "A hundred million videos and a tenth of a second: can one model look at all of them?",
    "Say the objective, the label and its threshold, the input and the output of every stage, and roughly how many videos leave each.",
    "Candidates by retrieval over the whole corpus, then a ranker on hundreds, then list rules. Rank by expected watch "
      .. "time or by a value formula, and count a watch only after some seconds.",
  },
  probes = {
    { when = "unsaid framing.objective", say = "What number does your model put on a video? I have not heard it yet.", risk = "objective unclear", item = "objective" },
    { when = "framing.objective=click", say = "A thumbnail promises more than the video holds. What does your objective make of it?",
      risk = "clickbait", item = "proxy" },
    { when = "framing.objective=watch_time", say = "Two good minutes of a short clip, or four dull ones of a long film: which wins, and should it?",
      risk = "long videos favoured", item = "proxy" },
    { when = "framing.objective=multi_task", say = "Who sets the weights in your formula, and how would you notice that they are wrong?",
      risk = "weights without an owner" },
    { when = "unsaid framing.label", say = "Somebody clicks and leaves after three seconds. Positive or negative?", risk = "label undefined", item = "label" },
    { when = "framing.label=0", say = "Every click counts for you. What happens to videos that everybody opens and nobody watches?",
      risk = "clickbait" },
  },
  decisions = {
    { knob = "framing.objective", accept = { "watch_time", "multi_task" }, points = 3,
      why = "The goal is time that people are glad to have spent. Expected watch time, or a formula with it in, points there; clicks point at thumbnails.",
      open = "What is the ranker trained to predict, and what is the list ordered by?" },
    { knob = "framing.label", accept = { "5..60", "0.1..0.7" }, points = 2,
      why = "A click that ends within seconds is a disappointment. A threshold keeps it out of the positives; too high a one favours whatever is long.",
      open = "From how much watching on is a click a positive?" },
  },
  forecasts = {
    { metric = "online.watch_minutes_per_session", kind = "direction", change = "framing.objective=click",
      ask = "Ordered by clicks instead: would watch minutes a session go up, down, or not visibly move?" },
    { metric = "online.ctr", kind = "place",
      ask = "Where will your design's click rate land: nearer the popular list, in the middle, or nearer the best possible?" },
  },
  rubric = {
    { id = "task", level = "mid", points = 2, about = "Names the task: input, output, and what is predicted",
      why = "Whoever cannot say what goes in and what comes out has no problem to solve yet.",
      query = [[
    input user context|input is the user|user and context|output is a ranked|output ranked list|output a list
    |ranking problem|learning to rank|given a user predict|given user and context|input user video|input the user
    |context in list out|predict for each video|predict for a user|score each video|ordered list of|ranked list of
    |user history context]],
      said = [[
      Inputs are the person, what they saw lately, the device and time, and a candidate clip; the output is a score of
      expected viewing, by which the ten best are sorted.
      |It's a ranking problem: from (user, context) to an ordered list; we estimate p(watch) and how long.
      |One person, the moment and one video in; expected seconds watched out; sort and return ten.
      |Given a viewer and a clip, predict how long it'll be watched, and list the best ten.]] },
    { id = "objective", level = "mid", points = 2, needs = "reason", about = "Chooses watch time or a value mix over clicks, and says why",
      why = "Objective and goal have to point the same way, or the better model builds the worse product.",
      query = [[
      expected watch time|optimise watch time|predict watch time|watch time objective|objective watch time
      |rank by watch time|order by watch time|value formula|weighted sum of heads|several heads|multi-task
      |minutes watched|watch time rather clicks|watch time instead clicks|maximise watch time|expected minutes
      |combine click watch|expected watch|ranked by expected|watch time as target]],
      said = [[
      The model is optimised for minutes people actually view, mixed with likes and less dislikes, because optimising
      taps would promote sensational covers that disappoint.
      |Weighted combination of click, completion and satisfaction instead of CTR, since a tap says nothing about
      whether it was worth it.
      |Expected minutes, because taps reward lurid pictures and minutes show they liked it.]],
      wrong = [[ctr is the best objective|optimise ctr because|clicks are the best objective
        |clicks reflect satisfaction|clicks mean satisfaction|predict clicks because they are plentiful
        |click objective because|clicks best measure|clicks best proxy
      |Clicks are the right objective, since a click means the viewer is satisfied.]] },
    { id = "proxy", level = "senior", points = 2, needs = "reason", about = "Says how the proxy is gamed: clickbait, length, autoplay",
      why = "Every proxy is optimised beyond its use; naming the failure is the first step to measuring it.",
      query = [[
      clickbait|click bait|thumbnail promises|long videos win|favours long videos|favour long|long videos favoured
      |gamed|gaming|misleading thumbnails|bias towards long|proxy breaks|proxy can|proxy fails|autoplay|rewards bait
      |sensational]],
      said = [[
      Viewing time is only a stand-in and will be exploited: lurid titles, padded lengthy films, autoplay that runs
      while nobody looks; so we track regret beside it.
      |Uploaders will optimise against our metric, for instance stretched intros and misleading thumbnails, therefore
      quality signals and surveys are needed.
      |Chase taps and you get screaming thumbnails, chase minutes and you get ten-minute padding and autoplay; so both
      are mixed with likes and surveys.]],
      wrong = [[
      Watch time cannot be gamed.]] },
    { id = "label", level = "senior", points = 2, needs = "number", about = "Defines a positive by a threshold",
      why = "The rule decides how many positives there are and which videos they favour.",
      query = [[
      positive watched|watched at least|at least seconds|positive if|counts as positive|seconds watched
      |watch of at least|label positive|watched more than|watched for|percent of the video|half of the video
      |share of the length|watch longer than|seconds of watch|positive when|positive seconds|positive is watch
      |seconds count positive|label watch seconds|watch over seconds]],
      said = [[
      A view counts as positive from 30 seconds or half of the length, whichever is shorter; below 10 seconds it's a
      bounce.
      |Positive = watched at least 10 s; anything under that is an accidental click and gets 0.
      |Counts as positive from 30 seconds or half of a short one.]],
      wrong = [[
      Everything displayed is positive, everything else negative.]] },
    { id = "label_bias", level = "staff", points = 2, needs = "reason", about = "Knows what the threshold favours",
      why = "Seconds favour long videos and percentages favour short ones: no rule is neutral, so one says which bias one bought.",
      query = [[
      seconds favour long|seconds favours long|percent favours short|percentage favours short|share favours short
      |short videos finish|short clips pass|label bias|label biased|threshold favours|biased towards long
      |biased towards short|completion favours short|short videos easily|fixed threshold|long videos reach
      |favours short]],
      said = [[
      A threshold in seconds is easily reached by lengthy content and unfair to shorts, whereas a fraction favours
      brief ones, so whichever we pick shifts the mix.
      |Any cut-off has a bias: 30 s excludes ten-second jokes altogether, because they can't ever be positive; I'd
      compensate by duration.
      |A fixed 30 seconds favours long ones, a fixed share favours short ones, so I'd judge within length.]],
      wrong = [[
      A threshold favours no kind of video.]] },
    { id = "funnel", level = "mid", points = 2, needs = "reason", about = "Parts the task into retrieval, ranking and a list stage",
      why = "One model cannot be both exact and fast enough for the whole corpus.",
      query = [[
      candidate generation ranking|retrieval then ranking|retrieval and ranking|two stages|two-stage|funnel
      |retrieve then rank|candidates then rank|multi-stage|candidate generation then|retrieve candidates
      |retrieval ranking|three stages|stages]],
      said = [[
      Two or three stages: cheap retrieval narrows the corpus to hundreds, an expensive model orders these, then rules
      assemble the page, since precise scoring of all would take seconds.
      |Candidates, ranking, re-ranking, because no single network can be accurate and fast over a hundred million.
      |Fetch cheaply, rank carefully, then arrange the page; nothing careful can look at a hundred million in 100 ms.]],
      wrong = [[score every video|score all videos|rank all videos per request|one model scores the whole corpus
        |score the whole corpus
      |One classifier scores all hundred million per request, that is cleaner than stages.]] },
    { id = "funnel_sizes", level = "senior", points = 2, needs = "number", about = "Gives the number of videos that leave each stage",
      why = "Sizes decide latency and the ceiling of recall; without them the funnel is a drawing.",
      query = [[
      candidates to|thousand candidates|hundred candidates|1000 candidates|500 candidates|to a thousand|to 1000
      |to 500|to 100|down to ten|down to 10|videos to|candidates rank|retrieve 1000|retrieve 500|to hundreds
      |candidates 100]],
      said = [[
      From 100,000,000 videos to 1000 candidates, down to 100 ranked ones and finally 10 shown.
      |Retrieval keeps a thousand, the light scorer 200, the list stage ten.
      |100M to 1,000, to 500 ranked, to ten.]] },
    { id = "retrieval_task", level = "senior", points = 1, needs = "reason", about = "Frames retrieval as predicting the next watch out of the corpus",
      why = "It asks for recall over everything; ranking asks for order among a few. They want different losses.",
      query = [[
      extreme classification|next watch|predict the next video|retrieval recall|retrieval classification over
      |recall first|retrieval maximises recall|retrieval optimises recall|which video next|next video watched
      |classification over all|retrieval as classification|retrieval for recall]],
      said = [[
      Candidate generation predicts which video out of the full catalogue will be played next, like a huge softmax; it
      needs recall, not exact order, because the ranker sorts later.
      |Retrieval is next-item prediction over millions of classes: the loss has to compare against everything, whereas
      ranking distinguishes a few good ones.
      |Guess the next one watched out of the whole stock, a softmax over millions, since that is what fetching is
      asked to do.]],
      wrong = [[
      Retrieval is a yes or no over shown tiles.]] },
    { id = "alternatives", level = "senior", points = 2, needs = "tradeoff", about = "Weighs two framings against each other",
      why = "A decision shows only beside what was not chosen.",
      query = [[
      clicks plentiful|clicks denser|clicks are dense|click labels plenty|regression versus classification
      |regression against classification|pointwise pairwise|pairwise listwise|classification or regression
      |watch time noisy|watch time sparser|watch time is sparse|more labels but|click prediction simpler
      |single task simpler|multi-task costs|alternative click|alternative would|compared with click|instead of click
      |regression on watch]],
      said = [[
      I compared a plain classifier of clicks with regression on watch time and with listwise learning to rank:
      simpler to calibrate but blind to satisfaction; I give up simplicity for the better target.
      |Bandits or reinforcement learning would optimise the session yet they are harder to evaluate; pointwise
      supervised learning is less elegant but shippable.
      |Minutes directly or a click and then minutes: the first is simple and noisy, the second needs two heads but
      handles the zeros; I take two.]] },
    { id = "long_term", level = "staff", points = 2, needs = "reason", about = "Ties the training objective to long-term value",
      why = "Sessions are what one can train on and return is what one wants; the gap has to be watched.",
      query = [[
      long-term value|return rate guardrail|retention guardrail|return after|hides negative weight|hide penalty
      |hides as a cost|long-term retention|seven-day return|survey satisfaction|long-term return|return within a week
      |satisfaction signals|likes hides|long holdout|long-term proxy|proxy return|hides count against]],
      said = [[
      We train on single sessions while what matters is whether somebody returns over the month; hence I look for
      short-term signals that correlate with retention and check them regularly.
      |The label is today's view, the aim is lifetime value; that gap has to be measured by a holdback, because
      immediate engagement can erode loyalty.
      |What pays this evening may bore by Friday, so weights are checked against people returning.]],
      wrong = [[
      More minutes today are more minutes for ever.]] },
    { id = "rule_baseline", level = "mid", points = 1, needs = "reason", about = "Starts from a heuristic to beat",
      why = "A popular list costs nothing and is harder to beat than most first models.",
      query = [[
      popularity baseline|popular list|most popular list|heuristic baseline|simple baseline|baseline popularity
      |popular videos baseline|start heuristic|trending baseline|beat popularity|beat the popular]],
      said = [[
      First a trivial rule: trending and most popular clips per region, plus new ones from subscriptions; it's free,
      and any learned model has to beat it to justify itself.
      |Begin with a heuristic list such as popularity with recency decay, since if the network can't win against that
      it is not worth it.
      |Popular in your country this week, as it's free and strong; a model has to beat it.]],
      wrong = [[
      A heuristic tells nothing, so leave it out.]] },
  },
  traps = {
    "\"It is a classification problem\", and on to the model.",
    "A label nobody defined: every click, however short.",
    "A value formula whose heads are not calibrated: then its weights mean nothing.",
  },
  answer = "Given a user, the context and the watch history, the output is a ranked list of ten. One model cannot score a hundred million "
    .. "videos in 100 ms, so I use a funnel: retrieve 1,000 candidates from 100 million, rank them, hand 100 to "
    .. "re-ranking, show 10. Retrieval is extreme classification, which video is watched next, because its job is "
    .. "recall; ranking orders the few. I rank by expected watch time instead of clicks, since a click objective "
    .. "rewards clickbait: thumbnails that promise more than the video holds. A positive is a click watched at least "
    .. "10 seconds. That label is biased: seconds favour long videos and a percentage favours short clips, so I report "
    .. "metrics by length. The alternative is click prediction: its labels are denser and less noisy, but it points "
    .. "away from the goal; several heads with a value formula come later, at the cost of calibrating each of them. For "
    .. "long-term value, hides and the seven-day return rate stay as guardrails because a session is only a proxy. "
    .. "First a popularity baseline, because anything that does not beat the popular list is not worth its machines.",
}

local data = {
  id = "data", title = "Prepare the data", minutes = 6,
  prompt = "What do you train on? Tell me where rows come from, what counts as positive and negative, which features you "
    .. "read and as of when, how you split, and what is wrong with this log.",
  hints = {
    "The log was written by a system with habits of its own, and the future is in there too. Which of that would your model learn?",
    "Go through it in order: signals, negatives for each stage, features as of the moment of the request, the split, and the "
      .. "biases: position, popularity, heavy users.",
    "Split by time; keep position out of the prediction by learning it beside; thin the ranker's negatives and correct for "
      .. "it; in-batch plus uniform negatives for retrieval; counters that end before the request.",
  },
  probes = {
    { when = "unsaid data.split", say = "How do you part training rows from the ones you test on?", risk = "leakage through time", item = "split" },
    { when = "data.split=random", say = "Your training rows are from the same hours as your test rows. What does the model know about the test that it could not know in production?",
      risk = "leakage through time" },
    { when = "unsaid data.position_debias", say = "The first tile gets most of the clicks. How much of that is the video?", risk = "position bias", item = "position" },
    { when = "unsaid data.features", say = "Which features does the ranker read, and when was each of them last true?", risk = "features from the future", item = "event_time" },
    { when = "unsaid data.negatives", say = "A video that nobody was ever shown: is it a negative anywhere in your training?", risk = "unseen negatives", item = "negatives" },
    { when = "data.downsampling_correction=false", say = "You train on a thinned log. What is the mean of your predictions now, and does anything downstream read it as a probability?",
      risk = "calibration after downsampling", item = "downsampling" },
  },
  decisions = {
    { knob = "data.split", accept = { "temporal" }, points = 3,
      why = "Production always predicts tomorrow from yesterday. A random split lets later popularity and later tastes into training, and promises what will not come.",
      open = "How do you part training rows from test rows?" },
    { knob = "data.position_debias", accept = { "true" }, points = 2,
      why = "The old policy put what is popular on top, and the top is clicked. Learnt beside the ranker and left out when serving, position stops standing in for quality.",
      open = "What do you do about the position at which a video was shown?" },
    { knob = "data.negatives", accept = { "mixed", "in_batch", "random" }, points = 2,
      why = "In-batch negatives are free but follow popularity; some from the whole corpus teach the model about what nobody clicked. Both work when their sampling is corrected.",
      open = "What are the negatives when you train retrieval?" },
    { knob = "data.signals", accept = { "watch_time" }, points = 1,
      why = "A watch that lasted says more than a click; likes add a little. A bare click lets bait into the history.",
      open = "Which feedback counts as a sign that somebody liked a video?" },
    { knob = "data.features", accept = { "user_creator_clicks", "user_topic_clicks", "history_similarity" }, points = 3,
      why = "What the ranker adds to retrieval is in context and in crosses of user and video. A counter that runs over the whole log knows the answer already.",
      open = "Which features does the ranker read?" },
    { knob = "data.negative_keep_rate", accept = { "0.05..1" }, points = 1,
      why = "Most rows are negatives and most of those say the same. Keeping a part saves time, as long as the probabilities are put right afterwards.",
      open = "Do you keep every negative row for the ranker, or a part of them?" },
    { knob = "data.downsampling_correction", accept = { "true" }, points = 1,
      why = "A thinned log has another base rate. Whoever multiplies or thresholds these probabilities needs the true one back.",
      open = "Negatives were thinned: are the probabilities put back to the full log's base rate?" },
  },
  forecasts = {
    { metric = "online.watch_minutes_per_session", kind = "direction", change = "data.position_debias=false",
      ask = "Without any treatment of position: watch minutes a session up, down, or no visible change?" },
    { metric = "ranking.roc_auc[own]", kind = "direction", change = "data.split=random",
      ask = "With a random split, would the AUC that your own evaluation shows go up, down, or stay?" },
  },
  rubric = {
    { id = "sources", level = "mid", points = 1, about = "Rows: impressions joined with what followed, positives and negatives named",
      why = "Without impressions there are no honest negatives: a video nobody saw was not turned down.",
      query = [[
    impressions joined|join impressions|impressions with position|impression log|impressions and watches
    |shown not clicked|shown but not clicked|impressions are negatives|impressions as negatives|row per impression
    |one row an impression|log every impression|impressions clicks watches|unclicked impressions|skipped impressions
    |impressions without|impressions clicked|training rows impressions|rows are impressions]],
      said = [[
      Each row is a shown thumbnail with its slot and what followed: click, seconds played, like, dislike; ignored
      ones are negatives.
      |Training data come from impression logs joined to playback events; watched is positive, exposed but skipped
      negative.
      |Each tile shown with what followed; watched long is yes, passed over is no.]] },
    { id = "split", level = "mid", points = 2, needs = "reason", about = "Splits by time, and says what a random split would leak",
      why = "It is the one mistake that makes every later number too good.",
      query = [[
      split by time|split time|time split|temporal split|split by date|chronological split|train past test future
      |last days for test|hold out last days|cut at a date|test on last days|hold out the last|train on first days
      |time-based split|cutoff date|global time split|test later days|last two days|random split leaks
      |later days test]],
      said = [[
      Chronological partition: older weeks for training, the following days for validation and test, because a
      shuffled split reveals tomorrow's trends and looks too good.
      |I hold out the last days by date; mixing rows at random leaks future popularity into training.
      |Fit until the 20th, tune on two days, test on two more; shuffled, later plays of the same clip would be in
      training.
      |Time order: earlier days train, the last ones test, because mixing rows lets tomorrow's hits leak in.]],
      wrong = [[random split is fine|split randomly because|random split so both|random split avoids
        |shuffle split because|shuffle rows so|random split gives|randomly 80 20 so|random split representative
        |random so that train and test|random 80/20 split so|random train test split because|shuffle the rows because
        |same distribution random
      |Cut rows 80/20 at random, both halves then follow one distribution and nothing leaks.]] },
    { id = "event_time", level = "senior", points = 2, needs = "reason", about = "Features as of the moment of the request, logged at serving",
      why = "A counter read later contains the click it is supposed to predict.",
      query = [[
      as of the request|as of request|at request time|point in time|point-in-time|event time|snapshot features
      |features logged at serving|log features at serving|logged features|before the request|counters before
      |counters end before|features at serving time|training serving skew|train-serve skew|training-serving skew
      |snapshotted|time travel|same code path|features frozen|logged at serving|future counters|counters leak]],
      said = [[
      Feature values are stored when the page is served, exactly what the model saw; recomputing them afterwards would
      include later clicks, so the counters contain the answer.
      |Point-in-time correctness: join with values as they were at impression time, otherwise today's aggregates
      include what came after.
      |Inputs as they stood at the request, saved by the server, or training sees numbers serving never had.]],
      wrong = [[
      Use today's feature values for old rows, they're more accurate.]] },
    { id = "leak", level = "senior", points = 2, needs = "reason", about = "Names a concrete leak: counters, duplicates, a total over the whole log",
      why = "Leaks hide in the feature that looks best on its own.",
      query = [[
      leaks the label|leak the label|label leak|target leak|leakage|counter includes|contains the label
      |contains the click|knows the future|lifetime ctr|total ctr|whole log ctr|future information|leak the future
      |leaks the future|leaks future|leak future|too good auc|over the whole log|includes the event
      |duplicates over the split|single-feature auc]],
      said = [[
      A suspicious example is the total number of views of a clip over the complete period, since it includes the
      target view; likewise the same session in both sets.
      |Beware of aggregates over the full log and of duplicates: that feature wins every importance plot because it
      already knows the outcome.
      |A view count taken from today's table already includes the play we predict, so it shines offline and dies live.
      |Totals over the full log know the answer; count only up to the request.]],
      wrong = [[
      The watch count at the end of the log is the strongest feature, use it everywhere.]] },
    { id = "position", level = "senior", points = 2, needs = "reason", about = "Treats position: beside the model, left out when serving, or inverse propensity",
      why = "Otherwise the new model relearns the old ranking.",
      query = [[
      position bias|position tower|position feature|position debias|debias position|inverse propensity|ipw
      |propensity weighting|position dropped serving|position out when serving|correct position|examination
      |position as input|learn position|first tile clicked|top position|position beside|position separately
      |higher slots]],
      said = [[
      Top slots attract clicks whatever is in them, so I give the slot to a separate tower at training and drop it
      when serving, or weight by inverse examination probability.
      |Presentation bias: higher rows are seen more. If we ignore it the new model imitates the previous order.
      |Top tiles are tapped for being on top, so slot is a side input, dropped when we serve.]],
      wrong = [[position as a normal feature|position does not matter|ignore position|position keeps at serving
        |position feature at serving set to 1
      |Position can be ignored, people look at all ten alike.]] },
    { id = "negatives", level = "senior", points = 2, needs = "reason", about = "Different negatives for retrieval and ranking, and why",
      why = "Retrieval meets the whole corpus when it serves, ranking only what retrieval let through.",
      query = [[
      in-batch negatives|mixed negatives|uniform negatives|random negatives|negatives from the corpus
      |negatives from corpus|negatives for retrieval|negatives for ranking|hard negatives|easy negatives
      |in-batch plus|popular videos punished|negatives catalogue|sampled negatives retrieval|in-batch and
      |negatives whole corpus|negatives across the corpus]],
      said = [[
      For retrieval I combine in-batch and uniformly drawn catalogue items, because it must reject everything; for the
      ranker, impressions that weren't clicked, as it only sees near misses.
      |Stage-specific negatives: random ones teach the towers coarse taste, exposed but ignored ones teach fine
      distinctions.
      |For fetching random ones from the stock and the batch, for ranking those shown and skipped: the first faces
      everything, the second only what's plausible.]],
      wrong = [[only impressions as negatives for retrieval|hard negatives only|no negatives needed
        |use only hard negatives
      |Retrieval learns from shown and skipped tiles only, the ranker from random videos.]] },
    { id = "downsampling", level = "senior", points = 2, needs = "reason", about = "Thins negatives and corrects the probabilities",
      why = "The order stays, the probabilities do not; a value formula reads probabilities.",
      query = [[
      downsample negatives|thin negatives|negatives downsampled|keep rate|keep negatives|correct for downsampling
      |downsampling correction|correct the probabilities|base rate back|sampling rate correction|recalibrate after
      |undo the downsampling|correct downsampling|negatives kept|sample negatives correct|imbalance downsample
      |restore base rate|class imbalance]],
      said = [[
      I subsample non-clicks to one in ten to save compute, and afterwards correct the scores, because otherwise
      predicted rates are ten times too high.
      |Negatives are thinned, then the intercept is shifted back so that probabilities are right again for the value
      formula.
      |Keep a tenth of the skips and put p back by the formula, since it feeds a sum of values.]],
      wrong = [[downsampling changes nothing|downsampling does not affect probabilities
        |oversample positives instead|smote
      |After thinning probabilities stay true.]] },
    { id = "heavy_users", level = "senior", points = 1, needs = "reason", about = "Caps or weights heavy users; keeps bots out",
      why = "A tenth of the users would otherwise own the loss.",
      query = [[
      heavy users|cap per user|cap examples user|power users|weight per user|dominate the loss|limit rows per user
      |examples per user|bots|most active users|active users dominate|equal weight user|rows per user
      |same number user|bought views]],
      said = [[
      Limit the number of rows a single account contributes, and filter bots, since power viewers would otherwise
      dominate the loss.
      |A tenth of accounts make most events; I weight per person so that the model isn't only theirs. Crawlers are
      removed.
      |A few watch all day; cap rows per person and throw out bots, or it's their taste we learn.]],
      wrong = [[
      Those who watch most should dominate training.]] },
    { id = "delay", level = "senior", points = 1, needs = "reason", about = "Labels arrive late; waits or corrects",
      why = "A row closed too early is a positive counted as a negative.",
      query = [[
      delayed labels|label delay|late events|events arrive late|watch ends later|wait for the watch|wait hour before
      |delayed watch|watches report late|offline phones|close the label|attribution window|label window|labels late
      |arrive late|delay of labels|wait until watch|watch event delay]],
      said = [[
      Viewing ends minutes or hours after the impression, mobile clients upload late; we wait a day before labelling,
      otherwise unfinished watches count as negatives.
      |Late-arriving events: attribution window of some hours, because closing early misses positives.
      |Long plays end later, so a row counts only when the session is closed, or short ones are overrated.]],
      wrong = [[
      Labels are complete at the moment of the request.]] },
    { id = "features", level = "mid", points = 2, needs = "reason", about = "Groups of features: user, video, context, crosses",
      why = "Crosses and context are what the ranker knows and the towers do not.",
      query = [[
      cross features|user features video features|context features|user video context|crosses of user
      |user topic affinity|user creator affinity|affinity to creator|affinity creator|hour and device|context hour
      |creator affinity|similarity to history|counters of views|history similarity|topic affinity
      |features user item context|interaction features|user creator|user-creator]],
      said = [[
      Person: history, language, age of account. Video: topic, channel, duration, quality. Situation: time of day,
      device, network. And crosses such as how often this viewer finishes that channel, because towers can't see
      those.
      |I group the inputs into user, item, context and interaction counters; the ranker gets the crossings as these
      carry what embeddings miss.
      |Person, clip, moment and their products, since what suits at night on TV differs from a bus ride.]] },
    { id = "item_age", level = "senior", points = 1, needs = "reason", about = "The age of the example or of the video",
      why = "Without it the model averages over the training window and thinks every video is middle-aged.",
      query = [[
      example age|video age|item age|age of the video|age as a feature|time since upload|days since upload
      |age feature|upload age|age of the upload]],
      said = [[
      Time since publication goes in as a feature, fixed to zero when serving, because otherwise the network learns
      average popularity over the training period and underrates the latest.
      |Include how old the example was, so that recency is modelled and not smeared across the window.
      |Feed the age of the row and set it to zero when serving, so that the fresh aren't judged by the old.]],
      wrong = [[
      A video's age has no influence.]] },
    { id = "cold_content", level = "senior", points = 1, needs = "reason", about = "Content features so that new videos can be found",
      why = "An id that nobody has clicked carries nothing.",
      query = [[
      content features|content vector|content embedding|content vectors|title and thumbnail|new videos have no clicks
      |cold start content|new videos content|cold items|no clicks yet|new uploads content|content embeddings
      |ids carry nothing|cold start]],
      said = [[
      Embeddings from title, transcript, cover and audio let a clip be retrieved before it has any views, since its id
      was never trained.
      |Newcomers have no interactions; content signals stand in for them so they can be found on day one.
      |Title, frames and channel give an unseen clip a place in the space, for an id has learnt nothing.]],
      wrong = [[
      Ids are enough, new videos get clicks by themselves.]] },
    { id = "loop", level = "staff", points = 3, needs = "reason", about = "Selection and feedback: the log holds what the old policy chose; exploration data",
      why = "Retraining on one's own choices makes the log ever narrower. Only some randomness shows what was never shown.",
      query = [[
      feedback loop|selection bias|exploration data|randomised traffic|random slots|exploration slots
      |old policy chose|only what was shown|what the old|exposure bias|closed loop|logged propensities|unbiased data
      |randomised slice|never shown|own output|policy decided|exploration traffic|popularity bias|explored rows]],
      said = [[
      What we record was selected by the earlier recommender, so it confirms itself; a small random share of traffic
      with logged probabilities shows us things it would never choose.
      |Selection bias and feedback: training on own outputs narrows the catalogue, therefore some exploration data
      with propensities.
      |We only know what we showed; one percent random rows let us judge the rest.]],
      wrong = [[
      The log contains all videos equally.]] },
    { id = "privacy", level = "staff", points = 1, needs = "reason", about = "Consent, retention and erasure in the training pipeline",
      why = "What the law asks for is cheap when the pipeline is planned and dear afterwards.",
      query = [[
      consent|erasure|retention|opted out|delete on request|privacy|gdpr|ninety days|90 days of logs|deletion
      |pseudonymised|personal data]],
      said = [[
      Users without consent are excluded from training rows, deletion requests propagate to the datasets, raw events
      expire after 90 days; retrofitting that is costly, so plan it now.
      |Data minimisation: only pseudonymous ids, retention limit, erasure in the training tables because the law
      demands it.
      |Those who opted out are dropped at intake, raw rows expire after 90 days, since what is inside a checkpoint
      can't be pulled out.
      |Deletion requests go through to training tables within days and history is cut at 90, because otherwise the
      model keeps them.]],
      wrong = [[
      Erasure need not reach training data.]] },
  },
  traps = {
    "A random split. It flatters every number that follows.",
    "A click rate computed over the whole log: it has seen the answer.",
    "Clicks taken as they came, though the first tile is clicked because it is first.",
    "Assuming clean labels: accidental clicks, bought views, watches that report a day late.",
  },
  answer = "Training rows are impressions joined with clicks and watches, so an unclicked impression is an honest negative. I split by time, "
    .. "train on the earlier days and test on the last two, because a random split leaks later popularity. Features are "
    .. "logged at serving time, as of the request, otherwise training and serving drift apart; counters end before the request, since "
    .. "a click rate over the whole log contains the label. The ranker reads user id, video id and creator id; topic, video length, "
    .. "hour of day and device type; historical click rate, view count, average watch time of the video and creator size. Its crosses are "
    .. "user-creator affinity, user-topic affinity and history similarity, because the towers cannot express them. I add "
    .. "the video age, so that the model does not average over the training window; and the content vector, because new videos have no "
    .. "clicks. Positives for retrieval are long watches and likes. Negatives for retrieval are in-batch plus uniform "
    .. "ones from the whole corpus, because in-batch alone follows popularity; for ranking they are the skipped impressions. I keep 20 "
    .. "percent of the ranker's negatives and correct the probabilities for it, since the value formula needs the true base rate. "
    .. "Position bias: I learn position in a side tower and leave it out when serving, otherwise the model relearns the old "
    .. "ranking. I cap the rows per user because heavy users would own the loss, and wait an hour for late watch events, "
    .. "otherwise long watches count as negatives. The old policy chose what was shown: that feedback loop narrows the log, so a few random "
    .. "slots give unbiased data. Consent and erasure act on the log itself, because a trained model cannot forget by request.",
}

local model = {
  id = "model", title = "Develop the models", minutes = 7,
  prompt = "You have a hundred million videos and a tenth of a second. Walk me through the models that get you from all of "
    .. "them to the ten on the screen, how each is trained, and what you would try first.",
  hints = {
    "One model that can look ahead at everything cheaply, one that can look closely at a few. What does each need from its loss?",
    "Begin with a baseline. Then vectors for users and videos from two networks, trained with sampled negatives; then a ranker "
      .. "with crosses; then rules for the list as a whole.",
    "Two-tower with sampled softmax, corrected by log Q, and content features in the item tower; an MLP on hundreds of "
      .. "candidates that predicts clicks and watch time; MMR for diversity and a few slots for exploration.",
  },
  probes = {
    { when = "unsaid retrieval.model", say = "How does a video get among the candidates at all?", risk = "no retrieval", item = "two_tower" },
    { when = "retrieval.model=popularity", say = "Everybody gets the same candidates from you. How personal can the list become after that?", risk = "ceiling of retrieval" },
    { when = "unsaid retrieval.logq_correction", say = "A popular video is in almost every batch. What does your softmax do to it?", risk = "popular items punished", item = "logq" },
    { when = "unsaid ranking.model", say = "A thousand candidates are back. What tells the first from the thousandth?", risk = "no ranker", item = "ranker" },
    { when = "ranking.model=none", say = "You trust the dot product with the final order. What can it not express?", risk = "no ranker" },
    { when = "unsaid policy.diversity", say = "Suppose your ten best are ten videos on the same subject. Ship it?", risk = "lists without variety", item = "diversity" },
    { when = "unsaid policy.exploration", say = "A good video by somebody unknown was uploaded an hour ago. How does it get its first viewer?", risk = "cold start", item = "cold_start" },
    { when = "metric retrieval.recall@100 < 0.2", say = "Your retriever finds few of the videos this person would want. Where would you look first?", risk = "weak retrieval" },
  },
  decisions = {
    { knob = "retrieval.model", accept = { "two_tower" }, points = 3,
      why = "Two networks give every video a vector ahead of time and every request one at once; content features reach what has no history.",
      open = "What produces the candidates?" },
    { knob = "retrieval.loss", accept = { "sampled_softmax" }, points = 1,
      why = "Retrieval wants the watched video above the others, not a probability for each pair.",
      open = "Which loss trains the retriever?" },
    { knob = "retrieval.logq_correction", accept = { "true" }, points = 2,
      why = "Popular videos are drawn as negatives far more often. Without the correction the model learns to push them down, although people like them.",
      open = "Negatives are not drawn evenly. Do you correct for that, and how?" },
    { knob = "retrieval.dim", accept = { "32..256" }, points = 1,
      why = "Wider vectors find more until they stop doing so; memory and scan time grow with every value.",
      open = "How wide are your vectors?" },
    { knob = "ranking.model", accept = { "mlp", "deepfm", "dcn_v2" }, points = 3,
      why = "Context and crosses of user and creator decide the order, and no dot product holds them.",
      open = "What orders the candidates?" },
    { knob = "policy.diversity", accept = { "mmr", "dpp" }, points = 2,
      why = "People look at a list, not at ten items. What repeats tires.",
      open = "What keeps the list from showing the same thing ten times?" },
    { knob = "policy.exploration", accept = { "0.01..0.15" }, points = 1,
      why = "Some slots have to go to what is not known yet, or the system never learns about it. The price is paid today, the return comes after retraining.",
      open = "How does a video nobody has watched get shown?" },
  },
  forecasts = {
    { metric = "retrieval.recall@100", kind = "direction", change = "retrieval.logq_correction=false",
      ask = "Without the log-Q correction, recall@100: up, down, or no visible change?" },
    { metric = "retrieval.recall@100", kind = "place",
      ask = "Where will recall@100 land: nearer the popular list, in the middle, or nearer the best possible?" },
    { metric = "ranking.roc_auc", kind = "place",
      ask = "And the ranker's AUC: nearer each video's plain click rate, in the middle, or nearer the best possible?" },
    { metric = "online.watch_minutes_per_session", kind = "direction", change = "policy.diversity=none",
      ask = "Without any diversity step: watch minutes a session up, down, or no visible change?" },
  },
  rubric = {
    { id = "baseline", level = "mid", points = 1, needs = "reason", about = "A baseline before the model",
      why = "The simplest system that could win has to be beaten, or nobody knows what the rest is for.",
      query = [[
    popularity baseline|baseline popularity|popular list|start with popularity|matrix factorisation baseline
    |simple baseline|baseline matrix factorisation|heuristic baseline|baseline first|start simple|beat the popular
    |logistic baseline|item-to-item baseline|logistic regression baseline|co-watch baseline|first a baseline]],
      said = [[
      Before deep nets: popularity, co-visitation or matrix factorisation. Those set the bar; otherwise we can't say
      whether added complexity pays.
      |I'd train logistic regression or boosted trees first, because if the neural model barely improves on it, it
      isn't worth operating.
      |Most watched by country first, since any model must be worth more than that.]],
      wrong = [[baseline is unnecessary|no baseline needed|skip the baseline
      |No baseline, start with reinforcement learning on raw pixels.]] },
    { id = "two_tower", level = "mid", points = 2, needs = "reason", about = "Two towers (or factors), and why they suit a large corpus",
      why = "The video side is computed ahead of time and indexed; that is what makes a hundred million possible.",
      query = [[
      two-tower|two tower|two towers|dual encoder|user tower|item tower|item vectors ahead|vectors precomputed
      |precompute item|item embeddings precomputed|vectors computed ahead|matrix factorisation|user encoder
      |embeddings computed offline|item vectors offline|bi-encoder|dot product index]],
      said = [[
      A user encoder and an item encoder joined by inner product: item vectors are precomputed and indexed, so lookup
      among 100 million is feasible.
      |Embedding-based retrieval (or MF) fits here, because the video side doesn't depend on the request and can be
      stored ahead.
      |Person and clip meet only in a dot product, so all clips are embedded beforehand and searched with an index.]],
      wrong = [[
      Two towers cross user and video features in the first layer, so nothing can be indexed.]] },
    { id = "softmax", level = "senior", points = 2, needs = "reason", about = "A loss that suits retrieval: sampled softmax or a pairwise one",
      why = "The task is to put one video above millions; a loss for single pairs never compares them.",
      query = [[
      sampled softmax|in-batch softmax|softmax over|batch softmax|contrastive loss|softmax loss|infonce|pairwise loss
      |bpr|softmax negatives|softmax with|softmax because|cross entropy over negatives]],
      said = [[
      The retriever is trained with a softmax over sampled items rather than binary loss, because it must place the
      watched clip above millions of others.
      |Contrastive objective with many negatives, or BPR pairs; independent per-pair classification doesn't compare
      candidates against each other.
      |A softmax over the batch, because the task is to pick one out of millions.]],
      wrong = [[
      Squared error on ratings suits retrieval best.]] },
    { id = "logq", level = "senior", points = 3, needs = "reason", about = "Corrects for how negatives were sampled",
      why = "Popular videos are drawn as negatives more often; uncorrected, the model pushes down what people like.",
      query = [[
      log q|logq|sampling bias|sampling probability|correct popularity negatives|popular punished
      |popular items punished|popular videos punished|correct sampling|popular penalised|popular over-penalised
      |corrected popularity|frequency correction|log frequency|sampling correction|popular items negatives
      |popular negatives more often|corrected by log|penalises popular|punishes popular|popular videos pushed]],
      said = [[
      Popular clips occur as in-batch negatives proportional to frequency, so I subtract the log of their sampling
      probability from the logit, otherwise hits are penalised.
      |Sampling-bias correction (log Q): without it we suppress what everybody likes.
      |Hits turn up as in-batch negatives far too often; subtract log Q of their frequency or they're pushed down
      unjustly.]],
      wrong = [[log q removes popular|add log q to punish|logq to demote popular
        |log q so that popular videos are demoted|log q reduces popularity|logq penalises popular items
        |logq suppress popular|correction suppresses popular|log q to push popular down
        |logq is only needed for ranking
      |Add log Q to the logits so that popular videos profit.]] },
    { id = "cold_start", level = "senior", points = 2, needs = "reason", about = "New videos and users: content features, context, exploration",
      why = "A million videos a day arrive without a single click.",
      query = [[
      cold start|content features|content tower|content vector|new videos no clicks|new videos have|new uploads
      |content embedding|unseen items|new users context|content side|fresh uploads|without clicks|no history
      |new video gets|content in the item|item content]],
      said = [[
      Fresh videos are represented through their content and get a few guaranteed impressions; newcomers among viewers
      receive regional popularity and context, since there's no history yet.
      |No interactions means no id embedding; so for a first visit I use device, locale and onboarding choices, and
      for a just uploaded clip its text and images.
      |Fresh clips live from content and a few trial slots, new people from context, as there's no history.]],
      wrong = [[
      Cold start solves itself, a video without clicks is just not shown until it has some.]] },
    { id = "ranker", level = "mid", points = 2, needs = "reason", about = "A ranker that sees crosses and context, and what it adds to the towers",
      why = "Without a reason for the second stage it is only another cost.",
      query = [[
      ranker cross|cross features|mlp ranker|ranker mlp|ranker sees|ranker context|deep ranker|dcn|deepfm
      |neural ranker|ranking model|dot product cannot|interactions cannot|crosses of user|ranker reads|ranker with
      |feature crosses|ranker adds|ranker network|mlp because|mlp on|rank with mlp|hidden layers]],
      said = [[
      The second stage is a deep network with cross features, context and sequence attention on a few hundred
      candidates; the towers only do a dot product, so it adds interactions like device by duration.
      |A heavier ranker, e.g. DCN or DLRM, can combine user and video features early, which retrieval can't.
      |For the last few hundred a DCN where user and clip meet in one net, which towers kept apart can't do.
      |A heavier model on the survivors sees history with this channel and the device together; a dot product can't.]],
      wrong = [[ranker on the whole corpus|rank all 100 million|transformer over all videos
      |The dot product of the towers is all one needs, a ranker adds nothing.]] },
    { id = "watch_head", level = "senior", points = 2, needs = "reason", about = "How watch time is predicted: weighted logistic, a head beside the click, the skew",
      why = "Watch time is mostly zeros with a long tail; squared error listens to the tail alone.",
      query = [[
      weighted logistic|watch time head|watch head|click head watch head|heads for click|click and watch heads
      |log watch time|heavy tail watch|skewed watch|odds expected watch|p click times|click times watch|predict watch
      |regression on log|expected watch time|watch time skewed|multi-task heads|heads share|head for watch
      |watch heavy-tailed|separate heads]],
      said = [[
      Duration is zero mostly and heavy-tailed, so rather than squared error I use weighted logistic regression whose
      odds are expected seconds, or log-transformed time given a click.
      |A regression on raw minutes would chase marathon sessions; so a click head times a conditional length head.
      |Weighted logistic: watched rows weigh their seconds, so odds are expected time; raw seconds are too skewed for
      squared error.]],
      wrong = [[mean squared error on raw watch|squared error on raw watch time|mse on raw
        |plain regression on seconds
      |Predict raw seconds by squared error, skew does not matter.]] },
    { id = "heads", level = "staff", points = 2, needs = "tradeoff", about = "Weighs several heads: sharing, a loud task, calibration of each",
      why = "Shared layers save compute and let the loudest task have its way.",
      query = [[
      shared layers|shared bottom|mmoe|loud task|heads share|task dominates|negative transfer|heads calibrated
      |separate models|weights of heads|shared trunk|tasks compete|sparse heads|heads conflict|mixture of experts
      |multi-task costs|second head|one more head]],
      said = [[
      Multi-task with shared layers saves compute, but a dominant task such as click overwhelms rare ones like
      dislike; mixture of experts costs more and separates them.
      |One model per objective is cleaner but four times dearer; sharing transfers signal to sparse heads at the risk
      of conflict.
      |Sharing a trunk helps likes but the loud watch head may drown them; experts cost 20% more and keep them apart.]] },
    { id = "calibration", level = "senior", points = 1, needs = "reason", about = "Where probabilities have to be true",
      why = "A formula that adds heads reads their values, not their order.",
      query = [[
      calibration|calibrate|calibrated|platt|isotonic|true probabilities|probabilities are true|well-calibrated]],
      said = [[
      Since the final score multiplies and adds predicted probabilities, each must be true in value, hence isotonic or
      Platt scaling on held-out data.
      |Miscalibrated heads distort the blend: a like probability twice too high gets twice its weight, so I calibrate
      every output.
      |Where heads are added or a minimum is set, the numbers have to be true; for pure order not.]],
      wrong = [[
      Calibration is never needed in ranking, whatever is summed.]] },
    { id = "cost", level = "senior", points = 2, needs = "number", about = "What the models cost: dimensions, candidates, operations, epochs",
      why = "A model that does not fit the budget is no candidate, however good.",
      query = [[
      64 dimensions|dimensions|flops|flop per candidate|candidates times|ms for ranking|gb for vectors
      |bytes per vector|hidden layers of|embedding size|gigabytes|ms per request|megaflop|gflop|candidates ms
      |layers of|values per vector|64 d|32 d|128 d|candidates ranker]],
      said = [[
      64-dimensional embeddings, 1000 candidates, 0.2 MFLOP each: 0.2 GFLOP a request, some 10 ms of one core.
      |Training takes 2 epochs over 50 billion rows, inference about 200k operations per candidate, so 1000 of them
      are 200 million.
      |500 x 0.5 MFLOP x 58k is 15 TFLOP/s, 700 cores; towers 64 wide, three epochs.]] },
    { id = "dim_tradeoff", level = "staff", points = 2, needs = "tradeoff", about = "Weighs gain against cost: wider vectors, deeper ranker, more candidates",
      why = "Each buys quality with diminishing returns and pays with memory or time.",
      query = [[
      wider vectors|larger dimension|more dimensions|deeper ranker|diminishing returns|more candidates|saturates
      |gain per millisecond|larger model|bigger ranker|bigger model|more layers|larger embeddings|recall flattens
      |doubling the dimension|higher dimension|smaller ranker|wider embedding]],
      said = [[
      Doubling the embedding width brings a little recall while the index memory doubles too; beyond 128 it isn't
      worth it.
      |A deeper ranker or more candidates gains maybe half a percent but costs milliseconds; diminishing returns, so I
      stop at three layers.
      |128 instead of 64 gives 0.4% recall for twice the memory; I stay at 64.]],
      wrong = [[
      Wider vectors are better at no cost.]] },
    { id = "diversity", level = "senior", points = 2, needs = "reason", about = "Looks at the list as a whole: diversity, caps per creator",
      why = "Ten good videos on one subject make a bad page.",
      query = [[
      mmr|dpp|diversity|diversify|creator cap|per creator|same topic|near-duplicates|similar videos|repeats tire
      |re-rank diversity|one subject|satiation|marginal relevance]],
      said = [[
      The page as a whole needs variety: maximal marginal relevance or DPP and at most two per channel, because ten
      similar good clips are tiring.
      |Re-rank with category caps, since individually best items together make a monotonous list.
      |At most two by a channel and no five alike in a row, because the page is seen as a whole.]],
      wrong = [[diversity never helps|diversity always helps more is better|maximum diversity is best
        |the more diversity the better
      |Ten similar videos are best as each is the most relevant; diversity always raises CTR so maximise it.]] },
    { id = "exploration", level = "staff", points = 2, needs = "tradeoff", about = "Exploration: what it costs today, and what it returns",
      why = "The short-term loss is visible in the first test and the gain only after retraining, so somebody has to say beforehand that it is worth it.",
      query = [[
      exploration|explore|exploration slots|thompson|epsilon|bandit|slots for new|reserved slots|reserve slots
      |random slots|ucb|slots explore|give slots]],
      said = [[
      Reserve 2% of slots for uncertain or new clips: it sacrifices some watch time now but yields data on items the
      model would otherwise never learn.
      |Thompson sampling or epsilon-greedy costs short-term engagement and pays back with better knowledge after
      retraining.
      |2% of the slots for unknown clips: a bit less watch time now, and knowledge of newcomers later.]],
      wrong = [[
      Exploration has no cost.]] },
  },
  traps = {
    "An architecture with a name, and no baseline to compare it with.",
    "In-batch negatives uncorrected: popular videos are punished for being popular.",
    "The textbook form of weighted logistic, where clicked impressions are not also counted as negatives: its odds prefer clickbait as soon as click rates are not small.",
    "Optimising items one by one, and then wondering about the list.",
  },
  answer = "First the popularity baseline and matrix factorisation, because a model that loses to the popular list is not worth serving. For "
    .. "candidates a two-tower model: video vectors are computed ahead and indexed, so one request costs one user vector "
    .. "and a search. 64 dimensions, hence 25.6 GB for 100 M videos; wider vectors find more with diminishing "
    .. "returns, but cost memory. I train it with sampled softmax, since the task is to put the watched video above millions, with "
    .. "in-batch and uniform negatives corrected by log Q, because popular videos are drawn as negatives more often and would be punished. "
    .. "The item tower reads content features, because new videos have no clicks. The ranker is an MLP over 500 "
    .. "candidates: it sees cross features and context that a dot product cannot express. Watch time is skewed and mostly zero, so I "
    .. "predict expected watch time by weighted logistic, every impression also counting as one negative. Further heads "
    .. "share layers and save compute, but a loud task can dominate the sparse ones, so I begin with click and watch time. I check calibration, "
    .. "because a value formula reads probabilities. Re-ranking is MMR with a weight of 0.2 and a cap per creator, since ten "
    .. "videos on the same topic tire people. Exploration gets 5 percent of the slots: it costs watch time today, but gives new "
    .. "videos their first clicks and the next model better data.",
}

local evaluate = {
  id = "evaluate", title = "Evaluate", minutes = 4,
  prompt = "Before we look at results: how would you know that it works? Offline first, then online. And say now what you "
    .. "expect, so that the numbers can surprise you.",
  hints = {
    "Each stage does something else. Is there one metric that would judge all of them?",
    "Offline per stage, over the whole corpus and by slice; online an A/B test with one deciding metric, guardrails, and a "
      .. "size that was computed.",
    "Recall@k on the full corpus for retrieval, AUC and calibration for the ranker, nDCG for the list; watch minutes decide, "
      .. "return and hides guard. Users per arm: 16 times the squared CV over the squared effect.",
  },
  probes = {
    { when = "unsaid evaluation.primary", say = "Offline is up, watch time is flat. Do you launch?", risk = "no deciding metric", item = "ab" },
    { when = "evaluation.primary=ranking.roc_auc", say = "Which decision would you change because of a better AUC?", risk = "proxy as the goal" },
    { when = "evaluation.primary=online.ctr", say = "Click rate rises when the thumbnails get louder. What else would have to hold?", risk = "proxy as the goal" },
    { when = "unsaid evaluation.guardrails", say = "Watch time rises by two percent and more people hide videos. Launch?", risk = "no guardrails", item = "guardrails" },
    { when = "evaluation.protocol=sampled", say = "Your retriever beats a hundred random videos. Whom does it meet in production?", risk = "sampled metrics" },
    { when = "unsaid evaluation.ab_users", say = "How many users do you need to see one percent, and where does that number come from?", risk = "test without power", item = "power" },
    { when = "metric ranking.calibration_error > 0.05", say = "Your probabilities are some way off. Who reads them, and who is hurt by it?", risk = "calibration", item = "calibration" },
  },
  decisions = {
    { knob = "evaluation.primary", accept = { "online.watch_minutes_per_session", "online.return_rate_7d" }, points = 2,
      why = "The deciding metric should be the goal, or what stands nearest to it and moves within two weeks.",
      open = "Which one metric decides?" },
    { knob = "evaluation.protocol", accept = { "full" }, points = 1,
      why = "Sampled candidates are easy candidates: they flatter every model, and not every model equally.",
      open = "Against which candidates do you compute your offline ranking metrics?" },
    { knob = "evaluation.guardrails", accept = { "online.return_rate_7d", "online.hides_per_1000" }, points = 2,
      why = "Watch time can be bought; hides and people who do not return are the receipt.",
      open = "Which metrics may not get worse?" },
    { knob = "evaluation.slices", accept = { "new_items", "tail_items", "new_users" }, points = 1,
      why = "The mean belongs to the head; harm hides among new videos, the tail and newcomers.",
      open = "For which parts of the data do you look separately?" },
    { knob = "evaluation.ab_users", accept = { "1e6..5e6" }, points = 2,
      why = "One percent of a quantity whose spread is twice its mean takes about 640,000 users an arm; more than one percent of all users you may not have.",
      open = "How many users are in your A/B test, all arms together?" },
    { knob = "evaluation.ab_days", accept = { "7..35" }, points = 1,
      why = "Whole weeks, because weekends differ, and long enough for novelty to wear off.",
      open = "For how many days does the test run?" },
  },
  forecasts = {
    { metric = "online.watch_minutes_per_session", kind = "place",
      ask = "Watch minutes a session: nearer the popular list, in the middle, or nearer the best possible?" },
    { metric = "list.ndcg@10", kind = "place",
      ask = "nDCG@10 of your final list: nearer the popular list, in the middle, or nearer the best possible?" },
    { metric = "online.ab_detectable_effect", kind = "interval",
      ask = "Which relative change of watch minutes can your A/B test just find? Give a range." },
  },
  rubric = {
    { id = "offline", level = "mid", points = 2, needs = "reason", about = "Offline metrics that fit each stage",
      why = "Retrieval is asked whether the good ones are in, ranking whether they are on top.",
      query = [[
    recall for retrieval|retrieval recall|recall at k|recall@100|recall@1000|recall@k|recall 100|recall 1000
    |ndcg for the list|ndcg list|auc ranker|auc for ranking|log loss ranker|normalised entropy|ndcg@10
    |recall of candidates|recall retrieval|precision at k|map|ndcg 10]],
      said = [[
      Retriever judged by recall at 1000 because it just has to let the good ones through; ranker by NDCG, AUC and log
      loss, since order at the top counts.
      |Each stage has its own metric: hit rate for candidates, ordering quality and error of watch time for the
      scorer.
      |Recall@k for fetching, AUC, log loss and NDCG for ranking, as each stage has another job.]],
      wrong = [[accuracy of the ranker|accuracy as the metric|rmse of watch|accuracy good metric|measure accuracy
        |accuracy on the test set|accuracy tells
      |Accuracy fits every stage.]] },
    { id = "full_corpus", level = "senior", points = 2, needs = "reason", about = "Full corpus instead of sampled candidates",
      why = "Sampled metrics are inflated and can reorder models.",
      query = [[
      full corpus|whole corpus|full catalogue|whole catalogue|entire corpus|sampled metrics|sampled negatives
      |sampled candidates|all videos as candidates|against everything|over all items|entire catalogue
      |full candidate set]],
      said = [[
      Evaluate against the entire catalogue rather than 100 random negatives, because sampled metrics are too
      optimistic and may swap the ranking of models.
      |Recall is computed over all videos; picking a handful of easy distractors inflates it.
      |Rank against all clips; among a hundred drawn ones everything looks good.]],
      wrong = [[sampled metrics are fine|100 negatives are enough|sampled negatives are enough
        |sampled negatives suffice|sampled metrics are good enough|99 random negatives because
      |A hundred sampled candidates give the same recall as the corpus.]] },
    { id = "protocol", level = "mid", points = 2, needs = "reason", about = "Test rows after the training time; tuned on validation, never on the test",
      why = "A number that saw the future or the tuning is a promise nobody can keep.",
      query = [[
      time split|later days|last two days|temporal split|test after training|tune on validation|validation day
      |threshold on validation|never tune test|future days|last days|split by time|held-out days|test set once
      |held out days]],
      said = [[
      The test days lie after the training days; hyperparameters are tuned on a separate validation period, the test
      touched once, otherwise the figure is contaminated.
      |No tuning on the test set, as repeated looks overfit it; strictly future data.
      |Tests lie after training in time, knobs are turned on validation, or we fool ourselves.]],
      wrong = [[tune on the test set|threshold tuned on test|tune threshold test set
        |random split for evaluation because
      |Tune on the test set, it is the most recent.]] },
    { id = "slices", level = "senior", points = 2, needs = "reason", about = "Slices: new and tail videos, new users, devices",
      why = "A mean that rises while newcomers lose is a debt.",
      query = [[
      slices|slice|new videos separately|by device|new users separately|tail videos|head and tail|broken down
      |break down|by segment|per segment|by country|for newcomers|by video age|new items and tail|tail apart]],
      said = [[
      Report separately for newcomers, cold items, long-tail channels, languages and devices, because an average can
      rise while some group loses.
      |Segment the metrics: fresh uploads and first-week users often suffer while the mean improves.
      |Fresh clips, the tail, new people, TV: averages are hits on phones.]],
      wrong = [[
      The mean holds for everyone.]] },
    { id = "calibration", level = "senior", points = 1, needs = "reason", about = "Checks calibration, by head or slice",
      why = "Order alone is not enough when values are added.",
      query = [[
      calibration|reliability diagram|predicted over observed|calibrated|calibration error|calibration curve
      |predicted versus observed]],
      said = [[
      I plot predicted versus actual rates for each head and segment, as the blend adds values and a biased one spoils
      it.
      |Expected calibration error per output, because good ranking AUC can coexist with wrong probabilities.
      |Forecast over fact per head and slice, for sums of wrong numbers order wrongly.]],
      wrong = [[
      A good AUC proves calibration.]] },
    { id = "ab", level = "mid", points = 2, needs = "reason", about = "An A/B test by user with one deciding metric",
      why = "What users do when the list differs cannot be read from a log.",
      query = [[
      a/b test|ab test|a/b|online experiment|randomised by user|split by user|control and treatment|online test
      |primary metric|randomise users|deciding metric|one metric decides|randomised experiment|controlled experiment
      |live experiment]],
      said = [[
      Randomise by account, control against treatment, one primary metric: watch time per user; offline logs can't
      reveal how people respond to a changed page.
      |An online experiment with user-level assignment decides, because counterfactual behaviour isn't in the history.
      |Split people, judge by minutes per person, since the same person in both arms blurs it.]],
      wrong = [[
      Split by request, and pick the metric afterwards.]] },
    { id = "power", level = "senior", points = 3, needs = "number", about = "Sizes the test: effect, spread, users per arm, days",
      why = "Most real effects are about a percent; a test that cannot see one says nothing.",
      query = [[
      users per arm|per arm|80 percent power|statistical power|sample size|two weeks|14 days|detect percent
      |detectable effect|minimum detectable|thousand users|million users|coefficient of variation|users an arm
      |users each arm|each arm|squared over|power 80|fourteen days]],
      said = [[
      For a 1% effect at coefficient of variation 2 we need about 640,000 people per arm, so two weeks at 1% traffic.
      |Sample size: 16 sigma squared over delta squared, roughly 600k users each side for 80% power.
      |Spread twice the mean, half a percent: 2 x 7.85 x 4 / 0.005^2 is 2.5 million an arm, two weeks.]],
      wrong = [[
      A few hundred users and one day are ample for half a percent.]] },
    { id = "guardrails", level = "senior", points = 2, needs = "reason", about = "Guardrails: hides, return, latency, diversity",
      why = "They are what makes a launch decision more than one number.",
      query = [[
      guardrail|guardrails|hides must not|return must not|must not rise|must not drop|must not fall|hides return
      |latency guardrail|not get worse|may not rise|may not fall|hides and return]],
      said = [[
      Besides the main result, hides, reports, weekly return, latency and variety must not deteriorate, because a
      single number can be bought.
      |A launch needs non-inferiority on complaints and p99 as well, otherwise we'd ship a gain that hurts elsewhere.
      |Hides, returners, p99, share of newcomers, as minutes could be bought with them.]],
      wrong = [[
      Only watch time is looked at.]] },
    { id = "pitfalls", level = "senior", points = 2, needs = "reason", about = "What goes wrong in tests: peeking, novelty, sample ratio, whole weeks",
      why = "A test that is stopped when it looks good finds effects that are not there.",
      query = [[
      peeking|peek|stop early|novelty effect|novelty|sample ratio mismatch|sample ratio|srm|whole weeks|full weeks
      |weekends differ|multiple comparisons|several metrics corrected|a/a test|early stopping|weekly cycle
      |delta method|fixed horizon|weekday weekend]],
      said = [[
      Don't stop at the first significant day, since peeking inflates false positives; run complete weeks, check the
      sample ratio, let novelty fade.
      |Fixed horizon or sequential test: early looks find effects that aren't there, and weekends differ from
      weekdays.
      |Daily peeking, new-thing effect, lopsided arms, half weeks: each makes false winners, so fixed length and an
      SRM check.]],
      wrong = [[stop the test as soon as|stop when significant|stop as soon as it is significant
        |check daily and stop|end the test once significant|until it is significant
      |Look every morning and stop at the first p below 0.05.]] },
    { id = "disagreement", level = "staff", points = 3, needs = "reason", about = "Expects offline and online to disagree, and says where and why",
      why = "The offline set knows only what the old policy showed; a better list may look worse on it.",
      query = [[
      offline online disagree|offline online|offline and online|offline gain|offline metric may|not carry over
      |offline does not|online can differ|log only knows|logged positives|offline better online|auc rises watch
      |offline improvement|offline looks worse|offline winner|offline loser|disagree]],
      said = [[
      Offline gains may vanish online, because the log only contains what the previous policy displayed; new good
      items appear as misses.
      |I expect the two to diverge for fresh and niche content: historic data can't credit what was never shown.
      |Offline knows only what the old one showed, so a better fetcher may look worse there.]],
      wrong = [[
      Offline gains always show up online.]] },
    { id = "interference", level = "staff", points = 2, needs = "reason", about = "Interference and the long run: shared logs, creators, a holdout",
      why = "Control learns from treatment's data unless one prevents it, and two weeks do not show a year.",
      query = [[
      interference|shared training log|control learns|arms share|long-term holdout|long holdout|holdout|holdback
      |creators in both|spillover|shared data|treatment data train|contaminat|train own data|shared logs
      |network effects]],
      said = [[
      Treatment and control share training data and creators, so effects spill over; separate models per arm and a
      long-term holdout of months.
      |Contamination: control benefits from the exploration of treatment, hence isolate logs; keep 1% of people on the
      old system for a year.
      |Both arms train on shared rows and feed the same uploaders, so a long holdout is kept.]],
      wrong = [[
      Arms cannot influence each other.]] },
    { id = "counterfactual", level = "staff", points = 2, needs = "tradeoff", about = "Estimates from logged propensities, with their limits",
      why = "Cheap to try many ideas with, useless where the old policy never showed anything.",
      query = [[
      counterfactual|off-policy|off policy|inverse propensity|replay|ips estimate|propensity weighted
      |importance sampling|doubly robust|interleaving|propensities estimate|logged propensities]],
      said = [[
      Inverse propensity scoring or doubly robust estimates on the randomised logs let me screen many ideas cheaply,
      but variance is high and unsupported actions can't be estimated.
      |Off-policy evaluation is fast and inexpensive yet fails where the logging policy had no probability.
      |Weigh logged rows by one over their chance: unbiased where chances are known, but the variance explodes for
      what was rarely shown.]],
      wrong = [[
      Replaying logs without propensities is unbiased.]] },
    { id = "decision", level = "staff", points = 2, needs = "number", about = "Says which result would change the decision",
      why = "A forecast that nothing can contradict is no forecast.",
      query = [[
      launch if|not launch|launch only|ship if|roll back if|expect|expected lift|would change my mind|decision rule
      |i would stop|below percent|launch when|ship when|ship only|forecast]],
      said = [[
      I launch at more than +1% with the interval above zero; if it's under 0.3% or hides rise by 2%, I drop it.
      |What would change my mind: a confidence interval containing 0 after 14 days means we keep the present ranker.
      |Under 0.5% more minutes we keep the old one.]] },
  },
  traps = {
    "Recall against a hundred random videos.",
    "A test that runs until it is significant.",
    "Five metrics, none of which decides.",
    "A threshold tuned on the rows that are reported.",
  },
  answer = "Offline by stage: recall@100 and recall@1000 for retrieval, because it must not lose good videos; AUC and log loss for the ranker, nDCG@10 "
    .. "for the list. I compute recall on the full corpus, because sampled metrics are inflated and can reorder models. The test "
    .. "set is the last two days, and thresholds are tuned on the validation day before, otherwise the number promises too much. Slices: "
    .. "new videos, tail videos and new users, because the mean belongs to the head. Calibration is checked for each head since the "
    .. "formula adds them. Counterfactual estimates from logged propensities are cheap, but blind where the old policy showed nothing. "
    .. "Online an A/B test, randomised by user, because lists change what people do; watch minutes per session "
    .. "decide. To detect 1 percent at a coefficient of variation of 2 I need 16·4/0.0001 = 640 thousand users per arm, "
    .. "1.3 million in all, and I run 14 days: whole weeks, because weekends differ, no peeking, since that invents effects, and long enough for the "
    .. "novelty to wear off. Guardrails: hides must not rise and the return rate must not fall, because clickbait could "
    .. "buy the minutes. I expect offline and online to disagree: the log only knows what the old policy showed, so a better list "
    .. "may look worse on it. The arms share a training log, so control learns from treatment unless each trains on its own data; a "
    .. "long-term holdout shows what two weeks cannot. I launch if watch time is up at least 1 percent with the interval above zero.",
}

local serve = {
  id = "serve", title = "Deploy and serve", minutes = 4,
  prompt = "Now it has to answer at the peak, within the budget, every time. Take me through one request with its "
    .. "milliseconds, then tell me how many machines that is and what happens when one stage is late.",
  hints = {
    "A hundred milliseconds for everything. Where do they go, and which stage grows with the number of candidates?",
    "Index, candidates, what the ranker reads, replicas, cache, refresh, fallback. Each has a number, and a price.",
    "An inverted file or a graph searched approximately; hundreds of candidates; ranking at request time; replicas from "
      .. "load times time; an index refreshed within the hour; the popular list when the time is over.",
  },
  probes = {
    { when = "unsaid retrieval.index", say = "Comparing a user vector with a hundred million others takes how long on one machine?", risk = "exact scan", item = "ann" },
    { when = "retrieval.index=flat", say = "You scan every vector for every request. Show me the sum.", risk = "exact scan" },
    { when = "unsaid serving.fallback", say = "The ranker is 50 milliseconds late. What does the user see?", risk = "no fallback", item = "fallback" },
    { when = "serving.mode=batch", say = "Somebody watches three cooking videos over lunch. When does the feed notice?", risk = "staleness" },
    { when = "unsaid serving.index_refresh_minutes", say = "A video goes up at nine. When is the first moment at which anybody can be shown it?", risk = "index staleness", item = "refresh" },
    { when = "metric retrieval.index_recall < 0.9", say = "Your index loses videos that the exact search would have found. Was that a decision?", risk = "recall lost to the index" },
    { when = "metric capacity.p99_ms > 100", say = "By this estimate the budget does not hold at production scale. What gives?", risk = "latency" },
    { when = "always", say = "You ship a new user tower tonight, and the index was built with yesterday's. What happens, and who notices?", risk = "version skew", item = "versions" },
  },
  decisions = {
    { knob = "retrieval.index", accept = { "ivf", "ivf_sq8", "ivf_pq", "hnsw" }, points = 2,
      why = "An exact scan of a hundred million vectors moves 25.6 GB a request. Everything approximate trades a little recall for orders of magnitude of time.",
      open = "How do you find the nearest vectors?" },
    { knob = "retrieval.candidates", accept = { "200..2000" }, points = 2,
      why = "Too few is a ceiling; more help as far as the ranker can tell them apart, and each costs feature traffic and scoring. Look at the curve.",
      open = "How many videos does retrieval hand to ranking?" },
    { knob = "serving.mode", accept = { "realtime" }, points = 1,
      why = "The feed has to notice what was watched an hour ago; a nightly list cannot.",
      open = "Is a list computed when somebody asks for it, or before?" },
    { knob = "serving.fallback", accept = { "true" }, points = 2,
      why = "An empty page is the worst answer; a popular list is a tolerable one.",
      open = "What is shown when the time is over and the list is not ready?" },
    { knob = "serving.index_refresh_minutes", accept = { "1..120" }, points = 1, fact = "freshness", given = { "1..60" },
      why = "Until the index takes it in, a new upload does not exist. An hour is what was asked for.",
      open = "How often does the index take in new videos?" },
    { knob = "serving.replicas", accept = { "2..100000" }, points = 1,
      why = "One copy is one failure away from none.",
      open = "How many copies of the serving stack answer this machine's load?" },
  },
  forecasts = {
    { metric = "serving.p99_ms", kind = "interval",
      ask = "The 99th percentile of one request through your funnel on this machine, in milliseconds: a range." },
    { metric = "capacity.machines", kind = "interval",
      ask = "How many machines like this one will the peak load need? Give a range that you would bet on four times out of five." },
    { metric = "capacity.memory_bytes", kind = "interval",
      ask = "How many bytes do index, model and feature tables take at the full corpus?" },
    { metric = "capacity.p99_ms", kind = "interval",
      ask = "And at the full corpus and the peak load?" },
    { metric = "online.watch_minutes_per_session", kind = "direction", change = "retrieval.candidates=50",
      ask = "With 50 candidates for the ranker instead: watch minutes a session up, down, or no visible change?" },
  },
  rubric = {
    { id = "ann", level = "mid", points = 2, needs = "reason", about = "An approximate index instead of an exact scan, and why",
      why = "12.8 GFLOP and 25.6 GB of memory traffic a request are out of reach; the index is what makes retrieval possible.",
      query = [[
    approximate nearest|ann index|ivf|inverted file|hnsw|graph index|exact scan|nearest neighbour index|faiss|scann
    |product quantisation|vector index|brute force|approximate search|ann|nearest neighbour search]],
      said = [[
      Nearest-neighbour search by approximate index such as HNSW or IVF, because scanning every vector per query is
      billions of operations and gigabytes of reads.
      |Exact brute force over 100M embeddings is too slow at this traffic, hence an ANN structure.
      |An inverted file or a graph, since scanning 100M takes 50 times too long and 95% recall is plenty.]],
      wrong = [[scan all vectors exactly each request|exact search is fast enough|brute force is fine
        |exact search over all 100 million|brute force 100 million vectors because
      |Scan all hundred million exactly, it is as quick.]] },
    { id = "recall_latency", level = "senior", points = 2, needs = "tradeoff", about = "Probes, candidates or codes as a trade of recall against time",
      why = "The knobs of the index are the cheapest milliseconds in the system, once one has seen the curve.",
      query = [[
      more probes|probes|nprobe|ef search|wider beam|larger beam|raising ef|higher ef|recall latency
      |recall against latency|more candidates|quantisation|compressed codes|refinement|re-score|recall time|cells
      |cells probed|pq codes|int8 vectors|probing more|raising nprobe]],
      said = [[
      More probes or larger ef raise recall but cost time; I pick the knee of the curve, about 0.95 at two
      milliseconds.
      |Compressed codes are faster and smaller yet lose accuracy, so re-score the shortlist in full precision.
      |32 probes give 95% at 2 ms, 128 give 98% at 7; I stop at 32.]],
      wrong = [[
      More probes cost no time.]] },
    { id = "budget", level = "senior", points = 3, needs = "number", about = "Splits the budget over the stages",
      why = "Without a split every team takes the whole hundred milliseconds.",
      query = [[
      ms retrieval|ms for retrieval|ms ranking|ms for ranking|ms features|feature fetch ms|budget split|ms slack
      |ms re-ranking|milliseconds for|ms for the index|ms rank|ms retrieve|retrieval ms|ranking ms|ms feature|rank ms]],
      said = [[
      Of 100 ms: 10 features, 15 retrieval, 45 ranking, 10 re-ranking, 20 in reserve.
      |Time allotment: feature lookup 15 ms, ANN 10, scoring 40, network 15, slack 20.
      |Features 15, search 10, rank 40, page 5, network 20: 90 ms.]] },
    { id = "tail", level = "staff", points = 2, needs = "reason", about = "Percentiles do not add, fan-out multiplies the tail, load and queues",
      why = "With ten shards, each at its own p99, only nine requests in ten avoid a slow one.",
      query = [[
      p99 do not add|percentiles do not add|fan-out|fan out|slowest shard|tail latency|hedged requests|queueing
      |queue grows|shards wait|slow shard|tail of the slowest|p99s|stragglers|hedge|hedging|tail amplif
      |percentiles add]],
      said = [[
      Percentiles of stages can't be summed; fanning out to many shards waits for the slowest, so 10 shards at p99
      give only 90% fast; hedged requests and low utilisation help.
      |Near saturation queues explode, therefore keep load at 60% and duplicate slow calls.
      |Ten shards answer as late as the slowest, so a rare stall becomes common; and stage p99s do not add.]],
      wrong = [[average latency is what matters|p99s add up exactly|average latency per stage is enough
      |Fan-out averages the slow ones out, and the mean says enough about p99.]] },
    { id = "capacity", level = "senior", points = 3, needs = "number", about = "Machines or cores from load times cost",
      why = "It is the sum that decides whether the design is a design.",
      query = [[
      machines|cores at peak|requests per second per machine|qps per machine|capacity plan|thousand cores
      |flops per request|little's law|replicas each|tflop|per replica|servers|qps times|cores needed
      |requests in flight|gflop]],
      said = [[
      174,000 requests times 0.2 GFLOP are 35 TFLOP per second; at 20 per core about 1,750 cores plus headroom.
      |Cores = peak qps x time per request: 174k x 10 ms = 1740 busy, so 3000 at 60% load.
      |58k x 3 x 500 x 0.5 MFLOP, with a third spare: 3,000 cores.]] },
    { id = "memory", level = "senior", points = 2, needs = "number", about = "Memory of the index; sharded or compressed",
      why = "What does not fit one machine is sharded, and sharding changes the tail.",
      query = [[
      gb of vectors|gb index|bytes per vector|shards of|sharded index|sharded|fits in memory|gigabytes|compressed to
      |gb in memory|index memory|shard index|shard the|gb vectors|gb fp32|gb ram|gb for]],
      said = [[
      100 million vectors of 64 floats make 25.6 gigabytes, with int8 6.4 GB; fits on one host or four shards.
      |Index footprint: 256 bytes per item raw plus 128 links, 38 GB in all, hence quantise or partition.
      |100M x 64 floats are 26 GB, one byte each 6.4 GB, so int8 on one machine.]],
      wrong = [[
      A hundred million vectors take some 250 MB, no thought needed.]] },
    { id = "features_serving", level = "senior", points = 2, needs = "reason", about = "A feature store, batched fetches, the same code as in training",
      why = "500 bytes for each of a thousand candidates is 87 GB/s at peak: often the real bottleneck.",
      query = [[
      feature store|fetch features|feature fetch|features batched|feature traffic|same code path|log features serving
      |features in memory|feature cache|feature parity|fetching features|online features|features cached]],
      said = [[
      Features come from an online store in one batched read, computed by the same code as offline to avoid skew; a
      thousand candidates times 500 bytes is a lot of traffic, so cache item features locally.
      |Feature retrieval is the bottleneck, therefore keep video attributes in memory beside the ranker.
      |One store, one batched read, the same code as training, for two versions would drift apart.]],
      wrong = [[
      Training and serving may compute features differently.]] },
    { id = "cache", level = "mid", points = 1, needs = "tradeoff", about = "Cache or precomputation, with what it costs in freshness",
      why = "Batch is cheap and stale; real time is fresh and dear.",
      query = [[
      cache|precomputed|precompute|batch lists|nightly lists|ttl|stale lists|batch cheap|real-time costs|hybrid
      |cached|caching]],
      said = [[
      Precomputing lists nightly or caching them for minutes is cheap, but they get stale and ignore what was just
      watched; so only for anonymous users.
      |Result caching saves compute at the cost of freshness: real time for active users, batch for dormant ones.
      |Keep a person's list for a minute: a third fewer computations, but what was just watched is ignored that long.]],
      wrong = [[
      Compute all lists at night, nothing gets stale.]] },
    { id = "fallback", level = "mid", points = 2, needs = "reason", about = "A degrade path: timeouts, the popular list, partial results",
      why = "The worst outcome is an empty page, and stages are late every day.",
      query = [[
      fallback|fall back|popular list when|degrade|timeout popular|timeouts|partial results|circuit breaker
      |empty page|skip re-ranking when|default list|degraded|shed load|load shedding|graceful]],
      said = [[
      If ranking times out return the retrieval order, if that fails the regional popular list, because an empty
      screen is worst.
      |Graceful degradation with deadlines per stage and partial results, so that a slow dependency never blanks the
      page.
      |Ranker late? Order by tower score; search down? Popular list, since an empty page loses people.]],
      wrong = [[fallback is not needed|empty page is acceptable|return an error to the user|let the request fail
      |If ranking fails show an error.]] },
    { id = "refresh", level = "senior", points = 2, needs = "reason", about = "How new videos get into the index",
      why = "What is not indexed cannot be found, whatever the model thinks of it.",
      query = [[
      index refresh|refresh index|rebuild index|index hourly|incremental index|add new videos|new uploads index
      |streaming inserts|fresh segment|delta index|index every|index minutes|small flat index|refreshed every
      |new videos index|incremental inserts|delta segment]],
      said = [[
      New uploads are embedded on arrival and inserted into the live index within minutes, full rebuild nightly;
      otherwise they can't be retrieved.
      |A small delta index for today's clips searched beside the main one, because building the large one takes hours.
      |Each new clip is embedded at upload and put in a small live index merged hourly, or it would wait a day.]],
      wrong = [[
      Rebuild the index monthly.]] },
    { id = "rollout", level = "senior", points = 2, needs = "reason", about = "Canary, shadow, rollback",
      why = "Bad models ship without an error message; few users should meet them first.",
      query = [[
      canary|shadow traffic|shadow mode|roll back|rollback|gradual rollout|staged rollout|one percent first
      |blue-green|ramp up|ramp|feature flag|shadow]],
      said = [[
      Shadow mode first, then one percent canary, gradual ramp and instant rollback, because a bad model gives no
      error and should reach few people.
      |Staged deployment with comparison against control before full traffic, since quality bugs are silent.
      |Shadow, one percent, then everyone, the old one warm, because errors hit all at once otherwise.]],
      wrong = [[
      Replace the model for everybody at once.]] },
    { id = "versions", level = "staff", points = 3, needs = "reason", about = "User model and item vectors are one version pair",
      why = "A new user tower against old item vectors gives confident nonsense, fast and without errors.",
      query = [[
      version pair|same version|model and index together|tower and index|index version|vectors from the same model
      |embedding version|mismatched versions|atomically|user tower index|old vectors new|versioned together
      |pair of versions|item vectors new tower|versions match|version mismatch|version skew]],
      said = [[
      The user encoder and the item vectors are deployed as a pair with matching version tags, because mixing
      generations gives meaningless similarities.
      |Build the new index beside the old one and switch both atomically, otherwise queries land in another space.
      |Person tower and clip vectors are one pair; a new one over old vectors points anywhere without an error.]],
      wrong = [[
      A new user tower works with last month's vectors.]] },
    { id = "regions", level = "staff", points = 1, needs = "reason", about = "Failure of a region, a shard or a dependency",
      why = "Capacity that just fits is an outage planned for the day a site is lost.",
      query = [[
      region lost|lose a region|region fails|two regions|three regions|failover|headroom|shard down|missing shard
      |replica fails|availability zone|region goes down|a shard dies|replica dies|replica lost|spare capacity]],
      said = [[
      Several data centres, each with spare capacity to take over a failed one; replicas per shard, so the loss of a
      site doesn't cascade.
      |If a region or a shard dies traffic moves; we plan n+1 because a full remaining site would collapse as well.
      |Lose a site and the others take its load, so each keeps a third free; a lost shard means fewer results, not
      none.]],
      wrong = [[
      Regions never fail.]] },
  },
  traps = {
    "Stage p99s added up as if they were lengths. The split is bookkeeping; the funnel's own p99 is measured.",
    "Filtering after the search, so that fewer than k are left.",
    "A model shipped without its index, or the other way round.",
    "Average latency; load generators that wait for the answer before they send the next request.",
  },
  answer = "An exact scan is 12.8 GFLOP and 25.6 GB of traffic a request, so I use a graph index, HNSW: its cost "
    .. "hardly grows with the corpus. A wider beam (ef search 800) raises recall but costs latency, and links add about 13 GB. Budget of 100 ms: 10 ms features for the user, 15 ms retrieval, "
    .. "45 ms ranking of 500 candidates, 10 ms re-ranking, 20 ms slack. Stage p99s do not add, and with fan-out to ten shards the slowest decides, "
    .. "so I measure the whole. Capacity: at peak 174 k requests/s × 500 candidates × 0.2 MFLOP is 17 TFLOP/s, about 870 cores at 20 GFLOP/s. "
    .. "Vectors take 25.6 GB fp32 or 6.4 GB as int8: one machine holds them, and 4 replicas carry the load. Features for 500 "
    .. "candidates are 250 KB a request, 43 GB/s at peak, so the feature store answers in batches from memory because the network gives out first. Ranking runs at "
    .. "request time; a cache of 60 seconds saves repeated loads, but longer would show what was just watched. Fallback: when a stage "
    .. "times out the popular list is served, because an empty page is the worst answer. The index is refreshed every 30 minutes, so that a "
    .. "new upload appears within the hour. Rollout: canary at one percent and rollback in minutes, because a bad model "
    .. "raises no error. User tower and index ship as one version pair, since new user vectors against old item vectors are nonsense. "
    .. "Each region keeps headroom, so that two regions carry the third.",
}

local monitor = {
  id = "monitor", title = "Monitor and maintain", minutes = 3,
  prompt = "It is live, and you are on call. What will go wrong without an error message, how do you notice, and what "
    .. "happens then? And how does the model stay young?",
  hints = {
    "The machines are fine and nothing is red. Which number would still tell you that the feed got worse?",
    "Four kinds: inputs, model, system, product. For each a number, a threshold and somebody who acts. Then retraining and rollback.",
    "Null rates and PSI for each feature; calibration and click rate by day; p99, fallbacks, age of the index; retrain every few days, "
      .. "with a check before the new model goes live.",
  },
  probes = {
    { when = "unsaid monitoring.monitors", say = "We will monitor it: which number, which threshold, who wakes up?", risk = "nothing watched", item = "thresholds" },
    { when = "unsaid monitoring.retrain_every_days", say = "Tastes move and videos fade. How old may your model become?", risk = "stale model", item = "retrain" },
    { when = "monitoring.retrain_every_days=0", say = "You never retrain. Which curve would show me the day on which that was a mistake?", risk = "stale model" },
    { when = "metric monitoring.false_alarms > 3", say = "Your alarms go off on quiet days too. What do people on call do with the fourth one?", risk = "false alarms" },
    { when = "metric monitoring.detection_delay_days > 2", say = "It took days until anybody noticed. Which number moved first?", risk = "slow detection" },
    { when = "always", say = "Your model chooses what it will learn from tomorrow. How would you see that loop closing?", risk = "feedback loop", item = "loop" },
  },
  decisions = {
    { knob = "monitoring.monitors", accept = { "features+ctr", "features+calibration", "features+scores" }, points = 3,
      why = "Inputs tell you what broke, outcomes that something did. One kind alone leaves you blind or late.",
      open = "What do you look at every day?" },
    { knob = "monitoring.alert_threshold", accept = { "0.1..0.35" }, points = 1,
      why = "Too low wakes people for nothing, too high lets the fault run. A PSI of 0.2 is a common place to begin.",
      open = "At which value does a monitor alert?" },
    { knob = "monitoring.retrain_every_days", accept = { "1..7" }, points = 2,
      why = "Videos fade within days and tastes move; a model that is not retrained grows old every day.",
      open = "How often is the model trained again?" },
  },
  forecasts = {
    { metric = "monitoring.detection_delay_days", kind = "interval",
      ask = "Something will break in the coming days. How many days until your monitors say so? A range." },
    { metric = "monitoring.false_alarms", kind = "interval",
      ask = "And how many alarms on days when nothing is wrong?" },
  },
  rubric = {
    { id = "data_monitors", level = "mid", points = 2, needs = "reason", about = "Watches inputs: nulls, drift of features, volumes",
      why = "A feature that stops arriving raises no error; the model just becomes worse.",
      query = [[
    null rate|null rates|feature drift|feature distribution|feature distributions|psi|missing features|input drift
    |data drift|data quality|feature stops arriving|volume of events|missing values|schema checks|event volume
    |feature arrives empty|ks test|feature psi|feature goes missing]],
      said = [[
      Monitor missing values, distribution shift (PSI, KS) and row counts of every input, because a feature that goes
      empty throws no exception.
      |Data quality checks on feature pipelines: freshness, nulls, volume; the model silently degrades otherwise.
      |Empty shares, PSI and row counts per field, since a dead feature throws nothing.]],
      wrong = [[
      Input faults always raise errors.]] },
    { id = "model_monitors", level = "mid", points = 2, needs = "reason", about = "Watches the model: scores, calibration, by slice",
      why = "Predicted against observed is the one check that needs no theory.",
      query = [[
      calibration|score distribution|predicted against observed|predicted over observed|prediction drift|scores drift
      |calibration by slice|score drift|online auc|mean prediction|predictions drift|predicted versus
      |predicted actual|auc on yesterday|predicted observed]],
      said = [[
      Track score distribution and predicted against observed clicks and watch time by segment, since that ratio shows
      at once when the model is wrong.
      |Calibration over time per country and device, so drift is noticed before the experiment metrics.
      |Score spread and forecast over fact by slice, since it moves before minutes do.]] },
    { id = "system_monitors", level = "mid", points = 1, needs = "reason", about = "Watches the system: p99, errors, fallbacks, age of the index",
      why = "A stale index looks healthy: fast, complete and of yesterday.",
      query = [[
      p99|error rate|errors|fallback rate|age of the index|index age|stale index|empty lists|latency alert|timeouts
      |saturation|latency errors|index freshness|share of fallbacks]],
      said = [[
      Tail latency, error rate, fallback rate and age of the index, because an outdated index answers quickly and
      looks healthy.
      |Operational dashboards: throughput, timeouts, cache hits, time since last index build, since staleness isn't
      visible otherwise.
      |p99, errors, fallbacks and age of the index, since a stuck index is quick and silent.]] },
    { id = "product_monitors", level = "senior", points = 1, needs = "reason", about = "Watches the product: watch time, hides, return, creators",
      why = "This is what the rest is for.",
      query = [[
      watch time per|watch time drops|watch time by|hides rise|hides|return rate|ctr drop|click rate|ctr falls
      |guardrails weekly|creator exposure|survey|business metrics|product metrics|watch minutes|ctr]],
      said = [[
      Minutes per user, hides, return rate and creators' reach are followed daily, because these are what the business
      wants.
      |Watch the outcome: retention, dislikes, survey, share of new uploaders getting views, since model metrics don't
      show harm to them.
      |Minutes, hides, returners, how many channels get seen; it's why we do it.]] },
    { id = "thresholds", level = "senior", points = 2, needs = "number", about = "Alarms with a threshold",
      why = "A dashboard nobody must act on is decoration.",
      query = [[
      psi above|above 0.2|threshold|alert above|alert when|alarm when|alert if|page when|below percent|within minutes
      |alarm above|alert at|drops percent|page if|alarm if|more than percent|drop more than|exceeds]],
      said = [[
      Alert if p99 exceeds 120 ms for five minutes, null rate passes 5% or calibration is off by 10%.
      |Page at PSI above 0.2 or a drop in watch time of 3% against last week.
      |PSI over 0.2 or calibration off by 10% for an hour pages.]] },
    { id = "owner", level = "senior", points = 1, needs = "reason", about = "Who acts, with a runbook",
      why = "An alarm without an owner rings until somebody mutes it.",
      query = [[
      on call|on-call|runbook|owner|who acts|escalate|pages the|responsible|ticket|playbook|paged|page somebody]],
      said = [[
      Each alarm has a responsible on-call and a runbook whose first action is rollback, because alerts to everybody
      are ignored.
      |Name the owner: data team for features, ML engineer for calibration, with written steps, else it gets muted.
      |Named on-call with steps: roll back, then look; else it just rings.]] },
    { id = "false_alarms", level = "staff", points = 2, needs = "tradeoff", about = "Weighs false alarms against delay; seasons, many features",
      why = "A hundred features, each tested every day, alert every day by chance.",
      query = [[
      false alarms|false alarm|alarm fatigue|weekly season|many features|lower threshold|higher threshold
      |correct for many|noise of quiet|days in a row|too many alerts|false alerts|false positives|alert fatigue
      |seasonality|threshold lower|quiet days]],
      said = [[
      Testing a hundred features every day gives alarms by chance; stricter limits mean fewer false ones but later
      detection, compare with same weekday.
      |Require two consecutive violations: slower by an hour, but nobody is woken for a holiday.
      |Holidays move everything: tight bands wake people, loose ones find it late; week on week with 3 sigma.]],
      wrong = [[
      An alarm too many does no harm.]] },
    { id = "silent", level = "staff", points = 3, needs = "reason", about = "Names failures that raise no error: skew of versions, empty features, a stale index",
      why = "Latency perfect, no errors, and the recommendations are noise: that is what monitoring is for.",
      query = [[
      silent failure|silent failures|without an error|no error|version skew|no errors but|training serving skew
      |feature arrives empty|silently|looks healthy|train-serve skew|fails silently|training-serving skew
      |nothing is red|raises no error]],
      said = [[
      The dangerous faults give no error: mismatched model and index, a feature full of defaults, an index that isn't
      rebuilt; latency is fine while results are noise.
      |Everything green yet recommendations random, because the embedding versions differ; so test with known queries.
      |New tower with old vectors, a feature of zeros, an index three days old: all green and all wrong.]],
      wrong = [[
      If no error is raised all is well.]] },
    { id = "retrain", level = "senior", points = 2, needs = "reason", about = "A cadence or trigger for retraining",
      why = "Interest in a video fades within days; the model's knowledge does too.",
      query = [[
      retrain daily|retrain every|retraining|retrain|warm start|incremental training|trained every|drift triggers
      |fresh data daily|model ages|continuous training|new model every|daily training|retrained]],
      said = [[
      Daily incremental training and weekly from scratch, because tastes and clips change within days; additionally
      triggered when calibration drifts.
      |Update cadence follows how quickly the model gets stale: interest fades in a week, so nightly.
      |Ranker nightly on two weeks, towers weekly, because most clips burn out in days and yesterday's model has not
      met today's.
      |Refit daily, as interest in a video is gone within a week.]],
      wrong = [[never retrain|no need to retrain|retrain once a year|retraining is unnecessary|train once
        |model does not need retraining
      |Once a year is enough, interest hardly changes.]] },
    { id = "gate", level = "senior", points = 2, needs = "reason", about = "Checks before a new model goes live, and the way back",
      why = "Automatic retraining ships automatic mistakes.",
      query = [[
      validation gate|checks before|check before|canary|rollback|roll back|compare with the live|offline check before
      |automatic rollback|previous model|last good model|champion challenger|shadow|gate|known good
      |compared live model|quality gate]],
      said = [[
      A new model is validated automatically against the one in production on recent data and canaried before
      promotion, since automated retraining also ships automated errors; the previous stays ready.
      |Quality checks before deployment with automatic rollback, otherwise a broken dataset reaches everyone.
      |Must beat the live one on yesterday and stay calibrated, else the old one stays; back in a minute.]],
      wrong = [[
      More data can't hurt, so no check before going live.]] },
    { id = "loop", level = "staff", points = 3, needs = "reason", about = "The feedback loop in the long run: randomised slice, diversity, coverage",
      why = "A system that learns only from its own choices narrows, and no daily number shows it.",
      query = [[
      feedback loop|closed loop|own output|own choices|narrows|randomised slice|random slice|exploration traffic
      |coverage over time|coverage falling|holdout without personalisation|filter bubble|long holdout
      |own recommendations|concentration of exposure|random traffic|learns from what it showed]],
      said = [[
      In the long run the system learns from its own choices and narrows; so a permanent random slice, plus coverage
      and diversity indicators, because daily metrics don't show it.
      |Feedback loop: watch concentration of views, keep exploring, or rich get richer.
      |It learns from its own choices, so tastes and channels narrow month by month; one percent random for good and a
      count of channels per viewer.
      |Only what was shown has labels: over time the same few win; random slots and coverage tell us.]],
      wrong = [[
      Feedback makes the model better by itself.]] },
    { id = "incident", level = "senior", points = 1, needs = "reason", about = "How one finds the cause: by slice, by feature, by version",
      why = "The first question on call is always what changed.",
      query = [[
      what changed|root cause|by slice|compare versions|last deploy|bisect|diagnose|break down by|drill down
      |narrow down|per slice|by device|by version|recent deploys]],
      said = [[
      When watch time falls I look at what changed: releases, features, data; break down by country, device, model
      version to isolate, because drops are rarely uniform.
      |Root cause: bisect over slices and versions, compare before and after the last deploy, since something recent
      usually did it.
      |What changed, when; by slice, feature and version.]] },
    { id = "privacy_ops", level = "staff", points = 1, needs = "reason", about = "Erasure and retention in operation",
      why = "A request for deletion comes every day; it has to reach logs, features and the next training.",
      query = [[
      erasure|deletion requests|retention|delete user|right to be forgotten|consent withdrawn|delete on request|gdpr
      |withdraw consent|deleted users]],
      said = [[
      Erasure requests arrive daily and must reach logs, feature store, embeddings and the next training set, so an
      automated job with audit.
      |Deletion pipeline with retention expiry, verified regularly, because leftovers in a backup violate the law.
      |Erasures run daily through logs, features and checkpoints with a test, since requests come every day.]],
      wrong = [[
      Delete once a year on demand.]] },
  },
  traps = {
    "\"We will monitor it.\"",
    "Alarms on every feature at the same threshold: by the second week nobody reads them.",
    "Retraining without a gate: the broken feature is learnt by the next model.",
    "System metrics only. Nothing was down; it just was not good.",
  },
  answer = "Inputs: null rates and PSI per feature each day, because a feature that arrives empty raises no error. Model: calibration by slice, predicted against "
    .. "observed clicks, because that drifts when the inputs lie. System: p99, error rate, fallback rate and the age of the "
    .. "index, since a stale index looks healthy. Product: watch time per session, hides and return rate, as that is what the rest is for. I alert when PSI is above 0.2 or calibration is off by 10 "
    .. "percent for two days in a row: a lower threshold would find faults sooner, but false alarms on quiet days teach people to mute. "
    .. "The on-call engineer has a runbook, because an alarm without an owner is noise; the first question is what changed: last deploy, which "
    .. "slice, which feature, because that finds the root cause fastest. Silent failures I fear most: version skew between tower and index, no errors, perfect latency, "
    .. "and noise on the screen; a few fixed test users with known neighbours catch it, because their lists would change. I retrain every 2 days with a warm start, since videos fade within "
    .. "days; every new model passes a gate against the live one, then a canary, so that a broken feature is not "
    .. "learnt and shipped, and rollback takes minutes. The feedback loop: the system learns from its own choices, so a small random "
    .. "slice and coverage over time show whether it narrows. Erasure requests reach logs and the next training because retention ends at ninety days.",
}

-- ---------------------------------------------------------------------------------------------------------------------

local references = {
  { name = "popular videos by rule", knobs = {
    ["retrieval.model"] = "popularity", ["ranking.model"] = "none", ["policy.diversity"] = "mmr", ["policy.diversity_weight"] = 0.1,
    ["policy.creator_cap"] = 2, ["serving.fallback"] = true, ["monitoring.monitors"] = "ctr" } },
  { name = "two towers and a click ranker", knobs = {
    ["framing.objective"] = "click", ["framing.label"] = 0, ["data.split"] = "temporal", ["data.signals"] = "click+watch_time",
    ["retrieval.model"] = "two_tower", ["retrieval.loss"] = "sampled_softmax", ["retrieval.logq_correction"] = true,
    ["ranking.model"] = "mlp", ["data.position_debias"] = true, ["policy.diversity"] = "none" } },
  { name = "the funnel by expected watch time", knobs = {
    ["framing.objective"] = "watch_time", ["framing.label"] = 10, ["data.split"] = "temporal", ["data.negatives"] = "mixed",
    ["data.signals"] = "click+watch_time+like", ["data.position_debias"] = true, ["data.downsampling_correction"] = true,
    ["retrieval.model"] = "two_tower", ["retrieval.loss"] = "sampled_softmax", ["retrieval.logq_correction"] = true,
    ["retrieval.dim"] = 64, ["retrieval.index"] = "hnsw", ["retrieval.candidates"] = 500,
    ["ranking.model"] = "mlp", ["policy.diversity"] = "mmr",
    ["policy.diversity_weight"] = 0.2, ["policy.exploration"] = 0.05 } },
  { name = "a value formula over several heads", knobs = {
    ["framing.objective"] = "multi_task", ["framing.label"] = 10, ["data.split"] = "temporal", ["data.negatives"] = "mixed",
    ["data.signals"] = "click+watch_time+like", ["data.position_debias"] = true, ["data.downsampling_correction"] = true,
    ["retrieval.model"] = "two_tower", ["retrieval.loss"] = "sampled_softmax", ["retrieval.logq_correction"] = true,
    ["retrieval.dim"] = 64, ["retrieval.index"] = "hnsw", ["retrieval.candidates"] = 1000,
    ["ranking.model"] = "mlp", ["policy.diversity"] = "mmr",
    ["policy.diversity_weight"] = 0.2, ["policy.exploration"] = 0.03 } },
  { name = "the same for little money", knobs = {
    ["framing.objective"] = "watch_time", ["framing.label"] = 10, ["data.split"] = "temporal", ["data.negatives"] = "mixed",
    ["data.negative_keep_rate"] = 0.2, ["data.downsampling_correction"] = true, ["data.position_debias"] = true,
    ["retrieval.model"] = "two_tower", ["retrieval.loss"] = "sampled_softmax", ["retrieval.logq_correction"] = true,
    ["retrieval.dim"] = 32, ["retrieval.candidates"] = 300, ["retrieval.index"] = "hnsw", ["retrieval.ef_search"] = 400,
    ["ranking.model"] = "mlp", ["ranking.keep"] = 50, ["policy.diversity"] = "mmr", ["serving.cache"] = 60 } },
}

local drills = {
  { id = "five_questions", step = 1, title = "Five questions that change the design",
    prompt = "Ask the five questions whose answers would change what you build the most. For each, say in one sentence what "
      .. "you would build instead if the answer were ten times larger, or the opposite." },
  { id = "arithmetic", step = 1, title = "Numbers aloud",
    prompt = "From users to machines in five minutes: requests a second at peak, rows a day, bytes of vectors, operations of the "
      .. "ranker, cores. State every assumption, and round so that you could do it while speaking." },
  { id = "label", step = 2, title = "When is a watch a watch?",
    prompt = "Give three rules for a positive, by seconds, by share of the length and by what happens afterwards. For each: who "
      .. "gains, who games it, and how you would see that in a metric." },
  { id = "formula", step = 2, title = "A formula with an owner",
    prompt = "Write a value formula over click, watch time, like and hide. Defend each weight, say who owns it, and what you "
      .. "would measure before you change it." },
  { id = "leaks", step = 3, title = "Find the leak",
    prompt = "Name five ways in which a row of this log could know the future, and for each the check that would find it." },
  { id = "biases", step = 3, title = "What the log does not show",
    prompt = "The log was written by an older ranker. Say what that does to clicks, to negatives and to new videos, and what you "
      .. "do about each. One sentence of reason for everything." },
  { id = "negatives", step = 4, title = "Where negatives come from",
    prompt = "Compare in-batch, uniform, mixed and hard negatives for a retriever. When does each fail, and what does log Q "
      .. "change about it?" },
  { id = "cold", step = 4, title = "The first hour of a video",
    prompt = "A new upload by an unknown creator. Follow it through every stage of your funnel for its first hour, and say where "
      .. "it could die and what keeps it alive." },
  { id = "size_the_test", step = 5, title = "Size the experiment",
    prompt = "You want to see one percent more watch time. Work out users per arm from the spread, then the days, then what you do "
      .. "when you may have only a tenth of those users." },
  { id = "disagree", step = 5, title = "Offline up, online flat",
    prompt = "Give four explanations of an offline gain that does not show online, and for each the one measurement that would "
      .. "tell it from the others." },
  { id = "budget", step = 6, title = "A hundred milliseconds",
    prompt = "Split the budget over the stages. Then halve it, and say what you cut first, what it costs, and how you know." },
  { id = "late_stage", step = 6, title = "One stage is late",
    prompt = "For each stage: what happens when it takes three times as long for ten minutes? Say what the user sees and what the "
      .. "next stage does." },
  { id = "quiet_failure", step = 7, title = "Nothing is red",
    prompt = "Watch time is down four percent since Tuesday; all machines are healthy. Say what you look at, in which order, and "
      .. "what each result would tell you." },
  { id = "alarms", step = 7, title = "Three alarms and no more",
    prompt = "You may have three alarms. Name them with metric, threshold and who acts, and say which fault each would miss." },
}

-- Deep dives: four minutes where a session is weakest. The first is asked after step 4, by what was said and left open;
-- the second after step 6, by what was measured.
local dives = {
  { id = "proxy", step = 2, when = "framing.objective=click", about = "clicks as the goal",
    ask = "Your ranker is trained on clicks. Take me through the first month: which videos rise, who makes more of them, and which "
      .. "number would tell you?",
    more = "And what would you train on instead, and what does that get wrong?",
    rubric = {
      { id = "bait", level = "mid", points = 2, needs = "reason", about = "Clickbait rises, watch time and return fall", why = "",
        query = [[clickbait|bait|thumbnails|misleading titles|loud thumbnails|watch time falls|return falls|short watches]] },
      { id = "instead", level = "senior", points = 2, needs = "tradeoff", about = "Another objective and its own price", why = "",
        query = [[expected watch time|watch time instead|value formula|weighted sum|satisfaction|long videos|several heads]] } } },
  { id = "label", step = 2, when = "unsaid framing.label", about = "when a watch is a watch",
    ask = "From which second on is a watch a success for you? Say who gains and who loses when you move that line.",
    more = "How would you set it by data and not by taste?" },
  { id = "leak", step = 3, when = "data.split=random", about = "a split that sees the future",
    ask = "You part rows at random. Give me two things that your model then knows about the test rows, and what happens to your "
      .. "offline numbers on launch day.",
    more = "Which check would have caught it before the launch?" },
  { id = "position", step = 3, when = "unsaid data.position_debias", about = "what the old order did to the log",
    ask = "The log was written by an older ranker. Which part of a click is the video, which part is the slot, and what do you do "
      .. "about it in training and in serving?",
    more = "What would you need in the log to check that the correction is right?" },
  { id = "features", step = 3, when = "unsaid data.features", about = "features and when they were true",
    ask = "Name the five features that carry your ranker. For each: when was it computed, and does serving see the same value as "
      .. "training?",
    more = "Which of them would you throw out first, and why?" },
  { id = "recall", step = 4, when = "metric retrieval.recall@100 < 0.2", about = "a retriever that finds little",
    ask = "Your retriever brings back few of the videos that this person would want, and no ranker can repair that. Where do you "
      .. "look, in which order, and what would each finding mean?",
    more = "You may change one thing tonight. Which, and how much do you expect?",
    rubric = {
      { id = "order", level = "senior", points = 2, needs = "reason", about = "Separates index, training and features", why = "",
        query = [[exact search|index recall|against exact|log q|negatives|content features|cold items|loss curve|more epochs]] },
      { id = "size", level = "senior", points = 2, needs = "number", about = "Says how much it expects", why = "",
        query = [[recall|points|percent|expect]] } } },
  { id = "logq", step = 4, when = "unsaid retrieval.logq_correction", about = "negatives that follow popularity",
    ask = "Popular videos are drawn as negatives far more often than others. What does your loss make of that, and what do you "
      .. "change?",
    more = "How would you see in one number that it worked?" },
  { id = "one_stage", step = 4, when = "unsaid ranking.model", about = "the second stage",
    ask = "You have candidates and no order among them. What can a second stage know that the first cannot, and what does it cost "
      .. "for each candidate?" },
  { id = "cold", step = 4, when = "unsaid policy.exploration", about = "the first hour of a video",
    ask = "Follow an upload by an unknown creator through your funnel for its first hour. Where does it die?",
    more = "What do you pay to keep it alive, and who decides that price?" },
  { id = "calibration", step = 5, when = "metric ranking.calibration_error > 0.05", about = "probabilities that are off",
    ask = "Your predicted rates are off from what happened. Who reads them as probabilities, what goes wrong there, and what do you "
      .. "fix: the loss, the sample or the output?" },
  { id = "online", step = 5, when = "unsaid evaluation.ab_users", about = "the size of the test",
    ask = "You want to see one percent of watch time. How many people, how many weeks, and what do you do when you may have a tenth "
      .. "of them?",
    more = "What would make you stop the test early?" },
  { id = "index", step = 6, when = "metric retrieval.index_recall < 0.9", about = "recall lost to the index",
    ask = "Your index loses videos that the exact search finds. Which knob do you turn, what does it cost in milliseconds and bytes, "
      .. "and where do you stop?",
    more = "Why there and not one step further?" },
  { id = "budget", step = 6, when = "metric capacity.p99_ms > 100", about = "a budget that does not hold",
    ask = "At production scale the 99th percentile breaks the budget. Split the time over the stages and tell me what you cut first, "
      .. "what it costs in quality, and how you know." },
  { id = "fallback", step = 6, when = "unsaid serving.fallback", about = "when a stage is late",
    ask = "The ranker is late for one request in a hundred. What does the person see, and what happens to the stages behind it?" },
}
local curveballs = {
  { id = "countries", knob = "scale.daily_active_users", times = 10,
    ask = "The app takes off in countries where we had nobody: ten times as many people a day, in a quarter from now. What breaks "
      .. "first, and what does not care?",
    moves = "machines, copies, and everything that grows with requests",
    stays = "recall or the order of a list: those were measured on the simulated people, and more people do not change them" },
  { id = "library", knob = "scale.items", times = 10,
    ask = "We license another library: ten times as many videos from Monday on, and the tenth of a second stays. What do you change?",
    moves = "memory, the index and the time of stage one",
    stays = "what the ranker can tell apart; and recall at that size was not measured" },
  { id = "faster", knob = "scale.latency_budget_ms", times = 0.5,
    ask = "The start page was made faster and we are now its slowest part: you get half of your budget. What goes?",
    moves = "how many candidates you can score, how full a machine may be, and what you answer from a cache",
    stays = "memory, the corpus, and anything offline" },
}

-- What may happen on the days of step 7, in words: the curves show it, and the person says what it was.
local incidents = {
  { kind = "feature_null", what = "a feature arrived empty",
    shows = "the distance of the features jumps within one day and stays there, and the click rate steps down with it. One input that "
      .. "breaks is a step; people who change are a slope",
    say = { "feature is null", "feature went null", "feature nulls", "null feature", "null values", "feature is empty", "feature came empty",
      "feature arrives empty", "empty feature", "feature is missing", "missing feature", "feature stopped arriving", "feature disappeared",
      "feature broke", "broken feature", "feature is gone", "lost a feature", "feature pipeline broke", "input stopped arriving",
      "input is missing", "input went empty", "feature dropped out", "feature turned to zero", "feature is zero", "feature is constant", "input is null", "inputs are null", "input nulls",
      "values went missing", "input is gone", "column is null", "input is zero", "input went to zero", "feature went to zero" } },
  { kind = "feature_stale", what = "the counters stopped",
    shows = "nothing jumps: the features are where they were, only older every day, and clicks on what is new give way first. No "
      .. "distance alarms for a number that no longer moves",
    say = { "feature is stale", "stale feature", "stale features", "features are stale", "counters stopped", "counters froze", "frozen counters",
      "counter stopped updating", "features stopped updating", "features not updated", "feature store stopped", "feature store is stale",
      "stale counters", "old counters", "history stopped updating", "counters stand still", "features froze", "feature freshness" } },
  { kind = "traffic", what = "the number of requests changed",
    shows = "what people click stays as it is; counts and machines move",
    say = { "traffic spike", "spike in traffic", "more traffic", "traffic doubled", "traffic tripled", "traffic went up", "traffic changed",
      "load spike", "more requests", "requests tripled", "surge of requests", "surge in traffic", "flood of requests", "traffic surge",
      "number of requests changed", "traffic dropped", "fewer requests", "bot traffic" } },
  { kind = "taste", what = "tastes moved",
    shows = "the click rate slides from day to day while the features keep their distribution: the people changed, not the inputs. "
      .. "Training again brings it back, which it would not for a broken input",
    say = { "taste drift", "tastes drifted", "tastes changed", "tastes moved", "taste changed", "drift of tastes", "interests changed",
      "interests shifted", "interests drifted", "preferences changed", "preferences shifted", "preference drift", "users changed",
      "people want something else", "people like other things", "people want other things", "people wanted other things", "behaviour changed", "concept drift", "user drift", "taste shift" } },
  { kind = "none", what = "a bad release",
    say = { "bad deploy", "bad release", "bad rollout", "new release", "new model version", "version skew", "model skew", "bug in the release",
      "index is stale", "stale index", "index was not refreshed", "index skew", "position change", "layout changed" } },
}

return {
  name = "video_recommendation",
  title = "Video recommendation",
  about = "A home feed that picks ten videos out of a hundred million for every visitor, within a tenth of a second.",
  world = "feed",
  headline = "online.watch_minutes_per_session",
  opening = "Thanks for coming. I work on the home feed of a video platform: people open the app, and the first thing they see is "
    .. "ten videos that we chose for them. Design the system that chooses. We have about forty minutes; you lead, and I will "
    .. "interrupt. What you decide I will hold you to, so say it aloud, with a reason. Where would you like to start?",
  facts = facts, unknown = unknown, refusals = refusals, estimates = estimates,
  concepts = concepts, phrases = phrases, quantities = quantities,
  steps = { clarify, frame, data, model, evaluate, serve, monitor },
  references = references, drills = drills, dives = dives, curveballs = curveballs, incidents = incidents,
}
