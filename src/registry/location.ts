/** Reads the addresses that registries answer with: redirects, and where an upload goes on. */

/**
 * The address in a `Location` header. Throws an Error for one that is none, and for one that would send what came to
 * https in the clear.
 *
 * @param from where the answer came from, which relative addresses start from
 */
export function locationUrl(location: string, from: URL): URL {
  const url = URL.canParse(location, from.href) ? new URL(location, from) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol))
    throw new Error('answered with a Location that is no address of the web');
  if (from.protocol === 'https:' && url.protocol !== 'https:')
    throw new Error(`was redirected from https to ${url.origin}${url.pathname}, which is refused`);
  return url;
}
