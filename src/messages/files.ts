import { quotePath } from '../text/clip.ts'
import { command, situation } from './example.ts'
import { message } from './message.ts'

/** AL80..: files and directories. */

const PAGE = 'name: example\nproblem: saddle\noptimizers: sgd\nsteps: 10\nmeasures: {far: norm(x)}'

export const unread = message(
  'AL8001',
  {
    title: 'a file that cannot be read',
    means: 'A page, a result or a baseline cannot be read, for the reason behind the colon.',
    why: 'There is nothing that could stand in for it.',
    example: command('adam-lab validate pgae.yaml', { 'page.yaml': PAGE }),
    mend: ['pgae', 'page'],
  },
  (what: string, why: string, hint?: string) => ({ message: `cannot read ${what}: ${why}`, hint }),
)

export const unwritten = message(
  'AL8002',
  {
    title: 'a file that cannot be written',
    means: 'A report, a baseline or another file cannot be written, for the reason behind the colon.',
    why: 'Only regular files are replaced, and nothing is written anywhere else than asked.',
    example: command('adam-lab check page.yaml --junit folder', {
      'page.yaml': `${PAGE}\nclaims: [{id: c, judge: static, property: coordinate-wise}]`,
      'folder/file': 'text',
    }),
    mend: 'Another path is named, or what is in the way is moved.',
  },
  (what: string, why: string) => `cannot write ${what}: ${why}`,
)

export const storageUnusable = message(
  'AL8003',
  {
    title: 'a result directory that cannot be used',
    means: 'Runs cannot be stored, or read again, for the reason behind the colon.',
    why: 'What has been computed would be lost. What was stored before is kept, and the same command goes on from there.',
    example: command('adam-lab run page.yaml', { 'page.yaml': PAGE, 'results/example/cache': 'a file' }),
    mend: 'Room is made, or another directory is named with --out.',
  },
  (path: string, why: string) => `cannot use ${quotePath(path)}: ${why}; runs that were stored before are kept`,
)

export const uncheckable = message(
  'AL8004',
  {
    title: 'a path that is not there to be checked',
    means: 'A path of a check is neither a page nor a folder of pages.',
    why: 'A check of nothing would look as if all was well.',
    example: command('adam-lab check experiments'),
    mend: 'The path is named where the claims are.',
  },
  (path: string, why: string) => `cannot check ${quotePath(path)}: ${why}`,
)

export const foreignReport = message(
  'AL8005',
  {
    title: 'a JUnit report that would replace something else',
    means: 'The file that a JUnit report would be written to is there, and is none.',
    why: 'Whoever names a page by mistake keeps it.',
    example: command('adam-lab check page.yaml --junit page.yaml', {
      'page.yaml': `${PAGE}\nclaims: [{id: c, judge: static, property: coordinate-wise}]`,
    }),
    mend: 'Another file is named: --junit junit.xml.',
  },
  (path: string) => `cannot write the JUnit report to ${quotePath(path)}: a file is there that is no JUnit report`,
)

export const noBaseline = message(
  'AL8006',
  {
    title: 'a file that is no baseline',
    means: 'The file that a check is to be compared with was not written by `--update-baseline`.',
    why: 'Against anything else nothing would seem to be worse.',
    example: command('adam-lab check page.yaml --baseline page.yaml', {
      'page.yaml': `${PAGE}\nclaims: [{id: c, judge: static, property: coordinate-wise}]`,
    }),
    mend: 'The baseline is named that --update-baseline has written.',
  },
  (path: string) => `${quotePath(path)} is not a baseline as --update-baseline writes it`,
)

export const noResult = message(
  'AL8007',
  {
    title: 'a directory without results',
    means: 'A directory that is to be reported on has no summary of a run, or none is below it.',
    why: 'Reports are made of what was published; nothing is run for them.',
    example: command('adam-lab report .'),
    mend: "'adam-lab run page.yaml' writes a result directory.",
  },
  (said: string, hint: string) => ({ message: said, hint }),
)

export const foreignFigure = message(
  'AL8008',
  {
    title: 'a figure that was not drawn here',
    means:
      'A picture in a result directory has something that pictures of `run` do not have, such as an address or a script.',
    why: 'It would become a part of the report.',
    example: situation(
      'adam-lab report results/a results/b',
      'A picture in one of the two directories has a link, or a script.',
    ),
    mend: "'adam-lab run' of the page draws it anew.",
  },
  (path: string, why: string) => `${quotePath(path)} is no figure that 'adam-lab run' drew: ${why}`,
)

export const memoryUsedUp = message(
  'AL8009',
  {
    title: 'the memory that Node allows is used up',
    means: 'The process would need more memory than Node gives it.',
    why: 'What was finished is kept; with more memory the same command goes on from there.',
    example: situation('adam-lab run page.yaml', 'The results of the page need more memory than Node allows.'),
    mend: 'NODE_OPTIONS=--max-old-space-size=8192 allows 8 GB; a smaller grid, or fewer recorded steps, need less.',
  },
  () =>
    'the memory that Node allows is used up, what was finished is kept; NODE_OPTIONS=--max-old-space-size=8192 allows 8 GB',
)

export const unconverted = message(
  'AL8010',
  {
    title: 'a figure that cannot be converted',
    means: 'The program that makes a PDF of a figure has failed, with the words behind the colon.',
    why: 'A paper would lack the figure.',
    example: situation(
      'adam-lab report results/example --latex',
      'A figure of the result is no SVG that rsvg-convert can read.',
    ),
    mend: 'The figure is drawn anew by `adam-lab run`, or the converter is mended.',
  },
  (converter: string, path: string, why: string) => `${converter} cannot draw ${quotePath(path)}: ${why}`,
)
