/** Domains of mail that say something of those who use them. */

/** Providers that so many people use that many sign-ons from one are no flood. */
const LARGE = new Set(
  `gmail.com googlemail.com outlook.com hotmail.com hotmail.co.uk hotmail.fr live.com msn.com yahoo.com yahoo.co.uk
  yahoo.fr yahoo.co.in ymail.com aol.com icloud.com me.com mac.com proton.me protonmail.com pm.me gmx.de gmx.net gmx.at
  gmx.ch web.de t-online.de freenet.de mailbox.org posteo.de orange.fr wanadoo.fr free.fr laposte.net sfr.fr libero.it
  btinternet.com sky.com comcast.net mail.ru yandex.ru yandex.com bk.ru list.ru inbox.ru ukr.net i.ua qq.com 163.com
  126.com sina.com foxmail.com naver.com daum.net uol.com.br bol.com.br terra.com.br rediffmail.com fastmail.com
  tutanota.com tuta.io zoho.com riseup.net`.split(/\s+/),
)

/** Some of those whose addresses are gone in minutes: for a moderator to know, for they are also used by the careful. */
const DISPOSABLE = new Set(
  `mailinator.com guerrillamail.com guerrillamail.info sharklasers.com 10minutemail.com temp-mail.org tempmail.com
  tempmailo.com yopmail.com yopmail.fr throwawaymail.com trashmail.com trashmail.de maildrop.cc getnada.com
  dispostable.com mintemail.com mohmal.com fakeinbox.com emailondeck.com moakt.com tempail.com burnermail.io
  spamgourmet.com mytemp.email wegwerfmail.de einwegmail.de muellmail.com byom.de discard.email`.split(/\s+/),
)

export const isLargeProvider = (domain: string): boolean => LARGE.has(domain)
export const isDisposable = (domain: string): boolean => DISPOSABLE.has(domain)
