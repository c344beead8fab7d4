package com.amd.aim.kube.schema.cel;

import dev.cel.common.types.CelType;
import dev.cel.common.types.OpaqueType;
import dev.cel.common.types.SimpleType;
import java.util.List;

/** Semantic versions in expressions: {@code semver(self.version).isLessThan(semver('2.0.0'))}. */
final class SemverFunctions {

    private static final CelType TYPE = OpaqueType.create("kubernetes.Semver");
    private static final CelType TEXT = SimpleType.STRING;
    private static final CelType BOOL = SimpleType.BOOL;
    private static final List<CelType> TEXT_AND_BOOL = List.of(TEXT, BOOL);
    private static final List<CelType> TWO = List.of(TYPE, TYPE);

    private SemverFunctions() {}

    static void addTo(Functions functions) {
        Class<Semver> type = Semver.class;
        functions
                .function("semver", "string_to_semver", TYPE, TEXT, String.class, Semver::parse)
                .function(
                        "semver",
                        "string_bool_to_semver",
                        TYPE,
                        TEXT_AND_BOOL,
                        String.class,
                        Boolean.class,
                        Semver::parse)
                .function("isSemver", "is_semver_string", BOOL, TEXT, String.class, text -> Semver.valid(text, false))
                .function(
                        "isSemver",
                        "is_semver_string_bool",
                        BOOL,
                        TEXT_AND_BOOL,
                        String.class,
                        Boolean.class,
                        Semver::valid)
                .method("major", "semver_major", SimpleType.INT, TYPE, type, Semver::major)
                .method("minor", "semver_minor", SimpleType.INT, TYPE, type, Semver::minor)
                .method("patch", "semver_patch", SimpleType.INT, TYPE, type, Semver::patch)
                .method("isGreaterThan", "semver_is_greater_than", BOOL, TWO, type, type, (a, b) -> a.compareTo(b) > 0)
                .method("isLessThan", "semver_is_less_than", BOOL, TWO, type, type, (a, b) -> a.compareTo(b) < 0)
                .method("compareTo", "semver_compare_to", SimpleType.INT, TWO, type, type, (a, b) ->
                        (long) a.compareTo(b));
    }
}
