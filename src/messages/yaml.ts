import { quote } from '../text/clip.ts'
import { withYaml, yamlEntry } from '../text/yaml-entry.ts'
import { experiment, page } from './example.ts'
import { message } from './message.ts'

/** AL10..: the text of a page. */

export const noText = message(
  'AL1001',
  {
    title: 'a file that is no text',
    means: 'A page has characters that no text has, so it is most likely a picture, an archive or a program.',
    why: 'Pages are read as YAML in UTF-8; nothing of another kind of file is taken for one.',
    example: page('name: \uFFFD'),
    mend: 'The name of the file is that of another one: a page is a text.',
  },
  () => ({ message: 'this is not a text file', hint: 'a page is YAML in UTF-8' }),
)

export const emptyPage = message(
  'AL1002',
  {
    title: 'an empty page',
    means: 'A page has nothing but blanks and comments.',
    why: 'Nothing can be run of it.',
    example: page('# nothing'),
    mend: ['# nothing', 'name: example\nproblem: saddle\noptimizers: sgd\nsteps: 10\nmeasures: {far: norm(x)}'],
  },
  () => ({ message: 'the page is empty', hint: 'adam-lab show NAME prints an example' }),
)

export const unseenCharacter = message(
  'AL1003',
  {
    title: 'a character that nobody sees',
    means:
      'A page has a control character, a mark that changes the direction of text, or another character that is not shown.',
    why: 'A reader would see something other than what is there.',
    example: experiment('title: a \u202E title'),
    mend: ['\u202E ', ''],
  },
  (kind: string, sign: string) => ({ message: `${kind} cannot stand in a page: ${sign}`, hint: 'delete it' }),
)

export const tabIndents = message(
  'AL1004',
  {
    title: 'a tab that indents',
    means: 'A line begins with a tab.',
    why: 'YAML is indented with spaces: how wide a tab is depends on who looks at it.',
    example: experiment('measures:\n\tvalue: norm(x)'),
    mend: ['\t', '  '],
  },
  () => ({ message: 'a tab indents this line', hint: 'YAML is indented with spaces' }),
)

export const secondDocument = message(
  'AL1005',
  {
    title: 'a second document in a file',
    means: 'A page goes on after a line of three dashes.',
    why: 'A file holds one page, whose results have its name.',
    example: experiment('---\ntitle: other'),
    mend: ['---\n', ''],
  },
  () => ({ message: 'a second document begins here', hint: 'a file holds one page' }),
)

export const textAfterQuotes = message(
  'AL1006',
  {
    title: 'something behind a quotation mark',
    means: 'A value in quotes goes on behind the mark that ends it.',
    why: 'YAML has read the value already; most likely the mark was meant as an apostrophe.',
    example: experiment("title: 'Reddi's example'"),
    mend: ["Reddi's", "Reddi''s"],
  },
  () => ({
    message: 'the value ends before this, at its quotation mark',
    hint: "inside '...' an apostrophe is written twice: ''",
  }),
)

export const quotesNeeded = message(
  'AL1007',
  {
    title: 'a formula between braces without quotes',
    means: 'A value between braces or brackets has brackets or a comma itself.',
    why: 'YAML takes them for its own, and the formula is torn apart.',
    example: experiment('optimizers: {use: sgd, lr: max(0.1, 1/t)}'),
    mend: ['max(0.1, 1/t)', '"max(0.1, 1/t)"'],
  },
  (has: 'brackets itself' | 'a comma', hint: string) => ({
    message: `a value between \`{ }\` or \`[ ]\` that has ${has} needs quotes`,
    hint,
  }),
)

export const colonInside = message(
  'AL1008',
  {
    title: 'a colon inside a value',
    means: 'A value without quotes has a colon with a blank behind it.',
    why: 'YAML takes it for the end of a key.',
    example: experiment('title: Adam: a rule'),
    mend: ['Adam: a rule', '"Adam: a rule"'],
  },
  (hint: string) => ({ message: 'this value has a `: ` in it', hint }),
)

