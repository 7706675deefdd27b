import { registerEnumType } from 'type-graphql';

export enum AuditAction {
  CREATE_API_KEY = 'CREATE_API_KEY',
  ROLL_API_KEY = 'ROLL_API_KEY',
  REVOKE_API_KEY = 'REVOKE_API_KEY',
}

registerEnumType(AuditAction, {
  name: 'AuditAction',
  description: 'What was done.',
  valuesConfig: {
    CREATE_API_KEY: { description: 'An API key was created, also as the successor of a rolled one.' },
    ROLL_API_KEY: {
      description: 'An API key got a successor; the same request created that one (`CREATE_API_KEY`).',
    },
    REVOKE_API_KEY: { description: 'An API key was revoked.' },
  },
});

export enum AuditTargetType {
  API_KEY = 'API_KEY',
}

registerEnumType(AuditTargetType, {
  name: 'AuditTargetType',
  description: 'What sort of object something was done to.',
  valuesConfig: { API_KEY: { description: 'An `ApiKey`.' } },
});
