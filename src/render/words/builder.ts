/** What the embed builder says, and the links that lead to it, in each language that the widget speaks. */
import type { LANGUAGES } from '../embed/options.ts'

type Language = (typeof LANGUAGES)[number]

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
  'embed',
  'share',
  'email',
] as const

export type BuilderWords = Record<(typeof keys)[number], string>

/** In the order of the keys: the names need not travel eight times. */
const phrases: Record<Language, string> = {
  en: `Show the signatories on your site|Choose how the list looks, then copy one of the codes into your page.|View|List|Grid|Compact|Count|Theme|As the reader prefers|Light|Dark|Language|That of the page around it|Names at first|Order|As in the letter|By name|Heading level|None|Colours|Use my own colours|Accent|Text|Background|Too little contrast with the background; readers need 4.5 to 1:|Update|Preview|In a frame, 320 pixels wide|In a frame, as wide as there is room|The widget itself, in your colours|Code to copy|Element|One tag|Frame|Your own colours do not reach into a frame.|Link, for WordPress and other editors that know oEmbed|oEmbed answer|Badge in HTML|Badge in Markdown|Copy|Copied|Embed this list|Share|By e-mail`,
  fr: `Afficher les signataires sur votre site|Choisissez l’aspect de la liste, puis copiez l’un des codes dans votre page.|Présentation|Liste|Grille|Compacte|Nombre|Thème|Selon le lecteur|Clair|Sombre|Langue|Celle de la page|Noms affichés d’abord|Ordre|Comme dans la lettre|Par nom|Niveau de titre|Aucun|Couleurs|Utiliser mes couleurs|Accent|Texte|Fond|Contraste insuffisant avec le fond ; il faut 4,5 pour 1 :|Actualiser|Aperçu|Dans un cadre de 320 pixels|Dans un cadre, sur toute la largeur|Le widget lui-même, dans vos couleurs|Code à copier|Élément|Une seule balise|Cadre|Vos couleurs ne s’appliquent pas dans un cadre.|Lien, pour WordPress et les éditeurs qui connaissent oEmbed|Réponse oEmbed|Badge en HTML|Badge en Markdown|Copier|Copié|Intégrer cette liste|Partager|Par courriel`,
  es: `Mostrar los firmantes en su sitio|Elija el aspecto de la lista y copie uno de los códigos en su página.|Vista|Lista|Cuadrícula|Compacta|Número|Tema|Según el lector|Claro|Oscuro|Idioma|El de la página|Nombres al principio|Orden|Como en la carta|Por nombre|Nivel de título|Ninguno|Colores|Usar mis colores|Acento|Texto|Fondo|Contraste insuficiente con el fondo; hace falta 4,5 a 1:|Actualizar|Vista previa|En un marco de 320 píxeles|En un marco, a todo el ancho|El propio widget, con sus colores|Código para copiar|Elemento|Una sola etiqueta|Marco|Sus colores no se aplican dentro de un marco.|Enlace, para WordPress y otros editores que conocen oEmbed|Respuesta oEmbed|Insignia en HTML|Insignia en Markdown|Copiar|Copiado|Insertar esta lista|Compartir|Por correo electrónico`,
  ar: `اعرض الموقّعين على موقعك|اختر شكل القائمة، ثم انسخ أحد الرموز إلى صفحتك.|العرض|قائمة|شبكة|موجز|العدد|السمة|حسب تفضيل القارئ|فاتح|داكن|اللغة|لغة الصفحة المحيطة|عدد الأسماء أولًا|الترتيب|كما في الرسالة|حسب الاسم|مستوى العنوان|بلا|الألوان|استخدم ألواني|التمييز|النص|الخلفية|التباين مع الخلفية غير كافٍ؛ يحتاج القرّاء إلى 4.5 إلى 1:|تحديث|معاينة|في إطار عرضه 320 بكسل|في إطار بكامل العرض|الأداة نفسها بألوانك|الرمز للنسخ|عنصر|وسم واحد|إطار|لا تنطبق ألوانك داخل الإطار.|رابط لووردبريس والمحرّرات التي تدعم oEmbed|استجابة oEmbed|شارة بصيغة HTML|شارة بصيغة Markdown|نسخ|تم النسخ|ضمّن هذه القائمة|مشاركة|بالبريد الإلكتروني`,
  ru: `Показать подписавших на вашем сайте|Выберите вид списка и скопируйте один из кодов на свою страницу.|Вид|Список|Сетка|Кратко|Число|Тема|По выбору читателя|Светлая|Тёмная|Язык|Язык страницы|Имён сначала|Порядок|Как в письме|По имени|Уровень заголовка|Нет|Цвета|Свои цвета|Акцент|Текст|Фон|Слишком слабый контраст с фоном; нужно 4,5 к 1:|Обновить|Предпросмотр|Во фрейме шириной 320 пикселей|Во фрейме во всю ширину|Сам виджет, в ваших цветах|Код для копирования|Элемент|Один тег|Фрейм|Внутри фрейма ваши цвета не действуют.|Ссылка для WordPress и редакторов, которые знают oEmbed|Ответ oEmbed|Значок в HTML|Значок в Markdown|Копировать|Скопировано|Встроить этот список|Поделиться|По почте`,
  zh: `在您的网站上显示签署方|选择列表的样式，然后将一段代码复制到您的网页。|视图|列表|网格|紧凑|数量|主题|随读者偏好|浅色|深色|语言|随所在网页|起始显示的名称数|顺序|同信中顺序|按名称|标题级别|无|颜色|使用自定颜色|强调|文字|背景|与背景的对比度不足，应达到 4.5 比 1：|更新|预览|320 像素宽的框架|全宽框架|组件本身，使用您的颜色|可复制的代码|元素|单个标签|框架|自定颜色不会作用于框架内部。|链接，用于 WordPress 等支持 oEmbed 的编辑器|oEmbed 响应|徽章（HTML）|徽章（Markdown）|复制|已复制|嵌入此列表|分享|通过电子邮件`,
  de: `Die Unterzeichnenden auf Ihrer Website|Wählen Sie, wie die Liste aussieht, und kopieren Sie einen der Codes in Ihre Seite.|Ansicht|Liste|Raster|Kompakt|Anzahl|Farbschema|Wie der Leser es wünscht|Hell|Dunkel|Sprache|Die der Seite|Namen zu Beginn|Reihenfolge|Wie im Brief|Nach Namen|Überschriftenebene|Keine|Farben|Eigene Farben verwenden|Akzent|Text|Hintergrund|Zu wenig Kontrast zum Hintergrund; nötig sind 4,5 zu 1:|Aktualisieren|Vorschau|In einem Rahmen, 320 Pixel breit|In einem Rahmen, so breit wie möglich|Das Widget selbst, in Ihren Farben|Code zum Kopieren|Element|Ein einziges Tag|Rahmen|Eigene Farben wirken nicht in einem Rahmen.|Link, für WordPress und andere Editoren, die oEmbed kennen|oEmbed-Antwort|Abzeichen in HTML|Abzeichen in Markdown|Kopieren|Kopiert|Diese Liste einbetten|Teilen|Per E-Mail`,
  pt: `Mostrar os signatários no seu site|Escolha o aspeto da lista e copie um dos códigos para a sua página.|Vista|Lista|Grelha|Compacta|Número|Tema|Como o leitor preferir|Claro|Escuro|Idioma|O da página|Nomes no início|Ordem|Como na carta|Por nome|Nível do título|Nenhum|Cores|Usar as minhas cores|Destaque|Texto|Fundo|Contraste insuficiente com o fundo; são precisos 4,5 para 1:|Atualizar|Pré-visualização|Numa moldura de 320 píxeis|Numa moldura, a toda a largura|O próprio widget, nas suas cores|Código para copiar|Elemento|Uma só etiqueta|Moldura|As suas cores não se aplicam dentro de uma moldura.|Ligação, para WordPress e outros editores que conhecem oEmbed|Resposta oEmbed|Distintivo em HTML|Distintivo em Markdown|Copiar|Copiado|Incorporar esta lista|Partilhar|Por e-mail`,
}

const isSpoken = (base: string): base is Language => Object.hasOwn(phrases, base)

/** The words in a language, else in English; `language` says in which they are. */
export const builderWords = (asked: string): { language: string; words: BuilderWords } => {
  const base = new Intl.Locale(asked).language
  const language = isSpoken(base) ? base : 'en'
  const said = phrases[language].split('|')
  const words = Object.fromEntries(keys.map((key, index) => [key, said[index] ?? ''])) as BuilderWords
  return { language: isSpoken(base) ? asked : 'en', words }
}
