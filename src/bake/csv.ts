/** One `name=value` field of a CSV record (RFC 4180), as buildx reads outputs, caches and secrets. */
export function csvField(name: string, text: string): string {
  const field = `${name}=${text}`;
  return /[",\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}
