"""The wordings of headings in postings and résumés, English first, with the common Spanish and German ones.

Phrases are regular expressions of a whole normal heading (see `headings.normal`), two blanks between phrases.
"""

from __future__ import annotations

# A heading that promises duties in one advertisement and benefits in the next; what follows it decides.
EXPECTATIONS = "expectations"

CONNECTORS = """
    and or of the your our for in to a an this that as on with at from we you what following follows but not
    limited include includes including etc we'll you'll y e de del la el los las que para und der die das"""
MODIFIERS = """
    key main core primary principal essential general major typical daily specific other necessary minimum
    basic required mandatory job role position work working technical professional personal candidate
    candidate's person soft hard relevant previous prior proven top total some overall needed need wanted
    have must areas area day-to-day applicant ideal successful employee company staff great important
    critical fundamental formal initial team transferable practical digital physical mental special
    behavioral behavioural interpersonal academic my mínimos minimos principales técnicas tecnicas técnicos
    tecnicos necesarios puesto trabajo previa laboral profesional personales tus tu deine ihre unsere"""
RESUME_MODIFIERS = """
    career employment military service teaching clinical retail industry research field leadership computer
    it additional selected recent current past earlier foreign spoken honors family care home further
    continuing activities details data volunteer académica academica complementaria highlights executive
    paid social"""

# A heading made only of these words, connectors and modifiers opens the first section that one of them names.
POSTING_WORDS = {
    "benefits": "benefits benefit perks perk rewards extras beneficios ventajas zusatzleistungen",
    "pay": "salary pay compensation wage wages remuneration salario sueldo retribución gehalt",
    "preferred": """
        preferred desired desirable bonus optional plus pluses advantageous beneficial asset assets
        nice-to-have nice-to-haves additional deseable deseables valorable valorables advantages""",
    "how_to_apply": "application applications apply applying bewerbung",
    "responsibilities": """
        responsibilities responsibility duties duty tasks task accountabilities functions activities
        deliverables responsabilidades funciones tareas aufgaben tätigkeiten""",
    "requirements": """
        requirements requirement qualifications qualification skills skill competencies competences
        competency criteria experience abilities ability attributes knowledge education educational
        credentials certifications certification certificates licenses licences license licence expertise
        profile background strengths prerequisites must-haves musts essentials qualities traits
        specification spec languages language technologies skillset skill-set know-how demands requisitos
        perfil competencias conocimientos formación idiomas experiencia anforderungen qualifikationen
        profil aptitudes""",
}
RESUME_WORDS = {
    "volunteer": """
        volunteer volunteering voluntary community unpaid charity charitable caregiving household
        voluntariado voluntario""",
    "contact": "contact contacto",
    "references": "references referees referencias",
    "languages": "languages language idiomas",
    "certifications": """
        certifications certification certificates certificate licenses licences license licence
        credentials accreditations licensure certificaciones certificados""",
    "projects": "projects project portfolio proyectos",
    "interests": "interests hobbies extracurricular intereses aficiones pastimes",
    "profile": "summary profile objective overview perfil resumen objetivo introduction",
    "other": """
        awards honors honours publications memberships affiliations achievements accomplishments patents
        information presentations premios miscellaneous""",
    "skills": """
        skills skill competencies competences expertise strengths proficiencies technologies tools
        capabilities abilities aptitudes habilidades competencias conocimientos skillset software""",
    "experience": """
        experience experiences employment history internships internship positions placements roles
        experiencia trabajos empleo prácticas""",
    "education": """
        education educational training studies coursework courses degrees qualifications schooling
        academics development formación formacion educación educacion estudios cursos""",
}

_NOT_TO_HEAR = "(?! to (?:hear|meet|talk|speak|have you))"
_GET = "(?:get|receive|gain|enjoy|earn|love)"
_ANY_PAY = "(?:the |our |your |base |starting |expected |annual |hourly |monthly |estimated |gross )*"
_APPLYING = (
    "(?:the |our |your |hiring |recruitment |job )*(?:application|recruitment|hiring|interview|selection)"
)
_IF = "(?:if|when|with us)(?: you(?:'re| are| have)?)?"
_WHOM = "(?:you|someone|a person|people|candidates|that you|the following)"
_WHO_HAS = "(?:to|who|with|have|is|to have|to be|has)"
_IDEAL = "(?:the |our |your |an? )?(?:ideal|perfect|right|successful|suitable|strong|best)"
_AT = "(?:at|as|in|with|will|includes?|may|involves?|to|and|are|is|here)"
_THE_JOB = (
    "(?:the |this |job |main |key |core |your )*(?:duties|responsibilities|tasks|accountabilities|functions|"
    "role|job|position)"
)
_MAIN = "(?:key|main|necessary|essential|primary|principal|core|major|general)"
_ROLE = "(?:the |about the |about this |your |our )?(?:role|job|position|opportunity|vacancy|post)"
_IS = "(?:and|at|in|is|are|make|makes|of|who|that)"

