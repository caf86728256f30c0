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
_KNOWING = (
    "(?:experience|knowledge|background|qualifications?|degrees?|training|skills?|expertise|understanding|"
    "education|certifications?|diplomas?|licen[cs]e)"
)

NOT_REQUIRED = {
    "not_required>": wordings(
        rf"""
        (?:(?:is|are|was|were) )?(?:not|no longer) {_STRICTLY}{_NEEDED} {_TO_KNOW}
        (?:is|are|was|were)n't {_STRICTLY}{_NEEDED} {_TO_KNOW}  (?:not|no longer) {_NEEDED}(?= ?:)
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
        even without  whether or not you(?: have| know)?  you (?:don't|do not) (?:need|have)
        (?:never|haven't|have not|not) (?:used|worked with|tried)(?= [^.?]{{1,60}}\?)
        (?:no|without)(?: any)? {_KNOWING}(?: (?:in|with|of|as|necessary|required|needed))?
        no se requiere(?:n)?  sin (?:necesidad de )?experiencia"""
    ),
    "not_required<": wordings(
        rf"""
        (?:(?:is|are|was|were) )?(?:not|no longer|never) {_STRICTLY}{_NEEDED}
        (?:is|are|was)n't {_STRICTLY}{_NEEDED}  unnecessary  (?:does not|doesn't|do not|don't) matter
        not an absolute (?:must|requirement|prerequisite)  no (?:problem|worries)
        (?:is |are )?no(?:t an)? (?:barrier|obstacle|issue)  can be (?:taught|learned|learnt)  will be taught
        (?:full |on-the-job |all |complete )?training (?:is |will be )?(?:given|provided|offered|available)
        no es (?:necesari[oa]|imprescindible)  nicht erforderlich"""
    ),
}
NEGATED = {
    "negated<": wordings(
        r"""
        (?:is|are|was|were|will)(?: not|n't) (?:be )?(?:included|part of|involved|used|covered)(?: .{0,30})?
        (?:is|are|was|were|will)(?: not|n't) (?:be )?supported(?: .{0,30})?
        (?:is|are|was|were|will)(?: not|n't) (?:be )?(?:offered|available|provided)(?: .{0,30})?
        not included  none(?= ?$)  n/a"""
    ),
    "negated>": wordings(
        r"""
        not (?:familiar|experienced|comfortable|confident|proficient|skilled) (?:with|in|using)
        not  (?:do|does|did|is|are|was|were|has|have|had|wo|ca|could|would|should|need|must)n't  cannot
        no experience (?:with|in|of|using)  zero (?:experience|knowledge)(?: (?:in|with|of))?  no  without
        never  nor  neither  (?:a )?(?:lack|absence) of  lacks?  lacking  unfamiliar with  unable to
        rather than  instead of  sin  ninguna?  nunca  no tengo"""
    ),
}
# Not a negation of what follows, or a negation of something that is no skill.
HARMLESS = wordings(
    r"""
    not (?:only|just|simply|merely|limited|least|to mention|afraid|be afraid|shy|scared|hesitate|hesitant)
    not fazed
    not (?:phased|averse|intimidated|put off|alone|all|every|everyone|always|too|yet|for[ -]profit|so|sure)
    not (?:negotiable(?= to)|discriminate|exceed|miss|forget|forgetting|mind|stop|a (?:problem|clock))
    not be missed
    not (?:an? )?(?:purely|solely|exclusively|entirely|really|been|be (?:limited|exhaustive|easier))
    not (?:an? )?part of the contract
    (?:could|would|may|can) not be (?:limited|easier|exhaustive|happier)
    (?:do|does) not (?:just|only|merely|hesitate|discriminate|mind|forget|miss|worry|delay)
    (?:do|does|is|are|did|wo|were|was|have|has|would)n't (?:only|just|simply|merely|hesitate|mind|afraid)
    (?:do|does|is|are|did|wo|were|was|have|has|would)n't (?:be afraid|shy|discriminate|miss|forget|stop)
    (?:do|does|is|are|did|wo|were|was|have|has|would)n't scared
    (?:do|does|is|are|did|wo|were|was|have|has|would)n't (?:limited|delay|wait|worry|panic|believe in)
    (?:do|does|is|are|did|wo|were|was|have|has|would)n't micromanage
    (?:can't|cannot|can not|couldn't) (?:wait|be beaten|imagine|stress|do (?:this|it)|be trusted|get enough)
    (?:can't|cannot|can not|couldn't) stop
    (?:can't|cannot) (?:imagine (?:life |a day )?|live |do |function |work )without
    (?:would not|wouldn't|couldn't|could not) [^.]{0,40} without
    without (?:hesitation|fail|exception|compromis\w+|a doubt|doubt|regard|delay|sacrific\w+|limits?|question)
    without (?:being (?:asked|told)|complications)
    no (?:doubt|limits?|less than|fewer than|more than|later than|earlier than|fear of|stranger to|matter|two)
    no (?:one|day|nonsense|job (?:is )?too|task|idea|ceiling|exceptions?|excuses?|ego|egos|surprises?|wonder)
    no (?:risk|bull\w*|time(?: like)?|better|obligation|cost|joke|shortage|good idea|telling|other)
    no probationary
    (?:by )?no means  no\.? ?\d+  nosql  no-sql  nothing  non-[a-z]+  not-for-profit  look no further
    last but not least  whether or not  why not  if not  or not  second to none  must not
    never (?:stops?|ends?|a dull|compromis\w+|miss(?:es)?|forgets?|loses?|been|before|afraid|settles?)
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
