"""Negation: the words that deny or waive a skill, and the many that only look like it."""

from __future__ import annotations

_NEEDED = (
    "(?:required|needed|necessary|essential|mandatory|compulsory|expected|obligatory|important|relevant|"
    "a (?:must|requirement|prerequisite|necessity|problem|barrier|deal-?breaker))"
)
_NT = "(?:do|does|did|is|are|was|were|has|have|had|wo|ca|could|would|should|need|must)n't"
_STRICTLY = "(?:strictly |absolutely |necessarily |always |actually |really |even )?"
_KNOWING = (
    "(?:experience|knowledge|background|qualifications?|degrees?|training|skills?|expertise|understanding|education|"
    "certifications?|diplomas?|licen[cs]e)"
)

NOT_REQUIRED = {
    "not_required>": [
        f"(?:(?:is|are|was|were) )?(?:not|no longer) {_STRICTLY}{_NEEDED} to (?:have|know|be|speak|hold|possess)", f"(?:is|are|was|were)n't {_STRICTLY}{_NEEDED} to (?:have|know|be|speak|hold|possess)", f"(?:not|no longer) {_NEEDED}(?= ?:)",
        "(?:do not|don't|does not|doesn't|won't|will not|needn't|need not|not|no longer) (?:need|require|have to (?:have|know|be|speak|hold)|expect|insist on)(?: (?:to (?:have|know|be|speak|hold|possess)|you to|any|an?|prior|previous))*",
        "(?:there is |there's )?no (?:need|requirements?|necessity) (?:for|to|of)(?: have| know| hold| any| prior)*", "(?:without|no) (?:the )?need (?:for|to|of)", "(?:needn't|need not)",
        f"no (?:prior|previous|specific|special|particular|formal|direct)(?: \\w+){{0,2}} {_KNOWING}(?: (?:in|with|of))?", "no (?:prior|previous)", "(?:little|limited|some) or no",
        "(?:don't|do not) worry if you(?:'ve| have| are|'re)?(?: never| not|n't| don't| do not| haven't| no)?(?: have| know| used| worked)*", "(?:even )?if you (?:don't|do not|haven't|have not|have never|have no|lack)(?: have| know| speak| hold| used| any| got)*", "even if you(?:'ve| have) never(?: used| worked with)?", "even without",
        "whether or not you(?: have| know)?", "(?:never|haven't|have not|not) (?:used|worked with|tried)(?= [^.?]{1,60}\\?)", "you (?:don't|do not) (?:need|have)",
        f"(?:no|without)(?: any)? {_KNOWING}(?: (?:in|with|of|as|necessary|required|needed))?", "no se requiere(?:n)?", "sin (?:necesidad de )?experiencia",
    ],
    "not_required<": [
        f"(?:(?:is|are|was|were|it's|'s) )?(?:not|no longer|never) {_STRICTLY}{_NEEDED}", f"(?:is|are|was)n't {_STRICTLY}{_NEEDED}", "unnecessary", "(?:does not|doesn't|do not|don't) matter",
        "not a(?:n absolute)? (?:must|requirement|prerequisite)", "no (?:problem|worries)", "(?:is |are )?no(?:t an)? (?:barrier|obstacle|issue)", "no es (?:necesari[oa]|imprescindible)", "nicht erforderlich",
        "can be (?:taught|learned|learnt)", "will be taught",
    ],
}  # fmt: skip
NEGATED = {
    "negated<": [
        "(?:is|are|was|were|will)(?: not|n't) (?:be )?(?:included|part of|involved|used|covered|supported|offered|available|provided)(?: .{0,30})?", "not included", "none(?= ?$)", "n/a",
    ],
    "negated>": [
        "not", _NT, "cannot", "no", "without", "never", "nor", "neither", "(?:a )?(?:lack|absence) of", "lacks?", "lacking", "unfamiliar with", "unable to", "rather than", "instead of", "sin", "ninguna?", "nunca", "no tengo",
        "no experience (?:with|in|of|using)", "not (?:familiar|experienced|comfortable|confident|proficient|skilled) (?:with|in|using)", "zero (?:experience|knowledge)(?: (?:in|with|of))?",
    ],
}  # fmt: skip
# Not a negation of what follows, or a negation of something that is no skill.
HARMLESS = [
    "not (?:an? )?(?:purely|solely|exclusively|entirely|really|been|be (?:limited|exhaustive|easier)|part of the contract)", "(?:could|would|may|can) not be (?:limited|easier|exhaustive|happier)", "look no further", "(?:by )?no (?:means|good idea|telling|one|other|probationary)", "second to none",
    "(?:can't|cannot) stop", "never (?:go|goes) un\\w+", "(?:would not|wouldn't|couldn't|could not) [^.]{0,40} without",
    "not (?:only|just|simply|merely|limited|least|to mention|afraid|shy|scared|hesitate|fazed|phased|averse|intimidated|put off|alone|all|every|everyone|always|too|yet|for[ -]profit|negotiable(?= to)|be afraid|discriminate|sure|exceed|miss|forget|forgetting|mind|stop|a (?:problem|clock)|hesitant|be missed|so)",
    "(?:do|does|is|are|it's|did|wo|were|was|have|has|would)n't (?:only|just|simply|merely|hesitate|mind|afraid|be afraid|shy|discriminate|miss|forget|stop|scared|limited|delay|wait|worry|panic|believe in|micromanage|fazed)",
    "(?:can't|cannot|can not|couldn't) (?:wait|be beaten|imagine|stress|do (?:this|it)|be trusted|get enough)(?: (?:life )?without)?", "(?:can't|cannot) (?:live|do|function|work) without", "without (?:hesitation|fail|exception|compromis\\w+|a doubt|doubt|regard|delay|sacrific\\w+|being (?:asked|told)|limits?|question|complications)",
    "no (?:doubt|limits?|less than|fewer than|more than|later than|earlier than|fear of|stranger to|matter|two|one|day|nonsense|job (?:is )?too|task|idea|ceiling|exceptions?|excuses?|ego|egos|surprises?|wonder|risk|bull\\w*|time(?: like)?|better|obligation|cost|joke|shortage)", "no\\.? ?\\d+", "nosql", "no-sql",
    "last but not least", "whether or not", "why not", "if not", "or not", "never (?:stops?|ends?|a dull|compromis\\w+|miss(?:es)?|forgets?|loses?|been|before|afraid|settles?|gives? up|turn down|know|tired|stopped)", "nothing", "non-[a-z]+", "(?:do|does) not (?:just|only|merely|hesitate|discriminate|mind|forget|miss|worry|delay)", "not-for-profit",
    "will not (?:only|just|go unnoticed|regret|be disappointed)", "won't (?:only|just|regret|be disappointed)", "must not",
]  # fmt: skip
# "Applications without a licence will not be considered" asks for the licence.
NOT_CONSIDERED = ["(?:will not|won't|cannot|can't|can not|not) be (?:considered|accepted|able to apply|shortlisted|contacted|progressed|processed)", "need not apply", "please (?:do not|don't) apply"]  # fmt: skip
