export { ANONYMOUS, type Principal, PRINCIPAL_KINDS, principalSchema } from './principal';
export {
  createPrincipalSigner,
  createPrincipalVerifier,
  type SignPrincipal,
  type VerifyPrincipal,
} from './token';
