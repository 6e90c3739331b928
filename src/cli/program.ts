import { Argument, Command, type CommanderError, Option } from '@commander-js/extra-typings'
import { withCode } from '../messages/message.ts'
import { usage } from '../messages/usage.ts'
import { LISTS } from './kinds.ts'
import { clipWords, countTo, kindOfPages, path, paths, setting, tolerance } from './options.ts'
import { terminal } from './terminal.ts'
import { version } from './version.ts'

/** Help and the like, which the program says itself. */
const lines = (text: string): string[] => text.replace(/\n$/, '').split('\n')

/** What the parser says of a command line that it cannot read, with a code; a word that cannot be used has that of its own. */
const coded = (said: string): string => (/ \[AL\d{4}\]$/.test(said) ? said : withCode(usage(said)))

/** The most of what options count; a page may have as many seeds and steps. */
const MOST = { seeds: 1_000_000, steps: 1e10, jobs: 1000 } as const

/** Overrides of a page, shared by `run` and `validate`. */
const overrides = {
  seeds: () => new Option('--seeds <n>', "number of seeds, in place of the page's").argParser(countTo(MOST.seeds)),
  steps: () =>
    new Option('--steps <n>', "number of steps, in place of the page's steps or horizons").argParser(
      countTo(MOST.steps),
    ),
  set: () =>
    new Option(
      '--set <key=value>',
      'a setting of all that have it, or of one: optimizers.adam.lr=0.1; repeatable',
    ).argParser(setting),
}

/**
 * The command line. Only what `--help` shows is loaded with it: each command loads its own code when it is called.
 *
 * @param finish receives the exit code of the command that ran
 */
