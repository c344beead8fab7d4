package com.amd.aim.kube.schema.cel;

import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.OpaqueType;
import dev.cel.common.types.OptionalType;
import dev.cel.common.types.SimpleType;
import java.util.List;

/** Named formats in expressions: {@code !format.dns1123Label().validate(self.name).hasValue()}. */
final class FormatFunctions {

    private static final CelType TYPE = OpaqueType.create("kubernetes.NamedFormat");

    private FormatFunctions() {}

    static void addTo(Functions functions) {
        NamedFormat.names().forEach(name -> functions.format(name, TYPE));
        functions
                .function(
                        "format.named",
                        "format-named",
                        OptionalType.create(TYPE),
                        SimpleType.STRING,
                        String.class,
                        NamedFormat::named)
                .method(
                        "validate",
                        "format-validate",
                        OptionalType.create(ListType.create(SimpleType.STRING)),
                        List.of(TYPE, SimpleType.STRING),
                        NamedFormat.class,
                        String.class,
                        NamedFormat::faults);
    }
}
