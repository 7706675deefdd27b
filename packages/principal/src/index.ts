export { ANONYMOUS, type Principal, PRINCIPAL_KINDS, principalSchema } from './principal';
export { type ShareLimits, Shares } from './shares';
export {
  createPrincipalSigner,
  createPrincipalVerifier,
  type SignedRequest,
  type SignPrincipal,
  type VerifyPrincipal,
} from './token';
export {
  administeredOrganizations,
  ORGANIZATION_ROLES,
  type OrganizationRole,
  organizationsWithRole,
  roleIn,
} from './roles';
