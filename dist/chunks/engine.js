import { n as error } from "./problem.js";

// src/bake/builder.ts
function parseBuilder(inspect) {
	const field = (name) => new RegExp(`^${name}:[ \\t]+(.*)$`, "m").exec(inspect)?.[1]?.trim() ?? "";
	const platforms = [...inspect.matchAll(/^Platforms:[ \t]+(.*)$/gm)].flatMap(([, list]) => (list ?? "").split(",").map((platform) => platform.trim().replace(/\*$/, "")));
	return {
		name: field("Name"),
		driver: field("Driver"),
		platforms: [...new Set(platforms.filter(Boolean))],
		nodes: [...inspect.matchAll(/^Endpoint:/gm)].length
	};
}
const SETUP = "create one with \"docker buildx create --use --driver docker-container\", or in GitHub Actions with docker/setup-buildx-action";
function pushesByTag({ driver, nodes }) {
	return driver === "docker" || nodes > 1;
}
function builderProblems(builder, images, destination, containerdStore) {
	const problems = [];
	if (builder.driver === "docker" && destination === "push" && !containerdStore) problems.push(error("builder-cannot-push", `the builder "${builder.name}" has the docker driver without the containerd image store, which cannot push an image before its tags`, { hint: SETUP }));
	if (builder.driver === "docker" && destination === "layout" && !containerdStore) problems.push(error("builder-cannot-export", `the builder "${builder.name}" has the docker driver without the containerd image store, which cannot write OCI layouts`, { hint: `${SETUP}; or use --load` }));
	if (destination === "load") for (const image of images.filter(({ platforms }) => platforms.length > 1)) problems.push(error("load-one-platform", `image "${image.id}" has ${image.platforms.length} platforms, and --load takes one`, { hint: `choose one: --platform ${image.platforms[0] ?? "linux/amd64"}` }));
	const missing = [...new Set(images.flatMap(({ platforms }) => platforms))].filter((platform) => !builder.platforms.includes(platform));
	if (missing.length > 0) problems.push(error("builder-platform", `the builder "${builder.name}" cannot build for ${missing.join(", ")} (it has ${builder.platforms.join(", ")})`, { hint: `set up emulation with "docker run --privileged --rm tonistiigi/binfmt --install all", or docker/setup-qemu-action; or choose platforms with --platform` }));
	return problems;
}

// src/bake/engine.ts
async function findBuilder({ builder, why, otherwise }, { exec, env, signal }) {
	const because = why === void 0 ? "" : `, ${why}`;
	const or = otherwise === void 0 ? "" : `; or ${otherwise}`;
	const version = await exec({
		file: "docker",
		args: ["buildx", "version"],
		env,
		signal
	});
	if (version.code === 127) return error("no-docker", `there is no docker on PATH${because}`, { hint: `install Docker Engine or Docker Desktop: https://docs.docker.com/engine/install/${or}` });
	if (version.code !== 0) return error("no-buildx", `docker has no buildx${because}: ${firstLine(version.stderr)}`, { hint: `install the plugin: https://github.com/docker/buildx#installing (Debian: docker-buildx)${or}` });
	const inspect = await exec({
		file: "docker",
		args: [
			"buildx",
			"inspect",
			"--bootstrap",
			...builder === void 0 ? [] : ["--", builder]
		],
		env,
		signal
	});
	const found = parseBuilder(inspect.stdout);
	if (inspect.code !== 0 || found.platforms.length === 0) return error("no-builder", `no builder answers: ${inspect.code === 0 ? /^Error:[ \t]+(.*)$/m.exec(inspect.stdout)?.[1] ?? `"${found.name}" names no platforms` : firstLine(inspect.stderr)}`, { hint: `start the Docker engine, or choose a builder from "docker buildx ls" with --builder${or}` });
	return found;
}
function firstLine(text) {
	return text.trim().split("\n", 1)[0]?.replace(/^ERROR: /, "") ?? "";
}

export { builderProblems as n, pushesByTag as r, findBuilder as t };