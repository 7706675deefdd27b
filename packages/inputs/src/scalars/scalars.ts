import type { GraphQLScalarType } from 'graphql';
import { DateTime } from './date-time';
import { EmailAddress } from './email-address';
import { LocalDate } from './local-date';
import { LocalDateTime } from './local-date-time';
import { SafeInt } from './safe-int';
import { Secret } from './secret';

/** Every scalar of the API beside GraphQL's own. */
export const SCALARS: readonly GraphQLScalarType[] = [
  DateTime,
  EmailAddress,
  LocalDate,
  LocalDateTime,
  SafeInt,
  Secret,
];
