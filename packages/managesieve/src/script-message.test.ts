import { scriptMessages } from './script-message';

it('reads Pigeonhole’s words by line', () => {
  const responseText =
    "rules: line 2: error: unknown command 'frobnicate' (only reported once at first occurrence).\r\n" +
    'rules: line 14: warning: a "redirect: line 3" is not one.\n' +
    'rules: error: validation failed.\n\n';
  expect(scriptMessages(responseText)).toEqual([
    { line: 2, text: "unknown command 'frobnicate' (only reported once at first occurrence)." },
    { line: 14, text: 'a "redirect: line 3" is not one.' },
    { line: null, text: 'rules: error: validation failed.' },
  ]);
});

it('keeps words of another form as they stand', () => {
  expect(scriptMessages('Syntax error near “if”')).toEqual([{ line: null, text: 'Syntax error near “if”' }]);
  expect(scriptMessages('line 99999999999: error: so')).toEqual([
    { line: null, text: 'line 99999999999: error: so' },
  ]);
  expect(scriptMessages('')).toEqual([]);
});
