import { hasSecretName, holdsSecret } from "../../dockerfile.js";
import { groupBy, plural, reasonOf } from "../../text.js";
import { pLimit } from "../../packages/p-limit.js";
import { IMAGE_CONTEXT } from "../../plan/tests.js";
import { numberInPasswd, userNumber, userPart } from "../../oci/later.js";
import { buildBase, builderOf, filesOfBuild, imageByImage, layerName } from "../gate/later.js";
import { knownPlatforms } from "../scan/later.js";
import { join } from "node:path";

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

// src/gates/policy/policy-gate.ts
const policyGate = {
	name: "policy",
	run: async (...args) => (await import("./check-images.js")).checkImages(...args)
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
function userBreaches({ config: { user }, uid }, policy) {
	if (policy.user === "any" || uid === void 0 || uid !== "unknown" && uid > 0) return [];
	if (uid === "unknown") return [refusal("policy-user", `runs as "${user}", a user that its /etc/passwd does not have`, "make the user in the template, or name it by its number, which needs no /etc/passwd: USER 1000")];
	const name = userPart(user);
	const isSecretlyRoot = name !== "root" && userNumber(name) === void 0;
	return [refusal("policy-user", user === "" ? "names no user, so it runs as root" : `runs as "${user}", which is ${isSecretlyRoot ? "user 0 in its /etc/passwd: root" : "root"}`, "end the template with USER and a user that it made; or allow it: policy: { user: any }")];
}
function labelBreaches({ config }, policy) {
	const missing = policy.labels.filter((label) => (config.labels[label] ?? "").trim() === "");
	return missing.length === 0 ? [] : [refusal("policy-label", `lacks the ${plural("label", missing.length)} ${missing.join(", ")}`, "set it under \"labels\" of the matrix or of the target")];
}
function environmentBreaches({ config, base }, policy) {
	const inherited = new Set(base?.env);
	return config.env.flatMap((entry) => {
		const name = entry.slice(0, entry.indexOf("="));
		if (inherited.has(entry) || policy.allowEnv.includes(name) || !holdsSecret(name, entry.slice(name.length + 1))) return [];
		return [{
			...refusal("policy-secret", `has the environment variable ${name}, which ${hasSecretName(name) ? "looks like a secret" : "holds a password"}`, `give it to the steps that need it as a build secret, and to containers when they start; a name that only looks like one: policy: { allow-env: [${name}] }`),
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

// src/gates/policy/user.ts
const PASSWD_DOCKERFILE = `FROM scratch\nCOPY --from=${IMAGE_CONTEXT} /etc/passwd /passwd\n`;
const NO_PASSWD = /"\/etc\/passwd": not found/;
function createFindUser({ job, settings }, host) {
	const limit = pLimit(job.request.build.concurrency);
	let count = 0;
	let builder;
	const readPasswd = async (base) => {
		builder ??= builderOf({
			job,
			settings
		}, host);
		const tar = join(job.out, "policy", `${count += 1}.tar`);
		try {
			const [passwd] = await filesOfBuild(PASSWD_DOCKERFILE, base, {
				builder: await builder,
				tar
			}, host);
			return Buffer.from(passwd?.content ?? []).toString("utf8");
		} catch (cause) {
			if (cause instanceof Error && NO_PASSWD.test(cause.message)) return "";
			throw cause;
		}
	};
	return async (user, base) => {
		const name = userPart(user);
		const number = name === "root" ? 0 : userNumber(name);
		if (number !== void 0) return number;
		return numberInPasswd(await limit(() => readPasswd(base)), name) ?? "unknown";
	};
}

// src/gates/policy/check-images.ts
async function checkImages(built, scene, host) {
	const platformsOf = await knownPlatforms(scene);
	const findUser = createFindUser(scene, host);
	return imageByImage(built, async (image) => ({ problems: await checkPolicy(image, platformsOf(image), findUser, scene.settings) }));
}
async function checkPolicy(image, platforms, findUser, settings) {
	const policy = policyOf(image.image.checks.policy);
	const checked = await Promise.all(platforms.map(async ({ platform, config, base, report }) => {
		if (config === void 0) return {};
		const subject = {
			platform,
			config,
			secrets: report?.secrets ?? [],
			...base ? { base } : {}
		};
		if (policy.user === "any") return { subject };
		try {
			const uid = await findUser(config.user, buildBase(image, platform, settings));
			return { subject: {
				...subject,
				uid
			} };
		} catch (cause) {
			return {
				subject,
				unknown: unreadableUser(image.image.id, subject, cause)
			};
		}
	}));
	const subjects = checked.flatMap(({ subject }) => subject ?? []);
	return [...policyProblems(image.image.id, subjects, policy), ...checked.flatMap(({ unknown }) => unknown ?? [])];
}
function unreadableUser(id, { platform, config }, cause) {
	return {
		severity: "error",
		code: "policy-unknown",
		message: `image "${id}" (${platform}) runs as "${config.user}", and its /etc/passwd, which says who that is, could not be read: ${reasonOf(cause)}`,
		hint: "try again; or name the user by its number, which needs no /etc/passwd: USER 1000"
	};
}

export { checkImages, configurationGate, policyGate };