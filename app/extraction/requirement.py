"""Required or preferred: the words that say so, and what a section says where its words do not."""

from __future__ import annotations

from app.extraction.models import Requirement

# "<" looks back ("Python required"), ">" looks ahead ("must have Python"), "item" is for one list item "(required)".
_BE = "(?:is|are|would be|will be|'s|'d be)"
_VERY = "(?:(?:strongly|highly|also|very|absolutely|definitely|considered|generally|really|much|particularly|especially|greatly) )*"
_NOUNS = (
    "(?:technical |soft |hard |key |core |additional |other |professional |minimum |language )*"
    "(?:skills?|experience|qualifications?|requirements?|knowledge|education|competenc\\w+|criteria|attributes|"
    "languages?|licen[cs]es?|technologies|certifications?|background|abilities)"
)
_GRADE = "(?:strong |big |huge |definite |real |distinct |major |great |added |significant |considerable |nice |clear |further )?"
_GAIN = f"(?:an? {_GRADE}(?:plus|advantage|bonus|asset|benefit|merit|nice[ -]to[ -]have))"
_NOT_NEEDED = "(?:required|essential|necessary|mandatory|needed|a must|a requirement|compulsory|obligatory|a prerequisite)"

REQUIRED = {
    "required>": [
        f"(?:required|mandatory|essential|necessary|minimum|basic|needed|indispensable) {_NOUNS}(?: (?:include|are|is|will be))?",
        "(?:required|mandatory|essential|necessary|must-haves?|must haves?|minimum|requirements?)(?= ?:)",
        "requirements?(?: for this \\w+)? (?:include|are|is|will be)",
        "must(?: also| all)? (?:have|be able to|be|hold|possess|speak|know)(?: an?| the)?", "must", "requires?", "we require",
        "(?:you|you'll|you will|we|candidates|applicants|he/she|also|do|will|would|she|he|person|who|individual|role|candidate|applicant|job|position) needs?(?: to| an?)?",
        "needs? to (?:have|know|speak|hold|possess|demonstrate|understand|show|bring)", "needs? (?:someone|somebody|a person|people) (?:who|with|that)",
        "have to (?:have|be|hold|speak|know|possess)", "should(?: also)? (?:have|be|hold|possess|know|speak|bring|demonstrate)",
        "we expect(?: you to| that you| candidates to)?", "only (?:candidates|applicants|applications|people) (?:with|who)", "prerequisites?",
        "se requiere(?:n)?", "requerimos", "necesitas",
    ],
    "required<": [
        f"(?:is|are|will be|'s|be) {_VERY}(?:required|essential|mandatory|necessary|needed|imperative|compulsory|"
        "crucial|vital|indispensable|expected|obligatory|a (?:must|requirement|prerequisite|necessity)|non-negotiable|"
        "not negotiable|not optional|a must[ -]have|musts)",
        "(?:strictly |absolutely )?required",
        "mandatory", "essential", "imperative", "compulsory", "a must(?:[ -]have)?", "(?:an )?absolute must", "needed",
        "necessary", "non-negotiable", "not negotiable", "not optional", "must[ -]have(?=\\)|$|\\.|!)",
        "must(?=\\)|$|\\.|!)", "(?:es )?imprescindible", "(?:es )?obligatori[oa]", "requerid[oa]s?", "erforderlich",
    ],
    "minimum>": ["minimum(?: of)?(?= (?:an? |\\d|one|two|three|four|five|six|seven|eight|nine|ten|high|bachelor|gcse|nvq|level))", "min\\. ?(?=\\d)"],
}  # fmt: skip
# Said after a requirement, it makes the requirement a wish: "AAT level, but this is not essential".
SOFTENING = {
    "softening<": [
        f"(?:but|however|though|although),? (?:(?:this|it|that|they)(?: is|'s| are)? )?(?:is |are )?not (?:strictly |absolutely |an? (?:absolute )?)?{_NOT_NEEDED}",
        f"(?:but|however|though|although),? (?:(?:this|it|that|they) )?(?:isn't|aren't) (?:strictly |absolutely )?{_NOT_NEEDED}",
        f"(?:but|however|though|although),? (?:it |this |that |they )?(?:would be|is|are|will be) (?:very |still |highly )?(?:nice|great|good|helpful|useful|beneficial|preferred|desirable|welcome|{_GAIN})(?= ?[.,;!)]|$)",
    ],
}  # fmt: skip
PREFERRED = {
    "preferred>": [
        f"(?:preferred|desirable|desired|bonus|optional|advantageous|beneficial|nice[ -]to[ -]have|good[ -]to[ -]have) {_NOUNS}(?: (?:include|are|is|will be))?",
        "(?:preferred|preferable|preferably|desirable|desired|desirables|nice[ -]to[ -]haves?|good[ -]to[ -]haves?|bonus|plus|pluses|a plus|optional|advantageous|an advantage|an asset)(?= ?:)",
        "preferably", "ideally", "optionally", "(?:bonus|extra|brownie) points?(?: (?:for|if|are given for))?(?: you(?:'ve| have)?)?", "bonus if", "even better if",
        f"(?:it )?(?:would|will|'d|is|it's|'s)(?: also)?(?: be)? (?:great|nice|good|ideal|fantastic|awesome|helpful|useful|handy|an? {_GRADE}(?:plus|advantage|bonus|asset)) if(?: you(?:'ve| have| also have)?)?",
        "(?:a|an|big|huge|real) (?:plus|advantage|bonus|asset) (?:if|to have|would be)", "(?:we'd|we would)(?: also| really)? XX",
        "we prefer", "preference (?:\\w+ ){0,3}(?:to|for)", "preference", "you (?:may|might) also (?:have|be|bring)", "prefer(?:ring)?(?= (?:someone|candidates|applicants|people))",
        "nice to have", "good to have", "se valorar[áa]n?(?: positivamente)?", "preferiblemente", "idealerweise",
    ],
    "preferred<": [
        f"(?:(?:is|are|'s) )?(?:not|isn't|aren't)(?: \\w+)? {_NOT_NEEDED}(?: for this \\w+)?,? but (?:\\w+ ){{0,4}}?(?:preferred|desirable|beneficial|advantageous|helpful|useful|nice|great|welcome|ideal|appreciated|valued|a bonus|{_GAIN})",
        f"{_BE} {_VERY}(?:preferred|desirable|desired|beneficial|advantageous|optional|valued|appreciated|favou?red|favou?rable|preferable|helpful|useful|ideal|{_GAIN})(?! for| to| from| at| if)", f"(?:would|will) be {_VERY}(?:nice|great|good|fantastic|amazing|awesome|handy|wonderful|welcomed?)(?! for| to| from| at| with| opportunity)",
        f"(?:strongly |highly |very |most )?(?:preferred|desirable)(?:,? (?:but )?not {_NOT_NEEDED})?", "desired(?= ?(?:[).,;]|$|but|and))",
        f"{_GAIN}", "(?:big|huge|strong|definite) plus", "nice[ -]to[ -]haves?", "good[ -]to[ -]have", "great to have", "beneficial", "advantageous", "preferable",
        "optional", "plus(?=[)!])", "advantage(?=\\))", "bonus(?=\\))", "will set you apart", "would help", "(?:es )?(?:deseable|valorable)s?", "(?:es |será )?un plus",
        "(?:von vorteil|wünschenswert)", "if possible",
    ],
}  # fmt: skip
# Words that look like a requirement and are none.
NEUTRAL = [
    "(?:as|where|if|when|whenever|wherever|is|are)(?: may be| is| and when| and where)? (?:required|needed|necessary|desired|preferred)(?= (?:by|to ensure|to meet)\\b)",
    "(?:as|where|if|when|whenever|wherever|then|times)(?: may be| is| and when| and where| or when)? (?:required|needed|necessary|desired|preferred)",
    "required (?:by|to (?:ensure|meet|perform|complete|achieve|deliver|support|get|create|troubleshoot|accomplish|make|run|build|maintain|solve|fix|keep|help))", "(?:may|might|could|will|would|you'll|you'd|they'll|we'll|are|is)(?: also)? be required to(?! (?:have|hold|possess|speak|be))", "(?:is|are) required to (?:ensure|meet|perform|complete|achieve|deliver|support|get|create|troubleshoot|accomplish|make|run|build|maintain|solve|fix|keep|help)", "(?:all the|the|any|all|with|other) necessary", "(?:may|might|could)(?: also| occasionally| sometimes)? require", "if you(?:'ll)? need", "(?:tools|support|information|training|resources|equipment|everything|help|data|all|skills)(?: that)? (?:you|you'll|they)(?: will)? need", "(?:when|if|as) (?:\\w+ ){1,4}requires?",
    "(?:customers?|clients?|business|user|users|users'|patients?|operational|project|technical|regulatory|legal|system|product|functional|safety|dietary|company|production|gather|gathering|meet|meets|meeting|understand|all|their|our|its|the|statutory|data) requirements?",
    "minimum wage", "(?:with|under|at) (?:a )?minimum(?: of)? (?:supervision|guidance|direction|downtime)", "essential (?:oils?|workers?|part|role|services?|duties|functions|job|tasks?|work|to (?:our|the)|member|business|responsibilities)",
    "mandatory (?:training|courses?|fields?|discount|reporting|trainings)", "necessary (?:documentation|documents|paperwork|steps|actions?|adjustments|repairs|changes|duties|improvements|corrections|equipment|tools)", "needed (?:to|by)",
    "ideally (?:located|situated|placed|positioned|suited)", "preferred (?:suppliers?|vendors?|partners?|customers?|names?|providers?|methods?|formats?|pronouns?|carriers?|employer|brand)", "desired (?:results?|outcomes?|levels?|behaviou?rs?|state|effect|quality|location|goals?)",
    "optional (?:extras?|holidays?|benefits?|overtime)", "a bonus (?:scheme|structure|of|plan|system|payment|program|programme|up|based|for|on)", "an? (?:\\w+ )?advantage (?:of|over|through|in the market)", "a plus sign", "a benefits?", "must-see", "must not", "bonus (?:scheme|structure|plan|payments?|program|programme|of)",
    "needed basis", "as-needed", "in need",
]  # fmt: skip

_BY_SECTION: dict[str, Requirement] = {"requirements": "required", "preferred": "preferred"}
# What stands here is never asked of the worker, whatever its words.
_NEVER_ASKS = frozenset({"benefits", "employer", "equal_opportunity", "pay"})


def section_requirement(section: str) -> Requirement:
    """What a section of a posting says of its skills where their own words say nothing."""
    return _BY_SECTION.get(section, "mentioned")


def can_ask(section: str) -> bool:
    """Whether a section of a posting may ask anything of the worker."""
    return section not in _NEVER_ASKS
