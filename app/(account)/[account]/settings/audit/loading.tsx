import { SettingsSkeleton } from '@/components/settings/settings-skeleton'

export default SettingsSkeleton
