#include "practice/requests.h"

#include <stdio.h>
#include <string.h>

/* Slots parted by spaces, each the words that may fill it; "~" before a slot lets up to five others stand between; "$"
 * is the end of a sentence. */
#define DECIDE                                                                                                         \
    "pick|choose|use|take|go|put|send|retrieve|train|set|make|say|answer|name|change|build|select|rank|split|sample|"  \
    "start|propose|implement|deploy|decide|monitor|apply|weigh|combine|tune|fix|solve|order|"                          \
    "prefer|try|switch|stick|settle|begin|mention|optimise|evaluate"
#define ANSWER "answer|answers|solution|solutions|design|architecture|diagram|writeup"
#define THING                                                                                                          \
    ANSWER "|model|models|loss|losses|metric|metrics|index|ranker|retriever|value|values|number|numbers|threshold|"    \
           "setting|settings|option|choice|approach|way|method|algorithm|size|dimension|weight|weights|one|parameter|" \
           "parameters|hyperparameters|split|encoder|network|function|interval|rate|strategy|technique|features|mix|"  \
           "structure|ratio|window|objective|label|labels"

/* Nobody asks for a fact in these. */
static const char *const PLEAS[] = {
    "in my place|shoes|position|stead|seat|situation",
    "if you were me|i|the|asked|interviewed|sitting",
    "i|am|completely|totally|really|bit|still stuck",
    "i have|got no idea|clue",
    "i give up",
    "help me ~ out|with|solve|design|choose|decide|here|step",
    "do|solve|write|design|choose|decide|pick|finish|draw|answer|complete|make|fill|sketch|build|work ~ for me",
    "decide for me|us",
    "you decide|choose $",
    "reference|sample|model|perfect|ideal|expected|correct|winning|official|textbook|golden|best|right|"
    "intended " ANSWER,
    "complete|full|whole|entire|finished ~ design|solution|answer|architecture",
    "give|show|tell|hand|reveal|send|share ~ the|your|a solution|answer",
    "give|show|tell ~ me|us the|your|whole|a ~ design|architecture",
    "write|draw|sketch|dictate ~ the|a|whole design|architecture|answer|solution",
    "tell|give|show ~ the right|best|optimal|ideal|correct|exact ~ " THING,
    "tell|give me ~ a good|decent|sensible ~ number|value|model|loss|threshold|metric",
    "strong|successful|excellent|ideal|perfect|winning candidate|candidates",
    "candidate|candidates usually|normally|typically|would|should ~ say|do|answer|choose|pick|propose|draw|mention",
    "full|maximum|top|highest|best|most|all marks|mark|score|points|grade|credit",
    "all|get|give|gives|earn|collect ~ the points|marks",
    "get|gets|reach|reaches|earn|earns ~ best|highest|full|maximum|good score|marks|grade",
    "cheat sheet",
    "copy it|yours|that|them|paste",
    "use|take|have|see|borrow|like yours",
    "your own ~ design|solution|answer|choice|pick|model",
    "your preference|recommendation|advice|opinion|choice|pick",
    "your favourite|favorite|preferred ~ " THING,
    "is your design|solution|answer",
    "want|like|love|prefer ~ to hear",
    "want|wish|like|expect me to say|name|pick|choose|use|mention|propose|answer|go|take|suggest",
    "want|hear from me|us",
    "should|shall i ~ pick|choose|use|take|go|put|send|retrieve|train|set|make|say|answer|name|change|select|switch",
    "answer ~ you|expected expect|expected|expecting|want",
    "do|would|could|can|will|please you recommend|suggest|advise",
    "what|which|how would|do you recommend|suggest|advise|prefer|favour",
    "you ~ recommend|suggest|prefer ~ " THING,
    "what would you ~ do|choose|pick|use|take|say|answer|build|name",
    "which ~ would you ~ do|choose|pick|use|take|say|answer|build|go|start|set|name|prefer",
    "how would you ~ "
    "design|build|solve|order|answer|approach|tackle|implement|train|rank|set|split|model|structure|fix|"
    "evaluate|combine|draw",
    "say what comes next",
    "what comes|is|would next $",
    "what do|should i do|say|write|answer|draw now|next|here|then",
    "what must|should|shall|could|can i ~ say|answer|reply|write|draw",
    "what do i have|need to say|answer|write|draw|choose",
    "am i supposed|meant|expected to ~ say|answer|choose|do|write|pick",
    "tell|explain|teach|say|show ~ how|what|which|where|whether to " DECIDE "|design|handle|improve|reduce|avoid",
    "tell|say|show ~ how|what|which|where|whether|number ~ i|one|we should|ought|must|shall",
    "tell me ~ exactly|precisely $",
    "just say|name|tell|give ~ the ~ threshold|weights|weight|loss|index|model|solution|answer|design",
    "just the number|value|answer|name|letter $",
    "name|say the ~ threshold|value|number|weights that|which ~ gives|gets|wins|is",
    "you tell me $",
    "a|any|some|small|little|your hint|hints|tip|tips",
    "yes or no",
    "is|are|was this|that|it|these right|correct|ok|okay|fine|sensible|reasonable|good|wrong $",
    "is|are my ~ right|correct|ok|okay|fine|sensible|reasonable|good|wrong|better",
    "am i right|wrong|correct $",
    "am i on",
    "right|wrong track|direction",
    "good|bad|sensible idea|choice",
    "right|correct|best|better|optimal|ideal|perfect choice|pick|approach|option",
    "makes|make sense",
    "what do you think",
    "do you think ~ i|we|should|better|best|right|good|works|work|enough",
    "my design|answer|solution|approach|choice|proposal",
    "is|are|be ~ better than|or|to|for",
    "better ~ or",
    "or ~ better|correct|right|best|preferable $",
    "which is|are|one|of ~ better|best|correct|right|preferable",
    "you surely|certainly|probably|must know",
};

