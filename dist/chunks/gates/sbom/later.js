import { pLimit } from "../../packages/p-limit.js";
import { imageStore, spdxOf } from "../../bake/later.js";
import { error } from "../../problem.js";
import { reasonOf } from "../../text.js";
import { join } from "node:path";

// src/gates/sbom/sbom-gate.ts
const sbomGate = {
	name: "sbom",
	run: async (built, scene, host) => {
		const { sbom, destination } = scene.settings;
		if (sbom === "false" || destination === "load") return {};
		const platforms = built.flatMap((image) => image.candidate.platforms.map((platform) => ({
			image,
			platform
		})));
		const written = await pLimit(4).map(platforms, async ({ image, platform }) => ({
			image: image.image.id,
			sbom: await writeSbom(image, platform, scene, host)
		}));
		return {
			problems: written.flatMap(({ sbom: pathOrProblem }) => typeof pathOrProblem === "string" ? [] : [pathOrProblem]),
			about: ({ id }) => ({ sbomFiles: written.flatMap(({ image, sbom: pathOrProblem }) => image === id && typeof pathOrProblem === "string" ? [pathOrProblem] : []).toSorted() })
		};
	}
};
async function writeSbom({ image }, { platform, spdx }, { job, settings, registry }, host) {
	const name = `${image.id} (${platform})`;
	if (spdx === void 0) return error("sbom-missing", `${name} has no SBOM attestation`, { hint: "the builder must support attestations (not the docker driver without the containerd image store); or set sbom to false" });
	try {
		const path = join(job.out, "sbom", `${image.id}.${platform.replaceAll("/", "-")}.spdx.json`);
		const text = spdxOf(await imageStore({
			image,
			settings,
			registry
		}, host).blob(spdx));
		await host.files.write([{
			path,
			text
		}]);
		return path;
	} catch (cause) {
		return error("sbom-unreadable", `the SBOM of ${name} could not be read: ${reasonOf(cause)}`);
	}
}

export { sbomGate };