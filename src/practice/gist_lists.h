/* gist_lists.h - what gist.c knows of English: words that ask for the same thing, words that go with any subject, and
 * words of which no product has facts to give. Stems, as words.h has them. */
#ifndef PRACTICE_GIST_LISTS_H
#define PRACTICE_GIST_LISTS_H

/* Words that ask for the same thing. A word stands in one row; the first of a row stands for all. */
static const char *const ALIKE[] = {
    "user users viewer viewers people folks person visitor visitors member customer customers audience population "
    "somebody "
    "someone",
    "video videos item items clip clips piece pieces",
    "corpus catalogue catalog library inventory pool collection",
    "day daily days everyday",
    "quick quickly fast soon rapid rapidly speed swiftly",
    "ms millisecond milliseconds",
    "request requests query queries hit hits call calls",
    "show shown display displayed return returned visible appear see",
    "open opens visit visits load loads",
    "system service solution recommender",
    "current currently existing running present today now incumbent already place quo",
    "goal aim objective purpose outcome accomplish achieve kpi mission",
    "success successful win winning",
    "optimise optimising maximise improve increase",
    "measure metric metrics indicator",
    "creator creators uploader uploaders publisher publishers producer producers influencer channel channels youtuber",
    "language languages multilingual",
    "country countries worldwide global globally international internationally world",
    "child children kid kids minor minors toddler",
    "phone phones mobile smartphone handset",
    "tv television televisions",
    "log logs logged logging record recorded track tracked stored collected",
    "event events interaction interactions action actions behaviour",
    "delete deleted deletion erase erasure removed forget forgotten",
    "law legal gdpr regulation regulations regulatory compliance",
    "privacy consent personal sensitive",
    "server servers machine machines hardware compute",
    "cost costs budget money expensive price",
    "test tests testing experiment experiments experimentation ab",
    "new fresh latest recent recently just",
    "upload uploads uploaded publish added posted",
    "old older age aged",
    "deploy deployed deploys release released releases ship shipped push rollout",
    "fail fails failure failing down outage breaks broken wrong crash",
    "page paged pager woken alerted",
    "signed login account sign registered",
    "anonymous guest guests",
    "advertising ads ad advertisement advertisements sponsored advertiser",
    "revenue monetisation monetization monetise earnings",
    "moderation harmful abusive abuse safety unsafe inappropriate misinformation spam",
    "topic subject theme thing",
    "diverse diversity variety varied",
    "same similar alike repeated",
    "skewed uneven concentrated concentration dominate dominant heavy",
    "peak busiest spike spikes spiky rush",
    "average typical typically mean usually median normal",
    "engineer engineers developer developers",
    "deadline timeline",
    "weekend weekends holiday holidays season seasonal seasonality",
    "change changes drift drifts evolve shift",
    "taste tastes interest interests preference preferences",
    "grow growth growing",
    "share fraction percentage proportion percent part",
    "like likes thumbs rate ratings rating",
    "dislike negative hide",
    "gpu gpus accelerator accelerators cpu cpus",
    "region regions datacenter datacenters datacentre site sites",
    "history historical past",
    "precompute precomputed precomputing offline batch nightly overnight ahead",
    "duration length long",
    "satisfaction satisfied happy survey surveys",
    "harm harmed hurt damage suffer regress worse worsen break",
    "availability uptime nines",
    "infrastructure tooling stack pipeline",
    "feature features attribute attributes information info metadata",
};

/* Said of anything: they carry no subject, but are worth more than "the". */
static const char VAGUE_WORDS[] =
    "|big|larg|high|hug|design|allow|kind|sort|type|look|talk|thing|number|amount|rough|exact|"
    "gener|lot|get|mak|giv|com|question|cas|abl|possibl|suppos|assum|expect|realli|typic|wondering|"
    "curiou|tel|understand|think|consid|car|care|worri|problem|issu|concern|handl|deal|";

/* Where remarks are heard, so is what a fluent nothing is made of. */
static const char EMPTY_WORDS[] =
    "|team|work|folk|close|closeli|ensur|robust|import|stakeholder|visibl|align|scalabl|modern|careful|carefulli|"
    "comprehens|holist|rigor|rigorou|state|art|mindset|journey|passion|love|best|practic|challeng|exciting|"
    "interest|interesting|hard|difficult|need|want|everi|everybodi|world|valu|right|good|well|solid|proper|properli|"
    "continu|iterat|improv|evolv|quickli|ultim|essenti|crucial|key|project|engin|";

/* They turn what is said of a subject: the right claim and the wrong one share all other words. */
static const char TURNING_WORDS[] =
    "|no|not|never|nev|none|noth|nothing|nobodi|nobody|neither|without|alwai|always|onli|only|ani|any|whatev|whatever|"
    "everi|every|all|same|more|mor|less|fewer|always|just|enough|cannot|cant|";

/* They tell what is wanted: a count, a person, a time, a place. */
static const char ASKING_WORDS[] = "|who|whom|whos|whose|when|where|why|many|much|often|";

/* What people ask about an employer, its tools, its software and the world outside, and what no case has facts about. A
 * fact that is asked for in such a word knows it all the same. */
