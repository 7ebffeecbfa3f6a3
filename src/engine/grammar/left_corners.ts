/** What a rule can do before it takes a byte: end, and which rules it can begin with. */
import { Op, type Program } from './program.ts';
import { GrammarError } from './scanner.ts';

/** Everything that can be reached from an instruction without taking a byte. */
export interface Reach {
  /** Instructions that take a byte. */
  readonly terminals: readonly number[];
  /** Calls, those behind rules that derive the empty text included. */
  readonly calls: readonly number[];
  /** The rule can end here. */
  readonly ends: boolean;
}

export function reachFrom({ ops, args, branches }: Program, nullable: Uint8Array, from: number): Reach {
  const terminals: number[] = [];
  const calls: number[] = [];
  let ends = false;
  const seen = new Set([from]);
  // A set is gone through in the order in which it grows.
  for (const at of seen) {
    const arg = args[at] as number;
    switch (ops[at]) {
      case Op.Call:
        calls.push(at);
        if (nullable[arg]) seen.add(at + 1);
        break;
      case Op.Split:
        for (const target of branches[arg] as readonly number[]) seen.add(target);
        break;
      case Op.Jump:
        seen.add(arg);
        break;
      case Op.End:
        ends = true;
        break;
      default:
        terminals.push(at);
    }
  }
  return { terminals, calls, ends };
}

/** By rule: 1 where it derives the empty text. Linear: each instruction is looked at once. */
export function nullableRules({ ops, args, branches, entries }: Program): Uint8Array {
  const nullable = new Uint8Array(entries.length);
  const seen = new Uint8Array(ops.length);
  const work: [at: number, rule: number][] = Array.from(entries, (entry, rule) => [entry, rule]);
  /** By rule: what goes on where it is found to derive the empty text. */
  const waiting = new Map<number, [at: number, rule: number][]>();
  for (let next = work.pop(); next !== undefined; next = work.pop()) {
    const [at, rule] = next;
    if (seen[at] || nullable[rule]) continue;
    seen[at] = 1;
    const arg = args[at] as number;
    switch (ops[at]) {
      case Op.Call:
        if (nullable[arg]) work.push([at + 1, rule]);
        else if (waiting.get(arg)?.push([at + 1, rule]) === undefined) waiting.set(arg, [[at + 1, rule]]);
        break;
      case Op.Split:
        for (const target of branches[arg] as readonly number[]) work.push([target, rule]);
        break;
      case Op.Jump:
        work.push([arg, rule]);
        break;
      case Op.End:
        nullable[rule] = 1;
        for (const one of waiting.get(rule) ?? []) work.push(one);
        break;
    }
  }
  return nullable;
}

/** By rule: its place in an order in which each stands before those that it can begin with. Throws on left recursion. */
export function callOrder({ entries, args, names }: Program, reachOf: (at: number) => Reach): Int32Array {
  const order = new Int32Array(entries.length).fill(-1);
  const open = new Uint8Array(entries.length);
  let place = entries.length;
  const calleesOf = (rule: number): Iterator<number> =>
    reachOf(entries[rule] as number)
      .calls.map((call) => args[call] as number)
      .values();
  for (let first = 0; first < entries.length; first++) {
    if (order[first] !== -1) continue;
    open[first] = 1;
    const path = [{ rule: first, callees: calleesOf(first) }];
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const { done, value: callee } = top.callees.next();
      if (done) {
        open[top.rule] = 0;
        order[top.rule] = --place;
        path.pop();
      } else if (open[callee]) {
        throw new GrammarError(`rule "${names[callee]}" can begin with itself (left recursion)`);
      } else if (order[callee] === -1) {
        open[callee] = 1;
        path.push({ rule: callee, callees: calleesOf(callee) });
      }
    }
  }
  return order;
}
