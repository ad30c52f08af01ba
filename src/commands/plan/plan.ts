/** `docker-matrix plan`: shows the images, platforms and tags without building anything. */

import type { Plan } from '../../plan/plan.ts';
import type { Request } from '../../plan/request.ts';
import { planOutputs } from '../../report/outputs.ts';
import type { Command } from '../command/command.ts';
import { planRun } from '../command/run-plan.ts';
import { planJson, planText } from './text.ts';

/** The command `plan`. */
export const command: Command<Request, Plan> = {
  run: async (request, host, open) => (await planRun(request, host, open)).plan,
  text: planText,
  json: planJson,
  warnings: ({ warnings }) => warnings,
  outputs: planOutputs,
};
