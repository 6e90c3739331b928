// Random tests draw the same values each time, so that what fails fails for the mutant.
import fc from 'fast-check'

fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: 1 })
