/** What people come to the reference for, from beginning to end. A test runs the code. */
import type { Child } from '../../../page/jsx-runtime.ts'
import type { Sample } from './samples.ts'

export type Recipe = { id: string; title: string; text: Child; samples: Sample[]; after?: Child }

const curl = (code: string): Sample => ({ language: 'sh', name: 'curl', code })
const js = (code: string): Sample => ({ language: 'js', name: 'JavaScript', code })
const python = (code: string): Sample => ({ language: 'python', name: 'Python', code })
const r = (code: string): Sample => ({ language: 'r', name: 'R', code })

/** @param slug of a letter that this deployment has */
export const recipesFor = (origin: string, slug: string): Recipe[] => {
  const letter = `${origin}/v1/letters/${slug}`
  const page = `${origin}/letters/${slug}`
  return [
    {
      id: 'recipe-count',
      title: 'Show how many signed',
      text: (
        <p>
          As a picture that needs no script, the badge: its number is never more than some minutes old. As a
          number in your own words: <code>signatories.count</code> of the letter.
        </p>
      ),
      samples: [
        {
          language: 'html',
          name: 'HTML',
          code: `<a href="${page}"><img src="${page}/badge.svg" alt="Who signed"></a>`,
        },
        js(`const { signatories } = await (await fetch('${letter}')).json()
console.log(signatories.count)`),
        python(`import json
from urllib.request import urlopen

with urlopen("${letter}") as response:
    print(json.load(response)["signatories"]["count"])`),
        r(`library(jsonlite)

print(fromJSON(url("${letter}"))$signatories$count)`),
      ],
    },
    {
      id: 'recipe-spreadsheet',
      title: 'Have the list in a spreadsheet that refreshes',
      text: (
        <>
          <p>
            With <code>spreadsheet=1</code> no field is taken for a formula. In Google Sheets, put the first
            line into a cell; Sheets asks again by itself, about every hour. In Excel, choose{' '}
            <i>Data, From Web</i> and paste the second; <i>Properties</i> of the query says how often it
            refreshes. In LibreOffice Calc, <i>Sheet, External Links</i> takes it, too, with{' '}
            <i>Update every</i>.
          </p>
        </>
      ),
      samples: [
        {
          language: 'text',
          name: 'Spreadsheet',
          code: `=IMPORTDATA("${page}/signatories.csv?spreadsheet=1")
${page}/signatories.csv?bom=1&spreadsheet=1`,
        },
        curl(`curl -sSL '${page}/signatories.csv'`),
        js(`const text = await (await fetch('${page}/signatories.csv')).text()
console.log(text.split('\\r\\n')[0])`),
        python(`import csv, io
from urllib.request import urlopen

with urlopen("${page}/signatories.csv") as response:
    for row in csv.DictReader(io.TextIOWrapper(response, "utf-8", newline="")):
        print(row["name"])`),
        // The country NA is Namibia.
        r(`list <- read.csv(
  url("${page}/signatories.csv"),
  encoding = "UTF-8", colClasses = "character", na.strings = ""
)
print(list$name)`),
      ],
    },
    {
      id: 'recipe-cite',
      title: 'Cite a letter so that the citation never changes',
      text: (
        <p>
          A revision’s id is the hash of the letter with everyone who signed it, so its address gives the same
          for ever. BibTeX and CSL-JSON name it; in prose, link to the page of the revision.
        </p>
      ),
      samples: [
        curl(`curl -sSL '${page}/cite.bib'`),
        js(`const { revision } = await (await fetch('${letter}')).json()
console.log(\`${page}/revisions/\${revision}\`)`),
        python(`import json
from urllib.request import urlopen

with urlopen("${letter}") as response:
    revision = json.load(response)["revision"]
print("${page}/revisions/" + revision)`),
        r(`library(jsonlite)

revision <- fromJSON(url("${letter}"))$revision
print(paste0("${page}/revisions/", revision))`),
      ],
    },
    {
      id: 'recipe-watch',
      title: 'Watch for changes',
      text: (
        <p>
          A feed reader takes <code>{`${page}/feed.atom`}</code>. A program asks with the entity tag that it
          was given: 304 means that nothing changed, and costs next to nothing. Once in ten minutes is enough.
        </p>
      ),
      samples: [
        curl(`curl -sSL --etag-save letter.etag --etag-compare letter.etag -o letter.json -w '%{http_code}\\n' '${letter}'
curl -sSL --etag-save letter.etag --etag-compare letter.etag -o letter.json -w '%{http_code}\\n' '${letter}'`),
        js(`const first = await fetch('${letter}')
const headers = { 'If-None-Match': first.headers.get('ETag') }
const second = await fetch('${letter}', { headers })
console.log(second.status === 304 ? 'as before' : 'changed')`),
        python(`from urllib.error import HTTPError
from urllib.request import Request, urlopen

with urlopen("${letter}") as first:
    tag = first.headers["ETag"]
try:
    urlopen(Request("${letter}", headers={"If-None-Match": tag}))
    print("changed")
except HTTPError as answer:
    if answer.code != 304:
        raise
    print("as before")`),
        r(`headers <- curlGetHeaders("${letter}")
tag <- trimws(sub("^[^:]*:", "", grep("^etag:", headers, ignore.case = TRUE, value = TRUE)))
again <- url("${letter}", headers = c("If-None-Match" = tag))
print(if (length(readLines(again, warn = FALSE)) == 0) "as before" else "changed")`),
      ],
      after: (
        <p>
          Whoever runs this deployment can also have an address of yours told of each change, by a webhook.
        </p>
      ),
    },
    {
      id: 'recipe-signed',
      title: 'Find out whether somebody signed',
      text: (
        <p>
          <code>q</code> finds words by their beginning, in any case and without accents, so look at the names
          that come back: two people may share one. Nobody found means that nobody of that name stands behind
          the letter now; <code>status=all</code> finds those who withdrew, too.
        </p>
      ),
      samples: [
        curl(`curl -sSL -G '${letter}/signatories' --data-urlencode 'q=amnesty international'`),
        js(`const query = new URLSearchParams({ q: 'amnesty international' })
const { signatories } = await (await fetch(\`${letter}/signatories?\${query}\`)).json()
console.log(signatories.map(({ printed_as }) => printed_as))`),
        python(`import json
from urllib.parse import urlencode
from urllib.request import urlopen

query = urlencode({"q": "amnesty international"})
with urlopen("${letter}/signatories?" + query) as response:
    print([each["printed_as"] for each in json.load(response)["signatories"]])`),
        r(`library(jsonlite)

query <- URLencode("amnesty international", reserved = TRUE)
found <- fromJSON(url(paste0("${letter}/signatories?q=", query)))
print(found$signatories$printed_as)`),
      ],
    },
  ]
}