POSTING_PHRASES = {
    "preferred": f"""
        nice[ -]to[ -]haves?(?: .*)?  (?:good|great|cool|useful|helpful|lovely) to have(?: .*)?
        it(?:'s| is) (?:a plus|nice|an advantage|helpful) if(?: .*)?
        (?:bonus|extra|brownie) points(?: .*)?  extra credit(?: .*)?  bonus if(?: .*)?  big plus(?: .*)?
        a plus(?: if.*)?  ideally(?: you(?: .*)?)?  preferably
        it would be (?:great|nice|a plus|an advantage|ideal|a bonus|even better)(?: .*)?
        it helps if(?: .*)?  it(?:'d| would) (?:be (?:great|nice|a bonus)|help) if(?: .*)?
        even better(?: if.*)?
        we(?:'d| would) (?:also |really )?(?:love|like|be thrilled){_NOT_TO_HEAR}(?: .*)? (?:if|for|with)(?: .*)?
        we(?:'d| would) (?:also |really )?(?:be delighted|be happy)(?: .*)? (?:if|for|with)(?: .*)?
        we(?:'d| would) (?:also |really )?get really excited(?: .*)? (?:if|for|with)(?: .*)?
        (?:what|how|things that) .*stand out(?: .*)?  (?:to |you(?:'ll| will)? )?stand out(?: .*)?
        what .*set you apart(?: .*)?  (?:the )?(?:icing|cherry) on (?:top|the cake)
        any of (?:those|these) will increase your chances
        not (?:required|essential|mandatory) but(?: .*)?  we also (?:value|appreciate|like)(?: .*)?
        wish ?list  what would be (?:nice|great|a plus)(?: .*)?
        would be (?:nice|great|a plus|an advantage)  an advantage(?: if.*)?
        advantageous(?: skills)?(?: to have)?  desirables?  (?:la )?se valorar[áa]n?(?: .*)?
        valora(?:ble|mos|bles)(?: .*)?  (?:será|es) un plus  wünschenswert""",
    "benefits": rf"""
        what we(?:'ll|'re| will| can| do| are)? (?:offer|offering|provide|give|promise)(?: .*)?
        what (?:do|can|will) we offer(?: .*)?  what(?:'s| is) in it for (?:you|me)(?: .*)?
        what(?:'s| is) on offer(?: .*)?
        what you(?:'ll| will| can)? {_GET}(?: (?:from|in|with|by|as|here|at|for|about) .*| back| too)?
        you(?:'ll| will)? (?:also )?(?:get|receive|enjoy)
        (?:and )?we(?:'ll| will)? (?:also )?offer(?: you| in return)?(?: the following)?
        our offer(?: .{{0,20}})?  the offer  in (?:return|exchange)(?: .{{0,30}})?
        in addition we offer(?: you)?  alongside pay we offer
        why (?:join|work|you(?:'ll| will| should)|choose|us|come|apply|people)(?: .*)?
        reasons to (?:join|work|love|apply)(?: .*)?
        how we(?:'ll| will)? (?:reward|look after|support|take care of) (?:you|our).*
        how you can grow(?: .*)?  (?:the |our )?(?:total )?rewards?(?: and recognition)?(?: package)?
        (?:the |our |salary and |a )?(?:benefits? |compensation |reward )?package
        (?:compensation|salary|pay) and (?:benefits|perks|package)(?: .{{0,20}})?
        benefits (?:and|of|at|for|we|you|include|package)(?: .*)?  perks (?:and|of|at|include)(?: .*)?
        some of (?:our|the) (?:perks|benefits)(?: .*)?  things you(?:'ll| will) love(?: .*)?
        our promise(?: to you)?  your (?:benefits|development|rewards|perks|package)(?: .{{0,30}})?
        employment benefits  working with us  you can look forward to  se ofrece
        (?:te |os |le )?ofrecemos  qu[ée] (?:te )?ofrecemos(?: .*)?  nuestra oferta
        wir bieten(?: .{{0,20}})?  unser angebot  was wir (?:dir |ihnen )?bieten""",
    EXPECTATIONS: """
        what you can (?:look forward to|expect)(?: .*)?  what (?:can|should) you expect(?: .*)?
        what to expect(?: .*)?  what you (?:may|might) expect  what awaits you(?: .*)?  das erwartet dich""",
    "equal_opportunity": r"""
        (?:we are )?an equal (?:employment )?opportunit(?:y|ies)(?: .*)?
        equal (?:employment )?opportunit(?:y|ies)(?: .*)?  eeo(?: .*)?
        (?:our )?(?:commitment to )?(?:diversity|inclusion|equality)(?: (?:and|at|statement) .*)?
        (?:our )?(?:commitment to )?(?:equity|belonging)(?: (?:and|at|statement) .*)?
        (?:our )?(?:diversity|inclusion|equity)(?: (?:statement|equity|equality|inclusion|belonging))+
        (?:our )?commitment to (?:diversity|inclusion|equality|equity)(?: .*)?  de&?ib?(?: .*)?
        accessibility(?: statement)?  accommodations?(?: .*)?
        reasonable (?:adjustments|accommodations?)(?: .*)?  for u\.?s\.? applicants(?: .*)?
        disability confident(?: .*)?  fair chance(?: .*)?  affirmative action(?: .*)?
        join a company where deib .*  non-?discrimination(?: .*)?
        innovation starts with inclusion(?: .*)?  igualdad(?: .*)?""",
    "pay": f"""
        {_ANY_PAY}(?:salary|pay|wage|compensation|remuneration)(?: (?:range|rate|scale|band|details|grade))*
        {_ANY_PAY}(?:salary|pay) (?:information|transparency|structure|offered|expectations?)
        rate of pay  hourly rate  pay rate  (?:the )?first-year base compensation(?: .*)?  what we pay
        pay and hours  salary and (?:appointment terms|terms|hours|bonus)  salario(?: .{{0,20}})?
        sueldo(?: .{{0,20}})?  retribución(?: .{{0,20}})?""",
    "how_to_apply": f"""
        how (?:to|do i|can i|you can|do you) (?:apply|join)(?: .*)?  (?:ready )?to apply(?: .{{0,30}})?
        apply(?: (?:now|today|here|online|if you .*))?  (?:your )?next steps?(?: .{{0,20}})?
        the next steps?  what happens next
        {_APPLYING} (?:process|procedure|instructions?|deadline|details|questions?|information)(?: .{{0,30}})?
        {_APPLYING} (?:steps|form|period|stages)(?: .{{0,30}})?
        interested(?: in .{{0,30}})?  ready  (?:are )?you ready(?: .{{0,30}})?  ready (?:to|for) .{{0,40}}
        contact(?: (?:us|details|information|person|info|for .{{0,30}}))?
        (?:any |got |have )?questions(?: .{{0,30}})?
        (?:for )?(?:further|more) (?:information|details)(?: .{{0,30}})?  closing date(?: .{{0,30}})?
        deadline(?: .{{0,30}})?  (?:required )?documents  your application(?: .{{0,20}})?
        (?:how to )?get in touch(?: .{{0,20}})?  come and (?:say hi|join)(?: .{{0,20}})?
        (?:does this )?sounds? (?:good|interesting|like (?:a|the) .*|exciting|great)
        join (?:us|our team|the team)(?: (?:now|today|if .*))?  approval and enrolment
        then we should talk  do you know someone  formalities and references
        c[óo]mo (?:aplicar|inscribirse|postular)(?: .*)?  inscripci[óo]n  contacto  kontakt""",
    "requirements": rf"""
        (?:what|who) (?:we(?:'re| are)?|are we|do we) (?:really |all |also )?looking for(?: .*)?
        (?:what|who) (?:we(?:'re| are)?|are we|do we) (?:really |all |also )?(?:look for|seek)(?: .*)?
        (?:what|who) (?:we(?:'re| are)?|are we|do we) (?:really |all |also )?(?:seeking|after|need)(?: .*)?
        (?:what|who) (?:we(?:'re| are)?|are we|do we) (?:really |all |also )?(?:want|expect|require)(?: .*)?
        (?:what|who) (?:we(?:'re| are)?|are we|do we) (?:really |all |also )?(?:hope|ask|value)(?: .*)?
        what we(?:'ll|'d| will| would) (?:need|like|love|expect|want|be looking)(?: .*)?
        what you(?:'ll| will|'d)? (?:need|bring|have|should|must|offer us|know|possess|come with)(?: .*)?
        what you(?:'ll| will|'d)? (?:already have|are good at)(?: .*)?
        what (?:will|do|should|would|can|must) you (?:bring|need|have|know)(?: .*)?  what it takes(?: .*)?
        what(?:'s| is) (?:needed|required)(?: .*)?  what makes you .*
        who (?:you are|are you|we want|we need|is this for|should apply|will succeed)(?: .*)?
        who (?:you(?:'ll| will) be|can apply)(?: .*)?
        you(?:'re| are| have|'ve got)(?: to)?(?: (?:be|have|bring|someone who))?(?: the following(?: .*)?)?
        you(?:'ve| need| must| should)(?: to)?(?: (?:be|have|bring|someone who))?(?: the following(?: .*)?)?
        you(?: bring| possess)(?: to)?(?: (?:be|have|bring|someone who))?(?: the following(?: .*)?)?
        you(?:'ll| will) (?:also )?(?:need|have|bring)(?: the following)?
        you(?:'ll| will| might| may| could)? .*(?:fit|thrive|match|succeed|suited|enjoy)(?: .*)? {_IF}
        you(?:'ll| will| might| may| could)? .*(?:love|excel|right|shine)(?: .*)? {_IF}
        (?:we are |you(?:'re| are) )?a (?:great|good|perfect) (?:match|fit|candidate)(?: if| for .*)?(?: .*)?
        this (?:role|job|position|opportunity) .*(?:if|for you)(?: you(?: .*)?)?
        this might be for you if(?: .*)?  this is (?:what|for) you .*  is this you
        (?:does this )?sounds? like you  could this be you
        are you (?:the one|our .{{3,30}}|a match|right .{{0,30}}|who we .*)
        do you have(?: what it takes| the following.*)?  have you got
        we(?:'re| are)? (?:looking for|seeking|need you|need|want|expect)(?: {_WHOM})?(?: {_WHO_HAS})?
        we (?:require|ask for|hope)(?: {_WHOM})?(?: {_WHO_HAS})?
        {_IDEAL} (?:candidates?|persons?|applicants?|fit|match)
        {_IDEAL} (?:candidates?|persons?|applicants?) (?:will|should|must|has|have)(?: .{{0,30}})?
        {_IDEAL} (?:candidates?|persons?|applicants?) (?:is|are|would)(?: .{{0,30}})?
        {_IDEAL} (?:candidates?|persons?|applicants?) (?:profile|possess(?:es)?|for)(?: .{{0,30}})?
        (?:successful |ideal |all |qualified )?(?:candidates?|applicants?) (?:will|must|should)(?: .{{0,30}})?
        (?:successful |ideal |all |qualified )?(?:candidates?|applicants?) (?:possess|have)(?: .{{0,30}})?
        (?:successful |ideal |all |qualified )?(?:candidates?|applicants?) (?:need|are)(?: .{{0,30}})?
        (?:a (?:bit|little) |more )?about you(?:rself)?
        in order to (?:succeed|qualify|be successful)(?: .*)?
        to (?:be (?:considered|successful|a good fit|eligible)|succeed|qualify|thrive|excel|join)(?: .*)?
        to (?:fit|shine)(?: .*)?  (?:the )?must[ -]haves?(?: .{{0,20}})?
        the (?:person|candidate|essentials)  person specification  essentials?  required  mandatory
        necessary
        your (?:profile|background|skills|experience|qualifications?|strengths|expertise)(?: .{{0,30}})?
        your (?:competenc\w+|talents?|superpowers?|tool ?kit|skill ?set|know-how|knowledge)(?: .{{0,30}})?
        your (?:abilities|personality|fitness level|professional competence|personal skills)(?: .{{0,30}})?
        our expectations(?: .{{0,20}})?  (?:the )?skills (?:we(?:'re| are)?|you(?:'ll)?|needed|required) .*
        skills (?:and|for) .{{0,30}}  experience (?:with|in)  experience (?:required|needed|and .{{0,40}})
        education (?:and|or) .{{0,40}}  minimum .{{0,30}}(?:requirements?|qualifications?|experience)
        key technology experience  technical (?:stack|environment)  eligibility(?: .{{0,30}})?
        as .{{0,40}} you have  further you have  why we would choose you  ability to commute(?: .*)?
        we(?:'d| would) (?:really )?(?:love|like) to (?:hear from|meet|talk to|speak to) you(?: if.*)?
        this is what you will need(?: .*)?  (?:job |other )?requirements? (?:for|of|to) .{{0,30}}
        qualifications? (?:for|required|needed|include|are)(?: .{{0,30}})?
        requirements? (?:are|include|will be)(?: .{{0,30}})?  if you (?:are|have|possess)(?: .{{0,20}})?
        work experience level  requisitos(?: .{{0,30}})?
        qu[ée] (?:buscamos|necesitas|pedimos|esperamos)(?: .*)?  lo que buscamos  perfil(?: .{{0,20}})?
        das (?:bringst|bringen) .*""",
    "responsibilities": rf"""
        what you(?:'ll| will|'d| would|'re| are)? (?:do|be doing|be working|work on|be responsible)(?: .*)?
        what you(?:'ll| will|'d| would|'re| are)? (?:own|achieve|deliver|be up to|build|tackle)(?: .*)?
        what you(?:'ll| will|'d| would|'re| are)? (?:doing|can do|going to do|responsible)(?: .*)?
        what you(?:'ll| will|'d| would|'re| are)? (?:accomplish|contribute|spend|help|get to do|be)(?: .*)?
        what (?:will|would|do) you (?:do|be|work)(?: .*)?
        what (?:the|this|your)(?: \w+)? (?:job|role|position|day|work|life)(?: .*)?
        what (?:does|would|will|is) (?:the|this|your|a) (?:\w+ )?(?:job|role|position|day|week|work)(?: .*)?
        how you(?:'ll| will| can)? (?:spend|make|contribute|help|add|create|have an impact)(?: .*)?
        your (?:impact|mission|role|job|challenge|contribution|future)(?: {_AT}(?: .{{0,30}})?)?
        your (?:day|typical day|work)(?: {_AT}(?: .{{0,30}})?)?
        your (?:assignment|focus|new role|tasks?|responsibilit\w+|duties)(?: {_AT}(?: .{{0,30}})?)?
        your (?:opportunity|adventure|week|area|activities)(?: {_AT}(?: .{{0,30}})?)?
        your (?:main|key|daily) .{{2,20}}(?: {_AT}(?: .{{0,30}})?)?
        an? (?:typical |average )?(?:day|week) in(?: .*)?  a typical (?:day|week|shift)(?: .*)?
        (?:the |your )?day[ -]to[ -]day(?: .{{0,30}})?  on a (?:daily|typical|day)(?: .*)?
        in (?:this|your|the) (?:role|position|job)(?: you(?: .{{0,20}})?)?  day to day you will
        as (?:a|an|our|the)? ?.{{0,50}} you(?:'ll| will)(?: be| do)?(?: responsible for)?
        you(?:'ll| will)(?: (?:be|focus on|be working on|get to|be responsible for|also|work on|do|help))?
        you(?:'ll| will) (?:have the opportunity to|be involved in)
        you are responsible for  (?:you(?:'ll| will) be )?responsible for
        {_THE_JOB}(?: (?:and|or) (?:\w+ ){{1,3}})? ?(?:includes?|involves?|are)(?: .{{0,40}})?
        {_THE_JOB} (?:will be|will include)(?: .{{0,40}})?
        {_THE_JOB} (?:may include|would include|entails|consists? of|requires you to)(?: .{{0,40}})?
        {_MAIN} (?:duties|responsibilities|tasks|accountabilities|functions|activities)(?: .{{0,60}})?
        {_MAIN} (?:deliverables|objectives|job functions|result areas)(?: .{{0,60}})?
        (?:we will|we'll) trust you with(?: .*)?  scope of (?:work|the role|responsibilities)
        the (?:work|challenge|opportunity)  month \d.{{0,10}}  areas of responsibility(?: .*)?
        qu[ée] har[áa]s(?: .*)?
        tus? (?:misi[óo]n|funciones|tareas|responsabilidades|d[íi]a a d[íi]a)(?: .*)?""",
    "summary": f"""
        {_ROLE}(?: (?:description|summary|overview|purpose|profile|details|brief|objective|mission))?
        {_ROLE} (?:in brief|at a glance|in short)
        about (?:the|this|your) (?:role|job|position|opportunity|vacancy|post|internship|work)(?: .{{0,20}})?
        (?:job |role |position |general |executive |brief )?(?:summary|overview|synopsis|introduction|purpose)
        (?:summary|overview|purpose) of (?:the|this) (?:role|job|position|post)
        description  the purpose  objectives?  (?:the )?mission  in (?:short|brief|a nutshell)
        at a glance  descripci[óo]n(?: .{{0,30}})?  resumen
        our (?:core )?(?:tech|technology) stack(?: .{{0,20}})?  (?:the )?(?:tech|technology) stack  intro
        get an overview  tasks in general""",
    "employer": rf"""
        about us
        about the (?:company|organi[sz]ation|team|department|employer|firm|business|hotel|school|hospital)
        about the (?:client|group|practice|unit|faculty|university|office|store|restaurant|site|project)
        about our .*  (?:a (?:bit|little) )?about (?!you\b|the role|the job|this).{{2,40}}
        who (?:we are|are we|is .{{2,30}}|we serve)(?: .{{0,20}})?
        what we (?:do|are(?! looking| seeking| after| asking| hoping)|stand for|believe)(?: .{{0,20}})?
        what we care about(?: .{{0,20}})?  what do we do  what(?:'s| is) the team like
        our (?:company|story|mission|vision|values|culture|corporate culture)(?: {_IS} .{{0,40}})?
        our (?:people|team|history)(?: {_IS} .{{0,40}})?
        our (?:clients?|purpose|business|work|organi[sz]ation|beliefs?)(?: {_IS} .{{0,40}})?
        our (?:philosophy|brands?)(?: {_IS} .{{0,40}})?
        our (?:customers?|projects?|community|core values|hospital|school|facility)(?: {_IS} .{{0,40}})?
        our (?:department|products?|services?)(?: {_IS} .{{0,40}})?
        company (?:description|profile|overview|info|information|background|culture|values)(?: .{{0,20}})?
        company (?:mission|introduction|summary|history)(?: .{{0,20}})?
        the (?:company|team|business|client|organi[sz]ation|employer|department|firm|project)(?: .{{0,40}})?
        the office(?: .{{0,40}})?  meet (?:us|the team|our .*|your .*|.{{2,30}})  life (?:at|with) .*
        working (?:at|for) .{{2,30}}  how we (?:work|live|do things)  our ways? of working
        where you(?:'ll| will) (?:work|be working|fit)(?: .*)?  why we .*
        (?:corporate |company |team )?culture  (?:vision|mission) (?:and|statement)(?: .*)?
        (?:core )?values  we are  get to know (?:us|.{{2,20}})  facts about .*  discover (?:us|your|our) .*
        your (?:team|manager|hiring manager)  sobre (?:nosotros|la empresa|la compañía)  qui[ée]nes somos
        la empresa  acerca de .*  nuestra (?:empresa|cultura)  über uns  das (?:sind wir|unternehmen)
        wer wir sind""",
    "title": "(?:job|position|role|vacancy) title  title  vacancy  we(?:'re| are) hiring  puesto  now hiring",
    "other": r"""
        (?:job |work |office |primary )?locations?(?: options?)?
        (?:job|employment|contract|position|work) (?:type|status|basis|model)s?
        (?:work |weekly |shift )?schedules?
        (?:working |work |weekly |opening |contract(?:ed)? )?hours(?: (?:of work|per week))?
        shifts?(?: pattern)?  start(?:ing)?(?: date)?
        (?:work|working) (?:environment|conditions|pattern|arrangements?|remotely|setting|time)  industry
        department  (?:division|function|functional area|category|team size|sector)
        report(?:s|ing)(?: to| line| relationships?)?  travel  (?:date )?(?:published|posted)  date posted
        (?:reference|ref|job id|requisition|vacancy|req)(?: (?:no|number|code|id))?
        what you won't (?:do|be doing)(?: .*)?
        contract(?: (?:length|duration|term))?  duration  standort(?:e|s)?  ubicaci[óo]n(?: .{0,20})?
        horario(?: .{0,20})?  tipo de (?:puesto|contrato|jornada)(?: .{0,20})?  jornada(?: .{0,20})?
        disclaimer  (?:please )?notes?  important(?: (?:information|notice))?
        additional (?:information|notes?|details|comments)  other (?:information|details|notes?)
        company (?:size|type)  experience levels?  (?:seniority )?level  employment details
        terms (?:and conditions|of employment)  (?:your )?time model  likes
        (?:number of )?(?:openings|positions|vacancies)  supervisory responsibilit\w+  direct reports
        holiday  legal(?: .{0,20})?  privacy(?: .{0,20})?  data protection""",
}

