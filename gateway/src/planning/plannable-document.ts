import { type DocumentNode, type GraphQLSchema, Kind, print } from 'graphql';
import { withoutClientAliases } from './client-aliases';
import { inPlainLanguage } from './plain-language';
import { separateRepeatedFields } from './repeated-fields';

/** A client's document, written in the way that the planner gets right; it means the same. */
export interface PlannableDocument {
  readonly document: DocumentNode;
  readonly text: string;
  /** Its answer must be given the client's aliases back. */
  readonly hasAliases: boolean;
}

/** Rewrites documents, each of them once. */
export class PlannableDocuments {
  readonly #schema: GraphQLSchema;
  /** The engine remembers plans by document, so the same one must come out for the same one. */
  readonly #rewritten = new WeakMap<DocumentNode, PlannableDocument>();

  constructor(schema: GraphQLSchema) {
    this.#schema = schema;
  }

  of(client: DocumentNode): PlannableDocument {
    let plannable = this.#rewritten.get(client);
    if (!plannable) {
      plannable = rewrite(client, this.#schema);
      this.#rewritten.set(client, plannable);
    }
    return plannable;
  }

  /** Rewrites it anew the next time: the engine does not forget that a document could not be planned. */
  forget(client: DocumentNode): void {
    this.#rewritten.delete(client);
  }
}

function rewrite(client: DocumentNode, schema: GraphQLSchema): PlannableDocument {
  const plain = inPlainLanguage(client, schema);
  const unaliased = withoutClientAliases(plain);
  const { definitions } = separateRepeatedFields(unaliased);
  // A node of its own in any case, so that it can be forgotten.
  const document: DocumentNode = { kind: Kind.DOCUMENT, definitions };
  return { document, text: print(document), hasAliases: unaliased !== plain };
}
