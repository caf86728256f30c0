"""Negation: the words that deny or waive a skill, and the many that only look like it."""

from __future__ import annotations

from app.text.labelled import wordings

# A label ending in "<" looks back ("Python is not needed"), one ending in ">" looks ahead ("no Python").
_NEEDED = (
    "(?:required|needed|necessary|essential|mandatory|compulsory|expected|obligatory|important|relevant|a "
    "(?:must|requirement|prerequisite|necessity|problem|barrier|deal-?breaker))"
)
_STRICTLY = "(?:strictly |absolutely |necessarily |always |actually |really |even )?"
_TO_KNOW = "to (?:have|know|be|speak|hold|possess)"
_NOT = "(?:not|never|no longer)"
# Spelt out letter by letter: at one place the phrase with more plain letters is tried first.
_ARE_NOT = (
    "(?:isn't|aren't|wasn't|weren't|is not|are not|was not|were not|is never|are never|is no longer|are no longer|"
    "won't be|"
    "will not be|will never be)"
)
_PART = (
    "(?:(?:a |any )?part of|included|involved|in the (?:job|role|remit)|on the (?:menu|agenda|rota)|used|covered|"
    "performed|carried out|done(?= (?:by|at|in|on) (?:our|the|this|your|here))|allowed|permitted)"
)
_NOBODY = "(?:nobody|no one|no-one|none of (?:us|our \\w+|the \\w+))(?: (?:here|else|in \\w+ \\w+))?"
_IT_ALL = "(?:it|one|them|this|that|these|those|any|any of it|either)"
_DONE = "done|left|handled|dealt with|managed|made|taken care of|looked after|carried out|run|performed"
_AND_NOT = "(?:and |but )?(?:is |are |it is )?(?:not|never)"
_NO_LONGER = "(?: (?:here|any ?more|any longer|at all|for this|with us|yourself))*"
_ASKED = (
    "(?:asked for|asked of you|called for|looked for|sought|assumed|presumed|presupposed|"
    "wanted|on our (?:list|wish ?list)|a condition|conditions|a "
    "concern|taken for granted|demanded|insisted (?:up)?on|of (?:any )?(?:concern|interest|consequence|importance))"
)
_OUTSIDE = "(?:well |far |entirely |completely )?(?:beyond|outside)(?: of)? (?:the|your|this|my|our|that)"
_FIELD = (
    "(?:scope|remit|role|job|post|position|duties|experience|expertise|field|competence|skill ?set|knowledge)"
)
# "Newcomers without Excel are welcome" waives Excel.
_STILL_WELCOME = (
    "(?= [^.;]{2,50} (?:(?:are|is|will be) (?:\\w+ )?(?:welcome|encouraged|considered|accepted)|"
    "(?:can|may|should|are invited to) (?:still |also )?apply))"
)
_DEMAND = "(?:requirements?|needs?|conditions?|demands?)"
_KNOWING = (
    "(?:experience|knowledge|background|qualifications?|degrees?|training|skills?|expertise|understanding|"
    "education|certifications?|diplomas?|licen[cs]e)"
)

# Their absence says nothing of what is named beside them: "without accidents", "no complaints".
_MISHAP = (
    "(?:accidents?|incidents?|injur(?:y|ies)|complaints?|mistakes?|errors?|faults?|defects?|damages?|loss(?:es)?|"
    "short-?cuts?|compromises?|corners|drama|waste|delays?|interruptions?|breakages?)"
)
_ZERO = "(?:tolerance|hours?|emissions?|carbon|trust|harm|downtime|to|based|or|day)"
# What nobody wants to be: "you are never late", "you won't be bored".
_UNWANTED = (
    "(?:bored|alone|lonely|idle|stuck|late|careless|rude|lazy|sloppy|complacent|rushed|flustered|micromanaged|"
    "disappointed|sorry|short of|out of|left (?:alone|behind|out)|afraid|put off|satisfied with|content with)"
)
_TOLD = "(?:telling|reminding|asking|to be (?:told|reminded|asked))"

