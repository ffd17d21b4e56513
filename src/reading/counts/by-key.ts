/** The counts of a list by type or country, the most first, and of how many the list does not say it (`unknown`). */
export const byKey = <By extends 'country' | 'type'>(
  by: By,
  tally: Record<string, number>,
  count: number,
  nameOf?: (country: string) => string,
) => ({
  by,
  unknown: Object.values(tally).reduce((rest, number) => rest - number, count),
  counts: Object.entries(tally)
    .sort(([, a], [, b]) => b - a)
    .map(([key, count]) => ({ [by]: key, country_name: nameOf?.(key), count })),
})
