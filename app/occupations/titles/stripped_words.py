"""What ads put around a job title: patterns by kind, and wordings that look like it but name the job.

Patterns are matched without case unless they say otherwise, between signs that are no letter or digit.
"""

from __future__ import annotations

from typing import Literal

StrippedKind = Literal["seniority", "shift", "pay", "place", "marketing"]

_STATES = (
    "alabama alaska arizona arkansas california colorado connecticut delaware florida georgia hawaii idaho illinois "
    "indiana iowa kansas kentucky louisiana maine maryland massachusetts michigan minnesota mississippi missouri montana "
    "nebraska nevada ohio oklahoma oregon pennsylvania tennessee texas utah vermont virginia wisconsin wyoming"
).split()
_LONG_STATES = (
    "new hampshire|new jersey|new mexico|new york(?: city)?|north carolina|north dakota|rhode island|"
    "south carolina|south dakota|west virginia|washington,? d\\.?c\\.?|puerto rico"
)
_CODES = (
    "AL|AK|AZ|AR|CA|CO|CT|DC|DE|FL|GA|HI|IA|ID|IL|IN|KS|KY|LA|MA|MD|ME|MI|MN|MO|MS|MT|NC|ND|NE|NH|NJ|NM|NV|NY|OH|OK|OR|"
    "PA|PR|RI|SC|SD|TN|TX|UT|VA|VT|WA|WI|WV|WY"
)
_CITIES = (
    "albuquerque|amsterdam|anaheim|arlington|atlanta|austin|bakersfield|baltimore|barcelona|baton rouge|berlin|birmingham|"
    "boise|boston|bristol|brooklyn|brussels|buffalo|calgary|charlotte|chicago|cincinnati|cleveland|colorado springs|columbus|"
    "dallas|denver|des moines|detroit|dublin|durham|edinburgh|el paso|fort worth|fresno|glasgow|grand rapids|greensboro|"
    "hartford|honolulu|houston|indianapolis|jacksonville|jersey city|kansas city|las vegas|leeds|lisbon|liverpool|london|"
    "long beach|los angeles|louisville|madrid|manchester|melbourne|memphis|mesa|miami|milan|milwaukee|minneapolis|montreal|"
    "munich|nashville|new orleans|newark|norfolk|oakland|oklahoma city|omaha|orlando|ottawa|paris|philadelphia|phoenix|"
    "pittsburgh|portland|prague|raleigh|reno|richmond|riverside|rochester|rome|sacramento|salt lake city|san antonio|"
    "san diego|san francisco|san jose|savannah|scottsdale|seattle|spokane|st\\.? louis|st\\.? paul|st\\.? petersburg|stockholm|"
    "sydney|syracuse|tampa|toledo|toronto|tucson|tulsa|vancouver|vienna|virginia beach|warsaw|wichita|zurich"
)
_MONEY = r"(?:US\s?)?[$£€]\s?\d[\d,]*(?:\.\d+)?\s?(?:k|K|m)?\+?"
_PER = r"(?:\s?(?:/|per|an?|p\.?)\s?(?:hour|hr|h|year|yr|annum|a|week|wk|day|month|mo|mile|load|visit|shift)\b\.?)"
_RANGE = rf"{_MONEY}(?:\s?(?:-|–|—|to)\s?{_MONEY}|\s?(?:-|–|—|to)\s?\d[\d,.]*k?)?"
_CLOCK = r"\d{1,2}(?::\d\d)?\s?(?:a|p|am|pm|a\.m\.|p\.m\.)"
_DAYS = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:days?)?"

