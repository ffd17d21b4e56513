/** What the embed builder says. The Worker reads it from beside itself, for this page alone. */
import type { BUILDER_LANGUAGES } from '../languages.ts'

export type BuilderMessages = Record<
  | 'title'
  | 'intro'
  | 'view'
  | 'list'
  | 'grid'
  | 'compact'
  | 'count'
  | 'theme'
  | 'auto'
  | 'light'
  | 'dark'
  | 'language'
  | 'around'
  | 'limit'
  | 'sort'
  | 'letter'
  | 'name'
  | 'heading'
  | 'none'
  | 'colours'
  | 'own'
  | 'accent'
  | 'text'
  | 'background'
  | 'contrast'
  | 'update'
  | 'preview'
  | 'narrow'
  | 'wide'
  | 'itself'
  | 'codes'
  | 'element'
  | 'tag'
  | 'frame'
  | 'frameNote'
  | 'link'
  | 'oembed'
  | 'badgeHtml'
  | 'badgeMarkdown'
  | 'copy'
  | 'copied',
  string
>

export const builderMessages: Record<(typeof BUILDER_LANGUAGES)[number], BuilderMessages> = {
  en: {
    title: 'Show the signatories on your site',
    intro: 'Choose how the list looks, then copy one of the codes into your page.',
    view: 'View',
    list: 'List',
    grid: 'Grid',
    compact: 'Compact',
    count: 'Count',
    theme: 'Theme',
    auto: 'As the reader prefers',
    light: 'Light',
    dark: 'Dark',
    language: 'Language',
    around: 'That of the page around it',
    limit: 'Names at first',
    sort: 'Order',
    letter: 'As in the letter',
    name: 'By name',
    heading: 'Heading level',
    none: 'None',
    colours: 'Colours',
    own: 'Use my own colours',
    accent: 'Accent',
    text: 'Text',
    background: 'Background',
    contrast: 'Too little contrast with the background; readers need 4.5 to 1:',
    update: 'Update',
    preview: 'Preview',
    narrow: 'In a frame, 320 pixels wide',
    wide: 'In a frame, as wide as there is room',
    itself: 'The widget itself, in your colours',
    codes: 'Code to copy',
    element: 'Element',
    tag: 'One tag',
    frame: 'Frame',
    frameNote: 'Your own colours do not reach into a frame.',
    link: 'Link, for WordPress and other editors that know oEmbed',
    oembed: 'oEmbed answer',
    badgeHtml: 'Badge in HTML',
    badgeMarkdown: 'Badge in Markdown',
    copy: 'Copy',
    copied: 'Copied',
  },
  fr: {
    title: 'Afficher les signataires sur votre site',
    intro: 'Choisissez l’aspect de la liste, puis copiez l’un des codes dans votre page.',
    view: 'Présentation',
    list: 'Liste',
    grid: 'Grille',
    compact: 'Compacte',
    count: 'Nombre',
    theme: 'Thème',
    auto: 'Selon le lecteur',
    light: 'Clair',
    dark: 'Sombre',
    language: 'Langue',
    around: 'Celle de la page',
    limit: 'Noms affichés d’abord',
    sort: 'Ordre',
    letter: 'Comme dans la lettre',
    name: 'Par nom',
    heading: 'Niveau de titre',
    none: 'Aucun',
    colours: 'Couleurs',
    own: 'Utiliser mes couleurs',
    accent: 'Accent',
    text: 'Texte',
    background: 'Fond',
    contrast: 'Contraste insuffisant avec le fond ; il faut 4,5 pour 1 :',
    update: 'Actualiser',
    preview: 'Aperçu',
    narrow: 'Dans un cadre de 320 pixels',
    wide: 'Dans un cadre, sur toute la largeur',
    itself: 'Le widget lui-même, dans vos couleurs',
    codes: 'Code à copier',
    element: 'Élément',
    tag: 'Une seule balise',
    frame: 'Cadre',
    frameNote: 'Vos couleurs ne s’appliquent pas dans un cadre.',
    link: 'Lien, pour WordPress et les éditeurs qui connaissent oEmbed',
    oembed: 'Réponse oEmbed',
    badgeHtml: 'Badge en HTML',
    badgeMarkdown: 'Badge en Markdown',
    copy: 'Copier',
    copied: 'Copié',
  },
  es: {
    title: 'Mostrar los firmantes en su sitio',
    intro: 'Elija el aspecto de la lista y copie uno de los códigos en su página.',
    view: 'Vista',
    list: 'Lista',
    grid: 'Cuadrícula',
    compact: 'Compacta',
    count: 'Número',
    theme: 'Tema',
    auto: 'Según el lector',
    light: 'Claro',
    dark: 'Oscuro',
    language: 'Idioma',
    around: 'El de la página',
    limit: 'Nombres al principio',
    sort: 'Orden',
    letter: 'Como en la carta',
    name: 'Por nombre',
    heading: 'Nivel de título',
    none: 'Ninguno',
    colours: 'Colores',
    own: 'Usar mis colores',
    accent: 'Acento',
    text: 'Texto',
    background: 'Fondo',
    contrast: 'Contraste insuficiente con el fondo; hace falta 4,5 a 1:',
    update: 'Actualizar',
    preview: 'Vista previa',
    narrow: 'En un marco de 320 píxeles',
    wide: 'En un marco, a todo el ancho',
    itself: 'El propio widget, con sus colores',
    codes: 'Código para copiar',
    element: 'Elemento',
    tag: 'Una sola etiqueta',
    frame: 'Marco',
    frameNote: 'Sus colores no se aplican dentro de un marco.',
    link: 'Enlace, para WordPress y otros editores que conocen oEmbed',
    oembed: 'Respuesta oEmbed',
    badgeHtml: 'Insignia en HTML',
    badgeMarkdown: 'Insignia en Markdown',
    copy: 'Copiar',
    copied: 'Copiado',
  },
  ar: {
    title: 'اعرض الموقّعين على موقعك',
    intro: 'اختر شكل القائمة، ثم انسخ أحد الرموز إلى صفحتك.',
    view: 'العرض',
    list: 'قائمة',
    grid: 'شبكة',
    compact: 'موجز',
    count: 'العدد',
    theme: 'السمة',
    auto: 'حسب تفضيل القارئ',
    light: 'فاتح',
    dark: 'داكن',
    language: 'اللغة',
    around: 'لغة الصفحة المحيطة',
    limit: 'عدد الأسماء أولًا',
    sort: 'الترتيب',
    letter: 'كما في الرسالة',
    name: 'حسب الاسم',
    heading: 'مستوى العنوان',
    none: 'بلا',
    colours: 'الألوان',
    own: 'استخدم ألواني',
    accent: 'التمييز',
    text: 'النص',
    background: 'الخلفية',
    contrast: 'التباين مع الخلفية غير كافٍ؛ يحتاج القرّاء إلى 4.5 إلى 1:',
    update: 'تحديث',
    preview: 'معاينة',
    narrow: 'في إطار عرضه 320 بكسل',
    wide: 'في إطار بكامل العرض',
    itself: 'الأداة نفسها بألوانك',
    codes: 'الرمز للنسخ',
    element: 'عنصر',
    tag: 'وسم واحد',
    frame: 'إطار',
    frameNote: 'لا تنطبق ألوانك داخل الإطار.',
    link: 'رابط لووردبريس والمحرّرات التي تدعم oEmbed',
    oembed: 'استجابة oEmbed',
    badgeHtml: 'شارة بصيغة HTML',
    badgeMarkdown: 'شارة بصيغة Markdown',
    copy: 'نسخ',
    copied: 'تم النسخ',
  },
}
