// src/commands/publish/text.ts
function recoveryText({ outcome, state, journal }) {
	if (!outcome) return `${journal}: was ${state === "published" ? "published" : "rolled back"} already`;
	if (outcome.kind === "published") return [
		`Published:`,
		...[...outcome.moved, ...outcome.unchanged].map(movedLine),
		`${journal}: ${outcome.unrecorded === void 0 ? "published" : "unfinished"}`
	].join("\n");
	return [...outcome.restored.length > 0 ? ["Put back:", ...outcome.restored.map(restoredLine)] : [], `${journal}: ${state === "rolled-back" ? "rolled back" : "unfinished"}`].join("\n");
}
function recoveryJson({ direction, journal, state, outcome, problems }) {
	const rolledBack = outcome?.kind === "rolled-back" ? outcome : void 0;
	return {
		direction,
		journal,
		state,
		published: outcome?.kind === "published" ? [...outcome.moved, ...outcome.unchanged] : [],
		restored: rolledBack?.restored ?? [],
		left: rolledBack?.left ?? [],
		taken: rolledBack?.taken ?? [],
		problems
	};
}
function movedLine({ reference, digest }) {
	return `  ${reference} → ${digest}`;
}
function restoredLine({ reference, digest }) {
	return `  ${reference} ${digest === void 0 ? "is deleted" : `→ ${digest}`}`;
}

export { recoveryJson, recoveryText };