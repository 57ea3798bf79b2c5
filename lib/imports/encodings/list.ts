/** The encodings a file may be in: the name by which facts and decoder know it, and what people read. */
export const encodings = [
  { name: 'utf-8', label: 'UTF-8' },
  { name: 'utf-16le', label: 'UTF-16 LE' },
  { name: 'utf-16be', label: 'UTF-16 BE' },
  { name: 'windows-1252', label: 'Western European (Windows-1252)' },
  { name: 'iso-8859-15', label: 'Western European (ISO-8859-15)' },
  { name: 'macroman', label: 'Western European (Mac OS Roman)' },
  { name: 'ibm850', label: 'Western European (DOS 850)' },
  { name: 'windows-1250', label: 'Central European (Windows-1250)' },
  { name: 'iso-8859-2', label: 'Central European (ISO-8859-2)' },
  { name: 'maccenteuro', label: 'Central European (Mac OS)' },
  { name: 'windows-1257', label: 'Baltic (Windows-1257)' },
  { name: 'windows-1251', label: 'Cyrillic (Windows-1251)' },
  { name: 'koi8-r', label: 'Cyrillic (KOI8-R)' },
  { name: 'koi8-u', label: 'Cyrillic (KOI8-U)' },
  { name: 'iso-8859-5', label: 'Cyrillic (ISO-8859-5)' },
  { name: 'windows-1253', label: 'Greek (Windows-1253)' },
  { name: 'iso-8859-7', label: 'Greek (ISO-8859-7)' },
  { name: 'windows-1254', label: 'Turkish (Windows-1254)' },
  { name: 'windows-1255', label: 'Hebrew (Windows-1255)' },
  { name: 'windows-1256', label: 'Arabic (Windows-1256)' },
  { name: 'windows-1258', label: 'Vietnamese (Windows-1258)' },
  { name: 'windows-874', label: 'Thai (Windows-874)' },
  { name: 'shift_jis', label: 'Japanese (Shift_JIS)' },
  { name: 'shift_jisx0213', label: 'Japanese (Shift_JISX0213)' },
  { name: 'euc-jp', label: 'Japanese (EUC-JP)' },
  { name: 'euc-jisx0213', label: 'Japanese (EUC-JISX0213)' },
  { name: 'iso-2022-jp', label: 'Japanese (ISO-2022-JP)' },
  { name: 'gb18030', label: 'Simplified Chinese (GB18030)' },
  { name: 'gbk', label: 'Simplified Chinese (GBK)' },
  { name: 'gb2312', label: 'Simplified Chinese (GB2312)' },
  { name: 'hz', label: 'Simplified Chinese (HZ)' },
  { name: 'big5', label: 'Traditional Chinese (Big5)' },
  { name: 'big5-hkscs', label: 'Traditional Chinese (Big5-HKSCS)' },
  { name: 'euc-kr', label: 'Korean (EUC-KR)' },
  { name: 'cp949', label: 'Korean (Windows-949)' },
  { name: 'johab', label: 'Korean (Johab)' },
  { name: 'iso-2022-kr', label: 'Korean (ISO-2022-KR)' },
] as const

export type EncodingName = (typeof encodings)[number]['name']

const labels = new Map<string, string>(encodings.map(({ name, label }) => [name, label]))

export function isEncoding(name: string): name is EncodingName {
  return labels.has(name)
}

/** What people read for an encoding; its name where the list does not have it. */
export function encodingLabel(name: string): string {
  return labels.get(name) ?? name
}
