export interface DemoOrganization {
  readonly id: string;
  readonly name: string;
}

/** The one that runs the system. */
export const OPERATOR_ORGANIZATION: DemoOrganization = {
  id: 'org_demoExampleProvider000',
  name: 'Example Provider',
};

/** The organization that the demonstration is about. Its domains are example.test and firma.test. */
export const EXAMPLE_ORGANIZATION: DemoOrganization = {
  id: 'org_demoExampleAssociation',
  name: 'Example Association',
};

/** Somebody else's; its people must not even notice that the first one exists. Its domain is other.test. */
export const OTHER_ORGANIZATION: DemoOrganization = {
  id: 'org_demoOtherAssociation00',
  name: 'Other Association',
};
