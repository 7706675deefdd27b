export { signIn, SignInError, type SignInOptions, type SignedIn } from './sign-in/sign-in';
