/**
 * (1 + b) / (1 - b): what an EMA of coefficient b takes away from the mean square of independent noise of mean 0, since
 * (1-b)^2 sum_i b^(2i) = (1-b) / (1+b). The same number is one plus twice the sum of b^i, i >= 1: the sum of all
 * correlations of that EMA.
 */
export const momentumGain = (b: number): number => (1 + b) / (1 - b)
