import { Command } from 'commander';

/** A command that leaves it to the program how a call ends; Commander hands that down only to commands it makes itself. */
export function command(name: string): Command {
  return new Command(name).exitOverride();
}
