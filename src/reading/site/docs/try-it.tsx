import { type Parameter, rangeOf, typeOf } from './openapi.ts'

/** What is in the form's field before anybody writes into it. */
type Values = Record<string, string>

const Field = ({
  id,
  name,
  in: where,
  required,
  schema,
  example,
  values,
}: Parameter & { id: string; values: Values }) => {
  const isPath = where === 'path'
  // What the path is made of only a script can put there: without a name it is not sent.
  const own = isPath
    ? { id, 'data-part': name, value: values[name] ?? '', required: true }
    : { id, name, required }
  const choices = schema.enum?.map(String)
  return (
    <div class="field" hidden={isPath}>
      <label for={id}>{name}</label>
      {choices ? (
        <select {...own}>
          <option value="">{schema.default === undefined ? 'any' : `${schema.default} (left out)`}</option>
          {choices
            .filter((choice) => choice !== schema.default)
            .map((choice) => (
              <option value={choice}>{choice}</option>
            ))}
        </select>
      ) : (
        <input
          {...own}
          type={schema.type === 'integer' ? 'number' : 'text'}
          min={schema.minimum}
          max={schema.type === 'integer' ? schema.maximum : undefined}
          placeholder={isPath ? undefined : String(example ?? rangeOf(schema)[0] ?? typeOf(schema))}
          autocomplete="off"
          spellcheck="false"
        />
      )}
    </div>
  )
}

/** A form that asks for the address. With the script beside it, it shows the answer in place; without, it leads there. */
export const TryIt = ({
  id,
  origin,
  path,
  parameters,
  values,
}: {
  /** Of the operation. */
  id: string
  origin: string
  path: string
  parameters: Parameter[]
  values: Values
}) => (
  <details class="try">
    <summary>Try it</summary>
    <form
      method="get"
      action={origin + path.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? name)}
      data-path={path}
    >
      {parameters.map((parameter) => (
        <Field {...parameter} id={`${id}-${parameter.name}`} values={values} />
      ))}
      <button type="submit">
        Send <code>GET</code>
      </button>
    </form>
  </details>
)
