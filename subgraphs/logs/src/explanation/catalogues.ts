import type { Catalogue } from './catalogue/catalogue';
import { ADVICE_DE } from './catalogue/advice.de';
import { CAUSES_DE } from './catalogue/causes.de';
import { OUTCOMES_DE, REMARKS_DE } from './catalogue/outcomes.de';
import { ADVICE_EN } from './catalogue/advice.en';
import { CAUSES_EN } from './catalogue/causes.en';
import { OUTCOMES_EN, REMARKS_EN } from './catalogue/outcomes.en';
import { ADVICE_FR } from './catalogue/advice.fr';
import { CAUSES_FR } from './catalogue/causes.fr';
import { OUTCOMES_FR, REMARKS_FR } from './catalogue/outcomes.fr';
import { ADVICE_IT } from './catalogue/advice.it';
import { CAUSES_IT } from './catalogue/causes.it';
import { OUTCOMES_IT, REMARKS_IT } from './catalogue/outcomes.it';
import { Language } from './language';

export const CATALOGUES: Readonly<Record<Language, Catalogue>> = {
  [Language.EN]: { outcomes: OUTCOMES_EN, remarks: REMARKS_EN, causes: CAUSES_EN, advice: ADVICE_EN },
  [Language.FR]: { outcomes: OUTCOMES_FR, remarks: REMARKS_FR, causes: CAUSES_FR, advice: ADVICE_FR },
  [Language.DE]: { outcomes: OUTCOMES_DE, remarks: REMARKS_DE, causes: CAUSES_DE, advice: ADVICE_DE },
  [Language.IT]: { outcomes: OUTCOMES_IT, remarks: REMARKS_IT, causes: CAUSES_IT, advice: ADVICE_IT },
};
