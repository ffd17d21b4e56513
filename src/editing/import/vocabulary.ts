/** What spreadsheets, forms and letter services call things, in the product's eight languages: en fr es pt de ru ar zh. */
import { phrases } from './phrases.ts'

export const ORGANISATION = phrases(
  'organisation*, organization*, org, orgs, ngo, ngos, association*, institution, institutions, institute, employer*',
  'company, companies, group, groups, network, networks, coalition*, university, universities, school, agency, workplace, entity, collective',
  'organisme*, ong, structure, etablissement*, entreprise*, employeur, groupe, groupes, collectif*, societe, reseau*',
  'organizacion*, asociacion*, entidad, entidades, empresa*, institucion*, colectivo*, universidad*, grupo, grupos',
  'organizacao, organizacoes, organizac*, associacao, associacoes, entidade*, instituicao, instituicoes, coletivo*, osc',
  'verein*, verband, verbande, einrichtung*, institut, firma, firmen, unternehmen, arbeitgeber*, gruppe, gruppen, hochschule, universitat',
  'организаци*, учреждени*, компани*, объединени*, работодател*, нко, нпо, университет, место работы, группа, группы',
  'منظمة, منظمات, مؤسسة, مؤسسات, جمعية, جمعيات, جهة العمل, جهة, شركة, مجموعة, جامعة',
  '组织, 組織, 机构, 機構, 单位, 單位, 团体, 團體, 公司, 学校, 大学, 协会',
)

export const AFFILIATION = phrases(
  'affiliation*, afiliacion*, afiliacao, filiacao, zugehorigkeit*, аффилиаци*, принадлежность, rattachement, انتماء, 所属, 隶属',
)

export const PERSON = phrases(
  'person, persons, people, individual, individuals, individually, citizen*, academic*, scientist*, researcher*, scholar*, expert*',
  'professor*, artist*, writer*, author*, student*, teacher*, lawyer*, physician*, doctors, personal capacity, private capacity, signataires individuels',
  'personne, personnes, individu, individus, individuel*, particulier*, chercheur*, chercheuse*, citoyen*, universitaire*, personnalite*',
  'persona, personas, individuo*, individual*, ciudadan*, investigador*, academic*, a titulo personal',
  'pessoa, pessoas, individuo*, individuais, cidad*, pesquisador*',
  'einzelperson*, privatperson*, personen, privat, wissenschaftler*, burger*, forscher*, personlichkeit*',
  'физическ*, частн*, граждан*, люди, персон*, индивидуал*, человек, учены*, лица',
  'فرد, افراد, شخص, اشخاص, شخصيات, أكاديميون, باحثون, مواطنون',
  '个人, 個人, 学者, 公民, 个体',
)

export const NAME = phrases(
  'name, names, nom, noms, nombre, nombres, nome, nomes, namen, имя, имена, название, наименование, اسم, أسماء',
  '姓名, 名称, 名稱, 名字, 名前',
)

export const FULL_NAME = phrases(
  'full name, fullname, complete name, nom complet, nombre completo, nome completo, vollstandiger name, voller name',
  'фио, ф и о, полное имя, имя полностью, الاسم الكامل, 姓名, 全名',
)

/** Whoever signs, person or organisation. */
export const SIGNATORY = phrases(
  'signatory, signatories, signatory s, signature, signatures, signer, signers, signee*, undersigned, signed by, cosignatories, co signatories, cosigners, supporters, endorsers, endorsements, endorsed by, signed',
  'signataire*, signe par, ont signe, les soussignes, soutien*, firmante*, firmado por, firmas, suscriben, signatari*, assinatura*, assinado por, assinam, subscritor*',
  'unterzeichner*, unterzeichnende*, unterzeichnet von, unterschrift*, erstunterzeichn*, mitunterzeichn*, unterstutzer*',
  'подписант*, подписав*, подписи, подпись, подписали, موقع, موقعون, الموقعين, موقعين, توقيع, توقيعات, وقع عليها, 签署人, 签署者, 签名, 簽名, 署名, 联署*, 联署人, 签署',
)

