/** The Firebase project that somebody's mailbox lies in, and what it takes to speak to it. No host is ever part of it. */
export interface HomeProject {
  readonly projectId: string;
  readonly apiKey: string;
}

/** As Firebase forms them, as sources of patterns; those of a local backend begin with `demo-`. */
export const projectIdForm = '[a-z][a-z0-9-]{4,28}[a-z0-9]';
export const apiKeyForm = '(?:AIza[\\w-]{35}|demo-[a-z0-9-]{0,24}[a-z0-9])';

const projectIdPattern = new RegExp(`^${projectIdForm}$`);
const apiKeyPattern = new RegExp(`^${apiKeyForm}$`);

/** Null for what no link could carry. */
export function parseHomeProject({ projectId, apiKey }: HomeProject): HomeProject | null {
  return projectIdPattern.test(projectId) && apiKeyPattern.test(apiKey) ? { projectId, apiKey } : null;
}