RESUME_PHRASES = {
    "volunteer": """
        (?:community|civic) (?:service|involvement|engagement|work)  unpaid work  giving back  causes
        (?:family|home|household) (?:care|caregiving|management|experience|responsibilities)(?: .{0,20})?
        (?:home|household) and family .{2,20}  (?:family|home|household) (?:duties|life|work)(?: .{0,20})?
        (?:raising|bringing up) (?:a|my|our|the) (?:family|children|kids|sons?|daughters?)(?: .{0,25})?
        raising (?:children|kids)(?: .{0,25})?  (?:stay-at-home|full-time) (?:parent|mother|mum|mom|father|dad)
        (?:caring for|looking after) (?:a |my |our )?(?:family|relatives?|parents?|mother|father|children)
        (?:parenting|parenthood|homemaking|homemaker)(?: .{0,25})?
        helping (?:out|others)(?: .{0,25})?  (?:my |our |the )?community(?: life| projects)?
        (?:church|parish|mosque|temple|neighbou?rhood) (?:work|service|activities|life)
        (?:unpaid|informal) (?:care|caring|help)(?: .{0,25})?  mutual aid""",
    "contact": """
        (?:personal|contact) (?:details|information|info|data)  contact(?: me)?
        datos (?:personales|de contacto)""",
    "profile": """
        about(?: me)?  who i am  (?:summary|overview|profile) of (?:qualifications|skills|experience)
        qualifications summary
        (?:career|professional|personal) (?:summary|profile|objective|statement|goal|aim|overview)
        career highlights  sobre m[íi]  perfil(?: profesional)?  objetivo(?: profesional)?""",
    "skills": """
        (?:what i|things i)(?:'m| am| can)? (?:good at|do|bring|can do|do well)(?: .*)?
        areas? of (?:expertise|strength|knowledge)  (?:tech|technology) stack  computer literacy
        core qualifications  programming(?: languages)?  tools(?: and .*)?""",
    "experience": """
        (?:work|career|employment|job|professional) (?:history|background|experience|record)(?: .{0,30})?
        (?:relevant|military|positions?) (?:history|background|experience|record)(?: .{0,30})?
        (?:where i|places i)(?:'ve| have)? worked  what i(?:'ve| have) done  (?:military|national) service
        career  experiencia(?: .{0,20})?  work  trayectoria(?: .{0,20})?
        (?:customer service|management|care|sales|warehouse) experience
        (?:construction|kitchen|office|nursing) experience
        (?:odd|side|casual|small|part-time|temporary|temp|seasonal|occasional|weekend|summer|day) (?:jobs?|work)
        (?:gig|freelance|informal|agency|other|various|contract) (?:jobs?|work)  self-employ(?:ed|ment)
        (?:cash[ -]in[ -]hand|off[ -]the[ -]books|cash|day|farm|market) (?:jobs?|work|labou?r)
        side (?:gigs?|hustles?)  (?:work|jobs) for (?:family|friends|neighbou?rs)(?: .{0,25})?
        (?:family|own) business  trabajos (?:informales|ocasionales|temporales)""",
    "education": """
        (?:academic|educational) (?:background|history|qualifications|record|achievements)
        education and .{0,40}  training(?: and .{0,30})?  professional (?:development|training)
        formaci[óo]n(?: .{0,20})?""",
    "certifications": """
        (?:professional )?(?:certifications?|licen[cs]es?|credentials)(?: and .{0,30})?
        certificados(?: .{0,20})?""",
    "projects": "(?:selected|personal|side|key|academic|recent|open[ -]source|relevant) (?:projects?|work)",
    "languages": "(?:foreign |spoken )?languages?(?: skills| spoken| proficiency)?",
    "interests": """
        (?:hobbies|interests|pastimes)(?: .{0,20})?  activities  extra-?curricular(?: .{0,20})?
        outside (?:of )?work""",
    "references": "references?(?: .{0,40})?  referees",
    "other": """
        (?:awards?|honou?rs?|publications?|memberships?|affiliations?|achievements)(?: .{0,30})?
        accomplishments(?: .{0,30})?  (?:other|additional) (?:information|details)  leadership
        availability  notes?""",
}
