"""Names of skills that are also ordinary words, initials or other things: what speaks for the skill and what against.

`before` and `after` are words next to the name that show that something else is meant ("going forward" is not Go,
"vitamin C" is not C); `cues` are words anywhere in the sentence that speak for the skill.
"""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Ambiguity:
    """How one ambiguous name is told apart. `lower_case`: it may be written in lower case and still be the skill."""

    cues: frozenset[str] = frozenset()
    before: frozenset[str] = frozenset()
    after: frozenset[str] = frozenset()
    lower_case: bool = False
    seldom_other: bool = False  # ads seldom mean anything else by it


def _entry(cues: str = "", before: str = "", after: str = "", lower_case: bool = False) -> Ambiguity:
    return Ambiguity(frozenset(cues.split()), frozenset(before.split()), frozenset(after.split()), lower_case)


# Words of software and data: they speak for a name whatever the product is.
FIELD = frozenset(
    "software programming programmer programmers language languages framework frameworks developer developers code "
    "coding codebase coder script scripting scripts stack backend frontend end database databases api apis library "
    "libraries app apps web microsoft ms google adobe server servers cloud sql java javascript spreadsheet "
    "spreadsheets computer computing syntax compiler orm runtime linux unix git devops automation configuration digital "
    "online data dashboard dashboards pipeline pipelines cluster clusters deploy deployed deployment deployments "
    "microservices containers firmware embedded kernel debug debugged debugging refactor parser repository "
    "repositories commits ci cd qa sysadmin administrator dba helpdesk analyst analytics "
    "html css ios android mobile sprint agile ide ides browser "
    "browsers saas crm erp hris lms queries query tables pivot macros virtual machines infrastructure provisioning "
    "monitoring logs bugs documentation version statistical statistics "
    "algorithms modelling modeling etl streaming simulation 3d cad vr game games ui ux".split()
)
# Words by which any skill is asked for or claimed.
ASKING = frozenset(
    "proficient proficiency experience experienced knowledge skills skilled familiar familiarity using expertise "
    "fluent certified tool tools application applications platform package packages suite engineer engineers know "
    "knows competent comfortable working advanced intermediate basic command user "
    "required essential mandatory preferred desirable advantage advantageous plus".split()
)
# What a product's name stands before: "Excel reports", "Puppet modules", "an Access database".
PRODUCT_NOUNS = frozenset(
    "developer developers engineer engineers programmer programmers programming scripting script scripts code "
    "codebase app apps application applications module modules pipeline pipelines container containers image images "
    "cluster clusters server servers dashboard dashboards report reports rules database databases cookbooks recipes "
    "packages jobs streaming collections metrics shares calendar videos video admin administrator administration "
    "experience skills knowledge tests builds build services microservices backend frontend api apis queries macros "
    "workbook workbooks spreadsheet spreadsheets formulas sheets pos software configuration channels meetings calls "
    "playbooks plugins components hooks workflows certification certified models modelling files templates "
    "environment ecosystem stack framework library repository repositories wiki pages boards account".split()
)
# Heads of lists in which the products of a trade stand: "Tools: ...".
LIST_HEADS = frozenset(
    "skills tools languages software stack technologies technology programs systems ides browsers platforms it "
    "applications frameworks databases computer technical programming tech environment packages ict digital "
    "competencies libraries cloud devops".split()
)
# After these a capitalised word is what work is done with: "reports in Oracle", "calls on Teams".
USED_WITH = frozenset("in using with on via through use uses used know knows into from".split())
# Before these words a name is a person's or a place's.
PERSON_TITLES = frozenset(
    "mr mrs ms miss dr prof sir sister brother st saint chez madame monsieur captain chef aunt uncle contact ask".split()
)
# Pronouns and the like: what follows is an ordinary noun; and words after which a verb stands.
DETERMINING = frozenset(
    "this that these those each every any our your their his her my its no some another".split()
)
VERB_BEFORE = frozenset(
    "to will can must may should could would shall they you we who please not always never help helps ready".split()
)

