/** FNV-1a, 32 bits: http://www.isthe.com/chongo/tech/comp/fnv/ */
export const fnv1a = (value: string): number => {
  let hash = 0x811c9dc5
  for (let i = 0; i < value.length; i++) hash = Math.imul(hash ^ value.charCodeAt(i), 0x01000193)
  return hash >>> 0
}