# In the order in which they are tried at one place; the first letter's case matters only after (?-i:.
PATTERNS: dict[StrippedKind, tuple[str, ...]] = {
    "pay": (
        (rf"(?:(?:up\s+to|from|starting\s+(?:at|pay)|earn|make|pay(?:s|ing)?(?:\s+up\s+to)?|avg\.?|average)[\s:]+)?{_RANGE}"
        rf"{_PER}?(?:\s+(?:sign[\s-]?on|signing|retention|referral|hiring|relocation)?\s*bonus)?(?:\s+(?:doe|weekly|hourly|annually|cpm))?"),
        rf"\d[\d,]*(?:\.\d+)?k?(?:\s?(?:-|–|to)\s?\d[\d,]*(?:\.\d+)?k?)?{_PER}(?!\s?shift)",
        r"\d{2,3}k(?:\s?(?:-|–|to)\s?\d{2,3}k)?", r"\d{2,3}\s?cpm",
        r"(?:sign[\s-]?on|signing|retention|referral|hiring)\s+bonus(?:es)?", r"(?:plus|\+)\s+(?:commission|bonus|tips)",
        r"commission\s+only", r"(?:weekly|daily|same[\s-]day)\s+pay", r"paid\s+(?:weekly|daily|holidays)",
        r"(?:salary|pay)\s+doe", r"(?:competitive|great|top|high|good|excellent)\s+(?:pay|salary|wages?)", r"salaried",
    ),
    "shift": (
        (r"(?:1st|2nd|3rd|first|second|third|swing|graveyard|night|day|evening|morning|afternoon|weekend|am|pm|late|early|"
        r"rotating|split|mid|overnight|[abcd]|\d{1,2}[\s-]?h(?:ou)?rs?)[\s-]+shifts?(?:\s+available)?"),
        r"(?:12|10|8)[\s-]?h(?:ou)?rs?(?:\s+(?:days|nights|shifts))?", r"\d{1,2}\s?(?:-|–|to)\s?\d{1,2}\s?(?:hours|hrs)(?:\s?(?:/|per|a)\s?(?:week|wk))?",
        r"\d{1,2}\+?\s?(?:hours|hrs?)\s?(?:/|per|a)\s?(?:week|wk)", rf"{_CLOCK}\s?(?:-|–|to)\s?{_CLOCK}", r"\d\s?[x×]\s?1[02]s?", r"24\s?/\s?7",
        rf"{_DAYS}\s?(?:-|–|to|through|thru|&|and)\s?{_DAYS}", r"m\s?-\s?f", r"mondays?|tuesdays?|wednesdays?|thursdays?|fridays?|saturdays?|sundays?",
        r"(?:full|part)[\s-]?time(?:\s?(?:/|or|and|&)\s?(?:full|part)[\s-]?time)?", r"[fp]\s?/\s?t(?![a-z])", r"(?-i:FT\s?/\s?PT|PT\s?/\s?FT|FT)", r"(?-i:PRN)|prn",
        r"(?-i:PT)(?=\s+(?!aide|assistant|asst|tech|technician|director|manager|clinic|rehab|coordinator|ii?\b))(?=\s+[a-z])",
        r"per[\s-]diem", r"seasonal", r"temporary", r"temp(?:[\s-]to[\s-](?:hire|perm))?", r"contract[\s-]to[\s-]hire", r"(?:\d+\s?-?\s?(?:month|mo|week)s?\s+)contract|fixed[\s-]term",
        r"permanent", r"on[\s-]call", r"nights?(?:\s?(?:/|&|and|or)\s?(?:weekends?|days|evenings?))?(?:\s+only)?", r"overnights?", r"days(?:\s?(?:/|&|and|or)\s?(?:nights?|evenings?))?",
        r"evenings?(?:\s?(?:/|&|and|or)\s?(?:weekends?|nights?))?", r"mornings?|afternoons?",
        r"(?:no\s+)?(?:weekends?|holidays)(?:\s+(?:off|only|required))?", r"no\s+nights", r"flex(?:ible)?\s+(?:hours|schedul(?:e|ing)|shifts?|time)", r"rotating(?:\s+schedule)?", r"all\s+shifts",
        r"home\s+(?:every\s+)?(?:daily|weekly|nightly|night|weekends?|time|bi-?weekly|most\s+weekends)", r"casual(?=\s|$|\))",
    ),
    "place": (
        r"(?:fully\s+|100\s?%\s+|partially\s+)?remote(?:ly)?(?:\s?(?:/|or|-)\s?(?:hybrid|on-?site))?(?:\s+(?:position|role|job|work|us|usa|ok|eligible|option))?(?!\s+(?:sensing|pilot|operator|operated|control))",
        r"hybrid(?:\s+(?:remote|position|role|work))?(?=\s*(?:$|[)\]|,;/–—-]))", r"on[\s-]?site(?=\s*(?:$|[)\]|,;/–—-]))", r"(?:work\s+(?:from|at)\s+home|wfh|telecommut(?:e|ing)|telework|home[\s-]based)", r"nationwide",
        r"(?:multiple|various|several|all|many)\s+locations(?:\s+available)?",
        rf"(?-i:[A-Z][\w.'’]*(?:[ -][A-Z][\w.'’]*){{0,2}},\s?(?:{_CODES}))(?:\s+\d{{5}})?(?:,?\s+usa?)?",
        rf"(?:{_CITIES})(?:\s*,?\s*(?-i:{_CODES})|,\s*(?:{'|'.join(_STATES)}|{_LONG_STATES}|uk|england|canada|ontario|ireland|germany|france|australia))?(?:\s+(?:area|metro|downtown|airport|region))?",
        rf"(?:{'|'.join(_STATES)}|{_LONG_STATES})(?=\s*(?:$|[)\]|;–—-]))", rf"(?<=[-–—|(,@] )(?-i:{_CODES})(?=\s*(?:$|[)\]|;–—-]))", rf"(?<=[-–—|(,@])(?-i:{_CODES})(?=\s*(?:$|[)\]|;–—-]))",
        r"(?<!\d)\d{5}(?:-\d{4})?(?=\s*(?:$|[)\]|,;–—-]))",
        r"(?:usa|u\.s\.a?\.?|united\s+states|united\s+kingdom|uk|canada|europe|emea|apac|latam|australia|ireland|germany|france|india)(?=\s*(?:$|[)\]|,;–—-]))",
    ),
    "marketing": (
        r"(?:we\s?(?:['’]re|\s?are)\s+)?(?:now\s+|urgently\s+|immediately\s+|currently\s+|actively\s+|always\s+)?hiring(?:\s+(?:now|immediately|today|asap|event|all\s+positions))?(?!\s+manager)(?:\s+for)?",
        r"urgent(?:ly)?(?:\s+(?:requirement|need(?:ed)?|hiring))?", r"immediate(?:ly)?\s+(?:start|hire|hiring|openings?|needs?|availability|interviews?|opportunit(?:y|ies)|available)",
        r"(?:apply|start|interview|call)\s+(?:today|now|asap|online|immediately|tomorrow|here)", r"(?:come\s+)?(?:join|work\s+(?:for|with))\s+(?:our|the|us|a)(?:\s+[a-z]+){0,2}\s+(?:team|family|crew|company)|join\s+us",
        r"no\s+(?:prior\s+|previous\s+)?(?:experience|exp\.?|degree|cdl|touch(?:\s+freight)?)(?:\s+(?:needed|required|necessary|ok(?:ay)?|is\s+ok))?", r"(?:will|we|we['’]ll)\s+train", r"(?:paid|free|on[\s-]the[\s-]job|full)\s+training(?:\s+(?:provided|available))?", r"training\s+provided",
        r"(?:great|amazing|excellent|exciting|awesome|fantastic|full|best|top|good)\s+(?:benefits?|opportunit(?:y|ies)|company|career|team|culture|perks|job|place\s+to\s+work|work\s+environment|hours|miles)(?:\s+package)?", r"(?:benefits|401\(?k\)?|health\s+insurance|pto)(?:\s+(?:available|included|from\s+day\s+(?:1|one)|day\s+(?:1|one)))?",
        r"(?:new|job|career|current)\s+(?:opening|opportunity|opportunities|openings|vacancy|position|grads?\s+welcome)", r"opportunity|vacancy|opening(?:s)?(?=\s*(?:$|[)\]|!–—-]))", r"(?:help\s+)?wanted|needed(?:\s+(?:asap|now|immediately))?|asap", r"hot\s+job", r"must\s+see|don['’]t\s+miss\s+out",
        r"growth\s+opportunit(?:y|ies)|room\s+(?:for\s+growth|to\s+grow)", r"fast[\s-](?:paced|growing)(?:\s+(?:company|team|environment))?", r"(?:motivated|talented|dynamic|energetic|enthusiastic|experienced|reliable|friendly|passionate|dedicated|rock\s?star|superstar|all[\s-]star)(?=\s+[a-z])",
        r"(?:all|any)\s+genders?|[mfwdx]\s?/\s?[mfwdx](?:\s?/\s?[mfwdx])?", r"eoe|equal\s+opportunity\s+employer", r"(?:job\s*(?:id|code|number|no\.?|#)|req(?:uisition)?\.?\s*(?:id|no\.?|#)?|ref(?:erence)?\.?\s*(?:no\.?|id|#)?|posting)\s*[:#]?\s*[a-z]{0,4}-?\d{3,}[\w-]*", r"#\s?\d{3,}", r"(?:class\s+of\s+)?20[23]\d(?=\s*(?:$|[)\]|,;–—-]))",
        r"w\s?-?\s?2(?:\s+only)?|c2c|1099", r"relocation\s+(?:assistance|available|package)", r"visa\s+sponsorship(?:\s+available)?", r"(?:local|own)\s+candidates\s+only|owner\s+ops\s+welcome",
    ),
    "seniority": (
        r"(?:senior|sr|snr|junior|jr|jnr)(?:\s?(?:/|-|to|or)\s?(?:senior|sr|junior|jr|mid|lead|staff|principal))?(?:[\s-]level)?\.?(?!\s+(?:citizen|living|care|center|high|college|kindergarten|school|services|housing|home))",
        r"(?:entry|mid|intermediate|executive|associate|experienced|journey|advanced|expert|management|lead|staff|principal)(?:\s?/\s?(?:senior|mid))?[\s-]level", r"mid[\s/-]+(?:senior|sr\.?)",
        r"(?:level|lvl|grade|tier|class|band)\s+(?:i{1,3}|iv|v|vi{0,3}|\d{1,2})", r"(?<=[a-z)] )(?-i:I{1,3}|IV|VI{0,3}|V)(?:\s?(?:/|-|&|or)\s?(?-i:I{1,3}|IV|VI{0,3}|V))*(?=\s*(?:$|[)\](|,;/@–—-]))", r"(?<=[a-z] )[1-7](?:\s?(?:/|-)\s?[1-7])?(?=\s*(?:$|[)\](|,;@–—]|-\s))", r"(?-i:L[3-9]|E[3-9]|P[1-6])(?=\s*(?:$|[)\](|,;]))",
        r"(?:apprentice|trainee|intern|graduate|experienced|journeyman|journeyperson)(?=\s+[a-z])(?!\s+(?:recruit\w*|program\w*|coordinator|teaching|school|admission\w*|assistant|advis\w*|nurse|research\w*|student|lineman|instructor|counselor))",
        r"(?<=[a-z] )(?:apprentice(?:ship)?|trainee|intern(?:ship)?|co-?op)(?=\s*(?:$|[)\](|,;–—-]))",
        r"^lead(?=\s+[a-z])(?!\s+(?:generat\w*|burn\w*|smelt\w*|abatement|paint|inspect\w*|pony|qualif\w*|worker|man|person))", r"^staff(?=\s+(?:accountant|nurse|rn|engineer|software|scientist|attorney|pharmacist|auditor|physician|therapist|writer|photographer|data|analyst|electrician))",
        r"^principal(?=\s+[a-z])(?!\s+(?:of|secretary|cellist|violinist|dancer|investigator))", r"^associate(?=\s+(?:engineer|software|developer|designer|analyst|data|product|project|consultant|scientist|attorney|director|manager|vice|dentist|veterinarian|buyer|editor|account))", r"^master(?=\s+(?:plumber|electrician|technician|mechanic|carpenter|barber|stylist))",
        r"(?<=[a-z] )lead(?=\s*(?:$|[)\](|,;–—-]))", r"(?:\d{1,2}\+?(?:\s?(?:-|–|to)\s?\d{1,2})?\s+(?:years?|yrs?)(?:\s+(?:of\s+)?exp(?:erience|\.)?)?)", r"entry", r"all\s+levels",
    ),
}  # fmt: skip

