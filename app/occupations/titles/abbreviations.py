"""Abbreviations of job titles and what they stand for: a list of our own, in folded, singular words."""

from __future__ import annotations


def _table(block: str) -> dict[str, str]:
    """The entries of a block, `short=full words`, apart by a semicolon or a new line."""
    entries = (entry.partition("=") for entry in block.replace("\n", ";").split(";") if entry.strip())
    return {short.strip(): full.strip() for short, _, full in entries}


# One word. Short forms that are a word of their own in titles (it, or, do, rep in gym) are left out or in PHRASES.
ABBREVIATIONS = _table(
    """
    acad=academic; acc=account; acct=accountant; accting=accounting; acctg=accounting; acctnt=accountant
    accts=account; adj=adjunct; adm=administrative; admin=administrative; administr=administrative
    admn=administrative; admr=administrator; adv=advertising; advr=advisor; aero=aerospace; agcy=agency
    agri=agriculture; agt=agent; alt=alternate; ambul=ambulance; amb=ambulance; anal=analyst; analy=analyst
    anlst=analyst; anlyst=analyst; apn=advanced practice nurse; appl=application; apps=application; appr=apprentice
    apprent=apprentice; aprn=advanced practice registered nurse; arch=architect; archt=architect
    arnp=advanced registered nurse practitioner; artic=articulated; asbly=assembly; assem=assembly
    assembl=assembler; assemb=assembler; asslr=assembler; assm=assembly; assmbly=assembly; assnt=assistant; assist=assistant
    assoc=associate; asso=associate; assc=associate; asc=associate; asst=assistant; asstnt=assistant; ast=assistant
    atc=athletic trainer; attdt=attendant; attend=attendant; attn=attendant; attndt=attendant; atty=attorney
    audiol=audiologist; auto=automotive; autom=automotive; aux=auxiliary; avn=aviation; ba=business analyst
    bcba=behavior analyst; bd=business development; bdm=business development manager
    bdr=business development representative; beaut=beautician; bev=beverage; bha=behavioral health aide
    bio=biological; biol=biologist; bkpg=bookkeeping; bkpr=bookkeeper; bkkpr=bookkeeper; bldg=building
    bldr=builder; brdcst=broadcast; brkr=broker; brnch=branch; bsn=nurse; bt=behavior technician; bus=bus
    cad=computer aided drafting; caregvr=caregiver; carp=carpenter; cath=catheterization; cbo=chief business officer
    ccht=hemodialysis technician; ccna=network engineer; cco=chief compliance officer; cdl=commercial driver license
    cdo=chief diversity officer; ceo=chief executive officer; cert=certified; cfo=chief financial officer
    chem=chemical; chf=chef; chha=home health aide; chiro=chiropractor; chmn=chairman; cio=chief information officer
    ciso=chief information security officer; civ=civil; cln=cleaner; clnr=cleaner; clk=clerk; clin=clinical
    clinicl=clinical; clrk=clerk; cma=medical assistant; cmm=coordinate measuring machine; cmo=chief marketing officer
    cmnty=community; cmpl=compliance; cmpt=computer; cmptr=computer; cna=certified nursing assistant
    cnc=computer numerical control; cnm=nurse midwife; cno=chief nursing officer; cns=clinical nurse specialist
    cnsl=counsel; cnslr=counselor; cnslt=consultant; cnsltnt=consultant; cnstr=construction; cnstrctn=construction
    co=corrections officer; coll=collection; collab=collaborative; com=commercial; coml=commercial; comm=communication
    comms=communication; comp=computer; compl=compliance; conf=conference; const=construction; constr=construction
    construc=construction; consult=consultant; contr=contractor; coo=chief operating officer; coord=coordinator
    coordntr=coordinator; coor=coordinator; cord=coordinator; corp=corporate; corr=correctional; cota=occupational therapy assistant
    coun=counselor; couns=counselor; counslr=counselor; cpa=certified public accountant
    cpo=chief product officer; cpht=pharmacy technician; crd=coordinator; cred=credit; crna=nurse anesthetist; cro=chief revenue officer
    cs=customer service; csa=customer service associate; cse=computer science engineer; cska=customer service
    csr=customer service representative; csso=security officer; cst=surgical technologist; cto=chief technology officer
    ctr=center; ctrl=control; ctrls=control; cust=customer; custmr=customer; custo=custodian; customr=customer; cvt=cardiovascular technologist
    cyber=cybersecurity; dba=database administrator; dbadmin=database administrator; dda=direct care aide; del=delivery
    deliv=delivery; dely=delivery; dent=dental; dep=deputy; dept=department; des=design; desgn=design; dev=developer
    devel=development; devl=development; devlpr=developer; devops=devops; devp=development; dgtl=digital; diag=diagnostic; diet=dietary
    dir=director; dirctr=director; dirtr=director; disp=dispatcher; dispatch=dispatcher; dist=distribution; distr=distribution
    distrib=distribution; dlvry=delivery; dlvy=delivery; dmd=dentist; doc=document; don=director of nursing; dr=doctor; drftr=drafter
    drft=drafting; drvr=driver; drv=driver; dsgnr=designer; dsgn=design; dsp=direct support professional; dvm=veterinarian
    dvlpr=developer; dvr=driver; ea=executive assistant; ece=early childhood educator; econ=economist
    ed=education; edu=education; educ=education; ee=electrical engineer; eeg=electroencephalograph; ehs=environmental health safety
    eit=engineer; ekg=electrocardiograph; elec=electrical; elect=electrical; electn=electrician; electr=electrician
    electric=electrical; electro=electronic; elem=elementary; elev=elevator; embd=embedded; emer=emergency
    emerg=emergency; emp=employment; empl=employment; emt=emergency medical technician; emtb=emergency medical technician
    endo=endoscopy; eng=engineer; engin=engineer; engng=engineering; engnr=engineer; engr=engineer; engrg=engineering
    eng'r=engineer; ent=enterprise; entom=entomologist; env=environmental; envir=environmental; environ=environmental; envmt=environmental
    eqp=equipment; eqpmt=equipment; equip=equipment; er=emergency room; ese=special education; esl=english second language; esol=english second language
    est=estimator; estim=estimator; evp=executive vice president; evs=environmental service; ex=executive; exam=examiner
    exec=executive; execs=executive; expl=exploration; ext=extension; fab=fabricator; fabr=fabricator; fac=facility; facil=facility
    fdsvc=food service; fe=front end; fin=financial; finan=financial; fincl=financial; finl=financial; flr=floor; fnp=nurse practitioner
    foh=front of house; fp=family practice; frnt=front; frt=freight; fsr=field service representative; fsw=family service worker; furn=furniture; fx=foreign exchange
    gen=general; genl=general; geol=geologist; geo=geographic; gis=geographic information system; gm=general manager
    gov=government; govt=government; gp=general practitioner; gpc=patient care; grad=graduate; grd=guard; grnd=ground; grndskpr=groundskeeper
    gro=grocery; grp=group; gynob=obstetrician gynecologist; hazmat=hazardous material; hca=health care assistant; hd=heavy duty; hdwe=hardware
    hha=home health aide; hist=historian; hk=housekeeper; hlpr=helper; hlth=health; hlthcare=healthcare; hort=horticulture; hosp=hospital; hotl=hotel
    hr=human resource; hrbp=human resource business partner; hris=human resource information system; hrly=hourly; hse=health safety environment
    hskpg=housekeeping; hskpr=housekeeper; hskp=housekeeping; hskping=housekeeping; hskeeper=housekeeper; housekpr=housekeeper
    hvac=heating ventilation air conditioning; hvacr=heating ventilation air conditioning refrigeration; hwy=highway; hyd=hydraulic; hyg=hygienist
    hygst=hygienist; icu=intensive care unit; ie=industrial engineer; illus=illustrator; impl=implementation; ind=industrial; indl=industrial
    indus=industrial; info=information; infosec=information security; infra=infrastructure; ins=insurance; insp=inspector; inspct=inspector; inspectr=inspector
    inst=installer; install=installer; instl=installer; instal=installer; instr=instructor; instruc=instructor; instrum=instrument; insur=insurance
    int=interior; integ=integration; intl=international; interp=interpreter; inv=inventory; inven=inventory; invest=investigator
    investgtr=investigator; irr=irrigation; iss=information system security; jan=janitor; janit=janitor; janitr=janitor; jrnl=journalist
    jrnlst=journalist; jman=journeyman; kit=kitchen; lab=laboratory; labr=laborer; labrtry=laboratory; lbr=laborer; lab'r=laborer; lcsw=clinical social worker
    ld=lead; ldr=leader; leg=legal; lib=librarian; libr=librarian; lic=licensed; lmft=marriage family therapist; lmhc=mental health counselor; lmsw=social worker
    lmt=massage therapist; lndry=laundry; loco=locomotive; log=logistics; logist=logistics; logstcs=logistics; lp=loss prevention; lpc=professional counselor; lpn=licensed practical nurse
    lsw=social worker; ltc=long term care; lvn=licensed vocational nurse; ma=medical assistant; mach=machine; machin=machinist; machnst=machinist
    maint=maintenance; mait=maintenance; maintce=maintenance; maintnce=maintenance; mntnc=maintenance; mtnc=maintenance; mtce=maintenance; mtn=maintenance; mang=manager; mangr=manager; manu=manufacturing; manuf=manufacturing
    mar=marine; mat=material; matl=material; math=mathematics; mbr=member; mcse=system engineer; md=physician; mdse=merchandise; mdsr=merchandiser
    me=mechanical engineer; mech=mechanic; mechl=mechanical; med=medical; medtech=medical technologist; mem=member; merch=merchandiser; metal=metal; metl=metal
    metro=metropolitan; mfct=manufacturing; mfg=manufacturing; mfgr=manufacturing; mfr=manufacturing; mft=marriage family therapist; mgmt=management; mgnt=management; mgr=manager; mgrs=manager; mgt=management
    mh=mental health; mho=mental health; micro=microbiology; mil=military; mkt=marketing; mktg=marketing; mkting=marketing; mkts=market; mlt=medical laboratory technician
    mngr=manager; mng=manager; mngmt=management; mnt=maintenance; mntl=mental; mold=mold; mri=magnetic resonance imaging; msgr=messenger; msn=nurse; msw=social worker; mt=medical technologist; mtl=material; mtrl=material
    mtr=motor; multi=multi; mus=music; mvr=mover; na=nursing assistant; nac=nursing assistant; nat=national; natl=national; natnl=national; ndt=nondestructive testing; net=network; netwrk=network; neuro=neurology
    nicu=neonatal intensive care unit; np=nurse practitioner; nrs=nurse; nrsng=nursing; nsg=nursing; ntwk=network; nuc=nuclear; nucl=nuclear; nutr=nutrition; ob=obstetrician; obgyn=obstetrician gynecologist; occ=occupational; occup=occupational
    od=optometrist; ofc=office; off=office; offc=office; offcr=officer; ofcr=officer; offr=officer; ofr=officer; oncol=oncology; onc=oncology; op=operator; opr=operator; oper=operator; opers=operator; operat=operator; opertr=operator
    ops=operations; opt=optical; optom=optometrist; optr=operator; or=or; orch=orchard; org=organizational; orn=nurse; orth=orthopedic; ortho=orthopedic; osha=occupational safety health
    ot=occupational therapist; otr=over the road; ota=occupational therapy assistant; pa=physician assistant; pac=physician assistant; paint=painter; pacu=post anesthesia care unit; paral=paralegal; para=paraprofessional; parapro=paraprofessional
    path=pathologist; pathol=pathologist; pc=personal computer; pca=personal care aide; pcp=primary care physician; pct=patient care technician; pcw=personal care worker; ped=pediatric; peds=pediatric; pedi=pediatric
    perf=performance; pers=personnel; pest=pest; petro=petroleum; petrol=petroleum; pharm=pharmacy; pharma=pharmaceutical; pharmd=pharmacist; phar=pharmacy; phleb=phlebotomist; phlebot=phlebotomist; photo=photographer; photog=photographer
    phys=physician; pic=pilot; pkg=packaging; pkgr=packager; pkgng=packaging; pkr=packer; pt=physical therapist; plan=planner; plmb=plumber; plmbr=plumber; plbr=plumber; plt=plant; plnr=planner; plnt=plant; pm=project manager; pmhnp=psychiatric nurse practitioner
    pmo=project management office; po=probation officer; pol=police; polit=political; port=porter; pr=public relations; prac=practitioner; pract=practitioner; prd=production; pre=pre; prep=preparation; pres=president; presch=preschool; prev=prevention
    princ=principal; prin=principal; proc=processor; procmt=procurement; procure=procurement; prod=production; prodn=production; produc=production; prof=professor; prog=programmer; progmr=programmer; progr=programmer; prgm=program; prgmr=programmer; pgm=program; pgmr=programmer
    proj=project; prjct=project; prj=project; prom=promotion; prop=property; psr=patient service representative; pst=psychiatric technician; psych=psychologist; psychol=psychologist; pta=physical therapist assistant; pub=public; publ=public; pur=purchasing; purch=purchasing
    pvt=private; pwr=power; qa=quality assurance; qc=quality control; qe=quality engineer; qlty=quality; qual=quality; qty=quantity; rad=radiologic; radiol=radiologist; rbt=registered behavior technician; rcp=respiratory care practitioner; rcpt=receptionist; rd=registered dietitian; rdh=dental hygienist
    rdn=registered dietitian; re=real estate; realty=real estate; recept=receptionist; receptnst=receptionist; receiv=receiving; recpt=receptionist; recr=recruiter; recrt=recruiter; rec=recreation; recov=recovery; recvg=receiving; ref=reference; refrig=refrigeration; reg=regional; regis=registered; registr=registrar
    regl=regional; rehab=rehabilitation; rel=relations; reliab=reliability; rep=representative; repr=representative; reps=representative; repres=representative; res=research; resp=respiratory; rest=restaurant; restrnt=restaurant; ret=retail; rev=revenue; rm=room; rma=medical assistant; rn=registered nurse; rpr=repairer; rpt=physical therapist
    rrt=respiratory therapist; rsch=research; rsrch=research; rt=respiratory therapist; rtl=retail; rvt=veterinary technician; sa=sale; sae=sales; sal=sales; sched=scheduler; schd=scheduler; sch=school; schl=school; sci=science; scient=scientist; scrum=scrum; scty=security; sdet=software test engineer
    sdr=sales development representative; se=software engineer; sec=secretary; sect=section; secr=secretary; secrty=security; secur=security; secy=secretary; serv=service; servc=service; servr=server; sgt=sergeant; shpg=shipping; shpng=shipping; ship=shipping; shipg=shipping; slp=speech language pathologist
    sls=sales; slsm=salesperson; slsp=salesperson; smt=surface mount technology; smtp=mail; snf=skilled nursing facility; soc=social; socl=social; soft=software; softw=software; sol=solution; solns=solution; spch=speech; spclst=specialist; spcl=special; spec=specialist; special=special; splst=specialist; specl=special; splt=specialist; spv=supervisor
    spvr=supervisor; sped=special education; sqa=software quality assurance; sqe=supplier quality engineer; sql=sql; sre=site reliability engineer; srvc=service; srvcs=service; srvr=server; sta=station; stat=statistician; stats=statistics; stk=stock; stkr=stocker; stnry=stationary; stk'r=stocker; stmt=statement; str=store; strat=strategy; struct=structural; stud=student; sup=supervisor
    sub=substitute; subs=substitute; supe=supervisor; super=supervisor; superv=supervisor; supr=supervisor; supt=superintendent; supv=supervisor; supvr=supervisor; suprv=supervisor; supvsr=supervisor; supp=support; supprt=support; spt=support; surg=surgical; surv=surveyor; svc=service; svcs=service; svp=senior vice president; svr=server; svy=survey; sw=software; swd=software developer; swe=software engineer
    swr=sewer; sys=system; syst=system; sysadmin=system administrator; ta=teaching assistant; tch=teacher; tchr=teacher; teachr=teacher; tchng=teaching; tec=technician; tech=technician; techn=technician; techncn=technician; technl=technical; techl=technical; tel=telephone; tele=telecommunication; telecom=telecommunication; telemktg=telemarketing
    telemet=telemetry; temp=temporary; term=terminal; ther=therapist; therap=therapist; thrpst=therapist; tkt=ticket; tlr=teller; tm=team member; trans=transportation; transp=transportation; transport=transportation; trk=truck; trkdrvr=truck driver; trlr=trailer; trmt=treatment; trn=training; trng=training; trnr=trainer; trainr=trainer; trnsp=transportation; trsp=transportation; trvl=travel; tv=television; twr=tower
    ua=user assistance; ui=user interface; ultrasnd=ultrasound; undrwrtr=underwriter; univ=university; util=utility; utl=utility; ux=user experience; var=various; vet=veterinary; veh=vehicle; vent=ventilation; vol=volunteer; vp=vice president; vtg=voting; waitr=waiter; wh=warehouse; whs=warehouse; whse=warehouse; whsl=wholesale; wrhs=warehouse; wrhse=warehouse; wrehse=warehouse; whsemn=warehouse worker; wtr=water; wtrss=waitress; wld=welder
    wldr=welder; wldg=welding; wk=worker; wkr=worker; wrkr=worker; wrk=worker; wrtr=writer; wkhs=warehouse; wndw=window; xray=radiologic technologist; yd=yard; yth=youth
    bartendr=bartender; barista=barista; cashr=cashier; cshr=cashier; cook=cook; ck=cook; dshwshr=dishwasher; dishwshr=dishwasher; hostes=hostess; lineman=lineman; mechnc=mechanic; pntr=painter; pipeftr=pipefitter; drywallr=drywaller; rfr=roofer; sftwr=software; sftwre=software; swdev=software developer; fullstack=full stack; frontend=front end; backend=back end
    healthcare=health care; childcare=child care; daycare=child care; homecare=home care; eldercare=elder care; aftercare=after care
    """
)

