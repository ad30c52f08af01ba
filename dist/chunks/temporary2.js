import { join } from "node:path";
import { mkdtemp, realpath, stat } from "node:fs/promises";
import { tmpdir } from "node:os";

// src/host/temporary.ts
async function temporaryFolder(prefix) {
	return realpath(await mkdtemp(join(tmpdir(), prefix)));
}
async function isFolder(path) {
	return stat(path).then((found) => found.isDirectory(), () => false);
}

export { temporaryFolder as n, isFolder as t };