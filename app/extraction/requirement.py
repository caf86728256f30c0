"""Required or preferred: the words that say so, and what a section says where its words do not."""

from __future__ import annotations

from app.extraction.models import Requirement
from app.text.labelled import wordings

# A label ending in "<" looks back ("Python required"), one ending in ">" looks ahead ("must have Python").
_VERY = "(?:(?:strongly|highly|also|very|absolutely|definitely|considered|generally|really|greatly) )*"
_NOUNS = (
    r"(?:technical |soft |hard |key |core |additional |other |professional |minimum |language )*(?:skills?|"
    r"experience|qualifications?|requirements?|knowledge|education|competenc\w+|criteria|attributes|"
    r"languages?|licen[cs]es?|technologies|certifications?|background|abilities)(?: (?:include|are|is|will "
    r"be))?"
)
_BIG = "(?:strong |big |huge |definite |real |distinct |major |great |added |significant |nice |clear )?"
_GAIN = f"an? {_BIG}(?:plus|advantage|bonus|asset|benefit|merit|nice[ -]to[ -]have)"
_NEEDED = (
    "(?:required|essential|necessary|mandatory|needed|compulsory|obligatory|a must|a requirement|a "
    "prerequisite)"
)
_GOOD = (
    "(?:nice|great|good|helpful|useful|beneficial|preferred|desirable|advantageous|welcome|ideal|valued|"
    f"{_GAIN})"
)
_HOWEVER = "(?:but|however|though|although),?"
_IT = "(?:(?:this|it|that|they) )?"
_IF_YOU = "if(?: you(?:'ve| have| also have)?)?"
_ENDS = r"(?= ?(?:[.,;!)]|$))"

