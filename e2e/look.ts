import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

const wcag = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
/** What a narrow screen can change; the rest was looked at before. */
const ofNarrow = ['target-size', 'color-contrast', 'scrollable-region-focusable', 'nested-interactive']
const narrow = { width: 320, height: 640 }

/**
 * Holds the page, in the state it is in, against WCAG 2.2 AA in light and in dark and on a screen of 320 px, where
 * it must not scroll sideways. Goes on after a fault, so that one run names them all.
 */
export async function looksRight(page: Page, state: string): Promise<void> {
  const wide = page.viewportSize()
  await expect(page).toHaveTitle(/./)
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    expect.soft(await violations(page), `${state}, ${colorScheme}`).toEqual([])
  }
  await page.setViewportSize(narrow)
  expect.soft(await tooWide(page), `${state}, 320 px: what sticks out`).toEqual([])
  expect.soft(await labelsAlone(page), `${state}, 320 px: labels of cells that say nothing`).toEqual([])
  expect.soft(await violations(page, ofNarrow), `${state}, 320 px`).toEqual([])
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  if (wide) await page.setViewportSize(wide)
}

/**
 * What axe finds, one line each. Left out: the mail in the outbox, which mail programs bend as they like, and the
 * invisible stops around an open menu, from which Base UI hands the focus on.
 */
async function violations(page: Page, rules?: string[]): Promise<string[]> {
  const axe = new AxeBuilder({ page })
    .exclude('iframe[title="The mail as HTML"]')
    .exclude('[data-base-ui-focus-guard]')
    // Without a second window for the results of other sites' frames: we have none.
    .setLegacyMode()
  const { violations } = await (rules ? axe.withRules(rules) : axe.withTags(wcag)).analyze()
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${help} – ${target.join(' ')} – ${failureSummary}`),
  )
}

/** The elements that make the page scroll sideways; empty when it does not. */
async function tooWide(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement
    if (scrollWidth <= clientWidth) return []
    const out = [...document.querySelectorAll('body *')].filter(
      (element) => element.getBoundingClientRect().right > clientWidth + 0.5,
    )
    return [
      `${scrollWidth - clientWidth} px`,
      ...out.slice(-3).map((element) => element.outerHTML.slice(0, 160)),
    ]
  })
}

/** Stacked cells that show their label and nothing beside it. */
async function labelsAlone(page: Page): Promise<(string | undefined)[]> {
  return page.evaluate(() => {
    const cells = [...document.querySelectorAll<HTMLElement>('td[data-label]')]
    const says = (cell: HTMLElement) =>
      cell.textContent.trim() !== '' || cell.querySelector('input, select, svg')
    return cells.filter((cell) => cell.checkVisibility() && !says(cell)).map((cell) => cell.dataset.label)
  })
}
