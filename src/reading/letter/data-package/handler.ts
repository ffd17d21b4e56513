import { formatJson } from '../../../http/json.ts'
import { NoQuery } from '../../../http/query.ts'
import { fileHandler, originalView } from '../../files/file.ts'
import { readAsset } from '../../store/asset.ts'
import { COMMON, dataPackage, parseCommon } from './data-package.ts'

/** What the files of a letter's list are. */
export const dataPackageJson = fileHandler(NoQuery, () => ({
  type: 'application/json',
  variant: 'datapackage.json',
  suffix: '-datapackage.json',
  async render(letter, { io, origin }) {
    const [view, common] = await Promise.all([originalView(letter, origin, 0), readAsset(io, COMMON)])
    return formatJson(dataPackage(view, parseCommon(common).dataPackage))
  },
}))
