/** `Asian Legal Resource Centre (ALRC)` is the name and its acronym, typed into one field. */
export const WITH_ACRONYM = /^(.+?)\s*\(([^()]+)\)$/
