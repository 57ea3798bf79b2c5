import clsx from 'clsx'

export type ButtonVariant = 'primary' | 'secondary' | 'danger' | 'quiet'
export type ButtonSize = 'base' | 'small'

const looks: Record<ButtonVariant, string> = {
  primary: 'border-primary bg-primary text-on-primary hover:opacity-85',
  secondary: 'border-control bg-paper text-ink hover:bg-paper-2',
  danger: 'border-danger bg-danger text-on-danger hover:opacity-85',
  quiet: 'border-transparent bg-transparent text-ink-2 hover:bg-paper-2 hover:text-ink',
}

/** The classes of a button, for a button, a link or a label that looks like one. */
export function buttonClass(variant: ButtonVariant = 'secondary', size: ButtonSize = 'base'): string {
  return clsx(
    'target inline-flex max-w-full items-center justify-center gap-2 rounded-md border text-center font-medium [text-wrap-style:balance]',
    'transition-[background-color,opacity,color] select-none [&_svg]:size-4 [&_svg]:shrink-0',
    'disabled:cursor-not-allowed disabled:opacity-55 aria-disabled:cursor-not-allowed aria-disabled:opacity-55',
    size === 'small' ? 'px-2 text-sm' : 'px-3 py-1 text-base',
    looks[variant],
  )
}