export const FIRST_NAME = phrases(
  'first name, first names, firstname, given name, given names, forename*, fname, first, given, prenom, prenoms, primer nombre',
  'vorname*, vor, primeiro nome, nome proprio, الاسم الأول, первое имя, name first, name given',
)
export const MIDDLE_NAME = phrases(
  'middle name, middle names, middle initial, middlename, middle, отчество, segundo nombre, deuxieme prenom, nome do meio, zweiter vorname, اسم الأب',
)
export const LAST_NAME = phrases(
  'name last, name family, last name, last names, lastname, surname*, family name, family names, lname, last, family, nom de famille, apellido*',
  'nachname*, familienname*, zuname, sobrenome*, apelido*, ultimo nome, фамили*, اسم العائلة, الاسم الأخير, اللقب, الكنية, 姓氏, 姓',
)
export const SUFFIX = phrases('suffix, name suffix, credentials, post nominal, post nominals, postnominals')

/** What can only be a form of address. */
export const HONORIFIC = phrases(
  'honorific*, salutation, prefix, name prefix, academic title, civilite, anrede, akademischer titel, tratamiento, tratamento, обращение, ученая степень, 称谓, 敬称',
)
/** A form of address or a position: the values tell. */
export const TITLE = phrases('title, titles, titre*, titulo*, titel, звание, титул, اللقب العلمي, 头衔')

export const ROLE = phrases(
  'role*, position*, job title, job titles, jobtitle, job, job position, function, occupation*, profession*, designation, rank, capacity, discipline, field',
  'fonction*, poste, metier*, qualite, cargo*, puesto*, ocupacion, profesion*, funcion, funcao, profissao, ocupacao',
  'beruf*, rolle*, stellung, amt, tatigkeit*, funktion*, должность*, професси*, роль, منصب, وظيفة, مهنة, صفة, دور, 职位, 职务, 职业, 職業, 身份, 职称',
)

export const ACRONYM = phrases(
  'acronym*, abbreviation*, abbr, initials, short name, sigle*, acronyme*, abreviation*, sigla*, acronimo*, abkurzung*, kurzel, kurzname, аббревиатур*, сокращени*, اختصار, 缩写, 简称, 縮寫',
)
export const ALIAS = phrases(
  'alias*, also known as, aka, other name*, alternative name*, autre nom, otro nombre, outro nome, anderer name, другое название, 别名, 又名',
)

export const TYPE = phrases(
  'type, types, kind, category, signing as, sign as, tipo*, categoria*, categorie*, typ, art, kategorie*, тип, вид, категори*, نوع, فئة, 类型, 類型, 类别',
  'signatory type, entity type',
)

export const COUNTRY = phrases(
  'country*, countries, nation, based in, pays, pais, paises, land, lander, staat, страна, страны, государств*, بلد, دولة, بلدان, 国家, 國家, 国别',
)
/** May hold a country, or a town: the values tell. */
export const PLACE = phrases(
  'location*, place, lieu, ubicacion, localizacao, standort, местоположение, موقع جغرافي, 地点, 所在地, region, region country',
)

export const WEB = phrases(
  'url, urls, website*, web site*, web, web page, webpage, web address, homepage, home page, link, links, site, site web, site internet, internet site',
  'sitio web, sitio, pagina web, pagina, webseite*, internetseite*, internetadresse, webadresse, sitio de internet, lien',
  'сайт*, веб сайт, адрес сайта, ссылка, الموقع الإلكتروني, موقع إلكتروني, موقع الويب, رابط, 网站, 網站, 网址, 链接, 主页',
)

export const SIGNED = phrases(
  'signed, signed on, signed at, signed date, date, date signed, signature date, timestamp, time stamp, submitted, submitted at, submitted on, submission date, submission time, submit date, created, created at, created on, created time, created date, added time, completion time, date created',
  'horodateur, date de signature, signe le, date d envoi, marca temporal, fecha*, firmado, firmado el, data, data da assinatura, assinado em, carimbo de data hora, carimbo de data',
  'zeitstempel, datum, unterzeichnet am, unterschrieben am, отметка времени, дата*, подписано, تاريخ, طابع زمني, الطابع الزمني, 时间戳记, 时间戳, 日期, 提交时间, 签署日期, 时间',
)

