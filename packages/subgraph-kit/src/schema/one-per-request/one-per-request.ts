import { Directive } from 'type-graphql';

/**
 * A request can hold this mutation once, and no other one that is marked so: it acts on what is one person's, and a
 * document of many would act on many people's at once; or it hashes a password, which is meant to be slow, and fifty
 * aliases would take a processor for ten seconds. The mark is in the supergraph, and the gateway refuses before it
 * plans; a subgraph cannot know, as a document may reach it in parts.
 */
export const OnePerRequest = (): MethodDecorator => Directive('@tag(name: "one-per-request")');
