"""The names of degrees, certifications and licences, each label with the wordings that mean it.

Wordings are regular expressions in lower case, two blanks between them. The label is "kind|label".
"""

from __future__ import annotations

_OF = (
    "(?: of (?:science|arts|engineering|education|business(?: administration)?|laws?|commerce|nursing|music|"
    "social work|fine arts|technology|applied science|public (?:health|administration)|philosophy|"
    "architecture|design))"
)
_DEG = "(?: degrees?| level(?: degree)?| qualification)?"
_CERTIFIED = "(?: (?:certification|certified|certificate|qualification|qualified|training|trained|card))?"
_GED = r"(?:ged|g\.e\.d\.?|general education(?:al)? (?:diploma|degree|development))"
_IN = r"(?: in (?:health (?:and|&) social care|[\w& ]{4,40}?(?=[,.;)]|$| or | and )))?"
_CLASS = r"(?:[ -]+\(?(?:class )?[abc]\)?(?![a-z']))?"
_LICENCE = "(?: (?:licen[cs]e|driver'?s? licen[cs]e))?"
_OR_ACCA = "(?:[ /,]+(?:or )?(?:aca|acca|cima|cipfa|aat|cpa))*"
_TIER = "(?:associate|professional)"
_DIPLOMA = "(?:diploma|degree|education|graduate)"
_TO_DRIVE = "(?: (?:driver'?s?|driving))? (?:licen[cs]es?|entitlement)"
_HEAVY = r"(?:class [12]|category c(?:\+e)?|c\+e|1|2|class c)"

