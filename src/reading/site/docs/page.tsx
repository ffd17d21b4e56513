/** The reference of the API as a page, from its OpenAPI document: what colleagues describe there is here by itself. */
import { type Child, raw } from '../../../page/jsx-runtime.ts'
import { layout } from '../../../page/layout.tsx'
import { site } from '../../../page/site.ts'
import { code } from '../code.tsx'
import { fieldsOf, nameIn, type Openapi, type Operation, type Parameter, rangeOf, typeOf } from './openapi.ts'
import { type Recipe, recipesFor } from './recipes.tsx'
import { type Sample, samplesFor } from './samples.ts'
import { TryIt } from './try-it.tsx'

/** The style and the script of this page alone. */
export type Own = { css: string; script: string }

/** What stands for what only a request knows. */
export type Example = { slug: string; revision: string }

type Shown = Omit<Operation, 'parameters'> & { path: string; parameters: Parameter[] }

const Samples = ({ of, name }: { of: Sample[]; name: string }) => (
  <div class="samples">
    {of.map((sample, index) => (
      <details name={name} open={index === 0}>
        <summary>{sample.name}</summary>
        <pre tabindex={0} data-language={sample.language}>
          <code>{sample.code}</code>
        </pre>
      </details>
    ))}
  </div>
)

const Term = ({
  id,
  name,
  about,
  children,
}: {
  id?: string
  name: string
  about: Child
  children: Child
}) => (
  <div>
    <dt id={id}>
      <code>{name}</code> <small>{about}</small>
    </dt>
    <dd>{children}</dd>
  </div>
)

const Parameters = ({ of }: { of: Parameter[] }) => (
  <dl>
    {of.map(({ name, in: where, description, required, schema, example }) => (
      <Term
        name={name}
        about={[
          where === 'path' ? 'in the path' : required ? 'required' : 'optional',
          typeOf(schema),
          ...rangeOf(schema),
        ].join(', ')}
      >
        {code(description)}
        {example !== undefined && (
          <>
            {' '}
            Such as <code>{example}</code>.
          </>
        )}
      </Term>
    ))}
  </dl>
)

const Recipes = ({ of }: { of: Recipe[] }) => (
  <section aria-labelledby="recipes">
    <h2 id="recipes">Recipes</h2>
    {of.map(({ id, title, text, samples, after }) => (
      <>
        <Heading id={id}>{title}</Heading>
        {text}
        <Samples of={samples} name={id} />
        {after}
      </>
    ))}
  </section>
)

/** A path, within which a line may be broken. */
const Path = ({ of }: { of: string }) => (
  <code>{of.split(/(?=\/|\.\.\.)/).map((part, index) => [index > 0 && <wbr />, part])}</code>
)

const Heading = ({ id, children }: { id: string; children: Child }) => (
  <h3 id={id}>
    <a href={`#${id}`}>{children}</a>
  </h3>
)

/** A tag's description is a sentence. */
const headingOf = ({ description }: Openapi['tags'][number]): string => description.replace(/\.$/, '')

/** Whether code that asks for it shows anything: not of pages, scripts and pictures. */
const isForPrograms = (type: string): boolean => !/html|javascript|^image|zip|spreadsheet/.test(type)

