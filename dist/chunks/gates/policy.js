import { s as normalPlatform } from "../oci.js";
import { i as sizeProblems, r as sizeLimitOf, t as publishedSizes } from "./size.js";
import { i as hasSecretName } from "../dockerfile/lint.js";
import { i as groupBy } from "../text.js";
import { r as layerName } from "./gate.js";

// src/gates/policy/policy.ts
function policyOf(matrix, target) {
	const declared = {
		...matrix.policy,
		...target?.policy
	};
	return {
		user: declared.user ?? "any",
		labels: declared.labels ?? [],
		secrets: declared.secrets ?? "gate",
		allowEnv: declared["allow-env"] ?? []
	};
}
function policyProblems(image, platforms, policy) {
	const found = platforms.flatMap((subject) => breaches(subject, policy).map((breach) => ({
		breach,
		platform: subject.platform
	})));
	return [...groupBy(found, ({ breach }) => JSON.stringify(breach)).values()].map((group) => {
		const { severity, code, what, hint } = group[0].breach;
		return {
			severity,
			code,
			message: `image "${image}" (${[...new Set(group.map(({ platform }) => platform))].join(", ")}) ${what}`,
			...hint === void 0 ? {} : { hint }
		};
	});
}
function breaches(subject, policy) {
	return [
		...userBreaches(subject, policy),
		...labelBreaches(subject, policy),
		...policy.secrets === "off" ? [] : [...environmentBreaches(subject, policy), ...fileBreaches(subject, policy)]
	];
}
function isRoot(user) {
	return /^(?:root|0+)?$/.test(user.split(":")[0] ?? "");
}
function userBreaches({ config: { user } }, policy) {
	if (policy.user === "any" || !isRoot(user)) return [];
	return [refusal("policy-user", user === "" ? "names no user, so it runs as root" : `runs as "${user}", which is root`, "end the template with USER and a user that it made; or allow it: policy: { user: any }")];
}
function labelBreaches({ config }, policy) {
	const missing = policy.labels.filter((label) => (config.labels[label] ?? "").trim() === "");
	return missing.length === 0 ? [] : [refusal("policy-label", `lacks the label${missing.length === 1 ? "" : "s"} ${missing.join(", ")}`, "set it under \"labels\" of the matrix or of the target")];
}
const NO_SECRET = /^(?:|true|false|yes|no|on|off|none|[0-9.]+|[./~][^\s]*)$/i;
function environmentBreaches({ config, base }, policy) {
	const inherited = new Set(base?.env);
	return config.env.flatMap((entry) => {
		const name = entry.slice(0, entry.indexOf("="));
		if (inherited.has(entry) || policy.allowEnv.includes(name) || !hasSecretName(name) || NO_SECRET.test(entry.slice(name.length + 1))) return [];
		return [{
			...refusal("policy-secret", `has the environment variable ${name}, which looks like a secret`, `give it to the steps that need it as a build secret, and to containers when they start; a name that only looks like one: policy: { allow-env: [${name}] }`),
			severity: severityOf(policy)
		}];
	});
}
function fileBreaches({ config, secrets, base }, policy) {
	return secrets.map((secret) => {
		const layer = layerName(config, secret.diffId, base?.diffIds.length ?? 0);
		const where = secret.path === void 0 ? "in its configuration (environment or history)" : `in ${secret.path}, line ${secret.line}${layer === void 0 ? "" : `, of ${layer}`}`;
		const refuses = secret.from !== "base" && (secret.severity === "CRITICAL" || secret.severity === "HIGH");
		return {
			...refusal("policy-secret", `holds what looks like a secret ${where}${secret.from === "base" ? ", in the base image" : ""}: ${secret.title} (${secret.rule})`, "remove it in the step that writes it, a later one leaves it in the layer; replace a secret that was pushed; accept what is none under \"secrets\" in the file that scan.ignores names"),
			severity: refuses ? severityOf(policy) : "warning"
		};
	});
}
function severityOf({ secrets }) {
	return secrets === "gate" ? "error" : "warning";
}
function refusal(code, what, hint) {
	return {
		severity: "error",
		code,
		what,
		hint
	};
}

// src/gates/policy/policy-gate.ts
async function policyGate({ image, candidate }, { job, settings, registry, scans, origins }, host) {
	const { file } = job.workspace.matrix;
	const limit = limitOf(job, image.target);
	const policy = policyOf(file, file.targets[image.target]);
	const tags = image.tags.toSorted((a, b) => Number(a.immutable) - Number(b.immutable));
	const published = limit.growth === void 0 ? { kind: "none" } : await publishedSizes(image.repository, tags.map(({ name }) => name), registry, host.signal);
	if (limit.growth !== void 0 && published.kind === "none") host.say(`${image.id}: none of its tags exists yet, so its growth is not checked`);
	const platforms = candidate.platforms.map(({ platform, size, layers }) => {
		const scan = scans.find((result) => result.subject.image === image.id && result.subject.platform === platform);
		const report = scan?.kind === "scanned" ? scan.report : void 0;
		const { base, config = report?.config } = origins(image.id, platform);
		return {
			platform,
			sizes: {
				...size > 0 ? { compressed: size } : {},
				...report?.layers ? { unpacked: report.layers.reduce((sum, layer) => sum + layer.size, 0) } : {},
				...publishedSize(published, platform)
			},
			stored: layers.map((layer) => layer.size),
			report,
			...base ? { base } : {},
			...config ? { config } : {}
		};
	});
	const known = platforms.flatMap(({ platform, config, base, report }) => config ? [{
		platform,
		config,
		secrets: report?.secrets ?? [],
		...base ? { base } : {}
	}] : []);
	const publishes = settings.destination === "push";
	const unchecked = known.length < platforms.length && (publishes || policy.user !== "any" || policy.labels.length > 0);
	return {
		platforms: platforms.map(({ platform, sizes, config }) => ({
			platform,
			sizes,
			...config ? { user: config.user } : {}
		})),
		problems: [
			...policyProblems(image.id, known, policy),
			...platforms.flatMap(({ platform, sizes, stored, config, base, report }) => sizeProblems({
				image: image.id,
				platform,
				sizes,
				layers: report?.layers ?? [],
				baseLayers: base?.diffIds.length ?? 0,
				...config ? { config } : {},
				...published.kind === "none" ? {} : { tag: `${image.repository}:${published.tag}` },
				...published.kind === "unknown" ? { unknown: published.reason } : {}
			}, limit, publishes, stored)),
			...unchecked ? [{
				severity: publishes ? "error" : "warning",
				code: "policy-unknown",
				message: `image "${image.id}": its user, labels and environment could not be checked, as its configuration could not be read`
			}] : []
		]
	};
}
function limitOf({ workspace: { matrix } }, target) {
	return sizeLimitOf(matrix.file, matrix.file.targets[target], (inTarget, path) => matrix.source.at(inTarget ? [
		"targets",
		target,
		...path
	] : path));
}
function publishedSize(published, platform) {
	switch (published.kind) {
		case "none": return { published: "none" };
		case "sizes": return { published: published.sizes.get(normalPlatform(platform)) ?? "none" };
		case "unknown": return {};
	}
}

export { policyGate as n, policyOf as r, limitOf as t };