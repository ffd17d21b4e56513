/** Whose site it is, as pages and pictures name it. */
export const SITE_NAME = 'Undersigned'
