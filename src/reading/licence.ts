import { site } from '../page/site.ts'

const { attribution, name, url } = site.licence ?? {}

/** Whom to name, under which licence, and where that is found, in one line; nothing where the site states none. */
export const licenceLine = [attribution, name, url].filter(Boolean).join(', ')
