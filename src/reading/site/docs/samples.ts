/** How to ask for an address in each language that the reference shows. A test runs all of it. */

export type Sample = { language: string; name: string; code: string }

/** @param isJson whether the answer is, and is read as such */
export const samplesFor = (address: string, isJson: boolean): Sample[] => [
  { language: 'sh', name: 'curl', code: `curl -sSL '${address}'` },
  {
    language: 'js',
    name: 'JavaScript',
    code: `const response = await fetch('${address}')
if (!response.ok) throw new Error(\`\${response.status}\`)
console.log(await response.${isJson ? 'json' : 'text'}())`,
  },
  {
    language: 'python',
    name: 'Python',
    code: isJson
      ? `import json
from urllib.request import urlopen

with urlopen("${address}") as response:
    print(json.load(response))`
      : `from urllib.request import urlopen

with urlopen("${address}") as response:
    print(response.read().decode())`,
  },
  {
    language: 'r',
    name: 'R',
    code: isJson
      ? `library(jsonlite)

answer <- fromJSON(url("${address}"))
str(answer)`
      : `answer <- readLines(url("${address}"), encoding = "UTF-8", warn = FALSE)
cat(answer, sep = "\\n")`,
  },
]
