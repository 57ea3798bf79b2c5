import { expect, test } from 'vitest'
import { browserOf } from './browser-of'

test('names browser and system as people do', () => {
  const chrome =
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/153.0 Safari/537.36'
  expect(browserOf(chrome)).toBe('Chrome on Linux')
  expect(browserOf(`${chrome.replace('X11; Linux x86_64', 'Windows NT 10.0')} Edg/153`)).toBe(
    'Edge on Windows',
  )
  expect(browserOf('Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19 Safari/604.1')).toBe(
    'Safari on iPhone',
  )
  expect(browserOf('curl/8.5')).toBe('Unknown browser')
  expect(browserOf(null)).toBe('Unknown browser')
})