# Names of jobs that hold such a word: they stay as they are.
KEPT = (
    r"night\s+(?:auditor|audit|watch\w*|guard|porter|manager\s+hotel)", r"day\s+(?:care|camp|laborer|labourer|trader|spa)", r"temporary\s+(?:employment|staffing|help)\s+\w+", r"temp\s+agency",
    r"remote\s+(?:sensing|pilot|control)", r"contract\s+\w+", r"home\s+health", r"entry\s+clerk|data\s+entry(?:\s+\w+)?|order\s+entry", r"new\s+york\s+life", r"lead\s+generation", r"master\s+of\s+ceremonies",
    r"senior\s+(?:living|care|center|citizen\w*|services|housing|companion)", r"junior\s+(?:high|college)", r"school\s+principal|assistant\s+principal|vice\s+principal|principal$", r"hiring\s+(?:manager|coordinator|specialist)", r"evening\s+news\s+\w+", r"weekend\s+anchor", r"benefits\s+\w+", r"(?:health\s+)?insurance\s+\w+",
    r"holiday\s+(?:representative|rep|decorator|park\w*)", r"opening\s+(?:manager|bank)", r"call\s+cent(?:er|re)", r"graduate\s+(?:teaching|research|assistant)\w*", r"training\s+\w+", r"training\s+(?:manager|specialist|coordinator)", r"on[\s-]?site\s+manager", r"24\s?/\s?7\s+support\s+\w+", r"georgia-pacific", r"permanent\s+make-?up\s+\w+|permanent\s+way\s+\w+",
    r"casual\s+dining", r"seasonal\s+(?:decorator)", r"commission\s+(?:agent|clerk|specialist|associate)", r"maine\s+coon", r"day\s+shift\s+captain", r"columbus\s+circle",
)  # fmt: skip