# Two words: abbreviations that are one only together, and words that some write apart and others together.
PHRASES = _table(
    """
    physical therapist assistant=physical therapist assistant; ware house=warehouse; fork lift=forklift; front desk=front desk
    truck drv=truck driver; house keeper=housekeeper; house keeping=housekeeping; book keeper=bookkeeper; dish washer=dishwasher; bar tender=bartender
    line cook=line cook; x ray=radiologic technologist; day care=child care; help desk=help desk; web master=webmaster
    data base=database; care giver=caregiver; grounds keeper=groundskeeper; ground keeper=groundskeeper; pipe fitter=pipefitter; sheet rock=drywall; dry wall=drywall
    mill wright=millwright; pre school=preschool; para legal=paralegal; tele marketer=telemarketer; sales person=salesperson; sale person=salesperson
    lab technician=laboratory technician; cyber security=cybersecurity; business dev=business development; r d=research development; human resources=human resource
    work force=workforce; on line=online; fire fighter=firefighter; police man=police officer; mail man=mail carrier; mail carrier=mail carrier; bus boy=busser
    full stack=full stack; air craft=aircraft; sand blaster=sandblaster; land scaper=landscaper; land scape=landscape; hair dresser=hairdresser; hair stylist=hairstylist
    brick layer=bricklayer; ship yard=shipyard; ware houseman=warehouseman; crew member=crew member; team member=team member
    administrative assistant=administrative assistant; food runner=food runner; health care=health care
    """
)
