/**
 * The script of the ledger: shows the rows that have all words of the search and the chosen verdict, says how many, and keeps both
 * in the address, so that a filtered ledger can be linked to. Without it the table is there in full and the controls are not.
 */
export const LEDGER_SCRIPT = `
const controls = document.querySelector('#controls')
const search = controls.querySelector('input')
const choice = controls.querySelector('select')
const count = controls.querySelector('output')
const rows = [...document.querySelectorAll('#claims tbody tr')].map((row) => [row, row.textContent.toLowerCase()])
const show = () => {
  const words = search.value.toLowerCase().split(/\\s+/).filter(Boolean)
  let shown = 0
  for (const [row, text] of rows) {
    const fits = (choice.value === '' || row.dataset.tone === choice.value) && words.every((word) => text.includes(word))
    row.hidden = !fits
    if (fits) shown++
  }
  count.textContent = shown + ' of ' + rows.length + ' claims'
}
const keep = () => {
  const asked = new URLSearchParams()
  if (search.value !== '') asked.set('q', search.value)
  if (choice.value !== '') asked.set('verdict', choice.value)
  history.replaceState(null, '', '#' + asked)
  show()
}
const read = () => {
  const asked = new URLSearchParams(location.hash.slice(1))
  search.value = asked.get('q') || ''
  choice.value = asked.get('verdict') || ''
  if (choice.selectedIndex < 0) choice.value = ''
  show()
}
search.addEventListener('input', keep)
choice.addEventListener('change', keep)
addEventListener('hashchange', read)
controls.hidden = false
read()
`
