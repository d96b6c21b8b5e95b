// The kinds of item a script can show. Each control enters its own here, and a widget ships those it needs.

/** Kind → prompt (what is asked for, in a few words), empty (what to do first), control(item, context). */
export const KINDS = {};
