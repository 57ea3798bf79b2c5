import Form from 'next/form'
import { Button, ButtonLink } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Select } from '@/components/ui/select'
import { auditSubjects } from '@/lib/audit/sentence'

type AuditFilterProps = {
  action: string
  subject?: string
  userId?: string
  people: readonly { id: string; name: string; email: string }[]
}

/** A GET form: what is looked for stands in the URL. */
export function AuditFilter({ action, subject, userId, people }: AuditFilterProps) {
  return (
    <Form action={action} className="flex flex-wrap items-end gap-3 max-sm:w-full">
      <div className="min-w-48 max-sm:w-full">
        <Field id="subject" label="About">
          {(control) => (
            <Select {...control} name="subject" key={subject} defaultValue={subject ?? ''}>
              <option value="">Everything</option>
              {Object.entries(auditSubjects).map(([key, { label }]) => (
                <option key={key} value={key}>
                  {label}
                </option>
              ))}
            </Select>
          )}
        </Field>
      </div>
      <div className="min-w-48 max-sm:w-full">
        <Field id="person" label="By">
          {(control) => (
            <Select {...control} name="person" key={userId} defaultValue={userId ?? ''}>
              <option value="">Everybody</option>
              {people.map(({ id, name, email }) => (
                <option key={id} value={id}>
                  {name} ({email})
                </option>
              ))}
            </Select>
          )}
        </Field>
      </div>
      <Button type="submit">Show</Button>
      {subject || userId ? <ButtonLink href={action}>Clear filters</ButtonLink> : null}
    </Form>
  )
}
