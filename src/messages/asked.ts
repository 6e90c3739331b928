import { LIMITS } from '../budget/limits.ts'
import { clip, enumerated, quote, quotePath } from '../text/clip.ts'
import { suggest } from '../text/suggest.ts'
import { command } from './example.ts'
import { message } from './message.ts'

/** AL91..: pages, rules, predictions and claims that a command is asked for. */

const page = (more: string, name = 'example') =>
  `name: ${name}\nproblem: saddle\noptimizers: [sgd, adam]\nsteps: 10\nmeasures: {far: norm(x)}\n${more}`
const CLAIM = 'claims: [{id: c, judge: static, property: coordinate-wise, optimizer: sgd}]'

export const noBuiltIn = message(
  'AL9101',
  {
    title: 'an unknown built-in page',
    means: 'A command is asked for a page that is not among the built-in ones.',
    why: 'A page that is alike may be another rule.',
    example: command('adam-lab show amd'),
    mend: ['amd', 'adam'],
  },
  (name: string, known: readonly string[]) => ({
    message: `no built-in page is named ${quote(name)}`,
    hint: suggest(name, known) ?? "'adam-lab list' names them all",
  }),
)

export const noDialect = message(
  'AL9102',
  {
    title: 'a dialect that a rule does not have',
    means: 'A command is asked for a dialect, or a mutant, that the rule has not.',
    why: 'Dialects of a rule differ in what they compute.',
    example: command('adam-lab show adam@optx'),
    mend: ['optx', 'optax'],
  },
  (of: string, dialect: string, all: readonly string[], proper: readonly string[]) => ({
    message: `${of} has no dialect ${quote(dialect)}`,
    hint:
      suggest(dialect, all) ?? (proper.length > 0 ? `its dialects are ${enumerated(proper)}` : 'it has no dialects'),
  }),
)

export const noOptimizer = message(
  'AL9103',
  {
    title: 'a page that is no optimizer',
    means: 'A command that compares or takes apart rules is asked for a page of another kind.',
    why: 'Only optimizers have a rule.',
    example: command('adam-lab show adam saddle'),
    mend: ['saddle', 'sgd'],
  },
  (asked: string, kind: string) => `an optimizer is expected, and ${quote(asked)} is a page of kind ${kind}`,
)

export const onlyOptimizers = message(
  'AL9104',
  {
    title: 'an option that is for optimizers',
    means: '`--set` or `--wat` is given for a page that is no optimizer, or for two of them.',
    why: 'Only an optimizer has hyperparameters that could be set, and a kernel.',
    example: command('adam-lab show saddle --wat'),
    mend: ['saddle', 'sgd'],
  },
  (said: string) => said,
)

export const noKernel = message(
  'AL9105',
  {
    title: 'a rule without a kernel on a quadratic',
    means: 'The kernel that `--wat` prints cannot be made, for the reason behind the colon.',
    why: 'The kernel of a rule is that of a program, and a program needs a problem that the rule fits.',
    example: command('adam-lab show rule.yaml --wat', {
      'rule.yaml': 'name: mine\nhyper: {lr: 0.1}\nstep: x = x - lr * g * [1, 2, 3]',
    }),
    mend: ['g * [1, 2, 3]', 'g'],
  },
  (name: string, why: string) => `${quote(name)} has no kernel on a quadratic: ${why}`,
)

export const noHyper = message(
  'AL9106',
  {
    title: 'a hyperparameter that a rule does not have',
    means: 'An option sets a hyperparameter that no rule in question has.',
    why: 'What is shown would be the rule as it is, and look like another one.',
    example: command('adam-lab show adam --set betta1=0.5'),
    mend: ['betta1', 'beta1'],
  },
  (setting: string, name: string, known: readonly string[]) => ({
    message: `--set ${clip(setting)}: there is no hyperparameter ${quote(name)}`,
    hint: suggest(name, known) ?? (known.length > 0 ? `known: ${enumerated(known)}` : 'there is none'),
  }),
)

export const severalOptimizers = message(
  'AL9107',
  {
    title: 'a page with several optimizers',
    means: 'A command is asked for the rule of an experiment that has several.',
    why: 'Which of them is meant is not said.',
    example: command('adam-lab show page.yaml', { 'page.yaml': page('') }),
    mend: ['show page.yaml', 'show page.yaml@adam'],
  },
  (file: string, labels: readonly string[]) =>
    `${quotePath(file)} has ${labels.length} optimizers; name one of them, as in ${quotePath(`${file}@${labels[0]}`)}: its optimizers are ${enumerated(labels)}`,
)

export const noLabel = message(
  'AL9108',
  {
    title: 'a label that a page does not have',
    means: 'A command is asked for an optimizer of an experiment, by a label that none has.',
    why: 'Entries of an experiment are told apart by their labels.',
    example: command('adam-lab show page.yaml@adma', { 'page.yaml': page('') }),
    mend: ['@adma', '@adam'],
  },
  (file: string, label: string, labels: readonly string[]) => ({
    message: `${quotePath(file)} has no optimizer ${quote(label)}`,
    hint: suggest(label, labels) ?? `its optimizers are ${enumerated(labels)}`,
  }),
)

export const noOracle = message(
  'AL9109',
  {
    title: 'an unknown prediction',
    means: '`oracle` is asked for a prediction that is not among the built-in ones.',
    why: 'A prediction that is alike says something else.',
    example: command('adam-lab oracle drift_adm P=10 C=10 beta1=0.9 beta2=0.98'),
    mend: ['drift_adm', 'drift_adam'],
  },
  (name: string, hint: string) => ({ message: `there is no oracle ${quote(name)}`, hint }),
)

