/** The languages that the pages, the widget and the badge speak. */
export const LANGUAGES = ['en', 'fr', 'es', 'ar', 'ru', 'zh', 'de', 'pt'] as const
/** Those that the builder speaks too. */
export const BUILDER_LANGUAGES = ['en', 'fr', 'es', 'ar'] as const
