/** The GitHub API of the workflow run. */

/** What asks GitHub. */
export type GithubApi = ReturnType<typeof import('@actions/github').getOctokit>;

/** Makes a client. Octokit is large, so it is loaded only here, when something is really asked. */
export async function githubApi(token: string): Promise<GithubApi> {
  const { getOctokit } = await import('@actions/github');
  // Said here, because Octokit keeps the address that it found when it was loaded.
  const { GITHUB_API_URL: baseUrl = 'https://api.github.com' } = process.env;
  return getOctokit(token, { baseUrl });
}
