/** What names of people and of organisations are made of, in the product's eight languages. */
import { foldWords, phrases } from './phrases.ts'
import { ORGANISATION } from './vocabulary.ts'

const HONORIFICS = phrases(
  'mr, mrs, ms, miss, mx, dr, drs, prof, professor, sir, dame, lord, lady, rev, reverend, rt, hon, honourable, honorable, the, eng, ing, dipl, pd, priv doz, mag, emer, em, emeritus, emerita, capt, captain, col, colonel, gen, general, imam, rabbi, father, sister, brother, bishop, archbishop, judge, justice, ambassador, amb, senator, sen, rep, h e, he',
  'm, mm, mme, mlle, me, monsieur, madame, mademoiselle, maitre, docteur, docteure, pr, professeur, professeure, sr, sra, srta, don, dona, senor, senora, doctor, doctora, profesor, profesora, lic, licenciado, licenciada, doutor, doutora, professora, senhor, senhora, dra, profa, herr, frau, freiherr, doz',
  'г н, г жа, гн, гжа, д р, проф, профессор, доктор, академик, господин, госпожа, السيد, السيدة, د, دكتور, دكتورة, أ, أ د, أستاذ, أستاذة, الشيخ, 先生, 女士, 小姐, 博士, 教授, 医生, 律师',
)

/** `Dr`, `Prof. Dr.`, `Ms`: a form of address and nothing else. */
export const isHonorific = (text: string): boolean => {
  const folded = foldWords(text)
  return folded !== '' && HONORIFICS.without(folded) === ''
}

const CREDENTIALS = phrases(
  'jr, junior, sr, senior, ii, iii, iv, phd, ph d, dphil, d phil, md, m d, mbbs, mba, msc, m sc, ma, m a, ba, b a, bsc, b sc, mph, mpa, mpp, med, m ed, jd, j d, llm, ll m, llb, ll b, edd, ed d, psyd, scd, sc d, dsc, d sc, drph, dnp, do, dds, dvm, rn, np, lcsw, msw, cpa, pe, esq, kc, qc, sc, obe, mbe, cbe, kbe, dbe, om, am, ao, ac, frs, frse, frsc, frcp, facp, fba, fmedsci, freng, sj, s j, op, o p, osb, ofm, dphil, phdc, ret, habil, dr h c, h c, m eng, meng, beng, pgdip, к т н, к ф н, д ф н, д т н, к и н, д и н, к э н, д э н',
)
/** `Jr.`, `PhD`, `M.D., M.P.H.`: kept with the name. */
export const isCredential = (text: string): boolean => {
  const folded = foldWords(text.replace(/(\p{Ll})(\p{Lu})/gu, (both) => both.toLowerCase()))
  return folded !== '' && CREDENTIALS.without(folded) === ''
}

const PRONOUNS = /^(?:she|he|they|ze|xe|elle|il|iel|ella|él|elle|sie|er|ela|ele)\s*\/\s*[\p{L}/ ]+$/iu
export const arePronouns = (text: string): boolean => PRONOUNS.test(text.trim())

