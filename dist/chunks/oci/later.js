import { array, boolean, looseObject, minLength, nullish, optional, parse, pipe, record, string, unknown } from "../packages/valibot.js";

// src/oci/image-config.ts
const RunConfig = looseObject({
	User: nullish(string()),
	WorkingDir: nullish(string()),
	Entrypoint: nullish(array(string())),
	Cmd: nullish(array(string())),
	Env: nullish(array(string())),
	Labels: nullish(record(string(), string())),
	ExposedPorts: nullish(record(string(), unknown())),
	Volumes: nullish(record(string(), unknown())),
	Healthcheck: nullish(looseObject({ Test: nullish(array(string())) }))
});
const ConfigDocument = looseObject({
	architecture: pipe(string(), minLength(1)),
	os: pipe(string(), minLength(1)),
	variant: optional(string()),
	config: nullish(RunConfig),
	rootfs: optional(looseObject({ diff_ids: nullish(array(string())) })),
	history: optional(array(looseObject({
		created_by: optional(string()),
		empty_layer: optional(boolean())
	})))
});
function configOf({ config, rootfs, history }) {
	const diffIds = rootfs?.diff_ids ?? [];
	const steps = (history ?? []).filter(({ empty_layer }) => !empty_layer);
	return {
		user: config?.User ?? "",
		env: config?.Env ?? [],
		labels: config?.Labels ?? {},
		diffIds,
		madeBy: steps.length === diffIds.length ? steps.map(({ created_by }) => keywordOf(created_by ?? "")) : []
	};
}
function readConfigDocument(bytes) {
	return parse(ConfigDocument, JSON.parse(Buffer.from(bytes).toString("utf8")));
}
function keywordOf(step) {
	const [, classic] = /^\/bin\/sh -c #\(nop\)\s+([A-Z]+)(?:\s|$)/.exec(step) ?? [];
	if (classic !== void 0) return classic;
	return step.startsWith("/bin/sh -c ") ? "RUN" : /^([A-Z]+)\s/.exec(step)?.[1] ?? "";
}

// src/oci/user.ts
const MAX_UID = 2 ** 31 - 1;
function userPart(user) {
	return user.split(":")[0] || "root";
}
function userNumber(user) {
	if (!/^[+-]?[0-9]+$/.test(user)) return void 0;
	const number = Number(user);
	return number >= 0 && number <= MAX_UID ? Math.abs(number) : void 0;
}
function numberInPasswd(passwd, name) {
	const fields = passwd.split("\n").map((line) => line.trim().split(":")).find(([first]) => first === name);
	if (fields === void 0) return void 0;
	const [, , number = ""] = fields;
	return /^[+-]?[0-9]{1,19}$/.test(number) ? Number(BigInt.asUintN(32, BigInt(number.replace("+", "")))) : 0;
}

export { ConfigDocument, RunConfig, configOf, numberInPasswd, readConfigDocument, userNumber, userPart };