DEGREES = {
    "Bachelor's degree": rf"""
        bachelor(?:'s|s'|s)?(?:{_OF})?{_DEG}(?: \((?:ba|bs|bsc|b\.s\.|b\.a\.|hons)[^)]{{0,12}}\))?
        bsc(?: \(?hons\)?)?{_DEG}  b\.sc\.?{_DEG}  b\.s\.?(?=[ ,/])(?:/b\.?a\.?)?{_DEG}
        b\.a\.?(?=[ ,/]){_DEG}  (?:ba|bs)/(?:bs|ba|bsc){_DEG}  beng{_DEG}  b\.eng\.?{_DEG}  bba{_DEG}
        bcom{_DEG}  llb{_DEG}  bsn{_DEG}  bfa  ba{_DEG}  bs{_DEG}  undergraduate degree
        four[ -]year (?:college |university )?degree  4[ -]year (?:college |university )?degree""",
    "Master's degree": rf"""
        master(?:'s|s'|s)?(?:{_OF})?{_DEG}  msc{_DEG}  m\.sc\.?{_DEG}  m\.s\.?(?=[ ,/]){_DEG}
        m\.a\.?(?=[ ,/]){_DEG}  mba{_DEG}  meng{_DEG}  m\.eng\.?{_DEG}  msw{_DEG}  mph{_DEG}  llm{_DEG}
        m\.?ed\.?(?= |,|/){_DEG}  ms{_DEG}  ma{_DEG}""",
    "Doctorate": r"""
        ph\.? ?d\.?(?: degree)?  doctorate(?: degree)?  doctoral degree  dphil  d\.phil\.?
        doctor of (?:philosophy|pharmacy|medicine|education|physical therapy|nursing practice)  pharmd""",
    "Associate degree": rf"""
        associate(?:'s|s'|s)?(?:{_OF})? degree  associate(?:'s|s'|s)?{_OF}
        two[ -]year (?:college )?degree  2[ -]year (?:college )?degree  a\.a\.s\.?(?= |,|$)(?: degree)?
        a\.a\.(?: degree)?  aas degree  aa degree  foundation degree""",
    "High school diploma or GED": rf"""
        (?:high school|hs|secondary school) {_DIPLOMA}?,? ?\(?(?:or|and/or)(?: an?)? ?{_GED}\)?
        (?:high school|hs) (?:diploma|degree|education)(?:/| \() ?{_GED}\)?  high school(?:/| \() ?{_GED}\)?
        hs diploma,? ?(?:(?:or|and/or) |/|\()(?:an? )?{_GED}\)?  hs/{_GED}
        (?:ged|g\.e\.d\.?) (?:or|/) (?:high school|hs)(?: diploma)?  ged/(?:high school|hs)(?: diploma)?""",
    "High school diploma": """
        high[ -]school (?:diplomas?|degree|education|certificate|leaving certificate|graduate|graduation)
        high[ -]school (?:level|qualification)  hs diploma  high[ -]school(?= or equivalent)
        secondary (?:school )?(?:diploma|education|certificate)  graduado escolar  bachillerato  abitur""",
    "GED": r"ged  g\.e\.d\.?  general education(?:al)? (?:diploma|development)",
    "GCSEs": "gcse'?s?(?: level| grades?| standard)?(?: [a-e1-9*](?:-| to )[a-e1-9*])?  o[ -]levels?",
    "A-levels": r"a[ -]levels?(?! \d)(?: standard)?",
    "HND or HNC": "hn[dc](?:/(?:hn[dc]|degree))?(?: level)?",
    "BTEC": r"btec(?: level \d)?(?: (?:national|first|diploma))*",
    "Postgraduate degree": """
        post-?graduate (?:degree|qualification|diploma|certificate)  advanced degree  graduate degree
        higher degree  pgce""",
    "Degree": """
        (?:university|college|undergraduate|academic) (?:degree|diploma|education)(?: level| standard)?  some college
        no (?:formal |academic |particular |special |specific )*(?:qualifications?|education|schooling)(?= |$|[.,;!])
        (?:formal|academic) qualifications?  diploma(?=[;,.!]| (?:in |is |or |required|preferred|needed|isn't))
        bachelors? (?:degree|diploma|education)(?: level| standard)?
        degree(?:[ -](?:level|educated|qualified|standard)(?: qualification)?)?
        educated to degree (?:level|standard)  título universitario(?: en)?
        titulación (?:universitaria|superior)?(?: en)?  licenciatura(?: en)?  carrera universitaria
        grado (?:universitario|en)  título(?: de| en)?  hochschulabschluss  studium""",
}
CERTIFICATIONS = {
    "Vocational training": r"""
        (?:completed |relevant |a |comparable )?(?:vocational|technical|trade) (?:training|education)
        (?:completed |relevant |a |comparable )?(?:vocational|technical|trade) qualifications?
        (?:completed |relevant |a |comparable )?(?:vocational|technical|trade) (?:school diploma|diploma)
        (?:completed |relevant |a |comparable )?(?:vocational|technical|trade) degree
        (?:completed )?(?:an )?apprenticeship (?:in \w+ )?completed  completed (?:an )?apprenticeship
        time[ -]served(?: apprenticeship)?  apprenticeship completed
        ausbildung  formación profesional  ciclo formativo""",
    "Driver CPC": "driver cpc(?: card)?  certificate of professional competence  driver qualification card",
    "Site supervisor or manager safety (SMSTS, SSSTS)": "smsts(?: certificate)?  sssts(?: certificate)?",
    "Plant operator card (CPCS, NPORS, ECS)": "cpcs(?: card)?  ecs card  npors(?: card)?",
    "CPR certification": "cpr(?:[ -]?(?:certification|certified|certificate|card|training))?",
    "First aid certificate": f"""
        first[ -]aid(?: at work)?{_CERTIFIED}
        first[ -]aider  paediatric first[ -]aid(?: (?:certificate|qualification))?""",
    "BLS certification": r"""
        bls(?: (?:certification|certified|card|provider))?
        basic life support(?: (?:certification|certified|\(bls\)))?""",
    "ACLS certification": "acls(?: (?:certification|certified))?  advanced cardiac life support",
    "CNA certification": r"""
        cna(?: (?:certification|certified|certificate|license))?
        certified nurs(?:ing|e'?s?) (?:assistant|aide)(?: \(cna\))?  state[ -]tested nurs(?:e|ing) aide
        stna""",
    "Certified medical assistant": r"certified medical assistant(?: \(cma\))?  cma certification",
    "Home health aide certificate": """
        (?:certified )?home health aide (?:certification|certificate)  certified home health aide
        hha (?:certification|certificate|certified)""",
    "EMT certification": """
        emt(?:-[bp])?(?: (?:certification|certified|license|basic))?
        emergency medical technician certification""",
    "Phlebotomy certification": r"phlebotomy (?:certification|certificate|license)  certified phlebotom\w+",
    "Pharmacy technician certification": """
        (?:certified )?pharmacy technician (?:certification|certificate)  certified pharmacy technician
        cpht  ptcb(?: certification)?""",
    "ServSafe certification": "servsafe(?: (?:certification|certified|certificate|manager|food handler))*",
    "Food handler certificate": r"""
        food handler'?s?'?(?: (?:card|certificate|certification|permit|license))
        food (?:hygiene|safety)(?: level \d| and hygiene)? (?:certificate|certification)s?(?: level \d)?
        food (?:hygiene|safety)(?: level \d| and hygiene)? qualifications?(?: level \d)?
        level \d food (?:hygiene|safety)(?: certificate)?  carnet de manipulador(?: de alimentos)?""",
    "OSHA 10": "osha[ -]?10(?:[ -]?hours?)?(?: (?:card|certification|certificate|certified|training))?",
    "OSHA 30": "osha[ -]?30(?:[ -]?hours?)?(?: (?:card|certification|certificate|certified|training))?",
    "Forklift certification": """
        fork[ -]?lift(?: truck)?(?: (?:driver'?s?|operator'?s?))? (?:certification|certified|certificate)s?
        certified fork[ -]?lift (?:operator|driver)""",
    "CSCS card": "cscs(?: (?:card|skills card|black card|gold card))?",
    "CPA": r"""
        cpa(?: (?:certification|certified|license|designation|qualification))?
        certified public accountant(?: \(cpa\))?""",
    "Accountancy qualification (ACCA, ACA, CIMA)": f"""
        (?:aca|acca|cima|cipfa|aat){_OR_ACCA}[ -](?:part[ -])?(?:qualified|qualifications?)
        (?:accounting|accountancy) (?:part[ -])?(?:qualified|qualifications?)
        (?:aca|acca|cima|cipfa|aat){_OR_ACCA}[ -](?:part[ -])?(?:qualifying|level|designation)
        part[ -]qualified accountant  qualified accountant  chartered accountant""",
    "CFA": r"""
        cfa(?: (?:charter|level \w+|charterholder|designation|qualification))?
        chartered financial analyst""",
    "PMP": r"""
        pmp(?: ?(?:®|certification|certified|certificate|credential))?
        project management professional(?: \(pmp\))?""",
    "PRINCE2": "prince ?2(?: (?:certification|certified|practitioner|foundation|qualified|qualification))*",
    "Scrum certification": """
        (?:certified scrum ?master|csm certification|csm|psm(?: i{1,2})?|professional scrum master)
        (?:scrum master certification|certified scrum product owner|cspo|scrum certification)""",
    "Six Sigma": """
        (?:lean )?six sigma(?: (?:green|black|yellow) belt)(?: (?:certification|certified|certificate))?
        (?:lean )?six sigma (?:certification|certified)""",
    "ITIL": r"""
        itil(?: v?\d)? (?:certification|certified|foundation)(?: (?:certification|certificate|level))?
        itil(?: v?\d)? (?:certificate|qualified)(?: (?:certification|certificate|level))?""",
    "CISSP": "cissp(?: (?:certification|certified))?",
    "CISM": "cism",
    "CISA": "cisa",
    "CompTIA A+": r"comptia a\+(?: (?:certification|certified))?  a\+ (?:certification|certified)",
    "CompTIA Network+": r"(?:comptia )?network\+(?: (?:certification|certified))?",
    "CompTIA Security+": r"(?:comptia )?security\+(?: (?:certification|certified))?",
    "CompTIA certification": "comptia(?: (?:certification|certified))",
    "CCNA": "ccna(?: (?:certification|certified))?",
    "CCNP": "ccnp(?: (?:certification|certified))?",
    "AWS certification": f"""
        aws[ -]certified(?: (?:solutions architect|developer|cloud practitioner)(?: {_TIER})?)?(?! weld)
        aws[ -]certified sysops administrator(?: {_TIER})?
        aws[ -]certified(?: (?:devops engineer|security|data analytics)(?: {_TIER})?)(?! weld)
        aws certifications?(?! in weld)  amazon web services certification""",
    "Azure certification": r"""
        azure certifi(?:ed|cations?)
        microsoft certified(?:[\w :-]{0,40}(?:associate|expert|fundamentals))?  az-\d{3}""",
    "Google Cloud certification": "(?:google cloud|gcp)(?: platform)?[ -]certifi(?:ed|cations?)",
    "Kubernetes certification": """
        cka(?:d)? (?:certification|certified)?
        certified kubernetes (?:administrator|application developer)""",
    "SHRM certification": r"""
        shrm-(?:cp|scp)  sphr|phr(?= certif)
        cipd(?: (?:level \d|qualified|qualification|accredited|qualifications))*""",
    "NVQ": rf"""
        nvq'?s?(?:/svq)?(?: ?level \d(?:(?: or |/|-)\d)?)?(?: (?:diploma|qualification|certificate))?{_IN}
        level \d(?: (?:nvq|diploma|certificate|award|qualification))+{_IN}
        svq(?: level \d)?""",
    "Care Certificate": "(?:the )?care certificate",
    "QTS": "qts  qualified teacher status",
    "Teaching certificate": """
        (?:state )?teach(?:ing|er'?s?) (?:certification|certificate|credential|qualification)s?""",
    "Child Development Associate": r"""
        child development associate(?: \(cda\))?(?: credential)?  cda credential""",
    "NEBOSH": "nebosh(?: (?:general )?(?:certificate|diploma|certified|qualified))?",
    "IOSH": "iosh(?: (?:managing safely|certificate))?(?: certificate)?",
    "City & Guilds": rf"""
        city (?:and|&) guilds(?: level \d)?(?: (?:qualification|certificate))?{_IN}""",
    "TEFL certificate": """
        (?:tefl|tesol|celta)(?: (?:certificate|certification|certified|qualification|qualified))?""",
    "Lifeguard certification": """
        lifeguard(?:ing)? (?:certification|certificate|qualification|certified)
        (?:nplq|pool lifeguard qualification)""",
    "Personal trainer certification": """
        personal train(?:er|ing) (?:certification|certificate|qualification)  certified personal trainer""",
    "ASE certification": "ase[ -](?:certification|certified|certifications|certificates?)",
    "EPA 608 certification": """
        epa(?: section)? 608(?: (?:certification|certified|universal))*  epa certifi(?:ed|cation)""",
    "NCCER certification": "nccer(?: (?:certification|certified))?",
    "Welding certification": r"""
        (?:aws|asme|welding|weld|welder) (?:d1\.\d )?(?:welding |welder )?(?:certification|certificate)s?
        (?:aws|asme|welding|weld|welder) (?:d1\.\d )?(?:welding |welder )?(?:certified welder|coded)s?
        certified welder  coded welder""",
    "18th Edition": "18th edition(?: (?:wiring )?regulations)?",
    "IPAF": "ipaf(?: (?:licen[cs]e|card|certificate|ticket))?",
    "PASMA": "pasma(?: (?:card|certificate))?",
    "TWIC card": "twic(?: card)?",
    "Chartered status": """
        chartered (?:status|engineer|member|surveyor|institute member|psychologist|manager)|chartership
        chartered membership|chartership""",
    "RICS": "rics(?: (?:qualified|accredited|chartered))?  mrics",
    "LEED": "leed (?:ap|certification|accredited|green associate)",
}
LICENCES = {
    "Gas Safe registration": "gas[ -]safe(?: (?:registered|registration|engineer))?",
    "Forklift licence": """
        fork[ -]?lift(?: truck)?(?: (?:driver'?s?|operator'?s?))? (?:licen[cs]e|card|ticket|permit)s?
        (?:counterbalance|reach|flt) (?:truck )?(?:licen[cs]e|ticket)  carretillero  carnet de carretillero""",
    "Security clearance": r"""
        (?:ts/sci |top[ -]secret |secret |sc |dv |existing |active |government )*security clearance
        (?:sc|dv|ts/sci|bpss|secret|top secret) clearance""",
    "Commercial driver's licence": rf"""
        (?:class [abc][ /-]+)?cdl{_CLASS}{_LICENCE}
        (?:class [abc][ /-]+)?commercial driver'?s?'? licen[cs]es?(?: \(?cdl\)?)?{_CLASS}
        (?:hgv|lgv|pcv|psv|class [12])(?: ?/ ?(?:lgv|hgv))?(?: {_HEAVY})?{_TO_DRIVE}
        (?:category|cat) c(?:\+e|1)?(?: ?/ ?(?:lgv|hgv))?{_TO_DRIVE}
        (?:c\+e|ce|c1){_TO_DRIVE}
        hgv(?: class)? [12]  carnet c""",
    "CDL endorsement": "(?:hazmat|tanker|passenger|school bus|doubles)(?: and (?:hazmat|tanker))? endorsements?",
    "Driving licence": r"""
        driver'?s?'? licen[cs]es?(?: \(?(?:class|category|cat\.?) ?[a-e1]+\)?)?(?: with category d)?
        driver'?s?'? permit(?: \(?(?:class|category|cat\.?) ?[a-e1]+\)?)?(?: with category d)?
        driving (?:licen[cs]es?|permit)(?: \(?(?:class|category|cat\.?) ?[a-e1]+\)?)?(?: with category d)?
        car (?:licen[cs]es?|permit)(?: \(?(?:class|category|cat\.?) ?[a-e1]+\)?)?(?: with category d)?
        drivers (?:licen[cs]es?|permit)(?: \(?(?:class|category|cat\.?) ?[a-e1]+\)?)?(?: with category d)?
        (?:full|clean|valid),? (?:clean |uk |manual |full )*licen[cs]e(?= and|[.,;]|$)
        licen[cs]e(?= (?:to drive|and (?:own |reliable )?(?:car|vehicle)))
        (?:carn[eé]t|permiso) de (?:conducir|conducción)(?: (?:clase |tipo )?b)?
        licencia de (?:conducir|manejar)  führerschein(?: klasse \w+)?""",
    "Nursing licence": r"""
        (?:rn|lpn|lvn|registered nurse)(?:/(?:rn|lpn|lvn))?(?: \((?:rn|lpn|lvn)\))? licen[cs](?:e|ure)s?
        licensed practical nurse(?:/(?:rn|lpn|lvn))?(?: \((?:rn|lpn|lvn)\))? licen[cs](?:e|ure)s?
        (?:nursing|nurse)(?:/(?:rn|lpn|lvn))?(?: \((?:rn|lpn|lvn)\))? licen[cs](?:e|ure)s?
        licensed (?:practical|vocational) nurse(?: \(?(?:lpn|lvn)\)?)?
        registered (?:general |mental health |adult |paediatric )?nurse(?: \(?(?:rn|rgn|rmn)\)?)?
        nmc (?:registration|registered|pin|pin number)
        (?:active|valid|current|up[ -]to[ -]date|uptodate|live) (?:nmc )?pin(?: number)?
        (?:rgn|rmn)(?:/rmn)?  rn(?= (?:required|preferred|or|with|and|in|is|only|degree))""",
    "Professional registration": r"""
        (?:hcpc|hpc|gmc|gphc|gdc|gscc|swe)(?: and)? (?:registration|registered|membership|pin)
        (?:social work england|nmc|sssc|gtc)(?: and)? (?:registration|registered|membership|pin)
        registered with (?:the )?(?:hcpc|gmc|gphc|gdc|nmc|social work england|gtc|sssc)
        registered managers? award
        (?:professional |full |current |active )registration (?:with|as) (?:the |an? )?\w+
        registered with (?:the |an? )?(?:relevant|appropriate|professional)(?: \w+)?
        registered with (?:the |an? )?(?:state|national|general|medical|nursing)(?: \w+)?""",
    "SIA licence": """
        (?:frontline |door supervisor |cctv )?sia(?: (?:badge|licen[cs]ed?|door supervisor licen[cs]e))""",
    "Security guard licence": """
        (?:security )?guard (?:card|licen[cs]e)  security licen[cs]e  unarmed (?:guard )?licen[cs]e""",
    "Cosmetology licence": """
        (?:state )?(?:cosmetology|barber(?:ing)?|esthetician|aesthetician) licen[cs](?:e|ure)s?
        (?:state )?(?:nail technician|massage(?: therapy| therapist)?) licen[cs](?:e|ure)s?
        licensed (?:cosmetologist|barber|esthetician|massage therapist)""",
    "Electrician's licence": """
        (?:journeyman |master )?electric(?:al|ian'?s?) (?:journeyman |contractor'?s? )?licen[cs]es?
        licensed (?:journeyman |master )?electrician  journeyman electrician(?= licen)""",
    "Plumber's licence": """
        (?:journeyman |master )?plumb(?:ing|er'?s?) licen[cs]es?  licensed (?:journeyman |master )?plumber""",
    "Social work licence": """
        licensed (?:clinical |master )?social worker  (?:lcsw|lmsw)(?: licen[cs]e)?
        social work(?:er)? licen[cs]e""",
    "Professional engineer licence": r"""
        (?:pe|professional engineer(?:'s|ing)?(?: \(pe\))?) licen[cs]e  licensed professional engineer""",
    "Real estate licence": "real[ -]estate (?:salesperson |broker )?licen[cs]e",
    "Insurance licence": """
        (?:property (?:and|&) casualty|p&c|life (?:and|&) health|insurance(?: agent)?) licen[cs]es?""",
    "Securities licence": """
        (?:finra )?series (?:6|7|63|65|66)(?:(?:,| and| or|/| &)+ ?(?:6|7|63|65|66))*(?: licen[cs]es?)?
        securities licen[cs]e""",
    "Teaching licence": "(?:state )?teach(?:ing|er'?s?) licen[cs]e  licensed teacher",
    "Pharmacist licence": "pharmacist licen[cs]e  licensed pharmacist  pharmacy technician licen[cs]e",
    "Licence to practise": r"licen[cs](?:e|ed|ure) to practi[cs]e(?: \w+)?",
    "Pilot's licence": """
        (?:private |commercial |drone )?pilot'?s? licen[cs]e
        part 107(?: (?:licen[cs]e|certificate|certification))?""",
    "Pesticide applicator licence": """
        pesticide applicator(?:'s)? licen[cs]e  pa1(?:/pa6)?(?: certificate)?  spraying licen[cs]e""",
    "Alcohol server permit": """
        (?:alcohol|bartending|bartender(?:'s)?|liquor|tabc|tips)(?: server| seller)? (?:permit|licen[cs]e)
        (?:alcohol|bartending|bartender|liquor|tabc|tips)(?: server| seller)? (?:certification|certified)
        (?:alcohol|bartending|bartender|liquor|tabc|tips)(?: server| seller)? certificate
        personal licen[cs]e holder  personal licen[cs]e""",
}
