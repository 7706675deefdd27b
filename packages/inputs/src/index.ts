export {
  type Constraint,
  CONSTRAINT_DESCRIPTION,
  CONSTRAINT_DIRECTIVE,
  constraintOf,
  MAX_ID_LENGTH,
  printConstraint,
} from './bounds/constraint';
export { InputBounds, type OperationInputs } from './bounds/input-bounds';
export { DateTime } from './scalars/date-time';
export { EmailAddress, normaliseEmailAddress } from './scalars/email-address';
export { LocalDate } from './scalars/local-date';
export { LocalDateTime } from './scalars/local-date-time';
export { SafeInt } from './scalars/safe-int';
export { SCALARS } from './scalars/scalars';
export { Secret, SecretText } from './scalars/secret';
export { isLongerThan } from './bounds/text-length';
