-- ad_click.lua - a system that predicts clicks on ads and sells the slots of a page: what the interviewer knows, what is
-- heard in an answer, how it is marked. docs/writing-cases.md explains every field.
-- Figures in facts and estimates belong to this invented company or follow from them by arithmetic. What the engine
-- measures is not in here.

-- ---------------------------------------------------------------------------------------------------------------------
-- What the interviewer knows. In an answer, {value} stands for the number of the scenario that is being played.

local facts = {
  { id = "goal", changes = "evaluation.primary, evaluation.guardrails",
    ask = [[
  what is the business objective|do we maximise revenue or clicks|what are we trying to achieve
  |is it about revenue or clicks|what do we want to maximise|how is success defined|what is the main kpi
  |what does leadership want|why are we building this|what is the purpose of the system
  |how will the business judge it|revenue or user experience|short-term revenue or long-term value
  |what would be called a success|what does winning look like|what problem are we solving|which number should go up
  |is profit the objective|clicks or conversions as the objective|do we care about revenue or about happy users
  |is user satisfaction the goal|what should the system achieve|happy users or revenue
  |whose interest do we optimise, ours or the advertiser's or the reader's
  |what should this system achieve for the business|are we after clicks or after money
  |which number does the boss look at in the end]],
    answer = "Revenue, but only as long as advertisers get what they pay for and people do not start hiding ads. We watch "
      .. "all three, and the first can be had at the expense of the other two for about a quarter.",
    assume = [[
      the goal is revenue subject to advertiser value and few hides|we optimise revenue with guardrails
      |success is revenue per thousand requests]] },

  { id = "stakeholders", changes = "evaluation.guardrails",
    ask = [[
  whose interests do we balance|who loses when we get it wrong|which parties are involved
  |which teams care about this|who are our clients|who wants what from this|who has a say|what do publishers want
  |which sides does the marketplace have|what does the sales team expect|interests of the different parties
  |who decides on trade-offs|publishers advertisers readers: who matters|who cares about this system
  |whom do we have to satisfy|who gets hurt by a wrong prediction|who is harmed when the rates are off
  |who suffers from a bad prediction|who pays for our mistakes: the advertiser, the user or us
  |who gets hurt when a prediction is off|whose interests do I have to balance|which parties have a say in this]],
    answer = "Publishers who want income, advertisers who want customers, readers who want to read, and a sales team that "
      .. "speaks to the first two every day. Nobody speaks for the readers but the hide button.",
    assume = [[
      publishers advertisers and readers are stakeholders|three sides have to be balanced]] },

  { id = "surface", changes = "policy.slots",
    ask = [[
  where do the ads appear|which surfaces|which surface is this for|is it search or display|is it a feed or a web page
  |are the ads in an app
  |which product is this for|web pages or apps|where are ads placed|is it sponsored search|display advertising or search
  |is it a social feed|do we serve on our own pages or on partners|which pages carry ads|sites and apps
  |on what surface are ads shown|is there a query|feed ads or publisher pages|what kind of pages
  |where on a page do they sit|what sites are these|does the ad answer a search query
  |on which sites and apps do we sell
  |which pages are they on, our own or others'
  |where do these ads show up|is somebody typing a query or just reading a page|apps as well as websites]],
    answer = "Pages of about fifteen hundred sites and apps, news and games and shopping. There is no query: all you know "
      .. "is who opened which page, where and when.",
    assume = [[
      display ads on publisher pages|no search query|ads on web pages and apps]] },

  { id = "formats", changes = "data.features",
    ask = [[
  what ad formats are there|which formats|are there video ads|banners or native ads|do we serve native ads|kinds of creatives
  |are creatives images or video|what does a creative look like|sizes of banners|is there rich media|carousel formats
  |which creative types|text ads or image ads|do we have to generate creatives|formats of the ads
  |what kinds of creatives do we show
  |which kinds of ads are there|banners or videos|what types of creatives can be shown|native video or text ads
  |do animated ones exist|what shapes do the adverts come in
  |what ad formats do we support|who makes the creatives and can we change how they look|pictures text or film
  |which shapes of advert exist|may we edit the creative|are there animated banners
  |what kind of ads are those|do all of them look alike or do sizes differ|moving ones or still ones]],
    answer = "Five formats, from plain banner to video. The same format does well in one place on a phone and badly in "
      .. "another on a desktop. Creatives come from the advertisers; we do not make or change them.",
    assume = [[
      several ad formats|formats work differently by placement and device]] },

  { id = "daily_active_users", value = 500e6, unit = "users", changes = "capacity.machines",
    ask = [[
  how many users per day|users per day|daily users|how many users|how many daily active users|what is the dau
  |how many people a day|how big is the audience|number of users|how many people see ads|how large is the user base
  |how much traffic do we get|how many monthly users|what scale are we talking about|total users
  |how many people do we serve|how many visitors a day|size of the audience|how many readers
  |what audience size should i assume|roughly what audience|how many people see a page with ads on a given day
  |how large is our reach per day
  |how many people see us in a day|size of the audience we serve|roughly how many visitors daily]],
    answer = "{value} people open at least one page with ads a day.",
    assume = [[
      500 million daily active users|half a billion users a day|500M DAU]] },

  { id = "requests_per_user_per_day", value = 10, unit = "pages", changes = "capacity.machines",
    ask = [[
  how many pages per user|how many requests per user a day|how many page views per user
  |how often does a user load a page|ad requests per user|pages opened a day|how many ad requests|page views per day
  |requests per second|what is the qps|how many auctions a day|how many auctions per user|number of ad requests
  |how many pages does a person open|how often do people open a page|how many page loads|impressions per user
  |sessions per user|volume of requests|total page views|number of pages somebody loads a day
  |how many ad calls per person
  |how many pages does a person open in a day|how often does one user trigger a request|page loads for each visitor]],
    answer = "About {value} pages with ads a user and day, and each page is one request.",
    assume = [[
      10 requests per user a day|ten pages per user|5 billion requests a day]] },

  { id = "peak_to_average", value = 3, unit = "", changes = "capacity.machines",
    ask = [[
  what is the peak load|how much higher is peak traffic than average|peak to average ratio|is the load spiky
  |busiest hour|when is traffic highest|rush hour traffic|how uneven is the traffic over a day
  |traffic pattern over the day|evening peak|spikes of traffic|how does load vary
  |what does traffic look like at the busiest hour|peak hour
  |how much worse is rush hour than the mean|how spiky is the load over the day
  |what's traffic like in the evening compared with the rest]],
    answer = "The busiest hour has {value} times the average. It is in the evening, which is also when most budgets are gone.",
    assume = [[
      peak is three times average|peak to average ratio of 3]] },

  { id = "items", value = 10e6, unit = "ads", changes = "retrieval.index, retrieval.candidates",
    ask = [[
  how many ads|how many items are there|how many active ads|how large is the inventory|how many campaigns|how many advertisers|how big is the ad corpus
  |number of ads|how many ads are there|how many ads are active at a time|how many campaigns are running|corpus size
  |how many creatives are live|how many ads compete|size of the ad pool|how many ads can be shown|total ads|number of campaigns
  |roughly how many advertisers do we have|how many brands advertise|do large brands dominate|how many ads do we have
  |how many ads are live|how many different ads are in the system|how many advertisers and campaigns are active
  |size of the set of running ads|count of live creatives|how concentrated is spend among advertisers
  |how many ads are live at any moment|size of the pool we choose from|number of running campaigns and creatives]],
    answer = "{value} ads are active at a time, in campaigns of about six, from advertisers of very different size: a few "
      .. "hundred of them bring most of the money.",
    assume = [[
      10 million active ads|ten million ads]] },

  { id = "new_ads", value = 0.04, unit = "share", changes = "policy.exploration, serving.index_refresh_minutes",
    ask = [[
  how many new ads a day|how many new ads start every day|how often do new ads arrive|how quickly do new ads come in
  |is there a cold start problem|how fresh is the inventory|rate of new creatives|share of new ads|are new ads a problem
  |ads without history|how many ads have no history|churn of the inventory|pace of new ads|fresh creatives come in
  |do new ads need traffic at once|how fast must a new ad be live|when must a new ad be eligible|cold start
  |launch of a new campaign
  |turnover of ads
  |how many fresh campaigns start every day|how much of the pool is brand new|share of ads that nobody has seen yet
  |how fast do advertisers add creatives|cold start of ads|ads that went live today
  |how many ads start today|what share of ads is younger than a day|how soon must a fresh ad get its first impression
  |ads with no statistics yet|how many ads are created per day|how many ads are created each day|number of new ads a day
  |how many new ones per day|how many new ones come each day
  |how many ads start fresh each day|how soon must a just launched ad get its first views
  |what share of the inventory has no history yet]],
    answer = "About four in a hundred ads of any day started that day. Their owners look at the dashboard within the hour, so "
      .. "a new ad that nobody shows is a phone call.",
    assume = [[
      four percent of ads are new each day|new ads come every day|new ads have no history]] },

  { id = "ad_life", value = 14, unit = "days", changes = "monitoring.retrain_every_days",
    ask = [[
  how long does an ad run|how long does a campaign last|what is the lifetime of an ad|when do ads end|duration of a campaign
  |how long do ads live|lifetime of a campaign|how long is an ad active|do ads expire|typical run time of an ad
  |how old are ads|do creatives wear out|when is a campaign over|age of ads
  |how long does an ad run|how old do creatives get|when does an advert wear out|days until a campaign ends
  |turnover of the inventory|lifetime of a creative
  |for how many days does a typical creative run before it is gone|how long does an ad stay up
  |when does a creative wear out|after how long is a campaign finished|average age of a running ad
  |how long does an ad stay up|when does a creative wear out|typical running time of a campaign]],
    answer = "Most ads run about {value} days. Creatives wear out while they run: the tenth day brings fewer clicks than the "
      .. "first.",
    assume = [[
      ads live about two weeks|creatives wear out]] },

  { id = "slots", value = 4, unit = "slots", changes = "policy.slots",
    ask = [[
  how many slots|how many ads per page|how many ads per request|how many ads are shown|number of slots|how many positions
  |slots on a page|how many ads at once|how many slots per page|number of positions on the page|how many ad spaces
  |ads shown on each page|how many placements per page|how many are shown together|how many winners per auction
  |how many ads are shown together|number of ad places on a page|how many spots does one page offer|ads per page view
  |are several positions auctioned at once|room for how many adverts
  |are there several places on one page and how are they arranged|on a page how many places for ads do we sell
  |how many spots per page and in which layout|are the positions stacked or side by side
  |number of adverts shown together
  |on a page, how many places for ads do we sell|how many ads does a page have room for
  |how many places for ads does a page have|are several ads sold together on one page|number of positions to fill]],
    answer = "{value} slots a page, one under the other, all sold in one go.",
    assume = [[
      four slots a page|4 ads per request]] },

  { id = "ctr", value = 0.02, unit = "clicks per impression", changes = "data.negative_keep_rate",
    ask = [[
  what is the click rate|what is the ctr|what ctr do we see today|which ctr do we have at the moment|what is the click-through rate|how rare are clicks|how often do people click
  |base rate of clicks|how imbalanced are the classes|how imbalanced are the labels|class imbalance|share of impressions clicked
  |average ctr|typical click-through|positive rate|how many impressions are clicked|fraction of positives
  |click probability on average
  |how many clicks|ctr by placement|is the data imbalanced|how frequent is a click|clicks per day
  |how unbalanced is the data set|unbalanced data|how skewed are the labels
  |how often do people click on ads|typical click probability|what share of impressions gets a click
  |how rare is a click|average response rate|base rate of the label|how imbalanced are the classes
  |how often is an ad clicked|clicks per hundred impressions|what percentage clicks
  |share of positives in the training data
  |what fraction of impressions gets clicked|how rare is a click|what click-through should I count on]],
    answer = "Between one and three clicks in a hundred impressions, by placement; take {value} as the average share.",
    assume = [[
      a ctr of 2 percent|two clicks in a hundred impressions|clicks are rare]] },

  { id = "conversion_rate", value = 0.05, unit = "conversions per click", changes = "ranking.conversion_head",
    ask = [[
  what is the conversion rate|how many clicks convert|how often does a click convert|what fraction of clicks converts
  |how many clicks lead to a purchase|share of clicks that buy|cvr|how rare are conversions|purchases per click
  |how many conversions|base rate of conversions|do clicks turn into sales|conversion probability|conversions per click
  |how many orders per click|how sparse are conversions
  |how many clicks end in a purchase|what share of clickers buys|how often does a click turn into a sale
  |post-click conversion probability|typical cvr|do furniture and shoes convert alike
  |how often does a click end in a sale|what part of the clicks converts|percentage of buyers among clickers
  |conversion rate after a click
  |how many who click end up buying or installing|of a hundred clicks how many convert
  |what share of clickers becomes customers]],
    answer = "About five in a hundred clicks convert, in the mean. It is one in a hundred for furniture and one in five for free "
      .. "games.",
    assume = [[
      five percent of clicks convert|a conversion rate of 5 percent]] },

  { id = "payment", changes = "ranking.conversion_head, framing.label_window_hours",
    ask = [[
  who pays for what|do advertisers pay per click|pay per click or per impression|is it cpc or cpm|is it cpa|pricing models
  |what pricing models are there|when is an advertiser charged|what is an advertiser billed for|cost per action
  |do we charge for impressions|which event is billed|how do we earn money|payment model|cpc cpm or cpa
  |pay per conversion|who gets billed|when do we get paid|charging model|what triggers a charge
  |are these brand or performance campaigns|brand campaigns paid per view|what are people charged for
  |what do advertisers pay for|cost per click or per action|who pays for what|when is an advertiser charged
  |cpc cpm or cpa|pricing model of campaigns|pay per click or per sale
  |when does money flow|which events do we bill|click or conversion: what is charged|what is the mix of pricing models
  |do impressions cost anything
  |what does an advertiser pay for|is it cost per click or per action|when is money charged]],
    answer = "Most campaigns pay by the click, a bit under a third by the conversion, which they report to us when it happens. "
      .. "Nobody pays for being seen: an impression without a click is our risk.",
    assume = [[
      most campaigns pay per click|a third pays per conversion|nobody pays for impressions]] },

  { id = "bid", value = 0.4, unit = "a click", changes = "policy.reserve",
    ask = [[
  what is the average bid|how high are bids|how much is a click worth|what is the cost per click|price of a click
  |typical bid|range of bids|how much do they bid|how wide are bids spread|what does a click cost|average cpc|bid distribution
  |how much do we earn per click|revenue per click|value of a click|do bids change during the day|how often do bids change
  |who sets the bids|highest bid|are bids set by hand
  |how much is a click worth|how high do advertisers bid|typical price of a click|range of bids|do bids differ a lot
  |what does one click cost them
  |what does an advertiser offer for a click|how much money is one click
  |who decides on the bid and how often is it changed|spread of bids
  |how much do they offer for a click|who sets the bids, people or robots|range of what advertisers bid]],
    answer = "Clicks go for {value} on average, in the currency of your choice; the top percent of campaigns bids twenty times "
      .. "that. Bids are set by hand or by the advertisers' robots and can change at any minute.",
    assume = [[
      a click costs 0.4|a click is worth 40 cents|bids vary a lot]] },

  { id = "auction", changes = "policy.auction",
    ask = [[
  is it a first or second price auction|how does the auction work|how are slots sold|what does the winner pay|auction mechanism
  |which auction type is used|first price or second price|what auction do we run|is it gsp or vcg|vickrey auction
  |how is the price determined|what determines the price|how are winners chosen|what does the winner of the auction pay
  |is there an auction|auction rules|how do we rank bidders|is the mechanism fixed|does the winner pay his own bid
  |which kind of auction|what kind of auction is in use|type of auction
  |how is the winner's price worked out|who wins when two ads want one place|first or second price today
  |how is the winner chosen|what mechanism sells the slot|what does the winner pay|rules of the sale
  |does the winner pay its own bid|first price or second price at the moment|may I change the pricing rule
  |who may change the auction
  |which pricing rule applies at the moment|does the winner pay his own bid or the next one|how is a slot sold]],
    answer = "Every page is one auction over its slots, and the rule for what a winner pays is yours to set. The old system "
      .. "lets winners pay what they bid, and the large ones have learnt to bid less than they mean.",
    assume = [[
      each page is an auction|the auction rule is ours to choose]] },

  { id = "reserve", changes = "policy.reserve",
    ask = [[
  is there a reserve price|is there a floor|minimum price|do publishers set a floor price|can a slot stay empty
  |must every slot be filled
  |may we leave a slot empty|least price per thousand|reserve|price floor|are unsold slots allowed|what if nobody bids enough
  |house ads in empty slots|do we sell every slot|is there a minimum bid|floor below which we do not sell
  |is there a minimum price|do publishers want a floor|would an empty slot be better than a cheap ad
  |lowest acceptable price|may a slot stay empty
  |what happens when no ad is worth showing|may we leave a place blank if bids are low|is there a lowest price
  |do we have to fill every place|what if all bids are too low|show nothing rather than a bad ad
  |is there a minimum price|may a slot stay empty if bids are low|lowest price we accept]],
    answer = "You may set one, as expected revenue of a showing. Publishers would rather have an empty slot than a dubious "
      .. "ad for next to nothing, and there are always house ads to fill with.",
    assume = [[
      a reserve is allowed|a slot may stay empty|house ads fill empty slots]] },

  { id = "budgets", changes = "policy.pacing",
    ask = [[
  do campaigns have budgets|do advertisers have budgets|are there daily budgets|what happens when the budget runs out
  |is there pacing|do budgets run out|is pacing required|what happens when a campaign runs out of money
  |are budgets exhausted early
  |how is a budget spread over the day|do campaigns run dry|budget exhaustion|who paces campaigns|can a campaign overspend
  |overspending|do budgets run dry before the evening|spending limits|even delivery|is there pacing over the day
  |delivery over the day
  |do campaigns run out of money|is spending limited per day|what happens when the daily money is gone
  |can a campaign overspend|how are budgets spent over the day|do they exhaust before the evening
  |is overdelivery beyond the budget paid for or not|what if a campaign spends more than its budget
  |do budgets run out during the day|who pays when we deliver too much
  |do campaigns have a limit per day and do they hit it|how is spending spread over the hours
  |do campaigns run out of money during the day|what happens when the daily money is spent
  |is spending spread over the day]],
    answer = "Every campaign has a daily budget. Many run out before midnight, and then the evening, which has most of the "
      .. "readers, is sold cheaply. What we deliver beyond a budget we give away.",
    assume = [[
      campaigns have daily budgets|many budgets run out before midnight|overspend is our loss]] },

  { id = "campaign_budget", value = 60, unit = "a day", changes = "policy.pacing",
    ask = [[
  how large is a daily budget|how big is a typical budget|average budget of a campaign|how much does a campaign spend per day
  |size of the budgets|typical daily budget|what does a campaign spend|daily spend of a campaign|budget size
  |how much money per campaign
  |how large are campaign budgets|smallest budget
  |how much money has a campaign a day|size of a typical daily budget|median spend of a campaign
  |how rich are the campaigns
  |how much can a campaign spend in a day|what is the budget of an average campaign|how big are the biggest budgets
  |how much money does a typical campaign have per day|size of a median budget|how big are daily spends]],
    answer = "The median campaign has about {value} a day, enough for some hundred clicks; the largest have thousands of "
      .. "times that.",
    assume = [[
      a daily budget of 60|most campaigns are small]] },

  { id = "targeting", changes = "retrieval.targeting",
    ask = [[
  is there targeting|do advertisers choose their audience|who decides who sees an ad|what targeting is there|targeting criteria
  |what may a campaign target on|can an ad be restricted to countries|do campaigns choose devices|which rules restrict an ad
  |audience selection|demographic targeting|geo targeting|can advertisers restrict who sees their ads
  |is an ad shown to everybody
  |retargeting lists|lookalike audiences|targeting rules|eligibility rules
  |constraints on which users an advertiser wants|restrictions on the audience of an ad
  |which users does an advertiser want|are some ads not allowed for some users
  |who decides which people may see an ad|can advertisers restrict the audience|rules about country age and device
  |may an ad be shown to anyone|how do campaigns choose their audience|audience constraints
  |could we show an ad outside its target group if the model likes it|are target groups binding
  |is targeting a hard constraint|by what can advertisers target|may we relax the targeting
  |age country device: what may a campaign restrict
  |what can an advertiser restrict about who sees it|which rules may a campaign set for its audience
  |are audience rules hard or soft]],
    answer = "Campaigns choose countries, devices, ages, genders and hours. Showing an ad to anybody else is a breach of "
      .. "contract, so those rules hold whatever your model thinks.",
    assume = [[
      campaigns target country device age gender and hour|targeting is a hard rule]] },

  { id = "eligible", value = 0.1, unit = "share", changes = "retrieval.targeting, retrieval.candidates",
    ask = [[
  what share of ads is eligible|how selective is targeting|how many ads pass the targeting|how many eligible ads per request
  |how many ads survive the targeting filter|fraction of eligible ads|how many ads match a request
  |share of ads left after targeting
  |how narrow is targeting|how strict is targeting|eligible after the filter|how many are left after filtering
  |what fraction of ads targets a given user
  |how many ads may be shown to a given person|share of the pool left after targeting
  |how selective is the targeting filter|what fraction passes the rules|how many candidates remain
  |how many ads are left after targeting|what share of the ads may be shown to one person
  |how many candidates pass the targeting rules|how selective is the targeting
  |how many ads are left after the targeting rules|what share may be shown to a given person
  |how many candidates survive the filters]],
    answer = "For a given person on a given page about one live ad in ten is allowed. For a television at night it is one in "
      .. "a hundred.",
    assume = [[
      one ad in ten is eligible|ten percent of ads pass targeting]] },

  { id = "delay", value = 24, unit = "hours", changes = "framing.label_window_hours",
    ask = [[how long after the click does a conversion arrive|how late do conversions arrive|
  how late do conversions come|how late do conversions arrive|how long until a conversion|are conversions delayed
  |what is the conversion delay|when does a conversion arrive
  |delay between click and conversion|time from click to purchase|how long until we know a click converted
  |do conversions come days later
  |delayed feedback|how soon are conversions reported|how long do conversions take|lag of conversions|label delay
  |when are labels complete|do conversions trickle in|how late are purchases|delay distribution
  |how long after the click do people buy|when does a purchase come in|how late do conversions arrive
  |time between clicking and buying|does the sale show up the same day|lag of conversion reports|buys later
  |how long after a click does a conversion come|when do purchases arrive|time from click to sale
  |how late are conversions|delay between click and order|may a conversion still come after days
  |how long from the click until a conversion is reported|how late do purchases come in|time lag of conversions]],
    answer = "A click comes within minutes of the showing, a conversion in the mean {value} hours after the click, and very different from one advertiser to another: minutes for a "
      .. "game, "
      .. "a week for a sofa. A click that has not converted may still.",
    assume = [[
      conversions arrive after a day in the mean|conversions are delayed by hours to days|the mean delay is 24 hours]] },

  { id = "attribution", value = 7, unit = "days", changes = "framing.label_window_hours",
    ask = [[
  how are conversions attributed|which click gets the credit|what is the attribution window|what is the attribution model
  |last click attribution|are view-through conversions counted|attribution rules|credit for a conversion|multi-touch attribution
  |how long after a click does a conversion still count|who gets credited for a sale|post-view conversions|incrementality
  |do we count conversions without a click|attribution
  |which click gets credit for a sale|how is a purchase assigned to an ad|attribution rule and window
  |last click or something else|view-through conversions|who gets the credit when several ads were clicked
  |which click gets the credit for a sale|how long is the attribution window|is incrementality measured
  |how are conversions assigned
  |which click gets credit for a sale|within how many days does a sale still count|do view-through conversions count]],
    answer = "The last click within {value} days gets the conversion, and that is what is billed. Conversions after a mere "
      .. "view "
      .. "are not counted. Nobody has measured which would have happened anyway.",
    assume = [[
      last click within seven days|no view-through conversions]] },

  { id = "brand_safety", changes = "retrieval.targeting",
    ask = [[
  are there brand safety rules|brand safety|may an ad appear next to violent content|can publishers block advertisers
  |block lists
  |can a page refuse competitors|do advertisers exclude sites|excluded categories|competitive exclusion
  |may two rivals be on one page
  |can sites refuse ads|unsuitable pages|category blocks|are some ads banned on some sites|sensitive content next to ads
  |blocked categories|restrictions by publishers
  |may an ad stand beside anything|do publishers block advertisers|block lists|competitors on the same page
  |which sites do advertisers refuse|unsuitable surroundings
  |who makes sure that a rival's ad does not land on the wrong page|can a publisher block a competitor
  |can an advertiser refuse certain pages|block lists of publishers and advertisers
  |which ads must not stand on which pages|exclusion of categories by publishers|ads next to unpleasant content
  |can publishers block certain advertisers|are there sites an advertiser refuses|block lists of both sides]],
    answer = "Both sides keep block lists: publishers refuse categories and rivals, advertisers refuse kinds of pages. They "
      .. "are "
      .. "looked up together with the targeting, before anything is ranked.",
    assume = [[
      publishers block categories|block lists are applied with targeting]] },

  { id = "fatigue", changes = "policy.frequency_cap, data.features",
    ask = [[
  do users get tired of an ad|is there a frequency cap|how often may one person see the same campaign|ad fatigue|fatigue
  |how often is the same ad repeated|frequency capping|do repeated showings hurt|what about seeing an ad again and again
  |do people get annoyed by repetition|repetition|cap on showings per person|effect of seeing a campaign many times
  |how many times is a campaign shown to a person|does the click rate fall with exposure|how fast does an ad tire people
  |do people tire of the same ad|does seeing it again lower the clicks|how often can one show the same campaign
  |repetition and annoyance|wear-out for a person|overexposure
  |does seeing the same ad often make it worse|do repeated showings annoy people|do clicks fall with repetition
  |people who see the same banner over and over: does their response drop
  |does the response wear off when it is repeated|too many showings of one banner to one person
  |do people get tired of the same ad|does repeating an ad hurt|is there a limit on how often one person sees it]],
    answer = "Each showing of a campaign within three days makes the next click less likely, and the hide more likely. "
      .. "Today "
      .. "there is no cap. Some contracts ask for one; beyond that it is your choice.",
    assume = [[
      people tire of repeated campaigns|there is no frequency cap today|showings in three days count]] },

  { id = "hides", value = 0.0015, unit = "hides per impression", changes = "evaluation.guardrails",
    ask = [[
  can users hide an ad|what negative feedback is there|how many ads are hidden|how frequent are hides|is there a hide button
  |can people report an ad|negative signals|how often do users complain about ads|do users close ads|ad blockers
  |is there a way to dismiss an ad|is there an x button on ads|explicit negative feedback|what do annoyed users do|hide rate
  |do people install ad blockers
  |can a reader hide an ad|how often do people hide adverts|negative feedback on ads|how many close the ad
  |do users complain about ads|x button
  |how many people hide an ad|can users close an ad|how many use an ad blocker|negative feedback from readers
  |do people get annoyed
  |can readers dismiss an ad|how often do people close or block one|is there a way to say I don't want this]],
    answer = "There is a hide button, used on fifteen impressions in ten thousand. Far more people do not press it and "
      .. "install a blocker instead; those we never hear from again.",
    assume = [[
      users can hide ads|hides are rare|fifteen hides in ten thousand impressions]] },

  { id = "position", changes = "data.position_debias",
    ask = [[
  how strong is position bias|is the top slot clicked more|do slots differ|does position matter
  |is there position bias|click rate by slot|how much less is the last slot clicked|are lower slots seen
  |visibility of the slots|viewability|is the first position better|does it matter where on the page an ad is
  |top slot against the last slot|attention by slot|do people look at every slot|how much are slots looked at
  |above the fold|effect of the slot|how does position affect clicks|do lower slots get fewer clicks
  |how much worse is the fourth slot|does the place on the page bias clicks
  |how were ads placed on the page in the logged data, best on top|does it matter where on the page it sits
  |influence of the place on the response|was the best ad always first
  |does the place on the page change how often the same ad gets clicked|are upper slots clicked more
  |effect of the slot on clicks]],
    answer = "The lower a slot, the fewer people ever look at it; the fourth gets a fraction of the first's clicks for the "
      .. "same "
      .. "ad. And the old system put what it thought best on top, so the log mixes the two.",
    assume = [[
      the top slot is looked at more|position bias is strong|clicks fall with the slot]] },

  { id = "baseline", changes = "evaluation.primary, ranking.model",
    ask = [[
  what is there today|what is the current system|is there a baseline|what is in production|what are we replacing
  |existing model|is there an existing model|how does the current system choose ads|how are ads chosen today
  |what runs now|legacy system|do we start from scratch|what do we have to beat|present solution|status quo
  |what does the old system do|is there already a model|incumbent|how does it work today
  |how is it done at the moment|what do you use now
  |what picks the ads at present|how does the old system decide|what is running in production that we replace]],
    answer = "An auction over a rough click rate of each ad, blind to the person and the page. It favours large advertisers, "
      .. "and since it wrote the log, so does the log.",
    assume = [[
      the current system uses historical click rates|the old system favours large advertisers|the log is biased]] },

  { id = "log", changes = "data.split, data.negative_keep_rate",
    ask = [[
  what data do we have|what is in the logs|how much history is logged|are all impressions logged
  |do we log impressions and clicks
  |what training data is available|how many days of log|how far back do the logs go|are lost auctions logged|do we log the slot
  |what is recorded|is the position logged|historical data|log retention for training|which events are logged
  |do we log all impressions or only clicks|what data do we have to train on|how is the training data collected
  |what data is recorded|what does the training log contain|what do we store of every impression|which events are kept
  |do we log prices and positions|what past data do i get
  |are losing ads logged too|what exactly do we log per impression|does the log hold the ads that were not shown
  |what is in the training data|do we know the price and the slot of past impressions
  |are the losers of the auction recorded
  |what gets recorded for each impression|which events can I train on|do we keep the ads that lost]],
    answer = "Every impression of the last weeks with person, page, slot, ad, price, click, hide, and the conversion when it "
      .. "comes. Ads that lost the auction are not in it, and a small part of traffic was drawn at random, with its "
      .. "propensity.",
    assume = [[
      impressions clicks and conversions are logged|lost auctions are not logged|slots are logged]] },

  { id = "fields", changes = "data.features",
    ask = [[which features do we have|what features do we have|which fields does a log row have|columns of the log|what fields are in the log|
  which features are available|what features exist|what signals do we have|what do we know about the user
  |what do we know about the context
  |what do we know at request time|what information about the ad|which fields are there|user profile|what attributes exist
  |what do we know about a person|contextual signals|what can the model read|features about user and ad|metadata of an ad
  |which signals do we know|input data|demographics available|device and site information|what do we know about the page
  |which attributes does a request have|what do we know about person page and ad|list of categorical inputs
  |which signals are there for the model|what information comes with an impression|which columns does the data have
  |which features exist|what columns does the data have|do we have categorical fields
  |which inputs does the old model use
  |which features can I use about user, page and ad|what do we know about the page and the person
  |list of columns at request time]],
    answer = "Some twenty categorical fields: of the person age band, gender, region, an interest guessed from reading; of "
      .. "the page "
      .. "site, placement, hour, device, system; of the ad campaign, advertiser, category, format. And counters of clicks for "
      .. "each.",
    assume = [[
      about twenty categorical fields|we know user context and ad fields|counters of past clicks exist]] },

  { id = "vocabulary", value = 500e6, unit = "values", changes = "ranking.hash_buckets",
    ask = [[
  how many distinct values do the fields have|what is the cardinality of the ids|how sparse are the ids|vocabulary size
  |how large are the vocabularies|how many distinct ids|how big do embedding tables get|cardinality of categorical features
  |how many categories per field|are ids heavy-tailed|number of distinct values|sparse features|how many unique ids
  |size of the id space|high-cardinality fields|distribution of ids|embedding tables
  |how many different values do the ids take|cardinality of the features|how many distinct users and ads
  |are the ids heavy-tailed|how large would an embedding table get|number of unique values per field
  |how many distinct ids are there|cardinality of the largest field|how big is the id space
  |number of different values of a categorical field|how often do unseen ids appear|size of the embedding tables
  |how many different ids are there|cardinality of the fields|how large are the categorical vocabularies]],
    answer = "From three genders to {value} user ids. Ids are heavy-tailed: most ads and most sites are seen rarely, and new "
      .. "ids come every minute.",
    assume = [[
      vocabularies are heavy-tailed|up to 500 million distinct ids|new ids appear all the time]] },

  { id = "counters", changes = "data.features, serving.index_refresh_minutes",
    ask = [[
  how fresh are counters|are counters computed in real time|how soon is a click in the counts|do we have streaming counters
  |are historical click rates available|when are counters updated|streaming aggregates|delay of the counters
  |freshness of features
  |how quickly do counters update|are there counters of clicks|real-time features|are click counters aggregated daily
  |how soon does a click show up|historical ctr per ad|is there a stream of clicks|aggregates by ad and site
  |what if the counter pipeline breaks|does the counter stream ever fail
  |are there running click counts|how fresh are aggregated statistics|historical rates per ad
  |when are the aggregates updated|do we have smoothed click rates|statistics as of when
  |are there aggregated statistics per ad and user|how fresh are the counters|do we have historical click counts
  |when are daily aggregates computed|real-time counters available
  |do we have click counts per ad or site|how fresh are aggregated rates|are there historical counters ready to use]],
    answer = "Counters by day are there for every field, as of midnight. A stream can bring them to within a minute if you "
      .. "pay for it. There is one table of lifetime totals, too; be careful what you join it to.",
    assume = [[
      counters are as of midnight|streaming counters are possible|counters by day exist]] },

  { id = "latency_budget_ms", value = 100, unit = "ms", changes = "retrieval.candidates, ranking.model",
    ask = [[
  what is the latency budget|how fast must it be|what is the response time|how quickly must we answer
  |how many milliseconds|latency requirement|time limit|p99 latency|latency target|how long may a request take
  |what is the latency constraint|is it real time|sla for latency|milliseconds for an auction|p99 target
  |how much time do we have per request|time budget|deadline for a response
  |how much time until the ad must be back|how quick does the answer have to be|time limit for the response]],
    answer = "{value} ms for the whole answer, at the 99th percentile. The page does not wait for a slow ad, it goes on "
      .. "without.",
    assume = [[
      100 ms p99|a latency budget of 100 milliseconds|the page does not wait]] },

  { id = "availability", changes = "serving.fallback, serving.replicas",
    ask = [[
  what availability is required|what happens when the ad server is down|what if we do not answer in time
  |is there a fallback|uptime|what happens on a timeout|what if a request to the ranking model fails
  |what if the ranking model is down|what if the whole service is down|what does an hour without ads cost
  |what is shown on the page when we fail|house ads as fallback|disaster recovery|what uptime do you expect
  |what happens if the answer is late
  |what if we are down or too late|how bad is an outage|what is shown when no ad arrives in time]],
    answer = "A late answer is an empty slot, and an empty slot earns nothing. An hour without ads costs more than this team "
      .. "does in a year. House ads are on every page server and need no network.",
    assume = [[
      a late answer is an empty slot|house ads are available as fallback|outages are expensive]] },

  { id = "hardware", changes = "capacity.machines",
    ask = [[
  what hardware do we have|what infrastructure exists|are there gpus|gpus for serving|is there a feature store
  |which servers|serving infrastructure|how many machines|is there a stream processor|can we use accelerators
  |what stack do we have|how many data centres|what machines are available|limits on compute
  |kafka or redis available|data pipeline|what hardware can we use
  |what machines do I get|are GPUs available for serving|which infrastructure exists]],
    answer = "Ordinary servers in three sites; accelerators for training only. There is an event stream, a feature store with "
      .. "a "
      .. "copy in every site, and a nightly batch. Machines can be had for a sum that shows what they bring.",
    assume = [[
      cpu servers only|there is a feature store and an event stream|no gpus for serving]] },

  { id = "core_flops", value = 20e9, unit = "flop/s", changes = "capacity.machines",
    ask = [[
  how fast is a core|how many flops per core|gflops of a core|arithmetic throughput of a core
  |what compute speed should i assume|flops a core can do|compute throughput per core|speed of a cpu core|gigaflops
  |how many operations a second does a core do|speed of one cpu core|compute per core to assume]],
    answer = "Count on twenty gigaflops a core, if the kernels are decent.",
    assume = [[
      20 gigaflops per core|20 gflops a core]] },

  { id = "ranker_flops", value = 0.2e6, unit = "flop", changes = "ranking.model, retrieval.candidates",
    ask = [[
  how expensive is scoring one ad|flops per candidate|how much compute does the ranker take|operations per candidate
  |cost of one prediction|how heavy is the ranking model|operations per scored ad|compute per ad|inference cost per candidate
  |how many operations does the ranker need|flops of the model|scoring cost
  |how much computing does scoring one ad take|operations per candidate for the model|cost of a deep model per ad
  |how heavy may the ctr model be
  |compute per candidate for the model|how many operations does the ranker take per ad|cost of scoring one ad
  |flops of a small deep model
  |how many operations does scoring an ad take|compute needed by the model for each candidate
  |cost of one prediction in flops]],
    answer = "For a rough sum take 0.2 million operations a candidate for a small deep model, a few hundred for a linear one.",
    assume = [[
      0.2 megaflops per candidate|200 thousand operations per ad]] },

  { id = "feature_bytes", value = 500, unit = "bytes", changes = "serving.replicas",
    ask = [[
  how large is a feature row|size of the features|bytes per candidate|feature size|how much feature data per ad
  |bytes fetched for each candidate|feature vector size|bandwidth of features
  |how big is the feature vector of a candidate|bytes fetched per ad|data volume of features for each candidate]],
    answer = "About {value} bytes of features for each candidate, ids and counters together.",
    assume = [[
      500 bytes per candidate]] },

  { id = "row_bytes", value = 100, unit = "bytes", changes = "data.negative_keep_rate",
    ask = [[
  how large is a logged impression|bytes per log row|size of a log record|how many bytes per impression|how big is one row
  |storage per impression|record size in the log|log volume in bytes|how much storage do logs take
  |bytes per impression row|how large is one logged row|storage for an impression
  |what does one line of training log take on disk|how big is one logged impression on disk
  |bytes per logged impression|storage per example|how many bytes is one event|size of a training row
  |how large is a record in the log|disk space for one impression
  |how large is a logged row|storage for one impression|bytes per log line]],
    answer = "About {value} bytes for an impression, compressed.",
    assume = [[
      100 bytes per logged row]] },

  { id = "privacy", changes = "data.features",
    ask = [[
  what may we use about users|are there privacy limits|do we need consent|is personal data restricted
  |third-party cookies|can we track users across sites|privacy restrictions|user consent for tracking
  |are cookies allowed|what about app tracking transparency|may we build profiles|cross-site tracking|fingerprinting
  |consent|share of people who consent|anonymised data|what share gives consent|are third-party cookies available
  |what may we do without consent|tracking opt-in rate
  |may we follow users across sites|how many people gave consent|what may we know of a person who declined]],
    answer = "Only with consent, which about six in ten give. For the rest there is the page and the hour, no id and no "
      .. "history. "
      .. "Third-party cookies are going away, so do not build on them.",
    assume = [[
      only with consent|six in ten consent|without consent only context is used]] },

  { id = "retention", value = 365, unit = "days", changes = "data.split",
    ask = [[
  how long may we keep user data|must data be deleted on request|how long are logs kept|data retention|right to be forgotten
  |deletion requests|erasure|how long is data stored|retention period|must we forget users|delete user history
  |do deletions reach the training data|how long do we keep logs
  |how long are rows kept|for how many days do we keep the log|when is training data deleted|how far back may i train
  |data retention
  |how far back may I train|how many weeks of logs do we keep|when is old data thrown away
  |for how long do we keep events|history depth of the logs|how many days of history are there
  |after how many days are rows deleted
  |how long can data with ids be kept|when are logs deleted|for how many days may we store histories]],
    answer = "Rows with an id for {value} days, then they are aggregated. Who asks to be deleted is gone within thirty days, "
      .. "from "
      .. "training data too.",
    assume = [[
      data is kept for a year|deletion within thirty days]] },

  { id = "sensitive", changes = "data.features",
    ask = [[
  are there sensitive categories|may we target by health or religion|what about minors|are there children
  |are kids on the platform
  |sensitive attributes|may we use ethnicity|ads for children|protection of minors|gambling and alcohol ads|underage users
  |which attributes are forbidden|can we infer political views|health data|age restrictions|are children on the pages
  |may i use health or religion|which attributes are taboo|sensitive categories|what must never be inferred
  |protected attributes|politics or sexual life
  |may we use health or religion|is political interest off limits|ads to minors
  |are there topics or groups we must not use|health or religion as features|what about children and gambling]],
    answer = "Nothing about health, religion, politics or sexual life, neither as a field nor inferred. Minors get ads by "
      .. "context "
      .. "alone. Gambling and alcohol have lists of their own by country.",
    assume = [[
      no sensitive attributes|minors get contextual ads only]] },

  { id = "law", changes = "data.features, evaluation.guardrails",
    ask = [[
  which laws apply|what does regulation require|must we explain why somebody sees an ad|are political ads allowed
  |legal requirements|digital services act|ad transparency|is there an ad archive|regulation i should know of
  |legal constraints|do we have to label ads|must ads be marked|auditors|regulators|antitrust
  |is there regulation on profiling|political advertising|must ads be labelled
  |does a reader have the right to know why an ad was shown|public archive of ads|transparency obligations
  |do we have to explain why an ad was shown|legal duties for ads|which regulation applies to advertising here]],
    answer = "Every ad is marked, carries who paid for it, and a reader may ask why he sees it: you need to be able to name "
      .. "the "
      .. "main reasons. Political ads are off for now. There is a public archive.",
    assume = [[
      ads must be marked and explained|no political ads|readers may ask why they see an ad]] },

  { id = "discrimination", changes = "evaluation.slices",
    ask = [[
  is discrimination a concern|must job ads be shown fairly|housing and credit ads|fairness of delivery
  |do groups have to see the same ads
  |bias in ad delivery|protected groups|fairness|equal opportunity|are job ads skewed by gender|is fairness required
  |disparate delivery|does the model discriminate|must housing ads reach everybody
  |job and housing ads|may age and gender steer credit ads|fairness between groups|anti-discrimination rules
  |are some ads regulated|equal treatment of genders
  |must delivery be balanced between men and women for certain ads
  |is it an issue if job offers get shown mostly to young people|housing jobs and credit: are there special rules
  |are there fairness rules for employment ads|may delivery be skewed by gender|do we audit who gets shown job ads
  |protected groups in delivery
  |can job or housing ads be aimed by gender|must delivery be fair between groups|rules against skewed delivery]],
    answer = "Ads for jobs, housing and credit may not be targeted by age or gender, and we have to show that delivery is not "
      .. "skewed by them either, even when clicks are.",
    assume = [[
      job housing and credit ads must be delivered fairly]] },

  { id = "logged_out", value = 0.4, unit = "share", changes = "data.features",
    ask = [[
  users without an account|what about users without an id|how many users are anonymous
  |do people have to be logged in|share of traffic without an id|logged-out users|users without history
  |new users without history|how many users have no profile|unknown users|do we recognise returning users
  |how many users cannot be identified|cold start of users|guests|what about visitors without an id
  |how many requests have no user id|unknown visitors|what do we know of somebody without cookies
  |what share of visitors is anonymous|how many requests come without any id|do we know who is looking]],
    answer = "Four in ten requests come without any id, and of the rest a good part has hardly any history. Site, placement, "
      .. "hour "
      .. "and device have to do there.",
    assume = [[
      forty percent of requests have no id|anonymous users get context only]] },

  { id = "countries", changes = "evaluation.slices",
    ask = [[
  in which countries do we run|is it global|several languages|which currencies|multilingual|is it one country
  |different currencies|geographic scope|time zones|worldwide|do click rates vary by country
  |how many countries and languages|which currencies do we deal with|are prices converted
  |in how many markets are we|which languages and currencies|does it differ between countries]],
    answer = "A dozen countries in eight languages. Click rates differ by half between them and bids by more; money is "
      .. "converted to one "
      .. "currency before anything is compared.",
    assume = [[
      a dozen countries|bids are in one currency]] },

  { id = "fraud", changes = "data.features",
    ask = [[
  is there click fraud|do bots click|how is invalid traffic handled|are clicks faked|invalid clicks|bot traffic
  |fraudulent clicks
  |do competitors click to burn money|fraud|fake clicks|click farms|accidental clicks|is invalid traffic filtered
  |how do you deal with bots
  |fat-finger clicks
  |are there bots and click farms|fake clicks|who filters invalid traffic|is the log cleaned of robots
  |can i trust clicks|when is fraud recognised
  |is bot traffic filtered from the logs|do we have fake accounts in the data|automated traffic|robots in the log
  |are invalid events cleaned|how is fraud dealt with|manipulated interactions
  |are there fake clicks|who detects click fraud|are accidental clicks marked|are fraudulent clicks refunded
  |bots that click
  |are there fake clicks|how are bots dealt with|who detects click fraud and how soon]],
    answer = "There is, and another team marks it, most within the hour and the rest within a day. Marked clicks are paid "
      .. "back, "
      .. "and must not be learnt from. Accidental clicks on phones are not marked by anybody.",
    assume = [[
      fraud is filtered by another team|invalid clicks are refunded|bots must not enter training]] },

  { id = "experiments", changes = "evaluation.ab_users, evaluation.ab_days",
    ask = [[
  can we run a/b tests|is there an experimentation platform|may we experiment on live traffic
  |how are experiments run|are experiments isolated|how are changes tested|online experiments
  |shared budgets in experiments|holdout groups|interference between arms|can i run a test|split traffic for a test
  |how long may an experiment run|testing platform|randomise by user|budget split experiments
  |by what unit do we randomise
  |can I run an A/B test and on how much traffic|how do we split users for tests|what testing facilities exist]],
    answer = "Tests run by user, on up to a fifth of traffic. Both arms drink from the same budgets unless you split those as well, "
      .. "and most "
      .. "people here forget that.",
    assume = [[
      a/b tests by user are possible|arms share budgets unless split]] },

  { id = "target", changes = "evaluation.primary",
    ask = [[
  what improvement do you expect|which number must we reach|what target should we set|how much better must it be
  |required uplift|what is good enough|what uplift do you expect|success threshold|target number
  |acceptance criterion|how ambitious should we be|what gain would be worth it|quantitative goal|minimum improvement
  |what number do we have to hit|by how much should revenue increase|by how much should it improve
  |how large an increase|which lift is expected|plus five percent or what is the concrete target
  |what lift is expected|improvement that justifies the launch
  |against what baseline do we measure the success of the launch
  |how much improvement would count as success|what uplift do you want|is there a number I have to reach]],
    answer = "You tell me: a number, what it is measured against, and what would make you stop." },

  { id = "growth", value = 2, unit = "times in two years", changes = "capacity.machines",
    ask = [[
  how fast are we growing|what growth should we plan for|how fast does traffic grow|headroom
  |will the number of ads grow|future scale|should it scale further|plan for growth|next year traffic
  |capacity planning horizon|how much headroom is needed|will it get bigger|will there be many more ads in future
  |do advertisers generate ads automatically
  |how much bigger will it get|what traffic in two years|should I plan for more load]],
    answer = "Plan for twice the traffic in {value} years, and for three times the ads: advertisers let programs write them "
      .. "now.",
    assume = [[
      traffic doubles in two years]] },

  { id = "seasonality", changes = "monitoring.retrain_every_days",
    ask = [[
  how quickly does behaviour drift|are there seasonal effects|does the market change from day to day|seasonality
  |black friday|how fast do patterns change|does click behaviour change|weekday effects|holidays|concept drift
  |how stable are click rates|sales events|is there drift|how non-stationary is it|do patterns move
  |how fast does a model go stale|how old may a model be
  |how quickly do click habits change|do sale days or holidays matter|is behaviour stable over weeks]],
    answer = "It moves every day: what readers of a site click on drifts within a week or two, and sale days turn everything "
      .. "over. "
      .. "Nobody has measured what an old model costs; that would be a good thing to know.",
    assume = [[
      the market drifts daily|sale days change everything|patterns move within weeks]] },

  { id = "release", changes = "monitoring.retrain_every_days",
    ask = [[
  how often can we deploy a model|what is the release process|how are models rolled out|can we deploy daily|deployment process
  |canary releases|how long does a rollout take|is there shadow traffic|how are models rolled out today|rollback possible
  |who approves a new model|continuous deployment|what if a new model breaks something|what if a release goes wrong
  |how fast can we roll back|model registry
  |how do models go live|how often may a new model be released|are there canaries|shadow traffic
  |who approves a release|deployment process
  |how does a change get to production|how often do we ship|how often can a model go out|release cadence
  |how quickly can we roll back|is there a canary stage|who pushes the button for a new version
  |what gates does a new model pass before it is live|how long from a trained model to live traffic
  |process for shipping models
  |how often may a new model go live|how do models get deployed and rolled back|is there a canary]],
    answer = "A model can go out every night if a check lets it. Shadow traffic and one-percent canaries exist. Going back "
      .. "takes "
      .. "two minutes, if somebody notices.",
    assume = [[
      models can be deployed nightly|canary and shadow exist]] },

  { id = "reports", changes = "evaluation.guardrails",
    ask = [[
  what do advertisers see in their reports|do advertisers complain about charges|are billing numbers audited
  |advertiser dashboard
  |reporting to advertisers|do we report predictions|invoices|billing disputes|what if a bill is wrong
  |wrong charges on an invoice|refunds|are the numbers audited|transparency towards advertisers
  |what do clients see|how do advertisers measure return|return on ad spend|roas
  |what do advertisers get to see|which figures do customers receive|is billing audited|how do advertisers judge us
  |dashboards for advertisers
  |do they compare our stats with their own|what do customers see on their dashboard|who audits the invoices
  |do advertisers check our counts|which numbers do advertisers get
  |what do advertisers see about their campaigns|who compares our numbers|which figures are reported to clients]],
    answer = "Clicks, conversions, spend, return, by the hour. Billing is audited once a year. Advertisers compare our "
      .. "numbers with "
      .. "their own every week, and leave quietly when those part.",
    assume = [[
      advertisers watch their return|billing is audited]] },

  { id = "review", changes = "",
    ask = [[
  are ads reviewed before they go live|who checks creatives|do we check landing pages|ad review|policy review of ads
  |are creatives moderated
  |who approves an ad|quality of landing pages|misleading ads|is there a creative approval|clickbait ads|scam ads
  |do we look at landing pages|broken landing pages|landing pages that fail to load|ad quality checks
  |how long does approval take
  |who approves creatives|are ads checked before they run|is there a policy review|how long does approval take
  |bad landing pages|who looks at the content of ads
  |who checks a new ad before it goes live|is the landing page checked|how long until a creative is approved
  |are misleading ads filtered out|manual approval of ads
  |does someone check ads before they run|who approves creatives|is the content of ads moderated]],
    answer = "Another team reviews every creative and its landing page, within two hours. What they let through may still "
      .. "promise "
      .. "more than it holds.",
    assume = [[
      creatives are reviewed by another team|some ads are bait]] },

  { id = "exploration", value = 0.01, unit = "share", changes = "policy.exploration",
    ask = [[
  is there randomised traffic|may we explore|are we allowed to show random ads|does the old system explore
  |is there exploration today
  |random traffic|exploration budget|are propensities logged|can we show ads at random|how much exploration is allowed
  |bandits|is some traffic random|may we give slots to untried ads|unbiased data|who pays for exploration
  |are some slots random|is there any randomised traffic|how much may i explore|propensities in the log
  |uniform exploration today|can i show ads at random to learn
  |is some of the traffic randomised|do we have random data for debiasing|may I show a random ad sometimes
  |how much traffic is exploratory
  |is any traffic randomised|do we show some ads at random|how much may exploring cost]],
    answer = "A hundredth of the slots is drawn at random today, with its propensity in the log. You may do more as long as "
      .. "you "
      .. "can say what it costs and what it buys.",
    assume = [[
      one percent of slots is random|propensities are logged|exploration is allowed]] },

  { id = "demand", changes = "policy.auction",
    ask = [[
  do we sell to exchanges|is this real-time bidding|are there external bidders|other demand sources|header bidding
  |outside demand
  |is it an exchange|do third parties bid|direct deals|guaranteed contracts|programmatic|demand-side platforms|dsp
  |do others compete for the slots
  |are there reserved deals|external demand
  |do outside bidders take part|real-time bidding from others|guaranteed deals|is there an exchange|whose ads compete
  |programmatic demand
  |are there other buyers besides our advertisers|do outside exchanges bid|is there programmatic buying
  |are there outside bidders|do other exchanges or guaranteed deals compete|is it only our own advertisers]],
    answer = "Only our own advertisers for now: no outside bidders, no guaranteed deals. If those came, bids would arrive with "
      .. "a few milliseconds to spare, and others' predictions inside them.",
    assume = [[
      no external bidders|only our own advertisers]] },

  { id = "team", changes = "",
    ask = [[
  how many engineers work on this|who is on call|when does it have to be ready|what is the deadline for the project
  |who maintains it|who operates it|when must it ship|how many people work on this|launch date
  |who will run it at night|time to launch|project timeline|who owns it
  |how many people will work on this|who builds and maintains it|when is the first version due]],
    answer = "Six engineers, two of them on call in turn, and a first version in a quarter. Whatever needs a person every "
      .. "night will not survive the winter.",
    assume = [[
      six engineers|first version in a quarter]] },
}

local unknown = {
  "I do not have that number. Assume something, say it, and go on.",
  "Nobody has counted that here. What would you assume, and what would change if you were wrong by ten?",
  "I could not tell you. Pick something careful and keep it in view.",
  "I am not sure what you are asking. Could you put it differently?",
}

local refusals = {
  "That is what I hope to hear from you.",
  "Your call. Say what you choose, and what it costs whom.",
  "I would rather hear how you would find out.",
  "If I told you, it would be my design. Which options do you see?",
}

-- ---------------------------------------------------------------------------------------------------------------------
-- Sums that a candidate should be able to do. Names are ids of facts.

local estimates = {
  { id = "requests_per_day", title = "requests a day", unit = "requests",
    formula = "daily_active_users * requests_per_user_per_day",
    why = "One page, one auction: whatever is paid by the auction starts here." },
  { id = "average_qps", title = "average load", unit = "requests/s",
    formula = "daily_active_users * requests_per_user_per_day / 86400",
    why = "A day has 86,400 seconds; 100,000 is close enough aloud." },
  { id = "peak_qps", title = "peak load", unit = "requests/s",
    formula = "daily_active_users * requests_per_user_per_day / 86400 * peak_to_average",
    why = "Machines are bought for the busiest hour, which here is also the hour with the least money left." },
  { id = "impressions", title = "impressions a day", unit = "impressions",
    formula = "daily_active_users * requests_per_user_per_day * slots",
    why = "Rows of training data before anything is thinned." },
  { id = "clicks", title = "clicks a day", unit = "clicks",
    formula = "daily_active_users * requests_per_user_per_day * slots * ctr",
    why = "What the model really learns from. There are plenty: rare as a share, not as a number." },
  { id = "conversions", title = "conversions a day", unit = "conversions",
    formula = "daily_active_users * requests_per_user_per_day * slots * ctr * conversion_rate",
    why = "Twenty times fewer than clicks, and late: the second head lives on these." },
  { id = "clicks_per_ad", title = "clicks an ad and day in the mean", unit = "clicks",
    formula = "daily_active_users * requests_per_user_per_day * slots * ctr / items",
    why = "A mean that hardly any ad has: with a heavy tail most ads see far fewer, so counters need smoothing." },
  { id = "new_ads_per_day", title = "new ads a day", unit = "ads", formula = "items * new_ads",
    why = "So many ads a day have no history at all." },
  { id = "log_bytes", title = "log a day", unit = "bytes",
    formula = "daily_active_users * requests_per_user_per_day * slots * row_bytes",
    why = "Two terabytes a day: enough reason to thin negatives before they are joined with features." },
  { id = "training_rows", title = "rows a day when a tenth of the negatives is kept", unit = "rows",
    formula = "daily_active_users * requests_per_user_per_day * slots * (ctr + (1 - ctr) * 0.1)",
    why = "Eight times fewer rows, and not one click lost." },
  { id = "inflated", title = "what a rate of 2 % looks like when a tenth of the negatives was kept", unit = "share",
    formula = "ctr / (ctr + (1 - ctr) * 0.1)",
    why = "Seventeen in a hundred. The order of ads is the same, the number that is multiplied by a bid is not." },
  { id = "revenue_per_1000", title = "revenue of a thousand requests", unit = "per 1000",
    formula = "1000 * slots * ctr * bid",
    why = "The number that everything else is exchanged for." },
  { id = "revenue_per_day", title = "revenue a day", unit = "a day",
    formula = "daily_active_users * requests_per_user_per_day * slots * ctr * bid",
    why = "One percent of this is what a better model may cost." },
  { id = "candidates_scored", title = "ads scored a second at peak with 300 candidates", unit = "ads/s",
    formula = "daily_active_users * requests_per_user_per_day / 86400 * peak_to_average * 300",
    why = "The ranker's time is linear in the candidates: this is the number to bargain with." },
  { id = "cores", title = "cores for the ranker at peak with 300 candidates", unit = "cores",
    formula = "daily_active_users * requests_per_user_per_day / 86400 * peak_to_average * 300 * ranker_flops / core_flops",
    why = "What a stage costs, before headroom and before anything waits." },
  { id = "feature_bandwidth", title = "feature bytes a second at peak with 300 candidates", unit = "bytes/s",
    formula = "daily_active_users * requests_per_user_per_day / 86400 * peak_to_average * 300 * feature_bytes",
    why = "Often the real limit: it is why columns of ads are kept beside the ranker and not behind a network." },
  { id = "exact_scoring", title = "operations to score every eligible ad for one request", unit = "flop",
    formula = "items * eligible * ranker_flops",
    why = "Ten seconds on a core for one page: hence a retrieval stage." },
  { id = "ab_impressions", title = "impressions an arm for a relative effect of 1 %", unit = "impressions",
    formula = "15.7 * (1 - ctr) / (ctr * 0.01 * 0.01)",
    why = "80 % power at 5 %, one impression a user: 2 x (1.96 + 0.84) squared is 15.7. Several impressions a user, and "
      .. "shared budgets, make it more." },
  { id = "late_share", title = "share of conversions that come within twice the mean delay", unit = "share",
    formula = "1 - 1 / (2.71828 * 2.71828)",
    why = "An exponential delay, 1 - exp(-2): 39 % have come after half the mean, 63 % after the mean, 86 % after twice "
      .. "that." },
}

-- ---------------------------------------------------------------------------------------------------------------------
-- What is heard in an answer: words that set a knob. All words of a wording stand near each other, in any order.

local concepts = {
  { name = "item", ways = "ad|ads|advert|advertisement|creative" },
  { name = "rate", ways = "ctr|ctrs|click rate|click rates|click-through rate|click-through rates|clickthrough rate|response rate|past clicks" },
}
local phrases = {}

local function hear(knob, value, say, unsay)
  phrases[#phrases + 1] = { knob = knob, value = value, say = say, unsay = unsay }
end

-- framing
hear("ranking.conversion_head", "true", [[
  conversion head|head for conversions|second head|two heads|head predicts conversions|head for conversion
  |conversion model|conversion rate model
  |predict conversions|predicts conversions|pcvr|p cvr|post-click conversion|probability of conversion
  |conversion given a click|conversions given a click
  |conversion given click|model conversions|model the conversion|conversion probability|cvr model|cvr head
  |second output for conversion|second output for conversions|second tower for conversions
  |second model for conversions|predict the conversion rate
  |conversion on clicked rows|p conversion click|p conv click|estimate conversion rate per|esmm
  |multi-task click and conversion|output for conversions
  |heads for click and conversion|click and conversion heads|learns conversions|chance that a click converts
  |probability that a click converts]])
hear("ranking.conversion_head", "false", [[
  no conversion head|no conversion model|without a conversion model|without a conversion head
  |one average conversion rate|average conversion rate for all
  |average conversion rate for everybody|same conversion rate for all|same conversion rate for everybody
  |a constant conversion rate|constant conversion rate|conversions are not modelled
  |do not model conversions|dont model conversions|only clicks are predicted|only predict clicks
  |one conversion rate for all|global conversion rate
  |one rate for all conversions|ignore conversions|single head for clicks only|clicks only no conversions]])

-- "A click that has not converted after two days" denies its own number; so these are written out.
for _, hours in ipairs { 1, 6, 12, 24, 48, 72, 96, 120, 168 } do
  local say = string.gsub([[
    not converted after H|not converted within H|not converted in H|no conversion after H|no conversion within H
    |without a conversion after H
    |not yet converted after H|not bought after H|without conversion within H|did not convert within H
    |not convert in H]], "H", hours .. " hours")
  if hours % 24 == 0 then
    say = say .. "|" .. string.gsub(say, hours .. " hours", hours // 24 .. " days")
  end
  hear("framing.label_window_hours", tostring(hours), say)
end

hear("data.delayed_labels", "delayed_feedback", [[
  delayed feedback model|delayed feedback loss|delayed-feedback loss|delayed-feedback model|delayed feedback likelihood
  |model the delay|models the delay|model the conversion delay|delay model|model of the delay|survival model for conversions
  |survival likelihood|hazard of conversion|dfm loss|chapelle|elapsed time in the loss|elapsed time enters the loss
  |probability that a conversion would have shown|every click teaches at once|conversion and delay jointly
  |jointly model conversion and delay|learns the delay jointly]],
  [[without a delay model]])
hear("data.delayed_labels", "reweighted", [[
  reweight late conversions|reweight conversions by|reweighted by the share that|conversions weighted by one over
  |weight each conversion by|weight conversions by one over|importance weights for late conversions|fake negative weighted
  |importance weights for delay|importance weights for the delay|elapsed-time importance weights|fnw
  |scale up conversions by|divide by the share that has converted|inverse of the share that comes in the window
  |correct the rate for late conversions|correct the conversion rate for the delay
  |correct conversions for the delay]])
hear("data.delayed_labels", "wait", [[
  simply wait for the window|just wait for the window|only wait for the window|only clicks whose window has closed
  |train only on clicks whose window|clicks with an open window are left out|leave out clicks whose window is open
  |clicks whose window is open teach nothing|no model of the delay|no delay model|without a delay model
  |no correction for late conversions|late conversions are not corrected|late conversions stay negatives
  |conversions after the window are lost]])

-- data
hear("data.split", "temporal", [[
  split by time|split by date|time split|temporal split|time-based split|chronological split|global time split
  |split chronologically|split on date
  |train on past test on future|train on the past|train earlier days|test on the last|hold out the last days
  |last days for test|last two days for test
  |last day held out|train on the first|@out-of-time|future days for evaluation|validate on later days
  |evaluate on the following|last week as test
  |cut at a date|time cutoff|cutoff date|newest days test|train yesterday test today|evaluate on the future
  |test after training|test strictly after
  |later than training|by timestamp|most recent days|divide by date|divide by time|partition by time|forward split
  |later days for test
  |test rows are later|test two days after|test days after|last days as test|last days are for testing
  |progressive validation|yesterday as validation|last two days as test
  |train on days|days before test]],
  [[time does not matter]])
hear("data.split", "random", [[
  random split|split randomly|split at random|randomly split|random 80 20|80/20 split|shuffle and split
  |shuffle the rows|shuffle the impressions
  |shuffle all|shuffle impressions|random train test split|random holdout|random hold-out|random test set
  |k-fold cross validation|random rows for test
  |randomly assign rows|assign rows randomly|stratified random split|cross-validation|stratified k-fold|shuffled folds
  |hold out at random|held out at random
  |percent at random|random sample as test set|hold out random rows|hold out randomly]],
  [[avoid random split|random split leaks|random split would leak|instead of random split|random split flatters
  |random split is wrong
    |random split is a mistake|never split at random|slots at random|drawn at random|random slots|traffic at random]])
hear("data.negative_keep_rate", "1", [[
  keep all negatives|all negatives are kept|no negative downsampling|no downsampling|without downsampling
  |every negative|no sampling of negatives
  |train on all impressions|all the negatives|not downsample negatives|do not downsample|dont downsample|keep every negative
  |keep every impression|all rows without thinning|no thinning]])
hear("data.negative_keep_rate", "0.1", [[
  a tenth of the negatives|keep a tenth|one negative in ten|one in ten negatives|one of ten negatives
  |every tenth negative|10 of the negatives|tenth of the non-clicks|one in ten non-clicks]])
hear("data.negative_keep_rate", "0.05", [[
  a twentieth of the negatives|one negative in twenty|one in twenty negatives|every twentieth negative|keep a twentieth]])
hear("data.negative_keep_rate", "0.01", [[
  one negative in a hundred|one in a hundred negatives|a hundredth of the negatives|keep a hundredth]])
hear("data.negative_keep_rate", "0.2", [[
  a fifth of the negatives|one negative in five|one in five negatives|keep a fifth]])
hear("data.downsampling_correction", "true", [[
  correct for downsampling|correct the downsampling|downsampling correction|correct for the sampling rate
  |rescale the probabilities
  |correct the probabilities|correct the probability|probabilities corrected|correct probabilities afterwards
  |undo the downsampling|undo negative downsampling|undo the thinning
  |undo the effect of downsampling|recalibrate after downsampling|re-calibrate after sampling
  |re-calibrate for negative sampling|re-calibrate sampling
  |correct for negative sampling|undo negative sampling|undo the sampling|restore base rate|restore the base rate
  |put probabilities back|put the probability back
  |put the odds back|odds back afterwards|correct the prior|divide by the keep rate|adjust for the keep rate
  |correct for keep rate
  |correct for the sampling of negatives|scale the odds back|scale odds by w|add log of the sampling rate
  |add log w to the|correct the intercept
  |shift the intercept|shift the bias by log|reweight the kept negatives|weight the kept negatives
  |correct for thinning|p over p plus|p/(p + (1 - p)/w)|p/(p+(1-p)/w)
  |mapped back to the true base rate|map back to the base rate|back to the true base rate|probability is mapped back
  |correct predictions for sampling
  |importance weights for kept negatives|kept negatives weigh|fix the odds|fix odds after|q = p/(p
  |inverse of the keep rate|correct the odds|correction of the sampling
  |corrected for sampling|correct the rates|correct afterwards|corrected afterwards]],
  [[not necessary to correct]])
hear("data.downsampling_correction", "false", [[
  no correction of the probabilities|no probability correction|not correct the probabilities
  |not necessary to correct the probabilities|without correcting probabilities|no correction for the sampling
  |no sampling correction|correction is not needed after downsampling|no correction after downsampling
  |probabilities need no correction
  |
  downsampling uncorrected|leave probabilities uncorrected|probabilities uncorrected|ignore the keep rate
  |ignore the downsampling|uncorrected downsampling
  |no correction downsampling|no correction afterwards|leave the downsampled probabilities|probabilities as they are
  |without correcting the probabilities
  |downsampling does not change the probabilities|uncorrected probabilities]])
hear("data.position_debias", "true", [[
  position bias|position debias|debias position|debiasing for position|correct for position|correct position bias
  |position tower|slot tower|shallow tower
  |shallow tower position|shallow tower for the slot|side tower|side network sees the slot|slot in a side
  |slot into a shallow|slot in side net|slot dropped at serving|slot is dropped|slot left out
  |position feature left out serving|position as feature in training|position as an input dropped|@inverse propensity
  |@ipw|@propensity weighting|position inverse propensity
  |model position separately|examination model|model examination|model examination separately
  |unbiased learning to rank|learn position beside|position as a side tower
  |condition on position|position dropped at serving|@weight by propensity|account for position|position effect removed
  |factor out position|pal model
  |logged position as input|position debiasing|correcting position|position correction|position at training left out
  |position input in training|position left out serving
  |slot is an input in training|slot input in training only|slot in training only|slot during training only
  |slot during training|slot while training|slot only in|slot learnt beside|slot is learnt
  |account for the slot|correct for the slot|effect of the slot|slot effect|slot bias|debias the slot|model the slot
  |factor out the slot|position as a feature set to
  |examination separately|slot as side|correct the position effect]],
  [[ignore position|ignore the slot|leave position bias|skip position|position does not matter
  |position bias is negligible|slot does not matter
    |clicks as they|position bias uncorrected|raw position|raw slot]])
hear("data.position_debias", "false", [[
  ignore position|ignore the position|ignore the slot|leave position bias|skip position debiasing
  |no position debiasing|no position correction
  |nothing about position|no correction position|without correcting position|position does not matter
  |position bias is negligible|slot does not matter
  |clicks as they|position bias uncorrected|not correct for position|raw position is a feature|raw position as a feature
  |raw slot as a feature|position feature with value 1|position as a feature with value]])
hear("data.negatives", "mixed", [[
  mixed negatives|mixed negative sampling|mix of negatives|in-batch plus random|in-batch and uniform
  |in-batch plus uniform|in-batch and random
  |in-batch negatives plus|in-batch together with|mix in-batch uniform|combine in-batch random|batch plus uniform
  |batch plus random|batch and uniform
  |in-batch plus sampled|half in-batch half uniform|batch mixed uniform|batch negatives and uniformly
  |extra negatives from the corpus|batch and random ones
  |batch negatives plus some from the whole|in-batch negatives and uniform]])
hear("data.negatives", "in_batch", [[
  in-batch negatives|in-batch negative|in-batch sampling|in-batch softmax|in-batch sampled softmax
  |negatives from the batch|negatives come from the batch
  |towers come from the batch|negatives in the same batch|other ads in the batch|batch negatives
  |other rows of the batch|within-batch negatives|softmax over the batch
  |inside the batch as negatives]],
  [[in-batch alone is not enough|only in-batch would]])
hear("data.negatives", "random", [[
  random negatives|uniform negatives|uniform random negatives|uniformly sampled negatives|negatives sampled uniformly
  |sample negatives at random
  |randomly sampled negatives|negatives from the whole inventory|negatives drawn uniformly|random ads as negatives
  |uniformly drawn ads]],
  [[random negatives kept]])
hear("data.negatives", "popularity", [[
  popularity negatives|popularity-based negatives|negatives by popularity|negatives proportional to popularity
  |popularity-weighted negatives
  |sample negatives by popularity|frequency-weighted negatives|unigram negatives|negatives drawn by frequency]])

-- features: one item each
local function feature(item, say, unless)
  phrases[#phrases + 1] = { knob = "data.features", value = item, say = say, unless = unless }
end
feature("region", [[@where <user> lives|@where she lives|@where he lives|@where they live|@where the <user> is|@home town|@city of the <user>|@postcode|@zip code|@location of the <user>|@home region|@part of the country]])
feature("user_ctr", [[@<user>'s own <rate>|@the <user>'s own|@& <rate> level <user>|@& <rate> levels <user>|@the <rate> of the <user>|@<rate> per <user>|@<rate> by <user>|@how often <user> clicks|@how often <user> clicks on ads|@how click-happy]],
  [[that ad category|this category|on the category|of the category|in the category|clicked that ad]])
feature("site_ctr", [[@& <rate> by site|@& <rate> level site|@& <rate> levels site|@the <rate> of the site|@<rate> per site|@<rate> by site|@the site's <rate>|@site's own <rate>]])
feature("ad_ctr", [[@the ad's <rate>|@the <rate> of the ad|@<rate> per ad|@<rate> so far|@how well the ad did|@how the ad performed|@& <rate> level ad]], [[whole log|lifetime|overall|total]])
feature("campaign_ctr", [[@& <rate> by campaign|@& <rate> level campaign|@& <rate> levels campaign|@the <rate> of the campaign|@<rate> per campaign|@<rate> by campaign|@the campaign's <rate>]])
feature("advertiser_ctr", [[@& <rate> by advertiser|@& <rate> level advertiser|@& <rate> levels advertiser|@the <rate> of the advertiser|@<rate> per advertiser|@<rate> by advertiser|@the advertiser's <rate>]])
feature("category_ctr", [[@the <rate> of the category|@<rate> per category|@<rate> by category|@<rate> in the category|@the category's <rate>]])
local LEVELS = "<rate> at every level|<rate> at each level|<rate> at all levels|<rate> by|<rate> per|<rate> for each"
feature("campaign", [[@campaign it belongs to|@which campaign|@its campaign|@the campaign it|@campaign of the ad|@name of the campaign|@campaign and who pays]], LEVELS .. "|saw the campaign|shown the campaign|seen the campaign|per campaign")
feature("advertiser", [[@who pays for it|@who pays for the ad|@who is behind it|@which advertiser|@advertiser behind|@who booked it|@the brand behind|@which brand|@company behind|@identity of the advertiser]], LEVELS .. "|per advertiser|value")
phrases[#phrases + 1] = { knob = "data.features", value = "site", say = "@site id", unless = LEVELS }
feature("ad_category", [[@its vertical|@the vertical|@vertical of the ad|@industry of the ad|@what it advertises|@what it sells|@what kind of product]], [[vertical of the site]])
feature("ad_format", [[@whether it's banner|@banner or|@banner versus|@its format|@which format|@static or video|@image or video|@text or image|@size of the creative|@format it has]])
feature("site", [[@which site|@the site it is on|@the page it is on|@site the <user> is on|@publisher]])
feature("site_category", [[@kind of site|@type of site|@sort of site|@topic of the site|@what the site is about|@vertical of the site|@site's topic|@theme of the site|@subject of the site]])
feature("placement", [[@where on the page|@which slot on the page|@spot on the page|@place on the page]], [[bias]])
feature("campaign_seen", [[@& times shown campaign|@& often shown campaign|@& already shown campaign|@& counter campaign <user>|@& seen campaign times|@& how often campaign <user>|@exposures so far|@frequency so far|@how often they saw it|@how often <user> has seen it|@times <user> has seen it|@fatigue counter|@past exposures]],
  [[per day|at most|cap]])
feature("ad_age", [[@since the ad went live|@since it went live|@days since live|@how long the ad has been|@how long it has been running|@how long it has run|@days it has been running|@how new the ad|@how old the <item>|@its age|@age of it]], [[age of the <user>|how old the <user>]])
feature("user_category_clicks", [[@& <user> clicked category|@& <user> clicks category|@& clicked category before|@clicks on that category|@clicked in this category|@history with the category|@taste for the category]])
feature("interest", [[@what we think <user> likes|@guessed interest|@inferred interest|@interest we guess|@what the profile says]], [[whether the interest|interest fits|interest matches]])
feature("interest_match", [[@fits the topic|@fits the ad|@flag if it fits|@& interest fits ad|@& interest fit ad|@& interest agrees category|@& interest equals category|@& interest same category|@match flag|@whether it matches the ad|@whether they match|@matches the topic of the ad]])
hear("data.features", "user_id", [[
  user id|ids of user|user ids|id of the user|id of the person|ids of person|user identifier|person id|hashed user
  |ids of the user|hashed user ids|user ad campaign|person site]],
  [[without a user id|without user id|requests without an id|no user id]])
hear("data.features", "country", [[country feature|country of the user|user's country|device country|country region
  |region country|features country|hour device country|the country]])
hear("data.features", "region", [[region|the region|region of the user|user region|city|gender region]])
hear("data.features", "language", [[language of the user|user language|language of the device|language feature
  |browser language|country language|language country]])
hear("data.features", "age_band", [[age band|age bands|age group|age of the user|user age|age and gender|age gender
  |demographics|age bracket|how old the person]],
  [[age of the ad|ad age|its age and how often|ad's age|click rate, its age|age and how often]])
hear("data.features", "gender", [[gender|age and gender|demographics|sex of the user]])
hear("data.features", "interest", [[interest of the user|interest segment|interest category|user interest
  |user interests|gender interest|interest field|interests of the user|inferred interest|profile interest|the interest
  |interest profile]],
  [[interest match|match of interest|interest matches]])
hear("data.features", "device", [[device|device type|phone or desktop|device class|mobile or desktop|hour device
  |site hour device]],
  [[slices device|slice by device]])
hear("data.features", "system", [[operating system|system of the device|os version|device system|device operating
  |features system|os of the device]])
hear("data.features", "browser", [[browser|user agent|browser type]])
hear("data.features", "hour", [[hour of day|hour of the day|time of day|the hour|hour feature|features hour|site hour
  |hour device|local hour|daypart|site and hour|hour and device|page hour|hour weekday]],
  [[within the hour|by the hour|in the first hour|every hour|per hour]])
hear("data.features", "weekday", [[weekday|day of the week|day of week]])
hear("data.features", "site", [[
  site id|the site|site feature|id of the site|site and placement|site placement|advertiser site|publisher id
  |publisher domain|features site|hashed site|site hour|site and hour|person site|domain of the page|which site]],
  [[site ctr|ctr of the site|site category|site's ctr]])
hear("data.features", "site_category", [[site category|category of the site|category of the page|page category
  |what the site is about|page topic|topic of the page|content category of the page]])
hear("data.features", "placement", [[placement|placement on the page|ad placement|placement id|placement of the slot
  |site placement|features placement]])
hear("data.features", "ad_id", [[ad id|ad ids|id of the ad|creative id|hashed ad|ids of ad|ids of the ad
  |ad identifier|placement creative|creative campaign]],
  [[without the ad id]])
hear("data.features", "campaign", [[campaign id|id of the campaign|campaign and advertiser|campaign advertiser
  |ad campaign|campaign identifier|campaign feature|creative campaign|campaign ids]],
  [[campaign ctr|ctr of the campaign|saw the campaign|seen the campaign|campaign was seen]])
hear("data.features", "advertiser", [[advertiser id|id of the advertiser|campaign and advertiser|campaign advertiser
  |advertiser identifier|advertiser feature|advertiser ids|advertiser site]],
  [[advertiser ctr|ctr of the advertiser|advertiser size]])
hear("data.features", "ad_category", [[category of the ad|ad category|advertised category|category of the product
  |advertiser category format|product category|category format]],
  [[category of the site|category ctr|clicks on the category|category clicks]])
hear("data.features", "ad_format", [[ad format|format of the ad|creative format|format feature|category format
  |banner or video|placement and format|category and format]])
hear("data.features", "quality_shown", [[quality of the creative|creative quality|ad quality|quality score of the ad
  |visible quality|quality sign|image quality of the ad]])
hear("data.features", "user_ctr", [[
  user ctr|user's ctr|ctr of the user|user click rate|click rate of the user|user's click rate|past ctr of the user
  |historical ctr of user|clicks of the user before
  |user's past click rate|how often the user clicks|person's click rate|counters for user|ctr of user]])
hear("data.features", "site_ctr", [[
  site ctr|site's ctr|ctr of the site|click rate of the site|site click rate|site's click rate|past ctr of the site
  |counters for site|ctr of site]])
hear("data.features", "ad_ctr", [[
  ad ctr|ad's ctr|ctr of the ad|historical ctr|past ctr|past ctrs|historical click rate|historical click rates
  |past click rate|past click rates|click rate of the ad|counters as of event time|counters as of the event
  |point-in-time counters
  |smoothed ctr|counters of historical|ctr counters|historical counters|ctr as of yesterday|counter as of yesterday
  |counters as of midnight|counters as of yesterday|smoothed click rate|ad's historical ctr|past ctrs of ad]],
  [[ctr over the whole|lifetime ctr|ctr over all|total ctr|whole-log ctr|ctr over the full]])
hear("data.features", "campaign_ctr", [[campaign ctr|ctr of the campaign|campaign's ctr|campaign click rate
  |click rate of the campaign|ctr of campaign|counters for campaign|ctr by campaign]])
hear("data.features", "advertiser_ctr", [[advertiser ctr|ctr of the advertiser|advertiser's ctr|advertiser click rate
  |click rate of the advertiser|ctr of advertiser|ctrs of ad and advertiser|ctr of ad and advertiser
  |counters for advertiser|ctr by advertiser]])
hear("data.features", "category_ctr", [[category ctr|ctr of the category|category's ctr|category click rate
  |click rate of the category|ctr by category]])
hear("data.features", "ad_age", [[age of the ad|ad age|ad's age|days since the ad started|days since launch
  |how old the ad|time since the ad|time since launch|age of the creative|creative age|hours since the ad]])
hear("data.features", "ad_shown", [[how often the ad was shown|number of showings of the ad
  |impressions of the ad so far|ad's impressions so far|times the ad was shown|impression count of the ad
  |showings so far]],
  [[in proportion to how often|proportional to how often|negatives in proportion]])
hear("data.features", "advertiser_size", [[advertiser size|size of the advertiser|how large the advertiser]])
hear("data.features", "campaign_seen", [[
  how often the user saw|times the user saw|user saw the campaign|seen the campaign|saw the campaign|campaign was seen
  |showings of the campaign to|recent showings to the user|exposures to the campaign
  |number of exposures|past exposures of the user|times seen by the user|user has seen the campaign
  |frequency as a feature|how often the person saw]],
  [[at most showings]])
hear("data.features", "user_category_clicks", [[
  user's clicks on the category|clicks of the user on the category|user clicks on the category|user category clicks
  |user's clicks in this category|clicks on the same category|user's history with the category
  |past clicks on the category|user by category clicks|clicks of the user in the category]])
hear("data.features", "interest_match", [[
  interest match|match of interest|interest matches|match between interest and|interest equals the category
  |whether the interest matches|interest and category match|match of user interest]])
hear("data.features", "ad_ctr_total", [[
  ad ctr total|ctr over the whole log|counter over the whole log|whole log ctr|whole-log ctr|whole-log counter|whole log counters
  |lifetime ctr|lifetime totals|lifetime click rate|lifetime counters|total ctr|all-time ctr|all-time click rate
  |overall ctr of the ad
  |ctr over all days|ctr over the full log|ctr over the complete log|ctr of the whole log|ctr over the entire log
  |ctr computed over the whole|today's counters to old|final ctr|final counters|total clicks of the ad
  |total click rate]],
  [[whole log contains|whole log leaks|whole-log ctr leaks|lifetime totals leak|lifetime ctr leaks
  |over the whole log contains|whole log holds
    |over the whole log leaks]])

-- models
hear("ranking.model", "logistic", [[
  logistic regression|logistic model|linear model|linear ranker|sparse linear|ftrl|linear classifier|logistic ranker
  |online logistic]],
  [[logistic regression as baseline|baseline logistic|logistic regression baseline|lower than logistic|linear model cannot
    |beat logistic|better than logistic|against logistic|logistic regression cannot learn|logistic regression cannot see|logistic regression cannot cross|logistic regression cannot capture
    |linear model over counters|logistic regression is the baseline|baseline is logistic
    |start with a linear|linear model as baseline|keep the linear|linear baseline|baseline linear|weighted logistic
    |logistic regression trains in minutes|to beat logistic|before the logistic]])
hear("ranking.model", "fm", [[
  factorization machine|factorisation machine|factorisation machines|fm model|fm ranker|field-aware factorisation|ffm
  |second-order fm|an fm|plain fm|ship fm|take fm|use fm]],
  [[deep factorisation machine|deepfm|fm would be cheaper|fm gets pairs|factorisation machine gets|fm is cheaper
  |dcn over fm|fm only second|fm cheaper]])
hear("ranking.model", "deepfm", [[deepfm|the deep fm|deep factorisation machine|wide and deep|wide & deep]],
  [[deepfm is simpler|deepfm adds]])
hear("ranking.model", "dcn_v2", [[dcn|dcn v2|dcn-v2|deep and cross|deep & cross|the cross network|cross layers
  |cross network v2]],
  [[against dcn|dcn maybe|dcn-v2 maybe]])
hear("ranking.model", "mlp", [[
  mlp|multi-layer perceptron|multilayer perceptron|plain deep network|plain neural network|feed-forward network
  |fully connected network|dnn on embeddings|deep neural network|hidden layers only|simple neural net|embedding mlp
  |plain dnn|neural network on embeddings]],
  [[mlp alone|mlp cannot|network with cross]])
hear("ranking.loss", "bce", [[
  binary cross-entropy|binary cross entropy|bce|cross-entropy|cross entropy loss|logistic loss|train on log loss
  |trained on log loss|trained with log loss|pointwise on log loss|logloss training|sigmoid cross-entropy
  |log loss rather than
  |log loss for the click]],
  [[normalized cross-entropy|normalised cross-entropy|metric is cross-entropy|cross-entropy as the metric
  |metric cross-entropy|softmax cross-entropy|sampled softmax|instead of cross-entropy|relative cross entropy]])
hear("ranking.loss", "focal", [[focal loss|focal|loss focal]],
  [[focal loss is not needed|no focal|instead of focal|focal loss distorts|focal loss would distort|focal loss moves]])
hear("ranking.calibration", "platt", [[
  platt|platt scaling|platt calibration|sigmoid calibration|temperature scaling of|logistic calibration
  |calibrate with a logistic]])
hear("ranking.calibration", "isotonic", [[isotonic|isotonic regression|isotonic calibration]],
  [[isotonic needs more|isotonic overfits|isotonic would overfit]])
hear("ranking.calibration", "none", [[
  no calibration|skip calibration|calibration unnecessary|without calibration|calibration not needed
  |calibration layer is not needed|uncalibrated scores|leave scores uncalibrated|raw scores are fine
  |calibration does not matter|no calibration layer|raw model outputs|calibration step is not needed
  |no separate calibration|no extra calibration]],
  [[without calibration bids]])

-- candidates
hear("data.negatives", "hard", [[hard negatives|hard negative mining|mine hard negatives|hardest negatives
  |semi-hard negatives]])
hear("retrieval.model", "two_tower", [[
  two-tower|two tower|two towers|dual encoder|two encoders|user tower|ad tower|dual tower|siamese network|bi-encoder
  |twin towers|user encoder and ad encoder|tower for the user|dssm|towers for retrieval]])
hear("retrieval.model", "matrix_factorization", [[
  matrix factorisation|matrix factorization|mf model|als|alternating least squares|latent factors|svd
  |factorise the matrix|collaborative filtering]])
hear("retrieval.model", "popularity", [[
  popularity candidates|candidates by popularity|popular ads as candidates|ads with most clicks|candidates by popular
  |most clicked ads as candidates|top ads by past revenue|candidates by historical revenue|retrieve the most popular
  |retrieve by popularity|popularity for candidate generation|highest ctr ads as candidates|most popular ads]],
  [[fall back to popular|fallback popular|popular ads on timeout|timeout show the popular|popular ads when]])
hear("retrieval.loss", "sampled_softmax", [[
  sampled softmax|in-batch softmax|batch softmax|softmax over the batch|softmax over negatives|softmax cross entropy
  |contrastive loss|infonce|info-nce|softmax over sampled|softmax over ads|towers with softmax|softmax loss]])
hear("retrieval.loss", "bce", [[no sampled softmax|not sampled softmax|instead of sampled softmax|
  binary cross entropy retrieval|bce retrieval|retrieval pointwise|pointwise loss for retrieval
  |towers trained with binary cross entropy|towers with bce|bce for the towers|two-tower bce
  |two-tower binary cross entropy|sigmoid loss for the towers|towers with log loss]])
hear("retrieval.logq_correction", "true", [[
  logq|log q|log-q|logq correction|log q correction|correct for sampling probability|sampling bias correction
  |sampling-bias-corrected|correct for sampling bias|subtract log probability|subtract the log frequency
  |minus log of item frequency|minus the log frequency
  |subtract the log of the sampling|correct logits popularity|correct for item frequency|log sampling probability
  |popularity correction in the softmax|corrected softmax|minus log frequency|minus log of ad frequency
  |log of item frequency|log of the frequency|minus log p]],
  [[no log q|without log q|skip log q]])
hear("retrieval.logq_correction", "false", [[
  uncorrected softmax|softmax uncorrected|softmax without correction|leave the logits alone|plain in-batch softmax
  |raw logits|logits uncorrected|ignore sampling bias|skip log q|no sampling correction|no log q|without log q]])
hear("retrieval.index", "hnsw", [[hnsw|navigable small world|graph index|proximity graph|hierarchical graph]])
hear("retrieval.index", "ivf_pq", [[
  ivf-pq|ivf pq|ivfpq|product quantisation|product quantization|pq codes|inverted file with pq|ivf with pq
  |pq over inverted|pq compressed]])
hear("retrieval.index", "ivf_sq8", [[
  ivf-sq8|ivf sq8|sq8|scalar quantisation|scalar quantization|8-bit quantisation|int8 vectors|one byte per dimension
  |8 bit vectors]])
hear("retrieval.index", "ivf", [[
  ivf|inverted file|ivf index|ivf flat|cluster the vectors|coarse clusters|k-means cells|inverted file index]],
  [[inverted list joined|inverted lists joined|targeting come from an inverted list|inverted lists per targeting
  |inverted list per rule|inverted list of eligible|inverted lists of eligible|targeting inverted list
  |targeting inverted lists
    |inverted index on targeting|inverted lists for targeting]])
hear("retrieval.index", "flat", [[
  exact search|flat index|brute force|brute-force|exhaustive search|exact scan|scan all vectors|scan all eligible
  |exact nearest neighbours|full scan of vectors|no index needed]],
  [[exact search is too|brute force is too|exact search too]])
hear("retrieval.targeting", "before", [[
  filter before search|filter before the search|targeting before the search|targeting is applied before
  |targeting before the vector search|pre-filter|pre-filter by targeting|prefilter|targeting filter first
  |targeting filter comes first|targeting comes first|targeting first
  |filter by targeting first|filtered while searching|filter while searching|filter inside the search|filtered search
  |filtered vector search|targeting while searching|targeting inside the index|inside the search
  |eligible ads only are searched|search only eligible
  |search only among eligible|search among eligible|filter then search|filter then retrieve|targeting then retrieval
  |targeting filter then|joined into the vector search|eligible ads before|eligibility before
  |ineligible ads are filtered while|targeting before retrieval|filter before retrieval
  |targeting and retrieval together|inverted lists per targeting|inverted index on targeting|targeting before
  |all allowed|search joined with targeting|targeting with the search|eligibility first|bitmap of eligible
  |eligible ads first|filter before ranking]],
  [[targeting before is too]])
hear("retrieval.targeting", "after", [[
  filter after search|filter after the search|post-filter|postfilter|post-filter the found|targeting after the search
  |targeting is checked after|targeting after retrieval|targeting after|check targeting after
  |filter the results by targeting|strike ads after|filter after retrieval|filtered afterwards
  |remove ineligible ads after
  |drop ineligible candidates|targeting applied after|filter the candidates by targeting|search then filter
  |retrieve then filter|retrieve first filter later|filter the candidates afterwards|targeting checked at the end
  |targeting last]],
  [[after it most|after the search most|filter after would|filtered later|after the search would|filter later]])

-- the auction and its rules
hear("policy.auction", "second_price", [[
  no first price|not first price|not a first price|no pay as bid|never first price|
  the second price|the second-price|gsp|generalised second price|generalized second price|vickrey|vcg
  |pays the price of the next|pays the next bid|pays just enough|pays the runner-up|pays what is needed to beat
  |next highest bid|price of the runner-up|runner-up's bid|pay the second highest|beat the next one
  |lowest price that still wins|minimum needed to win]],
  [[second price is too]])
hear("policy.auction", "first_price", [[
  the first price|the first-price|pays its bid|pays his bid|pay what they bid|pays what it bid|pay their bid
  |pay as bid|pay-as-bid|winner pays its own bid|charged their bid|charged what they bid|pays the own bid
  |pays her bid]],
  [[first price invites|first price would invite|first price makes|whereas first price|first price pays more
  |while first price|first price leads|first-price leads|first price shading|first price bids are shaded
  |first price causes]])
hear("policy.pacing", "throttle", [[
  throttle|throttling|pacing by throttling|sits out auctions|sit out auctions|sits out some auctions|sit out some
  |sits out|skip auctions|skips auctions|skips some auctions|probabilistic pacing|probabilistic throttling|throttled
  |drop out of some auctions|participates in a share of auctions|participation probability|take part in fewer auctions
  |leave out auctions when ahead|ahead of the plan sits out|ahead of schedule skip|random participation]])
hear("policy.pacing", "multiplier", [[
  the pacing multiplier|paced bid multiplier|pacing bid multiplier|budgets bid multiplier|campaign bid multiplier
  |bid multiplier lowered|bid multipliers for pacing|multiplier on the bid when|multiplier below one
  |multiplicative pacing|shade the bids|shade bids|shades bids|shade bids spends too fast
  |shade bids when spends too fast|lower bids when spends too fast|reduce bids when spends too fast
  |shade bids spending too fast|lower bids spends too fast|reduce bids spends too fast|lower its bids|reduce its bids
  |bid shading for pacing|lower the bids when|bids are lowered|bids multiplied pacing|scale bids down
  |scale the bid down|adaptive pacing multiplier|bid modification|reduce bids when ahead|bids scaled|pacing by bid]],
  [[invites shading|makes them shade|advertisers shade|bidders shade|first price shading|shading by advertisers
  |global multiplier|instead of bid multipliers]])
hear("policy.pacing", "none", [[
  no pacing|without pacing|skip pacing|spend as fast as possible|spent as fast as possible|accelerated delivery
  |as soon as possible delivery|asap delivery|pacing is not needed|budgets are not paced|budgets need no pacing
  |first come first served budgets|spend until it is gone]],
  [[without pacing budgets]])
hear("policy.frequency_cap", "0", [[
  no frequency cap|without a frequency cap|no cap on showings|uncapped frequency|no capping
  |frequency cap is not needed|no limit on showings|skip the frequency cap]])
hear("policy.reserve", "0", [[
  no reserve|without a reserve|no reserve price|no floor|no floor price|no minimum price|reserve of zero
  |sell every slot at any price|zero reserve]])
hear("policy.exploration", "0", [[
  no exploration|without exploration|skip exploration|exploration is not needed|never explore|no random slots
  |pure exploitation|only exploit|new ads need no exploration|do not explore|dont explore]],
  [[without exploration new]])

-- evaluation
hear("evaluation.guardrails", "online.hides_per_1000", [[
  hides must not|hides may not|hides guardrail|guardrail hides|guardrails hides|hides as guardrail|hide rate guardrail
  |guardrails are hides|hide rate must not|hide rate may not|hidden ads must not|guardrail hide rate
  |guardrail negative feedback|negative feedback guardrail|hides flat|hides stay|hides as a guardrail
  |advertiser value and hides|advertiser return and hide rate|hides and advertiser value|hides limits
  |hides not worse]],
  [[hides are ignored|ignore hides]])
hear("evaluation.guardrails", "online.advertiser_value_per_1000", [[
  advertiser value must not|advertiser value may not|advertiser value guardrail|guardrail advertiser value
  |guardrails advertiser value|advertiser value as guardrail|guardrail advertiser return|advertiser return must not
  |advertiser return may not|advertiser return guardrail|hides and advertiser value|advertiser value and hides
  |guardrails advertiser|advertiser roi guardrail|guardrail roi|guardrails roi|guardrail roas|advertiser roi must not
  |value for advertisers must not|advertiser return and hide rate|advertiser return limits
  |advertiser value not worse]])
hear("evaluation.guardrails", "serving.p99_ms", [[
  guardrail latency|latency as guardrail|guardrails latency|p99 guardrail|latency must not rise|latency must stay
  |latency is a guardrail|latency guardrail|guardrail p99]])
hear("evaluation.guardrails", "ranking.calibration_ratio", [[
  guardrail calibration|calibration as guardrail|guardrails calibration|calibration ratio guardrail
  |guardrail the calibration ratio|calibration guardrail|calibration ratio must stay|calibration must not
  |guardrail calibration ratio]])
hear("evaluation.guardrails", "list.fill_rate", [[
  guardrail fill rate|fill rate must not|guardrails fill rate|fill rate as guardrail|fill rate guardrail]])
hear("evaluation.guardrails", "online.ctr", [[guardrail ctr|ctr as guardrail|guardrails ctr|ctr must not fall
  |guardrail click rate]])
hear("evaluation.slices", "new_items", [[
  new ads|new creatives|young ads|fresh ads|ads without history|slice new ads|slices new ads|new campaigns|by ad age
  |cold ads|new advertisers|slice new creatives|by new creatives]],
  [[explore new ads|exploration for new ads|new ads come|slots for new ads]])
hear("evaluation.slices", "tail_items", [[
  tail ads|tail advertisers|small advertisers|long tail|rare ads|the tail|head and tail|slice tail|slices tail
  |small campaigns|by advertiser size|advertiser tier|rare advertisers|by popularity of the ad|tail campaigns]])
hear("evaluation.slices", "new_users", [[
  new users|anonymous users|users without history|logged-out users|slice new users|slices new users|cold users
  |users without an id|by user tenure|users with little history]])
hear("evaluation.slices", "phone", [[
  by device|phones|slice device|slices device|per device|slice phone|slices phone|device slice|mobile slice
  |slice by device|devices|by device type|mobile and desktop|device and site]])
hear("evaluation.ab_days", "14", [[two full weeks|two whole weeks|plan two weeks]])
hear("evaluation.ab_days", "28", [[four full weeks|four whole weeks]])
hear("evaluation.protocol", "full", [[
  against the full catalogue|against the whole inventory|against the full inventory|against all eligible
  |against all ads|against all live ads|full-corpus|full corpus|full catalogue|recall over the full|whole catalogue
  |whole corpus|not sampled metrics|no sampled metrics|unsampled metrics|rank against all|over all live ads
  |full protocol|measured on the full|against the entire]],
  [[full catalogue too expensive|negatives from the whole|negatives whole corpus]])
hear("evaluation.protocol", "sampled", [[
  sampled metrics|sampled evaluation|sampled negatives for evaluation|against 100 negatives|against 100 random
  |100 sampled negatives|99 negatives|one positive and 100 negatives|recall over sampled|1000 sampled negatives
  |evaluate on sampled]],
  [[sampled metrics are inflated|sampled metrics mislead|sampled metrics flatter|instead of sampled|rather than sampled]])

-- serving and monitoring
hear("serving.fallback", "true", [[
  fallback|fall back|falls back|house ads on timeout|house ads when|show house ads|backup list|degrade gracefully
  |graceful degradation|degraded mode|on timeout show|on timeout we show|on timeout serve|when late show
  |default ads when late|answer from a precomputed table|precomputed table of|table of smoothed rates
  |serve popular ads when
  |last resort are house ads|simple auction when late|smoothed ctr auction when|if the ranker is late]],
  [[without fallback|no fallback|empty slot on timeout|fallback is not needed|no fallback is needed]])
hear("serving.fallback", "false", [[
  no fallback|without fallback|skip the fallback|fallback unnecessary|fallback is not needed|no fallback is needed
  |empty slot on timeout|leave the slot empty on timeout|return nothing on timeout|fail the request]])
hear("serving.index_refresh_minutes", "60", [[
  refresh index hourly|index hourly|hourly index|indexed hourly|rebuild the index every hour|index every hour
  |hourly index build|hourly refresh of the index|refresh hourly|new ads indexed every hour|new ads hourly
  |index is refreshed hourly|index takes in new ads hourly]])
hear("serving.index_refresh_minutes", "1440", [[
  rebuild index daily|index daily|index nightly|index rebuilt nightly|index is rebuilt nightly
  |rebuild the index every night|nightly index build|daily index build|index every day|index once a day
  |refresh index daily|index every night|index is built daily]],
  [[waiting a day would]])
hear("serving.index_refresh_minutes", "15", [[index every quarter of an hour|index every quarter hour]])
hear("serving.precision", "int8", [[not float32|no float32|instead of float32|instead of fp32|
  int8 weights|8-bit weights|quantised weights|quantized weights|int8 ranker|int8 inference|quantise the ranker
  |quantize the ranker|ranker in int8|8 bit integers for the ranker|post-training quantisation|int8 scoring
  |weights in int8]])
hear("serving.precision", "float32", [[
  float32|fp32|full precision|32-bit floats|no quantisation of the ranker|single precision|float weights]],
  [[fp32 vectors|float32 vectors]])
hear("monitoring.monitors", "features", [[
  feature drift|input drift|feature distribution|feature distributions|null rates|null rate|null share|psi per feature
  |psi of every feature|monitor features|feature monitors|missing values|drift of inputs|data drift
  |input distributions|data quality checks|watch the features|feature statistics|features psi|monitor the inputs
  |missing features|empty features
  |empty values|counter arrives empty|features and scores|features scores|distribution of inputs|share of empty
  |inputs drift|nulls of every feature]])
hear("monitoring.monitors", "scores", [[
  score drift|score distribution|score distributions|prediction drift|distribution of scores|monitor scores
  |mean prediction|distribution of predictions|prediction distribution|output drift|watch the scores|mean score
  |features and scores|features scores|scores and calibration|distribution of the scores|predicted ctr distribution]])
hear("monitoring.monitors", "calibration", [[
  monitor calibration|calibration drift|calibration by slice|calibration by segment|calibration by hour
  |calibration over time|predicted over actual|predicted versus actual|predicted against actual|predicted vs actual
  |predicted/actual|predicted clicks over clicks|predicted over observed|predictions over clicks|calibration daily
  |calibration monitor|watch calibration|calibration ratio|monitors calibration
  |features calibration|calibration alarm|calibration on fresh|scores and calibration|calibration every day
  |and calibration|calibration as the first alarm|prediction against reality|sum of predicted clicks
  |watch the calibration|i'd watch calibration]])
hear("monitoring.monitors", "ctr", [[
  monitor ctr|monitor the ctr|click rate monitor|watch the click rate|watch ctr|click rate by day|ctr by day|daily ctr
  |ctr over time|ctr drops|and the click rate|alert on the click|alert on ctr|click-through rate every day|ctr monitor
  |and ctr|monitors ctr|watch click-through|features and click rate|click rate every day|ctr per site
  |click rate by hour]],
  [[actual clicks|over actual clicks|predicted clicks|predicted ctr]])
hear("monitoring.drift_metric", "psi", [[psi|population stability index|stability index|population stability]])
hear("monitoring.drift_metric", "ks", [[no psi|not psi|instead of psi|rather than psi|ks|ks test|kolmogorov
  |kolmogorov-smirnov|ks statistic|ks distance]])
hear("monitoring.retrain_every_days", "1", [[
  retrain daily|daily retraining|retrain every day|retrain each day|retrain nightly|train every night|retraining daily
  |fresh model every day|nightly retraining|new model each day|train a new model daily|new model every night
  |retrained daily|retrained every day|retrained every night|new weights nightly|new weights every night
  |fresh weights every night|so daily|rather daily|daily instead|retrain overnight|a new model nightly|daily retrain
  |model trained every day]],
  [[so daily budget|so daily budgets|so daily counters|so daily spend|daily retraining is too|daily retraining is not needed]])
hear("monitoring.retrain_every_days", "2", [[retrain every other day|retrain every second day
  |retraining every other day|retrained every other day]])
hear("monitoring.retrain_every_days", "7", [[
  retrain weekly|weekly retraining|retrain every week|retrain once a week|retraining weekly|train every week
  |retrained weekly|retrained every week|weekly retrain|new model every week]],
  [[weekly retraining is too slow|weekly would be too]])
hear("monitoring.retrain_every_days", "30", [[
  retrain monthly|monthly retraining|retrain every month|retrain once a month|retrained monthly]],
  [[monthly retraining is too]])
hear("monitoring.retrain_every_days", "365", [[retrain once a year|retrain yearly|yearly retraining|retraining once a year]])
hear("monitoring.retrain_every_days", "0", [[
  never retrain|no retraining|without retraining|not retrain|keep the model fixed|model stays fixed|train once
  |no need to retrain|retraining is not needed]])

-- Numbers that stand near one of these words set the knob.
local quantities = {
  { knob = "framing.label_window_hours", near = [[
    label window|label window of|conversion window|attribution window|wait for conversions|waits for its conversion
    |wait for the conversion|wait for a conversion|waits for a conversion|counts as a negative|counts as negative
    |becomes a non-conversion|becomes a negative
    |not converted after|not converted within|not converted in|converted within|without conversion after
    |hours for a conversion|for conversions before|window of hours|conversions are labelled after
    |conversion label after|buy label after|purchases label after
    |labelled after a window of|conversions within|label after|waiting gets most conversions|gets most conversions
    |window for conversions|wait until a click|buy label|days to convert|hours to convert]] },
  { knob = "data.negative_keep_rate", near = [[
    of the negatives|of negatives|of the non-clicks|of non-clicks|keep rate|downsample negatives to
    |downsample negatives|downsampled to|negatives are downsampled to|downsample non-clicks|downsampled with a rate
    |sample negatives at|downsampling rate|negative sampling rate
    |thin negatives to|thin them to|thinned to|share of negatives|subsample negatives|thin to|negatives at a rate
    |negatives to]] },
  { knob = "retrieval.dim", near = [[
    tower with dimensions|towers of dimensions|retrieval dimensions|tower embeddings|vectors of dimensions
    |retrieval vectors|vector size|tower dimension|dimensional vectors|dimensional towers|vector width
    |values per vector]] },
  { knob = "retrieval.temperature", near = [[temperature|tau|softmax temperature]] },
  { knob = "retrieval.epochs", near = [[tower epochs|epochs for the towers|retrieval epochs]] },
  { knob = "retrieval.candidates", near = [[
    candidates|candidate ads|ads to the ranker|ads go to the ranker|from retrieval|retrieval hands|retrieval keeps
    |then retrieve|retrieve|ads to rank|go to the ranker|retrieval to|ads per request to rank|light retrieval to
    |ranker sees|ads reach the ranker|shortlist of]] },
  { knob = "retrieval.nprobe", near = [[nprobe|probes|probe|cells probed|cells per query|look into cells]] },
  { knob = "retrieval.nlist", near = [[nlist|centroids|coarse cells|k-means cells|cells in the index]] },
  { knob = "retrieval.pq_bytes", near = [[bytes per code|pq bytes|byte codes|bytes of code|byte pq]] },
  { knob = "retrieval.hnsw_m", near = [[links per node|hnsw m|neighbours per node]] },
  { knob = "retrieval.ef_search", near = [[ef search|ef|efsearch]] },
  { knob = "retrieval.refine", near = [[refine|refinement|exact re-score]] },
  { knob = "ranking.hash_buckets", near = [[
    hash buckets|buckets|hashed rows|hash table rows|rows per field|rows a field|table with rows|hash space|hashed to
    |hashed into|hash table with|hash table of|hash size|embedding rows|rows per table|hash everything to
    |rows in the table]] },
  { knob = "ranking.embedding_dim", near = [[
    embedding per field|field embedding|field embeddings|embedding of values|embeddings of values|values per field
    |embedding of each field|feature embeddings|embeddings with dimensions|each field gets|embedding size
    |embedding dimension|embedding width|embeddings of size]] },
  { knob = "ranking.epochs", near = [[ranker epochs|epochs for the ranker|ranking epochs|epochs of the ranker
  |passes over the impressions|passes over the log]] },
  { knob = "policy.slots", near = [[slots a page|slots per page|ads per page|ads a page]] },
  { knob = "policy.reserve", near = [[
    reserve price|reserve|floor price|reserve of|floor of|price floor|minimum expected revenue|reserve price of
    |least price per thousand]] },
  { knob = "policy.frequency_cap", near = [[
    frequency cap|showings per person|showings of a campaign|cap of|times per person|views per campaign
    |views per person|views cap|times per user|showings a person|capped at|frequency cap of|per campaign and person
    |impressions per user and campaign|exposures per person|showings to one person|cap showings at]] },
  { knob = "policy.exploration", near = [[
    exploration|explore|slots for new ads|slots are for exploration|slots go to exploration|slots explore
    |slots to explore|slots go to new|slots for new creatives|creatives get|new ads get|ads get of slots
    |of the slots go|of slots go|of the slots to|of slots to|of the slots for|of slots for|of slots at random
    |of the slots at random|of slots explore|slots are random|epsilon|slots reserved for new|of slots to new
    |of impressions to new|random slots|slots are explored|explore new ads in]] },
  { knob = "policy.score_multiplier", near = [[
    global multiplier|score multiplier|multiplier on the predictions|multiply all predictions
    |multiply every prediction|multiplier of every|predictions are multiplied by|scale all predictions
    |scale the predictions by|global factor]] },
  { knob = "evaluation.ab_users", near = [[
    users in the test|users in all arms|test users|users in the experiment|experiment users|a/b test with users
    |a/b test with|users for the a/b|a/b users|users in total|people in total|users per experiment|users in both arms
    |users in the a/b test|in all|altogether|users across arms|plan people|weeks people|people in the test
    |people for the test|users are enough|users for days]] },
  { knob = "evaluation.ab_days", near = [[
    days of a/b|run days|runs days|run for days|test runs|experiment runs|experiment runs for|run the test
    |a/b test for|a/b test over|a/b test of days|a/b for|experiment for|run the a/b|run the experiment
    |experiment lasts|test takes|a/b runs|run it for|plan full weeks|should run for]] },
  { knob = "serving.qps", near = [[
    requests per second per machine|offered load|load test at|load test with|requests per second on this machine
    |qps on this machine]] },
  { knob = "serving.replicas", near = [[replicas|replicas of|copies of the funnel|copies of the stack|instances
  |replica|copies in each]] },
  { knob = "serving.index_refresh_minutes", near = [[
    refresh the index every|index refresh|index refresh every|rebuild the index every|index is refreshed
    |index refreshed|refresh every minutes|index updates every|index every|update the index every|index rebuilt every
    |new ads enter the index every|takes in new ads every|index takes in new ads|new ads are indexed
    |new ads indexed every|new ads become searchable]] },
  { knob = "monitoring.retrain_every_days", near = [[
    retrain every|retraining every|retrain each|train again every|retrained every|new model every|warm-started every
    |days between retrainings|refresh the model every|new weights every]] },
  { knob = "monitoring.alert_threshold", near = [[
    psi|psi above|psi over|psi at|ks threshold|psi threshold|ks above|ks exceeds|ks over|alert above|alert over
    |alert threshold|alert at|page above|psi exceeds|psi greater|psi beyond|psi of|drift above|drift over
    |drift exceeds|alarm threshold]] },
}

-- ---------------------------------------------------------------------------------------------------------------------
-- The seven steps.

-- Fields and counters of person, page and ad. The raw user id is not among them: it is learnt by heart.
local fields = "region+age_band+gender+interest+device+system+hour+site+site_category+"
  .. "placement+ad_id+campaign+advertiser+ad_category+ad_format+quality_shown+user_ctr+"
  .. "site_ctr+ad_ctr+campaign_ctr+advertiser_ctr+ad_age+campaign_seen+user_category_clicks+interest_match"

local clarify = {
  id = "clarify", title = "Clarify requirements", minutes = 4,
  prompt = "\"Predict the clicks\" is what I was told, and I doubt that it is what we want. Before you design anything: what "
    .. "do "
    .. "you need to know, what will you assume, and what would you promise? I want to hear whose money it is, how much of "
    .. "everything there is, and one number that says whether we got better.",
  hints = {
    "Somebody multiplies your prediction by a bid. Who pays when it is too high, and who when it is too low?",
    "Ask what advertisers pay for, how late the last label comes, what budgets do, how many ads and requests there are, how "
    .. "long a "
      .. "page waits, what may be known about people, and what runs today. Then multiply.",
    "Requests a day over 86,400, times the peak. Times slots and click rate: the labels of a day. A target in revenue per "
    .. "thousand requests against "
      .. "today's auction; advertiser value and hides as guardrails; what would make you stop; what you leave out.",
  },
  probes = {
    { when = "always",
      say = "Your rates are a third too high, all of them. Who notices first, and on which page of which report?",
      risk = "prediction taken for an order", item = "true_probability" },
    { when = "always",
      say = "Revenue is up eight percent in the second week and down twelve in the sixth. What happened in between?",
      risk = "advertisers forgotten", item = "stakeholders" },
    { when = "always",
      say = "Four requests in ten come from somebody you know nothing about. What in your plan still works for them?",
      risk = "design needs an id", item = "law" },
    { when = "always",
      say = "It is eight in the evening, our best hour, and half of the campaigns have spent their money. Is that your "
        .. "problem?",
      risk = "budgets forgotten", item = "budgets" },
  },
  decisions = {},
  forecasts = {},
  rubric = {
    { id = "stakeholders", level = "mid", points = 2, needs = "reason",
      about = "Names the three sides: revenue, advertisers, readers",
      why = "Each can be had at the cost of the others, for a while.",
      query = [[
      advertisers and users|advertiser value|advertiser return|revenue and hides|hide ads|hidden ads|three parties|three sides
      |advertisers get|people hide|publisher revenue|advertisers what they pay|readers|user experience|annoyed|hides]],
      said = [[
      Who has a stake? The platform earns, advertisers want sales for their money, visitors want a page without
      annoyance; each can be squeezed in favour of another only temporarily.
      |The site wants income, whoever books a campaign wants sales for it, and the person reading wants to be left in
      peace; squeeze one and the other two pay for it within a quarter.]],
      wrong = [[users do not matter|hides can be ignored|hides do not matter|readers do not pay so|ignore hides
      |Only our own income counts, since advertisers and readers have nowhere else to go.]] },
    { id = "goal", level = "mid", points = 2, needs = "reason",
      about = "Says what is optimised: revenue under limits, not clicks",
      why = "A click is what is counted; money that stays is what is wanted.",
      query = [[
      goal is revenue|revenue per thousand|optimise revenue|revenue rather than clicks|not clicks
      |earn more money per request|goal revenue|maximise revenue
      |revenue as long as|revenue under|revenue subject|revenue/1000|objective is revenue|want to earn]],
      said = [[
      Maximise income subject to advertiser satisfaction and few hides; taps are only what we bill, so a click
      objective invites bait.
      |What should grow: long-term earnings, not clicks.
      |Money per thousand pages is what should rise, provided that buyers keep their return and nobody flees; counting
      taps would pay for clickbait.]],
      wrong = [[goal is to maximise ctr|maximise ctr|success is ctr|maximise clicks because
      |goal is to maximise clicks|the more impressions the better|more clicks are more revenue
        |success means clicks
      |The objective is as many clicks as possible, because every click is money whatever comes after it.]] },
    { id = "true_probability", level = "senior", points = 3, needs = "reason",
      about = "Sees that the auction needs true probabilities and not only an order",
      why = "Bids are multiplied by them, reserves and prices are computed from them: an error is money.",
      query = [[
      true probability|true probabilities|calibrated probability|calibrated probabilities|probabilities must be true
      |not only the order|not just ordered|not only a good order
      |multiplied by a bid|multiplied by the bid|calibration a requirement|calibration is a requirement
      |must be calibrated|overcharged|bid times probability|p must be|probability has to be right]],
      said = [[
      Since bids are multiplied by the predicted rate and charges computed from it, the absolute value matters, not
      only the ranking; an error is billed.
      |If p comes out a third too large, we pay with it: bids times p sets rank, floor and price, so the value itself
      has to be right and not just the sorting.]],
      wrong = [[only the order of ads matters|only the order matters|probabilities need not be true
      |calibration is a nice-to-have|calibrated probabilities are a nice-to-have
        |auction only sorts|order is all that matters
      |A monotone score is as good as a probability here, because the auction just sorts and prices do not depend on
      the scale.]] },
    { id = "scale", level = "mid", points = 2, needs = "number", about = "Users, requests, ads and slots with figures",
      why = "Ten million ads and four slots are a funnel, whatever the model.",
      query = [[
      million people|million users|million daily|million ads|pages each|slots|requests a day|requests per day
      |ads are active|million active|ten million ads|dau|page views]],
      said = [[
      How much traffic: 500M users, five billion pages a day, four placements each, ten million live ads, one million
      eligible.
      |Half a billion people a day, ten pages apiece with four spaces each, out of ten million running campaigns.]] },
    { id = "arithmetic", level = "senior", points = 2, needs = "number",
      about = "Multiplies through: load at peak, impressions, clicks, revenue",
      why = "58 thousand requests a second, 20 billion impressions and 400 million clicks a day decide what may be dear.",
      query = [[
      86400|per second at peak|thousand per second|k qps|billion impressions|impressions a day|impressions per day
      |million clicks|clicks a day|requests per second|at peak|rows a day|tb a day|busiest hour
      |requests/s|rows/day|impressions/day]],
      said = [[
      5 billion page views / 86,400 s is 58k per second, 174k at the peak; 20 billion showings and 400 million clicks
      a day at 2%.
      |Ten pages times 500 million is 5e9 a day, by 86,400 that is 58k/s; three times that in the evening, and 2% of
      20e9 showings make 400 million clicks.]],
      wrong = [[
      Five billion requests a day are about a thousand a second, so one machine carries it.]] },
    { id = "labels", level = "mid", points = 2, needs = "number", about = "How rare clicks and conversions are",
      why = "Two in a hundred, and then five in a hundred of those: it decides sampling, sizes of tests and what a model can "
        .. "learn.",
      query = [[
      percent ctr|ctr of|ctr 2|clicks are rare|positives are rare|2 percent|two in a hundred|two percent
      |in a hundred impressions|one in twenty|percent of clicks|click rate of|clicks convert|imbalanced]],
      said = [[
      Base rates: about 2% of impressions are clicked and 5% of clicks convert, so one purchase per thousand showings.
      |Only one showing in fifty is tapped and of those one in twenty buys, so positives are scarce, 1 in 1000 for
      sales.]],
      wrong = [[
      Half of all impressions get a click, so the classes are about even and rarity is no issue.]] },
    { id = "delay", level = "senior", points = 2, needs = "reason", about = "Asks how late conversions come",
      why = "A label that is not finished looks like a no, and more so for some advertisers than for others.",
      query = [[
      conversions come|conversions late|late conversions|delayed conversions|conversion delay|days late|hours to days
      |days later|labels incomplete|labels are not finished|label delay|delayed feedback|conversions arrive]],
      said = [[
      After how long do purchases get reported? Hours to days, different by advertiser, so recent negatives are not
      final yet.
      |When do sales come in after the click, at once or a week later? As long as they are outstanding, a fresh click
      that has not sold says little, above all for expensive goods.]],
      wrong = [[
      Conversions arrive at the moment of the click, so yesterday's labels are final today.]] },
    { id = "budgets", level = "senior", points = 2, needs = "reason",
      about = "Asks about budgets, and what happens in the evening",
      why = "What is sold in the morning decides who is left to bid at night: predictions change competition.",
      query = [[
      budgets run out|budget runs out|budgets gone|pacing|daily budget|daily budgets|exhausted budgets|campaign money
      |money is gone|out of budget|spend their budget|budgets are finite|gone by evening|overspend]],
      said = [[
      Do campaigns have daily limits and run out in the evening? Then competition is thinner at night and prices fall,
      so spending speed matters.
      |Does a campaign stop when its money for the day is spent? By evening the strong bidders are gone and cheap ones
      win, which changes who competes.]],
      wrong = [[
      Budgets never run out, so the same advertisers bid at every hour and we can leave money out of it.]] },
    { id = "latency", level = "mid", points = 1, needs = "number", about = "Latency at a percentile, for the whole answer",
      why = "The page goes on without a slow ad, and the slowest requests have the most to compute.",
      query = [[100 ms|p99|ms at the 99th|milliseconds|99th percentile|latency budget|latency is]],
      said = [[
      The ad response must be ready in 100 ms at p99 including auction, as the page won't wait.
      |The page waits 100 ms at most for us, in 99 of 100 cases, targeting and auction included.]],
      wrong = [[average latency of|average latency is enough|mean latency is|average latency is fine
      |A mean of 100 ms is all we have to promise, and two or three seconds are fine now and then as people read on.]] },
    { id = "cold", level = "senior", points = 1, needs = "reason",
      about = "Sees that inventory is young: ads without history every day",
      why = "A model of ids and counters knows nothing of the ads whose owners are watching.",
      query = [[
      new ads|cold start|started this week|new each day|new daily|ads without history|young ads|history alone
      |fresh ads|new ones come|few percent are new]],
      said = [[
      Every day thousands of new creatives start with no clicks; ids and counters tell nothing about them, so content
      and advertiser features have to.
      |A few percent of the campaigns began this week and have hardly been shown, so whatever counts past clicks is
      blind for them.]],
      wrong = [[
      Inventory is stable, practically no ads are new, so history is there for every one of them.]] },
    { id = "baseline", level = "senior", points = 2, needs = "reason",
      about = "Asks what runs today and what that did to the log",
      why = "The log holds what the old auction let win; its taste is in every counter.",
      query = [[
      logs are biased|biased logs|log is biased|favoured large|favours large|favours big|rough click rate
      |current system|existing system|what runs now|today's auction|present system|data lean to|crude|old auction
      |baseline today|baseline: rough]],
      said = [[
      What system is live? Its auction chose the winners, therefore the log contains mainly big advertisers and its
      counters carry that preference.
      |What decides today, and what has that shown? The present rule prefers old big accounts, thus the data know
      these best and say little about the rest.]],
      wrong = [[
      What ran before does not touch our data, since logs are a neutral sample of all ads.]] },
    { id = "target", level = "senior", points = 2, needs = "number", about = "A target with baseline and number",
      why = "Without one, any result is a success.",
      query = [[
      target|percent more revenue|revenue up by|i'd commit to|commit to|promise|uplift of|increase of
      |more revenue per thousand|higher revenue|percent over today|over baseline|vs that]],
      said = [[
      Aim: 2% more revenue per thousand pages than the present model at unchanged hides, in an experiment.
      |We'd call it won at +3% income per thousand pages against the present rule, hides and cost per sale no worse.
      |I'd promise 2 percent above what runs now, from 49 to 50 per mille, measured in an A/B test.]] },
    { id = "guardrails", level = "senior", points = 2, needs = "reason", about = "Guardrails: advertiser value, hides",
      why = "Revenue can be bought with bait and with prices that are too high.",
      query = [[
      guardrail|guardrails|must not get worse|may not fall|must not rise|limits|with hides flat|cannot get worse|must stay]],
      said = [[
      Must hold: advertisers' cost per sale, hide rate, churn, since income can be inflated by overpricing and
      misleading creatives.
      |What may not suffer: what a sale costs the client, how many people hide an ad or leave; otherwise we grow by
      selling rubbish at high prices.]],
      wrong = [[
      As long as revenue rises nothing else has to be watched, since hides and advertisers follow by themselves.]] },
    { id = "law", level = "staff", points = 2, needs = "reason",
      about = "Privacy and law, and what they ask of features and fallbacks",
      why = "Four in ten requests are without an id by law: the model has to be good there too.",
      query = [[
      consent|gdpr|privacy|illegal|health or religion|sensitive|minors|context only|third-party cookies|deletion
      |job ads|off limits|explain why]],
      said = [[
      Consent: about 40% of requests come without identifiers, so contextual features must suffice; deletion duties
      and limits for sensitive categories and minors.
      |Four in ten visitors refuse tracking, hence the model must rank on page and ad alone for them, and whoever asks
      to be deleted disappears from the logs.]],
      wrong = [[
      Consent is a matter for the lawyers and changes nothing in the model, we may use every person's history anyway.]] },
    { id = "non_goals", level = "senior", points = 1, about = "Says what is left out",
      why = "Fraud, creative review and external exchanges are systems of their own; naming them saves minutes.",
      query = [[
      out of scope|leave out|not in scope|non-goal|non-goals|not part of|i exclude|leave aside|outside scope
      |another team|not cover]],
      said = [[
      Leave out click fraud detection, creative review, billing, external exchanges, and building the bidding tool.
      |I leave aside who checks the creatives, fraud billing and other exchanges; those are separate systems.]] },
    { id = "kill", level = "staff", points = 3, needs = "tradeoff",
      about = "Says in advance which goal yields, and what would stop the launch",
      why = "On the day revenue will be up and advertiser value down, and everybody will have an opinion.",
      query = [[
      stop the launch|i would stop|would stop if|roll back if|kill criterion|stop if|no launch if|pull it|i pull
      |abort if|not launch if|give up revenue|at the price of|even when revenue|even if revenue]],
      said = [[
      If earnings increase while advertiser return or hides get worse by more than 1%, we stop; short-term income
      yields to long-term trust.
      |If income and client value part ways, client value wins: I'd give up a percent of revenue, but a rise of 3% in
      cost per sale stops the launch.]],
      wrong = [[
      We decide what yields on the day itself, and a launch is never stopped as long as revenue is up.]] },
  },
  traps = {
    "Taking the click rate for the goal: bait wins that contest.",
    "A good order of ads, and probabilities that nobody checked: the auction multiplies them by money.",
    "Forgetting that budgets end, so that whoever wins the morning is missing in the evening.",
    "A label that is not finished counted as a no.",
  },
  answer = "The goal is revenue per thousand requests, not clicks, because bait earns clicks and loses money. Three sides "
    .. "have to stay: publishers, advertisers who want value, "
    .. "and readers who hide ads, since each can be had at the cost of the others. What the model says is multiplied by a "
    .. "bid, so it must be a true probability and not only the right order. "
    .. "Scale: 500 million people, 10 pages each, 4 slots, 10 million active ads. That is 5 billion requests / 86,400, 58 "
    .. "thousand a second, 174 thousand per second at peak, and 20 billion impressions a day. "
    .. "At 2 percent CTR there are 400 million clicks, and 5 percent of clicks convert. Conversions come late, after a day in "
    .. "the mean, so labels are not finished when we train. Budgets run out before midnight, which "
    .. "means that today's winners are missing in tonight's auction, and pacing is part of the design. About 4 percent of ads "
    .. "are new each day, therefore counters alone cannot work. The answer has 100 ms at the 99th percentile. Today's system "
    .. "ranks by a rough click rate and favours large advertisers, so its log is biased towards them. My target is 5 percent "
    .. "more revenue per thousand than today's auction, in an A/B test. Guardrails are advertiser value and "
    .. "hides, because revenue can be bought with prices that are too high. Only consented data, nothing sensitive, and "
    .. "context only for the four in ten without an id, because the law asks for it. Out of scope: fraud, creative review, "
    .. "outside exchanges. I "
    .. "would stop the launch if advertiser value falls by 2 percent, even when revenue is up, although that gives up money, "
    .. "because such revenue is borrowed.",
}

local frame = {
  id = "frame", title = "Frame as an ML task", minutes = 3,
  prompt = "Make it a machine learning problem. What goes in, what comes out, when is a row a positive and when is it settled "
    .. "that it "
    .. "is not? And how does a number from your model become an order and a price?",
  hints = {
    "An advertiser pays when somebody buys, and that may be on Thursday. What is the label of Monday's click until then?",
    "Say what is predicted, per what, and what it is multiplied by; why a loss that keeps probabilities; a window for the "
    .. "click and one for the "
      .. "conversion; the stages, because not everything can be scored.",
    "P(click | person, page, ad) and P(conversion | click); order by bid times those; pointwise log loss; conversions settled "
    .. "after 2 to 3 days: "
      .. "half a mean delay sees 39 %; targeting, 300 candidates, model, auction.",
  },
  probes = {
    { when = "unsaid framing.label_window_hours",
      say = "A click from this morning has not converted. What does your training set say about it tonight?",
      risk = "labels that are not finished", item = "window" },
    { when = "framing.label_window_hours=1",
      say = "After one hour you call it a no. Which advertisers look worthless now, and what do they sell?",
      risk = "late conversions as negatives" },
    { when = "framing.label_window_hours=168",
      say = "You learn from clicks that are a week old. What has changed on the market since?", risk = "stale labels" },
    { when = "always",
      say = "Two ads: one bids 2 and you say 1 %, one bids 1 and you say 2.1 %. You are wrong by a tenth on one of them. What "
        .. "does that cost, and whom?",
      risk = "prediction errors become prices", item = "probability" },
    { when = "always", say = "How would a clever advertiser make money from the way you count?", risk = "gaming", item = "gaming" },
  },
  decisions = {
    { knob = "framing.label_window_hours", accept = { "24..120" }, points = 3,
      why = "A short window misses late conversions, and more so those of slow advertisers: as negatives they make the rate "
        .. "too low, and what corrects for them has less to go by. A long one waits. One to five times the mean delay can be "
        .. "defended.",
      open = "How long does a click wait for its conversion before it counts as a negative?" },
  },
  forecasts = {
    { metric = "online.revenue_per_1000", kind = "direction", change = "framing.label_window_hours=1",
      ask = "With a label window of one hour, when a conversion takes a day in the mean, and all that you do about late labels "
        .. "left as it is: revenue up, down, or no visible change?" },
  },
  rubric = {
    { id = "task", level = "mid", points = 2, about = "Names input and output: person, page, ad; probability of a click",
      why = "Who does not say what a row is cannot say what a label is.",
      query = [[
      probability of a click|click probability|probability that the user clicks|predict the probability
      |user context and ad|person page ad|person page and ad|output is the probability|p(click)|chance of click
      |predict the click|output p
      |from user ad and context|click-through rate for each ad]],
      said = [[
      For a (person, page, ad) triple at request time predict the probability of a click; output feeds the auction.
      |Binary prediction: inputs user, context, creative.
      |In goes who is looking, the page and one ad; out comes how likely a tap is.]],
      wrong = [[treat it as regression on revenue|highest bid wins predictions]] },
    { id = "ecpm", level = "mid", points = 3, needs = "reason",
      about = "Orders by bid times click rate, times conversion rate where that is paid",
      why = "It is what a showing is expected to bring, whatever the advertiser pays for.",
      query = [[
      ecpm|bid times pctr|bid × pctr|bid times click|bid times probability|bid times ctr|times the bid
      |expected revenue|multiply with the bid|multiplied with the bid|multiplied by the bid|bid times predicted
      |product with what|rank by expected
      |times pcvr|order by ecpm]],
      said = [[
      Sort by expected value per impression: bid times pCTR, and for conversion bids times pCVR, since that is what a
      showing earns.
      |Order by what a showing is expected to pay: offer per click times chance of a click, and for those who pay per
      sale times the chance of that too, since a high bid nobody taps is worth nothing.]],
      wrong = [[rank by predicted ctr alone|rank by ctr alone|order by ctr alone|highest bid wins
      |sort by predicted ctr only|order by the bid alone|ads with most clicks win
      |The highest bid wins, click rates play no part in the order because advertisers know best what they pay.]] },
    { id = "probability", level = "senior", points = 2, needs = "reason",
      about = "Why a probability and not a score: prices, reserves, budgets are computed from it",
      why = "Under a second price the winner's price is the next one's bid times the ratio of two predictions.",
      query = [[
      second price|over-predicted|over-prediction|overpredicted|price is computed|runner-up|charged for it
      |prices are computed|error lands on the bill|error on the bill|why probabilities|charges wrong
      |true probabilities|calibrated
      |ratio of predictions|wrong price]],
      said = [[
      A real probability rather than a score because second prices divide one prediction by another, reserves and
      pacing use expected money.
      |The second price is the runner-up's bid times the ratio of both rates, so they must be real rates; any ranking
      score would charge nonsense.]],
      wrong = [[scale of the probability does not matter|scale of the outputs is irrelevant|scale does not matter
      |only the order matters|calibration does not matter
      |A score without a scale is fine, since prices are taken from bids alone.]] },
    { id = "loss", level = "senior", points = 2, needs = "tradeoff", about = "Pointwise log loss against ranking losses",
      why = "A pairwise loss orders well and forgets the scale that the auction needs.",
      query = [[
      log loss rather|pointwise|pairwise|listwise|ranking loss|log loss not|loses calibration|lose calibration
      |cross-entropy rather|loss keeps|instead of ranking loss|proper scoring]],
      said = [[
      Pointwise cross-entropy keeps the scale that bidding needs; pairwise or listwise losses order better but lose
      calibration.
      |Cross entropy per row keeps the level of the rates; a pairwise loss sorts a bit better but loses the level,
      which billing needs, so I pay with some AUC.]],
      wrong = [[pairwise ranking loss so|pairwise loss because|listwise loss because only
      |A pairwise ranking loss gives probabilities as good as log loss, and orders better, so there is nothing to
      trade.]] },
    { id = "click_label", level = "mid", points = 1, needs = "number", about = "When an impression is settled as a no-click",
      why = "Clicks come within minutes; half an hour closes the row.",
      query = [[
      half an hour|30 minutes|within minutes|click within|no click within|click window|minutes is settled
      |clicks arrive within|within an hour of the impression]],
      said = [[
      An impression without a click after 30 minutes is a negative; later clicks are ignored.
      |After thirty minutes without a tap the row is closed as a zero, as nearly all taps come in the first few
      minutes.]],
      wrong = [[
      An impression stays open for weeks before it counts as unclicked.]] },
    { id = "window", level = "senior", points = 3, needs = "tradeoff",
      about = "The label window of conversions weighed against freshness",
      why = "Half a mean delay sees 39 percent of conversions: the rate looks 2.5 times too low. Waiting longer learns from "
        .. "an older market.",
      query = [[
      label window|conversion window|window of|48 hours|48 h|72 hours|72 h|delayed conversions|late conversions
      |waiting longer|longer window|short window|shorter window|costs freshness|cost of freshness|39 percent|39%
      |after 3 days|older clicks|wait for conversions
      |not converted yet]],
      said = [[
      How long to wait for conversions: one day sees half and is current, seven days is complete but stale; use a
      short window with correction.
      |Three days of waiting catches most sales yet trains on an older market; one day is fresh but misses over a
      third of them, so I take the longer one and correct.]],
      wrong = [[click without conversion after one hour is simply|did not come in an hour will not
      |conversions that did not come|treat unconverted clicks as negatives at once
      |clicks without conversion are negatives right away
      |A longer window costs nothing, so we wait for ninety days and lose nothing in freshness.
      |An hour is enough, whoever has not bought by then never will.]] },
    { id = "two_labels", level = "senior", points = 2, needs = "reason",
      about = "Two predictions: click, and conversion given a click",
      why = "They differ in rarity, in delay and in who pays for them; one number for both would serve neither.",
      query = [[
      conversion given|given a click|two numbers|second label|conversion model|click converts|p(conv|pcvr
      |conversion head|conversion as a second|for cpa|two predictions|two heads]],
      said = [[
      Separate models for click and for purchase after click, because these differ in frequency, delay and which
      advertisers pay for them.
      |One net says whether they tap, a second whether those who tap buy; the second has a twentieth of the data,
      comes days later and only some clients pay for it.]],
      wrong = [[
      One number for click and purchase together serves both, since clicks and conversions have the same rarity and
      delay.]] },
    { id = "funnel", level = "mid", points = 2, needs = "reason",
      about = "Stages with sizes: targeting, retrieval, ranker, auction",
      why = "A million eligible ads at 0.2 million operations are ten seconds on a core.",
      query = [[
      funnel|300 candidates|targeting then|stages|retrieval stage|retrieval before|one model cannot
      |one model would be too slow|one model too slow|cannot score|candidate generation|light retrieval|to 300
      |10m ->]],
      said = [[
      Targeting leaves a million, retrieval 300, ranking 300 to 20, auction picks four; because scoring all eligible
      ads would take seconds.
      |Ten million campaigns, one in ten allowed here, then 300 by a cheap search, the network on those and the
      auction fills four; nothing heavy can look at a million in 100 ms.]],
      wrong = [[score all ten million|one model scores every ad|score every ad with the|rank all ads with one
      |The full network scores all ten million ads for each request, that is simpler than stages and takes no longer.]] },
    { id = "baseline", level = "mid", points = 1, needs = "reason", about = "The rule to beat: smoothed click rates times bid",
      why = "It costs nothing and is strong, since large ads have plenty of history.",
      query = [[
      baseline|smoothed|historical click rate|to beat|simple rule|trivial rule|historical ctr|counts per ad]],
      said = [[
      Simple rule: smoothed historical rate times bid; costs nothing and works nicely for established ads, so the
      network must beat it.
      |Before any network: past clicks over showings with a prior, times the offer. It's free and hard to beat, as big
      campaigns have ample counts.]],
      wrong = [[
      A baseline is not needed, the network will obviously be better than counting.]] },
    { id = "alternatives", level = "senior", points = 2, needs = "tradeoff",
      about = "Weighs another framing: rank loss, value directly, bandit, other labels",
      why = "A decision shows only beside what was not chosen.",
      query = [[
      alternatively|would order slightly better|although they order|truer label|noisier|bandit
      |predict revenue directly|regress|might order|compared with|orders better|bounce|dwell|instead of predicting
      |one model for both|joint model]],
      said = [[
      Instead of classification one might predict revenue directly or use a contextual bandit: handles exploration but
      is unstable and hard to audit.
      |One could learn the value directly or run a bandit; the first is noisy since sales are few, the second explores
      at a cost, so I stay with a click model and keep 2% random.]],
      wrong = [[
      There is no other framing, whoever predicts the bid has the solution.]] },
    { id = "gaming", level = "staff", points = 2, needs = "reason", about = "How the proxy will be gamed, and what answers it",
      why = "Bait, accidental clicks and conversions that are reported late or never: the count is known to those who are "
        .. "counted.",
      query = [[
      gamed|gaming|clickbait|bait|shocking pictures|misreport|under-report|accidental|click fraud
      |advertisers will learn|hides enter|exploit|games ctr]],
      said = [[
      Advertisers will exploit the metric: sensational creatives, accidental taps, delayed conversion reports; so use
      post-click quality and hides.
      |People will produce lurid pictures and buttons one hits by mistake to raise their rate, therefore I weigh what
      happens after the tap and penalise bounces.]],
      wrong = [[
      Clicks cannot be gamed since advertisers pay for them.]] },
    { id = "long_term", level = "staff", points = 2, needs = "reason",
      about = "What the objective misses: advertiser return, fatigue, readers who leave",
      why = "An impression's revenue is booked today, what it did to the next visit is not.",
      query = [[
      long-term|long term|not in a click|advertiser value is the guardrail|fatigue|ad blockers|next visit|come back
      |churn|leave quietly|return on ad spend|advertiser value|market fills|conversions and hides are watched]],
      said = [[
      Revenue per impression ignores fatigue, ad blockers, and budgets cut next month; measure these with long
      holdouts.
      |Today's income says nothing of readers who install blockers or clients who do not renew, so hides and renewals
      go into the value.]],
      wrong = [[
      Revenue of the single impression covers everything, what comes later takes care of itself.]] },
    { id = "third", level = "staff", points = 1, needs = "reason", about = "Selection: the label exists only for what won",
      why = "Clicks are seen where the old auction showed, conversions where somebody clicked.",
      query = [[
      only what won|only shown|selection bias|selected by|only on clicked|only for clicked|auction winners
      |what was shown|sample selection|whole impression space|esmm]],
      said = [[
      Labels exist only for ads that won the auction, and purchases only after clicks, so the training sample differs
      from what we score.
      |We only ever see clicks for what the old auction chose to show, and sales for what was clicked, so the model
      knows a selected world.]],
      wrong = [[
      Ads that were never shown have labels too, namely zero, so there is no selection.]] },
  },
  traps = {
    "A ranking loss: good order, and no probability that could be multiplied by a bid.",
    "Ordering by click rate: whoever bids nothing for a shocking picture wins the page.",
    "A click that has not converted yet counted as one that never will.",
    "One model for ten million ads.",
  },
  answer = "Input is person, page and ad; output is the probability of a click, and of a conversion given a click: two "
    .. "predictions, because they differ in rarity and delay, and not everybody pays for both. Ads are ordered by expected "
    .. "revenue, "
    .. "bid times pCTR, and times pCVR where conversions are paid, because that is what a showing brings. It has to be a true "
    .. "probability: under a second price the winner's price is computed from two predictions, so over-prediction ends up on "
    .. "the bill. "
    .. "Hence pointwise log loss; a pairwise loss would order slightly better but loses calibration. No click within 30 "
    .. "minutes settles a row. A conversion has a label window of 48 hours: half the mean delay sees 39 percent, so the rate "
    .. "would look 2.5 times too low, while waiting longer "
    .. "learns from older clicks. The funnel is targeting, retrieval of 300 candidates, ranker, auction, because one model "
    .. "cannot score a million eligible ads in 100 ms. The baseline to beat is the smoothed click rate times the bid, because "
    .. "it is strong and free. "
    .. "Alternatively one could predict revenue directly, which is one model less, but heavy-tailed bids would swamp the "
    .. "clicks. The proxy will be gamed: bait raises clicks and not sales, therefore conversions and hides are watched. "
    .. "What a click does not hold is long-term advertiser value and readers who come back, so these are limits. Labels exist "
    .. "only for what was shown by the old auction, a selection that exploration has to undo, because otherwise the model "
    .. "confirms it.",
}

local data = {
  id = "data", title = "Prepare the data", minutes = 6,
  prompt = "What do you train on? Tell me about rows and labels, about negatives that outnumber everything, ids that nobody "
    .. "has "
    .. "seen before, counters, the slot, and how you part what you learn from and what you test on. And which column of the "
    .. "log would you "
    .. "not touch?",
  hints = {
    "Fifty rows for one click. Which of them could you do without, and what would then be wrong with every number your model "
    .. "says?",
    "Take them in turn: rows and negatives, the correction after thinning, ids and their hashing, counters as of when, the "
    .. "slot, the split, "
      .. "labels that are not finished.",
    "Keep a tenth of the negatives and correct by q = p / (p + (1 - p) / w); hash the ids; counters as of the event, never of "
    .. "the whole log; split "
      .. "by time; the slot in a side tower; fields and counters of person, page and ad.",
  },
  probes = {
    { when = "unsaid data.split",
      say = "How do you part training rows from held-out ones, and what did the ads of your test week do in your training set?",
      risk = "leakage through time", item = "split" },
    { when = "data.split=random",
      say = "With your split, Tuesday's evening teaches Tuesday's noon. What will your number say, and what will production "
        .. "say?",
      risk = "leakage through time" },
    { when = "unsaid data.negative_keep_rate",
      say = "Twenty billion rows a day, of which four hundred million are clicks. Do you read all of them?",
      risk = "cost of negatives", item = "sampling" },
    { when = "unsaid data.downsampling_correction",
      say = "You trained on a tenth of the negatives, and the model says 17 percent. What do you charge?",
      risk = "uncorrected downsampling", item = "correction" },
    { when = "data.downsampling_correction=false",
      say = "Your rates are some seven times too high, all by about the same factor. Which ads get past the reserve price now?",
      risk = "uncorrected downsampling" },
    { when = "unsaid data.position_debias",
      say = "The top slot is clicked most. Which ads does your model believe in, and who put them there?",
      risk = "position bias", item = "position" },
    { when = "data.position_debias=false",
      say = "Clicks as they came: then yesterday's winners are right by having been on top. How does a newcomer get past them?",
      risk = "position bias" },
    { when = "unsaid data.features", say = "Which fields and which counters does the model read, and as of when?",
      risk = "features undefined", item = "counters" },
    { when = "always", say = "Look at what each column tells by itself, and take the best of them. Congratulations?",
      risk = "leaking feature", item = "leak" },
    { when = "metric ranking.calibration_ratio > 1.5",
      say = "Sum of predictions over sum of clicks: well above one. Where in your data pipeline does that come from?",
      risk = "uncorrected downsampling" },
  },
  decisions = {
    { knob = "data.split", accept = { "temporal" }, points = 3,
      why = "Ads and people move by the day; a random split lets the model look at tomorrow, and its good news does not last.",
      open = "How do training rows part from held-out ones?" },
    { knob = "data.negative_keep_rate", accept = { "0.03..0.5" }, points = 2,
      why = "From a thirtieth to a half can be defended: fewer rows train faster, too few make the model coarse, and all of "
        .. "them cost ten times as much for nothing that can be seen.",
      open = "Which share of the rows without a click do you keep?" },
    { knob = "data.downsampling_correction", accept = { "true" }, points = 3,
      why = "Thinned negatives make every rate too high by about the same factor. The order survives, reserve and pacing do "
        .. "not.",
      open = "After thinning negatives, what do you do to the probabilities?" },
    { knob = "data.delayed_labels", accept = { "delayed_feedback", "reweighted" }, points = 2,
      why = "Who only waits loses what comes after the window, more of it for slow advertisers, and the newest clicks. How late "
        .. "conversions come is in the log: count them for those still missing, or let the loss know how much could show by now.",
      open = "What do you do about conversions that have not come yet?" },
    { knob = "data.position_debias", accept = { "true" }, points = 2,
      why = "The top slot is clicked because it is looked at. A model that does not know learns who used to be there.",
      open = "What do you do about the slot an ad was shown in?" },
    { knob = "data.features", accept = { "site+placement", "site_category+placement", "site+user_ctr", "site_category+user_ctr",
      "site+hour", "site_category+hour", "site+device", "site+age_band", "site_category+device" }, points = 3,
      why = "Person, page and ad, ids and counters as of the event: what works on which page needs both sides. The counter "
        .. "over the whole log is the label in disguise, and the raw user id is soon learnt by heart.",
      open = "Which fields and counters does the model read?" },
  },
  forecasts = {
    { metric = "ranking.roc_auc", kind = "direction", change = "data.downsampling_correction=false",
      ask = "Without putting the rates right after negatives were thinned: would ROC-AUC go up, down, or not visibly move?" },
    { metric = "ranking.normalized_entropy", kind = "direction", change = "data.position_debias=false",
      ask = "If clicks were taken as they came, whatever the slot: normalized entropy up, down, or not visibly?" },
    { metric = "online.revenue_per_1000", kind = "direction", change = "data.negative_keep_rate=0.01",
      ask = "With one negative in a hundred, corrected afterwards: revenue up, down, or no visible change?" },
  },
  rubric = {
    { id = "rows", level = "mid", points = 2, needs = "reason",
      about = "A row is an impression; unclicked ones are honest negatives",
      why = "It was on the page and was not clicked: no guessing about what might have been seen, unlike a catalogue.",
      query = [[
      rows are impressions|every impression|impressions joined|impressions with clicks|impression without a click
      |non-clicks are|real negative|true negative|honest negatives|impressions + clicks|training data are impressions
      |not clicked =|shown and not clicked
      |click logs]],
      said = [[
      One record per impression with click or not; shown without click is a true negative, since it was on the page.
      |One line for each showing, one if tapped and zero if not; a zero is a true no since it stood on the screen.]],
      wrong = [[ads that were not shown are negatives|unshown ads as negatives|all other ads are negatives
      |Ads that were never shown are our negatives, and unclicked impressions are thrown away.]] },
    { id = "sampling", level = "mid", points = 2, needs = "reason",
      about = "Thins negatives, keeps every click, and says what it buys",
      why = "Clicks carry the information; most negatives say the same thing again.",
      query = [[
      keep 10|keep of the negatives|downsample negatives|thin them|thin to|negative downsampling|sample the negatives
      |percent of the negatives|of the negatives|thinned|keep a tenth|subsample]],
      said = [[
      Keep all clicks and every tenth or twentieth non-click, because most negatives are redundant; saves 90% of
      compute.
      |All taps stay, of the rest one in ten; they tell the same thing again and again, so training is ten times
      cheaper at nearly the same quality.
      |Non-clicks are dropped at random to a tenth while the positives all remain, because information sits in the
      rare ones and the set fits on a machine.]],
      wrong = [[oversample clicks until balanced|smote|balance the classes before the split|duplicate the clicks
      |Drop clicks and keep every negative, since the negatives carry the information.
      |Balance clicks and non-clicks half and half and use the output as it is.]] },
    { id = "correction", level = "senior", points = 3, needs = "reason",
      about = "Puts the probability back: q = p / (p + (1 - p) / w), and says what happens otherwise",
      why = "At a tenth of the negatives 2 percent reads as 17 and 5 as 34: the order survives, the bid times that does not.",
      query = [[
      correct the probability|correct the probabilities|p/(p|correct q|put the odds back|odds back
      |undo the downsampling|base rate back|re-calibrate|restore the base rate|34 percent|17 percent
      |correct for sampling|fix odds|correction|becomes 34|put back]],
      said = [[
      Undo the sampling: q = p/(p+(1-p)/w), otherwise 2% appears as 17% and bids are multiplied by nonsense.
      |Having kept a tenth of the zeros, p is far too high; p/(p+(1-p)/0.1) brings it back, otherwise two percent
      would be sold as seventeen.]],
      wrong = [[downsampling does not change the probabilities|no correction is needed|no correction needed
      |need no correction|correction is not needed
      |After thinning the negatives no correction is needed, as the order of the ads stays the same.]] },
    { id = "split", level = "mid", points = 2, needs = "reason",
      about = "Splits by time, and says what a random split would leak",
      why = "Tomorrow's ads, counters and sale days stand in both halves of a random split.",
      query = [[
      split by time|time split|temporal split|chronological|last two days|last days for|later days|random split leaks
      |split time|train past|day after training|days after that|forward split|last days are|cut at a date]],
      said = [[
      Train on past weeks, evaluate on the following days; a random split shares new ads, counters and sales between
      both.
      |The last two days are for testing. Rows drawn at random would put the same campaign's sale day and counters on
      both sides, and flatter us.]],
      wrong = [[split randomly so|random split so both|randomly so that both sets|random split is fine
      |cross-validation with shuffled|shuffled folds give|shuffle the rows so|shuffled folds gives
      |Shuffle all rows and cut at random, then train and test have one distribution and nothing can leak.]] },
    { id = "hashing", level = "mid", points = 2, needs = "reason", about = "Hashes ids, and knows who collides",
      why = "Vocabularies are heavy-tailed and grow by the minute; a table has an end, and rare ids share its rows.",
      query = [[
      hash|hashed|hashing trick|buckets|heavy-tailed|vocabulary|vocabularies|dictionary|collide|collisions|sparse ids
      |unseen ids|rare ids]],
      said = [[
      Ids are mapped by the hashing trick into a fixed table as vocabularies grow; collisions hit rare ids, so
      frequent ones get their own row.
      |Ids go through a hash into a million rows, since new ones come each minute; who shares a slot is mostly the
      rare, so big ones get a table of their own.]],
      wrong = [[
      Every id gets a row of its own in a fixed table, the number of ads never grows and collisions hurt the large
      ones most.]] },
    { id = "counters", level = "senior", points = 2, needs = "reason",
      about = "Historical counters, smoothed, for several fields",
      why = "Past click rates of ad, site and person carry most of what can be known; three impressions say nothing yet.",
      query = [[
      counters of|historical ctr|past click rates|past ctr|past ctrs|smoothed|shrunk|historical counters
      |click rates of|counters dominate|counters for|aggregates|historical click rate]],
      said = [[
      Smoothed historic click rates for ad, advertiser, site, user with a prior, because three impressions say little
      but these are the strongest inputs.
      |Past rates of ad, advertiser, site and user over a week, shrunk to the mean by a prior: three showings with one
      click are no 33%.]],
      wrong = [[
      Raw click rates are best unsmoothed, one click in two showings simply is fifty percent.]] },
    { id = "leak", level = "senior", points = 3, needs = "reason",
      about = "Names the leak: a counter that holds the label, and event-time computation as the cure",
      why = "Over the whole log the ad's click rate contains the click that it predicts, most of all for rare ads.",
      query = [[
      contains the click|as of the event|as of event|frozen at midnight|label inside|leak|leaks|leakage|point-in-time
      |point in time|whole log|before the event|knows the future|label sits inside|future counters|auc near 0.99
      |too good]],
      said = [[
      A click rate over the whole log includes the click to be predicted, most for rare ads; compute it strictly
      before the event time.
      |If the click total is taken over the whole log it holds the very click we predict; so count only what had
      happened before the request.]],
      wrong = [[whole log is the best feature|ctr over the whole log is the best|whole-log ctr because
      |join today's counters to old|lifetime ctr is the best feature|today's counters to old impressions because
      |The ad's total clicks over the full log, test days included, is the strongest feature, so use it.]] },
    { id = "parity", level = "senior", points = 2, needs = "reason",
      about = "Logs features at serving, so that training reads what serving saw",
      why = "A counter that is recomputed next week is another counter.",
      query = [[
      logged at serving|log features at serving|features at serving|training and serving|train-serve|skew
      |what serving saw|same features|store them so training|at serving time and store|snapshot]],
      said = [[
      Store features at serving time and train from that log, since recomputed counters differ from what the model
      saw.
      |What the server computed at the moment is written down with the row and training reads exactly that, as
      recomputing it next week gives other numbers.]],
      wrong = [[
      Features are recomputed from the warehouse for training, whether they equal those at serving is of no
      importance.]] },
    { id = "position", level = "senior", points = 2, needs = "reason",
      about = "Handles the slot: a side tower, propensities, left out when serving",
      why = "The slot is an effect of the old auction and a cause of clicks: both must stay out of what is learnt about the "
        .. "ad.",
      query = [[
      shallow tower|side tower|position bias|slot effect|side network|slot goes|examination|inverse propensity
      |slot in side|top slot|position tower|slot is learnt|left out at serving|slot only]],
      said = [[
      Slot influences clicks independent of the ad: a separate tower for slot, fixed at serving, or inverse
      propensity, otherwise top slots look good.
      |The top slot gets taps whatever stands in it, so place is an input in training in a branch of its own and fixed
      or dropped when we serve.]],
      wrong = [[raw position is a feature with value|position as a feature with value 1
      |position feature set to one at|position does not matter|ignore the slot because
      |Whoever stands on top is better, so clicks need no correction for where they were made.]] },
    { id = "late_labels", level = "senior", points = 2, needs = "reason",
      about = "Rows whose conversion window is open are no negatives",
      why = "As negatives they would teach that slow shops never sell.",
      query = [[
      window of 48|newer clicks|younger clicks|not yet|unknown|window is open|label after|after three days
      |not come yet|slow shops|late conversions|conversion delay|labelled after|conversions are labelled|younger =
      |delayed feedback|model the delay|still to come|would have shown|time to convert]],
      said = [[
      Clicks whose attribution window is still open are excluded or weighted instead of counted as non-conversions,
      because slow shops would look worthless.
      |A click of this morning that has not sold yet is no zero; those rows wait or get a weight, else we'd learn that
      slow shops never sell.]],
      wrong = [[clicks without conversion are negatives right|unconverted clicks are negatives immediately
      |treat young clicks as negatives
      |Whatever has not converted by tonight is a negative, as conversions come at once.]] },
    { id = "selection", level = "staff", points = 2, needs = "reason",
      about = "The log holds the winners of the old auction; random slots and propensities mend it",
      why = "What was never shown cannot be learnt from what was shown, however many rows there are.",
      query = [[
      only what won|auction winners|selection bias|random slots|randomised slots|propensities|explored|explore 2
      |old auction decided|log holds only|winners only|undo old auction|random traffic|inverse propensity weights]],
      said = [[
      Data come from auction winners only; randomise a small share and log propensities to learn about the rest.
      |The log only has what won under the old rule. A percent of random placements with their propensity lets us
      learn about the losers, no amount of logged winners would.]],
      wrong = [[
      More rows from the same auction cure any selection, so random slots are wasted money.]] },
    { id = "privacy", level = "staff", points = 2, needs = "reason",
      about = "Consent and deletion as properties of the data set",
      why = "Four in ten rows lose their person fields: train with such rows, or serve worse where the law bites.",
      query = [[
      consent|deletion|opt-outs|opt-out|privacy|delete|erasure|law says|no ids|person fields|anonym|drop the id|without ids]],
      said = [[
      Rows without consent have no person fields: train with masked features, honour deletion, expire raw data,
      because 40% of traffic is like that.
      |Rows of people who opted out lose their person fields in training too, so that the model is used to it, and
      erased users are purged from the store.]],
      wrong = [[
      Old logs may be kept for ever, deletion requests do not reach training data.]] },
    { id = "bots", level = "staff", points = 1, needs = "reason", about = "Keeps invalid traffic out of labels and counters",
      why = "A bot's click is refunded tomorrow and stays in the counter for ever.",
      query = [[
      bot|bots|fraud|invalid clicks|invalid traffic|click farms|fake clicks|accidental clicks|refunded]],
      said = [[
      Filter invalid clicks and crawlers before building labels and counters, since refunds come later but the counter
      stays polluted.
      |Crawlers' clicks are refunded later but stay in the counts, so flagged traffic is cut before labels and
      counters are built.]],
      wrong = [[
      Bot clicks are clicks as well, more data never hurts.]] },
    { id = "window_length", level = "senior", points = 1, needs = "tradeoff",
      about = "How many days to train on: more rows against an older market",
      why = "A month has more rare ads, and also rates that no longer hold.",
      query = [[
      weeks of data|days of data|older data|last weeks|more history|training window|longer history|fresh data
      |recent days|days of log|weight recent|month of log]],
      said = [[
      Training on two weeks: longer covers rare ads, shorter reflects the present market; decay older rows.
      |Fourteen days: a month has more of the small campaigns but prices and ads from then are gone, a week is fresh
      and thin in the tail.]],
      wrong = [[
      The longer the history the better, two years of logs have only advantages.]] },
  },
  traps = {
    "The counter over the whole log: the best column of the table, and empty of meaning for the ad that starts tomorrow.",
    "Thinned negatives without the correction: AUC is as before, every price is wrong.",
    "The raw user id: each is seen a few dozen times with hardly a click, so that the model learns people by heart. Its "
    .. "counter says the same and generalises.",
    "A random split, which looks at tomorrow and is proud of it.",
    "The raw slot as a feature, and then a made-up slot at serving.",
    "Clicks of this morning as non-conversions.",
  },
  answer = "Rows are impressions with slot, click and later the conversion; an impression without a click is an honest "
    .. "negative, because it was shown. I keep 10 percent of the negatives and every click, so training is eight times "
    .. "cheaper. Then I "
    .. "correct the probability by q = p / (p + (1 - p) / w), because otherwise 5 percent reads as 34 percent and the reserve "
    .. "price lets everything in. The split is by time, last two days for test, because a random split leaks tomorrow's ads "
    .. "and prices. Ids are hashed, "
    .. "since vocabularies are heavy-tailed and new ids come by the minute; rare ids collide first. Features are region, age "
    .. "band, gender, interest, device, hour, site, site category, placement, ad id, campaign, advertiser, ad category and ad "
    .. "format. Counters of past click rates, smoothed, dominate: user CTR, site CTR, ad CTR, campaign CTR and "
    .. "advertiser CTR, because they sum up what single fields say, all without the raw user id, since "
    .. "a model learns people by heart from forty rows each. Counters are computed as of the event, because a counter that "
    .. "knows the future contains the click it predicts; lifetime totals leak. Features are logged at serving, so that "
    .. "training reads what serving saw. The slot goes into a side tower that is left "
    .. "out at serving, because the top slot is clicked for being on top. Conversions are labelled after 48 hours, and "
    .. "a delayed feedback model learns from younger clicks by what could show by now, since otherwise slow shops would look "
    .. "worthless. The log holds only what won the old auction, so a "
    .. "share of random slots with propensities goes into the training data. "
    .. "Without consent the person fields are dropped, and deletion reaches the log, because the law says so. Bot clicks are "
    .. "taken out of labels and counters, because they are refunded. Two weeks of data: a longer history has more rare ads "
    .. "but older habits.",
}

local model = {
  id = "model", title = "Develop the models", minutes = 7,
  prompt = "From ten million ads to four slots: build it up for me. The simplest thing you would ship, what that cannot say, "
    .. "the model that "
    .. "can, how its numbers are made true, and then the market: what a winner pays, how budgets last, what an untried ad "
    .. "gets.",
  hints = {
    "Every field has a counter already. What is left that no single counter knows?",
    "Baseline, then a model that multiplies fields with each other; a table large enough for the small advertisers; a head "
    .. "for those who pay by the "
      .. "sale; calibration on rows it has not seen; price rule, reserve, pacing, cap, exploration.",
    "Logistic first; then DCN-v2 or DeepFM over hashed ids, some ten thousand rows a field; Platt on the validation day; a "
    .. "conversion head; second price with a "
      .. "small reserve; throttling or multipliers; a cap of about 3; 2 % of slots for untried ads.",
  },
  probes = {
    { when = "unsaid ranking.model", say = "What exactly predicts the click?", risk = "no model", item = "choice" },
    { when = "ranking.model=logistic",
      say = "An ad for games does well on sports pages at night and badly at noon. Which of your weights says that?",
      risk = "no interactions", item = "interactions" },
    { when = "unsaid ranking.hash_buckets",
      say = "Ten million ads, and users by the hundred million: how large are your tables, and what happens to an id that was "
        .. "seen ten times?",
      risk = "collisions, or ids learnt by heart", item = "ids" },
    { when = "unsaid ranking.conversion_head",
      say = "A third of your customers pay by the sale. What do you multiply their bids by?", risk = "no conversion rate", item = "conversion" },
    { when = "ranking.conversion_head=false",
      say = "One average rate for sofas and free games. Who wins the auctions that way, and who leaves?",
      risk = "no conversion rate", item = "conversion" },
    { when = "unsaid policy.auction", say = "Four ads have won. What does each of them pay?", risk = "price undefined", item = "auction" },
    { when = "policy.auction=first_price", say = "Everybody pays what they bid. What will their robots bid next week?",
      risk = "bid shading", item = "auction" },
    { when = "unsaid policy.pacing", say = "A campaign's money would be gone by nine in the morning. Do you let it?",
      risk = "budgets burnt early", item = "pacing" },
    { when = "policy.pacing=none",
      say = "Without pacing you earn a little more this morning. Who is left to bid tonight, when most people read?",
      risk = "budgets burnt early", item = "pacing" },
    { when = "unsaid policy.exploration", say = "An ad starts at noon. Nobody knows its rate. When will you?",
      risk = "new ads starve", item = "exploration" },
    { when = "policy.exploration=0",
      say = "You never try. What is the difference, for your model, between a bad ad and an unseen one?",
      risk = "new ads starve", item = "exploration" },
    { when = "ranking.calibration=none",
      say = "You sell at raw scores. Which rows would show that they are too high for the small advertisers alone?",
      risk = "calibration unchecked", item = "calibration" },
    { when = "policy.score_multiplier=0.5",
      say = "You halve every prediction. Why is that cheaper than finding out what is wrong?", risk = "mending symptoms" },
    { when = "metric ranking.conversion_calibration_ratio < 0.5",
      say = "You see less than half of the conversions that will come. Which knob is that, and who suffers?",
      risk = "late conversions as negatives" },
    { when = "metric ranking.normalized_entropy > 0.95",
      say = "You are hardly better than knowing the average click rate. What is the model missing: data, fields, or a way to "
        .. "combine them?",
      risk = "weak model" },
  },
  decisions = {
    { knob = "ranking.model", accept = { "deepfm", "dcn_v2" }, points = 4,
      why = "What a site does to a category at an hour, no linear model over single fields can say, and two fields at a time "
        .. "say only part of it.",
      open = "What predicts the click?" },
    { knob = "ranking.hash_buckets", accept = { "100..10000000" }, points = 1,
      why = "In a small table strangers share a row, the rare ones first; in a large one an id that was seen ten times is "
        .. "learnt by heart. Size it by the vocabulary you mean and by how often its words are seen, and try: at laptop scale "
        .. "a few hundred rows can win.",
      open = "How large is the table of an id field?" },
    { knob = "ranking.conversion_head", accept = { "true" }, points = 2,
      why = "Who pays by the conversion is otherwise ranked by an average that fits nobody.",
      open = "Where does the conversion rate come from?" },
    { knob = "ranking.calibration", accept = { "none", "platt", "isotonic" }, points = 1,
      why = "Log loss and the downsampling correction already give fair probabilities. Platt's two numbers can be fitted on a "
        .. "day; isotonic needs more clicks for the same, and steps that are wide enough. Check, then choose.",
      open = "What makes sure that 2 percent means two in a hundred?" },
    { knob = "ranking.loss", accept = { "bce" }, points = 1,
      why = "The auction needs probabilities, and log loss asks for them. Focal loss gives them up for the sake of the rare "
        .. "class.",
      open = "Which loss trains the ranker?" },
    { knob = "policy.auction", accept = { "second_price", "first_price" }, points = 1,
      why = "Either can be run well. A second price lets advertisers bid what a click is worth to them; a first price earns "
        .. "more until they have learnt to bid less.",
      open = "What does the winner of a slot pay?" },
    { knob = "policy.pacing", accept = { "throttle", "multiplier" }, points = 2,
      why = "Budgets that are gone by noon leave the evening to whoever is left. Pacing costs a little revenue today; "
        .. "advertisers get more for each unit of money, most of all by bidding less, and more in all where budgets are tight.",
      open = "How is a daily budget spread over the day?" },
    { knob = "policy.exploration", accept = { "0.005..0.1" }, points = 2,
      why = "An ad that is never shown is never learnt, and four in a hundred are new each day. A few percent of slots are "
        .. "cheap; a tenth is the end of cheap.",
      open = "What do ads get that nobody has data on?" },
    { knob = "policy.frequency_cap", accept = { "1..6" }, points = 1,
      why = "The fifth showing in three days sells nothing and is hidden more often.",
      open = "How often may one person see one campaign?" },
    { knob = "policy.reserve", accept = { "0.1..5" }, points = 1,
      why = "Below a small price an empty slot is worth more than a dubious ad. A high reserve leaves slots empty that would "
        .. "have earned.",
      open = "Is there a price below which a slot is not sold?" },
  },
  forecasts = {
    { metric = "ranking.normalized_entropy", kind = "direction", change = "ranking.model=logistic",
      ask = "With logistic regression in its place: normalized entropy up, down, or not visibly moved?" },
    { metric = "online.revenue_per_1000", kind = "direction", change = "ranking.conversion_head=false",
      ask = "With one average conversion rate for all: revenue up, down, or not visibly moved?" },
    { metric = "online.revenue_per_1000", kind = "direction", change = "policy.pacing=none",
      ask = "Without pacing, on the first day: revenue up, down, or no visible change?" },
    { metric = "ranking.normalized_entropy", kind = "place",
      ask = "Where will normalized entropy land: nearer to knowing the average click rate, in the middle, or nearer to the "
        .. "best possible?" },
  },
  rubric = {
    { id = "baseline", level = "mid", points = 1, needs = "reason", about = "A baseline before the network",
      why = "Logistic regression over hashed ids and counters was the industry's answer for a decade; the network has to be "
        .. "worth its milliseconds.",
      query = [[
      baseline|logistic regression first|start with a linear|linear model|must be beaten|what must be beaten
      |smoothed ctr|logistic regression|lr on|simple model first]],
      said = [[
      Logistic regression on hashed ids and counters first; the industry standard for years, so DCN must prove itself.
      |First logistic regression on hashed ids and rates, the old workhorse; the net must earn the milliseconds it
      takes beyond that.]],
      wrong = [[no baseline is needed|baseline is unnecessary|skip the baseline|directly train a transformer
      |A baseline is lost time, we start with the largest transformer.]] },
    { id = "interactions", level = "mid", points = 3, needs = "reason", about = "Says why interactions need FM, DeepFM or DCN",
      why = "Single fields are in the counters already; what is left is what fields mean together.",
      query = [[
      feature interactions|feature crosses|crosses of fields|cross layers|pairs of fields|two fields mean
      |two fields together|category on a site|clicks depend on pairs|dot products|second order|second-order
      |interactions explicitly|learn interactions|pairs need|pairs from]],
      said = [[
      FM, DeepFM or DCN learn feature crosses like site by category, because single fields are already in the
      counters.
      |Each field alone is covered by a rate; what counts is pairs such as this site with that brand, and FM, DeepFM
      or cross layers learn those because they multiply the embeddings.]],
      wrong = [[linear model can learn all interactions|linear model learns interactions
      |interactions are not needed|interactions do not matter
      |A linear model over single fields captures all crosses by itself, so factorisation is not needed.]] },
    { id = "choice", level = "senior", points = 2, needs = "tradeoff",
      about = "Weighs models against each other in quality and cost",
      why = "DCN over FM has to pay for its milliseconds at 174 thousand requests a second.",
      query = [[
      fm would be cheaper|fm cheaper|against dcn|dcn over fm|a bit simpler|compared with dcn|gain of|more complex
      |simpler than|extra milliseconds|deepfm or dcn|cheaper|maybe 0.001|trees|gbdt]],
      said = [[
      DCN-v2 gains 0.5% entropy over FM but needs three times the compute; at 170k requests a second the cheaper
      DeepFM may win.
      |DCN gives a little less entropy than FM but takes twice the time at 174k a second; I take DeepFM as the middle,
      for a transformer is too dear to serve.
      |The deeper net learns pairs by itself and stays cheap enough; anything larger buys little for its latency.]],
      wrong = [[
      Always take the largest model, quality is all that counts and serving cost is no argument.]] },
    { id = "ids", level = "senior", points = 2, needs = "reason",
      about = "Sizes hash tables and embeddings, and knows who suffers",
      why = "In a table that is too small a stranger's rate is inherited, by rare advertisers first; in one that is too large "
        .. "rare ids are learnt by heart.",
      query = [[
      buckets|hash table|table size|rows a field|collide|collisions|shares a row|share rows|share a row|embeddings of
      |embedding size|emb 8|rows per field|inherits|by heart|memoris|user id overfits|overfit]],
      said = [[
      Embedding tables: 10 million rows by 16; too small makes rare advertisers share vectors, too large overfits
      singletons, hence frequency thresholds.
      |2^20 rows of 16 numbers: with fewer, small clients collide and inherit strangers' rates; with far more, rare
      ids are memorised.]],
      wrong = [[1000 buckets since|collisions do not matter|hash everything to 1000|few buckets are enough
      |The smaller the hash table the better, collisions only hit the big advertisers who can stand it.]] },
    { id = "loss", level = "mid", points = 1, needs = "reason", about = "Log loss, since probabilities are needed",
      why = "It is minimised by the truth, which cannot be said of losses that reweigh.",
      query = [[
      log loss|cross-entropy|binary cross|bce|logistic loss]],
      said = [[
      Binary cross-entropy as it is a proper scoring rule, minimised by true probabilities; focal or hinge would
      distort.
      |Cross-entropy, because its minimum lies at the true rate; hinge or focal would bend the scale that billing
      uses.]],
      wrong = [[focal loss gives better probabilities|focal loss gives calibrated|hinge loss because|optimise accuracy
      |Hinge loss or squared error on the order is best, and the margin can be read as a probability.]] },
    { id = "calibration", level = "senior", points = 3, needs = "reason",
      about = "Checks and calibrates on rows the model has not seen",
      why = "Bids multiply the number; calibrated on training rows it only confirms itself.",
      query = [[
      platt|isotonic|calibrate|calibration|calibrated|calibrator|probability quality|real probabilities]],
      said = [[
      Fit Platt or isotonic on later unseen rows, because money depends on the value; on training data it would only
      confirm itself.
      |Isotonic fitted on a later day the network hasn't seen, because bids multiply this number and on its own
      training rows it only praises itself.]],
      wrong = [[calibration is not needed|calibration is unnecessary|calibration does not matter
      |fit isotonic on the training|calibrate on the training data|calibrated on training rows because
      |so calibration is unnecessary
      |Calibrate on the training rows, the network is most accurate there.]] },
    { id = "conversion", level = "senior", points = 2, needs = "reason",
      about = "A conversion model, and why an average will not do",
      why = "Five in a hundred is the mean of one and twenty.",
      query = [[
      conversion head|conversion model|second output|conversion given|conversion | click|pcvr|pay per conversion
      |head learns|conv|click|otherwise one average|ranked by an average|average rate|second head]],
      said = [[
      A separate pCVR model with advertiser and category, because rates vary from 1 to 20 percent and the average is
      wrong for everyone.
      |A second model gives the chance of a sale after a click per client, as 5% on average mixes shops of 1% with
      shops of 20%.]],
      wrong = [[one average conversion rate is enough|same conversion rate for all is fine
      |The average conversion rate of five percent will do for every advertiser.]] },
    { id = "retrieval", level = "mid", points = 1, needs = "reason", about = "How candidates are found",
      why = "Towers find by taste, the ranker decides; without a correction for frequency the large campaigns are pushed down.",
      query = [[
      two-tower|two tower|dual encoder|candidates|retrieval|log-q|log frequency|sampled softmax|towers]],
      said = [[
      Two-tower candidate generation over eligible ads, with frequency correction so large campaigns aren't penalised,
      then the ranker decides.
      |Two towers with an index return some hundred that suit the person, corrected for how often a campaign is drawn,
      or else the giants get pushed down.]],
      wrong = [[
      Candidates are drawn at random, the ranker finds the right one anyway.]] },
    { id = "auction", level = "senior", points = 2, needs = "reason", about = "The price rule and what it makes bidders do",
      why = "A price that does not hang on one's own bid lets one bid the truth; otherwise robots learn to shade.",
      query = [[
      second price|second-price|2nd price|gsp|first price|vickrey|bid their value|honest bids|bid honestly|truthful
      |shading|shade|truthful bids|price rule]],
      said = [[
      Second price or VCG: what one pays doesn't depend on one's own bid, so truthful bidding is best; first price
      makes bidders shade.
      |The winner pays what the next one would have needed, so telling the true value is the best strategy; with first
      price bots learn to shade.]],
      wrong = [[highest bid always wins|price rule does not matter
      |Let everyone pay their own bid, bidders will then simply tell the truth.]] },
    { id = "reserve", level = "senior", points = 1, needs = "reason",
      about = "A reserve, in expected revenue, and what it trades",
      why = "It keeps worthless ads out, and sees at once when all rates are too high.",
      query = [[
      reserve|floor price|price floor|empty slot is worth|minimum price]],
      said = [[
      A minimum expected revenue below which nothing or a house ad is displayed, since worthless ads hurt users; loses
      some fill.
      |A floor on expected income per thousand, so rubbish stays out and remaining bidders pay properly; too high and
      spaces stay blank.]],
      wrong = [[
      No floor at all, or a negative one, raises revenue because any ad is better than an empty slot.
      |The higher the reserve the more we earn, unsold slots cost nothing.]] },
    { id = "pacing", level = "senior", points = 2, needs = "reason", about = "Paces budgets and says whom that serves",
      why = "It moves money from morning to evening; advertisers get a day for their budget, the page loses some of today's "
        .. "revenue.",
      query = [[
      pacing|throttle|throttling|bid multiplier|budgets last|ahead of schedule|spread over the day|skip auctions
      |sits out|paced]],
      said = [[
      Throttle or lower bids so budgets last all day, because advertisers otherwise run dry by noon; costs some
      morning revenue.
      |Spending is throttled so the money lasts until night; the client buys a full day's public and evening prices do
      not collapse, though the morning brings us less.]],
      wrong = [[spend budgets as fast as possible because|pacing is not needed|no pacing because
      |Let budgets be spent as fast as possible, an empty budget by noon does no harm to anybody.]] },
    { id = "exploration", level = "senior", points = 2, needs = "tradeoff",
      about = "Keeps some slots for ads that nobody has data on, with cost and gain",
      why = "An ad that is never shown is never learnt; the price is what the slot would have earned.",
      query = [[
      explore|exploration|untried|new ads|new creatives|slots for new|never shown|thompson|bandit|cold start|epsilon]],
      said = [[
      Reserve a few percent of impressions or use Thompson sampling for ads without data: costs revenue today, teaches
      about new ones.
      |2% of the spaces go to newcomers by Thompson sampling: it costs under a percent of income today and teaches
      rates we would otherwise never learn.]],
      wrong = [[new ads need no exploration|exploration is a waste|exploration is not needed because
      |no exploration because
      |Exploration is wasted money, new ads show by themselves whether they are good.]] },
    { id = "fatigue", level = "senior", points = 1, needs = "reason", about = "A frequency cap or a fatigue feature",
      why = "The next showing of the same campaign is worth less than the model of a first one says.",
      query = [[
      frequency cap|cap of|tired|fatigue|views per campaign|showings|annoys|annoying|repeated|wear out|views cap]],
      said = [[
      Frequency cap per person and campaign, or a feature of earlier exposures, because the fifth view is worth less.
      |Nobody needs the same shoe ten times: at most five showings a day or a count as a feature, because each repeat
      is worth less than the first.]],
      wrong = [[
      Repeat the same ad as often as possible, each showing works better than the one before.]] },
    { id = "cost", level = "senior", points = 2, needs = "number", about = "What the ranker costs a request",
      why = "300 candidates at 0.2 million operations are 3 ms of a core, and 520 cores at peak.",
      query = [[
      mflop|mf =|operations per|ms on a core|ms of one core|flop|ms per request|milliseconds a request|cores|compute:
      |cost: 300|microseconds]],
      said = [[
      300 candidates times 0.2 MFLOP is 60 MFLOP, 3 ms of a core per request.
      |300 ads at 0.2 million operations are 60 million, about 3 ms of one core; at 174k/s that makes some 520 cores.]],
      wrong = [[
      The ranker costs nothing worth computing, one core serves all requests.]] },
    { id = "expected_gain", level = "staff", points = 2, needs = "number",
      about = "Says beforehand what the gain should be, and what smaller one is not worth it",
      why = "A gain of 0.3 percent in entropy may be noise offline and a year's salary online: say which.",
      query = [[
      i expect|expected gain|lower than logistic|gain of|if it is below|i keep the linear|would not be worth
      |expect normalized entropy|percent lower|worth at least|keep fm]],
      said = [[
      I expect normalised entropy 1% lower, worth about 1% revenue; below 0.2% not worth deploying.
      |I expect one percent less entropy against the linear model; below 0.3% I would not ship it, since that's noise.]] },
    { id = "system", level = "staff", points = 2, needs = "tradeoff",
      about = "Sees the system: which stage limits, and what a better model does to the market",
      why = "Better predictions move spend between advertisers and end budgets sooner; the stage that limits may be the "
        .. "shortlist and not the ranker.",
      query = [[
      limits quality|bottleneck|ceiling|which stage|shortlist|changes who wins|spend moves|moves spend
      |recall of retrieval|candidates limit|market|bidders react|advertisers react|stage limits]],
      said = [[
      Better predictions shift spend between advertisers and exhaust budgets earlier; maybe retrieval limits rather
      than the ranker, so first check that.
      |If the shortlist misses the best ad the ranker can't help, so where is the bottleneck? And a sharper model
      moves spend to small clients whose money runs dry earlier, so income rises less than the metric says.]],
      wrong = [[
      A better ranker lifts revenue by just its gain in entropy, since no other stage limits and the market stays as
      it is.]] },
  },
  traps = {
    "The network first, and no linear model to beat.",
    "Calibrating on rows the model was trained on: it will agree with itself.",
    "Every id a row of its own: what was seen ten times is learnt by heart, and the rest never.",
    "One conversion rate for sofas and for games.",
    "No exploration: the model is never wrong about what it never shows.",
  },
  answer = "Baseline: logistic regression over hashed ids and counters, because it trains in minutes and must be beaten. What "
    .. "it cannot say is what fields mean together, such as a category on a site at night, so DCN-v2: its cross layers learn "
    .. "interactions explicitly, and the deep part the rest. "
    .. "FM would be cheaper but has pairs only; the gain of the network has to pay for its extra milliseconds. Embeddings of "
    .. "8 values per field, ids in 50,000 hash buckets, because in a small table rare advertisers share rows with strangers, "
    .. "and in a huge one rare ids are learnt by heart. The loss is log loss, binary cross-entropy, since the auction needs "
    .. "probabilities. Platt scaling on the "
    .. "validation day, on rows the model has not seen, because bids multiply the number. A conversion head predicts "
    .. "conversions given a click, because who pays by the sale would otherwise be ranked by an average that fits nobody. "
    .. "Candidates come from two towers trained with sampled softmax, so that a new ad is found by its content. The auction "
    .. "is second price, because a price that does not hang on one's own bid lets people bid honestly, where a first price "
    .. "invites shading. The reserve is 0.5 per thousand, so that worthless ads stay out. Pacing is throttling: campaigns "
    .. "ahead of plan sit out auctions, so that budgets last into the evening. I explore new ads in 2 percent of slots: that "
    .. "costs revenue "
    .. "today, but an ad never shown is never learnt. A frequency cap of 3, because people tire of a campaign. Cost: 300 × "
    .. "0.2 MFLOP is 60 MFLOP, 3 ms on a core of 20 GFLOP/s, 520 cores at peak. I expect normalized entropy 0.03 lower than "
    .. "logistic; below 0.003 I keep the linear model. At system level the ceiling may be the shortlist, not the ranker, and "
    .. "a better model moves spend between "
    .. "advertisers, at the cost of those who were over-predicted.",
}

local evaluate = {
  id = "evaluate", title = "Evaluate", minutes = 4,
  prompt = "How would you know that it works? Offline first, then on a market where both arms of your experiment spend the "
    .. "same money. And say "
    .. "what you expect before you see it.",
  hints = {
    "Suppose all your rates are twice too high. Which of your metrics would tell you?",
    "A metric that sees order and scale; calibration by slice; the auction replayed with budgets; a deciding metric and "
    .. "guardrails; the size of "
      .. "the test; what the arms share.",
    "Normalized entropy and sum of predictions over clicks, by new and small ads; revenue per thousand decides, advertiser "
    .. "value and hides guard; 7.7 million impressions an arm for 1 % at a "
      .. "CTR of 2 %; budgets split with the users; two full weeks; one look.",
  },
  probes = {
    { when = "unsaid evaluation.primary", say = "Entropy better, revenue flat, hides down a little. Launch? Which one decides?",
      risk = "no deciding metric", item = "primary" },
    { when = "evaluation.primary=ranking.roc_auc",
      say = "Multiply all your predictions by seven. What does your AUC say, and what does the auction?",
      risk = "AUC is blind to scale", item = "auc" },
    { when = "evaluation.primary=online.ctr",
      say = "I can raise the click rate tomorrow with shocking pictures. Is that a success?",
      risk = "click rate rewards bait" },
    { when = "unsaid evaluation.guardrails", say = "Revenue is up three percent. Who paid for it?", risk = "no guardrails" },
    { when = "unsaid evaluation.slices", say = "Predicted over actual is 1.0. For whom is it 1.4, and for whom 0.7?",
      risk = "slices", item = "slices" },
    { when = "unsaid evaluation.ab_users", say = "How many people must be in that test to see one percent?",
      risk = "underpowered test", item = "size" },
    { when = "always", say = "Treatment spends the budgets faster than control. What does control's revenue tell you then?",
      risk = "arms share budgets", item = "interference" },
    { when = "always",
      say = "You looked at the test on ten mornings and stopped on the best. How often would nothing have looked like that?",
      risk = "peeking", item = "peeking" },
    { when = "metric ranking.calibration_error > 0.02",
      say = "In some of your fifteen bins what you say and what happens are far apart. Which ads sit there?",
      risk = "calibration by slice" },
    { when = "metric online.ab_detectable_effect > 0.05",
      say = "Your test sees nothing below five percent. What did you hope to find?", risk = "underpowered test" },
  },
  decisions = {
    { knob = "evaluation.primary", accept = { "online.revenue_per_1000", "ranking.normalized_entropy" }, points = 3,
      why = "Normalized entropy sees order and scale; revenue sees what they are worth on the market. ROC-AUC sees the order "
        .. "alone, the click rate rewards bait.",
      open = "Which one metric decides?" },
    { knob = "evaluation.guardrails", accept = { "online.hides_per_1000", "online.advertiser_value_per_1000" }, points = 2,
      why = "Revenue can be taken from advertisers and from readers. Both leave quietly, and later than the test lasts.",
      open = "Which metrics may not get worse?" },
    { knob = "evaluation.slices", accept = { "new_items", "tail_items", "new_users", "phone" }, points = 2,
      why = "Errors that differ between ads move money from one to another; the mean does not show them.",
      open = "For which parts of the data do you look separately?" },
    { knob = "evaluation.ab_users", accept = { "1000000..100000000000" }, points = 2,
      why = "One percent at a click rate of two percent takes 7.7 million impressions an arm, and revenue scatters more than "
        .. "clicks.",
      open = "How many people are in the test, both arms together?" },
    { knob = "evaluation.ab_days", accept = { "7..42" }, points = 1,
      why = "Whole weeks, because weekdays differ; long enough for budgets and conversions to settle.",
      open = "How many days does the test run?" },
  },
  forecasts = {
    { metric = "ranking.normalized_entropy", kind = "interval",
      ask = "What normalized entropy will your model reach? A range." },
    { metric = "ranking.roc_auc", kind = "interval", ask = "And which ROC-AUC? A range." },
    { metric = "ranking.calibration_ratio", kind = "interval",
      ask = "Sum of predictions over sum of clicks on the test days: a range." },
    { metric = "online.revenue_per_1000", kind = "place",
      ask = "Where will revenue land: nearer to the trivial rule, in the middle, or nearer to the best possible?" },
  },
  rubric = {
    { id = "entropy", level = "mid", points = 2, needs = "reason",
      about = "Normalized entropy or log loss over the base rate, rather than accuracy",
      why = "It sees order and scale at once, and can be compared between days with different click rates.",
      query = [[
      normalized entropy|normalised entropy|ne (|log loss over|entropy of the base|entropy of the average|log loss|ne sees]],
      said = [[
      Log loss divided by that of the average rate (NE), because accuracy is 98% for always no; comparable across
      days.
      |Log loss divided by that of the plain average, because it punishes wrong order and wrong level; 98% accuracy
      you get by always saying no.]],
      wrong = [[accuracy is the metric|accuracy as the metric|98 percent accuracy|accuracy shows
      |f1 at a threshold of 0.5 is|accuracy of 98|high accuracy
      |Accuracy is the metric, 98 percent right means an excellent model.]] },
    { id = "auc", level = "senior", points = 2, needs = "reason", about = "Says what AUC cannot see",
      why = "Multiply every prediction by seven and it is the same.",
      query = [[
      auc does not|auc blind|auc is blind|auc cannot|not roc-auc|roc-auc|auc only orders|auc alone|while auc|auc sees
      |rates double|doubled rates|auc second|beside auc]],
      said = [[
      ROC area only sees order: multiply all predictions by seven and it stays, although bids would be wrong.
      |AUC is blind to level: multiply every score by seven and nothing moves, but all prices do.
      |AUC sees only the sorting, so it cannot tell when predictions are all too high.]],
      wrong = [[auc alone is enough|auc is enough|we look only at auc|auc is threshold-free so|judge by auc alone
      |because it is threshold-free
      |AUC falls when all predictions are too high, so it checks prices as well.]] },
    { id = "calibration", level = "mid", points = 2, needs = "reason", about = "Predicted over actual clicks",
      why = "The number is multiplied by money; this is the check on the multiplication.",
      query = [[
      calibration ratio|predicted over actual|predictions over clicks|calibration plots|check calibration
      |sum of predictions|σp/σy|calibration overall|reliability|calibration is checked|calibration by]],
      said = [[
      Sum of predictions over number of clicks must be near one, because prices follow the value.
      |Sum of predictions over sum of clicks should be one; this is the figure that is multiplied with money.]],
      wrong = [[
      Whether predicted and actual clicks agree is unimportant, only the order is sold.]] },
    { id = "slices", level = "senior", points = 2, needs = "reason",
      about = "Calibration by slice: new ads, small advertisers, sites, devices",
      why = "A common factor hurts nobody's place in the order; one that differs between ads moves spend.",
      query = [[
      by slice|slices|new ads|tail advertisers|small advertisers|new creatives|by device|cut by|per segment
      |per advertiser|here and|errors that differ|differing errors|by site]],
      said = [[
      Calibrate by new ads, small advertisers, sites, devices, hours; a bias that differs between ads moves money.
      |The ratio separately for fresh campaigns, small clients, sites and phones; when all are off by ten percent
      nobody's rank moves, when some are they win wrongly.]],
      wrong = [[
      Overall calibration of one proves that all segments are right.]] },
    { id = "protocol", level = "mid", points = 1, needs = "reason", about = "Tests on later days",
      why = "Production only ever knows the past.",
      query = [[
      split by time|last two days|later than training|later rows|time split|test rows are later|last days|temporal
      |future days|newest days]],
      said = [[
      Evaluate on days after the training period, progressive validation, since production only knows the past.
      |Fit on the past, judge on days after it, as in life we never know tomorrow.]],
      wrong = [[balanced test set|test set should be balanced|balance the test|50/50 because|random test rows because
      |Test rows drawn from the training days are fine as they look the same.]] },
    { id = "replay", level = "senior", points = 2, needs = "reason",
      about = "Replays the auction with budgets before anybody sees it",
      why = "Another model has other winners, prices and empty budgets; entropy knows none of them.",
      query = [[
      replay|reruns|rerun|logged auctions|auction with budgets|simulate the auction|replayed|counterfactual|off-policy
      |auction simulator]],
      said = [[
      Simulate the auction with budgets offline before exposing anybody, because entropy doesn't know about prices and
      winners.
      |Run the logged auctions again with the new scores and real budgets, as other winners and prices result that no
      offline loss knows.]],
      wrong = [[
      Replay is unnecessary because winners and prices stay the same under a new model.]] },
    { id = "primary", level = "mid", points = 2, needs = "reason",
      about = "One deciding metric, and guardrails for those who pay",
      why = "Revenue alone can be taken from advertisers and readers for as long as the test runs.",
      query = [[
      revenue per thousand|primary metric|decides|guardrail|guardrails|hides|advertiser return|advertiser value|main metric]],
      said = [[
      One decision metric, revenue per thousand, with advertiser return and hides as constraints, since income alone
      can be squeezed from customers.
      |One number decides, revenue per thousand pages, with cost per sale and hides as brakes, because income alone
      can be extorted for two weeks.]],
      wrong = [[ctr as the primary metric because|success is ctr|more clicks means better
      |We look at twenty metrics and take whichever has gone up.]] },
    { id = "size", level = "senior", points = 2, needs = "number", about = "Sizes the test",
      why = "7.7 million impressions an arm for one percent of two percent; revenue, with its heavy tail, wants more.",
      query = [[
      7.7|million impressions|impressions per arm|impressions an arm|per arm|sample size|80 percent power|power
      |million users|million people|detectable]],
      said = [[
      For 1% of a 2% rate we need 7.7 million impressions per arm at 80% power; more for heavy-tailed revenue.
      |Two percent base, one percent relative change: about 7.7 million showings per arm at 80% power; income needs
      more as its tail is heavy.]],
      wrong = [[
      A few thousand impressions an arm are enough to see one percent.]] },
    { id = "interference", level = "staff", points = 3, needs = "reason",
      about = "Sees that arms share budgets, and splits them",
      why = "The arm that spends faster takes the money from the other, and the comparison counts that twice.",
      query = [[
      same budgets|split the budgets|split budgets|budgets split|budget is split|half the money|half of the money
      |interference|steals from control|drains the budget|shared budgets|campaign money per arm|contamination
      |contaminated|reserved for each arm]],
      said = [[
      Both arms draw from the same budgets, so treatment can eat control's money; split budgets per arm or randomise
      advertisers.
      |Both arms drink from the same campaign money, so the faster one starves the other; each gets its own share of
      every budget.]],
      wrong = [[budgets can be shared|shared budgets are no problem|randomisation takes care of it
      |Shared budgets make the comparison fairer, since both arms have the same advertisers.]] },
    { id = "peeking", level = "senior", points = 1, needs = "reason", about = "Looks once, or pays for looking often",
      why = "Ten looks at a five-percent test are nineteen percent false wins.",
      query = [[
      look once|looking early|peeking|peeks|sequential|once at the end|no looking|looks ->|stopping rule|fixed horizon]],
      said = [[
      Decide at a fixed end or use sequential tests, because looking daily raises false positives to a fifth.
      |Read the result once at the end; ten glances at 5% give a false win in nearly every fifth test, unless the
      bounds are sequential.]],
      wrong = [[stop as soon as it is significant|stop the a/b test as soon|peek every day and launch
      |as soon as p is below|launch when p is below
      |Check every morning and stop as soon as it is significant, that saves time at no risk.]] },
    { id = "weeks", level = "mid", points = 1, needs = "number", about = "Whole weeks",
      why = "Weekends click otherwise, budgets reset daily, conversions come days later.",
      query = [[
      two weeks|14 days|two full weeks|full weeks|for weeks|2 weeks|four weeks|7 days|days]],
      said = [[
      Run two full weeks, 14 days, because weekends, budget cycles and late conversions differ.
      |Fourteen days, two full weeks, since Sundays behave otherwise and sales trail by days.]],
      wrong = [[
      One day is long enough, as all days are alike.]] },
    { id = "long_term", level = "staff", points = 2, needs = "reason",
      about = "A holdout for what comes later: advertisers who cut budgets, readers who leave",
      why = "The market answers in weeks; an experiment of two sees only what it did first.",
      query = [[
      holdout|hold-out of|three months|for a quarter|long-term|advertisers react|react slowly|later effects|long run|months]],
      said = [[
      Hold back 1% of users and advertisers for months, as they react slowly: budgets cut, ad blindness.
      |Hold out a few percent for months: clients cut their spending and annoyed readers leave long after the test is
      over.]],
      wrong = [[
      What happens in two weeks is what happens for ever, a long holdout is a waste of traffic.]] },
    { id = "disagree", level = "staff", points = 2, needs = "reason",
      about = "Expects offline and online to part, and says where",
      why = "Where budgets bind, better predictions may not bring revenue at all, but the same money for better matches.",
      query = [[
      may disagree|disagree|no visible revenue|revenue flat|pacing binds|budgets bind|offline gain|offline and online
      |ne up, revenue|ne better and|does not follow|offline win]],
      said = [[
      Offline entropy may improve with no revenue change where budgets bind; replay and live differ as competitors
      adapt.
      |Better log loss may bring no income where budgets bind: the money was spent anyway, only on better places. So I
      don't expect both to move alike.]],
      wrong = [[
      Offline and online always agree, a better entropy guarantees higher revenue.]] },
    { id = "decision", level = "staff", points = 2, needs = "number", about = "Says which result would change the decision",
      why = "A forecast that nothing can contradict is no forecast.",
      query = [[
      launch if|i launch|would stop|make me stop|not launch|launch only|ship if|i expect|my bet|excludes zero
      |decision rule|roll back if]],
      said = [[
      Launch if revenue is up over 0.5% with interval above zero and hides under +1%; otherwise keep the old model.
      |Below half a percent more income, or with cost per sale up by over 1%, I stay with the old one.]] },
    { id = "rulers", level = "senior", points = 1, needs = "reason",
      about = "Compares with the trivial rule and with the best possible",
      why = "0.89 says nothing until one knows that the average scores 1 and the truth 0.80.",
      query = [[
      trivial|oracle|best possible|ceiling|floor|baseline|smoothed rate|how much is left|upper bound]],
      said = [[
      Compare with predicting the average (NE 1) and with the true probabilities in simulation (0.80), since a number
      alone says nothing.
      |Between the average, which scores 1, and the truth, perhaps 0.8, lies what can be won; 0.89 alone tells
      nothing.]],
      wrong = [[
      0.89 is a good value by itself and needs no comparison.]] },
  },
  traps = {
    "AUC alone: it is the same when every price is seven times too high.",
    "Accuracy: ninety-eight percent by saying no.",
    "An A/B test whose arms drink from the same budgets.",
    "Revenue as the only number, in a test that ends before advertisers read their reports.",
    "Stopping on the first good morning.",
  },
  answer = "Offline: normalized entropy, log loss over the entropy of the base rate, because it sees order and scale. AUC "
    .. "does not move when all rates double, so it comes second. Calibration ratio, predicted over actual clicks, overall and "
    .. "by slice, since the number is multiplied by money. Slices: new ads, tail advertisers, new users, devices, because "
    .. "errors that differ between ads move "
    .. "spend from one to another. The test rows are the last two days, because production only knows the past. It stands "
    .. "between the trivial smoothed rate and an oracle, so that one sees how much is left. Then a replay of logged auctions "
    .. "with budgets, because winners, prices and empty budgets change with the model. Online the primary metric is revenue "
    .. "per thousand requests; guardrails "
    .. "are hides and advertiser value, because revenue can be taken from both. Size: at 2 percent CTR a relative effect of 1 "
    .. "percent takes 7.7 million impressions per arm, so an A/B test with 2 million users for 14 days is enough for clicks, "
    .. "and two full weeks, 14 days, cover weekdays and late conversions. Both arms would spend the same budgets, so I split "
    .. "the budgets too, otherwise treatment steals from control. I look once "
    .. "at the end, because ten peeks make 19 percent false wins. A holdout of 1 percent runs for a quarter, because "
    .. "advertisers react slowly. Offline and online may disagree: where budgets bind, better rates bring the same money for "
    .. "better matches, so revenue may stay flat. I launch if revenue is up by at least 1 percent with an interval that "
    .. "excludes zero, and would stop if advertiser value falls by 2 percent.",
}

local serve = {
  id = "serve", title = "Deploy and serve", minutes = 4,
  prompt = "Somebody opens a page in our busiest hour. Take me through the hundred milliseconds: what is looked up, what is "
    .. "filtered and where, "
    .. "how many ads reach the model, what the auction must know about money, and what the page gets when you are late. Then "
    .. "tell me what "
    .. "that costs, in cores and in bytes moved.",
  hints = {
    "You ask the index for 300 ads and nine in ten of them do not want this person. How many bidders are left?",
    "Lookups, targeting and search, ranker, auction, slack: a time for each. Candidates times load is the bill. How fresh are "
    .. "counters, index, "
      .. "spend? What happens late, and how does a new model come in?",
    "Targeting inside or before the search; 300 to 1,000 candidates; 174 thousand requests × 300 × 500 bytes is 26 GB/s; "
    .. "index every hour or faster, spend every few "
      .. "seconds; fall back to the smoothed rates; two replicas; model and calibrator as one version, shadow, canary.",
  },
  probes = {
    { when = "unsaid retrieval.targeting", say = "Where does the targeting stand: before the search, inside it, or after?",
      risk = "auction starved of bidders", item = "targeting" },
    { when = "retrieval.targeting=after",
      say = "You found 300 and struck 270. What does the winner of four slots pay with so few behind him?",
      risk = "auction starved of bidders", item = "targeting" },
    { when = "unsaid retrieval.candidates",
      say = "How many ads does your heavy model score for one page, and what would twice as many bring?",
      risk = "shortlist never sized", item = "candidates" },
    { when = "unsaid serving.fallback", say = "101 milliseconds. What is on the page?", risk = "no fallback", item = "fallback" },
    { when = "serving.fallback=false", say = "An empty slot earns nothing and house ads are free. Why is it empty?",
      risk = "no fallback" },
    { when = "unsaid serving.index_refresh_minutes",
      say = "An advertiser starts a campaign at nine. When can your search find it?", risk = "new ads not findable", item = "freshness" },
    { when = "serving.index_refresh_minutes=1440",
      say = "You rebuild the index at night. What do you tell the advertiser whose sale is today?",
      risk = "new ads not findable", item = "freshness" },
    { when = "unsaid serving.replicas", say = "One copy of everything, and its disk fails in the busiest hour. Then?",
      risk = "single point of failure", item = "replicas" },
    { when = "always",
      say = "Three sites sell the same campaign's last euro at the same moment. Who pays for the second and the third?",
      risk = "spend known too late", item = "spend" },
    { when = "metric list.fill_rate < 0.9",
      say = "One slot in ten stays empty. Too few candidates, too high a reserve, or budgets gone?", risk = "empty slots" },
    { when = "metric serving.p99_ms > 100",
      say = "Your slowest percent is over the budget. Which stage is it, and is that the rich pages or the poor ones?",
      risk = "tail latency" },
  },
  decisions = {
    { knob = "retrieval.targeting", accept = { "before" }, points = 3,
      why = "A filter after the search strikes most of what was found, and the auction runs nearly empty.",
      open = "Where does the targeting filter stand?" },
    { knob = "retrieval.candidates", accept = { "200..2000" }, points = 2,
      why = "Revenue climbs with the shortlist until most of what could win is in it; the ranker's time climbs all the way.",
      open = "How many ads reach the ranker?" },
    { knob = "retrieval.nprobe", accept = { "6..64" }, points = 1,
      why = "One cell of an inverted file holds few of the ads that could win; the milliseconds of a dozen are hardly seen "
        .. "beside the ranker's.",
      open = "How many cells of the index does a query look into?" },
    { knob = "serving.fallback", accept = { "true" }, points = 1,
      why = "An empty slot earns nothing, and a rough rate is better than none.", open = "What is shown when the answer is late?" },
    { knob = "serving.index_refresh_minutes", accept = { "1..120" }, points = 1,
      why = "A new ad's owner looks within the hour; until the index has it, nobody can find it.",
      open = "How soon can a new ad be found?" },
    { knob = "serving.replicas", accept = { "2..100000" }, points = 1,
      why = "One copy is one failure away from an hour without income.",
      open = "How many copies of the stack answer this machine's load?" },
  },
  forecasts = {
    { metric = "online.revenue_per_1000", kind = "direction", change = "retrieval.targeting=after",
      ask = "With the filter after the search: revenue up, down, or no visible change?" },
    { metric = "online.revenue_per_1000", kind = "direction", change = "retrieval.candidates=50",
      ask = "With 50 candidates only: revenue up, down, or no visible change?" },
    { metric = "serving.p99_ms", kind = "interval",
      ask = "The 99th percentile of one request through the whole funnel on this machine, in milliseconds: a range." },
    { metric = "capacity.machines", kind = "interval",
      ask = "How many machines like this one will the peak load need? Give a range that you would bet on four times out of "
        .. "five." },
  },
  rubric = {
    { id = "stages", level = "mid", points = 2, needs = "number", about = "Stages of a request with counts and times",
      why = "Filter, candidates, ranker, auction: who cannot name the counts cannot say what is dear.",
      query = [[
      features 10|ms lookup|ms, targeting|retrieval 15|ranker 40|ranker 30|rank 40|auction 1|auction 2|ms slack
      |300 candidates|30 ms|8 ms|10 ms|ms for|candidates are ranked|about 300 ads|goes through targeting]],
      said = [[
      Filter to 100k in 5 ms, retrieve 300 in 10, rank in 20, auction in 2.
      |Filter to a million, search to 300 in 10 ms, features 5, network 3, auction 1.]] },
    { id = "targeting", level = "senior", points = 3, needs = "reason",
      about = "Targeting before or inside the search, and what goes wrong after it",
      why = "Nine of ten found ads would be struck; the auction runs with two bidders, and prices fall to the reserve.",
      query = [[
      targeting before|before the search|inside the search|joined into the vector|filtered later|after it most
      |filter later|after -> starved|targeting is applied|joined w/ targeting|eligible ads|would be struck|nine in ten
      |9 of 10]],
      said = [[
      Apply eligibility before or within the nearest-neighbour search, since filtering afterwards leaves hardly any
      bidders and prices collapse.
      |Country and consent are checked inside the search; filtering afterwards would leave 30 of 300 and two bidders,
      so prices drop to the floor.]],
      wrong = [[targeting is applied after the search because|filter after the search because|post-filter because
      |targeting after because it is simpler
      |Filter after the search, nothing is lost since enough candidates always remain.]] },
    { id = "candidates", level = "senior", points = 2, needs = "tradeoff",
      about = "How many candidates, weighed against the ranker's time",
      why = "The curve of revenue over candidates flattens, the bill does not.",
      query = [[
      more candidates|twice as many|600 ads|candidates go to|double that|fewer candidates|grows linearly|linear cost
      |double cost|candidates would|linear in]],
      said = [[
      300 candidates: more adds little revenue while ranker time grows linearly; the curve flattens after 500.
      |300 instead of 100 brings two percent more, 1000 only a trifle for three times the cores, so I stop where the
      curve bends.]],
      wrong = [[rank all 10 million|heavy model on all ads|rank all ten million|score all ads with the heavy
      |Always rank as many candidates as possible, the ranker's time does not grow with them.]] },
    { id = "budget", level = "mid", points = 1, needs = "reason",
      about = "p99 of the whole, measured; the sum of stages is bookkeeping",
      why = "Percentiles of stages do not add, and the page feels only the end.",
      query = [[
      p99|percentiles of stages|do not add|do not sum|measured whole|whole is measured|end to end|tail|100 ms]],
      said = [[
      Measure the end-to-end p99 under load, because stage percentiles don't add up; the sum is only a plan.
      |Measure the 99th percentile of the whole answer, since the slow moments of parts don't fall together and cannot
      be added.]],
      wrong = [[average latency below 100|average latency is what|mean latency below|average latency counts
      |The p99 of the stages add up to the p99 of the whole; or the mean is 20 ms, so p99 is fine.]] },
    { id = "capacity", level = "senior", points = 3, needs = "number",
      about = "Cores from load times candidates times operations",
      why = "10 TFLOP/s, some 520 cores before headroom: one line that says what a better model may cost.",
      query = [[
      tflop|cores|machines|mflop|scores per second|million scores|gflop|per core|52 million|52m|10 tflop]],
      said = [[
      174k requests x 300 x 0.2 MFLOP = 10 TFLOP/s, 520 cores, with headroom 1000.
      |174,000/s x 300 x 0.2 MFLOP is 10 TFLOP/s, 520 cores, with headroom near 900.]],
      wrong = [[
      A single server does it, computing power is never the limit.]] },
    { id = "bandwidth", level = "staff", points = 2, needs = "number",
      about = "Feature bytes a second, and what follows from them",
      why = "26 GB/s through a network is a design; through memory it is a loop. So columns of ads live beside the ranker.",
      query = [[
      26 gb|500 b|500 bytes|gb/s|150 kb|feature bytes|bytes per candidate|kb a request|in memory beside|ad columns
      |ad features local|bandwidth]],
      said = [[
      174k x 300 x 500 bytes is 26 GB/s of features; over the network impossible, so keep ad columns in local memory.
      |300 ads x 500 bytes x 174k is 26 GB a second; that can't cross the network, so ad columns sit in the ranker's
      memory.]] },
    { id = "freshness", level = "senior", points = 2, needs = "reason",
      about = "What is fresh and how: streamed counters, nightly ones, the index",
      why = "A young ad's tenth click doubles what is known about it; an old ad's thousandth changes nothing.",
      query = [[
      counters come from a stream|streamed|stream into|by stream|streaming|counters in redis|young ad|index hourly
      |indexed hourly|every 60 minutes|index takes in|new ads every|hourly|within minutes|waiting a day
      |near real time]],
      said = [[
      Counters stream in within minutes, model nightly, new ads inserted in the index at once, because young ads
      change most.
      |Counters stream in by the minute because a young ad's tenth click changes its rate, nightly sums suffice for
      old ones.]],
      wrong = [[
      Everything nightly is fresh enough, since an ad's rate does not move within a day.]] },
    { id = "spend", level = "staff", points = 3, needs = "reason", about = "Spend known within seconds, in every site",
      why = "A budget that is checked late is sold twice, and the second time is free of charge.",
      query = [[
      spend is broadcast|budgets must be known|spend within|overspend|spend that arrives late|sold twice|spend every
      |pacing state|budget state|spend counters|spend must|within seconds|every few seconds]],
      said = [[
      Remaining budget is shared across servers and regions within seconds, otherwise campaigns overspend and that is
      unpaid.
      |Every site must hear within seconds what a campaign has spent, or else we give away showings nobody pays.]],
      wrong = [[spend can be synchronised once a day|budgets are checked at the end|spend once a day is enough
      |check budgets at the end of the day
      |Budgets are checked once a day, overspending costs us nothing.]] },
    { id = "fallback", level = "mid", points = 2, needs = "reason", about = "What the page gets when something is late or down",
      why = "A half-good ad earns more than a blank, a house ad more than an error.",
      query = [[
      fall back|fallback|house ads|precomputed table|smoothed rates|smoothed ctr|late or down|late ->|degrade
      |empty slot earns|blanks|timeout|in case something fails]],
      said = [[
      If the ranker is late, rank by smoothed rate times bid; if everything fails a house ad, because blank earns
      nothing.
      |When ranking is late the page shows the winners by smoothed rate times offer from a cache, and a house ad last;
      a half-good ad earns, a blank does not.]],
      wrong = [[no fallback is needed|service never fails|never goes down|fallback is not needed since
      |If the ranker is down the page simply waits until it is back.]] },
    { id = "replicas", level = "mid", points = 1, needs = "reason", about = "Copies, sites, headroom for one that fails",
      why = "The busiest hour is when the disk fails.",
      query = [[
      replicas|two copies|copies in each|losing one|one can fail|headroom|one site|failover|survivable|redundan]],
      said = [[
      Several copies per shard in three sites with spare capacity, as failures come at the busiest time.
      |Two copies at each site and a third of reserve, since disks fail in the busiest hour.]],
      wrong = [[
      One instance is safer because nothing can get out of step.]] },
    { id = "rollout", level = "senior", points = 2, needs = "reason", about = "Shadow, canary, rollback in minutes",
      why = "A wrong probability spends real money from the first minute.",
      query = [[
      shadow|canary|rollback|roll back|1 percent then|1%, 10%|gradual|staged|ramp|blue-green]],
      said = [[
      Shadow, one percent canary, ramp, automatic rollback in minutes, since wrong probabilities spend real money.
      |Shadow first, then one percent, then all, with the old one a minute away, as wrong rates spend real money at
      once.]],
      wrong = [[
      Switch everybody over at once, then errors show up sooner.]] },
    { id = "version", level = "staff", points = 2, needs = "reason",
      about = "Model, calibrator, hashing and correction as one version",
      why = "The new weights with the old calibrator are confident nonsense without an error.",
      query = [[
      one version|shipped together|ships with|share one version|calibrator ships|same version|versioned together
      |hash seeds|pair of versions|weights+calibrator|belongs to another model]],
      said = [[
      Weights, calibrator, hash function and sampling correction are released together under one version, because
      mixing them gives silent errors.
      |Weights, calibrator, hash seed and thinning factor move as one package, since new weights with the old
      calibrator give wrong prices with no error.]],
      wrong = [[calibrator can stay|keep the old calibrator|old calibration can stay
      |The old calibrator can stay with new weights, it is independent of the model.]] },
    { id = "online", level = "senior", points = 1, needs = "reason", about = "Computed at the request, not the night before",
      why = "Bids, budgets and pages change by the second; a list from last night sells what is no longer for sale.",
      query = [[
      real time|real-time|bids change|budgets and bids change|computing everything live|not precomputed
      |at request time|no cache|no user list cache|live because|bids and budgets]],
      said = [[
      Score at request time, not in a nightly batch, because bids, budgets and context change by the second.
      |We score while the page loads, because offers, budgets and page change by the second and yesterday's list would
      sell what is gone.]],
      wrong = [[precompute the ads for each user|precompute ads every night because|batch lists overnight because
      |Lists computed last night are as good, as bids and budgets do not change within a day.]] },
    { id = "numbers_down", level = "staff", points = 2, needs = "tradeoff",
      about = "What could be cheaper and what it would cost: int8, smaller tables, distillation, early exit",
      why = "Half of the cores are money too; say what entropy they are worth.",
      query = [[
      int8|quantis|quantiz|distil|smaller model|early exit|two-stage ranker|light ranker|half the cores|halve the
      |cheaper model|cache user tower|precompute the ad|shared computation|per-user part once]],
      said = [[
      Int8, distillation, smaller tables or early exit halve the cores for maybe 0.1% entropy: worthwhile or not.
      |Eight-bit weights halve the cores for a thousandth in entropy; a smaller table or student saves more and costs
      more, early exit for hopeless ads.]],
      wrong = [[
      Quantising loses nothing in any case, so cost can be cut without looking.]] },
    { id = "index", level = "senior", points = 1, needs = "reason",
      about = "Chooses an index, or says why none is needed after targeting",
      why = "When one ad in ten is eligible, scanning those may be cheaper than a clever index with a filter.",
      query = [[
      ann index|hnsw|inverted file|ivf|exact scan|flat|vector search|inverted list|inverted lists|brute force|bitmap|shard]],
      said = [[
      After targeting only few ads remain, so a linear scan may beat an ANN with filters; else HNSW or IVF.
      |After targeting one in ten is left, a scan of those is as quick as a graph with filters, so I need no clever
      index.]],
      wrong = [[
      An approximate index is exact anyway, and filters do not affect it.]] },
  },
  traps = {
    "Targeting after the search: nine of ten candidates vanish and the auction has no rivals.",
    "Budgets checked late: the same money is sold three times.",
    "An index built at night: a day without the ads whose owners are watching.",
    "A new model with an old calibrator.",
    "Stage percentiles added up and called a p99.",
  },
  answer = "One request: lookups 10 ms, targeting and retrieval 15 ms, ranker 40 ms, auction 1 ms, the rest of 100 ms is "
    .. "slack. The p99 is measured end to end, because percentiles of stages do not add. Targeting is applied before the "
    .. "search, because after it nine in ten found ads would be struck and the auction would run with two bidders. One ad in "
    .. "ten is eligible, so an inverted file over the vectors with a bitmap of eligible ads "
    .. "will do, with 16 cells probed, since it is small. 300 candidates go to the ranker; more candidates bring more "
    .. "revenue, but the cost is linear in them. Capacity: 174 thousand requests × 300 × 0.2 MFLOP is 10 TFLOP/s, 520 cores "
    .. "of 20 GFLOP/s, twice that with headroom. Feature bytes: 300 × 500 B × 174 thousand is 26 GB/s, so ad columns are kept "
    .. "in memory beside the ranker. Counters are streamed within minutes, because a young ad changes fastest, and "
    .. "the index takes in new ads every 60 minutes. Spend is broadcast every few seconds, otherwise a campaign's last money "
    .. "is sold twice and we pay for it. When the ranker is late we fall back to an auction on smoothed rates, and last to "
    .. "house ads, because an empty slot earns nothing. 2 replicas per site, so that one can fail in the busiest hour. "
    .. "Everything is computed in real time and not precomputed, because bids and budgets change by the second. "
    .. "Rollout: shadow, canary of 1 percent, rollback in minutes, because a wrong probability spends real money. Weights, "
    .. "hash seeds, correction and calibrator share one version, otherwise the calibrator belongs to another model. A shorter "
    .. "number format would halve the ranker's cores, at the risk of calibration, so I try it after launch.",
}

local monitor = {
  id = "monitor", title = "Monitor and maintain", minutes = 3,
  prompt = "It is live, and you have the pager. What goes wrong without an error message, which number tells you first, from "
    .. "which value on, and "
    .. "what do you do in the first ten minutes? And how does the model keep up with a market that starts four in a hundred "
    .. "of its ads today?",
  hints = {
    "Which number moves before revenue does, and needs no patience?",
    "Predicted over actual clicks, by hour and segment; inputs; money; labels that come late. A threshold, an owner, a way "
    .. "back. How often you train, and "
      .. "what a new model must pass.",
    "Alert when predicted over actual leaves 0.9 to 1.1, PSI above 0.2, nulls; compare conversions at the same age; budgets "
    .. "out by hour and fill rate; "
      .. "retrain daily behind a gate; rollback; kill switch to smoothed rates; keep exploring.",
  },
  probes = {
    { when = "unsaid monitoring.monitors",
      say = "Which numbers do you see every morning, and which of them would have told you about last night?",
      risk = "nothing watched", item = "alarm" },
    { when = "unsaid monitoring.retrain_every_days",
      say = "Four ads in a hundred are new each day. How old may your model become?", risk = "stale model", item = "retrain" },
    { when = "monitoring.retrain_every_days=0",
      say = "You never retrain. In which week does your model know half of the ads on sale?", risk = "stale model" },
    { when = "monitoring.retrain_every_days=30",
      say = "A month between models, and an ad lives two weeks. Which ads has your model ever seen?", risk = "stale model" },
    { when = "metric monitoring.detection_delay_days > 2",
      say = "A counter came in empty for days and nobody saw it. Which number moved first?", risk = "slow detection" },
    { when = "metric monitoring.false_alarms > 3",
      say = "Your alarms go off on quiet days too. What do people on call do with the fourth one?", risk = "false alarms" },
    { when = "always", say = "Revenue is up nine percent since Tuesday's release. Tell me why that might be bad news.",
      risk = "success read as health", item = "silent" },
    { when = "always", say = "Conversions of the last six hours are down by two thirds. Do you wake anybody?",
      risk = "delay read as a fault", item = "delay" },
    { when = "always", say = "What your model does not show, it never sees again. What will it believe in a year?",
      risk = "feedback loop", item = "loop" },
  },
  decisions = {
    { knob = "monitoring.monitors", accept = { "calibration", "features+ctr" }, points = 3,
      why = "Predicted over actual clicks is the first alarm of an ad system; inputs say why. Either finds a counter that "
        .. "arrives empty.",
      open = "What is watched every day?" },
    { knob = "monitoring.retrain_every_days", accept = { "1..3" }, points = 3,
      why = "New ads come every day and what sites do to categories moves: a model of last week pays for it daily.",
      open = "How often is the model trained again?" },
    { knob = "monitoring.alert_threshold", accept = { "0.05..0.4" }, points = 1,
      why = "Too low wakes people for nothing, too high lets the fault run. A PSI of 0.2, or a tenth off in calibration, is a "
        .. "common place to begin.",
      open = "At which value does a monitor alert?" },
    { knob = "monitoring.drift_metric", accept = { "psi", "ks" }, points = 1,
      why = "Either tells a moved distribution from noise, as long as its threshold was set on quiet days.",
      open = "How do you measure that a distribution has moved?" },
  },
  forecasts = {
    { metric = "monitoring.excess_entropy", kind = "direction", change = "monitoring.retrain_every_days=0",
      ask = "Without retraining: the entropy of the coming days beyond what the true probabilities have up, down, or no visible "
        .. "change?" },
    { metric = "monitoring.detection_delay_days", kind = "interval",
      ask = "Something will break in the coming days. How many days until your monitors say so? A range." },
    { metric = "monitoring.false_alarms", kind = "interval",
      ask = "And how many alarms on days when nothing is wrong?" },
  },
  rubric = {
    { id = "alarm", level = "mid", points = 3, needs = "reason",
      about = "Watches predicted over actual clicks, by hour and segment",
      why = "It moves before revenue does and needs no patience: clicks are known within minutes.",
      query = [[
      predicted over actual|predicted versus actual|predicted/actual|predicted clicks over|prediction against reality
      |calibration by|watch calibration|sum of predicted|predicted against actual|σp/clicks|calibration alarm
      |calibration ratio|monitor calibration]],
      said = [[
      Ratio of predicted to actual clicks by hour and segment, because it reacts before revenue and clicks arrive
      within minutes.
      |Predicted against actual taps each hour, by site and client, since it shows within minutes what income shows
      after days.]],
      wrong = [[
      Revenue tells everything, so calibration needs no alarm.]] },
    { id = "inputs", level = "mid", points = 2, needs = "reason", about = "Watches inputs: empty counters, drift, new ids",
      why = "A counter that arrives empty raises no error, only prices.",
      query = [[
      null rates|null rate|null share|psi|feature drift|empty values|inputs go|inputs zero|distribution of inputs
      |input drift|counter pipeline|counter that arrives|counter stops|missing features|share of empty]],
      said = [[
      Empty counters, drift, share of unknown ids and volume are monitored, since missing features raise no error but
      change prices.
      |Share of empty and unseen values per field every few minutes; a counter job that dies throws no error, it
      merely makes silly prices.]],
      wrong = [[
      Inputs need no watching, an empty feature raises an error at once.]] },
    { id = "thresholds", level = "mid", points = 1, needs = "number", about = "Alarms have thresholds",
      why = "A dashboard nobody must act on is decoration.",
      query = [[
      above 0.2|over 0.2|> 0.2|0.9 to 1.1|0.9–1.1|outside 10|alert when|alert above|alert at|for two hours|for 2 h
      |off 10|leaves 0.9|more than percent|exceeds|alerts when]],
      said = [[
      Alert if calibration leaves 0.95 to 1.05 for an hour, p99 above 120 ms or PSI over 0.2.
      |Ring when the ratio leaves 0.9 to 1.1 for an hour, or PSI tops 0.2.]] },
    { id = "delay", level = "senior", points = 2, needs = "reason",
      about = "Compares conversions at the same age, since they come late",
      why = "Every morning looks like a collapse to whoever forgets the delay.",
      query = [[
      same age|same-age|cohorts|conversions arrive late|conversions late|mostly delay|delay looks|delay ≠
      |late conversions|label delay|not yet arrived|compare at]],
      said = [[
      Conversions are compared at equal age, today's 24-hour-old clicks with last week's at 24 hours, otherwise each
      morning looks like a collapse.
      |Compare today's sales after one day with last week's after one day, because they trickle in and every morning
      would look like a crash.]],
      wrong = [[drop in today's conversions means the model|fewer conversions today means the model is broken
      |Compare yesterday's conversions with last month's totals, conversions are complete within the hour.]] },
    { id = "market", level = "senior", points = 2, needs = "reason",
      about = "Watches the market: budgets out by hour, fill, price, spend against plan",
      why = "A fault in pacing shows in no metric of a model.",
      query = [[
      budgets out|out of budget|exhausted by hour|spend against plan|spend vs plan|fill rate|unsold slots
      |price per click|budget burn|burnt budgets|pacing faults|empty slots|broken pacing|share exhausted]],
      said = [[
      Watch when budgets run out, fill rate, price levels, bid density and spend versus plan, since a pacing bug is
      invisible in model metrics.
      |Watch when money runs out by hour, fill, clearing price and spend against plan, since a broken throttle shows
      in no model metric.]],
      wrong = [[
      The market needs no monitor, if the model is right then prices are right.]] },
    { id = "retrain", level = "mid", points = 2, needs = "reason", about = "A cadence of retraining and why",
      why = "Two weeks is a lifetime here: a model a week old has never seen a third of the ads.",
      query = [[
      retrain|retrained|retraining|fresh weights|new weights|warm start|online learning|trained every
      |continuous training|new model every]],
      said = [[
      Daily or hourly, because a third of the ads are new each week and an old model never saw them.
      |Each night on the last two weeks, as a third of the campaigns did not exist a week ago.]],
      wrong = [[no need to retrain|never retrain|retraining once a year|retrain once a year
      |clicks on ads are stable|retraining is unnecessary|interest in ads does not change
      |Ads live for years and models do not age, so training once a year is enough.]] },
    { id = "gate", level = "senior", points = 2, needs = "reason", about = "A gate before a new model serves, and the way back",
      why = "A bad join at night is a bad model at breakfast.",
      query = [[
      gate|check against the current|compares the new model|automatic check|auto check|before it may serve|rollback
      |roll back|last good|shadow|canary|blocks bad|champion]],
      said = [[
      A new model must match the live one on the last hours in entropy and calibration before promotion, otherwise
      keep yesterday's, as bad joins happen.
      |A new model must beat the old one on yesterday's log loss and calibration before it goes live, otherwise it
      stays; going back is one command.]],
      wrong = [[
      New models go live by themselves unchecked, as training on more data cannot make them worse.]] },
    { id = "kill", level = "senior", points = 1, needs = "reason", about = "A kill switch to something simple",
      why = "At three in the morning one wants a button and not a discussion.",
      query = [[
      kill switch|red button|switch to the smoothed|smoothed-rate table|button serves|emergency|fall back to smoothed
      |turn the model off]],
      said = [[
      One switch falls back to the simple smoothed-rate model, because at night nobody wants to debug.
      |One switch puts smoothed rates in place of the network, as nobody wants to debate at three at night.]],
      wrong = [[
      A kill switch is not needed, one can always retrain.]] },
    { id = "owner", level = "senior", points = 1, needs = "reason", about = "Who acts, with a runbook",
      why = "An alarm without an owner rings until somebody mutes it.",
      query = [[
      on call|on-call|runbook|owner|owns these|pages somebody|who acts|escalat|responsible|playbook|person on call]],
      said = [[
      Each alarm has an on-call engineer and playbook, else people mute it.
      |Whoever is on call gets paged with a page of instructions: roll back first, then look which field changed;
      pacing goes to the market team.]],
      wrong = [[
      Alarms go to a shared mailbox, somebody will have a look.]] },
    { id = "false_alarms", level = "staff", points = 2, needs = "tradeoff", about = "Weighs false alarms against delay",
      why = "Sale days move everything; small slices move by chance.",
      query = [[
      false alarms|false alarm|cry wolf|sale days|same weekday|quiet days|lower thresholds|tight limits|two breaches
      |alert fatigue|noise|enough clicks|wake people]],
      said = [[
      Sales days and small segments vary by chance: require two hours in a row and seasonal comparison; slower but
      trusted.
      |Narrow bands ring on sale days, wide ones cost an hour of wrong prices; hence narrow on totals, wide on small
      slices.]],
      wrong = [[more alerts mean more safety|alerts at every small change|alert on every change
      |The tighter every threshold the better, false alarms cost nothing.]] },
    { id = "loop", level = "staff", points = 3, needs = "reason",
      about = "The loop: learns from what it showed; exploration stays on",
      why = "Whoever started badly is never tried again, and the model is never contradicted.",
      query = [[
      feedback loop|never show|what it chose to show|exploration stays|random slots continue|random slots go on
      |loop otherwise|explore 2|learns from its own|own winners|yesterday's winners|stays on|self-fulfilling]],
      said = [[
      The model learns from what it displayed, an unlucky start is never corrected; so keep exploration on
      permanently.
      |It learns from what it placed: an ad with a bad start is never tried again, so a percent stays random for ever.]],
      wrong = [[
      The feedback corrects itself over time, since the model learns from its own choices.]] },
    { id = "silent", level = "staff", points = 3, needs = "reason", about = "Names failures that look like success",
      why = "Over-prediction lifts revenue until the reports are read; then budgets are cut.",
      query = [[
      look like success|success can be|looks like revenue|raises revenue|lifts revenue|revenue for a week
      |revenue for days|predicts too high|over-prediction|without an error|no error|silent|quietly sells|too-high p
      |good news|refunds]],
      said = [[
      Overprediction raises revenue at first and looks like success until advertisers cut budgets; so watch
      calibration, not income.
      |Rates too high across the board raise income until clients read their reports; it looks like a triumph and is a
      fault.]],
      wrong = [[rise in revenue is always good|if revenue rises nobody|revenue rises is good news
      |rising revenue means all is well
      |If revenue goes up nothing can be wrong.]] },
    { id = "fraud", level = "staff", points = 1, needs = "reason", about = "Bots and fraud, kept out of counters",
      why = "A bot farm is a very good site, for a day.",
      query = [[
      fraud|bots|bot|invalid clicks|invalid traffic|ctr jump|clicks without any dwell|poison|click farm]],
      said = [[
      Bot clicks inflate a site's rate: filter them from counters and labels, as a click farm looks like a superb
      publisher.
      |Click farms make a site look splendid for a day, hence suspicious traffic is taken out of rates before they are
      used.]],
      wrong = [[
      Fraud is refunded later, so it does no harm to counters.]] },
    { id = "incident", level = "senior", points = 1, needs = "reason",
      about = "How one finds the cause: slices, versions, last deploy",
      why = "The first question is always what changed.",
      query = [[
      last deploy|what changed|compare slices|by slice|which feature|by site|per site|narrow down|root cause
      |drill down|compare versions|stop the exports|bisect]],
      said = [[
      Ask what changed: last deploy, data, versions; cut by segment, site, device to localise, because most drops are
      partial.
      |First ask what changed: which deploy, which field, which slice is off, and go back version by version.]],
      wrong = [[
      When something breaks, retrain at once on all data and see whether it goes away.]] },
    { id = "systems", level = "mid", points = 1, about = "Latency, errors, index age beside the model's numbers",
      why = "Necessary, and nowhere near enough.",
      query = [[
      p99|latency|error rate|timeouts|index age|uptime|queue|cpu|system metrics|empty answers]],
      said = [[
      Also latency, errors, timeouts, queue length and index age on the dashboard.
      |Beside the rates: p99, error share, age of the index and queue length.]],
      wrong = [[cpu and errors are enough|system metrics are enough|errors are enough|monitoring cpu is enough]] },
  },
  traps = {
    "More revenue read as health: over-prediction pays for a week.",
    "Today's conversions compared with last week's, which have had a week to arrive.",
    "A model that learns from its own shop window.",
    "System metrics only. Nothing was down; a counter had stopped.",
    "Alarms on slices so small that chance rings them.",
  },
  answer = "The first alarm is predicted over actual clicks by hour and segment, because it moves before revenue does. I "
    .. "alert when it leaves 0.9 to 1.1 for two hours in a slice with enough clicks. Inputs: null rates and feature drift by "
    .. "PSI every day, alert above 0.2, because a counter that arrives empty raises no error. System metrics, p99, timeouts "
    .. "and index age stand beside them. Conversions arrive late, so I "
    .. "compare cohorts of the same age, otherwise every morning looks like a collapse. Market: budgets out by hour, spend "
    .. "against plan, fill rate, because broken pacing shows in no model metric. Retrain every day with a warm start, because "
    .. "ads live two weeks and new ones come daily. A gate compares the new model with the live one on the newest day before "
    .. "it may serve, so that a bad join does not go out at night; rollback takes two minutes. The kill switch "
    .. "serves smoothed rates, because at three in the morning one wants a button. The person on call has a runbook, since an "
    .. "alarm without an owner gets muted. The first question is what changed: last deploy, by site, by feature, because that "
    .. "finds the cause. Lower thresholds find faults sooner, but false alarms on sale days teach people to mute, so I "
    .. "compare with the same weekday. Failures that look like success: over-prediction lifts revenue for some days, then "
    .. "advertisers cut budgets, so refunds and advertiser "
    .. "value are watched. Feedback loop: the model learns from what it chose to show, so exploration stays on, otherwise "
    .. "yesterday's winners win for ever. Bots: a CTR jump on one site goes to the fraud team and out of the counters, "
    .. "because they poison them.",
}

-- ---------------------------------------------------------------------------------------------------------------------
-- Deep dives, of which the weakest measurements and gaps choose two, and what may change in the middle of a session.

local dives = {
  { id = "window", step = 2, when = "metric ranking.conversion_calibration_ratio < 0.5",
    about = "conversions that come too late for the label",
    ask = "You predict less than half of the conversions that come in the end. Take one advertiser of sofas through a week of "
      .. "your training: "
      .. "what is he told, what does he bid, what does he get?",
    more = "You may not wait longer than a day. What else can be done about clicks that are still open?",
    rubric = {
      { id = "who", level = "mid", points = 2, needs = "reason", about = "Slow advertisers look worthless and lose their slots",
        why = "",
        query = [[slow advertisers|sofas|late conversions|counted as negatives|looks worthless|loses auctions
        |under-predicted|too low|lose their slots|longer delay]] },
      { id = "otherwise", level = "staff", points = 3, needs = "tradeoff",
        about = "Models the delay: survival, importance weights, two models, corrections when the label comes", why = "",
        query = [[survival|model the delay|delay model|importance weight|importance weights|elapsed time
        |correct later|fake negatives|reweigh|delay-aware|exponential|update the label|proxy event|early signal
        |add to cart]] } } },
  { id = "objective", step = 2, when = "unsaid framing.label_window_hours", about = "when a click is settled",
    ask = "A click at noon, no purchase by night. Walk me through what your label says at midnight, tomorrow and in a week, "
      .. "and what the model learns "
      .. "each time.",
    more = "How would you set that window by data and not by taste?" },
  { id = "thinning", step = 3, when = "metric ranking.calibration_ratio > 1.5",
    about = "probabilities after thinning negatives",
    ask = "Your predictions sum to far more than the clicks. Derive for me, from the share of negatives that you kept, by how "
      .. "much a rate of one percent is "
      .. "too high, and say who on the market notices first.",
    more = "ROC-AUC has not moved. Why not, and what follows for how you check models?",
    rubric = {
      { id = "formula", level = "senior", points = 3, needs = "number", about = "Does the sum", why = "",
        query = [[p/(p|odds|divided by w|times too high|keep rate|one percent becomes|percent becomes|10 times|1/w|w =]] },
      { id = "notices", level = "senior", points = 2, needs = "reason", about = "Reserve, pacing and conversion ads feel it",
        why = "",
        query = [[reserve|pacing|budget|price|mixed with|common factor|order stays|conversion ads|absolute]] } } },
  { id = "leak", step = 3, when = "data.split=random", about = "a split that sees the future",
    ask = "You part rows at random. Give me two things that your model then knows about the test rows, and what happens to "
      .. "your offline "
      .. "numbers on the day of the launch.",
    more = "Which check would have caught it before?" },
  { id = "slot", step = 3, when = "unsaid data.position_debias", about = "what the old order did to the log",
    ask = "The log was written by an older auction. Which part of a click is the ad, which part is the slot, and what do you "
      .. "do about it in "
      .. "training and in serving?",
    more = "What would you need in the log to check that the correction is right?" },
  { id = "columns", step = 3, when = "unsaid data.features", about = "fields, counters and when they were true",
    ask = "Name the five inputs that carry your model. For each: when was it computed, and does serving see the same value as "
      .. "training?",
    more = "Which of them would you throw out first, and why?" },
  { id = "interactions", step = 4, when = "metric ranking.normalized_entropy > 0.93",
    about = "a model that hardly beats the counters",
    ask = "Your entropy is not far from knowing each counter. What is left to be known in such a log, and how would you find "
      .. "out whether "
      .. "your model lacks fields, pairs of fields, or data?",
    more = "You may change one thing tonight. Which, and how much do you expect?",
    rubric = {
      { id = "pairs", level = "mid", points = 2, needs = "reason", about = "What fields say together", why = "",
        query = [[together|pairs|interactions|crosses|category on a site|second order|third order|dcn|deepfm
        |factorisation]] },
      { id = "diagnose", level = "senior", points = 3, needs = "reason", about = "Tells the three apart by experiment",
        why = "",
        query = [[learning curve|half the data|ablation|add a field|train error|overfit|memoris|by heart
        |validation|more data|bigger model|compare with|oracle]] } } },
  { id = "newcomer", step = 4, when = "unsaid policy.exploration", about = "the first hour of an ad",
    ask = "Follow an ad that starts at noon through your funnel for its first hour: index, counters, table of ids, ranker, "
      .. "auction. Where does it die?",
    more = "What do you pay to keep it alive, and who decides that price?" },
  { id = "calibration", step = 4, when = "metric ranking.calibration_error > 0.01", about = "rates that are off for some",
    ask = "On the whole your rates are right, in some bins they are not. Who is in those bins, what does the auction do to "
      .. "them, and what do you fix: the "
      .. "loss, the sample or the output?" },
  { id = "market", step = 4, when = "unsaid policy.pacing", about = "budgets over a day",
    ask = "Two campaigns with the same budget, one bids twice as high. Tell me their day hour by hour without pacing, and "
      .. "then with yours.",
    more = "Your pacing costs us revenue today. Why should I switch it on?",
    rubric = {
      { id = "day", level = "mid", points = 2, needs = "reason", about = "Who wins the morning is missing in the evening",
        why = "",
        query = [[by noon|gone by|evening|morning|runs out|spent early|left in the evening|fewer bidders|cheap evening]] },
      { id = "whose", level = "staff", points = 2, needs = "tradeoff",
        about = "Moves money between hours and sides, and makes none", why = "",
        query = [[advertisers get|value for advertisers|moves money|long term|come back|smooth|cheaper clicks
        |revenue today|more conversions for]] } } },
  { id = "test", step = 5, when = "unsaid evaluation.ab_users", about = "a test whose arms share budgets",
    ask = "You want to see one percent of revenue. How many people, how many weeks, and what do you do about budgets that "
      .. "both arms spend from?",
    more = "What would make you stop early?" },
  { id = "shortlist", step = 6, when = "metric retrieval.recall@100 < 0.15", about = "a shortlist without the winners",
    ask = "The ads that would have won are often not among those that your ranker sees. Where do they get lost, in which "
      .. "order do you look, and what would each finding "
      .. "mean?" },
  { id = "targeting", step = 6, when = "retrieval.targeting=after", about = "a filter behind the search",
    ask = "Your search finds what fits and your filter strikes nine of ten. Draw me the auction that is left, with prices, "
      .. "and then two ways to put "
      .. "the filter into the search.",
    more = "What does each cost in memory and milliseconds?" },
  { id = "late", step = 6, when = "metric serving.p99_ms > 100", about = "a budget that does not hold",
    ask = "The slowest percent is over the budget. Split the time over the stages and tell me what you cut first, what it "
      .. "costs in revenue, and how "
      .. "you know." },
  { id = "fallback", step = 6, when = "unsaid serving.fallback", about = "when a stage is late",
    ask = "The ranker is late for one request in a hundred. What is on the page, what do advertisers pay for it, and what do "
      .. "the stages behind do?" },
  { id = "stale", step = 7, when = "unsaid monitoring.retrain_every_days", about = "a model that ages",
    ask = "Four ads in a hundred are new each day. Draw me the entropy of a model that is never trained again over two weeks, "
      .. "of one trained weekly and one "
      .. "trained daily, and say what makes the three curves differ." },
}

local curveballs = {
  { id = "ads_by_machine", knob = "scale.items", times = 10,
    ask = "Advertisers let programs write their ads now: ten times as many by next month, most of them shown a handful of "
      .. "times. What breaks first?",
    moves = "memory, the index, the time of retrieval and how rarely each id is seen",
    stays = "what the ranker can tell apart; quality with that many ads was not measured" },
  { id = "partner", knob = "scale.daily_active_users", times = 4,
    ask = "We take over the ads of a partner: four times as many people a day from next quarter, on pages that you have never "
      .. "seen. What do you change, and what "
      .. "does not care?",
    moves = "machines, copies, feature traffic and everything that grows with requests; and revenue per thousand, which falls as "
      .. "long as advertisers do not raise their budgets: the same money is spread over four times the pages "
      .. "(the lab shows it with a quarter of the world's budgets)",
    stays = "entropy and calibration: those were measured on the simulated pages, and more requests do not change them" },
  { id = "header", knob = "scale.latency_budget_ms", times = 0.4,
    ask = "The page was made faster and nobody waits for ads any longer: you get forty milliseconds in place of a hundred. "
      .. "What goes?",
    moves = "how many candidates you can score, how full a machine may be, and how often the fallback answers",
    stays = "memory, the inventory, and anything offline" },
}

-- ---------------------------------------------------------------------------------------------------------------------

local references = {
  { name = "counters and a linear model", knobs = {
    ["data.split"] = "temporal", ["data.negative_keep_rate"] = 0.1, ["data.downsampling_correction"] = true,
    ["data.position_debias"] = true, ["data.features"] = fields,
    ["ranking.model"] = "logistic", ["ranking.conversion_head"] = true, ["framing.label_window_hours"] = 48,
    ["policy.auction"] = "second_price", ["policy.pacing"] = "throttle", ["monitoring.retrain_every_days"] = 1 } },
  { name = "pairs of fields by a factorisation machine", knobs = {
    ["data.split"] = "temporal", ["data.negative_keep_rate"] = 0.1, ["data.downsampling_correction"] = true,
    ["data.position_debias"] = true, ["data.features"] = fields,
    ["ranking.model"] = "fm", ["ranking.conversion_head"] = true, ["framing.label_window_hours"] = 48,
    ["policy.auction"] = "second_price", ["policy.pacing"] = "throttle", ["monitoring.retrain_every_days"] = 1 } },
  { name = "DeepFM, a longer shortlist", knobs = {
    ["data.split"] = "temporal", ["data.negative_keep_rate"] = 0.1, ["data.downsampling_correction"] = true,
    ["data.position_debias"] = true, ["data.features"] = fields,
    ["ranking.model"] = "deepfm", ["ranking.conversion_head"] = true,
    ["framing.label_window_hours"] = 72, ["data.delayed_labels"] = "delayed_feedback",
    ["retrieval.candidates"] = 500, ["policy.auction"] = "second_price", ["policy.pacing"] = "throttle",
    ["monitoring.retrain_every_days"] = 1 } },
  { name = "DCN-v2, calibrated, trained daily", knobs = {
    ["data.split"] = "temporal", ["data.negative_keep_rate"] = 0.1, ["data.downsampling_correction"] = true,
    ["data.position_debias"] = true, ["data.features"] = fields,
    ["ranking.model"] = "dcn_v2", ["ranking.calibration"] = "platt", ["ranking.conversion_head"] = true,
    ["framing.label_window_hours"] = 72, ["data.delayed_labels"] = "delayed_feedback",
    ["retrieval.candidates"] = 500, ["policy.auction"] = "second_price", ["policy.pacing"] = "throttle",
    ["monitoring.retrain_every_days"] = 1 } },
  { name = "the same, first price and bid multipliers", knobs = {
    ["data.split"] = "temporal", ["data.negative_keep_rate"] = 0.1, ["data.downsampling_correction"] = true,
    ["data.position_debias"] = true, ["data.features"] = fields,
    ["ranking.model"] = "dcn_v2", ["ranking.calibration"] = "platt", ["ranking.conversion_head"] = true,
    ["framing.label_window_hours"] = 48, ["data.delayed_labels"] = "delayed_feedback",
    ["retrieval.candidates"] = 800, ["policy.auction"] = "first_price", ["policy.pacing"] = "multiplier",
    ["monitoring.retrain_every_days"] = 1 } },
}

local drills = {
  { id = "five_questions", step = 1, title = "Five questions that change the design",
    prompt = "Ask the five questions whose answers would change what you build the most. For each, say in one sentence what "
      .. "you would build instead if the answer were ten times larger, or the opposite." },
  { id = "arithmetic", step = 1, title = "From readers to revenue",
    prompt = "From daily readers to requests a second, impressions, clicks, conversions and money a day, in five minutes and "
      .. "aloud. Then say what one "
      .. "percent of that money would buy in cores." },
  { id = "price", step = 2, title = "What a wrong rate costs",
    prompt = "Three ads for one slot: bids 2, 1.5 and 1; true rates 1 %, 1.6 % and 2 %. Work out who wins and pays what under "
      .. "first and second price. "
      .. "Then raise the second ad's rate by a third and do it again: who gained, who lost?" },
  { id = "window", step = 2, title = "How long to wait",
    prompt = "Delays are exponential with means of one hour for games and four days for sofas. For label windows of 1, 24 and "
      .. "96 hours, work out which share "
      .. "of conversions each of them is credited with. Choose, and say who would complain." },
  { id = "thinning", step = 3, title = "A tenth of the negatives",
    prompt = "Derive q = p / (p + (1 - p) / w) from Bayes. What does a true 1 % read as at w = 0.1 and at 0.01, before and "
      .. "after? Which of AUC, entropy, calibration "
      .. "ratio, revenue without and with a reserve would have noticed?" },
  { id = "leak_hunt", step = 3, title = "Which column knows too much",
    prompt = "Name six columns of this log that could know the future or the label, from the obvious to the subtle. For each: "
      .. "how would you notice, and what do you "
      .. "take in its place?" },
  { id = "cross", step = 4, title = "Three fields that only speak together",
    prompt = "Invent an effect of three fields on clicks that no counter of one field and no pair shows. Say what logistic "
      .. "regression, FM and DCN-v2 make of it, "
      .. "and how you would find out whether such effects exist here." },
  { id = "new_ad", step = 4, title = "An ad's first hour",
    prompt = "An ad starts at noon with no history. Follow it through index, counters, hashing, ranker, exploration and "
      .. "auction, minute by minute, until its rate is known "
      .. "to a fifth. What would you speed up first?" },
  { id = "budget_test", step = 5, title = "Two arms, one purse",
    prompt = "Treatment predicts better and both arms share budgets. Tell the story of one campaign over a day, hour by hour, "
      .. "and of the measured difference. Then "
      .. "repair the experiment and say what the repair costs in power." },
  { id = "metrics_that_lie", step = 5, title = "Five metrics that please",
    prompt = "AUC, click rate, revenue, fill rate, conversions reported today: for each, tell a week in which it improves "
      .. "while the market gets worse." },
  { id = "late", step = 6, title = "The hundred and first millisecond",
    prompt = "The ranker is late in one request of fifty, since an hour. Say what the page shows, what you look at in which "
      .. "order, and which of candidates, replicas, "
      .. "precision and features you would turn, with the loss of each." },
  { id = "three_sites", step = 6, title = "The last euro, three times",
    prompt = "A campaign has one euro left and three sites sell it at once. Design how spend is shared between sites, with a "
      .. "bound on what is given away, and say what "
      .. "happens when the link between them is cut." },
  { id = "good_news", step = 7, title = "Everything is better",
    prompt = "Revenue is up 9 %, click rate up 4 %, since Tuesday. Give three explanations that are bad news, and for each "
      .. "the one measurement that tells it from "
      .. "the others." },
  { id = "alarms", step = 7, title = "Three alarms and no more",
    prompt = "You may have three alarms. Name them with metric, threshold and who acts, and say which fault each would miss." },
}

-- What may happen on the days of step 7, in words: the curves show it, and the person says what it was.
local incidents = {
  { kind = "feature_null", what = "a field arrived empty",
    shows = "the distance of the fields jumps within a day, and calibration breaks on the same day: predictions step, clicks do not. "
      .. "That is an input, and revenue goes with it until somebody turns the field off",
    say = { "feature is null", "feature went null", "feature nulls", "null feature", "null values", "feature is empty", "feature came empty",
      "feature arrives empty", "empty feature", "feature is missing", "missing feature", "feature stopped arriving", "feature disappeared",
      "feature broke", "broken feature", "feature is gone", "lost a feature", "feature pipeline broke", "input stopped arriving",
      "input is missing", "input went empty", "feature dropped out", "feature turned to zero", "feature is zero", "feature is constant", "input is null", "inputs are null", "input nulls",
      "values went missing", "input is gone", "column is null", "input is zero", "input went to zero", "feature went to zero",
      "field is null", "field went null", "field is empty", "field is missing", "missing field", "field stopped arriving", "empty field" } },
  { kind = "feature_stale", what = "the counters stopped",
    shows = "distributions stand still, entropy creeps up day by day, most for ads that began after the counters stopped",
    say = { "feature is stale", "stale feature", "stale features", "features are stale", "counters stopped", "counters froze", "frozen counters",
      "counter stopped updating", "features stopped updating", "features not updated", "feature store stopped", "feature store is stale",
      "stale counters", "old counters", "history stopped updating", "counters stand still", "features froze", "feature freshness" } },
  { kind = "traffic", what = "the number of requests changed",
    shows = "rates and calibration hold; budgets run out at another hour",
    say = { "traffic spike", "spike in traffic", "more traffic", "traffic doubled", "traffic tripled", "traffic went up", "traffic changed",
      "load spike", "more requests", "requests tripled", "surge of requests", "surge in traffic", "flood of requests", "traffic surge",
      "number of requests changed", "traffic dropped", "fewer requests", "bot traffic" } },
  { kind = "taste", what = "audiences moved",
    shows = "entropy rises slowly while fields keep their distribution: the same person clicks on other ads. A model that is trained daily "
      .. "follows, a frozen one does not",
    say = { "taste drift", "tastes drifted", "tastes changed", "tastes moved", "taste changed", "drift of tastes", "interests changed",
      "interests shifted", "interests drifted", "preferences changed", "preferences shifted", "preference drift", "users changed",
      "people want something else", "people like other things", "people want other things", "people wanted other things", "behaviour changed", "concept drift", "user drift", "taste shift",
      "audience changed", "audience drift", "audiences moved", "click behaviour changed" } },
  { kind = "none", what = "something that never happened",
    say = { "bad deploy", "bad release", "bad rollout", "new release", "new model version", "version skew", "model skew", "bug in the release",
      "click fraud", "bids changed", "advertisers left", "budget bug", "conversion delay changed" } },
}

return {
  name = "ad_click",
  title = "Ad click prediction",
  about = "Predicts which ads will be clicked, and sells the slots of a page in an auction that pays by the click or by the "
    .. "conversion.",
  world = "ads",
  headline = "ranking.normalized_entropy",
  opening = "Thanks for coming. I work on the ads of a large publisher: every page has a few slots, advertisers bid for them, "
    .. "and we "
    .. "decide who gets them and what that costs. Design the system that predicts the clicks and runs the auction. We have "
    .. "about forty minutes and "
    .. "you lead. I will hold you to what you decide, so say it aloud, with a reason, and tell me whose money it is. Where "
    .. "would you start?",
  facts = facts, unknown = unknown, refusals = refusals, estimates = estimates,
  concepts = concepts, phrases = phrases, quantities = quantities,
  steps = { clarify, frame, data, model, evaluate, serve, monitor },
  references = references, drills = drills, dives = dives, curveballs = curveballs, incidents = incidents,
}
