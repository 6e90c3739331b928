/** The version of the package, put in by the build. */
export const version = process.env.ADAM_LAB_VERSION ?? 'development'