NOT_REQUIRED = {
    "not_required>": wordings(
        rf"""
        (?:requires?|needs?|asks? for|calls? for) (?:absolutely )?(?:no|neither)
        (?:demands?|takes|expects?|presupposes?|assumes?) (?:absolutely )?(?:no|neither)
        (?:are|is|we're) not (?:looking for|after|seeking|asking for)
        (?:are|is|we're) not (?:fussed about|bothered about|interested in|expecting)
        (?:aren't|isn't) (?:looking for|after|seeking|asking for)
        (?:aren't|isn't) (?:fussed about|bothered about|interested in|expecting)
        (?:can|may|could) (?:still |also )?(?:apply|join|start|manage) without
        (?:can|may|could) (?:still |also )?(?:get by|succeed|come|do (?:this|the) job) without
        no (?:call|requirement|demand) for  apply (?:even )?without
        (?:can|may|could|will|would) (?:easily |happily )?(?:do|live|get by|manage|cope) without
        (?:could not|couldn't) care less (?:about|whether|if)
        (?:lacking|without|with no){_STILL_WELCOME}
        who (?:lack|have no|have never|have yet to|(?:have not|haven't|do not|don't)(?: have)?){_STILL_WELCOME}
        (?:dropped|removed|scrapped|waived?|lifted|abolished) (?:the|our|any|all) {_DEMAND} (?:for|of|to)
        (?:even )?if you(?: know|'ve| have) (?:nothing|little)(?: idea)? (?:of|about)
        (?:even )?if you(?: are|'re) (?:new|a stranger) to
        (?:it )?(?:does not|doesn't) matter (?:if|whether)(?: or not)?(?: you \w+)?
        no matter (?:if|whether)(?: or not)?(?: you \w+)?  (?:even )?if you(?:'ve| have) yet to(?: \w+)?
        (?:(?:is|are|was|were) )?(?:not|no longer) {_STRICTLY}{_NEEDED} {_TO_KNOW}
        (?:is|are|was|were)n't {_STRICTLY}{_NEEDED} {_TO_KNOW}  (?:not|no longer) {_NEEDED}(?= ?:)
        (?:you|candidates) (?:need|must|do) not(?: really| actually)? (?:need|have|know|be|speak|hold)
        (?:applicants|they) (?:need|must|do) not(?: really| actually)? (?:need|have|know|be|speak|hold)
        (?:you|candidates|applicants|they) need not
        (?:you|you'll) needs? no(?: prior| previous| formal| special| particular)*
        (?:you will|candidates|applicants) needs? no(?: prior| previous| formal| special| particular)*
        (?:do not|don't) (?:mind|care) if(?: or not)?(?: you(?: have| know| speak| can|'ve)?)?(?: never| not)?
        (?:do not|don't) (?:mind|care) (?:whether|about)(?: or not)?(?: you(?: have| know| speak| can|'ve)?)?(?: never)?
        {_NOBODY} (?:will )?(?:expects?|needs?|requires?)
        {_NOBODY} (?:will )?(?:insists? on|wants?|demands?|asks?(?: you)? (?:for|about))
        (?:you|we) (?:can|may) (?:leave|forget|skip)(?: about)?  never mind(?: about)?
        forget(?: about)?(?= [^.;]{{2,60}}[,:;] (?:we|you|it|what|our))
        (?:do not|don't|does not|doesn't|won't|will not) (?:need|require|expect|insist on)(?: {_TO_KNOW})?
        (?:do not|don't|does not|doesn't|won't|will not) (?:need|require|expect)(?: you to| any| an?| prior)+
        (?:do not|don't|does not|doesn't|won't|will not|needn't|need not) have {_TO_KNOW}
        (?:not|no longer) (?:need|require|expect|insist on)(?: {_TO_KNOW}| any| an?)?  needn't  need not
        (?:there is |there's )?no (?:need|requirements?|necessity) (?:for|to|of)(?: have| know| hold| any)*
        without (?:the )?need (?:for|to|of)  no (?:prior|previous)  (?:little|limited|some) or no
        no (?:prior|previous|specific|special|particular)(?: \w+){{0,2}} {_KNOWING}(?: (?:in|with|of))?
        no (?:formal|direct)(?: \w+){{0,2}} {_KNOWING}(?: (?:in|with|of))?
        (?:don't|do not) worry if you(?:'ve| have| are|'re)?(?: never| not| don't| do not| haven't| no)?
        (?:even )?if you (?:don't|do not|haven't|have not)(?: have| know| speak| hold| used| any| got)*
        (?:even )?if you (?:have never|have no|lack)  even if you(?:'ve| have) never(?: used| worked with)?
        even without  whether or not you(?: have| know)?  you (?:don't|do not) (?:need|have)(?! {_TOLD})
        (?:never|haven't|have not|not) (?:used|worked with|tried)(?= [^.?]{{1,60}}\?)
        (?:no|without)(?: any)? {_KNOWING}(?: (?:in|with|of|as|necessary|required|needed))?
        no se requiere(?:n)?  sin (?:necesidad de )?experiencia"""
    ),
    "not_required<": wordings(
        rf"""
        {_ARE_NOT} (?:something|anything)(?: that)? you (?:need|must|have to|should)(?: \w+)?
        (?:is|are)(?: all)? greek to you  (?:can|will|may) (?:wait|come later|follow later)
        (?:(?:is|are|was|were) )?(?:not|no longer|never) {_STRICTLY}{_NEEDED}
        (?:is|are|was)n't {_STRICTLY}{_NEEDED}  unnecessary  (?:does not|doesn't|do not|don't) matter
        (?:(?:is|are|was|were) )?neither {_NEEDED} nor {_NEEDED}  none(?: is| are)? {_NEEDED}
        (?:is|are|was|were) (?:by no means|far from|hardly|scarcely) {_NEEDED}
        (?:is|are|was|were) (?:irrelevant|immaterial|superfluous|unimportant|beside the point|waived|not the point)
        (?:is|are|would be) of (?:no|little) (?:use|help|value|relevance)
        (?:plays?|has|have) no (?:part|role|bearing) (?:in|on) (?:our|the) (?:selection|decision|choice|hiring)
        (?:should not|shouldn't) (?:worry|bother|deter|stop) you
        (?:is|are|was|were) surplus to (?:our |the )?requirements?
        (?:won't|will not|will never|would not|wouldn't|need not|needn't) be {_STRICTLY}{_NEEDED}(?! to|:)
        not an absolute (?:must|requirement|prerequisite)  no (?:problem|worries)
        (?:is |are )?no(?:t an)? (?:barrier|obstacle|issue)  can be (?:taught|learned|learnt)  will be taught
        (?:full |on-the-job |all |complete )?training (?:is |will be )?(?:given|provided|offered|available)
        {_ARE_NOT} {_STRICTLY}{_ASKED}(?: by us)?
        {_ARE_NOT} (?:something|anything)(?: that)? we(?: will|'ll)? \w+
        {_ARE_NOT} what we (?:ask|look|are looking|want)(?: for)?
        (?:makes?|will make|would make) no (?:real |big )?difference  does(?: not|n't) (?:count|come into it)
        (?:is|are|would be|was|were) (?:all |completely |entirely |brand )?new to you
        (?:is|are|would be) (?:unknown|foreign|a mystery|a closed book|unfamiliar) to you
        you (?:will not|won't|will never|do not|don't|need not) (?:need|require|use) {_IT_ALL}{_NO_LONGER}
        we (?:do not|don't|won't|will not) (?:require|need|expect|ask for|insist on) {_IT_ALL}{_NO_LONGER}
        (?:is|are) (?:neither here nor there|by the by|of no (?:concern|importance|consequence|interest))
        no es (?:necesari[oa]|imprescindible)  nicht erforderlich"""
    ),
}
NEGATED = {
    "negated<": wordings(
        rf"""
        (?:is|are|was|were|has been|have been) (?:excluded|abolished|scrapped|dropped)
        (?:is|are|was|were|has been|have been) (?:discontinued|phased out|retired|stopped)
        (?:is|are|has|have) (?:history|gone(?= ?[.;,]|$)|had its day|disappeared|ceased)
        falls? to (?:others|a colleague|the)
        (?:is|are|was|were) {_OUTSIDE} (?:\w+ of (?:the|this|your) )?{_FIELD}  none (?:here|of that)
        (?:falls?|lies?|sits?) {_OUTSIDE} \w+
        {_ARE_NOT} what (?:this|the|your) (?:job|role|post|position|work) (?:is|involves|entails)(?: about)?
        never (?:comes? up|arises?|features?|happens?|occurs?|(?:used|tried|done|learn\w*)(?= ?[.;]?$))
        (?:is|are) no longer (?:done|used|taught|sold|offered|made)(?: here)?
        (?:is|are) (?:{_DONE}) by [^.;]{{2,40}}[,;] so you (?:never|won't|do not|don't|will not) [^.;,]{{2,30}}
        (?:is|are) (?:{_DONE}) to [^.;,]{{2,40}}[,;] \w+ (?:must not|do not|may not|never) \w+ (?:it|them|this)
        (?:is|are) something (?:that )?i(?:'ve| have)? (?:never|not|yet to|don't|haven't|cannot|can't)(?: yet)? \w+
        {_ARE_NOT}(?: ever| usually| normally)? {_PART}(?: [^,;.]{{0,30}})?
        (?:is|are|has been|have been) (?:a thing of the past|out of bounds|off[ -]limits|out of scope|banned)
        (?:is|are|has been|have been) (?:forbidden|prohibited|off the (?:table|menu|agenda))
        (?:is|are) (?:off your (?:plate|desk|list)|somebody else's (?:job|business|task))
        (?:so )?(?:that|this|which|it)(?:'s| is) off your (?:plate|desk|list|hands)
        (?:so )?(?:that|this|which|it)(?:'s| is) not (?:your|for you) \w+
        (?:plays?|has|have) no (?:part|place|role)
        (?:does|do)(?: not|n't) (?:feature|arise|come up)(?: [^,;.]{{0,30}})?
        (?:does|do)(?: not|n't) (?:happen|take place|fall to you|form part of)(?: [^,;.]{{0,30}})?
        (?:is|are) {_NOT} (?:your|for you|up to you|among (?:your|the))(?: \w+)?
        (?:is|are) (?:{_DONE}) [^.;]{{0,50}},? {_AND_NOT}(?: \w+)? (?:by|to|for|with) [^.;,]{{2,30}}
        (?:is|are) (?:{_DONE}) [^.;]{{0,50}},? so (?:that|this|it)(?:'s| is) (?:off your \w+|not your \w+)
        (?:is|are|was|were|will)(?: not|n't) (?:be )?(?:included|part of)(?: [^,;.]{{0,30}})?
        (?:is|are|was|were|will)(?: not|n't) (?:be )?(?:involved|used|covered)(?: [^,;.]{{0,30}})?
        (?:is|are|was|were|will)(?: not|n't) (?:be )?supported(?: [^,;.]{{0,30}})?
        (?:is|are|was|were|will)(?: not|n't) (?:be )?(?:offered|available|provided)(?: [^,;.]{{0,30}})?
        not included  none(?= ?(?:\)|$))  n/a"""
    ),
    "negated>": wordings(
        rf"""
        (?:rules? out|excludes?|excluding|spares you|except(?: for)?|anything but|everything but|apart from)
        (?:have|has|had|'ve) yet to(?: \w+)?
        not yet (?:trained|certified|qualified|able|familiar|experienced|confident|skilled|used|worked|learn\w+|tried)
        not yet (?:done|had|taken|driven|mastered|studied|covered)
        (?:days|era) of(?= [^.;,]{{2,40}} (?:is|are) (?:over|gone|past|behind us))
        (?:moved|moving|gone) away from  (?:said|saying) goodbye to  turned (?:our|my) backs? on
        (?:won't|will not) (?:ever )?be (?:asked|expected|required|made|called (?:up)?on) to(?! (?:have|know|be|hold))
        zero(?= [a-z])(?! (?:{_MISHAP}|{_ZERO})\b)
        yet to (?:learn|try|use|work)  (?:hardly|barely|scarcely) (?:any|ever)
        (?:stopped|abandoned|ditched|dropped|scrapped|abolished|gave up|given up|got rid of|did away with|banned|quit)
        (?:be |are )?spared(?: from)?
        not (?:familiar|experienced|comfortable|confident|proficient|skilled) (?:with|in|using)
        {_NOBODY} (?:is |will be |has been )?(?:ever )?(?:asked|expected|required|allowed|made) to(?: \w+)?
        {_NOBODY} (?:does|do|will|would|has to|needs to)  at no (?:time|point|stage|moment)
        (?:entirely |completely )?free (?:of|from)(?= [^.;]{{0,60}})
        not (?:be )?(?:asked|required|expected|allowed)(?: to)?  nothing to do with  no longer
        not  (?:do|does|did|is|are|was|were|has|have|had|wo|ca|could|would|should|need|must)n't  cannot
        no experience (?:with|in|of|using)  zero (?:experience|knowledge)(?: (?:in|with|of))?  no  without
        never  nor  neither  (?:a )?(?:lack|absence) of  lacks?  lacking  unfamiliar with  unable to
        rather than  instead of  sin  ninguna?  nunca  no tengo"""
    ),
}
# Not a negation of what follows, or a negation of something that is no skill.
HARMLESS = wordings(
    rf"""
    (?:won't|will not|will never|are never|are not|aren't|is never|'re never) (?:be |get |feel )?{_UNWANTED}
    never (?:be |get |feel )?{_UNWANTED}
    never (?:miss|fail|neglect|skipp?|refus|cut|rush|hurr|lower|los|drop)(?:e|ed|es|s|y|ied|ies|t)?
    (?:no|without) (?:an? |any |a single |one )?{_MISHAP}  without (?:an? )?(?:appointment|booking|reservation)s?
    (?:goes )?without saying  no-(?!one\b)[a-z]+
    never (?:a (?:shortage|lack)|(?:had |caused )(?:an? |any |one |a single )?{_MISHAP})
    (?:do not|don't|does not|doesn't|will not|won't) need {_TOLD}
    (?:is|are) (?:not|never) tolerated  never ask you to (?:cut|skip|rush|skimp|compromise)
    no (?:shortage|lack|end|amount|substitute|small|ordinary|excuse|stranger|secret|slouch|beginner|novice|lone wolf)
    no (?:half|hidden|strings|fuss|frills|question|trouble|difficulty)  nothing (?:beats|less|short|matters more|else)
    not (?:shy|short|one to|for the faint|to be missed|new to|once|a stranger|a novice|merely)
    not a day(?! [^.;]{{0,30}}without)
    never (?:short|without a|lose|far|underestimate|too)
    (?:be |is |are )?(?:lost|nothing|nowhere|incomplete|unthinkable|impossible) without
    not (?:only|just|simply|merely|limited|least|to mention|afraid|be afraid|shy|scared|hesitate|hesitant)
    not fazed
    not (?:phased|averse|intimidated|put off|alone|all|every|everyone|always|too|yet|for[ -]profit|so|sure)
    not (?:negotiable(?= to)|discriminate|exceed|miss|forget|forgetting|mind|stop|a (?:problem|clock))
    not be missed
    not (?:an? )?(?:purely|solely|exclusively|entirely|really|been|be (?:limited|exhaustive|easier))
    not (?:an? )?part of the contract
    (?:could|would|may|can) not be (?:limited|easier|exhaustive|happier)
    (?:do|does) not (?:just|only|merely|hesitate|discriminate|mind(?! if| whether)|forget|miss|worry|delay|fret)
    (?:do|does|is|are|did|wo|were|was|have|has|would)n't (?:only|just|simply|merely|hesitate|afraid)
    (?:do|does|is|are|did|wo|were|was|have|has|would)n't (?:mind(?! if| whether)|fret)
    (?:do|does|is|are|did|wo|were|was|have|has|would)n't (?:be afraid|shy|discriminate|miss|forget|stop)
    (?:do|does|is|are|did|wo|were|was|have|has|would)n't scared
    (?:do|does|is|are|did|wo|were|was|have|has|would)n't (?:limited|delay|wait|worry|panic|believe in)
    (?:do|does|is|are|did|wo|were|was|have|has|would)n't micromanage
    (?:can't|cannot|can not|couldn't) (?:wait|be beaten|imagine|stress|be trusted|get enough)
    (?:can't|cannot|can not|couldn't) do (?:this|it)(?! [^.;]{{0,30}}without)
    (?:can't|cannot|can not|couldn't) stop
    (?:can't|cannot) (?:imagine (?:life |a day )?|live |do |function |work )without
    (?:would not|wouldn't|couldn't|could not) [^.]{{0,40}} without
    without (?:hesitation|fail|exception|compromis\w+|a doubt|doubt|regard|delay|sacrific\w+|limits?|question)
    without (?:being (?:asked|told)|complications)
    no (?:doubt|limits?|less than|fewer than|more than|later than|earlier than|fear of|stranger to|matter|two)
    no one(?! (?:here |else )?(?:is|will|expects?|needs?|requires?|asks?|wants?|does|has to|needs to))
    no (?:day|nonsense|job (?:is )?too|task|idea|ceiling|exceptions?|excuses?|ego|egos|surprises?|wonder)
    no (?:risk|bull\w*|time(?: like)?|better|obligation|cost|joke|shortage|good idea|telling|other)
    no probationary
    (?:by )?no means
    no\.? ?\d+
    nosql
    no-sql
    nothing(?! [^.;]{{0,40}}without)
    non-[a-z]+
    not-for-profit
    look no further
    last but not least  whether or not(?! you)  why not  if not  or not  second to none  must not
    never (?:mind(?! about)|stops?|ends?|a dull|compromis\w+|miss(?:es)?|forgets?|loses?|been|before|afraid|settles?)
    never gives? up
    never (?:turn down|know|tired|stopped|(?:go|goes) un\w+)
    (?:will not|won't) (?:only|just|go unnoticed|regret|be disappointed)"""
)
# "Applications without a licence will not be considered" asks for the licence.
NOT_CONSIDERED = wordings(
    r"""
    (?:will not|won't|cannot|can't|can not|not) be (?:considered|accepted|able to apply|shortlisted|contacted)
    (?:will not|won't|cannot|can't|can not|not) be (?:progressed|processed)
    need not apply  please (?:do not|don't) apply"""
)
# "No job here is done without teamwork", "we cannot consider anybody without a card": two denials ask for it.
_LACK = "(?:do not|don't|cannot|can't|lack|have no|have never)"
_LACKING = f"(?:[\\w'-]+ ){{0,4}}?(?:who {_LACK}|lacking)"
_CANNOT = "(?:can't|cannot|can not|won't|will not|is no|are no|would not|wouldn't|could not|couldn't)"
_GO_AWAY = (
    "(?:do not (?:apply|bother)|don't (?:apply|bother)|this (?:is not|isn't)|look elsewhere|"
    "(?:we|you) (?:can't|cannot|won't|will not))"
)
DEMANDED = {
    "demanded>": wordings(
        rf"""
        without(?= [^.;]{{2,50}},? (?:you|we|there|it|nobody|this \w+)(?:'ll)? {_CANNOT})
        no(?= [\w' -]{{2,30}}, no (?:job|start|interview|work|go|offer|shift|entry|contract|chance))
        if you {_LACK}(?: have| know| hold| speak| like)?(?= [^.;]{{2,50}},? (?:please )?{_GO_AWAY})
        (?:no|nobody|no-one|none|never|not|nothing)(?: [\w'’-]+){{1,8}}? without(?! (?:us|you|it)\b)
        (?:cannot|can't|won't|don't|couldn't)(?: [\w'’-]+){{1,8}}? without(?! (?:us|you|it)\b)
        (?:can't|cannot|can not) (?:consider|accept|employ|hire|take on|interview) {_LACKING}
        (?:won't|will not|do not|don't) (?:consider|accept|employ|hire|take on|interview) {_LACKING}
        (?:not|never|nobody|nothing|don't|can't)(?: [\w'’-]+){{1,8}}? unless(?: you(?:'re|'ve| \w+)?)?
        (?:don't|do not) (?:bother |even )?(?:apply|applying|call)(?: [\w'’-]+){{0,3}}? if you {_LACK}"""
    )
}
