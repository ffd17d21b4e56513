/** What the embed builder says. It speaks fewer languages than the list that it builds: every word weighs on the Worker. */
export const BUILDER_LANGUAGES = ['en', 'fr', 'es', 'ar'] as const

type Language = (typeof BUILDER_LANGUAGES)[number]

const keys = [
  'title',
  'intro',
  'view',
  'list',
  'grid',
  'compact',
  'count',
  'theme',
  'auto',
  'light',
  'dark',
  'language',
  'around',
  'limit',
  'sort',
  'letter',
  'name',
  'heading',
  'none',
  'colours',
  'own',
  'accent',
  'text',
  'background',
  'contrast',
  'update',
  'preview',
  'narrow',
  'wide',
  'itself',
  'codes',
  'element',
  'tag',
  'frame',
  'frameNote',
  'link',
  'oembed',
  'badgeHtml',
  'badgeMarkdown',
  'copy',
  'copied',
] as const

export type BuilderWords = Record<(typeof keys)[number], string>

/** In the order of the keys: the names need not travel with each. */
const phrases: Record<Language, string> = {
  en: `Show the signatories on your site|Choose how the list looks, then copy one of the codes into your page.|View|List|Grid|Compact|Count|Theme|As the reader prefers|Light|Dark|Language|That of the page around it|Names at first|Order|As in the letter|By name|Heading level|None|Colours|Use my own colours|Accent|Text|Background|Too little contrast with the background; readers need 4.5 to 1:|Update|Preview|In a frame, 320 pixels wide|In a frame, as wide as there is room|The widget itself, in your colours|Code to copy|Element|One tag|Frame|Your own colours do not reach into a frame.|Link, for WordPress and other editors that know oEmbed|oEmbed answer|Badge in HTML|Badge in Markdown|Copy|Copied`,
  fr: `Afficher les signataires sur votre site|Choisissez l’aspect de la liste, puis copiez l’un des codes dans votre page.|Présentation|Liste|Grille|Compacte|Nombre|Thème|Selon le lecteur|Clair|Sombre|Langue|Celle de la page|Noms affichés d’abord|Ordre|Comme dans la lettre|Par nom|Niveau de titre|Aucun|Couleurs|Utiliser mes couleurs|Accent|Texte|Fond|Contraste insuffisant avec le fond ; il faut 4,5 pour 1 :|Actualiser|Aperçu|Dans un cadre de 320 pixels|Dans un cadre, sur toute la largeur|Le widget lui-même, dans vos couleurs|Code à copier|Élément|Une seule balise|Cadre|Vos couleurs ne s’appliquent pas dans un cadre.|Lien, pour WordPress et les éditeurs qui connaissent oEmbed|Réponse oEmbed|Badge en HTML|Badge en Markdown|Copier|Copié`,
  es: `Mostrar los firmantes en su sitio|Elija el aspecto de la lista y copie uno de los códigos en su página.|Vista|Lista|Cuadrícula|Compacta|Número|Tema|Según el lector|Claro|Oscuro|Idioma|El de la página|Nombres al principio|Orden|Como en la carta|Por nombre|Nivel de título|Ninguno|Colores|Usar mis colores|Acento|Texto|Fondo|Contraste insuficiente con el fondo; hace falta 4,5 a 1:|Actualizar|Vista previa|En un marco de 320 píxeles|En un marco, a todo el ancho|El propio widget, con sus colores|Código para copiar|Elemento|Una sola etiqueta|Marco|Sus colores no se aplican dentro de un marco.|Enlace, para WordPress y otros editores que conocen oEmbed|Respuesta oEmbed|Insignia en HTML|Insignia en Markdown|Copiar|Copiado`,
  ar: `اعرض الموقّعين على موقعك|اختر شكل القائمة، ثم انسخ أحد الرموز إلى صفحتك.|العرض|قائمة|شبكة|موجز|العدد|السمة|حسب تفضيل القارئ|فاتح|داكن|اللغة|لغة الصفحة المحيطة|عدد الأسماء أولًا|الترتيب|كما في الرسالة|حسب الاسم|مستوى العنوان|بلا|الألوان|استخدم ألواني|التمييز|النص|الخلفية|التباين مع الخلفية غير كافٍ؛ يحتاج القرّاء إلى 4.5 إلى 1:|تحديث|معاينة|في إطار عرضه 320 بكسل|في إطار بكامل العرض|الأداة نفسها بألوانك|الرمز للنسخ|عنصر|وسم واحد|إطار|لا تنطبق ألوانك داخل الإطار.|رابط لووردبريس والمحرّرات التي تدعم oEmbed|استجابة oEmbed|شارة بصيغة HTML|شارة بصيغة Markdown|نسخ|تم النسخ`,
}

const isSpoken = (base: string): base is Language => Object.hasOwn(phrases, base)

/** The words in a language, else in English; `language` says in which they are. */
export const builderWords = (asked: string): { language: Language; words: BuilderWords } => {
  const base = new Intl.Locale(asked).language
  const language = isSpoken(base) ? base : 'en'
  const said = phrases[language].split('|')
  const words = Object.fromEntries(keys.map((key, index) => [key, said[index] ?? ''])) as BuilderWords
  return { language, words }
}
