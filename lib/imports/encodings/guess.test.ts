import iconv from 'iconv-lite'
import { expect, test } from 'vitest'
import { decodeAll } from './decoder'
import { guessEncoding } from './guess'

test.each([
  [
    'windows-1252',
    'Name,Email\nJosé Ñandú,jose@x.com\nFrançois Müller,f@x.com\nZoë O’Brien – Straße,z@x.com\n',
  ],
  ['windows-1252', 'Name,Email\nJosé,jose@x.com\n'],
  ['windows-1252', 'Name;Price\nAna;10 €\nBob;“hi” £5 ©2020\n'],
  ['windows-1252', 'Navn;Mail\nSøren Kjærgaard;a@x.dk\nÅse Bjørn;b@x.dk\n'],
  ['macroman', 'Nombre;Correo electrónico;Empresa\nAna Núñez;ana@x.es;Cía. Española\nÁngel;b@x.es;\n'],
  ['windows-1250', 'Imię,Email\nMichał Wójcik,a@x.pl\nŁukasz Żółć,b@x.pl\n'],
  ['windows-1250', 'Jméno,Email\nJiří Dvořák,a@x.cz\nŠárka Kučerová,b@x.cz\n'],
  ['windows-1250', 'Név,Email\nGyőző Nagy,a@x.hu\nÁgnes Tűz,b@x.hu\n'],
  ['windows-1251', 'Имя,Email\nИван Петров,a@x.ru\nМария Сидорова,b@x.ru\n'],
  ['koi8-r', 'Имя,Email\nИван Петров,a@x.ru\nМария Сидорова,b@x.ru\n'],
  ['windows-1253', 'Όνομα,Email\nΓιώργος Παπαδόπουλος,a@x.gr\nΜαρία Νικολάου,b@x.gr\n'],
  ['windows-1254', 'Ad,Email\nİbrahim Yılmaz,a@x.tr\nAyşe Güneş,b@x.tr\nÇağlar Şahin,c@x.tr\n'],
  ['windows-1255', 'שם,Email\nדוד כהן,a@x.il\nשרה לוי,b@x.il\n'],
  ['windows-1256', 'الاسم,Email\nمحمد علي,a@x.sa\nفاطمة حسن,b@x.sa\n'],
  ['windows-1257', 'Vārds,Email\nJānis Bērziņš,a@x.lv\nĒriks Žagars,b@x.lv\n'],
  ['shift_jis', '氏名,メール,会社\n山田 太郎,yamada@x.jp,株式会社ソフト\n佐藤 花子,sato@x.jp,表計算\n'],
  ['euc-jp', '氏名,メール,会社\n山田 太郎,yamada@x.jp,株式会社ソフト\n佐藤 花子,sato@x.jp,表計算\n'],
  ['gbk', '姓名,邮箱,公司\n张伟,a@x.cn,北京科技有限公司\n王芳,b@x.cn,上海贸易\n'],
  ['big5', '姓名,信箱,公司\n陳怡君,a@x.tw,台灣積體電路\n林志明,b@x.tw,功能公司許\n'],
  ['cp949', '이름,이메일,회사\n김민수,a@x.kr,삼성전자\n이영희,b@x.kr,현대자동차\n'],
  ['utf-16le', 'Name\tEmail\nJosé\tjose@x.com\n'],
  ['utf-16be', 'Name\tEmail\nJosé\tjose@x.com\n'],
  ['utf-8', 'Name,Email\nJosé,jose@x.com\n山田,y@x.jp\n'],
])('a list in %s reads as it was written: %j', (encoding, text) => {
  const bytes = iconv.encode(text, encoding)
  expect(decodeAll(bytes, guessEncoding(bytes))).toBe(text)
})

test('a tilde and a brace are no Chinese', () => {
  expect(guessEncoding(Buffer.from('Email,Note\na@x.com,~{ hm ~}\nb@x.com,~{abc~}\n'))).toBe('utf-8')
})
