#include "practice/requests.h"
#include "practice/words_turn.h"
#include "base/mem.h"

#include <stdlib.h>

/* Turns of phrase as words_turn.h has them. */
#define DECIDE                                                                                                         \
    "pick|choose|use|take|go|put|send|retrieve|train|set|make|say|answer|name|change|build|select|rank|split|sample|"  \
    "start|propose|implement|deploy|decide|monitor|apply|weigh|combine|tune|fix|solve|order|"                          \
    "prefer|try|switch|stick|settle|begin|mention|optimise|evaluate"
#define ANSWER "answer|solution|design|architecture|diagram|writeup"
#define THING                                                                                                          \
    ANSWER "|model|loss|metric|index|ranker|retriever|value|number|threshold|"                                         \
           "setting|option|choice|approach|way|method|algorithm|size|dimension|weight|one|parameter|"                  \
           "parameters|hyperparameters|split|encoder|network|function|interval|rate|strategy|technique|features|mix|"  \
           "structure|ratio|window|objective|label"

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
    "strong|successful|excellent|ideal|perfect|winning candidate",
    "candidate usually|normally|typically|would|should ~ say|do|answer|choose|pick|propose|draw|mention",
    "full|maximum|top|highest|best|most|all marks|score|points|grade|credit",
    "all|get|give|earn|collect ~ the points|marks",
    "get|reach|earn ~ best|highest|full|maximum|good score|marks|grade",
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
    "answer ~ you|expected expect|want",
    "do|would|could|can|will|please you recommend|suggest|advise",
    "what|which|how would|do you recommend|suggest|advise|prefer|favour",
    "you ~ recommend|suggest|prefer ~ " THING,
    "what would you ~ do|choose|pick|use|take|say|answer|build|name",
    "which ~ would you ~ do|choose|pick|use|take|say|answer|build|go|start|set|name|prefer",
    "how would you ~ "
    "design|build|solve|order|answer|approach|tackle|implement|train|rank|set|split|model|structure|fix|evaluate|"
    "combine|draw",
    "say what comes next",
    "what comes|is|would next $",
    "what do|should i do|say|write|answer|draw now|next|here|then",
    "what must|should|shall|could|can i ~ say|answer|reply|write|draw",
    "what do i have|need to say|answer|write|draw|choose",
    "am i supposed|meant|expected to ~ say|answer|choose|do|write|pick",
    "tell|explain|teach|say|show ~ how|what|which|where|whether to " DECIDE "|design|handle|improve|reduce|avoid",
    "tell|say|show ~ how|what|which|where|whether|number ~ i|one|we should|ought|must|shall",
    "tell me ~ exactly|precisely $",
    "just say|name|tell|give ~ the ~ threshold|weights|loss|index|model|solution|answer|design",
    "just the number|value|answer|name|letter $",
    "just|simply|please say|tell|name|give ~ you use|take|pick|choose",
    "just|simply|please say|tell|name it|me|one $",
    "say|tell it please $",
    "which ~ wins|win|is * tell me $",
    "give me the best|right|optimal|ideal|correct",
    "name|say the ~ threshold|value|number|weights that|which ~ gives|gets|wins|is",
    "you tell me $",
    "a|any|some|small|little|your hint|tip",
    "yes or no",
    "is|are|was this|that|it|these right|correct|ok|okay|fine|sensible|reasonable|good|wrong $",
    "is|are my ~ right|correct|ok|okay|fine|sensible|reasonable|good|wrong|better",
    "am i right|wrong|correct $",
    "am i on",
    "right|wrong track|direction",
    "good|bad|sensible idea|choice",
    "right|correct|best|better|optimal|ideal|perfect choice|pick|approach|option",
    "makes sense",
    "what do you think",
    "do you think ~ i|we|should|better|best|right|good|works|enough",
    "my design|answer|solution|approach|choice|proposal",
    "is|are|be ~ better than|or|to|for",
    "better ~ or",
    "or ~ better|correct|right|best|preferable $",
    "which is|are|one|of ~ better|best|correct|right|preferable",
    "you surely|certainly|probably|must know",
    NULL,
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
    "how do|would|could|can|might i ~ "
    "design|build|fix|solve|choose|pick|set|handle|implement|train|rank|split|combine|weigh|evaluate|tune|improve|"
    "reduce|avoid|prevent|make|get|deal",
    "how do|should we fix|solve|design|choose",
    "what|which|with ~ best|optimal|ideal|perfect",
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
    NULL,
};

/* What people say to one another, or ask about an employer. */
static const char *const CHAT[] = {
    "how are|is you|everything|life",
    "how is|was|are|were your",
    "how your",
    "how ~ day|morning|evening going",
    "what time is|it",
    "what the time",
    "you hear|see|understand|read me|us|my",
    "hear|see me|my|us ok|okay|well|screen|voice",
    "how old are you",
    "how tall|heavy are|is you|he|she",
    "are you a|an|real|human|hearing|ready|free|there|listening|ok|okay|married|happy|tired|from|kidding|serious|sure",
    "do|did|does|would you|your like|love|enjoy|live|hate|believe|play",
    "do you have|own a|any dog|cat|pet|car|kids|children|hobby|plans|siblings|minute|time|favourite",
    "will|would you hire|pay|marry|call",
    "can|may|could|should i|we have|get|take|make|bring|open|use a|an|some|my|the|short ~ "
    "glass|water|break|coffee|tea|bathroom|toilet|window|pause|dog|phone|pen|drink|seat|minute",
    "need|want some|a|to ~ water|break|coffee|pause|drink|toilet",
    "you been|worked here|there|at",
    "did|have you get|got|join|start|study|become|grow ~ into|here|company|there|field",
    "speak|talk|say ~ slower|slowly|louder|up|again",
    "meaning of life",
    "is this|that thing on",
    "was|is that|this your dog|cat|phone|child|name|real",
    "last|other|previous|next candidate|interviewee|applicant",
    "minutes|time|long ~ left|remaining ~ interview|round|session|today|me|us|i|we|$",
    "minutes|time|much do|are|is ~ left|remaining $",
    "nice|lovely|bad|good|terrible weather|day|morning|evening",
    "who|which|what won|wins ~ match|game|football|election|cup|final|race",
    "nice|pleased to meet",
    "tell|know me|a|any joke|story",
    "this interview",
    "company make|earn|plan|offer|own|founded|listed|profitable|sell|started|hire|headquartered",
    "at|inside|within the|your company|firm",
    "you|people|they usually|normally start work",
    "your favourite|favorite",
    NULL,
};

struct requests {
    struct turns *pleas, *decisions, *chat;
};

struct requests *requests_new(void) {
    struct requests *r = mem_must(1, sizeof *r);
    *r = (struct requests){turns_new(PLEAS), turns_new(DECISIONS), turns_new(CHAT)};
    return r;
}

void requests_free(struct requests *r) {
    if (!r)
        return;
    turns_free(r->pleas);
    turns_free(r->decisions);
    turns_free(r->chat);
    free(r);
}

enum asked_for asked_for(const struct requests *r, const struct words *w) {
    return turns_in(r->pleas, w, 0, w->n)       ? ASKED_SOLUTION
           : turns_in(r->chat, w, 0, w->n)      ? ASKED_CHAT
           : turns_in(r->decisions, w, 0, w->n) ? ASKED_DECISION
                                                : ASKED_FACT;
}