export const neverClosed = message(
  'AL1009',
  {
    title: 'a bracket or quotation mark that is not closed',
    means: 'A brace, bracket or quotation mark of YAML is opened and not closed where it should be.',
    why: 'Where a value ends is not known.',
    example: experiment('optimizers: {use: sgd, lr: 0.1'),
    mend: ['lr: 0.1', 'lr: 0.1}'],
  },
  (sign: string, closing: string) => ({
    message: `${/["']/.test(sign) ? 'this quotation mark' : `\`${sign}\``} is not closed`,
    hint: `a \`${closing}\` is missing`,
  }),
)

export const dashMissing = message(
  'AL1010',
  {
    title: 'an entry of a list without a dash',
    means: 'A line stands among the entries of a list and begins none.',
    why: 'Each entry of a list begins with a dash; to which one the line belongs is not said.',
    example: experiment('plots:\n  - {kind: trajectory, measure: far}\n  {kind: growth, measure: far}'),
    mend: ['  {kind: growth', '  - {kind: growth'],
  },
  (first: boolean, hint: string) => ({
    message: first ? 'an entry of a list begins with a dash' : 'this line belongs to no entry of the list',
    hint: first ? hint : `${hint} if an entry begins here, or indent it like the entry above`,
  }),
)

export const indentedTooDeep = message(
  'AL1011',
  {
    title: 'a line that is indented too deep',
    means: 'A line is indented below a key that has its value already.',
    why: 'A key has one value.',
    example: page('name: example\n  problem: saddle\noptimizers: sgd\nsteps: 10\nmeasures: {far: norm(x)}'),
    mend: ['  problem', 'problem'],
  },
  (above: string) => ({
    message: `this line is indented deeper than ${quote(above)}, which has a value already`,
    hint: `indent it like ${quote(above)}`,
  }),
)

export const brokenYaml = message(
  'AL1012',
  {
    title: 'text that is no YAML',
    means: 'The page cannot be read as YAML; the library that reads it says why.',
    why: 'What cannot be read in one way is not read in any.',
    example: experiment('title: @mean'),
    mend: ['@mean', '"@mean"'],
  },
  (said: string) => said,
)

export const circularAlias = message(
  'AL1013',
  {
    title: 'an alias inside what it names',
    means: 'An alias stands within the value that has its anchor.',
    why: 'The value would have no end.',
    example: experiment('description: &all [*all]'),
    mend: ['&all [*all]', 'all'],
  },
  (name: string) => `alias '*${name}' stands inside what it names`,
)

export const unknownAlias = message(
  'AL1014',
  {
    title: 'an alias of nothing',
    means: 'A value is an alias, `*name`, and no value before it has the anchor `&name`.',
    why: 'There is nothing that it could stand for.',
    example: experiment('title: *name'),
    mend: ['*name', 'name'],
  },
  (name: string, hint?: string) => ({ message: `alias '*${name}' has no anchor before it`, hint }),
)

export const yamlTag = message(
  'AL1015',
  {
    title: 'a tag of YAML',
    means: 'A value begins with `!`, by which YAML says what kind of value it is.',
    why: 'What kind of value a key has is known, and pages make no objects.',
    example: experiment('title: !!str name'),
    mend: ['!!str ', ''],
  },
  () => ({ message: 'a page has no YAML tags', hint: 'delete the word that starts with `!`' }),
)

export const yamlDirective = message(
  'AL1016',
  {
    title: 'a directive of YAML',
    means: 'A line before the page begins with `%`.',
    why: 'There is one version of YAML that pages are written in, and no tags that could be declared.',
    example: page(
      '%YAML 1.1\n---\nname: example\nproblem: saddle\noptimizers: sgd\nsteps: 10\nmeasures: {far: norm(x)}',
    ),
    mend: ['%YAML 1.1\n', ''],
  },
  () => ({ message: 'a page has no YAML directives', hint: 'delete the line that starts with `%`' }),
)

