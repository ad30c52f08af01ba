/** Reads USER of an image's configuration, and finds the number of a name in the image's passwd file. */

/*
 * Both follow what runs containers, so that nobody is root who looks like somebody else:
 * https://github.com/moby/sys/blob/user/v0.4.0/user/user.go (GetExecUser, for runc, Docker and BuildKit)
 */

/** The largest number of a user. A larger one is looked up as a name. */
const MAX_UID = 2 ** 31 - 1;

/** The user in `user[:group]`. Without one it is root. */
export function userPart(user: string): string {
  return user.split(':')[0] || 'root';
}

/** The number of a user who is given by number; `+0` and `-0` are 0, too. Undefined for a name. */
export function userNumber(user: string): number | undefined {
  if (!/^[+-]?[0-9]+$/.test(user)) return undefined;
  const number = Number(user);
  return number >= 0 && number <= MAX_UID ? Math.abs(number) : undefined;
}

/** The number of a name in a passwd file; the first line with the name counts. Undefined when there is none. */
export function numberInPasswd(passwd: string, name: string): number | undefined {
  const fields = passwd
    .split('\n')
    .map((line) => line.trim().split(':'))
    .find(([first]) => first === name);
  if (fields === undefined) return undefined;
  const [, , number = ''] = fields;
  // What is no number counts as 0, and the kernel keeps 32 bits of a large one.
  return /^[+-]?[0-9]{1,19}$/.test(number) ? Number(BigInt.asUintN(32, BigInt(number.replace('+', '')))) : 0;
}