_OFFICE = (
    "spreadsheet spreadsheets word powerpoint outlook excel office microsoft ms formulas pivot tables vlookup"
)
_BAND = "vitamin class schedule type hepatitis grade series plan part tier level section category group option b d"

# The name of a language is also an adjective: "French fries", "an English breakfast".
LANGUAGE = _entry(
    "speak speaks speaking spoken speaker write written writing read reading language languages fluent fluently fluency "
    "bilingual native level proficient proficiency command knowledge conversational basic intermediate advanced a1 a2 b1 "
    "b2 c1 c2 skills required essential must plus preferred desirable needed communicate communication translate "
    "translation interpret interpreter teach lessons classes tongue spanish english literate good excellent strong",
    "",
    "fries fry toast breakfast pastry pastries cuisine food restaurant restaurants bread wine wines cheese market markets "
    "government law company companies team office customers clients culture history",
)

AMBIGUOUS: dict[str, Ambiguity] = {
    "driving": _entry(
        "licence license van truck lorry car cars delivery deliveries vehicle vehicles bus taxi hgv cdl clean road roads "
        "record forklift minibus passengers route routes driver",
        "",
        "change growth results sales innovation revenue forward performance engagement efficiency adoption value business "
        "success continuous improvement force digital and-leading",
        lower_case=True,
    ),
    "go": _entry(
        "golang goroutines",
        "to not can will must you we they the let ready good always please come",
        "forward above beyond to the through extra live far on out back into over further for getter with home public "
        "green up down global along off ahead a around at from as by it well straight online",
    ),
    "scratch": _entry("children coding programming blocks mit", "from a the", "and tickets cards pads cooking resistant"),
    "blender": _entry("3d animation modeling modelling maya render rendering cinema", "the a kitchen hand stick food immersion", "and jug"),
    "r": _entry(
        "statistics statistical tidyverse shiny ggplot2 rstudio sas stata analysis data",
        "h toys hr m n type",
        "d us r s factor value rated and-d n m b",
    ),
    "c": _entry("embedded firmware pointers compiler unix linux drivers kernel", _BAND, "suite level section corp diff diploma difficile v s"),
    "d": _entry("dlang", _BAND + " r r&", "d"),
    "f": _entry("", _BAND, "b"),
    "excel": _entry(
        _OFFICE,
        "to you will we who and can they could help ability",
        "at in as within beyond both academically under professionally when if while by your here",
    ),
    "word": _entry(_OFFICE, "the a of every in key buzz your our last other this each spread one pass single", "of for to about is processing-of count"),
    "outlook": _entry(_OFFICE, "positive optimistic the an a your great good fresh job economic market global friendly healthy", "on for and of is"),
    "access": _entry(_OFFICE + " vba queries", "market patient to have has full the open easy direct internet with internal equal remote you provide and", "to control controls rights management for points point and by the all our your a systems"),
    "teams": _entry(_OFFICE + " slack zoom webex sharepoint", "the our other across different all with multiple cross-functional of various global functional between sales project agile their leading these in internal technical lead manage", "and to of across in that who from with on for are within at as is"),
    "publisher": _entry(_OFFICE + " indesign", "the a our leading book game news"),
    "dynamics": _entry("crm erp 365 microsoft navision ax nav", "group team market industry fluid vehicle the social business family power", "of and in"),
    "exchange": _entry("server microsoft mail active directory outlook", "stock in the foreign an currency data information knowledge idea", "for of rate rates program student with ideas information"),
    "edge": _entry("browser chrome firefox", "the an leading cutting competitive bleeding our on", "of computing cases case devices over"),
    "windows": _entry("linux operating os server microsoft mac macos unix desktop", "the clean cleaning doors installing shop our large wash washing", "cleaning doors installation cleaner"),
    "works": _entry("microsoft", "the who that it this how what team public road what", "with in for on at to as well under from closely and"),
    "spring": _entry("java boot hibernate mvc cloud framework microservices jvm kotlin maven", "this the in next early late during every of for", "season of semester break 2023 2024 2025 2026 2027 term summer water mechanism steel cleaning"),
    "swift": _entry("ios xcode objective-c apple kotlin cocoa", "a the", "response action resolution and turnaround delivery service growth messages payment payments network"),
    "rust": _entry("cargo memory systems c++ webassembly", "remove removing prevent paint corrosion the", "removal and proofing prevention belt inhibitor protection treatment"),
    "ruby": _entry("rails gem rspec", "a the tuesday"),
    "julia": _entry("numpy jupyter scientific", "contact by with", "at or"),
    "scala": _entry("spark akka jvm functional", "la"),
    "dart": _entry("flutter mobile", "the a", "board boards"),
    "basic": _entry("visual vb", "", "knowledge understanding skills computer math first life maths and training english requirements to"),
    "assembly": _entry("embedded microcontroller firmware x86 arm reverse c", "general the product final manual line flat mechanical of electronic cable furniture school furniture pcb", "line lines worker workers operator of instructions process team technician technicians department plant drawings area tasks line. station work production"),
    "chef": _entry("puppet ansible saltstack devops terraform infrastructure jenkins", "head sous executive pastry a the our experienced junior de private commis line assistant as", "de and or who to with in manager in. needed wanted required"),
    "puppet": _entry("chef ansible saltstack devops terraform infrastructure jenkins", "hand a the", "show shows theatre theater making master"),
    "salt": _entry("puppet ansible chef saltstack devops minion", "road of and sea the spreading", "lake spreading water and bath of"),
    "oracle": _entry("database sql erp plsql pl dba netsuite peoplesoft sap java", "the at an"),
    "unity": _entry("unreal game games c# 3d vr engine", "of the team", "of among"),
    "react": _entry("javascript typescript redux hooks js angular vue node frontend native component", "to will not can you quickly", "quickly to promptly calmly fast appropriately swiftly well accordingly under positively rapidly as"),
    "angular": _entry("javascript typescript react vue frontend js", "the", "momentum velocity"),
    "flask": _entry("python django fastapi web", "a the vacuum glass conical"),
    "express": _entry("node js mongodb javascript", "to an american the can and clearly", "yourself themselves ideas your written interest feelings delivery an in opinions themself oneself train lane"),
    "node": _entry("javascript js npm express", "each a the lymph"),
    "spark": _entry("hadoop scala kafka pyspark apache databricks big", "to a the that creative will", "joy creativity interest change curiosity ideas plug plugs a an"),
    "hive": _entry("hadoop hdfs spark kafka", "a the bee"),
    "pig": _entry("hadoop hive", "a the guinea", "farm farming"),
    "storm": _entry("kafka hadoop apache", "a the by tropical", "water drain drains damage"),
    "maven": _entry("java ant gradle jenkins build", "a the"),
    "ant": _entry("java maven gradle", "an the"),
    "swing": _entry("java awt javafx", "a the in full", "shift shifts set"),
    "square": _entry("pos payment payments register terminal toast clover", "a the per trafalgar times", "feet foot metre meter metres meters footage"),
    "toast": _entry("pos payment register terminal square restaurant", "a the and make", "and with"),
    "zoom": _entry("teams slack skype webex meetings video conferencing google calls", "a to", "in out lens"),
    "slack": _entry("teams zoom jira trello asana google", "the no a any", "time off"),
    "monday": _entry("trello asana jira", "on every from a", "to and through morning friday"),
    "stage": _entry("", "the a", ""),
    "sas": _entry("statistical spss stata r analytics", "scandinavian the"),
    "sap": _entry("", "tree the"),
    "less": _entry("css sass scss", "", "than"),
    "sage": _entry("accounting accounts bookkeeping xero quickbooks payroll 50", "a the", "advice green"),
    "bash": _entry("linux shell unix scripting", "a the"),
    "shell": _entry("linux bash unix scripting", "the a at egg", "company and station"),
    "polish": _entry("german fluent speaking russian english czech language languages native", "to and nail shoe floor silver", "floors nails furniture surfaces and shoes metal brass silver glassware products"),
    "analyze": _entry("software statistical toolbox"),
    "act": _entry("crm software contact", "the to of an class", "as on in quickly"),
    "reduce": _entry("map algebra"),
    "source": _entry("engine game valve", "open the a of single to primary", "of code control to and"),
    "lean": _entry("six sigma kaizen manufacturing", "", "in on into"),
    "notes": _entry("lotus domino", "take taking case the clinical meeting and of", ""),
    "drive": _entry("google docs sheets", "to the a and", ""),
    "sheets": _entry("google docs slides", "time data the bed and", ""),
    "docs": _entry("google sheets slides", "the", ""),
    "calendar": _entry("google outlook", "the a", ""),
    "premiere": _entry("adobe video after effects editing", "the a world", ""),
    "illustrator": _entry("adobe photoshop indesign graphic", "an a the", ""),
    "acrobat": _entry("adobe pdf", "an", ""),
    "flash": _entry("adobe actionscript", "a the in", "point flood drive memory sales sale"),
    "fireworks": _entry("adobe dreamweaver", "the", ""),
    "director": _entry("adobe macromedia", "", ""),
    "navigator": _entry("netscape", "a the career patient", ""),
    "project": _entry(_OFFICE + " gantt primavera visio planner schedules scheduling", "", "management manager managers planning plan team lead leader leaders work and plans is engineer engineers assistant coordinator officer needs seeks lasts sites site"),
    "canvas": _entry("moodle lms blackboard course courses grades turnitin classroom", "", "shoes tents bags awnings shoe tent bag awning covers"),
    "epic": _entry("ehr emr cerner meditech charting patient patients medical clinical hospital nurse nurses", "", "views games film poetry night story journey scale"),
    "scheme": _entry("lisp racket clojure haskell prolog interpreter functional", "pension bonus incentive benefit insurance colour color referral work rewards grading graduate training", "for of and"),
    "loom": _entry("slack notion zoom screencast screencasts recordings clips videos", "weaving hand jacquard power", ""),
    "maya": _entry("3d blender houdini zbrush nuke rigging rigged animation animator unreal autodesk render rendering", "", "ruins culture civilisation civilization people"),
    "safari": _entry("chrome firefox edge opera browser browsers cross-browser", "", "guide guides camp camps park parks lodge lodges tours tour holidays jeep"),
    "quicken": _entry("quickbooks accounts bookkeeping bookkeeper ledger", "to", ""),
    "ada": _entry("avionics spark do-178c fortran c real-time signalling embedded", "", "compliant requirements accessible compliance standards regulations"),
    "eclipse": _entry("java intellij netbeans maven junit ide ides android plugin visual", "solar lunar total", ""),
    "blackboard": _entry("canvas moodle lms online course courses lectures turnitin learn tutor", "", ""),
    "postman": _entry("api apis rest soapui selenium endpoints qa tests cypress swagger", "", ""),
    "subversion": _entry("git svn cvs mercurial version control repository repositories source jenkins", "", ""),
    "tomcat": _entry("java apache jboss servlet jsp nginx spring linux deploy websphere jetty", "", ""),
    "cassandra": _entry("nosql kafka mongodb database databases cluster redis hbase", "", ""),
    "prometheus": _entry("grafana kubernetes monitoring alerts metrics elasticsearch alertmanager", "", ""),
    "samba": _entry("linux windows nfs ldap server servers shares file active directory", "", "class classes band bands nights dance dancer"),
    "snort": _entry("intrusion wireshark ids ips siem splunk nmap soc packet firewall firewalls suricata", "", ""),
    "workday": _entry("hr hris payroll hcm adp recruiting peoplesoft sap", "", ""),
    "concur": _entry("expense expenses travel sap claims flights reimbursement outlook calendar", "", "that with on"),
    "bootstrap": _entry("html css sass jquery angular react responsive javascript front-end", "to", ""),
    "tableau": _entry("dashboard dashboards power bi analytics sql visualisation visualization", "living", ""),
    "confluence": _entry("jira atlassian wiki documentation slack trello", "", "of"),
    "pascal": _entry("delphi compiler basic fortran cobol lazarus object-oriented turbo", "", ""),
    "prolog": _entry("lisp logic constraint expert functional haskell", "", ""),
    "kahoot": _entry("quiz lessons classroom"),
    "pages": _entry("keynote numbers iwork mac", "the of", ""),
}  # fmt: skip