/* A fact may be asked for so; one that fits well is given. */
static const char *const DECISIONS[] = {
    "should|shall|ought i ~ " DECIDE,
    "should|shall we ~ pick|choose|use|take|go|train|set|put|send|retrieve|build|select|try|switch",
    "would you ~ " DECIDE "|handle|deal|measure|go",
    "what should|shall|ought the|my|our|a ~ be|look|contain $",
    "what should|shall|ought the|my|our|a|i|we",
    "should my|our ~ be",
    "how should|shall i|one",
    "how do|would|could|can|might i ~ design|build|fix|solve|choose|pick|set|handle|implement|train|rank|split|combine|"
    "weigh|evaluate|tune|improve|reduce|avoid|prevent|make|get|deal",
    "how do|should we fix|solve|design|choose",
    "what|which|whats|with ~ best|optimal|ideal|perfect",
    "optimal|ideal|perfect|best|right|correct|proper ~ " THING,
    "what|which is|the|are right|correct $",
    "the best|right|correct|proper|smartest way|thing|one|option|choice|value",
    "would|will ~ be ideal|optimal|best|correct|right",
    "i should|ought|shall|must|better ~ " DECIDE,
    "a good|decent|sensible ~ " THING "|number|value",
    "do you want|think",
    "do you prefer",
    "you pick|choose",
    "how would you",
    "enough or",
};