export function commandLine(finish: (code: number) => void) {
  const program = new Command('adam-lab')
    .description('A laboratory for convergence theory: runs the experiment on a page, judges its claims, draws it.')
    .version(version)
    .exitOverride((error: CommanderError) => {
      throw error
    })
    .configureOutput({
      writeOut: (text) => terminal.print(...lines(text)),
      writeErr: (text) => terminal.complain(...lines(text)),
      // It repeats words of the command line, which may have several lines.
      outputError: (message) => terminal.complain(coded(clipWords(message, process.argv).trim())),
    })
    .showHelpAfterError('(--help shows what is possible)')
    .addHelpText(
      'after',
      `
Examples:
  adam-lab run configs/quickstart.yaml
  adam-lab run configs/*.yaml --quiet
  adam-lab run configs/adopt-toy.yaml --seeds 100 --set beta2=0.99
  adam-lab show adopt@original
  adam-lab list problems

Exit codes: 0 every verdict is the expected one; 1 a verdict contradicts its expectation; 2 usage, page or file error;
3 something could not be judged, run or drawn; 130 interrupted, 143 terminated.`,
    )

  program
    .command('run')
    .description('run experiment pages, judge their claims, write results and reports')
    .argument('<page...>', 'experiment pages (YAML)', paths)
    .option('--out <dir>', 'where results go, one folder for each experiment', path, 'results')
    .option('--jobs <n>', 'number of worker threads (default: one for each core)', countTo(MOST.jobs))
    .addOption(overrides.seeds())
    .addOption(overrides.steps())
    .addOption(overrides.set())
    .addOption(
      new Option('--format <format>', 'of the traces')
        .choices(['parquet', 'csv', 'both'] as const)
        .default('parquet' as const),
    )
    .option('--fresh', 'compute everything again, whatever is there')
    .option('--junit <file>', 'write a JUnit report', path)
    .option('--latex', "also write the table of verdicts and the figures for a paper, into each result's latex/")
    .option('--mutate', 'also try each claim on generated mutants of its rules, and on other rules of the catalog')
    .option('--quiet', 'print only what is not as expected')
    .option('--json', 'print the summaries as JSON, one line for each page')
    .addHelpText(
      'after',
      `
Examples:
  adam-lab run configs/quickstart.yaml
  adam-lab run configs/grid.yaml --jobs 8 --format both --out /tmp/results
  adam-lab run configs/adopt-toy.yaml --set lr=0.005 --steps 1e6

A run that was interrupted goes on where it was when the same command is given again.`,
    )
    .action(async (pages, options) => finish(await (await import('./run.ts')).run(pages, options)))

  program
    .command('validate')
    .description('check pages without running them')
    .argument('<page...>', 'experiment pages (YAML)', paths)
    .addOption(overrides.seeds())
    .addOption(overrides.steps())
    .addOption(overrides.set())
    .action(async (pages, options) => finish(await (await import('./validate.ts')).validate(pages, options)))

  program
    .command('check')
    .description('check that every claim of the ledger has the verdict that it expects')
    .argument('[path...]', 'pages, or folders of pages (default: experiments)', paths)
    .option('--out <dir>', 'where runs are stored, and found again', path, 'results')
    .option('--jobs <n>', 'number of worker threads (default: one for each core)', countTo(MOST.jobs))
    .option('--fast', "only pages with 'tier: fast'")
    .option(
      '--controls',
      'also run mutants, which claims must turn down, and the null control: fresh seeds, no false alarms',
    )
    .option('--mutate', 'try each claim on all generated mutants of its rules; with --fast on a sample of them')
    .option('--rivals', 'try each claim on other rules of the catalog: one that they all pass is weak')
    .option('--reports', 'also write the report of each page, as run does, mutants included')
    .option('--junit <file>', 'write a JUnit report', path)
    .option('--github', 'print annotations, and add a table to $GITHUB_STEP_SUMMARY')
    .option('--baseline <file>', 'compare with a baseline; what is worse fails', path)
    .option('--update-baseline', 'make this the baseline (default file: baseline.json in --out)')
    .option('--json', 'print the results as JSON')
    .addOption(
      new Option(
        '--explain <claim>',
        'say everything that is behind the verdict on one claim, or what the code of a message means',
      ).conflicts([
        'fast',
        'controls',
        'mutate',
        'rivals',
        'reports',
        'junit',
        'github',
        'baseline',
        'updateBaseline',
        'json',
      ]),
    )
    .addHelpText(
      'after',
      `
Examples:
  adam-lab check
  adam-lab check --fast --github --junit junit.xml
  adam-lab check experiments/reddi2018 --controls
  adam-lab check --explain reddi/thm1
  adam-lab check --baseline results/baseline.json

Exit codes: 0 every verdict is the expected one; 1 a verdict contradicts its expectation, a mutant was missed, the null control
failed, or something is worse than the baseline; 2 usage, page or file error; 3 something could not be judged, run or drawn;
130 interrupted, 143 terminated.`,
    )
    .action(async (paths, options) => finish(await (await import('./check.ts')).check(paths, options)))

  program
    .command('report')
    .description('show a result, compare several, or make one page of a folder of results; nothing is run')
    .argument('<dir...>', 'one result directory, several to compare, or a folder of result directories', paths)
    .option(
      '--out <dir>',
      'where a comparison goes (default: comparison), or the page of a folder (default: that folder)',
      path,
    )
    .option('--latex', 'write the table of verdicts and the figures for a paper, into latex/ of the result directory')
    .option('--open', 'open the page in a browser')
    .addHelpText(
      'after',
      `
Examples:
  adam-lab report results/quickstart --open
  adam-lab report results/quickstart --latex
  adam-lab report before/quickstart after/quickstart --out comparison
  adam-lab report results

Exit codes: 0 whatever the verdicts are; 2 usage, or a directory that has no results; 3 a chart of one of the results
could not be drawn, as with \`run\`.`,
    )
    .action(async (paths, options) => finish(await (await import('./report.ts')).report(paths, options)))

  program
    .command('list')
    .description('list the built-in pages')
    .addArgument(new Argument('[kind]', `of pages: ${Object.keys(LISTS).join(', ')}`).argParser(kindOfPages))
    .action(async (kind) => finish((await import('./list.ts')).list(kind)))

  program
    .command('oracle')
    .description('print an exact prediction that claims may refer to')
    .argument('[name]', 'of the oracle, or experiment.yaml@name for one of a page; all are listed without it')
    .argument('[parameters...]', 'parameter=value; without any, what they mean')
    .option('--json', 'print the value as JSON')
    .addHelpText(
      'after',
      `
Examples:
  adam-lab oracle
  adam-lab oracle drift_rmsprop
  adam-lab oracle drift_rmsprop P=10 C=10 beta2=1-1/50
  adam-lab oracle configs/custom-drift.yaml@drift_mine P=10 beta2=0.9`,
    )
    .action(async (name, parameters, options) =>
      finish(await (await import('./oracle.ts')).oracle(name, parameters, options)),
    )

  program
    .command('show')
    .description('show a page, its rule in TeX and what its graph says; or compare two rules')
    .argument(
      '<name>',
      'a built-in page or a dialect of one: adopt, adopt@original; or a file: rule.yaml, experiment.yaml@label',
    )
    .argument('[other]', 'an optimizer to compare with')
    .option('--wat', 'print the WebAssembly kernel of an optimizer on a small quadratic')
    .addOption(new Option('--set <key=value>', 'a hyperparameter; repeatable').argParser(setting))
    .option('--json', 'print the facts, or the comparison, as JSON')
    .addHelpText(
      'after',
      `
Examples:
  adam-lab show adam
  adam-lab show adopt@original --wat
  adam-lab show adopt adopt@original
  adam-lab show adam adamw --set wd=0
  adam-lab show configs/custom-optimizer.yaml@adam adam`,
    )
    .action(async (name, other, options) => finish(await (await import('./show.ts')).show(name, other, options)))

  program
    .command('mutants')
    .description('break a rule in every way in which people break rules: the mutants that its claims should catch')
    .argument(
      '<rule>',
      'a built-in optimizer, a dialect of one, or a file: adam, adopt@original, experiment.yaml@label',
    )
    .option('--json', 'print the mutants as JSON')
    .addHelpText(
      'after',
      `
Examples:
  adam-lab mutants adam
  adam-lab mutants configs/custom-optimizer.yaml@adam
  adam-lab show adam@v-old
  adam-lab show adam adam@eps-inside-root

Exit codes: 0 listed; 2 there is no such rule, or a file is in error.`,
    )
    .action(async (rule, options) => finish(await (await import('./mutants.ts')).mutants(rule, options)))

  program
    .command('conform')
    .description('tell which optimizer a recorded trace follows, and where it departs from the others')
    .argument('<trace>', 'gradients and iterates (JSON Lines), as docs/conform.md describes', path)
    .option('--page <file>', "a page with optimizers to try beside the catalog's; repeatable", paths)
    .option('--tolerance <error>', 'largest relative error with which a rule conforms', tolerance, 1e-12)
    .option('--all', 'rank every optimizer, not only the first ten')
    .option('--json', 'print the ranking as JSON')
    .addHelpText(
      'after',
      `
Examples:
  adam-lab conform adam.jsonl
  adam-lab conform mine.jsonl --page my-optimizer.yaml --tolerance 1e-6
  adam-lab conform adam.jsonl --json | jq .conforming

Exit codes: 0 it follows a rule; 1 it follows none, or only one that is wrong on purpose; 2 a file is in error.`,
    )
    .action(async (trace, options) => finish(await (await import('./conform.ts')).conformTrace(trace, options)))

  program
    .command('explain')
    .description('say what a message means by its code, why it is told, and how its mistake is mended')
    .argument('[code]', 'of a message, such as AL3401; all are listed without it')
    .option('--json', 'print it as JSON')
    .addHelpText(
      'after',
      `
Examples:
  adam-lab explain
  adam-lab explain AL3401

What is behind the verdict on a claim: adam-lab check --explain reddi/thm1`,
    )
    .action(async (code, options) => finish((await import('./explain-code.ts')).explainCode(code, options)))

  program
    .command('schema')
    .description('print the JSON Schema of experiment pages, for editors')
    .action(async () => finish((await import('./schema.ts')).schema()))

  return program
}
