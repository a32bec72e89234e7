/** What the backoffice left here to be said, in the language that was last spoken; marks that need no language until then. */
const texts = JSON.parse(localStorage.getItem('guildhall.offline') ?? '{}')
document.documentElement.lang = texts.language ?? 'en'
const put = (selector, text) => {
  document.querySelector(selector).textContent = text
}
if (texts.title) put('h1', texts.title)
put('p', texts.text ?? '⚠')
put('button', texts.retry ?? '↻')
document.querySelector('button').addEventListener('click', () => location.reload())
addEventListener('online', () => location.reload())
