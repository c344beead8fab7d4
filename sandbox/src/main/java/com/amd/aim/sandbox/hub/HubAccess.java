package com.amd.aim.sandbox.hub;

import java.util.Set;

/**
 * Who may download a repository.
 *
 * @param kind the rule
 * @param tokens the tokens it lets through
 */
public record HubAccess(Kind kind, Set<String> tokens) {
    /** Everybody. */
    public static final HubAccess OPEN = new HubAccess(Kind.OPEN, Set.of());

    /** The rules a hub has. */
    public enum Kind {
        /** Everybody may. */
        OPEN,
        /** Everybody sees what it consists of; who has accepted the licence may download it. */
        GATED,
        /** For everybody else it does not exist. */
        PRIVATE
    }

    public HubAccess {
        tokens = Set.copyOf(tokens);
    }

    /** Whose owners have accepted the licence. */
    public static HubAccess gated(String... tokens) {
        return new HubAccess(Kind.GATED, Set.of(tokens));
    }

    /** Whose owners are members. */
    public static HubAccess restricted(String... tokens) {
        return new HubAccess(Kind.PRIVATE, Set.of(tokens));
    }

    boolean lets(String token) {
        return kind == Kind.OPEN || tokens.contains(token);
    }
}