REQUIRED = {
    "required>": wordings(
        rf"""
        (?:required|mandatory|essential|necessary|minimum|basic|needed|indispensable) {_NOUNS}
        (?:required|mandatory|essential|necessary|must-haves?|must haves?|minimum|requirements?)(?= ?:)
        requirements?(?: for this \w+)? (?:include|are|is|will be)
        must(?: also| all)? (?:have|be able to|be|hold|possess|speak|know)(?: an?| the)?  must  requires?
        (?:you|you'll|you will|we|candidates|applicants|he/she|also|do|will|would|she) needs?(?: to| an?)?
        (?:he|person|who|individual|role|candidate|applicant|job|position) needs?(?: to| an?)?
        needs? to (?:have|know|speak|hold|possess|demonstrate|understand|show|bring)
        needs? (?:someone|somebody|a person|people) (?:who|with|that)  we require
        have to (?:have|be|hold|speak|know|possess)  prerequisites?
        should(?: also)? (?:have|be|hold|possess|know|speak|bring|demonstrate)
        we expect(?: you to| that you| candidates to)?
        only (?:candidates|applicants|applications|people) (?:with|who)
        se requiere(?:n)?  requerimos  necesitas"""
    ),
    "required<": wordings(
        rf"""
        (?:is|are|will be|be) {_VERY}(?:required|essential|mandatory|necessary|needed|imperative|compulsory)
        (?:is|are|will be|be) {_VERY}(?:crucial|vital|indispensable|expected|obligatory|non-negotiable)
        (?:is|are|will be|be) {_VERY}(?:a must[ -]have|a (?:must|requirement|prerequisite|necessity)|musts)
        (?:is|are|will be|be) {_VERY}not (?:negotiable|optional)
        (?:strictly |absolutely )?required  mandatory  essential  imperative  compulsory  needed  necessary
        a must(?:[ -]have)?  (?:an )?absolute must  non-negotiable  not negotiable  not optional
        must[ -]have(?=\)|$|\.|!)  must(?=\)|$|\.|!)
        (?:es )?imprescindible  (?:es )?obligatori[oa]  requerid[oa]s?  erforderlich"""
    ),
    "minimum>": wordings(
        r"""
        minimum(?: of)?(?= (?:an? |\d|one|two|three|four|five|six|seven|eight|nine|ten|high|bachelor|gcse))
        min\. ?(?=\d)"""
    ),
}
# Said after a requirement, it makes the requirement a wish: "AAT level, but this is not essential".
SOFTENING = {
    "softening<": wordings(
        rf"""
        {_HOWEVER} {_IT}(?:is |are )?not (?:strictly |absolutely |an? (?:absolute )?)?{_NEEDED}
        {_HOWEVER} (?:this|it|that)'s not (?:strictly |absolutely )?{_NEEDED}
        {_HOWEVER} {_IT}(?:isn't|aren't) (?:strictly |absolutely )?{_NEEDED}
        {_HOWEVER} {_IT}(?:would be|is|are|will be) (?:very |still |highly )?{_GOOD}{_ENDS}"""
    ),
}
PREFERRED = {
    "preferred>": wordings(
        rf"""
        (?:preferred|desirable|desired|bonus|optional|advantageous|beneficial) {_NOUNS}
        (?:nice[ -]to[ -]have|good[ -]to[ -]have) {_NOUNS}
        (?:preferred|preferable|preferably|desirable|desired|desirables|nice[ -]to[ -]haves?)(?= ?:)
        (?:good[ -]to[ -]haves?|bonus|plus|pluses|a plus|optional|advantageous|an advantage|an asset)(?= ?:)
        preferably  ideally  optionally  nice to have  good to have  bonus if  even better if  we prefer
        (?:bonus|extra|brownie) points?(?: (?:for|if|are given for))?(?: you(?:'ve| have)?)?
        (?:it )?(?:would|will)(?: also)? be {_GOOD} {_IF_YOU}  (?:it )?is(?: also)? {_GOOD} {_IF_YOU}
        it(?:'s|'d be) {_GOOD} {_IF_YOU}  (?:it )?would help {_IF_YOU}
        (?:a|an|big|huge|real) (?:plus|advantage|bonus|asset) (?:if|to have|would be)
        (?:we'd|we would)(?: also| really)? (?:love|like|prefer)(?: it)? {_IF_YOU}
        (?:we'd|we would)(?: also| really)? be (?:thrilled|delighted) {_IF_YOU}
        (?:we'd|we would)(?: also| really)? (?:love|like|prefer) (?:to see|someone|candidates?)
        (?:we'd|we would)(?: also| really)? (?:love|like|prefer) you to (?:have|know|be)
        preference (?:\w+ ){{0,3}}(?:to|for)  preference  you (?:may|might) also (?:have|be|bring)
        prefer(?:ring)?(?= (?:someone|candidates|applicants|people))
        se valorar[áa]n?(?: positivamente)?  preferiblemente  idealerweise"""
    ),
    "preferred<": wordings(
        rf"""
        (?:(?:is|are) )?not(?: \w+)? {_NEEDED}(?: for this \w+)?,? but (?:\w+ ){{0,4}}?{_GOOD}
        (?:isn't|aren't)(?: \w+)? {_NEEDED}(?: for this \w+)?,? but (?:\w+ ){{0,4}}?{_GOOD}
        (?:is|are|would be|will be) {_VERY}(?:preferred|desirable|desired)(?! for| to| from| at| if)
        (?:is|are|would be|will be) {_VERY}beneficial(?! for| to| from| at| if)
        (?:is|are|would be|will be) {_VERY}(?:optional|valued|appreciated)(?! for| to| from| at| if)
        (?:is|are|would be|will be) {_VERY}preferable(?! for| to| from| at| if)
        (?:is|are|would be|will be) {_VERY}(?:favou?red|favou?rable|advantageous)(?! for| to| from| at| if)
        (?:is|are|would be|will be) {_VERY}(?:helpful|useful|ideal|welcome|{_GAIN})(?! for| to| from| at| if)
        (?:would|will) be {_VERY}(?:nice|great|good|fantastic|amazing)(?! for| to| from| at| with| opportun)
        (?:would|will) be {_VERY}(?:awesome|handy|wonderful|welcomed?)(?! for| to| from| at| with| opportun)
        (?:strongly |highly |very |most )?(?:preferred|desirable)(?:,? (?:but )?not {_NEEDED})?
        desired(?= ?(?:[).,;]|$|but|and))  {_GAIN}  (?:big|huge|strong|definite) plus  nice[ -]to[ -]haves?
        good[ -]to[ -]have  great to have  beneficial  advantageous  preferable  optional  if possible
        plus(?=[)!])  advantage(?=\))  bonus(?=\))  will set you apart  would help
        (?:es )?(?:deseable|valorable)s?  (?:es |será )?un plus  (?:von vorteil|wünschenswert)"""
    ),
}
# Words that look like a requirement and are none.
NEUTRAL = wordings(
    r"""
    (?:as|where|if|when|whenever|wherever) (?:is |may be )?(?:required|needed|necessary|desired|preferred)
    (?:as and when|when and where|if and when|where and when) (?:required|needed|necessary)
    (?:as|if|when) (?:or when|and where) (?:required|needed|necessary)  (?:then|times) (?:required|needed)
    required by
    (?:(?:is|are) )?required to (?:ensure|meet|perform|complete|achieve|deliver|support|get|create)
    (?:(?:is|are) )?required to (?:troubleshoot|accomplish|make|run|build|maintain|solve|fix|keep|help)
    (?:may|might|could|will|would|you'll|you'd)(?: also)? be required to(?! (?:have|hold|possess|speak|be))
    (?:they'll|we'll|are|is)(?: also)? be required to(?! (?:have|hold|possess|speak|be))
    (?:all the|the|any|all|with|other) necessary  if you(?:'ll)? need  in need  as-needed  needed basis
    (?:may|might|could)(?: also| occasionally| sometimes)? require  (?:when|if|as) (?:\w+ ){1,4}requires?
    (?:tools|support|information|training|resources|equipment)(?: that)? (?:you|you'll|they)(?: will)? need
    (?:everything|help|data|all|skills)(?: that)? (?:you|you'll|they)(?: will)? need  needed (?:to|by)
    (?:customers?|clients?|business|user|users|users'|patients?|operational|project|technical) requirements?
    (?:regulatory|legal|system|product|functional|safety|dietary|company|production|gather) requirements?
    (?:gathering|meet|meets|meeting|understand|all|their|our|its|the|statutory|data) requirements?
    minimum wage  (?:with|under|at) (?:a )?minimum(?: of)? (?:supervision|guidance|direction|downtime)
    essential (?:oils?|workers?|part|role|services?|duties|functions|job|tasks?|work|to (?:our|the)|member)
    essential (?:business|responsibilities)
    mandatory (?:training|courses?|fields?|discount|reporting|trainings)
    necessary (?:documentation|documents|paperwork|steps|actions?|adjustments|repairs|changes|duties)
    necessary (?:improvements|corrections|equipment|tools)
    ideally (?:located|situated|placed|positioned|suited)  must-see  must not
    preferred (?:suppliers?|vendors?|partners?|customers?|names?|providers?|methods?|formats?|pronouns?)
    preferred (?:carriers?|employer|brand)
    desired (?:results?|outcomes?|levels?|behaviou?rs?|state|effect|quality|location|goals?)
    optional (?:extras?|holidays?|benefits?|overtime)  a plus sign  a benefits?
    a bonus (?:scheme|structure|of|plan|system|payment|program|programme|up|based|for|on)
    bonus (?:scheme|structure|plan|payments?|program|programme|of)
    an? (?:\w+ )?advantage (?:of|over|through|in the market)"""
)

_BY_SECTION: dict[str, Requirement] = {"requirements": "required", "preferred": "preferred"}
# What stands here is never asked of the worker, whatever its words.
_NEVER_ASKS = frozenset({"benefits", "employer", "equal_opportunity", "pay"})


def section_requirement(section: str) -> Requirement:
    """What a section of a posting says of its skills where their own words say nothing."""
    return _BY_SECTION.get(section, "mentioned")


def can_ask(section: str) -> bool:
    """Whether a section of a posting may ask anything of the worker."""
    return section not in _NEVER_ASKS
