import { groupBy, plural } from "../../text.js";
import { hasSecretName } from "../../dockerfile/lint.js";
import { imageByImage, layerName } from "../gate/later.js";
import { knownPlatforms } from "../scan/later.js";

// src/gates/policy/configuration-gate.ts
const UNREADABLE = "as its configuration could not be read";
const configurationGate = {
	name: "configuration",
	run: async (built, scene) => {
		const platformsOf = await knownPlatforms(scene);
		const publishes = scene.settings.destination === "push";
		return imageByImage(built, (image) => {
			const { id, checks } = image.image;
			const platforms = platformsOf(image);
			const isAsked = publishes || Object.keys(checks.policy).length > 0;
			const isKnown = platforms.every(({ config }) => config !== void 0);
			return {
				problems: isAsked && !isKnown ? [{
					severity: publishes ? "error" : "warning",
					code: "policy-unknown",
					message: `image "${id}": its user, labels and environment could not be checked, ${UNREADABLE}`
				}] : [],
				platforms: Object.fromEntries(platforms.map(({ platform, config }) => [platform, config ? { user: config.user } : {}]))
			};
		});
	}
};

// src/gates/policy/policy.ts
function policyOf(declared) {
	return {
		user: declared.user?.value ?? "any",
		labels: declared.labels?.value ?? [],
		secrets: declared.secrets?.value ?? "gate",
		allowEnv: declared["allow-env"]?.value ?? []
	};
}
function policyProblems(image, platforms, policy) {
	const allBreaches = platforms.flatMap((subject) => breaches(subject, policy).map((breach) => ({
		breach,
		platform: subject.platform
	})));
	return [...groupBy(allBreaches, ({ breach }) => JSON.stringify(breach)).values()].map((group) => {
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
	return missing.length === 0 ? [] : [refusal("policy-label", `lacks the ${plural("label", missing.length)} ${missing.join(", ")}`, "set it under \"labels\" of the matrix or of the target")];
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
const policyGate = {
	name: "policy",
	run: async (built, scene) => {
		const platformsOf = await knownPlatforms(scene);
		return imageByImage(built, (image) => ({ problems: policyProblems(image.image.id, platformsOf(image).flatMap(({ platform, config, base, report }) => config ? [{
			platform,
			config,
			secrets: report?.secrets ?? [],
			...base ? { base } : {}
		}] : []), policyOf(image.image.checks.policy)) }));
	}
};

export { configurationGate, policyGate };