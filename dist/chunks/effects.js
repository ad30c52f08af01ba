// src/effects/environment.ts
const COMMON = [
	/^(?:PATH|HOME|USER|LOGNAME|SHELL|TERM|NO_COLOR|TZ|LANG|LC_[A-Z]+|TMPDIR|TMP|TEMP)$/,
	/^XDG_[A-Z_]+$/,
	/^(?:https?|ftp|no|all)_proxy$/i,
	/^SSL_CERT_(?:FILE|DIR)$/,
	/^(?:SystemRoot|SystemDrive|windir|ComSpec|PATHEXT|USERPROFILE|APPDATA|LOCALAPPDATA|ProgramData|ProgramFiles)$/i
];
const LOGINS = [
	/^DOCKER_(?:CONFIG|AUTH_CONFIG)$/,
	/^(?:AWS|AZURE|GOOGLE|CLOUDSDK|GCE)_[A-Z0-9_]+$/,
	/^(?:PASSWORD_STORE_[A-Z_]+|GNUPGHOME|GPG_TTY|DBUS_SESSION_BUS_ADDRESS|DISPLAY|WAYLAND_DISPLAY)$/
];
const PROGRAMS = {
	docker: [
		...LOGINS,
		/^(?:DOCKER|BUILDX|BUILDKIT)_[A-Z0-9_]+$/,
		/^SOURCE_DATE_EPOCH$/,
		/^SSH_AUTH_SOCK$/,
		/^(?:KUBECONFIG|KUBERNETES_SERVICE_(?:HOST|PORT))$/
	],
	git: [/^GIT_[A-Z0-9_]+$/],
	cosign: [
		...LOGINS,
		/^(?:COSIGN|SIGSTORE|TUF|REKOR|VAULT)_[A-Z0-9_]+$/,
		/^TRANSIT_SECRET_ENGINE_PATH$/,
		/^ACTIONS_ID_TOKEN_REQUEST_(?:URL|TOKEN)$/
	],
	trivy: [/^DOCKER_(?:CONFIG|HOST|CONTEXT|TLS_VERIFY|CERT_PATH)$/],
	"credential-helper": LOGINS
};
function environmentOf(program, env, also = []) {
	const kept = [...COMMON, ...program === void 0 ? [] : PROGRAMS[program]];
	const names = new Set(also);
	return Object.fromEntries(Object.entries(env).flatMap(([name, value]) => value !== void 0 && (names.has(name) || kept.some((pattern) => pattern.test(name))) ? [[name, value]] : []));
}
function isOfRunner(name) {
	return /^(?:INPUT|ACTIONS|RUNNER|GITHUB|STATE)_/i.test(name) && name !== "GITHUB_TOKEN";
}
function isOfProgram(name) {
	return Object.values(PROGRAMS).flat().some((pattern) => pattern.test(name));
}

export { environmentOf, isOfProgram, isOfRunner };