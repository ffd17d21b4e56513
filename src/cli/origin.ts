import { WrongUsage } from './command.ts'

/** A deployment's address, without a slash at its end. @throws WrongUsage */
export const originOf = (url: string): string => {
  const parsed = URL.parse(url)
  if (parsed === null || !/^https?:$/.test(parsed.protocol)) {
    throw new WrongUsage(
      `--url ${url} is not a web address; write for example --url https://letters.example.org`,
    )
  }
  return parsed.origin
}
