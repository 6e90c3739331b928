export { predicted as oracle } from '../predictions.ts'
