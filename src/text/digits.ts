/** The shortest decimal that reads back to the same bits, also NaN, the infinities and -0. */
export const exactDigits = (value: number): string => (Object.is(value, -0) ? '-0' : String(value))
