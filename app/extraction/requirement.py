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
_MIGHT = "(?:would|will|could|may|might|can)(?: also| really| certainly| definitely)?"
_EDGE = "(?:an? (?:\\w+ )?(?:edge|head start|leg[ -]up)|extra points|an advantage|a better chance)"
_STANDS_OUT = (
    "(?:set you apart|make you stand out|delight|impress|catch our eye|win (?:you|us)|earn you|go a long way|be to your|"
    "count in your favou?r|strengthen your|put you ahead|help(?! (?:customers|us|you to|to|the|our|people|clients|guests)"
    f")|come in (?:handy|useful)|make (?:us|our) (?:\\w+ )?(?:day|happy|smile)|give you {_EDGE}|boost your|tip the|"
    "be (?:looked on|viewed|seen|regarded) (?:kindly|favou?rably|positively|well)|be (?:the|an?) (?:\\w+ )?"
    "(?:icing|cherry|feather|extra|treat|boon|delight|point in your|help|pleasant surprise|nice touch|selling point))"
)
_GLAD = "(?:glad|happy|pleased|thrilled|delighted|excited|overjoyed|over the moon)"
_LEARN = (
    "(?:learn|get|obtain|gain|earn|acquire|work towards?|study|train|be trained|undertake|complete|take|pass|apply|sit|"
    "achieve|do (?:one|it|so|the)|register)"
)
_READY = (
    "(?:willing(?:ness)?|ability|able|ready|readiness|eligib(?:le|ility)|commitment|committed|happy|prepared|keen|desire|"
    "intention|intending|intend|plan|interest|open|wish|capable|capacity)"
)
_TEACH = (
    "(?:teach|train|coach|show|cover|pay for|fund|sponsor|arrange|put you through|offer (?:training|courses|lessons) in|"
    "provide (?:full )?training (?:in|on)|give (?:full )?training (?:in|on)|run courses (?:in|on)|introduce you to)"
)
_WHOM = "(?: (?:you|everyone|all \\w+))?"
_WANTED = "(?:ideal|successful|right|perfect|preferred|next|new|future|strongest|best|candidate|applicants?)"
_OTHERS_DO = (
    "(?:uses?|runs?|works? (?:in|with|on)|do|does|handles?|brings?|holds?|looks? after|takes? care|tests?|makes?|builds?|"
    "speaks?|trusts?|owns?|manages?|provides?|covers?|writes?|carry|carries|specialises? in|have|has|"
    "deals? with|oversees?|"
    "supports?|teach(?:es)?|maintains?|serves?)"
)
_DONE = (
    "(?:left|done|handled|looked after|taken care of|carried out|dealt with|covered|managed|performed|kept|run|made|"
    "undertaken|prepared|provided|organised|completed|led|delivered)"
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
        (?:we )?insists? (?:on|that)
        (?:we )?(?:absolutely |really |do )*(?:rely|depend) on your  you(?:'ll| will) need
        we (?:ask|look) for  without (?:exception|fail)(?=,)  no (?:applicant|candidate) without
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
        (?:is |are )?(?:absolutely |really )?(?:vital|crucial)(?=[.,;!)]|$| for| to| in| and)
        (?:is |are )?(?:absolutely |really )?critical(?=[.,;!)]|$| for| to| in| and)
        (?:is |are )?(?:absolutely |really )?(?:paramount|indispensable)(?=[.,;!)]|$| for| to| in| and)
        (?:is|are) (?:the )?one thing (?:we|that we)(?: really| most| do)? (?:need|want)\w*(?: for| on)?
        (?:is|are) (?:the )?what (?:we|that we)(?: really| most| do)? (?:need|want)\w*(?: for| on)?
        (?:is|are) (?:the )?(?:one thing|what) (?:we|that we)(?: really| most| do)? insist\w*(?: for| on)?
        (?:is|are) (?:the )?one thing (?:we|that we)(?: really| most| do)? (?:ask|look)\w*(?: for| on)?
        (?:is|are) (?:the )?what (?:we|that we)(?: really| most| do)? (?:ask|look)\w*(?: for| on)?
        (?:is|are) what counts
        (?:is|are) (?:asked for|called for|sought|wanted|a condition|part of (?:the job|every))
        (?:comes?|came) (?:first|before \w+ else)
        (?:es )?imprescindible  (?:es )?obligatori[oa]  requerid[oa]s?  erforderlich"""
    ),
    "minimum>": wordings(
        r"""
        minimum(?: of)?(?= (?:an? |\d|one|two|three|four|five|six|seven|eight|nine|ten|high|bachelor|gcse))
        min\. ?(?=\d)"""
    ),
}
# Said after a requirement, it makes the requirement a wish: "AAT level, but this is not essential".
_BUT = f"(?:{_HOWEVER}|yet|and|while|even if|if|then again)"
_ANY_NEEDED = (
    "(?:required|essential|necessary|mandatory|needed|compulsory|obligatory|must|requirement|prerequisite|condition|"
    "expected|asked for|deal-?breaker|strict|need|obligation|insisted on|critical|vital)"
)
SOFTENING = {
    "softening<": wordings(
        rf"""
        {_HOWEVER} {_IT}(?:is |are )?not (?:strictly |absolutely |an? (?:absolute )?)?{_NEEDED}
        {_HOWEVER} (?:this|it|that)'s not (?:strictly |absolutely )?{_NEEDED}
        {_HOWEVER} {_IT}(?:isn't|aren't) (?:strictly |absolutely )?{_NEEDED}
        {_BUT} {_IT}(?:is |are )?(?:by no means|in no way|not at all|never) (?:an? )?{_ANY_NEEDED}
        {_BUT} {_IT}(?:(?:is|are) (?:not|no)|isn't|aren't|not|no)(?: an?| at all| strictly)* {_ANY_NEEDED}
        {_BUT} (?:nobody|no one) (?:expects?|needs?|requires?|insists?)
        {_BUT} (?:we (?:do not|don't|won't)|you (?:do not|don't|won't)) (?:expects?|needs?|requires?|insists?)
        {_BUT} (?:do not|don't) (?:fret|worry|panic)(?: if [^.;]{{2,30}})?
        {_BUT} (?:you can|we can|one can|the job can) (?:do|manage|live|cope|work) without
        {_BUT} (?:can|could|may) be (?:learn(?:ed|t)|picked up|taught|acquired)(?: [^.;,]{{2,30}})?
        {_BUT} we (?:can|will|would|are happy to) (?:teach|train|show|help|sponsor|support)
        {_HOWEVER} {_IT}(?:would be|is|are|will be) (?:very |still |highly )?{_GOOD}{_ENDS}"""
    ),
}
PREFERRED = {
    "preferred>": wordings(
        rf"""
        in an ideal world
        (?:hopefully|with (?:a bit of )?luck),? you  we(?:'d| would)? (?:welcome|appreciate|value)
        (?:priority|preference) (?:is |will be )?given to
        should you (?:also |happen to )?(?:have|know|speak|hold|be)
        as (?:a (?:bonus|plus)|an extra),?
        you (?:may|might) (?:also |even |well |perhaps )(?:have|know|speak|hold|be)
        (?:maybe|perhaps|possibly) you(?:'ve| have| also| even)*  where possible,?  best of all
        (?:preferred|desirable|desired|bonus|optional|advantageous|beneficial) {_NOUNS}
        (?:nice[ -]to[ -]have|good[ -]to[ -]have) {_NOUNS}
        (?:preferred|preferable|preferably|desirable|desired|desirables|nice[ -]to[ -]haves?)(?= ?:)
        (?:good[ -]to[ -]haves?|bonus|plus|pluses|a plus|optional|advantageous|an advantage|an asset)(?= ?:)
        preferably  ideally  optionally  nice to have  good to have  bonus if  even better if  we prefer
        (?:bonus|extra|brownie) points?(?: (?:for|if|are given for))?(?: you(?:'ve| have)?)?
        (?:it )?(?:would|will)(?: also)? be {_GOOD} {_IF_YOU}  (?:it )?is(?: also)? {_GOOD} {_IF_YOU}
        (?:it's|it'd be|it is|it would be) (?:also )?{_GOOD} to (?:have|know|speak)
        (?:it's|it'd be|it is|it would be) (?:also )?{_GOOD} to (?:hold|bring|be able to|understand)
        it(?:'s|'d be) {_GOOD} {_IF_YOU}  (?:it )?would help {_IF_YOU}
        (?:a|an|big|huge|real) (?:plus|advantage|bonus|asset) (?:if|to have|would be)
        (?:we'd|we would)(?: also| really)? (?:love|like|prefer)(?: it)? {_IF_YOU}
        (?:we'd|we would)(?: also| really)? be (?:thrilled|delighted) {_IF_YOU}
        (?:we'd|we would)(?: also| really)? (?:love|like|prefer) (?:to see|someone|candidates?)
        (?:we'd|we would)(?: also| really)? (?:love|like|prefer) you to (?:have|know|be)
        preference (?:\w+ ){{0,3}}(?:to|for)  preference  you (?:may|might) also (?:have|be|bring)
        prefer(?:ring)?(?= (?:someone|candidates|applicants|people))
        (?:we'd|we would|we'll|we will|we are|we're)(?: also| really)? be {_GLAD} (?:of|to|about|with|when)
        (?:we'd|we would|we) (?:rather|sooner|favou?r)(?: have| hire| see| take)?
        our preferred (?:candidate|applicant|person)
        (?:extra|special|bonus) (?:credit|marks|thanks)(?: (?:for|if|to))?
        all the better if  so much the better if
        if you (?:happen to|also|already|perhaps|by chance|even)(?: have| know| hold| speak| can| are)?
        if you like
        (?:it|we)(?:'d| would| will)? (?:helps?|love it|like it|is (?:handy|useful|helpful)) (?:if|when) you
        (?:you )?get (?:bonus |extra )?points for  what would (?:really )?(?:impress|delight) us
        a (?:plus|bonus|bit of luck|nice extra) ?(?:is|are|:)  on (?:our|the) wish ?list
        (?:any|some) (?:knowledge|experience|grasp|understanding|command) of [^.;,]{{2,40}} (?:helps?|welcome)
        se valorar[áa]n?(?: positivamente)?  preferiblemente  idealerweise"""
    ),
    "preferred<": wordings(
        rf"""
        (?:would|will|does|do|can|could)(?: not|n't) (?:hurt|go amiss|be wasted)
        (?:would|will|does|do|can|could)(?: not|n't) (?:harm|be a bad thing|do any harm|go to waste)
        (?:would|will) do no harm  never hurts?  (?:can|will) only help  (?:goes|go|would go) down well
        (?:gives?|gets?|wins?|earns?) you {_EDGE}
        makes? you (?:even )?(?:more attractive|stand out|a stronger|special)
        (?:is|are|would be|will be) {_VERY}(?:looked (?:up)?on|viewed) (?:kindly|favou?rably|positively)
        (?:is|are|would be|will be) {_VERY}(?:seen|regarded) (?:kindly|favou?rably|positively)
        (?:is|are) (?:our|the) (?:dream|favourite)  where possible(?=[.;,)]|$)
        (?:(?:is|are) )?not(?: \w+)? {_NEEDED}(?: for this \w+)?,? but (?:\w+ ){{0,4}}?{_GOOD}
        (?:isn't|aren't)(?: \w+)? {_NEEDED}(?: for this \w+)?,? but (?:\w+ ){{0,4}}?{_GOOD}
        (?:is|are|would be|will be) {_VERY}(?:preferred|desirable|desired)(?! for| to| from| at| if)
        (?:is|are|would be|will be) {_VERY}beneficial(?! for| to| from| at| if)
        (?:is|are|would be|will be) {_VERY}(?:optional|valued|appreciated)(?! for| to| from| at| if)
        (?:is|are|would be|will be) {_VERY}preferable(?! for| to| from| at| if)
        (?:is|are|would be|will be) {_VERY}(?:favou?red|favou?rable|advantageous)(?! for| to| from| at| if)
        (?:is|are|would be|will be) {_VERY}(?:helpful|useful|ideal|welcome|{_GAIN})(?! to| from| at| if)
        (?:would|will) be {_VERY}(?:nice|great|good|fantastic|amazing)(?! for| to| from| at| with| opportun)
        {_MIGHT} {_STANDS_OUT}(?: [^.;,]{{2,30}})?  (?:is|are),? ideally  (?:all|so much) the better
        (?:is|are) {_VERY}(?:handy|useful|helpful|welcome|good to have|nice to see|on our wish ?list)
        (?:is|are|would be|will be) {_VERY}(?:the icing|the cherry|a feather|a treat)
        (?:is|are|would be|will be) {_VERY}(?:good news|music|a boon|an extra)
        (?:would be|will be|is) {_VERY}(?:good|great|nice) (?:to (?:have|see|know|bring)|but|if|for)
        (?:would be|will be|is) {_VERY}(?:lovely|super|useful|handy) (?:to (?:have|see|know|bring)|but|if|for)
        (?:would|will) be {_VERY}lovely
        {_MIGHT} be (?:at )?an advantage  (?:have|has|at) an (?:edge|advantage)
        (?:also )?(?:handy|useful|helpful)(?= (?:for|but|though|when|as|in|too)\b|[.;)]|$)
        (?:most |very )welcome
        handy(?=, (?:as|since|because|though|for)\b)
        welcome(?=[,;.)]| too| but| though|$)
        (?:also )?helps?(?=[.;,)]| but| too| a lot|$)  (?:too|also) a plus
        if (?:you|at all) (?:possible|can|have it|have them)
        rang a bell(?: with you)?  rings? a bell(?: with you)?  (?:to|in) your (?:credit|favou?r)
        (?:would|will) be {_VERY}(?:awesome|handy|wonderful|welcomed?)(?! for| to| from| at| with| opportun)
        (?:strongly |highly |very |most )?(?:preferred|desirable)(?:,? (?:but )?not {_NEEDED})?
        desired(?= ?(?:[).,;]|$|but|and))  {_GAIN}  (?:big|huge|strong|definite) plus  nice[ -]to[ -]haves?
        good[ -]to[ -]have  great to have  beneficial  advantageous  preferable  optional  if possible
        plus(?=[)!])  advantage(?=\))  bonus(?=\))  will set you apart  would help
        (?:es )?(?:deseable|valorable)s?  (?:es |será )?un plus  (?:von vorteil|wünschenswert)"""
    ),
}
# "Forklift licence, or willing to get one": who has no such thing may come to have it.
LEARNABLE = {
    "learnable<": wordings(
        rf"""
        or (?:be |are |you are |you're )?(?:a |the |an )?{_READY}(?: and able)?(?: to| for)? {_LEARN}(?: \w+){{0,3}}
        or (?:be )?(?:currently |now |actively )?(?:working|studying) (?:towards?|for|to)(?: \w+)?
        or (?:be )?(?:currently |now |actively )?(?:training|on (?:the|your) way) (?:towards?|for|to)(?: \w+)?
        or (?:you )?(?:must|will|can|should)(?: be able to)? (?:get|obtain|gain|earn)(?: \w+){{0,2}}
        or (?:you )?(?:shall|may|have to|need to|to)(?: be able to)? (?:get|obtain|gain|earn)(?: \w+){{0,2}}
        or (?:you )?(?:in the process of|close to|about to|soon to)(?: \w+){{0,3}}
        or (?:you )?(?:must|will|can|could)(?: \w+)? (?:learn|acquire|pick up)(?: \w+){{0,2}}
        or (?:you )?(?:must|will|can|could)(?: \w+)? (?:take|sit|complete|pass)(?: \w+){{0,2}}
        or (?:are )?(?:currently |now )?(?:enrolled|registered|studying|part[ -]qualified|working on)(?: \w+)?"""
    )
}
# Named, but not asked of this worker: what is taught after the start, and what others do.
TAUGHT = {
    "mentioned>": wordings(
        rf"""
        (?:get|receive|given) (?:\w+ )?(?:training|coaching|lessons|instruction|a course|courses) (?:in|on)
        (?:we(?:'ll| will)? )?send(?:s|ing)? you (?:on|to)
        (?:colleagues?|team|managers?|supervisors?|department|director|head), (?:who|that|which) {_OTHERS_DO}
        we(?:'ll| will| can|'d)? (?:also |then |gladly |fully )?{_TEACH}{_WHOM}(?: (?:in|on|how to))?
        you(?:'ll| will| can| are going to) (?:also |soon |then )?learn(?: (?:in|on|to|how to))?
        you(?:'ll| will) (?:also |soon |then )?be (?:taught|trained|shown|coached)(?: (?:in|on|to|how to))?
        you(?: can| are going to) (?:also |soon |then )?be (?:taught|trained)(?: (?:in|on|to|how to))?
        you(?: can| are going to) (?:also |soon |then )?be (?:shown|coached)(?: (?:in|on|to|how to))?
        (?:full|free|paid|funded) (?:training|lessons|classes|courses?) (?:in|on|for)
        (?:in-house|on-the-job|complete|regular|extensive) (?:training|lessons|classes|courses?) (?:in|on|for)
        training (?:is |will be )?(?:given|provided|offered|available) (?:in|on)
        (?:chance|opportunity|opportunities|time|budget|support) to (?:learn|train|study|qualify|pick up|gain)
        (?:during|in) (?:your |the )?(?:induction|first (?:\w+ )?(?:days?|weeks?|months?)|probation),? we
        our (?:own )?(?!(?:\w+ )?{_WANTED})(?:[\w-]+ ){{1,3}}?{_OTHERS_DO}
        (?:the|a|another) (?:[\w-]+ ){{0,3}}(?:team|department|colleagues?|crew) {_OTHERS_DO}
        (?:other|neighbouring) (?:[\w-]+ ){{0,3}}(?:team|department|colleagues?|crew) {_OTHERS_DO}
        (?:separate|specialist) (?:[\w-]+ ){{0,3}}(?:team|department|colleagues?|crew) {_OTHERS_DO}
        (?:report(?:s|ing)?|answer(?:s|ing)?) (?:directly |straight )?to
        (?:colleagues?|others|someone else|somebody else|specialists?|contractors?) (?:\w+ )?{_OTHERS_DO}
        we (?:currently |also |mainly )?use  (?:founded|started|set up) by"""
    ),
    "mentioned<": wordings(
        rf"""
        (?:is|are) {_DONE} (?:by|to)(?! you\b| yourself| hand\b| the (?:employee|worker))(?: [\w'-]+){{0,4}}
        (?:is|are) {_DONE} at(?! you\b| yourself| hand\b| the (?:employee|worker))(?: [\w'-]+){{0,4}}
        (?:is|are) {_DONE} (?:in|with)(?! you\b| yourself| hand\b| the (?:employee|worker))(?: [\w'-]+){{0,4}}
        gets? {_DONE} (?:by|to)(?! you\b| yourself| hand\b| the (?:employee|worker))(?: [\w'-]+){{0,4}}
        gets? {_DONE} (?:at|in|with)(?! you\b| yourself| hand\b| the (?:employee|worker))(?: [\w'-]+){{0,4}}
        has been {_DONE} (?:by|to|at|in|with)(?! you\b| yourself| hand\b| the (?:employee|worker))(?: [\w'-]+){{0,4}}
        have been {_DONE} (?:by|to|at|in|with)(?! you\b| yourself| hand\b| the (?:employee|worker))(?: [\w'-]+){{0,4}}
        (?:is|are|has been|have been) (?:replaced|automated)(?: (?:by|to) [\w ]{{2,20}})?
        (?:is|are|has been|have been) (?:outsourced|contracted out|subcontracted)(?: (?:by|to) [\w ]{{2,20}})?
        (?:happens?|takes? place|goes on) (?:next door|elsewhere|off[ -]site|upstairs|in another \w+)"""
    ),
}
# "Excel is not needed; Word is": the verb alone repeats the demand.
MIRRORED = {
    "mirrored<": [r"(?:very much |certainly |definitely |always |really )?(?:is|are|does|do)(?= ?[.!]?$)"],
    "same<": ["(?:too|likewise|as well)(?= ?(?:[.,;]|$))"],
    "mirrored_not<": [r"(?:is|are|does|do)(?:n't| not)(?= ?[.!]?$)"],
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

# Prose, and what it is called where no heading of the posting announces what is asked for.
PROSE = frozenset({"title", "summary", "other"})
ALONE = "prose"
_BY_SECTION: dict[str, Requirement] = {
    "requirements": "required", "preferred": "preferred", "responsibilities": "required", ALONE: "required"
}  # fmt: skip
# What stands here is never asked of the worker, whatever its words.
_NEVER_ASKS = frozenset({"benefits", "employer", "equal_opportunity", "pay"})


def section_requirement(section: str) -> Requirement:
    """What a section of a posting says of its skills where their own words say nothing; a duty is asked for."""
    return _BY_SECTION.get(section, "mentioned")


def can_ask(section: str) -> bool:
    """Whether a section of a posting may ask anything of the worker."""
    return section not in _NEVER_ASKS
