"""What a sentence without a heading is about, by the words it uses: the cues that `sections` weighs."""

from __future__ import annotations

import re
from functools import cache

from app.text.labelled import Labelled, wordings

_ARE = "(?:we are|we're|is|are|currently) (?:currently |now |actively )?"
_SEND = "(?:send|email|e-mail|submit|attach|forward|upload|drop off|include|bring|provide)"
_GIVEN = "be (?:paid|given|offered|based|part)|work with people"
_WORDS = r"(?:[\w'&-]+,? ){0,5}"
_CONCERN = (
    "(?:compan(?:y|ies)|providers?|manufacturer|retailer|supplier|organi[sz]ation|charity|leaders?|firm|"
    "agency|consultancy|hospital|start-?up|chain|non-?profit|distributor|bakery|restaurant|practice)"
)
_COUNTED = (
    "(?:employees|people|countries|stores|customers|clients|locations|members|technologists|offices|users|"
    "cities|sites)"
)
_TRAIT = "(?:race|age|gender|sex|colou?r|backgrounds?|disability|religion|ethnicity|nationality|beliefs?)"

# "name+" is a cue that suffices by itself, "name" one that needs a second or a sentence without competitors.
_CUES = {
    "candidate+": r"""
        (?:ideal|successful|right|perfect|suitable) (?:candidates?|applicants?|persons?)(?! will receive)
        (?:qualified|strong) (?:candidates?|applicants?|persons?)(?! will receive)
        (?:candidates?|applicants?) (?:must|should|need|with|who)
        you (?:must|should|need to)(?: (?:have|be|hold|possess|speak|bring))  you(?:'ll| will) need
        must[ -](?:have|be|hold|possess|speak|know|enjoy|pass)  is a must  are a must
        we (?:do not|don't) (?:require|need|ask for|expect)
        look(?:ing)? for (?:an? |some |more )?(?:\w+ ){0,4}(?:with|who|that)
        requirements?(?= (?:include|are)|:)""",
    "candidate": r"""
        you (?:must|should|need to) \w+
        you (?:have(?! (?:the|an?) (?:\w+ ){0,2}(?:opportunity|chance|idea)| access)|hold|possess|bring)
        you (?:enjoy|love|know|speak|like)
        you are (?:an?|able|comfortable|willing|fluent|confident|passionate|organi[sz]ed|familiar)
        you are (?:experienced|skilled|proficient|reliable|friendly|at least|over)
        you(?:'re|'ve) (?:an?|got|able|good|great|comfortable|passionate|familiar|willing|happy|someone)
        you(?:'re|'ve) (?:worked|had|organi[sz]ed|used)
        (?:is|are) (?:strongly |highly |also )?(?:required|essential|mandatory|necessary|needed|preferred)
        (?:is|are) (?:strongly |highly |also )?(?:desirable|desired|beneficial|advantageous)
        (?:is|are) (?:strongly |highly |also )?(?:a (?:strong |big )?plus|an advantage|a bonus|an asset)
        required  preferred  desirable  essential
        experience (?:in|with|of|as|is|working|required|preferred|essential|within|using)
        years'? (?:of )?(?:\w+ ){0,2}experience  knowledge of  ability to  able to  proficien(?:t|cy)
        familiar(?:ity)? with  fluen(?:t|cy)  degree in  bachelor's  certified  certificate  certification
        licen[cs]e  willing(?:ness)? to  should have  understanding of
        (?:strong|good|excellent|great|communication|computer|organi[sz]ational|technical|interpersonal) skills?
        (?:people|customer service|language|writing|time management|problem[ -]solving|leadership) skills
        experiencia (?:en|con|m[ií]nima)  requiere  imprescindible""",
    "summary+": f"""
        {_ARE}(?:looking for|seeking|recruiting|hiring|searching for|in search of)  se busca  buscamos""",
    "duty": rf"""
        you(?:'ll| will) (?!receive|enjoy|get |have |need|find|see |join|become|learn|grow|{_GIVEN})\w+
        responsible for  (?:duties|responsibilities|tasks) (?:include|will|are|may)
        (?:the|this|your) (?:role|position|job) (?:involves?|includes?|will|entails|requires you|is to)
        in this (?:role|position|job)  day[ -]to[ -]day  reporting to
        as (?:an?|our|the) [\w /-]{{3,40}},? you  serás responsable  te encargarás""",
    "equal_opportunity+": rf"""
        (?:an )?equal(?:[ -]| employment )opportunit(?:y|ies)(?: and)?[\w /]{{0,30}} employer
        equal employment  without regard to
        (?:regardless|irrespective) of (?:[\w-]+,? ){{0,3}}{_TRAIT}  sexual orientation
        gender identity  protected (?:veteran|characteristics?|class)  affirmative action  marital status
        national origin  do(?:es)? not discriminate  don't discriminate  we value diversity
        (?:embraces?|celebrates?|champions?|welcomes?|promoting) diversity
        reasonable (?:accommodations?|adjustments?)  (?:encourages?|welcomes?) (?:all )?applications from
        people (?:of|from) all backgrounds  all qualified applicants  disability confident  e-verify
        female candidates  candidates with disabilities  applicants with disabilities  underrepresented""",
    "equal_opportunity": """
        diversity  diverse (?:backgrounds?|workforce|workplace)  inclusion
        inclusive (?:workplace|employer|environment|culture|team)  inclusiveness  equity  belonging
        equality  equal opportunities  discrimination  accommodations?  deib?""",
    "how_to_apply+": rf"""
        apply (?:now|online|today|here|directly|in person|within|via|at (?:www|http|our))
        apply (?:through (?:our|the)|by (?:sending|email|clicking|\d)|before)  please apply
        to apply(?=[,:]| for (?:this|the)| please| send| click| visit| simply| you)
        {_SEND} (?:us )?(?:your|an?|the|updated) (?:\w+ )?(?:cvs?|resume|résumé|application)
        {_SEND} (?:us )?(?:your|an?|the|updated) (?:\w+ )?(?:cover|covering|portfolio)
        (?:your|upload) (?:cv|resume|résumé)  cvs and  click (?:here|the|on|apply|below)  closing date
        (?:application|applications) deadline  deadline for applications?  application form
        cover(?:ing)? letter  short-?listed  interviews? (?:will|are)
        look(?:ing)? forward to (?:receiving|hearing|meeting|getting|your|welcoming|you)
        reach out to (?!customers|clients|patients|leads)  get in touch
        (?:for|if you (?:want|would like)) (?:more|further) information  any questions  contact us
        your (?:complete |full |online )?application  send us  stay informed about  envía tu  inscríbete""",
    "pay+": r"""
        salary (?:range|of|is|from|between|up to|depend\w+|will)  rate of pay  hourly rate  pay rate
        starting (?:pay|salary|wage)  base compensation  pay range  salario""",
    "benefits+": r"""
        we (?:also )?(?:offer|provide you)(?! solutions| services| products| our customers| our clients)
        we(?:'ll| will) (?:offer|provide|give|pay) (?:you|all|every)
        you(?:'ll| will)? (?:also )?(?:receive|enjoy|get) (?:an?|the|our|free|full|paid|competitive)
        you(?:'ll| will)? (?:also )?(?:receive|enjoy|get) (?:generous|\d+|access|great)  in return
        benefits (?:include|package|such as|available|are|program)
        (?:our|employee|great|excellent|full) benefits
        offers? (?:you )?(?:an? )?(?:comprehensive|competitive|generous|attractive) (?!customer|service)
        offers? (?:you )?(?:an? )?(?:great|excellent) (?!customer|service)  what we offer  paid time off
        reasons to join  you can expect  te ofrecemos  se ofrece  ofrecemos""",
    "benefits": r"""
        training (?:is |will be )?(?:given|provided|offered|available)
        (?:health|medical|private|dental|vision) (?:insurance|care|plan|cover|coverage)  medical, dental
        dental  401 ?\(?k\)?  pto  paid (?:holidays?|vacation|leave|training|breaks|sick)  annual leave
        days'? (?:of )?(?:annual leave|holidays?|vacation|paid)  bank holidays?
        (?:company |employer |workplace |contributory )?pension  life (?:insurance|assurance)
        sick (?:pay|leave|days)  (?:parental|maternity|paternity) leave
        (?:staff|employee|team|store) discounts?  discounts?
        free (?:parking|meals?|lunch(?:es)?|food|uniform|snacks?|coffee|drinks|fruits?|gym|breakfast)
        free (?:transport|access)  company (?:car|events|parties|laptop|phone|van)
        (?:annual|performance|signing|sign-on|referral|quarterly|yearly) bonus(?:es)?  bonus scheme
        stock options  tuition (?:reimbursement|assistance)
        flexible (?:working|hours|schedules?|scheduling)  career (?:progression|growth|path|opportunities)
        (?:gym|fitness) (?:membership|club)  cycle to work  team events  home office
        competitive (?:salary|pay|wages?|rates?|compensation)  employee assistance  wellness  retirement
        relocation (?:package|assistance|support)  child-?care (?:support|vouchers)  holiday pay  perks
        overtime (?:pay|available)  weekly pay  lunch vouchers  ticket restaurante  seguro médico
        flexibilidad horaria""",
    "employer+": rf"""
        (?:is|are) (?:an?|the|one of(?: the)?) {_WORDS}{_CONCERN}
        we(?: are|'re) (?:an?|the|one of|proud|on a mission|committed to|part of)(?! looking)
        we(?: are|'re) (?:passionate about|well)(?! looking)  founded (?:in|by|on)  established in
        since (?:our|its|our|the|18\d\d|19\d\d|20\d\d)  headquartere?d?
        employees (?:worldwide|across|globally|around|in)
        (?:over|more than|nearly|approximately|around|almost) [\d,.]+\+? {_COUNTED}
        family[ -](?:owned|run)
        market leader  industry leader  category leader  world's (?:leading|largest|most|first|best)
        (?:our|the company's|their) (?:mission|vision|core values|purpose|values|story|foundation)
        we (?:believe|pride|strive|value|serve|speciali[sz]e|have been|have over|have more than|have \d+)
        we (?:help|deliver|operate|aim|care|build|create|understand|employ|manufacture|produce|supply|run)
        we (?:design|develop|know|love|recogni[sz]e|put|do(?! not)|work|actively)  we've (?:been|got|grown|built)
        our client (?:is|are)
        our (?:company|employees|history|culture|corporate|growth|brand|commitment|award-winning)
        was (?:founded|established)  proudly? serv(?:e|es|ing)  in business  at the forefront
        for over \d+ years  has been (?:\w+ing|in business)  (?:its|their|our) headquarters""",
    "employer": """
        our (?:clients?|customers|people|community|products|teams?|work|services|organi[sz]ation|software)
        our (?:platform|business)  we  join (?:us|our|the|a)  award[ -]winning  leading  innovative
        global  worldwide  they  (?:the )?company""",
}

PAY_PERIOD = re.compile(
    r"\b(?:per (?:hour|year|annum|week|month|day|shift|mile)|an? (?:hour|year|week|month|day|shift)|hourly|"
    r"annual(?:ly)?|weekly|monthly|yearly|salary|pay|wages?|compensation|p\.?a\.?|p\.?h\.?|usd|base|ote|doe|"
    r"plus tips|al año|al mes|la hora)\b|/ ?(?:h|hr|hour|yr|year|wk|week|mo|month|day)\b|: *[£$€] ?\d"
)


@cache
def content_cues() -> Labelled[str]:
    """The cues as one pattern for a text in lower case."""
    return Labelled({label: wordings(lines) for label, lines in _CUES.items()})
