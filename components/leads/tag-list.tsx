import { Badge } from '@/components/ui/badge'

/** Tags side by side. */
export function TagList({ tags }: { tags: readonly string[] }) {
  return (
    <ul className="flex flex-wrap gap-1">
      {tags.map((tag) => (
        <li key={tag} className="max-w-full">
          <Badge>
            <span className="max-w-48 truncate" title={tag}>
              {tag}
            </span>
          </Badge>
        </li>
      ))}
    </ul>
  )
}
