/** `signing` in a letter's front matter. */
import { isMap, isScalar, isSeq, type ParsedNode } from 'yaml'
import { didYouMean } from '../letter/nearest.ts'
import { isOpen, MODERATION, SIGNING_FIELDS, type Signing, WHO } from '../letter/signing.ts'
import { type Advice, checkDate } from './advice.ts'

const KEYS = ['who', 'closes', 'goal', 'moderation', 'fields'] as const

/** Is told of what is wrong, or may be, at an offset of the YAML. */
type Say = (offset: number, message: string, hint: string) => void

const startOf = (node: ParsedNode | null | undefined, fallback: number): number => {
  const start = node?.range[0] ?? 0
  return start === 0 ? fallback : start
}

const textOf = (node: ParsedNode | null): string | undefined =>
  isScalar(node) ? String(node.value ?? '').trim() : undefined

const choice = (what: string, words: readonly string[]) => (value: string | undefined) =>
  value !== undefined && words.includes(value)
    ? undefined
    : {
        message: value === undefined ? `${what} is not one word` : `there is no ${what} “${value}”`,
        hint: didYouMean(value ?? '', words),
      }

const checkGoal = (value: string | undefined): Advice | undefined =>
  /^[1-9]\d{0,8}$/.test(value ?? '')
    ? undefined
    : { message: 'goal is not a number of signatures', hint: 'write it in digits, from 1, such as 1000' }

const checkClosing = (value: string | undefined): Advice | undefined =>
  value === undefined ? { message: 'closes is not a day', hint: 'write it as YYYY-MM-DD' } : checkDate(value)

const CHECKS = {
  who: choice('who', WHO),
  moderation: choice('moderation', MODERATION),
  goal: checkGoal,
  closes: checkClosing,
}

/**
 * What stands under `signing`, as far as it is right; undefined where it cannot be used.
 *
 * @param at where the key stands
 * @param warn is told of a last day that is over
 */
export const readSigning = (
  node: ParsedNode | null,
  at: number,
  say: Say,
  warn: Say,
  now = Date.now(),
): Signing | undefined => {
  if (!isMap<ParsedNode, ParsedNode | null>(node)) {
    say(startOf(node, at), 'signing is not a list of keys and values', 'write below it, indented, who: both')
    return undefined
  }
  let isRight = true
  const refuse: Say = (offset, message, hint) => {
    isRight = false
    say(offset, message, hint)
  }
  const values: Partial<Record<keyof typeof CHECKS, string>> = {}
  const fields: Signing['fields'] = []
  for (const { key, value } of node.items) {
    const name = String(isScalar(key) ? key.value : '')
    const keyAt = startOf(key, at)
    const valueAt = startOf(value, keyAt)
    if (name === 'fields') {
      if (!isSeq<ParsedNode>(value)) {
        refuse(valueAt, 'fields is not a list', `write fields: [${SIGNING_FIELDS.join(', ')}], or fewer`)
        continue
      }
      for (const item of value.items) {
        const field = textOf(item)
        const advice = choice('field', SIGNING_FIELDS)(field)
        if (advice) refuse(startOf(item, valueAt), advice.message, advice.hint)
        else if (fields.some((each) => each === field))
          refuse(startOf(item, valueAt), `${field} is there twice`, 'keep one of them')
        else fields.push(field as Signing['fields'][number])
      }
      continue
    }
    if (!Object.hasOwn(CHECKS, name)) {
      refuse(keyAt, `there is no key “${name}” under signing`, didYouMean(name, KEYS))
      continue
    }
    const known = name as keyof typeof CHECKS
    const text = textOf(value)
    const advice =
      text === ''
        ? { message: `${name} is empty`, hint: 'write it, or delete the line' }
        : CHECKS[known](text)
    if (advice) refuse(valueAt, advice.message, advice.hint)
    else {
      values[known] = text ?? ''
      if (known === 'closes' && text !== undefined && !isOpen({ closes: text }, now))
        warn(
          valueAt,
          `signing closed on ${text}: nobody can sign any more`,
          'write a later day, or delete signing where it stays closed',
        )
    }
  }
  const { who, closes, goal, moderation = 'before' } = values
  if (!node.items.some(({ key }) => isScalar(key) && key.value === 'who'))
    refuse(
      at,
      'signing does not say who can sign',
      `add who: ${WHO.join(', ').replace(/, (?=\w+$)/, ' or ')}`,
    )
  if (!isRight) return undefined
  return {
    who: who as Signing['who'],
    ...(closes !== undefined && { closes }),
    ...(goal !== undefined && { goal: Number(goal) }),
    moderation: moderation as Signing['moderation'],
    fields,
  }
}
