import type { Response } from 'express';

/** The shape of every refusal: one or two sentences that say what happened, why, and what to do next. */
export function refuse(response: Response, status: number, problem: string): void {
  response.status(status).json({ status, problem });
}
