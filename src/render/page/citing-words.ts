/** The pages' words about revisions and citing, in the languages that the pages speak. */
type CitingWords = { cite: string; superseded: string; readCurrent: string }

const english: CitingWords = {
  cite: 'Cite',
  superseded: 'This is not the current revision of this letter.',
  readCurrent: 'Read the current revision',
}

const catalogue: Record<string, CitingWords> = {
  ar: {
    cite: 'الاستشهاد',
    superseded: 'هذه ليست النسخة الحالية من هذه الرسالة.',
    readCurrent: 'اقرأ النسخة الحالية',
  },
  de: {
    cite: 'Zitieren',
    superseded: 'Dies ist nicht die aktuelle Fassung dieses Briefes.',
    readCurrent: 'Aktuelle Fassung lesen',
  },
  es: {
    cite: 'Citar',
    superseded: 'Esta no es la versión actual de esta carta.',
    readCurrent: 'Leer la versión actual',
  },
  fr: {
    cite: 'Citer',
    superseded: 'Ceci n’est pas la version actuelle de cette lettre.',
    readCurrent: 'Lire la version actuelle',
  },
  pt: {
    cite: 'Citar',
    superseded: 'Esta não é a versão atual desta carta.',
    readCurrent: 'Ler a versão atual',
  },
  ru: {
    cite: 'Цитировать',
    superseded: 'Это не текущая редакция этого письма.',
    readCurrent: 'Читать текущую редакцию',
  },
  zh: { cite: '引用', superseded: '这不是这封信的当前版本。', readCurrent: '阅读当前版本' },
}

/** @param language of the page's own words: BCP 47 */
export const citingWords = (language: string): CitingWords => catalogue[language] ?? english
