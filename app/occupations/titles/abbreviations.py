"""Abbreviations of job titles and what they stand for: a list of our own, in folded, singular words."""

from __future__ import annotations


def _table(block: str) -> dict[str, str]:
    """The entries of a block, `short=full words`, apart by a semicolon or a new line."""
    entries = (entry.partition("=") for entry in block.replace("\n", ";").split(";") if entry.strip())
    return {short.strip(): full.strip() for short, _, full in entries}


# One word. Short forms that titles use as words of their own (or, bus, plan) are left out.
ABBREVIATIONS = _table(
    """
    acad=academic; acc=account; acct=accountant; acctg=accounting; accting=accounting; acctnt=accountant
    accts=account; adj=adjunct; adm=administrative; admin=administrative; administr=administrative
    admn=administrative; admr=administrator; adv=advertising; advr=advisor; aero=aerospace
    aftercare=after care; agcy=agency; agri=agriculture; agt=agent; alt=alternate; amb=ambulance
    ambul=ambulance; analy=analyst; anlst=analyst; anlyst=analyst; apn=advanced practice nurse
    appl=application; appr=apprentice; apprent=apprentice; apps=application
    aprn=advanced practice registered nurse; arch=architect; archt=architect
    arnp=advanced registered nurse practitioner; artic=articulated; asbly=assembly; asc=associate
    assc=associate; assem=assembly; assemb=assembler; assembl=assembler; assist=assistant; asslr=assembler
    assm=assembly; assmbly=assembly; assnt=assistant; asso=associate; assoc=associate; asst=assistant
    asstnt=assistant; ast=assistant; atc=athletic trainer; attdt=attendant; attend=attendant; attn=attendant
    attndt=attendant; atty=attorney; audiol=audiologist; autom=automotive; aux=auxiliary; avn=aviation
    ba=business analyst; backend=back end; bartendr=bartender; bcba=behavior analyst; bd=business development
    bdm=business development manager; bdr=business development representative; beaut=beautician; bev=beverage
    bha=behavioral health aide; bio=biological; biol=biologist; bkkpr=bookkeeper; bkpg=bookkeeping
    bkpr=bookkeeper; bldg=building; bldr=builder; brdcst=broadcast; brkr=broker; brnch=branch
    bt=behavior technician; cad=computer aided drafting; caregvr=caregiver; carp=carpenter; cashr=cashier
    cath=catheterization; cbo=chief business officer; ccht=hemodialysis technician
    cco=chief compliance officer; cdl=commercial driver license; cdo=chief diversity officer
    ceo=chief executive officer; cert=certified; cfo=chief financial officer; chem=chemical; chf=chef
    chha=home health aide; childcare=child care; chiro=chiropractor; chmn=chairman
    cio=chief information officer; ciso=chief information security officer; civ=civil; ck=cook; clin=clinical
    clinicl=clinical; clk=clerk; cln=cleaner; clnr=cleaner; clrk=clerk; cmm=coordinate measuring machine
    cmnty=community; cmo=chief marketing officer; cmpl=compliance; cmpt=computer; cmptr=computer
    cna=certified nursing assistant; cnc=computer numerical control; cnm=nurse midwife
    cno=chief nursing officer; cns=clinical nurse specialist; cnsl=counsel; cnslr=counselor; cnslt=consultant
    cnsltnt=consultant; cnstr=construction; cnstrctn=construction; coll=collection; collab=collaborative
    coml=commercial; comm=communication; comms=communication; comp=computer; compl=compliance; conf=conference
    const=construction; constr=construction; construc=construction; consult=consultant; contr=contractor
    coo=chief operating officer; coor=coordinator; coord=coordinator; coordntr=coordinator; cord=coordinator
    corp=corporate; cota=occupational therapy assistant; coun=counselor; couns=counselor; counslr=counselor
    cpa=certified public accountant; cpht=pharmacy technician; cpo=chief product officer; crd=coordinator
    cred=credit; crna=nurse anesthetist; cro=chief revenue officer; cs=customer service
    csa=customer service associate; cse=computer science engineer; cshr=cashier
    csr=customer service representative; cst=surgical technologist; cto=chief technology officer; ctr=center
    ctrl=control; ctrls=control; cust=customer; custmr=customer; custo=custodian; customr=customer
    cyber=cybersecurity; daycare=child care; dba=database administrator; dbadmin=database administrator
    dda=direct care aide; dely=delivery; dent=dental; dep=deputy; dept=department; des=design; desgn=design
    dev=developer; devel=development; devl=development; devlpr=developer; devp=development; dgtl=digital
    diag=diagnostic; diet=dietary; dir=director; dirctr=director; dirtr=director; dishwshr=dishwasher
    disp=dispatcher; dist=distribution; distr=distribution; distrib=distribution; dlvry=delivery; dlvy=delivery
    dmd=dentist; doc=document; don=director of nursing; dr=doctor; drft=drafting; drftr=drafter; drv=driver
    drvr=driver; drywallr=drywaller; dsgn=design; dsgnr=designer; dshwshr=dishwasher
    dsp=direct support professional; dvlpr=developer; dvm=veterinarian; dvr=driver; ea=executive assistant
    ece=early childhood educator; econ=economist; ed=education; edu=education; educ=education
    ee=electrical engineer; eeg=electroencephalograph; ehs=environmental health safety; eit=engineer
    ekg=electrocardiograph; eldercare=elder care; elec=electrical; elect=electrical; electn=electrician
    electr=electrician; electric=electrical; elem=elementary; elev=elevator; embd=embedded; emerg=emergency
    emp=employment; empl=employment; emt=emergency medical technician; emtb=emergency medical technician
    endo=endoscopy; eng=engineer; engin=engineer; engng=engineering; engnr=engineer; engr=engineer
    engrg=engineering; entom=entomologist; env=environmental; envir=environmental; environ=environmental
    envmt=environmental; eqp=equipment; eqpmt=equipment; equip=equipment; er=emergency room
    ese=special education; esl=english second language; esol=english second language; est=estimator
    estim=estimator; evp=executive vice president; evs=environmental service; ex=executive; exam=examiner
    exec=executive; execs=executive; ext=extension; fab=fabricator; fabr=fabricator; fac=facility
    facil=facility; fdsvc=food service; fin=financial; finan=financial; fincl=financial; finl=financial
    flr=floor; fnp=nurse practitioner; foh=front of house; fp=family practice; frnt=front; frontend=front end
    frt=freight; fsr=field service representative; fsw=family service worker; fullstack=full stack
    furn=furniture; fx=foreign exchange; gen=general; genl=general; geo=geographic; geol=geologist
    gis=geographic information system; gm=general manager; gov=government; govt=government
    gp=general practitioner; gpc=patient care; grad=graduate; grd=guard; grnd=ground; grndskpr=groundskeeper
    gro=grocery; grp=group; hazmat=hazardous material; hca=health care assistant; hd=heavy duty; hdwe=hardware
    healthcare=health care; hha=home health aide; hist=historian; hk=housekeeper; hlpr=helper; hlth=health
    hlthcare=health care; homecare=home care; hort=horticulture; hosp=hospital; hotl=hotel; housekpr=housekeeper
    hr=human resource; hrbp=human resource business partner; hris=human resource information system
    hrly=hourly; hse=health safety environment; hskeeper=housekeeper; hskp=housekeeping; hskpg=housekeeping
    hskping=housekeeping; hskpr=housekeeper; hvac=heating ventilation air conditioning
    hvacr=heating ventilation air conditioning refrigeration; hwy=highway; hyd=hydraulic; hyg=hygienist
    hygst=hygienist; icu=intensive care unit; ie=industrial engineer; illus=illustrator; impl=implementation
    ind=industrial; indl=industrial; indus=industrial; info=information; infosec=information security
    infra=infrastructure; ins=insurance; insp=inspector; inspct=inspector; inspectr=inspector; inst=installer
    instal=installer; instl=installer; instr=instructor; instruc=instructor; instrum=instrument
    insur=insurance; int=interior; integ=integration; interp=interpreter; intl=international; inv=inventory
    inven=inventory; invest=investigator; investgtr=investigator; irr=irrigation
    iss=information system security; jan=janitor; janit=janitor; janitr=janitor; jman=journeyman
    jrnl=journalist; jrnlst=journalist; kit=kitchen; lab=laboratory; labr=laborer; labrtry=laboratory
    lbr=laborer; lcsw=clinical social worker; ldr=leader; leg=legal; lib=librarian; libr=librarian
    lic=licensed; lmft=marriage family therapist; lmhc=mental health counselor; lmsw=social worker
    lmt=massage therapist; lndry=laundry; loco=locomotive; log=logistics; logist=logistics; logstcs=logistics
    lp=loss prevention; lpc=professional counselor; lpn=licensed practical nurse; lsw=social worker
    ltc=long term care; lvn=licensed vocational nurse; ma=medical assistant; mach=machine; machin=machinist
    machnst=machinist; maint=maintenance; maintce=maintenance; maintnce=maintenance; mait=maintenance
    mang=manager; mangr=manager; manu=manufacturing; manuf=manufacturing; matl=material; mbr=member
    md=physician; mdse=merchandise; mdsr=merchandiser; me=mechanical engineer; mech=mechanic; mechl=mechanical
    mechnc=mechanic; med=medical; medtech=medical technologist; mem=member; merch=merchandiser; metl=metal
    mfct=manufacturing; mfg=manufacturing; mfgr=manufacturing; mfr=manufacturing; mft=marriage family therapist
    mgmt=management; mgnt=management; mgr=manager; mgrs=manager; mgt=management; mh=mental health
    mho=mental health; mkt=marketing; mktg=marketing; mkting=marketing; mkts=market
    mlt=medical laboratory technician; mng=manager; mngmt=management; mngr=manager; mnt=maintenance
    mntl=mental; mntnc=maintenance; mri=magnetic resonance imaging; msgr=messenger; msw=social worker
    mt=medical technologist; mtce=maintenance; mtl=material; mtnc=maintenance; mtr=motor; mtrl=material
    mus=music; mvr=mover; na=nursing assistant; nac=nursing assistant; nat=national; natl=national
    natnl=national; ndt=nondestructive testing; net=network; netwrk=network; neuro=neurology
    nicu=neonatal intensive care unit; np=nurse practitioner; nrs=nurse; nrsng=nursing; nsg=nursing
    ntwk=network; nuc=nuclear; nucl=nuclear; nutr=nutrition; ob=obstetrician; obgyn=obstetrician gynecologist
    occ=occupational; occup=occupational; od=optometrist; ofc=office; ofcr=officer; offc=office; offcr=officer
    offr=officer; ofr=officer; onc=oncology; oncol=oncology; op=operator; oper=operator; operat=operator
    opers=operator; opertr=operator; opr=operator; ops=operations; opt=optical; optom=optometrist
    optr=operator; orch=orchard; org=organizational; orn=nurse; orth=orthopedic; ortho=orthopedic
    osha=occupational safety health; ot=occupational therapist; ota=occupational therapy assistant
    otr=over the road; pa=physician assistant; pac=physician assistant; pacu=post anesthesia care unit
    para=paraprofessional; paral=paralegal; parapro=paraprofessional; pathol=pathologist; pc=personal computer
    pca=personal care aide; pcp=primary care physician; pct=patient care technician; pcw=personal care worker
    ped=pediatric; pedi=pediatric; peds=pediatric; pers=personnel; petrol=petroleum; pgm=program
    pgmr=programmer; phar=pharmacy; pharm=pharmacy; pharma=pharmaceutical; pharmd=pharmacist
    phleb=phlebotomist; phlebot=phlebotomist; photog=photographer; phys=physician; pic=pilot
    pipeftr=pipefitter; pkg=packaging; pkgng=packaging; pkgr=packager; pkr=packer; plbr=plumber; plmb=plumber
    plmbr=plumber; plnr=planner; plnt=plant; plt=plant; pm=project manager
    pmhnp=psychiatric nurse practitioner; pmo=project management office; pntr=painter; po=probation officer
    pol=police; polit=political; pr=public relations; prac=practitioner; pract=practitioner; prd=production
    prep=preparation; pres=president; presch=preschool; prev=prevention; prgm=program; prgmr=programmer
    prin=principal; princ=principal; prj=project; prjct=project; proc=processor; procmt=procurement
    procure=procurement; prod=production; prodn=production; produc=production; prof=professor; prog=programmer
    progmr=programmer; progr=programmer; proj=project; prom=promotion; prop=property
    psr=patient service representative; pst=psychiatric technician; psych=psychologist; psychol=psychologist
    pt=physical therapist; pta=physical therapist assistant; pub=public; publ=public; pur=purchasing
    purch=purchasing; pvt=private; pwr=power; qa=quality assurance; qc=quality control; qe=quality engineer
    qlty=quality; qty=quantity; qual=quality; rad=radiologic; radiol=radiologist
    rbt=registered behavior technician; rcp=respiratory care practitioner; rcpt=receptionist
    rd=registered dietitian; rdh=dental hygienist; rdn=registered dietitian; re=real estate; realty=real estate
    rec=recreation; receiv=receiving; recept=receptionist; receptnst=receptionist; recov=recovery
    recpt=receptionist; recr=recruiter; recrt=recruiter; recvg=receiving; ref=reference; refrig=refrigeration
    regis=registered; registr=registrar; regl=regional; rehab=rehabilitation; rel=relations; reliab=reliability
    rep=representative; repr=representative; repres=representative; reps=representative; res=research
    resp=respiratory; rest=restaurant; restrnt=restaurant; rev=revenue; rfr=roofer; rma=medical assistant
    rn=registered nurse; rpr=repairer; rpt=physical therapist; rrt=respiratory therapist; rsch=research
    rsrch=research; rt=respiratory therapist; rtl=retail; rvt=veterinary technician; sa=sale; sae=sales
    sal=sales; sch=school; schd=scheduler; sched=scheduler; schl=school; sci=science; scient=scientist
    scty=security; sdet=software test engineer; sdr=sales development representative; se=software engineer
    sec=secretary; secr=secretary; secrty=security; sect=section; secur=security; secy=secretary; serv=service
    servc=service; servr=server; sftwr=software; sftwre=software; sgt=sergeant; shipg=shipping; shpg=shipping
    shpng=shipping; slp=speech language pathologist; sls=sales; slsm=salesperson; slsp=salesperson
    smt=surface mount technology; snf=skilled nursing facility; soc=social; socl=social; soft=software
    softw=software; sol=solution; solns=solution; spch=speech; spcl=special; spclst=specialist; spec=specialist
    specl=special; sped=special education; splst=specialist; splt=specialist; spt=support; spv=supervisor
    spvr=supervisor; sqa=software quality assurance; sqe=supplier quality engineer
    sre=site reliability engineer; srvc=service; srvcs=service; srvr=server; sta=station; stat=statistician
    stats=statistics; stk=stock; stkr=stocker; stmt=statement; stnry=stationary; str=store; strat=strategy
    struct=structural; stud=student; subs=substitute; sup=supervisor; supe=supervisor; super=supervisor
    superv=supervisor; supp=support; supprt=support; supr=supervisor; suprv=supervisor; supt=superintendent
    supv=supervisor; supvr=supervisor; supvsr=supervisor; surg=surgical; surv=surveyor; svc=service
    svcs=service; svp=senior vice president; svr=server; svy=survey; sw=software; swd=software developer
    swdev=software developer; swe=software engineer; swr=sewer; sys=system; sysadmin=system administrator
    syst=system; ta=teaching assistant; tch=teacher; tchng=teaching; tchr=teacher; teachr=teacher
    tec=technician; tech=technician; techl=technical; techn=technician; techncn=technician; technl=technical
    tel=telephone; tele=telecommunication; telecom=telecommunication; telemet=telemetry; telemktg=telemarketing
    temp=temporary; ther=therapist; therap=therapist; thrpst=therapist; tkt=ticket; tlr=teller
    tm=team member; trainr=trainer; trans=transportation; transp=transportation; trk=truck
    trkdrvr=truck driver; trlr=trailer; trmt=treatment; trn=training; trng=training; trnr=trainer
    trnsp=transportation; trsp=transportation; trvl=travel; tv=television; twr=tower; ua=user assistance
    ui=user interface; ultrasnd=ultrasound; undrwrtr=underwriter; univ=university; util=utility; utl=utility
    ux=user experience; veh=vehicle; vent=ventilation; vet=veterinary; vol=volunteer; vp=vice president
    waitr=waiter; wh=warehouse; whs=warehouse; whse=warehouse; whsemn=warehouse worker; whsl=wholesale
    wk=worker; wkhs=warehouse; wkr=worker; wld=welder; wldg=welding; wldr=welder; wndw=window; wrehse=warehouse
    wrhs=warehouse; wrhse=warehouse; wrk=worker; wrkr=worker; wrtr=writer; wtr=water; wtrss=waitress
    xray=radiologic technologist; yd=yard; yth=youth
    """
)

# Two words: abbreviations that are one only together, and words that some write apart and others together.
PHRASES = _table(
    """
    air craft=aircraft; bar tender=bartender; book keeper=bookkeeper; brick layer=bricklayer; bus boy=busser
    business dev=business development; care giver=caregiver; cyber security=cybersecurity; data base=database
    day care=child care; dish washer=dishwasher; dry wall=drywall; fire fighter=firefighter; fork lift=forklift
    ground keeper=groundskeeper; grounds keeper=groundskeeper; hair dresser=hairdresser
    hair stylist=hairstylist; house keeper=housekeeper; house keeping=housekeeping
    human resources=human resource; lab technician=laboratory technician; land scape=landscape
    land scaper=landscaper; mail man=mail carrier; mill wright=millwright; on line=online; para legal=paralegal
    pipe fitter=pipefitter; police man=police officer; pre school=preschool; r d=research development
    sale person=salesperson; sales person=salesperson; sand blaster=sandblaster; sheet rock=drywall
    ship yard=shipyard; tele marketer=telemarketer; truck drv=truck driver; ware house=warehouse
    ware houseman=warehouseman; web master=webmaster; work force=workforce; x ray=radiologic technologist
    """
)
