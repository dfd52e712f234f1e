// The engine as `servicelint serve` on this machine, with its token. Keeps the drafts that only their changes came for.
import type { CheckAnswer, CheckRequest, RuleAnswer } from "../protocol";
import { EngineError, type Engine } from "./engine";

const MAX_FIELDS = 64;

export class HttpEngine implements Engine {
  private held = new Map<string, { version: number; points: string[] }>();
  private running = new Map<string, AbortController>();
  private base: string;

  constructor(
    port: number,
    private token: string,
  ) {
    this.base = `http://127.0.0.1:${port}`;
  }

  async check(request: CheckRequest): Promise<CheckAnswer> {
    const { field, version, change } = request;
    let points: string[];
    if (change) {
      const held = this.held.get(field);
      if (held?.version !== request.base) return { error: { code: "resend", message: "send the draft whole" } };
      points = [...held!.points.slice(0, change.start), ...change.text, ...held!.points.slice(change.end)];
    } else {
      points = [...(request.draft ?? "")];
    }
    this.held.delete(field);
    this.held.set(field, { version, points });
    for (const oldest of this.held.keys()) {
      if (this.held.size <= MAX_FIELDS) break;
      this.held.delete(oldest);
    }
    this.running.get(field)?.abort();
    const mine = new AbortController();
    this.running.set(field, mine);
    // Half a surrogate pair is no Unicode text: JSON for the server has U+FFFD in its place, one for one.
    const draft = points.map((point) => (/^[\ud800-\udfff]$/.test(point) ? "\ufffd" : point)).join("");
    const asked = { draft, thread: request.thread, channel: request.channel, kind: "draft" };
    try {
      const body = await this.fetch<{ files: { findings: CheckAnswer["findings"] }[] }>("/v1/check", asked, mine.signal);
      return { version, findings: body.files[0]?.findings ?? [] };
    } catch (error) {
      if ((error as Error).name === "AbortError") return { error: { code: "stale", message: "a newer version came" } };
      throw error;
    }
  }

  async rule(id: string): Promise<RuleAnswer> {
    return { rule: await this.fetch<RuleAnswer["rule"] & object>(`/v1/rules/${id}`) };
  }

  close(field: string): void {
    this.held.delete(field);
  }

  async hello(): Promise<{ says: string; notices: string[] }> {
    const body = await this.fetch<{ version: string; notices: string[] }>("/healthz");
    // The health page needs no token; the list of rules does.
    await this.fetch("/v1/rules");
    return { says: `servicelint ${body.version} at ${this.base}`, notices: body.notices };
  }

  stop(): void {
    for (const one of this.running.values()) one.abort();
    this.held.clear();
  }

  private async fetch<T>(path: string, body?: object, signal?: AbortSignal): Promise<T> {
    const headers: Record<string, string> = { Authorization: `Bearer ${this.token}` };
    if (body) headers["Content-Type"] = "application/json";
    let answer: Response;
    try {
      answer = await fetch(this.base + path, {
        method: body ? "POST" : "GET",
        headers,
        body: body ? JSON.stringify(body) : null,
        signal: signal ?? AbortSignal.timeout(15_000),
        credentials: "omit",
        cache: "no-store",
        redirect: "error",
      });
    } catch (error) {
      if ((error as Error).name === "AbortError") throw error;
      throw new EngineError("no-engine", `nothing answers at ${this.base}`);
    }
    const said = (await answer.json().catch(() => ({}))) as T & { error?: { message: string } };
    if (answer.ok) return said;
    const why = said.error?.message ?? `status ${answer.status}`;
    throw new EngineError(answer.status === 401 || answer.status === 403 ? "no-engine" : "failed", why);
  }
}
