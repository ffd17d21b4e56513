/** A partner's page, with the same list of names on it in each of the ways to have it there. */
import { printedName, type SignedLetter } from '../../../src/letter/schema.ts'
import { escapeXml } from '../../../src/page/xml.ts'
import type { Sought } from './visit.ts'

/** Names that the widget, its iframe and the tables begin with; the rest is behind a button. */
const FIRST = 50

export type Page = { name: string; html: string; sought: Sought }

/** `list` stands between the partner's own words; `head` is what its documentation puts there. */
const partner = (list: string, head = ''): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>A partner</title>
<link rel="icon" href="data:,">
<style>body { margin: 0 auto; max-width: 40rem; padding: 1rem; font: 1rem/1.5 sans-serif }</style>
${head}
</head>
<body>
<h1>We have signed</h1>
<p>Our organisation has joined others in an open letter. We have worked on this question for many years, with people whom
it concerns every day, and we are glad not to be alone with it. What the letter asks for is little, and it is overdue.</p>
<p>These are all who signed:</p>
${list}
<h2>What you can do</h2>
<p>Read the letter, tell others about it, and write to your representatives. We have put together what is good to know
before you do, and we answer questions.</p>
<footer><p>Contact us by post or by telephone, on workdays from nine to five.</p></footer>
</body>
</html>
`

const firstNames = ({ signatories }: SignedLetter): string[] => signatories.slice(0, FIRST).map(printedName)

/** The least that can put a list where a script tag is: the names and these lines, with no style, and nothing to search or open. */
export const scriptByHand = (letter: SignedLetter): string => `{
const list = document.createElement('ol')
for (const name of ${JSON.stringify(firstNames(letter))}) {
  const item = document.createElement('li')
  item.append(name)
  list.append(item)
}
document.currentScript.after(list)
}`

/**
 * @param letters the origin of the letters
 * @param cdn the origin under which the packages in `node_modules` are, as on a CDN of npm's packages, and the scripts by hand
 */
export const partnerPages = (letter: SignedLetter, letters: string, cdn: string): Page[] => {
  const { slug, signatories } = letter
  const all = signatories.map(printedName)
  const first = firstNames(letter)
  const widget = `<script async src="${letters}/widget/${slug}.js" style="display:block;height:0;padding-bottom:${slug === 'a-thousand' ? 160 : 60}em"></script>`
  const items = { host: 'signatory-list', item: '[part=item]', names: first }
  const json = `${letters}/v1/letters/${slug}/signatories`
  // As the widget does: search and pages only for a list that is long.
  const isLong = signatories.length > 20
  return [
    // The floor: nothing can be faster than what is in the page already.
    {
      name: 'HTML by hand',
      html: partner(
        `<h3>Signed by ${all.length}</h3>\n<ol>\n${all.map((name) => `<li>${escapeXml(name)}</li>\n`).join('')}</ol>`,
      ),
      sought: { item: 'ol > li', names: all },
    },
    // The floor of what a script brings: it is asked for only once the page is there.
    {
      name: 'a script by hand',
      html: partner(`<script async src="${cdn}/by-hand/${slug}.js"></script>`),
      sought: { item: 'ol > li', names: first },
    },
    { name: 'our widget, one line', html: partner(widget), sought: items },
    {
      name: 'our widget, preloaded, room kept',
      html: partner(
        `<signatory-list letter="${slug}"></signatory-list>`,
        `<script async type="module" src="${letters}/widget.js"></script>
<link rel="preload" as="fetch" crossorigin referrerpolicy="no-referrer" href="${json}?widget=en">
<style>signatory-list { display: block; min-block-size: 60rem }</style>`,
      ),
      sought: items,
    },
    {
      name: 'our iframe',
      html: partner(
        `<iframe src="${letters}/embed/${slug}" title="Who signed" height="600" style="width: 100%; border: 0" loading="lazy"></iframe>`,
      ),
      sought: { item: '[part=item]', names: first },
    },
    // What a webmaster would use without us: tables that read JSON by themselves, from a script tag, with no build and no
    // framework, under the MIT licence. Of those Grid.js is the smallest that we found, DataTables the most used. Each is
    // put in as its documentation has it, and asks our API for the names that the widget asks for.
    {
      name: 'Grid.js',
      html: partner(
        `<div id="names"></div>
<script src="${cdn}/gridjs/dist/gridjs.umd.js"></script>
<script>
new gridjs.Grid({
  columns: ['No.', 'Name'],
  search: ${isLong},
  pagination: ${isLong} && { limit: ${FIRST} },
  server: { url: '${json}', then: (list) => list.signatories.map((one) => [one.position, one.printed_as]) },
}).render(document.getElementById('names'))
</script>`,
        `<link rel="stylesheet" href="${cdn}/gridjs/dist/theme/mermaid.min.css">`,
      ),
      sought: { item: '#names tbody tr', names: first },
    },
    {
      name: 'DataTables',
      html: partner(
        `<table id="names"></table>
<script src="${cdn}/datatables.net/js/dataTables.min.js"></script>
<script>
new DataTable('#names', {
  ajax: { url: '${json}', dataSrc: 'signatories', cache: true },
  columns: [{ data: 'position', title: 'No.' }, { data: 'printed_as', title: 'Name' }],
  searching: ${isLong},
  paging: ${isLong},
  pageLength: ${FIRST},
})
</script>`,
        `<link rel="stylesheet" href="${cdn}/datatables.net-dt/css/dataTables.dataTables.min.css">`,
      ),
      sought: { item: '#names tbody tr', names: first },
    },
  ]
}