# Names that in ads mostly are the skill, yet are animals, people, trades or things too.
_SELDOM_OTHER = {
    "python": _entry("sql pandas numpy django flask", "ball monty burmese", "skin"),
    "docker": _entry("kubernetes containers helm images", "sheep", ""),
    "haskell": _entry("ocaml scala functional"),
    "jenkins": _entry("pipelines gitlab builds maven selenium"),
    "kafka": _entry("streaming spark"),
    "django": _entry("python flask"),
    "galaxy": _entry("bioinformatics"),
    "kotlin": _entry("android"),
}

SELDOM_OTHER = {name: replace(entry, seldom_other=True) for name, entry in _SELDOM_OTHER.items()}

# Other one-word products that are also words, people, places or firms.
OTHER_THINGS = frozenset(
    "abbott alcestis algae appletree archon audacity aztec basecamp bilko bing bloomz bowtie cents clipper coeus "
    "compilers cufflinks cyclone delila desmos diameter dig eiffel ferret forth gazebo harvest hotspot iris jet juris "
    "kant kismet lingoes litchi magic mendel oberon opticks padlet paintbrush parthenon penultimate persuasion piazza "
    "puff rapide sand seesaw squeegee stamina supreme tadpoles tanks tigerpaw travis velvet vigilant visualization "
    "zocalo twitter honeypot excavator emulators profilers debuggers salt chef".split()
)