export const docsPage = (origin: string, openapi: Openapi, own: Own, { slug, revision }: Example): string => {
  const { info, tags, paths, components } = openapi
  const values: Record<string, string> = {
    slug,
    revision,
    before: revision,
    after: revision,
    id: 'wells-and-rivers',
    lang: 'fr',
    name: 'bad-query',
    file: `${slug}.js`,
    picture: 'name',
  }
  const resolve = (parameter: Parameter | { $ref: string }): Parameter | undefined =>
    '$ref' in parameter ? components.parameters[nameIn(parameter.$ref)] : parameter
  const operations: Shown[] = Object.entries(paths).map(([path, { get }]) => ({
    path,
    ...get,
    parameters: get.parameters.flatMap((each) => resolve(each) ?? []),
  }))
  const recipes = recipesFor(origin, slug)
  const addressOf = ({ path, 'x-sample': query }: Shown): string => {
    const filled = origin + path.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? name)
    return query === undefined ? filled : `${filled}?${query.replace('{page}', `${origin}/letters/${slug}`)}`
  }

  const Section = (operation: Shown) => {
    const { operationId, path, summary, description, parameters, responses } = operation
    const content = Object.entries(responses['200']?.content ?? {})
    const [type = '', { schema = {}, example } = {}] = content[0] ?? []
    const fields = fieldsOf(schema, components.schemas)
    return (
      <>
        <Heading id={operationId}>
          <code>GET {path}</code>
        </Heading>
        <p>
          {summary}. {code(description)}
        </p>
        {parameters.length > 0 && (
          <>
            <h4>Parameters</h4>
            <Parameters of={parameters} />
          </>
        )}
        {isForPrograms(type) && (
          <>
            <h4>Code</h4>
            <Samples
              of={samplesFor(addressOf(operation), type.endsWith('json'))}
              name={`code-${operationId}`}
            />
            {parameters.some(({ name }) => name === 'id') && (
              <p>
                <code>{values.id}</code> is of an example: take an id that the list gives.
              </p>
            )}
          </>
        )}
        <TryIt id={operationId} origin={origin} path={path} parameters={parameters} values={values} />
        <h4>Answer</h4>
        <p>{content.map(([media], index) => [index > 0 && ' or ', <code>{media}</code>])}</p>
        {fields.length > 0 && (
          <details>
            <summary>Each field of it</summary>
            <dl>
              {fields.map(({ name, schema, isOptional }) => (
                <Term name={name} about={`${typeOf(schema)}${isOptional ? ', optional' : ''}`}>
                  {code(schema.description ?? '')}
                </Term>
              ))}
            </dl>
          </details>
        )}
        {example !== undefined && (
          <details>
            <summary>An example</summary>
            <pre tabindex={0}>{typeof example === 'string' ? example : JSON.stringify(example, null, 2)}</pre>
          </details>
        )}
        <details>
          <summary>Statuses: {Object.keys(responses).join(', ')}</summary>
          <dl>
            {Object.entries(responses).map(([status, response]) => {
              const { description = '' } =
                response.$ref === undefined ? response : (components.responses[nameIn(response.$ref)] ?? {})
              return (
                <Term name={status} about="">
                  {code(description)}
                </Term>
              )
            })}
          </dl>
        </details>
      </>
    )
  }

  return layout({
    origin,
    language: 'en',
    title: `API reference · ${site.name}`,
    description: 'Every address of this deployment, what it gives and how it can fail.',
    canonical: `${origin}/docs`,
    head: <style>{raw(own.css)}</style>,
    children: (
      <div class="docs">
        <h1>API reference</h1>
        <nav aria-label="Contents">
          <ul>
            <li>
              <a href="#begin">Begin here</a>
            </li>
            <li>
              <a href="#recipes">Recipes</a>
              <ul>
                {recipes.map(({ id, title }) => (
                  <li>
                    <a href={`#${id}`}>{title}</a>
                  </li>
                ))}
              </ul>
            </li>
            {tags.map((tag) => (
              <li>
                <a href={`#${tag.name}`}>{headingOf(tag)}</a>
                <ul>
                  {operations
                    .filter(({ tags }) => tags.includes(tag.name))
                    .map(({ operationId, path }) => (
                      <li>
                        <a href={`#${operationId}`}>
                          <Path of={path} />
                        </a>
                      </li>
                    ))}
                </ul>
              </li>
            ))}
            <li>
              <a href="#problems">When something is wrong</a>
            </li>
          </ul>
        </nav>
        <div>
          <section aria-labelledby="begin">
            <h2 id="begin">Begin here</h2>
            {info.description.split('\n\n').map((paragraph) => (
              <p>{code(paragraph)}</p>
            ))}
            <p>
              As a document for programs: <a href={`${origin}/v1/openapi.json`}>OpenAPI 3.1</a>
            </p>
          </section>
          <Recipes of={recipes} />
          {tags.map((tag) => (
            <section aria-labelledby={tag.name}>
              <h2 id={tag.name}>{headingOf(tag)}</h2>
              {operations
                .filter(({ tags }) => tags.includes(tag.name))
                .map((operation) => (
                  <Section {...operation} />
                ))}
            </section>
          ))}
          <section aria-labelledby="problems">
            <h2 id="problems">When something is wrong</h2>
            <p>
              The answer is a problem (RFC 9457), <code>application/problem+json</code>; on pages for people,
              a page that says the same.
            </p>
            <dl>
              {fieldsOf({ $ref: 'ProblemJson' }, components.schemas).map(({ name, schema, isOptional }) => (
                <Term name={name} about={`${typeOf(schema)}${isOptional ? ', optional' : ''}`}>
                  {code(schema.description ?? '')}
                </Term>
              ))}
            </dl>
          </section>
        </div>
        <script>{raw(own.script)}</script>
      </div>
    ),
  })
}
