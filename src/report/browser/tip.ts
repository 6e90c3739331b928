/** The values beside the pointer: one element for the whole page. Text only; nothing that a page wrote becomes markup. */
const element = document.createElement('div')
element.className = 'tip'
element.setAttribute('aria-hidden', 'true')
element.hidden = true

const GAP = 14

/** Shows values near a place of the window, kept inside of it. */
export function showTip(pairs: readonly (readonly [string, string])[], x: number, y: number): void {
  if (!element.isConnected) document.body.append(element)
  element.replaceChildren(
    ...pairs.map(([name, value]) => {
      const row = document.createElement('div')
      const label = document.createElement('span')
      label.textContent = name
      const text = document.createElement('b')
      text.textContent = value
      row.append(label, text)
      return row
    }),
  )
  element.hidden = false
  const { width, height } = element.getBoundingClientRect()
  const [right, bottom] = [document.documentElement.clientWidth, window.innerHeight]
  element.style.left = `${Math.max(4, x + GAP + width > right ? x - GAP - width : x + GAP)}px`
  element.style.top = `${Math.max(4, y + GAP + height > bottom ? y - GAP - height : y + GAP)}px`
}

export function hideTip(): void {
  element.hidden = true
}