# Single-word names that are never the skill in running text; the skill is still found by its longer names and by search.
NEVER_ALONE = frozenset(
    "plan energy history hair dies logging betting pregnancy childbirth consultation allergies protein spelling "
    "wildlife logic works director navigator fireworks notes drive sheets docs calendar act reduce analyze "
    "analyse source stage etc fear tanks sand route harvest dig forth velvet target focus basis "
    "security securities literature sounds medicines work business company office manager management services service "
    "support training systems system solutions program programs software technology information data "
    "experience skills skill knowledge team people customer customers client clients delight send sign signs led lead "
    "light clean current board call term rights bank hearing conduct paper".split()
)

# Ordinary single words that ESCO lists as alternative names and that do name the skill when an ad uses them.
TRUSTED_ALONE = frozenset(
    "bookkeeping banking blockchain bricklaying carpentry caulking casting counseling demolition drilling welding "
    "electroplating fencing grouting leasing massage photography plumbing roofing sandblasting sewing soldering "
    "tiling tutoring troubleshooting weeding wiring woodworking microscopy oncology robotics genetics mathematics "
    "informatics telecommunication pottery plastering upholstery electronics hydraulics scaffolding joinery masonry "
    "painting cooking baking cleaning ironing laundry gardening landscaping nursing caregiving babysitting teaching "
    "negotiation teamwork leadership communication invoicing procurement purchasing warehousing merchandising "
    "copywriting proofreading typing filing accounting auditing budgeting payroll marketing advertising logistics "
    "dispensing phlebotomy triage wound dietetics physiotherapy vaccination sterilization disinfection "
    "swimming dancing singing drawing fundraising mentoring coaching scheduling forklift till delegation "
    "crm erp sql css html xml json seo sem ux ui hr pos cpr hvac cnc cad".split()
)
