export { ANONYMOUS, type Principal, PRINCIPAL_KINDS, principalSchema } from './principal';
export {
  createPrincipalSigner,
  createPrincipalVerifier,
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
