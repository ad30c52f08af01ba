import { n as recoveryText, t as recoveryJson } from "../publish.js";

export { recoveryJson, recoveryText };