export const noOwnPrediction = message(
  'AL9110',
  {
    title: 'a prediction that a page does not state',
    means: '`oracle` is asked for a prediction of an experiment that the experiment does not state.',
    why: 'Its predictions are those under its key `predictions`.',
    example: command('adam-lab oracle page.yaml@twise', {
      'page.yaml': page('predictions: {twice: {formula: 2}}'),
    }),
    mend: ['twise', 'twice'],
  },
  (file: string, part: string | undefined, names: readonly string[]) => ({
    message: `${quotePath(file)}: ${part === undefined ? 'name one of its predictions' : `it has no prediction ${quote(part)}`}`,
    hint:
      (part === undefined ? null : suggest(part, names)) ??
      (names.length > 0 ? `its predictions are ${enumerated(names)}` : 'it has no predictions'),
  }),
)

export const costlyOracle = message(
  'AL9111',
  {
    title: 'a prediction that costs too much',
    means: 'The value of a prediction would take more operations than one may.',
    why: `It would take minutes or for ever: at most ${LIMITS.prediction.toLocaleString('en')} operations are spent on one.`,
    example: command(
      "adam-lab oracle 'critical_beta2_adam(20000, 20000, 0.9) + critical_beta2_adam(20001, 20001, 0.9)'",
    ),
    mend: ['(20000, 20000, 0.9) + critical_beta2_adam(20001, 20001, 0.9)', '(10, 10, 0.9)'],
  },
  (what: string) => `${what} costs too much`,
)

export const valueless = message(
  'AL9112',
  {
    title: 'a prediction without a value there',
    means: 'A prediction says nothing at the arguments that are given: they are outside of its ranges.',
    why: 'A theorem with other hypotheses is another theorem.',
    example: command('adam-lab oracle drift_adam P=10 C=10 beta1=0.9 beta2=2'),
    mend: ['beta2=2', 'beta2=0.98'],
  },
  (said: string) => said,
)

export const oddArgument = message(
  'AL9113',
  {
    title: 'arguments that a prediction does not have',
    means: 'An argument of a prediction is unknown, missing, or no number.',
    why: 'A value that is made up would be that of another question.',
    example: command('adam-lab oracle drift_adam P=10 C=10 beta1=0.9 beta3=0.98'),
    mend: ['beta3', 'beta2'],
  },
  (said: string, hint?: string) => ({ message: said, hint }),
)

export const noPages = message(
  'AL9114',
  {
    title: 'nothing to check',
    means: 'A folder has no pages, no page has claims, or none is of the fast tier.',
    why: 'A check of nothing would look as if all was well.',
    example: command('adam-lab check .', { 'page.txt': 'text' }),
    mend: 'The path is named where the claims are.',
  },
  (said: string, hint?: string) => ({ message: said, hint }),
)

export const noClaims = message(
  'AL9115',
  {
    title: 'a page without claims in a check',
    means: 'A page is to be checked, and states no claim.',
    why: 'A check of nothing would look as if all was well.',
    example: command('adam-lab check page.yaml', { 'page.yaml': page('') }),
    mend: 'The page states a claim, or is run and not checked.',
  },
  (file: string) => `${quotePath(file)} has no claims, so there is nothing in it to check`,
)

export const namesakes = message(
  'AL9116',
  {
    title: 'two pages with one name',
    means: 'Two pages of a command have the same name, or names that differ in the case of letters alone.',
    why: 'Results lie in a folder of that name, so that one would take the place of the other.',
    example: command('adam-lab validate a.yaml b.yaml', { 'a.yaml': page('title: a'), 'b.yaml': page('title: b') }),
    mend: [
      'example\nproblem: saddle\noptimizers: [sgd, adam]\nsteps: 10\nmeasures: {far: norm(x)}\ntitle: b',
      'other\nproblem: saddle\noptimizers: [sgd, adam]\nsteps: 10\nmeasures: {far: norm(x)}\ntitle: b',
    ],
  },
  (files: string, named: string) => `${files} are ${named}, so their results would share a folder`,
)

export const claimTwice = message(
  'AL9117',
  {
    title: 'a claim that is in two pages',
    means: 'Two claims of a check have the same id.',
    why: 'Baselines and explanations look claims up by their ids.',
    example: command('adam-lab check a.yaml b.yaml', { 'a.yaml': page(CLAIM), 'b.yaml': page(CLAIM, 'other') }),
    mend: 'One of the two gets another id.',
  },
  (id: string, other: string, place: string) => `the claim ${quote(id)} is there twice: ${other} and ${place}`,
)

export const noClaim = message(
  'AL9118',
  {
    title: 'a claim that no page has',
    means: '`check --explain` is asked for a claim that no page in question states.',
    why: 'Nothing can be said of it.',
    example: command('adam-lab check page.yaml --explain d', { 'page.yaml': page(CLAIM) }),
    mend: 'The id is that of a claim of the pages: adam-lab check page.yaml --explain c.',
  },
  (where: string, id: string, ids: readonly string[]) => ({
    message: `no page in ${where} has the claim ${quote(id)}`,
    hint: suggest(id, ids) ?? `'adam-lab check' lists its ${ids.length} claims`,
  }),
)