/* What people say to one another, or ask about an employer. */
static const char *const CHAT[] = {
    "how are|is you|everything|life",
    "how is|was|are|were your|yours",
    "how your|yours",
    "how ~ day|morning|evening going",
    "what|whats time is|it",
    "what the time",
    "you hear|see|understand|read me|us|my",
    "hear|see me|my|us ok|okay|well|screen|voice",
    "how old are you",
    "how tall|heavy are|is you|he|she",
    "are you a|an|real|human|hearing|ready|free|there|listening|ok|okay|married|happy|tired|from|kidding|serious|sure",
    "do|did|does|would you|your like|love|enjoy|live|hate|believe|play",
    "do you have|own a|any dog|cat|pet|car|kids|children|hobby|hobbies|plans|siblings|minute|time|favourite",
    "will|would you hire|pay|marry|call",
    "can|may|could|should i|we have|get|take|make|bring|open|use a|an|some|my|the|short ~ glass|water|break|coffee|tea|"
    "bathroom|toilet|window|pause|dog|phone|pen|drink|seat|minute",
    "need|want some|a|to ~ water|break|coffee|pause|drink|toilet",
    "you been|worked|work|working here|there|at",
    "did|have you get|got|join|joined|start|started|study|studied|become|grow ~ into|here|company|there|field",
    "speak|talk|say ~ slower|slowly|louder|up|again",
    "meaning of life",
    "is this|that thing on",
    "was|is that|this your dog|cat|phone|child|name|real",
    "last|other|previous|next candidate|candidates|interviewee|applicant",
    "minutes|time|long ~ left|remaining|remain ~ interview|round|session|today|me|us|i|we|$",
    "minutes|time|much do|are|is ~ left|remaining $",
    "nice|lovely|bad|good|terrible weather|day|morning|evening",
    "who|which|what won|wins ~ match|game|football|election|cup|final|race",
    "nice|pleased to meet",
    "tell|know me|a|any joke|jokes|story",
    "this interview",
    "company "
    "make|makes|earn|earns|plan|plans|offer|offers|own|owns|founded|listed|profitable|sell|started|hire|headquartered",
    "at|inside|within the|your company|firm",
    "you|people|they usually|normally start work",
    "your favourite|favorite",
};

enum { GAP = 5 };

/* Whether the word's stem is one of the n bytes "a|b|c". */
static bool fills(const char *slot, size_t n, const char *stem) {
    for (size_t at = 0; at < n;) {
        size_t length = 0;
        while (at + length < n && slot[at + length] != '|')
            length++;
        char want[28];
        if (slot[at] == stem[0]) {
            words_stem(slot + at, length, want);
            if (strcmp(want, stem) == 0)
                return true;
        }
        at += length + 1;
    }
    return false;
}

static bool has_end(const char *slot, size_t n) {
    return n > 0 && slot[n - 1] == '$' && (n == 1 || slot[n - 2] == '|');
}

/* The pattern from word i on; `loose` others may stand before its first slot. */
static bool matches(const struct words *w, int i, const char *pattern, int loose) {
    while (*pattern == ' ')
        pattern++;
    if (*pattern == '~')
        return matches(w, i, pattern + 1, GAP);
    size_t n = strcspn(pattern, " ");
    if (n == 0)
        return true;
    for (int most = i + loose; i <= most && i <= w->n; i++) {
        bool ends = i == w->n || (i > 0 && w->word[i].sentence != w->word[i - 1].sentence);
        if (ends && has_end(pattern, n))
            return matches(w, i, pattern + n, 0);
        if (i == w->n)
            return false;
        if (fills(pattern, n, w->word[i].stem) && matches(w, i + 1, pattern + n, 0))
            return true;
    }
    return false;
}

static bool any(const struct words *w, const char *const *patterns, size_t n) {
    for (size_t p = 0; p < n; p++)
        for (int i = 0; i < w->n; i++)
            if (matches(w, i, patterns[p], 0))
                return true;
    return false;
}

enum asked_for asked_for(const struct words *w) {
    return any(w, PLEAS, sizeof PLEAS / sizeof *PLEAS)               ? ASKED_SOLUTION
           : any(w, CHAT, sizeof CHAT / sizeof *CHAT)                ? ASKED_CHAT
           : any(w, DECISIONS, sizeof DECISIONS / sizeof *DECISIONS) ? ASKED_DECISION
                                                                     : ASKED_FACT;
}
