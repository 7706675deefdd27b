import { MailDirection } from '../mail-event/mail-direction';
import { MailStatus } from '../mail-event/mail-status';
import { CATALOGUES } from './catalogues';
import { ENHANCED_STATUS_CODES } from './cause/enhanced-status-codes';
import { explain } from './explain';
import { Language } from './language';

const LANGUAGES = Object.values(Language);
const FOLDER = 'FOLDER';

/** An answer for each cause there is, by code and by words. */
const ANSWERS = [
  ...Object.keys(ENHANCED_STATUS_CODES).map((code) => ({ enhancedStatusCode: `5.${code}`, reply: null })),
  ...[
    null,
    'no',
    'Sender address rejected: not owned by user anna@example.test',
    'Greylisted',
    'Relay access denied',
    'blocked using bl.example',
    'Helo command rejected: Host not found',
    'looks like spam',
    'virus found',
    'need fully-qualified address',
  ].map((reply) => ({ enhancedStatusCode: null, reply })),
];

/** Every text of a language by its path. */
function textsOf(language: Language): Map<string, string> {
  const texts = new Map<string, string>();
  const walk = (path: string, node: unknown): void => {
    if (typeof node === 'string') texts.set(path, node);
    else if (typeof node === 'function') texts.set(path, (node as (folder: string) => string)(FOLDER));
    else for (const [key, child] of Object.entries(node as object)) walk(`${path}/${key}`, child);
  };
  walk('', CATALOGUES[language]);
  return texts;
}

const ALL = LANGUAGES.flatMap((language) =>
  [...textsOf(language)].map(([path, text]) => ({ language, path, text })),
);

function offending(isWrong: (entry: (typeof ALL)[number]) => boolean): string[] {
  return ALL.filter(isWrong).map(({ language, path, text }) => `${language}${path}: ${text}`);
}

it('has the same entries in every language, and a different text in each', () => {
  const english = textsOf(Language.EN);
  for (const language of LANGUAGES) {
    expect([...textsOf(language).keys()].toSorted()).toEqual([...english.keys()].toSorted());
  }
  for (const path of english.keys()) {
    expect(new Set(LANGUAGES.map((language) => textsOf(language).get(path))).size).toBe(LANGUAGES.length);
  }
});

it('has nothing of one language in another', () => {
  // German as in Switzerland, without ß.
  const letters: Readonly<Record<Language, RegExp>> = {
    EN: /^[a-z\P{L}]+$/iu,
    FR: /^[a-zàâçèéêëîïôùûœ\P{L}]+$/iu,
    DE: /^[a-zäöü\P{L}]+$/iu,
    IT: /^[a-zàèéìòù\P{L}]+$/iu,
  };
  expect(offending(({ language, text }) => !letters[language].test(text))).toEqual([]);
  // Words that a sentence of the language seldom does without, and that the others do not have.
  const words: Partial<Record<Language, RegExp>> = {
    EN: /\b(?:the|of|is|was|this|that|with|and)\b/i,
    FR: /(?<!\p{L})(?:les|est|vous|été|d’un|qui|une)(?!\p{L})/iu,
    DE: /(?<!\p{L})(?:der|das|und|nicht|wurde|ist|sie|ein)(?!\p{L})/iu,
    IT: /(?<!\p{L})(?:di|è|del|della|che|stato)(?!\p{L})/iu,
  };
  for (const foreign of LANGUAGES) {
    expect(
      offending(({ language, text }) => language !== foreign && words[foreign]?.test(text) === true),
    ).toEqual([]);
  }
});

it('has whole sentences with the punctuation of the language', () => {
  const punctuation: Readonly<Record<Language, RegExp>> = {
    EN: /^(?:[\p{L} .,;:()@’-]|“FOLDER”)+$/u,
    FR: /^(?:[\p{L} .,()@’-]|\u202f[;:]|«\u202fFOLDER\u202f»)+$/u,
    DE: /^(?:[\p{L} .,;:()@-]|«FOLDER»)+$/u,
    IT: /^(?:[\p{L} .,;:()@’]|«FOLDER»)+$/u,
  };
  expect(offending(({ language, text }) => !punctuation[language].test(text))).toEqual([]);
  expect(offending(({ text }) => !/^\p{Lu}.*[\p{L})”»]\.$/u.test(text))).toEqual([]);
  expect(offending(({ text }) => / {2}| [.,;:)]|\( /.test(text))).toEqual([]);
});

it('is polite', () => {
  const familiar: Readonly<Record<Language, RegExp>> = {
    EN: /!|\bmust\b/,
    FR: /(?<!\p{L})(?:tu|ton|ta|tes|toi)(?!\p{L})/iu,
    DE: /(?<!\p{L})(?:du|dein\p{L}*|dir|dich)(?!\p{L})/iu,
    IT: /(?<!\p{L})(?:tu|tuo|tua|tuoi|ti|te)(?!\p{L})/iu,
  };
  expect(offending(({ language, text }) => familiar[language].test(text))).toEqual([]);
});

describe.each(LANGUAGES)('explanations in %s', (language) => {
  const known = new Set(textsOf(language).values());
  const used = new Set<string>();

  /** The entries that a text is made of, and what is left where it is made of something else too. */
  function entriesOf(text: string): string[] {
    const entry = [...known].find((each) => text === each || text.startsWith(`${each} `));
    if (entry === undefined) return [text];
    const rest = text.slice(entry.length + 1);
    return rest === '' ? [entry] : [entry, ...entriesOf(rest)];
  }

  it.each(
    Object.values(MailStatus).flatMap((status) =>
      Object.values(MailDirection).map((direction) => ({ status, direction })),
    ),
  )('are whole entries of it for $status $direction', (event) => {
    const circumstances = [null, 1].flatMap((delaySeconds) =>
      [null, FOLDER].map((folder) => ({ ...event, delaySeconds, folder })),
    );
    const explanations = ANSWERS.flatMap((answer) =>
      circumstances.map((circumstance) => explain({ ...circumstance, ...answer }, language)),
    );
    const entries = explanations.flatMap(entriesOf);
    expect(entries.filter((entry) => !known.has(entry))).toEqual([]);
    for (const entry of entries) used.add(entry);
  });

  it('leave no entry unsaid', () => {
    expect([...known].filter((entry) => !used.has(entry))).toEqual([]);
  });
});