const ROLES = phrases(
  'professor*, prof, associate professor, assistant professor, emeritus*, director*, executive, president*, vice, chair*, ceo, cto, cfo, coo, founder*, cofounder*, co founder, head, manager*, secretary*, officer*, engineer*, developer*, programmer*, researcher*, scientist*, lecturer*, fellow, student*, candidate, teacher*, lawyer*, attorney*, judge*, journalist*, author*, writer*, editor*, artist*, consultant*, coordinator*, member*, mp, mep, senator*, minister*, ambassador*, physician*, doctor*, nurse*, bishop*, analyst*, architect*, designer*, poet*, activist*, advocate*, associate*, assistant*, postdoc*, postdoctoral, dean, chancellor, rector*, advisor*, adviser*, partner, owner, trustee*, spokesperson, representative*, farmer*, retired, former, maintainer*, contributor*, volunteer*, specialist*, expert*, psychologist*, economist*, historian*, philosopher*, musician*, photographer*, filmmaker*, librarian*, pastor*, counsel*, lead, principal, senior, chief, board, intern, policy',
  'professeur*, professeure, directeur*, directrice, presidente, secretaire, ingenieur*, chercheur*, chercheuse, etudiant*, enseignant*, avocat*, journaliste*, auteur*, autrice, ecrivain*, redacteur*, artiste*, consultant*, coordinateur*, membre*, depute*, senateur*, ministre*, medecin*, maitre de conferences, doctorant*, responsable*, fondateur*, retraite*, porte parole',
  'profesor*, director*, directora*, presidenta, secretari*, ingenier*, investigador*, estudiante*, docente*, abogad*, periodista*, autor*, escritor*, miembro*, diputad*, medic*, catedratic*, coordinador*, fundador*, jubilad*, portavoz',
  'diretor*, presidente*, engenheir*, pesquisador*, advogad*, jornalista*, membro*, deputad*, coordenador*, aposentad*, porta voz',
  'professorin, direktor*, geschaftsfuhrer*, vorsitzende*, vorstand*, leiter*, referent*, sekretar*, ingenieur*, forscher*, wissenschaftler*, studierende*, lehrer*, rechtsanwalt*, anwalt*, richter*, autor*, schriftsteller*, redakteur*, kunstler*, berater*, mitglied*, abgeordnete*, arzt*, doktorand*, mitarbeiter*, grunder*, sprecher*',
  'профессор*, директор*, президент*, председател*, секретар*, инженер*, исследовател*, ученый, студент*, учител*, преподавател*, адвокат*, юрист*, судья, журналист*, автор, писател*, редактор*, художник*, координатор*, член*, депутат*, министр*, врач*, доцент*, аспирант*, руководител*, основател*, сотрудник*, научный',
  'أستاذ, أستاذة, مدير, مديرة, رئيس, رئيسة, باحث, باحثة, مهندس, مهندسة, محام, محامي, محامية, صحفي, صحفية, كاتب, كاتبة, طبيب, طبيبة, طالب, طالبة, عضو, ناشط, ناشطة, منسق, 教授, 主任, 主席, 总裁, 研究员, 工程师, 律师, 记者, 作家, 医生, 学生, 教师, 讲师, 院长, 秘书长, 创始人, 会员',
)
/** Whether the text begins as what somebody is: `Professor of Law`, `Executive Director`. */
export const isRole = (text: string): boolean => {
  const folded = foldWords(text)
  return folded !== '' && ROLES.begins(folded)
}
const hasRoleWord = (text: string): boolean => ROLES.isIn(foldWords(text))

const ORGANISATION_WORDS = phrases(
  'foundation*, centre, centres, center, centers, council*, committee*, union, unions, federation*, confederation*, alliance, alliances, society, societies, league, forum, initiative*, international, project, projects, campaign, campaigns, movement, trust, fund, party, church, press, media, watch, rights, action, women s, womens, services, office, commission, community, communities, club, academy, college*, department, faculty, ministry, laboratory, lab, labs, gmbh, ltd, limited, inc, llc, llp, plc, corp, co, e v, ev, asbl, ag, sarl, partnership, consortium, congress, chamber, clinic, hospital, museum, library, studio, band, magazine, journal, newspaper, radio, news, solutions, software, technologies, systems, global, national, worldwide, youth, students, workers, teachers, for, of, and, the, against, without, without borders, org, com',
  'fondation, centre, conseil, comite, syndicat, federation, confederation, societe, ligue, mouvement, parti, eglise, presse, droits, jeunes, pour, des, sans, ecole, faculte, laboratoire, maison, observatoire, secours, amis',
  'fundacion, centro, centros, consejo, comite, sindicato, federacion, confederacion, alianza, sociedad, liga, foro, iniciativa, proyecto, campana, movimiento, iglesia, prensa, derechos, mujeres, jovenes, para, por, sin, escuela, facultad, red, observatorio, comision, union, estudios',
  'fundacao, conselho, sindicato, federacao, confederacao, alianca, sociedade, forum, projeto, movimento, igreja, imprensa, direitos, mulheres, escola, faculdade, rede, observatorio, comissao, uniao, estudos, instituto',
  'stiftung*, zentrum, rat, ausschuss, gewerkschaft*, bund, bundnis, gesellschaft*, liga, initiative, projekt, kampagne, bewegung, partei, kirche, presse, rechte, menschenrechte, frauen, jugend, fur, der, die, schule, fakultat, netzwerk*, amt, arbeitskreis, forderverein, landesverband, bundesverband',
  'фонд, центр, совет, комитет, профсоюз*, союз, федераци*, альянс, общество, лига, форум, инициатив*, проект, движение, партия, церковь, права, институт, академия, школа, факультет, сеть, бюро, ооо, ано, нко, им, имени, для, за',
  'مركز, مجلس, لجنة, اتحاد, نقابة, تحالف, ائتلاف, رابطة, شبكة, منتدى, مبادرة, مشروع, حملة, حركة, حزب, كنيسة, حقوق, معهد, أكاديمية, مدرسة, كلية, هيئة, صندوق, مرصد, دار',
  '基金会, 中心, 委员会, 联盟, 协会, 学会, 工会, 论坛, 项目, 运动, 党, 教会, 媒体, 研究所, 研究院, 学院, 大学, 学校, 网络, 组织, 公司, 集团, 社, 部, 局, 会',
)