export const entryWithoutDash = message(
  'AL1017',
  {
    title: 'a new entry without a dash',
    means: 'The first key of an entry of a list comes again within the entry.',
    why: 'A mapping has each key once: most likely the next entry begins there.',
    example: experiment('plots:\n  - kind: trajectory\n    measure: far\n    kind: growth\n    measure: far'),
    mend: ['    kind: growth', '  - kind: growth'],
  },
  (key: string) => ({ message: 'a new entry of the list begins here', hint: `put \`- \` before \`${key}\`` }),
)

export const oddKey = message(
  'AL1018',
  {
    title: 'a key that is no name',
    means: 'A key of a page is a number, a list, or empty.',
    why: 'Keys are names, by which formulas and options refer to what they have.',
    example: experiment('measures: {1: norm(x)}'),
    mend: ['{1:', '{one:'],
  },
  (hint?: string) => ({ message: 'a key has to be a name', hint }),
)

export const inheritedKey = message(
  'AL1019',
  {
    title: 'a key that no page can have',
    means: 'A key is a word such as `constructor` or `__proto__`.',
    why: 'Every object of JavaScript has something of that name, so it could be read as what it is not.',
    example: experiment('measures: {constructor: norm(x)}'),
    mend: ['constructor', 'far'],
  },
  (key: string) => `${quote(key)} cannot be a key`,
)

export const repeatedKey = message(
  'AL1020',
  {
    title: 'a key that is there twice',
    means: 'A mapping has the same key twice.',
    why: 'One of the two values would be dropped without a word. Several values are a list, which is a grid.',
    example: experiment('optimizers: {use: sgd, lr: 0.1, lr: 0.2}'),
    mend: ['lr: 0.1, lr: 0.2', 'lr: [0.1, 0.2]'],
  },
  (key: string) => ({
    message: `the key ${quote(key)} is there twice`,
    hint: 'keep one of them; a list is a grid',
  }),
)

export const oddMerge = message(
  'AL1021',
  {
    title: 'a merge key of something else',
    means: 'A merge key `<<` has a value that is no mapping.',
    why: 'It brings the keys of a mapping into another one.',
    example: experiment('optimizers: {use: sgd, <<: 3}'),
    mend: ['<<: 3', '<<: {lr: 0.1}'],
  },
  () => 'a merge key `<<` takes a mapping, or a list of mappings',
)

export const notFinite = message(
  'AL1022',
  {
    title: 'a value that is no finite number',
    means: 'A value of the page is `.nan` or `.inf`.',
    why: 'What has to be compared or counted is finite; a formula may have the value `Infinity`.',
    example: experiment('optimizers: {use: sgd, lr: .nan}'),
    mend: ['.nan', '0.1'],
  },
  (text: string) => ({
    message: `${quote(text)} is not a number`,
    hint: /nan/i.test(text) ? undefined : 'in a formula the infinite is `Infinity`',
  }),
)

export const expandingAliases = message(
  'AL1023',
  {
    title: 'aliases that expand too far',
    means: 'Aliases stand for values with aliases, and written out the page would be of enormous length.',
    why: 'A few lines could fill all memory.',
    example: experiment(`description: all
measures:
  far: norm(x)
claims:
  - &a {id: &i [1, 1, 1, 1, 1, 1, 1, 1, 1], a: &b [*i, *i, *i, *i, *i, *i, *i, *i, *i], b: &c [*b, *b, *b, *b, *b, *b], c: [*c, *c, *c, *c, *c, *c, *c]}`),
    mend: 'Values are written out, or given once and referred to once.',
  },
  () => ({ message: 'the aliases of this page expand too far', hint: 'write the values out' }),
)

export const noMapping = message(
  'AL1024',
  {
    title: 'a page that is no mapping',
    means: 'A page is a list, or one value.',
    why: 'An experiment has its parts under keys: a problem, optimizers, measures.',
    example: page('- saddle'),
    mend: ['- saddle', 'name: example\nproblem: saddle\noptimizers: sgd\nsteps: 10\nmeasures: {far: norm(x)}'],
  },
  () => ({
    message: 'a page is a mapping of keys to values',
    hint: withYaml('its first line may be', yamlEntry('name', 'my-experiment')),
  }),
)
