import clsx from 'clsx'

/** What opens behind a button, and a line in it: the same for menus and popovers. */
export const popupClass = clsx(
  'max-h-(--available-height) max-w-[calc(100vw-16px)] min-w-52 overflow-y-auto rounded-lg border border-control bg-paper p-1 text-ink shadow-pop outline-none',
  'transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0',
)

export const menuItemClass = clsx(
  'target flex w-full items-center gap-2 rounded-md px-2 py-1 text-left outline-none select-none [&_svg]:size-4 [&_svg]:shrink-0',
  'data-highlighted:bg-unchanged-tint data-disabled:cursor-not-allowed data-disabled:text-ink-3',
)
