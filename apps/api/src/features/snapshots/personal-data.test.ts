import { expect, test } from 'vitest';
import { personalDataIn } from './personal-data.js';

test.each([
  ['連絡は taro.yamada@example.co.jp まで', 'メールアドレス: taro.yamada@example.co.jp'],
  ['電話は０３－１２３４－５６７８です', '電話番号: 03-1234-5678'],
  ['携帯 09012345678', '電話番号: 09012345678'],
  ['〒100-0001 東京都千代田区', '郵便番号: 〒100-0001'],
  ['カードは 4111 1111 1111 1111', 'カード番号: 4111 1111 1111 1111'],
  // The example of the 総務省令: 12345678901 has the check digit 8.
  ['番号 1234-5678-9018', 'マイナンバー: 1234-5678-9018'],
  ['普通口座 口座番号：1234567', '口座番号: 口座番号:1234567'],
])('%s', (text, found) => {
  expect(personalDataIn(text)).toBe(found);
});

test.each(['売掛金は 1,234,567,890 円です。', '2026-11-29 から 2027-03-31 まで', '法人番号 1234567890123', '勘定科目コード 1234-5678-9012', '税率は 10 % です。', ''])('%s is none', (text) => {
  expect(personalDataIn(text)).toBeNull();
});
