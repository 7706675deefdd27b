import { type DocumentNode, type GraphQLSchema, Kind, print } from 'graphql';
import { FILLER, withoutClientAliases } from './client-aliases';
import { fillConditionalSelections } from './conditional-selections';
import { inPlainLanguage } from './plain-language';
import { separateRepeatedFields } from './repeated-fields';

/** A client's document, written in the way that the planner gets right; it means the same. */
export interface PlannableDocument {
  readonly document: DocumentNode;
  readonly text: string;
  /** Its answer has other names than the client chose (`restoreAliases`). */
  readonly hasOtherNames: boolean;
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
  const filled = fillConditionalSelections(unaliased, FILLER);
  const { definitions } = separateRepeatedFields(filled);
  // A node of its own in any case, so that it can be forgotten.
  const document: DocumentNode = { kind: Kind.DOCUMENT, definitions };
  return { document, text: print(document), hasOtherNames: filled !== plain };
}
