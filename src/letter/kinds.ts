/**
 * What is of one of several kinds, and tells of which. This is `z.discriminatedUnion`, and `z.union` of what can be told
 * apart at a glance, without what comes along with them, two thirds of a KiB of the Worker.
 */
import type * as z from 'zod/mini'
import { ZodMiniType } from 'zod/mini'
import { $constructor, type $ZodUnionDef } from 'zod/v4/core'

type Schemas = readonly [z.ZodMiniType, ...z.ZodMiniType[]]

/** Which of the schemas a value is held to, whatever it is. */
type KindOf = (value: Record<string, unknown>) => z.ZodMiniType

const Kinds = $constructor<z.ZodMiniUnion, $ZodUnionDef & { kindOf: KindOf }>('Kinds', (schema, def) => {
  ZodMiniType.init(schema, def)
  schema._zod.parse = (payload, context) => def.kindOf(Object(payload.value))._zod.run(payload, context)
})

export const ofKinds = <const Options extends Schemas>(options: Options, kindOf: KindOf) =>
  new Kinds({ type: 'union', options, inclusive: false, kindOf }) as z.ZodMiniUnion<Options>

type Typed = z.ZodMiniObject<{ readonly type: z.ZodMiniLiteral<string> }>

/** Objects told apart by their `type`; one of no kind is held to the first. */
export const byType = <const Options extends readonly [Typed, ...Typed[]]>(...options: Options) =>
  ofKinds(
    options,
    ({ type }) => options.find(({ def: { shape } }) => shape.type._zod.values.has(`${type}`)) ?? options[0],
  )
