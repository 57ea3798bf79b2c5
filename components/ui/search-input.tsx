import { Search } from 'lucide-react'
import Form from 'next/form'
import { Button } from './button'
import { Input } from './input'

type SearchInputProps = {
  /** The address without its query; the form adds `?name=…`. */
  action: string
  name?: string
  label: string
  defaultValue?: string
  /** Other state of the URL that the search keeps. */
  keep?: Record<string, string | undefined>
}

/** A search that is a GET form: what is looked for stands in the URL. */
export function SearchInput({ action, name = 'search', label, defaultValue, keep = {} }: SearchInputProps) {
  return (
    <Form action={action} role="search" className="flex min-w-0 flex-1 basis-60 gap-2 sm:max-w-80">
      {Object.entries(keep).map(([key, value]) =>
        value === undefined ? null : <input key={key} type="hidden" name={key} value={value} />,
      )}
      <div className="relative min-w-0 flex-1">
        <Search
          aria-hidden="true"
          className="pointer-events-none absolute top-1/2 left-2 size-4 -translate-y-1/2 text-ink-3"
        />
        <Input
          type="search"
          name={name}
          aria-label={label}
          placeholder={label}
          // A new search replaces what was typed before.
          key={defaultValue}
          defaultValue={defaultValue}
          maxLength={254}
          className="pl-8 text-ellipsis"
        />
      </div>
      <Button type="submit">Search</Button>
    </Form>
  )
}
