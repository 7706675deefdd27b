import type { Catalogue } from './catalogue';
import { ADVICE_DE } from './de/advice';
import { CAUSES_DE } from './de/causes';
import { OUTCOMES_DE, REMARKS_DE } from './de/outcomes';
import { ADVICE_EN } from './en/advice';
import { CAUSES_EN } from './en/causes';
import { OUTCOMES_EN, REMARKS_EN } from './en/outcomes';
import { ADVICE_FR } from './fr/advice';
import { CAUSES_FR } from './fr/causes';
import { OUTCOMES_FR, REMARKS_FR } from './fr/outcomes';
import { ADVICE_IT } from './it/advice';
import { CAUSES_IT } from './it/causes';
import { OUTCOMES_IT, REMARKS_IT } from './it/outcomes';
import { Language } from './language';

export const CATALOGUES: Readonly<Record<Language, Catalogue>> = {
  [Language.EN]: { outcomes: OUTCOMES_EN, remarks: REMARKS_EN, causes: CAUSES_EN, advice: ADVICE_EN },
  [Language.FR]: { outcomes: OUTCOMES_FR, remarks: REMARKS_FR, causes: CAUSES_FR, advice: ADVICE_FR },
  [Language.DE]: { outcomes: OUTCOMES_DE, remarks: REMARKS_DE, causes: CAUSES_DE, advice: ADVICE_DE },
  [Language.IT]: { outcomes: OUTCOMES_IT, remarks: REMARKS_IT, causes: CAUSES_IT, advice: ADVICE_IT },
};