/** Whether words are those of an organisation, and of no person. */
export const isOfOrganisation = (text: string): boolean => {
  const folded = foldWords(text)
  return ORGANISATION_WORDS.isIn(folded) || ORGANISATION.isIn(folded) || / & /.test(text)
}

const UNITS = phrases(
  'department*, dept, faculty, school, division, section, chair, laborator*, lab, labs, unit, college, institute, centre, center, program, programme, group, office',
  'departement*, faculte, ecole, section, laboratoire, unite, institut, groupe, departamento, facultad, escuela, seccion, laboratorio, unidad, instituto, centro, grupo, programa, catedra, faculdade, escola, secao, unidade',
  'fachbereich, abteilung, fakultat, institut, lehrstuhl, zentrum, arbeitsgruppe, referat, факультет, кафедра, отдел, лаборатория, институт, центр, школа, قسم, كلية, معهد, مركز, مختبر, 系, 学院, 研究所, 实验室, 中心, 部门',
)
/** Whether an organisation is of a kind that is mostly a part of another: `Department of Botany`. */
export const isUnit = (text: string): boolean => UNITS.isIn(foldWords(text))

/** Small words in people's names: `Ada von und zu Example`. */
const PARTICLES =
  /^(?:von|van|der|den|de|del|della|di|da|do|dos|das|du|la|le|el|al|bin|bint|ibn|ben|abu|ter|ten|zu|und|y|e|st\.?|d'.+|al-.+|el-.+|o'.+)$/iu

/** Two to five words that begin as names do, and none that organisations have. */
export const hasFormOfPerson = (text: string): boolean => {
  if (/\d/.test(text)) return false
  if (/^\p{Script=Han}{2,4}$/u.test(text)) return true
  const words = text
    .replace(/["“”„«»‘’'].+?["“”„«»‘’']/gu, ' ')
    .split(/[\s·]+/u)
    .filter((word) => /\p{L}/u.test(word) && !isHonorific(word) && !isCredential(word.replace(/,$/, '')))
  if (words.length < 2 || words.length > 5) return false
  return words.every((word) => PARTICLES.test(word) || /^[\p{P}\p{S}]*(?:\p{Lu}|\p{Lt}|\p{Lo})/u.test(word))
}

/** Whether a line says what somebody is, and not who: `Dean of Law, Example University`, and not `Dean Example`. */
export const isRoleLine = (line: string): boolean => {
  const [first = ''] = line.split(/[,،，]/)
  if (!isRole(first)) return false
  // What is no role among the words: `Secretary General` has nothing left.
  const rest = HONORIFICS.without(ROLES.without(foldWords(first)))
  return rest === '' || !(hasFormOfPerson(first) || /^\S+ \p{Lu}\S*$/u.test(first))
}

export const initialsOf = (name: string): string =>
  (name.match(/[\p{L}\p{N}]+/gu) ?? [])
    .map((word) => [...word][0] ?? '')
    .join('')
    .toLowerCase()

const FORMERLY =
  /^(?:formerly|previously|ex|anciennement|antes|antiguamente|anteriormente|ehemals|früher|ранее|бывш\p{L}*|سابقا|原)[\s:]+/iu

/**
 * Whether what follows a name is what follows an organisation's: letters that are its initials, or its former name,
 * which shares a word with it. Two letters are the initials of many, and a person may have been somewhere formerly.
 */
const followsOrganisation = (name: string, rest: string): boolean => {
  const [part = ''] = rest.split(', ')
  if (/^\p{Lu}{3,}$/u.test(part) && part.toLowerCase() === initialsOf(name)) return true
  if (!FORMERLY.test(part)) return false
  const words = new Set(foldWords(name).split(' '))
  return foldWords(part.replace(FORMERLY, ''))
    .split(' ')
    .some((word) => words.has(word))
}

export type Evidence = 'organisation' | 'person' | 'form of a person' | undefined

/**
 * What a name tells of who bears it. Alone it is little; all names of a list together are something.
 *
 * @param rest what follows the name in its line
 */
export const evidenceOf = (name: string, rest = ''): Evidence => {
  const first = foldWords(name).split(' ')[0] ?? ''
  if (isOfOrganisation(name) || followsOrganisation(name, rest)) return 'organisation'
  if (/^\p{Lu}{3,}$/u.test(name)) return 'organisation'
  const isAddressed = name.includes(' ') && isHonorific(first) && first.length > 1
  if (isAddressed || (rest !== '' && hasRoleWord(rest) && hasFormOfPerson(name))) return 'person'
  return hasFormOfPerson(name) ? 'form of a person' : undefined
}
