/** Where a deployment lists its letters. `origin` is `https://host` with no slash at its end, here and below. */
export const siteAddresses = (origin: string) => ({
  /** `query` is a query string with its question mark, or nothing. */
  page: `${origin}/`,
  json: `${origin}/v1/letters`,
  /** All letters whole, in one file. */
  dump: `${origin}/v1/dump.jsonl`,
  /** `extension`: `atom` or `json`. */
  feed: (extension: string) => `${origin}/feed.${extension}`,
})

/** Where signatories of all letters are searched. `query` is a query string with its question mark, or nothing. */
export const searchAddresses = (origin: string, query = '') => ({
  json: `${origin}/v1/signatories${query}`,
  page: `${origin}/signatories${query}`,
})

/** Where a letter is found, as absolute URLs. */
export const addresses = (origin: string, slug: string) => {
  const page = `${origin}/letters/${slug}`
  const json = `${origin}/v1/letters/${slug}`
  return {
    page,
    /** The page in one language: the original has the short address, a translation names its language. */
    pageIn: (language: string, { translations }: { translations: { language: string }[] }) =>
      language === translations[0]?.language ? page : `${page}/${language}`,
    builder: `${page}/embed`,
    badge: `${page}/badge.svg`,
    /** A picture for previews of links, by the name of its part. */
    preview: (name: string) => `${page}/preview/${name}.png`,
    json,
    /** `query` is a query string with its question mark, or nothing. */
    signatories: (query = '') => `${json}/signatories${query}`,
    signatory: (id: string) => `${json}/signatories/${id}`,
    counts: (by: string) => `${json}/counts?by=${by}`,
    /** The letter in another form, such as `md`. */
    as: (extension: string) => `${page}.${extension}`,
    csv: `${page}/signatories.csv`,
    jsonl: `${page}/signatories.jsonl`,
    dataPackage: `${page}/datapackage.json`,
    bundle: `${page}.bundle.zip`,
    /** `extension`: `atom` or `json`. */
    feed: (extension: string) => `${page}/feed.${extension}`,
    /** `extension`: `bib` or `json`. */
    cite: (extension: string) => `${page}/cite.${extension}`,
    revisions: `${json}/revisions`,
    history: `${page}/revisions`,
    revision: (id: string) => `${json}/revisions/${id}`,
    /** What changed between two revisions. */
    comparison: (before: string, after: string) => `${json}/compare/${before}...${after}`,
    revisionPage: (id: string) => `${page}/revisions/${id}`,
  }
}
