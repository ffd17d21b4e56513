/** Answers of forms and states of services: whether a row may be shown. In doubt, never a yes. */
import { foldWords, phrases } from './phrases.ts'

/** `yes` and `no` mean what their question makes of them; the others say it themselves. */
export type Answer = 'yes' | 'no' | 'shown' | 'hidden' | 'withdrawn'

const YES = phrases(
  'yes, y, true, ok, okay, x, checked, agree, agreed, i agree, i consent, i do, of course, sure, no objection, no objections, no problem, on, oui, vrai, d accord, j accepte, je consens, pas d objection, coche, si, verdadero, acepto, de acuerdo, marcado, sim, s, verdadeiro, aceito, concordo, autorizo, ja, wahr, einverstanden, ich stimme zu, keine einwande, angekreuzt, gerne, да, истина, согласен, согласна, не возражаю, نعم, صحيح, أوافق, موافق, 是, 是的, 同意, 可以, 真',
)
const NO = phrases(
  'no, n, false, off, unchecked, never, i do not, i don t, non, faux, jamais, je refuse, falso, nao, nein, falsch, нет, ложь, не согласен, не согласна, لا, خطأ, لا أوافق, 否, 不, 不同意, 不可以, 假',
)
const SHOWN = phrases(
  'public, publicly, publish, published, show, shown, display, displayed, visible, listed, verified, confirmed, approved, accepted, active, valid, validated, complete, completed, live, moderated',
  'publique, publiquement, publier, publie, publiee, afficher, affiche, verifie, verifiee, confirme, confirmee, approuve, approuvee, valide, validee, actif, active',
  'publico, publica, publicado, publicada, publicar, mostrar, verificado, verificada, confirmado, confirmada, aprobado, aprobada, aprovado, aprovada, activo, ativo, ativa, visivel',
  'offentlich, veroffentlicht, veroffentlichen, sichtbar, anzeigen, bestatigt, verifiziert, freigegeben, genehmigt, aktiv',
  'публично, публичный, опубликовано, открыто, открытый, показывать, подтверждено, подтвержден, проверено, одобрено, активен, علني, عام, منشور, مؤكد, موثق, معتمد, ظاهر, مقبول, 公开, 公開, 显示, 已验证, 已确认, 已批准, 已发布, 通过, 已通过',
)
const HIDDEN = phrases(
  'private, privately, anonymous, anonymously, hidden, hide, unlisted, confidential, secret, pending, rejected, refused, declined, spam, unverified, unconfirmed, not verified, not confirmed, not public, unpublished, deleted, draft, bounced, invalid, banned, blocked, awaiting, waiting, test, incomplete, inactive, unapproved, disapproved, trash, trashed, archived, new',
  'prive, privee, anonyme, anonymement, cache, cachee, masque, masquee, confidentiel, en attente, rejete, rejetee, refuse, refusee, non verifie, non confirme, supprime, brouillon',
  'privado, privada, anonimo, anonima, anonimamente, oculto, oculta, pendiente, pendente, rechazado, rechazada, rejeitado, rejeitada, sin verificar, sin confirmar, nao verificado, eliminado, eliminada, borrador, rascunho, reservado',
  'privat, anonym, verborgen, versteckt, ausgeblendet, vertraulich, geheim, ausstehend, offen, abgelehnt, unbestatigt, nicht bestatigt, nicht offentlich, geloscht, entwurf',
  'приватно, частный, скрыто, скрыт, анонимно, анонимный, ожидает, отклонено, отклонен, не подтверждено, удалено, черновик, خاص, سري, مخفي, مجهول, معلق, قيد الانتظار, مرفوض, محذوف, غير مؤكد, غير علني, 私密, 隐藏, 匿名, 保密, 不公开, 待审核, 未验证, 未确认, 拒绝, 已拒绝, 已删除, 草稿',
)
const WITHDRAWN = phrases(
  'withdrawn, withdrew, retracted, revoked, unsigned, opted out, removed, retire, retiree, retirado, retirada, zuruckgezogen, widerrufen, отозвано, отозван, отозвана, снято, مسحوب, انسحب, 撤回, 已撤回, 退出, 已撤销',
)
const NEGATION = phrases(
  'not, no, don t, do not, never, unless, pas, ne, non, sans, sin, nao, sem, nicht, kein, keine, ohne, не, без, لا, غير, بدون, 不, 未, 只, only, but, seulement, solo, apenas, nur, только, فقط',
)
const NO_OBJECTION = phrases(
  'no objection, no objections, no problem, pas d objection, keine einwande, не возражаю',
)

/** @returns undefined where the answer cannot be told, also for an empty one */
export const answerOf = (value: string): Answer | undefined => {
  if (/^[✓✔☑✅1]$|^\+$/u.test(value)) return 'yes'
  if (/^[✗✘☐❌0-]$/u.test(value)) return 'no'
  // Services write the moment at which it happened, and nothing where it did not.
  if (/^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}|$)/.test(value)) return 'yes'
  const folded = foldWords(value)
  if (folded === '') return undefined
  if (WITHDRAWN.is(folded)) return 'withdrawn'
  if (HIDDEN.is(folded)) return 'hidden'
  if (SHOWN.is(folded)) return 'shown'
  if (YES.is(folded) || NO_OBJECTION.begins(folded)) return 'yes'
  if (NO.is(folded) || NO.begins(folded)) return 'no'
  // “Yes, but not my affiliation” and “Not anonymous” are for a person to read.
  if (HIDDEN.isIn(folded))
    return NEGATION.isIn(folded) || YES.begins(folded) || SHOWN.isIn(folded) ? undefined : 'hidden'
  if (NEGATION.isIn(folded)) return undefined
  if (YES.begins(folded)) return 'yes'
  return SHOWN.isIn(folded) ? 'shown' : undefined
}

/** How many of a column's values have to be answers for it to be a column of answers. */
const SHARE = 1 / 3

export const areAnswers = (values: Iterable<string>): boolean => {
  let filled = 0
  let answers = 0
  for (const value of values) {
    if (value === '') continue
    filled++
    if (answerOf(value) !== undefined) answers++
  }
  return answers > 0 && answers >= filled * SHARE
}
