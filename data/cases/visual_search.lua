-- visual_search.lua - a system that answers a photograph with listings of a marketplace: what the interviewer knows, what is
-- heard in an answer, how it is marked. docs/writing-cases.md explains every field.
-- Figures in facts and estimates belong to this invented company or follow from them by arithmetic. What the engine
-- measures is not in here.

-- ---------------------------------------------------------------------------------------------------------------------
-- What the interviewer knows. In an answer, {value} stands for the number of the scenario that is being played.

local facts = {
  { id = "goal", changes = "evaluation.primary",
    ask = [[
  what are we trying to achieve|why are we building this|what is the business goal|what is the business objective
  |what do we want from visual search|how will you judge success|is it clicks or purchases
  |are we after clicks or sales|what is the purpose of the feature|what does the company want from it|main kpi
  |what would be called a success|how do you know that a search was a success|engagement or revenue
  |do we optimise for conversion|what problem does it solve|what is the product objective|what is the aim
  |is the goal to sell more|what does the person searching actually want to get out of this|when has a search worked
  |is a purchase the goal|what makes a search successful|what do we want shoppers to achieve with the photo search
  |what should a shopper get from a photo
  |what makes a search successful|what do people want from it|which outcome counts]],
    answer = "Somebody sees a chair in a cafe and wants that chair, or the nearest thing to it. A search has worked when they "
      .. "choose something they go on to keep. Clicks on pretty pictures that lead nowhere are not what we are paid for.",
    assume = [[
      the goal is that people find the product they photographed|success is a search that ends with a choice
      |we optimise for useful choices and not for clicks|the goal is purchases in the end]] },

  { id = "surface", changes = "",
    ask = [[
  where does a search start|where in the app can it be used|from which places is it opened|which surfaces of the app
  |is there a camera button|where is the camera icon|are screenshots searched too|can a screenshot be the query
  |is it in the search bar|is it a button on product pages|find similar button|where do people start a search by picture
  |which entry points exist|is it on the web or only in the app|how does somebody open visual search|does it also power shop the look
  |where in the product does it appear|can a picture be pasted|from the gallery or live camera|which part of the product
  |from which screens does a search start|camera gallery or product page|entry points of the feature
  |where can a search be started|camera button or gallery|which entry points are there]],
    answer = "A camera button in the search bar, pictures from the gallery including screenshots, and a \"find similar\" on "
      .. "every product page. All three come through the same door.",
    assume = [[
      searches start from the camera button|screenshots are queries too|there is a find similar button]] },

  { id = "same_or_similar", changes = "evaluation.primary, ranking.model",
    ask = [[
  do people want the same product or a similar one|exact match or similar|exact product or look-alikes|same item or similar item
  |is it instance retrieval or style|instance or category level|what is a good result|do we look for the identical product
  |is similar good enough|how close must a result be|visually similar or identical|is it about style or about the instance
  |must it be the exact product|are look-alikes welcome|does the user want that very thing|exact or nearest thing
  |what kind of similarity|similar in which sense|is a substitute acceptable
  |exactly this thing or something like it|does it have to be the identical product|what counts as a hit
  |is a lookalike good enough|identical or alike|which result comes first
  |if we don't have that product is a similar one okay|exact match or just alike things|must it be the identical item
  |what counts as a match|same product or same style|what comes first, the same or something similar
  |do you expect the identical article or something that looks like it|identical or look-alike
  |the identical product or something that looks like it|what counts as a right match|exact item or same style]],
    answer = "That very product first, if we have it. Failing that, another one of the same design, then something with the same look. "
      .. "A sofa for a sofa is not an answer; people notice legs and fabric.",
    assume = [[
      the exact product first and similar ones after|same product beats similar product|look-alikes are second best]] },

  { id = "crop", changes = "",
    ask = [[
  is the query the whole picture or a crop|whole photo or a part|can the user draw a box|do we get a crop|can people crop
  |does the user mark the object|is there a bounding box|is the object cut out|who crops the picture|do users select a region
  |is the query cropped|full image or region|can somebody tap on the object|do we know which object is meant
  |which region is the query|is there a region of interest|how is the object selected
  |who cuts out the thing in the picture|does the user draw a box|is the object framed|whole photo or a part of it
  |bounding box
  |how tight is the region around the object that we receive|do we get the whole photo or a box|who draws the box
  |does the user select the object|is the picture cropped before it reaches us|can the user adjust the frame
  |bounding box around the thing
  |does the person mark the thing|do I get the whole photo or a cut-out|is there a box around the object]],
    answer = "People get a box around the thing that a small detector proposes and may move it; most do not. So you receive a crop, "
      .. "often a loose one, and sometimes one that cuts a piece off.",
    assume = [[
      the query is a crop|the user can move a box|queries come as a crop around the object]] },

  { id = "several_objects", changes = "",
    ask = [[
  what if several things are in the photo|are there several objects in a picture|is there an object detector|do we have detection
  |how many objects does a picture contain|more than one object in the photo|do I have to build the detector
  |is object detection in scope|do pictures show whole outfits or rooms|multiple objects per image|scenes with many products
  |does a query contain several products|who finds the objects|a room full of furniture|is there clutter around the object
  |should we detect objects first
  |what if there are many things in the photo|more than one object|is there a detector|a room full of furniture
  |which of the things is meant
  |what if there is a table and a sofa and a rug in one photo|more than one thing in the picture
  |which object is meant when there are many|how do we pick the thing in a full room|photos with multiple products
  |does somebody detect the objects for us
  |what if there is more than one thing in the photo|is there an object detector|multiple items in one picture]],
    answer = "A detector exists and proposes one box for each thing it sees; two or three in a usual photo. Take it as given: one box "
      .. "is one search. It is wrong now and then, and you inherit that.",
    assume = [[
      a detector already exists|one box is one search|detection is given]] },

  { id = "camera_share", value = 0.7, unit = "share", changes = "retrieval.augmentation, evaluation.slices",
    ask = [[
  what share of queries are camera photos|how many queries come from a phone camera|camera photo or catalogue picture
  |are queries photos or product shots|how many queries are user photos|what fraction is taken by camera
  |clean product pictures or photos from the street|where do query pictures come from|do queries look like the catalogue
  |is there a domain gap|how different are queries from catalogue pictures|camera against catalogue|mix of camera and catalogue queries
  |are query images taken by users|percentage of camera queries|source of the query images|are the queries from the same domain
  |professional photos or phone photos|how many are catalogue pictures|how many are camera photos|how many are taken by users
  |are queries fresh photographs|screenshots or photos|where do the query pictures come from
  |share of pictures from the web|taken with a camera or found online
  |how many of requests come from camera and how many from find similar|what part of the queries are real photos
  |share of fresh photographs|queries from catalogue pictures|mix of query sources
  |how many queries come from the camera|photos or catalogue pictures as queries|share of real photographs]],
    answer = "Seven queries in ten are photographs that somebody has just taken. The rest are pictures from our own catalogue, by way of "
      .. "\"find similar\". Everything that we search in is catalogue.",
    assume = [[
      70 percent of queries are camera photos|most queries are phone photos|queries are photos and the index holds catalogue pictures]] },

  { id = "photo_quality", changes = "retrieval.augmentation",
    ask = [[
  how bad are the photos|are the photos blurry|are photos dark|what is the quality of the photos|are user pictures noisy
  |what resolution do query images have|is the lighting bad|how noisy are the pictures|are objects partly hidden|are things photographed at an angle
  |what goes wrong in the photos|motion blur|are the objects occluded|what do the photos look like|is the background cluttered
  |how good are the pictures that users take|which angle are they taken from|shadow and reflections|low light pictures
  |how good are the photos|blurred and dark pictures|bad lighting|angle and clutter|are query images noisy
  |difference to studio pictures
  |are pictures blurred or dark|what lighting do the photos have|resolution of a query photo|angle and occlusion
  |do users take good pictures
  |how good are the pictures|are photos dark or blurry|what do user photos look like]],
    answer = "What you would expect at eight in the evening: warm light, a shadow, the thing at an angle and half behind a cup. "
      .. "Twelve megapixels of it, and you may shrink them as you like.",
    assume = [[
      photos are dark and cluttered|phone photos are noisy and at an angle|query photos have poor light]] },

  { id = "daily_active_users", value = 100e6, unit = "users", changes = "capacity.machines",
    ask = [[
  how many users are there|how many daily active users|what is the dau|how many people use it every day
  |how big is the user base|how many users search by picture|what is the scale in users|how many monthly users
  |how large is the audience|number of users per day|what scale are we talking about|how many people have the app
  |size of the user base|how many active users|how many customers per day
  |how many folks use the visual search each day|number of users per day for this feature
  |people who search by picture daily
  |how many people search by picture daily|users per day|size of the audience]],
    answer = "About {value} people use picture search on a given day.",
    assume = [[
      100 million daily users|100M DAU|a hundred million people a day]] },

  { id = "requests_per_user_per_day", value = 3, unit = "searches", changes = "capacity.machines",
    ask = [[
  how many searches does a user make|how many queries per user and day|searches per day
  |how often do people search by picture|how many requests per day|queries per second|what is the qps
  |how many searches daily|volume of queries|how many picture searches are made|search volume|how much traffic
  |throughput of queries|number of queries|requests per user|how many photos are searched each day
  |average searches per person|load in requests per second|how many searches must we answer
  |searches per person a day|how many photo searches does one user make
  |searches per person|how often does one user search|queries from each user daily]],
    answer = "{value} searches a person and day, on average. A few of those are the same photo again with another crop.",
    assume = [[
      three searches per user a day|300 million searches a day|3 queries per user per day]] },

  { id = "peak_to_average", value = 3, unit = "", changes = "capacity.machines",
    ask = [[
  what is the peak load|how much higher is peak than average|peak to average ratio|how spiky is traffic
  |are there rush hours|when is the busiest hour|does load vary over the day|how bad are the spikes
  |what happens on black friday|busiest hour|uneven load|load in the evening compared with the mean
  |traffic pattern over a day
  |busiest hour against the mean|evening peak|how spiky is demand]],
    answer = "The busiest hour has {value} times the mean. It is the evening, when people sit among the things they want to replace.",
    assume = [[
      peak is three times average|peak to average of 3]] },

  { id = "items", value = 1e9, unit = "listings", changes = "retrieval.index, retrieval.pq_bytes, serving.memory_bytes",
    ask = [[
  how large is the catalogue|how many listings|how many products|how big is the corpus|how many items do we search in
  |size of the index|how many pictures are in the index|number of products|how many images are indexed|catalogue size
  |how many vectors|total listings|how many things are for sale|number of live listings|how many items are in the collection
  |how many goods|size of the inventory
  |how many products are on sale|size of the catalogue|how many listings must be searchable
  |total number of items on the marketplace
  |how many listings are there|size of the catalogue|number of products to search]],
    answer = "{value} live listings. Not all of them are worth finding, but we do not decide that here.",
    assume = [[
      a billion listings|the catalogue has one billion items|1B products]] },

  { id = "pictures_per_item", value = 4, unit = "pictures", changes = "retrieval.pq_bytes",
    ask = [[
  how many pictures does a listing have|how many images per product|more than one picture per listing|several photos per item
  |pictures per product|does a product come with several views|which picture of a listing is indexed|do we index every picture
  |are there different views of a product|number of photos in a listing|is there one main picture|images for each item|front and back views
  |how many pictures has a listing|several views per product|are all images indexed|photos per offer
  |how many photos does a listing have|images per product|do we index all pictures of an item
  |is only the first picture used|number of views of one product
  |how many images has a listing|do we index all views of a product|photos for each product]],
    answer = "Four on average. Today only the first one is indexed. Whether the others are worth four times the memory is yours to argue.",
    assume = [[
      four pictures per listing|only the main picture is indexed|listings have several views]] },

  { id = "new_items_per_day", value = 20e6, unit = "listings", changes = "serving.index_refresh_minutes",
    ask = [[
  how many new listings per day|how many products are uploaded daily|how fast does the catalogue turn over|how many new items
  |rate of new listings|how many listings are added|turnover of the catalogue|how often does the inventory change|how many uploads per day
  |how many items arrive each day|churn of the catalogue|how long does a listing live|lifetime of a listing|how many listings disappear
  |how dynamic is the catalogue|new products per day
  |how many listings come in a day|churn of the catalogue|new products daily|how many sell out|turnover
  |and how many of them are listed freshly each day|how fast is the catalogue growing, listings a day
  |how many listings are added and removed daily|how many listings disappear each day
  |how many listings arrive daily|turnover of the catalogue|new and sold products per day]],
    answer = "{value} come in on a day, and about as many sell out or are taken down. Half of what people search in is younger than a month.",
    assume = [[
      20 million new listings a day|twenty million uploads per day|the catalogue turns over quickly]] },

  { id = "latency_budget_ms", value = 200, unit = "ms", changes = "retrieval.nprobe, retrieval.candidates, retrieval.refine",
    ask = [[
  what is the latency budget|what is the latency target|how fast must it be|how fast must results come back
  |how many milliseconds do we have|latency requirement|how long may a search take|response time|p99 latency
  |time limit|is it real time|how quickly must we answer|latency constraints|how much time for one query
  |acceptable delay for the user|time budget|is there an sla on latency|how fast|how fast should it be
  |from the shutter to the results what is the time limit|how many milliseconds for a search
  |does the upload count into the latency|from pressing the shutter until the results, what time limit
  |how quickly must results appear|time limit of a search|response time]],
    answer = "{value} milliseconds at the 99th percentile, from the last byte of the photo to the list. The upload itself is the phone "
      .. "network's and not yours.",
    assume = [[
      200 ms p99|a latency budget of 200 milliseconds|results within 200 ms]] },

  { id = "picture_kilobytes", value = 80, unit = "kB", changes = "",
    ask = [[
  how large is a photo in bytes|file size of the photos|how big is an uploaded picture|does the upload time count|how many kilobytes
  |is the picture compressed on the phone|how much data is uploaded|size of an image file|bandwidth of uploads|are pictures shrunk before upload
  |kilobytes per photo|how long does the upload take|is upload part of the latency|bytes per picture|storage per picture
  |how large is the uploaded image|kilobytes per query|size of a photo on the wire|upload size|resolution of the query
  |payload size of one photo over the network|how many kilobytes is an upload|how large is the picture we receive
  |is the photo compressed on the phone|upload size of a query|bandwidth per photo
  |how large is an uploaded photo|kilobytes sent per query|size of the picture on the wire]],
    answer = "The app shrinks it first: about {value} kilobytes go over the air. On a slow network that takes longer than everything you do.",
    assume = [[
      80 kilobytes per photo|pictures are shrunk on the phone|the upload is not counted]] },

  { id = "results_shown", value = 10, unit = "results", changes = "policy.list_size",
    ask = [[
  how many results do we show|how many hits on the first screen|length of the result list|how many results does a user see
  |number of results|how many products are displayed|do people scroll|top how many|results per page|how long is the list
  |how many slots|size of the result page|is it a grid or a list|how far do users look down
  |how many results fit on the screen|length of the result list|how many hits are displayed|do people scroll
  |top how many
  |how many products do we return|number of results per search|how long is the result list
  |what is k on the result screen|top k of the list|how many tiles on the first screen
  |how many results on the screen|length of the list|do people scroll]],
    answer = "{value} on the first screen, read from the top. Few people scroll: they take another photo.",
    assume = [[
      ten results|a list of ten|people rarely scroll]] },

  { id = "freshness_minutes", value = 60, unit = "minutes", changes = "serving.index_refresh_minutes",
    ask = [[
  how fresh does the index have to be|how quickly must a new listing be searchable|when must a new product be found|when should an upload appear
  |freshness requirement|how soon after uploading is it findable|how old may the index be|how long until a new item appears in results
  |delay until a new listing can be found|how often must the index be updated|do new products have to appear at once|index lag
  |how stale may results be|time from upload to search|when can a listing that was just added be found
  |when must a new listing be findable|delay until a product can be searched
  |how fast does the index have to take in things|minutes until searchable
  |a seller uploads something now: when should it turn up in the search|how quickly must a new listing be findable
  |how soon is a new item searchable|delay between listing and being found|how fresh must the index be
  |how soon must a new listing be found|minutes until something is searchable|how fresh must the index be]],
    answer = "Within {value} minutes. Sellers photograph their own thing to see whether it is there; when it is not, they call.",
    assume = [[
      new listings are findable within an hour|index freshness of 60 minutes]] },

  { id = "stock", changes = "serving.index_refresh_minutes",
    ask = [[
  must sold-out items disappear|what happens with deleted listings|do we show things that are out of stock|are unavailable products shown
  |what about items that are sold|how quickly must a sold item vanish|removed listings|should we hide what cannot be bought
  |dead results|stock status|is the product still available|what about expired listings|one-of-a-kind items that are gone
  |may a sold product be a result|how are deletions handled
  |what about things that are sold out|unavailable products in the results|when does a sold item disappear
  |deleted listings|in stock
  |what about things that are sold out, may these be shown|how do we treat sold items
  |may an unavailable product appear|are deleted listings filtered|what if something was just bought by somebody else
  |can sold things still turn up|what about items no longer available|how do deletions reach us]],
    answer = "Gone is gone: a result that cannot be bought is worse than none. Deletions come as a stream, within seconds. Nobody minds how "
      .. "you honour them as long as nobody sees one.",
    assume = [[
      sold-out items must not be shown|deleted listings vanish at once|dead results are worse than none]] },

  { id = "duplicate_share", value = 0.2, unit = "share", changes = "data.split, data.deduplicate, policy.duplicate_threshold",
    ask = [[
  how many near-duplicates are there|how many duplicates|what fraction of listings are copies|do several sellers use the same picture
  |is the same picture in the catalogue twice|are there copies of pictures|share of duplicate images|are listings relisted
  |how common are identical pictures|do sellers copy pictures|are pictures reused|redundancy in the catalogue|how much of the catalogue is duplicated
  |percentage of near-duplicate pictures|same photo different seller
  |how many listings use the same picture|copied images|stolen pictures|share of near-identical images
  |copies among listings
  |how many listings are copies of each other|how common are duplicate pictures|same photo used by many sellers
  |share of near duplicates in the catalogue
  |how many listings reuse a picture|share of near copies|are seller photos duplicated]],
    answer = "About one listing in five shows somebody else's picture, cropped a little, sharpened, with a logo in the corner. Popular things "
      .. "have dozens of them.",
    assume = [[
      20 percent of listings are near-duplicates|many listings copy a picture|near-duplicates are common]] },

  { id = "duplicates_shown", changes = "policy.duplicate_threshold, evaluation.guardrails",
    ask = [[
  may the same picture appear twice in a list|are users annoyed by repeated results|should offers of one product be grouped
  |can a result list repeat itself|do we show the same thing from several sellers|what if all ten results are the same
  |should duplicates be collapsed|do people mind repeated results|how should identical results be treated|one offer or all offers
  |is repetition in the results a problem|do we have to deduplicate results|ten copies of one picture|do we group the same product by seller
  |may the same shoe appear ten times|should copies be shown|several offers of one product|repeated results
  |what do we do with identical hits
  |may the same product appear several times in the results|how many copies in one list are okay
  |the same shoe ten times
  |should identical ones appear several times|do people mind repeats in the list|same product by several sellers]],
    answer = "One of them is enough: behind it there is a page with all offers. Ten times the same shoe is the complaint we get most.",
    assume = [[
      the same picture should be shown once|duplicates are collapsed in results|repeated results annoy people]] },

  { id = "baseline", changes = "retrieval.model",
    ask = [[
  what do you have today|what exists today|is there a current visual search|what does the present system do
  |what is the baseline|what should we beat|do we start from scratch|existing solution|how does it work now
  |status quo|what are we replacing|what is live today|is there already a model|what runs in production now
  |legacy system|what did you use so far|starting point|what do people get today when they upload a picture
  |which search exists today|how does picture search work now|what is the old index made of
  |what finds things today|which method is used now|what do we replace]],
    answer = "An old index of colour histograms, with popular things pushed up a little. It finds red things for red things. Its log is "
      .. "the only log that we have.",
    assume = [[
      today there is a colour histogram|the baseline is colour histograms|the existing system compares colours]] },

  { id = "text_search", changes = "serving.fallback",
    ask = [[
  is there a keyword search|is there text search as well|can people type what they want|how does visual search relate to text search
  |do titles exist|can we use the title of a listing|is there a search by words|what about searching with text|do listings have descriptions
  |normal search engine|can words be used instead|existing search by title
  |is there a keyword search already|can i call the text engine|search by words|other search system
  |is there a keyword search engine available and how fast|can I call the text engine|how good is the text search
  |latency of the word search
  |is there a search by words|can I call a text engine|does a keyword search exist]],
    answer = "A good one, by another team, over titles and descriptions. It can be called in 40 milliseconds if you have words, or a category.",
    assume = [[
      a text search exists|titles are indexed by another team]] },

  { id = "judged_pairs", value = 200e3, unit = "pairs", changes = "evaluation.primary, data.positives",
    ask = [[
  do we have human judgements|do we have relevance judgements|how many judged pairs|is there a labelled test set|are there human labels|how many labels do we have
  |is there ground truth|how many labelled pairs exist|do people judge relevance|is there training data with labels|how much labelled data
  |labelled examples|how was relevance annotated|annotated queries|golden set|how many annotations|who labels the data|size of the labelled set
  |are there human relevance judgements|annotated pairs of pictures|are there annotated pairs|is there a test set|ground truth for evaluation
  |rated results
  |do we have annotated pairs of matching images|how many human judgements exist|is there labelled ground truth
  |how many labelled query and listing pairs|relevance judgements available|was anything rated by people
  |how many human judgements exist|is there labelled data|number of rated pairs]],
    answer = "{value} pairs of a query and a listing, judged by people over two years. Most of them were catalogue pictures, because those "
      .. "were at hand.",
    assume = [[
      200 thousand judged pairs|human judgements exist|judged pairs are mostly catalogue pictures]] },

  { id = "grades", changes = "evaluation.primary",
    ask = [[
  how do judges grade|how do the judges grade relevance|is relevance binary or graded|what counts as relevant|which grades are there|what is the relevance scale|how is relevance defined
  |levels of relevance|when is a result right|what does a judge decide|is a similar product relevant|relevance scale of the annotators
  |definition of relevant|do judges agree|agreement between judges|how many levels of relevance
  |how is relevance graded|scale of the judgements|levels of a match|binary or graded labels|what do the grades mean
  |what scale do the raters use|is relevance graded or binary|how do judges rate a pair
  |do the judges agree with each other|what does a grade mean
  |what scale do judges use|how is relevance graded|do judges agree with each other]],
    answer = "Three: the same product. Two: another product of the same design. One: the same look. Nothing for the rest. Two judges give the same "
      .. "grade in 85 cases of 100, and they argue about the ones.",
    assume = [[
      relevance is graded from 0 to 3|same product 3 same design 2 same look 1|graded relevance]] },

  { id = "named_photos", value = 1500, unit = "photos", changes = "data.positives, data.human_labels",
    ask = [[
  how many photos can people label for training|can people name the right product for a photo|labelled photos for training|how many photographs can be named|can annotators find the product on a photo
  |camera photos with a known product|do we have photos with the right listing|human labelled camera photos|how many query photos have labels|training pairs from people|pairs of photo and product
  |do buyers post photos in reviews|photos in reviews|ground truth for camera queries
  |can people label query photos|how many annotated photos could we get|who matches photos to listings
  |labels for camera pictures|budget for annotation
  |are there labels for real photos|photos for which the right product is known|is there training data for photographs
  |can we pay people to name the product in a photo|labelled street photos|buyer photos in reviews
  |do we have photos with the right answer|ground truth for camera pictures
  |how many photographs were matched by people]],
    answer = "For photographs there is no pair yet. People can be asked to name the right listing for a logged photo; for a first network {value} of "
      .. "them have been paid for. Buyers' photos in reviews come on top, if you ask the team that owns them.",
    assume = [[
      people name the product on 1500 photos|1500 labelled photos for training]] },

  { id = "judge_seconds", value = 10, unit = "seconds", changes = "data.human_labels",
    ask = [[
  what does a judgement cost|how long does it take to judge a pair|can we buy more labels|what is the label budget|price of a label
  |how expensive are annotations|cost per judged pair|how many pairs can a person judge in a day|is there money for labelling
  |annotation budget|can we get more judgements|how much does labelling cost|seconds per judgement|time per label
  |how long does a judgement take|seconds per annotated pair|how fast are annotators|capacity of the judges
  |how many pairs can be judged a day
  |how long does one judgement take|how many judges are there|cost of a judged pair
  |how much rating capacity do we have|how many pairs can be rated per day
  |how long does a judgement take|what does labelling cost|how many judges are there]],
    answer = "{value} seconds a pair. There are twenty judges, seven hours a day, and other teams want them too.",
    assume = [[
      ten seconds per judgement|labels are expensive|twenty judges]] },

  { id = "choice_log", changes = "data.positives, evaluation.protocol",
    ask = [[
  do we log clicks|do we log what users choose|is click data available|can we train on clicks|how reliable are clicks as labels|what is in the logs|what is logged
  |do we know which result was chosen|are clicks biased|implicit feedback|what interaction data exists|do we log impressions and positions
  |is there feedback from users|click logs|which data do we have about past searches|do logs contain the results that were shown
  |how noisy are clicks
  |do we log what was clicked|click data|which behaviour is recorded|do we know the shown results and their places
  |implicit feedback
  |what do we log of a search|are clicks on results recorded|is the position of results in the log
  |what does the search log hold|click data of the old system|is the log biased by the old system
  |what is logged of a search|do we know which result was chosen|click log of results]],
    answer = "Every search with its list, the place of each result and which one was chosen. The list was the histogram's, so what it never found "
      .. "nobody could choose, and what it put on top was looked at most.",
    assume = [[
      choices are logged with their position|clicks only exist for what was shown|the log is biased to the old system]] },

  { id = "choice_rate", value = 0.2, unit = "share", changes = "evaluation.ab_users",
    ask = [[
  how often does a search end with a choice|what is the click-through rate today|how many searches lead to a click|current success rate
  |how often do people click a result|share of searches with a click|ctr of visual search|conversion today|base rate of choices
  |what percentage of searches is successful|how good is the present system in numbers|current engagement
  |how often does a search end with a click|share of successful searches|how many people find something
  |conversion of a search|abandonment
  |how many searches end with a click|how often does a search succeed|share of searches that lead to a purchase
  |what part of the searches ends with a choice
  |how often does a search end well|share of searches with a choice|how many searches lead to a purchase]],
    answer = "Two searches in ten end with somebody opening a result and staying there. One in fifty with a purchase.",
    assume = [[
      20 percent of searches end with a choice|choice rate of 0.2|two in ten searches succeed]] },

  { id = "purchase_delay", value = 3, unit = "days", changes = "evaluation.ab_days",
    ask = [[
  when do purchases happen after a search|how long between search and order|how late do purchases arrive|delay of the purchase|do people buy at once
  |time until somebody buys|when is an order placed|attribution window|how long after searching do they buy|is the purchase label delayed
  |how soon do people purchase|what about returns of goods
  |how long until they buy|time from search to order|are goods returned|when do purchases come in
  |how long after the search do people buy|when does the purchase come|are orders returned|return rate of orders
  |days between search and order
  |how many days later do people buy|when does a sale follow a search|are orders sent back]],
    answer = "Half of them within {value} days, some after two weeks. And one order in eight is sent back.",
    assume = [[
      purchases come days later|half of the purchases within three days]] },

  { id = "attributes", changes = "ranking.model",
    ask = [[
  which metadata do listings have|what attributes are there|do we know category and price|what does a seller provide|which features does a listing have
  |are brand and price known|what do we know about a listing|what information comes with a product|structured data of products
  |is there a category for every item|do listings have a price|material and brand|side information|what do sellers fill in
  |what structured data has a listing|brand price and material|category of a product|metadata from sellers
  |which fields do sellers fill
  |besides the picture what do we know of a product|which product data exist|is there a brand and a price
  |structured data on a listing|metadata of an item|seller information
  |what do we know about a listing|which product data is there|fields sellers fill in]],
    answer = "A category, which sellers must choose; price, brand and material where they bothered; the seller with his history; and how "
      .. "often the thing was chosen before.",
    assume = [[
      listings have a category and a price|metadata come from sellers]] },

  { id = "category_error", value = 0.03, unit = "share", changes = "ranking.model",
    ask = [[
  how often is the category wrong|how reliable is the metadata|are attributes correct|can we trust the category|error rate of categories
  |quality of the metadata|do sellers choose the wrong category|how noisy are attributes|is the category reliable|mistakes in the metadata
  |are listings miscategorised|missing attributes|how complete are the attributes
  |how reliable are the categories|wrong categories|missing brands|errors in seller data|mislabelled listings
  |noise in metadata
  |how reliable are categories|are product attributes correct|how many listings are in the wrong category
  |do sellers mislabel|data quality of the attributes
  |label noise in category and brand fields|how noisy are the brand and category fields|wrong attributes
  |can I trust the category field|do sellers fill in rubbish|how often are attributes wrong]],
    answer = "Three in a hundred categories are wrong, some of them on purpose. Brand is missing half of the time. Of the query we know "
      .. "nothing but the picture.",
    assume = [[
      3 percent of categories are wrong|attributes are unreliable|metadata are incomplete]] },

  { id = "categories", value = 12, unit = "categories", changes = "evaluation.slices",
    ask = [[
  how many categories are there|what kinds of products are sold|fashion or furniture|which categories are in scope|what is being sold|which verticals
  |is it only clothing|what types of goods|how many product types|are categories balanced|how are listings spread over categories
  |are there rare categories|do we cover everything|number of categories|breadth of the assortment
  |how many product groups are there|which kinds of goods|distribution over categories|is fashion the largest
  |sorts of products
  |how many product categories are there|what kinds of goods are sold and which is the biggest kind
  |is the category tree deep|how unequal are categories|what do people buy here|which product groups exist
  |which categories exist|how unequal are they|number of product groups]],
    answer = "A dozen large ones, clothes, shoes, lamps, chairs and so on, and very unequal: the first has a third of everything, the last one in a hundred.",
    assume = [[
      a dozen categories|categories are very unequal|fashion and furniture]] },

  { id = "filters", changes = "retrieval.candidates, retrieval.index",
    ask = [[
  can users filter results|are there filters by price|can people restrict to a category|do results respect filters|which filters exist|filter by size or colour
  |how strict are filters|can I limit the price|are there facets|what share of searches uses a filter|do filters leave enough results
  |filtering by brand|pre-filter or post-filter needed
  |can results be narrowed by price|filtering by size or condition|do users filter|facets
  |do we have to support facets on top of the similarity|can users filter by price|are there filters on the results
  |narrow the results by category or condition|do people restrict the results|how selective are the filters
  |can people filter by price or size|how often are filters used|how strict do they get]],
    answer = "Price, category and condition, in one search of six. Some leave one listing in a thousand, and people still expect ten results.",
    assume = [[
      users can filter by price and category|filters can be strict]] },

  { id = "personalisation", changes = "",
    ask = [[
  should results be personalised|do we use the history of the user|is it personal|does the result depend on who asks|personal taste
  |do we know the user|use of past purchases|are results the same for everybody|user profile|should we rank by personal preference
  |is personalization needed|do logged out users get the same
  |do two people get the same results for one photo|does taste matter|should history influence the ranking
  |results depend on who asks|individual results
  |is user history an input here|should results depend on the person|do we use the taste of the shopper
  |is it the same result for everybody|does it know my size
  |should taste matter|is the result personal|do we use user history]],
    answer = "Results are not personal: the photo says what they want. Size and country are respected, taste is not our business here.",
    assume = [[
      no personalisation|results do not depend on the user]] },

  { id = "photo_retention", value = 30, unit = "days", changes = "",
    ask = [[
  may we store the photos|how long are query photos kept|are there privacy concerns|is it allowed to keep user pictures|retention of photos
  |can we train on user photos|do users consent|privacy of the pictures|does gdpr apply to photos|personal data in photos|do we need consent to use photos for training
  |may judges see the photos of users|deletion of user data|are photos anonymous|how private are the query pictures|right to be forgotten
  |data protection
  |how long may query photos be stored|may i train on user photos|what happens to uploaded pictures|privacy of photos
  |deletion of images
  |how long may we keep the photos|can query photos be used for training|when are uploaded pictures deleted
  |consent for using photos|may we store what people photograph
  |how long may photos be kept|can I train on user pictures|when do uploads get deleted]],
    answer = "They show people's homes. {value} days, then they go, and at once when somebody asks. For training and for judges only those "
      .. "from people who agreed, about one in five.",
    assume = [[
      photos are deleted after 30 days|only photos with consent may be used|photos are private]] },

  { id = "faces", changes = "",
    ask = [[
  what about faces|are there people in the photos|can we search for people|is face recognition allowed|biometric data
  |do photos show persons|should we blur faces|could somebody identify a stranger|what if the query is a person|is searching for a face forbidden
  |do we have to protect people in the picture
  |people in the pictures|are faces recognised|what if somebody is on the photo|biometrics|blurring of persons
  |what if there is a person in the picture|are faces blurred|people visible on photos|may we recognise faces
  |are people in the photos made unrecognisable|what about faces and persons|is somebody identified]],
    answer = "Faces are blurred before anything else sees the picture. We sell the jacket and do not say who wears it, and the law agrees.",
    assume = [[
      faces are blurred|no search for people|biometric search is forbidden]] },

  { id = "law", changes = "policy.duplicate_threshold",
    ask = [[
  legal restrictions|are there legal limits|which laws apply|is copyright a problem
  |do brand owners send takedown notices|legal constraints|is it legal to index pictures|takedown requests
  |what does the law require|regulation|who owns the pictures|copyright of catalogue pictures|are there legal risks
  |notice and takedown|intellectual property|do we have licences for the pictures|legal department
  |who owns the rights of the images that sellers upload|copyright of the pictures|takedown notices
  |how quickly must a claim be honoured|licence of sellers' pictures
  |takedown rules|who owns the pictures|legal duties about images]],
    answer = "A takedown notice has to be honoured within a day, for the listing and for its copies. Sellers grant us a licence for their "
      .. "pictures; what they stole from others they could not grant.",
    assume = [[
      takedowns within a day|copies of a taken down picture must go too]] },

  { id = "safety", changes = "",
    ask = [[
  is there a safety filter|what if somebody uploads a harmful image|is there a filter for nudity|unsafe pictures|do we have to moderate queries
  |content moderation|illegal content in photos|weapons or drugs in the catalogue|offensive results|what about pornographic pictures
  |are adult products hidden|abuse of the photo upload|harmful content|do we need a policy filter on results
  |nude or illegal pictures|who blocks nasty uploads|is there a filter before us|abusive images|screened for nudity
  |inappropriate photos
  |is there moderation in front of us|who filters forbidden content before it gets here
  |is unsafe content already removed|do I have to filter inappropriate things|does a safety check eat into latency
  |is content screened upstream
  |is there moderation in front of us and does it eat latency|adult or illegal items|who filters offensive photos
  |is nudity filtered|unsafe uploads
  |what about forbidden or adult items|is there a filter for unsafe pictures|who checks photos]],
    answer = "Another team's filter sees every listing before it goes live and every photo before it reaches you, 15 milliseconds of your "
      .. "budget. Adult goods are shown only to those who asked for them.",
    assume = [[
      a safety filter exists|queries are moderated by another team]] },

  { id = "counterfeit", changes = "evaluation.guardrails",
    ask = [[
  are there counterfeits|do we have fake goods|what about fakes of brand products|do brands complain about copies|imitations
  |is it a problem when we find a fake|replicas of designer goods|how do we treat counterfeit products|do we promote imitations|brand protection
  |forged products
  |fakes and replicas|do we find imitations|brand protection|are counterfeits a problem|knock-offs
  |is fake merchandise a concern|knock-offs ranking above the genuine item, does somebody care|imitations of brands
  |are fakes on the marketplace|replicas|do brands complain
  |are there fakes|do brands complain about imitations|what about copied designs]],
    answer = "There are counterfeits, and the better you search, the better you find them. Brands watch us. A pair of imitations above the original makes a bad week.",
    assume = [[
      there are counterfeits|brands complain about imitations]] },

  { id = "seller_abuse", changes = "policy.duplicate_threshold, monitoring.monitors",
    ask = [[
  do sellers game the search|how do sellers cheat|can the ranking be manipulated|do sellers steal pictures|spam listings|is there abuse by sellers
  |adversarial sellers|do sellers paste popular pictures|fraudulent listings|incentives for sellers to manipulate|gaming|fake pictures
  |do sellers optimise their pictures|attacks on the embedding|will somebody try to trick the system
  |do sellers cheat|spam listings|manipulation by merchants|keyword stuffing with pictures|gaming the search
  |do sellers try to game the search|stolen pictures by sellers|listing the same thing many times|spam by sellers
  |manipulating the ranking
  |do sellers cheat|spam listings|do people steal pictures to rank higher]],
    answer = "They paste pictures of what sells well over what they have, and list one thing forty times. Whatever you reward, they will have by Friday.",
    assume = [[
      sellers game the search|sellers copy popular pictures|listings are spammed]] },

  { id = "devices", changes = "",
    ask = [[
  can the model run on the phone|ios or android|are there old phones|on-device inference
  |do we run anything on the device|what phones|can the phone compute the embedding|edge or server|what handsets
  |how powerful are the phones|is it a mobile app|could we send the vector instead of the picture
  |is there an app size limit for a network on the phone|can we run the model on the device
  |what do users' phones look like|on-device inference possible|how many megabytes may the model have
  |which phones do they use|can a model run on the device|how old are the handsets]],
    answer = "Phones, nine in ten, a third of them older than four years. The app may carry 5 megabytes of model; today it carries the detector.",
    assume = [[
      mostly phones|a third of the phones is old|the model runs on the server]] },

  { id = "countries", changes = "",
    ask = [[
  in which countries is it used|is it a global product|worldwide or one country|is the catalogue the same everywhere
  |one data centre or several|does it launch in one market first|where are the users|does language matter
  |how many languages|where are our customers|how many markets do we serve|one catalogue or one per country
  |do languages matter
  |in which markets|how many countries|does language matter]],
    answer = "Thirty countries from three regions, one catalogue. Pictures need no translation, which is half of why we want this.",
    assume = [[
      thirty countries|three regions|one global catalogue]] },

  { id = "shipping", changes = "retrieval.candidates",
    ask = [[
  must an item be deliverable|do we only show what can be shipped|shipping restrictions|can everything be delivered everywhere
  |what if a seller does not ship to the user|delivery country|is delivery a filter|are results limited to the country of the user
  |can a listing be shipped abroad|does location restrict results
  |can it be delivered to me|does the seller ship abroad|delivery countries|only things that reach the buyer
  |can every item be sent to every user|do all listings ship everywhere|must we respect where an item can be delivered
  |what share of items reaches a given country|delivery restrictions
  |may I show something that is not sent to my country
  |can everything be delivered everywhere|do I restrict to what ships there|where can a listing be sent]],
    answer = "A listing has a list of countries it ships to, and nobody is shown what cannot reach them. On average it is one in three.",
    assume = [[
      only deliverable items are shown|one in three listings ships to a country]] },

  { id = "gpus", value = 64, unit = "accelerators", changes = "retrieval.epochs, retrieval.dim",
    ask = [[
  do we have gpus|how many gpus|how many accelerators|is there hardware for training|what compute is there for training|can we serve on gpus
  |training hardware|compute budget for training|are there accelerators for serving|how long may training take|gpu cluster
  |is inference on cpu or gpu|how many cards
  |how many accelerators do we have|graphics cards|training hardware|is serving on gpu
  |how many gpus do I get|are there accelerators for embedding the catalogue|can we serve on gpu
  |how many accelerators do we have|can serving use gpus|hardware for training]],
    answer = "{value} of them, shared, for training and for embedding the catalogue. Serving has run on CPUs so far; ask for more with a sum in hand.",
    assume = [[
      64 gpus for training|serving runs on cpus]] },

  { id = "embed_flops", value = 1e9, unit = "flop", changes = "capacity.machines",
    ask = [[
  how expensive is it to embed a picture|how many flops does the encoder need|cost of one embedding|compute per picture|how heavy is the network|flops per image
  |what does one forward pass cost|how big is the encoder|operations per image|inference cost of the model|how costly is the embedding
  |how much compute for one query picture
  |cost of embedding one picture|operations for the encoder|how heavy may the network be|flops per image
  |for my estimate what computation does an image take in a small versus big model|how many flops per image
  |cost of encoding one picture|operations per photo for the encoder|compute per embedding
  |how expensive is the image network
  |what computation does an image take in a small versus a big model
  |small model against large model: compute of an image
  |operations per picture for the encoder|compute of one embedding|cost of a forward pass]],
    answer = "For a rough sum: one billion operations a picture for a small network. A large one takes twenty times that.",
    assume = [[
      1 gigaflop per picture|a billion operations per embedding]] },

  { id = "core_flops", value = 20e9, unit = "flop/s", changes = "capacity.machines",
    ask = [[
  how many flops does a core do|how fast is a core|gflops per core|throughput of a cpu core
  |compute speed of one core|speed of a cpu core|what can one core do per second|arithmetic throughput of a core
  |speed of one core|cpu throughput|operations a second per core]],
    answer = "Count on twenty gigaflops a core.",
    assume = [[
      20 gflops per core]] },

  { id = "machine_memory", value = 256e9, unit = "bytes", changes = "serving.memory_bytes, retrieval.index",
    ask = [[
  how much memory does a machine have|ram per server|how large are the machines|memory per node|how much ram|what servers do we have|size of a server
  |how many gigabytes of memory|does the index fit in memory|do machines have ssds|disk or memory
  |ram of a server|how much memory has one machine|gigabytes per host|disks of the machines|cores per server
  |what does a typical machine look like|how much ram does a server have|cores and memory per machine
  |how many gigabytes fit on one box|disks of a server|machine specification
  |how much memory has a server|size of our machines|ram and disks]],
    answer = "256 gigabytes and 64 cores, with fast disks of a few terabytes.",
    assume = [[
      256 GB per machine|machines have 256 gigabytes of memory]] },

  { id = "dimensions", value = 64, unit = "values", changes = "retrieval.dim",
    ask = [[
  how wide are the vectors|which dimension should i assume|how many dimensions does the embedding have|vector size|embedding size for the estimate
  |what width for a rough sum|dimension of the embeddings|how many values per vector|how long is a vector
  |how many values has a vector for the sum|width of the embedding for the estimate|vector length to calculate with
  |which embedding size should I assume for the back of the envelope|how many floats a vector shall I reckon with
  |number of dimensions for my estimate|length of the embedding|vector width for the memory sum
  |how wide is a vector|what embedding size for the sums|values in one embedding]],
    answer = "For a sum on paper take {value} values. What you build is your decision.",
    assume = [[
      64 dimensions for the estimate]] },

  { id = "pretrained", changes = "retrieval.model",
    ask = [[
  can we use a pretrained backbone|are public models allowed|can we start from a pretrained network|is clip allowed|licence of pretrained weights
  |may we use open models|imagenet weights|transfer learning possible|do we have an in-house vision model|is there a foundation model
  |can we fine-tune an existing network|do we train from scratch
  |may we use a pretrained network|are public weights allowed|clip or imagenet weights|licences of models
  |transfer learning
  |may I start from public weights|can I use an existing network|are open models allowed
  |do I have to train from scratch|fine-tune a model from the internet|licence of weights
  |may I start from public weights|is a pretrained backbone allowed|licence of models]],
    answer = "Weights whose licence allows commercial use, yes. In what runs here, you train a small network from nothing, and it is enough to see everything that matters.",
    assume = [[
      pretrained backbones are allowed|a pretrained network may be used]] },

  { id = "model_changes", value = 90, unit = "days", changes = "monitoring.retrain_every_days",
    ask = [[
  how often does the model change|how often is the embedding retrained|what happens to old vectors when the model changes|do we have to re-embed everything
  |how often is a new model released|release cycle of the model|re-indexing|how often do we rebuild all vectors|how often is the encoder updated
  |is there a plan for a new embedding version|reindex the catalogue|model lifetime
  |how often is the encoder replaced|what happens to the vectors when the model changes|re-embedding everything
  |interval between model versions
  |how often will the encoder be replaced|when do all vectors have to be recomputed
  |how often do we re-embed the catalogue|lifetime of an encoder|how frequently does the model change
  |reindexing after a new model
  |how often will there be a new encoder|how frequently do we retrain the embedding
  |when must everything be embedded again]],
    answer = "The old one, never. I would expect a new encoder at least every {value} days, and then a billion pictures have to go through it "
      .. "before anybody notices.",
    assume = [[
      a new encoder every quarter|re-embedding the catalogue is needed for each model]] },

  { id = "other_teams", changes = "retrieval.dim",
    ask = [[
  do other teams use the embeddings|who else consumes the vectors|are the vectors used elsewhere|is the embedding shared|do recommendations use it too
  |who depends on the embedding|is it a platform for others|one embedding for all products|does anybody else read the vectors|consumers of the embedding
  |shared embedding
  |will others use the embeddings|who else needs the vectors|shared embeddings|consumers of our vectors
  |are there downstream consumers of the representation|does anybody else use the vectors
  |who depends on the embeddings|shared embedding space|do other products need our embedding
  |may I change the space freely
  |does anybody else use the vectors|who depends on the embedding|other consumers]],
    answer = "They will: recommendations, duplicate detection and the counterfeit team have asked already. Change the space and you change theirs.",
    assume = [[
      other teams read the vectors|the embedding is shared]] },

  { id = "drift", changes = "monitoring.retrain_every_days, monitoring.monitors",
    ask = [[
  do styles change|is there seasonality|do new phone cameras change the photos|how fast do trends change|does the data drift|are there trends
  |what changes over time|does taste change with the season|do pictures look different over the year|new designs|how stable is the distribution
  |fashion cycles|does the camera software change|concept drift
  |does the data change|new styles and seasons|do phones and cameras change|fashion trends|distribution shift
  |do special events change things|what do holidays and weekends do|what do elections or big sport events do
  |is there a pattern over the year|how quickly does the data distribution move|is the distribution stable over time
  |how stationary is it|do habits change with the season|does behaviour differ on workdays
  |is it the catalogue that moves or rather the queries|does fashion change what is searched
  |do new phones change the photos
  |does style change with the season|do cameras change colours|how fast do queries drift]],
    answer = "Both. In spring a style turns up that nobody had in the autumn, and a phone that sells well brings another idea of colour with one update.",
    assume = [[
      styles change with the season|new phones change the photos]] },

  { id = "no_match_share", value = 0.06, unit = "share", changes = "evaluation.guardrails",
    ask = [[
  what if nothing in the catalogue matches|how often is there no good result|queries without a match|what if we do not sell it|what share of photos has no answer
  |empty results|zero results|what should be shown when nothing fits|photos of things that are not products|out-of-catalogue queries
  |do people photograph their cat|no result rate|nonsense photos
  |what if nothing fits|photos of things that nobody sells|searches without an answer|cats and ceilings
  |how many queries have no match
  |should we be able to say nothing found|out-of-domain photos and the like|what if the thing is not sold here
  |photos of cats|how many queries have no right answer|may the result be empty|irrelevant pictures
  |what if someone photographs their pet|somebody photographs something nobody sells
  |how often is there nothing to find|what happens with pictures of things we don't sell|photos of cats and ceilings]],
    answer = "Six photos in a hundred show something nobody sells: cats, ceilings, a grandmother. Ten confident results for a cat are not funny twice.",
    assume = [[
      6 percent of photos have no match|some photos show nothing we sell]] },

  { id = "failure", changes = "serving.fallback",
    ask = [[
  what should happen when it is down|is there a fallback|what if the service fails|what do users see when the search breaks|degraded mode
  |graceful degradation|what happens on a timeout|what if a shard is missing|behaviour on failure|what if we miss the deadline
  |what should be shown on error
  |what is shown when it does not work|error case|fallback screen|timeouts|if the search is too slow
  |if we can't answer in time what does the user see|what is shown when the service fails|timeout behaviour
  |what happens on an error|what if the encoder is down
  |what is shown when search fails|what does the user see on an error|fallback if nothing works]],
    answer = "Today a spinner, and then an apology. Something from the right category would be better than either.",
    assume = [[
      a fallback is wanted|show something from the category when it fails]] },

  { id = "availability", changes = "serving.replicas",
    ask = [[
  what availability is required|how much downtime is allowed|how much downtime can we afford
  |what downtime is acceptable|uptime target|reliability requirement|is an outage acceptable|how reliable must it be
  |sla for uptime|how many minutes of outage per month|can it be down at night
  |how much downtime is allowed|uptime required|how bad is an outage]],
    answer = "Three nines and a half; twenty minutes a month. An evening is worth three mornings.",
    assume = [[
      99.95 percent availability|twenty minutes of downtime a month]] },

  { id = "infrastructure", changes = "",
    ask = [[
  what infrastructure exists|do we have a vector database|is there a message queue|which tools do we have
  |what platform do we build on|is there a stream of listings|do we have a model server|existing tooling
  |can we buy a vector database|what stack do you use|is there a pipeline for pictures|which systems exist already
  |where are the pictures stored|event stream of listings
  |which systems exist|is there a vector index already|what can I use]],
    answer = "A stream with every listing that comes or goes, an object store with all pictures, a store for features, a scheduler. No vector index that "
      .. "anybody would defend.",
    assume = [[
      a stream of listings exists|there is no vector index yet]] },

  { id = "team", value = 5, unit = "engineers", changes = "",
    ask = [[
  how many engineers are on the project|who builds it|how many people do we have on the team|who will maintain it
  |staffing|is there an ml platform team|how many developers|how many engineers do we have|who will build it
  |experience of the team
  |how many people are on it|who builds this|experience of the engineers]],
    answer = "{value} engineers, two of whom have trained a network that somebody used.",
    assume = [[
      five engineers|a small team]] },

  { id = "deadline", value = 6, unit = "months", changes = "",
    ask = [[
  when does it need to launch|what is the deadline|how much time do we have to build it|when must it be live|timeline|launch date|how many months
  |is there a first milestone|by when should it be ready|how long may development take
  |when must it be ready|time until launch|how many months do we have|first market
  |by when do you expect a first version|when should it go live|how many months until launch|is there a date
  |what is the schedule|time until the first release
  |when must it be in the market
  |when must it launch|time until the first market|how many months do I have]],
    answer = "{value} months to the first market, and something to show in two.",
    assume = [[
      six months until launch]] },

  { id = "cost", changes = "capacity.machines, retrieval.index",
    ask = [[
  what is the budget|how much may it cost|hardware budget|how much money do we have|is cost a concern|how many machines can we afford|cost per search
  |how expensive may it be|running costs|price of memory|is there a limit on spending|what does a machine cost
  |how much may it cost|budget for servers|number of machines allowed|money|expensive hardware
  |what is the ceiling on servers per region|is there a budget for machines|how many machines can I ask for
  |limit on hardware spending|what would be too expensive
  |what may it cost|is there a limit on machines|budget for serving]],
    answer = "Nobody has said no to fifty machines a region. At two hundred somebody will come with a spreadsheet.",
    assume = [[
      fifty machines per region|cost matters]] },

  { id = "experiments", changes = "evaluation.ab_users, evaluation.ab_days",
    ask = [[
  can we run a/b tests|is there an experimentation platform|how are changes tested|online experiments
  |can we have a holdout|how many users can be in a test|are experiments allowed|how long may a test run
  |interleaving|can we split users|is there a control group|do we test on live traffic|randomised experiments
  |by what unit do we randomise
  |can I run an A/B test|share of users for tests|how are experiments split]],
    answer = "Tests run by user, on up to a tenth of them, two weeks as a rule. Sellers cannot be split: everybody searches the same catalogue.",
    assume = [[
      a/b tests by user are possible|a tenth of the users can be in a test]] },

  { id = "target", changes = "evaluation.primary",
    ask = [[
  which number do i have to reach|what is the target|what improvement would make you happy
  |how much better must it be|acceptance criterion|what quality is good enough|required recall|success threshold
  |target for the metric|quantitative goal|what gain do you expect|launch criterion|how good must it be to launch
  |what would be a win in numbers|how good must it be
  |how much better should it be|what number is expected|which improvement counts]],
    answer = "You tell me: a number, what it is compared with, and what would make you stop." },

  { id = "growth", value = 2, unit = "times in two years", changes = "capacity.machines",
    ask = [[
  how fast will the catalogue grow|what growth should we plan for|will traffic increase|how much headroom
  |what about next year|growth in the coming years|will there be more listings|should it scale further
  |how will volume develop|how large will it be in two years
  |how much will it grow|catalogue in two years|plan for more searches]],
    answer = "Plan for twice as many listings and searches in two years.",
    assume = [[
      twice as much in two years|catalogue doubles in two years]] },

  { id = "stakeholders", changes = "evaluation.guardrails",
    ask = [[
  what do sellers want|who else cares|which teams are involved|who owns the result|what do brands want
  |are sellers happy with it|who are the customers of this|interests of sellers and buyers|who has a say
  |does anybody lose from this|who gets hurt by a wrong result|who suffers when the result is wrong|who cares about this product besides the buyers
  |who cares about the outcome|whose interests matter|parties involved]],
    answer = "Buyers, who want the thing; sellers, who want to be found the same day; brands, who do not want to be imitated; and the people whose "
      .. "living rooms are in the photos.",
    assume = [[
      buyers sellers and brands are stakeholders]] },

  { id = "video", changes = "",
    ask = [[
  do we handle video queries|can the query be a video|moving pictures|video search|live camera stream|is a clip a query|frames of a video
  |augmented reality|continuous recognition while the camera is open|do listings have videos|is video in scope
  |is video search in scope|live viewfinder|moving pictures|search from a clip
  |do we need to recognise things in real time through the viewfinder|do we support video queries
  |live camera recognition|moving pictures as a query|augmented viewfinder
  |is video included|live recognition in the viewfinder|moving pictures as queries]],
    answer = "There is no video: one still picture, one search. Live recognition in the viewfinder is somebody's dream for next year.",
    assume = [[
      video is out of scope|one still picture per search]] },

  { id = "text_query", changes = "",
    ask = [[
  can users add words to the picture|is it multimodal|picture plus text|the same but in blue|refine by text|composed queries|can people describe what to change
  |do we combine image and text in a query|like this but cheaper|is text an input|natural language refinement|joint text and image search
  |can the user type in addition
  |can words be typed along with the photo|combined text and image query|same in blue|refine by text|multimodal query
  |add a description
  |can the user add words to the photo|refine a picture search by text|same thing in another colour
  |combine image and words
  |can people add words to a photo|the same in another colour|refine by typing]],
    answer = "\"The same in blue\" is what everybody asks for next. Not now; but do not build anything that would make it impossible.",
    assume = [[
      text refinement is out of scope|only the picture is the query]] },

  { id = "ads", changes = "",
    ask = [[
  are there sponsored results|do we mix in ads|advertising among the results|is there monetisation|paid placement
  |promoted listings|do sellers pay for rank|advertisements|revenue from ads|sponsored listings
  |how do promoted products fit into the page|paid placement among the results
  |are there sponsored results|do adverts appear in the list|paid placements]],
    answer = "Sponsored results have two places of their own below yours and a team of their own. Leave them out.",
    assume = [[
      ads are out of scope|sponsored results are separate]] },

  { id = "examination", changes = "policy.list_size",
    ask = [[
  how do people read the list|is there position bias|do users look at all results|how much more attention does the first place get|which places get looked at
  |how does attention fall with rank|does the first result get most clicks|effect of the position|do people look beyond the first row
  |are lower results seen
  |how far down do people look|attention by rank|do they look at the tenth result|reading from the top|position effect
  |does anyone look at the tenth one at all|how far down the list do people look
  |do we have a measured examination curve|is the upper part of the list clicked more
  |how much less is the last place seen|effect of rank on clicks
  |do people look at the tenth result|do users scan everything|attention over positions in the result list
  |is the first result chosen because it is first
  |how far down do people look|does the first place get most attention|how many see the tenth result]],
    answer = "From the top, and they stop at the first thing that will do. The tenth place is looked at by perhaps one in five.",
    assume = [[
      attention falls with position|the first place is looked at most]] },

  { id = "today_problems", changes = "",
    ask = [[
  what is wrong with the current one|what do users complain about|biggest complaint|why is the present system bad|known problems|pain points
  |what goes wrong today|which failures bother you most|where does the old search fail|feedback about the existing search|what is broken now
  |what is wrong with the present results|biggest complaints|where does it fail today|main weaknesses
  |what annoys users most
  |what's wrong with the present system|why do we need something new|what annoys people today
  |known weaknesses of the old search|which mistakes does it make at the moment
  |which pain points made you want to rebuild it|what are the pain points|why rebuild it
  |what is wrong with the present search|what do users complain about|known weaknesses now]],
    answer = "Three things: the right colour and the wrong object, the same shoe ten times, and nothing that was listed since yesterday.",
    assume = [[
      users complain about repeated results|the old search finds the wrong object]] },
}

local unknown = {
  "I do not have that one. Make an assumption, say it aloud, and go on.",
  "Nobody has measured that here. What would you assume, and what would change if it were ten times as much?",
  "I could not tell you. Assume something careful and remember that you did.",
  "I am not sure what you are asking. Could you put it another way?",
}

local refusals = {
  "That is what I hope to hear from you.",
  "Your call. Tell me what you choose and what you pay for it.",
  "I would rather hear how you would find out.",
  "If I told you, there would be nothing left to talk about. What are the options?",
}

-- ---------------------------------------------------------------------------------------------------------------------
-- Sums that a candidate should be able to do. Names are ids of facts.

local estimates = {
  { id = "searches_per_day", title = "searches a day", unit = "searches",
    formula = "daily_active_users * requests_per_user_per_day",
    why = "Whatever is paid by the search starts here." },
  { id = "average_qps", title = "average load", unit = "searches/s",
    formula = "daily_active_users * requests_per_user_per_day / 86400",
    why = "A day has 86,400 seconds; 100,000 is close enough aloud." },
  { id = "peak_qps", title = "peak load", unit = "searches/s",
    formula = "daily_active_users * requests_per_user_per_day / 86400 * peak_to_average",
    why = "Machines are bought for the busiest hour." },
  { id = "in_flight", title = "searches in flight at peak if each takes the whole budget", unit = "searches",
    formula = "daily_active_users * requests_per_user_per_day / 86400 * peak_to_average * latency_budget_ms / 1000",
    why = "Little's law: arrivals a second times seconds of stay. Threads and buffers follow from it." },
  { id = "vector_bytes", title = "all vectors as 32-bit floats", unit = "bytes",
    formula = "items * dimensions * 4",
    why = "The first number to know about an index: does it fit, and into how many machines?" },
  { id = "int8_bytes", title = "the same in 8-bit integers", unit = "bytes",
    formula = "items * dimensions",
    why = "A quarter. It is also the second copy that re-scores what compressed codes have found." },
  { id = "code_bytes", title = "16-byte codes with 8-byte ids", unit = "bytes",
    formula = "items * (16 + 8)",
    why = "What product quantisation leaves. Add the finer second copy before calling it the price." },
  { id = "memory_machines", title = "machines that hold all vectors as floats, one copy", unit = "machines",
    formula = "items * dimensions * 4 / machine_memory",
    why = "One copy, with nothing else on the machine. Replicas multiply it." },
  { id = "all_views_bytes", title = "vectors if every picture of a listing is indexed", unit = "bytes",
    formula = "items * pictures_per_item * dimensions * 4",
    why = "More views find more, and each has its price: say what recall it would have to bring." },
  { id = "scan_flop", title = "operations of one exact scan", unit = "flop",
    formula = "items * dimensions * 2",
    why = "A multiply and an add a value. Divide by what a core can do and you know why there is an index." },
  { id = "scan_seconds", title = "one exact scan on one core", unit = "seconds",
    formula = "items * dimensions * 2 / core_flops",
    why = "Seconds, and memory would be slower still: every float has to come past." },
  { id = "upload_rate", title = "new listings a second", unit = "listings/s",
    formula = "new_items_per_day / 86400",
    why = "The load of the indexing path; small beside the searches, and it may never stop." },
  { id = "indexing_cores", title = "cores that embed new listings", unit = "cores",
    formula = "new_items_per_day / 86400 * embed_flops / core_flops",
    why = "A dozen. Freshness costs far less than people fear." },
  { id = "query_cores", title = "cores that embed queries at peak", unit = "cores",
    formula = "daily_active_users * requests_per_user_per_day / 86400 * peak_to_average * embed_flops / core_flops",
    why = "The network in front of the index is the larger bill: the case for a small one, for distillation or for accelerators." },
  { id = "embed_ms", title = "embedding one photo on one core", unit = "ms",
    formula = "embed_flops / core_flops * 1000",
    why = "A quarter of the budget is gone before anything was searched." },
  { id = "reindex_core_days", title = "core days to embed the catalogue again", unit = "core days",
    formula = "items * embed_flops / core_flops / 86400",
    why = "The price of every new encoder. Divide by the cores you may have for the days it takes." },
  { id = "invisible", title = "listings that nobody can find yet, at an index refreshed every hour", unit = "listings",
    formula = "new_items_per_day / 1440 * freshness_minutes",
    why = "What the lag of the index hides at any moment." },
  { id = "nightly_invisible", title = "listings that nobody can find on the evening before a nightly build", unit = "listings",
    formula = "new_items_per_day",
    why = "Twenty-four times as many: a nightly index hides a day of uploads." },
  { id = "copies", title = "listings that show a copied picture", unit = "listings",
    formula = "items * duplicate_share",
    why = "Across a random split they are memory that looks like skill; in a list they are nine wasted places." },
  { id = "judge_day", title = "pairs that one judge grades in a day of seven hours", unit = "pairs",
    formula = "7 * 3600 / judge_seconds",
    why = "The labels that you can afford: put them where the phones are." },
  { id = "picture_bytes", title = "storage of all catalogue pictures", unit = "bytes",
    formula = "items * pictures_per_item * picture_kilobytes * 1000",
    why = "They must be kept, because the next encoder will want to see them again." },
  { id = "upload_bandwidth", title = "photos coming in at peak", unit = "bytes/s",
    formula = "daily_active_users * requests_per_user_per_day / 86400 * peak_to_average * picture_kilobytes * 1000",
    why = "A load balancer notices this before your network does." },
  { id = "ab_users", title = "users an arm for 1 % more choices, 80 % power", unit = "users",
    formula = "16 * (1 - choice_rate) / (choice_rate * 0.01 * 0.01)",
    why = "Sixteen times the variance over the squared difference, at one search a user. Several searches a user need a variance by user." },
}

-- ---------------------------------------------------------------------------------------------------------------------
-- What is heard in an answer: words that set a knob. All words of a wording stand near each other, in any order.

local concepts = {
  { name = "copy", ways = "copy|copies|copied picture|dupe|dupes|duplicate|duplicates|near-dup|near-dups|near-duplicate|near-duplicates|near-identical|identical picture|twin|twins|repost|reposts|stolen picture|reused picture" },
  { name = "merge", ways = "merge|merging|merged|fuse|fused|fusing|collapse|collapsed|collapsing|cluster|clustered|dedupe|deduped|dedup|deduplicate|unify|fold together|count as one|treat as one|lump together|treated as one" },
  { name = "named", ways = "named|matched|hand-matched|labelled|judged|annotated|hand-labelled" },
  { name = "chosen", ways = "click|clicks|clicked|selection|selections|choice|choices|chosen|picked|taps" },
  { name = "selfview", ways = "self pair|self pairs|self view|self views|augmented|augmentation|augmentations|augmented copies" },
  { name = "people", ways = "people|person|annotator|annotators|judge|judges|human|humans|crowd|crowd-named|rater|raters|labeller|labellers" },
}
local phrases = {}

local function hear(knob, value, say, unsay, unless)
  phrases[#phrases + 1] = { knob = knob, value = value, say = say, unsay = unsay, unless = unless }
end

-- Wordings with every word of a list in the place of the star.
local function each(words, wordings)
  local list = {}
  for word in string.gmatch(words, "[^|]+") do
    list[#list + 1] = (string.gsub(wordings, "%*", word))
  end
  return "|" .. table.concat(list, "|")
end
local PRODUCTS = "product|item|listing|object|product id|item id|design|cluster|duplicate cluster|duplicate group"
local COPIES = "copies|duplicates|near-duplicates|identical pictures|near-identical pictures|copied pictures|reposts"
local PEOPLE = "human label|human judgement|human pair|judged pair|hand-labelled pair|hand-matched pair|annotated pair|annotation|labelled photo|named photo|labelled pair"
local CLICKS = "click|choice|chosen result|clicked result|chosen listing|clicked listing|picked result|selection"
local PURCHASES = "purchases|conversions|orders|sales"
local REPEATS = "repeats|repeated pictures|share of duplicates|share of copies|duplicate share|repetition|copies in the list|duplicates in the list"
local SECOND = "re-ranker|re-ranking|second stage|ranker|re-ranking stage|ranking stage|reranker"

-- data
hear("data.split", "item", [[
  split by product|split by item|split on product|split on item|split by design|product-level split|item-level split
  |split by product id|split on product id|product-disjoint|disjoint products|by product and time|by product and date
  |by product and by date|by product and in time|by product + time|product is on both sides|products of the test never
  |products never seen in training|products that training never saw|products unseen in training|unseen products for test
  |product id decides the side|item id decides|group split|grouped split|split by group|group k-fold|split by cluster
  |split by duplicate cluster|clusters stay on one side|clusters stay together|cluster on one side|cluster never straddles
  |cluster stays on one side|copies stay on one side|copies on one side|clusters of near-duplicates on one side
  |keep duplicate clusters together|duplicate clusters stay together|duplicates stay together
  |all pictures of a product in one part|all pictures of a product on one side|product in training never appears
  |product appears in only one|each product in one part|every product on one side|hold out whole products|hold out products
  |held-out products|whole products held out|products are held out|by item|by what is on the picture|by product
  |entire products for test|all views of a product on one side|all photos of a product in the same part
  |product entirely in train or|entirely in train or entirely in test|product in train or test|disjoint from training products
  |products are disjoint|disjoint by product|disjoint in products|split goes by product|grouped by product
  |train and test share no product|no product in both|never the same product in both|no shared products|products do not overlap
  |without overlap of products|product either in train or|group by product|group by item|stratify by product group
  |per-product split|partition by product|partition the products|partition by item|split the products
  |split products not pictures|products randomly into|assign products to|split over products|split across products
  |different products in test|test on other products|other products for test|test products were not in training|unseen items
  |split by cluster of duplicates|split at the product level|split at the item level|at product level|split the clusters
  |keep all copies on|copies together|listing and its copies on|copies in the same part|copies in the same fold|folds by product
  |cross-validation by product|leave products out|leave-products-out|split by listing id|product in both|product in both parts
  |not share a product|not share products|not share an item|not share items|not share any product|never share a product|share products|share a product|share no products|pictures of one product together|stay together by product
  |product stays on one side|product on one side|keeps products apart|keep products apart|no product on both|product-wise
  |productwise|item-wise|item-disjoint|disjoint items|disjoint in items|listing-disjoint|split per product|split per item
  |per product split|new products in the test|products new to the model|products the model has not seen
  |products that the model never saw|not seen in training|never seen in training|products unseen|only unseen products
  |test only unseen|test set must be new|test products are new|test products new|level of products|on the level of product
  |level of items|level of the product]] .. each(PRODUCTS, "split by *|split on *|split over *s|split across *s|split the *s|*-disjoint|disjoint *s|*s are disjoint|hold out *s|held-out *s|hold out whole *s|set aside *s|set aside whole *s|*s set aside|whole *s for test|"
  .. "divide by *|cut by *|no * straddles|* in the same fold|*s in the same fold|* in one fold|*s in one fold|* on one side|* on the same side|no * on both|no * in both|* in both parts|each * in either|no * shared|share no *s|no shared *s|*-level split|* level split|"
  .. "split at * level|*-wise split|per-* split|split per *|group split by *|unseen *s for test|test on unseen *s|*s unseen in training|test on other *s|partition by *|partition the *s|fold by *|folds by *|aside *s not pictures") ..
  "|product go into the same|product goes into one|product go to the same side|everything of a product|all of a product in|all pictures of one product|all photos of one product|photos of a product go|pictures of a product stay",
  [[clusters on both sides|relevance by product|clusters across|grouped by product page|no such split
    |duplicates leak across|leak across splits|copies across the split are|copies together in the batch|serving meets products
    |listings it has never seen|meets products that|new to the model because]])
hear("data.split", "temporal", [[
  split by time|split by date|divide by date|divide by time|split on date|cut in time|cut at a date|date cut|time split
  |temporal split|time-based split|chronological split|split chronologically|split in time|train on older listings
  |train on the older|older pictures for training|test on the newest|newest items test|newest listings test|test on new listings
  |test on products listed later|train on past test on future|hold out the last days|last days for test|last days held out
  |test on the last days|last two days for test|later days for test|out-of-time|train until day|cutoff date|time cutoff
  |earlier searches for training|later searches for test|most recent days|recent days test|evaluate on searches after
  |searches after the cutoff|after the cutoff|cutoff in time|cut by date|cut by time|newest days|newest searches test
  |last day test|last week test|test on the last week|hold out the last week|past to train future to test|train on the past
  |test in the future|earlier days for training|train on earlier|test on later|validate on later|date-based split|by timestamp
  |split on time|split on timestamp|rolling time|in order of time|yesterday as test|future for test|days after training
  |train on week one|train on the first week|first week train|evaluate on the last|evaluate on the last days
  |evaluate on the last two|evaluated on the last days|evaluate on later|train on early]] .. each("train|training|validation|validate|test", "* is day|* on day|* until day|* up to day|* days before|* days after|* the days after|* first days|* earlier days|* later days|* is the days after|* first week|* last week") ..
  "|days after it|train first test later|past for training future for test",
  [[time does not matter|by product and time|by product and date|by product + time|by product and in time|by product and by date]])
hear("data.split", "random", [[
  random split|split randomly|split at random|randomly split|random 80 20|80/20 split|shuffle and split|shuffle the pictures
  |shuffle all pictures|shuffle the images|random train test split|random holdout|random hold-out|random test set
  |randomly assign|images randomly assigned|split images randomly|split the images randomly|split pictures randomly
  |random pictures for test|random images for test|k-fold cross validation|split by picture|split by image|image-level split
  |random split of the pictures|random split of the images|ten percent of the pictures at random|random for training the rest
  |percent randomly for|random ten percent|randomly hold out|randomly held out|random subset as test|random subset for test
  |plain random|simple random split|uniform random split|shuffle then split|shuffled and split|shuffle everything
  |randomly sampled test|draw the test set at random|test set drawn at random|random validation set|random partition
  |randomly partition|hold out random pictures|coin flip per picture|percent of the pictures at random
  |percent of the photos at random|ninety percent of the pictures|percent of the images at random
  |pictures at random for the test|photos at random for the test|images at random for test]] .. each("photos|pictures|images|rows|searches|pairs", "random fifth of the *|random tenth of the *|random part of the *|random subset of the *|random sample of the * for test|random percent of the *|random share of the *|percent of the * randomly|percent of the * at random|random test *|random half of the *|* randomly split|* split randomly|* assigned at random|split * at random|shuffle the *|* are shuffled") ..
  "|test set random|random test",
  [[avoid random split|random split leaks|random split would leak|instead of random split|random split flatters
    |random split is wrong|random split is a mistake|never split at random|random split would put|random split puts|group k-fold
    |split randomly by product|products at random|products randomly|random products|at random among products|negatives at random
    |sampled at random|drawn at random from the traffic|judged queries drawn at random|queries at random|batches at random]])

hear("data.negatives", "in_batch", [[
  in-batch negatives|in batch negatives|negatives in the batch|negatives from the batch|batch negatives|other items of the batch
  |others in the batch|other pictures in the batch|other pairs in the batch|rest of the batch|all others in the batch
  |batch as negatives|against all others of the batch|negatives are in-batch|negatives come from the batch
  |other products of the batch|other elements of the batch|only the batch|batches drawn at random|random batches
  |no hard negatives|no hard negative mining|without hard negatives|skip hard negatives|hard negatives off
  |no mining of negatives|without mining|no negative mining|skip negative mining|no mined negatives|batch serves as negatives
  |rest of the batch serves|in-batch only|only in-batch|in-batch suffices|in-batch is enough|batch suffices
  |batch provides the negatives|everything else in the batch|everyone else in the batch|other photos in the batch
  |other images in the batch|other listings in the batch|the others of the batch|easy negatives suffice
  |random negatives from the batch|no hard ones|without hard ones|no hard mining]] .. "|avoid hard negatives|avoid mining|hard negatives are avoided|leave out hard negatives|not mine|dont mine|no mined ones|no mining",
  [[in-batch and hard|in-batch plus hard|in-batch negatives plus hard|in-batch negatives and hard
    |in-batch negatives plus a few mined|in-batch negatives plus mined|in-batch negatives plus the hardest
    |in-batch negatives alone]])
hear("data.negatives", "hard", [[
  hard negatives|hard negative|hard negative mining|hard-negative mining|mine hard negatives|hard negatives mined
  |semi-hard negatives|semi-hard mining|mined negatives|mined hard negatives|a few mined negatives|plus a few mined
  |nearest wrong items as negatives|mining of hard negatives|mine negatives|negatives mined|hardest negatives of the
  |in-batch and hard|in-batch plus hard|in-batch negatives plus hard|in-batch negatives and hard
  |in-batch negatives plus a few mined|half are hard ones|batch plus mined|from the batch and some mined|hard ones from
  |put look-alikes into the batch|look-alikes in the batch|batches of look-alikes|similar products in one batch
  |batch with similar items|hard ones in each batch|negatives that look alike|near misses as negatives
  |confusable items as negatives|look alike to the current model|look-alikes of each other|contains look-alikes
  |batch of look-alikes|look-alikes as negatives|confusing pairs in the batch|similar items in the same batch
  |nearest neighbours as negatives|nearest non-matching|closest wrong|closest non-matching|most similar wrong
  |most similar non-matching|top wrong results as negatives|wrong results as negatives|difficult negatives|challenging negatives
  |adversarial negatives|negatives from the model's own top|neighbours of the current model|batches from neighbours
  |batches of neighbours|batch by similarity|hard batches|hard mining|online hard|mine the hardest|hardest in the batch
  |hard negatives too|plus hard negatives|with hard negatives|add hard negatives|some are hard|hard examples|hard samples
  |hardest negatives in|negatives of similar look|look-alike negatives]] .. each("similar|alike|confusable|nearest|closest|hardest", "most * wrong ones|* wrong ones|* wrong items join|* items as negatives|* products as negatives|* listings as negatives|* ones join the batch|* items in one batch|* products in the batch|* pictures in the batch") ..
  "|hard negatives are added|mine for each",
  [[too many hard negatives|hard negatives are often|hard negatives may be unlabelled|hard negatives help until
    |hard negatives dominate|gradient on the hardest|hard negatives are false|no hard negatives|without hard negatives
    |hard negatives is risky|hard negatives risky|hard negatives are risky|negatives are risky|hard negatives with care later
    |hard negatives later|hard negatives come later|hard negatives bring|concentrates on the hardest|similar looking results
    |gradient on hard|hard examples for judges]])
hear("data.positives", "augment", [[
  positives by augmentation|augmented views as positives|augmented copies as positives|two augmented views
  |two views of the same picture|two views of one picture|a picture and itself|self-supervised|self supervised
  |simclr-style pairs|positives are augmentations|positive pairs are augmented|augmentation alone for positives
  |two crops of one picture|only augmented pairs|augmentations as positives|augmented versions of one picture are positives
  |positives from augmentation|no labels at all|two random crops|random crops of one image|crops of one image
  |crops of the same image|crops of the same picture|augmented version of itself|augmented copy of itself
  |distorted copy of itself|varied copy of itself|changed copy of itself|picture with itself|image with itself
  |paired with itself|paired with an augmented|pair each picture with an augmented|paired with a distorted
  |transformed version of itself|transformed copy|two transformations of|two distortions of|two versions of one picture
  |two versions of the same picture|same image augmented twice|augment the same picture twice|picture and its augmentation
  |image and its augmentation|simclr|byol|dino-style|instance discrimination|unsupervised pairs|pairs without labels
  |label-free pairs|same picture augmented twice|augmented twice|pretraining on augmented views|training on augmented views
  |augmented views alone|augmentation alone|only augmented views|augmented views only|no clicks and no labels
  |neither clicks nor labels|without any labels]],
  [[clicks and augment|augmentation and clicks|too easy|beside augmented|augmented pairs and clicks|not only augmented
    |augmented views alone would|augmentation alone would|augmented views alone are|augmentation alone is]])
hear("data.positives", "click", [[
  clicks as positives|clicked results as positives|choices as positives|chosen results as positives|positives from clicks
  |positives are clicks|positives from choices|positives are choices|positives from the log|photo and what was chosen
  |photo and what was clicked|photo and the chosen|photo with the chosen|clicked pairs|click pairs|learn from clicks
  |train on clicks|train on choices|learn from choices|clicks are the labels|clicks as labels|clicks are the ground truth
  |choices as labels|clicked item is the positive|chosen item is the positive|query and clicked|query-click pairs
  |users' choices as pairs|log as labels|log choices as positives|clicks as training labels|clicks are positives
  |which result people picked|which result was picked|result people picked|results people chose|result that was chosen
  |result that was clicked|click log for pairs|log for pairs|pairs from the click log|pairs from the log|pairs from clicks
  |pairs from choices|click log as|user clicks as|clicks provide the pairs|clicks give the positives|choices give the positives
  |clicks supervise|supervised by clicks|training signal is clicks|training signal is which|implicit feedback as labels
  |implicit feedback as positives|what users picked|picked result as the positive|picked item|selected result as positive
  |the selected item as positive|clicked listing is|chosen listing is the positive|chosen listing as positive|clicked listing as
  |photo plus clicked|photo paired with the clicked|photo paired with the chosen|what was clicked counts|what was chosen counts
  |clicks count as positives|choices count as positives|positives come from clicks|positives come from choices
  |positives come from the log|only clicks as|clicks only as|clicks are our labels|clicks are our positives|choices as training
  |choices for training|clicked results are|chosen results are|clicked items are positives|chosen items are positives
  |clicks for training|choose clicks as|click data for training|click data as]] .. each(CLICKS, "*s as positives|positives are *s|positives from *s|*s are the positives|pairs from *s|*s as pairs|train on *s|learn from *s|* is the positive|the * as positive|photo and *|photo with *|pair a photo with *|supervised by *s|*s as training|labels are *s|*s are labels|*s are our") ..
  "|listing the user chose|result the user chose|listing that was chosen|listing the user clicked|item the user clicked|item the user chose|result the user clicked|photo and the listing the user|what users chose|what people chose|what people picked|what users picked|what users clicked|what people clicked",
  [[clicks as labels are|clicks and human|clicks are biased|clicks as weak|learn only from pairs|clicks are weak|clicks plus
    |clicks as labels would|clicks alone|not learn from clicks|clicks as a label are|choices and judged|clicks and judged
    |clicks, judged|clicks human|clicks, human|mixture of clicks|clicks otherwise|clicks where|choices otherwise
    |choices from the log and pairs|clicks and hand-matched|clicks for the rest|clicks where nothing|choices for the rest
    |not only clicks|choice log is biased|log of choices is biased|choices of users are biased|clicked results are only
    |clicks for training are|choice log only|choices for training are]])
hear("data.positives", "human", [[
  human pairs|judged pairs as positives|judged pairs for training|train on judged pairs|human labels as positives
  |human judgements as positives|people name the right|people name the product|labelled by people|human-labelled pairs
  |pairs labelled by people|pairs from judges|positives from judges|positives from human|only human labels|only judged pairs
  |hand-labelled pairs|annotators name|judges name the|photographs that people labelled|named by people|positives are human
  |human annotation of pairs|train on human labels|train on human judgements|expert pairs|learn from human labels
  |people who matched|people matched photos|matched by people|matched by hand|hand-matched|hand-matched photos|manually matched
  |matched manually|people match photos|annotators match|annotators matched|annotated pairs|annotated photos as positives
  |pairs that people made|manual labels|human labelled photos as positives|people say which product|people identify the product
  |human matches|only what people named|named the product|annotators pick the|annotators choose the right|experts match
  |gold pairs|crowdsourced pairs|crowd-sourced pairs|paid annotators label pairs|only human pairs|human pairs only
  |human-made pairs|photos that people matched|photos that people named|photos with a named product
  |photos with labels from people|labels from annotators|annotator labels|annotators label the|annotators label photos
  |judges label|judges match|judges named|positives by judges|by human judges|people label the photos|people label photos]] .. each(PEOPLE, "*s as positives|positives are *s|positives from *s|*s are the positives|train on *s|learn from *s|only *s|*s for training|*s as training|*s are what we train|positives only *s|trust *s only") ..
  "|annotators tell|annotators say which|which listing is on the photo|labelled by people|labelled by annotators|labelled by judges|people say which listing|people mark the right|people choose the right|people point out|only pairs labelled|judges say which|matched by annotators|matched by humans|labelled by humans",
  [[human labels are better but|human pairs are too|human labels are too few|human labels are too expensive
    |judged pairs are too few|human and click|judged pairs only evaluate|plus human pairs|mix of augmented
    |choices from the log and pairs|human labels where|human pairs and augmentation|human matches and|human matches plus
    |clicks and hand-matched|hand-matched photos plus|hand-matched photos and clicks|hand-matched and clicks|human pairs plus
    |human pairs and clicks|clicks human|click human|judged by hand for evaluation|photos matched by hand are clean
    |matched by hand are clean|people label photos for the test|labels from annotators for evaluation|human judges evaluate
    |by human judges in evaluation]])
hear("data.positives", "mix", [[
  mix of positives|mixed positives|mix them|mix them with human|mix them with human pairs|mix with human pairs
  |mixed with human pairs|mix clicks with human|mix all three|mix the sources|mix the three|combine all three
  |combine clicks and human|combine the sources|all three sources|clicks and human labels|clicks plus human
  |human labels plus clicks|human labels and clicks|judged pairs and clicks|clicks and judged pairs|judged pairs plus clicks
  |clicks plus judged|clicks plus augmentation|augmentation and clicks|augmented views and clicks|clicks and augmented
  |augmented pairs plus human|augmented pairs and judged|augmentation plus human|all sources together|mix of sources
  |mixture of pairs|mixed pairs|mix of pairs|pairs from all sources|mix of augmented|mix of clicks|mix human
  |several sources of pairs|combine augmented|sources of positives together|positives from all|judged, chosen and augmented
  |clicks, human labels and augmentation|human, click and augmented|choices and judged pairs|choices plus judged
  |positives from clicks and human|augmented, clicked and human|i use all three|use all of them|mixture of clicks
  |mixture of human|clicks human pairs and augmentation|human labels where we have them|clicks otherwise
  |human labels first then clicks|clicks for the rest|choices for the rest|augmentation for the rest|human where available
  |labels where available|human pairs plus clicks|human pairs and clicks|hand-matched and clicks|hand-matched photos and clicks
  |hand-matched photos plus clicks|clicks and hand-matched|human matches and clicks|human matches plus clicks
  |not only clicks but|combination of clicks|combination of human|combine human|combine hand-matched|several sources
  |every source|each source of pairs|blend of|blend clicks|blend human|pairs of all kinds|all kinds of pairs
  |clicks, hand-matched and augmented|augmentation, clicks and human|both clicks and human|both human and click|union of clicks
  |three kinds of pairs|three kinds of positives|pretrain on clicks fine-tune on human
  |pretrain on augmentation fine-tune on human|pretrain on augmented fine-tune|start with augmentation then human|mixed sources
  |mixing clicks|mixing human|mixing the sources|positives mixed|all of them mixed|clicks alongside human|human alongside clicks
  |supplement human pairs with clicks|supplement clicks with human|human and clicked|clicked and human|human, clicked
  |labels and clicks|labels plus clicks|judgements and clicks|clicks and judgements|clicks plus judgements
  |human judgements plus clicks|clicks and labels|named photos and clicks|named photos plus clicks|clicks and named photos
  |clicks plus named|all of the above|all of these sources|use all sources|all sources|three sources mixed
  |three sources together|sources are mixed|sources mixed|three places|several places|combine them with labelled
  |combine them with human|combine them with judged|combine with human|combine with labelled|people, clicks
  |people clicks and augmentation|people and clicks and|from people, from clicks|clicks, people]] .. each("clicks|choices|clicked pairs|choices from the log|log pairs|clicked", "* human labels|* human pairs|* human judgements|* human-labelled pairs|* hand-labelled pairs|* hand-matched pairs|* hand-matched photos|* judged pairs|* labelled photos|* named photos|* annotations|"
    .. "* plus human labels|* plus human pairs|* plus hand-labelled pairs|* plus judged pairs|* plus labelled photos|* plus annotations|human labels plus *|human pairs plus *|hand-labelled pairs plus *|judged pairs plus *|labelled photos plus *|annotations plus *|"
    .. "* augmented views|* augmented pairs|* augmentation|* plus augmented views|* plus augmentation|augmented views plus *|augmentation plus *|* human|human * augmented|* human augmentation|* with human|* add human|* add hand-labelled") ..
  each("human labels|human pairs|judged pairs|hand-labelled pairs|labelled photos|annotations|human", "* augmented views|* augmented pairs|* augmentation|* plus augmented views|* plus augmentation|* plus augmented pairs"),
  [[labels and clicks are|clicks and labels are|three places of]])
hear("data.deduplicate", "true", [[
  deduplicate the training|de-duplicate the training|deduplicate the data|de-duplicate the data|deduplicate before
  |de-duplicate before|deduplicate first|de-duplicate first|deduplicate the catalogue|cluster near-duplicates
  |near-duplicates are clustered|cluster the copies|cluster duplicates|duplicate clusters|clusters of near-duplicates
  |copies are clustered|mask copies|copies masked|copies are masked|mask by cluster|masked by cluster|mask duplicates
  |duplicates masked|near-duplicates masked|same cluster are masked|copies count as one|copies of a picture count as one
  |treat copies as one|copies do not repel|copies as the same item|perceptual hash to find copies|perceptual hash and
  |perceptual hashing|dedup by hash|deduplicate by perceptual|remove near-duplicates from training
  |remove duplicates from the training|near-duplicates removed from the training|mask false negatives|false negatives masked
  |false negatives are masked|pairs of the same cluster are masked|near-duplicates are merged before|merge copies before
  |dedup the training|dedup the data|dedup before|deduplicate pictures before|copies never repel
  |exclude copies from the negatives|copies excluded from negatives|clusters of copies|cluster never straddles
  |duplicates are detected|treated as one item|treat duplicates as one|duplicates as one item|same id so|get the same id
  |copies get the same id|copies share an id|share one id|never negatives of each other|not negatives of each other
  |copies are not negatives|copies are never negatives|remove duplicates before|remove near-duplicates before
  |duplicates removed before|drop duplicates before training|drop copies before training|drop copies from training
  |remove copies from training|remove copies before|collapse copies before training|merge duplicates|merge near-duplicates
  |merged duplicates|group copies in training|copies are grouped in training|hash the pictures to find
  |hash pictures to find copies|near-duplicate detection|near-duplicate clustering|detect near-duplicates|detect copies
  |detect duplicates|find copies first|find near-duplicates first|union-find over|clustering of near-duplicates
  |clean out duplicates|clean the duplicates|one picture per cluster in training|one per cluster in training
  |copies out of each other's negatives|do not push copies apart|not push copies apart|copies must not repel
  |copies are not pushed apart|exclude near-duplicates from negatives|near-duplicates are excluded from negatives
  |ignore copies as negatives|deduplicated training|de-duplicated training|same cluster id|cluster id|duplicate groups
  |duplicates grouped in training|near-duplicate groups|near-duplicate clusters|near duplicate clusters|copy clusters
  |clusters of duplicates|copies as one|copies are one|copies are one thing|duplicates as one|identical pictures as one
  |identical pictures count as one|near-duplicates count as one|duplicates count as one|perceptual hash|phash
  |duplicates share an id|merge the copies|copies are merged|duplicates are merged|near-duplicates are merged
  |dedup before training|copies found by hash|deduplicated data|deduplicated set|training set is deduplicated
  |training set is de-duplicated|data are deduplicated|data is deduplicated]] .. each(COPIES, "cluster *|cluster the *|* are clustered|merge *|merge the *|* are merged|* merged|mask *|* are masked|* count as one|* count as the same|* as one item|* as the same item|* treated as one|treat * as one|treat * as the same|* share an id|* get one id|"
    .. "* get the same id|* do not repel|* never repel|* are not negatives|* as negatives are excluded|remove * before|remove * from training|remove * from the training|* removed from training|* removed before training|drop * from training|drop * before training|"
    .. "find *|find the *|detect *|detect the *|hash the *|exclude * from negatives|exclude * from the negatives|* excluded from the negatives|* out of the negatives|* out of the training|deal with * in training|* found by hash|* collapsed in training|* are one thing") ..
  "|hash all pictures|hash the pictures|hash every picture",
  [[no deduplication|not deduplicate|keep duplicates in training|perceptual hash for retrieval|merge the copies in the list]])
hear("data.deduplicate", "false", [[
  no deduplication of the training|training data with duplicates|keep duplicates in training|keep the copies in training
  |copies stay in the training|no de-duplication needed|no deduplication needed|duplicates stay in the training
  |leave the duplicates in the training|leave the copies in|no need to deduplicate|no need to de-duplicate
  |not deduplicate the training|no clustering of copies|duplicates are good because|duplicates give more training data
  |duplicates help training|no masking of copies|not deduplicate training|leave copies in the training
  |leave the copies in training|train with duplicates|train on duplicates too|duplicates kept in training
  |training with all copies|copies kept in training|copies are kept in training|duplicates are kept for training
  |no dedup of the training|no dedup before training|duplicates do not matter in training|ignore duplicates in training]] .. each("copies|duplicates|near-duplicates", "keep * in training|* stay in training|* stay in the training|ignore * in training|leave * in training|leave * in the training|train with all *|* are kept in training|not bother with *|no matter of * in training") ..
  "|not bother to deduplicate|no deduplication before training|without deduplicating the training|not bother deduplicating|deduplication of training is not")

-- "Copies in a batch must not be negatives of each other", "look-alikes join the batch": the batch is only the place.
hear("data.negatives", "in_batch", "batch supplies the negatives|rest of the batch is negative",
  nil, "copies batch|copies in the batch|mask|masked|masking|duplicates in the batch|look-alikes|land in a batch|land in one batch|push each other|plus mined|and mined|with mined|some mined|few mined")
hear("data.deduplicate", "true", [[
  @<merge> <copy>|@<copy> <merge>|@the <copy> is the same picture|@the <copy> same as its original|@<copy> count as the original|@merge them|@fuse them|@collapse them|@dedupe|@dedupe the catalogue|@dedupe up front|@dedupe first|@<copy> false negatives|@never push each other apart|@one cluster per picture
  |@same id for <copy>|@<copy> share]], nil, [[in the list|result list|shown|not bother|wouldnt bother|no need|leave them|from the results]])
hear("data.deduplicate", "false", [[
  @bother merging|@not bother <merge> <copy>|@wouldnt bother <merge> <copy>|@dont bother <merge> <copy>|@<copy> stay in|@<copy> stay as they are|@<copy> remain|@copied pictures remain|@copied pictures stay|@separate examples|@<copy> remain separate|@<copy> are separate|@leave the <copy>|@<copy> left alone
  |@<copy> are left|@<copy> as they are|@no merging of <copy>|@keep the <copy>|@no deduplication|@no dedup|@without dedup]], nil, [[stay together|one side|same side|together|in one part|remain in the list|a copy is]])
hear("data.split", "item", [[@test objects are new|@test <copy> new objects|@no objects in common|@share no objects|@share no products|@share no listings|@partition by listing|@pictures on both sides]],
  [[not by]])
hear("data.negatives", "in_batch", "@remaining rows of the batch|@rest of the rows in the batch|@straight from the batch|@same minibatch|@in the same batch as negatives", nil, "plus mined|and mined|with mined|some mined|few mined|look-alikes|mask|masked|false negatives")
hear("data.positives", "human", [[@pairs that <people> named|@pairs <people> named|@what <people> named|@pairs named by <people>|@pairs come from <people>|@pairs only from <people>|@from annotators only|@annotators only|@only annotators|@only named pairs|@only what <people> named]], nil, [[<chosen> and|mix|blend|mixed|everywhere|all sources|self]])
hear("data.positives", "mix", [[@everything in one pot|@one pot|@from everywhere|@everywhere we can|@& <chosen> <selfview> <people>|@& <chosen> <people> blend|@& <chosen> <people> mixed|@& <chosen> <selfview> mixed|@& <selfview> <people> mixed|@a blend|@& <chosen> <selfview> <named>|@all kinds of pairs|@all sources of pairs]], nil, [[only <chosen>|not the <chosen>|versus]])
hear("data.human_labels", "0", [[@zero annotation|@zero paid annotation|@no paid annotation|@nothing annotated|@no annotation budget|@zero labels|@no money for annotation|@zero <named> photos|@no photos <named>|@nothing <named> by hand]])
hear("data.positives", "mix", [[
  @everything we can get|@whatever pairs we can get|@& clicked hand|@& clicked annotators|@& augmented clicked|@& clicks judged|@& augmented annotators
  |@& shoppers clicked augmented|@& picked annotators|@& buyers chose annotators|@& clicks people augmented|@& log labels augmented|@from all three|@take them all]],
  nil, [[only clicks|no clicks|not clicks|instead of clicks|rather than clicks|for the test|evaluation]])
hear("data.positives", "click", [[@what people tapped|@what shoppers clicked|@what buyers chose|@what shoppers picked|@log tells the pairs|@chosen from the list|@a photo and the thing they tapped|@search log supplies]], nil, [[annotators|augmented|by hand|judges|hand-matched|labelled]])
hear("data.positives", "augment", [[@same picture after augmentation|@picture and its distorted|@picture and its varied|@same picture twice|@no annotators|@no labellers|@nobody labels|@two distortions|@altered version|@changed version|@modified version|@version of itself|@picture with itself|@copy of itself|@two versions of it|@two looks at the same picture]], nil, [[clicks|clicked|annotators match|annotators matched|as negatives|negatives]])
hear("data.human_labels", "0", [[@no labellers|@no annotators|@nobody labels|@no hand labels|@no human labels|@no labels by hand|@without annotators|@without labellers|@no labelling|@no annotation]])
hear("ranking.model", "attributes", [[
  @re-sorted with the category|@re-sort with the category|@predicted category|@category agreement|@category match|@agreement of the category|@category votes|@add the category|@with the category|@and the category
  |@attributes in the second stage|@category helps the order|@ranker also uses the category|@also uses the category|@uses the category too|@re-rank by category|@same category first]],
  nil, [[only exact|no attributes|without attributes|without the category|going to|fallback|popular]])
hear("ranking.model", "exact", [[
  @exact distance on|@exact distances on|@exact distance with|@full vectors order|@order by exact|@true distance|@real distances|@exact cosine on|@exact similarity on the full|@re-rank by exact|@re-score exactly and sort|@nothing but the exact]],
  nil, [[and the category|plus category|plus the category|and category]])

-- the network
hear("retrieval.model", "cnn", [[
  cnn|convnet|convolutional network|convolutional neural network|convolutional encoder|conv net|convolutions|resnet|efficientnet
  |mobilenet|mobilenetv|efficientnetv|convnextv|conv encoder|conv backbone|image encoder|vision encoder|visual encoder|vision backbone|vision transformer|vit|visual backbone|image backbone
  |pretrained backbone|picture encoder|encoder maps|siamese network|shared encoder|deep embedding|learned embedding
  |learnt embedding|embedding network|neural embedding|network that embeds|network maps each picture|encoder with a projection
  |clip encoder|neural network encoder|contrastive encoder|encoder trained|fine-tune the encoder|train an encoder|small network
  |mobilenet-like|resnet-50|resnet50|network embeds|network for embedding|embedding from a network|neural network embeds
  |deep network|deep net|neural network|neural net|learned representation|learnt representation|learned features|learnt features
  |trained encoder|train a network|train the network|conv layers|convolution layers|convolutional|dino|dinov2|clip|swin|convnext
  |a small net|image embedding model|embedding model|learned encoder|learnt encoder|single encoder|one shared encoder
  |same encoder for]] .. each("learned|learnt|neural|deep|convolutional|contrastive|fine-tuned|pretrained", "* embedding|* embeddings|* encoder|* features|* representation|* network|* vectors|* model of the picture|* backbone|* convnet|* vision model") ..
  "|histogram by a learned|histogram by a network|replace the histogram",
  [[cnn is too expensive|network is overkill|not need a network|network latency|network is down|no network|network traffic|network is trained once|network stays fixed
    |phone network|without a network|neural network later|clip the]])
hear("retrieval.model", "colour_histogram", [[
  colour histogram|colour histograms|color histogram|histogram of colours|histograms of colour|hand-made features
  |hand-crafted features|sift features|perceptual hash for retrieval|compare colours only|rgb histogram|hsv histogram
  |keep the colour histogram|stay with the colour histogram|keep the histogram|histograms nothing learnt|hsv histograms
  |lab histogram|colour features only|@colour statistics|@colour distributions|@colour moments|@mean colour|@colour signature|colour only|only colours|compare colours|dominant colours|hog features|sift|orb features
  |bag of visual words|keypoints|hand-crafted descriptors|handcrafted features|histogram retrieval|histogram is enough
  |histograms are enough|histogram suffices|no learning at all|no neural network|no network]],
  [[colour histogram as a baseline|colour histogram is the baseline|colour histogram is my baseline|baseline colour histogram
    |gain over the histogram|gain over the colour histogram|beat the colour histogram
    |existing colour histogram|today's colour histogram|colour histogram ignores|colour histogram finds|histogram distance
    |old colour histogram|colour histogram baseline|starts from the histogram|colour histogram cannot|colour histogram only
    |better than colour histogram|colour histogram exists|today there is a colour histogram
    |colour histogram with nearest neighbours since|start with a colour histogram|colour histogram to beat|histogram baseline
    |as a baseline|instead of hand-crafted|histogram as the baseline|colour only cannot|sift cannot
    |baseline histogram of colours|baseline histogram|histogram of colours as a baseline]])
hear("retrieval.model", "popularity", [[
  most popular items|popular items first|show what is popular|popularity list|@bestsellers|popularity for retrieval
  |rank by popularity|most chosen items]],
  [[popular items of the category|popularity baseline|fallback popular|fall back to popular|popular items when
    |fallback to popular|popular list when|ranked by popularity today|popular listings of the category
    |popular items as a fallback|popular as a fallback|fallback with popular|popular results]])
hear("retrieval.augmentation", "true", [[
  @& crop flip|@& crop blur|@& crop rotate|@& rotate blur|@& flip jitter|@& flip colour|@& crop recolour|@perturb|@perturbed|@distort|@warp|@augmenting|@relight|@randomise the pictures|
  augmentation|augmentations|augment|augmented|data augmentation|random crops|random crop|crop and jitter
  |crops and colour jitter|colour jitter|color jitter|jitter|random rotation|random rotations|random erasing|cutout
  |blur and noise|noise and blur|varied views|views are varied|vary the views|vary the pictures|@two views of one picture
  |two varied views|distorted views|perturbed views|imitate the camera|imitate phone photos|simulate the camera
  |simulate phone photos|simulate camera|synthetic clutter|paste on backgrounds|random backgrounds|photometric distortion
  |geometric distortion|flips and crops|turned, lit, blurred|mixup|randomly rotated|randomly cropped|rotated cropped
  |cropped and relit|relit|rotate and crop|crop and rotate|rotations crops|random lighting|lighting changes in training
  |change the lighting|vary the lighting|vary light and pose|random noise|add noise|noise added|motion blur|random blur
  |perspective distortion|random perspective|random flips|random background|new backgrounds|background replacement
  |replace the background|varied in training|training pictures are varied|distort training pictures|distort the pictures
  |transformations in training|random transformations|transform the training pictures|degrade the catalogue pictures
  |make catalogue pictures look like|look like phone photos|fake phone photos|augmentation is on|augmentations on
  |augmentation yes|occlude parts|random occlusion|cover parts|part of it covered]] .. each("vary|varied|randomise|randomly change|perturb|distort|alter|jitter|change", "* pose|* the pose|* light|* lighting|* the light|* colours|* background|* the background|* pictures in training|* training pictures|* the pictures|* views in training|* crops|* pose light") ..
  each("strong|heavy|mild|random|usual|standard|photometric|geometric|camera-like", "* augmentation|* augmentations|* distortions|* transformations"),
  [[augmentation is too|augmentation alone is|augmentation is not needed|augmentation hurts|augmentation is unnecessary
    |augmentation distorts|augmentations of the training pictures|not varied in training|no noise added]])
hear("retrieval.augmentation", "false", [[
  no augmentation|no augs|no aug|without augs|zero augmentation|without augmentation|skip augmentation|no augmentations|augmentation off|not augment|clean pictures only
  |train on clean pictures|train on the original pictures|only the original pictures|augmentation is not needed
  |augmentation unnecessary|no data augmentation|pictures as they are|raw catalogue pictures only|augmentation is off
  |augmentations off|do not augment|dont augment|never augment|turn augmentation off|no random crops|no distortion
  |no distortions|no varied views|unaugmented|not augmented|without augmentations|without any augmentation|pictures unchanged
  |unchanged pictures|original pictures only|as they come without augmentation|no jitter|without jitter]],
  [[without augmentation it fails|without augmentation recall falls|without augmentation it would fail]])

-- the index
hear("retrieval.index", "flat", [[
  flat index|exact search|brute force|brute-force|exhaustive search|exact scan|full scan|linear scan|compare with every vector
  |exact nearest neighbours|all vectors compared|flat search|no ann|scan everything|exact nearest neighbours by|by a full scan
  |compare against all vectors|compare with all vectors|score every listing|all vectors are scanned|full comparison|exact knn
  |exact k-nn|exhaustive|a flat index|flat index suffices|exact search is enough|exact search suffices|without an index
  |no approximate index|no index at all|exact search is fine|exact search is cheap enough|exact search will do|exact is fine]],
  [[flat index is too|exact search is too|brute force is too|brute force takes|exact scan takes|exact search costs
    |brute force costs|exact scan costs|against exact search|versus exact search|versus exact|compared to exact|against exact
    |exact search as the reference|agrees with exact|recall of exact|flat fp32|flat float|exact search takes
    |exact search over a billion|ivf_flat|ivf flat|neither brute force|nor brute force|exact comparison of]])
hear("retrieval.index", "ivf", [[
  ivf|inverted file|inverted lists|inverted-file index|ivf index|ivf-flat|ivf flat|cluster the vectors|k-means cells
  |coarse quantiser with full vectors|voronoi cells|inverted file with full vectors]],
  [[ivf is slower|ivf needs|ivf pq|ivf sq8|inverted file with pq|inverted file and pq|inverted file with product
    |ivf with product|ivf with 8-bit|ivf with scalar|ivf plus pq|on top of an inverted file|on top of ivf|quantisation in ivf
    |quantization in ivf|codes in an inverted|codes in ivf|int8 in ivf|vectors in ivf|pq in ivf|pq inside ivf
    |quantisation in an inverted|quantization in an inverted|opq and ivf|ivf and pq|ivf cells with pq|ivf cells with int8
    |inside an inverted file|plus an inverted file|codes over ivf|pq over ivf|ivf with codes|inverted file under
    |inverted file underneath|codes in an inverted file|pq in an inverted file|bytes in an inverted file
    |quantisation in an inverted file|quantization in an inverted file|compressed in an inverted file]])
hear("retrieval.index", "ivf_sq8", [[
  ivf-sq8|ivf sq8|ivf_sq8|sq8|scalar quantisation|scalar quantization|8-bit codes|8-bit scalar|int8 vectors in the index
  |8-bit quantisation|8-bit quantization|scalar quantiser|scalar-quantised|ivf with scalar|inverted file with 8-bit
  |ivf with int8|int8 index|one byte per dimension|one byte a dimension|ivf with 8-bit|int8 scalar quantisation in ivf
  |scalar quantisation in ivf|scalar quantisation in an inverted|scalar quantization in ivf|8-bit vectors in ivf
  |int8 vectors in ivf|int8 in ivf|ivf cells with int8|inverted file of int8|bytes in place of floats in ivf
  |8-bit quantised inverted|inverted file with scalar|inverted file with int8]],
  [[sq8 is too large|int8 copy|int8 copies|re-scored with int8]])
hear("retrieval.index", "ivf_pq", [[
  ivf-pq|ivf pq|ivf_pq|ivfpq|product quantisation|product quantization|product quantiser|pq codes|pq index|ivf plus pq
  |ivf and pq|inverted file with pq|inverted file with product|ivf with product|pq with inverted|compressed codes in an inverted
  |compress the vectors with pq|pq compression|pq16|product-quantised|pq bytes a vector|pq in an inverted file
  |product quantisation on top of an inverted|product quantisation on top of ivf|product quantization on top of
  |quantisation on top of an inverted file|pq on top of ivf|pq on top of an inverted|pq codes in ivf|ivf cells with pq
  |inverted lists of pq|pq in ivf|pq inside ivf|opq|product codes|quantised codes in an inverted|compact codes in an inverted|pq
  |product-quantised codes|codes over ivf|pq over ivf|ivf with codes|16-byte codes|byte codes|bytes in an inverted file
  |pq and an inverted file|pq and use an inverted|pq and inverted file|compress with pq|compressed with pq|compress by pq]],
  [[pq loses too much|pq bolted on|pq is too coarse|pq costs recall|pq alone|without pq|pq alone loses|than pq|not pq
    |pq would lose|pq loses recall so]])
hear("retrieval.index", "hnsw", [[
  hnsw|navigable small world|small world graph|small-world graph|graph index|proximity graph|graph-based index|graph search
  |graph-based ann|neighbour graph|hierarchical navigable|graph index because|a graph index|build a graph|graph over the vectors
  |vamana|diskann|nsg graph|navigable graph|search graph|hierarchical graph|graph-based search]],
  [[hnsw needs|hnsw would need|hnsw costs|hnsw takes|hnsw would be|hnsw is too|hnsw in ram costs|hnsw in memory costs|hnsw links
    |hnsw cannot|hnsw is faster but|hnsw is better but]])
hear("retrieval.refine", "0", [[
  no refinement|no refine|without refinement|no re-scoring of codes|no exact re-scoring|codes decide the order|no second copy
  |without a second copy|skip refinement|no re-scoring|without re-scoring|no re-scoring with full|no second pass|codes alone
  |codes are final|trust the codes|no refining|codes without refinement|no rescoring|not re-scored|not rescored|not refine
  |do not refine|dont refine]],
  [[no re-scoring with attributes|no re-scoring without]])
hear("retrieval.refine", "2", [[
  refine with full vectors|refinement with full vectors|re-score with full vectors|rescored with full vectors|re-scored with full vectors|@re-score the shortlist|@exact re-scoring of the shortlist
  |int8 second copy|second copy|full-precision re-scoring|re-rank the codes exactly|@refine the shortlist|@shortlist is re-scored|re-scored with int8|refined with int8|refine with int8|re-score with int8|pq plus refine|pq plus refinement|pq with refinement|with refinement]])

-- re-ranking, policy
hear("ranking.model", "attributes", [[
  @& add category cosine|@& add category distance|@& add agreement cosine|@& sort distance category|@& order distance category|@& ordering distance category|@& sort cosine category|@& order cosine category|@& ordering cosine category|@& rerank distance category|@& ranking distance category
  |re-rank with attributes|re-ranking with attributes|re-ranker with attributes|rerank with attributes|reranker with attributes
  |exact distance and attributes|exact similarity with attributes|exact re-scoring with attributes|attributes re-ranker
  |re-score with attributes|re-scoring with attributes|attributes and exact distance|distance plus category
  |similarity plus category|exact distance together with category|exact distance and category|exact vectors and category
  |category match in re-ranking|exact vectors + category|re-rank with category|re-ranking uses category|re-ranker uses category
  |re-rank by category|re-rank the candidates by category|combine similarity with attributes|combines similarity attributes
  |combines the exact similarity with attributes|re-ranker combines|re-rank with exact distance and category
  |re-rank with metadata|metadata in the re-ranker|re-ranking with metadata|attributes in the re-ranking|learned re-ranker
  |learnt re-ranker|re-rank 500 with|exact vectors + category match|second stage with attributes|exact + category
  |ranking stage with attributes|attributes as features of the ranker|category goes into the re-ranker
  |category enters the re-ranking|category in the re-ranking|category of the listing enters|enters the re-ranking
  |enters the re-ranker|plus a bonus for
  |cosine plus category|cosine plus bonus|distance plus attributes
  |cosine plus attributes|similarity plus attributes|exact cosine plus|exact distance plus category
  |exact distance plus attributes|re-rank using category|re-rank using attributes|attributes for re-ranking
  |attributes to re-rank|attribute re-ranking|attribute-aware|attribute match|attribute agreement|matching attributes
  |matching category|agreement on category|category agreement|agree in category|category helps re-ranking
  |category as a re-ranking signal|category in the second stage|attributes in the second stage|second stage adds the category
  |second stage uses category|second stage uses attributes|reranking with category
  |rerank by category|boost the same category|boost same category|boost for the same category|category boost|seller's category
  |metadata re-ranking|category and colour in the re-ranker|features for the re-ranker|re-ranker features|re-ranker reads
  |re-ranker sees category|exact similarity and category|exact similarity and the category|similarity and category
  |exact similarity plus category|exact similarity category|exact distance category|exact cosine category|cosine and category]],
  [[no attributes|without attributes|without category]])
hear("ranking.model", "exact", [[
  @full-precision cosine|@full precision cosine|@full-precision distance|@uncompressed vectors|@uncompressed distance|@true cosine|@true distances|@distance of the original vectors|@cosine of the full vectors|@exact distances decide
  |re-rank by exact distance|re-rank with exact distance|exact re-scoring|exact distance re-ranking|re-ranking by exact
  |exact re-ranking|re-score the candidates exactly|re-score with exact|exact cosine for the candidates|re-score by exact
  |exact similarity re-ranking|re-rank with the full vectors|re-ranking with full vectors|exact inner product for the candidates
  |order by exact distance|order candidates by exact|candidates are re-scored exactly|candidates re-scored exactly
  |exact distance alone|exact distance orders|sort the candidates by exact|exact distances of the candidates
  |candidates by their exact|only exact re-scoring|just exact re-scoring|exact re-scoring only|exact re-scoring no attributes
  |exact without attributes|re-scored exactly without attributes|ordered by their exact|ordered by exact|sorted by exact
  |exact cosine orders|exact cosine only|exact dot product for the candidates|recompute exact distances
  |recompute the distances exactly|true distances for the candidates|exact distances on the candidates
  |exact comparison of the candidates|exact comparison on the shortlist|rescored exactly|rescore exactly|re-scored exactly
  |re-score exactly|re-ranking is exact distance|second stage is exact|second stage by exact|second stage exact
  |brute-force re-scoring|ranked by exact]] .. each(SECOND, "* exact only|* exact distance only|* exact distances only|* exact distance alone|* recomputes exact|* recomputes the exact|* with exact distances only|* by exact distance only|* by exact cosine only|* only exact|* just exact|* is exact distance|* by exact distance alone") ..
  "|recomputes the exact distance|recompute exact distance|exact distances only",
  [[exact distance alone puts|exact distance alone mixes|exact distance alone confuses|exact distance alone is not|exact distance alone would|with attributes|exact distance and attributes|exact similarity with attributes|exact vectors and category
    |exact distance and category|exact distance together with|exact re-scoring with attributes|exact + category
    |exact distance with category|exact similarity and category|exact distance with attributes|exact distance plus category
    |exact distance plus attributes|exact cosine plus|exact distances plus|exact cosine and category]])
hear("ranking.model", "none", [[
  @drop the re-ranker|@drop the reranker|@drop re-ranking|@leave out the re-ranker|@omit the re-ranker|@search returns is the order|@neighbour search returns is the order|@order of the search|@in the order found|@order that the search returns|@order of the nearest neighbours|@nearest first and nothing
  |no re-ranking|no re-ranker|without re-ranking|no reranking|no second stage|skip the re-ranker|skip re-ranking
  |index order is final|order of the index|order of retrieval|no ranking model|results in the order of the index
  |show the nearest neighbours directly|nearest neighbours as they come|no ranker|one stage only|no re-rank|without a re-ranker
  |no rerank|no further ranking|no second ranking|retrieval order is final|order as the index returns|as the index returns them
  |in index order|keep the index order|straight from the index|directly from the index|without a second stage
  |nothing after the index|skip the second stage|re-ranking unnecessary|not re-rank|dont re-rank|never re-rank|do not re-rank
  |not rerank|dont rerank]] .. each(SECOND, "no *|without *|without a *|skip the *|skip *|leave out the *|not have a *|the * is left out|do without *|do without a *"),
  [[no re-ranker restores]])
hear("policy.duplicate_threshold", "1", [[
  no duplicate removal|no deduplication|no de-duplication|without deduplication|without duplicate removal|keep duplicates
  |keep the duplicates|show duplicates|duplicates stay in the list|do not remove duplicates|duplicates are shown
  |leave duplicates|duplicates are not removed|skip de-duplication|no near-duplicate removal|no dedup|duplicates are left in
  |left in the list|leave duplicates in|leave copies in|copies are left in the list|copies stay in the list|copies are shown
  |show all copies|do not collapse|dont collapse|no collapsing|keep all duplicates|near-duplicates stay|duplicates may stay
  |never remove duplicates|no filtering of duplicates|without de-duplicating the list|duplicates are fine in the list]] .. each("copies|duplicates|near-duplicates|repeats", "* are not removed|* not removed|* are not hidden|* are not collapsed|not remove *|not hide *|not collapse *|never hide *|never remove *|never collapse *|never drop *|* may appear|* are allowed|* are tolerated|* remain|* stay in the list|* remain in the list|allow *"),
  [[no deduplication of the training|no de-duplication of the training|training data with duplicates
    |no de-duplication needed because training|copies stay in the training|leave copies in the training
    |leave the copies in training|leave duplicates in the training]])
hear("policy.duplicate_threshold", "0.98", [[
  deduplicate the list|de-duplicate the list|deduplicate the results|results are de-duplicated|results are deduplicated
  |duplicates are collapsed|near-duplicates are dropped|near-duplicates are removed|duplicates removed from the list
  |one of each duplicate cluster|show each picture once|show one of them|one listing per cluster|one per cluster
  |each cluster once|removal of near-duplicates|each picture only once|only one of the copies|one copy is shown
  |remove copies from the list|remove duplicates from the list|remove duplicates from the results
  |duplicates removed from the results|copies are removed from the list|copies are collapsed|group copies in the results
  |the remove near-duplicates|the remove near duplicates|the near-duplicate removal|the duplicate removal
  |the deduplicate results|the de-duplicate results|the collapse duplicates|the collapse near-duplicates
  |the near-duplicates collapsed|the drop near-duplicates|the drop duplicates|the group duplicates|the group near-duplicates
  |the near-duplicates grouped|the filter near-duplicates|@the dedup|@the de-duplication|@the deduplicate|the every picture only once
  |the same picture only once|the identical pictures only once|the hide copies|the hide duplicates|the hide near-duplicates
  |the suppress duplicates|the suppress near-duplicates|the filter out duplicates|the filter out near-duplicates
  |the filter out copies|the collapse copies|the collapse identical|the same product grouped|the merge near-duplicate results
  |the merge duplicate results|the near-duplicate filter|copies are hidden|copies hidden|hidden from the list
  |duplicates get filtered|duplicates filtered out|the drop copies|copies get dropped|copies are dropped|duplicates are hidden
  |duplicates hidden|duplicates go|copies go|duplicates are removed|near-duplicates are hidden|duplicates get removed
  |copies get removed|copies are removed|repeats are removed|the remove repeats|repeats removed|repeated pictures are removed
  |the remove repeated|copies thrown out|duplicates thrown out|copies fall out|duplicates fall out|the deduplicate hits
  |the de-duplicate hits|deduplicate the final|de-duplicate the final|de-duplicate at the end|deduplicate at the end
  |near-identical results|identical results are|identical results collapsed|near-identical pictures are collapsed
  |the collapse near-identical|the remove near-identical|near-identical hits]],
  [[group split|split by duplicate|de-duplication of the training|deduplication of the training|dedup the training
    |deduplicate the training|deduplicate before training|de-duplicate first|deduplicate the data|deduplicate the catalogue
    |before scoring|collapsed before scoring|no de-duplication|remove duplicates before|remove near-duplicates before
    |drop duplicates before|near-duplicates removed from the training|remove near-duplicates from training
    |duplicates before training|near-duplicates before|drop copies before|collapse copies before|collapse duplicates before
    |filter out duplicates before|no near-duplicate filter|collapse duplicates else copies|copies inflate recall
    |collapsed before|copies are removed from training|duplicates are removed before|copies are removed before
    |duplicates are removed from the training|duplicates are removed from training|duplicates go on|copies go on]])

-- evaluation
hear("evaluation.protocol", "full", [[
  full catalogue|whole catalogue|entire catalogue|full corpus|whole corpus|against all listings|among all listings
  |against the complete|full index|rank against everything|all items as distractors|complete catalogue|full-catalogue
  |every listing as a distractor|no sampled distractors|all listings compete|everything competes|nothing is sampled
  |all items ranked|rank all items|ranked among all|among all items|every listing competes|all listings ranked|complete index
  |the entire index|full-corpus|against all items|against every listing|no sampling of distractors|without sampling]],
  [[full catalogue is too large|whole catalogue is too|full catalogue is too|from the whole catalogue|from the catalogue]])
hear("evaluation.protocol", "sampled", [[
  sampled negatives|100 sampled|100 random distractors|among 100|100 distractors|1000 distractors|random distractors
  |sampled distractors|sampled candidates|sampled metrics|sampled protocol|a few hundred distractors|against 100|small gallery
  |gallery of 1000|among 1000 random|random gallery|sampled evaluation|gallery of 1,000|random items per query
  |1,000 random items|100 random items|hundred random items|hundred distractors|thousand distractors|sample of distractors
  |sample distractors|a sample of the catalogue|sampled gallery|small sample of the catalogue|subset of the catalogue as gallery
  |against a sample|each positive among]],
  [[sampled metrics mislead|sampled metrics flatter|not sampled|distractors flatter|random distractors even
    |100 random distractors even|distractors everything looks|distractors look|sampled negatives flatter
    |sampled distractors flatter|sampled metrics would|100 sampled distractors flatter|among 100 random distractors even
    |distractors even]])
hear("evaluation.guardrails", "online.conversions_per_1000", [[
  purchases must not|purchases may not|conversions must not|guardrail purchases|latency and conversions|p99 and conversions|latency and purchases|p99 and purchases|guardrails are conversions|guardrail conversions|guardrails purchases|guardrails conversions|purchases as a guardrail|conversions as a guardrail|orders must not|conversion must not|purchases must not fall|conversion rate must not|purchases stay|purchases do not fall|purchases per search must|conversion as a guardrail]] .. each(PURCHASES, "* must not|* may not|* should not|* must stay|* must hold|* not fall|* not drop|* not lower|* not decrease|* do not fall|guardrail *|guardrails *|* as a guardrail|* as guardrail|* guardrail|protect *|latency *|p99 *|* must at least hold|* at least as high|* and latency|* and p99"))
hear("evaluation.guardrails", "list.duplicate_share", [[
  guardrail repeated|guardrails repeated|repeated pictures|repeats in the list|repeats must not|duplicates in the list must
  |duplicate share|share of duplicates|guardrail duplicates|repeated results must|share of repeats|guardrails repeats
  |repeats as a guardrail|p99 repeats|complaints and repeats|nor repeats|share of duplicates must|duplicates must not grow
  |share of copies|copies in the list|repetition in the list|repeated results|duplicates shown|near-duplicates shown|repeats and
  |and repeats|duplicate rate of the lists|list duplicates|no more duplicates than]] .. each(REPEATS, "* must not|* may not|* should not|guardrail *|guardrails *|* as a guardrail|* as guardrail|* guardrail|* not rise|* not grow|latency *|p99 *|* and latency|* and p99|no more *"))
hear("evaluation.guardrails", "serving.p99_ms", [[
  p99 must not|p99 may not|latency must not|latency may not|guardrail latency|guardrail p99|guardrails latency|guardrails p99
  |latency as a guardrail|latency guardrail|p99 stays|latency stays|p99 as a guardrail|p99 latency complaints
  |latency is a guardrail|p99 under|p99 guard|p99 must stay|latency must stay|p99 below|p99 may rise|keep p99
  |p99 within the budget|latency within the budget|p99 not above|p99 latency and|guardrails are p99|guardrails are latency
  |latency and conversions|latency and purchases|p99 and conversions|p99 and purchases|latency, repeats|p99, repeats]] .. each("p99|latency|tail latency|99th percentile|response time", "* is the guardrail|* is a guardrail|* as guardrail|* as the guardrail|* must not rise|* may not rise|* should not rise|* must not get worse|* not get worse|guardrail *|guardrails *|guardrail is *|guardrails are *|* must hold|* stays below|* under the budget|* not exceed|* not increase|* may not increase|* must not increase"))
hear("evaluation.guardrails", "retrieval.index_recall", [[
  guardrail index recall|guardrails index recall|index recall must|index recall stays|index recall may not|index recall as a guardrail|recall against exact must|ann recall must]])
hear("evaluation.slices", "hard_photos", [[
  hard photos|dark photos|blurry photos|cluttered photos|bad photos|photo quality|by picture quality|picture quality
  |quality of the photo|poor light|low light photos|difficult photos|noisy photos|by quality of the photo|worst photos
  |photos with clutter|camera photos|camera queries|phone photos separately|camera against catalogue|camera and catalogue
  |camera versus catalogue|by domain|per domain|phone photos apart|user photos separately|camera|hard queries|dim photos
  |slices by photo quality|quality of photos|blurred photos|dim and cluttered|badly lit|worst pictures|poor photos|hard pictures
  |night photos|evening photos|photos with bad light|occluded objects|partly hidden|noisy pictures|hard camera
  |image quality buckets|by sharpness|by brightness of the photo]],
  [[by camera model]])
hear("evaluation.slices", "rare_items", [[
  rare items|rare categories|tail items|rare products|long tail|tail categories|by rarity|small categories|by category size
  |unpopular items|rare items separately|tail separately|the tail|by popularity of the item|category size|rare|seldom searched
  |rare things|uncommon products|for rare products|infrequent products|low-frequency items|head and tail|torso and tail
  |popular and rare|popularity buckets|items few people search|niche items|niche products|unusual items|rare and new
  |new and rare|by frequency of the item]])
hear("evaluation.slices", "new_items", [[
  new listings|new items|new products|fresh items|fresh listings|recent listings|by age of the listing|listing age
  |unseen products separately|newly listed|age of the listing|newest listings|listings younger than|younger than a week
  |listed this week|items uploaded recently|recently uploaded|recent uploads|new and rare|rare and new|fresh uploads
  |newest items|just listed|cold items|cold-start items]] .. each("new listings|new items|new products|fresh listings|recent listings", "* separately|* apart|* reported separately|slice of *|slice for *|look at * separately|* on their own"),
  [[test on new listings|newest listings test|new listings enter]])

-- serving
hear("serving.fallback", "true", [[
  fallback|fall back|falls back|degrade to|degraded mode|graceful degradation|degrade gracefully|text search instead
  |show popular items when|popular items of the category when|when over budget show|on a timeout show|timeout then text search
  |instead of an empty page|text results when|degrade:|timeout the user gets|on a timeout the user|gets popular items
  |popular items instead|popular results instead|default results|serve a default list|popular list instead|cached popular list
  |show something from the category|answer with popular|answer from text search|text search takes over|backup list
  |backup results|backup answer|plan b list|safety net list|degraded answer|instead of a spinner|rather than a spinner
  |rather than an error|popular listings of the category are shown|as a fallback]],
  [[no fallback|without a fallback|fallback is not needed|fallback not needed]])
hear("serving.fallback", "false", [[
  no fallback|without fallback|no fall back|no fallback needed|fallback is not needed|fallback not needed|an error page is fine
  |just show an error|not need a fallback|dont need a fallback|do not need a fallback|no backup list|no backup
  |just an error message|error message is fine|show an error]])
hear("serving.index_refresh_minutes", "60", [[
  hourly refresh|refresh hourly|rebuilt hourly|every hour new listings|index refreshed every hour|refresh every hour
  |new items are added every hour|hourly updates of the index|updated hourly|hourly delta|once an hour
  |searchable within the hour|index is updated hourly|updates every hour|every hour the index|an hourly job|hourly job
  |an index hourly|enter the index within the hour|indexed within the hour|in the index within the hour
  |in the index within an hour]],
  [[today nobody within|not within the hour]])
hear("serving.index_refresh_minutes", "1440", [[
  nightly index|index nightly|rebuilt every night|rebuild every night|index is rebuilt nightly|daily index|index daily
  |refresh daily|nightly rebuild|daily rebuild|rebuilt daily|index once a day|refreshed nightly|refresh once a day
  |built once a day|index is built once|once a day the index|rebuilt once a day|every night the index|index job every night
  |index built nightly|overnight index|overnight rebuild|updated once a day|updated nightly|nightly job for the index]],
  [[main shards are rebuilt nightly|nightly index hides|nightly rebuild hides|main index rebuilt|beside the nightly
    |nightly build hides]])
hear("serving.index_refresh_minutes", "15", [[
  within a quarter of an hour|every quarter of an hour|found in minutes|delta index in minutes|near-real-time index|near real time indexing|streaming index updates|streamed into the index|delta index]] .. "|quarter of an hour|after a quarter of an hour|every fifteen minutes|every quarter hour")
hear("serving.index_refresh_minutes", "43200", [[
  rebuild the index once a month|index once a month|monthly index|index rebuilt monthly|monthly rebuild of the index]])

-- monitoring
hear("monitoring.monitors", "embeddings", [[
  embedding drift|drift of the embeddings|embeddings drift|embedding statistics|mean and norm of the vectors|mean of the vectors
  |norm of the vectors|vector norms|embedding norms|embedding distribution|distribution of embeddings|monitor embeddings
  |monitor the embeddings|probe set|probe pictures|neighbour overlap|nearest-neighbour overlap|overlap of neighbours
  |vectors per dimension|canary queries with known|known neighbours|embedding monitors|drift of vectors|embeddings
  |embedding dimensions|mean and variance of the embedding|variance of the embedding|embedding vectors|vector statistics
  |statistics of the vectors|distribution of the vectors|shift of the vectors|vectors shift|vector drift|drift in the vectors
  |drift in embedding space|embedding space drift|norms|centroid of the embeddings|mean vector|probes with known|fixed probe
  |golden queries|golden photos|reference pictures|reference queries]],
  [[other teams use the embeddings|re-embedding|re-embed|mean embedding of the catalogue again]])
hear("monitoring.monitors", "index_age", [[
  index age|age of the index|index freshness|freshness of the index|index lag|lag of the index|index staleness|stale index
  |canary uploads|canary listings|canary upload|listings found within|last index update|age of the last update|index build age
  |indexer lag|stuck indexer|share of new listings found|new listings findable|time since the last refresh|index is older than
  |index size and age|age and size of the index|index too old|index update time|freshness of results|freshness
  |time since the index|when the index was last|index heartbeat|listings missing from the index|new listings missing
  |uploads not findable|canary for the index|canaries for the index|index canary|index is how old|how old our index
  |index is too old|old index alarm]])
hear("monitoring.monitors", "scores", [[
  score distribution|scores drift|distribution of scores|similarity scores|top similarity|similarity of the top|score drift
  |score of the top hit|top score|best similarity|distance to the nearest|distribution of distances|top-1 similarity
  |top score distribution|scores of top hit|distribution of the top|mean similarity|scores|similarity of the best|best hit
  |similarity of the top hit|similarity distribution|similarities of the results|top-1 cosine|cosine of the best
  |cosine of the top|mean cosine|mean distance|distance of the best|distances of results|nearest distance|score histogram
  |score statistics]])
hear("monitoring.monitors", "choices", [[
  choice rate|click rate|click-through rate|ctr|choices per search|searches without a choice|searches that end with a choice
  |choice rates|choice rate by|zero-result rate|success rate of searches|clicks a search|product metric choices|monitor clicks
  |monitor choices|click-through|clicks per search|share of searches with a choice|searches with a choice
  |searches with no choice|choices by camera|success rate|conversion|conversions|purchases per search|user engagement
  |what users choose|user choices|clicks by device|clicks by category|empty-handed searches|retries|repeat searches]])
hear("monitoring.drift_metric", "psi", [[psi|population stability index|stability index|population stability]])
hear("monitoring.drift_metric", "ks", [[ks|ks test|kolmogorov|kolmogorov-smirnov|ks statistic|ks distance]])
hear("monitoring.retrain_every_days", "1", [[
  retrain daily|daily retraining|retrain every day|retrain each day|retrain nightly|train every night|retraining daily
  |nightly retraining|retrained daily|retrained every night|retrain every night|new model every night|new encoder every day
  |daily model|new model daily|retraining each night|retraining every day|retraining every night]],
  [[not daily|daily retraining costs|daily retraining would]])
hear("monitoring.retrain_every_days", "7", [[
  retrain weekly|weekly retraining|retrain every week|retrain once a week|retraining weekly|train every week|retrained weekly
  |retrained every week|fine-tune weekly|fine-tune every week|fine-tune the encoder once a week|fine-tune once a week
  |new model every week|weekly fine-tuning|retraining once a week|retraining every week|weekly model|new encoder each week
  |new encoder every week|once a week retrain]])
hear("monitoring.retrain_every_days", "14", [[
  retrain every two weeks|retrain every fortnight|retrained every two weeks|fortnightly retraining|every second week retrain|retrain biweekly]])
hear("monitoring.retrain_every_days", "30", [[
  retrain monthly|monthly retraining|retrain every month|retrain once a month|retrained monthly|new model each month
  |new encoder every month|retrain the model every month|retraining once a month|retraining monthly|retraining every month
  |once a month retrain|new encoder each month|monthly model]])
hear("monitoring.retrain_every_days", "90", [[
  retrain quarterly|quarterly retraining|retrain every quarter|new encoder every quarter|new model every quarter|retrain every three months|retrained quarterly|once a quarter]])
hear("monitoring.retrain_every_days", "0", [[
  never retrain|no retraining|without retraining|not retrain|keep the model fixed|model stays fixed|train once
  |never needs retraining|retraining is unnecessary|no need to retrain|retraining is not needed|trained once
  |trained once and kept|kept fixed|model is frozen|frozen model|frozen encoder|encoder stays fixed|encoder is fixed
  |do not retrain|dont retrain|no new model|no retraining planned|never trained again]],
  [[without retraining it decays|without retraining decay|frozen pretrained|frozen features]])

-- Numbers that stand near one of these words set the knob.
local quantities = {
  { knob = "data.human_labels", near = [[
    @& annotators photos|@& annotators photographs|@& people name photos|@& people named photos|@& judges photos|@& photos by hand|@& photographs by hand|@& pictures by hand|@& named photos|@photos named|@named by people|@& pay photos|@of the logged photos|@pairs by hand|@camera shots|@annotation budget
    |human labels|labelled photos|labelled photographs|judged photos|judged photographs|photos judged|photographs judged
    |photos labelled|photographs labelled|photos named|labels from people|photos by people|photographs by people
    |judged queries for training|hand-labelled photos|photos annotated|annotated photos|label photos by hand|photos by hand
    |label photos|label photographs|annotators match|match photos|photos matched|photos are labelled|photographs are labelled
    |hand-matched photos|hand-matched|photos hand-labelled|matched photos|annotate photos|labels by hand|human-labelled photos
    |human labelled photos|labelled pairs by people|human pairs|photos to label|photos for labelling|labelled queries
    |people name the product on|human annotations|manual labels]] },
  { knob = "retrieval.dim", near = [[
    dimensions|dimensional|dims|dim|d|embedding size|embedding dimension|vector size|wide vectors|floats a vector
    |values a vector|values per vector|embedding width|dimensional embeddings|dimension of the embedding|d projection
    |size of the embedding|vectors of floats|floats per vector|vector of|project to|projection to|projected to|wide|width
    |embedding of size|vector length|numbers per vector|components|values]] },
  { knob = "retrieval.temperature", near = [[temperature|tau|temperature of|softmax temperature]] },
  { knob = "retrieval.epochs", near = [[epochs|epoch|passes over the pairs|passes over the data]] },
  { knob = "retrieval.batch", near = [[@pairs to a batch|@batches hold|batch size|bs|batchsize|@minibatch of|@mini-batch of|@minibatches of|@pairs in each step|@pairs per step|@pairs a step|@pairs at a time|@pairs each step|@pairs at once|@examples per step|@pictures per step|batch of|batches of|pairs in a batch|pairs per batch|in batch of|batch]] },
  { knob = "retrieval.nprobe", near = [[
    nprobe|probes|probe|probed|look into|probing|cells are searched|cells searched|search cells|cells per query|cells a query
    |visit cells|cells visited|cells at query time|cells looked into|cells are visited|cells for each query|probe cells
    |cells are probed per|cells probed per query|probes of cells|probing cells]] },
  { knob = "retrieval.nlist", near = [[
    nlist|cells|inverted lists|centroids|clusters of the index|voronoi cells|coarse cells|into cells|k-means cells
    |coarse centroids|partitions of the index]] },
  { knob = "retrieval.pq_bytes", near = [[
    bytes a vector|bytes per vector|bytes per code|byte codes|bytes a code|pq bytes|bytes of code|codes of bytes|byte pq|pq of bytes|bytes each for pq|pq|bytes per item]] },
  { knob = "retrieval.hnsw_m", near = [[hnsw m|with m|m|links per node|links a node|links of a node|neighbours per node|edges per node|graph degree]] },
  { knob = "retrieval.ef_search", near = [[ef search|efsearch|ef|beam|search beam|ef at search]] },
  { knob = "retrieval.refine", near = [[
    refine|refinement|refine factor|refinement factor|times k|x k|re-score times|k with the full vectors|rescore times
    |refine x|times are re-scored|best x k|x k are re-scored|k are re-scored|times k are re-scored|k re-scored]] },
  { knob = "retrieval.candidates", near = [[
    candidates|candidate|retrieve|nearest|retrieved|index returns|retrieve the nearest|index to|from the index
    |neighbours retrieved|retrieve the top|hand to the re-ranker|shortlist of|the top|top candidates|passes to the re-ranker
    |nearest neighbours|return|first stage returns|retrieval returns|retrieval hands|shortlist|fetch
    |top go to re-ranking as candidates|go on to re-ranking]] },
  { knob = "ranking.attribute_weight", near = [[
    attribute weight|weight of the attributes|weight of attributes|attributes weigh|category agreement adds|category match adds|category adds|weight of the category|@agreement there adds|@weight|@weighs|@added to its cosine|@added to the cosine|@agreed category gets|@cosine plus|@when the category matches|@category counts|@category weighs|@category gets|@points for the category|@if the category agrees|@matching category|@same category adds|agreement on the category adds|weight for the category|category bonus|bonus of|bonus for the category]] },
  { knob = "policy.list_size", near = [[
    results shown|@slots|@places|hits|list of|results on the screen|shown to the user|results to the user|page of|page has results
    |results per page|results a page|items shown|listings shown|products shown|the first screen|screen shows|list size
    |results are shown|show results|results on a page|show the user|show ten|results in the list|page shows|user sees
    |users see|person sees|people see|user gets|user is shown|users are shown]] },
  { knob = "policy.duplicate_threshold", near = [[
    duplicate threshold|duplicates above|near-duplicates above|threshold for duplicates|cosine above|similarity above
    |near-duplicates with a similarity above|removed as duplicates|counts as duplicate|count as the same
    |counts as the same|collapse above|duplicates from|more similar than|similar than|counts as a copy
    |near-duplicate threshold|count as duplicates|cosine similarity above|?@cosine|cosine of|?@cosine similarity|similar above
    |likeness above|alike than|@alike|@similarity|@look-alikes|@suppression|@near-dup|@suppress near|@copies above|@collapse|@merge above|@hide above|@twins above|resembles a higher|deduplicate with|deduplicate at|deduplicate above|dedup at|dedup above|de-duplicate at
    |de-duplicate above|removed above|collapsed above|dropped above|duplicates at|duplicates beyond|near-duplicates beyond
    |deduplicate the hits with]],
    unless = [[category|adds|added|bonus|softmax|temperature|divide|divided]] },
  { knob = "evaluation.ab_users", near = [[
    users in all arms|people in the test|users in the experiment|users in the test|users of the a/b test|users in total
    |take part in the test|users take part|users in both arms|test with users|a/b test with|users per experiment
    |a/b test users|experiment with users|participants|users over|users altogether|users for the a/b|users in all
    |users in the a/b|in the a/b test|users in a test|users per test|need users]] },
  { knob = "evaluation.ab_days", near = [[
    run for days|runs for days|test runs for|run the test for|experiment runs for|run for|a/b test for|days of experiment
    |runs for|experiment for|test over|test takes|experiment takes|test for|weeks of a/b test|of a/b test|a/b test of
    |experiment of|test runs|experiment runs]] },
  { knob = "serving.replicas", near = [[
    replicas|replica|copies of each shard|copies of the service|copies of every shard|replicas per shard
    |replicas of each shard|copies of the stack|serving copies|instances]] },
  { knob = "serving.qps", near = [[load test at|requests per second in the test|offered load of]] },
  { knob = "serving.index_refresh_minutes", near = [[
    index refresh|refresh the index|index every|refresh every|enter the index every|index is refreshed every
    |takes in new items every|new listings every|index updated every|index update every|delta index every|refreshed every
    |added to the index every|searchable after|searchable within|found within|indexed within|appear within|findable within
    |indexed every|refresh interval|index lag|findable after|updated every|index is updated every|update the index every
    |index refreshes every|index refresh interval|new items searchable after|is searchable after|is findable after|index delay
    |merged every|index job every|index runs every|listings are added every|added every]] },
  { knob = "monitoring.retrain_every_days", near = [[
    retrain every|retrained every|retraining every|new model every|new encoder every|train again every|retrain after|fine-tune every]] },
  { knob = "monitoring.alert_threshold", near = [[
    psi above|alert above|alarm above|alert threshold|psi of|ks above|psi over|alert at|alert when psi|psi exceeds|psi >|alert when|alarm at|page above|alarm threshold]] },
}

-- ---------------------------------------------------------------------------------------------------------------------

local clarify = {
  id = "clarify", title = "Clarify requirements", minutes = 4,
  prompt = "People point a phone at something and want to buy it, or something like it. That is all you get from me for now. What "
    .. "do you have to know before you draw a single box? Ask, or assume aloud, and end with a number that you would be judged by.",
  hints = {
    "Two pictures meet in this system, and different people took them with different aims. What do you know about each?",
    "Settle what counts as a right answer, who takes the query pictures, how many things one searches in and how fast those change, "
      .. "how long an answer may take, and what may be kept of a photo of somebody's kitchen.",
    "Goal: a choice that lasts, not a click. 300 million searches a day, 10 thousand a second at peak, a billion listings, 256 GB of "
      .. "vectors, 200 ms. Seven queries in ten are phone photos. Graded relevance, near-duplicates, an hour of freshness, photos "
      .. "deleted after 30 days. A target over the colour histogram, with guardrails.",
  },
  probes = {
    { when = "always", say = "A red shoe for a red shoe, and it is the wrong shoe. Was that search a success?", risk = "relevance undefined", item = "relevance" },
    { when = "always", say = "Your team will show me results on catalogue pictures. Who takes the pictures of your users?", risk = "domain gap", item = "domain" },
    { when = "always", say = "Ten results, all right, all the same picture by ten sellers. Happy?", risk = "near-duplicates", item = "duplicates" },
    { when = "always", say = "Somebody photographs a child's room to find the lamp. What do you keep of it, and until when?", risk = "privacy of photos", item = "privacy" },
    { when = "metric capacity.machines > 200", say = "I count the machines for your peak load and have to sit down. Which requirement would you give back?", risk = "cost" },
    { when = "always", say = "A seller lists something at nine and searches for it at ten. What does he see?", risk = "index lag", item = "freshness" },
  },
  decisions = {},
  forecasts = {
    { metric = "capacity.machines", kind = "interval",
      ask = "Before anything is built: how many machines like this one for the whole peak load? A range that you would bet on four times out of five." },
  },
  rubric = {
    { id = "goal", level = "mid", points = 2, needs = "reason", about = "Names the goal, and why clicks are not it",
      why = "A pretty thumbnail is clicked and abandoned; the goal decides what relevant means, and with it every label.",
      query = [[
      search ends with a choice|not raw clicks|rather than clicks|clicks alone|find the product|find what they|find the thing|goal is|success is|useful choice|leads to a purchase|kept to purchase
      |purchases not clicks|the product or its like|goal people]],
      said = [[
      Success is people finding and buying what they photographed; taps on attractive thumbnails aren't, since they
      bounce, so purchases or engaged searches count.
      |That someone finds and buys the thing in their photo; taps on pretty pictures bounce.]],
      wrong = [[maximise clicks|goal is clicks|clicks mean relevance|success is the number of searches|maximise the number of searches|clicks are the goal|optimise clicks because
      |Success is the number of clicks, a click means it was the right thing.]] },
    { id = "relevance", level = "mid", points = 2, needs = "reason", about = "Asks what a right answer is: the same thing, or something like it, in grades",
      why = "Instance search and style search want different positives, losses and metrics.",
      query = [[
      same product or|same or similar|exact product|graded|relevance is graded|same item or|similar look|same product first|instance|look-alikes|same design|exact one|near miss|exact match]],
      said = [[
      Is the right result the identical product or something similar in style? Graded: same item best, same look
      partly; because that decides pairs and metric.
      |Is it the very chair or one like it? Graded, the very one best, for that decides pairs and score.]],
      wrong = [[
      Same and similar need not be told apart.]] },
    { id = "domain", level = "mid", points = 3, needs = "reason", about = "Asks who takes the query pictures, and sees the gap to the catalogue",
      why = "Everything searched in is clean, most of what is searched with is not. A model that was never shown this does well until it is launched.",
      query = [[
      camera photos|camera photo|phone photos|phone pictures|domain gap|camera against catalogue|clean catalogue|gap between|user photos|photos taken by|seven in ten|70 percent|catalogue is clean|camera or catalogue|two domains|bad light]],
      said = [[
      Who takes the photos? Phone pictures, dim and cluttered, versus clean studio shots of the catalogue; the gap
      between these must be learnt.
      |They shoot in dim rooms, listings are on white, and that gap has to be learnt.]],
      wrong = [[camera and catalogue pictures are the same|difference does not matter|all pictures look alike so|no difference between camera and catalogue
      |Phone photos and studio shots look alike for a network.]] },
    { id = "query", level = "senior", points = 1, needs = "reason", about = "Settles what the query is: whole picture or crop, one thing or several, and who finds it",
      why = "A detector in front decides what is searched for at all, and its mistakes are inherited.",
      query = [[
      crop|whole photo|bounding box|box drawn|detector|several objects|object in the photo|region|one object|cropped|which object|the box]],
      said = [[
      Does the user crop, is there a detector, one object or several? Errors of the box are inherited by the search,
      so clarify.
      |The whole picture or what's inside a box, and who draws it? A finder in front passes its slips on.]],
      wrong = [[
      Always take the whole photo, other things in it do no harm.]] },
    { id = "qps", level = "mid", points = 2, needs = "number", about = "Searches a day, a second, at peak",
      why = "Whatever is said about cost rests on these three numbers.",
      query = [[
      searches per day|searches a day|searches per second|qps|per second|million searches|at peak|peak qps|searches times|86400|users times|times 3 searches|requests per second]],
      said = [[
      300 million searches a day are 3,500 a second, 10,000 at peak.
      |300M searches a day, 3.5k a second, 10k at the top.]] },
    { id = "size", level = "mid", points = 2, needs = "number", about = "Size of the catalogue and of its vectors in bytes",
      why = "256 GB says that neither one machine nor brute force will do, in one line.",
      query = [[
      gb|terabytes|billion listings|billion vectors|gigabytes|bytes times|memory for the vectors|1e9|floats are|billion items|fit in memory|size of the index|billion products]],
      said = [[
      A billion listings at 64 floats are 256 GB of vectors.
      |A billion listings by 64 floats is 256 GB.]] },
    { id = "latency", level = "mid", points = 1, needs = "number", about = "A latency budget at a percentile, and what it covers",
      why = "Upload, decoding, network and search share one patience; a mean hides the tail.",
      query = [[
      ms|milliseconds|p99|99th percentile|latency|budget is|200 ms|without the upload]],
      said = [[
      500 ms at p99 including upload and decoding, of which 200 ms for embedding and search.
      |200 ms at p99, from upload to results.]],
      wrong = [[average latency is enough|average latency|mean latency|latency on average|ms on average]] },
    { id = "freshness", level = "senior", points = 2, needs = "reason", about = "How fast the catalogue changes, new listings and sold ones",
      why = "A nightly index hides a day of uploads and shows a day of dead results; this asks for a second, live path.",
      query = [[
      new listings|freshness|within the hour|within an hour|within 60 min|sold-out|sold out|uploads per day|uploads a day|found within|deleted listings|turn over|20 million new|20m uploads|must vanish|dead result|new items|searchable]],
      said = [[
      How many listings appear and sell per day? Ten million each, so nightly rebuilding would miss uploads and show
      sold goods.
      |Millions listed and sold each day, so a new one within minutes and sold ones out at once, or we show what's
      gone.]],
      wrong = [[
      The catalogue hardly changes, a yearly index is fine.]] },
    { id = "duplicates", level = "senior", points = 2, needs = "reason", about = "Asks about near-duplicates before they spoil the data and the list",
      why = "They leak across a split, become false negatives in a batch, inflate recall and fill a list: one fact, four consequences.",
      query = [[
      near-duplicates|near duplicates|copies|same picture|duplicates|repeated results|repeated pictures|relist|copied picture|list of ten copies|same shoe ten times]],
      said = [[
      How many pictures are reposted copies? They contaminate splits, become false negatives and fill lists, so we
      must cluster them.
      |How many list the same seller picture? Copies spoil the test and fill a page with one shoe.]],
      wrong = [[duplicates do not matter|duplicates are fine|duplicates are relevant too|copies do not matter
      |Copies do no harm, neither in the data nor in the list.]] },
    { id = "baseline", level = "mid", points = 1, needs = "reason", about = "Asks what exists, and what that did to the log",
      why = "People could only choose what the histogram showed: the log knows nothing about what it missed.",
      query = [[
      colour histogram|existing system|current system|baseline|today there is|what exists|old system|histogram|present system|legacy|keyword search]],
      said = [[
      What's live? A colour histogram or text search; users could only choose what that returned, so the log is biased
      to it.
      |What finds things now? A colour histogram decided what could be chosen, thus the log only knows its taste.]],
      wrong = [[not need a baseline|no baseline needed|baseline is unnecessary|do not need a baseline
      |What exists today does not influence the log.]] },
    { id = "target", level = "senior", points = 2, needs = "number", about = "A target against the baseline, with the metric that carries it",
      why = "Without one every result is a success.",
      query = [[
      target|percent more|choice rate from|more searches with a choice|over the histogram|improve by|target is|higher choice rate|plus 10|by percent|+10|from 20|ndcg of]],
      said = [[
      3% more engaged searches against the present engine, recall@10 from 0.6 to 0.7.
      |From 0.42 to 0.50 of searches ending in a choice, against today's.]] },
    { id = "guardrails", level = "senior", points = 2, needs = "reason", about = "Says what must not get worse: latency, repeats, complaints, fakes",
      why = "Any one number can be bought with another.",
      query = [[
      guardrail|guardrails|must not rise|must not get worse|not worse|complaints|counterfeit|counterfeits|imitations|repeated pictures|may not rise|stay below while]],
      said = [[
      Latency, repeated items, complaints, counterfeits and returns must not get worse, because any metric can be
      bought.
      |Speed, repeats, complaints and fakes may not get worse, as choices can be bought with them.]],
      wrong = [[guardrails are unnecessary|guardrails are not needed|no guardrails
      |More choices are all that matters.]] },
    { id = "privacy", level = "senior", points = 2, needs = "reason", about = "Privacy of photographs: retention, consent, faces",
      why = "A query shows somebody's home, and now and then somebody. What may be kept decides what can be learnt from.",
      query = [[
      privacy|retention|faces|biometric|consent|deleted after|30 days|identify people|photos show|gdpr|face search|personal data|people's homes|anonymous]],
      said = [[
      Photos show homes and faces: consent, short retention, blurring, since what we keep limits what we can train on.
      |Photos show homes and faces: thirty days, consent before training, faces blurred.]],
      wrong = [[store all photos forever|keep all photos|photos forever|keep photos forever|store everything because
      |User photos may be kept and used as we like.]] },
    { id = "law", level = "staff", points = 1, needs = "reason", about = "Law beyond privacy: takedowns and their copies, licences of pictures",
      why = "A takedown reaches every copy, so duplicate detection is a legal tool as well.",
      query = [[
      takedown|copyright|licence|brand owners|law|biometric law|intellectual property|counterfeits because|legal|regulation]],
      said = [[
      Takedown notices must reach all copies; licences of product pictures; so copy detection is a legal need.
      |Taken down pictures must go with all their copies, and image licences limit training.]],
      wrong = [[
      Takedowns concern the one listing and not its copies.]] },
    { id = "abuse", level = "staff", points = 2, needs = "reason", about = "Sees sellers as players: stolen pictures, forty listings of one thing",
      why = "What is ranked is what will be imitated; a picture is the cheapest thing to copy.",
      query = [[
      sellers game|sellers copy|sellers paste|stolen pictures|manipulate|abuse|spam listings|fake listings|copy pictures|game the|copies of other sellers|gaming|sellers cheat|sellers complain]],
      said = [[
      Sellers steal popular pictures or post one thing forty times, because ranking by likeness rewards copying.
      |Sellers steal pictures and list one thing forty times, because appearance is what pays.]],
      wrong = [[
      Sellers do not react to the search.]] },
    { id = "non_goals", level = "senior", points = 1, about = "Says what is out of scope",
      why = "Video, words beside the picture, taste, advertisements: each is a system of its own, and naming them costs ten seconds.",
      query = [[
      out of scope|not in scope|leave out|non-goal|non-goals|i exclude|excluding|leave aside|outside scope|another team|not cover|no video|no personalisation]],
      said = [[
      Not included: video, text queries, personalisation, ads, the checkout.
      |Left out: text search, adverts, prices, video.]] },
    { id = "kill", level = "staff", points = 3, needs = "tradeoff", about = "Says in advance which goal yields, and what would stop the launch",
      why = "On the day clicks will be up and something else down, and everybody will have a theory.",
      query = [[
      stop if|stop the launch|would stop|kill criterion|not launch if|roll back if|abort if|give up|no launch|stop when|i would rather|pull it if|launch if|at the price of|would not launch|before freshness|trade]],
      said = [[
      If clicks increase but repeats or counterfeit complaints do as well we withdraw; quality yields over engagement.
      |Choices up but complaints up 5%: I halt it; a few lost sales are cheaper than fakes.
      |Between more finds and fewer counterfeits I pick the latter, and above a 5% rise in reports we stop.]],
      wrong = [[
      As long as choices rise we never stop.]] },
  },
  traps = {
    "Talking about networks before anybody said what a right answer is.",
    "Taking the pictures in the demo for the pictures of the users.",
    "\"Similar\" as a requirement. Similar to whom, and good for what?",
    "A click as success: the prettiest picture wins, and nothing is bought.",
    "Forgetting that a photograph belongs to the person who took it.",
  },
  answer = "The goal is that people find the product they photographed, or its like: a search that ends with a choice that is kept, rather than clicks, because a pretty "
    .. "picture is clicked and left. Relevance is graded, the same product, the same design, a similar look, since a near miss still helps. The query is a crop from the detector's box, one "
    .. "object each, because a photo holds several. 70 percent are camera photos with bad light while the catalogue is clean, so the domain gap decides the design. Scale: 100 million users times 3 "
    .. "searches is 300 million searches a day, 3,500 per second, 10 thousand at peak. A billion listings times 64 floats are 256 GB, so neither one machine nor brute force will do. The budget is 200 ms at p99 without the upload. "
    .. "20 million new listings a day must be found within the hour and sold-out ones must vanish, because a dead result is worse than none. 20 percent are near-duplicates; they leak across splits and fill the list, so they matter "
    .. "four times. Today there is a colour histogram, which also means that the log knows only what it showed. Target: choice rate from 20 to 22 percent over the histogram, and nDCG on judged camera queries. Guardrails: p99, repeated pictures and "
    .. "complaints about counterfeits, because a single number can be bought. Privacy: photos show homes, so they are deleted after 30 days, faces are blurred, and only photos with consent are learnt from. Takedown "
    .. "notices reach every copy, because the law asks for it. Sellers copy pictures of what sells, so whatever I reward will be imitated. Out of scope: video, text refinement, taste, ads. I would stop the launch if purchases "
    .. "fall even though clicks rise, and I would give up dimensions before freshness: a slightly worse rank costs less than a listing nobody can find.",
}

local frame = {
  id = "frame", title = "Frame as an ML task", minutes = 3,
  prompt = "Now make a learning problem of it. What goes in, what comes out, what is a positive, and what is the training trying to achieve that has "
    .. "anything to do with somebody finding a chair?",
  hints = {
    "Half of what people will search next month does not exist yet. Which kinds of model could answer with a thing they have never seen?",
    "A vector for a picture, nearness for likeness. Then say what makes two pictures a pair, and in which steps a billion become ten.",
    "Metric learning: one encoder for both domains, unit vectors, positives are two pictures of one product, ideally one from a phone; "
      .. "an index brings some hundreds, exact distance with attributes orders them, near-duplicates go, ten are shown.",
  },
  probes = {
    { when = "always", say = "Why not a classifier with a class for each product?", risk = "closed set", item = "open_set" },
    { when = "always", say = "Two black trainers of different makes: a positive pair, a negative pair, or neither?", risk = "what similar means", item = "positive" },
    { when = "always", say = "Your training loss falls. Tell me how that could happen while people find less.", risk = "training task is not the user's task", item = "proxy" },
    { when = "retrieval.model=colour_histogram", say = "A blue chair for a blue car. What does your representation know about shapes?", risk = "no learnt representation" },
    { when = "always", say = "One embedding for everything, or one for shoes and one for lamps? Whose week does your choice make worse?", risk = "unified or specialised", item = "unified" },
  },
  decisions = {},
  forecasts = {
    { metric = "list.ndcg@10", kind = "place",
      ask = "Where will the lists land in nDCG: nearer to the colour histogram, in the middle, or nearer to the best possible?" },
    { metric = "retrieval.colour_recall@10", kind = "interval",
      ask = "The colour histogram: which share of the right listings does it bring among its first ten? A range." },
    { metric = "retrieval.recall@100", kind = "interval",
      ask = "Of the right listings for a photo, which share will be among the hundred nearest? A range." },
  },
  rubric = {
    { id = "task", level = "mid", points = 2, about = "Names input, output and the task: embedding and nearest neighbours",
      why = "A picture in, a ranked list of listings out; between them a space in which near means alike.",
      query = [[
      metric learning|representation learning|embedding and nearest|nearest neighbours|nearest-neighbour search|input is the query|output is a ranked|embed pictures|image retrieval|learn an embedding|vector for each picture|ranked list of listings|unit vectors in one space|makes a vector]],
      said = [[
      Input a photo, output a ranked list of listings; learn an embedding and search nearest neighbours.
      |A photo in, a vector out, the nearest listings are the answer.]],
      wrong = [[object detection is the task|predict the category of the object is enough]] },
    { id = "open_set", level = "mid", points = 2, needs = "reason", about = "Says why it is no classification over products",
      why = "A listing of this morning has no class; a vector it has at once.",
      query = [[
      not classification|classification would not|new products have no|class per product|new listings have no|retraining for each|catalogue grows|classifier never finds|never seen in training|works from the first minute|not predict a product|open set|predict a product id|new products]],
      said = [[
      No classifier over products, because new listings appear every minute without a class; vectors exist at once.
      |New products come every hour, and a class for each is impossible; a vector they have at once.]],
      wrong = [[one class per product is|multi-class classification with one class per product|softmax over products because|one class per product because|retrain when new products come
      |A classifier with one class per product suits, new ones get a class automatically.]] },
    { id = "positive", level = "mid", points = 2, needs = "reason", about = "Defines a positive pair, and why that one",
      why = "The pair is the only place where the task is told what likeness means.",
      query = [[
      positive pair|positive is|positives are|positives:|two pictures of the same|two pictures of one product|pair of pictures of|same product two|two views|pair that serving sees|pictures of one product]],
      said = [[
      Two pictures of the same product from different sources form a positive pair, because that pair defines
      similarity.
      |A pair is a buyer's photo and the product it was judged to show, for this is where likeness is defined.]],
      wrong = [[
      Any two pictures of one category are a positive pair.]] },
    { id = "cross_domain", level = "senior", points = 2, needs = "reason", about = "Wants pairs across the gap: one from a phone, one from the catalogue",
      why = "It is the pair that serving will meet; two views of one clean picture are another task.",
      query = [[
      one by camera and one|camera and one from the catalogue|across the gap|across domains|photo and its product|camera and catalogue show|shared encoder|one encoder|encoder for camera and catalogue|ignore the domain|both domains|photo paired with|cross-domain]],
      said = [[
      Pairs must bridge camera and catalogue, since that's what serving compares; two clean views would teach
      something else.
      |One from a phone and one from the shop, as that's what search meets.]],
      wrong = [[
      Two crops of the same studio shot teach the gap as well.]] },
    { id = "graded", level = "senior", points = 2, needs = "reason", about = "Treats relevance as graded, and says what that does to negatives",
      why = "A shoe of the same look pushed as far away as a lamp teaches the space something false.",
      query = [[
      graded|grade|near miss|same look|same design|3/2/1|same product 3|grades|not push|not negatives in earnest|degrees of relevance]],
      said = [[
      Similar styles are partly relevant, so don't push them away as hard as unrelated goods; softer margins or
      exclusion from negatives.
      |Like but not the same is half right; if it were a plain negative the space would tear apart similar shoes.]],
      wrong = [[
      Everything but the identical product is equally wrong.]] },
    { id = "funnel", level = "mid", points = 2, needs = "reason", about = "Stages with sizes, and why",
      why = "Nothing accurate can look at a billion listings in 200 milliseconds.",
      query = [[
      stages|funnel|candidates then|index to 500|re-rank|re-ranking|retrieve then|then de-duplicate|exact re-scoring|500 -> 50|exact comparison of a billion|1e9 ->|first stage|candidate retrieval]],
      said = [[
      Embed, retrieve 500 of a billion, re-rank to 10, because exact comparison of everything takes too long.
      |Embed, fetch 500, re-order, ten; nothing careful can look at a billion in 200 ms.]],
      wrong = [[
      Compare the photo with all billion by the full network.]] },
    { id = "proxy", level = "senior", points = 2, needs = "reason", about = "Names the gap between likeness and what people want",
      why = "Ten copies of the right picture are perfectly alike and useless.",
      query = [[
      proxy|similarity is not|not the same as|similarity alone|copies of the right|ten copies|score perfectly|goal is that someone|likeness is not|visually similar but|collapsed|similarity to the query alone]],
      said = [[
      Likeness isn't usefulness: ten identical copies or unavailable goods are similar but don't help the buyer.
      |Looking alike isn't wanting: ten copies are perfectly alike and useless.]],
      wrong = [[similarity is all that matters|duplicates are good results|most similar is always best
      |The more alike the better, similarity is what people want.]] },
    { id = "click_labels", level = "senior", points = 2, needs = "reason", about = "Judges clicks as labels: plentiful, and only about what was shown",
      why = "The old system decided what could be clicked; learnt from naively, it lives on in the new one.",
      query = [[
      clicks as a label|click labels|clicks are|only exist for what|only what the old|old system showed|judged pairs|human judgements|position-biased|clicks plentiful|predecessor's taste|weak labels|what was shown]],
      said = [[
      Choices are many but only over what was displayed, biased to top positions, so learning naively keeps the old
      engine alive.
      |Choices are many but only about what was shown, so the old search lives on in them.]],
      wrong = [[clicks are the ground truth|clicks as ground truth because|users know best|clicks are true labels
      |Clicks are unbiased labels.]] },
    { id = "unified", level = "senior", points = 2, needs = "tradeoff", about = "One embedding for all, against several specialised ones",
      why = "One space has one index and one upkeep; a specialised one is sharper where it is used. At one large company the unified one won on both.",
      query = [[
      unified embedding|one embedding|one space|specialised|model per category|per vertical|twelve models|single embedding|one unified|embedding per category|one model for all]],
      said = [[
      A single embedding for all categories is simpler to maintain with one index, specialised ones are a bit more
      accurate; I choose unified.
      |One space for all is one index and one upkeep; special ones are a bit sharper on shoes. I take one.]],
      wrong = [[
      A space per category is better at no cost.]] },
    { id = "alternatives", level = "senior", points = 2, needs = "tradeoff", about = "Weighs another framing: pairwise network, attributes, text search",
      why = "A choice shows only beside what was not chosen.",
      query = [[
      pairwise|cross network|cross-encoder|two towers|two encoders|classification on|attribute search|alternative|instead of classification|attribute prediction|local features|hashing|whereas an embedding|better per pair]],
      said = [[
      Pairwise cross-encoder is more precise but impossible at a billion; attribute tagging is explainable but coarse;
      text search misses looks.
      |A network that looks at both pictures is more exact, but can't be indexed; keep it for the last fifty.]] },
    { id = "api", level = "staff", points = 2, needs = "reason", about = "Sees the embedding as a product that others read",
      why = "A space that three teams depend on cannot be changed on a Tuesday: it has versions, owners and a migration.",
      query = [[
      embedding is an api|embedding as an api|other teams|others read|versioned|consumers of the vectors|shared by teams|contract|teams depend|embedding as a product|recommendations use|one space for all]],
      said = [[
      Other teams consume the vectors, so it's an interface with versions, owners and migration, because changes break
      their thresholds.
      |Other teams will read our vectors, so versions, an owner and a plan to migrate, for it can't change overnight.]],
      wrong = [[
      The space can be changed any day, nobody else reads it.]] },
    { id = "gaming", level = "staff", points = 2, needs = "reason", about = "Says how the proxy will be gamed",
      why = "Sellers will look like what is photographed: the cheapest optimisation there is.",
      query = [[
      game|gamed|gaming|sellers will|copy successful|copying successful|stolen pictures|manipulate|spam|imitate the picture|paste]],
      said = [[
      Sellers will upload pictures that resemble popular ones; so combine with reputation, price and copy detection.
      |Sellers will imitate what's photographed, same floor, same light; so returns and reports count against it.
      |If looks win the slot, junk gets shot like the hit; feed quality signals back since it's the cheapest trick.]],
      wrong = [[
      Vendors can't influence similarity.]] },
    { id = "baseline", level = "mid", points = 1, needs = "reason", about = "Names a trivial rule to beat",
      why = "A colour histogram is an afternoon's work and the honest zero of the scale.",
      query = [[
      colour histogram|histogram|baseline|first thing to beat|simple rule first|text search on the title|trivial rule|to beat]],
      said = [[
      Colour histogram or pretrained ImageNet features without training as the first rule; it's cheap and shows what
      learning adds.
      |Colour histogram first, an afternoon's work and the zero of our scale.]],
      wrong = [[
      Histograms tell nothing, leave them.]] },
  },
  traps = {
    "A class for every product. Tomorrow there are twenty million new ones.",
    "Category as likeness: every black shoe in one point.",
    "A positive pair that no search will ever see.",
    "Similarity as the goal itself: ten identical pictures would be the best list.",
  },
  answer = "Input is the query picture, cropped to the object; output is a ranked list of listings. It is metric learning: an encoder maps pictures to unit vectors in one space, and search is for nearest neighbours. It is not classification, because the catalogue grows by 20 million "
    .. "a day and new products have no class, while an embedding works from the first minute. A positive pair is two pictures of the same product, ideally one by camera and one from the catalogue, because that is the pair that serving sees. I take one shared encoder for both domains, since both show the same "
    .. "things; two encoders would fit each domain better but need twice the pairs. Relevance is graded, same product, same design, same look, so look-alikes are not negatives in earnest. Stages, because nothing accurate can look at a billion: index to 500, exact re-scoring with attributes, near-duplicates out, ten shown. "
    .. "Similarity is a proxy: ten copies of the right picture score perfectly and help nobody, so duplicates are collapsed. Clicks are plentiful but only exist for what the old system showed, so judged pairs decide and clicks are weak labels. One unified embedding instead of one per category: less upkeep, one index; a specialised one would be sharper, "
    .. "but costs twelve models. The alternative, a cross-encoder on pairs, is better per pair but cannot look at more than a hundred. The embedding is an API that other teams read, so it is versioned. Sellers will copy successful pictures, because that is what the proxy rewards; likeness across sellers must be watched. The baseline is the colour "
    .. "histogram, since it costs nothing and everything has to beat it.",
}

local data = {
  id = "data", title = "Prepare the data", minutes = 6,
  prompt = "What does the network learn from? Tell me where pairs come from, what makes them too easy or wrong, what you push apart, how you keep the "
    .. "test honest, and how pictures that nobody took with a phone teach it about phones.",
  hints = {
    "You have a little truth, a lot of habit, and as many pictures as you like. What is each of them good for, and how does each mislead?",
    "Go through them: judged pairs, choices, varied views of one picture; negatives from the batch and from mining; copies; the split; what the camera does to a picture.",
    "Some photos matched by hand, choices as weak positives, varied views: mix them, augmentation on. In-batch negatives with copies masked. A split by product "
      .. "with clusters of copies on one side. Category as a hint for re-ranking, as it is wrong in three of a hundred.",
  },
  probes = {
    { when = "unsaid data.split", say = "How do you part what you train on from what you test on, and on which side are the copies?", risk = "copies across the split", item = "copies" },
    { when = "data.split=random", say = "A picture and its copy with a logo: one in training, one in the test. What does your recall measure?", risk = "copies across the split", item = "copies" },
    { when = "unsaid retrieval.augmentation", say = "Your training pictures are frontal, on white. Where does the network ever see a kitchen?", risk = "domain gap", item = "augmentation" },
    { when = "retrieval.augmentation=false", say = "It recognises every catalogue picture. Then somebody turns the lamp on. What happens?", risk = "domain gap", item = "augmentation" },
    { when = "unsaid data.negatives", say = "What is pushed apart from what?", risk = "negatives undefined", item = "negatives" },
    { when = "data.negatives=in_batch", say = "Most of your negatives are a lamp against a shoe. What does the hundredth of those teach?", risk = "easy negatives", item = "hard" },
    { when = "unsaid data.deduplicate", say = "Two copies of one picture land in one batch. What does your loss do with them?", risk = "false negatives", item = "false_negatives" },
    { when = "data.deduplicate=false", say = "One listing in five is a copy. Count with me how many copies a batch of a hundred holds, and what the loss does with each pair.", risk = "false negatives", item = "false_negatives" },
    { when = "unsaid data.positives", say = "Which two pictures do you tell the network are the same?", risk = "positives undefined", item = "sources" },
    { when = "data.positives=click", say = "Your positives are what people chose from the histogram's lists. What does a network learn that agrees with all of them?", risk = "learning the old system", item = "click_bias" },
    { when = "data.positives=augment", say = "A picture and itself, bent a little. When did you show it a photograph?", risk = "domain gap", item = "too_easy" },
    { when = "data.positives=human", say = "Fifteen hundred photos for twelve thousand listings. What do you learn about the others?", risk = "too few labels", item = "budget" },
    { when = "always", say = "People chose the third result. What do you know about the fourth?", risk = "position bias in the labels", item = "click_bias" },
    { when = "metric retrieval.recall@100 < 0.3", say = "Most of the right listings are not even among the nearest hundred. Is it the pairs, the negatives or the network?", risk = "weak training data" },
  },
  decisions = {
    { knob = "data.positives", accept = { "mix", "human" }, points = 3,
      why = "Choices only confirm what the histogram showed, and a picture with itself was never in a kitchen. Together with what people named they cover what each leaves out.",
      open = "Which two pictures count as the same when the network learns?" },
    { knob = "data.human_labels", accept = { "500..1000000" }, points = 1,
      why = "A photograph that somebody matched by hand is the only pair that crosses from the phone to the catalogue without the old system's help.",
      open = "For how many photographs do people name the right listing?" },
    { knob = "data.split", accept = { "item", "temporal" }, points = 3,
      why = "Copies and other pictures of one product stand on both sides of a random split, and memory passes for sight. Serving meets products that training never saw.",
      open = "How do you part training from test, and where do the copies go?" },
    { knob = "data.deduplicate", accept = { "true" }, points = 2,
      why = "A copy in the batch is a false negative: the loss tears identical pictures apart. A copy across the split is a memory test.",
      open = "What becomes of copies of a picture before training?" },
    { knob = "retrieval.augmentation", accept = { "true" }, points = 3,
      why = "There is one clean picture a listing to learn from. Light, pose, crop and noise have to be shown before they can be ignored.",
      open = "What does the network see of a picture in training: always the same, or varied?" },
    { knob = "data.negatives", accept = {}, points = 1,
      why = "The rest of the batch costs nothing. Look-alikes teach the seam between two shoes, until most of them are positives that nobody labelled: measure it.",
      open = "What are the negatives?" },
  },
  forecasts = {
    { metric = "list.ndcg@10", kind = "direction", change = "retrieval.augmentation=false",
      ask = "Trained on unvaried pictures: nDCG of the lists up, down, or no visible change?" },
    { metric = "retrieval.recall@100[own]", kind = "direction", change = "data.split=random",
      ask = "With a random split, would the recall that your own evaluation shows go up, down, or stay?" },
    { metric = "list.ndcg@10", kind = "direction", change = "data.positives=click",
      ask = "With choices from the log as the only positives: nDCG up, down, or no visible change?" },
    { metric = "list.ndcg@10", kind = "direction", change = "data.positives=augment",
      ask = "With a picture and itself as the only positives: nDCG up, down, or no visible change?" },
    { metric = "retrieval.recall@10", kind = "direction", change = "data.deduplicate=false",
      ask = "With copies left in as each other's negatives: recall@10 up, down, or no visible change?" },
  },
  rubric = {
    { id = "sources", level = "mid", points = 2, needs = "reason", about = "Weighs the sources of pairs: judged, chosen, made",
      why = "Judged pairs are true and few, choices many and biased, made ones free and too easy.",
      query = [[
      judged pairs|human labels|human judgements|choices from the log|clicks plentiful|weak labels|three sources|sources of pairs|buyers post|reviews|clean and dear|augmentation is free|human labels are better|pairs from|clicks are]],
      said = [[
      Human-judged pairs are accurate but few, choices abundant but biased, augmented ones free but easy; combine,
      weigh accordingly.
      |Judged are true and few, choices plenty and skewed, made ones free and too easy; so a mix.]],
      wrong = [[clicks are the ground truth|clicks as ground truth|clicks are truth|clicks are true labels
      |Clicked pairs are as good as judged ones.]] },
    { id = "augmentation", level = "mid", points = 2, needs = "reason", about = "Augmentation that imitates what the camera does",
      why = "The network learns to ignore what it is shown to vary; a flip on white is not a dim room.",
      query = [[
      augment|augmentation|colour jitter|crops|blur|noise|clutter|imitate the camera|varied views|simulate|random crops|jitter|both views]],
      said = [[
      Imitate phones: blur, dim light, perspective, crop, background, compression, because a flip on white doesn't
      resemble that.
      |Dark, blurred, tilted, cluttered, as phones do it, since the net learns to ignore what varies.]],
      wrong = [[augmentation is not needed|augmentation hurts|no augmentation because|augmentation is unnecessary|augmentation distorts the products so
      |Flips on white are enough for any photo.]] },
    { id = "too_easy", level = "senior", points = 2, needs = "reason", about = "Knows the limit of made pairs: their test is not the users' test",
      why = "Two views of one file share background and framing; a model can pass without looking at the thing.",
      query = [[
      too easy|augmented test|not look like a dark|own test|training task|fail on real photos|easy alone|shine on|not real photos|flips of a clean|made pairs|does not look like a phone|synthetic views]],
      said = [[
      Synthetic views share file and background, so the network may solve them without knowing the object; don't
      evaluate on these.
      |Two crops of one file share wall and light, so it can win without looking at the thing.]],
      wrong = [[
      Made pairs are as hard as real ones.]] },
    { id = "gap", level = "senior", points = 2, needs = "reason", about = "Gets real photographs into training: reviews, consented queries, judged camera pairs",
      why = "Nothing imitates a phone as well as a phone.",
      query = [[
      camera pairs|real photos|photos from reviews|buyers post their own|cross the camera gap|camera gap|domain gap|phone pictures|consented photos|camera queries|photos with consent|seven in ten|camera photos|phone photos]],
      said = [[
      Collect real snapshots: review photos, consented queries, annotated, since nothing simulates a camera entirely.
      |Real phone pictures from reviews and consenting searches, since nothing imitates a phone as well.]],
      wrong = [[
      Simulated blur replaces real photos entirely.]] },
    { id = "split", level = "mid", points = 2, needs = "reason", about = "Splits by product and time, and says what a random split would leak",
      why = "Serving meets products that training never saw; so must the test.",
      query = [[
      split by product|split by item|split by time|by product and|date cut|products listed in the last|hold out|split is by|time split|test on products|never straddles|newest items|unseen products|split by group|product is in train|not in train and test|random split leaks]],
      said = [[
      Partition by product and date: unseen products listed later go to test, otherwise another photo of the same lamp
      leaks.
      |Whole products and later days for the test, because serving meets the unseen.]],
      wrong = [[split the images randomly|random split of pictures is fine|random splits are unbiased|randomly 80/20 because|random split is fine|80/20 because|randomly because
      |Split photos at random, other shots of the same product in training make it stricter.]] },
    { id = "copies", level = "mid", points = 2, needs = "reason", about = "Clusters of near-duplicates, on one side of the split and out of each other's negatives",
      why = "A remembered picture looks like a recognised product.",
      query = [[
      near-duplicates|near duplicates|duplicate clusters|clusters of|cluster never|copies|perceptual hash|de-duplicate|deduplicate|dedup|copies across|mask by cluster|same cluster]],
      said = [[
      Cluster near-duplicates by perceptual hash; a cluster stays on one side and isn't its own negative, otherwise
      memory counts as recall.
      |Clusters of near-copies stay on one side and are no negatives of each other, else we test memory.]],
      wrong = [[duplicates are good|duplicates give more training data|no de-duplication needed|duplicates help|more training data from duplicates
      |Copies on both sides are harmless.]] },
    { id = "negatives", level = "mid", points = 2, needs = "reason", about = "Says where negatives come from",
      why = "The rest of the batch is free, and most of it is easy.",
      query = [[
      in-batch|in batch|other items of the batch|batch negatives|negatives are|negatives from|random negatives|mixed negatives|others in the batch|rest of the batch|negatives come]],
      said = [[
      The other items in the batch serve as free negatives, plus some from the same category, since random ones are
      mostly easy.
      |The others of the batch, free and mostly easy, plus some of the same kind.]],
      wrong = [[
      No negatives are needed.]] },
    { id = "false_negatives", level = "senior", points = 2, needs = "reason", about = "False negatives: copies and look-alikes in the batch, masked",
      why = "The loss tears identical pictures apart, and the larger the batch the more often.",
      query = [[
      false negative|false negatives|masked|mask|unlabelled positives|copies in one batch|same cluster|identical pictures apart|pushes identical|unlabelled positive]],
      said = [[
      Copies or look-alikes in the batch would be pushed apart wrongly, so mask those above a similarity or with the
      same cluster.
      |In a batch two may be the same shoe; mask them, or the loss tears twins apart.]],
      wrong = [[
      Twins in a batch do no harm, the larger the batch the safer.]] },
    { id = "hard", level = "senior", points = 2, needs = "reason", about = "Hard negatives, when and how many, and when they hurt",
      why = "They teach the seam between two shoes until most of them are positives nobody labelled.",
      query = [[
      hard negatives|hard negative|mined|mining|too many of them|hard ones|semi-hard|fine differences|mine the nearest]],
      said = [[
      Mine hard ones after warm-up, a few per anchor, skip the very nearest as they are unlabelled positives.
      |Near neighbours from the second epoch, few and without the nearest, since those are unlabelled twins.]],
      wrong = [[more hard negatives the better|only hard negatives because|the more hard negatives|hard negatives only
      |Take the very closest from the first step on, they can't be the same product.]] },
    { id = "click_bias", level = "senior", points = 2, needs = "reason", about = "Position and selection in the choices: what was looked at, what was shown at all",
      why = "Nobody chose what the histogram never found.",
      query = [[
      position-biased|position bias|inverse examination|examination|never showed|never shown|only what was shown|old system found|skip above|lower result was chosen|selection bias|looked at|only exist for what|limited to what]],
      said = [[
      Choices depend on position and on what was displayed; weight by examination propensity, since unseen can't be
      chosen.
      |Top places are looked at and the rest never shown, so weight by place and add random ones.]],
      wrong = [[
      Choices do not depend on the place.]] },
    { id = "attributes", level = "senior", points = 1, needs = "reason", about = "Attributes as hints with an error rate, not as truth",
      why = "A wrong category as a filter loses the listing for good; as a feature it costs a place.",
      query = [[
      category is wrong|wrong for 3|wrong for 8|3 percent|3%|8 percent|8%|as a hint|not as a filter|no filter|attributes|metadata|price band|category is|never a hard filter|wrong in 3|wrong in 8]],
      said = [[
      Category, colour, brand from sellers are often wrong; use as features not filters, because a wrong filter loses
      the item.
      |Seller categories are wrong in one of ten, so a hint and never a filter.]],
      wrong = [[
      Seller attributes are the truth, filter by them.]] },
    { id = "balance", level = "senior", points = 1, needs = "reason", about = "Rare categories: sampling, so that the first third does not own the loss",
      why = "A third of the catalogue is one category; the last has one in a hundred.",
      query = [[
      rare categories|sampled more|own the loss|balanced batches|oversample|sample by category|imbalance|imbalanced|tail categories|upsample|per category sampling|rare ones get]],
      said = [[
      A third is clothing; sample categories by square root so rare ones get gradient.
      |Clothes are a third of it; draw rare kinds more often or they're never learnt.]],
      wrong = [[
      Rare categories learn by themselves.]] },
    { id = "budget", level = "staff", points = 2, needs = "number", about = "Spends a label budget: seconds, judges, and where the labels go",
      why = "2,520 pairs a judge and day: on camera queries of rare categories they decide something, at random they confirm it.",
      query = [[
      label budget|seconds a pair|pairs an annotator|pairs per judge|pairs a day|judges|budget of labels|annotator day|pairs per day|labels a day|judgements a week|judged pairs a]],
      said = [[
      A judge does 2,520 pairs a day at ten seconds; spend on camera queries of rare categories.
      |7 readers x 2,520 pairs a day, spent on phone queries of rare kinds.]] },
    { id = "random_slice", level = "staff", points = 2, needs = "reason", about = "A random slice of results, to learn what the system does not show",
      why = "Without it the next model is trained on the taste of the last.",
      query = [[
      random slice|exploration|random results|shown at random|randomised slots|collect labels|explore|randomly inserted|random slot|unbiased labels]],
      said = [[
      Show a small random portion of results to learn about items never displayed, otherwise training repeats the old
      taste.
      |A percent of results drawn at random, for the next model else inherits this one's taste.]],
      wrong = [[
      Random results are wasted, the log shows all.]] },
    { id = "privacy", level = "senior", points = 1, needs = "reason", about = "Consent, faces and deletion in the training set",
      why = "A photo that was deleted must leave the pairs as well; one in five may be used at all.",
      query = [[
      faces|blurred|retention|consent|deleted photo|deletion|30 days|privacy|personal data|must leave the training|gdpr|delete photos]],
      said = [[
      Only consented photos, faces blurred, deleted pictures removed from pairs too, because users can withdraw.
      |Only one in five agreed; faces out, and a deleted photo leaves the pairs too.]],
      wrong = [[
      Deleted photos may stay in training.]] },
    { id = "leak", level = "staff", points = 2, needs = "reason", about = "Names shortcuts in pictures: logos, borders, metadata, the seller's wall",
      why = "A network takes what is easiest; a watermark is easier than a shoe.",
      query = [[
      exif|watermark|logo|logos|background of the seller|shortcut|shortcuts|file metadata|border|borders|same wall|seller's background|leaks the|phone metadata|leak the device]],
      said = [[
      Watermarks, borders, logos, the seller's wall or metadata are shortcuts the network exploits; crop or randomise
      them.
      |Watermarks, borders, the seller's wall: it takes what's easiest, so crop and check.]],
      wrong = [[
      A network never uses borders or logos.]] },
  },
  traps = {
    "A random split of pictures: with copies on both sides, recall@1 is a memory test.",
    "Augmented copies of the training pictures as a test set. It measures the augmentation.",
    "Hard negatives without a limit, until the hardest are other pictures of the same thing.",
    "Choices as truth: nobody could choose what was never found.",
    "Judged pairs from the catalogue, for a product that lives on phones.",
  },
  answer = "Three sources of pairs, and the positives are a mix of all three. Photos that people matched by hand are clean and dear, 1,500 labelled photos, so judged pairs beyond those are kept for evaluation, because the test must be what people call right. Choices from the log are plentiful but position-biased, since people look from the top and nobody chose what the histogram never showed. Augmentation is free but too easy alone, because two views of "
    .. "one file share its background, so a good score there is no promise for real photos. Hence photos with consent and photos from reviews, to cross the camera gap. Both views are augmented with crops, colour jitter, blur, noise and clutter, because seven in ten queries come from phones and light must be ignored. The split is by product: whole products are held out, the newest ones, "
    .. "because serving meets products that training never saw. Near-duplicates are clustered by a perceptual hash, and a cluster never straddles the split, otherwise memory looks like skill. Negatives are in-batch, since they are free; two copies in one batch are false negatives, so pairs of the same cluster are masked. Hard negatives can teach fine differences, but too many of "
    .. "them are unlabelled positives, so I add them only if validation says so. Attributes: the category is wrong for 3 percent, so it is a hint for the re-ranking and not a filter. Rare categories are sampled more, otherwise the first third owns the loss. The label budget: 10 seconds a pair are 2,520 pairs per judge and day, spent on camera queries of rare categories. A random slice of results is shown, so that labels exist for what "
    .. "the system would not show. Faces are blurred and deleted photos leave the training set, because the law asks it. Shortcuts such as watermarks, logos and EXIF are removed, because a network prefers a logo to a shoe.",
}

local model = {
  id = "model", title = "Develop the model", minutes = 7,
  prompt = "Draw me the network and what trains it. Which loss, and what do its parts do; how wide is a vector and what does a wider one buy; and what happens "
    .. "to the few hundred that come back before anybody sees them?",
  hints = {
    "What must two pictures of one thing have in common after the network, and what must it have thrown away?",
    "A baseline; a backbone and a projection to unit vectors; a loss that compares with many at once; a temperature; a width; a second stage that is exact.",
    "Histogram first. A small CNN, 64 values of unit length, InfoNCE over the batch at a temperature near 0.1, augmentation, a few hard negatives; then exact distance "
      .. "with attributes over a few hundred. State the cost of one forward pass times the peak.",
  },
  probes = {
    { when = "unsaid retrieval.model", say = "What turns a picture into a vector?", risk = "no model", item = "backbone" },
    { when = "retrieval.model=colour_histogram", say = "Your histogram finds red for red. Turn the lights to evening: what does it find now?", risk = "no learnt representation" },
    { when = "always", say = "Against how many others is a pair compared in one step, and what if two of those are the same thing?", risk = "false negatives", item = "batch" },
    { when = "retrieval.batch=8", say = "Seven negatives a step. What has to happen before one of them is hard?", risk = "too few negatives", item = "batch" },
    { when = "unsaid retrieval.temperature", say = "Your logits are cosines between minus one and one. How sharp can a softmax over those get?", risk = "temperature", item = "temperature" },
    { when = "retrieval.temperature=0.01", say = "At that temperature only the nearest negative counts. In this catalogue, what is the nearest negative?", risk = "temperature on copies", item = "temperature" },
    { when = "retrieval.temperature=1", say = "With a temperature of one the best pair in the world gets hardly more than the worst. What does the gradient look like?", risk = "temperature", item = "temperature" },
    { when = "unsaid retrieval.dim", say = "How wide is a vector? Multiply it by a billion before you answer.", risk = "memory", item = "dim" },
    { when = "retrieval.dim=512", say = "Two terabytes of floats. Which decimal of your recall is paying for that?", risk = "memory", item = "dim" },
    { when = "retrieval.dim=8", say = "Eight values for every shoe on earth. What has to fall together?", risk = "too narrow", item = "dim" },
    { when = "ranking.model=none", say = "The index says who is near. Who says that a lamp is no answer to a hat?", risk = "no second stage", item = "rerank" },
    { when = "metric retrieval.recall@100 < 0.4", say = "The right listing is often not among the first hundred. What would you look at first?", risk = "weak retrieval" },
    { when = "metric list.ndcg@10 < 0.3", say = "Your lists are far from the best possible. Is it what came back, or the order of it?", risk = "order or recall" },
  },
  decisions = {
    { knob = "retrieval.model", accept = { "cnn" }, points = 4,
      why = "Colour alone cannot tell a cup from a hat, and evening light changes every colour. What should be ignored has to be learnt.",
      open = "What turns a picture into a vector?" },
    { knob = "retrieval.temperature", accept = { "0.04..0.2" }, points = 1,
      why = "Too high and nothing is told apart; too low and only the nearest negative counts, which here is often a copy.",
      open = "At which temperature?" },
    { knob = "retrieval.dim", accept = { "24..160" }, points = 2,
      why = "Recall flattens with width and memory does not: a billion times four bytes for every value.",
      open = "How many values has a vector?" },
    { knob = "retrieval.batch", accept = { "32..1024" }, points = 1,
      why = "The batch is where the negatives come from; too few of them teach little a step.",
      open = "How many pairs are in a batch?" },
    { knob = "ranking.model", accept = { "attributes", "exact" }, points = 2,
      why = "An approximate index leaves the order approximate. Exact distance and what the seller said about the thing mend the top of the list for a fraction of a millisecond.",
      open = "What orders the candidates that the index returns?" },
  },
  forecasts = {
    { metric = "list.ndcg@10", kind = "direction", change = "retrieval.model=colour_histogram",
      ask = "With colour histograms in the network's place: nDCG up, down, or no visible change?" },
    { metric = "retrieval.recall@100", kind = "direction", change = "retrieval.dim=128",
      ask = "With 128 values a vector: recall@100 up, down, or no visible change?" },
    { metric = "list.ndcg@10", kind = "direction", change = "retrieval.temperature=1",
      ask = "At a temperature of 1: nDCG up, down, or no visible change?" },
    { metric = "list.ndcg@10", kind = "place",
      ask = "Where will nDCG land: nearer to the histogram, in the middle, or nearer to the best possible?" },
  },
  rubric = {
    { id = "baseline", level = "mid", points = 1, needs = "reason", about = "A baseline before the network",
      why = "The histogram is there in an hour and says what the network buys.",
      query = [[
      colour histogram|histogram|baseline first|baseline|frozen pretrained|frozen features|step 0|simple first|what the network buys|pretrained features first]],
      said = [[
      Histogram or frozen pretrained features first, because they tell what the trained network buys.
      |Histogram in an hour, so we know what the net buys.]],
      wrong = [[no baseline is needed|no baseline needed|skip the baseline|baseline is unnecessary
      |A baseline is a waste of time.]] },
    { id = "backbone", level = "mid", points = 2, needs = "reason", about = "A backbone, pretrained or from scratch, and why",
      why = "Edges and textures need not be learnt from our pairs; licences and size decide the rest.",
      query = [[
      pretrained|backbone|resnet|cnn|convolutional|vision transformer|efficientnet|fine-tune|small network|encoder:|transfer learning|mobilenet|clip]],
      said = [[
      Fine-tune a pretrained ResNet or ViT, since edges and textures needn't be learnt again; licence and size decide.
      |Pretrained, as edges need not be learnt from our pairs; size and licence decide which.]],
      wrong = [[largest vision transformer on every query|biggest model because|largest model because accuracy
      |From scratch always beats pretrained with few pairs.]] },
    { id = "norm", level = "mid", points = 2, needs = "reason", about = "Unit vectors: what normalising does to distance and to the index",
      why = "Without it a long vector is near to everything; with it inner product, cosine and Euclidean order agree.",
      query = [[
      l2 norm|l2-normalise|l2 normalisation|unit norm|unit length|unit vectors|normalise|normalised|inner product is cosine|dot = cosine|cosine|long vectors]],
      said = [[
      L2-normalise so dot product equals cosine and long vectors don't dominate the index.
      |Length one, so that dot, cosine and distance agree and long ones aren't near to all.]],
      wrong = [[normalisation is not needed|norm carries information so|no normalisation because|norm is informative
      |Length of the vectors makes no difference to the index.]] },
    { id = "loss", level = "mid", points = 2, needs = "reason", about = "A contrastive loss over many negatives, against triplets or classification",
      why = "A triplet sees one negative and most are useless; a category head puts all black shoes in one point.",
      query = [[
      infonce|contrastive|triplet|triplets|softmax over the batch|classification on category|nt-xent|margin loss|arcface|batch softmax|against all others|proxy loss]],
      said = [[
      InfoNCE with many in-batch negatives rather than triplets or classification, because triplets are mostly useless
      and classes collapse.
      |InfoNCE over the batch, since a triplet sees one negative and a class head melts all black shoes.]],
      wrong = [[softmax classifier over categories and use|category classifier because|categories are what similarity means|classification loss because categories|cross-entropy over categories because
      |Classification by category gives the best vectors.]] },
    { id = "temperature", level = "senior", points = 2, needs = "reason", about = "Temperature: what it weighs, and what goes wrong at the ends",
      why = "Low, the gradient sits on the hardest negatives, and those are copies; high, nothing is told apart.",
      query = [[
      temperature|tau|hardest negatives|tiny tau|sharper|lower puts|too low|concentrates the gradient|low temperature]],
      said = [[
      About 0.07: lower focuses on hardest negatives which are copies, higher makes all equal.
      |Low tau sharpens on the hardest, which are copies; high tau tells nothing apart; so 0.07 and tested.]],
      wrong = [[lower the temperature the better|temperature does not matter|low temperature is always better|temperature is irrelevant
      |The higher the temperature the sharper it gets.]] },
    { id = "batch", level = "senior", points = 1, needs = "reason", about = "Batch size as the number of negatives, and its price",
      why = "Recall grows with the logarithm of the batch, memory with the batch, false negatives with both.",
      query = [[
      batch size|batch of|batch 256|larger batch|logarithm of the batch|memory bank|momentum queue|batches of|bigger batches|queue of negatives|batch 512]],
      said = [[
      Large batches mean more negatives and better recall, at memory cost and with more false ones; gains are
      logarithmic.
      |Each doubling is more negatives but memory and false ones grow as well, so 1,024.]],
      wrong = [[
      Batch size has no influence on a contrastive loss.]] },
    { id = "invariance", level = "senior", points = 2, needs = "reason", about = "Says which changes the vector must ignore and which it must not",
      why = "Light and pose have to go; colour must stay, and an augmentation that removes it sells blue for red.",
      query = [[
      invariance|invariances|must be ignored|ignore light|light and pose|must be shown|augmentation on both|both views augmented|colour must stay|not mirror|too much colour jitter|robust to|view-invariant|learn to ignore|augment both|invariant to]],
      said = [[
      Ignore light, pose, background but keep colour and shape, so colour jitter must be weak, otherwise blue becomes
      red.
      |Light and angle must go, colour must stay, or we sell blue for red.]],
      wrong = [[
      Augment colour away, people want the thing in any colour.]] },
    { id = "hard", level = "senior", points = 2, needs = "reason", about = "Hard negatives in training: from when, how many, which to leave out",
      why = "At the start everything is hard; at the end the hardest are positives nobody labelled.",
      query = [[
      hard negatives|hard negative|mining|mined|from the second epoch|false negatives dominate|semi-hard|same cluster are excluded|hard ones]],
      said = [[
      Start hard negatives after a few epochs, mixed with random, excluding copies, because at first they destabilise
      and later are positives.
      |After warm-up, a few, skipping the top ones since these are unlabelled positives.]],
      wrong = [[only hard negatives because|easy ones teach nothing|hard negatives only
      |Hardest only, from step one.]] },
    { id = "dim", level = "senior", points = 2, needs = "number", about = "Width of the vector against bytes",
      why = "64 values are 256 GB for a billion; 256 are a terabyte, for the third decimal.",
      query = [[
      64 dimensions|64-d|64 d|dimensions instead|128 dimensions|recall saturates|dimension|dims|gb against|wider vectors|embedding size|256 gb|d=64|embedding dimension]],
      said = [[
      64 dimensions are 256 bytes, 256 GB for a billion; 256 dimensions a terabyte.
      |64 floats x 1e9 is 256 GB, 256 are a terabyte for the third decimal.]],
      wrong = [[2048 dimensions|more dimensions are always better|the wider the better
      |4,096 values cost no more memory than 64.]] },
    { id = "quantised", level = "staff", points = 2, needs = "reason", about = "Trains for compression: codes or binary vectors learnt, not bolted on",
      why = "A space that was trained to be cut into codes loses little; one that was not loses where it matters.",
      query = [[
      quantisation-aware|quantization-aware|trained for compression|binary embeddings|binary codes|pq bolted|bolted on later|learnt codes|learned codes|compressed embedding|int8 copies|matryoshka|train with quantisation]],
      said = [[
      Train with quantisation-aware or learnt codes so that compression loses little, as the space adapts.
      |Train with codes in the loop, as a space trained for cutting loses little.]],
      wrong = [[
      Compression afterwards loses nothing in any space.]] },
    { id = "multi", level = "senior", points = 1, needs = "tradeoff", about = "Extra heads, a category or attributes, and the danger that they take over",
      why = "A category head keeps order among the classes and, if loud, erases what is within them.",
      query = [[
      category head|multi-task|auxiliary|weight stays low|class swallows|attribute head|extra head|coarse structure|auxiliary loss|heads for attributes]],
      said = [[
      Auxiliary category head helps order but, weighted too much, erases differences within the class; keep it small.
      |A category head at weight 0.1 keeps order among classes; louder, it wipes out what differs inside.
      |An extra task helps separate sofas from shoes but turned up it flattens the legs and fabric, so small.]],
      wrong = [[
      The larger the weight of the category head the better.]] },
    { id = "unified", level = "senior", points = 1, needs = "tradeoff", about = "One model for all categories, or several",
      why = "One index and one release, against a little sharpness where it is needed.",
      query = [[
      one unified model|unified|one model rather|twelve|model per category|specialised model|single model for all|one index one deploy|per-category|specialised]],
      said = [[
      One network over all categories: one index, one release, against slightly lower accuracy for shoes alone.
      |One model and release for all, a little less sharp on shoes; worth it.]] },
    { id = "rerank", level = "mid", points = 2, needs = "reason", about = "A second stage: exact distance, attributes, rules",
      why = "The index is approximate, and absurd hits are cheap to rule out once there are only a few hundred.",
      query = [[
      re-rank|re-ranking|rerank|exact distance|exact vectors|category match|category agreement|second stage|exact re-scoring|local features|geometric verification|cross-encoder]],
      said = [[
      Second stage with exact distance, attributes, price and rules, because the index is approximate and absurd hits
      can be removed cheaply.
      |Exact distance, attributes and rules on 300, since the index is rough and absurd hits are cheap to strike.]],
      wrong = [[
      A second stage is not needed as the index is exact.]] },
    { id = "cost", level = "senior", points = 2, needs = "number", about = "Cost of a forward pass times the peak",
      why = "520 cores for the network before anything was searched.",
      query = [[
      gflop|gigaflop|cores|flops|tflop|ms per picture|accelerators|gpus|operations a picture|50 ms|per core|cost of inference|forward pass]],
      said = [[
      1 GFLOP per photo at 10,400 a second is 10 TFLOP/s, 520 cores.
      |1 GFLOP x 10,400/s is 520 cores.]] },
    { id = "distil", level = "staff", points = 2, needs = "tradeoff", about = "A large teacher and a small student, or a network on the phone",
      why = "A large network may embed the catalogue once; the query has to be embedded ten thousand times a second, in the same space.",
      query = [[
      distil|distillation|teacher|student|smaller net|on-device|on the phone|asymmetric|large network for the catalogue|quantise the network|half precision|smaller model|larger model]],
      said = [[
      A big teacher embeds the catalogue once, a small student on queries in the same space: less latency for a little
      accuracy.
      |A big teacher embeds the stock once, a small student trained into its space takes queries: two points less
      recall, a twentieth of the cores.]],
      wrong = [[
      Query and catalogue may use different networks without training them together.]] },
    { id = "early_stop", level = "senior", points = 1, needs = "reason", about = "Chooses the epoch on held-out camera queries, not on the training loss",
      why = "The contrastive loss keeps falling after search has stopped getting better.",
      query = [[
      early stopping|camera validation|validation day|stop on validation|augmented loss keeps|held-out queries|validation recall|choose the epoch|loss keeps falling|validation set of camera]],
      said = [[
      Select the checkpoint by recall on held-out camera queries, as contrastive loss keeps falling while retrieval
      doesn't improve.
      |Stop by held-out phone queries, for the training loss falls on after search got worse.]],
      wrong = [[
      Stop when the training loss is lowest.]] },
    { id = "cold", level = "mid", points = 1, needs = "reason", about = "Sees that cold start is hardly one here",
      why = "A listing brings all that is needed with its picture; only what is learnt from choices has to wait.",
      query = [[
      cold start|a picture is enough|new listings work|new listing has|from the first minute|no history needed|content only|needs no clicks|new items work]],
      said = [[
      A new listing has its image and hence a vector at once, so cold start hardly exists except for popularity
      features.
      |A listing brings its picture, so it's findable on day one; just what is learnt from choices starts from the
      average.
      |New things have a vector at once since the photo suffices; only popularity is missing.]],
      wrong = [[
      New listings can't be found until they have clicks.]] },
    { id = "expect", level = "staff", points = 2, needs = "number", about = "Says what size of gain it expects, and from what",
      why = "Someone who expects nothing cannot be surprised, and learns nothing from a run.",
      query = [[
      i expect|expected gain|should double|expect ndcg|expect recall|would gain|gain of|points of recall|i predict|to double|expected to]],
      said = [[
      I expect five points of camera recall from augmentation and one from width.
      |Ten points of recall from real phone pairs, two from a bigger net.]] },
  },
  traps = {
    "The last layer of a category classifier as an embedding: every black shoe in one point.",
    "A temperature taken from a paper without copies in its data.",
    "Width as quality: 2,048 values, eight terabytes, and the same recall.",
    "The largest network anybody knows, ten thousand times a second.",
    "No histogram to compare with, so that any number looks good.",
  },
  answer = "Baseline: colour histogram with nearest neighbours, because it takes an hour and says what the network buys. Then a CNN backbone, pretrained where the licence allows, because edges need not be learnt from our pairs, with a projection to 64 dimensions of unit length: normalised, so that inner product is cosine and a long vector is not near everything. The loss is InfoNCE over a "
    .. "batch size of 256: each pair against all others, because triplets see one negative at a time and a classification on category would put all black shoes in one point. Larger batches help with their logarithm, so memory is better spent elsewhere. Temperature 0.1: too low puts the gradient on the hardest negatives, which here are copies, so they are torn apart. Augmentation on both views, because light and "
    .. "pose must be ignored; colour must stay, so the colour jitter is mild. Hard negatives come later, if at all, because at the start everything is hard and in the end false negatives dominate. 64 dimensions are 256 GB for a billion; recall saturates, while four times the width would be a terabyte. I would train with quantisation in the loop later, because codes bolted on afterwards lose where it matters. "
    .. "A category head keeps coarse structure, but its weight stays low, otherwise the class swallows the instance. One unified model rather than twelve: one index and one release, at the cost of some sharpness. Re-ranking combines exact distance and category match, because the index is approximate and a lamp is no answer to a hat. Cost: 1 GFLOP at 10,400 searches per second is 520 cores, 50 ms a photo; so I try distillation, a large "
    .. "teacher for a smaller student, which costs a little recall and saves most of the bill. Early stopping on camera validation queries, because the augmented loss keeps falling when search has stopped improving. Cold start is small, since a picture is enough. I expect nDCG to double over the histogram, 0.2 to 0.4 or better, most of it from augmentation.",
}

local evaluate = {
  id = "evaluate", title = "Evaluate", minutes = 4,
  prompt = "How will you know that it finds more? Start with what you can measure before launch, tell me which number decides and on whose pictures, and how "
    .. "you keep the index, the copies and yourself from flattering it. Then the test with people. Forecast before you look.",
  hints = {
    "Three things can be at fault for a missing result: the vector, the index, the order. Which number blames which?",
    "Graded order on judged queries, recall of the encoder, recall of the index against exact search; by domain, by rarity, by age; copies collapsed; the whole catalogue.",
    "nDCG@10 with human grades decides, on camera queries in their real share, against the full catalogue. Slices camera, rare and new. An A/B test by user on choices: "
      .. "640 thousand an arm for one percent at a rate of one in five, two weeks, guardrail p99.",
  },
  probes = {
    { when = "unsaid evaluation.primary", say = "Recall is up, mAP is down, people like it. What decides?", risk = "no deciding metric", item = "decision" },
    { when = "evaluation.primary=retrieval.index_recall", say = "Your index agrees with exact search in 99 of 100. With exact search of which vectors?", risk = "index recall as quality", item = "index_recall" },
    { when = "evaluation.primary=retrieval.recall@100", say = "The right chair is in place ninety. Who scrolls?", risk = "recall instead of order", item = "list_metric" },
    { when = "evaluation.protocol=sampled", say = "Among a hundred strangers I too find the chair. How many things in a billion look more like it than those?", risk = "sampled distractors", item = "full" },
    { when = "unsaid evaluation.protocol", say = "Against how many others does a right listing have to prevail in your test?", risk = "sampled distractors", item = "full" },
    { when = "unsaid evaluation.slices", say = "Good on average. On whose pictures is it bad?", risk = "averages hide the camera", item = "slices" },
    { when = "unsaid evaluation.guardrails", say = "I could make it better by searching for two seconds. Which of your numbers stops me?", risk = "no guardrails", item = "guardrails" },
    { when = "always", say = "The judged pairs are mostly catalogue pictures. What does your nDCG say about phones?", risk = "wrong evaluation population", item = "population" },
    { when = "always", say = "The query's own picture is in the catalogue, uploaded by three sellers. What is your recall at one worth?", risk = "copies in the test", item = "copies" },
    { when = "metric retrieval.index_recall < 0.9", say = "A tenth of the true neighbours never comes out of the index. Would you have seen that in your quality number?", risk = "index or model" },
  },
  decisions = {
    { knob = "evaluation.primary", accept = { "list.ndcg@10", "list.map@10", "online.success_rate", "online.conversions_per_1000" }, points = 3,
      why = "People read ten results from the top, and a near miss is worth something. A graded list metric is the nearest thing to that before launch, and what people find the thing itself.",
      open = "Which one number decides?" },
    { knob = "evaluation.protocol", accept = { "full" }, points = 2,
      why = "Against a hundred strangers even the histogram finds its way. The difficulty lies in the thousand that nearly look alike.",
      open = "Against which other listings does a right one have to prevail?" },
    { knob = "evaluation.slices", accept = { "hard_photos+rare_items", "hard_photos+new_items", "new_items+rare_items" }, points = 2,
      why = "The mean is made of clean pictures of common things. The product is a phone.",
      open = "For which parts do you look separately?" },
    { knob = "evaluation.guardrails", accept = { "serving.p99_ms", "online.conversions_per_1000", "list.duplicate_share" }, points = 1,
      why = "Quality can be bought with time; a guardrail says for how much.",
      open = "Which numbers may not get worse?" },
    { knob = "evaluation.ab_users", accept = { "600000..10000000" }, points = 1,
      why = "One percent of a rate of one in five takes hundreds of thousands of users an arm.",
      open = "How many users does the test take?" },
    { knob = "evaluation.ab_days", accept = { "7..35" }, points = 1,
      why = "Whole weeks, and long enough that novelty has worn off and orders have come in.",
      open = "How long does the test run?" },
  },
  forecasts = {
    { metric = "list.ndcg@10", kind = "interval", ask = "nDCG@10 of the final lists: a range." },
    { metric = "retrieval.index_recall", kind = "interval", ask = "Which share of the exact nearest will the index return? Give a range." },
    { metric = "retrieval.recall@100[own]", kind = "direction", change = "evaluation.protocol=sampled",
      ask = "Measured among sampled distractors: your own recall@100 up, down, or no visible change?" },
    { metric = "list.ndcg@10", kind = "place",
      ask = "nDCG@10: nearer to the colour histogram, in the middle, or nearer to the best possible?" },
  },
  rubric = {
    { id = "list_metric", level = "mid", points = 2, needs = "reason", about = "A list metric with grades on human judgements",
      why = "It is what a person sees: the order of ten, with credit for a near miss.",
      query = [[
      ndcg|graded relevance|human grades|map|mean average precision|graded|human relevance|judged queries|human judgements|human labels|mrr]],
      said = [[
      NDCG@10 with human grades, because users see an ordered list and a near miss deserves some credit.
      |NDCG@10 with grades by people, as it's what's seen and near misses count.]],
      wrong = [[accuracy of the category classifier|category accuracy as|classification accuracy|accuracy is the metric|loss of the contrastive training tells|validation loss tells|no human judgements are needed|without human judgements because
      |Accuracy of the category is the list metric.]] },
    { id = "encoder_recall", level = "mid", points = 1, needs = "reason", about = "Recall at k for the retriever, apart from the list",
      why = "What did not come back no re-ranking restores.",
      query = [[
      recall@100|recall@k|recall at 100|recall of the encoder|recall at k|no re-ranker restores|recall for the|retriever loses|recall of the retriever|recall@1000]],
      said = [[
      Recall@500 of the embedding with exact search, separately, since what isn't retrieved can't be re-ranked.
      |Recall@100 before re-ordering, since what's missing can't be brought back.]],
      wrong = [[
      The re-ranker restores what retrieval missed.]] },
    { id = "index_recall", level = "senior", points = 2, needs = "reason", about = "Recall of the index against exact search, apart, and with its latency",
      why = "It says who is to blame, and without a latency beside it anybody can have it.",
      query = [[
      index recall|ann recall|against exact|versus exact|vs exact|index or the model|who is to blame|ann versus exact|compares ann to exact|recall of ann|exact search]],
      said = [[
      Index recall against brute force at a given latency, to separate network errors from search errors.
      |Index against exact search, with its time, so one knows who is to blame.]],
      wrong = [[recall against the index's own|index's own results|index is perfect
      |End to end recall is enough, the index never loses anything.]] },
    { id = "population", level = "senior", points = 3, needs = "reason", about = "Evaluates on the users' pictures: camera queries in their real share",
      why = "The judged set was made from what was at hand. A score on clean pictures says little about dim ones.",
      query = [[
      camera queries|real camera photos|camera photos|production share|phones|catalogue-heavy|evaluation population|phone photos|real photos|by domain|camera against catalogue|share of 70|70% camera]],
      said = [[
      Test on camera queries in their true share, because the judged set of studio pictures is too easy.
      |Test on phone photos in their true share, or a good score on clean ones misleads.]],
      wrong = [[augmented versions of the training|test on augmented|catalogue pictures are enough for evaluation|catalogue queries are enough
      |Clean catalogue queries stand for all users.]] },
    { id = "full", level = "senior", points = 2, needs = "reason", about = "The full catalogue, and what sampled distractors hide",
      why = "A hundred random things do not look alike; a sampled metric can even turn the order of two models round.",
      query = [[
      full catalogue|whole catalogue|random distractors|sampled metrics|sampled distractors|entire catalogue|distractors flatter|against the full|100 sampled|distractors]],
      said = [[
      Search the entire catalogue rather than a hundred distractors, because random ones don't look alike and orders
      may flip.
      |Against the whole stock; a hundred random things don't look alike and can even reverse the order.]],
      wrong = [[100 random distractors are enough|distractors are enough|sampled negatives are enough|full catalogue is too large so
      |A hundred distractors give the same recall as the full catalogue.]] },
    { id = "copies", level = "senior", points = 2, needs = "reason", about = "Collapses copies before scoring",
      why = "Otherwise recall@1 counts who reposted the picture, and ten copies make a perfect list.",
      query = [[
      duplicates collapsed|duplicates are collapsed|collapse duplicates|copies inflate|near-duplicates of the query|copies give|ten identical|duplicates inflate|copies are removed|collapsed before|ten copies|near-duplicates are taken out|inflated by copies]],
      said = [[
      Merge duplicates before scoring, otherwise finding a repost of the query counts as success.
      |Collapse copies first, else ten of one picture make a perfect list.]],
      wrong = [[
      Copies count as separate hits.]] },
    { id = "slices", level = "senior", points = 2, needs = "reason", about = "Slices: camera, rare, new, quality of the photo",
      why = "Averages belong to clean pictures of dresses.",
      query = [[
      slices|slice|by domain|by category|rare categories|new listings|by age|by picture quality|rare items|separately|rare|averages hide|camera and catalogue]],
      said = [[
      By camera versus gallery, rare categories, new items, blurry photos, because the average hides them.
      |Phone, rare, new, blurry: means are clean dresses.]],
      wrong = [[
      The average holds for every camera.]] },
    { id = "intervals", level = "senior", points = 1, needs = "reason", about = "Intervals, pairs, more than one seed",
      why = "Two networks that differ by their dice alone differ by a point.",
      query = [[
      bootstrap|interval|confidence|seeds|paired|standard error|significance|one run proves|error bars|two judges]],
      said = [[
      Bootstrap intervals over queries, paired comparison, several seeds, since two runs differ by chance.
      |Bootstrap pairs and three seeds, since dice alone make a point.]],
      wrong = [[one seed is enough|a single run is enough|test set is large so one
      |One run is enough, seeds make no difference.]] },
    { id = "judges", level = "senior", points = 1, needs = "reason", about = "Quality of the judges: two a pair, pooled from both systems",
      why = "What only the new system finds was never judged; counting it wrong favours the old one.",
      query = [[
      two judges|agreement|pooled|pooling|unjudged|unjudged is not|judges agree|third judge|judge both systems|pool results|inter-judge|third when they differ]],
      said = [[
      Two raters per pair, agreement measured, pooled results of both systems, because unjudged items otherwise count
      as wrong.
      |Two per pair, pooled from both systems, for unjudged finds of the new one would count as wrong.]],
      wrong = [[
      What was never judged counts as wrong, that's fair.]] },
    { id = "side_by_side", level = "senior", points = 1, needs = "reason", about = "People look at lists side by side",
      why = "They see at once what no grade a pair shows: that all ten are one shoe.",
      query = [[
      side-by-side|side by side|human comparison|compare two lists|look at the results|preference test|catches what grades|raters prefer]],
      said = [[
      Raters compare two lists next to each other blindly; they notice monotony that single grades miss.
      |Show people both lists; they see at once that all ten are one shoe.]],
      wrong = [[
      Grades per pair show all that lists show.]] },
    { id = "online", level = "mid", points = 2, needs = "reason", about = "An A/B test by user, with the outcome that counts",
      why = "People repeat a search with another crop: split by search, both arms meet in one head.",
      query = [[
      a/b test|ab test|experiment|randomise users|by user|choice rate|online test|searches that end|interleaving|control group|online:|kept to purchase]],
      said = [[
      Experiment randomised by user, not by search, since people repeat with another crop; metric engaged searches or
      purchases.
      |Split people and count searches ending in a buy, since one repeats a search with another crop.]],
      wrong = [[
      Split by search, people don't repeat.]] },
    { id = "power", level = "senior", points = 3, needs = "number", about = "Sizes the test",
      why = "640 thousand users an arm for one percent of one in five: less is a coin.",
      query = [[
      per arm|an arm|users per arm|640|sample size|power|mde|detectable|16 x|thousand users|users an arm|0.64m]],
      said = [[
      640,000 users per arm for 1% on a 20% rate at 80% power.
      |1% of 20% needs 640,000 people an arm.]],
      wrong = [[
      A thousand users are ample for one percent.]] },
    { id = "length", level = "senior", points = 1, needs = "reason", about = "How long, and why no peeking",
      why = "Weekends differ, novelty wears off, orders arrive late, and five looks make one false win in seven.",
      query = [[
      two weeks|14 days|novelty|weekend|weekends|no peeking|peeking|whole weeks|end date|2 weeks|purchases arrive late|orders arrive]],
      said = [[
      Two full weeks, fixed end, no peeking, since novelty fades, weekends differ and orders come late.
      |Two full weeks and one look, because of weekends, novelty and late orders.]],
      wrong = [[
      Stop on the first significant day.]] },
    { id = "guardrails", level = "mid", points = 1, needs = "reason", about = "Guardrails: latency, repeats, complaints",
      why = "Quality that takes two seconds or shows one shoe ten times is none.",
      query = [[
      guardrail|guardrails|must not rise|p99|repeats|complaints|zero-result|must not get worse|repeated pictures|hides|may not rise]],
      said = [[
      Latency, repeated items, complaints and returns as constraints, because one good number can hide bad experience.
      |p99, repeats, complaints, since ten times one shoe in two seconds is no quality.]],
      wrong = [[
      Better matches can't make anything worse.]] },
    { id = "disagree", level = "staff", points = 3, needs = "reason", about = "Says where offline and online could part",
      why = "Judged queries are of catalogue pictures, clicks of what was shown; either can rise while people find less.",
      query = [[
      offline and online|offline online|disagree|look like a win offline|offline win|better on catalogue|clicks rise but|biased to what|prettier but wrong|not appear online|worse on phones|offline biased]],
      said = [[
      Offline may rise while choices stay: judged queries are catalogue pictures; or clicks favour what was displayed.
      |Judged ones are catalogue photos, clicks are about what was shown, so they may part.]],
      wrong = [[
      Offline and online always rise together.]] },
    { id = "decision", level = "staff", points = 2, needs = "number", about = "Says which result would change the decision",
      why = "A forecast that nothing can contradict is none.",
      query = [[
      ship if|launch if|i ship|do not launch|i expect|would change my mind|decision rule|expect plus|stop if|i launch|not ship|no launch]],
      said = [[
      Launch if engaged searches rise by 2% with interval above zero; under 0.5% don't.
      |Less than one point of choices or 5% more repeats: keep the old.]] },
  },
  traps = {
    "Recall of the index quoted as quality of the search: perfect agreement with the wrong vectors.",
    "A test made of augmented training pictures.",
    "A hundred random distractors in the place of a billion.",
    "Copies in the test set: recall@1 that measures reposting.",
    "Recall without the latency it was bought with.",
  },
  answer = "Offline, nDCG@10 with human grades is the primary metric and decides, because it is what people see and a near miss counts something. Recall@100 of the encoder apart, since what the retriever loses no re-ranker restores; index recall against exact search apart, with its latency, because it says whether the index or the model is to blame. The test is on camera queries in their production share of 70 percent, "
    .. "because our judged pairs are catalogue-heavy and phones are the product. Everything is ranked against the full catalogue, because a few strangers are easy to tell apart even for a histogram. Duplicates are collapsed before scoring, otherwise copies inflate recall@1. Slices: photo quality, rare categories, new listings, since the average belongs to clean pictures of dresses. A paired bootstrap over queries and three seeds, because one run "
    .. "proves nothing. Two judges a pair and a third when they differ, results pooled from both systems, because unjudged is not irrelevant. A side-by-side on 1,000 queries catches what grades miss, such as ten identical shoes. Online: an A/B test by user, since people retry the same photo; the outcome is searches that end with a choice. For 1 percent of 0.2 with 80 percent power 16 × 0.8 / (0.2 × 0.0001) is 640 thousand "
    .. "users per arm, 2 million users in all with some slack; the test runs for 14 days, whole weeks, because of novelty and because orders arrive late. Guardrails: p99 must not rise, nor repeats and complaints, since quality can be bought with time. Offline and online may disagree: better on catalogue queries and worse on phones would look like a win offline, because the judged set is catalogue-heavy. I ship if the lower end of the interval is above zero, and I expect plus 3 percent; if choices rise and purchases fall, I do not launch.",
}

local serve = {
  id = "serve", title = "Deploy and serve", minutes = 4,
  prompt = "Two things come in all day: photographs that want an answer, and listings that want to be found. Take me along both paths with times and sizes, tell me "
    .. "what the index costs and what it loses, and what happens on the day on which the network is replaced.",
  hints = {
    "Which of the two paths has to be quick, which has to be complete, and where do they meet?",
    "Decode, embed, search, order exactly, drop the copies: a time for each. Codes or floats, cells probed, a second copy; shards and replicas; a live index for "
      .. "what is new; a pair of versions.",
    "IVF with PQ codes of 16 bytes, 24 GB instead of 256, re-scored from a second copy; probe until recall flattens; a few hundred candidates; refresh within the hour; two "
      .. "replicas at least; a fallback; copies above 0.98 collapsed; encoder and index switched together.",
  },
  probes = {
    { when = "unsaid retrieval.index", say = "How do you find the near ones without looking at all of them?", risk = "no index", item = "index" },
    { when = "retrieval.index=flat", say = "Exact over everything: here that works. Multiply it by the production catalogue and tell me the milliseconds.", risk = "exact search at scale" },
    { when = "retrieval.index=hnsw", say = "A graph over a billion vectors. How many bytes are the links, and where do the vectors stay?", risk = "memory of a graph", item = "memory" },
    { when = "retrieval.refine=0", say = "Codes of sixteen bytes decide the order of your results. How often are they wrong about two neighbours?", risk = "quantised order", item = "refine" },
    { when = "retrieval.nprobe=1", say = "You look into one cell. Where do you think the neighbours across its border are?", risk = "recall of the index", item = "tradeoff" },
    { when = "unsaid retrieval.candidates", say = "How many come back from the index, and why not ten?", risk = "candidates" },
    { when = "unsaid policy.duplicate_threshold", say = "Ten results, one picture. Which stage of yours would have noticed?", risk = "near-duplicates in the list", item = "dedup" },
    { when = "policy.duplicate_threshold=1", say = "Ten results, one picture. Which stage of yours would have noticed?", risk = "near-duplicates in the list", item = "dedup" },
    { when = "unsaid serving.index_refresh_minutes", say = "A seller lists at nine. When is it found?", risk = "index lag", item = "fresh" },
    { when = "serving.index_refresh_minutes=1440", say = "Twenty million listings a day, and your index learns of them tonight. What do the sellers see?", risk = "index lag", item = "fresh" },
    { when = "always", say = "Tonight the new encoder goes live. Which vectors does the first photograph after midnight meet?", risk = "encoder and index skew", item = "version" },
    { when = "metric retrieval.index_recall < 0.9", say = "The index loses one true neighbour in ten. Would you pay for it in probes, in bytes, or not at all?", risk = "recall of the index" },
    { when = "metric list.duplicate_share > 0.1", say = "More than one place in ten repeats a picture that stands above it. What do you do with the freed places?", risk = "near-duplicates in the list", item = "dedup" },
    { when = "metric capacity.p99_ms > 200", say = "At the full scale you are over the budget at the 99th percentile. What goes first?", risk = "latency at scale" },
  },
  decisions = {
    { knob = "retrieval.index", accept = { "ivf_pq", "ivf_sq8", "hnsw", "ivf" }, points = 2,
      why = "A billion comparisons take seconds. Which index follows from memory: codes where it binds, a graph where it does not.",
      open = "How are the nearest vectors found?" },
    { knob = "retrieval.nprobe", accept = {}, points = 1,
      why = "Recall rises with the cells probed and flattens, time rises with them and does not.",
      open = "How many cells does a search look into?" },
    { knob = "retrieval.refine", accept = { "1..16" }, points = 1,
      why = "Codes say who is near and not who is nearest; full vectors of a shortlist say that for next to nothing.",
      open = "Who puts the codes' order right?" },
    { knob = "retrieval.candidates", accept = { "50..1000" }, points = 1,
      why = "Room for copies and filters to fall away, and for the second stage to mend the order; more only costs time.",
      open = "How many candidates does the index return?" },
    { knob = "policy.duplicate_threshold", accept = { "0.9..0.998" }, points = 2,
      why = "One picture ten times is one result and nine wasted places. Too low, and other products go as well.",
      open = "What happens to near-identical results?" },
    { knob = "serving.index_refresh_minutes", accept = { "1..60" }, points = 2,
      why = "Sellers look for their own thing within the hour, and half of the value of a listing is that it is new.",
      open = "When does a new listing enter the index?" },
    { knob = "serving.fallback", accept = { "true" }, points = 1,
      why = "Popular things of the category are a poor answer and better than a spinner.",
      open = "What does a person see when the budget is exceeded?" },
    { knob = "serving.replicas", accept = { "2..100000" }, points = 1,
      why = "One copy is one failure away from nothing.",
      open = "How many copies answer this machine's load?" },
  },
  forecasts = {
    { metric = "retrieval.index_recall", kind = "direction", change = "retrieval.nprobe=1",
      ask = "Looking into one cell only: recall of the index up, down, or no visible change?" },
    { metric = "list.ndcg@10", kind = "direction", change = "policy.duplicate_threshold=1",
      ask = "With copies left in the list: nDCG up, down, or no visible change?" },
    { metric = "retrieval.bytes_per_item", kind = "interval",
      ask = "How many bytes does your index hold for each listing? A range." },
    { metric = "serving.p99_ms", kind = "interval",
      ask = "The 99th percentile of one photo through all of it on this machine, in milliseconds: a range." },
    { metric = "capacity.machines", kind = "interval",
      ask = "How many machines like this one will the peak load need? A range that you would bet on four times out of five." },
  },
  rubric = {
    { id = "two_paths", level = "mid", points = 2, needs = "reason", about = "Parts the indexing path from the query path",
      why = "They scale with different things, fail differently and may run on different machines.",
      query = [[
      two paths|indexing path|query path|indexing apart|offline and stored|indexing and serving|new listing is embedded once|upload path|indexing:|embed once|uploads and searches|computed offline]],
      said = [[
      Indexing (offline, throughput) and query path (online, latency) are separate services, because they scale and
      fail differently.
      |Listings are embedded in batch, queries live; they scale and fail apart.]],
      wrong = [[
      One server does indexing and queries, so they can't get apart.]] },
    { id = "budget", level = "mid", points = 2, needs = "number", about = "Splits the time: decode, embed, search, order, copies",
      why = "The network in front takes more than the index; who does not split does not see it.",
      query = [[
      ms embed|embed 50|decode|ms decode|ms search|budget|slack|p99 200|20 decode|ms for|ms re-rank|embedding ms|60 embed|200 ms|search 30]],
      said = [[
      Decode 20 ms, embed 80, search 20, re-rank 30, the remainder network.
      |Decode 10, embed 60, search 30, order 20, copies 5.]],
      wrong = [[average latency matters|tail can be ignored|average latency is enough|mean latency]] },
    { id = "index", level = "mid", points = 2, needs = "reason", about = "Chooses an index for a reason: memory, recall, updates",
      why = "A graph is quicker and keeps everything in memory; codes are small and blunt; exact is for what is small.",
      query = [[
      ivf|hnsw|pq|inverted file|graph index|product quantisation|sq8|vector index|ann index|quantised|ivf-pq]],
      said = [[
      IVF-PQ for memory or HNSW for speed; a billion vectors need codes, graphs keep everything in RAM; deletions
      matter too.
      |IVF with codes since a graph of a billion doesn't fit; exact only for what's small.]],
      wrong = [[brute force over a billion|exact search over a billion is fine|brute force is fine
      |Exact search over a billion is quick enough.]] },
    { id = "memory", level = "senior", points = 2, needs = "number", about = "Bytes of the index, the second copy included",
      why = "24 GB of codes sound small until the copy that mends them is counted.",
      query = [[
      gb|bytes a vector|24 gb|256 gb|64 gb|bytes plus|gigabytes|16 bytes|b codes|int8 copy|bytes per vector|380 gb]],
      said = [[
      16-byte codes for a billion plus ids are 24 GB, with the fine copy 280 GB.
      |24 bytes x 1e9 is 24 GB, twice with the copy.]],
      wrong = [[
      The second copy needs no memory.]] },
    { id = "tradeoff", level = "senior", points = 2, needs = "tradeoff", about = "Probes or beam against recall and time, with the knee",
      why = "Recall is never quoted alone: it can always be bought.",
      query = [[
      nprobe|probes|ef search|efsearch|recall flattens|recall against latency|more cells|curve of recall|recall versus latency|cells probed|recall and latency|controls recall]],
      said = [[
      nprobe 32 gives 0.92 recall in 10 ms, 64 gives 0.94 in 20; choose the knee.
      |64 probes 95% at 8 ms, 256 97% at 30; the knee is at 64.]],
      wrong = [[
      More probes are free.]] },
    { id = "refine", level = "senior", points = 2, needs = "reason", about = "Re-scores a shortlist with finer vectors",
      why = "Past a point no number of probes helps a code: the quantiser has become the ceiling.",
      query = [[
      refine|refinement|re-scored|re-score|second copy|full vectors|int8 copies|codes lose recall|exact re-scoring|shortlist|codes are coarse]],
      said = [[
      Re-score the best 500 with full-precision vectors, because quantised codes cap recall however many cells are
      probed.
      |Re-score 500 with finer vectors, for past a point codes are the limit and probes don't help.]],
      wrong = [[
      More probes make up for coarse codes.]] },
    { id = "sharding", level = "senior", points = 2, needs = "reason", about = "Shards and replicas, and what fan-out does to the tail",
      why = "A query is as slow as its slowest shard.",
      query = [[
      shard|shards|replicas|fan-out|slowest shard|hedged|by hash|dead machine|replica|partition the index]],
      said = [[
      Sixteen shards with replicas; the slowest determines the answer, so hedge requests.
      |16 parts, two copies; one waits for the slowest, so hedge.]],
      wrong = [[
      More shards always shorten the tail, the fastest answers.]] },
    { id = "fresh", level = "mid", points = 2, needs = "reason", about = "A live index for new listings, tombstones for those that went",
      why = "A nightly build hides a day of uploads and shows a day of dead results.",
      query = [[
      delta index|tombstones|tombstone|within 15 minutes|new listings|every hour|refresh|found within|index refresh|streaming|incremental|deletes|new items are added|delta]],
      said = [[
      Live in-memory index for new listings plus deletion marks for sold ones, merged at night, since nightly only
      shows dead goods.
      |New ones into a live index within a minute, tombstones for sold, or a day is missing.]],
      wrong = [[rebuild the index once a month|index once a month|monthly rebuild because|index rebuilt monthly
      |A monthly rebuild is fresh enough.]] },
    { id = "version", level = "senior", points = 3, needs = "reason", about = "Encoder and index as one version, switched together",
      why = "A new encoder over an old index is chance with perfect latency and not one error.",
      query = [[
      version pair|versioned as a pair|switched together|encoder means a new index|new encoder|old index|encoder and index|dual index|dual indexes|both versions|foreign items|re-index|backfill|vectors of another version|encoder + index]],
      said = [[
      Encoder and index switch together under one version, because a new encoder on old vectors is random without
      errors.
      |Encoder and index switch as a pair; a new one over old vectors is chance without any error.]],
      wrong = [[encoder can be deployed against the old index|deployed against the old index|same dimension so the index|swap the encoder at any time|index stays valid|vectors have the same dimension
      |Encoder and index can be upgraded months apart, same width means same space.]] },
    { id = "reindex", level = "senior", points = 2, needs = "number", about = "What embedding the catalogue again costs",
      why = "About 580 core days for a small network: the price of every new idea.",
      query = [[
      core-days|core days|re-embedding|re-embed|embed the catalogue again|1e18|re-index costs|billion pictures again|backfill|gpu hours|days to re-embed]],
      said = [[
      Embedding a billion images at 1 GFLOP is 580 core days, a few hours on 50 GPUs.
      |1e9 x 1 GFLOP at 20 GFLOP/s a core is 580 core days.]] },
    { id = "dedup", level = "mid", points = 1, needs = "reason", about = "Removes near-duplicates from the list",
      why = "Ten times one shoe is the complaint that everybody knows.",
      query = [[
      near-duplicates|de-duplication|de-duplicated|duplicates|collapsed|dedup|counts as duplicate|same picture|duplicate threshold|collapse]],
      said = [[
      Collapse near-identical results so that ten copies don't fill the page, because it's the main complaint.
      |Copies out of the ten, since one shoe ten times is what everyone complains of.]],
      wrong = [[
      Copies in the list show that search works.]] },
    { id = "filters", level = "senior", points = 2, needs = "reason", about = "Filters inside of the search rather than after it",
      why = "A filter that leaves one in a thousand empties a list of five hundred.",
      query = [[
      filter inside|filters inside|inside of the index|filtering after|fewer than ten|pre-filter|post-filter|filter after|filter in the scan|strict filters|filters such as|inside scan|filtered search]],
      said = [[
      Filter by country and availability inside the search, since filtering afterwards leaves few results.
      |Country and stock inside the search; afterwards 500 may be left with none.]],
      wrong = [[filters are applied after the search so|filter after the search because|post-filtering is fine
      |Filter after the search, enough is always left.]] },
    { id = "capacity", level = "senior", points = 2, needs = "number", about = "Cores or accelerators for the peak",
      why = "10,400 photos a second at one gigaflop are 520 cores before any search.",
      query = [[
      cores|10 tflop|gflop|accelerators|qps x|per second times|machines at peak|520|10k/s|gpus for|capacity:]],
      said = [[
      10,400 photos a second at one GFLOP needs 520 cores or 20 GPUs.
      |10,400/s x 1 GFLOP is 520 cores, or six accelerators.]] },
    { id = "realtime", level = "mid", points = 1, needs = "reason", about = "Real time, and what little a cache can do",
      why = "A photo is new every time; only catalogue pictures come back.",
      query = [[
      real time|realtime|photo is new|photos are new|every time|on request|online|cache|not batch|cannot be precomputed]],
      said = [[
      Photos are new each time so caching hardly helps; only catalogue crops repeat.
      |A photo is new each time, so only catalogue queries come from a cache.]],
      wrong = [[precompute the results of every query|nightly batch because|cache everything because|photos repeat|batch is cheapest
      |Precompute all answers at night.]] },
    { id = "degrade", level = "senior", points = 2, needs = "reason", about = "Degrades in steps: fewer probes, no second stage, text search, popular things",
      why = "An empty page loses the person; a poorer one only the search.",
      query = [[
      fallback|fall back|degrade|degrades|text search|smaller nprobe first|no empty page|empty page|timeout|popular items|over budget|budget is exceeded]],
      said = [[
      Under load fewer probes, no re-rank, then text search or popular goods, because an empty page loses the
      customer.
      |First fewer probes, then no second stage, then text or popular things; an empty page loses the person.]],
      wrong = [[fallback is not needed|no fallback needed|service never fails
      |When overloaded show an error.]] },
    { id = "rollout", level = "senior", points = 1, needs = "reason", about = "Shadow, canary, and a way back that is warm",
      why = "Going back means the old encoder with the old index, and both have to be there.",
      query = [[
      canary|shadow|rollback|roll back|previous index warm|1 percent|1%|gradual|kept warm|staged rollout|old index kept]],
      said = [[
      Shadow traffic, canary, old pair of encoder and index kept warm for return.
      |Shadow, 1%, old pair kept warm, since going back needs both.]],
      wrong = [[
      Switch at once, the old index can be thrown away.]] },
    { id = "batching", level = "staff", points = 1, needs = "tradeoff", about = "Batches photos on an accelerator, and what that costs at low load",
      why = "Eight at a time are nearly as cheap as one, for a wait that somebody notices.",
      query = [[
      batching|batch of 8|batches of|batching on|dynamic batching|micro-batch|images raises throughput|batch requests|wait for a batch]],
      said = [[
      Batch eight photos on the GPU within 5 ms: higher throughput, slight waiting at quiet hours.
      |Eight photos at a time are nearly the price of one but wait 5 ms; off at night.]],
      wrong = [[
      Batching costs no waiting.]] },
    { id = "views", level = "staff", points = 1, needs = "tradeoff", about = "More pictures a listing in the index: recall against bytes",
      why = "Four views are four times the memory; often a second one has most of the gain.",
      query = [[
      every picture of|four pictures|several views|all views|more views|multiple pictures per listing|second view|views per listing|mean of the views]],
      said = [[
      Several pictures per listing raise recall but multiply memory; two views give most of it.
      |Four pictures each are four times the bytes for three points; two give most.]],
      wrong = [[
      More views cost nothing.]] },
    { id = "safety", level = "senior", points = 1, needs = "reason", about = "Puts the safety filter, shipping and stock where they belong",
      why = "What must not be shown is checked last and against what is true now.",
      query = [[
      safety filter|stock|sold-out|sold out|deliverable|shipping|checked at result time|policy filter|availability check|takedown|tombstones]],
      said = [[
      Check prohibited items, shipping and stock last, at request time, since cached states are outdated.
      |Banned, sold and unshippable are checked last against what's true now, for the index is minutes old.]],
      wrong = [[
      Safety is checked at indexing only.]] },
  },
  traps = {
    "A new encoder over the old index: everything is up, fast, and wrong.",
    "Recall of 0.99 without a latency beside it.",
    "Sixteen bytes a vector, and the second copy forgotten in the sum.",
    "Filtering after the search: strict filters leave two results.",
    "A nightly index, with twenty million sellers looking for their own thing.",
    "Results precomputed for photographs that nobody has taken yet.",
  },
  answer = "Two paths, because they scale with different things. The indexing path: a new listing is embedded once, quantised and streamed into a delta index that is searched beside the main one, refreshed every 15 minutes, because sellers look for their own thing; deletes are tombstones checked at result time, since a sold-out hit is worse than none. The query path, with its "
    .. "budget of 200 ms at p99: 15 ms decode and crop, 50 ms embed, 30 ms search, 10 ms exact re-scoring with attributes, 5 ms for duplicates, the rest is slack for the tail. A photo is new every time, therefore real time; a cache helps only repeated catalogue pictures. Index: IVF-PQ, because a billion vectors of 256 GB do not fit: 16 bytes per vector plus an 8-byte id are 24 GB. Codes lose recall, so a shortlist of "
    .. "2 times k is re-scored from an int8 second copy, 64 GB, and past some probes the quantiser is the ceiling. nprobe 32: recall against latency flattens there, more cells cost time without finding more. HNSW would be faster at the same recall, but needs about 380 GB with its links. 500 candidates. 16 shards by hash with 3 replicas, because a query waits for its slowest shard and a dead machine must not be an outage. Filters such as price run inside of the "
    .. "scan, because filtering after it leaves fewer than ten results for strict filters. Near-duplicates above 0.98 are collapsed, because ten times one shoe is the oldest complaint. Capacity: 10,400 per second times 1 GFLOP is 520 cores, or a few accelerators; batching there raises throughput but costs some ms of waiting. A new encoder means a new index: a version pair, switched together, otherwise photos meet foreign vectors and recall is chance without "
    .. "any error. Re-embedding a billion pictures is 1e18 operations, 580 core days. Degrade in steps: smaller nprobe first, then no re-ranking, then a fallback to popular items of the category, because an empty page loses the person. Shadow, canary at 1 percent, and a rollback to the previous index, kept warm, because going back needs both. Every picture of a listing would be 4 times the memory; a second view has most of the gain, so I would buy one. Stock, "
    .. "shipping and the safety filter are checked on the final list, because they change by the second.",
}

local monitor = {
  id = "monitor", title = "Monitor and maintain", minutes = 3,
  prompt = "It is up, it is fast, it answers every photo. How would you know that it is blind? Tell me what you watch, what wakes you, when you train again and what "
    .. "that costs, and which failure you fear because nothing turns red.",
  hints = {
    "Nothing here fails loudly: a wrong vector is still a vector, and a wrong neighbour still has a distance. Which numbers would look odd?",
    "Vectors, scores, age of the index, choices; probes with known answers; a threshold each; a cadence for training that counts the price of embedding everything again.",
    "Embedding and score drift by PSI at 0.2, index age with a listing of your own as a canary, choices by camera and category; retrain every one to four weeks behind a "
      .. "gate, encoder and index together; a runbook that begins with what changed.",
  },
  probes = {
    { when = "unsaid monitoring.monitors", say = "Which numbers do you look at in the morning, and which of them would have moved last night?", risk = "nothing watched", item = "thresholds" },
    { when = "always", say = "Somebody updates a library on the way from the phone to the encoder. No error, but the vectors are not what they were. Which of your alarms rings?", risk = "silent change of inputs", item = "inputs" },
    { when = "always", say = "The indexer has been hanging since Tuesday. Latency is excellent. Who notices?", risk = "stale index", item = "index_age" },
    { when = "unsaid monitoring.retrain_every_days", say = "A new style every spring and a new phone every autumn. When do you train again?", risk = "stale model", item = "retrain" },
    { when = "monitoring.retrain_every_days=0", say = "You never train again. In which season does your search stop recognising things?", risk = "stale model", item = "retrain" },
    { when = "monitoring.retrain_every_days=1", say = "A new space every day. Work out what it costs to move a billion vectors into it, and ask the three teams that read them.", risk = "cost of retraining", item = "reindex" },
    { when = "metric monitoring.detection_delay_days > 2", say = "Something was wrong for days before your alarms said so. Which number moved first?", risk = "slow detection" },
    { when = "metric monitoring.false_alarms > 3", say = "Your alarms ring on quiet days as well. What will people do with the next one?", risk = "false alarms" },
    { when = "metric monitoring.recall_lost > 0.05", say = "In the replay you find clearly less than on the log's last day. The world, the index or the model?", risk = "decay" },
    { when = "always", say = "Choices rise after your change. Give me a story in which it is worse.", risk = "choices as truth", item = "silent" },
  },
  decisions = {
    { knob = "monitoring.monitors", accept = { "embeddings+index_age", "scores+index_age", "embeddings+scores", "embeddings+choices", "index_age+choices" }, points = 3,
      why = "Vectors and scores move on the day on which something breaks; the age of the index is invisible in both; choices say whether anybody cares. One kind alone leaves you blind to the others.",
      open = "What do you look at every day?" },
    { knob = "monitoring.retrain_every_days", accept = { "5..45" }, points = 2,
      why = "Styles and cameras move in weeks, and each new encoder means embedding the whole catalogue again.",
      open = "How often is the encoder trained again?" },
    { knob = "monitoring.alert_threshold", accept = { "0.05..0.4" }, points = 1,
      why = "Too low wakes people for a holiday, too high lets the fault run. 0.2 is a common place to begin.",
      open = "At which value does a monitor alert?" },
    { knob = "monitoring.drift_metric", accept = { "psi", "ks" }, points = 1,
      why = "Either tells a moved distribution from noise, as long as its threshold was set on quiet days.",
      open = "How do you measure that a distribution has moved?" },
  },
  forecasts = {
    { metric = "monitoring.detection_delay_days", kind = "interval",
      ask = "Something will break in the coming days. How many days until your monitors say so? A range." },
    { metric = "monitoring.recall_lost", kind = "direction", change = "monitoring.retrain_every_days=0",
      ask = "Without retraining: the recall lost over the coming days up, down, or no visible change?" },
    { metric = "monitoring.false_alarms", kind = "interval",
      ask = "And how many alarms on days when nothing is wrong?" },
  },
  rubric = {
    { id = "inputs", level = "mid", points = 2, needs = "reason", about = "Watches the pictures that come in: channels, brightness, blur, errors of decoding",
      why = "Swapped colours raise no error and make every colour wrong.",
      query = [[
      brightness|channel|channels|blur|decode errors|undecodable|input statistics|inputs|decoder|swapped|red and blue|aspect ratio|input drift|drift of the inputs]],
      said = [[
      Brightness, blur, channel order, decode errors, sizes of incoming photos, since swapped channels raise no error.
      |Brightness, blur, channels, decode errors, since swapped colours raise nothing.]],
      wrong = [[no need to monitor inputs|images are images|inputs cannot change
      |Broken pictures always raise errors.]] },
    { id = "embeddings", level = "mid", points = 2, needs = "reason", about = "Watches the vectors: mean, norm, neighbours of probe pictures",
      why = "They move before any choice does.",
      query = [[
      probe set|probe pictures|known neighbours|neighbour overlap|overlap of nearest|embedding drift|distribution of embeddings|mean and norm|mean, norm|vectors|embeddings:|embeddings because|embedding mean|neighbours of a fixed]],
      said = [[
      Mean, norm and neighbours of fixed probe pictures, because vectors shift before users react.
      |Mean, length and neighbours of a hundred probe pictures, as they move before choices.]],
      wrong = [[
      Vectors need no watching, choices show it at once.]] },
    { id = "scores", level = "senior", points = 1, needs = "reason", about = "Watches the similarity of the best result",
      why = "A style that nobody has makes everything far; a broken index makes it far or suspiciously near.",
      query = [[
      top similarity|scores|score distribution|similarity of the top|top hit|best result|distance to the nearest|score of top|similarity scores]],
      said = [[
      Distribution of the best similarity, since a missing style or broken index changes it.
      |Similarity of the best hit: all far means a new style, suspiciously near a broken index.]],
      wrong = [[
      High similarity always means good results.]] },
    { id = "index_age", level = "mid", points = 2, needs = "reason", about = "Watches the index: age, size, and listings of its own as canaries",
      why = "A stuck indexer looks healthy: everything old is still found.",
      query = [[
      index age|canary uploads|canary listings|age of the index|stuck indexer|indexer|found within the hour|index:|size of the index|index is older|stale index]],
      said = [[
      Age and size of the index plus own test listings searched regularly, because a stuck indexer looks fine.
      |How old and big it is, and do our own test listings turn up; a stuck indexer looks healthy.]],
      wrong = [[
      No need to watch the indexer, errors would show at once.]] },
    { id = "product", level = "mid", points = 1, needs = "reason", about = "Watches choices and searches without one, by camera and category",
      why = "People are the last monitor, and the slowest.",
      query = [[
      choice rate|choices|without a choice|click rate|by camera|by device|zero-result|complaints|repeats|purchases|product metric|choices per search]],
      said = [[
      Choice rate and searches without choice by camera, category, as users are the final judge.
      |Choices and searches without one, by camera and kind; people are the last to tell.]] },
    { id = "thresholds", level = "senior", points = 2, needs = "number", about = "Alarms with a threshold",
      why = "A dashboard nobody must act on is decoration.",
      query = [[
      psi above|above 0.2|alert at|alert when|alert above|threshold|pages|minus 10%|days in a row|over 90 minutes|alarm|older than|psi 0.2|psi > 0.2]],
      said = [[
      Alert if median similarity falls by 0.05, p99 exceeds 250 ms or index age 30 minutes.
      |Median best score off by 0.05 or index over 30 min, page.]] },
    { id = "false_alarms", level = "staff", points = 2, needs = "tradeoff", about = "Weighs false alarms against delay",
      why = "Campaigns and holidays move every distribution; an alarm at each is none.",
      query = [[
      false alarms|false alarm|alarm fatigue|lower threshold|holidays|campaigns|same weekday|faster but|delay|look away|quiet days|alert fatigue]],
      said = [[
      Holidays shift everything: require two consecutive hours and compare with last week; slower but credible.
      |Sales days move it all: tight bands cry wolf, loose ones lose a day; week on week, two hours.]],
      wrong = [[
      Tighter is always better.]] },
    { id = "retrain", level = "mid", points = 2, needs = "reason", about = "A cadence for training again, with what it costs",
      why = "Styles move in weeks; a new space costs an embedding of everything and a migration for everybody who reads it.",
      query = [[
      retrain|retraining|retrained|new model each|train again|new encoder every|fine-tune weekly|retrain every|retrain weekly]],
      said = [[
      Quarterly or when styles move, since each retraining requires re-embedding everything and migrating consumers.
      |Every quarter or when phone recall falls 2 points, since each new space is an embedding of everything.]],
      wrong = [[never needs retraining|no need to retrain|never retrain because|pictures of products do not change|retraining is unnecessary
      |Retrain daily, a new space costs nothing; or never, styles do not change.]] },
    { id = "reindex", level = "senior", points = 2, needs = "number", about = "The price of a new encoder: a billion pictures again",
      why = "580 core days each time make daily training a bill without an argument.",
      query = [[
      core-days|core days|re-embedding|re-embed|re-index|embedding a billion|catalogue again|whole catalogue again|580]],
      said = [[
      A new encoder costs a billion pictures again, 580 core days, so not daily.
      |580 core days each time, so a new encoder has to bring a point.]] },
    { id = "pair", level = "senior", points = 3, needs = "reason", about = "Gate and rollback of encoder and index as a pair",
      why = "Mismatched, they give recall at chance with perfect latency.",
      query = [[
      encoder and index|index together|as a pair|version pair|mismatch|previous pair|old encoder|encoder v|gate|gated|rolled back as|against index|shadow|previous index|rollback]],
      said = [[
      Gate: new encoder with its own index must pass probes; rollback switches both, because mismatched pairs return
      noise.
      |Both are checked and rolled back together, since mismatched they're chance at full speed.]],
      wrong = [[swap the encoder at any time|encoder first and the index|index some weeks later|index stays valid|update the encoder first
      |Roll back the encoder alone, the index may stay.]] },
    { id = "labels", level = "senior", points = 2, needs = "reason", about = "Fresh judgements on random queries",
      why = "Choices only tell about what was shown; a few hundred judged photos a week tell about what was not.",
      query = [[
      judged queries|fresh judgements|judged a week|judge queries|random queries|judged set|weekly sample|human judgements|labels:|sample of queries|judges every week]],
      said = [[
      Some hundred random queries judged weekly, since choices say nothing about what wasn't displayed.
      |300 random photos judged weekly, for choices tell only of what was shown.]],
      wrong = [[
      Clicks replace judgements for good.]] },
    { id = "loop", level = "staff", points = 2, needs = "reason", about = "The loop: what is shown is what can be chosen is what is learnt",
      why = "A random slice keeps a window open to what the system would not show.",
      query = [[
      feedback loop|loop|random slice|only choose what is shown|exploration|popular items more popular|what was shown|own results|learns from its own|unbiased]],
      said = [[
      Only displayed goods get chosen and learnt; keep random results to hear about others.
      |Shown, chosen, learnt: the same again; a random slice keeps a window open.]],
      wrong = [[
      The loop corrects itself.]] },
    { id = "silent", level = "staff", points = 3, needs = "reason", about = "Names failures that look like health",
      why = "Nonsense has low latency and a full list.",
      query = [[
      looks healthy|without an error|without any error|no error|raises no error|silent|perfect latency|nothing turns red|looks like success|zero-result rate falls|nonsense with high|silently]],
      said = [[
      Mismatched versions, zero vectors, stale index: full lists, quick answers, no errors, but nonsense; so probe
      queries.
      |Nonsense is fast and the list full, so green dashboards prove nothing.]],
      wrong = [[service is up and the latency is fine then|latency is fine so the results are fine|only errors and latency matter|if the service is up
      |If latency is fine and lists are full it works.]] },
    { id = "abuse", level = "senior", points = 1, needs = "reason", about = "Watches sellers: clusters of identical pictures, sudden likeness",
      why = "Whatever is rewarded turns up forty times by Friday.",
      query = [[
      abuse|seller spam|sellers paste|sellers|identical pictures|clusters of identical|spam|stolen pictures|counterfeits|manipulat]],
      said = [[
      Watch clusters of identical pictures and sudden rises of a seller, because whatever ranks is copied.
      |Clusters of one picture and sudden likeness, since what pays turns up forty times by Friday.]],
      wrong = [[
      Sellers need no watching.]] },
    { id = "owner", level = "senior", points = 1, needs = "reason", about = "Who acts, and with which runbook",
      why = "An alarm without an owner rings until somebody mutes it.",
      query = [[
      on call|on-call|runbook|owner|what changed|pages on call|who acts|escalate|first question|playbook]],
      said = [[
      Alarms have owners with runbooks: search team for similarity, infrastructure for index, otherwise muted.
      |On-call with steps, indexer to infra, vectors to us; else it rings until muted.]] },
    { id = "deletion", level = "staff", points = 1, needs = "reason", about = "Audits that deleted photos and taken down pictures are gone, copies included",
      why = "It is the failure that comes with a letter.",
      query = [[
      deletion|deleted photos|takedown|audited|audit|30 days|retention|photo must be gone|privacy check|copies of taken down]],
      said = [[
      Audit that deleted or taken-down pictures and their copies vanish from index and training, because of law.
      |Monthly check that deleted photos are gone from store, pairs and index, as a letter follows otherwise.]],
      wrong = [[
      Deletion works by itself and needs no audit.]] },
    { id = "consumers", level = "staff", points = 1, needs = "reason", about = "Plans for the teams that read the vectors",
      why = "A new space on a Tuesday breaks three systems nobody on call has heard of.",
      query = [[
      other teams|teams read|consumers|read the vectors|announce|deprecat|both spaces|migration|downstream|old vectors served]],
      said = [[
      Teams reading the vectors get notice and both versions in parallel, since a new space breaks their systems.
      |Two spaces side by side for a quarter and notice to the three teams, or a Tuesday breaks them.]],
      wrong = [[
      Other teams will notice a new space by themselves.]] },
  },
  traps = {
    "System metrics alone: a search that is blind answers in 40 milliseconds.",
    "A new encoder first and the index when there is time.",
    "Choices read as truth, when people can only choose what is shown.",
    "Training daily because it sounds fresh, and embedding a billion pictures for it.",
  },
  answer = "Inputs: brightness, blur, channel means and decode errors, because a decoder that swaps red and blue raises no error and makes every colour wrong. Embeddings: mean, norm and the neighbour overlap of a probe set with known neighbours, because they move before any choice does. Scores: the distribution of the top similarity, since a new style makes everything far. Index age, with canary uploads of our own, because a stuck indexer "
    .. "looks healthy: whatever is old is still found. Product: choice rate and complaints by camera and category, because people are the last monitor. Alert when PSI is above 0.2 two days in a row, when the index is older than 90 minutes, when the choice rate drops by 10 percent against the same weekday; a lower threshold would be faster, but holidays move everything, and false alarms teach people to look away. Retrain every 14 days, because styles and cameras move in "
    .. "weeks; each new encoder means re-embedding a billion pictures, 580 core days, so daily costs more than drift. A gate: judged set and probe overlap for encoder and index together, then shadow, then canary, with a rollback to the previous pair, because a mismatch gives recall at chance with perfect latency. Labels: 500 judged queries a week, drawn at random, since choices only tell about what was shown. The feedback loop: people can only choose what is shown, so a random "
    .. "slice keeps labels unbiased. Silent failures: the zero-result rate falls when an index returns nonsense with high scores, and nothing turns red, because a wrong neighbour still has a distance. Sellers paste trending pictures, so clusters of identical pictures across accounts are watched. On call has a runbook whose first question is what changed, by camera, by category, by version, because it is usually a deploy. Deletion is audited: after 30 days a photo must be gone from store and "
    .. "training set, because the law asks. Other teams read the vectors, so old vectors are served beside new ones during a migration.",
}

-- ---------------------------------------------------------------------------------------------------------------------

local references = {
  { name = "colours, as today", knobs = {
    ["retrieval.model"] = "colour_histogram", ["retrieval.index"] = "ivf", ["retrieval.nprobe"] = 24, ["ranking.model"] = "attributes",
    ["policy.duplicate_threshold"] = 0.98, ["serving.index_refresh_minutes"] = 60, ["serving.replicas"] = 2, ["serving.fallback"] = true } },
  { name = "a network on what people named and chose", knobs = {
    ["data.positives"] = "mix", ["data.human_labels"] = 1500, ["data.split"] = "item", ["data.deduplicate"] = true, ["data.negatives"] = "in_batch",
    ["retrieval.model"] = "cnn", ["retrieval.augmentation"] = true, ["retrieval.temperature"] = 0.07, ["retrieval.dim"] = 64,
    ["retrieval.index"] = "ivf", ["retrieval.nprobe"] = 24, ["retrieval.candidates"] = 200,
    ["ranking.model"] = "attributes", ["policy.duplicate_threshold"] = 0.98, ["serving.index_refresh_minutes"] = 60,
    ["serving.replicas"] = 2, ["serving.fallback"] = true,
    ["monitoring.monitors"] = "embeddings+scores+index_age", ["monitoring.retrain_every_days"] = 7 } },
  { name = "the same in codes, re-scored", knobs = {
    ["data.positives"] = "mix", ["data.human_labels"] = 1500, ["data.split"] = "item", ["data.deduplicate"] = true, ["data.negatives"] = "in_batch",
    ["retrieval.model"] = "cnn", ["retrieval.augmentation"] = true, ["retrieval.temperature"] = 0.07, ["retrieval.dim"] = 64,
    ["retrieval.index"] = "ivf_pq", ["retrieval.pq_bytes"] = 16, ["retrieval.refine"] = 4,
    ["retrieval.nprobe"] = 24, ["retrieval.candidates"] = 200, ["ranking.model"] = "attributes", ["policy.duplicate_threshold"] = 0.98,
    ["serving.index_refresh_minutes"] = 15, ["serving.replicas"] = 2, ["serving.fallback"] = true,
    ["monitoring.monitors"] = "embeddings+scores+index_age", ["monitoring.retrain_every_days"] = 7 } },
  { name = "more labels, hard negatives, a graph", knobs = {
    ["data.positives"] = "mix", ["data.human_labels"] = 3000, ["data.split"] = "item", ["data.deduplicate"] = true, ["data.negatives"] = "hard",
    ["retrieval.model"] = "cnn", ["retrieval.augmentation"] = true, ["retrieval.temperature"] = 0.07, ["retrieval.dim"] = 64,
    ["retrieval.index"] = "hnsw", ["retrieval.hnsw_m"] = 16, ["retrieval.ef_search"] = 400,
    ["retrieval.candidates"] = 200, ["ranking.model"] = "attributes", ["policy.duplicate_threshold"] = 0.98,
    ["serving.index_refresh_minutes"] = 15, ["serving.replicas"] = 2, ["serving.fallback"] = true,
    ["monitoring.monitors"] = "embeddings+scores+index_age+choices", ["monitoring.retrain_every_days"] = 14 } },
}

local drills = {
  { id = "five_questions", step = 1, title = "Five questions that change the design",
    prompt = "Ask the five questions whose answers would change what you build the most. For each, say in one sentence what you "
      .. "would build instead if the answer were ten times larger, or the opposite." },
  { id = "arithmetic", step = 1, title = "Vectors, photos, machines",
    prompt = "In five minutes: photos a second at peak, bytes of all vectors as floats and as codes, cores that embed the peak, core days to "
      .. "embed the catalogue again, listings hidden by a nightly index. State every assumption." },
  { id = "same", step = 2, title = "What is the same",
    prompt = "Take a white trainer. Write down three listings that are the same product, the same design and the same look, and for each whether your loss "
      .. "pulls, pushes or leaves it alone. Then do it for a chair." },
  { id = "classifier", step = 2, title = "Defend the wrong framing",
    prompt = "Argue for classification over products as well as you can for two minutes. Then name the one fact about the catalogue that ends the argument." },
  { id = "pairs", step = 3, title = "Four sources of pairs",
    prompt = "Varied views, choices, hand-matched photos, photos from reviews. For each: what it has plenty of, how it misleads, what it costs, and whether you "
      .. "train or evaluate on it." },
  { id = "copies", step = 3, title = "One picture, four places",
    prompt = "Follow one near-duplicate through the split, the batch, the metric and the list. Say what goes wrong in each if nobody handles it, and in which direction "
      .. "your numbers move." },
  { id = "augmentations", step = 4, title = "What may change",
    prompt = "Go through flip, crop, rotation, colour, blur, occlusion and background. For each: would a shopper still call it the same thing? Find one that helps lamps and "
      .. "hurts shoes." },
  { id = "temperature", step = 4, title = "One number",
    prompt = "Explain temperature to somebody who knows softmax, in a minute. Then say what happens at 0.01 and at 1 in a catalogue in which one listing in five is a copy." },
  { id = "width", step = 4, title = "Halve the vector",
    prompt = "You must halve the memory of the index. Compare half the width, 8-bit numbers, product codes and fewer views a listing: what does each lose, and for whom?" },
  { id = "blame", step = 5, title = "Who is to blame",
    prompt = "A right listing is missing from the list. Give the order in which you would check label, vector, index, order, copies and stock, with the one measurement that clears each." },
  { id = "wrong_population", step = 5, title = "A fine number on the wrong pictures",
    prompt = "nDCG rose by five points and choices fell. Give three explanations, and for each the slice in which you would see it." },
  { id = "new_encoder", step = 6, title = "The night of the switch",
    prompt = "Write the runbook for a new encoder: what is computed beforehand, what is switched in which order, what you look at in the first ten minutes, and how you go back." },
  { id = "filter", step = 6, title = "One in a thousand",
    prompt = "A filter leaves one listing in a thousand. Follow it through filtering before, within and after the search, with numbers, and say when you would search exactly instead." },
  { id = "blind", step = 7, title = "Up, fast and blind",
    prompt = "Name five failures in which latency and error rate look perfect. For each, the one number that would show it within an hour." },
  { id = "alarms", step = 7, title = "Three alarms and no more",
    prompt = "You may have three alarms. Name each with metric, threshold and who acts, and say which fault it would miss." },
}

-- Deep dives: four minutes where a session is weakest. The first is asked after step 4, by what was said and left open;
-- the second after step 6, by what was measured.
local dives = {
  { id = "gap", step = 3, when = "retrieval.augmentation=false", about = "pictures that look like nobody's photo",
    ask = "Your network has seen a million clean pictures. Now a photo comes from a dim kitchen. Go through it with me: what differs, which of "
      .. "it should the vector ignore, and how does it learn to?",
    more = "And which of those changes would you rather not teach it to ignore?",
    rubric = {
      { id = "differences", level = "mid", points = 2, needs = "reason", about = "Light, pose, clutter, crop, noise: what each does to the picture", why = "",
        query = [[light|lighting|pose|angle|clutter|background|crop|noise|blur|shadow|occlusion|half behind]] },
      { id = "augment", level = "mid", points = 2, needs = "reason", about = "Varied views, on both sides of a pair", why = "",
        query = [[augment|augmentation|varied views|crops|jitter|both views|simulate|imitate the camera]] },
      { id = "real", level = "senior", points = 2, needs = "reason", about = "Real photographs beside the varied ones", why = "",
        query = [[reviews|real photos|named photos|labelled photos|consent|judged camera|matched by hand|camera pairs]] },
      { id = "keep", level = "staff", points = 2, needs = "tradeoff", about = "What must not be ignored: colour, proportion, writing", why = "",
        query = [[colour must|keep colour|not ignore colour|mirror|proportions|too much jitter|colour matters|writing|logo of the product|size]] } } },
  { id = "clicks_only", step = 3, when = "data.positives=click", about = "learning from what the old system showed",
    ask = "All your positives went through the colour histogram. What does a network learn that agrees with every one of them, and how would you notice?",
    more = "You may buy labels for one day of one person. Which photos do you show?",
    rubric = {
      { id = "selection", level = "mid", points = 2, needs = "reason", about = "Nobody chose what was never shown: colour is learnt back", why = "",
        query = [[never shown|only what was shown|histogram's taste|learns colour|old system|selection bias|same colour|position bias]] },
      { id = "notice", level = "senior", points = 2, needs = "reason", about = "A test that the old system had no hand in", why = "",
        query = [[judged queries|random slice|human labels|independent test|pooled|not shown by|matched by hand]] },
      { id = "spend", level = "staff", points = 2, needs = "number", about = "Spends the day: how many, and of what", why = "",
        query = [[2,520|2500|pairs a day|rare categories|uncertain|photos a day|seconds a pair|labels a day]] } } },
  { id = "copies", step = 3, when = "unsaid data.deduplicate", about = "copies in the batch and across the split",
    ask = "One listing in five is somebody else's picture. Follow one such pair: through your split, your batch, your metric and your list. What goes "
      .. "wrong where, and in which direction do your numbers move?",
    more = "How do you find the copies in a billion pictures in the first place?",
    rubric = {
      { id = "split", level = "mid", points = 2, needs = "reason", about = "Across the split they turn memory into skill", why = "",
        query = [[across the split|both sides|memory|leak|split by product|inflated|flatters]] },
      { id = "batch", level = "senior", points = 2, needs = "reason", about = "In the batch they are false negatives", why = "",
        query = [[false negative|false negatives|mask|apart|repel|in the batch]] },
      { id = "list", level = "mid", points = 2, needs = "reason", about = "In the list they are wasted places", why = "",
        query = [[wasted places|list|collapsed|ten times|removed above|duplicate threshold]] },
      { id = "find", level = "staff", points = 2, needs = "reason", about = "Hashes or near vectors, in cells, joined to clusters", why = "",
        query = [[perceptual hash|hash|nearest neighbours|cosine above|union-find|clusters|bands|lsh]] } } },
  { id = "representation", step = 4, when = "retrieval.model=colour_histogram", about = "what a vector has to know",
    ask = "You search by colour. Tell me three things that have the same histogram and are not alike, and what a representation would need to part them. Then what "
      .. "it takes to learn one.",
    more = "And what does it cost at ten thousand photos a second?" },
  { id = "temperature", step = 4, when = "unsaid retrieval.temperature", about = "the loss and its temperature",
    ask = "Write down your loss for one pair in a batch of a hundred. What do the temperature and the size of the batch do to its gradient?",
    more = "Two of the hundred are copies of your item. What now?",
    rubric = {
      { id = "softmax", level = "mid", points = 2, needs = "reason", about = "A softmax over the batch, the pair against all others", why = "",
        query = [[softmax|all others|numerator|denominator|cross-entropy|infonce|log of]] },
      { id = "sharp", level = "senior", points = 2, needs = "reason", about = "Low: the hardest negatives get it all; high: nobody is told apart", why = "",
        query = [[hardest negatives|low temperature|sharper|too low|too high|flat|concentrates|divides the cosine]] },
      { id = "copies", level = "staff", points = 2, needs = "reason", about = "Copies are the hardest negatives there are", why = "",
        query = [[copies|false negatives|mask|same cluster|duplicates]] } } },
  { id = "blame", step = 5, when = "metric list.ndcg@10 < 0.4", about = "why the right thing is missing",
    ask = "Your lists are far from the best possible. In which order do you look for the reason, and which measurement clears each suspect?",
    more = "Which of them would you mend first, by gain for effort?",
    rubric = {
      { id = "order", level = "mid", points = 2, needs = "reason", about = "Vector, index, order, copies: one measurement each", why = "",
        query = [[recall of the encoder|index recall|exact search|re-ranking|recall@100|against exact|order of the list|copies]] },
      { id = "slices", level = "senior", points = 2, needs = "reason", about = "Looks where it fails: photos, rare, new", why = "",
        query = [[slices|dark photos|rare|new listings|by quality|by category|look at failures]] },
      { id = "gain", level = "staff", points = 2, needs = "number", about = "A gain and an effort for each", why = "",
        query = [[gain|points|percent|weeks|days of work|effort|cheapest first|would bring]] } } },
  { id = "index_recall", step = 6, when = "metric retrieval.index_recall < 0.95", about = "recall of the index",
    ask = "Your index misses some of the true neighbours. Where do they get lost, which of your knobs moves that, and what does each cost at a billion?",
    more = "Above which recall of the index would you stop paying?",
    rubric = {
      { id = "where", level = "mid", points = 2, needs = "reason", about = "Behind the border of a cell, or in the code", why = "",
        query = [[border of a cell|cells|nprobe|quantiser|codes|not probed|neighbouring cell|graph]] },
      { id = "knobs", level = "senior", points = 2, needs = "tradeoff", about = "Probes cost time, bytes cost memory, refinement a second copy", why = "",
        query = [[nprobe|probes|refine|second copy|bytes|ef search|more cells|latency|memory]] },
      { id = "stop", level = "staff", points = 2, needs = "number", about = "Where the list no longer notices", why = "",
        query = [[ndcg no longer|list metric|0.95|flattens|knee|below noise|does not move]] } } },
  { id = "latency", step = 6, when = "metric capacity.p99_ms > 150", about = "latency at full size",
    ask = "At full scale you are near the budget. Split the time for me, from the last byte of the photo to the list, and tell me what you give up first.",
    more = "And if the accelerator that embeds is gone for an hour?" },
  { id = "switch", step = 6, when = "always", about = "a new encoder",
    ask = "You have a better encoder. Take me through the week: what is computed, where it lies, what is switched in which order, what you watch, and how you go back.",
    more = "Three other teams read your vectors. What do you tell them, and when?",
    rubric = {
      { id = "pair", level = "mid", points = 2, needs = "reason", about = "Encoder and index change together", why = "",
        query = [[together|pair|both indexes|dual|old index|version|mismatch|same time]] },
      { id = "cost", level = "senior", points = 2, needs = "number", about = "A billion pictures again", why = "",
        query = [[core days|billion|1e18|accelerators|hours|days to embed|580|gpu]] },
      { id = "watch", level = "senior", points = 2, needs = "reason", about = "Probes, shadow, canary, rollback kept warm", why = "",
        query = [[probe|shadow|canary|rollback|roll back|kept warm|percent of traffic|known neighbours]] },
      { id = "others", level = "staff", points = 2, needs = "reason", about = "A migration for those who read the vectors", why = "",
        query = [[other teams|both spaces|deprecat|migration|announce|read the vectors|old vectors]] } } },
}
local curveballs = {
  { id = "markets", knob = "scale.daily_active_users", times = 10,
    ask = "The camera button moves to the start page, and ten times as many people press it from next month on. What breaks first, and what does not care?",
    moves = "the machines that embed photos, copies of the index, and everything else that is paid by the search",
    stays = "the bytes of the index and how well it finds: those were measured on the simulated catalogue and do not know how many people ask" },
  { id = "catalogue", knob = "scale.items", times = 10,
    ask = "We buy a competitor: ten billion listings by summer, in the same two hundred milliseconds. What do you change?",
    moves = "memory, the kind of index, the time of a search, and the price of every new encoder",
    stays = "what the network can tell apart; and how crowded the neighbourhoods get at that size was not measured" },
  { id = "half", knob = "scale.latency_budget_ms", times = 0.5,
    ask = "The app now searches while the camera is still open, and you get half of your time. What goes?",
    moves = "how much may be probed and re-scored, how full a machine may be, and the size of the network",
    stays = "what a given design finds: a budget makes nothing better or worse, it rules things out" },
}

-- What may happen on the days of step 7, in words: the curves show it, and the person says what it was.
local incidents = {
  { kind = "index_stale", what = "the index stopped taking in new items",
    shows = "what is old is found as well as ever, and the average sinks only as the share of new items grows. Queries look as usual",
    say = { "index is stale", "stale index", "index stopped", "index was not refreshed", "index not updated", "index stopped updating",
      "new items are not indexed", "new items are missing", "new items not found", "index refresh broke", "index does not take in new items",
      "indexing pipeline broke", "index is old", "catalogue not updated" } },
  { kind = "colour_order", what = "photographs came with red and blue in the wrong order",
    shows = "everything falls at once, on one day, to a floor, and no catalogue picture changed: the query path decodes another way than "
      .. "training did. Shapes are still right, colours are not",
    say = { "colour order", "color order", "channel order", "channels swapped", "colour channels", "color channels", "red and blue swapped",
      "rgb bgr", "bgr", "swapped channels", "wrong colours", "wrong colors", "colours are wrong", "colors are wrong", "preprocessing changed",
      "decoding bug", "preprocessing bug", "image decoding changed", "query preprocessing", "train serve skew", "pixel order" } },
  { kind = "style", what = "a new style came in",
    shows = "a slope from the day on which the first of them arrives: old designs are found as before, new ones are not, and the share of "
      .. "new ones grows. Training on them brings it back",
    say = { "style drift", "new style", "new styles", "new designs", "styles changed", "style changed", "fashion changed", "new products look different",
      "new kind of items", "catalogue changed", "new catalogue style", "new shapes", "items look different", "new collection", "design drift" } },
  { kind = "camera", what = "another camera",
    shows = "queries move away from what the encoder was trained on while the catalogue stands still; recall drops and stays, milder than "
      .. "for a broken decoder",
    say = { "camera changed", "new camera", "new phones", "new phone", "another sensor", "sensor changed", "photos changed", "lighting changed",
      "photos look different", "query distribution changed", "camera drift", "another light", "new app camera" } },
  { kind = "none", what = "something that never happened",
    say = { "bad deploy", "bad release", "bad rollout", "new release", "new model version", "version skew", "model index mismatch",
      "traffic spike", "more requests", "taste drift", "users changed", "feature is missing", "missing feature" } },
}

return {
  name = "visual_search",
  title = "Visual search",
  about = "A system that answers a photograph with the listings of a marketplace that show the same thing, or the nearest to it.",
  world = "images",
  headline = "list.ndcg@10",
  opening = "Hello, I look after search at a marketplace with a billion listings. Our users see things they have no words for: the lamp in a restaurant, "
    .. "somebody's shoes. They take a photo, and we show them something red. Design me the search by picture that finds the thing. We have about forty minutes and you "
    .. "lead; I answer what I am asked and I will come back to what you skip. Decide things, say why, and tell me what they cost. Where do you begin?",
  facts = facts, unknown = unknown, refusals = refusals, estimates = estimates,
  concepts = concepts, phrases = phrases, quantities = quantities,
  steps = { clarify, frame, data, model, evaluate, serve, monitor },
  references = references, drills = drills, dives = dives, curveballs = curveballs, incidents = incidents,
}
