import { t as pLimit } from "../packages/p-limit.js";
import { _ as spdxOf, l as imageStore } from "../bake.js";
import { n as error } from "../problem.js";
import { join } from "node:path";

// src/gates/sbom/sbom-files.ts
async function writeSboms(built, { settings, registry, out }, host) {
	if (settings.sbom === "false" || settings.destination === "load") return {
		files: /* @__PURE__ */ new Map(),
		problems: []
	};
	const files = /* @__PURE__ */ new Map();
	const problems = [];
	const limit = pLimit(4);
	await Promise.all(built.flatMap(({ image, candidate }) => candidate.platforms.map((platform) => limit(async () => {
		const name = `${image.id} (${platform.platform})`;
		if (platform.spdx === void 0) {
			problems.push(error("sbom-missing", `${name} has no SBOM attestation`, { hint: "the builder must support attestations (not the docker driver without the containerd image store); or set sbom to false" }));
			return;
		}
		try {
			const path = join(out, "sbom", `${image.id}.${platform.platform.replaceAll("/", "-")}.spdx.json`);
			await host.files.write([{
				path,
				text: spdxOf(await imageStore({
					image,
					settings,
					registry
				}, host).blob(platform.spdx))
			}]);
			files.set(image.id, [...files.get(image.id) ?? [], path].toSorted());
		} catch (cause) {
			problems.push(error("sbom-unreadable", `the SBOM of ${name} could not be read: ${cause instanceof Error ? cause.message : String(cause)}`));
		}
	}))));
	return {
		files,
		problems
	};
}

export { writeSboms as t };