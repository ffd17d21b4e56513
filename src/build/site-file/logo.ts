/**
 * A logo: an SVG that draws and does nothing else. It is parsed as XML and written anew from what is allowed here, so that
 * no program which reads it otherwise than this one finds more in it.
 */
import { DOMParser, type Element, type Node, ParseError } from '@xmldom/xmldom'
import type { Diagnostic } from '../../editing/diagnostic.ts'
import { readText } from '../../editing/read-text.ts'
import { escapeXml } from '../../page/xml.ts'

const SVG = 'http://www.w3.org/2000/svg'
const XLINK = 'http://www.w3.org/1999/xlink'
const XML = 'http://www.w3.org/XML/1998/namespace'

/** In bytes: every first page that a reader opens loads it. */
const LARGEST = 65_536

/** What draws, in SVG 2 (https://www.w3.org/TR/SVG2/eltindex.html): neither scripts, nor links, nor animations, nor other files. */
const ELEMENTS = new Set(
  'svg g defs symbol use title desc path rect circle ellipse line polyline polygon text tspan textPath linearGradient radialGradient stop clipPath mask pattern marker filter feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence style'.split(
    ' ',
  ),
)

/** What leads nowhere but to a part of the file itself. */
const LOCAL = /^\s*#[\w.:-]+\s*$/

const WHAT_FOR: Record<string, [message: string, hint: string]> = {
  script: ['a script is not part of a logo', 'delete it'],
  image: ['a picture inside the logo is not part of it', 'draw it as paths: in most programs “trace”'],
  foreignObject: ['foreignObject is not part of a logo', 'turn its words into text or paths'],
  a: ['a link is not part of a logo', 'take its content out of it; the logo leads to the home page'],
}

/** What is wrong with CSS or a value that can hold `url()`. Escapes would hide one. */
const whyNoStyle = (css: string): string | undefined => {
  if (css.includes('\\')) return 'has a backslash, which could hide an address'
  const [rule] = /@(?!media\b)\w*/i.exec(css) ?? []
  if (rule !== undefined) return `has ${rule}, which could load something`
  const foreign = [...css.matchAll(/(?:url|src|image(?:-set)?)\s*\(\s*["']?([^"')]*)/gi)].find(
    ([, address = '']) => !LOCAL.test(address),
  )
  return foreign && `loads “${foreign[1]}”`
}

type Say = (node: Node, message: string, hint: string) => void

const writeAttributes = (element: Element, say: Say): string => {
  let written = ''
  for (const { name, localName, namespaceURI, value } of element.attributes) {
    // What drawing programs note for themselves, which draws nothing.
    if (namespaceURI !== null && namespaceURI !== XLINK && namespaceURI !== XML) continue
    if (namespaceURI === XML && localName !== 'space' && localName !== 'lang') continue
    if (namespaceURI === XLINK && localName !== 'href') continue
    if (/^on/i.test(name)) {
      say(element, `${name} would run a script`, 'delete it')
      continue
    }
    if (localName === 'href' && !LOCAL.test(value)) {
      say(
        element,
        `${name} leads to “${value}”, out of the file`,
        'refer to a part of the file, such as #shape',
      )
      continue
    }
    const wrong = whyNoStyle(value)
    if (wrong !== undefined) {
      say(element, `${name} ${wrong}`, 'delete it, or refer to a part of the file: url(#shade)')
      continue
    }
    written += ` ${namespaceURI === XLINK ? 'href' : name}="${escapeXml(value)}"`
  }
  return written
}

/** An element as it is served. */
const write = (element: Element, say: Say): string => {
  const name = element.localName ?? ''
  // As above.
  if (element.namespaceURI !== SVG || name === 'metadata') return ''
  if (!ELEMENTS.has(name)) {
    const [message, hint] = WHAT_FOR[name] ?? [`<${name}> is not part of a logo`, 'delete it']
    say(element, message, hint)
    return ''
  }
  let content = ''
  for (const child of element.childNodes) {
    if (child.nodeType === 1) content += write(child as Element, say)
    else if (child.nodeType === 3 || child.nodeType === 4) content += escapeXml(child.nodeValue ?? '')
  }
  const wrong = name === 'style' ? whyNoStyle(element.textContent ?? '') : undefined
  if (wrong !== undefined) say(element, `the style ${wrong}`, 'delete that')
  return `<${name}${writeAttributes(element, say)}>${content}</${name}>`
}

/** The drawing itself as it is served, or everything that is wrong with it. */
export const readLogo = (file: string, bytes: Uint8Array): { svg?: string; problems: Diagnostic[] } => {
  const problems: Diagnostic[] = []
  const sayAt = (line: number, column: number, message: string, hint: string) =>
    problems.push({ file, line, column, message, hint })
  if (bytes.length > LARGEST) {
    sayAt(
      1,
      1,
      `the logo takes ${Math.ceil(bytes.length / 1024)} KiB`,
      `simplify it to ${LARGEST / 1024} KiB or less`,
    )
    return { problems }
  }
  const read = readText(file, bytes)
  if ('problem' in read) return { problems: [read.problem] }
  const { text } = read
  const doctype = text.search(/<!(?:DOCTYPE|ENTITY)/i)
  if (doctype >= 0) {
    sayAt(text.slice(0, doctype).split('\n').length, 1, 'a DOCTYPE is not part of a logo', 'delete it')
    return { problems }
  }
  const say: Say = (node, message, hint) => sayAt(node.lineNumber ?? 1, node.columnNumber ?? 1, message, hint)
  let broken = ''
  try {
    const onError = (_: string, message: string): never => {
      broken ||= message
      throw new ParseError(message)
    }
    const root = new DOMParser({ onError }).parseFromString(text, 'image/svg+xml').documentElement
    if (root?.localName !== 'svg' || root.namespaceURI !== SVG) {
      sayAt(1, 1, 'this is no SVG', `begin it with <svg xmlns="${SVG}">`)
      return { problems }
    }
    const written = write(root, say)
    if (!root.hasAttribute('viewBox') && !(root.hasAttribute('width') && root.hasAttribute('height')))
      say(root, 'the drawing has no size', 'give the svg element a viewBox')
    if (problems.length > 0) return { problems }
    return { svg: written.replace(/^<svg/, `<svg xmlns="${SVG}"`), problems }
  } catch (error) {
    if (!(error instanceof ParseError)) throw error
    const { lineNumber = 1, columnNumber = 1 } = (error.locator ?? {}) as {
      lineNumber?: number
      columnNumber?: number
    }
    sayAt(
      lineNumber,
      columnNumber,
      `this is not XML: ${broken || error.message}`,
      'export the drawing as plain SVG',
    )
    return { problems }
  }
}