export const WITHDRAWN = phrases(
  'withdrawn*, withdrew, withdrawal*, retracted, revoked, unsigned, opted out, retire, retiree, retrait*, retirad*, retirada*, retirou*, zuruckgezogen*, zuruckziehung, ruckzug, widerrufen, отозва*, отзыв*, انسحب, انسحاب, مسحوب, سحب التوقيع, 撤回, 撤销, 撤回日期, 退出',
)

/** “Yes” under it lets the name be published. */
export const CONSENT = phrases(
  'consent*, permission*, agree, agreed, agreement, publish*, publication, public, publicly, visible, visibility, display, displayed, show, shown, list my name, listed, may we, verified, verification, verify, confirmed, confirm, confirmation, validated, approved, approval, moderated, accepted, is public',
  'consentement, accord, accepte*, autoris*, publie*, publier, publique*, publiquement, visibilite, affich*, verifie*, confirme*, valide*, approuve*',
  'consentimiento, autoriz*, acepto, acepta, publicar*, publicad*, publico, publica, publicamente, mostrar*, visibilidad, verificad*, confirmad*, aprobad*, validad*',
  'consentimento, aceito, exibir*, visivel, visibilidade, aprovad*, publicac*, concord*',
  'zustimm*, einwillig*, einverstanden*, einverstandnis*, veroffentlich*, offentlich*, sichtbar*, anzeigen, angezeigt, bestatigt*, bestatigung, verifiziert*, freigegeben, freigabe, gepruft*',
  'соглас*, разреш*, публик*, публичн*, опубликов*, показывать, видим*, подтвержд*, проверен*, одобрен*',
  'موافق*, موافقة, نشر, علني*, إظهار, ظهور, مرئي, مؤكد, تأكيد, تم التحقق, موثق, معتمد',
  '公开, 公開, 发布, 同意, 显示, 可见, 验证, 確認, 确认, 批准, 审核, 授权',
)
/** “Yes” under it keeps the name from being published. */
export const SECRECY = phrases(
  'anonym*, hide, hidden, private, privately, privacy, confidential, secret, do not, don t, not public, not publish, unlisted, withhold, withheld, blocked, spam, deleted, rejected, banned, is test',
  'masque*, masquer, cache, confidentiel*, ne pas, prive, privee, anonim*, ocult*, privad*, confidencial*, no publicar, nao publicar, esconder*, escondid*',
  'versteckt, verbergen, vertraulich, geheim, nicht veroffentlichen, nicht, скрыть, скрыт*, конфиденциал*, не публиковать, анонимн*, مجهول, إخفاء, مخفي, سري, خاص, عدم نشر, 匿名, 隐藏, 保密, 私密, 不公开',
)
export const STATUS = phrases(
  'status, state, moderation, moderation status, statut, etat, estado, estatus, situacao, zustand, статус, состояние, حالة, 状态, 狀態',
)