static const char *const ALIEN[] = {
    /* the company */
    "company companies firm ceo cto cfo founder founders founded headquarters office offices building canteen "
    "cafeteria "
    "kitchen desk floor lift elevator carpark parking employee employees staff headcount department departments hr "
    "salary salaries wage wages pay paycheck bonus pension benefits equity shareholder shareholders investor investors "
    "profit profitable turnover valuation ipo merger acquisition acquired competitor competitors rival rivals patent "
    "patents culture "
    "engineer engineers developer developers commission commissions paid earn earns continent continents asia "
    "slogan mascot logo brand boss manager managers vice president director hire hired hiring recruit recruiter "
    "recruiting career job vacancy internship intern interns colleague colleagues designers accountant lawyer lawyers "
    "secretary union contract contracts supplier suppliers vendor vendors remote relocation visa wework charity donate "
    "lobby",
    /* no words at all */
    "bla blah blub asdf asdfg qwer qwert qwerty jkl jklm zxcv lkj lorem ipsum foo foobar hm hmm hmmm eh uh um umm aha "
    "yo lol "
    "abc xyz",
    /* the interview and the small talk */
    "interview interviewer interviewers interviewee yourself hear hearing microphone mic camera screen zoom minutes "
    "left remaining break "
    "pause bathroom toilet water coffee tea lunch dinner breakfast snack weekend holiday vacation birthday hobby "
    "hobbies weather rain raining snow sunny cold warm nice hello hi hey thanks thank bye sorry joke feeling tired "
    "hungry thirsty "
    "robot bot human real dog cat pet pets wife husband kids married family parents mother father brother sister "
    "born live hometown school university degree studied phd",
    /* the world */
    "capital president minister government war moon sun earth mars planet star stars sky sea ocean river mountain "
    "island africa asia europe paris london berlin rome mongolia portugal king queen god heaven soul love lonely dream "
    "dreams football soccer tennis basketball cricket olympics match goalkeeper won lottery chess song songs singer "
    "band "
    "article articles newspaper journalist magazine guitar piano movie movies film films actor novel book books poem "
    "author's painter painting museum theatre airline "
    "flight airport train bus taxi bicycle bike car motorway bridge hotel hotels apartment flat rent house garden "
    "tree trees flower flowers bird birds fish goldfish penguin penguins elephant horse cow pig llama lion tiger "
    "spider "
    "banana bananas apple cheese bread pizza soup sandwich cake chocolate potato potatoes rice pancake pancakes cook "
    "cooking recipe restaurant beer wine umbrella purple blue green yellow pink orange red tuesday monday wednesday "
    "thursday friday fridays saturday sunday doctor hospital medicine teeth knee knees brain ghost magic unicorn "
    "dragon "
    "wizard ladder lullaby lavender calories litres",
    /* how the software is made and run */
    "programming java python golang rust kotlin swift javascript typescript php ruby scala codebase code lines repo "
    "repository monorepo git github gitlab jira slack teams email mail editor ide laptop laptops compiler linux unix "
    "framework frameworks pytorch tensorflow keras jax spark flink kafka pulsar rabbitmq airflow kubernetes docker "
    "terraform "
    "jenkins ci aws gcp azure amazon google microsoft oracle nvidia intel cloud provider providers vendor database "
    "databases sql nosql "
    "postgres postgresql mysql mongodb mongo cassandra redis hbase dynamodb s3 hdfs hadoop parquet avro protobuf json "
    "xml "
    "grpc rest graphql cdn dns ipv6 http tls ssl encrypted encryption password passwords login oauth firewall vpn "
    "hacker hacked "
    "hackers breach electricity energy watt watts power kilowatt carbon footprint cooling disk ssd fibre rack scrum "
    "agile sprint sprints standup unit lint wiki documentation version license open source",
    /* the product's other sides */
    "dark mode font fonts typeface colour color colours colors pixel pixels wide width button icon icons theme skin "
    "wallpaper emoji emojis sticker stickers gif hashtag hashtags animation layout menu navigation onboarding android "
    "ios "
    "iphone ipad windows browser browsers chrome safari firefox app apps native react flutter battery crash crashes "
    "megabyte "
    "megabytes install installs uninstall download downloads downloaded downloading offline bluetooth wifi roaming "
    "widget "
    "subscription subscriptions subscribe subscriber premium tier fee fees membership loyalty points coupon coupons "
    "voucher "
    "discount discounts invoice invoices tax taxes vat refund payout payouts bank credit card cards paypal bitcoin "
    "crypto "
    "blockchain nft checkout basket courier couriers delivery deliver warehouse warehouses van packaging barcode "
    "barcodes qr "
    "codec codecs bitrate bitrates resolution fps frame frames subtitles subtitle captions transcript transcripts "
    "transcode drm "
    "thumbnail thumbnails edit edited editing translated translate translation "
    "playlist playlists podcast podcasts audio sound volume microphones headset headsets vr ar metaverse chatbot "
    "avatar avatars "
    "profile picture followers friends friendship dating poll polls story stories chat messenger inbox typing typed "
    "keyboard "
    "support helpdesk hotline ticket tickets agents newsletter blog gender male female women men sex religion income "
    "stock stocks market dividend exchange rating stars churn",
};

#endif