/** Addresses, numbers and devices: what nobody gave to be published. */
export const CONTACT_DATA = phrases(
  'email*, e mail*, mail, mails, courriel*, adresse electronique, mel, correo*, correo electronico, e posta, почта, эл почта, электронная почта, имейл, электронный адрес, بريد, البريد الالكتروني, ايميل, إيميل, 邮箱, 郵箱, 电子邮件, 电邮, 邮件, 信箱',
  'phone*, telephone*, tel, mobile*, cell, cellphone, whatsapp, WhatsApp, signal, telefon*, telefone, telefono, celular, handy*, portable, телефон*, мобильный, هاتف, جوال, موبايل, تليفون, 电话, 電話, 手机, 微信',
  'contact*, kontakt*, contacto*, contato*, контакт*, اتصال, تواصل, 联系, 联络, representative*, representant*, vertreter*, vertretung, представител*, ممثل, ansprechpartner*, ansprechperson*, liaison',
)
/** What a list of signatories has no place for: where people live, what they say, what machines keep. */
export const NOT_KEPT = phrases(
  'ip, ip address, ip adresse, adresse ip, direccion ip, user agent, useragent, browser, device, referrer, referer, source, sources, utm*, campaign, tags, tag, token, hash, password, uuid, guid, response id, responseid, submission id, submissionid, respondent id, respondent, entry id, record id, recordid, row, index, number, no, nr, num, numero, nummer, номер, رقم, 序号, 编号, order, ordre, position in list, sort',
  'updated, updated at, updated on, modified, last modified, last modified time, start time, last login, locale, language*, langue, idioma, sprache, язык, لغة, 语言',
  'address, addresses, street, postal*, postcode*, post code, zip, zipcode, zip code, code postal, codigo postal, cep, plz, postleitzahl*, индекс, adresse, adresses, direccion, domicilio, endereco, anschrift, адрес*, عنوان, 地址, 邮编, latitude, longitude, lat, lng, can2*',
  'city, cities, town, ville, ciudad, localidad, cidade, municipio, stadt, ort, wohnort, город, населенный пункт, مدينة, 城市, province, provincia, county, departement, departamento, bundesland, область, регион, محافظة, 省份, 州, district, constituency',
  'comment*, note, notes, message*, remark*, feedback, statement, quote, quotation, reason*, why, testimon*, additional information, anything else, other information, question*, bio, biography, kommentar*, bemerkung*, anmerkung*, nachricht, mitteilung, commentaire*, remarque*, motif, pourquoi, comentario*, mensaje, observac*, motivo, por que, mensagem, комментари*, сообщени*, примечани*, замечани*, تعليق*, تعليقات, ملاحظات, ملاحظة, رسالة, سبب, 评论, 備註, 备注, 留言, 意见, 理由',
  'birth*, birthday, date of birth, dob, age, gender, sex, pronoun*, ethnicity, nationality, naissance, date de naissance, genre, sexe, nacimiento, fecha de nacimiento, genero, sexo, edad, nascimento, idade, geburt*, geschlecht, alter, рождени*, возраст, пол, ميلاد, عمر, جنس, 出生, 生日, 年龄, 性别',
  'newsletter*, subscribe*, unsubscribe*, subscription, mailing list, mailinglist, keep me informed, keep me updated, stay informed, opt in, optin, donate, donation*, volunteer, infolettre, boletin, boletim, рассылк*, نشرة, 订阅, 捐款',
  'photo*, picture, image, logo, avatar, foto, imagen, imagem, bild, фото, صورة, 照片, 图片, twitter, facebook, linkedin, LinkedIn, YouTube, TikTok, instagram, mastodon, bluesky, social media, orcid, github, GitHub, gitlab, GitLab, handle, username, user name, user id, userid',
)

/** Of other columns the words that are hardly ever values, so that they tell a header from a row. */
export const OTHER_COLUMN = phrases(
  'organisation, organization, organisations, organizations, org, ngo, institution, employer, company, city, town, email, e mail, mail, address, time, comment, comments, message, note, notes, id, slug, phone, telephone, postcode, zip, consent, verified, visibility, section, language, twitter',
  'ort, stadt, bemerkung, kommentar, firma, verein, plz, einrichtung, organisme, ville, courriel, societe, association, etablissement, adresse, organizacion, entidad, ciudad, correo, institucion, marca temporal, electronico, organizacao, instituicao, cidade, carimbo, entidade',
  'организация, учреждение, город, почта, отметка, время, المنظمة, المؤسسة, الجهة, المدينة, البريد, 组织, 組織, 机构, 機構, 单位, 單位, 職務, 職位, 城市, 邮箱, 時間, 電子郵件, 电子邮件, 备注, 備註',
)

/** Headings of what is asked for or referred to, and so not of who signs. */
export const NOT_SIGNATORIES = phrases(
  'demand, demands, want, wants, expect, believe, hold, call on, call upon, call for, calls for, we call, ask, asks, urge, request*, recommend*, points, principles, reference*, footnotes, notes, sources, links, contents, table of contents, further reading, background, defendant*, how to, press, contact*, addressee*, recipients',
  'demande*, exigeons, revendication*, appelons, recommandation*, referenc*, exigimos, demandas, pedimos, instamos, exigencias, recomendac*, reivindic*, forder*, wir fordern, empfehlung*, quellen, inhalt, требу*, требования, рекоменд*, призыва*, ссылки, نطالب, مطالب, ندعو, توصيات, مراجع, 要求, 呼吁, 建议, 参考, 诉求',
)
